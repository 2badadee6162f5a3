"""The display list of the window's chart: only the rows and days that are in sight."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from recipe_desktop.i18n import _, format_day
from recipe_desktop.reports.display_list import Face, Item, Line, Rect, Text
from recipe_desktop.reports.gantt_chart import Chart
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap import canvas, wording
from recipe_desktop.ui.roadmap.drags import Drag, Grip
from recipe_desktop.ui.roadmap.timeline import Timeline
from recipe_desktop.ui.roadmap.wording import BarSpan

_BEYOND: Final = 300  # pixels left and right of what is seen in which links still matter
_DAY: Final = timedelta(days=1)
_HOLIDAYS_FROM: Final = 2  # pixels a day


class Scene:
    """What there is to paint; positions are those of the viewport.

    ``visible`` are the places in the outline of the rows that are not folded away, from the top;
    ``scrolled`` says how far the rows are scrolled, in pixels.
    """

    def __init__(self, look: Look, timeline: Timeline) -> None:
        self._look, self.timeline = look, timeline
        self.outline: Outline | None = None
        self.visible: Sequence[int] = ()
        self.rows: dict[int, int] = {}  # by place: which row from the top
        self._bars: dict[int, BarSpan | None] = {}  # by place, of what was seen
        self.links: list[tuple[int, int, str]] = []  # places of both ends
        self._sorted: list[tuple[int, int, int, int, str]] = []
        self._uppers: list[int] = []
        self.chosen = -1
        self.drag: Drag | None = None
        self.shows_critical = self.shows_slack = self.shows_links = True
        self.left = self.scrolled = 0
        self.row_height = round(1.75 * look.u)
        self.width = self.height = 0

    def show_outline(self, outline: Outline) -> None:
        """Paint another state of the plan."""
        self.outline = outline
        self._bars.clear()
        places = {node.uid: place for place, node in enumerate(outline.nodes)}
        self.links = [
            (places[link.before], places[link.after], link.type)
            for _uid, link in outline.links
            if link.before in places and link.after in places
        ]

    @property
    def days(self) -> tuple[date, date] | None:
        """From the first day of the plan to the last on which something may end."""
        nodes = self.outline.nodes if self.outline is not None else ()
        starts = [node.start for node in nodes if node.start is not None]
        ends = [node.entry.dates.late_end if node.entry else node.end for node in nodes]
        return (min(starts), max(filter(None, ends))) if starts else None

    def show_rows(self, places: Sequence[int]) -> None:
        """Paint these rows, from the top."""
        self.visible = places
        self.rows = {place: row for row, place in enumerate(places)}
        self._sort_links()

    def _sort_links(self) -> None:
        """By the upper row of each, so that a paint finds those in sight quickly."""
        rows = self.rows
        self._sorted = sorted(
            (
                (
                    min(rows[before], rows[after]),
                    max(rows[before], rows[after]),
                    before,
                    after,
                    kind,
                )
                for before, after, kind in self.links
                if before in rows and after in rows
            ),
            key=lambda link: link[0],
        )
        self._uppers = [link[0] for link in self._sorted]

    @property
    def chart(self) -> Chart:
        """The calendar as it lies in the viewport now."""
        return Chart(
            canvas.inks(self._look.tokens),
            canvas.measures(self._look),
            first=self.timeline.first,
            left=-self.left,
            day=self.timeline.day,
        )

    def middle(self, row: int) -> float:
        """The middle of a row."""
        return row * self.row_height - self.scrolled + (self.row_height - 1) / 2

    def node(self, place: int) -> Node | None:
        """What stands at a place of the outline."""
        nodes = self.outline.nodes if self.outline is not None else ()
        return nodes[place] if 0 <= place < len(nodes) else None

    def bar_at(self, place: int) -> BarSpan | None:
        """The bar of a row that is not folded away."""
        return self._bar(place) if place in self.rows else None

    def _bar(self, place: int) -> BarSpan | None:
        if place not in self._bars:
            node = self.node(place)
            self._bars[place] = wording.bar(node) if node is not None else None
        return self._bars[place]

    def items(self, top: float, bottom: float) -> list[Item]:
        """Everything that is seen between two heights of the viewport."""
        if self.outline is None:
            return []
        high, chart = self.row_height, self.chart
        first = max(0, int((top + self.scrolled) // high))
        last = min(len(self.visible), int((bottom + self.scrolled) // high) + 1)
        rows = range(first, last)
        items = list(self._ground(chart, rows))
        for row in rows:
            shown = self.shown_bar(self.visible[row])
            if shown is not None:
                items += chart.bar(shown, self.middle(row))
        if self.shows_links:
            items += self._linked(chart, rows)
        items += self._today(chart, self.height)
        for row in rows:  # above the line of today, which would run through their letters
            items += self._label(chart, row)
        return items

    def days_below(self, high: float) -> list[Item]:
        """The days go on below the rows, behind the scroll bar that is so high."""
        if self.outline is None:
            return []
        chart = self.chart
        begin, stop = chart.day_at(0), chart.day_at(self.width)
        days = [*chart.free(begin, stop, 0, high), *self._ticks(chart, begin, stop, high)]
        return [*days, *self._today(chart, high)]

    def shown_bar(self, place: int) -> BarSpan | None:
        """The bar of a row as it is painted now."""
        shown = self._bar(place)
        if self.drag is not None and self.drag.place == place and self.drag.grip is not Grip.LINK:
            shown = self.drag.shown
        if shown is None or (self.shows_critical and self.shows_slack):
            return shown
        slack = shown.float_days if self.shows_slack else 0
        critical = shown.is_critical and self.shows_critical
        return replace(shown, float_days=slack, is_critical=critical)

    def _ground(self, chart: Chart, rows: range) -> Iterator[Item]:
        """Days that are not worked, months, and a line below every row."""
        t, wide, high = self._look.tokens, self.width, self.height
        begin, stop = chart.day_at(0), chart.day_at(wide)
        yield from chart.free(begin, stop, 0, high)
        if self.chosen in self.rows:
            top = self.middle(self.rows[self.chosen]) - (self.row_height - 1) / 2
            yield Rect(0, top, wide, self.row_height - 1, fill=t.selected)
        yield from self._holidays(chart, rows, begin, stop)
        yield from self._ticks(chart, begin, stop, high)
        for row in rows:
            bottom = round(self.middle(row) + self.row_height / 2) - 1
            yield Line(0, bottom, wide, bottom, 1, canvas.grid(t))

    def _ticks(self, chart: Chart, begin: date, stop: date, high: float) -> Iterator[Item]:
        grid, (upper, lower) = canvas.grid(self._look.tokens), self.timeline.units()
        for unit in (lower, upper) if self.timeline.day >= 1 else (upper,):
            for tick in self.timeline.ticks(unit, begin, stop + _DAY):
                x = round(chart.x(tick.start))
                yield Line(x, 0, x, high, 1, grid)

    def _today(self, chart: Chart, high: float) -> Iterator[Item]:
        if self.outline is not None:
            x = round(chart.x(self.outline.roadmap.today) + self.timeline.day / 2)
            yield Rect(x - 1, 0, 2, high, fill=self._look.tokens.accent)

    def _holidays(self, chart: Chart, rows: range, begin: date, stop: date) -> Iterator[Item]:
        """The holidays of each row's own calendar."""
        if self.outline is None or self.timeline.day < _HOLIDAYS_FROM:
            return
        known: dict[tuple[str, str], list[date]] = {}
        for row in rows:
            entry = self.outline.nodes[self.visible[row]].entry
            if entry is None or entry.dates.is_summary or not entry.country:
                continue
            key = entry.country, entry.region
            if key not in known:
                free = wording.holidays(*key, self.outline.roadmap.exceptions, begin, stop)
                known[key] = list(free)
            top = self.middle(row) - (self.row_height - 1) / 2
            ground = self._look.tokens.selected if self.visible[row] == self.chosen else ""
            for day in known[key]:
                yield from chart.holiday(day, top, top + self.row_height - 1, ground)

    def _linked(self, chart: Chart, rows: range) -> Iterator[Item]:
        view = self.width
        reachable = self._sorted[: bisect_left(self._uppers, rows.stop)]
        for _upper, lower, before, after, kind in reachable:
            if lower < rows.start:
                continue
            first, second = self.shown_bar(before), self.shown_bar(after)
            if first is None or second is None:
                continue
            left = min(chart.x(first.start), chart.x(second.start))
            right = max(chart.x(first.end), chart.x(second.end))
            if right > -_BEYOND and left < view + _BEYOND:
                y1, y2 = self.middle(self.rows[before]), self.middle(self.rows[after])
                yield from chart.link(first, second, y1, y2, kind)

    def _label(self, chart: Chart, row: int) -> Iterator[Item]:
        """What stands beside a bar, on a halo, where there is room."""
        place = self.visible[row]
        shown = self.shown_bar(place)
        if shown is None or self.outline is None:
            return
        node, t, u = self.outline.nodes[place], self._look.tokens, self._look.u
        is_dragged = self.drag is not None and self.drag.place == place and self.drag.changes
        words = self._drag_words(shown) if is_dragged else wording.label(node)
        if not words:
            return
        face = Face.BOLD if is_dragged or shown.is_milestone else Face.REGULAR
        kind = canvas.type_of(self._look, face)
        wide = kind.width(words)
        start, stop = chart.extent(shown)
        spans = shown.is_milestone or shown.is_summary or shown.float_days <= 0
        after = stop if spans else chart.x(shown.late_end + _DAY)
        places = (max(stop, after) + 0.85 * u, start - 0.6 * u - wide, stop + 0.6 * u)
        fitting = (one for one in places if one >= 0 and one + wide <= self.width)
        x = next(fitting, places[0])
        if x < 0:
            return  # half a word would say nothing
        middle = self.middle(row)
        ground = t.selected if place == self.chosen else t.surface
        yield Rect(x - 2, middle - 0.55 * u, wide + 4, 1.1 * u, fill=ground)
        is_red = shown.is_critical and shown.is_milestone
        ink = t.accent_ink if is_dragged else t.critical if is_red else t.text2
        base = middle + kind.metrics.ascent() / 2 - kind.metrics.descent() / 2
        yield Text(x, base, words, 1, face, ink)

    def _drag_words(self, shown: BarSpan) -> str:
        if shown.start == shown.end:
            return format_day(shown.start)
        return _("{start} to {end}").format(
            start=format_day(shown.start), end=format_day(shown.end)
        )
