"""A plan's file that comes in again: which record each line stands for, and what people keep."""

from dataclasses import replace

import pytest

from recipe_desktop.domain import plan_sheets
from recipe_desktop.domain.plan_files import FileAction, FileLink, FileTask, PlanFile
from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.services import checks, conflicts, history, plan_exports, records, roadmap
from tests.services.test_roadmap import PLAN, TASKS, done_for, entries, told
from tests.sync.offices import carry, meet


def names(workspace):
    return sorted(entry.name for entry in entries(workspace))


def plan_of(*tasks, name="plan.csv", **said):
    return PlanFile(name, name.partition(".")[0], tuple(tasks), (), **said)


def test_another_plan_in_a_file_of_the_same_name_is_kept_apart(workspace):
    workspace.do(roadmap.take_in, plan_of(FileTask("1", 1, "Egy"), FileTask("2", 2, "Kettő")))
    other = plan_of(FileTask("1", 1, "Un"), FileTask("2", 2, "Deux"))

    account = workspace.do(roadmap.take_in, other)

    assert (account.new, account.changed) == (2, 0)
    assert told(account) == [(0, "plan.another_plan", "plan", "plan (2)")]
    assert names(workspace) == ["Deux", "Egy", "Kettő", "Un"]
    again = workspace.do(roadmap.take_in, other)
    assert again.same == 2


def test_a_plan_of_which_some_tasks_are_renamed_stays_the_same_plan(workspace):
    workspace.do(roadmap.take_in, PLAN)

    ride = replace(TASKS[1], name="Ride")
    account = workspace.do(roadmap.take_in, replace(PLAN, tasks=(TASKS[0], ride, TASKS[2])))

    assert (account.new, account.changed) == (0, 1)


def test_a_line_that_is_put_above_the_others_draws_nothing_away(workspace):
    lines = ["Assess", "Report"]
    table = SourceTable(
        "plan.csv", "", 1, ("Name",),
        tuple(SourceRow(n, (name,)) for n, name in enumerate(lines, 2)))  # fmt: skip
    workspace.do(roadmap.take_in, plan_sheets.read_rows(table))
    assess = entries(workspace)[0].uid
    workspace.do(records.edit, "tasks", assess, {"text": "By hand"})
    longer = replace(
        table, rows=tuple(SourceRow(n, (name,)) for n, name in enumerate(["Call", *lines], 2))
    )

    account = workspace.do(roadmap.take_in, plan_sheets.read_rows(longer))

    assert (account.new, account.suspicious) == (1, 0)
    assert workspace.ask(records.show, "tasks", assess).fields["name"] == "Assess"


def test_a_sheet_without_codes_that_came_in_by_its_lines_is_known_by_its_names(workspace):
    before = (
        FileTask("row 2", 2, "Assess"),
        FileTask("row 3", 3, "Meet"),
        FileTask("row 4", 4, "Meet"),
    )
    workspace.do(roadmap.take_in, plan_of(*before))
    now = (
        FileTask("name assess", 2, "Assess"),
        FileTask("name meet", 3, "Meet"),
        FileTask("name meet 2", 4, "Meet"),
    )

    account = workspace.do(roadmap.take_in, plan_of(*now))

    assert (account.new, account.same) == (0, 3)
    assert names(workspace) == ["Assess", "Meet", "Meet"]


def test_a_plan_that_was_undone_comes_in_again(workspace):
    workspace.do(roadmap.take_in, PLAN)
    workspace.do(history.undo)

    account = workspace.do(roadmap.take_in, PLAN)

    assert (account.new, account.links, account.rejected) == (3, 1, ())
    assert len(entries(workspace)) == 3


def test_two_short_plans_of_one_file_name_with_one_task_in_common_are_kept_apart(workspace):
    first = [
        FileTask(str(n), n, name) for n, name in enumerate(["Kick-off", "Prepare", "Assess"], 1)
    ]
    other = [FileTask(str(n), n, name) for n, name in enumerate(["Kick-off", "Site visit"], 1)]
    workspace.do(roadmap.take_in, plan_of(*first))

    account = workspace.do(roadmap.take_in, plan_of(*other))

    assert (account.new, account.changed) == (2, 0)


