"""Two records that may be one organisation: found by number, web address, or name and place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from recipe_desktop.domain.name_likeness import (
    likeness,
    may_be_alike,
    name_core,
    name_ends,
    name_halves,
)
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import postcode_key, registration_key, vat_key, web_key

_ALIKE = 0.8  # one letter in five may differ
_RELATED = 0.5
_TELLING = 200  # firms of a place that begin or end alike; of more, that says nothing about two
_NAMESAKE = 75  # the score of one name in one country, less for a name that is only alike
_NO_PLACE, _CITY, _POSTCODE, _BOTH = range(4)  # what is known of where an organisation is
_OPEN = {  # and of which others, therefore, nothing says that they are elsewhere
    _NO_PLACE: (_NO_PLACE, _CITY, _POSTCODE, _BOTH),
    _CITY: (_NO_PLACE, _POSTCODE),
    _POSTCODE: (_NO_PLACE, _CITY),
    _BOTH: (_NO_PLACE,),
}


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


@dataclass(frozen=True, slots=True)
class _Compared:
    """Traits in the form in which they are compared.

    Args:
        names: the present one first.
    """

    ref: str
    vat: str
    registration: str
    web: str
    country: str
    postcode: str
    city: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likened:
    """An organisation as it is compared, and where others that may be the same are looked for.

    Args:
        keys: hashes of what at least one of is shared by any two that may be the same; two that
            share one by chance are told apart when they are compared.
        kept: hashes of what many firms of a place may share, under which it is found.
        sought: those under which it finds others: in its town, and in its country those of
            which nothing says that they are elsewhere.
    """

    one: _Compared
    keys: tuple[int, ...]
    kept: tuple[int, ...]
    sought: tuple[int, ...]


def likened(traits: Traits) -> Likened:
    """Work out what an organisation is compared by; it takes far longer than to look it up."""
    vat = vat_key(traits.vat_number, traits.country)
    registration = registration_key(traits.registration_number)
    web, code = web_key(traits.website), postcode_key(traits.postcode)
    city = fold(traits.city)
    names = (traits.name, *traits.former_names)
    keys: set[tuple[str, ...]] = {
        (what, key)
        for what, key in (("vat", vat), ("registration", registration), ("web", web))
        if key
    }
    if code:
        keys.add(("postcode", traits.country, code))
    keys |= {("name", traits.country, core) for core in map(name_core, names) if core}
    known = bool(city) * _CITY + bool(code) * _POSTCODE
    ends = {end for name in names for end in name_ends(name)} if city else ()
    halves = {half for name in names for half in name_halves(name)}
    town = tuple(hash((traits.country, city, *end)) for end in ends)

    def in_country(*places: int) -> tuple[int, ...]:
        return tuple(hash((traits.country, place, *half)) for place in places for half in halves)

    return Likened(
        _Compared(
            ref=traits.ref,
            vat=vat,
            registration=registration,
            web=web,
            country=traits.country,
            postcode=code,
            city=city,
            names=names,
        ),
        tuple(map(hash, keys)),
        town + in_country(known),
        town + in_country(*_OPEN[known]),
    )


_likened_again = lru_cache(maxsize=20_000)(likened)
"""For what a store holds, which is compared again and again."""


@dataclass(slots=True)
class DoubleIndex:
    """Organisations by what doubles share, so that each is compared with a few only.

    A list may bring 200,000 of them, so what one alone has is kept without a list around it.
    """

    _by_key: dict[int, _Compared | list[_Compared]] = field(default_factory=dict)
    _by_place: dict[int, _Compared | list[_Compared]] = field(default_factory=dict)

    def add(self, organisation: Traits | Likened) -> None:
        """Take one organisation in."""
        of = organisation if isinstance(organisation, Likened) else _likened_again(organisation)
        for key in of.keys:
            _put(self._by_key, key, of.one)
        for key in of.kept:
            _put(self._by_place, key, of.one, _TELLING)

    def matches(self, organisation: Traits | Likened) -> tuple[Alike, ...]:
        """Likely doubles among those taken in, likeliest first; never itself."""
        of = organisation if isinstance(organisation, Likened) else _likened_again(organisation)
        one = of.one
        shared = [_got(self._by_key, key) for key in of.keys]
        shared += [
            found for key in of.sought if len(found := _got(self._by_place, key)) <= _TELLING
        ]
        candidates = {
            other.ref: other for found in shared for other in found if other.ref != one.ref
        }
        alike = (_alike(one, other) for other in candidates.values())
        return tuple(sorted(filter(None, alike), key=lambda alike: (-alike.score, alike.ref)))


def _put(
    index: dict[int, _Compared | list[_Compared]],
    key: int,
    one: _Compared,
    most: int | None = None,
) -> None:
    """Add one to those that share a key; more than the most tell nothing, however many they are."""
    found = index.setdefault(key, one)
    if isinstance(found, list):
        if most is None or len(found) <= most:
            found.append(one)
    elif found is not one:
        index[key] = [found, one]


def _got(index: dict[int, _Compared | list[_Compared]], key: int) -> Sequence[_Compared]:
    found = index.get(key, ())
    return (found,) if isinstance(found, _Compared) else found


def _alike(one: _Compared, two: _Compared) -> Alike | None:
    shared = _is_same(one.vat, two.vat) or _is_same(one.registration, two.registration)
    same_web = _is_same(one.web, two.web)
    place = _place(one, two)
    is_open = not place and _may_be_one_place(one, two) and not _are_two(one, two)
    pairs = [(first, second) for first in one.names for second in two.names]
    is_namesake = _may_be_one_place(one, two) and _is_one_name(*pairs[0])
    least = _RELATED if same_web else _ALIKE
    may_be = (same_web or place or is_open) and any(may_be_alike(*pair, least) for pair in pairs)
    if not (shared or is_namesake or may_be):
        return None
    alike = likeness(*pairs[0])
    former = max(alike, *(likeness(*pair) for pair in pairs[1:])) if pairs[1:] else alike
    reasons = []
    score = 0.0
    if shared:
        reasons.append("same_number")
        score = 80 + 20 * alike
    if same_web and former >= _RELATED:
        reasons.append("same_website")
        score = max(score, 60 + 30 * alike)
    if place and former >= _ALIKE:
        score = max(score, 50 + 45 * former)
    elif is_namesake or (is_open and former >= _ALIKE):
        score = max(score, _NAMESAKE * former)
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


def _is_one_name(first: str, second: str) -> bool:
    return may_be_alike(first, second, 1) and likeness(first, second) == 1


def _place(one: _Compared, two: _Compared) -> bool:
    if one.country != two.country:
        return False
    if one.postcode and two.postcode:
        return one.postcode == two.postcode
    return _is_same(one.city, two.city)


def _may_be_one_place(one: _Compared, two: _Compared) -> bool:
    """Whether nothing says that two of one country are elsewhere, as far as both say where."""
    if one.country != two.country:
        return False
    if one.postcode and two.postcode:
        return one.postcode == two.postcode
    return not (one.city and two.city) or one.city == two.city


def _is_same(first: str, second: str) -> bool:
    return bool(first) and first == second


def _are_two(one: _Compared, two: _Compared) -> bool:
    """Whether something beside the place says that two are two.

    Both have a number of one sort, or a figure in their name, and not the same.
    """
    numbers = (one.vat, two.vat), (one.registration, two.registration)
    return any(first and second and first != second for first, second in numbers) or (
        _figures(one.names[0]) != _figures(two.names[0])
    )


def _figures(name: str) -> list[str]:
    return [char for char in name if char.isdigit()]
