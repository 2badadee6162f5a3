"""The tables in which the offices write by one rule: what of, in which scope, with which values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.store.base import Record
from recipe_desktop.store.models.event import AgendaItem, EventDay
from recipe_desktop.store.models.exchange import Exchange
from recipe_desktop.store.models.project import Objective
from recipe_desktop.store.models.roadmap import Action, Chapter, Milestone, Translation
from tests.store.offices import (
    ALL,
    EVENT,
    EXCHANGE,
    ORGANISATIONS,
    TASKS,
    TEXTS,
)

Values = Sequence[Any]

DAYS: Final[Values] = (None, date(2027, 5, 3), date(2027, 5, 4))
MOMENTS: Final[Values] = (None, *(datetime(2027, 5, 3, hour, tzinfo=UTC) for hour in (9, 10)))
COUNTS: Final[Values] = (None, 0, 1, 200)


@dataclass(frozen=True)
class KindOfRow:
    """A table in which people write on one record.

    Args:
        cells: what may stand in which column.
        known_as: the record, where others refer to it.
    """

    model: type[Record]
    scope: str
    cells: Mapping[str, Values]
    known_as: Uid | None = None

    @property
    def uid(self) -> Uid:
        """The one record."""
        return self.known_as or uid_of(self.model)

    def choice(self, chance: int, how: str) -> dict[str, Any]:
        """What is written: one column, or all of them to ``fill`` it."""
        columns = list(self.cells)
        chosen = columns if how == "fill" else [columns[chance % len(columns)]]
        return {column: self.cells[column][chance % len(self.cells[column])] for column in chosen}


def uid_of(model: type[Record]) -> Uid:
    """The record of a table."""
    return named_uid(f"test {model.__tablename__}", "P")


KINDS_OF_ROWS: Final = (
    KindOfRow(
        Exchange,
        ALL,
        {
            "visitor_uid": ORGANISATIONS,
            "host_uid": (None, *ORGANISATIONS),
            "leg_of_uid": (None, EXCHANGE),
            "number": ("", "HU-1", "HU-2"),  # the lower one stands
            "place": TEXTS,
            "is_virtual": (False, True),
            "distance_km": COUNTS,
            "starts_on": DAYS,
        },
        EXCHANGE,
    ),
    KindOfRow(Chapter, ALL, {"position": COUNTS, "name": TEXTS, "text": TEXTS}),
    KindOfRow(Objective, ALL, {"position": COUNTS, "name": TEXTS, "note": TEXTS}),
    KindOfRow(
        Action, ALL, {"objective_uid": (None, uid_of(Objective)), "name": TEXTS, "text": TEXTS}
    ),
    KindOfRow(
        Milestone,
        ALL,
        {
            "parent_uid": (None, *TASKS),
            "action_uid": (None, uid_of(Action)),
            "name": TEXTS,
            "due_on": DAYS,
            "met_on": DAYS,
        },
    ),
    KindOfRow(
        Translation,
        ALL,
        {"record_uid": (*TASKS, uid_of(Chapter)), "text": TEXTS, "fingerprint": ("", "a", "b")},
    ),
    KindOfRow(
        EventDay,
        ALL,
        {"event_uid": ("", EVENT), "day_on": DAYS, "starts_at": MOMENTS, "capacity": COUNTS},
    ),
    KindOfRow(
        AgendaItem,
        ALL,
        {"event_uid": ("", EVENT), "speakers": TEXTS, "ends_at": MOMENTS, "position": COUNTS},
    ),
)
