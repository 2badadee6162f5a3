"""A table as it stands in somebody's file: where its header is, and its lines with their numbers."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recipe_desktop.domain.names import fold
from recipe_desktop.domain.values import Cell, text_of

_SEARCHED_ROWS = 40
_WORDS_OF_A_TITLE = 4
_FEWEST_KNOWN = 2  # headers by which a list is told from other sheets
_WORDS_OF_PROSE = 4  # in a cell, on average; cells of lists hold two or three


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line below the header.

    Args:
        number: as a spreadsheet counts, the first line of the file is 1.
        cells: as many as there are headers.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """What was read from a file, and how, so that it can be shown and read otherwise.

    Args:
        name: the file's name without its folder.
        sheet: of a workbook; empty otherwise.
        header_row: number of the line with the headers.
        headers: one line of text each; a column without a title has an empty one.
        rows: lines that hold something, in the order of the file.
        sheets: all sheets of the workbook.
        encoding: of a text file, as Python names it; empty for a workbook.
        separator: between the columns of a text file.
        is_encoding_certain: False where another encoding would read as well.
        hidden: those of the sheets that nobody sees who opens the workbook.
        strays: lines of a text file that are not in its encoding, as they were read.
    """

    name: str
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""
    is_encoding_certain: bool = True
    strays: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def own_headers(self, reasons: Collection[str]) -> tuple[str, ...]:
        """The headers without that of the reasons with which rejected lines came back.

        Args:
            reasons: what that column is called, in whichever language the lines were rejected.
        """
        return self.headers[:-1] if set(self.headers[-1:]) & set(reasons) else self.headers


NO_TABLE: Final = SourceTable("", "", 0, (), ())
"""Where nothing was read from a table."""


def column_letters(place: int) -> str:
    """What a spreadsheet calls a column, the first of which has the place 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """The place of a column that a spreadsheet calls so; of A it is 0."""
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1


def find_header(
    rows: Sequence[tuple[int, Sequence[Cell]]], is_known: Callable[[str], bool]
) -> int | None:
    """The place in ``rows`` of the line with the headers, below whatever titles stand above it.

    Args:
        rows: numbered lines from the beginning of the file.
        is_known: whether a header is a word of the field, which decides between two lines.
    """
    searched = rows[:_SEARCHED_ROWS]
    if not searched:
        return None
    usual = Counter(_filled(cells) for _, cells in rows[: 5 * _SEARCHED_ROWS])
    width = max(usual, key=lambda count: (usual[count], count))
    lines = [[text_of(cell) for cell in cells if text_of(cell)] for _, cells in searched]
    titles = {
        place: words for place, words in enumerate(lines) if words and all(map(_is_title, words))
    }
    wide = {place: words for place, words in titles.items() if len(words) >= 0.6 * width}
    # Else the other lines are wider than their titles, which then must be words of the field.
    known = {place: words for place, words in titles.items() if _are_known(words, is_known)}
    return _likeliest(wide or known, is_known)


def is_list(rows: Sequence[tuple[int, Sequence[Cell]]], is_known: Callable[[str], bool]) -> bool:
    """Whether some lines are a list of the field, and no cover, foreword or legend.

    Args:
        is_known: as of ``find_header``.
    """
    place = find_header(rows, is_known)
    if place is None or place + 1 >= len(rows):
        return False
    headers = [text_of(cell) for cell in rows[place][1] if text_of(cell)]
    known = sum(map(is_known, headers))
    return known >= _FEWEST_KNOWN or known == len(headers)


def _likeliest(titles: Mapping[int, Sequence[str]], is_known: Callable[[str], bool]) -> int | None:
    """The line that has the most known words, each of them once; the first of those alike."""
    best, best_score = None, 0.0
    for place, words in titles.items():
        known = sum(map(is_known, words))
        score = known / len(words) + (len(set(map(fold, words))) == len(words)) / 2
        if score > best_score:
            best, best_score = place, score
    return best


def _are_known(words: Sequence[str], is_known: Callable[[str], bool]) -> bool:
    return 1 < sum(map(is_known, words)) > len(words) / 2


def is_prose(
    rows: Sequence[tuple[int, Sequence[Cell]]], place: int | None, is_known: Callable[[str], bool]
) -> bool:
    """Whether the lines are sentences: many words between two signs, and no title that is known.

    Args:
        place: of the line that would be the header, as ``find_header`` gives it.
    """
    titles = [] if place is None else [text_of(cell) for cell in rows[place][1]]
    if any(is_known(title) for title in titles if len(title.split()) <= _WORDS_OF_A_TITLE):
        return False
    texts = [text_of(c) for _, cells in rows[: 5 * _SEARCHED_ROWS] for c in cells if _holds(c)]
    words = sum(len(text.split()) for text in texts)
    return bool(texts) and words >= _WORDS_OF_PROSE * len(texts)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(map(_holds, cells))


def _holds(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _is_title(word: str) -> bool:
    return any(char.isalpha() for char in word) and len(word) <= 200 and "@" not in word


def table_below(
    rows: Sequence[tuple[int, Sequence[Cell]]], place: int
) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """The headers at ``place``, and the lines below that hold something."""
    below = [(number, cells) for number, cells in rows[place + 1 :] if any(map(_holds, cells))]
    titles = [text_of(cell) for cell in rows[place][1]]
    width = max([_width(titles), *(_width(cells) for _, cells in below)])
    headers = tuple((titles + [""] * width)[:width])
    padding: tuple[Cell, ...] = (None,) * width
    return headers, tuple(SourceRow(number, (*cells, *padding)[:width]) for number, cells in below)


def _width(cells: Sequence[Cell]) -> int:
    for place in range(len(cells), 0, -1):
        if _holds(cells[place - 1]):
            return place
    return 0
