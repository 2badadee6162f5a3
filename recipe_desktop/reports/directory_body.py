"""The entries of the partner directory: cards in two columns on one grid of baselines."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.reports.directory_data import DirectoryData, DirectoryEntry, DirectoryGroup
from recipe_desktop.reports.display_list import Begin, End, Face, Item, Line, Link, Text
from recipe_desktop.reports.fonts import printable, width
from recipe_desktop.reports.page import ACCENT, HAIR_WIDTH, HAIRLINE, INK, SECOND_INK, Paper
from recipe_desktop.reports.wrap import wrap

GRID = 10.0  # every baseline of both columns stands on it
_GUTTER = 22.0
_COUNTRY, _NAME, _DETAIL, _NUMBER = 16.0, 8.5, 7.5, 6.5
_COUNTRY_HEIGHT = 4 * GRID
_LETTER_HEIGHT = 3 * GRID
_BETWEEN_COUNTRIES = 2 * GRID
_FEW = 12  # so many entries are found at a glance, without letters between them
_LEAST_ROOM = 16 * GRID  # below a country's heading; with less it starts on a new page
_WEB = re.compile(r"(?:https?://)?(?P<shown>[\w.-]+\.[a-z]{2,}(?:[/?#]\S*)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """Where a letter begins; pages count from the first of the body."""

    name: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an organisation stands, by which names it may be looked for."""

    name: str
    former_names: tuple[str, ...]
    page: int
    y: float


@dataclass(slots=True)
class CountryPages:
    """The pages of a country: where they begin, and its letters."""

    name: str
    count: int
    page: int
    y: float
    name_lines: tuple[str, ...]
    letters: list[Letter] = field(default_factory=list)

    @property
    def heading_height(self) -> float:
        """Of the country's name, in full."""
        return _COUNTRY_HEIGHT + (len(self.name_lines) - 1) * 2 * GRID


@dataclass(frozen=True, slots=True)
class _Run:
    """One line of a card."""

    text: str
    size: float
    face: Face = Face.REGULAR
    colour: str = SECOND_INK
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """A letter's heading or a card. ``height`` has the blank line below in it."""

    letter: str
    height: float
    lines: tuple[_Run, ...] = ()
    number: str = ""
    entry: DirectoryEntry | None = None

    @property
    def is_heading(self) -> bool:
        return not self.lines


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block on a page; without one it is the country's own heading."""

    section: int
    x: float
    y: float
    block: _Block | None = None


