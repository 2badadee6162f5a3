"""Registrations come in from files, again and again, and nobody is there twice."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.import_lines import Reason
from recipe_desktop.domain.import_plans import Outcome
from recipe_desktop.domain.import_questions import answered
from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.services import (
    events,
    exports,
    history,
    identity,
    imports,
    organisations,
    records,
)
from tests.sync.offices import carry, meet

HEADERS = (
    "Order",
    "First name",
    "Last name",
    "Email",
    "Company",
    "Status",
    "Barcode",
    "Event name",
)
ANA = ("1", "Ana", "Costa", "ana@example.org", "Mobinov", "Attending", "B1", "")
WIM = ("2", "Wim", "Jansen", "wim@example.org", "RAI", "Attending", "B2", "")
LEA = ("3", "Léa", "Roux", "lea@example.org", "NextMove", "Not Attending", "", "")


@pytest.fixture
def event(workspace):
    return workspace.do(records.create, "events", {"name": "Networking day"}).uid


@pytest.fixture
def take_in(workspace, event):
    def read(*lines, event=event, headers=HEADERS, takes_all=False):
        rows = tuple(SourceRow(number, line) for number, line in enumerate(lines, start=2))
        table = SourceTable("shop.csv", "", 1, headers, rows)
        source = imports.source_of(table, event=event, takes_all=takes_all)
        proposal = workspace.ask(imports.propose, table, "registrations", source)
        choices = answered(proposal.questions)
        preview = workspace.do(imports.plan, table, proposal.mapping, choices, source)
        workspace.do(imports.execute, preview.uid)
        return workspace.ask(imports.preview, preview.uid)

    return read


def outcomes(preview):
    return [line.outcome.value for line in preview.plan.lines]


def everybody(workspace, event):
    return [
        record.fields for record in records_of(workspace, workspace.ask(events.people_order, event))
    ]


def records_of(workspace, uids):
    return workspace.ask(records.shown, "registrations", uids)


def test_a_later_file_updates_and_never_doubles(workspace, event, take_in):
    assert outcomes(take_in(ANA, WIM, LEA)) == ["new", "new", "new"]
    assert outcomes(take_in(ANA, WIM, LEA)) == ["same", "same", "same"]

    gone = (*WIM[:5], "Refunded", *WIM[6:])
    back = (*LEA[:5], "Attending", *LEA[6:])
    assert outcomes(take_in(gone, back, ANA)) == ["changed", "changed", "same"]

    answers = {f["family_name"]: f["answer"] for f in everybody(workspace, event)}
    assert answers == {"Costa": "yes", "Jansen": "cancelled", "Roux": "yes"}


def test_what_somebody_wrote_by_hand_stays_and_is_shown(workspace, event, take_in):
    take_in(ANA)
    [ana] = workspace.ask(events.people_order, event)
    workspace.do(records.edit, "registrations", ana, {"organisation_name": "Mobinov Cluster"})

    assert outcomes(take_in(ANA)) == ["same"]
    moved = take_in((*ANA[:4], "RAI", *ANA[5:]))

    assert outcomes(moved) == ["suspicious"]
    assert [(h.in_file, h.current) for h in moved.plan.lines[0].held] == [
        ("RAI", "Mobinov Cluster")
    ]
    assert everybody(workspace, event)[0]["organisation_name"] == "Mobinov Cluster"


def test_one_list_for_two_events_makes_two_registrations(workspace, event, take_in):
    other = workspace.do(records.create, "events", {"name": "Another day"}).uid
    take_in(ANA)

    assert outcomes(take_in(ANA, event=other)) == ["new"]
    assert len(workspace.ask(records.listing, "registrations")) == 2
    assert workspace.ask(exports.rows, "registrations", f"event:{other}").rows[0][1] == other


def test_two_laptops_that_import_one_list_make_the_same_people(a_laptop):
    uids = set()
    for _ in range(2):
        workspace = a_laptop()
        event = workspace.do(records.create, "events", {"name": "Networking day"}, "e" * 32).uid
        rows = (SourceRow(2, ANA),)
        table = SourceTable("shop.csv", "", 1, HEADERS, rows)
        source = imports.source_of(table, event=event)
        proposal = workspace.ask(imports.propose, table, "registrations", source)
        choices = answered(proposal.questions)
        preview = workspace.do(imports.plan, table, proposal.mapping, choices, source)
        workspace.do(imports.execute, preview.uid)
        [ana] = workspace.ask(records.listing, "registrations")
        uids.add((ana.uid, ana.fields["code"]))

    assert len(uids) == 1


def test_a_double_comes_in_and_is_proposed(workspace, event, take_in):
    take_in(ANA)
    again = take_in(("9", "Ana", "Costa", "ana@example.org", "Mobinov", "Attending", "B9", ""))

    assert outcomes(again) == ["suspicious"]
    assert len(again.plan.of(Outcome.SUSPICIOUS)[0].alike) == 1
    [double] = workspace.ask(identity.doubles, "registrations")
    assert double.reasons == ("same_email", "same_name", "same_organisation")


def test_an_organisation_that_we_know_is_linked(workspace, event, take_in):
    firm = workspace.do(records.create, "organisations", {"name": "Mobinov", "country": "PT"}).uid
    take_in(ANA, WIM)

    linked = {f["family_name"]: f["organisation"] for f in everybody(workspace, event)}

    assert linked == {"Costa": firm, "Jansen": None}
    assert workspace.ask(organisations.lines, [firm])[0].name == "Mobinov"


def test_a_whole_import_is_taken_back(workspace, event, take_in):
    take_in(ANA, WIM)
    workspace.do(history.undo)

    assert workspace.ask(records.listing, "registrations") == []
    assert outcomes(take_in(ANA)) == ["new"]


def test_the_file_of_another_event_is_noticed(workspace, event, take_in):
    named = (*ANA[:7], "Cluster mission in France")

    seen = take_in(named)

    assert seen.occasion.is_other
    assert seen.occasion.in_file.name == "Cluster mission in France"
    assert not take_in((*WIM[:7], "RECiPE networking day")).occasion.is_other
    assert not take_in(LEA).occasion.is_other


def test_the_lines_of_another_event_are_rejected_unless_somebody_takes_them_in(
    workspace, event, take_in
):
    named = "RECiPE networking day"
    of_two = ((*ANA[:7], named), (*WIM[:7], "Cluster mission in France"), (*LEA[:7], named))

    seen = take_in(*of_two)

    assert (seen.occasion.is_other, seen.occasion.others) == (False, 1)
    [rejected] = seen.plan.of(Outcome.REJECTED)
    assert rejected.reasons == (Reason("event.other", "event", "Cluster mission in France"),)
    assert [f["family_name"] for f in everybody(workspace, event)] == ["Costa", "Roux"]
    assert take_in(*of_two, takes_all=True).occasion.others == 0
    assert len(everybody(workspace, event)) == 3


def test_registrations_need_an_event(take_in):
    with pytest.raises(UserError, match=r"import\.no_event"):
        take_in(ANA, event=None)


def test_a_call_that_another_office_takes_is_not_lost_without_a_word(a_laptop, box):
    hungary, france = a_laptop("HU"), a_laptop("FR")
    meet(hungary, france)
    event = hungary.do(records.create, "events", {"name": "Networking day"}).uid
    carry(box, hungary, france)

    with pytest.raises(UserError, match=r"event\.other_organiser"):
        france.do(records.create, "registrations", {"event": event, "family_name": "Petit"})

    assert hungary.do(records.create, "registrations", {"event": event, "family_name": "Nagy"})
