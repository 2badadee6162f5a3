"""Writes the rows of a plan's file: those that are new together, which takes half as long."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.progress import Progress

_BATCH: Final = 500  # rows between two looks at the progress


class PlanWriter:
    """Has new rows wait for those like them.

    Args:
        only_looks: writes nothing.
    """

    def __init__(self, session: Session, *, only_looks: bool) -> None:
        self._connection = session.connection()
        self._only_looks = only_looks
        self._waiting: dict[str, list[tuple[Value, ...]]] = {}

    def insert(self, table: str, cells: Mapping[str, Value]) -> None:
        """Write a row before long, see ``flush``."""
        columns = ", ".join(f'"{column}"' for column in cells)
        marks = ",".join("?" * len(cells))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
        self._waiting.setdefault(sql, []).append(tuple(cells.values()))

    def write(self, sql: str, *values: Value) -> None:
        """Change a row at once."""
        if not self._only_looks:
            self._connection.exec_driver_sql(sql, values)

    def flush(self, progress: Progress) -> None:
        """Write the rows that wait.

        Args:
            progress: is told rows.
        """
        done, every = 0, sum(map(len, self._waiting.values()))
        for sql, rows in self._waiting.items() if not self._only_looks else ():
            for start in range(0, len(rows), _BATCH):
                batch = rows[start : start + _BATCH]
                self._connection.exec_driver_sql(sql, batch)
                done += len(batch)
                progress(done, every)
        self._waiting.clear()
