"""People who stand twice and clashes of the agenda are told where the event is worked on."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import events, records
from recipe_desktop.ui.cards import FindingLine
from recipe_desktop.ui.events.detail import AGENDA, FACTS, OVERVIEW, PEOPLE
from recipe_desktop.ui.look.buttons import Button
from tests.events import registered
from tests.ui.events.conftest import press
from tests.ui.hands import settle, type_text, words_on


@pytest.fixture
def items(workspace, event):
    made = {}
    for name in ("Opening", "Panel"):
        values = {
            "event": event,
            "name": name,
            "place": "Great hall",
            "starts_at": "2026-11-23T09:00Z",
            "ends_at": "2026-11-23T10:00Z",
        }
        made[name] = workspace.do(records.create, "agenda-items", values).uid
    return made


def press_first(qtbot, page, said):
    """Press the first button of the overview that says so."""

    def shown():
        every = page.detail.overview.findChildren(Button)
        return [button for button in every if button.text() == said and button.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    press(qtbot, shown()[0])


def test_two_registrations_of_one_person_are_joined_before_anybody_came(
    page, qtbot, workspace, event
):
    registered(workspace, event, "Anna", "Kovács")
    assert "Kovács Anna and Kovács Anna may be one person" in words_on(page.detail.overview)

    press_first(qtbot, page, "The same")

    assert "may be one person" not in words_on(page.detail.overview)
    assert len(workspace.ask(events.people_order, event)) == 3


def test_two_namesakes_are_told_apart_and_asked_about_no_more(page, qtbot, workspace, event):
    registered(workspace, event, "Anna", "Kovács")

    press_first(qtbot, page, "Two people")

    assert "may be one person" not in words_on(page.detail.overview)
    assert len(workspace.ask(events.people_order, event)) == 4


def test_of_many_pairs_it_is_said_how_many_more_there_are(page, workspace, event):
    for n in range(10):
        for _twice in range(2):
            registered(workspace, event, f"Ana{n}", "Costa")

    said = words_on(page.detail.overview)

    assert said.count("may be one person") == 9
    assert "2 more pairs may be one person" in said


def test_a_clash_of_the_agenda_leads_to_the_item(page, qtbot, workspace, items):
    said = words_on(page.detail.overview)
    assert "Opening: Great hall is needed at the same time for Panel" in said

    press_first(qtbot, page, "Open")

    assert page.detail.tabs.currentIndex() == AGENDA
    assert page.detail.agenda.agenda.panel.uid == items["Opening"]
    values = {"place": "Small hall"}
    workspace.do(records.edit, "agenda-items", items["Opening"], values)
    assert "Great hall" not in words_on(page.detail.overview)


def test_more_people_than_places_leads_to_the_places_and_to_the_people(
    page, qtbot, workspace, event, people
):
    workspace.do(records.edit, "events", event, {"capacity": 1})
    over = "more than there are places"
    assert over in words_on(page.detail.overview)

    press_first(qtbot, page, "People")
    assert page.detail.tabs.currentIndex() == PEOPLE
    assert page.detail.people.list.hasFocus()
    page.detail.tabs.setCurrentIndex(OVERVIEW)
    press_first(qtbot, page, "Change the places")

    assert page.detail.tabs.currentIndex() == FACTS
    places = page.detail.facts.forms[0].rows["capacity"].editor
    assert places.hasFocus()
    places.selectAll()
    type_text(places, "500")
    qtbot.keyClick(places, Qt.Key.Key_Return)
    assert over not in words_on(page.detail.overview)


def test_home_says_what_is_open_at_an_event_and_leads_to_it(
    qtbot, a_house, workspace, event, people, items
):
    registered(workspace, event, "Anna", "Kovács")
    house = a_house(workspace)
    settle(qtbot, house)
    home = house.window.go("home")
    [row] = [
        r for r in home.rows() if r.text() == "Settle what is open at Suppliers' networking day"
    ]
    said = "1 pair may be one person, 1 clash in the agenda, 1 person more than there are places"
    assert said in row.accessibleName()

    press(qtbot, row)

    assert house.window.section == "events"
    overview = house.window.go("events").detail.overview
    assert len(overview.findChildren(FindingLine)) >= 3
