"""What one step of work wrote, by the records that people see.

What it said of two records, that they are one thing or two, stands with them as ``same_as`` (the
record that is shown in its place) and ``not_same``.
"""

import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import DELETE, INSERT, Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import identity, records
from recipe_desktop.services.kinds import KINDS, Kind
from recipe_desktop.store.journal import log


@dataclass(frozen=True, slots=True)
class Written:
    """A record and its fields as they are after the step; empty when it is gone."""

    kind: str
    uid: Uid
    fields: dict[str, Value]


def written(session: Session, group: str) -> list[Written]:
    """The records that a group of the journal wrote, in the order in which it did."""
    rows = session.connection().exec_driver_sql(
        f"SELECT tbl, row, body, kind FROM txn JOIN op ON {log.OF_TXN} "
        "WHERE group_uid = ? ORDER BY op.id",
        (group,),
    )
    names: dict[tuple[str, Uid], set[str]] = {}
    said: dict[tuple[str, Uid], dict[str, Value]] = {}
    for table, row, body, done in rows.all():
        if table in ("same_as", "not_same"):
            for kind_name, uid, value in _judged(session, table, row):
                names.setdefault((kind_name, uid), set())
                said.setdefault((kind_name, uid), {})[table] = value
            continue
        for kind in KINDS.values():
            facet = {f.facet for f in kind.fields} & {table}
            if kind.table != table and not facet:
                continue
            owner = _owner(session, kind, table, row) if facet else row
            if owner:
                columns = set(_columns(body))
                if done == DELETE and facet:  # the record stays, and what stood there is empty
                    columns = _ever_written(session, row)
                named = {
                    f.name
                    for f in kind.fields
                    if f.place in columns and (f.facet or kind.table) == table
                }
                names.setdefault((kind.name, owner), set()).update(named)
    return [
        Written(kind, uid, _values(session, kind, uid, wanted) | said.get((kind, uid), {}))
        for (kind, uid), wanted in names.items()
    ]


def _judged(session: Session, table: str, row: Uid) -> list[tuple[str, Uid, Value]]:
    """The records of which an assertion speaks, and what holds of them now."""
    connection = session.connection()
    first, second = ("kept_uid", "away_uid") if table == "same_as" else ("left_uid", "right_uid")
    kind, one, other = connection.exec_driver_sql(
        "SELECT json_extract(body, '$.kind'), json_extract(body, ?), json_extract(body, ?) "
        "FROM op WHERE row = ? AND tbl = ? AND kind = ? LIMIT 1",
        (f"$.{first}", f"$.{second}", row, table, INSERT),
    ).one()
    if table == "same_as":
        return [(kind, other, identity.canonical(session, kind).get(other))]
    is_said = frozenset((one, other)) in identity.judged(session, kind)
    return [(kind, uid, than if is_said else None) for uid, than in ((one, other), (other, one))]


def _ever_written(session: Session, row: Uid) -> set[str]:
    bodies = session.connection().exec_driver_sql("SELECT body FROM op WHERE row = ?", (row,))
    return {column for (body,) in bodies for column in _columns(body)}


def _columns(body: str | None) -> list[str]:
    read = json.loads(body or "{}")
    return list(read) if isinstance(read, dict) else []


def _owner(session: Session, kind: Kind, table: str, row: Uid) -> Uid | None:
    """The record that a facet's row belongs to; of a deleted one the log knows it."""
    column = kind.children[table]
    found = (
        session.connection()
        .exec_driver_sql(
            "SELECT json_extract(body, ?) FROM op WHERE row = ? AND tbl = ? AND kind = 'I' LIMIT 1",
            (f'$."{column}"', row, table),
        )
        .scalar_one_or_none()
    )
    return Uid(found) if found else None


def _values(session: Session, kind: str, uid: Uid, wanted: set[str]) -> dict[str, Value]:
    shown = records.shown(session, kind, [uid])
    return {n: v for record in shown for n, v in record.fields.items() if n in wanted}
