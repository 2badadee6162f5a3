"""Laptops whose clocks are wrong: nobody is given a false history or word for it."""

import pytest

from recipe_desktop.services import conflicts, history, records, shares
from tests.sync.offices import carry, meet, organisation, reopen, value
from tests.sync.test_shares import SECRET, motivation, visit


@pytest.fixture
def at(monkeypatch):
    """Set the wall clock, as each laptop has its own."""
    return lambda moment: monkeypatch.setenv("RECIPE_NOW", moment)


def edit(workspace, uid, city):
    workspace.do(records.edit, "organisations", uid, {"city": city})


def cities(workspace, uid):
    """Old and new, the newest first."""
    changes = workspace.ask(history.of_record, "organisations", uid)
    return [(one.old, one.new) for one in changes if one.field == "city"]


@pytest.fixture
def offices(a_laptop):
    made = a_laptop("HU"), a_laptop("FR"), a_laptop("DE")
    meet(*made)
    return made


def test_the_history_tells_what_followed_on_what_whatever_the_clocks_said(offices, box, at):
    hungary, france, germany = offices
    at("2026-11-23T12:00:00+00:00")
    uid = organisation(france, "Alfa", city="Start")
    for office, moment, city in (
        (hungary, "2026-11-23T12:00:00+00:00", "First"),
        (germany, "2026-11-23T11:00:00+00:00", "Second"),
        (hungary, "2026-11-23T12:01:00+00:00", "Third"),
        (france, "2026-11-22T07:00:00+00:00", "Fourth"),
        (germany, "2026-11-23T11:01:00+00:00", "Fifth"),
    ):
        carry(box, *offices)
        at(moment)
        edit(office, uid, city)
    carry(box, *offices)

    for office in offices:
        assert value(office, uid, "city") == "Fifth"
        assert cities(office, uid) == [
            ("Fourth", "Fifth"),
            ("Third", "Fourth"),
            ("Second", "Third"),
            ("First", "Second"),
            ("Start", "First"),
            ("", "Start"),
        ]
        assert office.ask(conflicts.inbox) == []


@pytest.mark.parametrize("slower", [1, 2])
def test_what_follows_on_values_written_apart_replaces_the_one_that_was_shown(
    offices, box, at, slower
):
    hungary, *others = offices
    at("2026-11-23T12:00:00+00:00")
    uid = organisation(hungary, "Alfa", city="Start")
    carry(box, *offices)
    for days, office in enumerate(others if slower == 2 else reversed(others), start=1):
        at(f"2026-11-{23 - 2 * days}T12:00:00+00:00")
        edit(office, uid, f"{days}")
    at("2026-11-23T12:00:00+00:00")
    carry(box, *offices)
    assert {value(office, uid, "city") for office in offices} == {"1"}

    edit(hungary, uid, "Last")

    assert cities(hungary, uid)[0] == ("1", "Last")


def test_what_was_taken_home_stays_cleared_on_a_laptop_with_a_slow_clock(offices, box, at):
    hungary, france, _ = offices
    at("2026-11-23T12:00:00+00:00")
    uid = visit(hungary, "HU", "FR")
    carry(box, *offices)
    france.do(shares.end, france.ask(shares.of_record, "exchanges", uid).uid)
    at("2026-11-20T12:00:00+00:00")
    carry(box, *offices)
    assert motivation(hungary, uid) == SECRET

    hungary.do(records.edit, "exchanges", uid, {"motivation": ""})

    assert motivation(reopen(hungary), uid) == ""


def test_what_is_written_apart_replaces_what_its_author_had_seen(offices, box):
    hungary, france, _ = offices
    uid = organisation(hungary, "Alfa", city="Start")
    carry(box, *offices)
    edit(hungary, uid, "Pécs")
    edit(france, uid, "Lyon")
    carry(box, *offices)

    for office in offices:
        assert sorted(cities(office, uid)) == [("", "Start"), ("Start", "Lyon"), ("Start", "Pécs")]


def test_what_was_taken_back_is_in_the_history_where_two_wrote_the_first_contact_apart(
    a_laptop, box
):
    colleagues = a_laptop("HU"), a_laptop("HU")
    meet(*colleagues)
    uid = organisation(colleagues[0], "Alfa")
    carry(box, *colleagues)
    for colleague, said in zip(colleagues, ({"phone": "123"}, {"email": "e@e.hu"}), strict=True):
        colleague.do(records.edit, "organisations", uid, said)
    carry(box, *colleagues)

    colleagues[0].do(history.undo)
    carry(box, *colleagues)

    for colleague in colleagues:
        changes = colleague.ask(history.of_record, "organisations", uid)
        phones = [(one.old, one.new) for one in changes if one.field == "phone"]
        assert phones == [("123", ""), ("", "123")]
        assert value(colleague, uid, "phone") == ""
        assert value(colleague, uid, "email") == "e@e.hu"
