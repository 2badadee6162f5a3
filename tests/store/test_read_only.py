"""A store that may only be read, and one that may be written again."""

import os
import stat

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, stores


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    place = folder / "office.recipe"
    stores.create(place, stores.Owner("HU", "Kecskemét 1")).close()
    return place


def write(path, name):
    workspace = stores.open_store(path)
    try:
        workspace.do(records.create, "organisations", {"name": name})
        return workspace.ask(stores.problems)
    finally:
        workspace.close()


def test_a_store_that_may_only_be_read_is_left_as_it_was(path):
    path.chmod(0o400)
    if os.access(path, os.W_OK):
        pytest.skip("who runs this may write everything")

    with pytest.raises(UserError, match=r"store\.read_only"):
        write(path, "Alfa")

    assert [file.name for file in path.parent.iterdir()] == [path.name]
    path.chmod(0o600)
    assert write(path, "Alfa") == []


def test_what_an_earlier_version_left_beside_it_may_be_written_again(path):
    for ending in ("-wal", "-shm"):
        left = path.with_name(path.name + ending)
        left.touch()
        left.chmod(0o400)

    workspace = stores.open_store(path)
    beside = [f for f in path.parent.iterdir() if f.suffix.startswith(".recipe-")]
    rights = [stat.S_IMODE(file.stat().st_mode) for file in beside]
    workspace.close()

    assert rights == [stat.S_IMODE(path.stat().st_mode)] * 2
    assert write(path, "Alfa") == []
