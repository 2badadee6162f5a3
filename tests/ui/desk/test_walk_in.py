"""The form for walk-ins by keys alone: who types blindly adds whom they type, and nobody else."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from recipe_desktop.services import events, records
from recipe_desktop.ui.desk.model import ScanResult
from tests.ui.desk.conftest import press, scan, type_slowly
from tests.ui.hands import hold, words_on

LEFT = Qt.MouseButton.LeftButton
KEYS = (Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5)


def arrived(workspace, event):
    return set(workspace.ask(events.presences, event))


def organisation(workspace, uid):
    return workspace.ask(records.show, "registrations", uid).fields["organisation_name"]


def tap(screen, key):
    """A key through the window, as the keyboard sends it: it also moves the focus."""
    QTest.keyClick(screen.windowHandle(), key)


def register(workspace, event, organisation):
    values = {"event": event, "given_name": "Anna", "family_name": "Kovács"}
    values["organisation_name"] = organisation
    return workspace.do(records.create, "registrations", values).uid


@pytest.fixture
def form(qtbot, screen):
    """The form, with two of this name on the list and the hint shown."""
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Kovács Anna")
    qtbot.waitUntil(lambda: len(screen.walk_in.namesakes.rows) == 2)
    return screen.walk_in


def test_who_types_blindly_through_the_hint_adds_whom_they_typed(
    form, qtbot, screen, workspace, event, people
):
    for text in ("Nagykanizsai Kft.", "anna@nagykanizsai.example"):
        tap(screen, Qt.Key.Key_Tab)
        type_slowly(qtbot, screen, text)
    press(screen, Qt.Key.Key_Return, "\r")

    [anna] = arrived(workspace, event)
    assert anna not in people.values()
    assert organisation(workspace, anna) == "Nagykanizsai Kft."


def test_enter_that_is_held_goes_on_one_field_and_adds_nobody(
    qtbot, screen, workspace, event, people
):
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Nagy Gergő")

    hold(screen, Qt.Key.Key_Return, "\r")

    assert screen.focusWidget() is screen.walk_in.organisation
    assert arrived(workspace, event) == set()


@pytest.mark.parametrize("is_hinted", [True, False], ids=["hint", "no hint"])
def test_tab_goes_from_field_to_field_to_the_button_and_back(
    qtbot, screen, workspace, event, people, is_hinted
):
    workspace.do(records.edit, "events", event, {"privacy_notice": "We keep names for 5 years."})
    form = screen.walk_in
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Kovács Anna" if is_hinted else "Nagy Gergő")
    qtbot.waitUntil(lambda: len(form.namesakes.rows) == 2 * is_hinted)
    stops = [form.name, *form.fields[1:], form.notice, form.photos, form.confirm]

    for stop in stops[1:]:
        tap(screen, Qt.Key.Key_Tab)
        assert screen.focusWidget() is stop
    for stop in reversed(stops[:-1]):
        QTest.keyClick(screen.windowHandle(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert screen.focusWidget() is stop


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("tabs", [0, 1, 2, 4], ids=["name", "organisation", "email", "button"])
def test_a_key_of_the_hint_takes_the_one_beside_it_from_every_field(
    form, screen, workspace, event, people, place, tabs
):
    said = form.namesakes.warning.words.words
    assert said == "2 on the list may be this person, look at the organisation"
    rows = [(row.key, row.text()) for row in form.namesakes.rows]
    assert rows == [("F3", "Kovács Anna"), ("F4", "Kovács Anna")]
    shown = form.namesakes.people[place]
    for _tab in range(tabs):
        tap(screen, Qt.Key.Key_Tab)

    tap(screen, KEYS[place])

    assert arrived(workspace, event) == {shown.uid}
    assert organisation(workspace, shown.uid) == shown.organisation
    assert screen.result.result.second == shown.organisation
    assert form.name.text() == ""


@pytest.mark.parametrize("name", ["Szabó Péter", "Péter", ""])
def test_the_address_of_somebody_on_the_list_is_enough_for_a_hint(
    qtbot, screen, workspace, event, people, name
):
    workspace.do(records.edit, "registrations", people["Balogh"], {"email": "eva@zone.example"})
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, name)
    for _tab in range(2):
        tap(screen, Qt.Key.Key_Tab)
    type_slowly(qtbot, screen, "Eva@Zone.example")
    qtbot.waitUntil(lambda: bool(screen.walk_in.namesakes.rows))

    [row] = screen.walk_in.namesakes.rows
    assert (row.key, row.text()) == ("F3", "Balogh Éva")
    assert "eva@zone.example" in row.accessibleName()
    tap(screen, Qt.Key.Key_F3)

    assert arrived(workspace, event) == {people["Balogh"]}


def test_who_comes_instead_of_a_colleague_with_the_same_address_is_not_taken_for_them(
    qtbot, screen, workspace, event, people
):
    workspace.do(records.edit, "registrations", people["Balogh"], {"email": "office@zone.example"})
    screen.look_for("Balogh")
    qtbot.waitUntil(lambda: screen.search.marked is not None)
    press(screen, Qt.Key.Key_F2)
    type_slowly(qtbot, screen, "Szabó Péter")
    for _tab in range(2):
        tap(screen, Qt.Key.Key_Tab)

    with qtbot.waitSignal(screen.walk_in.typed):
        type_slowly(qtbot, screen, "office@zone.example")

    assert screen.walk_in.namesakes.people == ()


def test_a_key_takes_nobody_who_was_not_shown_when_the_last_letter_was_typed(
    form, qtbot, screen, workspace, event, people
):
    form.name.selectAll()
    type_slowly(qtbot, screen, "Balogh Éva")
    tap(screen, Qt.Key.Key_F3)
    assert arrived(workspace, event) == set()
    assert [hit.name for hit in form.namesakes.people] == ["Balogh Éva"]

    tap(screen, Qt.Key.Key_F3)

    assert arrived(workspace, event) == {people["Balogh"]}


def test_the_keys_of_a_hint_do_nothing_once_it_is_out_of_sight(form, screen, workspace, event):
    tap(screen, Qt.Key.Key_Escape)

    for key in KEYS:
        tap(screen, key)

    assert arrived(workspace, event) == set()


def test_a_walk_in_who_is_half_typed_waits_while_others_are_scanned_or_found_by_name(
    qtbot, screen, workspace, event, people, codes
):
    scan(screen, "7QK421M99")
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Nagy Gergő")
    scan(screen, codes["Török-Halmos"])
    assert "Go on with the walk-in" in words_on(screen.keys)
    type_slowly(qtbot, screen, "van der")
    press(screen, Qt.Key.Key_Return, "\r")
    assert arrived(workspace, event) == {people["Török-Halmos"], people["van der Velden"]}

    press(screen, Qt.Key.Key_Insert)
    assert screen.focusWidget() is screen.walk_in.organisation
    type_slowly(qtbot, screen, "Zalai Zrt.")
    press(screen, Qt.Key.Key_Return, "\r")
    press(screen, Qt.Key.Key_Return, "\r")

    [gergo] = arrived(workspace, event) - set(people.values())
    assert organisation(workspace, gergo) == "Zalai Zrt."
    scan(screen, "7QK421M99")
    assert screen.result.result.outcome is ScanResult.ALREADY
    assert "Go on with the walk-in" not in words_on(screen.keys)
    press(screen, Qt.Key.Key_Insert)
    assert screen.walk_in.name.text() == ""


def test_who_was_left_gives_way_to_the_name_that_is_looked_for(
    qtbot, screen, workspace, event, people
):
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "First Person")
    press(screen, Qt.Key.Key_Return, "\r")
    type_slowly(qtbot, screen, "First Kft.")
    press(screen, Qt.Key.Key_Escape)
    assert "Go on with the walk-in" in words_on(screen.keys)
    type_slowly(qtbot, screen, "Smith John")
    assert "Go on with the walk-in" not in words_on(screen.keys)

    press(screen, Qt.Key.Key_Insert)

    assert [field.text() for field in screen.walk_in.fields] == ["Smith John", "", ""]
    for _field in range(3):
        press(screen, Qt.Key.Key_Return, "\r")
    assert screen.result.result.name == "Smith John"
    assert len(arrived(workspace, event)) == 1


def test_who_was_left_is_there_again_and_the_next_name_is_typed_over_theirs(qtbot, screen):
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "First Person")
    press(screen, Qt.Key.Key_Escape)
    type_slowly(qtbot, screen, "first")
    press(screen, Qt.Key.Key_Insert)
    assert screen.walk_in.name.text() == "First Person"
    press(screen, Qt.Key.Key_Escape)

    press(screen, Qt.Key.Key_Insert)
    assert screen.walk_in.name.text() == "First Person"
    type_slowly(qtbot, screen, "Smith John")

    assert screen.walk_in.name.text() == "Smith John"


def test_who_waits_half_typed_is_told_and_comes_back_after_another_walk_in(
    qtbot, screen, workspace, event, people, codes
):
    card = screen.walk_in
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Nagy Gergő")
    scan(screen, codes["Török-Halmos"])
    type_slowly(qtbot, screen, "Smith John")
    press(screen, Qt.Key.Key_Insert)
    assert card.name.text() == "Smith John"
    assert "Waits half typed: Nagy Gergő" in words_on(card)

    for _field in range(3):
        press(screen, Qt.Key.Key_Return, "\r")
    assert screen.result.result.name == "Smith John"
    press(screen, Qt.Key.Key_Insert)

    assert card.name.text() == "Nagy Gergő"
    assert screen.focusWidget() is card.organisation
    assert "Waits half typed" not in words_on(card)
    assert len(arrived(workspace, event)) == 2


@pytest.mark.parametrize("begun", [False, True])
def test_an_unknown_code_offers_what_the_key_for_walk_ins_will_do(qtbot, screen, begun):
    if begun:
        press(screen, Qt.Key.Key_Insert)
        type_slowly(qtbot, screen, "Nagy Gergő")

    scan(screen, "7QK421M99")

    shown = screen.result
    offered = "Go on with the walk-in" if begun else "Walk-in"
    assert [button.choice.words for button in shown.buttons] == ["Search a name", offered]
    assert ("waits half typed" in shown.result.second) == begun
    assert ("add a walk-in" in shown.result.second) != begun
    qtbot.mouseClick(shown.buttons[1], LEFT)
    assert screen.walk_in.name.text() == ("Nagy Gergő" if begun else "")
    assert screen.focusWidget() is (screen.walk_in.organisation if begun else screen.walk_in.name)


def test_more_namesakes_than_keys_are_counted_and_found_in_the_list(
    qtbot, screen, workspace, event, people
):
    for number in range(3):
        register(workspace, event, f"Kft. {number}")
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Kovács Anna")
    form = screen.walk_in
    qtbot.waitUntil(lambda: len(form.namesakes.rows) == 4)
    assert form.namesakes.warning.words.words.startswith("5 on the list")
    assert form.namesakes.rows[-1].text() == "All 5 in the list"

    tap(screen, Qt.Key.Key_F6)
    assert len(screen.search.found.things) == 5
    tap(screen, Qt.Key.Key_Up)
    last = screen.search.marked
    press(screen, Qt.Key.Key_Return, "\r")

    assert arrived(workspace, event) == {last.uid}


def test_who_is_in_already_is_told_so_in_the_hint(form, qtbot, screen, workspace, event):
    first = form.namesakes.people[0]
    tap(screen, Qt.Key.Key_F3)
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Kovács Anna")
    qtbot.waitUntil(lambda: len(form.namesakes.rows) == 2)

    states = {hit.uid: hit.state for hit in form.namesakes.people}
    assert states.pop(first.uid) == "In since 09:00"
    assert list(states.values()) == [""]


@pytest.mark.parametrize("confirm", ["mouse", "enter", "tab and space"])
def test_a_tick_by_space_is_set_though_confirm_follows_at_once(
    qtbot, screen, workspace, event, confirm
):
    workspace.do(records.edit, "events", event, {"privacy_notice": "We keep names for 5 years."})
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Nagy Gergő")
    for _tab in range(3):
        tap(screen, Qt.Key.Key_Tab)
    assert screen.focusWidget() is screen.walk_in.notice

    tap(screen, Qt.Key.Key_Space)
    if confirm == "mouse":
        qtbot.mouseClick(screen.walk_in.confirm, LEFT, pos=QPoint(9, 9))
    elif confirm == "enter":
        tap(screen, Qt.Key.Key_Return)
    else:
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space):
            tap(screen, key)
    qtbot.waitUntil(lambda: screen.outcome is ScanResult.IN)

    [gergo] = arrived(workspace, event)
    fields = workspace.ask(records.show, "registrations", gergo).fields
    assert fields["notice_shown"]
    assert fields["photo_consent"] != "yes"
