"""Which record each line of a plan's file stands for, and what is known of it already."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import count
from pathlib import PurePath
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.plan_files import FileTask, PlanFile, Unread
from recipe_desktop.domain.plan_matching import Before, Place, matched
from recipe_desktop.services import hand_written, records
from recipe_desktop.services.kinds import kind_of

KIND: Final = "roadmap"
KINDS: Final = ("tasks", "milestones")
_NEAR: Final = 0.5  # how alike two names of one task are, of 1

Said = Mapping[str, Any]  # what a file said of a task, by column


@dataclass(frozen=True, slots=True)
class Line:
    """A task of a file, and the record that it stands for.

    Args:
        kind: of the record, whatever the line says.
        here: the record; None where there is none.
        said: what the file said of it last; None where this office never took it in.
        is_ours: whether the line names the record itself, in a file that this program wrote.
        is_deleted: whether somebody deleted the record.
        is_remembered: whether this office has a note of the line's key.
    """

    task: FileTask
    uid: Uid
    kind: str
    here: records.Shown | None = None
    said: Said | None = None
    is_ours: bool = False
    is_deleted: bool = False
    is_remembered: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file by their keys.

    Args:
        source: by which this file and later ones of the same plan are known.
        gone: records that an earlier file had, and that this one has no more.
        unread: identities in the file that cannot be meant.
    """

    source: str
    by_key: Mapping[str, Line]
    gone: tuple[records.Shown, ...]
    unread: tuple[Unread, ...]


def lines_of(session: Session, file: PlanFile) -> Lines:
    """Find the record of every line, or give it the identity of the one that will be made.

    That is a name made of the plan, the line's key and what the task is called, so that two
    laptops that take in one file make one record of it, and two plans of one name do not.
    """
    source = _source(session, file)
    told = []
    if source != file.source:
        told.append(Unread(0, "plan.another_plan", file.name, file.source, source))
    given, foreign = _given(session, file.tasks)
    memory = _memory(session, source)
    uids = dict(given)
    known: dict[str, Said] = {}
    for key, earlier in _remembered(file, memory, given).items():
        if uids.setdefault(key, earlier.uid) == earlier.uid:
            known[key] = memory[earlier.key][1]
    unknown = [task for task in file.tasks if task.key not in uids]
    uids |= _taken_in_elsewhere(session, source, replace(file, tasks=tuple(unknown)))
    used = set(uids.values())
    for task in unknown:
        if task.key not in uids:
            uids[task.key] = _new_uid(source, task, used)
            used.add(uids[task.key])
    here = _here(session, uids.values())
    deleted = hand_written.deleted(session, set(uids.values()) - here.keys())
    found = {}
    for task in file.tasks:
        uid, said_of = uids[task.key], known.get(task.key)
        record = here.get(uid)
        is_deleted = record is None and (said_of is not None or uid in deleted)
        kind = record.kind if record else task.kind or kind_in_file(task)
        found[task.key] = Line(
            *(task, uid, kind, record, said_of, given.get(task.key) == uid, is_deleted),
            task.key in memory,
        )
    before = {uid for uid, _ in memory.values()} - set(uids.values())
    gone = tuple(_here(session, sorted(before)).values())
    return Lines(source, found, gone, (*told, *foreign))


def kind_in_file(task: FileTask) -> str:
    """What a line is by its days."""
    return "tasks" if task.duration else "milestones"


def _new_uid(source: str, task: FileTask, used: Collection[Uid]) -> Uid:
    """The identity of the record that will be made; another one where a moved line has it."""
    named = (kind_of(kind_in_file(task)).table, KIND, source, task.key, fold(task.name))
    more = (f"{number}" for number in count(2))
    uid = named_uid(*named)
    while uid in used:
        uid = named_uid(*named, next(more))
    return uid


def _remembered(
    file: PlanFile, memory: Mapping[str, tuple[Uid, Said]], given: Mapping[str, Uid]
) -> dict[str, Before]:
    """What this office took in last of each line of a file, by the line's key."""
    before = [
        Before(key, frozenset({fold(str(said.get("name", "")))}), _start(said), uid=uid)
        for key, (uid, said) in memory.items()
    ]
    by_uid = {earlier.uid: earlier for earlier in before}
    named = {key: by_uid[uid] for key, uid in given.items() if uid in by_uid}
    taken = set(given.values())
    others = [earlier for earlier in before if earlier.uid not in taken]
    lines = [_place(task) for task in file.tasks if task.key not in given]
    return named | matched(lines, others, is_lasting=file.are_keys_lasting)


def _place(task: FileTask) -> Place:
    start = task.starts_on.isoformat() if task.starts_on else ""
    return Place(task.key, frozenset({fold(task.name)}), start)


def _start(said: Said) -> str:
    return str(said.get("starts_on") or said.get("due_on") or "")


def _name(record: records.Shown) -> str:
    return fold(str(record.fields["name"] or ""))


