"""The plan changed by hand: days, parts, order and links, each a step that can be undone."""

from datetime import date

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import checks, history, outline, planning, records, roadmap, words

MONDAY = date(2026, 3, 2)


@pytest.fixture
def plan(workspace):
    """Make a task or milestone; further fields by name."""

    def make(name, kind="tasks", **fields):
        uid = workspace.do(planning.add, kind, name)
        if fields:
            workspace.do(records.edit, kind, uid, fields)
        return uid

    return make


def tree(workspace):
    return workspace.ask(outline.outline)


def shown(workspace):
    return [(n.level, n.name) for n in tree(workspace).nodes if n.kind != "objectives"]


def node(workspace, uid):
    return next(n for n in tree(workspace).nodes if n.uid == uid)


def test_objectives_and_actions_stand_in_their_order_or_else_in_that_of_their_codes(workspace):
    for code in ("O10", "O4", "O2"):
        workspace.do(records.create, "objectives", {"code": code, "name": code})
    for code, position in (("A10", None), ("A1", None), ("A2", None), ("Z1", 1)):
        values = {"code": code, "name": code, "position": position}
        workspace.do(records.create, "actions", values)

    codes = [node.code for node in workspace.ask(outline.outline).nodes]

    assert codes[:3] == ["O2", "O4", "O10"]
    assert codes[-4:] == ["A1", "A2", "A10", "Z1"]


def test_tasks_without_a_place_stand_in_the_order_of_their_codes_in_lists_too(workspace):
    made = [
        workspace.do(records.create, "tasks", {"name": code, "code": code}).uid
        for code in ("1.10", "1.9", "1")
    ]

    listed = workspace.ask(records.listing, "tasks")
    assert [task.fields["code"] for task in listed] == ["1", "1.9", "1.10"]
    workspace.do(planning.edit, made[1], {"parent": made[2]})
    first = workspace.do(planning.add, "tasks", "First")
    found = workspace.ask(outline.in_plan, workspace.ask(records.listing, "tasks"))
    assert [task.uid for task in found] == [first, made[2], made[1], made[0]]


def test_actions_stand_below_their_objective_and_tasks_below_their_action(workspace, plan):
    [objective, *_others] = workspace.ask(records.listing, "objectives")
    made = workspace.do(records.create, "actions", {"name": "Training", "objective": objective.uid})
    workspace.do(planning.add, "tasks", "Write", action=made.uid)
    plan("On its own")
    workspace.do(records.create, "chapters", {"name": "Vision"})

    nodes = tree(workspace).nodes
    levels = {n.name: (n.level, nodes[n.parent].name if n.parent >= 0 else "") for n in nodes}
    assert levels["Vision"] == (0, "")
    assert levels["Training"] == (1, objective.fields["name"])
    assert levels["Write"] == (2, "Training")
    assert levels["On its own"] == (0, "")
    assert node(workspace, objective.uid).start == node(workspace, made.uid).start is not None


def test_a_new_entry_stands_behind_the_chosen_one_as_a_part_of_the_same(workspace, plan):
    whole, last = plan("Whole"), plan("Last")
    first = workspace.do(planning.add, "tasks", "First", whole)
    workspace.do(planning.indent, first)
    workspace.do(planning.add, "milestones", "Second", first)

    assert shown(workspace) == [(0, "Whole"), (1, "First"), (1, "Second"), (0, "Last")]
    workspace.do(planning.shift, last, -1)
    assert shown(workspace)[0][1] == "Last"
    workspace.do(history.undo)
    assert shown(workspace)[-1][1] == "Last"


def test_a_part_becomes_independent_behind_what_it_was_a_part_of(workspace, plan):
    plan("Whole")
    part = plan("Part")
    plan("Last")
    workspace.do(planning.indent, part)
    workspace.do(planning.outdent, part)

    assert shown(workspace) == [(0, "Whole"), (0, "Part"), (0, "Last")]
    with pytest.raises(UserError, match=r"plan\.no_parent"):
        workspace.do(planning.outdent, part)


def test_the_first_entry_cannot_become_a_part(workspace, plan):
    first = plan("First")

    with pytest.raises(UserError, match=r"plan\.nothing_above"):
        workspace.do(planning.indent, first)


def test_an_end_is_counted_in_working_days_of_the_tasks_calendar(workspace, plan):
    uid = plan("Easter", starts_on="2026-04-02", country="HU")

    workspace.do(planning.end_on, uid, date(2026, 4, 7))

    entry = node(workspace, uid).entry
    assert (entry.duration, entry.dates.end) == (2, date(2026, 4, 7))
    with pytest.raises(UserError, match=r"plan\.ends_before_start"):
        workspace.do(planning.end_on, uid, date(2026, 3, 30))
    with pytest.raises(UserError, match=r"plan\.bad_duration"):
        workspace.do(planning.last_for, uid, 0)


