"""Laptops that were lost: who may say so, what still counts of them, and who has heard."""

import itertools

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.sync import knowledge, lost, receiving, revoking, roster, sending
from tests.sync.offices import card, carry, keys, meet, names, organisation


@pytest.fixture
def office(a_laptop):
    """Two laptops of one member and one of another, which know each other."""
    made = a_laptop(), a_laptop("HU", "Stolen"), a_laptop("FR")
    meet(*made)
    return made


def revoke(workspace, device="Stolen"):
    return workspace.do(revoking.revoke, keys(workspace), device)


def status(workspace):
    return workspace.ask(knowledge.status, keys(workspace))


def send(workspace, file):
    sending.send(workspace, file)
    return file


def receive(workspace, *files):
    return receiving.receive(workspace, files)


def test_nothing_is_encrypted_any_more_for_a_laptop_that_was_lost(office, tmp_path):
    steward, stolen, lyon = office
    organisation(steward, "Alfa")
    said = revoke(steward)

    file = send(steward, tmp_path / "after.recipe-changes")

    assert said.is_revoked
    assert [r.error.code for r in receive(stolen, file).refused] == ["bundle.foreign"]
    assert receive(lyon, file).revoked == ["Stolen"]
    assert names(lyon) == ["Alfa"]


def test_a_notice_tells_everybody_although_they_have_nothing_of_what_came_before(office, tmp_path):
    steward, _, lyon = office
    organisation(steward, "Not sent yet")
    revoke(steward)
    notice = tmp_path / "stolen.recipe-notice"
    sending.notify(steward, notice)

    seen = receiving.receive(lyon, [notice], dry_run=True)
    answer = receive(lyon, notice)

    assert (seen.revoked, answer.revoked, answer.operations) == (["Stolen"], ["Stolen"], 0)
    assert [peer.name for peer in status(lyon).peers if peer.is_revoked] == ["Stolen"]
    assert receive(lyon, notice).revoked == []


def test_a_file_of_a_lost_laptop_is_refused(office, tmp_path):
    steward, stolen, _ = office
    organisation(stolen, "Of the thief")
    file = send(stolen, tmp_path / "x.recipe-changes")
    revoke(steward)

    answer = receive(steward, file)

    assert [r.error.code for r in answer.refused] == ["bundle.revoked_sender"]
    assert names(steward) == []


def test_what_one_had_before_hearing_counts_for_all_and_the_rest_for_nobody(office, tmp_path):
    steward, stolen, lyon = office
    organisation(stolen, "Known to all")
    carry(tmp_path, *office)
    organisation(stolen, "Known in Lyon")
    receive(lyon, send(stolen, tmp_path / "early.recipe-changes"))
    revoke(steward)
    sending.notify(steward, tmp_path / "now.recipe-notice")
    before = send(lyon, tmp_path / "lyon.recipe-changes")
    held = receive(steward, before)
    assert (held.operations, status(steward).too_late > 0) == (0, True)
    organisation(stolen, "Of the thief")
    late = send(stolen, tmp_path / "late.recipe-changes")

    receive(lyon, tmp_path / "now.recipe-notice")
    assert [r.error.code for r in receive(lyon, late).refused] == ["bundle.revoked_sender"]
    receive(steward, send(lyon, tmp_path / "again.recipe-changes"))

    for one in (steward, lyon):
        assert names(one) == ["Known in Lyon", "Known to all"]
    assert status(steward).too_late == 0


def test_all_end_with_the_same_in_whatever_order_they_hear(a_laptop, tmp_path):
    steward, stolen, lyon, porto = (
        a_laptop(),
        a_laptop("HU", "Stolen"),
        a_laptop("FR"),
        a_laptop("PT"),
    )
    meet(steward, stolen, lyon, porto)
    for number, reader in enumerate((steward, lyon, porto)):
        organisation(stolen, f"Firm {number}")
        receive(reader, send(stolen, tmp_path / f"{number}.recipe-changes"))
    revoke(steward)

    for one, other in [*itertools.permutations((porto, steward, lyon), 2)] * 2:
        receive(other, send(one, tmp_path / "round.recipe-changes"))

    assert {tuple(names(one)) for one in (steward, lyon, porto)} == {("Firm 0", "Firm 1", "Firm 2")}
    assert {tuple(one.ask(lost.listing)[0].waiting) for one in (steward, lyon, porto)} == {()}


def test_another_office_asks_and_the_steward_acts(office, tmp_path):
    steward, stolen, lyon = office
    asked = revoke(lyon)

    answer = receive(steward, send(lyon, tmp_path / "asks.recipe-changes"))
    still = receive(lyon, send(stolen, tmp_path / "still.recipe-changes"))
    [told] = steward.ask(lost.listing)

    assert (asked.is_revoked, answer.revoked, still.refused) == (False, [], [])
    assert (told.name, told.by, told.is_revoked) == ("Stolen", "Laptop 3", False)

    revoke(steward)
    receive(lyon, send(steward, tmp_path / "acts.recipe-changes"))
    assert [one.is_revoked for one in lyon.ask(lost.listing)] == [True]


def test_a_lost_steward_is_revoked_by_the_other_one_and_what_it_signs_counts_no_more(
    office, a_laptop, tmp_path
):
    steward, stolen, lyon = office
    revoke(steward)
    receive(lyon, send(steward, tmp_path / "now.recipe-changes"))
    fresh = a_laptop("HU", "Of the thief")
    stolen.do(roster.sign, keys(stolen), card(fresh))
    stolen.do(revoking.revoke, keys(stolen), "Laptop 1")

    answer = receive(lyon, send(stolen, tmp_path / "theirs.recipe-changes"))

    assert [r.error.code for r in answer.refused] == ["bundle.revoked_sender"]
    assert [peer.is_revoked for peer in status(lyon).peers] == [False, True]


def test_who_has_heard_is_told_and_who_has_not(office, tmp_path):
    steward, _, lyon = office
    before = revoke(steward)
    receive(lyon, send(steward, tmp_path / "out.recipe-changes"))
    receive(steward, send(lyon, tmp_path / "back.recipe-changes"))
    [after] = steward.ask(lost.listing)

    assert (before.heard, before.waiting) == (("Laptop 1",), ("Laptop 3",))
    assert (after.heard, after.waiting) == (("Laptop 1", "Laptop 3"), ())


def test_the_card_of_a_lost_laptop_is_not_admitted_again(office, a_laptop, tmp_path):
    steward, stolen, lyon = office
    again = card(stolen)
    revoke(steward)
    porto = a_laptop("PT")
    meet(steward, porto)
    receive(porto, send(steward, tmp_path / "x.recipe-changes"))

    for one in (steward, porto):
        with pytest.raises(UserError, match=r"card\.revoked"):
            one.do(roster.admit, keys(one), again)
    assert lyon.ask(roster.introduce, keys(lyon), again).is_admitted


@pytest.mark.parametrize(
    ("named", "code"),
    [("Nobody", "device.unknown"), ("Laptop 1", "device.own"), ("abc", "device.unknown")],
)
def test_only_an_admitted_laptop_can_be_lost(office, named, code):
    with pytest.raises(UserError, match=code):
        revoke(office[0], named)


def test_two_laptops_of_one_name_are_told_apart_by_their_uids(office, a_laptop):
    steward, stolen, _ = office
    twin = a_laptop("NL", "Twin"), a_laptop("PT", "twin")
    meet(steward, *twin)

    with pytest.raises(UserError, match=r"device\.ambiguous"):
        revoke(steward, "Twin")
    assert revoke(steward, stolen.here.device_uid[-8:]).name == "Stolen"
