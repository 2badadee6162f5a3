"""What a page that stands already makes of another language: all that a new one would."""

import pytest

from recipe_desktop import i18n
from recipe_desktop.services import records
from recipe_desktop.ui.exchanges.page import ExchangesPage
from recipe_desktop.ui.roadmap.page import RoadmapPage
from tests.events import an_event
from tests.ui.hands import settle

FACTS = 1


@pytest.fixture
def switch(house, qtbot):
    def switch(code):
        house.languages.use(code)
        settle(qtbot, house)

    yield switch
    switch(i18n.SOURCE)


def test_the_labels_of_an_exchange_have_the_room_that_their_words_need(house, switch):
    visitor = house.workspace.do(records.create, "organisations", {"name": "Alfa"}).uid
    uid = house.workspace.do(records.create, "exchanges", {"visitor": visitor}).uid
    page = house.window.go("exchanges")
    assert isinstance(page, ExchangesPage)
    page.open(uid)
    page.detail.tabs.setCurrentIndex(FACTS)
    facts = page.detail.facts

    switch(i18n.PSEUDO)

    rows = [row for form in facts.forms for row in form.rows.values()]
    needed = min(max(row.wanted_label() for row in rows), 21.5)
    assert {row.label_units for row in rows} == {needed}
    widths = {row.label.width() for row in facts.parties.values()}
    assert widths == {facts.look.px(needed)}


def test_the_filter_of_the_roadmap_keeps_its_name(house, switch):
    page = house.window.go("roadmap")
    assert isinstance(page, RoadmapPage)
    field = page.bar.filter.field
    assert field.placeholderText() == field.accessibleName() == "Filter tasks"

    switch(i18n.PSEUDO)

    assert field.placeholderText() == i18n._("Filter tasks") != i18n._("Filter")
    assert field.accessibleName() == i18n._("Filter tasks")


def test_where_a_registration_came_from_is_said_in_the_language_of_now(house, switch):
    event = an_event(house.workspace)
    values = {"event": event, "family_name": "Kovács"}
    uid = house.workspace.do(records.create, "registrations", values).uid
    page = house.window.go("events")
    page.open_person(event, uid)
    source = page.detail.people.panel.form.rows["source"]
    before = source.words

    switch(i18n.PSEUDO)

    assert before
    assert source.words != before
