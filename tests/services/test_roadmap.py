"""The roadmap in the store: taken in, taken in again, undone, translated."""

from dataclasses import replace
from datetime import date

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.plan_files import FileAction, FileLink, FileTask, PlanFile
from recipe_desktop.reports.plans import roadmap_data
from recipe_desktop.services import (
    checks,
    history,
    plan_days,
    records,
    roadmap,
    translations,
)

MONDAY = date(2026, 3, 2)
TASKS = (
    FileTask("1", 1, "Phase", code="1"),
    FileTask("2", 2, "Drive", "1", "1.1", "All of it", MONDAY, 5, 20, "HU"),
    FileTask("3", 3, "Arrive", "1", "1.2", duration=0),
)
PLAN = PlanFile("plan.xml", "plan", TASKS, (FileLink("2", "3"),), left_out={"plan.resources": 2})


def entries(workspace):
    return workspace.ask(roadmap.roadmap).entries


def test_a_plan_is_taken_in_and_calculated(workspace):
    account = workspace.do(roadmap.take_in, PLAN)

    assert (account.rows, account.new, account.links) == (3, 3, 1)
    phase, drive, arrive = entries(workspace)
    assert [(e.level, e.name) for e in (phase, drive, arrive)] == [
        (0, "Phase"), (1, "Drive"), (1, "Arrive")]  # fmt: skip
    assert (drive.owner, drive.country, drive.progress) == ("HU", "HU", 20)
    assert arrive.dates.end == drive.dates.end == phase.dates.end == date(2026, 3, 6)


def test_a_plan_that_is_cancelled_while_it_comes_in_leaves_nothing_behind(workspace):
    many = replace(PLAN, tasks=tuple(FileTask(str(n), n, f"T {n}") for n in range(1, 1201)))
    heard = []

    def progress(done, every):
        heard.append((done, every))
        if done > 1200:  # by then rows are being written
            raise InterruptedError

    with pytest.raises(InterruptedError):
        workspace.do(roadmap.take_in, replace(many, links=()), progress)

    assert heard[:2] == [(500, 2400), (1000, 2400)]
    assert heard[2][0] > 1200
    assert entries(workspace) == ()
    account = workspace.do(roadmap.take_in, replace(many, links=()))
    assert account.new == len(entries(workspace)) == 1200


def test_of_two_links_between_the_same_tasks_the_later_says_the_lag(workspace):
    links = (FileLink("2", "3"), FileLink("2", "3", "FS", 4))

    account = workspace.do(roadmap.take_in, replace(PLAN, links=links))

    assert account.links == 1
    [link] = workspace.ask(records.listing, "task-links")
    assert link.fields["lag_days"] == 4


def test_the_same_plan_again_changes_nothing(workspace):
    workspace.do(roadmap.take_in, PLAN)

    again = workspace.do(roadmap.take_in, PLAN)

    assert (again.new, again.changed, again.same, again.links) == (0, 0, 3, 0)


def test_a_later_plan_brings_only_its_news_and_keeps_what_was_edited(workspace):
    workspace.do(roadmap.take_in, PLAN)
    drive = entries(workspace)[1].uid
    workspace.do(records.edit, "tasks", drive, {"name": "Drive slowly"})
    longer = replace(TASKS[1], duration=8)

    account = workspace.do(roadmap.take_in, replace(PLAN, tasks=(TASKS[0], longer, TASKS[2])))

    fields = workspace.ask(records.show, "tasks", drive).fields
    assert (account.changed, account.same) == (1, 2)
    assert (fields["name"], fields["duration_days"]) == ("Drive slowly", 8)


def test_a_name_changed_on_both_sides_is_left_to_people(workspace):
    workspace.do(roadmap.take_in, PLAN)
    drive = entries(workspace)[1].uid
    workspace.do(records.edit, "tasks", drive, {"name": "Drive slowly"})
    renamed = replace(TASKS[1], name="Drive fast")

    account = workspace.do(roadmap.take_in, replace(PLAN, tasks=(TASKS[0], renamed, TASKS[2])))

    assert account.suspicious == 1
    assert workspace.ask(records.show, "tasks", drive).fields["name"] == "Drive slowly"


def done_for(*actions):
    tasks = (
        FileTask(str(row), row, f"Task {row}", action=action)
        for row, action in enumerate(actions, 1)
    )
    return replace(PLAN, tasks=tuple(tasks), links=())


def test_what_a_file_says_otherwise_of_an_action_that_is_here_is_told_once(workspace):
    objective = workspace.do(records.create, "objectives", {"code": "O1", "name": "Know-how"}).uid
    for code, name in (("A1", "Train"), ("A2", "Visit")):
        values = {"code": code, "name": name, "objective": objective}
        workspace.do(records.create, "actions", values)

    account = workspace.do(
        roadmap.take_in,
        done_for(
            FileAction("A1", "Something else", "O9", "Other"),
            FileAction("A1", "Something else", "O9", "Other"),
            FileAction("A2", "visit", "O1", "Abilities"),
            FileAction("A2", "", "", "know-how"),
            FileAction("A3", "New", "O1"),
        ),
    )

    assert told(account) == [
        (1, "plan.other_action", "Something else", "Train"),
        (1, "plan.other_objective", "Other", "Know-how"),
        (3, "plan.other_name_of_objective", "Abilities", "Know-how"),
    ]
    assert account.parts == 1


