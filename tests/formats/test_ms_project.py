"""Plans of MS Project: what is read, what is counted as left out, what is refused."""

import re
from datetime import date

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.plan_files import FileLink
from recipe_desktop.formats.ms_project import read_plan
from recipe_desktop.services import words_plan

PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><MinutesPerDay>480</MinutesPerDay><Tasks>
<Task><UID>1</UID><Name>Phase</Name><OutlineLevel>1</OutlineLevel><OutlineNumber>1</OutlineNumber>
 <Start>2026-03-02T08:00:00</Start><Duration>PT80H0M0S</Duration></Task>
<Task><UID>2</UID><Name>Őrzés &amp; gyűjtés</Name><OutlineLevel>2</OutlineLevel>
 <Start>2026-03-02T08:00:00</Start><Duration>PT36H0M0S</Duration>
 <PercentComplete>50</PercentComplete><Deadline>2026-04-01T00:00:00</Deadline></Task>
<Task><UID>3</UID><Name>Done</Name><OutlineLevel>2</OutlineLevel><Duration>PT0H0M0S</Duration>
 <PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>9600</LinkLag>
 <LagFormat>7</LagFormat></PredecessorLink>
 <PredecessorLink><PredecessorUID>1</PredecessorUID><Type>3</Type></PredecessorLink>
 <PredecessorLink><PredecessorUID>77</PredecessorUID><Type>1</Type></PredecessorLink></Task>