def _source(session: Session, file: PlanFile) -> str:
    """The name that the file's plan has here: the first of its kind with some of its tasks.

    Another plan in a file of the same name gets a number behind it. A name that somebody gave is
    taken as it is.
    """
    if file.source != PurePath(file.name).stem:
        return file.source
    for number in count(1):
        source = file.source if number == 1 else f"{file.source} ({number})"
        memory = _memory(session, source)
        if not memory:
            return source
        before = {key: {fold(str(said.get("name", "")))} for key, (_, said) in memory.items()}
        if _are_alike(file.tasks, before):
            return source
    raise AssertionError  # one number is always free


def _are_alike(tasks: Sequence[FileTask], before: Mapping[str, Collection[str]]) -> bool:
    """Whether a file has more than half of the tasks of a plan, by what they are called.

    Args:
        before: what the plan's tasks were called, by key.
    """
    every = {name for names in before.values() for name in names}
    found = 0
    for task in tasks:
        name = fold(task.name)
        near = (SequenceMatcher(None, name, other) for other in before.get(task.key, ()))
        found += name in every or any(match.ratio() >= _NEAR for match in near)
    return 2 * found > min(len(tasks), len(before)) or not before


def _taken_in_elsewhere(session: Session, source: str, file: PlanFile) -> dict[str, Uid]:
    """The records that another office, or an older program, made of some lines of this plan.

    They are proved by their identity: it is made of the plan, the key and a name that the record
    had. Where most lines are called otherwise, it is another plan in a file of the same name.
    """
    keys: dict[str, set[str]] = {}
    for task in file.tasks:
        if task.code:
            keys.setdefault(task.code, {task.code}).add(task.key)
    codes = json.dumps(sorted(keys))
    connection = session.connection()
    tables: dict[Uid, str] = {}
    for table in (kind_of(kind).table for kind in KINDS):
        rows = connection.exec_driver_sql(
            f"SELECT uid FROM {table} WHERE code IN (SELECT value FROM json_each(?))", (codes,)
        )
        tables |= {uid: table for (uid,) in rows}
    once = {column: _ever(session, column, tables) for column in ("name", "code")}
    before = []
    for uid, table in tables.items():
        names = once["name"].get(uid, set())
        said = {key for code in once["code"].get(uid, ()) for key in keys.get(code, {code})}
        for key in sorted(said):
            made = (table, KIND, source, key)
            if uid == named_uid(*made) or any(uid == named_uid(*made, name) for name in names):
                before.append(Before(key, frozenset(names), uid=uid))
    lines = [_place(task) for task in file.tasks]
    found = matched(lines, before, is_lasting=file.are_keys_lasting)
    tasks = [task for task in file.tasks if task.key in found]
    are_these = _are_alike(tasks, {key: earlier.names for key, earlier in found.items()})
    return {key: earlier.uid for key, earlier in found.items()} if are_these else {}


def _ever(session: Session, column: str, uids: Iterable[Uid]) -> dict[Uid, set[str]]:
    """Everything that a column of some records ever said; names are folded."""
    said = session.connection().exec_driver_sql(
        "SELECT DISTINCT row, json_extract(body, :path) FROM op "
        "WHERE row IN (SELECT value FROM json_each(:uids)) AND json_type(body, :path) = 'text'",
        {"path": f"$.{column}", "uids": records.as_json(uids)},
    )
    found: dict[Uid, set[str]] = {}
    for uid, text in said:
        found.setdefault(uid, set()).add(fold(text) if column == "name" else text)
    return found


def _memory(session: Session, source: str) -> dict[str, tuple[Uid, Said]]:
    rows = session.connection().exec_driver_sql(
        "SELECT key, record_uid, said FROM import_key WHERE source = ? AND kind = ? ORDER BY key",
        (source, KIND),
    )
    return {key: (Uid(uid), json.loads(said or "{}")) for key, uid, said in rows}


def _given(session: Session, tasks: Iterable[FileTask]) -> tuple[dict[str, Uid], list[Unread]]:
    """The records that the file itself names, and what it cannot mean.

    A line that was copied brought the other one's identity along; that stays with the line that
    is called as the record is, otherwise with the first.
    """
    named = [task for task in tasks if task.uid]
    uids = {Uid(task.uid) for task in named}
    tables = {kind_of(kind).table for kind in KINDS}
    rows = session.connection().exec_driver_sql(
        "SELECT DISTINCT row, tbl FROM op WHERE row IN (SELECT value FROM json_each(?))",
        (records.as_json(uids),),
    )
    foreign = {row for row, table in rows if table not in tables}
    here = _here(session, uids)
    meant: dict[str, FileTask] = {}
    for task in reversed(named):
        meant[task.uid] = task
    for task in reversed(named):
        record = here.get(Uid(task.uid))
        if record is not None and _name(record) == fold(task.name):
            meant[task.uid] = task
    given, told = {}, []
    for task in named:
        if task.uid in foreign:
            told.append(Unread(task.row, "plan.foreign_identity", task.name, task.uid))
        elif meant[task.uid] is not task:
            told.append(Unread(task.row, "plan.copied_line", task.name, meant[task.uid].name))
        else:
            given[task.key] = Uid(task.uid)
    return given, told


def _here(session: Session, uids: Iterable[Uid]) -> dict[Uid, records.Shown]:
    given = list(uids)
    return {record.uid: record for kind in KINDS for record in records.shown(session, kind, given)}
