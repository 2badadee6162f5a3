"""Lists that two offices changed apart: one list, the other one, or all changes together."""

from functools import partial

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import conflicts, history, records
from tests.sync.offices import carry as carry_between
from tests.sync.offices import meet, organisation


@pytest.fixture
def offices(a_laptop, box):
    """The office that owns the records, another one, and how files go between them."""
    one, two = a_laptop("HU"), a_laptop("FR", person="Anne Petit")
    meet(one, two)
    return one, two, partial(carry_between, box, one, two)


def apart(offices, before, mine, theirs):
    one, two, carried = offices
    uid = organisation(one, "Kft", registered_in=before)
    carried()
    one.do(records.edit, "organisations", uid, {"registered_in": mine})
    two.do(records.edit, "organisations", uid, {"registered_in": theirs})
    carried()
    return uid


def countries(laptop, uid):
    return set(laptop.ask(records.show, "organisations", uid).fields["registered_in"].split(";"))


def test_all_that_was_changed_is_taken_together(offices):
    one, two, carried = offices
    uid = apart(offices, "HU;AT", "HU;AT;DE", "HU;FR")
    for laptop in (one, two):
        [question] = laptop.ask(conflicts.inbox)
        assert set(question.together.split(";")) == {"HU", "DE", "FR"}
    [question] = one.ask(conflicts.inbox)

    assert one.do(conflicts.take_together, question.id, seen=question).decided
    carried()

    for laptop in (one, two):
        assert laptop.ask(conflicts.inbox) == []
        assert countries(laptop, uid) == {"HU", "DE", "FR"}
        [last, *_] = laptop.ask(history.of_record, "organisations", uid)
        assert last.action == "conflicts.take_together"


def test_who_does_not_decide_suggests_it(offices):
    one, two, carried = offices
    uid = apart(offices, "HU", "HU;DE", "HU;FR")
    [question] = two.ask(conflicts.inbox)
    assert not two.do(conflicts.take_together, question.id).decided
    carried()
    [question] = one.ask(conflicts.inbox)
    [suggested] = question.suggestions
    assert set(suggested.value.split(";")) == {"HU", "DE", "FR"}

    one.do(conflicts.write, question.id, suggested.value)
    carried()

    for laptop in (one, two):
        assert countries(laptop, uid) == {"HU", "DE", "FR"}


def test_where_one_list_says_it_all_there_is_nothing_to_put_together(offices):
    one, _, _ = offices
    apart(offices, "HU", "HU;DE", "HU;DE;FR")
    [question] = one.ask(conflicts.inbox)

    assert question.together is None
    with pytest.raises(UserError, match=r"conflict\.not_together"):
        one.do(conflicts.take_together, question.id)
