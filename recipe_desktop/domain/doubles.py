"""Two records that may be one organisation: found by number, web address, or name and place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from recipe_desktop.domain.names import fold, likeness, name_core
from recipe_desktop.domain.organisations import postcode_key, registration_key, vat_key, web_key

_ALIKE = 0.8  # one letter in five may differ
_RELATED = 0.5


@dataclass(frozen=True, slots=True)
class Traits:
    """What an organisation is compared by.

    Args:
        ref: uid of the record, or ``row:12`` for a line of a file.
        former_names: names that it had before.
    """

    ref: str
    name: str
    country: str = ""
    postcode: str = ""
    city: str = ""
    vat_number: str = ""
    registration_number: str = ""
    website: str = ""
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """A likely double.

    Args:
        ref: of the other organisation.
        score: 0 to 100, to show the likeliest first.
        reasons: ``same_number``, ``same_website``, ``same_name``, ``former_name``,
            ``similar_name``, ``same_place``.
    """

    ref: str
    score: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class DoubleIndex:
    """Organisations by what doubles share, so that each is compared with a few only."""

    _by_key: dict[tuple[str, ...], list[Traits]] = field(default_factory=lambda: defaultdict(list))

    def add(self, traits: Traits) -> None:
        """Take one organisation in."""
        for key in _keys(traits):
            self._by_key[key].append(traits)

    def matches(self, traits: Traits) -> tuple[Alike, ...]:
        """Likely doubles among those taken in, likeliest first; never itself."""
        candidates = {
            other.ref: other
            for key in _keys(traits)
            for other in self._by_key.get(key, ())
            if other.ref != traits.ref
        }
        found = (compare(traits, other) for other in candidates.values())
        return tuple(sorted(filter(None, found), key=lambda alike: (-alike.score, alike.ref)))


def compare(one: Traits, two: Traits) -> Alike | None:
    """Why ``two`` may be the same as ``one``; None where nothing speaks for it."""
    shared = _numbers(one) & _numbers(two)
    same_web = bool(web_key(one.website)) and web_key(one.website) == web_key(two.website)
    place = _place(one, two)
    alike = likeness(one.name, two.name)
    former = max(
        (
            likeness(first, second)
            for first in (one.name, *one.former_names)
            for second in (two.name, *two.former_names)
        ),
        default=0.0,
    )
    reasons = []
    score = 0.0
    if shared:
        reasons.append("same_number")
        score = 80 + 20 * alike
    if same_web and max(alike, former) >= _RELATED:
        reasons.append("same_website")
        score = max(score, 60 + 30 * alike)
    if place and max(alike, former) >= _ALIKE:
        score = max(score, 50 + 45 * max(alike, former))
    if not reasons and score == 0:
        return None
    if alike >= _ALIKE:
        reasons.append("same_name" if alike == 1 else "similar_name")
    elif former >= _ALIKE:
        reasons.append("former_name")
    if place:
        reasons.append("same_place")
    return Alike(two.ref, round(score), tuple(reasons))


def doubles_of(organisations: Iterable[Traits]) -> tuple[tuple[str, Alike], ...]:
    """Every likely pair once: the first one's ref with what makes the second alike."""
    index = DoubleIndex()
    pairs: list[tuple[str, Alike]] = []
    for traits in organisations:
        pairs.extend(
            (alike.ref, Alike(traits.ref, alike.score, alike.reasons))
            for alike in index.matches(traits)
        )
        index.add(traits)
    return tuple(pairs)


def _place(one: Traits, two: Traits) -> bool:
    if one.country != two.country:
        return False
    codes = postcode_key(one.postcode), postcode_key(two.postcode)
    if all(codes):
        return codes[0] == codes[1]
    return bool(fold(one.city)) and fold(one.city) == fold(two.city)


def _numbers(traits: Traits) -> set[str]:
    numbers = {
        vat_key(traits.vat_number, traits.country),
        f"R{registration_key(traits.registration_number)}",
    }
    return numbers - {"", "R"}


def _keys(traits: Traits) -> set[tuple[str, ...]]:
    keys = {("number", number) for number in _numbers(traits)}
    found: set[tuple[str, ...]] = set(keys)
    if web := web_key(traits.website):
        found.add(("web", web))
    if code := postcode_key(traits.postcode):
        found.add(("postcode", traits.country, code))
    for name in (traits.name, *traits.former_names):
        if core := name_core(name):
            found.add(("name", traits.country, core))
    return found
