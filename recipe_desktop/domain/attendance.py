"""Who came to an event: worked out from what desks wrote, in whatever order it arrives.

Desks only ever add rows, and merging is the union of their rows. Nothing here depends on their
order or on how often one was handed over.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import Final

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import email_key

BOUNCE: Final = timedelta(seconds=3)
"""The same code again at the same desk within this time is the scanner reading it twice."""

_QUEUES: Final = timedelta(minutes=10)
_LARGEST_BLOCK: Final = 40  # people who share a key; more of them share it by accident


class What(StrEnum):
    """What a row of a desk says."""

    ARRIVAL = "arrival"
    EXIT = "exit"
    UNDO = "undo"
    BADGE = "badge"
    UNKNOWN = "unknown"
    LOOK = "look"
    LIST = "list"  # the day's signed list was printed: whoever stands on it keeps their row


class Rsvp(StrEnum):
    """What somebody said about coming; no answer means that they come."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"
    CANCELLED = "cancelled"


AWAY: Final = frozenset((Rsvp.NO, Rsvp.CANCELLED))


class ScanOutcome(StrEnum):
    """The four things that a scan may come to."""

    IN = "in"
    ALREADY = "already"
    LOOK = "look"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One row that a desk wrote.

    Args:
        undoes: the one row that an undo takes back, at whichever desk that was written.
        session: the agenda item with a list of its own; None is the day's.
    """

    uid: Uid
    registration: Uid
    desk: Uid
    what: str
    at: datetime
    day: date | None = None
    undoes: Uid | None = None
    session: Uid | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """That somebody came, however often and at how many desks it was written.

    Args:
        registration: the shown one of several that stand for one person.
        arrivals: those that nobody took back, the first one first.
        is_in: whether they have not left since.
    """

    registration: Uid
    arrivals: tuple[CheckIn, ...]
    is_in: bool

    @property
    def since(self) -> datetime:
        """When they came first."""
        return self.arrivals[0].at

    @property
    def desks(self) -> tuple[Uid, ...]:
        """The desks that wrote it, the first one first."""
        return tuple(dict.fromkeys(arrival.desk for arrival in self.arrivals))


@dataclass(frozen=True, slots=True)
class AtTwoDesks:
    """One person who arrived at two desks, and what probably happened.

    Args:
        why: ``queue`` where the desks wrote it within ten minutes, else ``mix_up``.
    """

    registration: Uid
    first: CheckIn
    second: CheckIn
    minutes: int
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """What of a registration bears on its being the same person as another.

    Args:
        desk: that registered a walk-in.
    """

    uid: Uid
    given_name: str
    family_name: str
    organisation: str = ""
    email: str = ""
    desk: Uid | None = None


@dataclass(frozen=True, slots=True)
class AlikePeople:
    """Two registrations that may be one person; a human says whether they are.

    Args:
        score: from 0 to 100; a name alone is weak, an address with it strong.
        reasons: of ``same_email``, ``same_name``, ``same_organisation``.
    """

    left: Uid
    right: Uid
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many came.

    Args:
        people: registrations with an arrival, counted once whatever the desks did.
        doubles: pairs among them that look like one person and that nobody has judged yet.
    """

    people: int
    doubles: tuple[AlikePeople, ...] = ()

    @property
    def at_least(self) -> int:
        """How many there are if every such pair is one person."""
        classes: dict[Uid, Uid] = {}
        merged = 0
        for pair in self.doubles:
            left, right = _root(classes, pair.left), _root(classes, pair.right)
            if left != right:
                classes[right] = left
                merged += 1
        return self.people - merged


def presences(
    check_ins: Iterable[CheckIn],
    shown: Mapping[Uid, Uid] | None = None,
    *,
    day: date | None = None,
) -> dict[Uid, Presence]:
    """Who came, by registration; the lists of agenda items are no part of it.

    Args:
        check_ins: in any order.
        shown: for a registration that was merged into another, the other one.
        day: only what happened on this day; None is the whole event.
    """
    same = shown or {}
    wanted = [
        row
        for row in dict.fromkeys(check_ins)
        if row.session is None and (day is None or row.day == day)
    ]
    undone = {row.undoes for row in wanted if row.what == What.UNDO}
    by_person: dict[Uid, list[CheckIn]] = {}
    for row in wanted:
        if row.uid not in undone and row.what in (What.ARRIVAL, What.EXIT) and row.registration:
            by_person.setdefault(same.get(row.registration, row.registration), []).append(row)
    found = {}
    for registration, rows in by_person.items():
        rows.sort(key=_moment)
        arrivals = tuple(row for row in rows if row.what == What.ARRIVAL)
        if arrivals:
            is_in = rows[-1].what == What.ARRIVAL
            found[registration] = Presence(registration, arrivals, is_in)
    return found


def _moment(row: CheckIn) -> tuple[datetime, bool, Uid]:
    # Who comes back has left in the same instant, and rows of one instant have no order of theirs.
    return row.at, row.what == What.ARRIVAL, row.uid


def at_two_desks(present: Iterable[Presence]) -> list[AtTwoDesks]:
    """The people that two desks let in, the first pair of each, in order of time."""
    found = []
    for presence in present:
        first = presence.arrivals[0]
        second = next((row for row in presence.arrivals if row.desk != first.desk), None)
        if second is not None:
            apart = second.at - first.at
            found.append(
                AtTwoDesks(
                    presence.registration,
                    first,
                    second,
                    int(apart.total_seconds()) // 60,
                    "queue" if apart < _QUEUES else "mix_up",
                )
            )
    return sorted(found, key=lambda pair: (pair.first.at, pair.registration))


