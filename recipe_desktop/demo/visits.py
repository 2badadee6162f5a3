"""Two exchanges of the demonstration: one that is nearly ready, one that the rules refuse."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from recipe_desktop.demo import stage
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import exchange_steps, exchanges, organisations, records
from recipe_desktop.services.exchanges import ExchangeCard
from recipe_desktop.services.organisations import Filter
from recipe_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Visits:
    """What came of it."""

    sound: ExchangeCard
    refused: ExchangeCard
    pages: int


def arrange(home: Workspace, file: Path) -> Visits:
    """Enter visits of two firms, have them checked, and print the first one's file."""
    from recipe_desktop.reports import exchange_file
    from recipe_desktop.reports.exchanges import file_data

    visitor, host = _firm(home, "HU", "sme"), _firm(home, "FR", "technology_centre")
    day = exchanges.today()
    monday = day + timedelta(days=14 - day.weekday())
    before = (day - timedelta(days=7)).isoformat()
    steps = ("registered_on", "assessed_on", "matched_on", "visitor_signed_on", "host_signed_on")
    sound = home.do(exchange_steps.begin, visitor, host)
    values: dict[str, str] = {
        "starts_on": monday.isoformat(),
        "ends_on": (monday + timedelta(days=4)).isoformat(),
        "travels_out_on": (monday - timedelta(days=1)).isoformat(),
        "travels_back_on": (monday + timedelta(days=5)).isoformat(),
        "distance_km": "1240",
        "amount_cents": "90000",
        "purposes": "learn;technology",
        "activities": "sharing;networking",
        "visitor_person": "Zsófia Őri",
        "motivation": "To see how battery modules are tested before they are built in.",
    }
    values |= _partners(home) | dict.fromkeys(steps, before)
    home.do(records.edit, "exchanges", sound, values)
    another = _firm(home, "HU", "sme", 1)  # a second visit of the first would stop both
    refused = home.do(exchange_steps.begin, another, host)
    friday = monday + timedelta(days=11)
    days = {"starts_on": friday.isoformat(), "ends_on": (friday + timedelta(days=2)).isoformat()}
    dear = {"distance_km": "1240", "amount_cents": "90000"}  # half of that is the most
    home.do(records.edit, "exchanges", refused, days | dear)
    data = file_data(home.ask(exchanges.paper, sound), stage.paper_language())
    pages = exchange_file.write(data, file).pages
    return Visits(home.ask(exchanges.card, sound), home.ask(exchanges.card, refused), pages)


def first(home: Workspace) -> Uid:
    """The exchange that is nearly ready."""
    return next(
        record.uid
        for record in home.ask(records.listing, "exchanges")
        if record.fields["motivation"]
    )


def _partners(home: Workspace) -> dict[str, str]:
    """The offices that look after visitor and host: their firms are members of both clusters."""
    members = {m.fields["code"]: m.uid for m in home.ask(records.listing, "members")}
    ours, theirs = members["HU"], members["FR"]
    return {"visitor_member": ours, "host_member": theirs, "paying_member": ours}


def _firm(home: Workspace, country: str, kind: str, place: int = 0) -> Uid:
    """A member of the cluster of a country, with figures that settle its size."""
    uid = home.ask(organisations.order, Filter(country=country, organisation_type=kind))[place]
    figures = {"staff": "38", "turnover_cents": "620000000", "balance_cents": "300000000"}
    last_year = exchanges.today().replace(month=1, day=1) - timedelta(days=1)
    home.do(records.edit, "organisations", uid, {**figures, "figures_on": last_year.isoformat()})
    members = home.ask(records.listing, "members")
    member = next(m.uid for m in members if m.fields["code"] == country)
    known = home.ask(records.listing, "memberships")
    if not any((m.fields["organisation"], m.fields["member"]) == (uid, member) for m in known):
        home.do(records.create, "memberships", {"organisation": uid, "member": member})
    return uid
