"""The desk of the demonstration: an event of today, a list that comes in, people who arrive."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from recipe_desktop.demo import stage
from recipe_desktop.domain.clock import now, today
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_questions import answered
from recipe_desktop.domain.import_words import is_known_header
from recipe_desktop.domain.imports import Account
from recipe_desktop.formats import sheets
from recipe_desktop.paths import resource
from recipe_desktop.services import (
    desk,
    desk_search,
    event_papers,
    events,
    imports,
    records,
    rosters,
    signed_lists,
)
from recipe_desktop.services.events import Counts
from recipe_desktop.services.workspace import Workspace

REGISTRATIONS: Final = "samples/registrations.csv"
_BY_SCAN: Final = 9
_BY_NAME: Final = ("torok", "van der", "lefevre")


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came of it.

    Args:
        sheets: of the signed list.
        row: where the first one who was looked for by name signs, as sheet and row.
    """

    account: Account
    again: Account
    counts: Counts
    sheets: int
    badges: int
    row: tuple[int, int]


def receive(home: Workspace, folder: Path) -> Arrivals:
    """Plan an event for today, print its papers, and let people in."""
    event = _plan(home)
    account, again = _take_in(home, event), _take_in(home, event)
    day = home.ask(event_papers.day_of, event)
    printed, badges = _print(home, event, folder)
    home.do(signed_lists.list_printed, event, day, home.ask(signed_lists.signed_list, event, day))
    first, second = (one.uid for one in home.ask(rosters.desks, event))
    for uid in home.ask(events.people_order, event)[:_BY_SCAN]:
        code = str(home.ask(records.show, "registrations", uid).fields["code"])
        home.do(desk.scan, event, first, code, at=now())
    found = [home.ask(desk_search.find_people, event, text).hits[0].uid for text in _BY_NAME]
    for uid in found:
        home.do(desk.arrive, uid, second, at=now())
    walk_in = {"given_name": "Gergő", "family_name": "Nagy", "organisation_name": "Lajta Kft."}
    home.do(desk.walk_in, event, second, walk_in, at=now())
    place = home.ask(signed_lists.signed_rows, event, day)[found[0]]
    return Arrivals(
        account,
        again,
        home.ask(events.counts, event),
        printed,
        badges,
        (place.sheet, place.row),
    )


def _plan(home: Workspace) -> Uid:
    day = today().isoformat()
    event = home.do(
        records.create,
        "events",
        {
            "name": "Suppliers\N{RIGHT SINGLE QUOTATION MARK} networking day",
            "event_type": "networking",
            "starts_on": day,
            "ends_on": day,
            "place": "ZalaZONE Science Park",
            "city": "Zalaegerszeg",
            "country": "HU",
            "capacity": "40",
            "privacy_notice": "We keep your data for five years, as the grant asks for.",
        },
    ).uid
    for letter, name, first, last in (("A", "Entrance", "", "K"), ("B", "Hall two", "L", "")):
        span = {"surnames_from": first, "surnames_until": last}
        values = {"event": event, "letter": letter, "name": name, "walk_ins": "6", **span}
        home.do(records.create, "desks", values)
    item = {"event": event, "name": "Welcome", "speakers": "Zsófia Nagy", "place": "Hall one"}
    home.do(records.create, "agenda-items", {**item, "starts_at": f"{day}T09:00:00+00:00"})
    return event


def _take_in(home: Workspace, event: Uid) -> Account:
    """Take in the list of a ticket shop; a second time nothing of it is new."""
    table = sheets.read_table(resource(REGISTRATIONS), is_known_header)
    source = imports.source_of(table, event=event)
    proposal = home.ask(imports.propose, table, "registrations", source)
    choices = answered(proposal.questions)
    plan = home.do(imports.plan, table, proposal.mapping, choices, source)
    return home.do(imports.execute, plan.uid)


def _print(home: Workspace, event: Uid, folder: Path) -> tuple[int, int]:
    from recipe_desktop.reports import badges, signed_list
    from recipe_desktop.reports.events import badges_data, signed_list_data

    code = stage.paper_language()
    day = home.ask(event_papers.day_of, event)
    sheets_of = signed_list_data(home.ask(event_papers.signed_list, event, day), code)
    written = signed_list.write(sheets_of, folder / "signed-list.pdf")
    worn = badges_data(home.ask(event_papers.badges, event), code, four_on_a4=True)
    badges.write(worn, folder / "badges.pdf")
    return written.pages, len(worn.badges)
