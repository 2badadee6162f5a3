"""What files would change, field by field, before anything is written."""

import pytest

from recipe_desktop.services import records
from recipe_desktop.sync import receiving, rehearsal, sending
from tests.another_program import holding_the_lock
from tests.sync.offices import organisation


@pytest.fixture
def known(pair, box):
    """An organisation in Jena that both laptops know."""
    one, two = pair
    uid = organisation(one, "Alfa", city="Jena")
    sending.send(one, box)
    receiving.receive(two, [box])
    return uid


def move(workspace, uid, city):
    workspace.do(records.edit, "organisations", uid, {"city": city})


def changes(workspace, box):
    return [
        (change.field, change.old, change.new, change.rivals)
        for change in rehearsal.rehearse(workspace, [box]).changes
    ]


def test_a_change_shows_what_is_here_and_what_would_be(pair, known, box):
    one, two = pair
    move(two, known, "Gera")
    sending.send(two, box)

    assert changes(one, box) == [("city", "Jena", "Gera", ())]


def test_of_a_conflict_both_values_are_shown_whoever_wrote_last(pair, known, box, tmp_path):
    one, two = pair
    move(two, known, "Gera")
    move(one, known, "Halle")
    sending.send(two, box)
    sending.send(one, tmp_path / "back.recipe-changes")

    assert changes(one, box) == [("city", "Halle", "Halle", ("Halle", "Gera"))]
    back = changes(two, tmp_path / "back.recipe-changes")
    assert back == [("city", "Gera", "Halle", ("Gera", "Halle"))]
    assert one.ask(records.show, "organisations", known).fields["city"] == "Halle"


def test_what_files_would_bring_is_seen_while_another_program_writes(pair, known, box):
    one, two = pair
    move(two, known, "Gera")
    sending.send(two, box)
    other = holding_the_lock(one.path)

    assert changes(one, box) == [("city", "Jena", "Gera", ())]

    other.communicate("")


def test_what_was_looked_at_is_taken_in_and_what_lies_there_instead_is_not(pair, known, tmp_path):
    one, two = pair
    file = tmp_path / "b.recipe-changes"
    move(two, known, "Gera")
    sending.send(two, file)
    seen = rehearsal.rehearse(one, [file])
    move(two, known, "Halle")
    sending.send(two, file)

    now = rehearsal.take_in(one, seen)

    assert [change.new for change in now.changes] == ["Halle"]
    assert one.ask(records.show, "organisations", known).fields["city"] == "Jena"
    assert rehearsal.take_in(one, now).operations == now.receipt.operations
    assert one.ask(records.show, "organisations", known).fields["city"] == "Halle"
