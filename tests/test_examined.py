"""No store escapes ``doctor``, however a test came by it."""

import sqlite3
import subprocess
import sys

import pytest

from recipe_desktop.services import records, stores
from tests.examined import Examined

WRITES = """
import sys
from pathlib import Path
from recipe_desktop.services import records, stores
made = stores.create(Path(sys.argv[1]), stores.Owner("HU", "Another"), plain=len(sys.argv) > 2)
made.do(records.create, "organisations", {"name": "Alfa"})
made.close()
"""


@pytest.fixture
def examined(tmp_path):
    one = Examined(tmp_path)
    with one.watching():
        yield one


def written(tmp_path, *, plain=True):
    made = stores.create(tmp_path / "own.recipe", stores.Owner("HU", "Desk"), plain=plain)
    made.do(records.create, "organisations", {"name": "Alfa"})
    made.close()
    return made.path


def altered(path, sql="UPDATE organisation SET name = 'Omega'"):
    raw = sqlite3.connect(path)
    raw.execute("UPDATE sync_now SET capture = 0")
    raw.execute(sql)
    raw.commit()
    raw.close()


@pytest.mark.parametrize("plain", [True, False])
def test_a_sound_store_is_said_to_be_sound(examined, tmp_path, plain):
    written(tmp_path, plain=plain)

    assert examined.problems() == []


@pytest.mark.damages("an unsound store is what is to be found")
def test_an_unsound_store_is_found(examined, tmp_path):
    altered(written(tmp_path))

    assert "name is 'Omega', the log says 'Alfa'" in examined.problems()[0]


@pytest.mark.damages("an unsound store is what is to be found")
def test_a_store_that_was_sound_before_it_was_written_again_is_examined_again(examined, tmp_path):
    path = written(tmp_path)
    opened = stores.open_store(path)
    assert opened.ask(stores.problems) == []
    opened.do(records.create, "organisations", {"name": "Béta"})
    opened.close()
    altered(path, "DELETE FROM search_doc")

    assert any("search index" in said for said in examined.problems())


@pytest.mark.damages("a store that is gone is what is to be found")
def test_a_store_that_is_gone_unexamined_is_found(examined, tmp_path):
    written(tmp_path).unlink()

    assert examined.problems() == [
        f"{tmp_path / 'own.recipe'}: gone before anybody examined what was written"
    ]


def test_a_store_that_goes_on_under_another_name_is_not_missed(examined, tmp_path):
    path = written(tmp_path)
    path.rename(tmp_path / "other.recipe")

    assert examined.problems() == []


@pytest.mark.parametrize("plain", ["", "plain"])
@pytest.mark.damages("an unsound store is what is to be found")
def test_what_another_program_wrote_with_keys_of_its_own_is_found(
    examined, tmp_path, monkeypatch, plain
):
    path = tmp_path / "elsewhere" / "office.recipe"
    path.parent.mkdir()
    monkeypatch.setenv("RECIPE_STATE", str(tmp_path / "elsewhere" / "state"))
    subprocess.run([sys.executable, "-c", WRITES, path, *plain.split()], check=True)
    assert examined.problems() == []

    raw = stores.open_store(path)
    with raw._store.transaction() as connection:
        connection.exec_driver_sql("UPDATE sync_now SET capture = 0")
        connection.exec_driver_sql("UPDATE organisation SET name = 'Omega'")
    raw.close()

    assert "the log says 'Alfa'" in examined.problems()[0]
