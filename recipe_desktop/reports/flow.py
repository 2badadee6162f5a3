"""Headings with their tables, one below the other, on as many pages as they take."""

from collections.abc import Callable, Iterable
from typing import Final

from recipe_desktop.reports.display_list import Begin, End, Face, Item, Target, Text
from recipe_desktop.reports.page import INK, Paper
from recipe_desktop.reports.table import Piece, Table

_TITLE: Final = 34.0
_BETWEEN: Final = 26.0
_LEAST: Final = 90.0  # of a table below its heading, at the foot of a page

Paint = Callable[[], Iterable[Item]]


class Flow:
    """Pages that fill up: what is short shares a page, what is long goes on overleaf.

    ``heads`` says of each page what begins on it or goes on there, ``marks`` where each heading
    stands: its page, counted from 0, and its place on it.
    """

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._paints: list[list[Paint]] = []
        self.heads: list[str] = []
        self.marks: list[tuple[str, Target]] = []
        self._y = paper.lower_edge

    @property
    def pages(self) -> list[Paint]:
        """What to paint on each page."""
        return [_painter(paints) for paints in self._paints]

    def put(self, title: str, height: float, paint: Callable[[float], Iterable[Item]]) -> None:
        """Put something below a heading.

        Args:
            height: what it takes below the heading, in points.
            paint: from its upper edge.
        """
        if self._y + _BETWEEN + _TITLE + height > self._paper.lower_edge:
            self._turn(title)
        top = self._head(title)
        self._paints[-1].append(lambda: paint(top))
        self._y = top + height

    def put_table(self, title: str, table: Table) -> None:
        """Put a table below a heading; it stays whole where one page has room for it."""
        paper = self._paper
        room = paper.lower_edge - paper.top
        left = paper.lower_edge - self._y - _BETWEEN - _TITLE
        whole = table.height(Piece(0, len(table.rows)))
        if left < _LEAST or left < whole <= room - _TITLE or not _begins(table, left, room):
            self._turn(title)
        top = self._head(title)
        first, *more = _pieces(table, paper.lower_edge - top, room)
        self._add(table, first, top)
        for piece in more:
            self._turn(title)
            self._add(table, piece, paper.top)

    def go_on(self, table: Table) -> None:
        """Put a table that belongs to what stands above it, without a heading."""
        paper = self._paper
        room = paper.lower_edge - paper.top
        first, *more = _pieces(table, paper.lower_edge - self._y, room)
        self._add(table, first, self._y)
        for piece in more:
            self._turn(self.heads[-1])
            self._add(table, piece, paper.top)

    def _turn(self, title: str) -> None:
        self._paints.append([])
        self.heads.append(title)
        self._y = self._paper.top

    def _head(self, title: str) -> float:
        """Put a heading; returns the edge below it."""
        y = self._y if self._y == self._paper.top else self._y + _BETWEEN
        self.marks.append((title, Target(len(self._paints) - 1, y)))
        left = self._paper.left
        heading = (Begin("H2"), Text(left, y + 16, title, 16, Face.BOLD, INK), End())
        self._paints[-1].append(lambda: heading)
        return y + _TITLE

    def _add(self, table: Table, piece: Piece, y: float) -> None:
        left = self._paper.left
        self._paints[-1].append(lambda: table.paint(piece, left, y))
        self._y = y + table.height(piece)


def _pieces(table: Table, first_room: float, room: float) -> list[Piece]:
    return list(table.pieces(first_room, room)) or [Piece(0, 0)]


def _begins(table: Table, left: float, room: float) -> bool:
    """Whether anything of a table finds room on a page that is partly taken."""
    first = next(table.pieces(left, room), Piece(0, 0))
    return first.stop > first.first


def _painter(paints: Iterable[Paint]) -> Paint:
    return lambda: [item for paint in paints for item in paint()]
