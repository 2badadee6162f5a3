"""A plan from a sheet with one task a row."""

from datetime import date

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.plan_files import FileLink, Unread
from recipe_desktop.domain.plan_sheets import read_rows
from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.domain.workdays import DayException

HEADERS = ("Kód", "Feladat", "Felelős", "Kezdés", "Befejezés", "Előzmények", "Mérföldkő", "Szín")


def table(*rows, headers=HEADERS):
    lines = tuple(SourceRow(number, row) for number, row in enumerate(rows, 2))
    return SourceTable("terv.csv", "", 1, headers, lines)


def test_a_hungarian_sheet_is_read():
    plan = read_rows(
        table(
            ("1", "Stratégia", "HU", None, None, None, None, "piros"),
            ("1.1", "Írás", "hu", "2026-08-03", "2026-08-21", None, None, None),
            ("1.2", "Kész", "XX", None, None, "1.1FS+2, 1.1SS, 9.9", "igen", None),
        )
    )

    strategy, writing, done = plan.tasks
    assert (writing.parent, writing.owner, writing.starts_on) == ("1", "HU", date(2026, 8, 3))
    assert writing.duration == 14  # 20 August is free
    assert (done.duration, done.owner) == (0, "")
    assert strategy.duration == 1
    assert plan.links == (FileLink("1.1", "1.2", "FS", 2), FileLink("1.1", "1.2", "SS", 0))
    assert told(plan) == [(4, "plan.unread_link", "9.9", "")]
    assert plan.left_out == {
        "plan.links_not_calculated": 1,
        "plan.unknown_columns": 1,
        "plan.unknown_owners": 1,
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("2", "", "HU", None, None, None, None, None), "plan.row_without_name"),
        (("1", "Again", "HU", None, None, None, None, None), "plan.row_repeats_code"),
        (("2", "Bad", "HU", "soon", None, None, None, None), "plan.row_with_bad_day"),
        (("2", "In a month", "HU", "2026-05", None, None, None, None), "plan.row_with_bad_day"),
        (("2", "In a year", "HU", None, 2026, None, None, None), "plan.row_with_bad_day"),
        (
            ("2", "Back", "HU", "2026-08-21", "2026-08-03", None, None, None),
            "plan.row_ends_before_start",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_rejected_with_its_number(row, code):
    good = ("1", "Good", "HU", None, None, None, None, None)

    plan = read_rows(table(good, row))

    assert [(line.row, line.code) for line in plan.rejected] == [(3, code)]
    assert len(plan.tasks) == 1


def test_a_sheet_without_names_is_refused():
    with pytest.raises(UserError, match=r"plan\.no_names"):
        read_rows(table(("x",), headers=("Colour",)))


def test_predecessors_are_named_by_their_task_too_and_may_stand_on_lines_of_their_own():
    headers = ("Task name", "Predecessors")
    rows = (("Survey", ""), ("Budget", ""), ("Vote", "Survey\nBudget FS+2d"), ("Twin", "Vote"))

    plan = read_rows(table(*rows, ("Twin", "Nobody; Twin"), headers=headers))

    assert plan.links == (
        FileLink("name survey", "name vote"),
        FileLink("name budget", "name vote", "FS", 2),
        FileLink("name vote", "name twin"),
    )
    assert told(plan) == [
        (6, "plan.unread_link", "Nobody", ""),
        (6, "plan.unread_link", "Twin", ""),
    ], "two tasks are called Twin"


def test_what_a_rejected_line_waits_for_is_not_counted_beside_the_line():
    headers = ("Code", "Task", "Start", "Predecessors")
    good, bad = ("1", "Survey", None, None), ("2", "Budget", "soon", "1; 9; Nobody")
    again = ("1", "Survey again", None, "3")

    plan = read_rows(
        table(good, bad, again, ("3", "Vote", None, "1; 2; Budget; 9"), headers=headers)
    )

    assert [(line.row, line.code) for line in plan.rejected] == [
        (3, "plan.row_with_bad_day"),
        (4, "plan.row_repeats_code"),
    ]
    assert plan.links == (FileLink("1", "3"),)
    assert told(plan) == [(5, "plan.unread_link", "9", "")]
    assert plan.left_out == {"plan.links_to_rejected": 2}


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("A", ("FS", 0)),
        ("A+3", ("FS", 3)),
        ("AFS+1,5d", ("FS", 2)),
        ("A FS - 1.5 days", ("FS", -1)),
        ("AEA+2 Tage", ("FS", 2)),
        ("A EE", ("FF", 0)),
        ("Ass+1w", ("SS", 5)),
        ("ADF-1 mois", ("SF", -20)),
        ("AFS+12h", ("FS", 2)),
        ("AFS+480 perc", ("FS", 1)),
        ("AFS+2ed", ("FS", 2)),
        ("AFS+50%", ("FS", 0)),
        ("WP-2", None),
        ("WP-2FS+4d", None),
        ("WP-2EA", None),
    ],
)
def test_predecessors_are_read_as_they_are_written_elsewhere(typed, link):
    rows = (("A", "Survey", ""), ("WP-2", "Budget", ""), ("Z", "Vote", f"{typed}; A SF+9d"))

    plan = read_rows(table(*rows, headers=("Code", "Task", "Predecessors")))

    first = plan.links[0]
    if link is None:
        assert (first.before, first.lag) == ("WP-2", 4 if "+" in typed else 0)
    else:
        assert (first.before, first.type, first.lag) == ("A", *link)
    assert plan.links[1:] == (FileLink("A", "Z", "SF", 9),)
    assert told(plan) == []


