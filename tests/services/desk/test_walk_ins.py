"""Who comes without being registered."""

import pytest

from recipe_desktop.domain.attendance import ScanOutcome
from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import (
    desk,
    event_papers,
    events,
    identity,
    records,
    rosters,
)
from tests.services.desk.conftest import NINE, TODAY, at


def test_a_walk_in_gets_the_desks_next_number_and_is_in(workspace, event, a_desk):
    here = a_desk("C")
    names = {"given_name": "Léa", "family_name": "Roux", "organisation_name": "NextMove"}

    first = workspace.do(desk.walk_in, event, here, names, at=at())
    second = workspace.do(desk.walk_in, event, here, {"family_name": "Ng"}, at=at(1))

    assert (first.badge_number, second.badge_number) == ("C-001", "C-002")
    [line] = workspace.ask(events.people_lines, event, [first.registration])
    assert (line.organisation, line.source, line.since, line.desk) == (
        "NextMove",
        "desk",
        NINE,
        "C",
    )
    assert workspace.ask(events.counts, event).walk_ins == 2
    with pytest.raises(UserError, match=r"record\.needs"):
        workspace.do(desk.walk_in, event, here, {"organisation_name": "NextMove"}, at=at())


def numbers(workspace, event):
    counts = workspace.ask(events.counts, event, TODAY)
    [line] = workspace.ask(events.lines, [event])
    badges = workspace.ask(event_papers.badges, event).wearers
    assert counts.walk_ins == sum(at_desk.walk_ins for at_desk in counts.desks)
    assert line.registered == counts.places.expected == len(badges)
    return counts.walk_ins, counts.places.expected


def test_a_walk_in_who_was_taken_back_counts_nowhere_until_let_in_again(
    workspace, event, a_desk, a_person
):
    here = a_desk("C")
    a_person("Bea", "Nagy")
    slip = workspace.do(desk.walk_in, event, here, {"family_name": "Roux"}, at=at())
    assert numbers(workspace, event) == (1, 2)

    workspace.do(desk.undo_arrival, slip.check_in, here, at=at(1))

    assert numbers(workspace, event) == (0, 1)
    [entry] = workspace.ask(rosters.entries, event, TODAY, [slip.registration])
    assert not entry.is_expected
    workspace.do(desk.arrive, slip.registration, here, at=at(2))
    assert numbers(workspace, event) == (1, 2)


def test_one_walk_in_at_two_desks_counts_once_when_they_are_merged(workspace, event, a_desk):
    made = [
        workspace.do(desk.walk_in, event, a_desk(letter), {"family_name": "Roux"}, at=at())
        for letter in "AB"
    ]
    assert numbers(workspace, event) == (2, 2)

    workspace.do(identity.confirm, "registrations", *(one.registration for one in made))

    assert numbers(workspace, event) == (1, 1)
    one, other = made
    workspace.do(desk.undo_arrival, one.check_in, a_desk("C"), at=at(1))
    assert numbers(workspace, event) == (1, 1), "the other desk saw them"
    workspace.do(desk.undo_arrival, other.check_in, a_desk("D"), at=at(1))
    assert numbers(workspace, event) == (0, 0)


def test_a_badge_that_was_numbered_by_hand_does_not_set_the_desks_count(workspace, event, a_desk):
    here = a_desk("C")
    first = workspace.do(desk.walk_in, event, here, {"family_name": "One"}, at=at())
    number = {"badge_number": "C-" + "9" * 12}
    workspace.do(records.edit, "registrations", first.registration, number)

    second = workspace.do(desk.walk_in, event, here, {"family_name": "Two"}, at=at())

    assert second.badge_number == "C-001"


def test_a_walk_in_was_shown_the_privacy_notice_of_the_day(workspace, event, a_desk):
    workspace.do(records.edit, "events", event, {"privacy_notice": "We keep names for 5 years."})
    made = workspace.do(desk.walk_in, event, a_desk(), {"family_name": "Roux"}, at=at())

    fields = workspace.ask(records.show, "registrations", made.registration).fields

    assert fields["notice_shown"]
    assert fields["notice_shown_at"] == "2027-05-06T07:00:00.000+00:00"


def test_a_walk_in_who_is_registered_is_hinted_at_and_joined_by_hand(
    workspace, event, a_desk, a_person
):
    ana = a_person(email="ana@example.org")
    [hint] = workspace.ask(events.alike, event, "Ana", "Costa", "ANA@example.org")
    assert (hint.right, hint.score) == (ana, 90)

    here = a_desk()
    workspace.do(desk.arrive, ana, here, at=at())
    values = {"given_name": "ana", "family_name": "Costa"}
    made = workspace.do(desk.walk_in, event, here, values, at=at(2))
    heads = workspace.ask(events.attendance, event).heads
    assert (heads.people, heads.at_least, len(heads.doubles)) == (2, 1, 1)
    assert [d.right for d in workspace.ask(identity.doubles, "registrations")] == [
        made.registration
    ]

    workspace.do(identity.confirm, "registrations", ana, made.registration)

    heads = workspace.ask(events.attendance, event).heads
    assert (heads.people, heads.doubles) == (1, ())
    walk_in = workspace.do(desk.scan, event, here, made.badge_number, at=at(9))
    assert (walk_in.outcome, walk_in.registration) == (ScanOutcome.ALREADY, ana)