<Task><UID>4</UID><IsNull>1</IsNull></Task>
</Tasks><Resources><Resource><UID>1</UID></Resource></Resources></Project>"""


@pytest.fixture
def a_file(tmp_path):
    def write(content):
        path = tmp_path / "plan.xml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_tasks_milestones_and_links_are_read(a_file):
    plan = read_plan(a_file(PLAN))

    phase, work, done = plan.tasks
    assert (phase.name, work.parent, done.parent) == ("Phase", "1", "1")
    assert (work.name, work.duration, work.progress) == ("Őrzés & gyűjtés", 5, 50)
    assert (work.starts_on, done.duration) == (date(2026, 3, 2), 0)
    assert plan.links == (FileLink("2", "3", "FS", 2), FileLink("1", "3", "SS", 0))


def test_what_could_not_be_taken_over_is_counted(a_file):
    plan = read_plan(a_file(PLAN))

    assert plan.left_out == {
        "plan.deadlines": 1,
        "plan.links_not_calculated": 1,
        "plan.links_to_nothing": 1,
        "plan.parts_of_days": 1,
        "plan.resources": 1,
    }
    assert [(line.row, line.code) for line in plan.rejected] == [(4, "plan.row_without_name")]


def test_a_value_that_cannot_be_read_is_told_with_its_task(a_file):
    broken = PLAN.replace("<Start>2026-03-02", "<Start>2026-02-30", 1)
    broken = broken.replace("<PercentComplete>50", "<PercentComplete>half")

    plan = read_plan(a_file(broken))

    assert [(v.row, v.code, v.name, v.typed) for v in plan.unread] == [
        (1, "plan.unread_start", "Phase", "2026-02-30T08:00:00"),
        (2, "plan.unread_progress", "Őrzés & gyűjtés", "half"),
    ]
    assert [task.starts_on for task in plan.tasks] == [None, date(2026, 3, 2), None]
    assert "2026-02-30" in words_plan.unread(plan.unread[0])


def test_no_link_and_no_share_is_changed_without_a_word(a_file):
    odd = PLAN.replace("<PercentComplete>50", "<PercentComplete>300")
    odd = odd.replace("<Type>1</Type><LinkLag>9600", "<Type>9</Type><LinkLag>9600")
    far = "<PredecessorLink><PredecessorUID>2</PredecessorUID><LinkLag>99999999999999999</LinkLag>"
    less = "</PredecessorLink></Task><Task><UID>5</UID><Name>Less</Name>"
    less += "<PercentComplete>-5</PercentComplete></Task>"
    odd = odd.replace("</PredecessorLink></Task>", f"</PredecessorLink>{far}{less}", 1)

    plan = read_plan(a_file(odd))

    assert [(v.row, v.code, v.name, v.typed) for v in plan.unread] == [
        (2, "plan.progress_above", "Őrzés & gyűjtés", "300"),
        (4, "plan.progress_below", "Less", "-5"),
        (3, "plan.unread_link_type", "Done", "9"),
        (3, "plan.repeated_link", "Done", "Őrzés & gyűjtés"),
        (3, "plan.unread_lag", "Done", "99999999999999999"),
    ]
    assert [task.progress for task in plan.tasks] == [0, 100, 0, 0]
    assert plan.links == (FileLink("1", "3", "SS", 0), FileLink("2", "3", "FS", 0))
    assert all(value.typed in words_plan.unread(value) for value in plan.unread)


def a_task(uid, *leaves, level=1, **said):
    said = {"UID": uid, "Name": f"Task {uid}", "OutlineLevel": level, "Duration": "PT8H0M0S"} | said
    told = "".join(f"<{leaf}>{value}</{leaf}>" for leaf, value in said.items())
    return f"<Task>{told}{''.join(leaves)}</Task>"


MONDAY, FRIDAY = "2026-03-02T08:00:00", "2026-03-06T17:00:00"


def spans(start, finish, hours, **said):
    return {"Start": start, "Finish": finish, "Duration": f"PT{hours}H0M0S"} | said


def waits(before, **said):
    told = "".join(f"<{leaf}>{value}</{leaf}>" for leaf, value in said.items())
    return f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID>{told}</PredecessorLink>"


def a_plan(*tasks):
    return f"<Project><CalendarUID>3</CalendarUID><Tasks>{''.join(tasks)}</Tasks></Project>"


def test_a_duration_in_calendar_time_comes_in_as_the_working_days_within_it(a_file):
    elapsed = {"Start": "2026-03-02T08:00:00", "DurationFormat": 8}
    plan = read_plan(
        a_file(
            a_plan(
                a_task(1, Duration="PT120H0M0S", **elapsed),
                a_task(2, Duration="PT336H0M0S", **elapsed),
                a_task(3, Duration="PT12H0M0S", **elapsed),
                a_task(4, waits(1, LinkLag=72000, LagFormat=8)),
            )
        )
    )

    assert [task.duration for task in plan.tasks] == [5, 10, 1, 1]
    assert plan.links == (FileLink("1", "4", "FS", 5),)
    assert plan.left_out == {
        "plan.durations_in_calendar_time": 3,
        "plan.lags_in_calendar_time": 1,
        "plan.parts_of_days": 1,
    }


def test_a_task_that_is_switched_off_stays_out_with_what_it_waits_for(a_file):
    plan = read_plan(
        a_file(
            a_plan(
                a_task(1),
                a_task(2, waits(1), Active=0),
                a_task(3, waits(2), level=2),
                a_task(4, waits(1), Active=1),
            )
        )
    )

    assert [(line.row, line.code) for line in plan.rejected] == [(2, "plan.row_switched_off")]
    assert words_plan.rejected(plan.rejected[0]) == "Task 2 is switched off in the file."
    assert [(task.key, task.parent) for task in plan.tasks] == [("1", ""), ("3", ""), ("4", "")]
    assert plan.links == (FileLink("1", "4"),)
    assert plan.left_out == {"plan.links_to_rejected": 1}


def test_what_a_task_says_beside_what_is_kept_is_counted(a_file):
    usual = {"Priority": 500, "CalendarUID": 3, "FixedCost": "0.00", "Manual": 0, "Cost": 0}
    plan = read_plan(
        a_file(
            a_plan(
                a_task(1, IsSubproject=0, LevelingDelay=0, ExternalTask=0, **usual),
                a_task(2, ActualStart="2026-03-03T08:00:00", FixedCost=500, Cost=700),
                a_task(3, Priority=900, Manual=1, CalendarUID=7, Hyperlink="Paper"),
                a_task(4, SubprojectName="other.mpp", Contact="Zoé", LevelingDelay=4800),
                a_task(5, ExternalTask=1, Deadline="2026-04-01T00:00:00", CalendarUID=-1),
                a_task(6, Milestone=1, PercentComplete=100, **spans(MONDAY, FRIDAY, 8)),
            )
        )
    )

    assert [task.duration for task in plan.tasks] == [1, 1, 1, 1, 1, 0]
    assert plan.left_out == dict.fromkeys(
        (
            *("plan.actual_days", "plan.addresses", "plan.contacts", "plan.costs"),
            *("plan.deadlines", "plan.delays", "plan.external_tasks"),
            *("plan.facts_of_milestones", "plan.manual_tasks", "plan.priorities"),
            *("plan.subprojects", "plan.task_calendars"),
        ),
        1,
    )
    assert all(words_plan.left_out(code, 1) for code in plan.left_out)
    [milestone] = plan.unread
    assert words_plan.unread(milestone) == (
        "“Task 6” is marked as a milestone, but its duration in days is 1; "
        "it is taken over as a milestone, without it."
    )


def test_an_end_that_start_and_duration_do_not_give_is_told_with_its_task(a_file):
    pause = {"Stop": "2026-03-03T17:00:00", "Resume": "2026-03-12T08:00:00"}
    plan = read_plan(
        a_file(
            a_plan(
                a_task(1, **spans(MONDAY, "2026-04-30T17:00:00", 24)),  # has a part
                a_task(2, level=2, **spans(MONDAY, FRIDAY, 40)),
                a_task(3, **spans(MONDAY, "2026-03-13T17:00:00", 32, **pause)),
                a_task(4, **spans("2026-03-02T13:00:00", "2026-03-09T12:00:00", 40)),
                a_task(5, **spans(MONDAY, "2026-04-30T17:00:00", 40)),
                a_task(6, **spans(FRIDAY, "2026-03-09T08:00:00", 0)),
                a_task(7, **spans(FRIDAY, FRIDAY, 0)),
                a_task(8, **spans(MONDAY, "2026-03-04T12:00:00", 20)),
                a_task(9, **spans(MONDAY, "2026-03-16T08:00:00", 336, DurationFormat=8)),
                a_task(10, **spans(MONDAY, "2026-03-31T08:00:00", 336, DurationFormat=8)),
                a_task(11, Finish=FRIDAY),
                a_task(12, Start=MONDAY, Finish="2026-02-30T17:00:00"),
                a_task(13, Start=MONDAY, Finish="NA"),
                a_task(
                    14,
                    Stop="2026-03-06T17:00:00",
                    Resume="2026-03-09T08:00:00",
                    **spans(MONDAY, "2026-03-13T17:00:00", 80),
                ),
            )
        )
    )

    assert [(v.row, v.code, v.typed, v.taken) for v in plan.unread] == [
        (3, "plan.other_end", "2026-03-13", "4"),
        (4, "plan.other_end", "2026-03-09", "5"),
        (5, "plan.other_end", "2026-04-30", "5"),
        (6, "plan.other_end", "2026-03-09", "0"),
        (10, "plan.other_end", "2026-03-31", "10"),
        (12, "plan.unread_end", "2026-02-30T17:00:00", ""),
    ]
    assert all(v.name in words_plan.unread(v) for v in plan.unread)
    assert plan.left_out == {
        "plan.durations_in_calendar_time": 2,
        "plan.ends_without_start": 1,
        "plan.interruptions": 1,
        "plan.parts_of_days": 1,
    }
    assert all(words_plan.left_out(code, 1) for code in plan.left_out)


@pytest.mark.parametrize(
    ("said", "starts_on", "constraints"),
    [
        ({"ConstraintType": "4", "ConstraintDate": "2026-05-04T08:00:00"}, date(2026, 5, 4), 0),
        ({"ConstraintType": "2", "ConstraintDate": "2026-05-04T08:00:00"}, date(2026, 5, 4), 1),
        ({"ConstraintType": "5", "ConstraintDate": "2026-05-04T08:00:00"}, None, 1),
        (
            {"ConstraintType": "4", "ConstraintDate": "2026-05-04", "Start": "2026-06-01"},
            date(2026, 6, 1),
            0,
        ),
    ],
)
def test_a_task_that_nobody_has_calculated_starts_where_it_must(
    a_file, said, starts_on, constraints
):
    plan = read_plan(a_file(a_plan(a_task(1, Duration="PT8H0M0S", **said))))

    assert [task.starts_on for task in plan.tasks] == [starts_on]
    assert plan.left_out.get("plan.constraints", 0) == constraints


@pytest.mark.parametrize("typed", ["PT9999999H0M0S", "PT99999H0M0S"])
def test_a_duration_that_is_too_long_to_be_kept_is_told_with_its_task(a_file, typed):
    plan = read_plan(a_file(a_plan(a_task(1), a_task(2, Duration=typed))))

    assert [task.duration for task in plan.tasks][1] == 1
    assert [(line.row, line.code) for line in plan.unread] == [(2, "plan.too_long")]


def test_a_file_without_levels_has_them_from_its_numbers(a_file):
    plain = PLAN.replace("<OutlineLevel>1</OutlineLevel>", "")
    plain = plain.replace("<OutlineLevel>2</OutlineLevel>", "<WBS>1.1</WBS>")

    assert [task.parent for task in read_plan(a_file(plain)).tasks] == ["", "1", "1"]


def test_a_file_may_have_a_prefix_for_its_names(a_file):
    named = PLAN.replace("<Project xmlns=", "<p:Project xmlns:p=").replace("</", "</p:")
    named = re.sub(r"<(?=[A-Z])", "<p:", named).replace("<p:p:", "<p:").replace("</p:p:", "</p:")

    assert read_plan(a_file(named)).tasks == read_plan(a_file(PLAN)).tasks


def test_work_repetition_and_other_measures_of_progress_are_counted(a_file):
    done = {"PercentComplete": 50, "PercentWorkComplete": 50, "PhysicalPercentComplete": 0}
    plan = read_plan(
        a_file(
            a_plan(
                a_task(1, Work="PT0H0M0S", OvertimeWork="PT0M", Recurring=0, Estimated=0, **done),
                a_task(2, Work="PT100H0M0S", OvertimeWork="PT3H0M0S"),
                a_task(3, Recurring=1, Estimated=1),
                a_task(4, PercentComplete=50, PercentWorkComplete=10),
                a_task(5, PercentComplete=50, PhysicalPercentComplete=80),
            )
        )
    )

    assert plan.left_out == {
        "plan.estimated_durations": 1,
        "plan.other_progress": 2,
        "plan.overtime": 1,
        "plan.recurring_tasks": 1,
        "plan.work": 1,
    }
    assert all(words_plan.left_out(code, 2) for code in plan.left_out)


def test_a_link_to_another_plan_is_no_link_in_this_one(a_file):
    abroad = waits(1, CrossProject=1, CrossProjectName="other.mpp")
    plan = read_plan(a_file(a_plan(a_task(1), a_task(2, abroad, waits(1, CrossProject=0)))))

    assert plan.links == (FileLink("1", "2"),)
    assert plan.left_out == {"plan.links_to_other_plans": 1}


def test_the_code_of_the_file_is_taken_and_a_blank_line_is_told_as_such(a_file):
    plan = read_plan(
        a_file(
            a_plan(
                a_task(1, WBS="Z.9", OutlineNumber="1"),
                a_task(2, WBS="", OutlineNumber="2"),
                a_task(3, IsNull=1),
            )
        )
    )

    assert [task.code for task in plan.tasks] == ["Z.9", "2"]
    assert [words_plan.rejected(line) for line in plan.rejected] == [
        "Task 3 is marked as an empty line in the file."
    ]


def test_another_encoding_is_read(a_file):
    text = PLAN.replace("UTF-8", "UTF-16")

    assert read_plan(a_file(text.encode("utf-16"))).tasks[1].name == "Őrzés & gyűjtés"


BOMB = '<!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PLAN.replace("<Project", f"{BOMB}<Project", 1).replace("Phase", "&b;"), "plan.unsafe"),
        (PLAN.replace("<Project", f"{OUTSIDE}<Project", 1), "plan.unsafe"),
        (PLAN.replace("Phase", "<x>" * 60 + "</x>" * 60), "plan.unsafe"),
        (PLAN[:900], "plan.damaged"),
        (PLAN.replace("<Tasks>", "<Tasks>\0"), "plan.damaged"),
        ("<Project><Tasks/></Project>", "plan.no_tasks"),
        ("<html><body>No plan</body></html>", "plan.not_a_plan"),
        ("", "file.empty"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(a_file, content, code):
    with pytest.raises(UserError) as refused:
        read_plan(a_file(content))

    assert refused.value.code == code
