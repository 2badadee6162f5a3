"""Going back to words that were not saved, when their record is not what it was any more."""

import pytest
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import identity, organisations, records
from tests.ui.hands import settle, words_on
from tests.ui.typing import CTRL, KEY, LEFT, press, row_of, write


@pytest.fixture
def costa(qtbot, partners, workspace, firms):
    values = {"organisation": firms[0], "family_name": "Costa"}
    uid = workspace.do(records.create, "people", values).uid
    settle(qtbot, partners.house)
    return uid


def refuse_a_phone(qtbot, page, organisation, person):
    """Paste what is longer than any telephone number, and leave the field."""
    page.open_person(organisation, person)
    panel = page.detail.people.entries.panel
    phone = panel.form.rows["phone"].editor
    qtbot.mouseClick(phone, LEFT)
    QApplication.clipboard().setText("1" * 600)
    press(qtbot, KEY.Key_V, CTRL)
    press(qtbot, KEY.Key_Tab)
    return panel


def test_words_of_a_merged_organisation_lead_to_the_one_that_was_kept_and_back_again(
    qtbot, partners, workspace, firms
):
    page = partners
    write(qtbot, row_of(page, "staff").editor, "viele")
    page.open(firms[2])
    workspace.do(identity.confirm, "organisations", firms[1], firms[0])
    left = page.window().left

    qtbot.mouseClick(left.back, LEFT)

    assert page.chosen == firms[1]
    assert "Not saved in Alfa Kft.: Staff “viele”." in left.words.words
    assert left.words.words.endswith("It is merged into Béta Kft.")
    workspace.do(identity.take_back, "organisations", firms[0])
    qtbot.mouseClick(left.back, LEFT)
    assert (page.chosen, row_of(page, "staff").editor.text()) == (firms[0], "viele")
    assert left.isHidden()


def test_words_of_a_person_are_gone_on_with_where_the_person_is_shown_now(
    qtbot, partners, workspace, firms, costa
):
    page = partners
    panel = refuse_a_phone(qtbot, page, firms[0], costa)
    page.open(firms[2])
    workspace.do(identity.confirm, "organisations", firms[1], firms[0])

    qtbot.mouseClick(page.window().left.back, LEFT)

    assert page.chosen == firms[1]
    assert (panel.uid, panel.form.rows["phone"].editor.text()) == (costa, "1" * 600)


def test_words_of_a_person_whose_organisation_went_lead_to_the_person(
    qtbot, partners, workspace, firms, costa
):
    page = partners
    refuse_a_phone(qtbot, page, firms[0], costa)
    page.open(firms[2])
    workspace.do(records.remove, "organisations", firms[0])

    qtbot.mouseClick(page.window().left.back, LEFT)

    assert page.without.people.entries.panel.uid == costa
    said = words_on(page.window().left)
    assert "deleted" not in said
    assert "Its organisation or event is not here (any more)." in said


def test_somebody_begun_in_a_merged_organisation_is_gone_on_with_in_the_kept_one(
    qtbot, partners, workspace, firms
):
    page = partners
    qtbot.mouseClick(page.detail.new_person, LEFT)
    panel = page.detail.people.entries.panel
    write(qtbot, panel.form.rows["email"].editor, "ana@example.org")
    page.open(firms[2])
    workspace.do(identity.confirm, "organisations", firms[1], firms[0])

    qtbot.mouseClick(page.window().left.back, LEFT)
    write(qtbot, panel.form.rows["family_name"].editor, "Costa")

    assert page.chosen == firms[1]
    [person] = workspace.ask(organisations.people_of, firms[1])
    assert (person.name, person.email) == ("Costa", "ana@example.org")


def test_somebody_begun_in_a_deleted_organisation_is_begun_in_no_other(
    qtbot, partners, workspace, firms
):
    page = partners
    qtbot.mouseClick(page.detail.new_person, LEFT)
    panel = page.detail.people.entries.panel
    write(qtbot, panel.form.rows["email"].editor, "ana@example.org")
    page.open(firms[2])
    workspace.do(records.remove, "organisations", firms[0])
    left = page.window().left

    qtbot.mouseClick(left.back, LEFT)

    assert panel.isHidden()
    assert "ana@example.org" in words_on(left)
    assert left.back.isHidden()