@pytest.mark.parametrize(
    ("here", "there", "code"), [(0, 2, "plan.stays_milestone"), (2, 0, "plan.stays_task")]
)
@pytest.mark.parametrize("by_uid", [True, False])
def test_what_becomes_a_milestone_or_a_task_in_the_file_stays_what_it_is(
    workspace, here, there, code, by_uid
):
    first = FileTask("1", 1, "Begin", duration=here)
    workspace.do(roadmap.take_in, plan_of(first, FileTask("2", 2, "Go on")))
    uid = next(entry.uid for entry in entries(workspace) if entry.name == "Begin")
    later = replace(first, duration=there, code="B", uid=uid if by_uid else "")
    file = plan_of(later, FileTask("2", 2, "Go on"), name="out.csv" if by_uid else "plan.csv")

    account = workspace.do(roadmap.take_in, replace(file, links=(FileLink("1", "2"),)))

    kind = "tasks" if here else "milestones"
    assert workspace.ask(records.show, kind, uid).fields["code"] == "B"
    assert (1, code, str(there), "") in told(account)
    assert not account.rejected
    [link] = workspace.ask(records.listing, "task-links")
    assert link.fields["before"] == uid


def test_an_identity_of_another_record_is_not_taken_over(workspace):
    objective = workspace.do(records.create, "objectives", {"name": "Skills"}).uid

    account = workspace.do(roadmap.take_in, plan_of(FileTask("1", 1, "Task", uid=objective)))

    assert told(account) == [(1, "plan.foreign_identity", objective, "")]
    [task] = workspace.ask(records.listing, "tasks")
    assert task.uid != objective


@pytest.mark.parametrize("copy_first", [True, False])
def test_a_copied_line_makes_a_task_of_its_own(workspace, copy_first):
    uid = workspace.do(records.create, "tasks", {"name": "Drive"}).uid
    lines = [FileTask("1", 1, "Drive", uid=uid), FileTask("2", 2, "Ride", uid=uid)]

    account = workspace.do(roadmap.take_in, plan_of(*(reversed(lines) if copy_first else lines)))

    assert (account.new, account.same) == (1, 1) or (account.new, account.changed) == (1, 1)
    assert told(account) == [(2, "plan.copied_line", "Drive", "")]
    assert names(workspace) == ["Drive", "Ride"]
    assert workspace.ask(records.show, "tasks", uid).fields["name"] == "Drive"


def test_what_our_own_file_has_emptied_is_taken_over_at_once(workspace):
    above = workspace.do(records.create, "tasks", {"name": "Above"}).uid
    values = {"name": "Kid", "parent": above, "starts_on": "2026-05-04", "status": "late"}
    kid = workspace.do(records.create, "tasks", values).uid
    lines = (FileTask("1", 1, "Above", uid=above), FileTask("2", 2, "Kid", uid=kid))

    workspace.do(roadmap.take_in, plan_of(*lines))

    fields = workspace.ask(records.show, "tasks", kid).fields
    assert [fields[name] or None for name in ("parent", "starts_on", "status")] == [None] * 3


def test_what_a_sheet_has_no_column_for_is_not_emptied(workspace):
    values = {"name": "Kid", "starts_on": "2026-05-04", "status": "late", "duration_days": 5}
    kid = workspace.do(records.create, "tasks", values).uid
    file = plan_of(FileTask("1", 1, "Child", uid=kid), says=frozenset({"code"}))

    workspace.do(roadmap.take_in, file)

    fields = workspace.ask(records.show, "tasks", kid).fields
    assert fields["name"] == "Child"
    assert {name: fields[name] for name in values} == values | {"name": "Child"}


def test_an_action_whose_code_was_changed_here_is_found_again(workspace):
    file = done_for(FileAction("A1", "Train", "O9", "Nine"))
    workspace.do(roadmap.take_in, file)
    [action] = workspace.ask(records.listing, "actions")
    workspace.do(records.edit, "actions", action.uid, {"code": "1.1", "name": "Teach"})

    account = workspace.do(roadmap.take_in, file)

    assert (account.same, account.parts) == (1, 0)
    assert told(account) == [(1, "plan.other_action", "Train", "Teach")]
    assert [record.uid for record in workspace.ask(records.listing, "actions")] == [action.uid]


def test_an_action_that_was_deleted_here_does_not_come_back(workspace):
    file = done_for(FileAction("A1", "Train"))
    workspace.do(roadmap.take_in, file)
    [action] = workspace.ask(records.listing, "actions")
    workspace.do(records.remove, "actions", action.uid)

    account = workspace.do(roadmap.take_in, file)

    assert told(account) == [(1, "plan.action_deleted_here", "Train", "")]
    assert workspace.ask(records.listing, "actions") == []


def test_to_look_at_a_file_with_new_actions_writes_nothing(workspace):
    file = done_for(FileAction("A1", "Train", "O9", "Nine"))

    account = workspace.ask(roadmap.look, file)

    assert (account.new, account.parts) == (1, 2)
    assert workspace.ask(records.listing, "actions") == []


