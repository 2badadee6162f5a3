"""The lines of the journal's cache of conflicts, and the records and fields they speak of."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import PARTNERSHIP, device_members, here
from recipe_desktop.services.kinds import KINDS, Kind
from recipe_desktop.store.journal import log
from recipe_desktop.store.schema import companions

Line: TypeAlias = tuple[Uid, str, str, str, str]  # row, table, class, column, heads


def open_lines(session: Session) -> dict[tuple[Uid, str, str], list[Line]]:
    """The lines of the open conflicts by record, class and column.

    A record that was deleted with its parts, and written on, is one question: what becomes of
    the parts follows from what becomes of the record, whose line comes first.
    """
    found: dict[tuple[Uid, str, str], list[Line]] = {}
    for line in cached(session, ", heads"):
        found.setdefault(question(session, *line[:4]), []).append(line)
    return {
        key: sorted(lines, key=lambda line: (line[0] != key[0], line[0]))
        for key, lines in found.items()
    }


def cached(session: Session, more: str = "") -> Sequence[Any]:
    """The lines of the cache: row, table, class, column, and what else is asked for.

    What one column says of another one is settled with that one.
    """
    rows = session.connection().exec_driver_sql(
        f'SELECT row, tbl, "class", column_name{more} FROM conflict '
        "WHERE tbl IN (SELECT value FROM json_each(?)) ORDER BY row, column_name",
        (_shown_tables(),),
    )
    return [line for line in rows if line[3] not in companions(line[1])]


def question(
    session: Session, row: Uid, table: str, kind_of: str, column: str
) -> tuple[Uid, str, str]:
    """Which conflict a line belongs to."""
    if kind_of == "delete":
        _, uid, _ = owner_record(session, row, table, column)
        return uid, kind_of, ""
    return row, kind_of, column


def dots(session: Session, row: Uid, kind_of: str, column: str) -> list[tuple[str, int]]:
    """The writes that a conflict is about: device and number of each."""
    heads = session.connection().exec_driver_sql(
        'SELECT heads FROM conflict WHERE row = ? AND "class" = ? AND column_name = ?',
        (row, kind_of, column),
    )
    return [(device, seq) for text in heads.scalars() for device, seq, *_ in json.loads(text)]


def where(session: Session, row: Uid) -> tuple[str, str]:
    """The table and the scope of a row, whether it is still there or not."""
    table, scope = (
        session.connection()
        .exec_driver_sql(
            "SELECT op.tbl, txn.scope FROM op JOIN txn ON txn.id = op.txn WHERE op.row = ? LIMIT 1",
            (row,),
        )
        .one()
    )
    return str(table), str(scope)


def owner_record(session: Session, row: Uid, table: str, column: str) -> tuple[Kind, Uid, str]:
    """The record that people see behind a row, and the field behind a column."""
    for kind in KINDS.values():
        if kind.table == table:
            return kind, row, _field(kind, "", column)
        if table in kind.children and any(f.facet == table for f in kind.fields):
            owner = (
                session.connection()
                .exec_driver_sql(
                    f"SELECT {kind.children[table]} FROM {table} WHERE uid = ?", (row,)
                )
                .scalar_one_or_none()
            )
            return kind, Uid(owner or row), _field(kind, table, column)
    raise LookupError(table)


def _field(kind: Kind, facet: str, column: str) -> str:
    return next((f.name for f in kind.fields if f.facet == facet and f.place == column), column)


def is_ours(session: Session, row: Uid) -> bool:
    """In the partnership the member decides whose device made the record.

    After a double insertion it is the lower code; who brings a deleted record back did not make
    it. Of a seeded record every member decides, and so does everybody who is in the scope of a
    record outside the partnership.
    """
    me = here(session)
    rows = (
        session.connection()
        .exec_driver_sql(
            "SELECT DISTINCT own.device, txn.scope FROM op JOIN txn ON txn.id = op.txn "
            "JOIN stream own ON own.id = txn.stream WHERE op.row = ? AND op.kind = 'I' "
            "AND NOT EXISTS (SELECT 1 FROM op first JOIN txn before ON before.id = first.txn "
            "JOIN stream other ON other.id = before.stream "
            "WHERE first.row = op.row AND first.kind = 'I' AND other.scope = own.scope AND ("
            "other.id = own.id AND before.seq < txn.seq OR other.id <> own.id AND EXISTS ("
            "SELECT 1 FROM seen WHERE seen.stream = own.id AND seen.epoch <= txn.epoch "
            "AND seen.peer = other.device AND seen.seq >= before.seq)))",
            (row,),
        )
        .all()
    )
    members = device_members(session)
    makers = {members.get(device, "") for device, scope in rows if scope == PARTNERSHIP}
    if not makers or any(device == log.SEED for device, _ in rows):
        return True
    return min(makers) in ("", me.member)


@cache
def _shown_tables() -> str:
    """JSON list of the tables whose conflicts people see; links and keys settle by themselves."""
    tables = {kind.table for kind in KINDS.values()}
    tables |= {field.facet for kind in KINDS.values() for field in kind.fields if field.facet}
    return json.dumps(sorted(tables))