@pytest.mark.parametrize("typed", ["A+2 fortnights", "A+20000d", "A+1.2.3d"])
def test_a_lag_that_nobody_can_read_is_told_with_its_line(typed):
    rows = (("A", "Survey", ""), ("Z", "Vote", typed))

    plan = read_rows(table(*rows, headers=("Code", "Task", "Predecessors")))

    assert plan.links == (FileLink("A", "Z"),)
    assert told(plan) == [(3, "plan.unread_lag", typed[1:], "")]


@pytest.mark.parametrize(
    ("typed", "days"),
    [("5 days", 5), ("3d?", 3), ("5 nap", 5), ("2 Wochen", 10), ("1,5 sem", 8), ("4h", 1)],
)
def test_days_may_have_a_unit(typed, days):
    plan = read_rows(table(("Task", typed), headers=("Task", "Days")))

    assert [task.duration for task in plan.tasks] == [days]


@pytest.mark.parametrize("typed", ["2 ed", "50%", "3 fortnights"])
def test_days_that_are_no_working_days_are_refused(typed):
    plan = read_rows(table(("Task", typed), headers=("Task", "Days")))

    assert [line.code for line in plan.rejected] == ["plan.row_with_bad_number"]


def test_what_the_roadmap_does_not_know_is_accounted_for():
    headers = ("Task", "End", "Calendar", "Region", "Status")
    rows = (
        ("Known", None, "de", "BY", "On track"),
        ("Abroad", None, "PL", None, "nearly"),
        ("Ends", "2026-08-21", "DE", "Atlantis", None),
    )

    known, *others = read_rows(table(*rows, headers=headers)).tasks

    assert (known.country, known.region, known.status) == ("DE", "BY", "on_track")
    assert [(task.country, task.region, task.status) for task in others] == [
        ("", "", ""),
        ("DE", "", ""),
    ]
    assert read_rows(table(*rows, headers=headers)).left_out == {
        "plan.ends_without_start": 1,
        "plan.unknown_calendars": 2,
        "plan.unknown_statuses": 1,
    }


@pytest.mark.parametrize(("typed", "is_taken"), [("100 %", True), ("101", False), ("-5", False)])
def test_more_than_all_of_a_task_cannot_be_done(typed, is_taken):
    good = ("Good", "0")

    plan = read_rows(table(good, ("Done", typed), headers=("Task", "Progress")))

    assert len(plan.tasks) == 1 + is_taken
    assert [line.code for line in plan.rejected] == ["plan.row_with_bad_number"] * (not is_taken)


