"""The files of a laptop as an earlier program left them: keys, encrypted store, documents."""

import json
import shutil
from pathlib import Path

import pytest

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import attachments, records, stores
from recipe_desktop.store.contents import folder_of
from recipe_desktop.store.state import SALT_BYTES, State, store_key
from recipe_desktop.sync.keys import Keys

KEPT = Path(__file__).resolve().parents[1] / "data" / "stores" / "encrypted"
REPLICA = Uid("01a220232bf3747eba43e734c4276358")
DOCUMENT = b"%PDF-1.7 a life"
FIRMS = ["Őrségi Fűtéstechnika Kft.", "Rouen Tech"]


@pytest.fixture
def keys(own_state):
    """The folder of the laptop's keys."""
    own_state.mkdir()
    shutil.copy(KEPT / f"{REPLICA}.json", own_state)
    return own_state


@pytest.fixture
def store(keys, tmp_path):
    return Path(shutil.copy(KEPT / "backup.recipe", tmp_path / "office.recipe"))


def assert_everything_is_there(workspace):
    assert [one.fields["name"] for one in workspace.ask(records.listing, "organisations")] == FIRMS
    [letter] = workspace.ask(records.listing, "attachments")
    assert workspace.ask(attachments.content, letter.uid) == DOCUMENT
    assert workspace.ask(stores.problems) == []


def test_a_key_file_is_read_and_written_as_it_is(keys):
    file = keys / f"{REPLICA}.json"
    before = file.read_bytes()
    said = json.loads(before)

    state = State.load(keys, REPLICA)

    assert state is not None
    assert said["format"] == 1
    assert (state.number, state.copied_at) == (5, "2026-11-28T03:11:53.756+00:00")
    assert state.copied == {"partnership": 3, "cluster:HU": 1}
    assert state.salts == ("4e5844aa748950dde0c7126f760f973b",)
    assert state.store_key is not None
    assert state.store_key.hex() == said["secrets"]["store_key"]
    assert state.token == said["secrets"]["token"]
    of_laptop = Keys(state)
    assert (
        of_laptop.verify_key == "a5557f9a423151160289f2aab45fcd41bb25c7494a30311446ce5a5ffe99395c"
    )
    assert (
        of_laptop.age_recipient == "age162vd9ukj5ywljyynqpz89epcm3nc7m0cu5hku4jv06etzejr2essfqhz98"
    )
    state.save()
    assert file.read_bytes() == before


def test_its_key_is_found_by_how_the_store_begins(keys, store):
    begins = store.read_bytes()[:SALT_BYTES]

    state = State.find(keys, begins)

    assert state is not None
    assert store_key(keys, store) == state.store_key


@pytest.mark.parametrize("is_restored", [True, False])
def test_an_encrypted_backup_goes_on_with_the_document_inside(store, tmp_path, is_restored):
    place = store
    if is_restored:
        place = tmp_path / "again.recipe"
        stores.restore(store, place)

    workspace = stores.open_store(place)

    assert_everything_is_there(workspace)
    assert workspace.here.device_uid != REPLICA  # since that one wrote on after the backup
    workspace.do(records.create, "organisations", {"name": "Later Kft."})
    workspace.close()


def test_an_encrypted_document_beside_the_store_is_read(store):
    shutil.copytree(folder_of(KEPT / store.name), folder_of(store))
    [file] = folder_of(store).iterdir()
    workspace = stores.open_store(store)
    with workspace._store.transaction() as connection:
        said = f"UPDATE kept_content SET file = '{file.name}', content = NULL"
        connection.exec_driver_sql(said)

    assert_everything_is_there(workspace)
    assert DOCUMENT not in file.read_bytes()
    workspace.close()
