"""The triggers that write one operation for each changed row, generated from the tables.

Nothing written through the connection escapes them: neither ORM nor bulk nor raw SQL, nor REPLACE
(``recursive_triggers`` is on). The text is pure SQL, so other tools and migrations cannot fail on
a missing function.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, Table

from recipe_desktop.store.schema import synchronised_tables

LARGEST_TRANSACTION: Final = 5_000
"""Operations; a reader holds a whole one. A row's references may come on top."""

_CAPTURING = "(SELECT capture FROM sync_now)"
_LAST = "(SELECT coalesce(max(id), 0) FROM op)"
_OPEN = "(SELECT txn FROM sync_now)"
# What an action writes beyond a transaction's size goes into another one, which must not be
# found out afterwards: numbering written operations anew takes as long as writing them. The
# negative number takes a full transaction out of the open ones; ``log.close`` gives it its own.
_OPENING = {
    "open_txn": (
        "CREATE TRIGGER open_txn AFTER UPDATE OF scope ON sync_now WHEN NEW.scope IS NOT NULL BEGIN "
        f"UPDATE txn SET seq = -id, last_op = {_LAST} "
        f"WHERE seq IS NULL AND {_LAST} >= OLD.opened_at + {LARGEST_TRANSACTION}; "
        f"INSERT INTO txn (scope, first_op) VALUES (NEW.scope, {_LAST} + 1) "
        "ON CONFLICT (scope) WHERE seq IS NULL DO NOTHING; "
        "UPDATE sync_now SET txn = (SELECT id FROM txn WHERE scope = NEW.scope AND seq IS NULL), "
        "opened_at = (SELECT max(first_op) - 1 FROM txn WHERE seq IS NULL); END"
    ),
}


def triggers() -> Mapping[str, str]:
    """Name and statement of every capture trigger."""
    return _OPENING | {
        name: statement
        for table in synchronised_tables().values()
        for name, statement in _of(table)
    }


def _of(table: Table) -> Iterator[tuple[str, str]]:
    name = table.name
    columns = [c for c in table.columns if c.name not in ("uid", "scope")]
    changed = " OR ".join(f'OLD."{c.name}" IS NOT NEW."{c.name}"' for c in columns)
    yield (
        f"capture_{name}_insert",
        (
            f"CREATE TRIGGER capture_{name}_insert AFTER INSERT ON {name} WHEN {_CAPTURING} BEGIN "
            f"{opening('NEW.scope')}; {_write(name, 'NEW', 'I', _body(columns, _differs_from_default))}"
            f"{_touches(table, None)} END"
        ),
    )
    yield (
        f"capture_{name}_update",
        (
            f"CREATE TRIGGER capture_{name}_update AFTER UPDATE ON {name} "
            f"WHEN {_CAPTURING} AND ({changed}) BEGIN "
            f"{opening('NEW.scope')}; {_write(name, 'NEW', 'U', _body(columns, _differs_from_old))}"
            f"{_touches(table, 'OLD')} END"
        ),
    )
    yield (
        f"capture_{name}_delete",
        (
            f"CREATE TRIGGER capture_{name}_delete AFTER DELETE ON {name} WHEN {_CAPTURING} BEGIN "
            f"""{opening("OLD.scope")}; {_write(name, "OLD", "D", "'{}'")} END"""
        ),
    )
    yield (
        f"guard_{name}",
        (
            f"CREATE TRIGGER guard_{name} BEFORE UPDATE OF uid, scope ON {name} "
            "WHEN OLD.uid IS NOT NEW.uid OR OLD.scope IS NOT NEW.scope BEGIN "
            "SELECT RAISE(ABORT, 'identity and scope of a record never change'); END"
        ),
    )


def opening(scope: str) -> str:
    """The statement after which a scope has an open transaction, and ``sync_now`` names it.

    Mostly it finds that this is so already and that there is room in it, and writes nothing.

    Args:
        scope: an SQL expression.
    """
    return (
        f"UPDATE sync_now SET scope = {scope} WHERE id = 1 AND "
        f"(scope IS NOT {scope} OR {_LAST} >= opened_at + {LARGEST_TRANSACTION})"
    )


def _write(table: str, row: str, kind: str, body: str) -> str:
    return (
        "INSERT INTO op (txn, tbl, row, kind, body) VALUES "
        f"({_OPEN}, '{table}', {row}.uid, '{kind}', {body});"
    )


def _body(columns: list[Column[Any]], differs: Callable[[Column[Any]], str]) -> str:
    """The changed columns as a JSON object."""
    cells = " UNION ALL ".join(
        f"""SELECT '{c.name}' AS name, NEW."{c.name}" AS value WHERE {differs(c)}"""
        for c in columns
    )
    return f"(SELECT json_group_object(name, value) FROM ({cells}))"


def _differs_from_old(column: Column[Any]) -> str:
    return f'OLD."{column.name}" IS NOT NEW."{column.name}"'


def _differs_from_default(column: Column[Any]) -> str:
    default = getattr(column.server_default, "arg", None)
    constant = "NULL" if default is None else str(default)
    if default is not None and str(column.type) != "INTEGER":
        constant = f"'{constant}'"
    return f'NEW."{column.name}" IS NOT {constant}'


def _touches(table: Table, old: str | None) -> str:
    """A reference keeps its target alive against a deletion that did not know of it."""
    return "".join(
        " INSERT INTO op (txn, tbl, row, kind, body) SELECT "
        f"{_OPEN}, '{key.column.table.name}', p.uid, 'T', '{{}}' FROM {key.column.table.name} AS p "
        f'WHERE p.uid = NEW."{key.parent.name}" AND p.scope = NEW.scope'
        + (f' AND OLD."{key.parent.name}" IS NOT NEW."{key.parent.name}"' if old else "")
        + ";"
        for key in sorted(table.foreign_keys, key=lambda k: k.parent.name)
    )
