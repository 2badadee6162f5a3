"""Words that are wider than their place: parted with a hyphen, and cut after some lines."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from recipe_desktop.domain.syllables import last_seam, takes_hyphen
from recipe_desktop.domain.unseen import one_line
from recipe_desktop.ui.look.fonts import Face

LEADING: Final = 1.16
"""From one line to the next, of the height of a letter."""

_FIRST_LETTERS: Final = 32  # looked at; twice as many wherever these do not fill the line
_NUMBERED: Final = re.compile(  # 27 Nov 2026, 27. Nov. 2026, 2026. nov. 27.
    r"(?:(?<=\d)|(?<=\d\.)) (?=[^\W\d])|(?<=[^\W\d]\.) (?=\d)|(?<=\w) (?=\d{4}\b)"
)
_LONGEST_REST: Final = 1000  # letters, of which one line shows the first
_SIGNS: Final = "/.@_"
_FEWEST_LETTERS: Final = 3  # that a parted word carries over, as far as the width allows


def together(words: str) -> str:
    """Words in which a number stays with what it counts, and a month with its year."""
    return _NUMBERED.sub("\N{NO-BREAK SPACE}", words)


def parted(word: str, face: Face, width: float) -> Iterator[str]:
    """The pieces of a word, whole where nothing helps.

    Behind a sign that it has is the best place, and where a syllable begins the next best;
    only what is neither an address nor a number gets a hyphen that it had not.
    """
    hyphen = "-" if takes_hyphen(word) else ""
    rest = word
    while size := _size_of_piece(rest, face, width):
        if own := _behind_sign(rest, size):
            yield rest[:own]
            rest = rest[own:]
            continue
        size = last_seam(rest, size) if hyphen else size
        yield f"{rest[:size]}{hyphen}"
        rest = rest[size:]
    yield rest


def all_parted(words: str, face: Face, width: float) -> str:
    """A text of which no word is wider than its place; the lines between words are not ended."""
    return "\n".join(
        " ".join("\n".join(parted(word, face, width)) for word in line.split(" "))
        for line in together(words).split("\n")
    ).rstrip()


def folded(words: str, face: Face, width: float, most: int = 3) -> list[str]:
    """A text in a few lines, the last one elided where it would take more."""
    return _laid_out(one_line(words).split(), face, width, most)[0]


def first_lines(words: str, face: Face, width: float, most: int) -> str | None:
    """As many lines as there may be, the last one elided; None where all of it fits."""
    lines, is_cut = _laid_out(words.split(" "), face, width, most)
    return "\n".join(lines) if is_cut else None


def _laid_out(words: Sequence[str], face: Face, width: float, most: int) -> tuple[list[str], bool]:
    """Words in lines, and whether the last one is cut; a text may be as long as a book.

    What is elided is the text itself: no hyphen stands in the middle of a line.
    """
    lines, begin, at = [""], 0, 0  # where in the text the last line begins, and where the word does
    for word in words:
        offset = 0
        for place, piece in enumerate(parted(word, face, width)):
            beside = f"{lines[-1]} {piece}" if lines[-1] else piece
            if place == 0 and (not lines[-1] or face.width(beside) <= width):
                lines[-1] = beside
            elif len(lines) == most:
                rest = " ".join(words)[begin : begin + _LONGEST_REST]
                return [*lines[:-1], face.elided(rest, width)], True
            else:
                lines.append(piece)
                begin = at + offset
            offset += len(piece) if word.startswith(piece, offset) else len(piece) - 1
        at += len(word) + 1
    return lines, False


def _behind_sign(rest: str, size: int) -> int:
    """Where the last sign ends that leaves a line at least half full; 0 where there is none."""
    hyphen = rest.rfind("-", size // 2, size + 1)  # in the place that was kept for one
    return max(hyphen, *(rest.rfind(sign, size // 2, size) for sign in _SIGNS)) + 1


def _size_of_piece(rest: str, face: Face, width: float) -> int:
    """How many letters to part off; 0 where the rest fits, or not even two letters would.

    Only as much is measured as a line can hold: a word may be as long as a book.
    """
    reach = _FIRST_LETTERS
    while face.width(rest[:reach]) <= width:
        if reach >= len(rest):
            return 0
        reach *= 2
    sizes = range(2, max(min(reach, len(rest) - _FEWEST_LETTERS), 2) + 1)
    fitting = bisect_right(sizes, width, key=lambda size: face.width(f"{rest[:size]}-"))
    return sizes[fitting - 1] if fitting else 0
