"""Who is admitted: cards, their codes, and stewards who vouch for others."""

from dataclasses import replace

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import checks, words
from recipe_desktop.sync import receiving, roster, sending
from recipe_desktop.sync.cards import parse_card, read_card, write_card
from recipe_desktop.sync.keys import Keys
from tests.sync.offices import card, keys, meet, names, organisation


def test_a_card_is_shown_with_its_code_before_it_is_admitted(a_laptop, tmp_path):
    one, two = a_laptop(), a_laptop("FR")
    write_card(card(one), tmp_path / "one.recipe-card")
    met = two.ask(roster.introduce, keys(two), read_card(tmp_path / "one.recipe-card"))
    back = one.ask(roster.introduce, keys(one), card(two))

    assert met.code == back.code
    assert (met.is_admitted, met.voucher) == (False, "")
    two.do(roster.admit, keys(two), met.card)
    two.do(roster.admit, keys(two), met.card)
    assert two.ask(roster.introduce, keys(two), met.card).is_admitted


def test_the_own_card_and_one_with_changed_keys_are_not_admitted(pair, a_laptop):
    one, two = pair
    other = a_laptop()
    forged_uid = Keys(replace(other.state, replica=two.here.device_uid))
    forged = roster.own_card(forged_uid, device="Laptop 2", member="HU", person="", is_steward=True)

    with pytest.raises(UserError, match=r"card\.own"):
        one.do(roster.admit, keys(one), card(one))
    with pytest.raises(UserError, match=r"card\.changed"):
        one.do(roster.admit, keys(one), parse_card(forged.text()))


def test_a_person_named_later_does_not_change_the_code(pair):
    one, two = pair
    before = two.ask(roster.introduce, keys(two), card(one))
    renamed = roster.own_card(
        keys(one), device="Laptop 1", member="HU", person="Somebody Else", is_steward=True
    )

    after = two.ask(roster.introduce, keys(two), renamed)

    assert before.code == after.code
    assert (before.is_admitted, after.is_admitted) == (True, False)


def test_a_device_that_a_steward_signed_is_trusted_by_all_who_trust_the_steward(a_laptop, box):
    steward, lyon = a_laptop(), a_laptop("FR")
    fresh = a_laptop("HU", "Kecskemét 3")
    meet(steward, lyon)
    signed = steward.do(roster.sign, keys(steward), card(fresh))
    fresh.do(roster.admit, keys(fresh), card(steward))

    sending.send(steward, box)
    answer = receiving.receive(lyon, [box])
    organisation(fresh, "Rába Kft.")
    fresh.do(roster.admit, keys(fresh), card(lyon))
    sending.send(fresh, box)
    receiving.receive(lyon, [box])

    assert answer.admitted == ["Kecskemét 3"]
    assert names(lyon) == ["Rába Kft."]
    assert lyon.ask(roster.introduce, keys(lyon), signed).voucher == "Laptop 1"


def test_only_a_steward_signs_and_only_for_the_own_member(a_laptop):
    steward, lyon = a_laptop(), a_laptop("FR")

    with pytest.raises(UserError, match=r"card\.other_member"):
        steward.do(roster.sign, keys(steward), card(lyon))


def test_devices_are_known_by_their_uid(pair):
    one, two = pair

    assert set(one.ask(roster.trusted, keys(one))) == {Uid(w.here.device_uid) for w in (one, two)}


def test_a_third_laptop_of_a_member_that_vouches_for_others_is_a_finding(a_laptop):
    lyon, *ours = a_laptop("FR"), a_laptop(), a_laptop(), a_laptop()
    meet(lyon, *ours[:2])
    meet(*ours[:2])
    for laptop in (lyon, *ours):
        assert [f for f in laptop.ask(checks.findings) if f.kind == "devices"] == []

    meet(*ours, lyon)

    for laptop in (lyon, *ours):
        [found] = [f for f in laptop.ask(checks.findings) if f.kind == "devices"]
        said = words.finding_sentence(found.finding)
        assert "has 3 laptops that vouch for others: Laptop" in said
        assert "with the card of one of these two" in said
        assert laptop.ask(checks.findings, "people") == []
