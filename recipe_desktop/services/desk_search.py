"""People of one event found by a few letters, fast enough to be asked at every key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.name_search import fits, pieces, typed_words
from recipe_desktop.domain.names import fold
from recipe_desktop.services import events, identity, searching
from recipe_desktop.services.sql import run
from recipe_desktop.store import search as index

_ENOUGH: Final = 5  # exact hits with which nobody asks for misspelled ones
_MOST: Final = 2_000  # candidates that are looked at more closely


@dataclass(frozen=True, slots=True)
class DeskHit:
    """Somebody whom the letters may mean.

    Args:
        is_near: whether only a misspelling of theirs was typed.
        since: when they came on the day asked for; None while they have not.
        desk: letter of the desk that let them in.
    """

    uid: Uid
    title: str
    given_name: str
    family_name: str
    organisation: str
    position: str
    country: str
    answer: str
    badge_number: str
    attention: str
    is_near: bool
    since: datetime | None
    is_in: bool
    desk: str


@dataclass(frozen=True, slots=True)
class DeskHits:
    """The best hits, and how many there are."""

    hits: tuple[DeskHit, ...]
    count: int


def find_people(
    session: Session, event: Uid, text: str, *, day: date | None = None, most: int = 20
) -> DeskHits:
    """Who of an event may be meant, the likeliest first: exact ones before misspelled ones.

    Args:
        text: the beginnings of some words of a name, organisation, address or number; from two
            letters, whatever the accents and their order.
        day: on which they may have come; None is any.
    """
    typed = typed_words(text)
    if not typed:
        return DeskHits((), 0)
    exact = _exact(session, event, text)
    near: list[Any] = []
    if len(exact) < _ENOUGH:
        known = {row.uid for row in exact}
        near = [row for row in _near(session, event, typed) if row.uid not in known]
    hidden = identity.canonical(session, "registrations")
    rows = [row for row in exact if row.uid not in hidden]
    rows.sort(key=lambda row: _rank(row, typed))
    beginnings = len(rows)
    rows += [row for row in near if row.uid not in hidden]
    best = rows[:most]
    came = events.presences(session, event, day, [row.uid for row in best])
    letters = dict(run(session, "SELECT uid, letter FROM desk WHERE event_uid = ?", event).all())
    hits = []
    for place, row in enumerate(best):
        presence = came.get(row.uid)
        hits.append(
            DeskHit(
                Uid(row.uid),
                row.title,
                row.given_name,
                row.family_name,
                row.organisation_name,
                row.position,
                row.country,
                row.answer,
                row.badge_number,
                row.attention,
                is_near=place >= beginnings,
                since=presence.since if presence else None,
                is_in=presence is not None and presence.is_in,
                desk=letters.get(presence.desks[0], "") if presence else "",
            )
        )
    return DeskHits(tuple(hits), len(rows))


_COLUMNS: Final = (
    "r.uid, r.title, r.given_name, r.family_name, r.organisation_name, r.position, r.country, "
    "r.answer, r.badge_number, r.attention, doc.words"
)


def _exact(session: Session, event: Uid, text: str) -> list[Any]:
    wanted = index.expression(text)
    if not wanted:
        return []
    column = searching.sort_column(session)
    found = run(
        session,
        f"SELECT {_COLUMNS} FROM search_fts JOIN search_doc AS doc ON doc.id = search_fts.rowid "
        "JOIN registration AS r ON r.uid = doc.uid "
        f"WHERE search_fts MATCH ? AND r.event_uid = ? ORDER BY doc.{column}, r.uid LIMIT {_MOST}",
        wanted,
        event,
    )
    return list(found)


def _near(session: Session, event: Uid, typed: Sequence[str]) -> list[Any]:
    """Half of a misspelled word stands in the right one as it was typed."""
    parts = pieces(typed)
    if not parts:
        return []
    column = searching.sort_column(session)
    found = run(
        session,
        f"SELECT {_COLUMNS} FROM search_doc AS doc JOIN registration AS r ON r.uid = doc.uid "
        "WHERE doc.tbl = 'registration' AND "
        "(instr(doc.words, ?) OR instr(doc.words, ?) OR instr(doc.words, ?)) "
        f"AND r.event_uid = ? ORDER BY doc.{column}, r.uid",
        *parts,
        event,
    )
    return [row for row in found if fits(row.words.split(), typed)]


def _rank(row: Any, typed: Sequence[str]) -> int:
    """Whose family name begins so comes before whose given name does, and other words last."""
    if any(word.startswith(typed[0]) for word in fold(row.family_name).split()):
        return 0
    if any(word.startswith(typed[0]) for word in fold(row.given_name).split()):
        return 1
    return 2
