"""Integrity: the fold of the log must equal the tables, the inbox and the index; contents their hash."""

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store import contents, migrate, search
from recipe_desktop.store.journal import log, merge
from recipe_desktop.store.schema import columns, synchronised_tables

_BATCH = 2_000


def problems(connection: Connection) -> list[str]:
    """Everything that is not as it must be; empty for a sound store."""
    return [
        *_damage(connection),
        *_triggers(connection),
        *_streams(connection),
        *_projection(connection),
        *_index(connection),
        *contents.problems(connection),
    ]


def _damage(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"integrity: {line}"
    if not migrate.says_whose_it_is(connection):
        yield "the file does not say that it is a store of this program (application_id)"
    if connection.exec_driver_sql("SELECT count(*) FROM txn WHERE stream IS NULL").scalar_one():
        yield "journal: an open transaction was left behind"
    strays = connection.exec_driver_sql(
        "SELECT count(*) FROM op LEFT JOIN txn ON txn.id = op.txn "
        "WHERE NOT coalesce(op.id BETWEEN txn.first_op AND txn.last_op, 0)"
    ).scalar_one()
    if strays:
        yield f"journal: {strays} operations lie outside their transaction"


def _triggers(connection: Connection) -> Iterator[str]:
    present, wanted = migrate.present_triggers(connection), migrate.expected()
    for name in sorted(present.keys() | wanted.keys()):
        if present.get(name) != wanted.get(name):
            yield f"trigger {name} is not ours"


def _streams(connection: Connection) -> Iterator[str]:
    rows = connection.exec_driver_sql(
        "SELECT device, stream.scope, known, count(seq), coalesce(max(seq), 0) FROM stream "
        "LEFT JOIN txn ON txn.stream = stream.id GROUP BY stream.id"
    )
    for device, scope, known, count, highest in rows:
        if not known == count == highest:
            yield f"stream {device} in {scope}: {known} known, {count} kept, {highest} highest"


def _projection(connection: Connection) -> Iterator[str]:
    seen: set[tuple[str, Uid]] = set()
    conflicts: set[tuple[Uid, str, str, str, str]] = set()
    for scope in log.scopes(connection):
        known = log.knowledge(connection, scope)
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT tbl, row FROM op JOIN txn ON txn.id = op.txn WHERE scope = ?", (scope,)
        ).all()
        for table in synchronised_tables():
            uids = [row for tbl, row in rows if tbl == table]
            seen.update((table, uid) for uid in uids)
            for start in range(0, len(uids), _BATCH):
                batch = uids[start : start + _BATCH]
                stored = _stored(connection, table, batch)
                for uid, writes in merge.writes_of(connection, batch, scope=scope).items():
                    row = merge.fold_row(table, writes, known)
                    conflicts.update(merge.conflict_rows(table, uid, row))
                    wanted = {**merge.projected(table, row), "scope": scope} if row.alive else None
                    yield from _compare(table, uid, wanted, stored.get(uid))
    for table in _filled(connection, synchronised_tables()):
        for (uid,) in connection.exec_driver_sql(f"SELECT uid FROM {table}"):
            if (table, uid) not in seen:
                yield f"{table} {uid}: in the table, but not in the log"
    cached = {
        tuple(line)
        for line in connection.exec_driver_sql(
            'SELECT row, tbl, "class", column_name, heads FROM conflict'
        )
    }
    for line in sorted(cached ^ conflicts):
        yield f"conflict of {line[1]} {line[0]} {line[3]}: inbox and log differ"


def _filled(connection: Connection, tables: Iterable[str]) -> list[str]:
    """Those that have rows, asked for in one statement: most of a store's tables have none."""
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    return list(connection.exec_driver_sql(" UNION ALL ".join(asked)).scalars())


def _stored(
    connection: Connection, table: str, uids: list[Uid]
) -> dict[Uid, dict[str, str | int | None]]:
    names = ["uid", "scope", *columns(table)]
    quoted = ", ".join(f'"{name}"' for name in names)
    rows = connection.exec_driver_sql(
        f"SELECT {quoted} FROM {table} WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(uids),),
    )
    return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in rows}


def _compare(
    table: str,
    uid: Uid,
    wanted: dict[str, str | int | None] | None,
    stored: dict[str, str | int | None] | None,
) -> Iterator[str]:
    if wanted is None or stored is None:
        if wanted is not stored:
            yield f"{table} {uid}: {'missing' if stored is None else 'should be gone'}"
        return
    for column, value in wanted.items():
        if stored[column] != value:
            yield f"{table} {uid}: {column} is {stored[column]!r}, the log says {value!r}"


def _index(connection: Connection) -> Iterator[str]:
    indexed = connection.exec_driver_sql("SELECT DISTINCT tbl FROM search_doc").scalars()
    concerned = {*indexed, *_filled(connection, search.SEARCHED)}
    for table in filter(concerned.__contains__, search.SEARCHED):
        uids = [uid for (uid,) in connection.exec_driver_sql(f"SELECT uid FROM {table}")]
        wanted = set(search.documents(connection, table, uids))
        found = {
            tuple(row)
            for row in connection.exec_driver_sql(
                "SELECT uid, tbl, owner, words, sort_root, sort_hu FROM search_doc WHERE tbl = ?",
                (table,),
            )
        }
        waiting = {
            uid
            for (uid,) in connection.exec_driver_sql(
                "SELECT value FROM search_todo, json_each(uids) WHERE tbl = ?", (table,)
            )
        }
        for uid in sorted({str(line[0]) for line in wanted ^ found} - waiting):
            yield f"search index of {table} {uid} is out of date"
    if connection.exec_driver_sql("PRAGMA query_only").scalar_one():
        return  # there a write would be refused; from SQLite 3.44 on integrity_check looks at it
    try:
        connection.exec_driver_sql(  # with this rank it reads the documents, too
            "INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)"
        )
    except Exception as error:  # noqa: BLE001 - whatever the driver calls it
        yield f"search index: {error}"
