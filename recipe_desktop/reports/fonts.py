"""DejaVu Sans Condensed, the one family of the paper: what it can show, how wide it is.

It covers Latin, Greek, Cyrillic, Armenian and Georgian, so no text needs a second font. It is
used without kerning and ligatures, so that every painter comes to the same widths.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from reportlab.pdfbase.ttfonts import TTFontFace

from recipe_desktop import paths
from recipe_desktop.domain.unseen import IGNORABLE
from recipe_desktop.reports.display_list import Face

FILES = {
    Face.REGULAR: "fonts/DejaVuSansCondensed.ttf",
    Face.BOLD: "fonts/DejaVuSansCondensed-Bold.ttf",
    Face.OBLIQUE: "fonts/DejaVuSansCondensed-Oblique.ttf",
}
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_SPACE = re.compile(r"[^\S\xa0]+")  # what parts words; a hard space keeps them together
_KEPT_WORDS = 200_000  # words whose width is remembered; far more than a register's vocabulary


@lru_cache(maxsize=len(FILES))
def typeface(face: Face) -> TTFontFace:
    """The parsed font file."""
    return TTFontFace(str(paths.resource(FILES[face])))


class _Widths(dict[str, float]):
    """Widths of words, and by them of texts, in thousandths of the size."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        parsed = typeface(face)
        self._chars: dict[int, float] = dict(parsed.charWidths)
        self._chars[0xA0] = self._chars[0x20]
        self._other: float = parsed.defaultWidth
        self.space = self._chars[0x20]

    def __missing__(self, word: str) -> float:
        chars, other = self._chars, self._other
        width = sum(chars.get(ord(char), other) for char in word)
        if len(self) >= _KEPT_WORDS:
            self.clear()
        self[word] = width
        return width


@lru_cache(maxsize=len(FILES))
def word_widths(face: Face) -> _Widths:
    """The cache of one face: ``[word]`` in thousandths of the size, and ``space``."""
    return _Widths(face)


def width(text: str, face: Face, size: float) -> float:
    """How many points a line of text takes."""
    widths = word_widths(face)
    words = text.split(" ")
    return (sum(widths[word] for word in words) + widths.space * (len(words) - 1)) * size / 1000


def missing_glyphs(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters that cannot be printed, in the order of their code.

    Scripts that are written from right to left count as missing: their letters stand in the font,
    but would come out unjoined and in the wrong order.
    """
    chars = set().union(*texts)
    return tuple(sorted(char for char in chars if not _printable(char) and not _dropped(char)))


def printable(text: str) -> str:
    """The text as the paper shows it: composed, on one line, with a sign for what is missing."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    kept = composed if composed.isprintable() else " ".join(filter(None, _SPACE.split(composed)))
    return "".join(char if _printable(char) else REPLACEMENT for char in kept if not _dropped(char))


@lru_cache(maxsize=4096)
def _printable(char: str) -> bool:
    if unicodedata.bidirectional(char) in {"R", "AL"}:
        return False
    return char == "\xa0" or all(ord(char) in typeface(face).charToGlyph for face in FILES)


@lru_cache(maxsize=4096)
def _dropped(char: str) -> bool:
    """Signs that steer a text and are never seen: line ends, marks of direction, soft hyphens."""
    return char in IGNORABLE or unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}