def test_our_own_file_that_nobody_changed_has_no_news(workspace):
    workspace.do(records.create, "tasks", {"name": "Before"})
    workspace.do(roadmap.take_in, PLAN)
    written = workspace.ask(plan_exports.plan).file
    file = replace(written, name="out.xml", source="out")

    account = workspace.ask(roadmap.look, file)

    assert (account.same, account.new, account.changed) == (4, 0, 0)
    turned = replace(file, tasks=(file.tasks[-1], *file.tasks[:-1]))
    assert workspace.ask(roadmap.look, turned).changed > 0


def test_a_new_part_of_a_task_that_was_deleted_here_stands_on_its_own(workspace):
    whole = FileTask("1", 1, "Whole")
    workspace.do(roadmap.take_in, plan_of(whole))
    workspace.do(records.remove, "tasks", entries(workspace)[0].uid)

    workspace.do(roadmap.take_in, plan_of(whole, FileTask("2", 2, "Part", "1")))

    [part] = workspace.ask(records.listing, "tasks")
    assert (part.fields["name"], part.fields["parent"]) == ("Part", None)


SHEET = ("Code", "Name", "Start", "Duration")


def sheet(*rows, headers=SHEET):
    lines = tuple(SourceRow(n, row) for n, row in enumerate(rows, 2))
    return plan_sheets.read_rows(SourceTable("plan.csv", "", 1, headers, lines))


def texts(workspace):
    """What was written by hand of each task, in their order."""
    return [(entry.name, entry.text) for entry in entries(workspace)]


def gone(account):
    return [one.name for one in account.unread if one.code == "plan.line_no_longer"]


def write_at(workspace, name, text="By hand"):
    [uid] = [entry.uid for entry in entries(workspace) if entry.name == name]
    workspace.do(records.edit, "tasks", uid, {"text": text})


def test_lines_whose_running_numbers_move_stay_the_tasks_they_were(workspace):
    rows = [(name, "2026-03-02", "5") for name in ("Alfa", "Béta", "Gamma")]
    workspace.do(roadmap.take_in, sheet(*((str(n), *row) for n, row in enumerate(rows, 1))))
    write_at(workspace, "Béta")
    longer = [("Start", "2026-02-02", "5"), *rows]

    file = sheet(*((str(n), *row) for n, row in enumerate(longer, 1)))
    account = workspace.do(roadmap.take_in, file)

    assert (account.new, account.changed, account.suspicious) == (1, 3, 0)
    assert texts(workspace) == [("Start", ""), ("Alfa", ""), ("Béta", "By hand"), ("Gamma", "")]
    assert [entry.code for entry in entries(workspace)] == ["1", "2", "3", "4"]
    assert workspace.do(roadmap.take_in, file).same == 4
    shorter = sheet(*((str(n), *row) for n, row in enumerate(rows, 1)))
    account = workspace.do(roadmap.take_in, shorter)
    assert gone(account) == ["Start"]
    assert dict(texts(workspace)) == {"Alfa": "", "Béta": "By hand", "Gamma": "", "Start": ""}


def test_another_office_knows_lines_whose_running_numbers_moved(a_laptop, box):
    here, there = a_laptop("HU"), a_laptop("FR")
    meet(here, there)
    rows = [(name, "2026-03-02", "5") for name in ("Alfa", "Béta", "Gamma")]
    here.do(roadmap.take_in, sheet(*((str(n), *row) for n, row in enumerate(rows, 1))))
    carry(box, here, there)
    longer = enumerate([("Start", "2026-02-02", "5"), *rows], 1)

    there.do(roadmap.take_in, sheet(*((str(n), *row) for n, row in longer)))
    carry(box, here, there)

    for workspace in (here, there):
        assert names(workspace) == ["Alfa", "Béta", "Gamma", "Start"]


@pytest.mark.parametrize(
    ("days", "new", "missing"),
    [
        (["2026-04-01", "2026-05-04"], 0, 1),
        (["2026-02-02", "2026-03-02", "2026-04-01", "2026-05-04"], 1, 0),
    ],
    ids=["first removed", "one put in front"],
)
def test_of_lines_of_one_name_the_day_tells_which_is_which(workspace, days, new, missing):
    before = ["2026-03-02", "2026-04-01", "2026-05-04"]
    workspace.do(roadmap.take_in, sheet(*(("", "Workshop", day, "1") for day in before)))
    second = entries(workspace)[1].uid
    workspace.do(records.edit, "tasks", second, {"text": "By hand"})

    account = workspace.do(roadmap.take_in, sheet(*(("", "Workshop", day, "1") for day in days)))

    fields = workspace.ask(records.show, "tasks", second).fields
    assert (fields["text"], fields["starts_on"]) == ("By hand", "2026-04-01")
    assert (account.new, len(gone(account))) == (new, missing)


