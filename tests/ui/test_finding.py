"""What the palette finds beside names, and where choosing it leads."""

from PySide6.QtCore import Qt

from recipe_desktop.services import deletions, records, words
from recipe_desktop.ui.events.page import EventsPage
from tests.ui.hands import type_text


def offers(palette):
    return [e for e in palette._entries.things if not isinstance(e, str)]


def test_an_item_of_an_agenda_is_found_and_opened_where_it_stands(house, qtbot):
    do = house.workspace.do
    event = do(records.create, "events", {"name": "Networking day", "starts_on": "2027-05-03"}).uid
    talk = {"event": event, "name": "Opening", "speakers": "Éva Kiss; Anna Nagy"}
    item = do(records.create, "agenda-items", talk).uid
    palette = house.window.open_palette()

    type_text(palette.field, "opening kiss")
    palette.look_up()
    [found] = [one for one in offers(palette) if one.group == "Agenda"]
    assert found.second == "Networking day, 3 May 2027, Éva Kiss; Anna Nagy"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    page = house.window.findChild(EventsPage)
    assert page.chosen == event
    assert page.detail.agenda.agenda.panel.uid == item
    assert page.detail.agenda.isVisible()


def test_a_task_found_by_its_text_says_where_the_words_stand(house):
    text = "First we ask all clusters. Then guarded parking places are counted, one by one."
    house.workspace.do(records.create, "tasks", {"name": "Survey", "text": text})
    palette = house.window.open_palette()

    type_text(palette.field, "guard")
    palette.look_up()

    [found] = [one for one in offers(palette) if one.group == "Roadmap"]
    assert (found.name, found.second) == (
        "Survey",
        "Task, … all clusters. Then guarded parking places are counted, one …",
    )


def test_an_exchange_found_by_its_place_or_its_file_says_where_the_words_stand(house):
    do = house.workspace.do
    firm = do(records.create, "organisations", {"name": "Technopôle"}).uid
    do(records.create, "exchanges", {"visitor": firm, "place": "Őrzött udvar, Rouen"})
    palette = house.window.open_palette()

    for typed, told in (("rouen techno", True), ("technopole", False)):
        palette.field.setText(typed)
        palette.look_up()
        [found] = [one for one in offers(palette) if one.group == "Exchanges"]
        assert found.second.endswith(", Őrzött udvar, Rouen") == told


def test_a_record_that_another_program_deletes_while_it_is_offered_is_told_of(house, qtbot):
    firm = house.workspace.do(records.create, "organisations", {"name": "Balkaxtau"}).uid
    palette = house.window.open_palette()
    type_text(palette.field, "balkaxtau")
    palette.look_up()
    [found] = [one for one in offers(palette) if one.group == "Partners"]
    house.workspace.do(deletions.delete, "organisations", firm)

    with qtbot.captureExceptions() as raised:
        found.run()

    assert [error.code for _, error, _ in raised] == ["record.gone"]
    assert "deleted in the meantime" in words.sentence(raised[0][1])
