"""A folder that laptops share: each reads the others' files once and keeps its own up to date."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, stores
from recipe_desktop.sync import folder_memory, receiving, roster, sending, shared_folder
from tests.sync.offices import card, keys, meet, names, organisation, value
from tests.sync.test_attachments import CV, attach, documents
from tests.sync.test_shares import visit as exchange

QUIET = 12
"""More rounds than three laptops need until nobody has anything to say."""


@pytest.fixture
def box(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def three(a_laptop):
    """Two laptops of one office and one of another."""
    some = a_laptop("HU"), a_laptop("HU"), a_laptop("FR")
    meet(*some)
    return some


def look(box, *laptops):
    return [shared_folder.visit(one, box) for one in laptops]


def settle(box, *laptops):
    """Until a whole round says nothing; the files that lie there then."""
    for _ in range(QUIET):
        visits = look(box, *laptops)
        if not any(one.sent or one.removed or one.receipt.operations for one in visits):
            return files(box)
    raise AssertionError("they never fall silent")


def files(box):
    return sorted(path.name for path in box.iterdir())


def test_everybody_has_everything_and_one_small_set_of_each_stays(box, three):
    one, two, france = three
    uid = organisation(one, "Alpha")
    organisation(two, "Beta")

    left = settle(box, *three)

    assert [names(laptop) for laptop in three] == [["Alpha", "Beta"]] * 3
    assert len(left) == len(three)
    kept = {name: (box / name).read_bytes() for name in left}
    france.do(records.edit, "organisations", uid, {"city": "Lyon"})
    left = settle(box, *three)
    assert {value(laptop, uid, "city") for laptop in three} == {"Lyon"}
    assert len(left) == len(three)
    assert all((box / name).read_bytes() == kept[name] for name in kept.keys() & set(left))


def test_nothing_is_read_or_written_twice(box, three):
    organisation(three[0], "Alpha")
    left = settle(box, *three)
    stamps = [(box / name).stat().st_mtime_ns for name in left]

    visits = look(box, *three)

    assert [one.receipt.files for one in visits] == [0, 0, 0]
    assert [one.sent for one in visits] == [None] * 3
    assert [(box / name).stat().st_mtime_ns for name in files(box)] == stamps


def test_changes_stay_until_the_last_one_has_them(box, three):
    one, two, france = three
    settle(box, *three)
    uid = organisation(one, "Alpha")
    look(box, one)

    for _ in range(3):
        look(box, one, two)
    for path in box.iterdir():
        receiving.receive(france, [path], dry_run=True)
    look(box, france)

    assert names(france) == ["Alpha"]
    assert value(france, uid, "name") == "Alpha"


def test_files_that_were_renamed_doubled_removed_or_given_other_times_do_no_harm(box, three):
    one, two, france = three
    organisation(one, "Alpha")
    (mine,) = (visit.sent.path for visit in look(box, one))
    shutil.copy(mine, box / f"{mine.stem} (1).recipe-changes")
    look(box, two)
    mine.rename(box / "renamed by hand.recipe-changes")
    os.utime(box / "renamed by hand.recipe-changes", (1, 1))

    left = settle(box, *three)

    by_hand = [name for name in left if name.startswith("renamed")]
    assert (len(left), len(by_hand)) == (len(three) + 1, 1)
    assert names(france) == ["Alpha"]
    for path in box.iterdir():
        path.unlink()
    organisation(one, "Beta")
    settle(box, *three)
    assert names(france) == ["Alpha", "Beta"]


def test_what_others_keep_in_the_folder_is_left_alone(box, three):
    strange = {
        "Budget 2027.xlsx": b"PK",
        "notes.recipe-changes.1f2e3d4c.part": b"half",
        "sub/inner.recipe-changes": b"x",
    }
    (box / "sub").mkdir()
    for name, content in strange.items():
        (box / name).write_bytes(content)
    organisation(three[0], "Alpha")

    settle(box, *three)

    assert {name: (box / name).read_bytes() for name in strange} == strange


def test_a_file_that_is_still_arriving_is_read_when_it_is_whole(box, three, tmp_path):
    one, two, _france = three
    organisation(one, "Alpha")
    whole = sending.send(one, tmp_path / "whole.recipe-changes").path.read_bytes()
    half = box / "half.recipe-changes"
    half.write_bytes(whole[: len(whole) // 2])

    (first,) = look(box, two)
    half.write_bytes(whole)
    (then,) = look(box, two)

    assert (first.arriving, first.receipt.refused, first.receipt.operations) == (1, [], 0)
    assert (then.arriving, names(two)) == (0, ["Alpha"])


def test_a_damaged_file_is_told_once_it_is_sure_and_again_only_when_it_changes(box, three):
    one, two, _france = three
    settle(box, *three)
    bad = box / "bad.recipe-changes"
    bad.write_bytes(b"no bundle at all" * 100)

    visits = [look(box, two)[0] for _ in range(3)]
    bad.write_bytes(b"something else" * 99)
    visits += [look(box, two)[0] for _ in range(2)]

    assert [len(visit.receipt.refused) for visit in visits] == [0, 1, 0, 0, 1]
    assert [visit.arriving for visit in visits] == [1, 0, 0, 1, 0]
    organisation(one, "Alpha")
    settle(box, *three)
    assert names(two) == ["Alpha"]


def test_files_of_a_laptop_that_is_admitted_later_are_read_then(box, three, a_laptop):
    one = three[0]
    new = a_laptop("DE")
    meet(new, three[1])
    organisation(new, "Gamma")
    look(box, new)
    (before,) = look(box, one)
    meet(new, one)

    settle(box, *three, new)

    assert len(before.receipt.refused) + before.receipt.foreign == 1
    assert names(one) == ["Gamma"]


def test_a_card_that_comes_with_the_files_helps_those_beside_it(box, a_laptop):
    steward, colleague, new = (a_laptop("HU") for _ in range(3))
    meet(steward, colleague)
    meet(steward, new)
    new.do(roster.admit, keys(new), card(colleague))
    organisation(new, "Gamma")
    look(box, new)
    steward.do(roster.sign, keys(steward), card(new))
    sending.send(steward, box)  # brings the card, and nothing of what the new laptop wrote

    (first,) = look(box, colleague)
    settle(box, colleague, new)

    assert (first.receipt.admitted, first.receipt.operations) == (["Laptop 3"], 0)
    assert names(colleague) == ["Gamma"]


def test_without_anybody_to_read_it_nothing_is_written(box, a_laptop):
    alone = a_laptop()
    organisation(alone, "Alpha")

    (visit,) = look(box, alone)

    assert visit.is_alone
    assert files(box) == []


def test_a_document_lies_there_until_those_involved_have_it(box, three):
    one, _two, _france = three
    uid = exchange(one, "HU", "FR")
    attach(one, uid)

    left = settle(box, *three)

    assert [document.is_here for laptop in three for document in documents(laptop, uid)] == [
        True
    ] * 3
    assert sum((box / name).stat().st_size for name in left) < len(CV)


def test_what_a_reader_lost_with_a_backup_comes_again(box, three, tmp_path):
    one, two, france = three
    settle(box, *three)
    stores.back_up(two, tmp_path / "copy.recipe")
    organisation(one, "Alpha")
    settle(box, *three)
    with closing(stores.open_store(tmp_path / "copy.recipe")) as restored:
        meet(restored, one, france)
        assert names(restored) == []

        settle(box, one, france, restored)

        assert names(restored) == ["Alpha"]


def test_a_killed_program_leaves_a_file_that_goes_when_the_next_stands(box, three, monkeypatch):
    one = three[0]
    organisation(one, "Alpha")
    with monkeypatch.context() as patched:
        patched.setattr(folder_memory, "keep", _killed(folder_memory.keep, at=2))
        with pytest.raises(KeyboardInterrupt):
            shared_folder.visit(one, box)
    assert len(files(box)) == 1

    left = settle(box, *three)

    assert len(left) == len(three)
    assert {tuple(names(laptop)) for laptop in three} == {("Alpha",)}


def test_a_folder_that_is_not_there_is_told_and_remembered(box, three):
    one = three[0]
    look(box, one)
    away = box.rename(box.with_name("unplugged"))

    with pytest.raises(UserError) as told:
        shared_folder.visit(one, box)
    assert told.value.code == "folder.unreadable"
    away.rename(box)
    organisation(one, "Alpha")
    settle(box, *three)
    assert names(three[2]) == ["Alpha"]
    assert [one.path for one in folder_memory.folders(one.state)] == [box]


def test_a_folder_that_was_forgotten_is_no_longer_known(box, three):
    one = three[0]
    look(box, one)

    assert folder_memory.forget(one.state, box)
    assert folder_memory.folders(one.state) == []
    assert not folder_memory.forget(one.state, Path("elsewhere"))


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"folders": [3]}', '{"folders": [{"path": 1}]}']
)
def test_a_memory_that_cannot_be_read_costs_nothing_but_another_look(box, three, content):
    organisation(three[0], "Alpha")
    settle(box, *three)
    (memory,) = three[0].state.folder.glob(f"{three[0].state.replica}.folders.json")
    memory.write_text(content)
    organisation(three[1], "Beta")

    left = settle(box, *three)

    assert names(three[0]) == ["Alpha", "Beta"]
    assert len(left) == len(three)


def test_a_change_and_a_document_are_written_once_however_long_a_reader_is_away(box, three):
    one, _two, _france = three
    settle(box, *three)
    uid = exchange(one, "HU", "FR")
    attach(one, uid)

    visits = [look(box, one)[0] for _ in range(3)]

    assert [visit.sent is not None for visit in visits] == [True, False, False]
    assert not shared_folder.glance(one, box).calls
    kept = folder_memory.folder(one.state, box)
    assert kept.brings
    assert len(kept.contents) == 1


def test_one_folder_under_two_names_is_one(box, three):
    one = three[0]
    organisation(one, "Alpha")
    (box.parent / "sub").mkdir()
    link = box.parent / "link"
    link.symlink_to(box, target_is_directory=True)
    ways = (box, box.parent / "sub" / ".." / box.name, link)

    sent = [shared_folder.visit(one, path).sent is not None for path in (*ways, *ways)]

    assert sent == [True, *[False] * 5]
    assert [known.path for known in folder_memory.folders(one.state)] == [box]


def test_a_folder_that_is_left_while_somebody_looks_into_it_stays_left(box, three, monkeypatch):
    one = three[0]
    organisation(one, "Alpha")
    receive = receiving.receive

    def left_meanwhile(*given, **more):
        folder_memory.forget(one.state, box)
        return receive(*given, **more)

    monkeypatch.setattr(receiving, "receive", left_meanwhile)
    shared_folder.visit(one, box)

    assert folder_memory.folders(one.state) == []


def test_a_file_that_another_program_holds_is_read_as_soon_as_it_can_be(box, three, monkeypatch):
    one, two, _france = three
    settle(box, *three)
    organisation(two, "Beta")
    look(box, two)
    held = folder_memory.folder(two.state, box).written
    inspect = receiving.inspect

    def refused(path, *given, **more):
        if path.name in held:
            raise UserError("bundle.unreadable", file=path.name)
        return inspect(path, *given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(receiving, "inspect", refused)
        visits = [look(box, one)[0] for _ in range(3)]
    assert [visit.unusable for visit in visits] == [(), held, held]

    look(box, one)

    assert names(one) == ["Beta"]


def test_what_was_not_read_since_the_folder_went_is_read_when_it_is_back(box, three, monkeypatch):
    one, _two, france = three
    settle(box, *three)
    organisation(france, "Gamma")
    look(box, france)
    (box / "0.recipe-changes").write_bytes(b"Dear all, " * 50)
    away = box.with_name("pulled out")
    inspect = receiving.inspect

    def pulled_out(path, *given, **more):
        try:
            return inspect(path, *given, **more)
        finally:
            if box.exists():
                box.rename(away)

    with monkeypatch.context() as patched:
        patched.setattr(receiving, "inspect", pulled_out)
        shared_folder.visit(one, box)
    assert not box.exists()
    away.rename(box)

    settle(box, one, france)

    assert names(one) == ["Gamma"]


def test_an_own_file_that_somebody_damaged_is_written_anew(box, three):
    one, _two, france = three
    settle(box, *three)
    organisation(one, "Alpha")
    (mine,) = (visit.sent.path for visit in look(box, one))
    mine.write_bytes(mine.read_bytes()[:100])

    left = settle(box, *three)

    assert names(france) == ["Alpha"]
    assert len(left) == len(three)
    assert mine.name not in left


def test_a_laptop_for_which_nothing_there_is_meant_hears_why(box, three, a_laptop):
    settle(box, *three)
    stranger = a_laptop("DE")
    for one in three:
        stranger.do(roster.admit, keys(stranger), card(one))

    visits = [look(box, stranger)[0] for _ in range(2)]

    assert [visit.is_unread for visit in visits] == [True, True]
    (told,) = look(box, three[0])
    assert len(told.unusable) == 1


def _killed(keep, *, at):
    """What ``keep`` is in a program that is killed the moment it comes to it for the n-th time."""
    calls = []

    def kept(*given):
        calls.append(given)
        if len(calls) == at:
            raise KeyboardInterrupt
        keep(*given)

    return kept
