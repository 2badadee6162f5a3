"""What somebody must settle at an event: people who stand twice, and clashes in its agenda.

It is what the command that looks through everything tells, for one event.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.errors import Finding
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import event_checks, events, identity, records
from recipe_desktop.services.identity import Double
from recipe_desktop.services.sql import run

_ITEMS: Final = "agenda-items"
_CLASHES: Final = frozenset(event_checks.CLASHES.values())
_LOOKED_BACK: Final = timedelta(days=30)  # what was not settled until then presses no more


@dataclass(frozen=True, slots=True)
class ItemDoubt:
    """An item of an agenda, and what is wrong with it."""

    uid: Uid
    name: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An event of which something is to be settled.

    Args:
        pairs: people who may be one.
        clashes: rooms and speakers that the agenda needs twice at once.
        over: people more than places.
    """

    uid: Uid
    name: str
    pairs: int
    clashes: int
    over: int


def people(session: Session, event: Uid) -> list[Double]:
    """Pairs of those registered who may be one person, and whom nobody has judged yet."""
    return identity.registered_twice(session, event)


def agenda(session: Session, event: Uid) -> list[ItemDoubt]:
    """What is wrong in the agenda: clashes, hours, places."""
    listed = records.listing(session, _ITEMS)
    items = [shown for shown in listed if shown.fields["event"] == event]
    names = {item.uid: str(item.fields["name"]) for item in items}
    found = event_checks.of_agenda_items(session, items)
    return [ItemDoubt(uid, names[uid], finding) for uid, finding in found]


def _clashes(session: Session) -> Counter[str]:
    """How many rooms and speakers the agenda of each event needs twice at once."""
    items = records.listing(session, _ITEMS)
    events_of = {item.uid: str(item.fields["event"]) for item in items}
    found = event_checks.of_agenda_items(session, items)
    return Counter(events_of[uid] for uid, finding in found if finding.code in _CLASHES)


def unsettled(session: Session, step: Callable[[], None] = lambda: None) -> list[Unsettled]:
    """The events to come and of late of which something is to be settled, the next ones first.

    Args:
        step: called for every event that is looked at; may raise, to give up.
    """
    rows = run(
        session,
        "SELECT uid, name FROM event WHERE cancelled_on IS NULL "
        "AND (starts_on IS NULL OR coalesce(ends_on, starts_on) >= ?) "
        "ORDER BY starts_on IS NULL, starts_on, name, uid",
        (today() - _LOOKED_BACK).isoformat(),
    ).all()
    found, clashing = [], _clashes(session)
    for uid, name in rows:
        step()
        clashes = clashing[uid]
        pairs, over = len(people(session, uid)), events.counts(session, uid).places.over
        if pairs or clashes or over:
            found.append(Unsettled(Uid(uid), name, pairs, clashes, over))
    return found
