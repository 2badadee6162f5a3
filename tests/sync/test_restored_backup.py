"""A laptop that goes on from a backup has less than it told the others, and gets it again."""

from contextlib import closing

import pytest

from recipe_desktop.services import stores
from recipe_desktop.sync import receiving, sending
from tests.sync.offices import meet, names, organisation


def restored(backup, place):
    stores.restore(backup, place)
    return place


def opened_where_it_lies(backup, _place):
    return backup


@pytest.mark.parametrize("way", [restored, opened_where_it_lies])
def test_what_was_received_since_the_backup_comes_again(a_laptop, tmp_path, way):
    two, place, backup = a_laptop("FR", "Two"), tmp_path / "one.recipe", tmp_path / "backup.recipe"
    with closing(stores.create(place, stores.Owner("HU", "One", "Zsófia Nagy"))) as one:
        meet(one, two)
        stores.back_up(one, backup)
        organisation(two, "A")
        receiving.receive(one, [sending.send(two, tmp_path / "a").path])
        receiving.receive(two, [sending.send(one, tmp_path / "told").path])
    place.unlink()

    with closing(stores.open_store(way(backup, place))) as again:
        receiving.receive(two, [sending.send(again, tmp_path / "hello").path])
        organisation(two, "B")
        came = receiving.receive(again, [sending.send(two, tmp_path / "b").path])

        assert came.held == 0
        assert names(again) == ["A", "B"]
        assert again.ask(stores.problems) == []


def test_an_older_file_that_comes_late_takes_nothing_back(pair, tmp_path):
    one, two = pair
    late = sending.send(one, tmp_path / "late").path
    organisation(two, "A")
    receiving.receive(one, [sending.send(two, tmp_path / "a").path])
    receiving.receive(two, [sending.send(one, tmp_path / "told").path])

    receiving.receive(two, [late])

    assert sending.send(two, tmp_path / "rest").operations == 0
