"""All tables in one place, and the number of their present shape."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, Integer, Table
from sqlalchemy.types import TypeEngine

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.values import a_day, an_instant
from recipe_desktop.store.base import KEEPING, SYNCHRONISED, Base, Day, Instant
from recipe_desktop.store.models import (
    attachment,
    event,
    exchange,
    identity,
    imports,
    journal,
    organisation,
    person,
    project,
    replica,
    roadmap,
    share,
    suggestion,
)

MODULES: Final = (
    attachment,
    event,
    exchange,
    identity,
    imports,
    journal,
    organisation,
    person,
    project,
    replica,
    roadmap,
    share,
    suggestion,
)
METADATA: Final = Base.metadata

SCHEMA: Final = 12
"""Number of the tables' shape; goes into every transaction and rises with every migration."""


def kept(column: Column[Any]) -> str | None:
    """How a column is kept: as it says itself, else as its table does; None where neither does."""
    found: str | None = column.info.get(KEEPING, column.table.info.get(KEEPING))
    return found


@cache
def synchronised_tables() -> Mapping[str, Table]:
    """The tables that travel, by name, in a fixed order."""
    return {
        name: table
        for name, table in sorted(METADATA.tables.items())
        if table.info.get(KEEPING) == SYNCHRONISED
    }


@cache
def columns(table: str) -> Mapping[str, TypeEngine[Any]]:
    """The columns that operations may name; scope and uid belong to the operation itself."""
    found = [c for c in synchronised_tables()[table].columns if kept(c) == SYNCHRONISED]
    return {c.name: c.type for c in found if c.name not in ("uid", "scope")}


@cache
def policies(table: str) -> Mapping[str, str]:
    """The merge policy of each column that has one other than review."""
    return _info(table, "merge")


@cache
def comparisons(table: str) -> Mapping[str, str]:
    """How the values of a column are compared, where not as they stand."""
    return _info(table, "compare")


@cache
def companions(table: str) -> Mapping[str, str]:
    """The columns that say something of what stands in another one, and which that is.

    Both are written together, and whoever decides about the other one decides about them.
    """
    return _info(table, "with")


@cache
def defaults(table: str) -> Mapping[str, Value]:
    """The constant that an unwritten column holds."""
    return {c.name: _default(c) for c in synchronised_tables()[table].columns}


@cache
def blank(table: str) -> Mapping[str, Value]:
    """The same without scope and uid."""
    return {name: value for name, value in defaults(table).items() if name in columns(table)}


def fitted(table: str, column: str, value: Value) -> Value:
    """The value as the table holds it; what the column cannot hold becomes its default.

    An operation may come from a newer program or a hostile file; what it says is kept and
    forwarded as it is, but a day that is none must not reach the window.
    """
    holds, reader = _forms(table)[column]
    if not isinstance(value, holds):
        return defaults(table)[column]
    if reader is not None:
        try:
            reader(str(value))
        except ValueError:
            return defaults(table)[column]
    return value


@cache
def _forms(table: str) -> Mapping[str, tuple[type, Callable[[str], object] | None]]:
    """What a column holds, and what must be able to read it."""
    readers: Mapping[type, Callable[[str], object]] = {Day: a_day, Instant: an_instant}
    return {
        name: (int if isinstance(kind, Integer) else str, readers.get(type(kind)))
        for name, kind in columns(table).items()
    }


def _info(table: str, key: str) -> Mapping[str, str]:
    return {c.name: c.info[key] for c in synchronised_tables()[table].columns if key in c.info}


def _default(column: Column[Any]) -> Value:
    text = getattr(column.server_default, "arg", None)
    if text is None:
        return None
    return int(str(text)) if isinstance(column.type, Integer) else str(text)
