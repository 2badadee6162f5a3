"""Likely doubles: shown where one works, compared, judged, and every judgement taken back."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop import i18n
from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import history, identity, organisations, records
from recipe_desktop.ui.cards import FindingLine
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.view import Languages
from tests.sync.offices import carry, meet

LEFT = Qt.MouseButton.LeftButton
VAT = "HU12345676"


@pytest.fixture
def twins(an_organisation):
    return [
        an_organisation("Alfa Motor Kft.", vat_number=VAT, city="Győr", country="HU"),
        an_organisation("Alfa Motor Zrt.", vat_number=VAT, city="Győr", country="HU"),
    ]


@pytest.fixture
def page(qtbot, twins, an_organisation, open_page):
    an_organisation("Béta")
    made = open_page()
    qtbot.waitUntil(lambda: len(made.watch.pairs) == 1)
    return made


def shown(workspace):
    return [line.name for line in workspace.ask(_all_lines)]


def _all_lines(session):
    return organisations.lines(session, organisations.order(session))


def button(page, words):
    lines = page.detail.overview.findings.findChildren(FindingLine)
    shown = [b for line in lines for b in line.findChildren(Button) if b.isVisible()]
    [found] = [b for b in shown if b.text() == words]
    return found


def test_rows_and_the_record_say_that_it_may_be_a_double(page, twins):
    page.list.choose(twins[0])

    assert page.listing.doubles.text() == "1 pair looks alike"
    [finding, *_rest] = page.detail.overview.findings._shown
    assert finding.sentence == "Perhaps the same as Alfa Motor Zrt."
    assert finding.reason.startswith("Same number")


def test_the_same_organisation_is_shown_once_and_can_be_taken_apart(qtbot, page, twins, workspace):
    page.list.choose(twins[0])
    qtbot.mouseClick(button(page, "Compare"), LEFT)
    right = page.detail.dialog.comparison.sides[1]

    qtbot.mouseClick(right.keep, LEFT)

    kept = page.chosen
    assert shown(workspace) == [page.chosen_name, "Béta"]
    assert kept == right.uid
    qtbot.mouseClick(button(page, "Take apart"), LEFT)
    assert len(shown(workspace)) == 3


def test_what_differs_between_the_two_is_told(page, twins, qtbot):
    page.review_doubles()
    left = page.doubles.comparison.sides[0]
    said = {row.accessibleName(): row._differs for row in left.findChildren(type_of_value())}

    assert said["City: Győr"] is False
    assert [words for words, differs in said.items() if differs and words.startswith("Name")]


def test_of_two_long_names_all_is_seen_side_by_side(page, twins, workspace, qtbot):
    long = "Österreichisch-ungarische Fahrzeugsicherheitsprüfgesellschaft für Nutzfahrzeugbau"
    left, _right = twins
    workspace.do(records.edit, "organisations", left, {"name": long})
    page.review_doubles()
    kinds = [side.findChildren(type_of_value()) for side in page.doubles.comparison.sides]

    def heights():
        return [[row.height() for row in rows] for rows in kinds]

    qtbot.waitUntil(lambda: heights()[0][0] > 1.5 * heights()[0][1])
    assert heights()[0] == heights()[1]
    names = [row for row in kinds[0] if row.accessibleName().endswith(long)]
    assert all(row.height() == row.heightForWidth(row.width()) for row in names)


def type_of_value():
    from recipe_desktop.ui.partners.compare import _Value

    return _Value


def test_different_organisations_are_not_proposed_again(qtbot, page, workspace):
    qtbot.mouseClick(page.listing.doubles, LEFT)
    assert page.doubles.title.words == "1 pair looks alike"

    qtbot.keyClick(page.doubles.comparison, Qt.Key.Key_3)

    assert page.doubles.table.rowCount() == 0
    assert page.doubles.none.isVisible()
    assert workspace.ask(identity.doubles) == []
    assert page.doubles.told.words.words == "Noted as different"

    qtbot.mouseClick(page.doubles.none.primary, LEFT)

    assert page.list.isVisible()


def test_a_judgement_is_taken_back_in_the_review(qtbot, page, workspace):
    page.review_doubles()
    assert page.doubles.list.hasFocus()
    qtbot.keyClick(page.doubles.list, Qt.Key.Key_1)
    assert len(shown(workspace)) == 2

    qtbot.mouseClick(page.doubles.told.undo, LEFT)

    assert len(shown(workspace)) == 3
    qtbot.waitUntil(lambda: page.doubles.table.rowCount() == 1)


def test_back_leads_to_the_list(qtbot, page):
    page.review_doubles()

    qtbot.mouseClick(page.doubles.back, LEFT)

    assert page.list.isVisible()


@pytest.fixture
def deleted_beside_doubles(qtbot, page, twins):
    """The doubles were looked at; then one of the two was deleted from the list."""
    page.review_doubles()
    assert len(page.doubles.comparison.sides) == 2
    page.show_list()
    page.list.choose(twins[0])
    page.delete_chosen()
    return page


def test_who_has_gone_while_two_are_compared_cannot_be_kept(qtbot, page, twins, workspace):
    page.list.choose(twins[0])
    qtbot.mouseClick(button(page, "Compare"), LEFT)
    comparison = page.detail.dialog.comparison
    [gone] = [side for side in comparison.sides if side.uid == twins[1]]
    workspace.do(records.remove, "organisations", twins[1])

    with qtbot.captureExceptions() as risen:
        qtbot.mouseClick(gone.keep, LEFT)

    assert [error.code for _kind, error, _trace in risen] == ["record.unknown"]


def test_the_language_changes_although_a_compared_organisation_has_gone(
    qtbot, qapp, deleted_beside_doubles
):
    languages = Languages(qapp)
    try:
        languages.use(i18n.PSEUDO)

        assert deleted_beside_doubles.doubles.back.text().startswith("[")
    finally:
        languages.use("en")


def test_who_was_deleted_is_compared_no_more_and_again_when_that_is_undone(
    qtbot, deleted_beside_doubles
):
    page = deleted_beside_doubles

    page.review_doubles()

    assert page.doubles.none.isVisible()
    assert page.doubles.comparison.sides == []
    page.show_list()
    qtbot.mouseClick(page.listing.told.undo, LEFT)
    page.review_doubles()
    qtbot.waitUntil(lambda: len(page.doubles.comparison.sides) == 2)


def test_the_comparison_shows_what_was_written_in_the_meantime(page, twins, workspace):
    page.review_doubles()
    page.show_list()
    workspace.do(records.edit, "organisations", twins[0], {"city": "Sopron"})

    page.review_doubles()

    said = {row.accessibleName() for row in page.doubles.findChildren(type_of_value())}
    assert "City: Sopron" in said


def test_a_merge_that_somebody_disputes_says_so_until_it_is_said_to_stand(
    qtbot, page, twins, workspace
):
    workspace.do(identity.confirm, "organisations", *twins)
    workspace.do(identity.reject, "organisations", *twins)  # as it comes from another office
    page.list.choose(twins[0])

    said = [note.sentence for note in page.detail.overview.findings._shown]
    assert any("said that they are two" in sentence for sentence in said)
    qtbot.mouseClick(button(page, "Let it stand"), LEFT)

    said = [note.sentence for note in page.detail.overview.findings._shown]
    assert not any("said that they are two" in sentence for sentence in said)
    assert shown(workspace) == ["Alfa Motor Kft.", "Béta"]


@pytest.fixture
def compared(qtbot, page, twins):
    """The dialog in which the two are compared."""
    page.list.choose(twins[0])
    qtbot.mouseClick(button(page, "Compare"), LEFT)
    return page.detail.dialog


def values(side):
    return [row.accessibleName() for row in side.findChildren(type_of_value())]


def test_what_is_changed_elsewhere_while_two_are_compared_is_seen(page, compared, twins, workspace):
    workspace.do(records.edit, "organisations", twins[1], {"city": "Pécs"})

    left, right = compared.comparison.sides
    assert "City: Győr" in values(left)
    assert "City: Pécs" in values(right)
    assert left.keep.hasFocus()


def test_there_is_nothing_to_decide_once_one_of_the_two_has_gone(
    qtbot, page, compared, twins, workspace
):
    comparison = compared.comparison
    workspace.do(records.remove, "organisations", twins[1])

    said = comparison.reason.words
    assert said == "Alfa Motor Zrt.: deleted in the meantime, there is nothing left to decide."
    assert [side.keep.isEnabled() for side in comparison.sides] == [False, False]
    assert not comparison.apart.isEnabled()
    assert compared.later.hasFocus()

    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        qtbot.keyClick(compared.later, key)
    assert compared.isVisible()
    workspace.do(history.undo)
    assert comparison.apart.isEnabled()
    assert "Same number" in comparison.reason.words


def test_two_that_were_merged_elsewhere_are_not_judged_again(page, compared, twins, workspace):
    workspace.do(identity.confirm, "organisations", *twins)

    assert compared.comparison.reason.words.startswith("Merged in the meantime")
    assert not compared.comparison.sides[0].keep.isEnabled()
    assert compared.later.text() == "Close"


def test_the_review_follows_the_store_too(page, twins, workspace):
    page.review_doubles()

    workspace.do(records.edit, "organisations", twins[1], {"city": "Pécs"})

    assert any("City: Pécs" in values(side) for side in page.doubles.comparison.sides)


def test_after_a_verdict_the_keyboard_is_in_the_list_of_pairs(qtbot, page):
    page.review_doubles()
    apart = page.doubles.comparison.apart
    apart.setFocus()

    qtbot.keyClick(apart, Qt.Key.Key_Space)

    assert page.window().focusWidget() is page.doubles.list


def notes(page):
    return [(note.sentence, note.reason) for note in page.detail.overview.findings._shown]


def test_a_rejection_stands_in_both_records_until_it_is_taken_back(qtbot, page, twins, workspace):
    workspace.do(identity.reject, "organisations", *twins)
    workspace.do(records.edit, "organisations", twins[1], {"address": "Fő tér 1"})  # later
    page.list.choose(twins[1])
    assert notes(page)[-1][0] == "Noted as different from Alfa Motor Kft."
    page.list.choose(twins[0])
    qtbot.waitUntil(lambda: not page.watch.pairs)

    qtbot.mouseClick(button(page, "Take back"), LEFT)

    assert page.listing.told.words.words == "No longer noted as different from Alfa Motor Zrt."
    qtbot.waitUntil(lambda: "Perhaps the same as Alfa Motor Zrt." in dict(notes(page)))
    assert not any("Noted as different" in said for said, _reason in notes(page))
    page.listing.told.undo.click()
    assert notes(page)[-1][0] == "Noted as different from Alfa Motor Zrt."


def test_what_was_said_of_a_merged_record_is_taken_back_at_the_one_that_is_shown(
    qtbot, page, twins, an_organisation, workspace
):
    third = an_organisation("Alfa Motor Bt.", city="Győr", country="HU")
    workspace.do(identity.reject, "organisations", twins[1], third)
    workspace.do(identity.confirm, "organisations", *twins)
    page.list.choose(twins[0])
    assert notes(page)[-1][0] == "Noted as different from Alfa Motor Bt."

    qtbot.mouseClick(button(page, "Take back"), LEFT)

    assert workspace.ask(identity.judged, "organisations") == frozenset()


def test_the_rejection_of_a_colleague_names_them_and_can_be_taken_back(
    qtbot, a_laptop, open_page, workspace, twins, box
):
    colleague = a_laptop("FR", "Lyon 1", "Hélène Le Goff")
    meet(workspace, colleague)
    carry(box, workspace, colleague)
    colleague.do(identity.reject, "organisations", *twins)
    carry(box, workspace, colleague)
    page = open_page()
    page.list.choose(twins[0])
    [(said, reason)] = [note for note in notes(page) if "different" in note[0]]
    assert said == "Noted as different from Alfa Motor Zrt."
    assert reason.startswith("Hélène Le Goff, Lyon 1, ")

    qtbot.mouseClick(button(page, "Take back"), LEFT)

    carry(box, workspace, colleague)
    assert colleague.ask(identity.judged, "organisations") == frozenset()


def test_nothing_is_taken_back_that_nobody_said(workspace, twins):
    with pytest.raises(UserError, match=r"identity\.not_rejected"):
        workspace.do(identity.take_back_rejection, "organisations", *twins)
