"""Tables of any length: cells wrapped once, pages broken by index, no word lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from recipe_desktop.i18n import _
from recipe_desktop.reports.display_list import (
    SOFT_HYPHEN,
    Begin,
    End,
    Face,
    Item,
    Line,
    Text,
)
from recipe_desktop.reports.fonts import printable, width
from recipe_desktop.reports.page import ACCENT, HAIR_WIDTH, HAIRLINE, INK, SECOND_INK
from recipe_desktop.reports.wrap import wrap

_PADDING = 4.0  # beside a cell's text
_ABOVE = 3.0  # above and below a row's text
_ASCENT = 0.76  # of the size: from a line's top to its baseline, as the font says
_WHOLE = 8  # lines; a row of no more stays on one page
_TOGETHER = 3  # lines of a parted row that a page has at least
_MARK, _MARK_SIZE = 10.0, 6.5  # the line that says which row goes on here
_DASH = (3.0, 3.0)  # of the rule below a row that goes on overleaf
_APART = 1 / 8  # of a column of numbers, which end at its right, before words begin behind it
_MEASURE = 66.0  # of the size; a longer line is hard to follow back


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
    """Rows that stand together on a page; the first may go on here, the last go on overleaf.

    Args:
        first: row.
        stop: row behind the last.
        from_line: of the first row; those before stand on earlier pages.
        to_line: behind the last line of the last row; ``None`` when that row ends here.
    """

    first: int
    stop: int
    from_line: int = 0
    to_line: int | None = None


@dataclass(slots=True)
class Table:
    """Rows with their cells broken into lines, ready to be parted into pages.

    A long text in a narrow column would run over many pages beside nothing, so it stands below
    its cell and reaches across the next columns, as far as lines can be read.

    Args:
        width: of all columns together, in points.
        key: continues the table in the structure of a tagged file from page to page.
        texts: of each row, a text that belongs into its cell in the column ``text_at``.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    width: float
    style: TableStyle = field(default_factory=TableStyle)
    key: str = "table"
    texts: Sequence[str] = ()
    text_at: int = 1
    _cells: list[tuple[tuple[str, ...], ...]] = field(init=False, repr=False)
    _below: list[tuple[str, ...]] = field(init=False, repr=False)
    _spanned: int = field(init=False, repr=False)
    _counts: list[int] = field(init=False, repr=False)
    _edges: list[tuple[float, float]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        whole = sum(column.share for column in self.columns)
        left, self._edges = 0.0, []
        for column, behind in zip_longest(self.columns, self.columns[1:]):
            right = left + self.width * column.share / whole
            meets = column.is_number and behind is not None and not behind.is_number
            apart = (right - left) * _APART if meets else 0
            self._edges.append((left + _PADDING, right - _PADDING - apart))
            left = right
        faces = [column.face for column in self.columns]
        self._cells = [self._wrapped(row, faces) for row in self.rows]
        left, least = self._edges[self.text_at if self.texts else 0]
        reach = left + _MEASURE * self.style.size
        room = max([least, *(end for _start, end in self._edges if end <= reach)]) - left
        self._spanned = sum(start < left + room for start, _end in self._edges)
        self._below = [
            self._lines_of(text, Face.REGULAR, room) if text.strip() else ()
            for text in self.texts or ("",) * len(self.rows)
        ]
        self._counts = [
            max(
                max(map(len, cells), default=1),
                self._depth(row) + len(self._below[row]) if self._below[row] else 0,
            )
            for row, cells in enumerate(self._cells)
        ]

    def _depth(self, row: int) -> int:
        """How many lines stand above the text that reaches across several cells."""
        return max(map(len, self._cells[row][: self._spanned]), default=0)

    def _wrapped(self, texts: Sequence[str], faces: Sequence[Face]) -> tuple[tuple[str, ...], ...]:
        return tuple(
            self._lines_of(text, face, right - left)
            for text, face, (left, right) in zip(texts, faces, self._edges, strict=True)
        )

    def _lines_of(self, text: str, face: Face, room: float) -> tuple[str, ...]:
        """The lines of a text, of which every paragraph begins a new one."""
        size = self.style.size
        if "\n" not in text:
            return wrap(printable(text), face, size, room)
        parts = [printable(part) for part in text.splitlines() if part.strip()]
        return tuple(line for part in parts or [""] for line in wrap(part, face, size, room))

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

        A short row stays whole, a long one fills the page and goes on overleaf. The first piece
        is empty when no row fits below what stands on the first page already.

        Args:
            first_room: height for head and rows on the first page, in points.
            room: on the others.
        """
        start, left = (0, 0), first_room - self.head_height
        whole = room - self.head_height
        is_short = first_room < room  # so that a row may find more room overleaf
        for row, lines in enumerate(self._counts):
            line = 0
            while (height := self._height(lines - line) + (_MARK if line else 0)) > left:
                is_alone = start == (row, line) and not is_short
                cut = self._cut(lines - line, left - (_MARK if line else 0), is_alone=is_alone)
                first, from_line = start
                if cut:
                    yield Piece(first, row + 1, from_line, line + cut)
                else:
                    yield Piece(first, row, from_line)
                line += cut
                start, left, is_short = (row, line), whole, False
            left -= height
        if start[0] < len(self._counts):
            yield Piece(start[0], len(self._counts), start[1])

    def _cut(self, lines: int, room: float, *, is_alone: bool) -> int:
        """How many lines of a row that does not fit stand on this page all the same.

        Args:
            is_alone: no other page has more room for it.
        """
        fitting = int((room - 2 * _ABOVE) // self.style.leading)
        cut = min(fitting, lines - _TOGETHER)
        if is_alone:
            return cut if cut >= _TOGETHER else max(1, min(fitting, lines - 1))
        return cut if lines > _WHOLE and cut >= _TOGETHER else 0

    def height(self, piece: Piece) -> float:
        """What a piece takes with its head."""
        mark = _MARK if piece.from_line else 0
        rows = range(piece.first, piece.stop)
        lines = (stop - first for first, stop in (self._lines(piece, row) for row in rows))
        return self.head_height + mark + sum(map(self._height, lines))

    def paint(self, piece: Piece, x: float, y: float) -> list[Item]:
        """A piece below its head, from the upper left corner."""
        items: list[Item] = []
        head = list(self._row(self._head(), "TH", x, y))
        y += self.head_height
        if piece.first or piece.from_line:  # a repeated head is furniture, so without tags
            items += [item for item in head if isinstance(item, Text)]
            head = []
        if piece.from_line:
            items.append(self._mark(piece.first, x, y))
            y += _MARK
        items += [Begin("Table", self.key), *head]
        rule = y - _MARK if piece.from_line else y
        items.append(Line(x, rule, x + self.width, rule, 0.8, ACCENT))
        last = piece.stop - 1
        for row in range(piece.first, piece.stop):
            goes_on = row == last and piece.to_line is not None
            is_parted = goes_on or (row == piece.first and piece.from_line > 0)
            first, stop = self._lines(piece, row)
            cells = tuple(lines[first:stop] for lines in self._cells[row])
            depth = self._depth(row) if self._below[row] else 0
            text = self._below[row][max(0, first - depth) : max(0, stop - depth)]
            key = f"{row}" if is_parted else ""
            items += self._row(cells, "TD", x, y, key, ("",) * max(0, depth - first) + text)
            y += self._height(stop - first)
            dash = _DASH if goes_on else ()
            items.append(Line(x, y, x + self.width, y, HAIR_WIDTH, HAIRLINE, dash))
        items.append(End())
        return items

    def _mark(self, row: int, x: float, y: float) -> Text:
        """Which row goes on here, by its first words; furniture, since it is read as one row."""
        named = next((cell for cell in self.rows[row] if cell.strip()), "")
        room = self.width / 2
        name, *more = wrap(printable(named), Face.OBLIQUE, _MARK_SIZE, room)
        words = _("{row}, continued").format(row=f"{name.rstrip(SOFT_HYPHEN)} …" if more else name)
        return Text(x + _PADDING, y + _MARK - 2, words, _MARK_SIZE, Face.OBLIQUE, SECOND_INK)

    def _lines(self, piece: Piece, row: int) -> tuple[int, int]:
        """The first line of a row that stands in a piece, and the one behind the last."""
        first = piece.from_line if row == piece.first else 0
        stop = piece.to_line if row == piece.stop - 1 else None
        return first, self._counts[row] if stop is None else stop

    def _row(  # noqa: PLR0913, PLR0917 - a row is what it says, how, where and how it goes on
        self,
        cells: Sequence[Sequence[str]],
        role: str,
        x: float,
        y: float,
        key: str = "",
        across: Sequence[str] = (),
    ) -> Iterator[Item]:
        """The texts of one row.

        Args:
            key: makes the parts of a parted row one row, and one cell each, to a screen reader.
            across: lines of the text that reaches across cells, from the first line of the row.
        """
        size, leading = self.style.size, self.style.leading
        base = y + _ABOVE + (leading - size) / 2 + size * _ASCENT
        colour = SECOND_INK if role == "TH" else INK
        yield Begin("TR", key)
        for at, (column, lines, (left, right)) in enumerate(
            zip(self.columns, cells, self._edges, strict=True)
        ):
            yield Begin(role, f"{at}" if key else "")
            face = Face.BOLD if role == "TH" else column.face
            for place, text in enumerate(lines):
                start = right - width(text, face, size) if column.is_number else left
                if text:
                    yield Text(x + start, base + place * leading, text, size, face, colour)
            for place, text in enumerate(across if at == self.text_at else ()):
                if text:
                    yield Text(x + left, base + place * leading, text, size, Face.REGULAR, INK)
            yield End()
        yield End()
