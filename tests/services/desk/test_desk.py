"""What is done at a desk, and what it comes to."""

from datetime import timedelta

import pytest

from recipe_desktop.domain import codes
from recipe_desktop.domain.attendance import ScanOutcome
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import new_uid
from recipe_desktop.services import (
    checks,
    desk,
    desk_clocks,
    desk_search,
    events,
    history,
    identity,
    records,
    rosters,
    signed_lists,
)
from recipe_desktop.store.models.event import DeskOpening, DeskSeal
from tests.services.desk.conftest import NINE, TODAY, at, code_of


def test_a_scanned_badge_lets_somebody_in_once(workspace, event, a_desk, a_person):
    here, ana = a_desk(), a_person()
    code = code_of(workspace, ana)

    first = workspace.do(desk.scan, event, here, f"]Q1{code.lower()}\r", at=at())
    again = workspace.do(desk.scan, event, here, code, at=at(minutes=5))

    assert (first.outcome, first.registration) == (ScanOutcome.IN, ana)
    assert (again.outcome, again.since, again.why) == (ScanOutcome.ALREADY, NINE, "again")
    assert workspace.ask(events.counts, event, TODAY).came == 1


def test_a_scanner_that_reads_twice_leaves_one_row(workspace, event, a_desk, a_person):
    here, ana = a_desk(), a_person()
    code = code_of(workspace, ana)

    for seconds in (0, 1, 2):
        workspace.do(desk.scan, event, here, code, at=at(seconds=seconds))

    assert len(workspace.ask(records.listing, "check-ins")) == 1


def test_the_ticket_of_a_shop_and_a_badge_number_are_codes_too(workspace, event, a_desk, a_person):
    here = a_desk()
    ana = a_person(ticket_code="9100000001", badge_number="0417")

    assert workspace.do(desk.scan, event, here, "9100000001", at=at()).registration == ana
    assert workspace.do(desk.scan, event, here, "0417", at=at(9)).outcome is ScanOutcome.ALREADY


def test_what_nobody_knows_is_kept_as_it_was_read(workspace, event, a_desk):
    here = a_desk()
    other = codes.badge_code(new_uid(), new_uid())

    unknown = workspace.do(desk.scan, event, here, "BEGIN:VCARD", at=at())
    foreign = workspace.do(desk.scan, event, here, other, at=at(1))

    assert (unknown.outcome, unknown.why) == (ScanOutcome.UNKNOWN, "")
    assert (foreign.outcome, foreign.why) == (ScanOutcome.UNKNOWN, "other_event")
    rows = workspace.ask(records.listing, "check-ins")
    assert [row.fields["code"] for row in rows] == ["BEGIN:VCARD", other]
    assert workspace.ask(events.counts, event).unknown_codes == 2


@pytest.mark.parametrize(
    ("values", "why"), [({"answer": "cancelled"}, "cancelled"), ({"days": "2"}, "other_day")]
)
def test_who_is_not_expected_is_looked_at_and_let_in_by_hand(
    workspace, event, a_desk, a_person, values, why
):
    here, ana = a_desk(), a_person(**values)

    scanned = workspace.do(desk.scan, event, here, code_of(workspace, ana), at=at())
    assert (scanned.outcome, scanned.why) == (ScanOutcome.LOOK, why)
    assert workspace.ask(events.counts, event).came == 0

    assert workspace.do(desk.arrive, ana, here, at=at(1), reason="came").outcome is ScanOutcome.IN
    assert workspace.ask(events.counts, event).came == 1
    assert len(workspace.ask(events.attendance, event).cancelled) == (why == "cancelled")


def test_two_people_with_one_code_are_asked_for(workspace, event, a_desk, a_person):
    here = a_desk()
    a_person(ticket_code="T1")
    a_person("Bea", "Nagy", ticket_code="T1")

    scanned = workspace.do(desk.scan, event, here, "T1", at=at())

    assert (scanned.outcome, scanned.why, scanned.registration) == (
        ScanOutcome.LOOK,
        "two_people",
        None,
    )


def test_a_remark_is_shown_though_the_person_is_in(workspace, event, a_desk, a_person):
    here, ana = a_desk(), a_person(attention="Needs an invoice")

    scanned = workspace.do(desk.scan, event, here, code_of(workspace, ana), at=at())

    assert (scanned.outcome, scanned.why) == (ScanOutcome.LOOK, "attention")
    assert workspace.ask(events.counts, event).came == 1


def test_the_wrong_desk_warns_and_does_not_block(workspace, event, a_desk, a_person):
    here = a_desk("A", surnames_from="A", surnames_until="K")
    there = a_desk("B", surnames_from="L")
    ana, zoe = a_person(), a_person("Zoé", "Michaud")

    assert workspace.do(desk.arrive, ana, here, at=at()).notes == ()
    assert workspace.do(desk.arrive, zoe, here, at=at()).notes == ("other_desk",)
    assert workspace.ask(events.counts, event).desks[0].arrivals == 2
    assert there


