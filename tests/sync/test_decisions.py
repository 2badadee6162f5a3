import pytest

from recipe_desktop.domain.ids import named_uid
from recipe_desktop.services import conflicts, history, records
from recipe_desktop.services.history import Steps
from recipe_desktop.sync import exchange, roster
from recipe_desktop.sync.keys import Keys


@pytest.fixture
def pair(a_laptop):
    """Two laptops of one office that have admitted each other."""
    one, two = a_laptop(), a_laptop()
    for here, there in ((one, two), (two, one)):
        here.do(roster.admit, Keys(here.state), there.ask(roster.identity, Keys(there.state)))
    return one, two


@pytest.fixture
def carry(pair, tmp_path):
    folder = tmp_path / "box"
    folder.mkdir()

    def there_and_back():
        for laptop in pair * 2:
            exchange.send(laptop, folder)
            exchange.receive(laptop, [folder])

    return there_and_back


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

    assert one.ask(history.steps) == Steps("records.edit", "conflicts.take")
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


def test_deleting_contact_data_leaves_the_record(pair, carry):
    one, two = pair
    uid = organisation(one, name="Kft", email="old@kft.eu")
    carry()
    one.do(records.remove, "organisations", uid)
    two.do(records.edit, "organisations", uid, {"name": "Zrt", "email": "new@kft.eu"})
    carry()
    [contact] = [q for q in one.ask(conflicts.inbox) if q.row != uid]

    one.do(conflicts.take, contact.id, 2)

    assert fields_of(one, uid)["name"] == "Zrt"
    assert fields_of(one, uid)["email"] == ""


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
