from functools import partial
from itertools import count

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import named_uid
from recipe_desktop.services import conflicts, history, records
from recipe_desktop.services.sql import insert
from recipe_desktop.sync import receiving, sending
from tests.sync.offices import assert_agreed, meet
from tests.sync.offices import carry as carry_between


@pytest.fixture
def pair(a_laptop):
    """Two laptops of one office that have admitted each other."""
    one, two = a_laptop(), a_laptop()
    meet(one, two)
    return one, two


@pytest.fixture
def carry(pair, box):
    return partial(carry_between, box, *pair)


def organisation(laptop, **fields):
    return laptop.do(records.create, "organisations", fields).uid


def fields_of(laptop, uid):
    return laptop.ask(records.show, "organisations", uid).fields


def test_undo_of_a_decision_for_what_was_shown_is_done_once(pair, carry):
    one, two = pair
    uid = organisation(one, name="Kft")
    carry()
    one.do(records.edit, "organisations", uid, {"name": "by one"})
    two.do(records.edit, "organisations", uid, {"name": "by two"})
    carry()
    [question] = one.ask(conflicts.inbox)
    one.do(conflicts.take, question.id, 1)
    heard = []
    one.listen(heard.append)

    one.do(history.undo)

    steps = one.ask(history.steps)
    assert (steps.undo, steps.redo) == ("records.edit", "conflicts.take")
    assert heard[0].touched == {"organisation": {uid}}
    assert fields_of(one, uid)["name"] == question.rivals[0].value
    carry()
    assert fields_of(two, uid)["name"] == question.rivals[0].value
    assert two.ask(conflicts.inbox) == []


def test_contact_data_written_while_the_record_was_deleted_can_be_decided_on(pair, carry):
    one, two = pair
    uid = organisation(one, name="Kft", email="old@kft.eu")
    carry()
    one.do(records.remove, "organisations", uid)
    two.do(records.edit, "organisations", uid, {"email": "new@kft.eu"})

    carry()

    for laptop in pair:
        [question] = laptop.ask(conflicts.inbox)
        assert (question.kind_of, question.name) == ("delete", "new@kft.eu")
        assert laptop.ask(conflicts.count) == 1
    one.do(conflicts.take, question.id, 2)
    carry()
    for laptop in pair:
        assert laptop.ask(conflicts.count) == 0
        assert laptop.ask(conflicts.inbox) == []


def both_deleted_and_written_on(pair, carry):
    """The first laptop deleted a record with its contact data, the second wrote on both."""
    one, two = pair
    uid = organisation(one, name="Kft", email="old@kft.eu")
    one.do(records.create, "memberships", {"organisation": uid, "cluster_name": "ACE"})
    carry()
    one.do(records.remove, "organisations", uid)
    two.do(records.edit, "organisations", uid, {"name": "Zrt", "email": "new@kft.eu"})
    carry()
    return uid


def test_a_deletion_against_edits_is_one_question_for_the_record_and_its_parts(pair, carry):
    both_deleted_and_written_on(pair, carry)

    for laptop in pair:
        [question] = laptop.ask(conflicts.inbox)
        assert (question.kind_of, question.name) == ("delete", "Zrt")
        assert laptop.ask(conflicts.count) == 1


def test_a_record_that_is_kept_says_who_wrote_on_it_last_and_when(pair, carry, monkeypatch):
    one, two = pair
    uid = organisation(one, name="Kft")
    carry()
    monkeypatch.setenv("RECIPE_NOW", "+2h")
    two.do(records.edit, "organisations", uid, {"name": "Zrt"})
    monkeypatch.setenv("RECIPE_NOW", "+4h")
    one.do(records.edit, "organisations", uid, {"city": "Vac"})
    one.do(records.remove, "organisations", uid)
    carry()

    for laptop in pair:
        [question] = laptop.ask(conflicts.inbox)
        kept, deleted = question.rivals
        assert (kept.device, deleted.device) == (two.here.device, one.here.device)
        assert (kept.by, kept.member) == (two.here.person, two.here.member)
        assert kept.at < deleted.at


def test_a_record_that_is_kept_since_somebody_named_it_says_who_did(pair, carry):
    one, two = pair
    uid = organisation(one, name="Kft")
    visitor = organisation(one, name="Zrt")
    carry()
    one.do(records.remove, "organisations", uid)
    exchange = two.do(records.create, "exchanges", {"visitor": visitor, "host": uid})
    carry()

    for laptop in pair:
        [question] = laptop.ask(conflicts.inbox)
        assert question.named_by == (exchange.number,)
        kept, deleted = question.rivals
        assert (kept.device, kept.by) == (two.here.device, two.here.person)
        assert deleted.device == one.here.device