def test_who_comes_on_no_day_of_the_event_comes_in_with_a_word(workspace, event, a_desk, a_person):
    here, ana, zoe = a_desk(), a_person(), a_person("Zoé", "Michaud")
    before, second = at(-24 * 60), at(24 * 60)

    early = workspace.do(desk.scan, event, here, code_of(workspace, ana), at=before)
    assert (early.outcome, early.notes) == (ScanOutcome.IN, ("no_day",))
    assert workspace.do(desk.arrive, zoe, here, at=second).notes == ()

    day = {"event": event, "day_on": before.date().isoformat(), "name": "Evening before"}
    workspace.do(records.create, "event-days", day)
    assert workspace.do(desk.arrive, zoe, here, at=before).notes == ()


def test_taking_back_that_somebody_came_back_leaves_them_in(workspace, event, a_desk, a_person):
    here, ana = a_desk(), a_person()
    workspace.do(desk.arrive, ana, here, at=at())
    again = workspace.do(desk.came_back, ana, here, at=at(60))

    workspace.do(desk.undo_arrival, again.check_in, here, at=at(61))

    [presence] = workspace.ask(events.presences, event).values()
    assert presence.is_in
    assert len(presence.arrivals) == 1
    assert workspace.do(desk.came_back, ana, here, at=at(62)).outcome is ScanOutcome.IN
    assert workspace.do(desk.leave, ana, here, at=at(63)) is not None


def test_an_arrival_is_taken_back_by_a_row_and_a_second_time_by_nothing(
    workspace, event, a_desk, a_person
):
    here, ana = a_desk(), a_person()
    passage = workspace.do(desk.arrive, ana, here, at=at())

    assert workspace.do(desk.undo_arrival, passage.check_in, here, at=at(1)) is not None
    assert workspace.do(desk.undo_arrival, passage.check_in, here, at=at(2)) is None

    assert workspace.ask(events.counts, event).came == 0
    assert workspace.do(desk.arrive, ana, here, at=at(3)).outcome is ScanOutcome.IN
    assert len(workspace.ask(records.listing, "check-ins")) == 3


def test_who_left_comes_back_as_one_person(workspace, event, a_desk, a_person):
    here, ana = a_desk(), a_person()
    workspace.do(desk.arrive, ana, here, at=at())
    assert workspace.do(desk.leave, ana, here, at=at(60)) is not None
    assert workspace.do(desk.leave, ana, here, at=at(61)) is None
    assert workspace.ask(events.counts, event).is_in == 0

    again = workspace.do(desk.scan, event, here, code_of(workspace, ana), at=at(90))

    assert again.outcome is ScanOutcome.IN
    counts = workspace.ask(events.counts, event)
    assert (counts.came, counts.is_in) == (1, 1)


def test_a_second_day_is_counted_anew(workspace, event, a_desk, a_person):
    here, ana = a_desk(), a_person()
    workspace.do(desk.arrive, ana, here, at=at())

    tomorrow = workspace.do(desk.arrive, ana, here, at=at() + timedelta(days=1))

    assert tomorrow.outcome is ScanOutcome.IN
    assert workspace.ask(events.counts, event, TODAY).came == 1
    assert workspace.ask(events.counts, event).came == 1


def test_a_seal_without_its_moment_counts_all_the_same(workspace, event, a_desk):
    here = a_desk()
    seal = DeskSeal(scope=f"event:{event}", event_uid=event, desk_uid=here, check_ins=2)
    workspace.do(lambda session: session.add(seal))  # as another program may have written it

    [counted] = workspace.ask(events.counts, event).desks

    assert (counted.sealed_at, counted.missing) == (None, 2)


def test_the_code_of_a_desk_is_that_of_its_last_seal(workspace, event, a_desk):
    here = a_desk()
    for minutes, check_ins, code in ((0, 9, "first"), (9, 2, "last"), (5, 4, "between")):
        seal = DeskSeal(scope=f"event:{event}", event_uid=event, desk_uid=here, code=code)
        seal.sealed_at, seal.check_ins = at(minutes), check_ins
        workspace.do(lambda session, seal=seal: session.add(seal))

    [counted] = workspace.ask(events.counts, event).desks

    assert (counted.sealed_at, counted.code, counted.missing) == (at(9), "last", 9)


