"""Who changed what, when and where; undo and redo by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import DELETE, INSERT
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import milliseconds
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import Kind, kind_of, kind_of_table
from recipe_desktop.store.journal import history, log
from recipe_desktop.store.models.replica import Device

Value = str | int | None


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
    what: str  # made, changed, deleted, kept
    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Steps:
    """The names of what would be undone and redone next; None when there is nothing."""

    undo: str | None
    redo: str | None


def of_record(session: Session, kind: str, uid: Uid) -> list[Change]:
    """The history of a record and of what hangs on it, newest first."""
    of = kind_of(kind)
    connection = session.connection()
    rows = {of.table: [uid]}
    for table, column in of.children.items():
        # Deleted children are found in the log, where their link was written.
        found = connection.exec_driver_sql(
            "SELECT DISTINCT row FROM op WHERE tbl = ? AND kind = 'I' "
            "AND json_extract(body, ?) = ?",
            (table, f'$."{column}"', uid),
        )
        rows[table] = [row for (row,) in found]
    names = device_names(session)
    changes = [
        _change(of, event, names)
        for event in history.events(connection, rows)
        if _is_telling(of, event)
    ]
    return changes[::-1]


def steps(session: Session) -> Steps:
    """What undo and redo would take back and do again."""
    connection = session.connection()
    deeds = history.deeds(connection, here(session).device_uid)
    return Steps(
        history.action_of(connection, deeds.undo[-1]) if deeds.undo else None,
        history.action_of(connection, deeds.redo[-1]) if deeds.redo else None,
    )


def undo(session: Session) -> None:
    """Take back this device's last action.

    Raises:
        UserError: history.nothing_to_undo, history.superseded.
    """
    deeds = history.deeds(session.connection(), here(session).device_uid)
    if not deeds.undo:
        raise UserError("history.nothing_to_undo")
    take_back(session, deeds.undo[-1])


def redo(session: Session) -> None:
    """Do again what was taken back last.

    Raises:
        UserError: history.nothing_to_redo, history.superseded.
    """
    deeds = history.deeds(session.connection(), here(session).device_uid)
    if not deeds.redo:
        raise UserError("history.nothing_to_redo")
    take_back(session, deeds.redo[-1])


def take_back(session: Session, group: str) -> None:
    """Take back one action, such as a whole import.

    Raises:
        UserError: history.unknown, history.superseded.
    """
    history.revert(session.connection(), group, here(session).device_uid)
    session.info["reverts"] = group
    session.info["touched"] = history.rows_of(session.connection(), group)


def device_names(session: Session) -> dict[str, str]:
    """The names of the devices we know, ours included."""
    me = here(session)
    known: dict[str, str] = {d.uid: d.name for d in session.scalars(select(Device))}
    return known | {me.device_uid: me.device, log.SEED: ""}


def fields_of(changes: Sequence[Change]) -> list[str]:
    """The fields that some changes wrote, each once, in order."""
    return list(dict.fromkeys(change.field for change in changes if change.field))


def _is_telling(of: Kind, event: history.Event) -> bool:
    """Links, numbers and moments of making are noise beside the line that says it was made."""
    if not event.column:
        return event.table in (of.table, *_visible(of)) and (
            event.kind != INSERT or event.table == of.table or event.table not in _facets(of)
        )
    if event.table in of.children and event.column == of.children[event.table]:
        return False
    return event.column not in ("number", "created_at")


def _visible(of: Kind) -> list[str]:
    return [table for table in of.children if table not in _facets(of)]


def _facets(of: Kind) -> set[str]:
    return {field.facet for field in of.fields if field.facet}


def _change(of: Kind, event: history.Event, names: dict[str, str]) -> Change:
    kind = of if event.table in _facets(of) else (kind_of_table(event.table) or of)
    what = {INSERT: "made", DELETE: "deleted", "K": "kept"}.get(event.kind, "changed")
    return Change(
        datetime.fromtimestamp(milliseconds(event.clock) / 1000, UTC),
        event.by,
        names.get(event.device, event.device[:8]),
        event.action,
        kind.name,
        event.row,
        "changed" if event.column else what,
        next((f.name for f in kind.fields if f.place == event.column), event.column),
        event.old,
        event.new,
    )