def test_two_names_of_one_action_within_a_file_are_told(workspace):
    account = workspace.do(
        roadmap.take_in,
        done_for(FileAction("A2", "Two", "O9", "Nine"), FileAction("A2", "Zwei", "O8", "Eight")),
    )

    assert told(account) == [
        (2, "plan.other_action", "Zwei", "Two"),
        (2, "plan.other_objective", "Eight", "Nine"),
    ]


def a_lag(workspace):
    [link] = workspace.ask(records.listing, "task-links")
    return link.fields["lag_days"]


def told(account):
    return [(line.row, line.code, line.typed, line.taken) for line in account.unread]


def with_lag(days):
    return replace(PLAN, links=(FileLink("2", "3", "FS", days),))


@pytest.mark.parametrize(
    ("by_hand", "later", "stands", "outcome", "said"),
    [
        (None, 3, 3, "changed", []),
        (7, 0, 7, "same", []),
        (7, 3, 7, "suspicious", [(3, "plan.lag_edited_here", "3", "7")]),
        (7, 7, 7, "same", []),
    ],
)
def test_a_lag_follows_the_file_but_stays_where_it_was_edited(
    workspace, by_hand, later, stands, outcome, said
):
    workspace.do(roadmap.take_in, PLAN)
    [link] = workspace.ask(records.listing, "task-links")
    if by_hand is not None:
        workspace.do(records.edit, "task-links", link.uid, {"lag_days": by_hand})

    account = workspace.do(roadmap.take_in, with_lag(later))

    assert a_lag(workspace) == stands
    assert getattr(account, outcome) == (3 if outcome == "same" else 1)
    assert account.links == 0
    assert told(account) == said
    again = workspace.do(roadmap.take_in, with_lag(later))
    assert (again.same, told(again), a_lag(workspace)) == (3, [], stands)


def test_a_link_that_was_deleted_here_does_not_come_back(workspace):
    workspace.do(roadmap.take_in, PLAN)
    [link] = workspace.ask(records.listing, "task-links")
    workspace.do(records.remove, "task-links", link.uid)

    for _ in range(2):
        account = workspace.do(roadmap.take_in, PLAN)

        assert account.links == 0
        assert told(account) == [(3, "plan.link_deleted_here", "Drive", "")]
        assert workspace.ask(records.listing, "task-links") == []


def test_a_link_that_the_file_no_longer_has_stays_and_is_told(workspace):
    workspace.do(roadmap.take_in, PLAN)

    account = workspace.do(roadmap.take_in, replace(PLAN, links=()))

    assert told(account) == [(3, "plan.link_no_longer", "Drive", "")]
    assert len(workspace.ask(records.listing, "task-links")) == 1


def test_no_link_is_made_to_a_task_that_was_deleted_here(workspace):
    workspace.do(roadmap.take_in, replace(PLAN, links=()))
    workspace.do(records.remove, "tasks", entries(workspace)[1].uid)

    account = workspace.do(roadmap.take_in, PLAN)

    assert account.links == 0
    assert workspace.ask(records.listing, "task-links") == []


def test_what_was_deleted_here_does_not_come_back(workspace):
    workspace.do(roadmap.take_in, PLAN)
    workspace.do(records.remove, "milestones", entries(workspace)[2].uid)

    account = workspace.do(roadmap.take_in, PLAN)

    assert [line.code for line in account.rejected] == ["plan.row_deleted_here"]
    assert account.new + account.same + len(account.rejected) == account.rows


def test_one_undo_takes_back_the_whole_plan(workspace):
    workspace.do(roadmap.take_in, PLAN)

    workspace.do(history.undo)

    assert entries(workspace) == ()


def test_two_laptops_that_take_in_one_plan_make_the_same_records(a_laptop):
    one, other = a_laptop("HU"), a_laptop("FR")

    for laptop in (one, other):
        laptop.do(roadmap.take_in, PLAN)

    assert [e.uid for e in entries(one)] == [e.uid for e in entries(other)]


def test_a_translation_is_stale_once_its_source_changes(workspace):
    workspace.do(roadmap.take_in, PLAN)
    drive = entries(workspace)[1].uid
    workspace.do(roadmap.translate, "tasks", drive, roadmap.TranslatedText("name", "hu", "Vezetés"))
    before = workspace.ask(roadmap.roadmap).translations[drive, "name", "hu"]

    workspace.do(records.edit, "tasks", drive, {"name": "Ride"})

    after = workspace.ask(roadmap.roadmap).translations[drive, "name", "hu"]
    assert (before, after) == (("Vezetés", False), ("Vezetés", True))