def test_what_has_parts_moves_with_all_of_them_and_one_undo_brings_all_back(workspace, plan):
    whole = plan("Whole")
    parts = [plan(name, starts_on=day) for name, day in (("A", "2026-03-02"), ("B", "2026-03-06"))]
    for part in parts:
        workspace.do(planning.indent, part)
    workspace.do(planning.link, parts[0], parts[1])

    workspace.do(planning.begin_at, whole, date(2026, 3, 9))

    assert node(workspace, whole).start == date(2026, 3, 9)
    assert [node(workspace, part).entry.own_day for part in parts] == [
        date(2026, 3, 9), date(2026, 3, 13)]  # fmt: skip
    with pytest.raises(UserError, match=r"plan\.spans_parts"):
        workspace.do(planning.end_on, whole, date(2026, 4, 1))
    workspace.do(history.undo)
    assert node(workspace, whole).start == MONDAY


def test_a_link_that_closes_a_circle_is_refused_with_the_names_of_its_tasks(workspace, plan):
    a, b, c = plan("Ask"), plan("Build"), plan("Check", kind="milestones")
    workspace.do(planning.link, a, b)
    workspace.do(planning.link, b, c)

    with pytest.raises(UserError) as refused:
        workspace.do(planning.link, c, a)

    assert refused.value.code == "plan.cycle_refused"
    assert set(refused.value.details["names"].split(" → ")) == {"Ask", "Build", "Check"}
    assert len(tree(workspace).links) == 2


def test_a_part_cannot_be_made_of_what_waits_for_it(workspace, plan):
    whole, part = plan("Whole"), plan("Part")
    workspace.do(planning.link, whole, part)

    with pytest.raises(UserError, match=r"plan\.cycle_refused"):
        workspace.do(planning.indent, part)


def test_what_somebody_types_closes_no_circle_either(workspace, plan):
    one, two, three = plan("One"), plan("Two"), plan("Three")
    workspace.do(planning.edit, three, {"parent": two})
    first = workspace.do(planning.link, one, two)

    for task, parent, names in ((one, one, "One → One"), (two, three, "Two → Three → Two")):
        with pytest.raises(UserError) as refused:
            workspace.do(planning.edit, task, {"parent": parent})
        assert refused.value.code == "tree.circle_refused"
        assert refused.value.details["names"] == names
    with pytest.raises(UserError, match=r"plan\.cycle_refused"):  # a part that waits for its whole
        workspace.do(planning.edit, two, {"parent": one})
    with pytest.raises(UserError, match=r"plan\.link_to_itself"):
        workspace.do(planning.edit_link, first, {"after": one})
    back = workspace.do(planning.link, three, plan("Four"))
    with pytest.raises(UserError, match=r"plan\.cycle_refused"):
        workspace.do(planning.edit_link, back, {"after": one})

    assert shown(workspace) == [(0, "One"), (0, "Two"), (1, "Three"), (0, "Four")]


def test_a_link_made_again_gets_the_new_lag_and_another_type_is_kept(workspace, plan):
    a, b = plan("A", starts_on="2026-03-02"), plan("B")
    uid = workspace.do(planning.link, a, b)
    assert workspace.do(planning.link, a, b, "FS", 3) == uid
    assert node(workspace, b).start == date(2026, 3, 12)

    workspace.do(planning.relink, uid, "SS", 0)
    known = tree(workspace).roadmap
    assert [link.type for link in known.plan.not_calculated] == ["SS"]
    with pytest.raises(UserError, match=r"plan\.unknown_link"):
        workspace.do(planning.relink, uid, "XY", 0)
    with pytest.raises(UserError, match=r"plan\.link_to_itself"):
        workspace.do(planning.link, a, a)
    workspace.do(planning.unlink, uid)
    assert tree(workspace).links == ()


def test_what_is_deleted_takes_its_parts_and_links_along_and_all_comes_back(workspace, plan):
    whole, part, other = plan("Whole"), plan("Part"), plan("Other")
    workspace.do(planning.indent, part)
    workspace.do(planning.link, part, other)

    assert workspace.do(planning.remove, "tasks", whole) == 2

    assert shown(workspace) == [(0, "Other")]
    assert tree(workspace).links == ()
    workspace.do(history.undo)
    assert shown(workspace) == [(0, "Whole"), (1, "Part"), (0, "Other")]
    assert len(tree(workspace).links) == 1


def test_an_action_goes_with_its_tasks(workspace):
    made = workspace.do(records.create, "actions", {"name": "Training"})
    workspace.do(planning.add, "tasks", "Write", action=made.uid)

    workspace.do(planning.remove, "actions", made.uid)

    assert tree(workspace).is_empty


@pytest.fixture
def half_done(workspace, plan):
    """A whole of two tasks, of which the longer is half done, and a milestone that is reached."""
    long = plan("Long", duration_days=15, progress=50)
    whole = plan("Whole", progress=7)
    short = plan("Short", duration_days=5)
    reached = plan("Reached", "milestones", met_on="2026-03-02")
    for kind, part in (("tasks", long), ("tasks", short), ("milestones", reached)):
        workspace.do(records.edit, kind, part, {"parent": whole})
    return whole, long, short


def entry(workspace, uid):
    return next(e for e in workspace.ask(roadmap.roadmap).entries if e.uid == uid)


