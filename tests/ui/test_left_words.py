"""Words that somebody wrote are never lost without a word, and can be had back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import organisations, records
from recipe_desktop.ui.forms.left_words import LeftWords
from recipe_desktop.ui.window.left_line import LeftLine
from tests.another_program import holding_the_lock
from tests.ui.hands import settle, type_text, words_on

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def firms(workspace):
    return [
        workspace.do(records.create, "organisations", {"name": name, "staff": 12}).uid
        for name in ("Alfa Kft.", "Béta Kft.")
    ]


@pytest.fixture
def partners(qtbot, a_house, workspace, firms):
    house = a_house(workspace)
    page = house.window.go("partners")
    settle(qtbot, house)
    page.open(firms[0])
    return page


def write(qtbot, editor, text):
    qtbot.mouseClick(editor, LEFT)
    editor.selectAll()
    type_text(editor, text)
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)


def emails(workspace, uid):
    return [person.email for person in workspace.ask(organisations.card, uid).people]


def begin_ana(qtbot, page):
    """Write down somebody of whom only the address is known."""
    qtbot.mouseClick(page.detail.new_person, LEFT)
    panel = page.detail.people.entries.panel
    write(qtbot, panel.form.rows["email"].editor, "ana@example.org")
    return panel


def test_a_person_without_a_name_is_not_done(qtbot, partners, workspace, firms):
    panel = begin_ana(qtbot, partners)

    qtbot.mouseClick(panel.done, LEFT)

    [asked] = [row for row in panel.form.rows.values() if row.error.isVisible()]
    assert asked.error.text().startswith("This cannot be saved without")
    assert asked.editor.hasFocus()
    assert panel.form.rows["email"].editor.text() == "ana@example.org"

    write(qtbot, panel.form.rows["family_name"].editor, "Costa")
    qtbot.mouseClick(panel.done, LEFT)

    assert not asked.error.text()
    assert panel.isHidden()
    assert emails(workspace, firms[0]) == ["ana@example.org"]


@pytest.mark.parametrize("away", ["another record", "Escape"])
def test_an_unfinished_person_that_is_left_can_be_copied(qtbot, partners, firms, away):
    panel = begin_ana(qtbot, partners)
    left = partners.window().left

    if away == "Escape":
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    else:
        partners.list.choose(firms[1])

    assert panel.isHidden()
    assert left.words.words.startswith("Not saved: Email “ana@example.org”. This cannot be saved")
    qtbot.mouseClick(left.undo, LEFT)
    assert QApplication.clipboard().text() == "ana@example.org"
    assert left.isHidden()


def test_what_was_being_written_in_a_deleted_record_is_told(qtbot, partners, workspace, firms):
    field = partners.detail.overview.placed.rows["address"].editor
    qtbot.mouseClick(field, LEFT)
    type_text(field, "Fő utca")

    workspace.do(records.remove, "organisations", firms[0])

    said = "Alfa Kft. was deleted meanwhile. Not saved: Address “Fő utca”."
    assert partners.detail.uid == firms[1]
    assert partners.window().left.words.words == said


def test_words_in_the_last_record_of_all_are_told_too(qtbot, partners, workspace, firms):
    workspace.do(records.remove, "organisations", firms[1])
    field = partners.detail.overview.placed.rows["address"].editor
    qtbot.mouseClick(field, LEFT)
    type_text(field, "Fő utca")

    workspace.do(records.remove, "organisations", firms[0])

    assert partners.empty.isVisible()
    assert "Alfa Kft. was deleted meanwhile" in words_on(partners.window().left)


def test_words_in_a_person_that_is_deleted_are_told(qtbot, partners, workspace, firms):
    values = {"organisation": firms[0], "given_name": "Ana", "family_name": "Costa"}
    ana = workspace.do(records.create, "people", values).uid
    partners.open_person(firms[0], ana)
    field = partners.detail.people.entries.panel.form.rows["phone"].editor
    qtbot.mouseClick(field, LEFT)
    type_text(field, "+351 1")

    workspace.do(records.remove, "people", ana)

    said = "Ana Costa was deleted meanwhile. Not saved: Telephone “+351 1”."
    assert partners.window().left.words.words == said


def test_what_was_not_taken_is_told_when_another_record_comes(qtbot, partners, firms):
    left = partners.window().left
    write(qtbot, partners.detail.overview.figures.rows["staff"].editor, "viele")
    write(qtbot, partners.detail.overview.figures.rows["turnover_cents"].editor, "wenig")

    partners.list.choose(firms[1])

    told = left.words.words
    assert told.startswith("Not saved in Alfa Kft.: Staff “viele” and Turnover “wenig”. Please")
    partners.list.choose(firms[0])
    assert left.words.words == told


def test_what_cannot_be_written_while_another_program_writes_stays_with_the_reason(
    qtbot, partners, workspace, firms
):
    row = partners.detail.overview.placed.rows["address"]
    other = holding_the_lock(workspace.path)

    write(qtbot, row.editor, "Fő utca 1")
    other.communicate("")

    assert row.editor.text() == "Fő utca 1"
    assert row.error.text().startswith("Another program is writing")

    write(qtbot, row.editor, "Fő utca 2")

    assert workspace.ask(records.show, "organisations", firms[0]).fields["address"] == "Fő utca 2"
    assert not row.error.text()


def test_somebody_begun_is_told_of_when_a_filter_leaves_nothing(qtbot, partners):
    page = partners
    begin_ana(qtbot, page)
    field = page.listing.column.filter.field

    qtbot.mouseClick(field, LEFT)
    type_text(field, "zzzz")
    qtbot.waitUntil(lambda: page.list.uid is None)

    left = page.window().left
    assert left.isVisible()
    assert "ana@example.org" in words_on(left)
    assert page.window().close()  # nothing out of sight holds it open


def test_going_back_takes_no_other_words_away(qtbot, partners, firms):
    page = partners
    row = page.detail.overview.figures.rows["staff"]
    left = page.window().left
    for text in ("viele", "rather many"):
        page.open(firms[0])
        write(qtbot, row.editor, text)
        page.open(firms[1])
    page.open(firms[0])
    write(qtbot, row.editor, "lots")

    qtbot.mouseClick(left.back, LEFT)

    assert row.editor.text() == "rather many"
    assert "lots" in words_on(left)
    assert "viele" in words_on(left)


def test_many_words_that_were_left_do_not_cover_the_page(qtbot, partners, firms):
    page = partners
    row = page.detail.overview.figures.rows["staff"]
    for number in range(6):
        write(qtbot, row.editor, f"about {number} or so")
        page.open(firms[1])
        page.open(firms[0])

    said = words_on(page.window().left)

    assert "3 more before these." in said
    assert "about 5 or so" in said
    assert "about 2 or so" not in said
    qtbot.mouseClick(page.window().left.undo, LEFT)
    assert QApplication.clipboard().text().count("or so") == 6


def test_words_that_end_in_a_stop_get_no_second_one(look, qtbot):
    line = LeftLine(look)
    qtbot.addWidget(line)

    line.add(LeftWords("Alfa Kft.", [("Notes", "Comes back on Monday.")], [], None))

    assert line.words.words.endswith("Notes “Comes back on Monday.”")
