"""Who changed what, when and where; undo and redo by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import DELETE, INSERT, Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services import evidence, records, titles, undone_moves
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import KINDS, Kind, kind_of, kind_of_table
from recipe_desktop.services.writer import Writer
from recipe_desktop.store.journal import history, log
from recipe_desktop.store.journal import undo as undoing
from recipe_desktop.store.journal.deeds import deeds_of
from recipe_desktop.store.models.replica import Device
from recipe_desktop.store.schema import companions


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a record's history.

    Args:
        by: the person's name; empty where nobody sat at the laptop.
        device: the laptop's name; of one that we do not know, the beginning of its uid.
        kind: the kind of the record itself or of what hangs on it.
        field: field name; empty when the record was made or deleted.
    """

    at: datetime
    by: str
    device: str
    action: str
    kind: str
    uid: Uid
    what: str  # made, changed, deleted, kept, back
    field: str
    old: Value
    new: Value

    @property
    def is_confirmed(self) -> bool:
        """Whether it was decided for what stood there already."""
        return bool(self.field) and self.old == self.new

    @property
    def is_seed(self) -> bool:
        """Whether it came with the program: every store begins with it, and it has no moment."""
        return not self.at.timestamp()


@dataclass(frozen=True, slots=True)
class Steps:
    """The names of what would be undone and redone next; None when there is nothing.

    ``to_undo`` and ``to_redo`` are the groups that bear these names, to be taken back.
    """

    undo: str | None
    redo: str | None
    to_undo: str = ""
    to_redo: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A record in which a step was not taken back, since somebody has built on it.

    Args:
        name: what it is called; of a deleted one, what it was called.
        fields: those that stay; empty where that is the record as a whole.
        is_theirs_too: whether it stays since somebody else has added it, too.
    """

    kind: str
    uid: Uid
    name: str
    fields: tuple[str, ...]
    is_deleted: bool
    is_theirs_too: bool = False


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What undoing or redoing a step came to.

    Args:
        action: the step that was taken back, or done again.
        rows: how many rows it wrote on, those of bookkeeping included.
        left: the records in which it was not.
    """

    action: str
    rows: int
    left: tuple[Left, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing that people see was left."""
        return not self.left


DECISIONS: Final = ("conflicts.take", "conflicts.write", "conflicts.take_together")
"""The actions by which people settle what was written apart."""

_TAKING_BACK: Final = ("history.undo", "history.redo", "history.take_back")

PART_OF: Final[Mapping[str, str]] = {
    "import_key": "record_uid",
    **{table: column for kind in KINDS.values() for table, column in kind.children.items()},
}
"""The tables whose rows are part of another record, and their column that says of which."""

_NOTES: Final = ("import_key",)
"""The tables that note what lists had said; a note of what is gone says that it was there."""

_PAIRS: Final = {"same_as": ("kept_uid", "away_uid"), "not_same": ("left_uid", "right_uid")}
"""The tables that say something of two records, and their columns that say of which."""

_FACETS: Final = frozenset(f.facet for kind in KINDS.values() for f in kind.fields if f.facet)


def of_record(session: Session, kind: str, uid: Uid) -> list[Change]:
    """The history of a record and of what hangs on it, newest first."""
    of = kind_of(kind)
    connection = session.connection()
    rows = {of.table: [uid]}
    for table, column in of.children.items():
        # Deleted children are found in the log, where their link was written.
        found = connection.exec_driver_sql(
            f"SELECT uid FROM {table} WHERE {column} = ? UNION "
            "SELECT row FROM op AS gone WHERE tbl = ? AND kind = 'D' AND EXISTS (SELECT 1 FROM op "
            "WHERE row = gone.row AND tbl = gone.tbl AND kind = 'I' AND json_extract(body, ?) = ?)",
            (uid, table, f'$."{column}"', uid),
        )
        rows[table] = [row for (row,) in found]
    names = device_names(session)
    events = history.events(connection, rows, _facets(of), decisions=DECISIONS)
    carried = _carried(of, events)
    changes = [
        _change(of, event, names)
        for event in events
        if _is_telling(of, event) and not _is_carried(event, carried)
    ]
    return changes[::-1]


def writer(session: Session, kind: str, uid: Uid, field: str) -> Writer:
    """Who wrote what stands in a field now."""
    stands = records.show(session, kind, uid).fields.get(field)
    newest = of_record(session, kind, uid)
    written = (change for change in newest if (change.kind, change.field) == (kind, field))
    last = next((change for change in written if change.new == stands), None)
    if last is None:
        return Writer()
    is_ours = last.device == here(session).device
    return Writer(last.by, took_back=is_ours and last.action in _TAKING_BACK)


def steps(session: Session) -> Steps:
    """What undo and redo would take back and do again."""
    connection = session.connection()
    deeds = deeds_of(connection, here(session).device_uid)
    return Steps(
        history.action_of(connection, deeds.undo[-1]) if deeds.undo else None,
        history.action_of(connection, deeds.redo[-1]) if deeds.redo else None,
        deeds.undo[-1] if deeds.undo else "",
        deeds.redo[-1] if deeds.redo else "",
    )


def stands(session: Session, group: str) -> bool:
    """Whether something that this device did has not been taken back."""
    return group in deeds_of(session.connection(), here(session).device_uid).undo


def undo(session: Session, progress: Progress = unheard, named: str = "") -> TakenBack:
    """Take back this device's last action, as far as nobody has built on it.

    Args:
        named: another one, which was the last when somebody was shown its name.

    Raises:
        UserError: history.nothing_to_undo, also where the named one was taken back meanwhile.
    """
    deeds = deeds_of(session.connection(), here(session).device_uid)
    if not deeds.undo or named not in ("", *deeds.undo):
        raise UserError("history.nothing_to_undo")
    return take_back(session, named or deeds.undo[-1], progress)


def redo(session: Session, progress: Progress = unheard, named: str = "") -> TakenBack:
    """Do again what was taken back last, as far as nobody has built on that.

    Args:
        named: another one, which was the last when somebody was shown its name.

    Raises:
        UserError: history.nothing_to_redo, also where the named one was done again meanwhile.
    """
    deeds = deeds_of(session.connection(), here(session).device_uid)
    if not deeds.redo or named not in ("", *deeds.redo):
        raise UserError("history.nothing_to_redo")
    return take_back(session, named or deeds.redo[-1], progress)


def take_back(session: Session, group: str, progress: Progress = unheard) -> TakenBack:
    """Take back one action, such as a whole import.

    Where somebody has written on what it did, that stays as it is and is named. A step of which
    everything stays counts as taken back all the same, so that older ones can be undone.

    Raises:
        UserError: history.unknown.
    """
    connection = session.connection()
    action = history.action_of(connection, group)
    device = here(session).device_uid
    moves = undone_moves.of_action(session, group)
    came = undoing.revert(
        connection,
        group,
        device,
        PART_OF,
        progress,
        evidence=evidence.TABLES,
        facets=_FACETS,
        kept=moves.begun,
        loose=_NOTES,
    )
    left = undone_moves.follow(session, moves, came.left)
    rows = came.rows + evidence.take_back(session, group)
    session.info["reverts"] = group
    session.info["touched"] = history.rows_of(connection, group)
    return TakenBack(action, rows, _left(session, left))


def _left(session: Session, rows: Sequence[undoing.Left]) -> tuple[Left, ...]:
    """The records that people see behind some rows, each once."""
    found: dict[Uid, Left] = {}
    for row in rows:
        for kind, uid, name in _records_of(session, row):
            fields, before = _fields_left(kind, row), found.get(uid)
            if before is not None:
                fields = sorted({*fields, *before.fields}) if fields and before.fields else []
            found[uid] = Left(
                kind.name,
                uid,
                name,
                tuple(fields),
                row.is_deleted and row.table not in _PAIRS,
                row.is_theirs_too and (before is None or before.is_theirs_too),
            )
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.uid)))


def _fields_left(kind: Kind, row: undoing.Left) -> list[str]:
    """The fields of a record that stay; none where that is the record as a whole."""
    if row.table in _PAIRS or (kind.table == row.table and not row.columns):
        return []
    facet = "" if kind.table == row.table else row.table
    columns = row.columns or [c for c, value in row.values.items() if value not in (None, "")]
    return sorted(f.name for f in kind.fields if f.facet == facet and f.place in columns)


def _records_of(session: Session, row: undoing.Left) -> Iterator[tuple[Kind, Uid, str]]:
    """The record that a row is or is a part of, or those that it is about, with their names.

    Bookkeeping, such as what a list had said, has none.
    """
    if row.table in _PAIRS:
        pair = [Uid(str(row.values[column])) for column in _PAIRS[row.table]]
        if kind := KINDS.get(str(row.values["kind"])):
            for shown in records.shown(session, kind.name, pair):
                yield kind, shown.uid, titles.title(session, kind, shown.fields)
        return
    part_of = row.values.get(PART_OF.get(row.table, ""))
    owners = [kind for kind in KINDS.values() if row.table in kind.children and part_of]
    for kind in owners:
        for shown in records.shown(session, kind.name, [Uid(str(part_of))]):
            yield kind, shown.uid, titles.title(session, kind, shown.fields)
            return
    own = kind_of_table(row.table)
    if own is not None:
        fields = {f.name: row.values.get(f.place) for f in own.fields}
        yield own, row.row, titles.title(session, own, fields)


def device_names(session: Session) -> dict[str, str]:
    """The names of the devices we know, ours included."""
    me = here(session)
    known: dict[str, str] = {d.uid: d.name for d in session.scalars(select(Device))}
    return known | {me.device_uid: me.device, log.SEED: ""}


def _carried(of: Kind, events: Sequence[history.ColumnWritten]) -> set[tuple[str, str]]:
    """By action and table, where words went or came with a row and nobody wrote them.

    That is where the record goes or comes back as a whole, or where a facet moves to another scope.
    """
    facets = _facets(of)
    whole = {
        event.group
        for event in events
        if event.table == of.table and (event.kind == DELETE or event.again)
    }
    went, came = (
        {(e.group, e.table) for e in events if e.kind == kind and e.table in facets}
        for kind in (DELETE, INSERT)
    )
    return went & came | {(group, table) for group in whole for table in facets}


def _is_carried(event: history.ColumnWritten, carried: set[tuple[str, str]]) -> bool:
    is_row = bool(event.column) and event.kind in (DELETE, INSERT)
    return is_row and (event.group, event.table) in carried


def _is_telling(of: Kind, event: history.ColumnWritten) -> bool:
    """Links, numbers and moments of making are noise beside the line that says it was made.

    So is what no field shows.
    """
    if not event.column:
        return event.table in (of.table, *_visible(of)) and (
            event.kind != INSERT or event.table == of.table or event.table not in _facets(of)
        )
    if event.table in of.children and event.column == of.children[event.table]:
        return False
    if event.kind == DELETE and event.table not in _facets(of):
        return False  # that it is gone says it all
    return event.column not in ("number", "created_at") and _field_of(of, event) is not None


def _kind_of(of: Kind, event: history.ColumnWritten) -> Kind:
    return of if event.table in _facets(of) else (kind_of_table(event.table) or of)


def _field_of(of: Kind, event: history.ColumnWritten) -> str | None:
    """The field that a column stands for; links and the like have none."""
    fields = _kind_of(of, event).fields
    if event.column in companions(event.table):
        return None
    return next((field.name for field in fields if field.place == event.column), None)


def _visible(of: Kind) -> list[str]:
    return [table for table in of.children if table not in _facets(of)]


def _facets(of: Kind) -> set[str]:
    return {field.facet for field in of.fields if field.facet}


def _change(of: Kind, event: history.ColumnWritten, names: dict[str, str]) -> Change:
    made = "back" if event.again else "made"
    what = {INSERT: made, DELETE: "deleted", "K": "kept"}.get(event.kind, "changed")
    return Change(
        wall_time(event.clock),
        event.by,
        names.get(event.device, event.device[:8]),
        event.action,
        _kind_of(of, event).name,
        event.row,
        "changed" if event.column else what,
        _field_of(of, event) or "",
        event.old,
        event.new,
    )
