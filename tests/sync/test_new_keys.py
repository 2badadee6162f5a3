"""New keys after a loss: what stood on the lost laptop opens nothing that is sent from then on."""

from datetime import UTC, datetime

import pytest

from recipe_desktop.services import desk, events, stores
from recipe_desktop.sync import event_keys, packs, receiving, revoking, roster, sending
from tests.events import an_event, registered
from tests.sync.offices import card, carry, keys, meet

NINE = datetime(2027, 5, 6, 7, 0, tzinfo=UTC)
SECRET = "7F3K-0XQ9-MM2A-11AB-CDEF"


@pytest.fixture
def offices(a_laptop):
    """Three laptops of the organiser, the second of which is lost."""
    made = a_laptop("HU", "Office"), a_laptop("HU", "Stolen"), a_laptop("HU", "Third")
    meet(*made)
    return made


@pytest.fixture
def event(offices):
    uid = an_event(offices[0], starts_on="2027-05-06")
    for family in ("Costa", "Jansen"):
        registered(offices[0], uid, "Ana", family, ticket_code=family)
    return uid


@pytest.fixture
def a_desk(offices, event, tmp_path, quick_packs_only, ready_stores):
    """Open a pack that the office makes."""
    opened = []

    def make(name):
        pack, target = tmp_path / f"{name}.recipe-desk", tmp_path / f"{name}.recipe"
        packs.pack(offices[0], event, pack, SECRET)
        with ready_stores.at_hand():
            packs.open_pack(pack, SECRET, target, (name, "Zoé"), plain=True)
        opened.append(stores.open_store(target))
        return opened[-1]

    yield make
    for one in opened:
        assert one.ask(stores.problems) == []
        one.close()


def let_in(workspace, code):
    here = workspace.ask(packs.working)
    workspace.do(desk.scan, here.event, here.desk, code, at=NINE)


def hand_in(workspace, file):
    packs.seal(workspace, file)
    return file


def live(workspace):
    return workspace.ask(lambda session: event_keys.held_keys(session.connection()))


def codes(workspace, file):
    return [refused.error.code for refused in receiving.receive(workspace, [file]).refused]


def test_nothing_is_encrypted_any_more_to_the_key_that_the_lost_laptop_holds(
    offices, event, a_desk, tmp_path
):
    office, stolen, third = offices
    a_desk("Desk")
    carry(tmp_path, *offices)
    [before] = live(stolen)
    office.do(revoking.revoke, keys(office), "Stolen")
    sending.notify(office, tmp_path / "x.recipe-notice")
    receiving.receive(third, [tmp_path / "x.recipe-notice"])  # the new key is not in it

    for one in (office, third):
        registered(one, event, "Léa", "Roux")
        sending.send(one, tmp_path / f"{one.here.device}.recipe-changes")

        assert before.uid not in {key.uid for key in live(one)}
        assert codes(stolen, tmp_path / f"{one.here.device}.recipe-changes") == ["bundle.foreign"]
    assert len(live(office)) == 1


def test_a_desk_that_is_known_goes_on_and_the_others_take_in_what_it_writes(
    offices, event, a_desk, tmp_path
):
    office, _, third = offices
    there = a_desk("Desk")
    let_in(there, "Costa")
    receiving.receive(office, [hand_in(there, tmp_path / "first.recipe-changes")])
    office.do(revoking.revoke, keys(office), "Stolen")
    registered(office, event, "Léa", "Roux", ticket_code="Roux")
    sending.send(office, tmp_path / "new.recipe-changes")

    assert codes(there, tmp_path / "new.recipe-changes") == []
    assert codes(third, tmp_path / "new.recipe-changes") == []
    let_in(there, "Roux")
    last = hand_in(there, tmp_path / "last.recipe-changes")

    for one in (office, third):
        assert codes(one, last) == []
        assert one.ask(events.counts, event).came == 2
    assert card(there).signed_by == live(office)[0].uid


def test_a_desk_that_never_handed_in_is_a_stranger_until_its_card_is_admitted(
    offices, a_desk, event, tmp_path
):
    office, _, _ = offices
    there = a_desk("Desk")
    let_in(there, "Costa")
    office.do(revoking.revoke, keys(office), "Stolen")
    sealed = hand_in(there, tmp_path / "sealed.recipe-changes")

    assert codes(office, sealed) == ["bundle.unknown_sender"]
    office.do(roster.admit, keys(office), card(there))
    assert codes(office, sealed) == []
    assert office.ask(events.counts, event).came == 1


def test_a_pack_after_the_loss_has_the_new_key(offices, a_desk, event, tmp_path):
    office, _, _ = offices
    a_desk("Before")
    office.do(revoking.revoke, keys(office), "Stolen")

    there = a_desk("After")
    let_in(there, "Costa")

    assert codes(office, hand_in(there, tmp_path / "x.recipe-changes")) == []
    assert card(there).signed_by == live(office)[0].uid
