"""How an event is shared out to its desks before the day: letters, names, surnames, packs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import Range, desk_of
from recipe_desktop.services import identity, records, walk_ins
from recipe_desktop.services.sql import moment_of, run

DESKS: Final = "desks"
_LETTERS: Final = tuple(letter for letter in ascii_uppercase if letter not in "IO")  # no 1, no 0


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """One desk as it is wanted.

    Args:
        uid: None for one that is yet to be made.
        surnames_from: first letters of the first surname that belongs to it; empty is open.
        packed_at: when its last pack was made.
    """

    uid: Uid | None
    letter: str
    name: str = ""
    surnames_from: str = ""
    surnames_until: str = ""
    packed_at: datetime | None = None

    @property
    def has_range(self) -> bool:
        """Whether only some surnames belong to it."""
        return bool(self.surnames_from or self.surnames_until)


def plans(session: Session, event: Uid) -> list[DeskPlan]:
    """The desks of an event, in the order of their letters; those that were ended left out."""
    rows = run(
        session,
        "SELECT uid, letter, name, surnames_from, surnames_until, packed_at FROM desk "
        "WHERE event_uid = ? AND ended_at IS NULL ORDER BY letter, uid",
        event,
    )
    return [
        DeskPlan(uid, letter, name, start, until, moment_of(at))
        for uid, letter, name, start, until, at in rows
    ]


def next_letter(taken: Sequence[str]) -> str:
    """The letter of one more desk; empty where all are taken."""
    known = {letter.upper() for letter in taken}
    return next((letter for letter in _LETTERS if letter not in known), "")


def family_names(session: Session, event: Uid) -> list[str]:
    """The surnames of everybody who is expected, once for each person."""
    rows = run(
        session,
        "SELECT uid, family_name FROM registration WHERE event_uid = ? "
        "AND answer NOT IN ('no', 'cancelled')",
        event,
    ).all()
    hidden = identity.canonical(session, "registrations")
    uncounted = walk_ins.taken_back(session, [event], hidden).union(hidden)
    return [name for uid, name in rows if uid not in uncounted]


def people_of(names: Sequence[str], wanted: Sequence[DeskPlan]) -> list[int | None]:
    """How many of these surnames belong to each desk; None where a desk takes anybody."""
    spans = [
        Range(Uid(str(place)), plan.letter, plan.surnames_from, plan.surnames_until)
        for place, plan in enumerate(wanted)
        if plan.has_range
    ]
    counts = Counter[Uid | None]()
    for name, count in Counter(names).items():
        counts[desk_of(name, spans)] += count
    return [
        counts[Uid(str(place))] if plan.has_range else None for place, plan in enumerate(wanted)
    ]


def arrange(session: Session, event: Uid, wanted: Sequence[DeskPlan]) -> list[Uid]:
    """Have the desks of an event as they are wanted; desks that are not named stay as they are.

    Returns:
        The desks, in the order in which they were named.

    Raises:
        UserError: desk.no_letter, desk.letter_twice, record.unknown.
    """
    letters = [plan.letter.strip().upper() for plan in wanted]
    if "" in letters:
        raise UserError("desk.no_letter")
    twice = next((letter for letter in letters if letters.count(letter) > 1), "")
    if twice:
        raise UserError("desk.letter_twice", letter=twice)
    made = []
    for plan, letter in zip(wanted, letters, strict=True):
        values: dict[str, Value] = {
            "letter": letter,
            "name": plan.name.strip(),
            "surnames_from": plan.surnames_from.strip(),
            "surnames_until": plan.surnames_until.strip(),
        }
        if plan.uid is None:
            made.append(records.create(session, DESKS, {"event": event, **values}).uid)
        else:
            records.edit(session, DESKS, plan.uid, values)
            made.append(plan.uid)
    return made