def test_every_screen_has_the_same_time_of_a_desk_whose_clock_was_corrected(
    workspace, event, a_desk, a_person
):
    fast, right, ana = a_desk("A"), a_desk("B"), a_person()
    badge = code_of(workspace, ana)
    opening = DeskOpening(scope=f"event:{event}", event_uid=event, desk_uid=fast)
    workspace.do(lambda session: session.add(opening))
    workspace.do(desk.scan, event, fast, badge, at=at(minutes=30))
    workspace.do(desk.leave, ana, right, at=at(minutes=10))
    workspace.do(desk_clocks.correct, opening.uid, 30 * 60)

    [hit] = workspace.ask(desk_search.find_people, event, "costa", day=TODAY).hits
    [line] = workspace.ask(events.people_lines, event, [ana], TODAY)
    [entry] = workspace.ask(rosters.entries, event, TODAY, [ana])
    back = workspace.do(desk.scan, event, right, badge, at=at(minutes=11))
    again = workspace.do(desk.scan, event, right, badge, at=at(minutes=20))

    assert {(one.since, one.is_in, one.desk) for one in (hit, line, entry)} == {(NINE, False, "A")}
    assert back.outcome is ScanOutcome.IN
    assert (again.outcome, again.since, again.desk) == (ScanOutcome.ALREADY, NINE, fast)


def test_a_scanner_that_reads_twice_leaves_one_row_though_its_clock_was_corrected(
    workspace, event, a_desk, a_person
):
    here, badge = a_desk(), code_of(workspace, a_person())
    opening = DeskOpening(
        scope=f"event:{event}", event_uid=event, desk_uid=here, clock_seconds=1800
    )
    workspace.do(lambda session: session.add(opening))

    workspace.do(desk.scan, event, here, badge, at=at(minutes=30))
    echo = workspace.do(desk.scan, event, here, badge, at=at(minutes=30, seconds=1))

    assert (echo.why, echo.since) == ("bounce", NINE)
    assert len(workspace.ask(records.listing, "check-ins")) == 1


def test_who_is_registered_twice_is_expected_once(workspace, event, a_person):
    ana, again = a_person(), a_person("Ána", answer="maybe")
    a_person("Bea", "Nagy")
    workspace.do(identity.confirm, "registrations", ana, again)

    [line] = workspace.ask(events.lines, [event])
    places = workspace.ask(events.counts, event).places

    assert (line.registered, places.expected, places.maybe) == (2, 2, 0)


def test_what_happened_is_never_changed_and_never_deleted(workspace, event, a_desk, a_person):
    here, ana = a_desk(), a_person()
    row = workspace.do(desk.arrive, ana, here, at=at()).check_in

    with pytest.raises(UserError, match=r"record\.append_only"):
        workspace.do(records.remove, "check-ins", row)
    with pytest.raises(UserError, match=r"field\.fixed"):
        workspace.do(records.edit, "check-ins", row, {"at": "2027-05-06T09:00+02:00"})
    for kind, uid in (("registrations", ana), ("desks", here), ("events", event)):
        with pytest.raises(UserError, match=r"record\.held"):
            workspace.do(records.remove, kind, uid)


def test_a_registration_stays_in_the_scope_of_its_event(workspace, event, a_person):
    ana = a_person()
    other = workspace.do(records.create, "events", {"name": "Another day"}).uid

    assert workspace.ask(records.scope_of, "registrations", ana) == f"event:{event}"
    with pytest.raises(UserError, match=r"field\.fixed"):
        workspace.do(records.edit, "registrations", ana, {"event": other})


def test_a_name_is_found_by_two_letters_and_with_one_error(workspace, event, a_desk, a_person):
    here = a_desk()
    kovacs = a_person("Anna", "Kovács", organisation_name="Zone")
    a_person("Anna", "Kovács", organisation_name="Mobinov")
    kis = a_person("Bence", "Kis")
    workspace.do(desk.arrive, kovacs, here, at=at())

    def hits(text):
        return workspace.ask(desk_search.find_people, event, text).hits

    assert [hit.uid for hit in hits("ki")] == [kis]
    assert hits("k") == ()
    found = hits("kovacs an")
    assert [h.is_near for h in found] == [False, False]
    assert {(h.organisation, h.since, h.desk) for h in found} == {
        ("Zone", NINE, "A"),
        ("Mobinov", None, ""),
    }
    assert {h.uid for h in hits("anan kovacs")} == {h.uid for h in found}
    assert all(h.is_near for h in hits("kovcas"))
    assert [hit.uid for hit in hits("zone")] == [kovacs]


def test_people_of_another_event_are_not_found(workspace, event, a_person):
    a_person()
    other = workspace.do(records.create, "events", {"name": "Another day"}).uid

    assert workspace.ask(desk_search.find_people, other, "costa").hits == ()
    assert workspace.ask(events.people_order, other) == []


