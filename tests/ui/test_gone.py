"""Records that go while a page that showed them is out of sight: nothing asks for them again."""

import pytest

from recipe_desktop import i18n
from recipe_desktop.services import exchange_steps, planning, records
from tests.ui.hands import settle

VAT = "HU12345676"


@pytest.fixture
def made(workspace):
    """One record for each page, and two organisations that look like doubles."""

    def create(kind, **fields):
        return workspace.do(records.create, kind, fields).uid

    first = create("organisations", name="Alfa Motor Kft.", country="HU", vat_number=VAT)
    second = create("organisations", name="Alfa Motor Zrt.", country="HU", vat_number=VAT)
    create("people", organisation=first, family_name="Nagy")
    return {
        "exchanges": workspace.do(exchange_steps.begin, first, second),
        "events": create("events", name="Battery day"),
        "tasks": workspace.do(planning.add, "tasks", "Ask the partners"),
        "organisations": first,
    }


def look_at_everything(qtbot, house, made):
    go = house.window.go
    events = go("events")
    settle(qtbot, house)
    assert events.open(made["events"])
    for tab in range(events.detail.tabs.count()):
        events.detail.tabs.setCurrentIndex(tab)
    exchanges = go("exchanges")
    settle(qtbot, house)
    assert exchanges.open(made["exchanges"])
    assert exchanges.detail.facts.parties
    roadmap = go("roadmap")
    assert roadmap.open(made["tasks"])
    roadmap.show_details(shown=True)
    partners = go("partners")
    settle(qtbot, house)
    assert partners.open(made["organisations"])
    partners.review_doubles()
    qtbot.waitUntil(lambda: len(partners.doubles.comparison.sides) == 2)
    settle(qtbot, house)
    return partners


def test_the_language_changes_after_all_that_the_pages_showed_has_gone(
    qtbot, house, workspace, made
):
    partners = look_at_everything(qtbot, house, made)
    home = house.window.go("home")
    for kind, uid in made.items():
        workspace.do(records.remove, kind, uid)

    house.languages.use(i18n.PSEUDO)

    assert home.receive.text().startswith("[")
    for section in house.window.sidebar.entries:
        house.window.go(section)
    assert partners.doubles.back.text().startswith("[")
    settle(qtbot, house)
    for section in ("events", "exchanges", "roadmap", "partners"):
        house.window.go(section)
        settle(qtbot, house)
    assert partners.doubles.comparison.sides == []
