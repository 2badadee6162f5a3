"""One index of folded words for everything, and the stored keys that lists are sorted by."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.name_order import sort_keys
from recipe_desktop.domain.names import fold, searched_words

AT_ONCE: Final = 2_000  # more rows than this are indexed after the action, in steps
_STEP: Final = 4_000  # rows; keeps other writers waiting for less than a tenth of a second

EDITION: Final = 4
"""Of what the index holds. It goes up with every change of the folding, of the sort keys or of
what is searched; a store that keeps another number is indexed anew. It does so in the lowest byte
of ``PRAGMA user_version``, whose others are the mark of the file."""

_BYTE: Final = 0xFF


@dataclass(frozen=True, slots=True)
class Searched:
    """What of a table is searched.

    Args:
        columns: whose words are found.
        title: those by which lists of it are sorted; of a table without one they have another order.
        owner: the column that names the record under which they are found.
    """

    columns: tuple[str, ...]
    title: tuple[str, ...] = ()
    owner: str = "uid"


SEARCHED: Final[Mapping[str, Searched]] = {
    "organisation": Searched(
        ("name", "city", "number", "vat_number", "registration_number", "website"), ("name",)
    ),
    "organisation_name": Searched(("name",), owner="organisation_uid"),
    "organisation_contact": Searched(("email", "phone"), owner="organisation_uid"),
    "person": Searched(
        ("given_name", "family_name", "email", "position", "number"),
        ("family_name", "given_name"),
    ),
    "exchange": Searched(
        (
            *("number", "place", "region", "other_funding"),
            *("visitor_partnership", "host_partnership"),
        )
    ),
    "exchange_file": Searched(
        ("visitor_person", "host_person", "motivation", "documents", "assessment"),
        owner="exchange_uid",
    ),
    "objective": Searched(("code", "name", "note")),
    "chapter": Searched(("code", "name", "text")),
    "action": Searched(("code", "name", "text")),
    "task": Searched(("code", "name", "text")),
    "milestone": Searched(("code", "name", "text")),
    "event": Searched(("name", "place", "address", "city", "number", "text"), ("name",)),
    "event_day": Searched(("name", "place"), owner="event_uid"),
    "agenda_item": Searched(("name", "speakers", "place", "text"), ("name",)),
    "registration": Searched(
        (
            *("given_name", "family_name", "organisation_name", "email", "phone", "code"),
            *("ticket_code", "order_number", "badge_number"),
        ),
        ("family_name", "given_name"),
    ),
}


def refresh(connection: Connection, touched: Mapping[str, Iterable[Uid]]) -> None:
    """Bring the documents of some rows up to date; many are left for ``catch_up``."""
    found = {table: sorted(touched[table]) for table in touched if table in SEARCHED}
    at_once = sum(map(len, found.values())) <= AT_ONCE
    for table, uids in found.items():
        if at_once:
            _index(connection, table, uids)
        else:
            _leave(connection, table, uids)


def pending(connection: Connection) -> int:
    """How many rows wait to be indexed."""
    statement = "SELECT coalesce(sum(count), 0) FROM search_todo"
    return int(connection.exec_driver_sql(statement).scalar_one())


def catch_up(connection: Connection) -> int:
    """Index one batch of the waiting rows; returns how many still wait."""
    batch = connection.exec_driver_sql("SELECT id, tbl, uids FROM search_todo LIMIT 1").first()
    if batch is None:
        return 0
    _index(connection, batch.tbl, json.loads(batch.uids))
    connection.exec_driver_sql("DELETE FROM search_todo WHERE id = ?", (batch.id,))
    return pending(connection)


def is_present(connection: Connection) -> bool:
    """Whether the index is what this edition of the program would have written."""
    return _kept(connection) & _BYTE == EDITION


def start_anew(connection: Connection) -> None:
    """Throw the index away, and leave all of it for ``catch_up`` to write as this edition does."""
    _empty(connection)
    for table in SEARCHED:
        _leave(connection, table, _uids(connection, table))
    mark = _kept(connection) & ~_BYTE
    connection.exec_driver_sql(f"PRAGMA user_version = {mark | EDITION}")


def _kept(connection: Connection) -> int:
    number: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return number


def expression(text: str) -> str:
    """What a person typed, as a query of the index: every word begins a word there.

    Single letters alone, as in H&M, stand joined in the index; the last may begin a word that is
    still being typed. Empty when fewer than two letters are left.
    """
    words = fold(text).split()
    if sum(map(len, words)) <= 1:
        return ""
    if any(len(word) > 1 for word in words):
        return " ".join(f'"{word}"*' for word in words)
    *before, last = words
    joined, first = "".join(words), "".join(before)
    return f'"{joined}"*' if first == last else f'"{joined}"* OR ("{first}" AND "{last}"*)'


def bearers(connection: Connection, table: str, word: str) -> frozenset[Uid]:
    """The records of a table in whose words, or in those of their parts, one begins like this.

    Args:
        word: folded.
    """
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT hit.owner FROM search_fts "
        "JOIN search_doc AS hit ON hit.id = search_fts.rowid "
        "JOIN search_doc AS own ON own.uid = hit.owner "
        "WHERE search_fts MATCH ? AND own.tbl = ?",
        (f'"{word}"*', table),
    )
    return frozenset(owner for (owner,) in rows)


def documents(connection: Connection, table: str, uids: Sequence[Uid]) -> Iterator[tuple[str, ...]]:
    """For each row that exists: uid, table, owner, words, and the two sort keys."""
    searched = SEARCHED[table]
    title = [searched.columns.index(column) for column in searched.title]
    names = ", ".join(f'"{column}"' for column in searched.columns)
    rows = connection.exec_driver_sql(
        f'SELECT uid, "{searched.owner}", {names} FROM {table} '
        "WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(uids),),
    )
    for uid, owner, *cells in rows.all():
        words = searched_words([cell for cell in cells if cell])
        keys = sort_keys(" ".join([cells[place] for place in title])) if title else ("", "")
        yield (uid, table, owner, words, *keys)


def _empty(connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO search_fts (search_fts) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM search_doc")
    connection.exec_driver_sql("DELETE FROM search_todo")


def _uids(connection: Connection, table: str) -> list[Uid]:
    return [uid for (uid,) in connection.exec_driver_sql(f"SELECT uid FROM {table} ORDER BY uid")]


def _leave(connection: Connection, table: str, uids: Sequence[Uid]) -> None:
    """Note rows as out of date, in batches that ``catch_up`` takes one at a time."""
    for start in range(0, len(uids), _STEP):
        some = uids[start : start + _STEP]
        connection.exec_driver_sql(
            "INSERT INTO search_todo (tbl, count, uids) VALUES (?, ?, ?)",
            (table, len(some), json.dumps(some)),
        )


def _index(connection: Connection, table: str, uids: Sequence[Uid]) -> None:
    """Write the documents of some rows anew.

    The words go into FTS5 by one statement for all: it writes out what it has gathered at the
    end of each, so that a trigger for each row costs five times as much.
    """
    _forget(connection, uids)
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM search_doc").scalar_one()
    lines = list(documents(connection, table, uids))
    if lines:
        connection.exec_driver_sql(
            "INSERT INTO search_doc (uid, tbl, owner, words, sort_root, sort_hu) "
            "VALUES (?,?,?,?,?,?)",
            lines,
        )
        connection.exec_driver_sql(  # a new row is numbered behind all others
            "INSERT INTO search_fts (rowid, words) SELECT id, words FROM search_doc WHERE id > ?",
            (last,),
        )


def _forget(connection: Connection, uids: Sequence[Uid]) -> None:
    """Take the documents of some rows out; of rows that are new none is there."""
    numbers = connection.exec_driver_sql(
        "SELECT json_group_array(id) FROM search_doc WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(uids),),
    ).scalar_one()
    if numbers == "[]":
        return
    of = "FROM search_doc WHERE id IN (SELECT value FROM json_each(?))"
    connection.exec_driver_sql(
        f"INSERT INTO search_fts (search_fts, rowid, words) SELECT 'delete', id, words {of}",
        (numbers,),
    )
    connection.exec_driver_sql(f"DELETE {of}", (numbers,))
