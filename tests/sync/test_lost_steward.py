"""A steward's own laptop is lost: the other steward revokes it, or a colleague takes its place."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import stores, words_after_loss
from recipe_desktop.sync import loss, lost, receiving, revoking, roster, sending
from tests.sync.offices import card, carry, keys, meet, names, organisation


@pytest.fixture
def three(a_laptop, tmp_path, ready_stores):
    """The only steward of an office, which is lost, a colleague who joined, and another office."""
    steward, lyon = a_laptop("HU", "Stolen"), a_laptop("FR", "Lyon")
    with ready_stores.at_hand():
        owner = stores.Owner("HU", "Colleague", "Éva", is_steward=False)
        colleague = stores.create(tmp_path / "colleague.recipe", owner, plain=True)
    meet(steward, colleague, lyon)
    yield steward, colleague, lyon
    assert colleague.ask(stores.problems) == []
    colleague.close()


def revoke(workspace):
    return workspace.do(revoking.revoke, keys(workspace), "Stolen")


def told(workspace):
    return workspace.ask(loss.loss, keys(workspace), "Stolen")


def notify(workspace, other, file):
    sending.notify(workspace, file)
    return receiving.receive(other, [file])


def test_the_other_steward_revokes_it(a_laptop, tmp_path):
    lost_one, other, lyon = a_laptop("HU", "Stolen"), a_laptop("HU", "Other"), a_laptop("FR")
    meet(lost_one, other, lyon)
    said = revoke(lyon)
    assert (said.is_revoked, told(lyon).stewards) == (False, ("Other",))
    assert words_after_loss.stewards_words(told(lyon)) == "It can be revoked on: Other. Call them."

    assert revoke(other).is_revoked
    answer = notify(other, lyon, tmp_path / "x.recipe-notice")

    assert answer.revoked == ["Stolen"]
    assert words_after_loss.stewards_words(told(lyon)) == ""


def test_without_another_steward_a_colleague_takes_its_place(three, tmp_path):
    stolen, colleague, lyon = three
    organisation(stolen, "Of the steward")
    carry(tmp_path, *three)
    asked = revoke(colleague)
    assert (asked.is_revoked, told(colleague).stewards) == (False, ())
    assert "On Colleague choose Become steward" in words_after_loss.stewards_words(told(colleague))

    colleague.do(revoking.become_steward, keys(colleague))
    lyon.do(roster.admit, keys(lyon), card(colleague))  # after comparing the code
    assert revoke(colleague).is_revoked
    answer = notify(colleague, lyon, tmp_path / "x.recipe-notice")

    assert answer.revoked == ["Stolen"]
    assert names(lyon) == ["Of the steward"]
    organisation(colleague, "After")
    sending.send(colleague, tmp_path / "after.recipe-changes")
    refused = receiving.receive(stolen, [tmp_path / "after.recipe-changes"]).refused
    assert [one.error.code for one in refused] == ["bundle.foreign"]
    assert receiving.receive(lyon, [tmp_path / "after.recipe-changes"]).refused == []


def test_nobody_becomes_steward_for_others_before_they_admit_the_card_anew(three, tmp_path):
    _, colleague, lyon = three
    revoke(colleague)
    colleague.do(revoking.become_steward, keys(colleague))
    revoke(colleague)

    answer = notify(colleague, lyon, tmp_path / "x.recipe-notice")

    assert answer.revoked == []
    assert [one.is_revoked for one in lyon.ask(lost.listing)] == [False]
    assert lyon.ask(roster.introduce, keys(lyon), card(colleague)).is_admitted is False
    lyon.do(roster.admit, keys(lyon), card(colleague))
    sending.send(colleague, tmp_path / "again.recipe-changes")
    assert receiving.receive(lyon, [tmp_path / "again.recipe-changes"]).revoked == ["Stolen"]


def test_nobody_takes_the_place_of_a_steward_who_is_not_lost(three):
    _, colleague, _ = three

    with pytest.raises(UserError, match=r"steward\.another"):
        colleague.do(revoking.become_steward, keys(colleague))
