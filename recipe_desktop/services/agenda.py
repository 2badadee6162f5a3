"""Agenda items of all events, found by words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import records
from recipe_desktop.services.sql import day_of, run

KIND: Final = "agenda-items"


@dataclass(frozen=True, slots=True)
class ItemFound:
    """An item, and of which event it is.

    Args:
        said: everything else that the item says, for the words that were looked for.
    """

    uid: Uid
    name: str
    event: Uid
    event_name: str
    starts_on: date | None
    said: Sequence[str]


def find(session: Session, text: str, most: int) -> tuple[list[ItemFound], int]:
    """Items that a filter finds, those of the latest events first; beside them, how many there are.

    Args:
        text: beginnings of words of the name, the speakers, the place or the text.
        most: so many of them at most.
    """
    rows = run(
        session,
        "SELECT i.uid, i.name, e.uid, e.name, e.starts_on, i.speakers, i.place, i.text, "
        "count(*) OVER () FROM json_each(?) AS wanted JOIN agenda_item AS i ON i.uid = wanted.value "
        "JOIN event AS e ON e.uid = i.event_uid "
        "ORDER BY e.starts_on IS NULL, e.starts_on DESC, e.uid, i.starts_at, wanted.key LIMIT ?",
        records.as_json(records.order(session, KIND, text)),
        most,
    ).all()
    items = [
        ItemFound(uid, name, event, event_name, day_of(on), tuple(filter(None, said)))
        for uid, name, event, event_name, on, *said, _count in rows
    ]
    return items, (rows[0][-1] if rows else 0)
