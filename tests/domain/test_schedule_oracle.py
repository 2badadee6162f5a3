"""The calculated plan against brute force: every task tried day by day, on five calendars."""

import random
from datetime import date, timedelta

import pytest

from recipe_desktop.domain.schedule import PlanLink, PlanTask, calculate
from recipe_desktop.domain.workdays import COUNTRIES, DayException, holidays

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
SWAPS = (
    DayException("HU", date(2026, 3, 14), is_working=True),
    DayException("FR", date(2026, 3, 20), is_working=False),
)


def works(country, day):
    """Whether a day is worked, asked of the rules one day at a time."""
    for swap in SWAPS:
        if (swap.country, swap.day) == (country, day):
            return swap.is_working
    return day.weekday() < 5 and day not in holidays(country, day.year)


def onward(country, day):
    while not works(country, day):
        day += DAY
    return day


def backward(country, day):
    while not works(country, day):
        day -= DAY
    return day


def later(country, day, days):
    """Some working days on from a day that is worked; backwards with minus."""
    step = DAY if days > 0 else -DAY
    for _count in range(abs(days)):
        day += step
        while not works(country, day):
            day += step
    return day


def forward(tasks, links):
    """Early mornings on which each task begins and behind which it has ended.

    The third answer holds the milestones that lie at the evening of the day before.
    """
    begins, ends, evenings, todo = {}, {}, set(), list(tasks)
    while todo:
        task = next(
            t for t in todo if all(link.before in ends for link in links if link.after == t.uid)
        )
        todo.remove(task)
        bound, evening = task.not_before or MONDAY, False
        durations = {t.uid: t.duration for t in tasks}
        for link in links:
            if link.after != task.uid:
                continue
            end = ends[link.before]
            at_evening = bool(durations[link.before]) or link.before in evenings
            if task.duration:
                end = later(task.country, onward(task.country, end), link.lag)
            elif link.lag and at_evening:
                end = later(task.country, backward(task.country, end - DAY), link.lag) + DAY
            elif link.lag:
                end = later(task.country, onward(task.country, end), link.lag)
            if end > bound or (end == bound and not task.not_before):
                bound, evening = end, at_evening
        if task.duration:
            begins[task.uid] = onward(task.country, bound)
            last = later(task.country, begins[task.uid], task.duration - 1)
            ends[task.uid] = last + DAY
        else:
            begins[task.uid] = ends[task.uid] = bound
            if evening:
                evenings.add(task.uid)
    return begins, ends, evenings


def slack(task, tasks, links, finish):
    """How many working days a task can begin later without the plan ending later: all are tried."""
    begins, _ends, _evenings = forward(tasks, links)
    first = begins[task.uid]
    for days in range(400):
        there = later(task.country, onward(task.country, first), days + 1)
        moved = [t if t is not task else shifted(t, there) for t in tasks]
        if max(forward(moved, links)[1].values()) > finish:
            return days
    return None


def shifted(task, day):
    return PlanTask(task.uid, task.name, task.duration, day, task.country)


def network(seed):
    pick = random.Random(seed)  # noqa: S311 - a test needs the same network every time
    count = pick.randrange(3, 11)
    tasks = [
        PlanTask(
            f"{n:02}",
            f"T{n}",
            pick.choice([0, 1, 2, 4, 7]),
            MONDAY + pick.randrange(20) * DAY if pick.random() < 0.3 else None,
            pick.choice(COUNTRIES),
        )
        for n in range(count)
    ]
    pairs = {
        (pick.randrange(n), n) for n in range(1, count) for _ in range(2) if pick.random() < 0.7
    }
    links = [PlanLink(f"{a:02}", f"{b:02}", pick.choice([0, 0, 1, 3])) for a, b in sorted(pairs)]
    return tasks, links


@pytest.mark.parametrize("seed", range(60))
def test_days_slack_and_critical_path_are_those_of_brute_force(seed):
    tasks, links = network(seed)
    plan = calculate(tasks, links, SWAPS, start=MONDAY)
    begins, ends, evenings = forward(tasks, links)
    finish = max(ends.values())

    for task in tasks:
        dates = plan.dates[task.uid]
        if task.duration:
            assert (dates.start, dates.end) == (begins[task.uid], ends[task.uid] - DAY)
            found = slack(task, tasks, links, finish)
            assert dates.float_days == found, (seed, task, dates)
            assert dates.is_critical == (found == 0)
        else:
            seen = ends[task.uid] - (DAY if task.uid in evenings else 0 * DAY)
            assert (dates.start, dates.end) == (seen, seen), (seen, task, dates)
            assert dates.late_end == seen or works(task.country, dates.late_end)
