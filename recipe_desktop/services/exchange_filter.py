"""Which exchanges a list or a board shows: by words, by whose turn it is, by findings and so on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.exchanges import category_of, next_step
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.services import identity, records, searching
from recipe_desktop.services.exchange_book import KIND, Book, ExchangeBook
from recipe_desktop.services.kinds import kind_of

_PARTIES: Final = ("visitor", "host")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left of all exchanges; what is empty leaves nothing out.

    Args:
        text: beginnings of words of the exchange, its file, and the names of who visits whom.
        only_ours: those alone in which this office must act next.
        country: of the visitor.
        member: code of the member that looks after the visitor.
        acts: code of the member that must act next or ask for it.
        finding: severity that an open finding has; the cancelled have none that is open.
    """

    text: str = ""
    only_ours: bool = False
    country: str = ""
    category: str = ""
    member: str = ""
    acts: str = ""
    finding: str = ""


EVERYTHING: Final = Narrowed()


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What can be chosen for each filter, and how many exchanges have it, the most first."""

    countries: tuple[tuple[str, int], ...]
    categories: tuple[tuple[str, int], ...]
    members: tuple[tuple[str, int], ...]
    acting: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Traits:
    country: str
    category: str
    member: str
    acts: str
    is_ours: bool


def matching(session: Session, uids: Sequence[Uid], narrowed: Narrowed) -> list[Uid]:
    """Those of some exchanges that are left, in the same order."""
    found = list(uids)
    if narrowed != Narrowed(narrowed.text, finding=narrowed.finding):
        traits = _traits(session, found)
        found = [uid for uid in found if _fits(traits[uid], narrowed)]
    if fold(narrowed.text):
        through = searching.Through(_PARTIES, identity.canonical(session, "organisations"))
        found = searching.with_words(session, kind_of(KIND), found, narrowed.text, through)
    if narrowed.finding:  # last, of the few that are left: the rules are dear
        weights = _weights(session, found)
        found = [uid for uid in found if narrowed.finding in weights[uid]]
    return found


def choices(session: Session) -> FilterChoices:
    """What occurs among all exchanges."""
    traits = _traits(session, None).values()
    return FilterChoices(
        _most_first(one.country for one in traits),
        _most_first(one.category for one in traits),
        _most_first(one.member for one in traits),
        _most_first(one.acts for one in traits),
    )


def finding_choices(session: Session) -> tuple[tuple[str, int], ...]:
    """How many exchanges have something to mend, and something to look at."""
    counted = Counter(one for weights in _weights(session, None).values() for one in weights)
    return tuple((one, counted[one]) for one in (Severity.BLOCK, Severity.WARN) if counted[one])


def _weights(session: Session, uids: Sequence[Uid] | None) -> dict[Uid, set[Severity]]:
    """How much the open findings of exchanges weigh."""
    book = Book(session, uids)
    return {
        uid: {one.severity for one in book.findings(uid) if one.given is None}
        if book.facts(uid).cancelled_on is None
        else set()
        for uid in book.shown
    }


def _fits(traits: _Traits, narrowed: Narrowed) -> bool:
    asked = (
        (narrowed.country, traits.country),
        (narrowed.category, traits.category),
        (narrowed.member, traits.member),
        (narrowed.acts, traits.acts),
    )
    mine = traits.is_ours or not narrowed.only_ours
    return mine and all(wanted in ("", has) for wanted, has in asked)


def _most_first(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(value for value in values if value)
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _traits(session: Session, uids: Sequence[Uid] | None) -> dict[Uid, _Traits]:
    """What the filters look at, without asking any rule."""
    book = ExchangeBook(session, uids)
    hidden = identity.canonical(session, "organisations")
    named = {uid: Uid(str(fields["visitor"] or "")) for uid, fields in book.shown.items()}
    visitors = {uid: hidden.get(visitor, visitor) for uid, visitor in named.items()}
    firms: dict[str, tuple[str, str]] = {
        uid: (country, kind)
        for uid, country, kind in session.connection().exec_driver_sql(
            "SELECT uid, country, organisation_type FROM organisation "
            "WHERE uid IN (SELECT value FROM json_each(?))",
            (records.as_json(set(visitors.values())),),
        )
    }
    found = {}
    for uid in book.shown:
        facts = book.facts(uid)
        then = next_step(facts, book.today)
        country, kind = firms.get(visitors[uid], ("", ""))
        found[uid] = _Traits(
            country,
            facts.category or category_of(kind) or "",
            book.code(facts.visitor_member),
            book.acts(facts, then),
            book.is_ours(facts, then),
        )
    return found
