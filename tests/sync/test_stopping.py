"""Stopping in the middle: what is stopped has never been, and can be done again."""

from itertools import count

import pytest

from recipe_desktop.services import records, stores
from recipe_desktop.services.workspace import position
from recipe_desktop.store.journal import intake
from recipe_desktop.sync import packs, receiving, rehearsal, sending
from tests.benchmarks.sample import insertion, meet, organisations, write
from tests.sync.offices import names


class StoppedError(Exception):
    pass


def stopping_at(step):
    """A progress that stops at its so-many-th call."""
    left = count(step, -1)

    def tell(_done=0, _all=0):
        if next(left) <= 1:
            raise StoppedError

    return tell


def steps_until_done(doing, is_untouched):
    """Stop at the first step, then at the second, and so on until it is done; how many there were."""
    steps = 0
    while is_stopped(doing, steps + 1):
        steps += 1
        assert is_untouched()
    return steps


def is_stopped(doing, step):
    try:
        doing(stopping_at(step))
    except StoppedError:
        return True
    return False


@pytest.fixture
def pair(a_laptop):
    """Two laptops that know each other; the first has written three organisations."""
    one, two = a_laptop(), a_laptop("FR")
    meet(one, two)
    for name in ("Akku", "Busz", "Cella"):
        one.do(records.create, "organisations", {"name": name})
    return one, two


def test_sending_can_be_stopped_at_every_step_and_leaves_no_file(pair, box):
    one, two = pair
    before = one.ask(position)

    def nothing_happened():
        return list(box.iterdir()) == [] and one.ask(position) == before

    steps = steps_until_done(lambda tell: sending.send(one, box, tell), nothing_happened)

    assert steps >= 3
    assert one.ask(stores.problems) == []
    assert receiving.receive(two, [box]).transactions == 3
    assert names(two) == ["Akku", "Busz", "Cella"]


def test_sending_says_how_many_transactions_it_has_written(pair, box):
    one, _ = pair
    sending.send(one, box)
    told = []

    sending.send(one, box, lambda done, of: told.append((done, of)))

    assert [news for news in told if news[1]] == [(1, 3), (2, 3), (3, 3)]


def test_receiving_can_be_stopped_at_every_step_and_takes_nothing_in(pair, box):
    one, two = pair
    sending.send(one, box)
    before = two.ask(position)

    def nothing_happened():
        return names(two) == [] and two.ask(position) == before and not two.ask(stores.problems)

    def receive(tell):
        assert receiving.receive(two, [box], progress=tell).transactions == 3

    assert steps_until_done(receive, nothing_happened) >= 3
    assert names(two) == ["Akku", "Busz", "Cella"]


def test_a_large_file_is_stopped_after_thousands_of_its_rows_and_comes_in_whole_later(
    a_laptop, box, monkeypatch
):
    one, two = a_laptop(), a_laptop("FR")
    meet(one, two)
    write(one, insertion("organisation"), organisations(11_000))
    sending.send(one, box)
    before, steps = two.ask(position), []
    receiving.receive(two, [box], dry_run=True, progress=lambda *_: steps.append(1))
    finer = []
    monkeypatch.setattr(intake, "_CHUNK", 1_000)
    receiving.receive(two, [box], dry_run=True, progress=lambda *_: finer.append(1))
    assert len(finer) - len(steps) == 11 - 3  # so it is asked while rows are written, too

    with pytest.raises(StoppedError):
        receiving.receive(two, [box], progress=stopping_at(len(steps)))

    assert two.ask(position) == before
    assert names(two) == []
    assert two.ask(stores.problems) == []
    assert receiving.receive(two, [box]).operations == 11_000


def test_files_taken_in_before_the_stop_stay(pair, box):
    one, two = pair
    sending.send(one, box)
    one.do(records.create, "organisations", {"name": "Dugattyú"})
    sending.send(one, box)

    def tell(done, _all):
        if done == 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        receiving.receive(two, [box], progress=tell)

    assert names(two) == ["Akku", "Busz", "Cella"]
    assert receiving.receive(two, [box]).transactions == 1


def test_a_look_can_be_given_up_at_every_step(pair, box):
    one, two = pair
    sending.send(one, box)
    before = two.ask(position)

    def look(tell):
        [part] = rehearsal.rehearse(two, [box], tell).parts
        assert part.new == 3

    assert steps_until_done(look, lambda: two.ask(position) == before) >= 3
    assert names(two) == []


def test_a_pack_whose_opening_is_stopped_leaves_no_store(a_laptop, tmp_path, quick_packs_only):
    office, pack, target = a_laptop(), tmp_path / "a.recipe-desk", tmp_path / "desk.recipe"
    event = office.do(records.create, "events", {"name": "Networking day"}).uid
    values = {"event": event, "given_name": "Ana", "family_name": "Costa"}
    office.do(records.create, "registrations", values)
    packs.pack(office, event, pack, "secret")

    def open_pack(step=lambda: None):
        return packs.open_pack(pack, "secret", target, ("Desk", "Zoé"), plain=True, step=step)

    with pytest.raises(StoppedError):
        open_pack(stopping_at(2))

    assert not target.exists()
    assert open_pack().people == 1