def test_the_signed_list_has_those_who_said_they_would_come(workspace, event, a_desk, a_person):
    here = a_desk("A", surnames_from="A", surnames_until="Z")
    zoe, ana = a_person("Zoé", "Michaud"), a_person("Ana", "Costa")
    a_person("Not", "Coming", answer="no")
    workspace.do(desk.walk_in, event, here, {"family_name": "Walker"}, at=at())

    assert workspace.ask(signed_lists.signed_rows, event, TODAY) == {}, "there is no paper yet"
    assert not workspace.ask(signed_lists.is_printed, event)
    pages = workspace.ask(signed_lists.signed_list, event, TODAY)
    workspace.do(signed_lists.list_printed, event, TODAY, pages)

    rows = workspace.ask(signed_lists.signed_rows, event, TODAY)

    assert {uid: (row.sheet, row.row) for uid, row in rows.items()} == {ana: (1, 1), zoe: (1, 2)}
    assert workspace.ask(signed_lists.is_printed, event)


def test_an_event_is_listed_with_its_numbers(workspace, event, a_desk, a_person):
    ana = a_person()
    a_person("Not", "Coming", answer="no")
    workspace.do(desk.arrive, ana, a_desk(), at=at())

    [line] = workspace.ask(events.lines, workspace.ask(events.order))

    assert (line.name, line.registered, line.came, line.capacity) == ("Networking day", 1, 1, 3)


def test_the_history_of_a_person_and_undo_by_name(workspace, event, a_person):
    ana = a_person()
    workspace.do(records.edit, "registrations", ana, {"organisation_name": "Mobinov"})

    newest = workspace.ask(history.of_record, "registrations", ana)[0]
    assert (newest.field, newest.new) == ("organisation_name", "Mobinov")
    workspace.do(history.undo)

    assert workspace.ask(records.show, "registrations", ana).fields["organisation_name"] == ""


def codes_of(found):
    return sorted(one.finding.code for one in found)


def test_nothing_is_wrong_with_an_event_that_is_well_prepared(workspace, event, a_person):
    a_person()

    for kind in ("events", "registrations", "agenda-items"):
        assert codes_of(workspace.ask(checks.findings, kind)) == []


def test_what_the_desks_leave_open_is_found(workspace, event, a_desk, a_person):
    one, other = a_desk("A"), a_desk("B")
    ana = a_person(answer="cancelled", ticket_code="T1")
    people = [a_person(f"No{n}", "Guest", ticket_code="T1" if n == 3 else "") for n in range(4)]
    for uid in (ana, *people):
        workspace.do(desk.arrive, uid, one, at=at())
    passage = workspace.do(desk.leave, people[0], one, at=at(20))
    workspace.do(desk.arrive, people[0], other, at=at(30))
    workspace.do(desk.scan, event, one, "nonsense", at=at())

    found = codes_of(workspace.ask(checks.findings, "registrations"))

    assert found == [
        "registration.cancelled_and_came",
        *["registration.shared_code"] * 2,
        "registration.two_desks_mix_up",
    ]
    assert codes_of(workspace.ask(checks.findings, "events")) == [
        "event.over_capacity",
        "event.unknown_codes",
    ]
    assert passage is not None


def test_a_day_that_holds_fewer_than_come_is_found(workspace, event, a_person):
    for day, places in (("2027-05-06", 2), ("2027-05-07", 9)):
        said = {"event": event, "day_on": day, "capacity": places}
        workspace.do(records.create, "event-days", said)
    a_person()
    a_person("Both", "Days")
    a_person("First", "Only", days="1")
    a_person("Second", "Only", days="2")
    a_person("Not", "Coming", answer="cancelled")
    a_person("Not", "Sure", answer="maybe", days="1")

    [found] = [
        one.finding
        for one in workspace.ask(checks.findings, "events")
        if one.finding.code.startswith("event.day_")
    ]

    assert found.code == "event.day_over_capacity"
    assert (found.details["day"].isoformat(), found.details["value"]) == ("2027-05-06", 1)


def test_an_agenda_asks_no_room_and_no_speaker_for_two_things_at_once(workspace, event):
    def item(name, hour, **values):
        times = {
            "starts_at": f"2027-05-06T{hour:02}:00+02:00",
            "ends_at": f"2027-05-06T{hour + 2:02}:00+02:00",
        }
        given = {"event": event, "name": name, **times, **values}
        return workspace.do(records.create, "agenda-items", given).uid

    item("Opening", 9, place="Hall", speakers="Ana Costa")
    item("Pitches", 10, place="hall", speakers="Wim Jansen; ana costa")
    workspace.do(
        records.create,
        "agenda-items",
        {"event": event, "name": "Dinner", "starts_at": "2027-05-09T19:00+02:00"},
    )

    assert codes_of(workspace.ask(checks.findings, "agenda-items")) == [
        *("agenda-item.outside", "agenda-item.place_taken", "agenda-item.speaker_taken")
    ]