def test_a_line_without_a_code_that_is_renamed_is_new_and_the_old_one_is_told(workspace):
    others = [("", name, "", "1") for name in ("Alfa", "Gamma", "Delta")]
    workspace.do(roadmap.take_in, sheet(*others, ("", "Béta", "", "1")))

    account = workspace.do(roadmap.take_in, sheet(*others, ("", "Béta in Lyon", "", "1")))

    assert (account.new, gone(account)) == (1, ["Béta"])


def test_two_new_lines_never_make_one_record(workspace):
    workspace.do(roadmap.take_in, sheet(("1", "Alfa", "", "1"), ("2", "Béta", "", "1")))
    turned = sheet(("1", "New", "", "1"), ("2", "Alfa", "", "1"), ("3", "Béta", "", "1"))
    workspace.do(roadmap.take_in, turned)

    account = workspace.do(
        roadmap.take_in, sheet(*((str(n), "Alfa", "", "1") for n in (1, 2)), ("3", "Béta", "", "1"))
    )

    assert account.rows == account.new + account.changed + account.same + account.suspicious
    assert names(workspace).count("Alfa") == 2
    assert len(names(workspace)) == 3


@pytest.mark.parametrize(("at", "duration"), [(0, 0), (1, 5)], ids=["task", "milestone"])
def test_our_file_tells_what_a_record_is_that_has_not_come_here_yet(a_laptop, box, at, duration):
    here, there = a_laptop("HU"), a_laptop("FR")
    meet(here, there)
    here.do(records.create, "tasks", {"name": "Task", "duration_days": 3})
    here.do(records.create, "milestones", {"name": "Milestone"})
    written = here.ask(plan_exports.plan).file
    tasks = [replace(t, duration=duration) if n == at else t for n, t in enumerate(written.tasks)]
    there.do(roadmap.take_in, replace(written, name="out.csv", source="out", tasks=tuple(tasks)))

    carry(box, here, there)

    for workspace in (here, there):
        assert [(e.name, e.kind) for e in entries(workspace)] == [
            ("Task", "tasks"), ("Milestone", "milestones")]  # fmt: skip


def test_a_lag_that_people_still_decide_is_not_decided_by_a_file(a_laptop, box):
    def lag(workspace, days):
        workspace.do(roadmap.take_in, replace(PLAN, links=(FileLink("2", "3", "FS", days),)))

    here, there = a_laptop("HU"), a_laptop("FR")
    meet(here, there)
    lag(here, 1)
    carry(box, here, there)
    [link] = there.ask(records.listing, "task-links")
    there.do(records.edit, "task-links", link.uid, {"lag_days": 3})
    lag(here, 2)
    carry(box, here, there)

    lag(here, 4)
    carry(box, here, there)

    for workspace in (here, there):
        [item] = workspace.ask(conflicts.inbox)
        assert sorted(rival.value for rival in item.rivals) == [2, 3]


def test_a_file_hangs_nothing_on_itself_that_was_moved_here(workspace):
    apart = (FileTask("1", 1, "Outer"), FileTask("2", 2, "Inner"))
    workspace.do(roadmap.take_in, plan_of(*apart, are_keys_lasting=True))
    outer, inner = (entry.uid for entry in entries(workspace))
    workspace.do(records.edit, "tasks", outer, {"parent": inner})
    within = (apart[0], replace(apart[1], parent="1"))

    account = workspace.do(roadmap.take_in, plan_of(*within, are_keys_lasting=True))

    assert told(account) == [(2, "plan.would_hang_on_itself", "", "")]
    assert [(entry.level, entry.name) for entry in entries(workspace)] == [
        (0, "Inner"), (1, "Outer")]  # fmt: skip
    assert workspace.ask(checks.findings, "tasks") == []


def test_a_link_that_was_taken_off_our_own_file_stays_and_is_told(workspace):
    workspace.do(roadmap.take_in, PLAN)
    written = workspace.ask(plan_exports.plan).file

    account = workspace.ask(roadmap.look, replace(written, name="out.csv", source="out", links=()))

    assert told(account) == [(3, "plan.link_no_longer", "Drive", "")]


def test_a_number_that_comes_back_to_its_task_brings_no_old_note_along(workspace):
    def rows(*named):
        lines = enumerate(named, 1)
        return sheet(*((str(n), name, "", str(days)) for n, (name, days) in lines))

    workspace.do(roadmap.take_in, rows(("Assess", 5), ("Build", 5), ("Close", 5)))
    workspace.do(roadmap.take_in, rows(("Build", 5), ("Close", 7)))

    account = workspace.do(roadmap.take_in, rows(("Xenon", 5), ("Build", 5), ("Close", 9)))

    assert account.suspicious == 0
    [close] = [entry for entry in entries(workspace) if entry.name == "Close"]
    assert close.duration == 9
