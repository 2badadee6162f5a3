"""Bars taken by the mouse: moved, made longer, linked; seen while it lasts, undone in one step."""

from datetime import date

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import history
from tests.ui.hands import double_click
from tests.ui.roadmap.conftest import MONDAY

LEFT = Qt.MouseButton.LeftButton


def drag(qtbot, page, start, days=0, to=None):
    """Press, move in small steps, let go; gives what was shown before letting go."""
    chart = page.chart
    view, wide = chart.viewport(), chart.timeline.day
    end = to or QPointF(start.x() + days * wide, start.y())
    qtbot.mousePress(view, LEFT, pos=start.toPoint())
    for step in range(1, 5):
        at = start + (end - start) * step / 4
        qtbot.mouseMove(view, at.toPoint())
    shown = chart.scene.drag
    qtbot.mouseRelease(view, LEFT, pos=end.toPoint())
    return shown


def middle(page, plan, name):
    return page.chart.bar_rect(plan.uids[name]).center()


def test_a_bar_is_dragged_to_another_day_and_one_undo_brings_it_back(qtbot, page, plan, workspace):
    shown = drag(qtbot, page, middle(page, plan, "Ask"), days=3)

    assert (shown.shown.start, shown.shown.end) == (date(2026, 3, 5), date(2026, 3, 11))
    assert plan.days("Ask") == (date(2026, 3, 5), date(2026, 3, 11))
    assert plan.days("Build")[0] == date(2026, 3, 12)
    assert page.tree.uid == plan.uids["Ask"]
    workspace.do(history.undo)
    assert plan.days("Ask") == (MONDAY, date(2026, 3, 6))


def test_a_drag_onto_a_weekend_begins_on_monday(qtbot, page, plan):
    drag(qtbot, page, middle(page, plan, "Ask"), days=5)

    assert plan.days("Ask") == (date(2026, 3, 9), date(2026, 3, 13))


def test_the_end_of_a_bar_is_dragged_in_working_days(qtbot, page, plan, workspace):
    rect = page.chart.bar_rect(plan.uids["Aside"])
    end = QPointF(rect.right() - 2, rect.center().y())

    shown = drag(qtbot, page, end, days=5)

    assert shown.shown.end == date(2026, 3, 11)
    assert plan.node("Aside").entry.duration == 6
    workspace.do(history.undo)
    assert plan.node("Aside").entry.duration == 3


def test_a_milestone_and_a_whole_branch_are_dragged(qtbot, page, plan):
    drag(qtbot, page, middle(page, plan, "Reached"), days=7)
    assert plan.days("Reached")[0] == date(2026, 3, 27)
    drag(qtbot, page, middle(page, plan, "Whole"), days=7)
    assert plan.days("Ask")[0] == date(2026, 3, 9)


def test_what_waits_cannot_be_dragged_before_what_it_waits_for_and_says_so(qtbot, page, plan):
    drag(qtbot, page, middle(page, plan, "Build"), days=-4)

    assert plan.days("Build")[0] == date(2026, 3, 9)
    assert "it waits for “Ask”" in page.told.words.words


def test_escape_ends_a_drag_without_a_change(qtbot, page, plan):
    view, start = page.chart.viewport(), middle(page, plan, "Ask")
    qtbot.mousePress(view, LEFT, pos=start.toPoint())
    qtbot.mouseMove(view, QPoint(round(start.x()) + 90, round(start.y())))
    assert page.chart.scene.drag.changes
    qtbot.keyClick(page.tree, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, pos=QPoint(round(start.x()) + 90, round(start.y())))

    assert plan.days("Ask") == (MONDAY, date(2026, 3, 6))


def test_a_link_is_drawn_from_the_dot_to_another_bar(qtbot, page, plan):
    qtbot.mouseMove(page.chart.viewport(), middle(page, plan, "Aside").toPoint())
    place = page.tree.rows.place_of(plan.uids["Aside"])
    dot = page.chart.dot(place)

    drag(qtbot, page, dot, to=middle(page, plan, "Build"))

    ends = {(link.before, link.after) for _uid, link in page.outline.links}
    assert (plan.uids["Aside"], plan.uids["Build"]) in ends


def test_a_link_that_closes_a_circle_is_refused_with_the_names(qtbot, page, plan):
    dot = page.chart.dot(page.tree.rows.place_of(plan.uids["Build"]))

    with qtbot.captureExceptions() as refused:
        drag(qtbot, page, dot, to=middle(page, plan, "Ask"))

    assert refused[0][1].code == "plan.cycle_refused"
    assert len(page.outline.links) == 2


def test_a_double_click_on_a_bar_opens_its_details(qtbot, page, plan):
    double_click(qtbot, page.chart.viewport(), middle(page, plan, "Build").toPoint())

    assert page.detail.isVisible()
    assert page.detail.node.uid == plan.uids["Build"]


def test_ctrl_and_wheel_keep_the_day_under_the_pointer(qtbot, page, plan):
    chart = page.chart
    at = middle(page, plan, "Build")
    day = chart.scene.chart.day_at(at.x())
    for notches in (-3, 2):
        event = QWheelEvent(
            at, chart.viewport().mapToGlobal(at.toPoint()).toPointF(), QPoint(),
            QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(chart.viewport(), event)
        assert abs((chart.scene.chart.day_at(at.x()) - day).days) <= 1
