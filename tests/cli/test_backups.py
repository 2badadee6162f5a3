"""Copies of a store on the command line: made, and put in its place."""

import errno
import shutil
import sqlite3
from pathlib import Path

import pytest

from recipe_desktop.services import stores
from recipe_desktop.store import state


def test_a_plain_backup_opens_in_any_sqlite_tool(new_laptop):
    fresh = new_laptop(init=False)
    fresh.ask("init", fresh.store, "--member", "HU", "--device", "Desk")
    fresh.new("organisations", name="Alfa")

    fresh.ask("backup", fresh.file("copy.db"), "--plain")

    copy = sqlite3.connect(fresh.file("copy.db"))
    assert copy.execute("SELECT name FROM organisation").fetchall() == [("Alfa",)]
    assert copy.execute("PRAGMA application_id").fetchall() == [(int.from_bytes(b"RCPE"),)]
    copy.close()


@pytest.mark.parametrize("plain", [[], ["--plain"]])
@pytest.mark.parametrize("of_plain", [[], ["--plain"]])
def test_a_backup_says_whether_it_is_encrypted(new_laptop, plain, of_plain):
    fresh = new_laptop(init=False)
    fresh.ask("init", fresh.store, "--member", "HU", "--device", "Desk", *of_plain)

    answer = fresh.ask("backup", fresh.file("copy.recipe"), *plain)

    begins = fresh.file("copy.recipe").read_bytes()
    assert answer["encrypted"] == (not begins.startswith(b"SQLite format 3"))
    assert answer["encrypted"] == (not (plain or of_plain))


def test_a_backup_is_restored_and_goes_on(laptop):
    laptop.new("organisations", name="Alfa")
    laptop.ask("backup", laptop.file("copy.recipe"))
    laptop.new("organisations", name="Beta")
    restored = laptop.file("restored.recipe")

    laptop.ask("restore", laptop.file("copy.recipe"), "--store", restored)
    laptop.new("organisations", name="Gamma")

    names = [row["name"] for row in laptop.ask("list", "organisations")["rows"]]
    assert names == ["Alfa", "Gamma"]
    assert laptop.ask("doctor")["ok"]


