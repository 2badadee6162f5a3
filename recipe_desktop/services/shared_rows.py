"""The rows of a record's file: its words, its documents, the reasons for what was found in it.

They lie in one scope, and move together. Their identities are made of what they are and of where
they lie, so that two laptops that move a file write the same rows.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.services.kinds import KINDS, Kept, Kind
from recipe_desktop.services.sql import insert, run
from recipe_desktop.store import schema

_WORDS: Final[Mapping[str, str]] = {"exchanges": "exchange_file"}
"""The kinds that have a file, and the table of its words."""

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "finding_reason": ("exchange_uid", "code", "about"),
    "attachment": ("uid",),
}
"""The tables of what lies in a file beside its words, and the columns that name a row of them."""

_PROSE: Final = (Kept.TEXT, Kept.LONG_TEXT)  # of numbers and codes one alone can stand


def words_table(of: Kind) -> str:
    """The table of the words in a file; empty for kinds that have none."""
    return _WORDS.get(of.name, "")


def words_uid(kind: str, record: Uid, scope: str) -> Uid:
    """The identity of a file's words where they lie."""
    return named_uid(words_table(KINDS[kind]), record, scope)


def part_uid(table: str, cells: Mapping[str, Value], scope: str) -> Uid:
    """The identity of a document or a reason in a scope to which it moves.

    Args:
        cells: as the row stands where it comes from, its uid among them.
    """
    return named_uid(table, *(str(cells[column]) for column in PARTS[table]), scope)


def lie_in(session: Session, kind: str, record: Uid, scope: str) -> bool:
    """Whether anything of a file lies in a scope."""
    return any(
        run(session, f"SELECT 1 FROM {table} WHERE {link} = ? AND scope = ?", record, scope).first()
        for table, link in tables(KINDS[kind]).items()
    )


def move(session: Session, kind: str, record: Uid, source: str, target: str) -> None:
    """Have a file lie in another scope; what lies there already stays beside it."""
    links = tables(KINDS[kind])
    words = words_table(KINDS[kind])
    for cells in rows(session, words, links[words], record, source):
        put(session, kind, record, target, cells)
    for table in PARTS:
        for cells in rows(session, table, links[table], record, source):
            place(session, table, target, cells)
    for table, link in links.items():
        run(session, f"DELETE FROM {table} WHERE {link} = ? AND scope = ?", record, source)


def put(  # noqa: PLR0913, PLR0917 - which file, where to, and what
    session: Session,
    kind: str,
    record: Uid,
    scope: str,
    cells: Mapping[str, Value],
    replaced: Mapping[str, Collection[Value]] = MappingProxyType({}),
) -> None:
    """Write a file's words into a scope, where they do not stand against others.

    Args:
        cells: by column; others are left alone.
        replaced: by column, what these words were written in the place of.
    """
    of = KINDS[kind]
    table = words_table(of)
    kept = {f.place: f.kept for f in of.fields if f.facet == table and f.place in cells}
    if not kept:
        return
    uid = words_uid(kind, record, scope)
    named = ", ".join(f'"{column}"' for column in kept)
    present = run(session, f"SELECT {named} FROM {table} WHERE uid = ?", uid).first()
    if present is None:
        own = {column: cells[column] for column in kept}
        insert(session, table, {"uid": uid, "scope": scope, of.children[table]: record, **own})
        return
    both = [
        cells[column]
        if mine in replaced.get(column, ())
        else _both(str(mine), str(cells[column]))
        if kept[column] in _PROSE
        else (mine or cells[column])
        for column, mine in zip(kept, present, strict=True)
    ]
    assigned = ", ".join(f'"{column}" = ?' for column in kept)
    run(session, f"UPDATE {table} SET {assigned} WHERE uid = ?", *both, uid)


def place(session: Session, table: str, scope: str, cells: Mapping[str, Value]) -> None:
    """Write a document or a reason into a scope, unless it lies there already."""
    uid = part_uid(table, cells, scope)
    if run(session, f"SELECT 1 FROM {table} WHERE uid = ?", uid).first():
        return
    if table == "attachment" and _is_twin(session, scope, cells):
        return
    columns = schema.columns(table)
    own = {column: value for column, value in cells.items() if column in columns}
    insert(session, table, {"uid": uid, "scope": scope, **own})


def _is_twin(session: Session, scope: str, cells: Mapping[str, Value]) -> bool:
    """Whether the same document lies in a scope; it may have gone to and fro."""
    wanted = (scope, cells["record_uid"], cells["sha256"], cells["name"])
    found = run(
        session,
        "SELECT 1 FROM attachment WHERE scope = ? AND record_uid = ? AND sha256 = ? AND name = ?",
        *wanted,
    )
    return found.first() is not None


def tables(of: Kind) -> dict[str, str]:
    """The tables of a file with the column that names the record."""
    return {table: of.children[table] for table in (words_table(of), *PARTS)}


def rows(session: Session, table: str, link: str, record: Uid, scope: str) -> list[dict[str, Any]]:
    """The rows of a file's table that lie in a scope, by column with their uid."""
    columns = ("uid", *schema.columns(table))
    named = ", ".join(f'"{column}"' for column in columns)
    found = run(
        session,
        f"SELECT {named} FROM {table} WHERE {link} = ? AND scope = ? ORDER BY uid",
        record,
        scope,
    )
    return [dict(zip(columns, row, strict=True)) for row in found.all()]


def _both(mine: str, other: str) -> str:
    """Two texts of one field; nothing that somebody wrote is lost by sharing it."""
    if other in mine:
        return mine
    return f"{mine}\n{other}" if mine else other
