"""Two offices hang two tasks on each other while they work apart."""

import pytest

from recipe_desktop.services import checks, history, outline, planning, records
from tests.sync.offices import carry, meet


@pytest.fixture
def offices(a_laptop, box):
    """Gamma is made a part of Delta here and Delta a part of Gamma there; then both exchange."""
    here, there = a_laptop("HU"), a_laptop("DE")
    meet(here, there)
    gamma, delta = (here.do(planning.add, "tasks", name) for name in ("Gamma", "Delta"))
    part = here.do(planning.add, "tasks", "Part of Delta")
    here.do(planning.edit, part, {"parent": delta})
    carry(box, here, there)
    here.do(planning.edit, gamma, {"parent": delta})
    there.do(planning.edit, delta, {"parent": gamma})
    carry(box, here, there)
    return here, there, gamma, delta


def rows(workspace):
    nodes = workspace.ask(outline.outline).nodes
    return [(n.level, n.name) for n in nodes if n.kind == "tasks"]


def told(workspace):
    found = workspace.ask(checks.findings, "tasks")
    return [(f.uid, f.finding.code, f.finding.details["names"]) for f in found]


def test_both_show_one_tree_without_a_circle_and_say_which_move_is_not_followed(offices):
    here, there, _gamma, delta = offices

    # Delta was moved last, so that move is not followed.
    assert rows(here) == rows(there) == [(0, "Delta"), (1, "Gamma"), (1, "Part of Delta")]
    finding = (delta, "plan.parts_of_each_other", "Delta → Gamma → Delta")
    assert told(here) == told(there) == [finding]


def test_somebody_says_where_it_belongs_and_both_follow(offices, box):
    here, there, gamma, delta = offices

    here.do(planning.outdent, delta)
    carry(box, here, there)

    assert rows(here) == rows(there) == [(0, "Delta"), (1, "Gamma"), (1, "Part of Delta")]
    assert told(here) == told(there) == []
    assert here.ask(records.show, "tasks", gamma).fields["parent"] == delta


def test_what_is_deleted_takes_along_only_what_is_shown_below_it(offices):
    here, _there, gamma, _delta = offices

    here.do(planning.remove, "tasks", gamma)

    assert rows(here) == [(0, "Delta"), (1, "Part of Delta")]
    here.do(history.undo)
    assert len(rows(here)) == 3
