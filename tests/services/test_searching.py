"""One index for everything that people look for, and what is found by whose words."""

import pytest

from recipe_desktop.services import agenda, exchanges, identity, outline, records, stores
from recipe_desktop.services.exchanges import Narrowed


@pytest.fixture
def visit(workspace):
    """An exchange of two firms."""

    def make(visitor="Győri Akku Kft.", host="Technopôle", **values):
        made = [
            workspace.do(records.create, "organisations", {"name": n}).uid for n in (visitor, host)
        ]
        parties = {"visitor": made[0], "host": made[1]}
        return workspace.do(records.create, "exchanges", parties | values).uid

    return make


def found_exchanges(workspace, text):
    return workspace.ask(exchanges.order, Narrowed(text))


@pytest.mark.parametrize(
    "text", ["muhely", "gyor muh", "tech gyor", "takacs", "cellak tech", "2027 muhely"]
)
def test_an_exchange_is_found_by_its_own_words_its_file_and_its_parties(workspace, visit, text):
    uid = visit(
        place="Műhely, Zalaegerszeg 2027", visitor_person="Takács Pál", motivation="Új cellák"
    )
    visit("Alfa", "Beta")

    assert found_exchanges(workspace, text) == [uid]


def test_an_exchange_is_not_found_by_the_members_that_all_of_them_have(workspace, visit):
    code = {m.fields["code"]: m for m in workspace.ask(records.listing, "members")}
    visit(visitor_member=code["HU"].uid)

    assert found_exchanges(workspace, str(code["HU"].fields["name"])) == []


def test_an_exchange_is_found_by_the_name_that_is_shown_for_a_merged_party(workspace, visit):
    uid = visit("Akku Régi Nevén")
    old = workspace.ask(records.show, "exchanges", uid).fields["visitor"]
    kept = workspace.do(records.create, "organisations", {"name": "Villam Kft."}).uid
    workspace.do(identity.confirm, "organisations", kept, old)

    assert found_exchanges(workspace, "villam") == [uid]
    assert found_exchanges(workspace, "regi") == [uid]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("chapters", {"name": "Vision", "text": "Közös őrszolgálat"}),
        ("objectives", {"name": "Reach", "note": "Közös őrszolgálat"}),
        ("actions", {"name": "Do", "text": "Közös őrszolgálat"}),
        ("tasks", {"name": "Plan", "text": "Közös őrszolgálat"}),
        ("milestones", {"name": "Done", "text": "Közös őrszolgálat"}),
    ],
)
def test_the_roadmap_is_found_by_what_is_written_in_it(workspace, kind, values):
    made = workspace.do(records.create, kind, values)

    assert [row.uid for row in workspace.ask(outline.find, "kozos orsz")] == [made.uid]
    assert workspace.ask(records.order, kind, "orszolg") == [made.uid]

    workspace.do(records.edit, kind, made.uid, dict.fromkeys({"text", "note"} & set(values), ""))
    assert workspace.ask(outline.find, "kozos orsz") == []


def test_an_event_is_found_by_its_text_and_its_days_an_item_by_who_speaks(workspace):
    event = workspace.do(records.create, "events", {"name": "Day", "text": "Hidrogén"}).uid
    on = {"event": event, "day_on": "2027-05-03", "name": "Szakmai nap"}
    workspace.do(records.create, "event-days", on)
    talk = {"event": event, "name": "Opening", "speakers": "Éva Kiss", "text": "Batteries"}
    item = workspace.do(records.create, "agenda-items", talk).uid

    assert workspace.ask(records.order, "events", "hidrogen") == [event]
    assert workspace.ask(records.order, "events", "szakm") == [event]
    [[found], count] = workspace.ask(agenda.find, "kiss batt", 6)
    assert (found.uid, found.event, found.event_name, count) == (item, event, "Day", 1)


def test_what_is_deleted_is_found_no_more(workspace, visit):
    uid = visit(place="Műhely")
    event = workspace.do(records.create, "events", {"name": "Day"}).uid
    workspace.do(records.create, "agenda-items", {"event": event, "name": "Opening"})

    workspace.do(records.remove, "exchanges", uid)
    workspace.do(records.remove, "events", event)

    assert found_exchanges(workspace, "muhely") == []
    assert workspace.ask(agenda.find, "opening", 6) == ([], 0)
    assert workspace.ask(stores.problems) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("H&M", ["H&M", "h m", "hm", "h & m"]),
        ("=1+1", ["=1+1", "1+1", "11"]),
        ("R & D Kft.", ["R & D", "r & d k", "rd", "rd kft"]),
        ("3 M Deutschland", ["3 M", "3m", "3 m d"]),
        ("'s-Hertogenbosch BV", ["'s-h", "s hert", "hert"]),
    ],
)
def test_names_of_single_letters_are_found_from_the_second_letter_on(workspace, name, typed):
    uid = workspace.do(records.create, "organisations", {"name": name}).uid
    workspace.do(records.create, "organisations", {"name": "Hungária Mobil 1 Kft."})

    found = {
        text: [shown.uid for shown in workspace.ask(records.listing, "organisations", text)]
        for text in typed
    }

    assert found == {text: [uid] for text in typed}


def test_an_index_that_finds_nothing_is_found_by_the_doctor(workspace):
    workspace.do(records.create, "organisations", {"name": "Zsolnay Kft."})

    workspace.do(_tell_index, "delete-all")
    found = workspace.ask(stores.problems)
    workspace.do(_tell_index, "rebuild")

    assert any(problem.startswith("search index") for problem in found)
    assert workspace.ask(stores.problems) == []


def _tell_index(session, what):
    session.connection().exec_driver_sql("INSERT INTO search_fts (search_fts) VALUES (?)", (what,))
