"""Title page, contents and summary of the partner directory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recipe_desktop.i18n import _, format_day, format_number, ngettext
from recipe_desktop.reports.directory_body import Body, CountryPages
from recipe_desktop.reports.directory_data import DirectoryData
from recipe_desktop.reports.display_list import (
    Begin,
    End,
    Face,
    Item,
    Line,
    Link,
    Rect,
    Target,
    Text,
)
from recipe_desktop.reports.fonts import printable, width
from recipe_desktop.reports.page import (
    ACCENT,
    HAIR_WIDTH,
    HAIRLINE,
    INK,
    SECOND_INK,
    Paper,
    funding_block,
)
from recipe_desktop.reports.wrap import wrap

_LINE = 20.0  # a country in the contents
_MORE_LINE = 12.0  # where its name takes several
_LETTER_LINE = 13.0
_LETTERS_A_LINE = 12
_BAR_LINE = 15.0
_MOST_BARS = 12
_WORDS, _NUMBERS = 0.54, 0.15  # of a column: what is counted, how often; the bar has the rest
_GUTTER = 22.0
_TITLE = 40.0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Words of the title page, ``before`` points below what stands above."""

    text: str
    role: str = "P"
    size: float = 10.0
    leading: float = 15.0
    colour: str = INK
    face: Face = Face.REGULAR
    before: float = 0.0


def cover(data: DirectoryData, paper: Paper) -> list[Item]:
    """The title page: what it is, whose, of when, and who paid."""
    items: list[Item] = [Rect(paper.left, 96, 64, 5, fill=ACCENT)]
    y = 128.0
    for paragraph in _cover_words(data):
        if not paragraph.text:
            continue
        y += paragraph.before
        items.append(Begin(paragraph.role))
        size, face = paragraph.size, paragraph.face
        for line in wrap(printable(paragraph.text), face, size, paper.inner_width):
            y += paragraph.leading
            items.append(Text(paper.left, y, line, size, face, paragraph.colour))
        items.append(End())
    items += _figures(data, paper, y + 64)
    return items + funding_block(paper, data.imprint)


def _figures(data: DirectoryData, paper: Paper, y: float) -> Iterator[Item]:
    """The three numbers a reader takes away."""
    entries = [entry for group in data.groups for entry in group.entries]
    countries = sum(1 for group in data.groups if group.entries)
    fields = len({word for entry in entries for word in entry.ecosystems})
    figures = (
        (len(entries), ngettext("organisation", "organisations", len(entries))),
        (countries, ngettext("country", "countries", countries)),
        (fields, ngettext("industrial ecosystem", "industrial ecosystems", fields)),
    )
    step = (paper.inner_width + _GUTTER) / 3
    for place, (count, word) in enumerate(figure for figure in figures if figure[0]):
        x = paper.left + place * step
        yield Line(x, y, x + step - _GUTTER, y, 0.8, ACCENT)
        yield Begin("P")
        yield Text(x, y + 36, format_number(count), 28, Face.BOLD, ACCENT)
        for line, text in enumerate(wrap(word, Face.REGULAR, 9, step - _GUTTER)):
            yield Text(x, y + 52 + line * 12, text, 9, colour=SECOND_INK)
        yield End()


