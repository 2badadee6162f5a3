"""The pane of a row: facts with their reasons, texts with their state, links, history."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import records, roadmap
from recipe_desktop.ui.roadmap.detail import HISTORY, LINKS, TEXTS
from tests.ui.hands import nameless, type_text, words_on
from tests.ui.typing import pick

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def detail(qtbot, page, plan):
    page.open(plan.uids["Build"])
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    return page.detail


def test_enter_opens_the_details_and_they_say_why(detail, plan):
    said = words_on(detail.facts)

    assert detail.isVisible()
    assert "it starts when “Ask” ends, and “Reached” waits for it" in said
    assert "Starts on 9 Mar 2026, the first working day after “Ask” lets it." in said
    assert "Calendar: Germany" in said


def shown_findings(detail):
    return words_on(detail.facts.findings).splitlines()


def test_what_is_doubtful_about_a_row_stands_above_its_facts(detail, page, plan, workspace):
    assert not detail.facts.findings.isVisible()
    plan.link("Aside", "Build", "SS")
    workspace.do(records.create, "task-links", {"before": plan.uids["Reached"],
                 "after": plan.uids["Ask"], "link_type": "FS"})  # fmt: skip

    circle, _source, kind, source = shown_findings(detail)

    assert circle.startswith("These wait for each other, so one link was left out")
    assert kind == "Waits for Aside by a link of type SS, which is kept but not calculated"
    assert source == "RECiPE Desktop"
    page.open(plan.uids["Ask"])
    assert shown_findings(detail) == [circle, source]
    page.open(plan.uids["Aside"])
    assert not detail.facts.findings.isVisible()
    page.open(plan.uids["Build"])
    workspace.do(records.remove, "tasks", plan.uids["Aside"])
    assert shown_findings(detail)[2] == "A link leads to a task that is not here (any more)"


def test_a_row_says_what_another_office_wrote_that_no_calendar_knows(detail, plan, workspace):
    def stands(session, column, value):
        session.connection().exec_driver_sql(
            f"UPDATE task SET {column} = ? WHERE uid = ?", (value, plan.uids["Build"])
        )

    workspace.do(stands, "country", "US")
    assert shown_findings(detail)[0].startswith("There is no calendar for US")
    workspace.do(stands, "country", "HU")
    assert not detail.facts.findings.isVisible()
    workspace.do(stands, "parent_uid", "0" * 32)
    assert shown_findings(detail)[0] == "The task that it is a part of is not here (any more)"
    workspace.do(stands, "duration_days", 3_000_000)
    assert shown_findings(detail)[0].startswith("The plan goes on beyond the year 2400")


def test_the_history_keeps_the_margins_of_the_page(qtbot, detail, look):
    detail.tabs.setCurrentIndex(HISTORY)
    shown = detail.histories["tasks"]

    qtbot.waitUntil(shown.isVisible)

    left, rows = shown.mapTo(detail, QPoint(0, 0)).x(), shown.viewport().width()
    assert left >= look.px(1.5)
    assert left + rows <= detail.width() - look.px(1.5)  # the bar stands in the margin


def test_a_fact_is_saved_when_it_is_left(qtbot, detail, plan, workspace):
    editor = detail.facts.forms["tasks"].rows["duration_days"].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    type_text(editor, "3")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert plan.node("Build").entry.duration == 3
    assert plan.days("Reached")[1] == date(2026, 3, 11)


def test_what_is_out_of_range_is_refused_at_the_field(qtbot, detail, plan):
    row = detail.facts.forms["tasks"].rows["progress"]
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(row.editor, "400")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert "0 to 100" in row.error.words
    assert plan.node("Build").progress == 0


@pytest.mark.parametrize(
    ("field", "said"),
    [("duration_days", "A task takes from 1 to"), ("progress", "in per cent, from 0 to 100")],
)
def test_a_number_that_the_plan_needs_is_not_emptied(qtbot, detail, workspace, plan, field, said):
    uid = plan.uids["Build"]
    workspace.do(records.edit, "tasks", uid, {"duration_days": 1, "progress": 0})
    row = detail.facts.forms["tasks"].rows[field]
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    row.editor.selectAll()
    qtbot.keyClick(row.editor, Qt.Key.Key_Delete)
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert said in row.error.words

    qtbot.keyClick(row.editor, Qt.Key.Key_Escape)
    assert row.editor.text() == str(workspace.ask(records.show, "tasks", uid).fields[field])


def test_how_much_is_done_of_what_has_parts_is_told_and_cannot_be_typed(qtbot, page, detail, plan):
    plan.workspace.do(records.edit, "tasks", plan.uids["Ask"], {"progress": 90})

    page.open(plan.uids["Whole"])

    assert "30% done, worked out from the working days of its parts." in words_on(detail.facts)
    assert not detail.facts.forms["tasks"].rows["progress"].isVisible()
    assert plan.node("Whole").progress == 30


def test_an_own_calendar_is_chosen_with_its_region(qtbot, detail, plan):
    rows = detail.facts.forms["tasks"].rows
    pick(qtbot, rows["country"].editor, "DE")
    pick(qtbot, rows["region"].editor, "BY")

    entry = plan.node("Build").entry
    assert (entry.country, entry.region) == ("DE", "BY")
    assert "Germany (BY)" in words_on(detail.facts)


def test_a_translation_is_kept_and_told_when_its_source_has_changed(qtbot, detail, plan, workspace):
    detail.tabs.setCurrentIndex(TEXTS)
    editor = detail.texts.forms["name"].rows["name:hu"].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(editor, "Építés")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    uid = plan.uids["Build"]
    known = workspace.ask(roadmap.roadmap).translations
    assert known[uid, "name", "hu"] == ("Építés", False)
    assert "Not translated: 4." in words_on(detail.texts)
    workspace.do(records.edit, "tasks", uid, {"name": "Build it"})
    assert "Changed since they were translated: 1." in words_on(detail.texts)
    assert editor.note == "made from an older text"


def test_english_is_offered_where_a_text_is_written_in_another_language(
    qtbot, detail, plan, workspace
):
    detail.tabs.setCurrentIndex(TEXTS)
    texts, rows = detail.texts, detail.texts.forms["name"].rows
    assert not rows["name:en"].isVisible()

    texts.language.setFocus()
    qtbot.keyClick(texts.language, Qt.Key.Key_Down)
    assert not rows["name:hu"].isVisible()
    assert "as written (Magyar)" in words_on(texts)
    editor = rows["name:en"].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(editor, "Build")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    known = workspace.ask(roadmap.roadmap)
    assert known.language_of(plan.uids["Build"]) == "hu"
    assert known.translations[plan.uids["Build"], "name", "en"] == ("Build", False)


def test_links_are_shown_both_ways_changed_and_taken_away(qtbot, detail, plan):
    detail.tabs.setCurrentIndex(LINKS)
    [(uid, row)] = [(u, r) for u, r in detail.links.rows.items() if r.other.text() == "1.1 Ask"]
    row.lag.setFocus()
    qtbot.keyClick(row.lag, Qt.Key.Key_Up)
    qtbot.keyClick(row.lag, Qt.Key.Key_Up)
    assert plan.days("Build")[0] == date(2026, 3, 11)
    assert row.lag.hasFocus()  # the row is the same one

    row.type.setCurrentIndex(row.type.findData("SS"))
    row.type.activated.emit(row.type.currentIndex())
    qtbot.waitUntil(lambda: "Kept and shown, but not calculated" in words_on(detail.links))

    qtbot.mouseClick(detail.links.rows[uid].remove, LEFT)
    assert uid not in detail.links.rows
    assert len(detail.links.rows) == 1


def test_a_link_is_made_to_a_task_that_is_found_by_name(qtbot, detail, plan):
    detail.tabs.setCurrentIndex(LINKS)
    qtbot.mouseClick(detail.links.add_before, LEFT)
    dialog = detail.links.dialog
    type_text(dialog.field, "asid")
    dialog.lag.setValue(4)
    qtbot.mouseClick(dialog.confirm, LEFT)

    waits = plan.node("Build").entry.waits_for
    assert (plan.uids["Aside"], "FS", 4) in waits
    assert plan.days("Build")[0] == date(2026, 3, 13)


def test_a_link_leads_to_its_other_end(qtbot, page, detail, plan):
    detail.tabs.setCurrentIndex(LINKS)
    row = next(r for r in detail.links.rows.values() if r.other.text() == "1.3 Reached")
    qtbot.mouseClick(row.other, LEFT)

    assert page.tree.uid == plan.uids["Reached"]
    assert detail.node.uid == plan.uids["Reached"]


def test_the_history_names_what_was_done(qtbot, page, detail, plan):
    detail.tabs.setCurrentIndex(HISTORY)
    qtbot.keyClick(page.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    shown = detail.histories["tasks"]

    def first():
        return shown.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) or ""

    qtbot.waitUntil(lambda: "Move on the calendar" in first())


def test_what_came_with_the_program_says_so_and_has_no_date(qtbot, page, detail):
    objective = next(node for node in page.outline.nodes if node.kind == "objectives")
    page.open(objective.uid)
    detail.tabs.setCurrentIndex(HISTORY)
    model = detail.histories["objectives"].model()
    qtbot.waitUntil(lambda: model.rowCount() > 1)

    said = [model.data(model.index(row, 0)) for row in range(model.rowCount())]

    assert said[0] == "Came with the program, RECiPE Desktop"
    assert any(line.startswith("Code: ") for line in said)
    assert not any("1970" in line or "_uid" in line for line in said)


def test_the_pane_is_put_away_and_everything_in_it_has_a_name(qtbot, page, detail):
    assert nameless(detail) == []

    qtbot.mouseClick(detail.close_button, LEFT)

    assert not detail.isVisible()
    assert page.bar.details.isVisible()


def test_what_is_typed_after_the_key_for_undo_is_not_in_the_row_that_comes_back(
    qtbot, page, detail, plan, workspace
):
    page.open(plan.uids["Build"])
    page.tree.setFocus()
    qtbot.keyClick(page.tree, Qt.Key.Key_Delete)
    page.open(plan.uids["Aside"])
    editor = detail.facts.forms["tasks"].rows["name"].editor
    qtbot.mouseClick(editor, LEFT)

    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.tree.uid == plan.uids["Build"])
    type_text(QApplication.focusWidget(), "Typed for Aside")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert workspace.ask(records.show, "tasks", plan.uids["Build"]).fields["name"] == "Build"


def test_a_field_that_goes_with_the_keyboard_in_it_hands_what_is_typed_to_no_other(
    qtbot, page, detail, plan, workspace
):
    uid = plan.uids["Build"]
    page.open(uid)
    detail.tabs.setCurrentIndex(TEXTS)
    french = detail.texts.forms["name"].rows["name:fr"]
    french.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(french.editor, "Constr")

    workspace.do(roadmap.say_language, "tasks", uid, "fr")  # a colleague's

    assert not french.isVisible()
    assert QApplication.focusWidget() not in [
        row.editor for form in detail.texts.forms.values() for row in form.rows.values()
    ]
    assert "Constr" in words_on(page.window().left)
    assert page.window().close()


def refuse(qtbot, page, detail, plan):
    page.open(plan.uids["Build"])
    row = detail.facts.forms["tasks"].rows["duration_days"]
    qtbot.mouseClick(row.editor, LEFT)
    row.editor.selectAll()
    type_text(row.editor, "viele")
    qtbot.keyClick(row.editor, Qt.Key.Key_Tab)
    return row


def test_words_that_were_left_are_gone_back_to_although_the_pane_was_put_away(
    qtbot, page, detail, plan
):
    row = refuse(qtbot, page, detail, plan)
    page.open(plan.uids["Reached"])
    qtbot.mouseClick(detail.close_button, LEFT)
    page.open(plan.uids["Ask"])

    qtbot.mouseClick(page.window().left.back, LEFT)

    assert row.editor.text() == "viele"
    assert row.editor.isVisible()
    assert detail.node.uid == plan.uids["Build"]


def test_a_window_that_stays_open_shows_the_field_in_a_pane_that_was_put_away(
    qtbot, page, detail, plan
):
    row = refuse(qtbot, page, detail, plan)
    qtbot.mouseClick(detail.close_button, LEFT)

    assert not page.window().close()

    assert row.editor.isVisible()
    assert row.editor.hasFocus()
    assert row.error.isVisible()
