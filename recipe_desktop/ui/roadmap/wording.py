"""The words of the roadmap's rows, and what is painted of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from recipe_desktop.domain.workdays import DayException, WorkCalendar
from recipe_desktop.i18n import (
    _,
    format_day,
    format_days,
    format_number,
    format_percent,
    format_short_day,
    format_weekday,
    ngettext,
    one_stop,
)
from recipe_desktop.services import words, words_plan
from recipe_desktop.services.outline import FoundRow, Node, Outline
from recipe_desktop.services.roadmap import Entry, Roadmap
from recipe_desktop.ui.look.tokens import Status

SYMBOLS: Final[Mapping[str, str]] = {
    "chapters": "file-text",
    "objectives": "award",
    "actions": "folder",
    "tasks": "chart-line",
    "milestones": "rosette-discount-check",
}
STATUSES: Final[Mapping[str, tuple[Status, str]]] = {
    "not_started": (Status.NEUTRAL, "circle-dashed"),
    "on_track": (Status.NOTE, "chart-line"),
    "at_risk": (Status.LOOK, "alert-triangle"),
    "late": (Status.BLOCK, "clock-exclamation"),
    "done": (Status.OK, "circle-check"),
}
NUMBERED: Final = ("tasks", "milestones", "actions")
_DAY: Final = timedelta(days=1)
_NAMED_DAYS: Final = 4


@dataclass(frozen=True, slots=True)
class BarSpan:
    """What of a row lies on the calendar."""

    start: date
    end: date
    late_end: date
    float_days: int
    progress: int
    is_milestone: bool
    is_summary: bool
    is_critical: bool


def bar(node: Node) -> BarSpan | None:
    """The bar of a row; None where nothing of it has a day."""
    if node.start is None or node.end is None:
        return None
    entry = node.entry
    if entry is None:
        return BarSpan(
            node.start,
            node.end,
            node.end,
            0,
            node.progress,
            is_milestone=False,
            is_summary=True,
            is_critical=False,
        )
    dates = entry.dates
    return BarSpan(
        dates.start,
        dates.end,
        dates.late_end,
        dates.float_days if node.progress < 100 else 0,
        node.progress,
        is_milestone=entry.kind == "milestones",
        is_summary=dates.is_summary,
        is_critical=dates.is_critical,
    )


def label(node: Node) -> str:
    """What stands beside a bar."""
    shown, entry = bar(node), node.entry
    if shown is None:
        return ""
    if shown.is_milestone:
        return node.name
    if shown.is_summary:
        return format_percent(node.progress / 100)
    if node.progress >= 100:
        return _("Done")
    said = [format_percent(node.progress / 100)] if node.progress else []
    if entry is not None and shown.float_days > 0:
        said.append(slack(shown.float_days))
    return ", ".join(said)


def slack(days: int) -> str:
    """How much later something can be."""
    said = ngettext("{n} day slack", "{n} days slack", days)
    return said.format(n=format_number(days))


def day(value: date | None, today: date) -> str:
    """A day in a column: the year only where it is another one."""
    if value is None:
        return ""
    near = abs((value - today).days) < 300
    return format_short_day(value) if near else format_day(value)


def title(node: Node | FoundRow) -> str:
    """Number and name; the codes of objectives and chapters are for machines."""
    return f"{node.code} {node.name}".strip() if node.kind in NUMBERED else node.name


def what_it_is(node: Node) -> str:
    """The second line of a detail pane."""
    said = [words.kind_name(node.kind)]
    if node.owner:
        said.append(words.member_name(node.owner))
    if node.start is not None and node.end is not None:
        said.append(format_days(node.start, node.end))
    line = ", ".join(said)
    return line[:1].upper() + line[1:]


def why(node: Node, known: Roadmap) -> str:
    """Why the row lies where it lies, and which of its links have no part in that."""
    entry = node.entry
    if entry is None and not node.parts:
        return _("{name}: nothing is planned for it yet").format(name=title(node))
    if entry is None:
        parts = ngettext("{n} part", "{n} parts", node.parts).format(n=format_number(node.parts))
        return _("{name}: {parts}").format(name=title(node), parts=parts)
    said = [f"{title(node)}. {words_plan.reason(entry.dates.why)}"]
    sentence = _("A link of type {type} from “{before}” is kept but not calculated.")
    said += [
        sentence.format(type=link.type, before=known.names[link.before])
        for link in known.plan.not_calculated
        if link.after == node.uid and link.before in known.names
    ]
    return " ".join(said)


def circles(known: Roadmap) -> str:
    """Which tasks are each other's parts or wait for each other, after two offices worked apart."""
    if known.apart:
        circle = known.apart[0]
        parts = " → ".join(known.names[uid] for uid in (*circle, circle[0]))
        said = _(
            "Made parts of each other on two laptops, so “{name}” stands on its own; say where it "
            "belongs: {names}."
        )
        return said.format(name=known.names[circle[0]], names=parts)
    if not known.plan.cycles:
        return ""
    cycle = known.plan.cycles[0]
    names = " → ".join(known.names[uid] for uid in (*cycle, cycle[0]))
    said = _("These wait for each other, so one link was left out of the calculation: {names}.")
    return one_stop(said.format(names=names))


