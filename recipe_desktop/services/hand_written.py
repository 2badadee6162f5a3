"""Which fields people wrote or decided themselves, so that no list takes that back unseen."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import DELETE
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import records
from recipe_desktop.services.history import DECISIONS
from recipe_desktop.services.kind import Kind
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.store.journal import log

Fields: TypeAlias = dict[Uid, frozenset[str]]  # names of fields by record

_OF_LISTS: Final = (
    "imports.execute",
    "imports.take_back_import",
    "roadmap.take_in",
    "history.undo",
    "history.redo",
)


def decided(session: Session, kind: str) -> Fields:
    """Fields that were written apart, and of which a person decided what stands."""
    lines = session.connection().exec_driver_sql(
        f"SELECT op.tbl, op.row, key FROM txn JOIN op ON {log.OF_TXN}, json_each(op.body) "
        "WHERE txn.action IN (SELECT value FROM json_each(?)) "
        "AND op.tbl IN (SELECT value FROM json_each(?))",
        (json.dumps(DECISIONS), _tables(kind)),
    )
    return _fields(session, kind, map(_line, lines))


def undecided(session: Session, kind: str) -> Fields:
    """Fields that were written apart, and of which nobody has decided yet."""
    lines = session.connection().exec_driver_sql(
        "SELECT tbl, row, column_name FROM conflict WHERE \"class\" = 'field' "
        "AND tbl IN (SELECT value FROM json_each(?))",
        (_tables(kind),),
    )
    return _fields(session, kind, map(_line, lines))


def places_apart(session: Session, kind: str) -> Fields:
    """Columns by record whose value people decide, or decided, between those written apart."""
    found: dict[Uid, set[str]] = {}
    for some in (decided(session, kind), undecided(session, kind)):
        for uid, names in some.items():
            places = {kind_of(kind).field(name).place for name in names}
            found.setdefault(uid, set()).update(places)
    return {uid: frozenset(places) for uid, places in found.items()}


def by_hand(session: Session, kind: str, uids: Iterable[Uid]) -> Fields:
    """Fields of some records that were ever written otherwise than by a list."""
    of = kind_of(kind)
    found: list[tuple[str, Uid, str]] = []
    for table, owner in _places(of):
        lines = session.connection().exec_driver_sql(
            f"SELECT op.tbl, op.row, key FROM {table} JOIN op ON op.row = {table}.uid "
            f"JOIN txn ON txn.id = op.txn, json_each(op.body) WHERE op.tbl = ? "
            f"AND {table}.{owner} IN (SELECT value FROM json_each(?)) "
            "AND txn.action NOT IN (SELECT value FROM json_each(?))",
            (table, records.as_json(uids), json.dumps(_OF_LISTS)),
        )
        found += map(_line, lines)
    return _fields(session, kind, found)


def deleted(session: Session, uids: Iterable[Uid]) -> frozenset[Uid]:
    """Those of some rows that were ever deleted otherwise than with a list that was taken back."""
    lines = session.connection().exec_driver_sql(
        "SELECT DISTINCT op.row FROM op JOIN txn ON txn.id = op.txn WHERE op.kind = ? "
        "AND op.row IN (SELECT value FROM json_each(?)) "
        "AND txn.action NOT IN (SELECT value FROM json_each(?))",
        (DELETE, records.as_json(uids), json.dumps(_OF_LISTS)),
    )
    return frozenset(row for (row,) in lines)


def _line(row: Any) -> tuple[str, Uid, str]:
    table, uid, column = row
    return table, uid, column


def _tables(kind: str) -> str:
    return json.dumps([table for table, _owner in _places(kind_of(kind))])


def _places(kind: Kind) -> Iterator[tuple[str, str]]:
    """The tables in which a record's fields stand, and the column with its uid."""
    yield kind.table, "uid"
    for facet in sorted({field.facet for field in kind.fields if field.facet in kind.children}):
        yield facet, kind.children[facet]


def _fields(session: Session, kind: str, lines: Iterable[tuple[str, Uid, str]]) -> Fields:
    """The records and fields that people see behind rows and columns."""
    of = kind_of(kind)
    names = {(field.facet or of.table, field.place): field.name for field in of.fields}
    rows: dict[str, dict[Uid, set[str]]] = {}
    for table, row, column in lines:
        if (table, column) in names:
            rows.setdefault(table, {}).setdefault(row, set()).add(names[table, column])
    found: dict[Uid, set[str]] = {}
    for table, owner in _places(of):
        for row, uid in _owners(session, table, owner, rows.get(table, {})):
            found.setdefault(uid, set()).update(rows[table][row])
    return {uid: frozenset(fields) for uid, fields in found.items()}


def _owners(
    session: Session, table: str, owner: str, rows: Mapping[Uid, object]
) -> list[tuple[Uid, Uid]]:
    if owner == "uid":
        return [(row, row) for row in rows]
    found = session.connection().exec_driver_sql(
        f"SELECT uid, {owner} FROM {table} WHERE uid IN (SELECT value FROM json_each(?))",
        (records.as_json(rows),),
    )
    return [(Uid(row), Uid(uid)) for row, uid in found]
