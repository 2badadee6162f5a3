"""A laptop that goes on from a backup: nothing written before is lost, and what it received comes again."""

from contextlib import closing
from dataclasses import replace

import pytest

from recipe_desktop.services import stores
from recipe_desktop.sync import cards, knowledge, receiving, roster, sending
from tests.sync.offices import carry, keys, meet, names, organisation


def test_what_was_never_sent_before_a_restore_still_reaches_the_others(pair, box, tmp_path):
    one, two = pair
    organisation(one, "Written before")
    copy = tmp_path / "backup.recipe"
    stores.back_up(one, copy)
    organisation(one, "Lost with the laptop")
    restored = stores.open_store(copy)
    meet(restored, two)

    sending.send(restored, box)
    receiving.receive(two, [box])

    assert names(two) == ["Written before"]
    restored.close()


def test_a_laptop_admitted_after_a_restore_gets_what_was_written_before_it(a_laptop, box, tmp_path):
    one = a_laptop("HU", "Kecskemét 1")
    organisation(one, "Before the backup")
    copy = tmp_path / "backup.recipe"
    stores.back_up(one, copy)
    organisation(one, "Lost with the laptop")
    with closing(stores.open_store(copy)) as restored:
        organisation(restored, "After the restore")
        two, three = a_laptop("HU", "Kecskemét 2"), a_laptop("FR", "Lyon")
        meet(restored, two, three)

        carry(box, restored, two)
        sending.send(two, box)  # passes on what somebody else's earlier incarnation wrote
        receiving.receive(three, [box])

        for laptop in (restored, two, three):
            assert names(laptop) == ["After the restore", "Before the backup"]
            assert laptop.ask(knowledge.held) == laptop.ask(knowledge.unadmitted) == 0
        peers = two.ask(knowledge.status, keys(two)).peers
        assert len(peers) == 2  # an earlier incarnation is no laptop that one waits for
        assert restored.ask(stores.problems) == []


def test_an_earlier_incarnation_is_believed_and_gets_nothing(a_laptop, box):
    one, two, stranger = a_laptop("HU", "Kecskemét 1"), a_laptop("HU", "2"), a_laptop("FR", "Lyon")
    meet(one, two)
    own = one.ask(roster.identity, keys(one))
    of_other_member = stranger.ask(roster.identity, keys(stranger))
    strangers = cards.own_card(
        keys(stranger), device=own.device, member=own.member, person="", is_steward=True
    )
    said = cards.former_card(strangers, keys(one))
    for card in (of_other_member, replace(of_other_member, signed_by=own.replica)):
        two.do(roster.know_former, keys(two), [card])
        assert two.ask(roster.past, keys(two)) == []

    two.do(roster.know_former, keys(two), [said])

    assert [card.replica for card in two.ask(roster.past, keys(two))] == [keys(stranger).replica]
    assert keys(stranger).replica not in two.ask(roster.trusted, keys(two))
    organisation(two, "Only for those who were admitted")
    sending.send(two, box)
    assert receiving.receive(stranger, [box]).transactions == 0


def test_what_was_sent_before_a_restore_comes_back_from_the_others(pair, box, tmp_path):
    one, two = pair
    organisation(one, "Written before")
    copy = tmp_path / "backup.recipe"
    stores.back_up(one, copy)
    organisation(one, "Sent after the backup")
    carry(box, one, two)
    restored = stores.open_store(copy)
    meet(restored, two)

    carry(box, two, restored)

    assert names(restored) == ["Sent after the backup", "Written before"]
    assert restored.ask(knowledge.held) == 0
    assert [w.ask(knowledge.status, keys(w)).forks for w in (two, restored)] == [0, 0]
    assert restored.ask(stores.problems) == []
    restored.close()


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
        assert one.ask(stores.problems) == []
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


@pytest.mark.parametrize("is_plain", [True, False])
@pytest.mark.parametrize("is_early", [True, False])
def test_two_restores_of_one_backup_lose_nothing_that_was_sent(
    a_laptop, box, tmp_path, is_plain, is_early
):
    two, three = a_laptop("FR", "Lyon"), a_laptop("DE", "Regensburg")
    place, backup = tmp_path / "one.recipe", tmp_path / "backup"
    owner = stores.Owner("HU", "Kecskemét 1", "Zsófia Nagy")
    with closing(stores.create(place, owner, plain=is_plain)) as one:
        if is_early:
            stores.back_up(one, backup, plain=is_plain)
        organisation(one, "A")
        if not is_early:
            stores.back_up(one, backup, plain=is_plain)
        meet(one, two)
        carry(box, one, two)
        organisation(one, "Never sent")
    again(place, backup)
    with closing(stores.open_store(place)) as one:
        meet(one, two)
        organisation(one, "B")
        carry(box, one, two)
    again(place, backup)
    with closing(stores.open_store(place)) as one:
        meet(one, two, three)
        organisation(one, "C")
        carry(box, one, two, three)
        carry(box, one, two, three)

        for laptop in (one, two, three):
            assert names(laptop) == ["A", "B", "C"]
            assert laptop.ask(knowledge.held) == 0
        assert one.ask(stores.problems) == []


def again(place, backup):
    for file in place.parent.glob(f"{place.name}*"):
        file.unlink()
    stores.restore(backup, place)


def test_a_plain_backup_goes_on_where_the_keys_are_lost(a_laptop, box, tmp_path, monkeypatch):
    two, three = a_laptop("FR", "Lyon"), a_laptop("DE", "Regensburg")
    place, backup = tmp_path / "one.recipe", tmp_path / "backup"
    owner = stores.Owner("HU", "Kecskemét 1", "Zsófia Nagy")
    with closing(stores.create(place, owner, plain=True)) as one:
        meet(one, two)
        organisation(one, "A")
        carry(box, one, two)
        stores.back_up(one, backup, plain=True)
        organisation(one, "B")
        carry(box, one, two)
    monkeypatch.setenv("RECIPE_STATE", str(tmp_path / "new computer"))
    again(place, backup)
    with closing(stores.open_store(place)) as one:
        meet(one, two, three)
        organisation(one, "C")
        carry(box, one, two, three)
        carry(box, one, two, three)

        for laptop in (one, two, three):
            assert names(laptop) == ["A", "B", "C"]
            assert laptop.ask(knowledge.held) == 0
        assert one.ask(stores.problems) == []


def test_what_can_never_be_sent_for_want_of_its_keys_is_told(a_laptop, box, tmp_path, monkeypatch):
    two = a_laptop("FR", "Lyon")
    place, backup = tmp_path / "one.recipe", tmp_path / "backup"
    owner = stores.Owner("HU", "Kecskemét 1", "Zsófia Nagy")
    with closing(stores.create(place, owner, plain=True)) as one:
        organisation(one, "Never sent, and in the backup")
        only_here = one.ask(knowledge.status, keys(one)).only_here
        stores.back_up(one, backup, plain=True)
    monkeypatch.setenv("RECIPE_STATE", str(tmp_path / "new computer"))
    again(place, backup)
    with closing(stores.open_store(place)) as one:
        meet(one, two)
        organisation(one, "Since")
        carry(box, one, two)

        assert names(two) == ["Since"]
        assert one.ask(knowledge.status, keys(one)).only_here == only_here > 0
