"""Partners as one uses them: found, edited, undone, made, deleted, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from recipe_desktop import i18n
from recipe_desktop.services import identity, records
from recipe_desktop.ui.tables.records import DISPLAY
from tests.ui.hands import elided_labels, nameless, type_text

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def names(page):
    table = page.list.table
    return [table.data(table.index(row, 0), DISPLAY) for row in range(table.rowCount())]


def search(qtbot, page, text):
    field = page.listing.column.filter.field
    field.setFocus()
    field.clear()
    with qtbot.waitSignal(page.listing.column.filtered):
        type_text(field, text)


def test_typing_without_accents_finds_names_with_them(qtbot, open_page, an_organisation):
    an_organisation("Győri Akkumulátortechnika Kft.", city="Győr")
    an_organisation("Mobinov")
    page = open_page()

    search(qtbot, page, "gyori akku")

    assert names(page) == ["Győri Akkumulátortechnika Kft."]
    assert page.listing.column.counted.words == "1 of 2"
    assert page.detail.head.head.title.words == "Győri Akkumulátortechnika Kft."


def test_one_letter_is_too_little_to_search_for(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()

    search(qtbot, page, "b")

    assert names(page) == ["Alfa", "Béta"]


def test_the_menus_count_merged_organisations_once_as_the_list_does(
    open_page, an_organisation, workspace
):
    sme = {"country": "HU", "organisation_type": "sme"}
    alfa = an_organisation("Alfa Motor", **sme)
    an_organisation("Béta", **sme)
    double = an_organisation("Alpha Motor", **sme)
    page = open_page()

    workspace.do(identity.confirm, "organisations", alfa, double)

    assert [a.text() for a in page.listing.country.open_menu().actions()][-1] == "Hungary\t2"
    assert [a.text() for a in page.listing.type.open_menu().actions()][-1] == "SME\t2"
    assert names(page) == ["Alfa Motor", "Béta"]

    workspace.do(identity.take_back, "organisations", double)

    assert [a.text() for a in page.listing.country.open_menu().actions()][-1] == "Hungary\t3"


def test_a_chip_narrows_to_a_country_and_its_cross_takes_that_back(open_page, an_organisation):
    an_organisation("Alfa", country="HU")
    an_organisation("Béta", country="DE")
    page = open_page()
    menu = page.listing.country.open_menu()
    [germany] = [a for a in menu.actions() if a.data() == "DE"]

    germany.trigger()
    narrowed = names(page)
    page.listing.country.cleared.emit()

    assert germany.text() == "Germany\t1"
    assert narrowed == ["Béta"]
    assert names(page) == ["Alfa", "Béta"]


def test_nothing_found_offers_to_clear_the_filter(qtbot, open_page, an_organisation):
    an_organisation("Alfa", country="HU")
    page = open_page()
    search(qtbot, page, "xyzzy")
    assert page.listing.column.nothing.isVisible()

    with qtbot.waitSignal(page.listing.column.filtered):
        qtbot.mouseClick(page.listing.column.nothing.clear, LEFT)

    assert names(page) == ["Alfa"]


def test_a_new_organisation_is_made_by_keys_and_opened(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    page = open_page()
    page.list.setFocus()

    qtbot.keyClick(page.list, KEY.Key_N, CONTROL)
    type_text(page.dialog.name, "Béta Kft.")
    qtbot.keyClick(page.dialog.name, KEY.Key_Return)

    assert names(page) == ["Alfa", "Béta Kft."]
    assert page.chosen_name == "Béta Kft."
    assert page.detail.card.fields["country"] == "HU"
    type_of = page.detail.overview.placed.rows["organisation_type"].editor
    assert QApplication.focusWidget() is type_of


def test_while_the_name_is_typed_those_already_here_are_shown(qtbot, open_page, an_organisation):
    alfa = an_organisation("Alfa Motor Kft.", country="HU")
    an_organisation("Béta")
    page = open_page()
    page.list.choose(alfa)
    page.new_organisation()
    dialog = page.dialog

    type_text(dialog.name, "alfa motor")
    qtbot.waitUntil(lambda: len(dialog.hints) == 1)
    [open_it] = [b for b in dialog.hints[0].children() if hasattr(b, "clicked")]
    qtbot.mouseClick(open_it, LEFT)

    assert page.chosen == alfa
    assert not dialog.isVisible()


def test_choosing_a_country_does_not_shorten_the_rest_before_names_are_looked_up(
    qtbot, open_page, an_organisation
):
    an_organisation("Béta")
    page = open_page()
    page.new_organisation()
    rests = page.dialog.findChildren(QTimer)
    before = [rest.interval() for rest in rests]

    page.dialog.country.setCurrentIndex(3)

    assert before
    assert [rest.interval() for rest in rests] == before


def test_a_deleted_organisation_is_told_and_comes_back(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()
    page.list.setFocus()

    qtbot.keyClick(page.list, KEY.Key_Delete)
    left = names(page)
    told = page.listing.told
    assert (told.isVisible(), told.words.words) == (True, "Deleted Alfa")
    qtbot.mouseClick(told.undo, LEFT)

    assert left == ["Béta"]
    assert names(page) == ["Alfa", "Béta"]
    assert page.chosen_name == "Alfa"
    assert not told.isVisible()


def test_the_deletion_of_the_last_one_is_told_where_nothing_is_left(
    qtbot, open_page, an_organisation
):
    an_organisation("Alfa")
    page = open_page()
    page.list.setFocus()
    told = page.listing.told

    qtbot.keyClick(page.list, KEY.Key_Delete)
    assert page.empty.isVisible()
    assert (told.isVisible(), told.words.words) == (True, "Deleted Alfa")
    qtbot.mouseClick(told.undo, LEFT)
    assert (names(page), told.isVisible()) == (["Alfa"], False)

    qtbot.keyClick(page.list, KEY.Key_Delete)
    an_organisation("Béta")
    assert (names(page), told.isVisible()) == (["Béta"], True)


def test_undoing_by_key_takes_the_told_line_away(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()
    page.delete_chosen()

    qtbot.keyClick(page.list, KEY.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: names(page) == ["Alfa", "Béta"])

    assert page.chosen_name == "Alfa"
    assert not page.listing.told.isVisible()


def test_the_keyboard_alone_finds_walks_and_opens(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()

    qtbot.keyClick(page, KEY.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.listing.column.filter.field
    page.list.setFocus()
    qtbot.keyClick(page.list, KEY.Key_Down)
    assert page.detail.head.head.title.words == "Béta"
    qtbot.keyClick(page.list, KEY.Key_Return)

    assert QApplication.focusWidget() is page.detail.overview.named.rows["name"].editor
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    assert page.list.hasFocus()


def test_escape_gives_up_what_was_written_and_then_leads_back_to_the_list(
    qtbot, open_page, an_organisation
):
    an_organisation("Alfa")
    page = open_page()
    editor = page.detail.overview.placed.rows["city"].editor
    editor.setFocus()
    type_text(editor, "Győr")

    qtbot.keyClick(editor, KEY.Key_Escape)
    assert (editor.text(), editor.hasFocus()) == ("", True)
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert page.list.hasFocus()


@pytest.mark.parametrize(
    ("key", "held"),
    [(KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier), (KEY.Key_Menu, NO_MODIFIER)],
)
def test_the_keyboard_opens_the_menu_of_a_row(qtbot, open_page, an_organisation, key, held):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()
    page.list.setFocus()
    qtbot.keyClick(page.list, KEY.Key_Down)

    qtbot.keyClick(page.list, key, held)

    menu = QApplication.activePopupWidget()
    assert "Delete the organisation" in [action.text() for action in menu.actions()]
    row = page.list.visualRect(page.list.currentIndex())
    assert row.contains(page.list.viewport().mapFromGlobal(menu.pos()))
    menu.close()
    assert page.list.hasFocus()


def test_the_right_button_opens_the_menu_of_the_row_under_it(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    an_organisation("Béta")
    page = open_page()
    view = page.list.viewport()
    at = page.list.visualRect(page.list.table.index(1, 0)).center()

    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=at)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, asked)

    menu = QApplication.activePopupWidget()
    assert menu.pos() == view.mapToGlobal(at)
    assert page.detail.head.head.title.words == "Béta"
    menu.close()


def test_news_keep_what_is_chosen_and_what_is_being_written(open_page, an_organisation, workspace):
    beta = an_organisation("Béta")
    page = open_page()
    editor = page.detail.overview.placed.rows["city"].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(editor, "Győ")

    an_organisation("Alfa")
    workspace.do(records.edit, "organisations", beta, {"address": "Fő utca 1."})

    assert page.chosen == beta
    assert names(page) == ["Alfa", "Béta"]
    assert editor.text() == "Győ"
    assert page.detail.overview.placed.rows["address"].editor.text() == "Fő utca 1."


def test_an_empty_store_says_how_to_begin(qtbot, open_page):
    page = open_page()
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.import_wanted):
        qtbot.mouseClick(page.empty.primary, LEFT)

    qtbot.mouseClick(page.empty.second, LEFT)
    type_text(page.dialog.name, "Alfa")
    qtbot.keyClick(page.dialog.name, KEY.Key_Return)

    assert page.listing.isVisible()
    assert names(page) == ["Alfa"]


def test_the_drawing_of_an_empty_page_grows_with_the_text(open_page, look):
    page = open_page()
    drawing = page.empty.drawing
    before = drawing.size()

    look.use(percent=200)

    assert page.empty.isVisible()
    assert drawing.width() > 1.9 * before.width()
    assert drawing.height() > 1.9 * before.height()
    assert page.empty.what.width() == look.px(29)


def test_the_drawing_of_an_empty_page_gives_way_where_the_words_need_its_room(
    open_page, look, qtbot
):
    empty = open_page().empty
    assert empty.drawing.isVisible()

    look.use(percent=200)
    empty.window().resize(1366, 600)

    qtbot.waitUntil(lambda: not empty.drawing.isVisible())
    assert empty.title.geometry().bottom() < empty.what.geometry().top()
    look.use(percent=100)
    qtbot.waitUntil(empty.drawing.isVisible)


def test_everything_that_takes_the_focus_has_a_name(
    open_page, an_organisation, a_person, workspace
):
    alfa = an_organisation("Alfa", vat_number="HU12345676")
    an_organisation("Alfa", vat_number="HU12345676")
    workspace.do(records.create, "former-names", {"organisation": alfa, "name": "Régi"})
    workspace.do(records.create, "memberships", {"organisation": alfa, "cluster_name": "Pannon"})
    person = a_person(alfa, given_name="Ana", family_name="Costa")
    page = open_page()
    page.list.choose(alfa)
    page.detail.people.entries.open(person)
    page.review_doubles()
    page.new_organisation()

    assert nameless(page) == []
    assert nameless(page.dialog) == []


def test_fixed_words_fit_in_a_language_that_is_a_third_longer(open_page, an_organisation):
    an_organisation("Alfa")
    i18n.use_language("xx")
    page = open_page()

    said = [words for words in elided_labels(page.listing) if words.startswith("[")]

    assert said == []


def test_a_page_in_another_language_says_everything_anew(open_page, an_organisation, qapp):
    from recipe_desktop.ui.view import Languages

    an_organisation("Alfa", country="HU")
    page = open_page()

    Languages(qapp).use("xx")
    try:
        assert page.listing.column.title.words.startswith("[")
        assert page.detail.overview.named.rows["name"].label.words.startswith("[")
        assert page.detail.tabs.tabText(1).startswith("[")
    finally:
        Languages(qapp).use("en")


def test_in_a_narrow_window_the_pane_takes_the_place_of_the_list(qtbot, open_page, an_organisation):
    an_organisation("Alfa")
    page = open_page()
    page.window().resize(800, 700)
    qtbot.waitUntil(lambda: not page.detail.isVisible())
    page.list.setFocus()

    qtbot.keyClick(page.list, KEY.Key_Return)
    assert (page.listing.isVisible(), page.detail.isVisible()) == (False, True)
    qtbot.waitUntil(lambda: page.detail.back.width() > 0)
    qtbot.mouseClick(page.detail.back, LEFT)

    assert (page.listing.isVisible(), page.detail.isVisible()) == (True, False)
    assert page.list.hasFocus()


def test_who_writes_goes_on_writing_when_the_window_is_made_narrow(
    qtbot, open_page, an_organisation
):
    an_organisation("Alfa")
    page = open_page()
    address = page.detail.overview.placed.rows["address"].editor
    qtbot.mouseClick(address, LEFT)
    type_text(address, "Fő ")

    page.window().resize(800, 700)
    qtbot.waitUntil(lambda: not page.listing.isVisible())
    type_text(page.window().focusWidget(), "tér 1")

    assert address.text() == "Fő tér 1"
    assert page.detail.isVisible()


def test_from_the_filter_one_goes_on_to_what_was_found(qtbot, open_page, an_organisation):
    for name in ("Alfa", "Béta", "Gamma"):
        an_organisation(name)
    page = open_page()
    page.find_partner()
    field = page.listing.column.filter.field

    type_text(field, "bet")
    qtbot.keyClick(field, KEY.Key_Down)

    assert page.list.hasFocus()
    assert page.chosen_name == "Béta"