def test_who_keeps_the_record_keeps_all_that_was_deleted_with_it(pair, carry):
    uid = both_deleted_and_written_on(pair, carry)
    one, _ = pair
    assert one.ask(records.order, "memberships") == []
    [question] = one.ask(conflicts.inbox)

    one.do(conflicts.take, question.id, 1)
    carry()

    assert_agreed(pair, uid, name="Zrt", email="new@kft.eu")
    for laptop in pair:
        assert len(laptop.ask(records.order, "memberships")) == 1


def test_who_deletes_the_record_deletes_what_was_written_on_its_parts(pair, carry):
    uid = both_deleted_and_written_on(pair, carry)
    one, _ = pair
    [question] = one.ask(conflicts.inbox)

    one.do(conflicts.take, question.id, 2)
    carry()

    for laptop in pair:
        assert laptop.ask(conflicts.inbox) == []
        assert laptop.ask(records.present, "organisations", [uid]) == frozenset()


def test_contact_data_that_is_kept_brings_its_record_back(pair, carry):
    one, two = pair
    uid = organisation(one, name="Kft", city="Győr", email="old@kft.eu")
    carry()
    one.do(records.remove, "organisations", uid)
    two.do(records.edit, "organisations", uid, {"email": "new@kft.eu"})
    carry()
    [question] = two.ask(conflicts.inbox)

    two.do(conflicts.take, question.id, 1)
    carry()

    assert_agreed(pair, uid, city="Győr", email="new@kft.eu")


def test_what_a_file_opens_is_counted_as_the_inbox_shows_it(pair, tmp_path):
    one, two = pair
    uid = organisation(one, name="Kft", email="old@kft.eu")
    sending.send(one, tmp_path)
    receiving.receive(two, [tmp_path])
    one.do(records.remove, "organisations", uid)
    two.do(records.edit, "organisations", uid, {"name": "Zrt", "email": "new@kft.eu"})
    sending.send(two, tmp_path)

    assert receiving.receive(one, [tmp_path]).conflicts == one.ask(conflicts.count) == 1


def test_some_letters_of_a_conflict_name_it_only_where_no_other_begins_with_them(pair, carry):
    one, two = pair
    alike = rows_of_conflicts_that_begin_alike()
    for uid in alike:
        cells = {"uid": uid, "scope": "partnership", "name": "Kft"}
        one.do(insert, "organisation", cells)
    carry()
    for laptop, name in ((one, "by one"), (two, "by two")):
        for uid in alike:
            laptop.do(records.edit, "organisations", uid, {"name": name})
    carry()
    first, second = one.ask(conflicts.inbox)

    with pytest.raises(UserError, match=r"conflict\.ambiguous"):
        one.do(conflicts.take, first.id[:8], 1)
    decided = one.do(conflicts.take, first.id[:31], 1)

    assert decided.id == first.id
    assert [left.id for left in one.ask(conflicts.inbox)] == [second.id]


def rows_of_conflicts_that_begin_alike():
    seen, rows = {}, (f"{number:032x}" for number in count(1))
    begins = ((row, named_uid("conflict", row, "field", "name")[:8]) for row in rows)
    row, beginning = next(one for one in begins if seen.setdefault(one[1], one[0]) != one[0])
    return seen[beginning], row


def test_nobody_is_asked_about_links(pair, carry):
    uid = named_uid("same", "P", "Q")
    names = ("P" * 32, "Q" * 32)

    def link(session, kept, away):
        session.connection().exec_driver_sql(
            "INSERT INTO same_as (uid, scope, kind, kept_uid, away_uid) VALUES (?,?,?,?,?)",
            (uid, "partnership", "organisations", kept, away),
        )

    for laptop, (kept, away) in zip(pair, (names, names[::-1]), strict=True):
        laptop.do(link, kept, away)
    carry()

    for laptop in pair:
        assert laptop.ask(conflicts.count) == 0
        assert laptop.ask(conflicts.inbox) == []


@pytest.fixture
def offices(a_laptop, box):
    """The office that owns the records, another one, and how files go between them."""
    one, two = a_laptop("HU"), a_laptop("FR", person="Anne Petit")
    meet(one, two)
    return one, two, partial(carry_between, box, one, two)


def written_apart(offices, uid, mine, theirs):
    one, two, carried = offices
    one.do(records.edit, "organisations", uid, {"city": mine})
    two.do(records.edit, "organisations", uid, {"city": theirs})
    carried()


def test_who_brings_a_deleted_record_back_does_not_come_to_own_it(offices):
    one, two, carried = offices
    uid = organisation(one, name="Kft")
    carried()
    two.do(records.remove, "organisations", uid)
    two.do(history.undo)
    carried()

    written_apart(offices, uid, "Győr", "Lyon")

    [hers], [his] = one.ask(conflicts.inbox), two.ask(conflicts.inbox)
    assert (hers.is_ours, his.is_ours) == (True, False)