def test_a_translation_that_is_edited_keeps_to_what_its_source_may_be(workspace):
    workspace.do(roadmap.take_in, PLAN)
    drive = entries(workspace)[1].uid
    workspace.do(roadmap.translate, "tasks", drive, roadmap.TranslatedText("name", "hu", "Vezetés"))
    workspace.do(records.edit, "tasks", drive, {"name": "Ride"})
    [one] = [r.uid for r in workspace.ask(records.listing, "translations")]

    with pytest.raises(UserError, match=r"value\.too_long") as refused:
        workspace.do(translations.edit, one, {"text": "x" * 501})
    with pytest.raises(UserError, match=r"record\.needs"):
        workspace.do(translations.edit, one, {"text": " "})
    with pytest.raises(UserError, match=r"field\.fixed"):
        workspace.do(translations.edit, one, {"text": "Lovaglás", "language": "de"})
    changed = workspace.do(translations.edit, one, {"text": "Lovaglás"})

    assert refused.value.details == {"field": "name", "letters": 501, "most": 500}
    assert changed["text"] == "Lovaglás"
    said = workspace.ask(roadmap.roadmap).translations[drive, "name", "hu"]
    assert said == ("Lovaglás", False)


def test_only_texts_and_known_languages_are_translated(workspace):
    workspace.do(roadmap.take_in, PLAN)
    drive = entries(workspace)[1].uid

    for said, code in (
        (roadmap.TranslatedText("progress", "hu", "x"), "translation.not_a_text"),
        (roadmap.TranslatedText("name", "tlh", "x"), "translation.unknown_language"),
        (roadmap.TranslatedText("name", "hu", "x" * 501), "value.too_long"),
        (roadmap.TranslatedText("text", "hu", "x" * 20_001), "value.too_long"),
        (roadmap.TranslatedText("name", "en", "x"), "translation.own_language"),
    ):
        with pytest.raises(UserError) as refused:
            workspace.do(roadmap.translate, "tasks", drive, said)
        assert refused.value.code == code


def test_a_task_whose_calendar_nobody_knows_is_a_finding(workspace):
    for country, region in (("US", ""), ("DE", "XX"), ("DE", "BY")):
        values = {"name": f"{country}{region}", "country": country, "region": region}
        workspace.do(records.create, "tasks", values)

    found = [f.finding for f in workspace.ask(checks.findings, "tasks")]

    assert [(f.code, f.details["value"]) for f in found] == [
        ("plan.no_region", "XX"),
        ("plan.no_calendar", "US"),
    ]


def test_what_is_written_in_another_language_can_be_said_in_english(workspace):
    workspace.do(roadmap.take_in, PLAN)
    drive = entries(workspace)[1].uid

    workspace.do(roadmap.say_language, "tasks", drive, "hu")
    workspace.do(
        roadmap.translate, "tasks", drive, roadmap.TranslatedText("name", "en", "Go by car")
    )

    known = workspace.ask(roadmap.roadmap)
    assert known.language_of(drive) == "hu"
    printed = {code: roadmap_data(known, code) for code in ("en", "hu", "fr")}
    name = entries(workspace)[1].name
    assert printed["en"].rows[1].name == "Go by car"
    assert printed["hu"].rows[1].name == name
    assert printed["fr"].rows[1].name.startswith(name)
    assert not any(name in text for text in printed["hu"].untranslated)
    assert any(name in text for text in printed["fr"].untranslated)
    with pytest.raises(UserError, match=r"translation\.own_language"):
        workspace.do(
            roadmap.translate, "tasks", drive, roadmap.TranslatedText("name", "hu", "Vezetés")
        )
    workspace.do(history.undo)
    workspace.do(history.undo)
    assert workspace.ask(roadmap.roadmap).language_of(drive) == "en"


def test_what_objectives_are_called_by_machines_stands_on_no_paper(workspace):
    printed = roadmap_data(workspace.ask(roadmap.roadmap), "en")

    assert {part.title: part.code for part in printed.parts} == {"Objectives": ""}


def test_a_cycle_is_a_finding_with_its_tasks(workspace):
    links = (FileLink("2", "3"), FileLink("3", "2"))
    workspace.do(roadmap.take_in, replace(PLAN, links=links))

    [found] = workspace.ask(checks.findings, "tasks")

    assert found.finding.code == "plan.cycle"
    assert set(found.finding.details["names"].split(", ")) == {"Drive", "Arrive"}


def test_the_decreed_days_of_hungary_come_with_every_store(workspace):
    days = {d.day: d.is_working for d in workspace.ask(plan_days.exceptions)}

    assert days[date(2026, 8, 8)] is True
    assert days[date(2026, 8, 21)] is False


def test_actions_without_a_code_stand_in_the_order_of_the_numbers_in_their_names(workspace):
    for name in ("Action 10", "Action 2", "Action 1"):
        workspace.do(records.create, "actions", {"name": name})

    listed = [one.fields["name"] for one in workspace.ask(records.listing, "actions")]

    assert listed == ["Action 1", "Action 2", "Action 10"]
    assert [one.name for one in workspace.ask(roadmap.roadmap).actions] == listed
