"""Cells of the tree while others write: nothing typed is lost, nor goes elsewhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from recipe_desktop.services import history, planning, records
from recipe_desktop.ui.roadmap import current
from recipe_desktop.ui.roadmap.cells import DAYS, DONE, END, LEAD, NAME, START, STATUS
from tests.ui.hands import settle, type_text, words_on
from tests.ui.typing import CTRL, KEY, LEFT, press

ROWS = pytest.mark.parametrize("row", ["Aside", "Build"])  # one at the top, one below another


def editors(page, kind=QLineEdit):
    return [one for one in page.tree.viewport().findChildren(kind) if one.isVisible()]


def begin(qtbot, page, uid, column, text):
    """Open a cell with F2 and write over what stands there."""
    page.open(uid)
    page.tree.setCurrentIndex(page.tree.currentIndex().siblingAtColumn(column))
    press(qtbot, KEY.Key_F2)
    [editor] = editors(page)
    assert editor.hasFocus()
    press(qtbot, KEY.Key_A, CTRL)
    type_text(editor, text)
    return editor


def finish(qtbot, page, text="", key=KEY.Key_Return):
    """Go on typing where the keyboard is, and press a key."""
    type_text(QApplication.focusWidget(), text)
    press(qtbot, key)
    QApplication.processEvents()
    settle(qtbot, page.house)


def stored(workspace, uid, field, kind="tasks"):
    return workspace.ask(records.show, kind, uid).fields[field]


def lasts(session, uid, days):
    """Have a task take longer than anybody may say, as another office may send it."""
    session.connection().exec_driver_sql(
        "UPDATE task SET duration_days = ? WHERE uid = ?", (days, uid)
    )


def notice(page):
    left = page.house.window.left
    return left.words.words if left.isVisible() else ""


def click_on(qtbot, page, uid):
    index = page.tree.rows.index_of(uid)
    qtbot.mouseClick(page.tree.viewport(), LEFT, pos=page.tree.visualRect(index).center())
    QApplication.processEvents()
    settle(qtbot, page.house)


@ROWS
def test_a_cell_half_typed_stays_when_another_row_changes(qtbot, page, plan, workspace, row):
    begin(qtbot, page, plan.uids[row], NAME, "Half ty")

    workspace.do(records.edit, "tasks", plan.uids["Ask"], {"name": "Asked"})
    finish(qtbot, page, "ped")

    assert stored(workspace, plan.uids[row], "name") == "Half typed"
    assert not page.tree.is_editing
    assert [page.outline.nodes[n].name for n in page.tree.visible_nodes()].count("Asked") == 1


@ROWS
def test_a_cell_half_typed_stays_when_a_row_comes(qtbot, page, plan, workspace, row):
    begin(qtbot, page, plan.uids[row], NAME, "Half ty")

    workspace.do(planning.add, "tasks", "Theirs")
    finish(qtbot, page, "ped")

    assert stored(workspace, plan.uids[row], "name") == "Half typed"
    assert page.tree.uid == plan.uids[row]
    assert "Theirs" in [page.outline.nodes[n].name for n in page.tree.visible_nodes()]


@ROWS
@pytest.mark.parametrize("heard", [True, False])
def test_a_cell_is_not_written_over_what_came_meanwhile_and_by_enter_it_is(
    qtbot, page, plan, workspace, elsewhere, row, heard
):
    uid = plan.uids[row]
    begin(qtbot, page, uid, NAME, "Mine")
    (workspace if heard else elsewhere).do(records.edit, "tasks", uid, {"name": "Theirs"})

    finish(qtbot, page)

    assert stored(workspace, uid, "name") == "Theirs"
    assert [editor.text() for editor in editors(page)] == ["Mine"]
    said = "Meanwhile Zsófia Nagy wrote “Theirs” here. Enter keeps yours, Esc takes that."
    assert said in words_on(page)
    assert editors(page)[0].accessibleDescription() == said
    finish(qtbot, page)
    assert stored(workspace, uid, "name") == "Mine"
    assert not page.tree.is_editing
    assert "Meanwhile" not in words_on(page)


def test_what_a_colleague_takes_back_is_not_in_the_way_of_a_cell_any_more(
    qtbot, page, plan, workspace
):
    uid = plan.uids["Build"]
    begin(qtbot, page, uid, NAME, "Mine")
    workspace.do(records.edit, "tasks", uid, {"name": "Theirs"})
    finish(qtbot, page)
    assert "wrote “Theirs” here." in words_on(page)

    workspace.do(history.undo)
    settle(qtbot, page.house)

    assert "Theirs" not in words_on(page)
    assert [editor.text() for editor in editors(page)] == ["Mine"]
    click_on(qtbot, page, plan.uids["Aside"])
    assert stored(workspace, uid, "name") == "Mine"
    assert notice(page) == ""


def test_escape_takes_what_came_meanwhile(qtbot, page, plan, workspace):
    uid = plan.uids["Build"]
    begin(qtbot, page, uid, NAME, "Mine")
    workspace.do(records.edit, "tasks", uid, {"name": "Theirs"})
    finish(qtbot, page)

    finish(qtbot, page, key=KEY.Key_Escape)

    assert stored(workspace, uid, "name") == "Theirs"
    assert page.node.name == "Theirs"
    assert not page.tree.is_editing
    assert notice(page) == ""


@pytest.mark.parametrize("tried", [False, True])
def test_a_cell_that_is_left_does_not_write_over_what_came_meanwhile(
    qtbot, page, plan, workspace, tried
):
    uid = plan.uids["Build"]
    begin(qtbot, page, uid, NAME, "Mine")
    workspace.do(records.edit, "tasks", uid, {"name": "Theirs"})
    if tried:
        finish(qtbot, page)

    click_on(qtbot, page, plan.uids["Aside"])

    assert stored(workspace, uid, "name") == "Theirs"
    assert not page.tree.is_editing
    said = "Not saved in 1.2 Build: Task “Mine”. Meanwhile Zsófia Nagy wrote “Theirs” here."
    assert notice(page) == said
    assert page.tree.uid == plan.uids["Aside"]


@pytest.mark.parametrize(("mine", "came"), [("Aside", "Theirs"), ("Ours", "Ours")])
def test_who_says_nothing_or_the_same_is_not_in_the_way_of_what_came(
    qtbot, page, plan, workspace, mine, came
):
    uid = plan.uids["Aside"]
    begin(qtbot, page, uid, NAME, mine)
    workspace.do(records.edit, "tasks", uid, {"name": came})

    finish(qtbot, page)

    assert page.node.name == came
    assert not page.tree.is_editing
    assert notice(page) == ""


def test_an_end_is_not_put_over_another_duration(qtbot, page, plan, workspace):
    uid = plan.uids["Ask"]
    begin(qtbot, page, uid, END, "2026-03-12")
    workspace.do(planning.last_for, uid, 2)

    finish(qtbot, page)

    assert stored(workspace, uid, "duration_days") == 2
    assert "wrote “3 Mar” here" in words_on(page)
    finish(qtbot, page)
    assert plan.node("Ask").end.isoformat() == "2026-03-12"


@pytest.mark.parametrize(
    ("column", "text", "field", "theirs"),
    [
        (START, "2026-03-04", "starts_on", "2026-03-03"),
        (END, "2026-03-12", "duration_days", 7),
        (DAYS, "3", "duration_days", 7),
        (DONE, "20", "progress", 80),
    ],
)
def test_no_cell_of_a_task_of_one_day_is_put_over_what_another_program_wrote(
    qtbot, page, plan, workspace, elsewhere, column, text, field, theirs
):
    uid = plan.uids["Ask"]
    workspace.do(planning.last_for, uid, 1)
    settle(qtbot, page.house)
    begin(qtbot, page, uid, column, text)
    elsewhere.do(records.edit, "tasks", uid, {field: theirs})

    finish(qtbot, page)

    assert stored(workspace, uid, field) == theirs
    assert [editor.text() for editor in editors(page)] == [text]
    assert "Meanwhile Zsófia Nagy wrote" in words_on(page)
    finish(qtbot, page)
    assert stored(workspace, uid, field) != theirs
    assert not page.tree.is_editing


@pytest.mark.parametrize(
    ("column", "text", "field", "theirs", "said"),
    [
        (NAME, "Mine", "name", "Theirs", "Theirs"),
        (START, "2026-03-04", "starts_on", "2026-03-03", "3 Mar 2026"),
        (END, "2026-03-12", "duration_days", 7, "Working days: 7"),
        (DAYS, "3", "duration_days", 7, "7"),
        (DONE, "20", "progress", 80, "80"),
    ],
)
def test_of_a_long_plan_it_is_told_at_once_what_was_written_meanwhile(
    qtbot, page, plan, workspace, elsewhere, monkeypatch, column, text, field, theirs, said
):
    monkeypatch.setattr(current, "_AT_ONCE", 0)  # so that its days come later, as of 1,001 entries
    uid = plan.uids["Ask"]
    begin(qtbot, page, uid, column, text)
    elsewhere.do(records.edit, "tasks", uid, {field: theirs})

    press(qtbot, KEY.Key_Return)
    QApplication.processEvents()

    [editor] = editors(page)
    assert editor.accessibleDescription() == (
        f"Meanwhile Zsófia Nagy wrote “{said}” here. Enter keeps yours, Esc takes that."
    )
    finish(qtbot, page)
    assert stored(workspace, uid, field) != theirs


def test_a_lead_that_is_chosen_in_a_long_plan_is_not_put_over_another(
    page, plan, workspace, elsewhere, monkeypatch
):
    monkeypatch.setattr(current, "_AT_ONCE", 0)
    uid = plan.uids["Ask"]
    members = {m.fields["code"]: m.uid for m in workspace.ask(records.listing, "members")}
    page.open(uid)
    page.tree.edit_cell(LEAD)
    [box] = editors(page, QComboBox)
    elsewhere.do(records.edit, "tasks", uid, {"owner": members["FR"]})

    box.setCurrentIndex(box.findData("DE"))
    box.activated.emit(box.currentIndex())

    assert stored(workspace, uid, "owner") == members["FR"]
    assert "Meanwhile Zsófia Nagy wrote “NextMove” here." in box.accessibleDescription()


def test_a_plan_without_end_is_mended_in_a_cell_that_shows_one_day(
    qtbot, page, plan, workspace, elsewhere
):
    uid = plan.uids["Ask"]
    workspace.do(lasts, uid, 5_000_000)
    settle(qtbot, page.house)
    begin(qtbot, page, uid, DAYS, "6")
    elsewhere.do(lasts, uid, 6_000_000)

    finish(qtbot, page)

    assert stored(workspace, uid, "duration_days") == 6_000_000
    finish(qtbot, page)
    assert stored(workspace, uid, "duration_days") == 6


def test_a_status_that_is_chosen_is_not_put_over_another(qtbot, page, plan, workspace):
    uid = plan.uids["Ask"]
    page.open(uid)
    page.tree.edit_cell(STATUS)
    [box] = editors(page, QComboBox)
    workspace.do(records.edit, "tasks", uid, {"status": "done"})

    box.setCurrentIndex(box.findData("at_risk"))
    box.activated.emit(box.currentIndex())

    assert stored(workspace, uid, "status") == "done"
    assert box.currentData() == "at_risk"
    assert "Meanwhile Zsófia Nagy wrote “Done” here." in words_on(page)
    box.activated.emit(box.currentIndex())
    assert stored(workspace, uid, "status") == "at_risk"


def test_the_words_of_a_cell_whose_row_goes_are_kept(qtbot, page, plan, workspace):
    begin(qtbot, page, plan.uids["Aside"], NAME, "Half ty")

    workspace.do(planning.remove, "tasks", plan.uids["Aside"])

    assert not page.tree.is_editing
    assert page.tree.hasFocus()
    assert notice(page) == "2 Aside was deleted meanwhile. Not saved: Task “Half ty”."
    names = [page.outline.nodes[n].name for n in page.tree.visible_nodes()]
    assert "Aside" not in names


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (DAYS, "viele", "Please write a whole number, such as 38."),
        (START, "soon", "Please write a day"),
        (START, "01/02/2026", "write it as 2026-02-01 or 2026-01-02"),
        (DAYS, "0", "working days"),
        (DONE, "120", "per cent"),
        (NAME, " ", "This cannot be saved without"),
    ],
)
def test_what_is_refused_stays_in_the_cell_to_be_mended(
    qtbot, page, plan, workspace, column, text, said
):
    uid = plan.uids["Ask"]
    before = workspace.ask(records.show, "tasks", uid).fields
    begin(qtbot, page, uid, column, text)

    for key in (KEY.Key_Return, KEY.Key_Tab):
        finish(qtbot, page, key=key)
        [editor] = editors(page)
        assert editor.text() == text
        assert editor.hasFocus()
        assert said in words_on(page)

    assert workspace.ask(records.show, "tasks", uid).fields == before
    press(qtbot, KEY.Key_A, CTRL)
    right = "2026-03-05" if column == START else "7"
    finish(qtbot, page, right)
    assert not page.tree.is_editing
    field = {START: "starts_on", DAYS: "duration_days", DONE: "progress", NAME: "name"}[column]
    assert str(stored(workspace, uid, field)) == right


def test_what_is_refused_and_left_is_kept_by_the_window(qtbot, page, plan):
    begin(qtbot, page, plan.uids["Ask"], DAYS, "viele")

    click_on(qtbot, page, plan.uids["Aside"])

    assert not page.tree.is_editing
    assert notice(page).startswith("Not saved in 1.1 Ask: Days “viele”. Please write a whole")
    assert "viele" not in [one.text() for one in editors(page)]


def test_what_a_cell_leads_to_is_seen_before_the_next_one_is_written(qtbot, page, plan):
    begin(qtbot, page, plan.uids["Ask"], START, "2026-03-04")

    press(qtbot, KEY.Key_Tab)

    assert page.tree.currentIndex().column() == END
    assert [one.text() for one in editors(page)] == ["2026-03-10"]
    assert (
        page.chart.bar_rect(plan.uids["Ask"]).left()
        > page.chart.bar_rect(plan.uids["Whole"]).left() - 1
    )


def test_a_new_row_made_from_within_a_cell_saves_it_first(qtbot, page, plan, workspace):
    begin(qtbot, page, plan.uids["Aside"], NAME, "Half typed")

    press(qtbot, KEY.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)

    assert stored(workspace, plan.uids["Aside"], "name") == "Half typed"
    assert [one.text() for one in editors(page)] == ["New task"]
    assert page.tree.uid != plan.uids["Aside"]


def test_a_window_is_not_closed_over_a_cell_that_was_refused(qtbot, page, plan, workspace):
    editor = begin(qtbot, page, plan.uids["Build"], DAYS, "viele")

    assert not page.window().close()

    assert editor.isVisible()
    assert editor.text() == "viele"
    press(qtbot, KEY.Key_A, CTRL)
    finish(qtbot, page, "7")
    assert stored(workspace, plan.uids["Build"], "duration_days") == 7
    assert page.window().close()


def test_a_cell_half_typed_is_saved_when_the_window_is_closed(qtbot, page, plan, workspace):
    begin(qtbot, page, plan.uids["Build"], NAME, "Raise")

    assert page.window().close()

    assert stored(workspace, plan.uids["Build"], "name") == "Raise"
