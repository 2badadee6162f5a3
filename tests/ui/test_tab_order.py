"""Tab goes on as one reads what is shown when it is pressed; Shift+Tab goes back the same way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from recipe_desktop.services import planning, records
from recipe_desktop.ui.cards import Tabs
from recipe_desktop.ui.desk.opening import desks_to_open
from recipe_desktop.ui.dialogs.dialog import Statement, confirm
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.start.welcome import Welcome
from tests.sync.offices import organisation
from tests.ui.hands import once_round, settle

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def here():
    return QApplication.focusWidget()


def press(qtbot, key):
    qtbot.keyClick(here(), key)


def name(widget):
    return widget.accessibleName() or widget.text()


def on_with_tab(qtbot, steps):
    """Where Tab stops next, and then, by name."""
    stops = []
    for _step in range(steps):
        press(qtbot, KEY.Key_Tab)
        stops.append(name(here()))
    return stops


def takes_the_keyboard(window):
    """Everything within a window that says of itself that Tab stops there."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is window.window()
        and widget.isVisible()
        and widget.isEnabled()
    }


def goes_round(qtbot, window):
    """Tab meets everything in a window, Shift+Tab the same from the end."""
    on, back = once_round(qtbot, window), once_round(qtbot, window, back=True)
    begun = on.index(back[0])
    assert set(on) == takes_the_keyboard(window)
    assert back == [on[(begun - step) % len(on)] for step in range(len(on))]


@pytest.fixture
def window(qtbot, a_house, workspace):
    """A window with something on every page."""
    alfa = organisation(workspace, "Alfa Kft.", country="HU")
    for family in ("Aba", "Bor", "Cér"):
        person = {"organisation": alfa, "family_name": family}
        workspace.do(records.create, "people", person)
    for former in ("Alfa Bt.", "Alfa Gmk."):
        workspace.do(records.create, "former-names", {"organisation": alfa, "name": former})
    workspace.do(records.create, "exchanges", {"visitor": alfa})
    day = {"name": "Networking day", "starts_on": "2026-11-23", "ends_on": "2026-11-23"}
    event = workspace.do(records.create, "events", day).uid
    guest = {"event": event, "family_name": "Kovács"}
    workspace.do(records.create, "registrations", guest)
    workspace.do(planning.add, "tasks", "Ask")
    house = a_house(workspace)
    settle(qtbot, house)
    house.window.house = house
    return house.window


@pytest.fixture
def partners(qtbot, window):
    page = window.go("partners")
    settle(qtbot, window.house)
    assert page.detail.card is not None
    return page


def test_on_every_page_everything_is_met_and_shift_tab_goes_back_the_same_way(qtbot, window):
    for section in window.sidebar.entries:
        page = window.go(section)
        settle(qtbot, window.house)
        tabs = [found for found in page.findChildren(Tabs) if found.isVisible()]
        for place in range(tabs[0].count()) if tabs else (0,):
            if tabs:
                tabs[0].setCurrentIndex(place)
                settle(qtbot, window.house)
            goes_round(qtbot, window)


@pytest.mark.parametrize("begun", ["home", "menu"])
def test_among_the_sections_tab_stops_at_the_one_that_is_shown(qtbot, window, begun):
    sidebar = window.sidebar
    begin = sidebar.menu_button if begun == "menu" else sidebar.entries["home"]
    begin.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(here(), KEY.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window.house)

    sidebar.menu_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(here(), KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert here() is sidebar.entries["partners"]
    goes_round(qtbot, window)
    sidebar.entries["partners"].setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, KEY.Key_Down)
    assert window.section == "exchanges"
    assert here() is sidebar.entries["exchanges"]


def test_who_is_at_a_section_goes_along_to_the_one_that_is_shown(qtbot, window):
    window.sidebar.entries["home"].setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(here(), KEY.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert here() is window.sidebar.entries["partners"]
    press(qtbot, KEY.Key_Tab)
    assert here() is window.sidebar.menu_button


def test_in_every_dialog_everything_is_met_and_nothing_below_it(qtbot, window):
    partners, exchanges = window.go("partners"), window.go("exchanges")
    events, roadmap, sync = window.go("events"), window.go("roadmap"), window.go("sync")
    settle(qtbot, window.house)
    for begin in (
        partners.new_organisation,
        exchanges.new_exchange,
        events.make_packs,
        roadmap.print_roadmap,
        sync.send,
        window.house.ask_name,
        window.open_palette,
    ):
        begin()
        settle(qtbot, window.house)
        [sheet] = [found for found in window.findChildren(Sheet) if found.isVisible()]

        goes_round(qtbot, sheet)

        sheet.reject()


def test_in_the_first_window_everything_is_met(qtbot, look, preferences, tmp_path):
    welcome = Welcome(look, lambda _path: None, tmp_path, lambda _language: None, preferences)
    qtbot.addWidget(welcome)
    welcome.show()
    with qtbot.waitActive(welcome):
        welcome.activateWindow()

    goes_round(qtbot, welcome)


def test_at_a_desk_everything_is_met(qtbot, window):
    page = window.go("events")
    there = desks_to_open(window.house.workspace, page.chosen)
    desk = page.show_desk(page.chosen, there[0].uid)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is desk)
    desk.begin_walk_in()

    goes_round(qtbot, desk)

    desk.close()


