"""Tables of any length: cells wrapped once, pages broken by index, no word lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recipe_desktop.reports.display_list import Begin, End, Face, Item, Line, Text
from recipe_desktop.reports.fonts import printable, width
from recipe_desktop.reports.page import ACCENT, HAIR_WIDTH, HAIRLINE, INK, SECOND_INK
from recipe_desktop.reports.wrap import wrap

_PADDING = 4.0  # beside a cell's text
_ABOVE = 3.0  # above and below a row's text
_ASCENT = 0.76  # of the size: from a line's top to its baseline, as the font says


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        share: of the table's width, relative to the other columns.
        is_number: stands at the right edge.
    """

    title: str
    share: float
    is_number: bool = False
    face: Face = Face.REGULAR


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Measures of the type, in points."""

    size: float = 8.0
    leading: float = 10.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows, or lines of one row that is higher than a page, that stand together on a page.

    Args:
        first: row.
        stop: row behind the last.
        from_line: of the only row, when it is parted.
        to_line: behind the last line; ``None`` when the row ends here.
    """

    first: int
    stop: int
    from_line: int = 0
    to_line: int | None = None


@dataclass(slots=True)
class Table:
    """Rows with their cells broken into lines, ready to be parted into pages.

    Args:
        width: of all columns together, in points.
        key: continues the table in the structure of a tagged file from page to page.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    width: float
    style: TableStyle = field(default_factory=TableStyle)
    key: str = "table"
    _cells: list[tuple[tuple[str, ...], ...]] = field(init=False, repr=False)
    _counts: list[int] = field(init=False, repr=False)
    _edges: list[tuple[float, float]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        whole = sum(column.share for column in self.columns)
        left, self._edges = 0.0, []
        for column in self.columns:
            right = left + self.width * column.share / whole
            self._edges.append((left + _PADDING, right - _PADDING))
            left = right
        self._cells = [
            self._wrapped(row, [column.face for column in self.columns]) for row in self.rows
        ]
        self._counts = [max(map(len, cells), default=1) for cells in self._cells]

    def _wrapped(self, texts: Sequence[str], faces: Sequence[Face]) -> tuple[tuple[str, ...], ...]:
        size = self.style.size
        return tuple(
            wrap(printable(text), face, size, right - left)
            for text, face, (left, right) in zip(texts, faces, self._edges, strict=True)
        )

    @property
    def head_height(self) -> float:
        """Of the line of titles that stands on every page."""
        return self._height(max(map(len, self._head()), default=1))

    def _head(self) -> tuple[tuple[str, ...], ...]:
        titles = [column.title for column in self.columns]
        return self._wrapped(titles, [Face.BOLD] * len(titles))

    def _height(self, lines: int) -> float:
        return lines * self.style.leading + 2 * _ABOVE

    def pieces(self, first_room: float, room: float) -> Iterator[Piece]:
        """Part the rows into pages, each with its head.

        A row stays whole unless it is higher than a page of its own. The first piece is empty
        when no row fits below what stands on the first page already.

        Args:
            first_room: height for head and rows on the first page, in points.
            room: on the others.
        """
        start, left = 0, first_room - self.head_height
        whole = room - self.head_height
        for row, lines in enumerate(self._counts):
            height = self._height(lines)
            if height <= left:
                left -= height
                continue
            if row > start or (row == 0 and first_room < room):
                yield Piece(start, row)
            start, left = row, whole - height
            if height > whole:
                yield from self._parted(row, whole)
                start, left = row + 1, 0.0
        if start < len(self._counts):
            yield Piece(start, len(self._counts))

    def _parted(self, row: int, room: float) -> Iterator[Piece]:
        fitting = max(1, int((room - 2 * _ABOVE) // self.style.leading))
        lines = self._counts[row]
        for first in range(0, lines, fitting):
            last = first + fitting
            yield Piece(row, row + 1, first, last if last < lines else None)

    def height(self, piece: Piece) -> float:
        """What a piece takes with its head."""
        return self.head_height + sum(self._height(count) for _cells, count in self._visible(piece))

    def paint(self, piece: Piece, x: float, y: float) -> list[Item]:
        """A piece below its head, from the upper left corner."""
        items: list[Item] = []
        head = list(self._row(self._head(), "TH", x, y))
        if piece.first or piece.from_line:  # a repeated head is furniture, so without tags
            items += [item for item in head if isinstance(item, Text)]
            items.append(Begin("Table", self.key))
        else:
            items += [Begin("Table", self.key), *head]
        y += self.head_height
        items.append(Line(x, y, x + self.width, y, 0.8, ACCENT))
        for cells, count in self._visible(piece):
            items += self._row(cells, "TD", x, y)
            y += self._height(count)
            items.append(Line(x, y, x + self.width, y, HAIR_WIDTH, HAIRLINE))
        items.append(End())
        return items

    def _visible(self, piece: Piece) -> Iterator[tuple[tuple[tuple[str, ...], ...], int]]:
        for row in range(piece.first, piece.stop):
            cells = self._cells[row]
            if piece.from_line or piece.to_line is not None:
                cells = tuple(lines[piece.from_line : piece.to_line] for lines in cells)
            yield cells, max(map(len, cells), default=1)

    def _row(self, cells: Sequence[Sequence[str]], role: str, x: float, y: float) -> Iterator[Item]:
        """The texts of one row."""
        size, leading = self.style.size, self.style.leading
        base = y + _ABOVE + (leading - size) / 2 + size * _ASCENT
        colour = SECOND_INK if role == "TH" else INK
        yield Begin("TR")
        for column, lines, (left, right) in zip(self.columns, cells, self._edges, strict=True):
            yield Begin(role)
            face = Face.BOLD if role == "TH" else column.face
            for place, text in enumerate(lines):
                start = right - width(text, face, size) if column.is_number else left
                if text:
                    yield Text(x + start, base + place * leading, text, size, face, colour)
            yield End()
        yield End()
