"""Nothing that is written to a synchronised table escapes the log."""

import json

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError

from recipe_desktop.domain.ids import new_uid
from recipe_desktop.services import history, identity, records, stores
from recipe_desktop.store.journal import capture
from recipe_desktop.store.models.organisation import Membership, Organisation

PARTNERSHIP = "partnership"


def operations(workspace, row):
    """Kind and body of each operation on a row, in order."""

    def query(session):
        found = session.connection().exec_driver_sql(
            "SELECT kind, body FROM op WHERE row = ? ORDER BY id", (row,)
        )
        return [(kind, json.loads(body)) for kind, body in found]

    return workspace.ask(query)


def by_object(session, uid):
    session.add(Organisation(uid=uid, scope=PARTNERSHIP, name="Rába"))
    session.flush()
    session.get(Organisation, uid).city = "Győr"
    session.flush()
    session.delete(session.get(Organisation, uid))


def by_bulk(session, uid):
    session.execute(insert(Organisation), [{"uid": uid, "scope": PARTNERSHIP, "name": "Rába"}])
    session.execute(update(Organisation).where(Organisation.uid == uid).values(city="Győr"))
    session.execute(Organisation.__table__.delete().where(Organisation.uid == uid))


def by_raw_sql(session, uid):
    run = session.connection().exec_driver_sql
    run("INSERT INTO organisation (uid, scope, name) VALUES (?, ?, 'Rába')", (uid, PARTNERSHIP))
    run("UPDATE organisation SET city = 'Győr' WHERE uid = ?", (uid,))
    run("DELETE FROM organisation WHERE uid = ?", (uid,))


@pytest.mark.parametrize("write", [by_object, by_bulk, by_raw_sql])
def test_every_way_of_writing_leaves_the_same_operations(a_laptop, driver, write):
    workspace, uid = a_laptop(driver=driver), new_uid()

    workspace.do(write, uid)

    assert operations(workspace, uid) == [
        ("I", {"name": "Rába"}),
        ("U", {"city": "Győr"}),
        ("D", {}),
    ]


def test_replace_is_a_deletion_and_an_insertion(workspace):
    uid = new_uid()

    def replace(session, name):
        session.connection().exec_driver_sql(
            "REPLACE INTO organisation (uid, scope, name) VALUES (?, ?, ?)",
            (uid, PARTNERSHIP, name),
        )

    workspace.do(replace, "One")
    workspace.do(replace, "Two")

    assert operations(workspace, uid) == [("I", {"name": "One"}), ("D", {}), ("I", {"name": "Two"})]


def test_writing_what_is_there_already_leaves_nothing(workspace):
    uid = new_uid()
    heard = []

    def add(session):
        session.add(Organisation(uid=uid, scope=PARTNERSHIP, name="Rába"))

    def write_again(session):
        session.connection().exec_driver_sql("UPDATE organisation SET name = name")

    workspace.do(add)
    workspace.listen(heard.append)
    workspace.do(write_again)

    assert heard == []
    assert len(operations(workspace, uid)) == 1


def test_what_is_rolled_back_leaves_nothing(workspace):
    uid = new_uid()

    def fail(session):
        session.add(Organisation(uid=uid, scope=PARTNERSHIP, name="Rába"))
        session.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        workspace.do(fail)

    assert operations(workspace, uid) == []


def test_a_reference_touches_its_target_in_the_same_scope(workspace):
    uid = new_uid()

    def add(session):
        session.add(Organisation(uid=uid, scope=PARTNERSHIP, name="Rába"))
        session.flush()
        session.add(Membership(scope=PARTNERSHIP, organisation_uid=uid, cluster_name="ACE"))

    workspace.do(add)

    assert [kind for kind, _ in operations(workspace, uid)] == ["I", "T"]


@pytest.mark.parametrize("column", ["uid", "scope"])
def test_identity_and_scope_never_change(workspace, column):
    uid = new_uid()

    def add(session):
        session.add(Organisation(uid=uid, scope=PARTNERSHIP, name="Rába"))

    def move(session):
        session.connection().exec_driver_sql(f"UPDATE organisation SET {column} = 'x'")

    workspace.do(add)
    with pytest.raises(DBAPIError, match="never change"):
        workspace.do(move)


def test_doctor_sees_a_change_that_escaped_the_log(a_laptop):
    workspace = a_laptop()
    uid = new_uid()

    def add(session):
        session.add(Organisation(uid=uid, scope=PARTNERSHIP, name="Rába"))

    def behind_its_back(on):
        def write(session):
            run = session.connection().exec_driver_sql
            run("UPDATE sync_now SET capture = 0")
            run(f"UPDATE organisation SET name = '{on}'")
            run("UPDATE sync_now SET capture = 1")

        return write

    workspace.do(add)
    workspace.do(behind_its_back("Other"))
    assert f"organisation {uid}: name is 'Other', the log says 'Rába'" in workspace.ask(
        stores.problems
    )
    workspace.do(behind_its_back("Rába"))  # so that the laptop is sound when the test ends


def test_doctor_sees_operations_that_lie_outside_their_transaction(workspace):
    made = workspace.do(records.create, "organisations", {"name": "Rába"})

    def move(session, by):
        session.connection().exec_driver_sql(
            "UPDATE txn SET last_op = last_op + ? WHERE id = (SELECT max(txn) FROM op WHERE row = ?)",
            (by, made.uid),
        )

    workspace.do(move, -1)
    assert workspace.ask(stores.problems) == ["journal: 1 operations lie outside their transaction"]
    workspace.do(move, 1)  # so that the laptop is sound when the test ends


def test_a_huge_action_becomes_several_transactions_that_one_undo_takes_back(workspace):
    most = capture.LARGEST_TRANSACTION

    def add(session):
        session.connection().exec_driver_sql(
            "INSERT INTO organisation (uid, scope, name, city) VALUES (?, ?, ?, 'Győr')",
            [(new_uid(), PARTNERSHIP, f"Firm {number}") for number in range(most * 2 + 34)],
        )
        session.add(Organisation(scope="cluster:HU", name="Rába"))

    def sizes(session):
        return [
            tuple(row)
            for row in session.connection().exec_driver_sql(
                "SELECT txn.scope, count(*) FROM op JOIN txn ON txn.id = txn "
                "WHERE action = 'test_capture.add' GROUP BY txn ORDER BY txn.scope, txn.seq"
            )
        ]

    workspace.do(add)
    assert workspace.ask(sizes) == [
        ("cluster:HU", 1),
        *(("partnership", size) for size in (most, most, 34)),
    ]
    workspace.do(history.undo)

    assert workspace.ask(identity.count, "organisations") == 0
    workspace.do(history.redo)
    assert workspace.ask(identity.count, "organisations") == most * 2 + 35
