"""Desk packs: an event's people go out to laptops that nobody met, and what they write comes back."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from recipe_desktop.domain.attendance import ScanOutcome
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import named_uid
from recipe_desktop.services import (
    checks,
    desk,
    desk_clocks,
    event_papers,
    events,
    exports,
    identity,
    records,
    rosters,
    stores,
)
from recipe_desktop.sync import event_keys, packs, receiving, roster, sending
from recipe_desktop.sync.keys import Keys
from tests.events import an_event, registered

NINE = datetime(2027, 5, 6, 7, 0, tzinfo=UTC)
TODAY = date(2027, 5, 6)
SECRET = "7F3K-0XQ9-MM2A-11AB-CDEF"


@pytest.fixture
def office(a_laptop):
    return a_laptop(device="Office")


@pytest.fixture
def event(office):
    uid = an_event(office, starts_on="2027-05-06")
    office.do(records.create, "agenda-items", {"event": uid, "name": "Opening"})
    office.do(records.create, "organisations", {"name": "Kept to ourselves", "country": "HU"})
    for given, family in (("Ana", "Costa"), ("Wim", "Jansen"), ("Léa", "Roux")):
        registered(office, uid, given, family, ticket_code=family)
    return uid


@pytest.fixture
def a_desk(office, event, tmp_path, quick_packs_only, ready_stores):
    """Open a pack of its own, or one that was opened before; examined in the end."""
    opened = []

    def make(pack=None):
        name = f"desk{len(opened)}"
        if pack is None:
            pack = tmp_path / f"{name}.recipe-desk"
            packs.pack(office, event, pack, SECRET)
        target = tmp_path / f"{name}.recipe"
        with ready_stores.at_hand():
            packs.open_pack(pack, SECRET, target, (f"Laptop {name}", "Zoé"), plain=True)
        opened.append(stores.open_store(target))
        return opened[-1]

    yield make
    for one in opened:
        assert one.ask(stores.problems) == []
        one.close()


def let_in(workspace, code, minutes=0):
    here = workspace.ask(packs.working)
    at = NINE + timedelta(minutes=minutes)
    return workspace.do(desk.scan, here.event, here.desk, code, at=at)


def hand_in(workspace, name="sealed"):
    target = workspace.path.with_name(f"{workspace.path.stem}-{name}.recipe-changes")
    return packs.seal(workspace, target)


def came(workspace, event):
    return workspace.ask(events.counts, event).came


def test_a_desk_knows_its_people_and_agenda_and_nothing_else(office, event, a_desk):
    there = a_desk()

    people = there.ask(events.people_lines, event, there.ask(events.people_order, event))
    assert [line.family_name for line in people] == ["Costa", "Jansen", "Roux"]
    assert [r.fields["name"] for r in there.ask(records.listing, "agenda-items")] == ["Opening"]
    assert there.ask(records.listing, "organisations") == []
    assert there.ask(roster.identity, Keys(there.state)).scopes == {f"event:{event}"}
    assert let_in(there, "Costa").outcome is ScanOutcome.IN


def test_what_a_desk_wrote_comes_back_to_the_office(office, event, a_desk):
    there = a_desk()
    let_in(there, "Costa")
    here = there.ask(packs.working)
    there.do(desk.walk_in, event, here.desk, {"family_name": "Walker"}, at=NINE)
    sealed = hand_in(there)

    receipt = receiving.receive(office, [sealed.sent.path])

    assert (receipt.refused, receipt.held, receipt.admitted) == ([], 0, ["Laptop desk0"])
    assert (sealed.check_ins, sealed.walk_ins) == (2, 1)
    counts = office.ask(events.counts, event)
    [one] = counts.desks
    assert (counts.came, counts.walk_ins) == (2, 1)
    assert (one.letter, one.arrivals, one.walk_ins, one.missing) == ("A", 2, 1, 0)
    assert one.opened == ("Laptop desk0",)
    assert one.last_at == NINE
    assert one.file_at is not None
    assert one.sealed_at is not None


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_files_of_desks_come_in_any_order_and_again(office, event, a_desk, order):
    first, second = a_desk(), a_desk()
    let_in(first, "Costa")
    early = hand_in(first, "early")
    let_in(first, "Jansen", 5)
    let_in(second, "Costa", 3)
    files = [early, hand_in(first, "late"), hand_in(second)]
    paths = [files[number].sent.path for number in order]

    for path in [*paths, paths[0]]:
        assert receiving.receive(office, [path]).refused == []

    attendance = office.ask(events.attendance, event)
    assert attendance.heads.people == 2
    [pair] = attendance.two_desks
    assert (pair.minutes, pair.why) == (3, "queue")


def test_desks_hear_of_each_other_without_the_office(office, event, a_desk):
    first, second = a_desk(), a_desk()
    let_in(first, "Costa")

    receipt = receiving.receive(second, [hand_in(first).sent.path])

    assert receipt.refused == []
    assert let_in(second, "Costa", 5).outcome is ScanOutcome.ALREADY
    receiving.receive(office, [hand_in(second).sent.path])
    assert came(office, event) == 1
    assert office.ask(roster.trusted, Keys(office.state)).keys() >= {
        first.here.device_uid,
        second.here.device_uid,
    }


def test_one_pack_on_two_laptops_is_one_desk_with_two_writers(office, event, a_desk, tmp_path):
    first = a_desk()
    second = a_desk(tmp_path / "desk0.recipe-desk")
    let_in(first, "Costa")
    let_in(second, "Jansen", 1)

    files = [hand_in(one).sent.path for one in (first, second)]
    assert receiving.receive(office, files).refused == []

    [one] = office.ask(events.counts, event).desks
    assert (one.arrivals, one.missing, len(one.opened)) == (2, 0, 2)


def test_the_office_sends_a_desk_what_it_wrote_since(office, event, a_desk, tmp_path):
    there = a_desk()
    late = {"event": event, "family_name": "Late", "ticket_code": "Late"}
    office.do(records.create, "registrations", late)
    sent = sending.send(office, tmp_path / "more.recipe-changes")

    assert receiving.receive(there, [sent.path]).refused == []

    assert let_in(there, "Late").outcome is ScanOutcome.IN


def test_a_colleague_of_the_office_has_the_people_and_another_office_only_the_event(
    office, event, a_desk, a_laptop, tmp_path
):
    colleague, abroad = a_laptop("HU"), a_laptop("FR")
    for one in (colleague, abroad):
        for here, there in ((office, one), (one, office)):
            here.do(roster.admit, Keys(here.state), there.ask(roster.identity, Keys(there.state)))
    there = a_desk()
    let_in(there, "Costa")
    receiving.receive(office, [hand_in(there).sent.path])
    sent = sending.send(office, tmp_path / "all.recipe-changes")

    for one in (colleague, abroad):
        receipt = receiving.receive(one, [sent.path])
        assert (receipt.refused, receipt.held) == ([], 0)

    assert came(colleague, event) == 1
    assert abroad.ask(records.show, "events", event).fields["name"] == "Networking day"
    assert abroad.ask(records.listing, "registrations") == []
    with pytest.raises(UserError, match=r"scope\.not_held"):
        abroad.ask(exports.rows, "registrations", f"event:{event}")
    with pytest.raises(UserError, match=r"desk\.not_organiser"):
        packs.pack(abroad, event, tmp_path / "x.recipe-desk", SECRET)


def test_a_desk_cannot_speak_for_a_key_that_it_does_not_hold(office, event, a_desk, tmp_path):
    there = a_desk()
    let_in(there, "Costa")
    there.do(lambda session: _forge_key(session, event))

    receipt = receiving.receive(office, [hand_in(there).sent.path])

    assert [refused.error.code for refused in receipt.refused] == ["bundle.unknown_sender"]
    assert came(office, event) == 0


def _forge_key(session, event):
    session.connection().exec_driver_sql(
        "UPDATE event_key SET ended_at = '2027-05-06T00:00:00.000+00:00'"
    )
    event_keys.make_key(session, event)


def test_a_lost_laptop_is_shut_out_by_ending_the_key(office, event, a_desk):
    there = a_desk()
    let_in(there, "Costa")
    office.do(
        lambda session: (
            session.connection().exec_driver_sql(
                "UPDATE event_key SET ended_at = '2027-05-06T00:00:00.000+00:00'"
            )
            and None
        )
    )

    receipt = receiving.receive(office, [hand_in(there).sent.path])

    assert [refused.error.code for refused in receipt.refused] == ["bundle.unknown_sender"]


def test_the_letters_of_desks_go_on_and_one_may_be_asked_for(
    office, event, tmp_path, quick_packs_only
):
    made = [
        packs.pack(office, event, tmp_path / f"{n}.recipe-desk", SECRET, letter).letter
        for n, letter in enumerate(("", "", "d", "A"))
    ]

    assert made == ["A", "B", "D", "A"]
    assert len(office.ask(records.listing, "desks")) == 3


def test_a_wrong_passphrase_or_file_makes_no_store(office, event, tmp_path):
    pack = tmp_path / "a.recipe-desk"
    packs.pack(office, event, pack, SECRET)
    other = tmp_path / "other.recipe-desk"
    other.write_text("Dear colleagues")
    empty = tmp_path / "empty.recipe-desk"
    empty.touch()
    target = tmp_path / "new.recipe"

    for source, secret, code in (
        (pack, "WRONG", "desk.wrong_passphrase"),
        (other, SECRET, "desk.not_a_pack"),
        (empty, SECRET, "file.empty"),
        (tmp_path / "none", SECRET, "file.missing"),
    ):
        with pytest.raises(UserError, match=code):
            packs.open_pack(source, secret, target, ("Laptop", ""), plain=True)
    assert not target.exists()


def test_a_pack_that_breaks_off_is_not_taken_for_a_wrong_passphrase(
    office, event, tmp_path, quick_packs_only
):
    pack = tmp_path / "a.recipe-desk"
    packs.pack(office, event, pack, SECRET)
    whole = pack.read_bytes()
    target = tmp_path / "new.recipe"

    for left in (10, 120, 170, len(whole) // 2, len(whole) - 40, len(whole) - 1):
        pack.write_bytes(whole[:left])
        with pytest.raises(UserError, match=r"desk\.cut_pack"):
            packs.open_pack(pack, SECRET, target, ("Laptop", ""), plain=True)
    pack.write_bytes(whole[:-40])
    with pytest.raises(UserError, match=r"desk\.wrong_passphrase"):
        packs.open_pack(pack, "WRONG", target, ("Laptop", ""), plain=True)
    assert not target.exists()


def test_a_pack_that_takes_too_long_to_open_is_not_taken_for_a_damaged_one(
    office, event, tmp_path, quick_packs_only
):
    pack, target = tmp_path / "a.recipe-desk", tmp_path / "new.recipe"
    packs.pack(office, event, pack, SECRET)
    work = rb"(-> scrypt \S+ )\d+"
    pack.write_bytes(re.sub(work, rb"\g<1>30", pack.read_bytes(), count=1))

    with pytest.raises(UserError, match=r"desk\.too_busy"):
        packs.open_pack(pack, SECRET, target, ("Laptop", ""), plain=True)
    assert not target.exists()


def test_a_passphrase_may_be_typed_in_small_letters(office, event, tmp_path):
    pack = tmp_path / "a.recipe-desk"
    packs.pack(office, event, pack, SECRET)

    made = packs.open_pack(
        pack, f" {SECRET.lower()} ", tmp_path / "d.recipe", ("L", ""), plain=True
    )

    assert made.people == 3


def test_an_office_is_no_desk(office, tmp_path):
    with pytest.raises(UserError, match=r"desk\.no_desk"):
        packs.seal(office, tmp_path / "x.recipe-changes")


def test_a_walk_in_at_both_desks_is_listed_and_joined(office, event, a_desk):
    desks = [a_desk(), a_desk()]
    for number, one in enumerate(desks):
        here = one.ask(packs.working)
        values = {"given_name": "Nora", "family_name": "Walker", "email": "nora@example.org"}
        one.do(desk.walk_in, event, here.desk, values, at=NINE + timedelta(minutes=number))
    receiving.receive(office, [hand_in(one).sent.path for one in desks])

    heads = office.ask(events.attendance, event).heads
    assert (heads.people, heads.at_least) == (2, 1)
    [double] = heads.doubles

    office.do(identity.confirm, "registrations", double.left, double.right)

    heads = office.ask(events.attendance, event).heads
    assert (heads.people, heads.doubles) == (1, ())
    assert office.ask(events.counts, event, TODAY).came == 1


def test_a_long_day_at_two_desks_comes_to_one_count_on_every_laptop(
    office, event, a_desk, a_laptop, tmp_path
):
    def many(session):
        for number in range(600):
            names = {"event": event, "given_name": f"No{number}", "family_name": f"Guest{number}"}
            records.create(session, "registrations", names, named_uid("test guest", str(number)))

    office.do(many)
    colleague = a_laptop("HU")
    for here, there in ((office, colleague), (colleague, office)):
        here.do(roster.admit, Keys(here.state), there.ask(roster.identity, Keys(there.state)))
    desks = [a_desk(), a_desk()]
    receiving.receive(colleague, [sending.send(office, tmp_path / "start.recipe-changes").path])

    files = []
    for morning in (True, False):
        for number, one in enumerate(desks):
            one.do(a_shift, event, number, morning=morning)
            files.append(hand_in(one, f"{morning}").sent.path)
    for laptop, order in ((office, (0, 1, 2, 3)), (colleague, (3, 0, 2, 1))):
        for place in order:
            assert receiving.receive(laptop, [files[place]]).refused == []

    for laptop in (office, colleague):
        heads = laptop.ask(events.attendance, event).heads
        assert (heads.people, heads.at_least) == (500 + 30 + 2, 531)
        [double] = heads.doubles
        assert "same_email" in double.reasons
        counts = laptop.ask(events.counts, event)
        assert (counts.came, counts.walk_ins) == (532, 32)
        assert [one.missing for one in counts.desks] == [0, 0]


def a_shift(session, event, number, *, morning):
    """Half of what a desk has to do: a quarter of 500 guests, and its walk-ins at noon."""
    here = packs.working(session)
    first = 250 * number + (0 if morning else 125)
    for guest in range(first, first + 125):
        at = NINE + timedelta(seconds=10 * guest)
        desk.arrive(session, named_uid("test guest", str(guest)), here.desk, at=at)
    if morning:
        for walker in range(15):
            values = {"given_name": f"Walker{walker}", "family_name": f"Desk{number}"}
            desk.walk_in(session, event, here.desk, values, at=NINE)
        nora = {"given_name": "Nora", "family_name": "Walker", "email": "nora@example.org"}
        desk.walk_in(session, event, here.desk, nora, at=NINE)


def test_a_file_counts_up_to_when_the_desk_closed_it_whenever_it_is_taken_in(
    office, event, a_desk, monkeypatch
):
    there = a_desk()
    let_in(there, "Costa")
    monkeypatch.setenv("RECIPE_NOW", NINE.isoformat())
    sealed = hand_in(there)
    monkeypatch.setenv("RECIPE_NOW", (NINE + timedelta(hours=3)).isoformat())
    receiving.receive(office, [sealed.sent.path])

    [one] = office.ask(events.counts, event).desks

    assert one.file_at == NINE
    assert [own.file_at for own in there.ask(events.counts, event).desks] == [None]


def test_a_paper_of_an_event_tells_up_to_when_it_knows_of_its_people(
    office, event, a_desk, monkeypatch
):
    def known(workspace):
        paper = workspace.ask(event_papers.signed_list, event, TODAY)
        return [(of.member, of.day) for of in paper.about.imprint.known]

    monkeypatch.setenv("RECIPE_NOW", (NINE - timedelta(days=2)).isoformat())
    office.do(records.create, "organisations", {"name": "Known to all", "country": "HU"})
    monkeypatch.setenv("RECIPE_NOW", (NINE - timedelta(days=1)).isoformat())
    registered(office, event, "Eva", "Late")
    assert known(office) == [("HU", TODAY - timedelta(days=1))]
    there = a_desk()
    monkeypatch.setenv("RECIPE_NOW", NINE.isoformat())
    let_in(there, "Costa")
    assert known(there) == [("HU", TODAY)]
    sealed = hand_in(there)

    assert receiving.receive(office, [sealed.sent.path]).refused == []

    assert known(office) == [("HU", TODAY)]
    badges = office.ask(event_papers.badges, event)
    assert badges.about.imprint == office.ask(event_papers.signed_list, event, TODAY).about.imprint


def test_a_desk_whose_clock_is_fast_is_noticed_by_its_file_and_corrected(
    office, event, a_desk, monkeypatch
):
    monkeypatch.setenv("RECIPE_NOW", NINE.isoformat())
    there, right = a_desk(), a_desk()
    let_in(there, "Costa", 37)
    let_in(right, "Jansen", 1)
    monkeypatch.setenv("RECIPE_NOW", (NINE + timedelta(minutes=37)).isoformat())
    late = hand_in(there).sent.path
    monkeypatch.setenv("RECIPE_NOW", (NINE + timedelta(minutes=2)).isoformat())
    receiving.receive(office, [late, hand_in(right).sent.path])

    [doubt] = office.ask(desk_clocks.doubts, event)
    assert (doubt.letter, doubt.device, doubt.minutes) == ("A", "Laptop desk0", 35)
    assert [f.finding.code for f in office.ask(checks.findings, "events")] == ["event.clock_off"]
    office.do(desk_clocks.correct, doubt.opening, doubt.seconds)

    assert office.ask(desk_clocks.doubts, event) == []
    since = sorted(p.since for p in office.ask(events.presences, event).values())
    assert since == [NINE + timedelta(minutes=1), NINE + timedelta(minutes=2)]
    kept = [r.fields["at"] for r in office.ask(records.listing, "check-ins")]
    assert (NINE + timedelta(minutes=37)).isoformat(timespec="milliseconds") in kept


def written_an_hour_slow(office, event, a_desk, pack, monkeypatch):
    """What a laptop hands in that is an hour slow; Ana comes at five past nine. It is 9:09 then."""
    monkeypatch.setenv("RECIPE_NOW", NINE.isoformat())
    packs.pack(office, event, pack, SECRET)
    monkeypatch.setenv("RECIPE_NOW", (NINE - timedelta(hours=1)).isoformat())
    slow = a_desk(pack)
    let_in(slow, "Costa", -55)
    file = hand_in(slow).sent.path
    monkeypatch.setenv("RECIPE_NOW", (NINE + timedelta(minutes=9)).isoformat())
    return file


def test_of_two_laptops_at_one_desk_only_the_one_is_corrected_whose_clock_is_wrong(
    office, event, a_desk, tmp_path, monkeypatch
):
    pack = tmp_path / "shared.recipe-desk"
    late = written_an_hour_slow(office, event, a_desk, pack, monkeypatch)
    right = a_desk(pack)
    let_in(right, "Jansen", 7)
    receiving.receive(office, [late, hand_in(right).sent.path])

    [doubt] = office.ask(desk_clocks.doubts, event)
    assert (doubt.device, doubt.seconds) == ("Laptop desk0", -3600)
    office.do(desk_clocks.correct, doubt.opening, doubt.seconds)

    since = sorted(p.since for p in office.ask(events.presences, event).values())
    assert since == [NINE + timedelta(minutes=5), NINE + timedelta(minutes=7)]
    entries = office.ask(rosters.entries, event, TODAY)
    assert sorted(e.since for e in entries if e.since) == since


def test_a_laptop_of_a_shared_desk_shows_its_own_times_by_its_own_clock(
    office, event, a_desk, tmp_path
):
    pack = tmp_path / "shared.recipe-desk"
    packs.pack(office, event, pack, SECRET)
    slow, right = a_desk(pack), a_desk(pack)
    slow.do(packs.keep_clock, -3600)
    receiving.receive(right, [hand_in(slow).sent.path])
    desk_uid = slow.ask(packs.working).desk

    assert slow.ask(desk_clocks.errors, event) == {desk_uid: timedelta(hours=-1)}
    assert right.ask(desk_clocks.errors, event) == {}


def test_a_desk_that_opened_a_pack_before_it_was_made_has_a_slow_clock(
    office, event, a_desk, tmp_path, monkeypatch
):
    late = written_an_hour_slow(office, event, a_desk, tmp_path / "slow.recipe-desk", monkeypatch)

    receiving.receive(office, [late])

    [doubt] = office.ask(desk_clocks.doubts, event)
    assert doubt.seconds == -3600
    office.do(desk_clocks.correct, doubt.opening, doubt.seconds)

    [presence] = office.ask(events.presences, event).values()
    assert presence.since == NINE + timedelta(minutes=5)


def test_nobody_takes_an_event_over_by_an_edit(office, event):
    [other] = [m for m in office.ask(records.listing, "members") if m.fields["code"] == "FR"]

    with pytest.raises(UserError, match=r"field\.fixed"):
        office.do(records.edit, "events", event, {"organiser": other.uid})
