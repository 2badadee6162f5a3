"""The calculated plan: by hand, and against brute force on random networks."""

import random
from dataclasses import replace
from datetime import date

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.schedule import PlanLink, PlanTask, calculate
from recipe_desktop.domain.workdays import COUNTRIES

MONDAY = date(2026, 3, 2)


def test_what_follows_starts_on_the_next_working_day():
    plan = calculate(
        [PlanTask("a", "A", 5, MONDAY, "HU"), PlanTask("b", "B", 2, None, "HU")],
        [PlanLink("a", "b")],
        start=MONDAY,
    )

    assert (plan.dates["a"].start, plan.dates["a"].end) == (MONDAY, date(2026, 3, 6))
    assert (plan.dates["b"].start, plan.dates["b"].end) == (date(2026, 3, 9), date(2026, 3, 10))
    assert plan.critical == ("a", "b")
    assert plan.dates["a"].why.code == "plan.critical_first"
    assert plan.dates["b"].why.details["before"] == "A"


def test_a_holiday_of_the_owner_moves_only_the_owners_task():
    good_friday = date(2026, 4, 2)
    tasks = [PlanTask("h", "H", 2, good_friday, "HU"), PlanTask("f", "F", 2, good_friday, "FR")]

    plan = calculate(tasks, [], start=good_friday)

    assert plan.dates["h"].end == date(2026, 4, 7)
    assert plan.dates["f"].end == date(2026, 4, 3)


def test_slack_is_told_with_what_comes_after_it():
    tasks = [
        PlanTask("a", "A", 10, MONDAY),
        PlanTask("b", "B", 3, MONDAY),
        PlanTask("c", "C", 1),
    ]

    plan = calculate(tasks, [PlanLink("a", "c"), PlanLink("b", "c")], start=MONDAY)

    assert plan.dates["b"].float_days == 7
    assert plan.dates["b"].why.code == "plan.slack_before_task"
    assert plan.dates["b"].why.details["after"] == "C"
    assert plan.critical == ("a", "c")


def test_a_milestone_stands_on_the_day_that_brings_it():
    tasks = [PlanTask("a", "A", 5, MONDAY), PlanTask("m", "M", 0), PlanTask("b", "B", 1)]

    plan = calculate(tasks, [PlanLink("a", "m"), PlanLink("m", "b")], start=MONDAY)

    assert plan.dates["m"].start == plan.dates["m"].end == date(2026, 3, 6)
    assert plan.dates["b"].start == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("before", "lag", "day"),
    [
        (PlanTask("a", "A", 3, MONDAY), 0, date(2026, 3, 4)),
        (PlanTask("a", "A", 3, MONDAY), 2, date(2026, 3, 6)),  # Friday, not the Sunday behind it
        (PlanTask("a", "A", 3, MONDAY), 3, date(2026, 3, 9)),
        (PlanTask("a", "A", 3, MONDAY), -1, date(2026, 3, 3)),
        (PlanTask("a", "A", 0, date(2026, 3, 4)), 0, date(2026, 3, 4)),
        (PlanTask("a", "A", 0, date(2026, 3, 4)), 2, date(2026, 3, 6)),
    ],
)
def test_a_milestone_that_waits_lies_on_a_working_day(before, lag, day):
    plan = calculate([before, PlanTask("m", "M", 0)], [PlanLink("a", "m", lag)], start=MONDAY)

    assert plan.dates["m"].start == plan.dates["m"].end == day


def test_lag_counts_in_working_days_and_may_be_negative():
    tasks = [PlanTask("a", "A", 5, MONDAY), PlanTask("b", "B", 1), PlanTask("c", "C", 1)]

    plan = calculate(tasks, [PlanLink("a", "b", 2), PlanLink("a", "c", -2)], start=MONDAY)

    assert plan.dates["b"].start == date(2026, 3, 11)
    assert plan.dates["c"].start == date(2026, 3, 5)


def test_a_cycle_is_named_and_the_rest_is_calculated():
    tasks = [PlanTask(uid, uid.upper(), 1) for uid in "abcd"]
    links = [PlanLink("a", "b"), PlanLink("b", "c"), PlanLink("c", "a"), PlanLink("c", "d")]

    plan = calculate(tasks, links, start=MONDAY)

    assert plan.cycles == (("a", "b", "c"),)
    assert set(plan.dates) == set("abcd")
    assert plan.dates["d"].start > plan.dates["c"].end


def test_other_types_are_named_and_lost_ends_too():
    tasks = [PlanTask("a", "A", 5, MONDAY), PlanTask("b", "B", 1)]
    other, lost = PlanLink("a", "b", 0, "SS"), PlanLink("a", "gone")

    plan = calculate(tasks, [other, lost], start=MONDAY)

    assert plan.not_calculated == (other,)
    assert plan.lost == (lost,)
    assert plan.dates["b"].start == MONDAY


def test_a_summary_spans_its_parts_and_passes_its_links_on():
    tasks = [
        PlanTask("s", "S", 99),
        PlanTask("a", "A", 5, MONDAY, parent="s"),
        PlanTask("b", "B", 8, MONDAY, parent="s"),
        PlanTask("c", "C", 1),
    ]

    plan = calculate(tasks, [PlanLink("s", "c")], start=MONDAY)

    assert plan.dates["s"].is_summary
    assert (plan.dates["s"].start, plan.dates["s"].end) == (MONDAY, date(2026, 3, 11))
    assert plan.dates["c"].start == date(2026, 3, 12)


def test_parents_that_are_each_others_part_still_get_dates():
    tasks = [PlanTask("a", "A", 1, parent="b"), PlanTask("b", "B", 1, parent="a")]

    assert set(calculate(tasks, [], start=MONDAY).dates) == {"a", "b"}


def test_a_plan_without_end_is_refused():
    with pytest.raises(UserError, match=r"plan\.too_long"):
        calculate([PlanTask("a", "A", 10**6, MONDAY)], [], start=MONDAY)


def network(seed, count):
    pick = random.Random(seed)  # noqa: S311 - a test needs the same network every time
    tasks = [
        PlanTask(f"{n:04}", f"T{n}", pick.choice([0, 1, 2, 5, 9]), MONDAY if n % 7 == 0 else None,
                 pick.choice(COUNTRIES))
        for n in range(count)
    ]  # fmt: skip
    links = [
        PlanLink(f"{pick.randrange(max(0, n - 20), n):04}", f"{n:04}", pick.choice([0, 0, 0, 1, 3]))
        for n in range(1, count)
        for _ in range(pick.choice([0, 1, 2]))
    ]
    return tasks, links


def end_of(plan):
    return max(dates.end for dates in plan.dates.values())


@pytest.mark.parametrize("seed", range(6))
def test_a_delay_by_the_float_keeps_the_end_and_one_day_more_moves_it(seed):
    tasks, links = network(seed, 40)
    plan = calculate(tasks, links, start=MONDAY)

    for place, task in enumerate(tasks):
        if not task.duration:
            continue
        slack = plan.dates[task.uid].float_days
        for more, moves in ((slack, False), (slack + 1, True)):
            longer = replace(task, duration=task.duration + more)
            changed = [*tasks[:place], longer, *tasks[place + 1 :]]
            moved = end_of(calculate(changed, links, start=MONDAY)) > end_of(plan)
            assert moved is moves, (seed, task.uid, slack)