def test_a_suggestion_is_about_the_values_that_it_was_made_for(offices):
    one, two, carried = offices
    uid = organisation(one, name="Kft")
    carried()
    written_apart(offices, uid, "Győr", "Lyon")
    [question] = two.ask(conflicts.inbox)
    two.do(conflicts.write, question.id, "Bécs")
    carried()
    [question] = one.ask(conflicts.inbox)
    assert [(s.value, s.by) for s in question.suggestions] == [("Bécs", "Anne Petit")]
    one.do(conflicts.take, question.id, 1)
    carried()

    written_apart(offices, uid, "Pécs", "Paris")

    for laptop in (one, two):
        [question] = laptop.ask(conflicts.inbox)
        assert question.suggestions == ()
    two.do(conflicts.take, question.id, 2)
    carried()
    [question] = one.ask(conflicts.inbox)
    assert [s.value for s in question.suggestions] == [question.rivals[1].value]


def test_what_an_odd_program_left_as_a_suggestion_does_no_harm(offices):
    one, _, carried = offices
    uid = organisation(one, name="Kft")
    carried()
    written_apart(offices, uid, "Győr", "Lyon")

    def odd(session):
        for number, value in enumerate(('"Bécs"', "no JSON", '{"value": [], "about": 1}', "{}")):
            session.connection().exec_driver_sql(
                "INSERT INTO suggestion (uid, scope, row_uid, column_name, value, member) "
                "VALUES (?, 'partnership', ?, 'city', ?, 'FR')",
                (f"{number:032x}", uid, value),
            )

    one.do(odd)

    [question] = one.ask(conflicts.inbox)
    assert question.suggestions == ()


def test_a_decision_for_what_was_shown_stands_in_the_history(offices):
    one, two, carried = offices
    uid = organisation(one, name="Kft")
    carried()
    written_apart(offices, uid, "Győr", "Lyon")
    [question] = one.ask(conflicts.inbox)
    shown = question.rivals[0].value

    one.do(conflicts.take, question.id, 1)
    carried()

    for laptop in (one, two):
        last = laptop.ask(history.of_record, "organisations", uid)[0]
        assert (last.action, last.field, last.new) == ("conflicts.take", "city", shown)
        assert (last.by, last.device, last.is_confirmed) == (one.here.person, one.here.device, True)


def test_who_had_deleted_a_record_that_is_kept_has_the_own_words_on_it_again(
    offices, a_laptop, box
):
    one, two, _ = offices
    second = a_laptop("FR", "Lyon 2")
    meet(one, two, second)
    carried = partial(carry_between, box, one, two, second)
    uid = organisation(one, name="Kft", email="hu@kft.eu")
    carried()
    two.do(records.edit, "organisations", uid, {"notes": "Ours", "email": "fr@kft.eu"})
    carried()
    two.do(records.remove, "organisations", uid)
    one.do(records.edit, "organisations", uid, {"city": "Győr"})
    carried()
    assert fields_of(two, uid)["notes"] == ""
    [question] = one.ask(conflicts.inbox)

    one.do(conflicts.take, question.id, 1)
    carried()

    for laptop in (two, second):
        assert laptop.ask(conflicts.inbox) == []
        shown = fields_of(laptop, uid)
        assert (shown["city"], shown["notes"], shown["email"]) == ("Győr", "Ours", "fr@kft.eu")
        assert laptop.ask(history.of_record, "organisations", uid)
    assert fields_of(one, uid)["email"] == "hu@kft.eu"
    assert "kept_parts" not in str(two.ask(history.steps))

    two.do(records.edit, "organisations", uid, {"notes": "", "email": ""})
    carried()
    for laptop in (two, second):
        assert fields_of(laptop, uid)["notes"] == ""
    two.do(records.remove, "organisations", uid)
    carried()
    for laptop in (one, two, second):
        assert laptop.ask(records.order, "organisations") == []
        assert laptop.ask(conflicts.inbox) == []


def test_own_words_wait_for_the_decision(offices):
    one, two, carried = offices
    uid = organisation(one, name="Kft")
    carried()
    two.do(records.edit, "organisations", uid, {"notes": "Ours"})
    two.do(records.remove, "organisations", uid)
    one.do(records.edit, "organisations", uid, {"city": "Győr"})
    carried()
    [question] = one.ask(conflicts.inbox)
    one.do(conflicts.take, question.id, 1)
    carried()
    assert fields_of(two, uid)["notes"] == "Ours"

    two.do(records.remove, "organisations", uid)
    one.do(records.edit, "organisations", uid, {"city": "Vác"})
    carried()

    [question] = two.ask(conflicts.inbox)
    assert question.kind_of == "delete"
    assert fields_of(two, uid)["notes"] == ""
    [question] = one.ask(conflicts.inbox)
    one.do(conflicts.take, question.id, 2)
    carried()
    for laptop in (one, two):
        assert laptop.ask(records.order, "organisations") == []
