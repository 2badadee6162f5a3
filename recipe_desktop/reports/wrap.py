"""Breaks text into lines. No word is lost, whatever the width."""

import re
import unicodedata

from recipe_desktop.domain.syllables import last_seam, takes_hyphen
from recipe_desktop.reports.display_list import SOFT_HYPHEN, Face
from recipe_desktop.reports.fonts import word_widths

_AFTER_SIGN = re.compile(r"(?<=[-/.,;:_@&?=+–—])(?=\w)")  # noqa: RUF001 - dashes as people type them


def wrap(text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """The lines of a text within ``width`` points; at least one, and never without progress.

    A word longer than a line is parted, best behind a sign it has, otherwise by a soft hyphen,
    addresses and numbers by nothing at all. Its lines together are always the whole word.
    """
    widths = word_widths(face)
    room = width * 1000 / size
    if not text or widths[text] <= room:
        return (text,)
    lines: list[str] = []
    line, used = "", 0.0
    for word in text.split(" "):
        length = widths[word]
        if line and used + widths.space + length <= room:
            line, used = f"{line} {word}", used + widths.space + length
            continue
        if line:
            lines.append(line)
        if length > room:
            *whole, word = _parted(word, face, room)  # noqa: PLW2901 - the rest goes on as a word
            lines += whole
            length = widths[word]
        line, used = word, length
    return (*lines, line) if line or not lines else tuple(lines)


def _parted(word: str, face: Face, room: float) -> list[str]:
    """A word that is longer than a line, as pieces that are not."""
    widths = word_widths(face)
    hyphen = SOFT_HYPHEN if takes_hyphen(word) else ""
    pieces: list[str] = []
    piece = ""
    for part in _AFTER_SIGN.split(word):
        if piece and widths[piece + part] <= room:
            piece += part
            continue
        if piece:
            pieces.append(piece)
        rest = part
        while widths[rest] > room and len(rest) > 1:
            cut = _cut(rest, face, room, hyphen)
            cut = last_seam(rest, cut) if hyphen else cut
            if cut == len(rest):
                break
            fits = widths[rest[:cut] + hyphen] <= room  # not beside a letter as wide as the line
            pieces.append(rest[:cut] + hyphen if fits else rest[:cut])
            rest = rest[cut:]
        piece = rest
    return [*pieces, piece]


def _cut(word: str, face: Face, room: float, hyphen: str) -> int:
    """How many letters fit before the hyphen; at least one, and no accent is left behind."""
    widths = word_widths(face)
    low, high = 1, len(word) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if widths[word[:middle] + hyphen] <= room:
            low = middle
        else:
            high = middle - 1
    if low == len(word) - 1 and low > 2:
        low -= 1  # one letter alone on a line looks like a misprint
    back = low
    while back > 1 and unicodedata.combining(word[back]):
        back -= 1
    if back > 1 or not unicodedata.combining(word[1]):
        return back
    while low < len(word) and unicodedata.combining(word[low]):
        low += 1
    return low
