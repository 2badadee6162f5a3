"""Drags and keys while another program writes: they move nothing that was not seen so."""

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.domain.plan_files import FileTask, PlanFile
from recipe_desktop.services import history, planning, records, roadmap
from recipe_desktop.ui.roadmap import current
from tests.ui.hands import settle
from tests.ui.roadmap.conftest import MONDAY
from tests.ui.roadmap.test_drags import drag, middle
from tests.ui.typing import CTRL, KEY, press

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT, ALT_SHIFT = CTRL | SHIFT, Qt.KeyboardModifier.AltModifier | SHIFT
THEIRS = date(2026, 3, 4)


def fields(workspace, uid, kind="tasks"):
    return workspace.ask(records.show, kind, uid).fields


def refused(qtbot, act):
    """What a deed is refused with."""
    with qtbot.captureExceptions() as raised:
        act()
    [(_kind, error, _trace)] = raised
    return error.code


def end_of(page, plan, name):
    rect = page.chart.bar_rect(plan.uids[name])
    return QPointF(rect.right() - 2, rect.center().y())


@pytest.mark.parametrize(("where", "name"), [(middle, "Ask"), (end_of, "Ask"), (middle, "Whole")])
def test_a_drag_is_refused_where_another_program_has_moved_the_bar(
    qtbot, page, plan, workspace, elsewhere, where, name
):
    elsewhere.do(planning.begin_at, plan.uids["Ask"], THEIRS)

    code = refused(qtbot, lambda: drag(qtbot, page, where(page, plan, name), days=5))

    assert code == "record.changed_meanwhile"
    assert fields(workspace, plan.uids["Ask"])["starts_on"] == "2026-03-04"
    assert fields(workspace, plan.uids["Ask"])["duration_days"] == 5
    [bar] = [n for n in page.outline.nodes if n.uid == plan.uids["Ask"]]
    assert bar.start == THEIRS  # all have looked again, and the same drag can be done now
    drag(qtbot, page, middle(page, plan, "Ask"), days=7)
    assert plan.days("Ask")[0] == date(2026, 3, 11)


def test_a_milestone_is_not_dragged_away_from_where_another_program_has_put_it(
    qtbot, page, plan, workspace, elsewhere
):
    elsewhere.do(planning.begin_at, plan.uids["Reached"], date(2026, 4, 1))

    code = refused(qtbot, lambda: drag(qtbot, page, middle(page, plan, "Reached"), days=7))

    assert code == "record.changed_meanwhile"
    assert fields(workspace, plan.uids["Reached"], "milestones")["due_on"] == "2026-04-01"


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (KEY.Key_Right, CTRL),
        (KEY.Key_Left, CTRL),
        (KEY.Key_Right, CTRL_SHIFT),
    ],
)
def test_keys_move_no_bar_that_another_program_has_made_longer(
    qtbot, page, plan, workspace, elsewhere, key, held
):
    page.open(plan.uids["Aside"])
    elsewhere.do(planning.last_for, plan.uids["Aside"], 8)

    code = refused(qtbot, lambda: press(qtbot, key, held))

    assert code == "record.changed_meanwhile"
    now = fields(workspace, plan.uids["Aside"])
    assert (now["starts_on"], now["duration_days"]) == ("2026-03-04", 8)


@pytest.mark.parametrize("key", [KEY.Key_Right, KEY.Key_Left, KEY.Key_Up, KEY.Key_Down])
def test_keys_change_no_place_that_another_program_has_changed(
    qtbot, page, plan, workspace, elsewhere, key
):
    page.open(plan.uids["Build"])
    elsewhere.do(planning.shift, plan.uids["Build"], -1)
    before = {name: fields(workspace, plan.uids[name]) for name in ("Ask", "Build", "Aside")}

    code = refused(qtbot, lambda: press(qtbot, key, ALT_SHIFT))

    assert code == "record.changed_meanwhile"
    assert {name: fields(workspace, plan.uids[name]) for name in before} == before


def test_a_link_is_not_drawn_over_one_that_another_program_has_made(
    qtbot, page, plan, workspace, elsewhere
):
    ends = plan.uids["Aside"], plan.uids["Build"]
    dot = page.chart.dot(page.tree.rows.place_of(ends[0]))
    link = elsewhere.do(planning.link, *ends, "FS", 4)

    code = refused(qtbot, lambda: drag(qtbot, page, dot, to=middle(page, plan, "Build")))

    assert code == "record.changed_meanwhile"
    assert fields(workspace, link, "task-links")["lag_days"] == 4


def test_a_link_is_not_changed_nor_taken_away_over_what_another_program_says_of_it(
    qtbot, page, plan, workspace, elsewhere
):
    page.open(plan.uids["Build"])
    page.show_details()
    link = planning.link_uid(plan.uids["Ask"], plan.uids["Build"])
    row = page.detail.links.rows[link]
    elsewhere.do(planning.relink, link, "FS", 4)

    assert refused(qtbot, lambda: row.lag.setValue(2)) == "record.changed_meanwhile"
    assert fields(workspace, link, "task-links")["lag_days"] == 4
    QApplication.processEvents()
    elsewhere.do(planning.relink, link, "SS", 1)
    remove = page.detail.links.rows[link].remove
    assert refused(qtbot, remove.click) == "record.changed_meanwhile"
    assert fields(workspace, link, "task-links")["link_type"] == "SS"


def test_of_a_long_plan_each_key_knows_what_the_one_before_it_did(
    qtbot, page, plan, workspace, monkeypatch
):
    monkeypatch.setattr(current, "_AT_ONCE", 0)  # so that its days come later, as of 1,001 entries
    page.open(plan.uids["Aside"])

    for _time in range(3):
        press(qtbot, KEY.Key_Right, CTRL_SHIFT)
    press(qtbot, KEY.Key_Right, ALT_SHIFT)
    press(qtbot, KEY.Key_Left, ALT_SHIFT)
    workspace.do(history.undo)
    for _time in range(3):
        press(qtbot, KEY.Key_Right, CTRL)
    press(qtbot, KEY.Key_Left, CTRL_SHIFT)
    settle(qtbot, page.house)

    now = fields(workspace, plan.uids["Aside"])
    assert (now["starts_on"], now["duration_days"]) == ("2026-03-09", 5)
    assert now["parent"] == plan.uids["Whole"]


def test_of_a_long_plan_what_a_file_brings_counts_as_not_seen(
    qtbot, page, plan, workspace, monkeypatch
):
    monkeypatch.setattr(current, "_AT_ONCE", 0)
    file = PlanFile("plan", "plan", (FileTask("1", 1, "Ordered", starts_on=MONDAY),), ())
    workspace.do(roadmap.take_in, file)
    settle(qtbot, page.house)
    [uid] = [node.uid for node in page.outline.nodes if node.name == "Ordered"]
    page.open(uid)
    later = PlanFile("plan", "plan", (FileTask("1", 1, "Ordered", starts_on=THEIRS),), ())
    workspace.do(roadmap.take_in, later)

    code = refused(qtbot, lambda: press(qtbot, KEY.Key_Right, CTRL))

    assert code == "record.changed_meanwhile"
    assert fields(workspace, uid)["starts_on"] == "2026-03-04"
