"""Which letters of a row matched what was typed: once per row, at the best place."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from recipe_desktop.ui.look.draw import Mark

Fold = Callable[[str], str]
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"


class Marker:
    """Finds typed words in texts whose accents and capitals differ.

    Args:
        fold: gives the plain form of a text, the same that the search uses.
    """

    def __init__(self, fold: Fold) -> None:
        self._fold = fold
        self._letter = lru_cache(maxsize=4096)(fold)

    def best(self, query: str, texts: Sequence[str]) -> tuple[int, Mark] | None:
        """The text and the letters to mark: the start of a word first, in the first text first."""
        words = self._fold(query).split()
        if not words:
            return None
        plain = [self._plain(text) for text in texts]
        for inside in (False, True):
            for number, (letters, places) in enumerate(plain):
                for word in words:
                    if mark := _found(letters, places, word, inside=inside):
                        return number, mark
        return None

    def rank(self, query: str, text: str) -> int | None:
        """How well a text answers, 0 best; None unless every typed word stands in it.

        Best is the text itself, then one that begins so, then one whose words begin so.
        """
        wanted, said = (" ".join(self._fold(one).split()) for one in (query, text))
        if not all(word in said for word in wanted.split()):
            return None
        if said.startswith(wanted):
            return int(said != wanted)
        begun = all(f" {word}" in f" {said}" for word in wanted.split())
        return 2 if begun else 3

    def _plain(self, text: str) -> tuple[str, list[int]]:
        letters: list[str] = []
        places: list[int] = []
        for place, char in enumerate(text):
            folded = self._letter(char) or ("" if char in _APOSTROPHES else " ")
            letters.append(folded)
            places.extend([place] * len(folded))
        return "".join(letters), places


def mark_on(found: tuple[int, Mark] | None, place: int) -> Mark | None:
    """The mark on one of the texts that ``Marker.best`` was given, if it is the best."""
    return found[1] if found is not None and found[0] == place else None


def _found(letters: str, places: list[int], word: str, *, inside: bool) -> Mark | None:
    start = letters.find(word)
    while start >= 0:
        if inside or start == 0 or letters[start - 1] == " ":
            first, last = places[start], places[start + len(word) - 1]
            return Mark(first, last - first + 1)
        start = letters.find(word, start + 1)
    return None
