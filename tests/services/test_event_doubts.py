"""What is to be settled at an event is what the command tells that looks through everything."""

import pytest

from recipe_desktop.services import checks, event_doubts, identity, records
from tests.events import an_event, registered

TALKS = (
    ("Opening", "Great hall", "Dr. Tóth Éva", "09:00", "10:00"),
    ("Panel", "great  hall", "Rui Alves; dr. Toth Eva", "09:30", "10:30"),
    ("Lunch", "Great hall", "", "10:30", "11:30"),
)


@pytest.fixture(autouse=True)
def before_it(monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", "2026-11-20T08:00:00+00:00")


def planned(workspace, event):
    """A room and a speaker wanted twice at once."""
    for name, place, speakers, start, end in TALKS:
        hours = {f"{at}_at": f"2026-11-23T{h}:00Z" for at, h in (("starts", start), ("ends", end))}
        values = {"event": event, "name": name, "place": place, "speakers": speakers, **hours}
        workspace.do(records.create, "agenda-items", values)


def told(workspace, kind):
    found = workspace.ask(checks.findings, kind)
    return {(one.uid, one.finding.code) for one in found}


def test_the_same_doubts_are_told_of_an_event_as_of_everything(workspace):
    event = an_event(workspace, starts_on="2026-11-23")
    other = an_event(workspace, "Another", starts_on="2026-11-23")
    for at in (event, other):
        planned(workspace, at)
        for _twice in range(2):
            registered(workspace, at, "Ana", "Costa", email="ana@costa.example")

    items = [doubt for at in (event, other) for doubt in workspace.ask(event_doubts.agenda, at)]
    pairs = [pair for at in (event, other) for pair in workspace.ask(event_doubts.people, at)]

    assert {(one.uid, one.finding.code) for one in items} == told(workspace, "agenda-items")
    doubled = {uid for uid, code in told(workspace, "registrations") if code.endswith(".double")}
    assert {uid for pair in pairs for uid in (pair.left, pair.right)} == doubled
    assert len(items) == len(doubled) == 4


def test_an_event_is_unsettled_until_every_pair_is_judged_and_every_clash_is_gone(workspace):
    event = an_event(workspace, starts_on="2026-11-23", capacity="1")
    planned(workspace, event)
    first, second = (registered(workspace, event) for _twice in range(2))
    [open_] = workspace.ask(event_doubts.unsettled)
    assert (open_.uid, open_.pairs, open_.clashes, open_.over) == (event, 1, 2, 1)

    workspace.do(identity.confirm, "registrations", first, second)
    panel = next(d for d in workspace.ask(event_doubts.agenda, event) if d.name == "Opening")
    workspace.do(records.remove, "agenda-items", panel.uid)

    assert workspace.ask(event_doubts.unsettled) == []


def test_what_was_cancelled_or_is_long_over_presses_no_more(workspace):
    for days in (
        {"starts_on": "2026-11-23", "cancelled_on": "2026-11-01"},
        {"starts_on": "2026-10-01", "ends_on": "2026-10-20"},
    ):
        planned(workspace, an_event(workspace, **days))
    late = an_event(workspace, starts_on="2026-10-20", ends_on="2026-10-21")
    planned(workspace, late)

    assert [one.uid for one in workspace.ask(event_doubts.unsettled)] == [late]
