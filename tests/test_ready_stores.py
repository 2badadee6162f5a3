"""Tests stand on copied stores, which must be what the program makes."""

import pytest

from recipe_desktop.services import stores
from recipe_desktop.store import marks
from tests.conftest import DRIVERS, rows

OWNER = stores.Owner("FR", "Lyon 1", "Anne")
OF_THE_FILE = ("application_id", "encoding", "journal_mode", "page_size", "schema_version")


@pytest.fixture
def a_store(tmp_path, driver):
    opened = []

    def make(name):
        path = tmp_path / f"{name}.recipe"
        how = {"plain": driver == "plain", "driver": DRIVERS[driver]}
        opened.append(stores.create(path, OWNER, **how))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def content(session):
    """Every row but the one that says whose store it is, with every pragma that the file keeps."""
    schema = rows(session, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 2")
    tables = [name for kind, name, *_ in schema if kind == "table" and name != "replica"]
    said = {name: sorted(rows(session, f'SELECT * FROM "{name}"'), key=repr) for name in tables}
    return schema, said, [rows(session, f"PRAGMA {name}") for name in OF_THE_FILE]


def identity(session):
    [known] = rows(session, "SELECT * FROM replica")
    return known


def mark(session):
    return marks.present(session.connection())


def test_a_copied_store_holds_what_a_new_one_does(a_store, ready_stores):
    new = a_store("new")
    with ready_stores.at_hand():
        copied = a_store("copied")

    assert copied.ask(content) == new.ask(content)
    assert copied.ask(identity)[2:-1] == new.ask(identity)[2:-1]
    assert copied.ask(stores.problems) == []


def test_copied_stores_are_strangers_to_each_other(a_store, ready_stores, driver):
    with ready_stores.at_hand():
        one, other = a_store("one"), a_store("other")

    told = [(*s.ask(identity)[:2], s.ask(identity)[-1], s.ask(mark)) for s in (one, other)]
    assert not set(told[0]) & set(told[1])
    assert 0 not in {said[-1] for said in told}
    salts = {stores._salt(s.path) for s in (one, other)}
    assert len(salts) == (1 if driver == "plain" else 2)
    if driver != "plain":
        assert one.state.store_key != other.state.store_key
