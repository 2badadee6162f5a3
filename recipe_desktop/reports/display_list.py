"""A laid out document: what stands where, without a word about who paints it.

Points (1/72 inch), origin at the top left of the page, y downwards, text by its baseline. The PDF
and the window paint the same list, so preview, paper and file cannot differ.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias, overload

from typing_extensions import override

SOFT_HYPHEN = "\u00ad"  # ends a line whose word goes on; painted as a hyphen, not part of the word


class Face(StrEnum):
    """The cuts of the paper's one family."""

    REGULAR = "regular"
    BOLD = "bold"
    OBLIQUE = "oblique"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of one face; ``x`` is its left edge, ``y`` its baseline."""

    x: float
    y: float
    text: str
    size: float
    face: Face = Face.REGULAR
    colour: str = "#000000"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight rule.

    Args:
        dash: lengths of a dash and of the gap behind it; empty for an unbroken rule.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.3
    colour: str = "#000000"
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rect:
    """An area, filled, outlined or both.

    Args:
        radius: of its corners.
    """

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.3
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Hatch:
    """Rising lines across an area.

    Args:
        step: from line to line, sideways.
    """

    x: float
    y: float
    width: float
    height: float
    step: float
    line_width: float = 0.3
    colour: str = "#000000"

    def lines(self) -> Iterator[tuple[float, float, float, float]]:
        """The ends of every line, cut off at the area's edges."""
        bottom = self.y + self.height
        reach = -self.height
        while reach < self.width:
            left, right = max(0.0, reach), min(self.width, reach + self.height)
            yield self.x + left, bottom - (left - reach), self.x + right, bottom - (right - reach)
            reach += self.step


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape, filled, outlined or both."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.3


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG file's content, stretched over the area: an emblem or a logo."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Begin:
    """What follows, up to its ``End``, is one thing to a reader that does not see the page.

    Text outside every tag is furniture (running heads, page numbers), and so is every line, area
    and shape outside a figure.

    Args:
        role: a standard structure type of PDF, such as ``H1``, ``P``, ``Table``, ``TR``, ``TD``.
        key: the same key below the same parent continues the element of an earlier page.
        alt: says in words what a figure shows.
    """

    role: str
    key: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """Closes the tag that was opened last."""


@dataclass(frozen=True, slots=True)
class Target:
    """A height on a page; pages count from zero."""

    page: int
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """An area that leads to a place in the document or to an address."""

    x: float
    y: float
    width: float
    height: float
    to: Target | str
    title: str = ""


Item: TypeAlias = Text | Line | Rect | Hatch | Polygon | Picture | Begin | End | Link


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet."""

    width: float
    height: float
    items: tuple[Item, ...]


class Pages(Sequence[Page]):
    """Pages that are put together when they are looked at.

    Where each page breaks is decided beforehand, so any page can be had at once and a register
    of thousands of pages never lies in memory.

    Args:
        size: width and height of all of them, in points.
    """

    def __init__(self, count: int, make: Callable[[int], Page], size: tuple[float, float]) -> None:
        self._count = count
        self._make = make
        self.size = size

    @override
    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    @override
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        if isinstance(index, slice):
            return [self._make(number) for number in range(*index.indices(self._count))]
        return self._make(range(self._count)[index])

    @override
    def __iter__(self) -> Iterator[Page]:
        return map(self._make, range(self._count))


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline; the first has level 0, each at most one deeper than the one before."""

    title: str
    level: int
    to: Target


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a painter needs.

    Args:
        language: of the text, as in ``hu``.
        missing_glyphs: characters of the data that the paper's font cannot show.
    """

    pages: Sequence[Page]
    title: str
    language: str
    state_of: date
    author: str = ""
    outline: tuple[Bookmark, ...] = ()
    missing_glyphs: tuple[str, ...] = ()

    def page_size(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points, without making it where that can be helped."""
        if isinstance(self.pages, Pages):
            return self.pages.size
        page = self.pages[index]
        return page.width, page.height