def test_the_working_days_of_its_parts_say_how_much_of_a_task_is_done(workspace, half_done):
    whole, long, short = half_done

    assert entry(workspace, whole).progress == node(workspace, whole).progress == 37
    workspace.do(records.edit, "tasks", long, {"progress": 100})
    workspace.do(records.edit, "tasks", short, {"progress": 100})
    assert entry(workspace, whole).progress == 100


def test_an_open_milestone_keeps_its_whole_from_being_done(workspace, plan, half_done):
    whole, *tasks = half_done
    for part in tasks:
        workspace.do(records.edit, "tasks", part, {"progress": 100})

    open_ = plan("Not yet", "milestones", parent=whole)

    assert entry(workspace, whole).progress == 99
    for part in tasks:
        workspace.do(records.edit, "tasks", part, {"parent": None})
    assert entry(workspace, whole).progress == 50
    workspace.do(records.edit, "milestones", open_, {"met_on": "2026-03-03"})
    assert entry(workspace, whole).progress == 100


def test_what_parts_come_to_is_changed_at_the_parts(workspace, half_done):
    whole, long, _short = half_done

    for values in ({"progress": 100}, {"duration_days": 3}, {"starts_on": "2026-03-02"}):
        with pytest.raises(UserError, match=r"plan\.spans_parts") as refused:
            workspace.do(planning.edit, whole, values)
        assert refused.value.details["name"] == "Whole"
    assert workspace.do(planning.edit, whole, {"status": "late"}) == {"status": "late"}
    assert workspace.do(planning.edit, long, {"progress": 60}) == {"progress": 60}


def test_entries_are_found_without_accents_by_words_in_any_order(workspace, plan):
    plan("Őrzött parkolók felmérése")

    found = workspace.ask(outline.find, "felm orzott")

    assert [f.name for f in found] == ["Őrzött parkolók felmérése"]
    assert workspace.ask(outline.find, "  ") == []


def test_what_presses_is_ours_or_nobodys_and_not_done(workspace, plan, monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", "2026-03-10T10:00:00+00:00")
    members = {m.fields["code"]: m.uid for m in workspace.ask(records.listing, "members")}
    plan("Late", starts_on="2026-03-02", duration_days=2, owner=members["HU"])
    plan("Theirs", starts_on="2026-03-02", duration_days=2, owner=members["FR"])
    plan("Done", starts_on="2026-03-02", duration_days=2, progress=100)
    plan("Soon", starts_on="2026-03-10", duration_days=3)
    plan("Met", kind="milestones", due_on="2026-03-03", met_on="2026-03-03")

    ahead = workspace.ask(outline.ahead)

    assert [e.name for e in ahead.overdue] == ["Late"]
    assert [e.name for e in ahead.near] == ["Soon"]


def lasts(session, uid, days):
    session.connection().exec_driver_sql(
        "UPDATE task SET duration_days = ? WHERE uid = ?", (days, uid)
    )


@pytest.mark.parametrize("kind", ["tasks", "milestones"])
def test_a_part_of_what_is_not_here_says_so_and_is_worked_with_like_any_other(
    workspace, plan, kind
):
    whole, above = plan("Whole"), plan("Above")
    part = plan("Part", kind, parent=whole)
    workspace.do(records.remove, "tasks", whole)

    [found] = workspace.ask(checks.findings, kind)
    behind = workspace.do(planning.add, kind, "Behind", part)
    workspace.do(planning.indent, part)

    assert (found.uid, found.finding.code) == (part, "plan.lost_parent")
    assert words.finding_sentence(found.finding).startswith("The task that it is a part of is not")
    assert workspace.ask(records.show, kind, part).fields["parent"] == above
    assert workspace.ask(records.show, kind, behind).fields["parent"] is None
    assert workspace.ask(checks.findings, kind) == []


def test_a_part_of_what_is_not_here_is_taken_out_of_it(workspace, plan):
    whole = plan("Whole")
    part = plan("Part", "milestones", parent=whole)
    workspace.do(records.remove, "tasks", whole)

    workspace.do(planning.outdent, part)

    assert workspace.ask(records.show, "milestones", part).fields["parent"] is None
    with pytest.raises(UserError, match=r"plan\.no_parent"):
        workspace.do(planning.outdent, part)


def test_what_the_plan_says_of_a_milestone_stands_at_the_milestone(workspace, plan):
    task = plan("Ask")
    reached = plan("Reached", "milestones")
    workspace.do(planning.link, task, reached)
    workspace.do(records.remove, "tasks", task)

    [found] = workspace.ask(checks.findings, "milestones")

    assert (found.kind, found.uid, found.finding.code) == ("milestones", reached, "plan.lost_link")
    assert workspace.ask(checks.findings, "tasks") == []


def test_a_plan_without_end_can_still_be_seen_and_mended(workspace, plan):
    uid = plan("For ever")
    workspace.do(lasts, uid, 3_000_000)  # as another office may send it

    known = tree(workspace)
    assert known.trouble.code == "plan.too_long"
    assert node(workspace, uid).start is not None
    assert workspace.ask(outline.ahead) == outline.Ahead()
    workspace.do(planning.last_for, uid, 5)
    assert tree(workspace).trouble is None
