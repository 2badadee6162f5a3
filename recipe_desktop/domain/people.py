"""People's names: the parts of a full name, and what two lists must share to mean one person."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Literal

from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import email_key

NameOrder = Literal["given_first", "family_first"]

_TITLES = frozenset(
    "dr prof ing ir mr mrs ms mme mlle m herr frau dhr mevr sr sra eng dipl phd mba habil univ drs "
    "ifj id ozv professor doktor".split()
)
_PARTICLES = frozenset(
    "van de der den von da dos das do le la du ter ten zu zum zur del di el al".split()
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a full name."""

    given_name: str
    family_name: str
    title: str = ""


def split_name(text: str, order: NameOrder = "given_first") -> PersonName:
    """The parts of a full name; a comma, or a family name in capitals, say more than the order.

    Args:
        text: such as ``dr. Varga-Szűcs Éva`` or ``DE BRUIN Jan``.
        order: ``family_first`` as in Hungarian.
    """
    before, comma, after = text.partition(",")
    if comma and fold(after) and not _only_titles(after):
        front, behind = _without_titles(before), _without_titles(after)
        title = " ".join(filter(None, (front[0], behind[0])))
        return PersonName(" ".join(behind[1]), " ".join(front[1]), title)
    title, words = _without_titles(text.replace(",", " "))
    if len(words) < 2:
        return PersonName("", "".join(words), title)
    capitals = [_is_in_capitals(word) for word in words]
    if any(capitals) and not all(capitals):
        family = [word for word, capital in zip(words, capitals, strict=True) if capital]
        given = [word for word, capital in zip(words, capitals, strict=True) if not capital]
        if len(given) > 1 and all(fold(word) in _PARTICLES for word in given[:-1]):
            family, given = given[:-1] + family, given[-1:]
        return PersonName(" ".join(given), " ".join(family), title)
    if order == "family_first":
        return PersonName(" ".join(words[1:]), words[0], title)
    cut = len(words) - 1
    while cut > 1 and fold(words[cut - 1]) in _PARTICLES:
        cut -= 1
    return PersonName(" ".join(words[:cut]), " ".join(words[cut:]), title)


def says_its_order(text: str) -> bool:
    """Whether a full name itself tells its family name, or has one part only, as ROLLAND Benjamin."""
    return split_name(text, "given_first") == split_name(text, "family_first")


def put_apart(values: MutableMapping[str, str | int | bool], order: NameOrder) -> None:
    """Of a line of a list: the parts of ``full_name`` into the fields for them that are empty."""
    full = values.pop("full_name", None)
    if full:
        name = split_name(str(full), order)
        for part in ("given_name", "family_name", "title"):
            if said := getattr(name, part):
                values.setdefault(part, said)


def person_key(name: str, email: str = "", organisation: str = "") -> str:
    """What identifies a line of a list of people: address, name and organisation."""
    return "|".join((email_key(email), fold(name) or name.strip(), fold(organisation)))


def _only_titles(text: str) -> bool:
    return not _without_titles(text)[1]


def _without_titles(text: str) -> tuple[str, list[str]]:
    words = text.split()
    titles = [word for word in words if _is_title(word)]
    return " ".join(titles), [word for word in words if not _is_title(word)]


def _is_title(word: str) -> bool:
    plain = fold(word).split()
    if not plain:
        return True  # a lone sign
    # A single M or D is somebody's initial, unless a point makes it Monsieur.
    if len(plain) == 1 and len(plain[0]) == 1:
        return word.lower() == "m."
    return all(part in _TITLES for part in plain)


def _is_in_capitals(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)