def test_partners_are_read_from_the_head_of_the_list_to_the_record(qtbot, window, partners):
    window.sidebar.menu_button.setFocus()

    assert on_with_tab(qtbot, 17) == [
        *("More for the whole list", "New", "Filter", "Country", "Type", "Partners"),
        *("More", "Add a person", "Parts of the record"),
        *("Add a former name", "Name", "Former name: Alfa Bt.", "Former name: Alfa Gmk."),
        *("Type", "Country", "Registered in", "Postcode"),
    ]


def test_an_entry_that_opens_below_its_row_comes_after_its_row(qtbot, partners):
    partners.detail.tabs.setCurrentIndex(1)
    entries = partners.detail.people.entries
    first, second, _third = entries.rows.values()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, KEY.Key_Space)
    given = here()
    assert entries.panel.form.isAncestorOf(given)

    qtbot.keyClick(given, KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert here() is first
    while here() is not entries.panel.done:
        press(qtbot, KEY.Key_Tab)
        assert entries.panel.isAncestorOf(here())
    press(qtbot, KEY.Key_Tab)

    assert here() is second


def test_after_an_entry_one_goes_on_from_its_row(qtbot, partners):
    partners.detail.tabs.setCurrentIndex(1)
    entries = partners.detail.people.entries
    first, second, _third = entries.rows.values()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, KEY.Key_Space)
    entries.panel.done.setFocus(Qt.FocusReason.TabFocusReason)

    press(qtbot, KEY.Key_Space)
    assert here() is first
    press(qtbot, KEY.Key_Tab)

    assert here() is second


@pytest.mark.parametrize("ends", ["Done", "Escape"])
def test_who_adds_nothing_after_all_is_back_where_it_was_begun(qtbot, partners, ends):
    add = partners.detail.overview.add_name
    add.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, KEY.Key_Space)
    assert here() is not add

    if ends == "Escape":
        press(qtbot, KEY.Key_Escape)
    else:
        partners.detail.overview.names.panel.done.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, KEY.Key_Space)

    assert here() is add


def test_two_likely_doubles_are_read_before_they_are_judged(qtbot, window, workspace):
    same = {"country": "HU", "vat_number": "HU12345676"}
    for twin in ("Zeta Kft.", "Zeta Zrt.", "Zeta Bt."):
        organisation(workspace, twin, **same)
    page = window.go("partners")
    page.review_doubles()
    qtbot.waitUntil(lambda: page.doubles.table.rowCount() == 3)
    wanted = ["Same, show this one", "Same, show this one", "They are different"]
    assert here() is page.doubles.list
    assert on_with_tab(qtbot, 3) == wanted

    page.doubles.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, KEY.Key_Down)

    assert on_with_tab(qtbot, 3) == wanted


def test_what_hides_with_the_keyboard_in_it_hands_it_to_what_comes_next(qtbot, partners):
    partners.listing.doubles.setVisible(True)
    partners.listing.doubles.setFocus(Qt.FocusReason.TabFocusReason)

    partners.listing.doubles.hide()

    assert here() is partners.list


def test_where_the_keyboard_was_lost_tab_begins_in_the_dialog_and_not_below_it(qtbot, window):
    dialog = confirm(window.look, window, Statement("It will go"), "Remove it", lambda _why: None)
    here().clearFocus()

    qtbot.keyClick(window, KEY.Key_Tab)

    assert dialog.isAncestorOf(here())
    dialog.reject()


def test_what_lies_below_the_edge_of_its_pane_is_brought_into_sight(qtbot, window, partners):
    window.resize(1366, 480)
    notes = partners.detail.overview.contact.rows["notes"].editor
    assert notes.visibleRegion().isEmpty()

    window.sidebar.entries["home"].setFocus()
    while here() is not notes:
        qtbot.keyClick(here(), KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)

    assert not notes.visibleRegion().isEmpty()
