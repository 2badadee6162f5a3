"""Where a word that is too long for its line may be parted, on the screen and on paper."""

import re
import unicodedata
from typing import Final

_ADDRESS: Final = re.compile(r"[/@]|\.\w+\.|\d")  # a hyphen would be taken for a part of these
_AS_ONE: Final = frozenset(  # consonants that open a syllable together
    [
        "sch",
        "ch",
        "ck",
        "ph",
        "sz",
        "zs",
        "cs",
        "gy",
        "ny",
        "ly",
        "ty",
        "lh",
        "nh",
        "pr",
        "br",
        "kr",
        "gr",
        "fr",
        "tr",
        "dr",
        "pl",
        "bl",
        "kl",
        "gl",
        "fl",
    ]
)
_FEWEST_LETTERS: Final = 2  # before a hyphen


def takes_hyphen(word: str) -> bool:
    """Whether a word may be parted with a hyphen; addresses and numbers may not."""
    return not _ADDRESS.search(word)


def last_seam(word: str, most: int) -> int:
    """The last place up to ``most`` where a consonant opens a syllable, if one is near.

    That is how German, Hungarian and Portuguese part simple words; the seams of compounds, which
    only a dictionary knows, are mostly among these places, too.
    """
    for place in range(most, max(_FEWEST_LETTERS, most * 2 // 3) - 1, -1):
        opens = next((n for n in (3, 2) if word[place : place + n].lower() in _AS_ONE), 1)
        vowel = word[place + opens : place + opens + 1]
        opened = _is_consonant(word[place : place + 1]) and _is_vowel(vowel)
        if opened and not _is_inside_of_one(word, place):
            return place
    return most


def _is_inside_of_one(word: str, place: int) -> bool:
    """Whether consonants that belong together stand on both sides of a place."""
    around = word[place - 1 : place + 1], word[place - 2 : place + 1], word[place - 1 : place + 2]
    return any(letters.lower() in _AS_ONE for letters in around)


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter.lower())[:1] in tuple("aeiou")


def _is_consonant(letter: str) -> bool:
    return letter.isalpha() and not _is_vowel(letter)
