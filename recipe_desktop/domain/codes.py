"""Codes on badges: letters that every keyboard of Europe types alike, with two check letters.

A scanner types like an American keyboard, and the laptop reads it with its own. Of 43 Latin
layouts none moves these sixteen letters; digits, hyphens, Y and Z would not survive.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.keyboards import meant

LETTERS: Final = "BCDFGHJKLNPRSTVX"  # four bits each; no vowels, so that no word comes of them
LENGTH: Final = 16
_VERSION: Final = 0
_EVENT_LETTERS: Final = 2
_OWN_LETTERS: Final = 11
_PLACES: Final = {letter: place for place, letter in enumerate(LETTERS)}
_FIELD: Final = 0b10011  # GF(16) by x^4 + x + 1
# What scanners put before a code: an identifier of the symbology, or of the character set.
_PREFIX: Final = re.compile(r"^(?:\][A-Za-z][0-9]|\\0000\d\d)+")


def badge_code(event: Uid, registration: Uid) -> str:
    """The code of one person's badge at one event; two laptops work out the same one.

    Args:
        event: gives two letters, by which the badge of another event is known.
        registration: gives eleven letters, 44 bits of its hash.
    """
    letters = [_VERSION, *_letters(event, _EVENT_LETTERS), *_letters(registration, _OWN_LETTERS)]
    total = crossed = 0
    for place, value in enumerate(letters):
        total ^= value
        crossed ^= _times()[place][value]
    # The last two places weigh 14 and 15, whose sum is 1 in this field.
    first = crossed ^ _times()[LENGTH - 1][total]
    letters += [first, total ^ first]
    return "".join(LETTERS[value] for value in letters)


def is_badge_code(text: str) -> bool:
    """Whether the check letters are right: no one or two wrong letters, and no swap, pass."""
    if len(text) != LENGTH or any(letter not in _PLACES for letter in text):
        return False
    total = crossed = 0
    for place, letter in enumerate(text):
        total ^= _PLACES[letter]
        crossed ^= _times()[place][_PLACES[letter]]
    return not total and not crossed


def is_of_event(code: str, event: Uid) -> bool:
    """Whether a badge's code was made for this event; of 256 others one is taken for it."""
    tag = "".join(LETTERS[value] for value in _letters(event, _EVENT_LETTERS))
    return code[1 : 1 + _EVENT_LETTERS] == tag


def cleaned(text: str) -> str:
    """What was scanned or typed, without what scanners add; our own codes in capitals."""
    bare = _PREFIX.sub("", text.strip())
    folded = "".join(bare.split()).upper()
    return folded if is_badge_code(folded) else bare


def readings(text: str) -> Iterator[str]:
    """What a scanned text may stand for: as it came, then as other keyboards would have it.

    One of our own codes is known by its check letters, so it is the only reading.
    """
    first = cleaned(text)
    others = [cleaned(one) for one in meant(_PREFIX.sub("", text.strip()))]
    ours = next((one for one in (first, *others) if is_badge_code(one)), None)
    if ours is not None:
        yield ours
    else:
        yield first
        yield from others


def _letters(uid: Uid, count: int) -> list[int]:
    number = int.from_bytes(hashlib.sha256(uid.encode()).digest()[:8], "big") >> 64 - 4 * count
    return [number >> 4 * place & 15 for place in reversed(range(count))]


@cache
def _times() -> tuple[tuple[int, ...], ...]:
    """The multiplication table of the field."""
    return tuple(tuple(_product(one, other) for other in range(16)) for one in range(16))


def _product(one: int, other: int) -> int:
    product = 0
    for bit in range(4):
        if other >> bit & 1:
            product ^= one << bit
    for bit in (6, 5, 4):
        if product >> bit & 1:
            product ^= _FIELD << bit - 4
    return product
