"""What is told of a lost laptop: what stood on it, who has heard, what it had not sent, what follows."""

import pytest

from recipe_desktop.cli.loss import loss_document, loss_lines
from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, words_loss
from recipe_desktop.sync import loss, lost, receiving, revoking, roster, sending
from tests.sync.offices import card, carry, keys, meet, organisation


@pytest.fixture
def office(a_laptop):
    """Two laptops of one member, the second of which is lost, and one of another."""
    made = a_laptop(), a_laptop("HU", "Stolen"), a_laptop("FR")
    meet(*made)
    return made


def person(workspace, name):
    return workspace.do(records.create, "people", {"given_name": "Ana", "family_name": name}).uid


def revoke(workspace):
    return workspace.do(revoking.revoke, keys(workspace), "Stolen")


def told(workspace):
    return workspace.ask(loss.loss, keys(workspace), "Stolen")


def stock(known, scope):
    [found] = [one for one in known.stocks if one.scope == scope]
    return found


def test_what_it_said_to_have_was_on_it_and_at_most_what_was_written_since(office, tmp_path):
    steward, _, lyon = office
    person(steward, "Costa")
    person(lyon, "Only in Lyon")
    carry(tmp_path, *office)
    organisation(steward, "Alfa")
    person(steward, "Silva")
    revoke(steward)

    known = told(steward)
    own = stock(known, "cluster:HU")

    assert (own.said.persons, own.most.persons) == (1, 2)
    assert (own.said.personal, own.most.personal) == ({"person": 1}, {"person": 2})
    assert stock(known, "partnership").said.records < stock(known, "partnership").most.records
    assert own.up_to is not None
    assert "cluster:FR" not in {one.scope for one in known.stocks}


def test_another_office_is_told_that_it_does_not_know_all_of_it(office, tmp_path):
    steward, _, lyon = office
    person(steward, "Costa")
    revoke(steward)
    carry(tmp_path, steward, lyon)

    assert (told(steward).unseen, told(lyon).unseen) == ("", "HU")
    assert "cluster:HU" not in {one.scope for one in told(lyon).stocks}
    assert words_loss.unseen_words(told(steward)) == ""
    lines = "\n".join(loss_lines(told(lyon)))
    assert "What only ZONE Klaszter sees  not known here" in lines
    assert "can be told by ZONE Klaszter alone. Ask there." in lines
    assert loss_document(told(lyon))["not_known_here"] == "HU"


def test_a_laptop_that_never_said_anything_may_have_had_all(office):
    steward, _, _ = office
    person(steward, "Costa")
    revoke(steward)

    own = stock(told(steward), "cluster:HU")

    assert (own.said.persons, own.most.persons, own.up_to) == (0, 1, None)


def test_what_it_wrote_itself_was_on_it(office, tmp_path):
    steward, stolen, _ = office
    person(stolen, "Of its own")
    sending.send(stolen, tmp_path)
    receiving.receive(steward, [tmp_path])
    revoke(steward)

    known = told(steward)

    assert stock(known, "cluster:HU").said.persons == 1
    assert known.unsent.changes > 0
    assert None not in {known.unsent.last_heard, known.unsent.last_written}


def test_who_has_confirmed_stands_with_the_moment_and_who_has_not_without(office, tmp_path):
    steward, _, lyon = office
    revoke(steward)
    before = told(steward).confirmations
    sending.notify(steward, tmp_path / "x.recipe-notice")
    receiving.receive(lyon, [tmp_path / "x.recipe-notice"])
    sending.send(lyon, tmp_path / "back.recipe-changes")
    receiving.receive(steward, [tmp_path / "back.recipe-changes"])

    after = told(steward).confirmations

    assert [(one.device, one.at is None) for one in before] == [
        ("Laptop 1", False),
        ("Laptop 3", True),
    ]
    assert [one.at is None for one in after] == [False, False]


def test_what_others_have_of_it_is_on_its_way(office, tmp_path):
    steward, stolen, lyon = office
    organisation(stolen, "Sent to Lyon alone")
    sending.send(stolen, tmp_path / "theirs.recipe-changes")
    receiving.receive(lyon, [tmp_path / "theirs.recipe-changes"])
    revoke(steward)
    sending.notify(steward, tmp_path / "x.recipe-notice")
    receiving.receive(lyon, [tmp_path / "x.recipe-notice"])
    sending.notify(lyon, tmp_path / "heard.recipe-notice")
    receiving.receive(steward, [tmp_path / "heard.recipe-notice"])

    assert told(steward).unsent.elsewhere == 1


def test_the_authority_must_hear_within_72_hours(office):
    revoke(office[0])

    known = told(office[0])

    assert (known.due - known.since).total_seconds() == 72 * 3600


def test_the_replacement_is_seen_and_gets_what_the_others_have(office, a_laptop, tmp_path):
    steward, stolen, _ = office
    person(stolen, "Costa")
    (tmp_path / "before").mkdir()
    carry(tmp_path / "before", *office)
    revoke(steward)
    assert told(steward).replacements == ()
    fresh = a_laptop("HU", "New")
    steward.do(roster.sign, keys(steward), card(fresh))
    fresh.do(roster.admit, keys(fresh), card(steward))
    (tmp_path / "after").mkdir()
    carry(tmp_path / "after", steward, fresh)

    [joined] = told(steward).replacements
    listed = fresh.ask(records.listing, "people")

    assert (joined.device, joined.behind) == ("New", 0)
    assert [shown.fields["family_name"] for shown in listed] == ["Costa"]
    assert [one.is_revoked for one in fresh.ask(lost.listing)] == [True]


def test_of_a_laptop_that_nobody_reported_nothing_is_told(office):
    with pytest.raises(UserError, match=r"device\.not_lost"):
        told(office[0])