def _cover_words(data: DirectoryData) -> Iterator[_Paragraph]:
    day = format_day(data.imprint.state_of, "long")
    yield _Paragraph(data.title, "H1", 30, 36, face=Face.BOLD)
    yield _Paragraph(data.cluster, size=14, leading=19, before=8)
    yield _Paragraph(data.imprint.project, leading=16, colour=SECOND_INK)
    yield _Paragraph(_("State of {day}").format(day=day), before=36)
    if data.filter_words:
        yield _Paragraph(_("Shown: {filter}").format(filter=data.filter_words))
    if data.imprint.provenance:
        partners = ", ".join(data.imprint.provenance)
        yield _Paragraph(_("Holds data of {partners}").format(partners=partners))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the contents, a line of letters, a heading or the summary."""

    height: float
    section: CountryPages | None = None
    letters: range = range(0)
    bars: tuple["_Bars", ...] = ()


@dataclass(frozen=True, slots=True)
class _Bars:
    """Counts of one kind, the largest first, each with its word broken into lines."""

    title: str
    counts: tuple[tuple[tuple[str, ...], int], ...]

    @property
    def height(self) -> float:
        return 34 + sum(_bar_height(lines) for lines, _count in self.counts)


def _bar_height(lines: Sequence[str]) -> float:
    return _BAR_LINE + (len(lines) - 1) * 10


class Front:
    """Contents with page numbers, then counts by kind, size and ecosystem."""

    def __init__(self, data: DirectoryData, paper: Paper, body: Body) -> None:
        self._paper = paper
        self._column = (paper.inner_width - 2 * _GUTTER) / 3
        self._pages: list[list[tuple[float, _Row]]] = [[]]
        y = paper.top + _TITLE
        for row in self._rows(data, body.sections):
            if y + row.height > paper.lower_edge and self._pages[-1]:
                self._pages.append([])
                y = paper.top
            self._pages[-1].append((y, row))
            y += row.height

    @property
    def pages(self) -> int:
        """How many pages lie between title page and body."""
        return len(self._pages)

    def paint(self, index: int, *, first_body_page: int) -> list[Item]:
        """One page; page numbers are known by now."""
        items: list[Item] = []
        left, top = self._paper.left, self._paper.top
        if index == 0:
            items += [Begin("H2"), Text(left, top + 18, _("Contents"), 16, Face.BOLD, INK), End()]
        contents = [(y, row) for y, row in self._pages[index] if row.section]
        items.append(Begin("TOC", "contents"))
        for y, row in contents:
            items += self._contents_row(y, row, first_body_page)
        items.append(End())
        for y, row in self._pages[index]:
            for place, bars in enumerate(row.bars):
                x = left + place * (self._column + _GUTTER)
                items += _painted_bars(bars, x, y, self._column)
        return items

    def _rows(self, data: DirectoryData, sections: Sequence[CountryPages]) -> Iterator[_Row]:
        for section in sections:
            more_lines = len(self._name_lines(section)) - 1
            yield _Row(_LINE + more_lines * _MORE_LINE, section)
            for first in range(0, len(section.letters), _LETTERS_A_LINE):
                stop = min(first + _LETTERS_A_LINE, len(section.letters))
                yield _Row(_LETTER_LINE, section, range(first, stop))
            yield _Row(4, section)
        entries = [entry for group in data.groups for entry in group.entries]
        kinds = _counted(_("By kind"), self._column, (entry.kind_word for entry in entries))
        sizes = _counted(_("By size"), self._column, (entry.size_word for entry in entries))
        fields = _counted(
            _("By ecosystem"),
            self._column,
            (word for entry in entries for word in entry.ecosystems or ("",)),
        )
        if shown := tuple(bars for bars in (kinds, sizes, fields) if bars.counts):
            yield _Row(max(bars.height for bars in shown), bars=shown)

    def _contents_row(self, y: float, row: _Row, first_body_page: int) -> Iterator[Item]:
        section = row.section
        if section is None or row.height < _LETTER_LINE:
            return
        if row.letters:
            step = (self._paper.inner_width - 14) / _LETTERS_A_LINE
            for place, number in enumerate(row.letters):
                letter = section.letters[number]
                page, x = first_body_page + letter.page, self._paper.left + 14 + place * step
                yield Begin("TOCI")
                yield Begin("Link")
                yield Text(x, y + 9, letter.name, 7.5, Face.BOLD, ACCENT)
                shown = format_number(page + 1)
                beside = x + width(letter.name, Face.BOLD, 7.5) + 4
                yield Text(beside, y + 9, shown, 7.5, colour=SECOND_INK)
                yield Link(x, y, step - 2, _LETTER_LINE, Target(page, letter.y), letter.name)
                yield End()
                yield End()
            return
        yield from self._country_row(y, section, first_body_page)

    def _name_lines(self, section: CountryPages) -> tuple[str, ...]:
        return wrap(section.name, Face.BOLD, 9.5, self._paper.inner_width - 110)

    def _country_row(self, y: float, section: CountryPages, first_body_page: int) -> Iterator[Item]:
        left, right = self._paper.left, self._paper.width - self._paper.right
        page, base = first_body_page + section.page, y + 14
        shown, count = format_number(page + 1), format_number(section.count)
        *above, name = self._name_lines(section)
        yield Begin("TOCI")
        yield Begin("Link")
        for line in above:
            yield Text(left, base, line, 9.5, Face.BOLD, INK)
            base += _MORE_LINE
        yield Text(left, base, name, 9.5, Face.BOLD, INK)
        beside = left + width(name, Face.BOLD, 9.5) + 6
        yield Text(beside, base, count, 8, colour=SECOND_INK)
        yield Text(right - width(shown, Face.BOLD, 9.5), base, shown, 9.5, Face.BOLD, INK)
        high = base + 6 - y
        yield Link(left, y, right - left, high, Target(page, section.y), section.name)
        yield End()
        yield End()
        start = beside + width(count, Face.REGULAR, 8) + 6
        stop = right - width(shown, Face.BOLD, 9.5) - 6
        yield Line(start, base - 0.2, stop, base - 0.2, HAIR_WIDTH, HAIRLINE)


def _counted(title: str, room: float, words: Iterable[str]) -> _Bars:
    """Counts of each word; what is rare goes together at the end, what is unknown behind it."""
    counts = Counter(words)
    unknown = counts.pop("", 0)
    known = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown, rest = known[:_MOST_BARS], known[_MOST_BARS:]
    if rest:
        shown.append((_("Others"), sum(count for _word, count in rest)))
    if unknown and shown:
        shown.append((_("Not stated"), unknown))
    lines = (wrap(printable(word), Face.REGULAR, 8, room * _WORDS) for word, _count in shown)
    return _Bars(title, tuple(zip(lines, (count for _word, count in shown), strict=True)))


def _painted_bars(bars: _Bars, x: float, y: float, room: float) -> Iterator[Item]:
    before = room * (_WORDS + _NUMBERS)
    longest = max(count for _lines, count in bars.counts)
    yield Begin("H3")
    yield Text(x, y + 24, bars.title, 9.5, Face.BOLD, INK)
    yield End()
    yield Line(x, y + 30, x + room, y + 30, 0.8, ACCENT)
    yield Begin("Table")
    base = y + 44
    for lines, count in bars.counts:
        shown = format_number(count)
        yield Begin("TR")
        yield Begin("TD")
        for place, line in enumerate(lines):
            yield Text(x, base + place * 10, line, 8, colour=INK)
        yield End()
        yield Begin("TD")
        yield Text(x + before - width(shown, Face.REGULAR, 8), base, shown, 8, colour=INK)
        yield End()
        yield End()
        long = (room - before - 8) * count / longest
        yield Rect(x + before + 8, base - 6, long, 6, fill=ACCENT)
        base += _bar_height(lines)
    yield End()