def test_what_a_crash_left_of_another_store_is_not_taken_for_the_restored_ones(laptop):
    laptop.new("organisations", name="Alfa")
    copy, again = laptop.file("copy.recipe"), laptop.file("again.recipe")
    laptop.ask("backup", copy)
    killed = shutil.copy(copy, laptop.file("killed.recipe"))
    raw = sqlite3.connect(killed)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("UPDATE sync_now SET capture = 0")
    raw.execute("UPDATE organisation SET name = 'Omega'")
    raw.commit()
    for path in (again, laptop.file("new.recipe"), laptop.file("second.recipe")):
        shutil.copy(f"{killed}-wal", f"{path}-wal")
    raw.close()
    killed.unlink()  # unsound as it is

    laptop.ask("restore", copy, "--store", again)
    laptop.ask("init", laptop.file("new.recipe"), "--member", "HU", "--device", "D", "--plain")
    laptop.ask("backup", laptop.file("second.recipe"), "--store", laptop.store)

    for path in (again, laptop.file("second.recipe")):
        [row] = laptop.ask("list", "organisations", "--store", path)["rows"]
        assert row["name"] == "Alfa"
    assert laptop.ask("list", "organisations", "--store", laptop.file("new.recipe"))["rows"] == []
    for name in ("again", "new", "second"):
        assert laptop.ask("doctor", "--store", laptop.file(f"{name}.recipe"))["ok"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder where nobody may make files")
def test_a_place_where_nothing_can_be_written_is_named_and_not_the_backup(laptop):
    laptop.ask("backup", laptop.file("copy.recipe"))
    there = ("restore", laptop.file("copy.recipe"), "--store", "/proc/again.recipe")

    error = laptop.ask(*there, code=1)["error"]

    assert (error["code"], error["details"]["name"]) == ("file.not_writable", "again.recipe")


def test_a_backup_into_a_folder_that_is_not_there_is_refused(laptop):
    assert laptop.refusal("backup", laptop.folder / "usb" / "copy.recipe") == "store.no_folder"


def test_a_backup_that_is_refused_touches_nothing_that_lies_beside_it(laptop):
    bundle = laptop.file("again.recipe-changes", "what a colleague sent")
    junk = laptop.file("junk.recipe", "no store at all, but long enough")

    error = laptop.ask("restore", junk, "--store", laptop.file("again.recipe"), code=1)["error"]

    assert error["details"]["file"] == "junk.recipe"
    assert bundle.read_text("utf-8") == "what a colleague sent"
    assert sorted(f.name for f in laptop.folder.glob("again*")) == [bundle.name]


def test_a_restored_store_takes_its_name_when_it_was_found_sound(laptop, monkeypatch):
    target, seen = laptop.file("again.recipe"), []
    laptop.ask("backup", laptop.file("copy.recipe"))
    examine = stores.problems

    def looks(session):
        seen.append(target.exists())
        return examine(session)

    monkeypatch.setattr(stores, "problems", looks)
    laptop.ask("restore", laptop.file("copy.recipe"), "--store", target)

    assert seen == [False]
    assert [f.name for f in laptop.folder.glob("again*")] == ["again.recipe"]


def test_what_a_killed_restore_left_is_taken_away_by_the_next_one(laptop):
    laptop.new("organisations", name="Alfa")
    laptop.ask("backup", laptop.file("copy.recipe"))
    for ending in ("", "-wal", "-shm"):
        laptop.file(f"again.recipe.0123abcd.part{ending}", "half of it")

    laptop.ask("restore", laptop.file("copy.recipe"), "--store", laptop.file("again.recipe"))

    assert [f.name for f in laptop.folder.glob("again*")] == ["again.recipe"]
    [row] = laptop.ask("list", "organisations", "--store", laptop.file("again.recipe"))["rows"]
    assert row["name"] == "Alfa"


def test_a_disk_that_fills_up_while_a_backup_is_copied(laptop, monkeypatch):
    laptop.ask("backup", laptop.file("copy.recipe"))

    def copy(_source, target):
        Path(target).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", copy)
    target = laptop.file("again.recipe")

    assert laptop.refusal("restore", laptop.file("copy.recipe"), "--store", target) == (
        "store.disk_full"
    )
    assert list(laptop.folder.glob("again*")) == []


def test_a_copy_is_whole_or_not_there_when_nothing_can_be_noted_beside_it(new_laptop, monkeypatch):
    def full(_path, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    office = new_laptop(init=False)
    office.ask("init", office.store, "--member", "HU", "--device", "Desk 1")
    office.new("organisations", name="Alfa")
    known = state.State.remember
    with monkeypatch.context() as at_a_full_disk:
        at_a_full_disk.setattr(state, "write_whole", full)
        office.ask("backup", office.file("copy.recipe"))  # its key is known from the store
        at_a_full_disk.setattr(state.State, "remember", lambda kept, salt: known(kept, salt[::-1]))
        assert office.refusal("backup", office.file("other.recipe")) == "store.disk_full"

    assert list(office.folder.glob("other*")) == []
    assert office.ask("doctor", "--store", office.file("copy.recipe"))["ok"]


def test_a_reading_command_still_goes_on_as_another_laptop_in_a_copied_store(laptop):
    laptop.new("organisations", name="Alfa")
    copy = laptop.folder / "copy.recipe"
    laptop.ask("backup", copy)
    laptop.ask("set", "organisations", laptop.new("organisations", name="Beta"), "city=Pécs")

    assert len(laptop.ask("list", "organisations", "--store", copy)["rows"]) == 1
    assert laptop.ask("doctor", "--store", copy)["ok"]