@pytest.mark.parametrize(
    ("typed", "done", "unclear"),
    [
        (("50 %", "12,5%", 100), (50, 12, 100), ()),
        ((0.5, 0.125, 1), (50, 12, 100), ()),
        (("0,5", "0", "40 %"), (50, 0, 40), ()),
        ((0.5, 40, 1), (40, 1), (2,)),
        ((1, 0, 1), (1, 0, 1), ()),
    ],
)
def test_progress_is_read_as_it_is_meant_and_what_can_mean_two_things_is_asked_for(
    typed, done, unclear
):
    rows = [(f"Task {number}", cell) for number, cell in enumerate(typed)]

    plan = read_rows(table(*rows, headers=("Task", "Progress")))

    assert tuple(task.progress for task in plan.tasks) == done
    assert [(line.row, line.code) for line in plan.rejected] == [
        (row, "plan.row_with_unclear_share") for row in unclear
    ]


def told(plan):
    return [(value.row, value.code, value.typed, value.taken) for value in plan.unread]


def test_parts_of_days_are_rounded_up_and_told_and_make_no_milestone():
    headers = ("Task", "Days")
    rows = (("A", "3,5"), ("B", "2.7"), ("C", "0,5"), ("D", 1.25), ("E", 4.0), ("F", "0"))

    plan = read_rows(table(*rows, headers=headers))

    assert [task.duration for task in plan.tasks] == [4, 3, 1, 2, 4, 0]
    assert told(plan) == [
        (2, "plan.part_of_day", "3,5", "4"),
        (3, "plan.part_of_day", "2.7", "3"),
        (4, "plan.part_of_day", "0,5", "1"),
        (5, "plan.part_of_day", "1.25", "2"),
    ]


@pytest.mark.parametrize("typed", ["5 T", "2k", "-1", "10001", "soon", "1.00.0"])
def test_days_that_cannot_be_told_are_not_guessed(typed):
    plan = read_rows(table(("Good", "1"), ("Bad", typed), headers=("Task", "Days")))

    assert [(line.row, line.typed) for line in plan.rejected] == [(3, typed)]


DATED = ("Task", "Start", "Reached")


def starts(*typed, **answers):
    rows = [(f"Task {number}", cell, None) for number, cell in enumerate(typed)]
    plan = read_rows(table(*rows, headers=DATED), answers=answers)
    return [str(task.starts_on) for task in plan.tasks], plan


def test_days_that_can_be_read_two_ways_are_a_question_and_no_fault():
    days, plan = starts("03/04/2026", "05/06/2026")

    [asked] = plan.asked
    assert (asked.key, asked.proposed, asked.is_certain, asked.count) == (
        "date_order", "dmy", False, 2)  # fmt: skip
    assert days == ["2026-04-03", "2026-06-05"]
    assert plan.rejected == ()
    days, plan = starts("03/04/2026", "05/06/2026", date_order="mdy")
    assert days == ["2026-03-04", "2026-05-06"]
    assert plan.answers == {"date_order": "mdy"}


@pytest.mark.parametrize(
    ("telling", "order", "day"),
    [("25/06/2026", "dmy", "2026-04-03"), ("12/31/2026", "mdy", "2026-03-04")],
)
def test_a_day_that_tells_the_order_is_what_is_proposed_for_the_others(telling, order, day):
    days, plan = starts("03/04/2026", telling)

    [asked] = plan.asked
    assert (asked.proposed, asked.is_certain) == (order, True)
    assert days[0] == day


def test_days_that_tell_different_orders_leave_it_open():
    _days, plan = starts("03/04/2026", "25/06/2026", "12/31/2026")

    [asked] = plan.asked
    assert not asked.is_certain


def test_a_year_of_two_digits_is_told():
    _days, plan = starts("03/04/26")

    assert [line.code for line in plan.rejected] == ["plan.row_with_short_year"]


def test_days_that_may_be_thousands_are_asked_for_and_parts_of_days_proposed():
    rows = (("A", "1.500"), ("B", "2,250 d"), ("C", "12.500 %"))
    headers = ("Task", "Days", "Progress")
    as_cells = [(name, days, "") for name, days in rows[:2]] + [("C", "3", rows[2][1])]

    plan = read_rows(table(*as_cells, headers=headers))

    [asked] = plan.asked
    assert (asked.key, asked.proposed, asked.count) == ("decimal", ".", 3)
    assert [task.duration for task in plan.tasks] == [2, 2250, 3]
    assert plan.tasks[2].progress == 12
    plan = read_rows(table(*as_cells[:2], headers=headers), answers={"decimal": ","})
    assert [task.duration for task in plan.tasks] == [1500, 3]


