"""Questions that are clearest in SQL of their own, and the values that come back as text."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session


def run(session: Session, sql: str, *values: object) -> Any:
    """Run one statement in the session's transaction; what it finds is not checked by types."""
    return session.connection().exec_driver_sql(sql, values)


def insert(session: Session, table: str, cells: Mapping[str, object]) -> None:
    """Write a new row.

    Args:
        cells: by column, as they are kept.
    """
    columns, marks = ", ".join(f'"{column}"' for column in cells), ",".join("?" * len(cells))
    run(session, f"INSERT INTO {table} ({columns}) VALUES ({marks})", *cells.values())


def moment_of(value: object) -> datetime | None:
    """An instant as it is stored; None where there is none."""
    return datetime.fromisoformat(str(value)) if value else None


def day_of(value: object) -> date | None:
    """A day as it is stored; None where there is none."""
    return date.fromisoformat(str(value)) if value else None
