"""The first page says what waits, and every row leads where it says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import records, stores
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.imports.page import ImportPage
from recipe_desktop.ui.look.theme import Scheme
from recipe_desktop.ui.window.palette import Offer, Palette
from tests.conftest import DRIVERS
from tests.ui.hands import elided_labels, nameless, settle, type_text, words_on

LEFT = Qt.MouseButton.LeftButton


def home(house):
    return house.window.go("home")


def tasks(house):
    return [row.text() for row in home(house).rows()]


def organisation(house, name, **more):
    return house.workspace.do(records.create, "organisations", {"name": name, **more}).uid


def test_an_empty_store_asks_for_a_list_and_for_another_laptop(house):
    assert tasks(house) == ["Import your list of members", "Exchange cards with another laptop"]


def test_where_the_sidebar_folds_the_cards_stand_below_what_waits(house, qtbot):
    page = home(house)
    assert page.partners.y() == page.waiting.y()

    house.window.resize(house.look.px(60), house.look.px(48))

    qtbot.waitUntil(lambda: page.partners.y() > page.waiting.geometry().bottom())
    assert page.partners.width() == page.waiting.width()


def test_both_columns_end_at_one_line(house):
    page = home(house)

    assert page.came_in.geometry().bottom() == page.waiting.geometry().bottom()


def test_enter_on_a_row_opens_what_it_names(house, qtbot):
    row = home(house).rows()[0]
    row.setFocus()

    qtbot.keyClick(row, Qt.Key.Key_Return)

    assert isinstance(house.window.pages.currentWidget(), ImportPage)


def test_the_arrow_keys_walk_through_what_waits(house, qtbot):
    first, second = home(house).rows()
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Down)

    assert QApplication.focusWidget() is second


def test_what_is_entered_is_counted_at_once(house, qtbot):
    organisation(house, "Győri Akku Kft.", country="HU")
    organisation(house, "Donau-Sensorik GmbH", country="DE")
    settle(qtbot, house)

    assert "Import your list of members" not in tasks(house)
    assert "organisations, 0 people" in words_on(home(house).partners)
    assert house.window.sidebar.entries["partners"].count == "2"


def test_doubles_lead_to_their_review(house, qtbot):
    for _twin in range(2):
        organisation(house, "Győri Akku Kft.", country="HU", vat_number="HU11111111", city="Győr")
    settle(qtbot, house)
    [row] = [r for r in home(house).rows() if "pair" in r.text()]

    qtbot.mouseClick(row, LEFT)

    page = house.window.pages.currentWidget()
    assert page is house.window.go("partners")
    assert page.doubles.isVisible()


def test_the_palette_finds_an_organisation_without_its_accents_and_opens_it(house, qtbot):
    uid = organisation(house, "Győri Akkumulátortechnika Kft.", country="HU")
    organisation(house, "Another one", country="HU")
    qtbot.keyClick(house.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    [palette] = house.window.findChildren(Palette)

    palette.field.setText("gyor akku")
    palette.look_up()
    hits = [entry for entry in palette._entries.things if isinstance(entry, Offer)]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert hits[0].name == "Győri Akkumulátortechnika Kft."
    assert house.window.section == "partners"
    assert house.window.go("partners").chosen == uid


def test_a_person_is_found_and_shown_with_the_organisation(house, qtbot):
    uid = organisation(house, "Mobinov Testes Lda.", country="PT")
    house.workspace.do(
        records.create,
        "people",
        {"given_name": "João", "family_name": "Ferreira", "organisation": uid},
    )
    palette = house.window.open_palette()

    palette.field.setText("joao")
    palette.look_up()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert house.window.go("partners").chosen == uid


def test_somebody_registered_is_found_and_shown_among_the_people_of_the_event(house, qtbot):
    event = {"name": "Suppliers' day", "starts_on": "2026-11-23"}
    event = house.workspace.do(records.create, "events", event).uid
    place = {"event": event, "given_name": "Gergő", "family_name": "Nagy"}
    uid = house.workspace.do(records.create, "registrations", place).uid
    palette = house.window.open_palette()

    palette.field.setText("gergo")
    palette.look_up()
    [hit] = [entry for entry in palette._entries.things if isinstance(entry, Offer)]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert (hit.name, hit.second) == ("Nagy Gergő", "Suppliers' day, 23 Nov 2026")
    page = house.window.go("events")
    assert page.chosen == event
    assert page.detail.people.isVisible()
    assert page.detail.people.list.uid == uid


def test_undo_and_redo_say_what_they_take_back(house, qtbot):
    organisation(house, "Győri Akku Kft.")
    assert house.window.actions_.qaction("edit.undo").text() == "Undo: New entry"

    house.window.actions_.run("edit.undo")
    settle(qtbot, house)

    assert house.window.actions_.qaction("edit.redo").isEnabled()
    assert house.window.go("partners").listing.total == 0


def test_undo_pressed_again_while_a_step_is_still_being_taken_back_takes_back_two(house, qtbot):
    for name in ("Győri Akku Kft.", "Alfa", "Béta"):
        organisation(house, name)
    window = house.window
    window.go("home")

    for _press in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, house)

    partners = window.go("partners").listing
    assert [partners.table.line(row).name for row in range(partners.total)] == ["Győri Akku Kft."]
    assert window.actions_.qaction("edit.undo").isEnabled()


def test_what_another_program_writes_is_seen(house, qtbot):
    other = stores.open_store(house.workspace.path, driver=DRIVERS["plain"])
    other.do(records.create, "organisations", {"name": "Written elsewhere"})
    other.close()

    with qtbot.waitSignal(house.overviews.changed, timeout=10_000):
        house.workspace.poll()

    assert house.window.sidebar.entries["partners"].count == "1"


def test_every_text_of_the_window_follows_the_language(house):
    page = home(house)
    before = words_on(house.window)

    house.languages.use("xx")

    assert page.begin.text().startswith("[")
    assert house.window.sidebar.entries["home"].text().startswith("[")
    assert "Waits for you" in before
    assert "Waits for you" not in words_on(house.window)


def test_the_language_chosen_is_remembered(house):
    house.window.actions_.run("language.hu")

    assert house.preferences.language == "hu"
    assert house.window.actions_.qaction("language.hu").isChecked()


def test_the_colours_switch_and_are_remembered(house):
    house.window.actions_.run("view.dark")

    assert house.look.tokens.name == "dark"
    assert house.preferences.scheme == Scheme.DARK


def test_every_part_can_be_named_by_a_screen_reader(house):
    for section in house.window.sidebar.entries:
        page = house.window.go(section)
        assert [type(w) for w in nameless(page) if w.isVisibleTo(page)] == []


def test_every_sheet_can_be_named_by_a_screen_reader(house):
    organisation(house, "Győri Akku Kft.")
    partners, exchanges = house.window.go("partners"), house.window.go("exchanges")
    for begin in (
        partners.new_organisation,
        exchanges.new_exchange,
        house.ask_name,
        house.window.open_palette,
    ):
        begin()
        [sheet] = [w for w in house.window.findChildren(Sheet) if w.isVisible()]
        assert [type(w) for w in nameless(sheet) if w.isVisibleTo(sheet)] == []
        sheet.reject()


def test_nothing_fixed_is_cut_off(house):
    page = home(house)

    assert elided_labels(page) == []


def test_who_has_no_name_yet_is_asked_once(a_house, a_laptop, qtbot):
    house = a_house(a_laptop(person=""))
    [dialog] = [w for w in house.window.children() if hasattr(w, "reason")]

    type_text(dialog.reason, "Éva Balogh")
    qtbot.keyClick(dialog.buttons[-1], Qt.Key.Key_Space)

    assert house.workspace.here.person == "Éva Balogh"
    assert house.window.sidebar.foot.person.initials == "ÉB"


def test_a_window_at_rest_is_told_of_nothing(house, qtbot):
    organisation(house, "Győri Akku Kft.")
    house.window.go("partners")
    settle(qtbot, house)
    house.workspace.poll()
    settle(qtbot, house)

    assert [house.workspace.poll() for _look in range(6)] == [False] * 6


def test_when_it_was_saved_follows_the_language(house, qtbot):
    organisation(house, "Győri Akku Kft.")
    before = house.window.sidebar.foot.saved

    house.languages.use("xx")
    QApplication.processEvents()

    assert before.startswith("Saved ")
    assert house.window.sidebar.foot.saved != before


def test_english_comes_back_also_after_a_language_that_qt_does_not_know(house, qtbot):
    entry = house.window.sidebar.entries["home"]

    house.languages.use("xx")
    assert entry.text() != "Home"
    house.languages.use("en")

    assert entry.text() == "Home"


def test_after_midnight_it_is_another_day_there_too(house, qtbot, monkeypatch):
    page = home(house)
    settle(qtbot, house)
    yesterday = page.head.title.words

    monkeypatch.setenv("RECIPE_NOW", "+1d")

    qtbot.waitUntil(lambda: page.head.title.words != yesterday)
