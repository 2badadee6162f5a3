"""A laptop that goes on from a backup has less than it told the others, and gets it again."""

import pytest

from recipe_desktop.services import stores
from recipe_desktop.sync import receiving, sending
from tests.sync.offices import meet, names, organisation


@pytest.fixture
def restored(a_laptop, tmp_path):
    """The second laptop wrote A; the first one took it in and told so, and lost its store then."""
    folder = tmp_path / "one"
    folder.mkdir()
    one = stores.create(folder / "one.recipe", stores.Owner("HU", "One", "Zsófia Nagy"))
    two = a_laptop("FR", "Two")
    meet(one, two)
    stores.back_up(one, tmp_path / "backup.recipe")
    organisation(two, "A")
    receiving.receive(one, [sending.send(two, tmp_path / "a").path])
    told = sending.send(one, tmp_path / "told").path
    receiving.receive(two, [told])
    one.close()
    for file in folder.iterdir():
        file.unlink()
    stores.restore(tmp_path / "backup.recipe", folder / "one.recipe")
    again = stores.open_store(folder / "one.recipe")
    yield again, two
    assert again.ask(stores.problems) == []
    again.close()


def test_what_was_received_since_the_backup_comes_again(restored, tmp_path):
    one, two = restored

    receiving.receive(two, [sending.send(one, tmp_path / "hello").path])
    organisation(two, "B")
    came = receiving.receive(one, [sending.send(two, tmp_path / "b").path])

    assert came.held == 0
    assert names(one) == ["A", "B"]


def test_an_older_file_that_comes_late_takes_nothing_back(pair, tmp_path):
    one, two = pair
    late = sending.send(one, tmp_path / "late").path
    organisation(two, "A")
    receiving.receive(one, [sending.send(two, tmp_path / "a").path])
    receiving.receive(two, [sending.send(one, tmp_path / "told").path])

    receiving.receive(two, [late])

    assert sending.send(two, tmp_path / "rest").operations == 0
