"""What has a say in a task, and circles: as the calculation of the whole plan finds them."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from recipe_desktop.domain.schedule import PlanLink, PlanTask, calculate
from recipe_desktop.domain.waits import Waits

MONDAY = date(2026, 3, 2)
SEEDS = pytest.mark.parametrize("seed", range(150))


def calculated(tasks, links):
    return calculate(list(tasks.values()), links, start=MONDAY)


def waits(tasks, links):
    parents = {uid: task.parent for uid, task in tasks.items()}
    return Waits(parents, [(link.before, link.after) for link in links])


def a_network(pick):
    """A tree of tasks and milestones, with links none of which closes a circle."""
    tasks = {}
    for number in range(pick.randint(3, 12)):
        uid = f"t{number:02}"
        parent = pick.choice([None, *tasks]) if tasks else None
        own = MONDAY + timedelta(pick.randrange(40)) if pick.random() < 0.4 else None
        country = pick.choice(["", "HU", "FR", "DE"])
        tasks[uid] = PlanTask(uid, uid.upper(), pick.randint(0, 6), own, country, "", parent)
    links = []
    for _attempt in range(14):
        link = PlanLink(pick.choice(list(tasks)), pick.choice(list(tasks)), pick.randint(-2, 3))
        if link.before != link.after and not calculated(tasks, [*links, link]).cycles:
            links.append(link)
    return tasks, links


def is_circle(circle, tasks, links):
    """Whether every row, or what it is a part of, waits for the one before it."""
    plan = waits(tasks, links)
    ends = {(link.before, link.after) for link in links}
    pairs = zip((circle[-1], *circle), circle, strict=False)
    return all(
        any((b, a) in ends for b in plan.above(before) for a in plan.above(after))
        for before, after in pairs
    )


@SEEDS
def test_a_link_closes_a_circle_where_the_plan_would_have_one(seed):
    pick = random.Random(seed)  # noqa: S311 - a test needs the same network every time
    tasks, links = a_network(pick)
    plan = waits(tasks, links)

    for before in tasks:
        for after in set(tasks) - {before}:
            more = [*links, PlanLink(before, after)]
            circle = plan.circle_by_link(before, after)
            assert bool(circle) == bool(calculated(tasks, more).cycles)
            if len(circle) > 2:
                assert is_circle(circle, tasks, more)


@SEEDS
def test_a_place_closes_a_circle_where_the_plan_would_have_one(seed):
    pick = random.Random(seed)  # noqa: S311 - a test needs the same network every time
    tasks, links = a_network(pick)
    plan = waits(tasks, links)

    for uid, task in tasks.items():
        for parent in {None, *tasks} - {uid, task.parent, *plan.below(uid)}:
            moved = {**tasks, uid: replace(task, parent=parent)}
            circle = waits(moved, links).circle_by_place(uid, task.parent)
            assert bool(circle) == bool(calculated(moved, links).cycles)


@SEEDS
def test_what_has_a_say_in_a_row_gives_it_the_days_of_the_whole_plan(seed):
    pick = random.Random(seed)  # noqa: S311 - a test needs the same network every time
    tasks, links = a_network(pick)
    plan, whole = waits(tasks, links), calculated(tasks, links)

    for uid in tasks:
        within = plan.needed(uid)
        some = {one: task for one, task in tasks.items() if one in within}
        ends = [link for link in links if link.before in within and link.after in within]
        found = calculated(some, ends).dates[uid]
        assert (found.start, found.end) == (whole.dates[uid].start, whole.dates[uid].end)
