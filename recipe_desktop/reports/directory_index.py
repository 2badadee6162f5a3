"""The index of the partner directory: every present and former name, whatever the country."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from recipe_desktop.domain.name_order import sort_key
from recipe_desktop.i18n import _, format_number
from recipe_desktop.reports.directory_body import EntryPlace, Letter, initials
from recipe_desktop.reports.display_list import Begin, End, Face, Item, Link, Target, Text
from recipe_desktop.reports.fonts import width
from recipe_desktop.reports.page import ACCENT, INK, SECOND_INK, SMALL, Paper
from recipe_desktop.reports.wrap import wrap

_COLUMNS = 3
_GUTTER = 18.0
_LINE = 10.0
_HEADING = 2 * _LINE
_INDENT = 8.0  # of a name's second line
_PAGE_ROOM = 30.0  # for the number at the right edge
_TITLE = 40.0


@dataclass(frozen=True, slots=True)
class _Name:
    """A letter's heading, or a name with the place it points to."""

    lines: tuple[str, ...]
    letter: str
    place: EntryPlace | None = None
    is_former: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE if self.place else _HEADING


@dataclass(frozen=True, slots=True)
class _Set:
    """A name in its column."""

    x: float
    y: float
    name: _Name


class Index:
    """Names in three columns, former ones slanted; no page at all without places."""

    def __init__(self, places: Sequence[EntryPlace], paper: Paper) -> None:
        self._paper = paper
        self._column = (paper.inner_width - (_COLUMNS - 1) * _GUTTER) / _COLUMNS
        self._pages: list[list[_Set]] = []
        self.letters: list[Letter] = []
        self._fill(list(self._names(places)))

    @property
    def pages(self) -> int:
        """How many."""
        return len(self._pages)

    def section(self, index: int) -> str:
        """Guide words for the head of a page."""
        letters = [placed.name.letter for placed in self._pages[index] if placed.name.letter]
        ends = "–".join(dict.fromkeys([*letters[:1], *letters[-1:]]))  # noqa: RUF001 - a range
        return "  ·  ".join(filter(None, (_("Index of names"), ends)))

    def paint(self, index: int, *, first_body_page: int) -> list[Item]:
        """One page."""
        items: list[Item] = []
        if index == 0:
            title, top = _("Index of names"), self._paper.top
            items += [Begin("H2"), Text(self._paper.left, top + 18, title, 16, Face.BOLD, INK)]
            items.append(End())
        items.append(Begin("Index", "index"))
        for placed in self._pages[index]:
            items += self._painted(placed, first_body_page)
        items.append(End())
        return items

    def _names(self, places: Sequence[EntryPlace]) -> Iterator[_Name]:
        known = [(place.name, place, False) for place in places if place.name]
        former = [(name, place, True) for place in places for name in place.former_names]
        names = sorted(known + former, key=lambda named: (sort_key(named[0]), named[2]))
        letters = initials([name for name, _place, _is_former in names])
        room = self._column - _PAGE_ROOM
        pairs = zip(letters, names, strict=True)
        for letter, below in groupby(pairs, key=lambda pair: pair[0]):
            if letter:
                yield _Name((letter,), letter)
            for _letter, (name, place, is_former) in below:
                face = Face.OBLIQUE if is_former else Face.REGULAR
                yield _Name(wrap(name, face, SMALL, room), letter, place, is_former)

    def _fill(self, names: Sequence[_Name]) -> None:
        column, top = _COLUMNS, self._paper.top
        y = floor = 0.0
        for place, name in enumerate(names):
            needed = name.height
            if name.place is None:  # never alone at the foot of a column
                needed += names[place + 1].height
            if y + needed > floor:
                column += 1
                if column >= _COLUMNS:
                    top = self._paper.top + (0 if self._pages else _TITLE)
                    self._pages.append([])
                    column = 0
                y, floor = top, self._paper.lower_edge
            x = self._paper.left + column * (self._column + _GUTTER)
            self._pages[-1].append(_Set(x, y, name))
            if name.place is None:
                self.letters.append(Letter(name.letter, len(self._pages) - 1, y))
            y += name.height

    def _painted(self, placed: _Set, first_body_page: int) -> Iterator[Item]:
        x, name = placed.x, placed.name
        base = placed.y + 8
        if name.place is None:
            yield Begin("H3")
            yield Text(x, base + 6, name.letter, 9.5, Face.BOLD, ACCENT)
            yield End()
            return
        face = Face.OBLIQUE if name.is_former else Face.REGULAR
        colour = SECOND_INK if name.is_former else INK
        page = first_body_page + name.place.page
        yield Begin("P")
        yield Begin("Link")
        for line, text in enumerate(name.lines):
            yield Text(x + (_INDENT if line else 0), base + line * _LINE, text, SMALL, face, colour)
        shown = format_number(page + 1)
        right = x + self._column - width(shown, Face.REGULAR, SMALL)
        yield Text(right, base + (len(name.lines) - 1) * _LINE, shown, SMALL, colour=SECOND_INK)
        to = Target(page, name.place.y)
        yield Link(x, placed.y, self._column, name.height, to, name.place.name)
        yield End()
        yield End()
