"""Words that are wider than their place, parted with a hyphen."""

from collections.abc import Iterator
from typing import Final

from recipe_desktop.ui.look.fonts import Face

_FEWEST_LETTERS: Final = 3  # that a parted word carries over, as far as the width allows


def parted(word: str, face: Face, width: float) -> Iterator[str]:
    """The pieces of a word, each but the last with its hyphen; whole where nothing helps."""
    rest = word
    while face.width(rest) > width:
        longest = max(len(rest) - _FEWEST_LETTERS, 2)
        size = next((n for n in range(longest, 1, -1) if face.width(f"{rest[:n]}-") <= width), 0)
        if not size:
            break  # not even two letters fit
        yield f"{rest[:size]}-"
        rest = rest[size:]
    yield rest
