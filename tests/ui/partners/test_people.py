"""People of an organisation: made, edited and deleted in place, and never for another cluster."""

from PySide6.QtCore import Qt

from recipe_desktop.services import organisations
from tests.ui.hands import type_text

LEFT = Qt.MouseButton.LeftButton


def write(panel, name, text):
    editor = panel.form.rows[name].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(editor, text)
    editor.clearFocus()


def people(workspace, uid):
    return [(p.name, p.email) for p in workspace.ask(organisations.card, uid).people]


def test_a_person_is_made_as_soon_as_there_is_a_name(qtbot, open_page, an_organisation, workspace):
    alfa = an_organisation("Alfa")
    page = open_page()
    qtbot.mouseClick(page.detail.new_person, LEFT)
    panel = page.detail.people.entries.panel

    write(panel, "email", "ana@example.org")
    assert people(workspace, alfa) == []
    write(panel, "family_name", "Costa")
    write(panel, "given_name", "Ana")

    assert people(workspace, alfa) == [("Ana Costa", "ana@example.org")]
    assert page.detail.tabs.tabData(1) == "1"
    assert panel.isVisible()


def test_pressing_a_person_opens_what_is_known_and_escape_closes_it(
    qtbot, open_page, an_organisation, a_person, workspace
):
    alfa = an_organisation("Alfa")
    ana = a_person(alfa, given_name="Ana", family_name="Costa", phone="1")
    page = open_page()
    page.detail.tabs.setCurrentIndex(1)
    entries = page.detail.people.entries

    qtbot.mouseClick(entries.rows[ana], LEFT)
    phone = entries.panel.form.rows["phone"].editor
    assert (entries.panel.isVisible(), phone.text()) == (True, "1")
    write(entries.panel, "position", "Quality")
    qtbot.keyClick(phone, Qt.Key.Key_Escape)

    assert not entries.panel.isVisible()
    assert entries.rows[ana].hasFocus()
    assert entries.rows[ana].accessibleName() == "Ana Costa, Quality, 1"


def test_a_deleted_person_can_be_taken_back(qtbot, open_page, an_organisation, a_person, workspace):
    alfa = an_organisation("Alfa")
    ana = a_person(alfa, given_name="Ana", family_name="Costa")
    page = open_page()
    page.detail.tabs.setCurrentIndex(1)
    page.detail.people.entries.open(ana)

    qtbot.mouseClick(page.detail.people.entries.panel.delete, LEFT)
    assert people(workspace, alfa) == []
    assert not page.detail.people.entries.panel.isVisible()
    page.listing.told.undo.click()

    assert people(workspace, alfa) == [("Ana Costa", "")]


def test_who_may_see_people_is_said(open_page, an_organisation):
    an_organisation("Alfa")
    page = open_page()

    assert page.detail.people.scope.words.words.startswith("Only ZONE Klaszter sees these people")
    assert page.detail.overview.scope.words.words == "Only ZONE Klaszter sees this"


def test_another_organisation_closes_what_was_open(open_page, an_organisation, a_person):
    alfa, beta = an_organisation("Alfa"), an_organisation("Béta")
    ana = a_person(alfa, given_name="Ana", family_name="Costa")
    page = open_page()
    page.detail.people.entries.open(ana)

    page.list.choose(beta)

    assert page.detail.people.entries.panel.isHidden()
    assert page.detail.people.entries.rows == {}


def test_a_person_that_was_searched_for_stands_open(open_page, an_organisation, a_person):
    alfa, beta = an_organisation("Alfa"), an_organisation("Béta")
    a_person(alfa, given_name="Ana", family_name="Costa")
    zsofi = a_person(beta, given_name="Zsófia", family_name="Nagy")
    page = open_page()

    page.open_person(beta, zsofi)

    assert page.chosen == beta
    assert page.detail.people.entries.panel.isVisible()
    assert page.detail.people.entries.panel.form.rows["family_name"].editor.text() == "Nagy"