class Body:
    """Decides where every entry stands, and paints one page at a time."""

    def __init__(self, data: DirectoryData, paper: Paper) -> None:
        self._paper = paper
        self._column = (paper.inner_width - _GUTTER) / 2
        self._floor = paper.top + (paper.lower_edge - paper.top) // GRID * GRID
        self._pages: list[list[_Placed]] = [[]]
        self._y = paper.top
        self.sections: list[CountryPages] = []
        self.places: list[EntryPlace] = []
        for group in data.groups:
            if group.entries:
                self._place(group)

    @property
    def pages(self) -> int:
        """How many; at least one, so that an empty directory says that it is empty."""
        return len(self._pages)

    def section(self, index: int) -> str:
        """Guide words for the head of a page: the countries, or the country and its letters."""
        placed = self._pages[index]
        names = [self.sections[number].name for number in dict.fromkeys(p.section for p in placed)]
        if len(names) != 1:
            return "  –  ".join(dict.fromkeys([*names[:1], *names[-1:]]))  # noqa: RUF001 - a range
        letters = [p.block.letter for p in placed if p.block and p.block.letter]
        ends = "–".join(dict.fromkeys([*letters[:1], *letters[-1:]]))  # noqa: RUF001 - a range
        return "  ·  ".join(filter(None, (names[0], ends)))

    def paint(self, index: int) -> list[Item]:
        """The content of one page."""
        if not self.sections:
            return self._nothing()
        items: list[Item] = []
        for section, in_section in groupby(self._pages[index], key=lambda placed: placed.section):
            items.append(Begin("Sect", f"section {section}"))
            for placed in in_section:
                if placed.block is None:
                    items += self._country(self.sections[section], placed)
                elif placed.block.is_heading:
                    items += self._letter(placed.block, placed)
                else:
                    items.append(Begin("L", f"letter {placed.block.letter}"))
                    items += self._card(placed.block, placed)
                    items.append(End())
            items.append(End())
        return items

    # --- Where things stand --------------------------------------------------------------------

    def _place(self, group: DirectoryGroup) -> None:
        blocks = list(self._blocks(group))
        if self._y > self._paper.top:
            self._y += _BETWEEN_COUNTRIES
            if self._y + _COUNTRY_HEIGHT + _LEAST_ROOM > self._floor:
                self._new_page()
        number = len(self.sections)
        name = printable(group.name)
        lines = wrap(name, Face.BOLD, _COUNTRY, self._paper.inner_width - 110)
        section = CountryPages(name, len(group.entries), len(self._pages) - 1, self._y, lines)
        self.sections.append(section)
        self._pages[-1].append(_Placed(number, self._paper.left, self._y))
        self._y += section.heading_height
        start = 0
        while start < len(blocks):
            if start:
                self._new_page()
            start = self._fill(section, number, blocks, start)

    def _new_page(self) -> None:
        self._pages.append([])
        self._y = self._paper.top

    def _fill(
        self, section: CountryPages, number: int, blocks: Sequence[_Block], start: int
    ) -> int:
        """Fill both columns of this page; the last page of a country is balanced."""
        room = self._floor - self._y
        columns = _columns(blocks, start, room)
        if columns[-1].stop == len(blocks):
            low, high = GRID, room
            while low < high:
                middle = (low + high) // (2 * GRID) * GRID
                if _columns(blocks, start, middle)[-1].stop == len(blocks):
                    high = middle
                else:
                    low = middle + GRID
            columns = _columns(blocks, start, high)
        used = 0.0
        for place, column in enumerate(columns):
            x = self._paper.left + place * (self._column + _GUTTER)
            y = self._y
            for block in blocks[column.start : column.stop]:
                self._pages[-1].append(_Placed(number, x, y, block))
                if block.is_heading:
                    section.letters.append(Letter(block.letter, len(self._pages) - 1, y))
                elif block.entry is not None:
                    self.places.append(_place_of(block.entry, len(self._pages) - 1, y))
                y += block.height
            used = max(used, y - self._y - GRID)
        self._y += used
        return columns[-1].stop

    # --- What a card says ----------------------------------------------------------------------

    def _blocks(self, group: DirectoryGroup) -> Iterator[_Block]:
        names = [printable(entry.name) for entry in group.entries]
        letters = initials(names) if len(names) > _FEW else [""] * len(names)
        most = int((self._floor - self._paper.top - _COUNTRY_HEIGHT) // GRID) - 8
        before = ""
        for letter, entry in zip(letters, group.entries, strict=True):
            if letter != before:
                yield _Block(letter, _LETTER_HEIGHT)
                before = letter
            number = printable(entry.number)
            lines = self._lines(entry, group.name, number)
            for first in range(0, len(lines), most):
                part = lines[first : first + most]
                height = (len(part) + 1) * GRID
                if first:
                    yield _Block(letter, height, part)
                else:
                    yield _Block(letter, height, part, number, entry)

    def _lines(self, entry: DirectoryEntry, country: str, number: str) -> tuple[_Run, ...]:
        beside = width(number, Face.REGULAR, _NUMBER) + 10 if number else 0
        name = printable(entry.name) or _("(no name)")
        runs = [
            _Run(line, _NAME, Face.BOLD, INK)
            for line in wrap(name, Face.BOLD, _NAME, self._column - beside)
        ]
        if entry.former_names:
            former = _("formerly {names}").format(names=", ".join(entry.former_names))
            runs += self._detail(former, Face.OBLIQUE)
        elsewhere = entry.country if entry.country != country else ""
        place = ", ".join(filter(None, (entry.place, elsewhere)))
        runs += self._detail(_joined(entry.kind_word, entry.size_word, place), colour=INK)
        runs += self._detail(", ".join(entry.ecosystems))
        vat = _("VAT {number}").format(number=entry.vat_number) if entry.vat_number else ""
        shown, address = _website(entry.website)
        together = _joined(vat, shown)
        if width(printable(together), Face.REGULAR, _DETAIL) <= self._column:
            runs += self._detail(together, address=address)
        else:
            runs += self._detail(vat)
            runs += self._detail(shown, address=address)
        return tuple(runs)

    def _detail(
        self,
        text: str,
        face: Face = Face.REGULAR,
        colour: str = SECOND_INK,
        address: str = "",
    ) -> list[_Run]:
        if not text:
            return []
        lines = wrap(printable(text), face, _DETAIL, self._column)
        return [_Run(line, _DETAIL, face, colour, address) for line in lines]

    # --- Paint ---------------------------------------------------------------------------------

    def _country(self, section: CountryPages, placed: _Placed) -> Iterator[Item]:
        x, y, right = placed.x, placed.y, self._paper.width - self._paper.right
        count = ngettext("{count} organisation", "{count} organisations", section.count).format(
            count=format_number(section.count)
        )
        yield Line(x, y + 1, right, y + 1, 1.4, ACCENT)
        yield Begin("H2")
        for place, line in enumerate(section.name_lines):
            base = y + (2.4 + 2 * place) * GRID
            yield Text(x, base, line, _COUNTRY, Face.BOLD, ACCENT)
        yield End()
        yield Begin("P")
        start = right - width(count, Face.REGULAR, 8.5)
        yield Text(start, y + 2.4 * GRID, count, 8.5, colour=SECOND_INK)
        yield End()

    def _letter(self, block: _Block, placed: _Placed) -> Iterator[Item]:
        x, y = placed.x, placed.y
        yield Begin("H3")
        yield Text(x, y + 1.5 * GRID, block.letter, 12, Face.BOLD, ACCENT)
        yield End()
        yield Line(x, y + 2 * GRID, x + self._column, y + 2 * GRID, HAIR_WIDTH, HAIRLINE)

    def _card(self, block: _Block, placed: _Placed) -> Iterator[Item]:
        base = placed.y + 0.8 * GRID
        yield Begin("LI")
        yield Begin("LBody")
        for place, run in enumerate(block.lines):
            y = base + place * GRID
            yield Text(placed.x, y, run.text, run.size, run.face, run.colour)
            if place == 0 and block.number:
                x = placed.x + self._column - width(block.number, Face.REGULAR, _NUMBER)
                yield Text(x, y, block.number, _NUMBER, colour=SECOND_INK)
            if run.address:
                yield Begin("Link")
                long = width(run.text, run.face, run.size)
                yield Link(placed.x, y - 7, long, 9, run.address, run.address)
                yield End()
        yield End()
        yield End()

    def _nothing(self) -> list[Item]:
        sentence = _("No organisation matches, so there is nothing to list.")
        lines = wrap(sentence, Face.REGULAR, 11, self._paper.inner_width)
        left, top = self._paper.left, self._paper.top + 2 * GRID
        texts = [
            Text(left, top + place * 14, line, 11, colour=SECOND_INK)
            for place, line in enumerate(lines)
        ]
        return [Begin("P"), *texts, End()]


def _columns(blocks: Sequence[_Block], start: int, room: float) -> list[range]:
    """Which blocks stand in the first and in the second column of this height."""
    columns = []
    for _column in range(2):
        stop, used = start, 0.0
        while stop < len(blocks):
            height = blocks[stop].height
            if blocks[stop].is_heading:  # never alone at the foot of a column
                height += blocks[stop + 1].height
            if used + height - GRID > room:
                break
            used += blocks[stop].height
            stop += 1
        columns.append(range(start, stop))
        start = stop
    return columns


def _place_of(entry: DirectoryEntry, page: int, y: float) -> EntryPlace:
    former = tuple(printable(name) for name in entry.former_names if name)
    return EntryPlace(printable(entry.name), former, page, y)


def _joined(*parts: str) -> str:
    return "  ·  ".join(filter(None, parts))


def _website(typed: str) -> tuple[str, str]:
    """How a website is shown, and where a click leads; nowhere unless it is a web address."""
    found = _WEB.fullmatch(typed.strip())
    if not found:
        return typed, ""
    shown = found["shown"]
    address = typed.strip() if "://" in typed else f"https://{shown}"
    return shown.removesuffix("/"), address


def initials(names: Sequence[str]) -> list[str]:
    """The letter below which each name stands; none at all where no alphabet fits their order.

    Orders differ in where they put letters such as Þ: as a dictionary does, behind the z, or with
    what it is written as in plain letters. Other scripts come behind them, below letters of their
    own. The few names that stand off either (in quotation marks) stay below the letter before
    them.
    """
    attempts = [_in_order([of(name) for name in names]) for of in (_first_letter, _plain_letter)]
    letters, astray = min(attempts, key=lambda attempt: attempt[1])
    return letters if astray <= len(names) * _MOST_ASTRAY else [""] * len(names)


def _in_order(letters: Sequence[str]) -> tuple[list[str], int]:
    """The letters without those that come back, and how many those were."""
    kept: list[str] = []
    done, astray = set[str](), 0
    for letter in letters:
        before = kept[-1] if kept else ""
        if letter in done:
            astray += 1
            kept.append(before)
            continue
        if letter != before:
            done.add(before)
        kept.append(letter)
    return kept, astray


_MOST_ASTRAY = 0.02
_STROKED = str.maketrans("ŁØĐÐÆŒẞ", "LODDAOS")


def _first_letter(name: str) -> str:
    # A title's capital, not any: those of Georgian stand in hardly any font.
    char = unicodedata.normalize("NFKD", name[:1].title()).translate(_STROKED)[:1]
    if char.isdecimal():
        return "0–9"  # noqa: RUF001 - a range
    return char if char.isalpha() else "#"


def _plain_letter(name: str) -> str:
    return _first_letter(name if _is_of_another_script(name[:1]) else fold(name))


def _is_of_another_script(char: str) -> bool:
    """Whether a letter stands behind all of ours, whatever it is written as in those."""
    return char.isalpha() and not unicodedata.name(char, "").startswith("LATIN ")
