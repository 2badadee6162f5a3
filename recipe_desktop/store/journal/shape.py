"""Which columns of a table some operations name, and their values as the table holds them."""

from collections.abc import Sequence
from functools import lru_cache, partial

from sqlalchemy import Integer

from recipe_desktop.domain.fold import Value
from recipe_desktop.store.base import Day, Instant
from recipe_desktop.store.schema import columns, fitted


class RowShape:
    """Which columns of a table some operations name, and what their values must be.

    What a file brings is mostly alike, so a whole row is compared at once; only where it is
    not as expected each cell is looked at. It comes to ``fitted`` for each cell.
    """

    def __init__(self, table: str, names: Sequence[str]) -> None:
        kinds = columns(table)
        self._table = table
        self._places = [at for at, name in enumerate(names) if name in kinds]
        self._is_whole = len(self._places) == len(names)
        self.names = tuple(names[at] for at in self._places)
        self._types = tuple(int if isinstance(kinds[n], Integer) else str for n in self.names)
        self._dated = [
            (at, n) for at, n in enumerate(self.names) if isinstance(kinds[n], Day | Instant)
        ]

    def fitted(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """The values as the table holds them, in the order of the names."""
        if not self._is_whole:
            values = tuple(values[at] for at in self._places)
        if tuple(map(type, values)) == self._types and all(
            _fitted_before(self._table, name, values[at]) == values[at] for at, name in self._dated
        ):
            return values
        return tuple(map(partial(fitted, self._table), self.names, values))


_fitted_before = lru_cache(maxsize=10_000)(fitted)
"""Days and instants are few, and costly to read."""


@lru_cache(maxsize=500)
def shape_of(table: str, names: tuple[str, ...]) -> RowShape:
    """The shape of operations on a table that name these columns; few differ."""
    return RowShape(table, names)
