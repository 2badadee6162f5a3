"""A plan as it stands in somebody's file, whichever program wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Final

from recipe_desktop.domain.source_tables import NO_TABLE, SourceTable

_CIRCLES: Final = 5  # of tasks that wait for each other; who mends those will see the rest


@dataclass(frozen=True, slots=True)
class FileAction:
    """The action that a task of a file is done for, and the objective it serves.

    Code or name may be missing, and the objective altogether.
    """

    code: str = ""
    name: str = ""
    objective_code: str = ""
    objective_name: str = ""


@dataclass(frozen=True, slots=True)
class FileTask:
    """A task or milestone of a file.

    Args:
        key: the file's own name for it.
        row: number of its line, or its place among the tasks.
        duration: working days; 0 is a milestone.
        owner: code of a member, empty where the file names none.
        country: whose calendar holds, where it is not that of the owner; with ``region``.
        met_on: of a milestone, the day on which it was reached.
        uid: the record's own identity, in files that this program wrote.
    """

    key: str
    row: int
    name: str
    parent: str = ""
    code: str = ""
    text: str = ""
    starts_on: date | None = None
    duration: int = 1
    progress: int = 0
    owner: str = ""
    country: str = ""
    region: str = ""
    status: str = ""
    met_on: date | None = None
    uid: str = ""
    action: FileAction | None = None


@dataclass(frozen=True, slots=True)
class FileLink:
    """That a task of a file waits for another one.

    Args:
        lag: working days.
    """

    before: str
    after: str
    type: str = "FS"
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that is not taken over, by the code of its reason."""

    row: int
    code: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that cannot be read; its task is taken over without it.

    Args:
        code: of what is said about it.
        name: of the task.
    """

    row: int
    code: str
    name: str
    typed: str


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Everything that could be read of a plan.

    Args:
        source: by which a later file of the same plan is known.
        left_out: what the file has and the roadmap does not keep, by code, with its count.
        table: its lines as they stand there, or as ``plan_sheets`` would write them.
    """

    name: str
    source: str
    tasks: tuple[FileTask, ...]
    links: tuple[FileLink, ...]
    rejected: tuple[Rejected, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    table: SourceTable = NO_TABLE


def cycles(file: PlanFile) -> tuple[tuple[str, ...], ...]:
    """The names of tasks that wait for each other, the first few such circles of a file."""
    names = {task.key: task.name or task.code for task in file.tasks}
    waits: dict[str, set[str]] = {}
    for link in file.links:
        waits.setdefault(link.after, set()).add(link.before)
    found: list[tuple[str, ...]] = []
    while len(found) < _CIRCLES:
        try:
            TopologicalSorter(waits).prepare()
        except CycleError as error:
            circle = error.args[1]  # each waits for the one before it, and the last is the first
            found.append(tuple(names.get(key, key) for key in circle[:-1]))
            waits[circle[1]].discard(circle[0])
        else:
            break
    return tuple(found)
