"""Finding records of any kind by words, whatever the accents, and the order that they stand in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.plan_codes import named_key
from recipe_desktop.services import former_numbers
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import Kept, Kind, kind_of, name_of
from recipe_desktop.services.sql import run
from recipe_desktop.store import schema, search

_NUMBERED: Final = ("position", "code", "name")  # numbers in them are sorted as numbers
_NAMES: Final = (
    *("given_name", "family_name", "name", "cluster_name", "letter", "code", "number", "country"),
)
"""The columns that hold what people call a record, of whichever kind."""


@dataclass(frozen=True, slots=True)
class Through:
    """By the names of which records others are found that point to them.

    Args:
        fields: the references that count; None for all of them.
        hidden: the records that are shown in the place of some of those that are pointed to.
    """

    fields: tuple[str, ...] | None = None
    hidden: Mapping[Uid, Uid] = field(default_factory=dict)


ANY: Final = Through()
ITSELF: Final = Through(())


def order(session: Session, of: Kind, text: str = "") -> list[Uid]:
    """The uids of a kind's records that a filter finds, sorted."""
    indexed = search.SEARCHED.get(of.table)
    if indexed is not None and indexed.title and indexed.owner == "uid":
        return _by_title(session, of, text)
    uids = _in_order(session, of)
    return with_words(session, of, uids, text) if text.strip() else uids


def with_words(
    session: Session, of: Kind, uids: Sequence[Uid], text: str, through: Through = ANY
) -> list[Uid]:
    """Those of some records in which every typed word begins a word; none where none is left.

    The words are those of the index, of a kind without one those of any field; what a record
    points to counts by its name. A number that the record once bore counts, too.
    """
    typed = fold(text).split()
    if not typed:
        return []
    named = _pointed_to(session, of, uids, through)
    is_indexed = of.table in search.SEARCHED and search.SEARCHED[of.table].owner == "uid"
    said = {} if is_indexed else _fields_said(session, of, uids)
    former = set(former_numbers.bearers(session, of.table, text))

    @cache
    def bearers(word: str) -> frozenset[Uid]:
        return search.bearers(session.connection(), of.table, word) if is_indexed else frozenset()

    def holds(uid: Uid, word: str) -> bool:
        there = uid in bearers(word) or _begins(said.get(uid, ()), word)
        return there or _begins(named.get(uid, ()), word)

    return [uid for uid in uids if uid in former or all(holds(uid, word) for word in typed)]


def sort_column(session: Session) -> str:
    """The stored sort key of this office: Hungarian sorts ö after o, the others do not."""
    return "sort_hu" if here(session).member == "HU" else "sort_root"


def _by_title(session: Session, of: Kind, text: str) -> list[Uid]:
    column = sort_column(session)
    if not text.strip():
        every = f"SELECT uid FROM search_doc WHERE tbl = ? AND uid = owner ORDER BY {column}, uid"
        return _uids(session, every, of.table)
    wanted = search.expression(text)
    if not wanted:
        return []
    found = (
        "SELECT DISTINCT title.uid FROM search_fts "
        "JOIN search_doc AS hit ON hit.id = search_fts.rowid "
        "JOIN search_doc AS title ON title.uid = hit.owner "
        f"WHERE search_fts MATCH ? AND title.tbl = ? ORDER BY title.{column}, title.uid"
    )
    uids = _uids(session, found, wanted, of.table)
    former = former_numbers.bearers(session, of.table, text)
    return [*former, *(uid for uid in uids if uid not in former)] if former else uids


def _uids(session: Session, sql: str, *values: str) -> list[Uid]:
    """The uids that a query finds, in its order.

    They come as one text: to fetch 15,000 rows one by one takes twice as long as to sort them.
    """
    joined = run(session, f"SELECT group_concat(uid, ' ') FROM ({sql})", *values).scalar_one()
    return cast("list[Uid]", joined.split(" ")) if joined else []


def _in_order(session: Session, of: Kind) -> list[Uid]:
    columns = ", ".join(f'"{column}"' for column in of.order)
    told = f", {columns}" if of.order == _NUMBERED else ""
    rows = run(session, f"SELECT uid{told} FROM {of.table} ORDER BY {columns}, uid").all()
    if told:
        rows = sorted(rows, key=lambda row: (row.position or 0, named_key(row.code, row.name)))
    return [row[0] for row in rows]


def _begins(words: Iterable[str], part: str) -> bool:
    return any(word.startswith(part) for word in words)


def _fields_said(session: Session, of: Kind, uids: Sequence[Uid]) -> dict[Uid, list[str]]:
    """The folded words of all fields of some records but instants: no clock is looked for."""
    wanted = [f for f in of.fields if not f.facet and f.kept not in (Kept.INSTANT, Kept.REFERENCE)]
    return {
        uid: fold(" ".join(str(cell) for cell in cells if cell)).split()
        for uid, *cells in _cells(session, of.table, uids, [f.place for f in wanted])
    }


def _pointed_to(
    session: Session, of: Kind, uids: Sequence[Uid], through: Through
) -> dict[Uid, list[str]]:
    """The folded words of what the records are called that each of some others points to."""
    hidden, wanted = through.hidden, through.fields
    fields = [
        f
        for f in of.fields
        if f.kept is Kept.REFERENCE and not f.facet and (wanted is None or f.name in wanted)
    ]
    rows = _cells(session, of.table, uids, [f.place for f in fields]) if fields else []
    names: dict[Uid, str] = {}
    for place, one in enumerate(fields, 1):
        pointed = {Uid(row[place]) for row in rows if row[place]}
        pointed |= {hidden[uid] for uid in pointed if uid in hidden}
        for kind in filter(None, (one.kind, one.or_kind)):
            names |= _names(session, kind_of(kind), sorted(pointed - names.keys()))
    return {
        row[0]: fold(
            " ".join(
                name
                for cell in row[1:]
                if cell
                for name in (names.get(cell, ""), names.get(hidden.get(cell, Uid("")), ""))
            )
        ).split()
        for row in rows
    }


def _names(session: Session, of: Kind, uids: Sequence[Uid]) -> dict[Uid, str]:
    """What some records are called."""
    columns = [name for name in _NAMES if name in schema.columns(of.table)]
    return {
        uid: name_of(of, dict.fromkeys(_NAMES) | dict(zip(columns, cells, strict=True)))
        for uid, *cells in _cells(session, of.table, uids, columns)
    }


def _cells(
    session: Session, table: str, uids: Sequence[Uid], columns: Sequence[str]
) -> list[Sequence[Any]]:
    named = ", ".join(("uid", *(f'"{column}"' for column in columns)))
    chosen = "uid IN (SELECT value FROM json_each(?))"
    found = run(session, f"SELECT {named} FROM {table} WHERE {chosen}", json.dumps(list(uids)))
    return cast("list[Sequence[Any]]", found.all())
