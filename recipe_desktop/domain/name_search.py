"""Finding people as a name is typed: the beginnings of words, and one typing error forgiven."""

from collections.abc import Sequence
from typing import Final

from recipe_desktop.domain.names import fold

FEWEST_LETTERS: Final = 2
_FORGIVING_FROM: Final = 4  # letters; a shorter word with an error is another word
_BEFORE, _AROUND = 3, 9  # words of a text that are shown with the one that was looked for


def typed_words(text: str) -> list[str]:
    """The folded words of what was typed; none where that is too little to search for."""
    words = fold(text).split()
    return words if any(len(word) >= FEWEST_LETTERS for word in words) else []


def excerpt(text: str, typed: Sequence[str]) -> str:
    """The part of a text where a typed word begins a word; nothing where none does.

    Args:
        typed: folded words.
    """
    words = text.split()
    for place, word in enumerate(words):
        parts = fold(word).split()
        if any(part.startswith(one) for part in parts for one in typed):
            first = max(0, place - _BEFORE)
            last = first + _AROUND
            before, after = "… " if first else "", " …" if last < len(words) else ""
            return f"{before}{' '.join(words[first:last])}{after}"
    return ""


def fits(words: Sequence[str], typed: Sequence[str]) -> bool:
    """Whether every typed word begins some word, one of them with one error.

    Args:
        words: of the record, folded.
        typed: see ``typed_words``.
    """
    errors = 0
    for word in typed:
        if any(other.startswith(word) for other in words):
            continue
        errors += 1
        if errors > 1 or len(word) < _FORGIVING_FROM:
            return False
        if not any(begins_nearly(other, word) for other in words):
            return False
    return True


def begins_nearly(word: str, typed: str) -> bool:
    """Whether a word begins with what was typed, but for one error of the fingers.

    A letter too many, missing, wrong, or swapped with its neighbour.
    """
    place = 0
    for one, other in zip(word, typed, strict=False):
        if one != other:
            break
        place += 1
    if place == len(typed):
        return True
    rest = typed[place + 1 :]
    return (
        word.startswith(rest, place + 1)  # a wrong letter
        or word.startswith(rest, place)  # one too many
        or word.startswith(typed[place:], place + 1)  # one missing
        or (
            word[place : place + 2] == typed[place : place + 2][::-1]
            and len(typed) > place + 1
            and word.startswith(typed[place + 2 :], place + 2)
        )
    )


def pieces(typed: Sequence[str]) -> tuple[str, ...]:
    """Of the longest word, parts of which one stands in the right word in spite of an error.

    An error harms one half of it, but for letters that were swapped across the middle.
    """
    longest = max(typed, key=len, default="")
    if len(longest) < _FORGIVING_FROM:
        return ()
    middle = len(longest) // 2
    turned = longest[: middle - 1] + longest[middle] + longest[middle - 1] + longest[middle + 1 :]
    return longest[:middle], longest[middle:], turned
