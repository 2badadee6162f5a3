"""The plan calculated: early and late dates, float and the critical path, each with its reason.

Days are ordinals. A task's bounds are half open: it starts with the morning of ``start`` and ends
with the morning of ``end``. Durations count in the working days of the task's own calendar, lags
in those of the task that waits. A milestone with a day of its own lies at its morning; one that a
task brings lies at the evening of a day, which is the morning of the next. Only links of type FS
are calculated; the others are named.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.workdays import DayException, WorkCalendar

CALCULATED: Final = "FS"
LINK_TYPES: Final = (CALCULATED, "SS", "FF", "SF")
LONGEST_DAYS: Final = 10_000


@dataclass(frozen=True, slots=True)
class PlanTask:
    """What the calculation needs of a task; a duration of 0 is a milestone.

    Args:
        duration: working days.
        not_before: the planned start.
        parent: the task that it is a part of; what has parts spans them.
    """

    uid: Uid
    name: str
    duration: int
    not_before: date | None = None
    country: str = ""
    region: str = ""
    parent: Uid | None = None


@dataclass(frozen=True, slots=True)
class PlanLink:
    """That one task waits for another.

    Args:
        lag: working days of the calendar of the one that waits.
    """

    before: Uid
    after: Uid
    lag: int = 0
    type: str = CALCULATED


class Why(NamedTuple):
    """A reason in codes; the interface has the words.

    A tuple, like the dates: hundreds are made whenever a plan is calculated.

    Args:
        days: of slack.
        before: name of what the task waits for, with the lag.
        after: name of what waits for the task.
        parts: of a task that spans them.
    """

    code: str
    name: str
    days: int
    country: str = ""
    before: str = ""
    lag: int = 0
    after: str = ""
    parts: int = 0

    @property
    def details(self) -> Mapping[str, Any]:
        """Values for the sentence."""
        return self._asdict()


class Dates(NamedTuple):
    """The calculated dates of a task.

    Args:
        start: first day.
        end: last day.
        late_start: the last first day that does not move the end of the plan.
        float_days: working days between the two.
    """

    start: date
    end: date
    late_start: date
    late_end: date
    float_days: int
    is_critical: bool
    is_summary: bool
    why: Why


@dataclass(frozen=True, slots=True)
class Plan:
    """A calculated plan.

    Args:
        critical: the tasks on the critical path, in the order of their dates.
        not_calculated: links of another type than FS.
        cycles: tasks that wait for each other; the last link of each was left out.
        lost: links to or from a task that is not there.
    """

    dates: Mapping[Uid, Dates]
    critical: tuple[Uid, ...] = ()
    not_calculated: tuple[PlanLink, ...] = ()
    cycles: tuple[tuple[Uid, ...], ...] = ()
    lost: tuple[PlanLink, ...] = ()


EMPTY: Final = Plan(MappingProxyType({}))


def calculate(
    tasks: Sequence[PlanTask],
    links: Iterable[PlanLink],
    exceptions: Iterable[DayException] = (),
    *,
    start: date,
) -> Plan:
    """Calculate a plan.

    Args:
        start: where a task begins that waits for nothing and has no day of its own.

    Raises:
        UserError: calendar.unknown_country, calendar.unknown_region, plan.too_long.
    """
    if not tasks:
        return EMPTY
    return _Calculation(tasks, links, frozenset(exceptions), start).plan()


class _Calculation:
    """One run over all tasks, forward and backward."""

    def __init__(
        self,
        tasks: Sequence[PlanTask],
        links: Iterable[PlanLink],
        exceptions: frozenset[DayException],
        start: date,
    ) -> None:
        self.tasks = {task.uid: task for task in tasks}
        self.first = min([start, *(t.not_before for t in tasks if t.not_before)]).toordinal()
        self.default = start.toordinal()
        year = date.fromordinal(self.first).year
        known: dict[tuple[str, str], WorkCalendar] = {}
        self.calendars: dict[Uid, WorkCalendar] = {}
        for task in tasks:
            key = (task.country, task.region)
            if key not in known:
                known[key] = WorkCalendar(*key, exceptions, from_year=year)
            self.calendars[task.uid] = known[key]
        self.leaves = _leaves(self.tasks)
        given = list(links)
        self.not_calculated = tuple(link for link in given if link.type != CALCULATED)
        self.lost = tuple(
            link for link in given if link.before not in self.tasks or link.after not in self.tasks
        )
        self.before: dict[Uid, dict[Uid, int]] = defaultdict(dict)
        self.after: dict[Uid, dict[Uid, int]] = defaultdict(dict)
        self.cycles: list[tuple[Uid, ...]] = []
        self._connect(given)
        self.order = self._ordered()
        self.start: dict[Uid, int] = {}
        self.end: dict[Uid, int] = {}
        self.late_start: dict[Uid, int] = {}
        self.late_end: dict[Uid, int] = {}
        self.places: dict[Uid, int] = {}  # of the first days, among those of the calendar
        self.slack: dict[Uid, int] = {}
        self.mornings: set[Uid] = set()  # milestones that lie at the morning of their day
        self.driver: dict[Uid, Uid] = {}
        self.waiting: dict[Uid, Uid] = {}

    def plan(self) -> Plan:
        self._forward()
        self.finish = max(self.end[uid] for uid in self.order)
        self._backward()
        found = {uid: self._dates(uid) for uid in self.order}
        critical = sorted(
            (uid for uid in self.order if found[uid].is_critical),
            key=lambda uid: (self.start[uid], self.end[uid]),
        )
        for uid, parts in self.leaves.items():
            if parts != (uid,):
                found[uid] = _span(self.tasks[uid], [found[part] for part in parts])
        return Plan(found, tuple(critical), self.not_calculated, tuple(self.cycles), self.lost)

    # --- What waits for what -------------------------------------------------------------------

    def _connect(self, links: Iterable[PlanLink]) -> None:
        """Links of summary tasks hold for all their parts."""
        for link in links:
            befores, afters = self.leaves.get(link.before), self.leaves.get(link.after)
            if link.type != CALCULATED or not befores or not afters:
                continue
            if not set(befores).isdisjoint(afters):
                self.cycles.append((link.before, link.after))
                continue
            for other in afters:
                known = self.before[other]
                for one in befores:
                    lag = max(link.lag, known.get(one, link.lag))
                    known[one] = self.after[one][other] = lag

    def _ordered(self) -> list[Uid]:
        """Every task behind those it waits for; cycles are named and opened."""
        leaves = [uid for uid, parts in self.leaves.items() if parts == (uid,)]
        open_links = {uid: len(self.before[uid]) for uid in leaves}
        ready = deque(uid for uid in leaves if not open_links[uid])
        order: list[Uid] = []
        rest = dict.fromkeys(leaves)
        while rest:
            while ready:
                uid = ready.popleft()
                if uid not in rest:
                    continue
                del rest[uid]
                order.append(uid)
                for other in self.after[uid]:
                    open_links[other] -= 1
                    if not open_links[other]:
                        ready.append(other)
            if rest:
                cycle = self._cycle(rest)
                self.cycles.append(cycle)
                last, first = cycle[-1], cycle[0]
                del self.before[first][last]
                del self.after[last][first]
                open_links[first] -= 1
                if not open_links[first]:
                    ready.append(first)
        return order

    def _cycle(self, rest: Mapping[Uid, None]) -> tuple[Uid, ...]:
        """Tasks that wait for each other, in the order of their links."""
        path: list[Uid] = []
        places: dict[Uid, int] = {}
        uid = next(iter(rest))
        while uid not in places:
            places[uid] = len(path)
            path.append(uid)
            uid = next(one for one in self.before[uid] if one in rest)
        found = path[places[uid] :][::-1]
        least = found.index(min(found))
        return (*found[least:], *found[:least])

    # --- Forward and backward ------------------------------------------------------------------

    def _forward(self) -> None:
        """Early days: each task behind what it waits for. One loop, since it is run so often."""
        starts, ends, driver, mornings = self.start, self.end, self.driver, self.mornings
        for uid in self.order:
            task, calendar, before = self.tasks[uid], self.calendars[uid], self.before[uid]
            duration = task.duration
            own = task.not_before.toordinal() if task.not_before else None
            bound = own if own is not None else (self.first if before else self.default)
            takes_ties = duration or own is None
            for other, lag in before.items():
                end = ends[other]
                if duration or (lag and other in mornings):
                    end = calendar.at(calendar.index(end) + lag)
                elif lag:
                    end = calendar.at(calendar.index(end) + lag - 1) + 1
                if end > bound or (end == bound and takes_ties):
                    bound = end
                    driver[uid] = other
            if not duration:
                starts[uid] = ends[uid] = bound
                if uid not in driver or driver[uid] in mornings:
                    mornings.add(uid)
                continue
            index = self.places[uid] = calendar.index(bound)
            starts[uid] = calendar.at(index)
            ends[uid] = calendar.at(index + duration - 1) + 1

    def _backward(self) -> None:
        """Late days: as late as what waits allows."""
        late_starts, late_ends, waiting = self.late_start, self.late_end, self.waiting
        for uid in reversed(self.order):
            bound = self.finish
            for other, lag in self.after[uid].items():
                late = self._latest_end(uid, other, lag)
                if late < bound or (late == bound and uid not in waiting):
                    bound = late
                    waiting[uid] = other
            bound = max(bound, self.end[uid])
            duration, calendar = self.tasks[uid].duration, self.calendars[uid]
            if not duration:
                late_starts[uid] = late_ends[uid] = bound
                continue
            index = calendar.index(bound) - 1
            late_ends[uid] = calendar.at(index) + 1
            first = max(index - duration + 1, 0)
            late_starts[uid] = calendar.at(first)
            self.slack[uid] = first - self.places[uid]

    def _latest_end(self, uid: Uid, waits: Uid, lag: int) -> int:
        """Where a task must end at the latest for one that waits for it."""
        calendar, late = self.calendars[waits], self.late_start[waits]
        if self.tasks[waits].duration:
            return calendar.at(calendar.index(late) - lag) if lag else late
        if not lag:
            return late
        if uid in self.mornings:
            return calendar.at(calendar.index(late + 1) - 1 - lag)
        return calendar.at(calendar.index(late) - lag)

    # --- What it means -------------------------------------------------------------------------

    def _dates(self, uid: Uid) -> Dates:
        early, late = self.start[uid], self.late_start[uid]
        float_days = self.slack.get(uid)
        if float_days is None:
            calendar = self.calendars[uid]
            float_days = calendar.index(late) - calendar.index(early)
        is_critical = late <= early or float_days <= 0
        start, end, late_start, late_end = self._shown(uid)
        return Dates(
            date.fromordinal(start),
            date.fromordinal(end),
            date.fromordinal(late_start),
            date.fromordinal(late_end),
            float_days,
            is_critical,
            is_summary=False,
            why=self._why(uid, float_days, is_critical=is_critical),
        )

    def _shown(self, uid: Uid) -> tuple[int, int, int, int]:
        """First and last day, early and late; those of a milestone are one."""
        start, late = self.start[uid], self.late_start[uid]
        if self.tasks[uid].duration:
            return start, self.end[uid] - 1, late, self.late_end[uid] - 1
        is_evening = int(uid not in self.mornings)
        calendar = self.calendars[uid]
        day = start - is_evening
        last = max(day, calendar.at(calendar.index(late + 1 - is_evening) - 1))
        return day, day, last, last

    def _why(self, uid: Uid, float_days: int, *, is_critical: bool) -> Why:
        """Why a task is critical, or what its slack leads to."""
        task = self.tasks[uid]
        before, after = self.driver.get(uid), self.waiting.get(uid)
        if not is_critical:
            code = "plan.slack_before_task" if after else "plan.slack_before_end"
        elif before:
            code = "plan.critical_between" if after else "plan.critical_last"
        else:
            code = "plan.critical_first" if after else "plan.critical_alone"
        return Why(
            code,
            task.name,
            float_days,
            task.country,
            self.tasks[before].name if before else "",
            self.before[uid][before] if before else 0,
            self.tasks[after].name if after else "",
        )


def _leaves(tasks: Mapping[Uid, PlanTask]) -> dict[Uid, tuple[Uid, ...]]:
    """The parts of every task that have no parts themselves; those of a leaf are itself."""
    parts: dict[Uid, list[Uid]] = defaultdict(list)
    for uid, task in tasks.items():
        seen = {uid}
        parent = task.parent
        chain: list[Uid] = []
        while parent in tasks and parent is not None and parent not in seen:
            seen.add(parent)
            chain.append(parent)
            parent = tasks[parent].parent
        if parent in seen:  # a task that is a part of itself stands on its own
            chain = []
        for above in chain:
            parts[above].append(uid)
    return {
        uid: tuple(part for part in parts[uid] if not parts.get(part)) if parts.get(uid) else (uid,)
        for uid in tasks
    }


def _span(task: PlanTask, parts: Sequence[Dates]) -> Dates:
    """A summary task reaches from its first part to its last."""
    float_days = min(part.float_days for part in parts)
    spans = "plan.spans" if len(parts) > 1 else "plan.spans_one"
    return Dates(
        min(part.start for part in parts),
        max(part.end for part in parts),
        min(part.late_start for part in parts),
        max(part.late_end for part in parts),
        float_days,
        any(part.is_critical for part in parts),
        is_summary=True,
        why=Why(spans, task.name, float_days, parts=len(parts)),
    )