def could_start(entry: Entry) -> str:
    """Why it starts when it does; of what has parts, how much of them is done."""
    why_details = entry.dates.why.details
    before = why_details.get("before", "")
    start = format_day(entry.dates.start)
    if entry.dates.is_summary:
        said = _("{percent} done, worked out from the working days of its parts.")
        return said.format(percent=format_percent(entry.progress / 100))
    if before:
        said = _("Starts on {day}, the first working day after “{before}” lets it.")
        return said.format(day=start, before=before)
    if entry.own_day is not None and entry.own_day == entry.dates.start:
        return _("Starts on {day}, as entered.").format(day=start)
    if entry.own_day is not None:
        said = _("Starts on {day}, the first working day from {entered} on.")
        return said.format(day=start, entered=format_day(entry.own_day))
    said = _("Waits for nothing and has no day of its own, so it starts with the plan, {day}.")
    return one_stop(said.format(day=start))


def calendar_words(node: Node, known: Roadmap) -> str:
    """Whose calendar holds, and which of its days within the task are free."""
    entry = node.entry
    if entry is None:
        return ""
    if not entry.country:
        return _("Calendar without holidays: no lead, no country")
    name = words.country_word(entry.country)
    if entry.region:
        name = f"{name} ({entry.region})"
    free = list(
        holidays(entry.country, entry.region, known.exceptions, entry.dates.start, entry.dates.end)
    )
    if not free:
        return _("Calendar: {country}").format(country=name)
    told = ", ".join(format_short_day(day) for day in free[:_NAMED_DAYS])
    if len(free) > _NAMED_DAYS:
        told += " …"
    return _("Calendar: {country}, free on {days}").format(country=name, days=told)


def holidays(
    country: str, region: str, exceptions: tuple[DayException, ...], first: date, last: date
) -> Iterator[date]:
    """Days from Monday to Friday that a calendar has free."""
    for year in range(first.year, last.year + 1):
        for day in _free_days(country, region, exceptions, year):
            if first <= day <= last:
                yield day


@lru_cache(maxsize=512)
def _free_days(
    country: str, region: str, exceptions: tuple[DayException, ...], year: int
) -> tuple[date, ...]:
    calendar = WorkCalendar(country, region, exceptions, from_year=year)
    worked = set(calendar.days)
    days = (date(year, 1, 1) + n * _DAY for n in range(366))
    return tuple(
        day
        for day in days
        if day.year == year and day.weekday() < 5 and day.toordinal() not in worked
    )


def summary(known: Outline) -> str:
    """When the plan ends, and how much of it is critical."""
    ends = [node.end for node in known.nodes if node.end is not None]
    if not ends:
        return ""
    count = len(known.roadmap.plan.critical)
    critical = ngettext("{n} critical", "{n} critical", count).format(n=format_number(count))
    finish = max(ends)
    is_this_year = finish.year == known.roadmap.today.year
    told = format_weekday(finish) if is_this_year else format_day(finish)
    said = [_("finishes on {day}, {critical}").format(day=told, critical=critical)]
    if left := len(known.roadmap.plan.not_calculated):
        one = ngettext("{n} link not calculated", "{n} links not calculated", left)
        said.append(one.format(n=format_number(left)))
    return ", ".join(said)
