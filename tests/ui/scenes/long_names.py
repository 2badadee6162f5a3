"""Names that fit nowhere, wherever names stand."""

from recipe_desktop.services import exchange_steps, organisations, records
from recipe_desktop.services.organisations import Filter
from recipe_desktop.ui.exchanges.switch import BOARD, LIST
from tests.ui.scenes.events import TABS

NAME = (
    "Österreichisch-ungarische Fahrzeugsicherheitsprüfgesellschaft für Elektromobilitäts"
    "infrastruktur, Nutzfahrzeugbau und Verkehrsleittechnik mbH & Co. Kommanditgesellschaft"
)
TOWN = "Hódmezővásárhelykutasipuszta"
GIVEN, FAMILY = "Maria-Magdalena Anastasia", "Szentgyörgyvölgyi-Wolfeschlegel"
ORGANISATION = {
    "name": NAME,
    "country": "HU",
    "city": TOWN,
    "organisation_type": "business_network",
    "website": "https://www.fahrzeugsicherheitspruefgesellschaft.example.org/hu/bemutatkozas",
    "address": "Kecskeméti úttörők és vasutasok lakótelepe, 117. épület, 3. lépcsőház, II/14",
}


def firm(stage):
    """The organisation with the long name, made by the first scene that wants it."""
    found = stage.house.workspace.ask(organisations.order, Filter(NAME))
    if found:
        return found[0]
    made = stage.do(records.create, "organisations", ORGANISATION).uid
    person = {"given_name": GIVEN, "family_name": FAMILY, "organisation": made}
    position = "Head of international cooperation and public procurement"
    stage.do(records.create, "people", {**person, "position": position})
    stage.rest()
    return made


def partner(stage):
    page = stage.go("partners")
    page.open(firm(stage))
    stage.rest()
    yield from stage.tabs(page, ("long-partner", "long-people", "long-history"))


def exchange(stage):
    page = stage.go("exchanges")
    page.new_exchange(firm(stage))
    yield "long-choose", stage.window
    page.dialog.reject()
    uid = stage.do(exchange_steps.begin, firm(stage), firm(stage))
    page.show_way(LIST)
    page.open(uid)
    stage.rest()
    yield "long-exchange", stage.window
    page.open_wide()
    stage.rest()
    yield "long-exchange-wide", stage.window
    page.show_way(BOARD)
    stage.rest()
    yield "long-board", stage.window
    page.show_way(LIST)
    stage.go("home")
    yield "long-home", stage.window


def event(stage):
    page = stage.go("events")
    days = {"starts_on": "2026-12-08", "ends_on": "2026-12-10"}
    place = {"place": NAME, "city": TOWN, "country": "HU"}
    uid = stage.do(records.create, "events", {"name": NAME, **days, **place}).uid
    person = {"given_name": GIVEN, "family_name": FAMILY, "organisation_name": NAME}
    stage.do(records.create, "registrations", {"event": uid, **person})
    item = {"name": NAME, "speakers": "Zsófia Nagy, " * 8, "place": "Hall one"}
    begins = {"starts_at": "2026-12-08T09:00:00+00:00"}
    stage.do(records.create, "agenda-items", {"event": uid, **item, **begins})
    stage.rest()
    page.open(uid)
    stage.rest()
    yield from stage.tabs(page, [f"long-event-{name}" for name in TABS])


def plan(stage):
    page = stage.go("roadmap")
    node = next(node for node in page.outline.nodes if node.kind == "tasks")
    stage.do(records.edit, "tasks", node.uid, {"name": NAME})
    stage.rest()
    page.open(node.uid)
    yield "long-roadmap", stage.window
    page.show_details()
    stage.rest()
    yield "long-roadmap-details", stage.window
    page.show_details(shown=False)
