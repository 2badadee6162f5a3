"""A plan as it stands in somebody's file, whichever program wrote it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Final

from recipe_desktop.domain.import_questions import Question
from recipe_desktop.domain.schedule import CALCULATED
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


KIND_WORDS: Final[Mapping[str, str]] = {"tasks": "task", "milestones": "milestone"}
"""How files of this program call the kind of a record."""
KIND_OF_WORD: Final = {word: kind for kind, word in KIND_WORDS.items()}


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
        kind: of that record, ``tasks`` or ``milestones``, whatever has become of the line since;
            empty where the file does not tell.
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
    kind: str = ""


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
    """A value that cannot be read or kept; its task is taken over without it.

    Args:
        code: of what is said about it.
        name: of the task.
        taken: what stands in its place.
    """

    row: int
    code: str
    name: str
    typed: str
    taken: str = ""


SAYS: Final = frozenset(
    (
        *("parent", "code", "text", "owner", "action", "starts_on", "duration", "progress"),
        *("country", "region", "status", "met_on"),
    )
)
"""What a file can say of a task beside its name."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Everything that could be read of a plan.

    Args:
        source: by which a later file of the same plan is known.
        left_out: what the file has and the roadmap does not keep, by code, with its count.
        table: its lines as they stand there, or as ``plan_sheets`` would write them.
        asked: what a sheet leaves open, such as which number of a date is the day.
        answers: what was said to that, by ``Question.key``; the proposals stand for the rest.
        says: of ``SAYS``; what is empty in the others is only not said.
        are_keys_lasting: whether the keys were given by a program, which gives none twice.
    """

    name: str
    source: str
    tasks: tuple[FileTask, ...]
    links: tuple[FileLink, ...]
    rejected: tuple[Rejected, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    table: SourceTable = NO_TABLE
    asked: tuple[Question, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    says: frozenset[str] = SAYS
    are_keys_lasting: bool = False


_Point = tuple[str, bool]  # a task, and whether its end is meant; one without parts has one alone


def cycles(file: PlanFile) -> tuple[tuple[str, ...], ...]:
    """The names of tasks that wait for each other, the first few such circles of a file.

    A task reaches from its first part to its last, so it waits for its parts, and they for what it
    waits for.
    """
    names = {task.key: task.name or task.code for task in file.tasks}
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for waits in (_by_links(file), _by_parts(file)):
        for circle in _circles(waits):
            keys = tuple(dict.fromkeys(key for key, _is_end in circle))
            found.setdefault(frozenset(keys), keys)
    first = list(found.values())[:_CIRCLES]
    return tuple(tuple(names.get(key, key) for key in keys) for keys in first)


def _by_links(file: PlanFile) -> dict[_Point, set[_Point]]:
    """What each task waits for by links of any type, its parts left aside."""
    waits: dict[_Point, set[_Point]] = {}
    for link in file.links:
        waits.setdefault((link.after, False), set()).add((link.before, False))
    return waits


def _by_parts(file: PlanFile) -> dict[_Point, set[_Point]]:
    """What each beginning and end waits for, by the links that are calculated and by the parts."""
    above = {task.parent for task in file.tasks if task.parent}
    waits: dict[_Point, set[_Point]] = {}

    def wait(after: _Point, before: _Point) -> None:
        waits.setdefault(after, set()).add(before)

    for task in file.tasks:
        if task.parent:
            wait((task.key, False), (task.parent, False))
            wait((task.parent, True), (task.key, task.key in above))
    for link in file.links:
        if link.type == CALCULATED:
            wait((link.after, False), (link.before, link.before in above))
    return waits


def _circles(waits: dict[_Point, set[_Point]]) -> Iterator[Sequence[_Point]]:
    """The first few circles, each of which is opened to find the next."""
    for _count in range(_CIRCLES):
        try:
            TopologicalSorter(waits).prepare()
        except CycleError as error:
            circle = error.args[1]  # each waits for the one before it, and the last is the first
            yield circle[:-1]
            waits[circle[1]].discard(circle[0])
        else:
            return
