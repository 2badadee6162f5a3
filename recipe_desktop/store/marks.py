"""The mark in a store's file, by which it is told from every other file and from itself earlier.

SQLite keeps a number for the application in the first page of the file. Its upper bytes are drawn
at random for every store and every backup, and go up by one with each transaction that writes. So
a file that suddenly shows a mark far from its last, or an earlier one, was written over by another
or by a copy of itself. The lowest byte is the edition of the search index.
"""

import secrets
from typing import Final

from sqlalchemy import Connection

_COUNT: Final = (1 << 23) - 1  # the number is signed, and no mark is 0
_AHEAD: Final = 1 << 12
"""Transactions that other programs may have written between two looks, which are seconds apart.
Another store passes for a later state of this one once in two thousand times."""


def of(number: int) -> int:
    """The mark within the number that the file keeps; 0 for a file of an earlier program."""
    return number >> 8


def present(connection: Connection) -> int:
    """The mark of the store, whether it stands in the file by now or in the log beside it."""
    return of(_number(connection))


def go_on(connection: Connection) -> None:
    """Mark what is being written as a later state; what has no mark yet gets its first."""
    mark = present(connection)
    _set(connection, mark % _COUNT + 1 if mark else _drawn())


def renew(connection: Connection, schema: str = "main") -> None:
    """Tell the file from what it was copied from, which may go on elsewhere.

    Args:
        schema: of an attached database.
    """
    _set(connection, _drawn(), schema)


def is_later(mark: int, former: int) -> bool:
    """Whether a file may come to one mark from a former one, or stand where it stood."""
    return (mark - former) % _COUNT < _AHEAD


def _drawn() -> int:
    return 1 + secrets.randbelow(_COUNT)


def _set(connection: Connection, mark: int, schema: str = "main") -> None:
    number = mark << 8 | _number(connection) & 0xFF
    connection.exec_driver_sql(f"PRAGMA {schema}.user_version = {number}")


def _number(connection: Connection) -> int:
    number: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return number
