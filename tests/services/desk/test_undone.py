"""The undo of the main window and of the command line on what a desk wrote: nothing vanishes."""

import pytest

from recipe_desktop.services import desk, events, history, records
from tests.services.desk.conftest import TODAY, at, code_of


@pytest.fixture
def came(workspace, event):
    return lambda: workspace.ask(events.counts, event, TODAY).came


def written(workspace):
    return [one.fields["what"] for one in workspace.ask(records.listing, "check-ins")]


def test_a_scan_is_undone_and_done_again_by_further_rows(workspace, event, a_desk, a_person, came):
    here, ana = a_desk(), a_person()
    workspace.do(desk.scan, event, here, code_of(workspace, ana), at=at())

    seen = []
    for step in (history.undo, history.redo, history.undo, history.redo):
        assert workspace.do(step).rows == 1
        seen.append((came(), len(written(workspace))))

    assert seen == [(0, 2), (1, 3), (0, 4), (1, 5)]
    [presence] = workspace.ask(events.presences, event).values()
    assert presence.since == at(), "it happened when it happened"


def test_undo_goes_on_behind_a_scan_that_was_taken_back_at_the_desk(
    workspace, event, a_desk, a_person, came
):
    here, ana = a_desk(), a_person()
    passage = workspace.do(desk.arrive, ana, here, at=at())
    workspace.do(desk.undo_arrival, passage.check_in, here, at=at(1))

    workspace.do(history.undo)  # of the undo at the desk
    assert came() == 1
    workspace.do(history.undo)  # of the arrival
    assert came() == 0
    workspace.do(history.undo)  # of the registration
    assert workspace.ask(records.present, "registrations", [ana]) == frozenset({ana})
    assert came() == 0


def test_a_walk_in_is_undone_and_stays_known(workspace, event, a_desk, came):
    here = a_desk()
    made = workspace.do(desk.walk_in, event, here, {"family_name": "Kovács"}, at=at())

    workspace.do(history.undo)

    assert came() == 0
    assert sorted(written(workspace)) == ["arrival", "undo"]
    assert workspace.ask(records.present, "registrations", [made.registration])
    workspace.do(history.redo)
    assert came() == 1


def test_what_has_happened_stays(workspace, event, a_desk, a_person):
    here, ana = a_desk(), a_person()
    workspace.do(desk.badge_printed, ana, here, at=at())
    workspace.do(desk.scan, event, here, "unheard-of", at=at())

    for _ in range(2):
        assert workspace.do(history.undo).rows == 0

    assert sorted(written(workspace)) == ["badge", "unknown"]
