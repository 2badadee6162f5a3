"""Undo of a step that moved a file: what another office wrote into its new place stays."""

import pytest

from recipe_desktop.services import (
    attachments,
    conflicts,
    exchange_steps,
    history,
    records,
    shares,
)
from recipe_desktop.services.attachments import ContentSource
from tests.sync.offices import carry, meet
from tests.sync.test_late_words import exchange, meet_again
from tests.sync.test_shares import CV, SECRET, doubt, make, member, visit


@pytest.fixture
def offices(a_laptop):
    made = a_laptop("HU"), a_laptop("FR"), a_laptop("PT")
    meet(*made)
    return made


@pytest.fixture
def uid(offices, box):
    made = visit(offices[0], "HU", "FR")
    carry(box, *offices)
    return made


def documents(office, uid):
    return [found.name for found in office.ask(attachments.of_record, "exchanges", uid)]


def write(office, uid, **values):
    office.do(records.edit, "exchanges", uid, values)


def attach(office, uid, name):
    office.do(attachments.add, "exchanges", uid, ContentSource(name, name.encode()))


def name_payer(office, uid):
    write(office, uid, paying_member=member(office, "PT"))


def assert_all(offices, uid, **fields):
    for office in offices:
        shown = exchange(office, uid)
        assert {name: shown[name] for name in fields} == fields
        assert office.ask(conflicts.inbox) == []


@pytest.mark.parametrize("again", [False, True])
def test_words_of_others_go_back_with_the_file_and_are_told(offices, box, uid, again):
    hungary, france, portugal = offices
    name_payer(hungary, uid)
    if again:
        hungary.do(history.undo)
        carry(box, *offices)
        name_payer(hungary, uid)
    carry(box, *offices)
    write(portugal, uid, assessment="Sound", documents="")
    attach(portugal, uid, "of_porto.txt")
    carry(box, *offices)

    taken = hungary.do(history.undo)

    assert [left.fields for left in taken.left] == [("assessment", "documents")]
    assert exchange(hungary, uid)["assessment"] == "Sound"
    meet_again(box, offices)
    both = hungary, france
    assert_all(both, uid, paying_member=None, motivation=SECRET, assessment="Sound", documents="")
    for office in both:
        assert documents(office, uid) == ["of_porto.txt"]
        [text] = office.ask(attachments.of_record, "exchanges", uid)
        assert office.ask(attachments.content, text.uid) == b"of_porto.txt"
        assert office.ask(shares.readers, "exchanges", uid) == ("FR", "HU")
    write(hungary, uid, motivation="Next")
    meet_again(box, offices)
    assert_all(both, uid, motivation="Next", assessment="Sound")


def test_done_again_it_takes_along_what_was_written_meanwhile(offices, box, uid):
    hungary, france, portugal = offices
    name_payer(hungary, uid)
    carry(box, *offices)
    write(portugal, uid, assessment="Sound")
    carry(box, *offices)
    hungary.do(history.undo)
    meet_again(box, offices)
    write(france, uid, host_person="Anne")
    carry(box, *offices)

    hungary.do(history.redo)
    meet_again(box, offices)

    assert_all(offices, uid, motivation=SECRET, assessment="Sound", host_person="Anne")
    assert france.ask(shares.readers, "exchanges", uid) == ("FR", "HU", "PT")


def test_what_is_written_there_by_who_has_not_heard_of_the_undo_is_not_lost(offices, box, uid):
    hungary, france, portugal = offices
    name_payer(hungary, uid)
    carry(box, *offices)
    hungary.do(history.undo)
    write(france, uid, host_person="Anne")
    attach(france, uid, "of_lyon.txt")
    write(portugal, uid, assessment="Sound")

    meet_again(box, offices)

    assert_all((hungary, france), uid, paying_member=None, motivation=SECRET, host_person="Anne")
    for office in (hungary, france):
        assert documents(office, uid) == ["of_lyon.txt"]
    assert_all([portugal], uid, assessment="Sound")


def test_a_share_that_was_begun_lasts_while_another_office_has_words_in_it(offices, box):
    hungary, france, _ = offices
    named = {"visitor_member": member(hungary, "HU"), "host_member": member(hungary, "FR")}
    firms = [make(hungary, "organisations", name=f"Firm of {code}") for code in ("HU", "FR")]
    uid = make(hungary, "exchanges", visitor=firms[0], host=firms[1], **named)
    write(hungary, uid, documents=CV)
    carry(box, *offices)
    write(france, uid, host_person="Anne")
    attach(france, uid, "of_lyon.txt")
    carry(box, *offices)

    taken = hungary.do(history.undo)
    meet_again(box, offices)

    assert [left.kind for left in taken.left] == ["exchanges"]
    for office in (hungary, france):
        assert exchange(office, uid)["host_person"] == "Anne"
        assert documents(office, uid) == ["of_lyon.txt"]
        assert office.ask(shares.readers, "exchanges", uid) == ("FR", "HU")
        assert office.ask(conflicts.inbox) == []


def test_a_reason_that_another_office_gave_anew_goes_back_with_the_file(offices, box, uid):
    hungary, france, portugal = offices
    write(hungary, uid, nationality="CH")
    open_ = doubt(hungary, uid, "residence_open")
    hungary.do(exchange_steps.give_reason, uid, open_, "Seen", "Ana")
    name_payer(hungary, uid)
    carry(box, *offices)
    portugal.do(exchange_steps.give_reason, uid, open_, "Seen by us, too", "Rui")
    carry(box, *offices)

    hungary.do(history.undo)
    meet_again(box, offices)

    for office in (hungary, france):
        assert doubt(office, uid, "residence_open").given.reason == "Seen by us, too"
        assert office.ask(conflicts.inbox) == []


def test_a_file_stays_in_its_share_where_its_exchange_stays(offices, box, uid):
    hungary, france, _ = offices
    write(france, uid, place="Rouen")
    carry(box, *offices)

    taken = hungary.do(history.undo)
    meet_again(box, offices)

    assert uid in [left.uid for left in taken.left]
    for office in (hungary, france):
        assert exchange(office, uid)["motivation"] == SECRET
        assert office.ask(shares.readers, "exchanges", uid) == ("FR", "HU")
        assert office.ask(conflicts.inbox) == []