def test_a_number_of_a_workbook_is_never_open():
    plan = read_rows(table(("A", 1.125), headers=("Task", "Days")))

    assert plan.asked == ()
    assert [task.duration for task in plan.tasks] == [2]


def test_an_end_that_start_and_days_do_not_give_is_told():
    headers = ("Task", "Start", "End", "Days", "Owner", "Calendar")
    rows = (
        ("Longer", "2026-03-02", "2026-03-20", 5, "", ""),
        ("Shorter", "2026-03-02", "2026-03-06", 15, "", ""),
        ("Agrees", "2026-03-02", "2026-03-20", 15, "", ""),
        ("Over a holiday", "2026-03-09", "2026-03-17", 7, "", ""),
        ("Over one of Portugal", "2026-04-20", "2026-04-28", 7, "HU", "PT"),
        ("A weekend", "2026-03-07", "2026-03-08", "", "", ""),
        ("Up to a Sunday", "2026-03-02", "2026-03-08", "", "", ""),
        ("A point", "2026-03-02", "2026-03-06", 0, "", ""),
    )

    plan = read_rows(table(*rows, headers=headers))

    assert [task.duration for task in plan.tasks] == [5, 15, 15, 7, 7, 1, 5, 0]
    assert told(plan) == [
        (2, "plan.other_end", "2026-03-20", "5"),
        (3, "plan.other_end", "2026-03-06", "15"),
        (7, "plan.other_end", "2026-03-08", "1"),
        (9, "plan.other_end", "2026-03-06", "0"),
    ]
    assert plan.left_out == {"plan.ends_on_free_days": 1}


def test_days_are_counted_by_the_calendar_that_holds_and_with_its_exceptions():
    headers = ("Task", "Start", "End", "Owner", "Calendar")
    saturday = DayException("HU", date(2026, 8, 8), is_working=True)
    rows = (
        ("Worked", "2026-08-03", "2026-08-08", "HU", ""),
        ("Free", "2026-08-03", "2026-08-08", "HU", "DE"),
    )

    plan = read_rows(table(*rows, headers=headers), "", [saturday])

    assert [task.duration for task in plan.tasks] == [6, 5]
    assert plan.unread == ()


def test_what_makes_no_sense_of_a_milestone_or_task_is_told():
    headers = ("Task", "Milestone", "Days", "Progress", "Reached", "Status")
    rows = (
        ("Marked", "yes", "5", "", "", ""),
        ("Not marked", "no", "0", "", "", ""),
        ("Unclear", "maybe", "3", "", "", ""),
        ("Met", "yes", "", "100", "2026-03-02", ""),
        ("Said done", "yes", "0", "100", "", ""),
        ("A task", "no", "2", "12,5 %", "2026-03-02", "late"),
    )

    plan = read_rows(table(*rows, headers=headers))

    assert [task.duration for task in plan.tasks] == [0, 0, 3, 0, 0, 2]
    assert told(plan) == [
        (2, "plan.days_of_milestone", "5", ""),
        (3, "plan.no_days", "0", ""),
        (4, "plan.unread_milestone", "maybe", ""),
    ]
    assert plan.left_out == {
        "plan.facts_of_milestones": 1,
        "plan.met_tasks": 1,
        "plan.parts_of_per_cent": 1,
    }


def test_a_task_that_is_its_own_parent_is_told():
    plan = read_rows(table(("1", "Own", "1"), headers=("Code", "Task", "Parent")))

    assert plan.tasks[0].parent == ""
    assert plan.unread == (Unread(2, "plan.own_parent", "Own", "1"),)


def test_of_a_rejected_line_nothing_else_is_told():
    headers = ("Code", "Task", "Days", "Owner", "Status")
    rows = (("1", "A", "1", "HU", ""), ("1", "Again", "3,5", "XX", "odd"))

    plan = read_rows(table(*rows, headers=headers))

    assert [line.code for line in plan.rejected] == ["plan.row_repeats_code"]
    assert (plan.unread, plan.left_out) == ((), {})
