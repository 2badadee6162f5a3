"""The Gantt: rows and bars on as many pages as they need, nothing smaller than 6.5 points."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from math import ceil

from recipe_desktop.i18n import _, format_day, format_number, ngettext
from recipe_desktop.reports.display_list import (
    Begin,
    End,
    Face,
    Item,
    Line,
    Polygon,
    Rect,
    Text,
)
from recipe_desktop.reports.fonts import printable, width
from recipe_desktop.reports.gantt_chart import Chart, Inks, Measures, diamond, spans
from recipe_desktop.reports.page import ACCENT, HAIR_WIDTH, HAIRLINE, INK, SECOND_INK, Paper
from recipe_desktop.reports.roadmap_data import RoadmapData, RoadmapRow
from recipe_desktop.reports.wrap import wrap

CRITICAL = "#B2182B"
_TINT = "#D9E0F5"
_CRITICAL_TINT = "#F6D5D8"
_FREE = "#F1F3F6"
_SIZE, _LABEL, _LEADING = 7.0, 6.5, 8.0
_BESIDE = 4.0  # the name of a month or year
_YEARS = (1, 2, 5, 10, 20, 50, 100)
_ROW = 13.0
_BAND = 26.0
_LEGEND = 20.0
_INKS = Inks(
    ink=INK,
    second=SECOND_INK,
    task=ACCENT,
    task_tint=_TINT,
    critical=CRITICAL,
    critical_tint=_CRITICAL_TINT,
    free=_FREE,
    hatch=HAIRLINE,
    slack=SECOND_INK,
)
_MEASURES = Measures(
    row=_ROW, bar=6.0, stub=2.5, tip=3.0, diamond=4.5, bracket=2.4, thin=0.6, thick=1.2, radius=0.8
)
# What a link from a milestone reaches beyond the day of it.
_AROUND = _MEASURES.diamond + _MEASURES.stub + _MEASURES.tip + _MEASURES.thick
_DASH = (_MEASURES.stub, _MEASURES.stub * 0.75)
_INDENT = 6.0
_DEEPEST = 8  # levels that are indented further
_COLUMNS = 5
_SHARE = 0.44  # of the page's width for the columns


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    x: float
    width: float


class Gantt:
    """Decides where every row stands, and paints one page at a time.

    Args:
        first_page: number of the page that the first piece stands on, counted from 1.
    """

    def __init__(self, data: RoadmapData, paper: Paper, first_page: int = 1) -> None:
        self._data = data
        self._paper = paper
        self.first_page = first_page
        room = paper.inner_width * _SHARE
        shares = ((_("No."), 0.11), (_("Task"), 0.42), (_("Lead"), 0.08), (_("Start"), 0.195),
                  (_("End"), 0.195))  # fmt: skip
        x = paper.left
        self._columns: list[_Column] = []
        for title, share in shares:
            self._columns.append(_Column(title, x, room * share))
            x += room * share
        self._chart = x + 4
        self._right = paper.width - paper.right
        first = min(data.start, data.imprint.state_of) if self._near() else data.start
        last = max(data.end, data.imprint.state_of) if self._near() else data.end
        days, room = (last - first).days, self._right - self._chart
        # So many days that signs at the first and the last one lie within the frame, however
        # narrow a day is.
        around = max(3, ceil(_AROUND * max(1, days) / (room - 2 * _AROUND)))
        self._first = first - timedelta(days=around)
        self._days = days + 2 * around
        self._scale = room / self._days
        self._drawn = Chart(_INKS, _MEASURES, first=self._first, left=self._chart, day=self._scale)
        self._after: dict[int, list[int]] = {}
        for place, row in enumerate(data.rows):
            for before, _word in row.waits_for:
                self._after.setdefault(before, []).append(place)
        self._lines = [self._wrapped(row) for row in data.rows]
        self._starts = self._broken()

    def _near(self) -> bool:
        """Whether today belongs into the picture: within a tenth of the plan's length."""
        data, today = self._data, self._data.imprint.state_of
        beyond = timedelta(days=max(30, (data.end - data.start).days // 10))
        return data.start - beyond <= today <= data.end + beyond

    @property
    def pages(self) -> int:
        """How many."""
        return len(self._starts)

    def page_of(self, row: int) -> int:
        """The page of a row, as it is numbered on paper."""
        return self.first_page + bisect_right(self._starts, row) - 1

    def section(self, index: int) -> str:
        """Which rows stand on a page, for its head."""
        first, stop = self._piece(index)
        return _("Gantt, rows {first} to {last} of {all}").format(
            first=format_number(first + 1),
            last=format_number(stop),
            all=format_number(len(self._data.rows)),
        )

    def paint(self, index: int) -> list[Item]:
        """One page: header band, rows with their bars, legend."""
        first, stop = self._piece(index)
        tops: list[float] = []
        y = self._paper.top + _BAND
        for row in range(first, stop):
            tops.append(y)
            y += self._height(row)
        items: list[Item] = list(self._table(first, tops, y))
        words = _("Bars of these rows; the columns and the task register say the same in words.")
        items.append(Begin("Figure", alt=f"{self.section(index)}. {words}"))
        items += self._band(y)
        for place, top in enumerate(tops):
            items += self._drawn.bar(self._data.rows[first + place], top + _ROW / 2)
        items += self._links(first, stop, tops)
        items += self._today(y)
        for place, top in enumerate(tops):  # last, so that no line runs through their words
            items += self._label(first + place, top, first, stop)
        items.append(End())
        items += self._legend()
        return items

    # --- Rows and pages ------------------------------------------------------------------------

    def _wrapped(self, row: RoadmapRow) -> tuple[tuple[str, ...], ...]:
        cells = (row.code, row.name, row.owner, format_day(row.start), format_day(row.end))
        face = Face.BOLD if row.is_summary or row.is_critical else Face.REGULAR
        return tuple(
            wrap(printable(cell), face, _SIZE, column.width - 4 - self._indent(row, place))
            for place, (cell, column) in enumerate(zip(cells, self._columns, strict=True))
        )

    def _indent(self, row: RoadmapRow, place: int) -> float:
        return min(row.level, _DEEPEST) * _INDENT if place == 1 else 0.0

    def _height(self, row: int) -> float:
        return _ROW + (max(map(len, self._lines[row])) - 1) * _LEADING

    def _broken(self) -> list[int]:
        """The first row of every page; no page is left with a row or two."""
        most = self._paper.lower_edge - _LEGEND - self._paper.top - _BAND
        starts, least = self._filled(most), 0.0
        needed = len(starts)
        while most - least > _LEADING:  # the least room that takes no page more
            room = (least + most) / 2
            filled = self._filled(room)
            if len(filled) == needed:
                starts, most = filled, room
            else:
                least = room
        return starts

    def _filled(self, room: float) -> list[int]:
        """The first row of every page of a height."""
        starts, used = [0], 0.0
        for row in range(len(self._data.rows)):
            height = self._height(row)
            if used + height > room and used:
                starts.append(self._with_its_head(row, starts[-1]))
                used = sum(map(self._height, range(starts[-1], row)))
            used += height
        return starts

    def _with_its_head(self, row: int, page: int) -> int:
        """The row itself, or what spans it where that would stand alone at a page's foot."""
        first = row
        while first - 1 > page and self._data.rows[first - 1].is_summary:
            first -= 1
        return first if first - 1 > page else row

    def _piece(self, index: int) -> tuple[int, int]:
        stops = [*self._starts[1:], len(self._data.rows)]
        return self._starts[index], stops[index]

    # --- Painting ------------------------------------------------------------------------------

    def _x(self, day: date) -> float:
        return self._drawn.x(day)

    def _table(self, first: int, tops: Sequence[float], bottom: float) -> Iterator[Item]:
        head: list[Item] = [Begin("TR")]
        for column in self._columns:
            head += [
                Begin("TH"),
                Text(
                    column.x,
                    self._paper.top + _BAND - 5,
                    column.title,
                    _SIZE,
                    Face.BOLD,
                    SECOND_INK,
                ),
                End(),
            ]
        head.append(End())
        if first:  # a repeated head is furniture, so without tags
            yield from (item for item in head if isinstance(item, Text))
        yield Begin("Table", "gantt")
        if not first:
            yield from head
        for place, top in enumerate(tops):
            row = self._data.rows[first + place]
            face = Face.BOLD if row.is_summary or row.is_critical else Face.REGULAR
            yield Begin("TR")
            for at, (column, lines) in enumerate(
                zip(self._columns, self._lines[first + place], strict=True)
            ):
                colour = CRITICAL if row.is_critical and at == _COLUMNS - 1 else INK
                yield Begin("TD")
                for line, text in enumerate(lines):
                    x = column.x + self._indent(row, at)
                    if text:
                        yield Text(x, top + 9 + line * _LEADING, text, _SIZE, face, colour)
                yield End()
            yield End()
            yield Line(self._paper.left, top, self._right, top, HAIR_WIDTH, HAIRLINE)
        yield End()
        yield Line(self._paper.left, bottom, self._right, bottom, HAIR_WIDTH, HAIRLINE)

    def _band(self, bottom: float) -> Iterator[Item]:
        """Weekends, months and years, and their names."""
        top = self._paper.top
        if self._scale >= 1.5:
            last = self._first + timedelta(days=self._days - 1)
            yield from self._drawn.free(self._first, last, top + _BAND, bottom)
        stop = self._first + timedelta(days=self._days)
        every = self._years_apart()
        for begin, _end in spans(self._first, stop, "year"):
            if begin.year % every == 0:
                end = min(date(begin.year + every, 1, 1), stop)
                yield from self._tick(begin, end, str(begin.year), bottom, is_upper=True)
        if self._scale * 30 >= 18:
            for begin, end in spans(self._first, stop, "month"):
                yield from self._tick(begin, end, f"{begin.month:02}", bottom, is_upper=False)
        elif self._scale * 91 >= 18:
            for begin, end in spans(self._first, stop, "quarter"):
                name = _("Q{quarter}").format(quarter=(begin.month - 1) // 3 + 1)
                yield from self._tick(begin, end, name, bottom, is_upper=False)
        yield Line(self._chart, top + _BAND, self._right, top + _BAND, 0.8, ACCENT)

    def _years_apart(self) -> int:
        """Of how many years one is named, so that its name has room up to the next."""
        wanted = width("2000", Face.BOLD, _SIZE) + _BESIDE
        return next((n for n in _YEARS if n * 365 * self._scale >= wanted), _YEARS[-1])

    def _tick(
        self, start: date, stop: date, name: str, bottom: float, *, is_upper: bool
    ) -> Iterator[Item]:
        y = self._paper.top + (0 if is_upper else _BAND / 2)
        x, face = self._x(start), Face.BOLD if is_upper else Face.REGULAR
        yield Line(x, y, x, bottom, 0.6 if is_upper else HAIR_WIDTH, HAIRLINE)
        if width(name, face, _SIZE) + _BESIDE <= self._x(stop) - x:
            yield Text(x + 2.5, y + 9, name, _SIZE, face, INK if is_upper else SECOND_INK)

    def _links(self, first: int, stop: int, tops: Sequence[float]) -> Iterator[Item]:
        for row in range(first, stop):
            after = self._data.rows[row]
            for place, word in after.waits_for:
                if first <= place < stop:
                    before = self._data.rows[place]
                    y1, y2 = (tops[one - first] + _ROW / 2 for one in (place, row))
                    kind = word[:2] if word[:2] in ("SS", "FF", "SF") else "FS"
                    yield from self._drawn.link(before, after, y1, y2, kind)

    def _label(self, row: int, top: float, first: int, stop: int) -> Iterator[Item]:
        """Where links lead that end on other pages, beside the bar on a halo."""
        shown = self._data.rows[row]
        sides = [
            (sign, elsewhere)
            for sign, places in (
                ("←", (place for place, _word in shown.waits_for)),
                ("→", self._waiting(row)),
            )
            if (elsewhere := sorted(p for p in places if not first <= p < stop))
        ]
        if not sides:
            return
        has_slack = not (shown.is_milestone or shown.is_summary)
        end = max(shown.end, shown.late_end) if has_slack else shown.end
        right = self._x(end + timedelta(days=1)) + 7
        for says in (self._each, self._by_page, self._counted):
            text = "  ".join(f"{sign} {says(places)}" for sign, places in sides)
            wide = width(text, Face.REGULAR, _LABEL)
            for x in (right, self._x(shown.start) - 8 - wide):
                if self._chart <= x and x + wide <= self._right:
                    yield Rect(x - 1, top + 2, wide + 2, 9, fill="#FFFFFF")
                    yield Text(x, top + 9, text, _LABEL, colour=SECOND_INK)
                    return

    def _each(self, places: Sequence[int]) -> str:
        """Rows on other pages, one by one."""
        return ", ".join(self._on_page([place], self.page_of(place)) for place in places)

    def _by_page(self, places: Sequence[int]) -> str:
        """The same in fewer words: each page is named once."""
        pages = groupby(places, self.page_of)
        return "; ".join(self._on_page(list(group), page) for page, group in pages)

    def _counted(self, places: Sequence[int]) -> str:
        """How many they are, where there is no room to name them; the register does."""
        first, last = self.page_of(places[0]), self.page_of(places[-1])
        pages = format_number(first) + (f"\N{EN DASH}{format_number(last)}" if last > first else "")
        said = ngettext("{n} task p. {pages}", "{n} tasks p. {pages}", len(places))
        return said.format(n=format_number(len(places)), pages=pages)

    def _on_page(self, rows: Sequence[int], page: int) -> str:
        names = ", ".join(
            printable(self._data.rows[row].code) or format_number(row + 1) for row in rows
        )
        return _("{code} p. {page}").format(code=names, page=format_number(page))

    def _waiting(self, row: int) -> Sequence[int]:
        return self._after.get(row, [])

    def _today(self, bottom: float) -> Iterator[Item]:
        today = self._data.imprint.state_of
        if self._first <= today <= self._first + timedelta(days=self._days):
            x = self._x(today) + self._scale / 2
            yield Line(x, self._paper.top + _BAND - 6, x, bottom, 1.4, ACCENT)

    def _legend(self) -> Iterator[Item]:
        """What the signs mean, at the foot of every page."""
        y = self._paper.lower_edge - 4
        x = self._paper.left
        middle = y - 2.5
        entries: tuple[tuple[str, list[Item]], ...] = (
            (_("Task, done part solid"), [
                Rect(0, middle - 3, 20, 6, _TINT, ACCENT, 0.6), Rect(0, middle - 3, 9, 6, ACCENT)]),
            (_("Critical"), [Rect(0, middle - 3, 20, 6, _CRITICAL_TINT, CRITICAL, 1.2)]),
            (_("Slack"), [Line(0, middle, 20, middle, 0.6, SECOND_INK, _DASH),
                          Line(20, middle - 2.5, 20, middle + 2.5, 0.5, SECOND_INK)]),
            (_("Spans its parts"), [Rect(0, middle - 2, 20, 2.4, INK)]),
            (_("Milestone"), [diamond(10, middle, 4.5, ACCENT)]),
            (_("Today"), [Line(10, middle - 5, 10, middle + 5, 1.4, ACCENT)]),
            (_("→ p.: goes on there"), []),
            (_("† not translated  ‡ changed since translated"), []),
        )  # fmt: skip
        for words, signs in entries:
            for sign in signs:
                yield _moved(sign, x)
            x += 25 if signs else 0
            yield Text(x, y, words, _LABEL, colour=SECOND_INK)
            x += width(words, Face.REGULAR, _LABEL) + 12


def _moved(item: Item, x: float) -> Item:
    match item:
        case Rect():
            return replace(item, x=item.x + x)
        case Line():
            return replace(item, x1=item.x1 + x, x2=item.x2 + x)
        case Polygon():
            return replace(item, points=tuple((px + x, py) for px, py in item.points))
    return item
