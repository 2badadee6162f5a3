"""A text that is not taken is never lost unseen: one stays with it, or is told, and can go back."""

import sqlite3
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from recipe_desktop import i18n
from recipe_desktop.services import organisations, records
from recipe_desktop.ui.partners.new import NewOrganisation
from tests.another_program import holding_the_lock
from tests.ui.hands import type_text, words_on
from tests.ui.typing import CTRL, KEY, LEFT, choose, pick, press, row_of, stored, tick, write

NO_NUMBER = "Please write a whole number, such as 38"
NO_DAY = "Please write a day as year, month, day, such as 2026-11-30"


@pytest.fixture
def left(partners):
    """The line that keeps words which are not saved."""
    return partners.house.window.left


@pytest.fixture
def held(workspace):
    """Another program that writes into the store until it is told to let go."""
    other = sqlite3.connect(workspace.path, timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def begin_staff(qtbot, page, text):
    row = row_of(page, "staff")
    qtbot.mouseClick(row.editor, LEFT)
    press(qtbot, KEY.Key_A, CTRL)
    type_text(row.editor, text)
    return row


def test_a_click_on_another_organisation_tells_what_was_not_taken_and_leads_back(
    qtbot, partners, left, workspace, firms
):
    staff = begin_staff(qtbot, partners, "38 Leute")
    choose(qtbot, partners.list, firms[1])

    assert left.words.words == f"Not saved in Alfa Kft.: Staff “38 Leute”. {NO_NUMBER}."
    assert staff.editor.text() == ""

    qtbot.mouseClick(left.back, LEFT)

    assert partners.detail.uid == partners.chosen == firms[0]
    assert staff.editor.hasFocus()
    assert staff.editor.text() == "38 Leute"
    assert staff.error.words == NO_NUMBER
    assert not left.isVisible()

    write(qtbot, staff.editor, "38")

    assert stored(workspace, "organisations", firms[:2], "staff") == [(38,), (None,)]


def test_why_a_text_is_not_taken_is_said_in_the_language_of_now(qtbot, partners):
    staff = begin_staff(qtbot, partners, "38 Leute")
    press(qtbot, KEY.Key_Tab)
    assert staff.error.words == NO_NUMBER

    partners.house.languages.use(i18n.PSEUDO)

    assert staff.error.words == i18n._(NO_NUMBER) != NO_NUMBER
    assert staff.editor.text() == "38 Leute"


def test_one_goes_back_from_another_page_and_another_tab(qtbot, partners, left, firms):
    staff = begin_staff(qtbot, partners, "38 Leute")
    choose(qtbot, partners.list, firms[1])
    partners.detail.tabs.setCurrentIndex(1)
    partners.house.window.go("home")

    qtbot.mouseClick(left.back, LEFT)

    assert partners.house.window.section == "partners"
    assert staff.editor.hasFocus()
    assert staff.editor.text() == "38 Leute"


def test_what_came_meanwhile_is_told_when_one_goes_back(qtbot, partners, left, workspace, firms):
    staff = begin_staff(qtbot, partners, "38 Leute")
    choose(qtbot, partners.list, firms[1])
    workspace.do(records.edit, "organisations", firms[0], {"staff": 41})

    qtbot.mouseClick(left.back, LEFT)

    assert staff.editor.text() == "38 Leute"
    assert staff.error.words.startswith("Meanwhile Zsófia Nagy wrote “41” here.")


def test_nobody_is_led_back_to_what_has_gone(qtbot, partners, left, workspace, firms):
    begin_staff(qtbot, partners, "38 Leute")
    choose(qtbot, partners.list, firms[1])
    workspace.do(records.remove, "organisations", firms[0])

    qtbot.mouseClick(left.back, LEFT)

    assert "Alfa Kft. was deleted meanwhile. Not saved: Staff “38 Leute”." in left.words.words
    assert not left.back.isVisible()
    assert left.undo.isVisible()


def test_a_good_text_is_told_while_another_program_writes_and_saved_by_going_back(
    qtbot, partners, left, held, workspace, firms
):
    address = row_of(partners, "address").editor
    qtbot.mouseClick(address, LEFT)
    type_text(address, "Fő utca 1")
    choose(qtbot, partners.list, firms[1])

    assert "Address “Fő utca 1”" in left.words.words

    held.execute("ROLLBACK")
    qtbot.mouseClick(left.back, LEFT)

    assert stored(workspace, "organisations", firms[:2], "address") == [("Fő utca 1",), ("",)]
    assert not row_of(partners, "address").error.isVisible()


def test_ticks_that_were_not_taken_are_gone_on_with(qtbot, partners, left, held, workspace, firms):
    row = row_of(partners, "ecosystems")
    first, second = [choice.value for choice in row.field.choices()][:2]
    qtbot.mouseClick(row.editor, LEFT)
    tick(row.editor.ticks.list, first)
    qtbot.keyClick(row.editor.ticks.list, KEY.Key_Return)
    choose(qtbot, partners.list, firms[1])
    held.execute("ROLLBACK")
    workspace.do(records.edit, "organisations", firms[0], {"ecosystems": second})

    qtbot.mouseClick(left.back, LEFT)

    [(kept,)] = stored(workspace, "organisations", firms[:1], "ecosystems")
    assert set(kept.split(";")) == {first, second}
    assert not row.error.isVisible()


def test_leaving_a_field_again_tries_again(qtbot, partners, held, workspace, firms):
    row = row_of(partners, "address")
    write(qtbot, row.editor, "Fő utca 1")
    assert row.error.isVisible()
    held.execute("ROLLBACK")

    qtbot.mouseClick(row.editor, LEFT)
    press(qtbot, KEY.Key_Tab)

    assert stored(workspace, "organisations", firms[:1], "address") == [("Fő utca 1",)]
    assert not row.error.isVisible()


@pytest.mark.parametrize("page", ["partners", "home"])
def test_what_had_to_wait_for_a_job_is_saved_by_itself(qtbot, partners, workspace, firms, page):
    may_end = Event()

    def stay(_session):
        may_end.wait(20)

    job = partners.house.jobs.start(lambda _progress: workspace.do(stay), writes=True)
    qtbot.waitUntil(lambda: partners.house.jobs.writing)
    row = row_of(partners, "address")
    write(qtbot, row.editor, "Fő utca 1")
    assert row.error.isVisible()
    partners.house.window.go(page)

    with qtbot.waitSignal(job.finished):
        may_end.set()
    partners.house.window.go("partners")

    qtbot.waitUntil(lambda: not row.error.isVisible())
    assert stored(workspace, "organisations", firms[:1], "address") == [("Fő utca 1",)]


@pytest.fixture
def job(qtbot, partners, workspace):
    """A job that writes until it is told to end."""
    may_end = Event()
    made = partners.house.jobs.start(
        lambda _progress: workspace.do(lambda _session: may_end.wait(20)), writes=True
    )
    made.may_end = may_end
    qtbot.waitUntil(lambda: partners.house.jobs.writing)
    yield made
    may_end.set()


def test_a_new_organisation_waits_for_a_job_and_is_made_by_itself(qtbot, partners, job):
    press(qtbot, KEY.Key_N, CTRL)
    dialog = partners.dialog
    type_text(dialog.name, "Epsilon Kft.")
    with qtbot.captureExceptions() as refused:
        press(qtbot, KEY.Key_Return)
    assert refused == []
    assert dialog.patience.isVisible()
    assert "as soon as that is done" in words_on(dialog)

    job.may_end.set()

    qtbot.waitUntil(lambda: partners.chosen_name == "Epsilon Kft.")
    qtbot.waitUntil(lambda: not partners.house.window.findChildren(NewOrganisation))


def test_a_new_person_waits_for_a_job_and_is_made_by_itself(qtbot, partners, job, workspace, firms):
    qtbot.mouseClick(partners.detail.new_person, LEFT)
    row = partners.detail.people.entries.panel.form.rows["family_name"]
    row.editor.setFocus()
    type_text(row.editor, "Costa")
    press(qtbot, KEY.Key_Return)
    assert row.error.isVisible()

    job.may_end.set()

    qtbot.waitUntil(lambda: not row.error.isVisible())
    [ana] = workspace.ask(organisations.card, firms[0]).people
    assert ana.name == "Costa"


def begin_former_name(qtbot, page):
    overview = page.detail.overview
    qtbot.mouseClick(overview.add_name, LEFT)
    type_text(QApplication.focusWidget(), "Alfa Bt.")
    press(qtbot, KEY.Key_Tab)
    type_text(QApplication.focusWidget(), "early 1999")
    return overview.names


def test_done_does_not_close_over_what_was_not_taken(qtbot, partners):
    names = begin_former_name(qtbot, partners)

    qtbot.mouseClick(names.panel.done, LEFT)

    row = names.panel.form.rows["from_on"]
    assert row.editor.hasFocus()
    assert row.editor.text() == "early 1999"
    assert row.error.words == NO_DAY


def test_what_was_refused_is_taken_when_another_field_has_put_it_right(
    qtbot, partners, workspace, firms
):
    qtbot.mouseClick(partners.detail.overview.add_membership, LEFT)
    panel = partners.detail.overview.memberships.panel
    rows = panel.form.rows
    write(qtbot, rows["from_on"].editor, "2024-02-01")
    write(qtbot, rows["until_on"].editor, "2020-02-01")
    pick(qtbot, rows["member"].editor, rows["member"].field.choices()[1].value)
    assert rows["member"].error.isVisible()

    write(qtbot, rows["until_on"].editor, "2025-02-01")

    assert not rows["member"].error.isVisible()
    [made] = workspace.ask(organisations.card, firms[0]).memberships
    assert (str(made.from_on), str(made.until_on)) == ("2024-02-01", "2025-02-01")
    qtbot.mouseClick(panel.done, LEFT)
    assert panel.isHidden()


def test_another_entry_tells_what_was_not_taken_in_the_last(
    qtbot, partners, left, workspace, firms
):
    values = {"organisation": firms[0], "name": "Alfa B"}
    other = workspace.do(records.create, "former-names", values).uid
    names = begin_former_name(qtbot, partners)
    entry = names.panel.uid

    qtbot.mouseClick(names.rows[other], LEFT)

    assert names.panel.uid == other
    assert left.words.words == f"Not saved in Alfa Bt.: From “early 1999”. {NO_DAY}."

    choose(qtbot, partners.list, firms[1])
    qtbot.mouseClick(left.back, LEFT)

    row = names.panel.form.rows["from_on"]
    assert names.panel.uid == entry
    assert row.editor.hasFocus()
    assert row.editor.text() == "early 1999"


def test_escape_in_another_field_of_an_entry_tells_what_was_not_taken(qtbot, partners, left):
    names = begin_former_name(qtbot, partners)
    press(qtbot, KEY.Key_Tab)

    press(qtbot, KEY.Key_Escape)

    assert names.panel.isHidden()
    assert "From “early 1999”" in left.words.words


def test_somebody_who_is_not_finished_is_gone_on_with(qtbot, partners, left, workspace, firms):
    qtbot.mouseClick(partners.detail.new_person, LEFT)
    panel = partners.detail.people.entries.panel
    write(qtbot, panel.form.rows["email"].editor, "ana@example.org")
    choose(qtbot, partners.list, firms[1])

    qtbot.mouseClick(left.back, LEFT)
    write(qtbot, panel.form.rows["family_name"].editor, "Costa")
    qtbot.mouseClick(panel.done, LEFT)

    [ana] = workspace.ask(records.order, "people")
    fields = ("organisation", "family_name", "email")
    assert stored(workspace, "people", [ana], *fields) == [(firms[0], "Costa", "ana@example.org")]
    assert panel.isHidden()


@pytest.mark.parametrize("page", ["partners", "home"])
def test_the_window_stays_open_over_what_was_not_taken(qtbot, partners, page):
    window = partners.house.window
    staff = begin_staff(qtbot, partners, "38 Leute")
    window.go(page)

    window.close()

    assert window.isVisible()
    assert window.section == "partners"
    assert staff.editor.hasFocus()
    assert NO_NUMBER in words_on(window)

    press(qtbot, KEY.Key_Escape)
    window.close()

    assert not window.isVisible()


def test_the_window_stays_open_over_somebody_who_is_not_finished(qtbot, partners):
    qtbot.mouseClick(partners.detail.new_person, LEFT)
    panel = partners.detail.people.entries.panel
    write(qtbot, panel.form.rows["email"].editor, "ana@example.org")

    partners.house.window.close()

    assert partners.house.window.isVisible()
    assert "This cannot be saved without" in words_on(panel)


def test_the_window_stays_open_over_an_organisation_that_is_begun(qtbot, partners):
    window = partners.window()
    partners.new_organisation()
    sheet = partners.dialog
    type_text(sheet.name, "Epsilon Kft.")

    assert not window.close()

    assert sheet.isVisible()
    assert "This organisation is not created yet" in words_on(sheet)
    assert QApplication.focusWidget() is sheet.name
    press(qtbot, KEY.Key_Escape)
    assert window.close()


def test_an_organisation_that_waits_is_made_although_one_wanted_to_close(
    qtbot, partners, workspace
):
    partners.new_organisation()
    sheet = partners.dialog
    type_text(sheet.name, "Zeta Kft.")
    other = holding_the_lock(workspace.path)
    try:
        press(qtbot, KEY.Key_Return)
        assert sheet.patience.isVisible()
        assert not partners.window().close()
    finally:
        other.communicate()  # lets go, and has written nothing

    qtbot.waitUntil(lambda: len(workspace.ask(records.order, "organisations", "zeta")) == 1)


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_field_is_saved_when_another_program_lets_go_without_having_written(
    qtbot, partners, workspace, firms, goes_on
):
    row = row_of(partners, "city")
    row.editor.setFocus()
    other = holding_the_lock(workspace.path)
    try:
        row.editor.selectAll()
        type_text(row.editor, "Pécs")
        press(qtbot, KEY.Key_Return)
        assert "Try again in a moment." in row.error.words
        if goes_on:
            type_text(row.editor, "vá")
    finally:
        other.communicate()

    if goes_on:  # who goes on writing is not interrupted
        qtbot.wait(1200)
        assert stored(workspace, "organisations", firms[:1], "city") == [("Győr",)]
        type_text(row.editor, "rad")
        press(qtbot, KEY.Key_Tab)
    mine = [("Pécsvárad",)] if goes_on else [("Pécs",)]
    qtbot.waitUntil(lambda: stored(workspace, "organisations", firms[:1], "city") == mine)
    assert not row.error.isVisible()


def test_closing_the_window_saves_what_is_being_written(qtbot, partners, workspace, firms):
    begin_staff(qtbot, partners, "38")

    partners.house.window.close()

    assert not partners.house.window.isVisible()
    assert stored(workspace, "organisations", firms[:1], "staff") == [(38,)]