def head_count(
    present: Mapping[Uid, Presence],
    people: Iterable[Person],
    judged: Collection[frozenset[Uid]] = (),
) -> HeadCount:
    """How many came, with the pairs that somebody must judge.

    Args:
        present: from ``presences``.
        people: those whose names are known; a person without one counts all the same.
        judged: pairs of which somebody said that they are two people.
    """
    came = [person for person in people if person.uid in present]
    return HeadCount(len(present), tuple(alike(came, judged)))


def alike(people: Sequence[Person], judged: Collection[frozenset[Uid]] = ()) -> list[AlikePeople]:
    """The pairs that may be one person, likeliest first; people who only share an address are not."""
    keys: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        for key in _keys(person):
            keys.setdefault(key, []).append(person)
    pairs: dict[frozenset[Uid], AlikePeople] = {}
    for members in keys.values():
        for one, other in combinations(members[:_LARGEST_BLOCK], 2):
            pair = frozenset((one.uid, other.uid))
            if pair not in pairs and pair not in judged:
                found = compare(one, other)
                if found is not None:
                    pairs[pair] = found
    return sorted(pairs.values(), key=lambda pair: (-pair.score, pair.left, pair.right))


class PeopleIndex:
    """People by what may make them the same as others."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str], list[Person]] = {}

    def add(self, person: Person) -> None:
        """Count somebody in."""
        for key in _keys(person):
            self._by_key.setdefault(key, []).append(person)

    def matches(self, person: Person) -> list[tuple[Uid, AlikePeople]]:
        """Who may be the same as somebody, likeliest first, with the reasons."""
        near = [
            other
            for key in _keys(person)
            for other in self._by_key.get(key, ())[:_LARGEST_BLOCK]
            if other.uid != person.uid
        ]
        found = {other.uid: compare(person, other) for other in near}
        pairs = [(uid, pair) for uid, pair in found.items() if pair is not None]
        return sorted(pairs, key=lambda one: (-one[1].score, one[0]))


def compare(one: Person, other: Person) -> AlikePeople | None:
    """Why two registrations may be one person, None when they are not alike.

    Who shares a name, and neither address nor organisation where both have them, is a namesake.
    """
    same_name = bool(_name(one)) and _name(one) == _name(other)
    same_email = bool(email_key(one.email)) and email_key(one.email) == email_key(other.email)
    same_firm = bool(fold(one.organisation)) and fold(one.organisation) == fold(other.organisation)
    shares = bool({*_name(one)} & {*_name(other)})
    firms = bool(fold(one.organisation)) and bool(fold(other.organisation))
    emails = bool(email_key(one.email)) and bool(email_key(other.email))
    is_namesake = firms and emails and not same_firm and not same_email
    if is_namesake or not (same_name or (same_email and shares)):
        return None
    reasons = tuple(
        reason
        for reason, holds in (
            ("same_email", same_email),
            ("same_name", same_name),
            ("same_organisation", same_firm),
        )
        if holds
    )
    score = 50 * same_email + 40 * same_name + 10 * same_firm
    left, right = sorted((one.uid, other.uid))
    return AlikePeople(left, right, score, reasons)


def may_be(typed: Person, other: Person) -> AlikePeople | None:
    """Why somebody who is being typed in may be a person of the list, None when nothing says so.

    An address alone is worth a look here: whoever stands at the desk can be asked.
    """
    found = compare(typed, other)
    if (
        found is None
        and email_key(typed.email)
        and email_key(typed.email) == email_key(other.email)
    ):
        left, right = sorted((typed.uid, other.uid))
        return AlikePeople(left, right, 50, ("same_email",))
    return found


@lru_cache(maxsize=16_384)  # the same people are compared after every change of their event
def _keys(person: Person) -> tuple[tuple[str, str], ...]:
    keys = (("name", " ".join(_name(person))), ("email", email_key(person.email)))
    return tuple(key for key in keys if key[1])


def _name(person: Person) -> tuple[str, ...]:
    """The words of a name in one order: the desk may have typed the family name first."""
    return tuple(sorted(fold(f"{person.given_name} {person.family_name}").split()))


def _root(classes: Mapping[Uid, Uid], uid: Uid) -> Uid:
    while uid in classes:
        uid = classes[uid]
    return uid


# --- Places ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """How many may come, how many said so, and how many did.

    Args:
        capacity: None where nobody said.
        expected: registrations whose answer is not no.
        maybe: those of them who said perhaps.
    """

    capacity: int | None
    expected: int
    maybe: int
    came: int = 0

    @property
    def over(self) -> int:
        """By how many there are more than places, counting those who come for sure."""
        if self.capacity is None:
            return 0
        return max(0, max(self.expected - self.maybe, self.came) - self.capacity)


@dataclass(frozen=True, slots=True)
class Slot:
    """An agenda item as far as it takes up a place, a speaker and time."""

    uid: Uid
    place: str = ""
    speakers: tuple[str, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgendaClash:
    """Two agenda items at one time that need the same place or the same speaker."""

    first: Uid
    second: Uid
    what: str  # place or speaker
    name: str


def clashes(slots: Sequence[Slot]) -> list[AgendaClash]:
    """What the agenda asks of a room or a person twice at once."""
    found = []
    for one, other in combinations(slots, 2):
        if not _overlap(one, other):
            continue
        if fold(one.place) and fold(one.place) == fold(other.place):
            found.append(AgendaClash(one.uid, other.uid, "place", one.place))
        theirs = {fold(name) for name in other.speakers}
        found += [
            AgendaClash(one.uid, other.uid, "speaker", name)
            for name in one.speakers
            if fold(name) and fold(name) in theirs
        ]
    return found


def _overlap(one: Slot, other: Slot) -> bool:
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
