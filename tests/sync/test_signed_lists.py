"""A day's signed list printed on two laptops of an office before they exchanged their changes."""

from datetime import UTC, date, datetime

import pytest

from recipe_desktop.services import checks, records, rosters, signed_lists, words
from recipe_desktop.ui.desk import wording
from tests.sync.offices import carry, meet

TODAY = date(2027, 5, 6)


def register(workspace, event, family):
    values = {"event": event, "given_name": "Anna", "family_name": family}
    return workspace.do(records.create, "registrations", values).uid


def print_list(workspace, event):
    pages = workspace.ask(signed_lists.signed_list, event, TODAY)
    workspace.do(signed_lists.list_printed, event, TODAY, pages)
    return {uid: (p.number, n) for p in pages for n, uid in enumerate(p.rows, 1) if uid}


@pytest.fixture
def box(tmp_path):
    folder = tmp_path / "box"
    folder.mkdir()
    return folder


def test_two_papers_of_one_day_are_told_and_each_is_found_by_its_print(a_laptop, box, monkeypatch):
    one, two = a_laptop("HU", person="Ana"), a_laptop("HU", person="Zoé")
    meet(one, two)
    values = {"name": "Networking day", "country": "HU", "starts_on": "2027-05-06"}
    event = one.do(records.create, "events", values).uid
    people = [register(one, event, family) for family in ("Balogh", "Kiss")]
    carry(box, one, two)
    late = register(two, event, "Aba")
    papers = []
    for workspace, at in ((one, "06:10"), (two, "06:20")):
        monkeypatch.setenv("RECIPE_NOW", f"2027-05-06T{at}:00+00:00")
        papers.append(print_list(workspace, event))
        found = workspace.ask(checks.findings, "events")
        assert "event.two_papers" not in {f.finding.code for f in found}
    assert papers[0][people[0]] != papers[1][people[0]]

    carry(box, one, two)

    for workspace in (one, two):
        found = [f.finding for f in workspace.ask(checks.findings, "events")]
        [told] = [f for f in found if f.code == "event.two_papers"]
        assert "6 May 2027" in words.finding_sentence(told)
        rows = workspace.ask(signed_lists.signed_rows, event, TODAY)
        entries = workspace.ask(rosters.entries, event, TODAY, None, rows)
        by_uid = {entry.uid: entry for entry in entries}
        for uid in people:
            said = [(p.sheet, p.row, p.printed_at, p.printed_by) for p in by_uid[uid].papers]
            assert said == [
                (*papers[0][uid], datetime(2027, 5, 6, 6, 10, tzinfo=UTC), "Ana"),
                (*papers[1][uid], datetime(2027, 5, 6, 6, 20, tzinfo=UTC), "Zoé"),
            ]
        [alone] = by_uid[late].papers
        assert (alone.sheet, alone.row, alone.printed_by) == (*papers[1][late], "Zoé")
        chips = [note.words for note in wording.chips(by_uid[people[0]])]
        assert [chip.split(", printed")[0] for chip in chips] == [
            "Sheet 1, row 1",
            "Sheet 1, row 2",
        ]
        assert [chip.rpartition(", ")[2] for chip in chips] == ["Ana", "Zoé"]


def test_two_papers_with_the_same_rows_are_one(a_laptop, box, monkeypatch):
    one, two = a_laptop("HU", person="Ana"), a_laptop("HU", person="Zoé")
    meet(one, two)
    values = {"name": "Networking day", "country": "HU", "starts_on": "2027-05-06"}
    event = one.do(records.create, "events", values).uid
    person = register(one, event, "Kiss")
    carry(box, one, two)
    monkeypatch.setenv("RECIPE_NOW", "2027-05-06T06:10:00+00:00")
    print_list(one, event)
    print_list(two, event)

    carry(box, one, two)

    for workspace in (one, two):
        found = workspace.ask(checks.findings, "events")
        assert "event.two_papers" not in {f.finding.code for f in found}
        row = workspace.ask(signed_lists.signed_rows, event, TODAY)[person]
        assert (row.sheet, row.row, row.printed_at, row.others) == (1, 1, None, ())
