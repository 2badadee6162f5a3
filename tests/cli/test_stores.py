"""The store as a whole on the command line: made, opened beside other programs, refused."""

import errno
import os
import sqlite3
from contextlib import closing

import pytest

from recipe_desktop.services import stores
from tests.another_program import holding_the_lock
from tests.cli.conftest import meet

OURS = int.from_bytes(b"RCPE")


def test_a_store_is_encrypted_unless_somebody_wants_it_plain(new_laptop):
    fresh = new_laptop(init=False)
    answer = fresh.ask("init", fresh.store, "--member", "de", "--device", "Büro")

    assert answer["encrypted"]
    assert answer["member"] == "DE"
    assert not fresh.store.read_bytes().startswith(b"SQLite format 3")
    assert fresh.ask("doctor")["ok"]


def test_a_plain_copy_that_does_not_say_whose_it_is_is_opened_and_says_it_from_then_on(laptop):
    laptop.new("organisations", name="Alfa")
    copy = laptop.file("copy.recipe")
    laptop.ask("backup", copy)
    altered(copy, "PRAGMA application_id = 0")  # as earlier versions wrote plain backups

    rows = laptop.ask("list", "organisations", "--store", copy)["rows"]

    assert [row["name"] for row in rows] == ["Alfa"]
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (OURS,)
    assert laptop.ask("doctor", "--store", copy)["ok"]


def test_a_file_that_says_it_is_another_programs_is_left_alone(laptop):
    copy = laptop.file("copy.recipe")
    laptop.ask("backup", copy)
    altered(copy, "PRAGMA application_id = 7")
    before = copy.read_bytes()

    assert laptop.refusal("list", "organisations", "--store", copy) == "store.not_ours"
    assert copy.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--member", "XX", "--device", "Desk"], "store.unknown_member"),
        (["--member", "HU", "--device", " "], "store.no_device_name"),
    ],
)
def test_a_store_that_makes_no_sense_is_not_made(new_laptop, options, code):
    fresh = new_laptop(init=False)

    assert fresh.refusal("init", fresh.store, *options) == code
    assert not fresh.store.exists()


def test_nothing_is_made_in_the_place_of_something(laptop):
    before = laptop.store.read_bytes()

    assert laptop.refusal("init", laptop.store, "--member", "HU", "--device", "D") == "store.exists"
    assert laptop.refusal("backup", laptop.store) == "store.exists"
    laptop.ask("backup", laptop.file("copy.recipe"))
    assert laptop.refusal("restore", laptop.file("copy.recipe")) == "store.exists"
    assert laptop.store.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "store.empty"),
        (b"no store at all, but long enough", "store.no_store"),
        (bytes(8192), "store.no_store"),
        (bytes(range(256)) * 32, "store.no_key"),
        (b"SQLite format 3\0 and then nothing of the kind", "store.damaged"),
    ],
)
def test_what_is_no_store_is_refused_and_left_as_it_is(laptop, content, code):
    other = laptop.file("other.recipe")
    other.write_bytes(content)

    assert laptop.refusal("list", "organisations", "--store", other) == code
    assert other.read_bytes() == content


def test_a_store_that_is_not_there(laptop):
    assert laptop.refusal("doctor", "--store", laptop.file("gone.recipe")) == "store.missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_folder_a_pipe_and_a_link_to_nowhere_are_no_stores(laptop):
    pipe, link = laptop.file("pipe.recipe"), laptop.file("link.recipe")
    os.mkfifo(pipe)
    link.symlink_to("gone.recipe")

    for path, code in (
        (laptop.folder, "file.is_folder"),
        (pipe, "file.no_file"),
        (link, "store.missing"),
    ):
        assert laptop.refusal("doctor", "--store", path) == code
        assert laptop.refusal("restore", path, "--store", laptop.file("new.recipe")) == code
    made = laptop.refusal("init", link, "--member", "HU", "--device", "Desk")
    assert made == "store.exists"
    assert link.is_symlink()


def test_damage_is_found_and_ends_with_one(new_laptop):
    laptop = new_laptop()
    uid = laptop.new("organisations", name="Alfa")
    raw = sqlite3.connect(laptop.store)
    raw.execute("UPDATE sync_now SET capture = 0")
    raw.execute("UPDATE organisation SET name = 'Altered'")
    raw.execute("UPDATE sync_now SET capture = 1")
    raw.commit()

    answer = laptop.ask("doctor", code=1)

    assert not answer["ok"]
    assert answer["problems"]
    raw.execute("UPDATE sync_now SET capture = 0")
    raw.execute("UPDATE organisation SET name = 'Alfa' WHERE uid = ?", (uid,))
    raw.execute("UPDATE sync_now SET capture = 1")
    raw.commit()
    raw.close()


def altered(store, sql):
    raw = sqlite3.connect(store)
    raw.execute(sql)
    raw.commit()
    raw.close()


@pytest.mark.damages("alters the store as other programs might")
@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "store.too_new"),
        ("UPDATE alembic_version SET version_num = '0001'", "store.altered"),
        ("UPDATE alembic_version SET version_num = '0000'", "store.damaged"),
        ("UPDATE alembic_version SET version_num = 'abc'", "store.damaged"),
        ("DELETE FROM alembic_version", "store.damaged"),
        ("INSERT INTO alembic_version VALUES ('0001')", "store.damaged"),
        ("DROP TABLE alembic_version", "store.damaged"),
        ("DROP TABLE txn", "store.damaged"),
        ("DROP TABLE replica", "store.damaged"),
        ("DELETE FROM replica", "store.damaged"),
        ("ALTER TABLE conflict RENAME COLUMN heads TO tails", "store.damaged"),
        ("DROP TRIGGER capture_person_insert", "store.altered"),
        ("CREATE TRIGGER spy AFTER INSERT ON person BEGIN SELECT 1; END", "store.altered"),
    ],
)
def test_a_store_that_another_program_had_its_hands_on(laptop, sql, code):
    copy = laptop.file("copy.recipe")
    laptop.ask("backup", copy)
    altered(copy, sql)

    ran = laptop.run("list", "organisations", "--store", copy)

    assert laptop.refusal("new", "organisations", "name=Alfa", "--store", copy) == code
    assert laptop.refusal("list", "organisations", "--store", copy) == code
    assert "copy.recipe" in ran.err


def test_a_store_that_was_set_back_by_hand_stays_as_it_was_set_back(laptop):
    laptop.ask("new", "organisations", "name=Alfa")
    copy = laptop.file("copy.recipe")
    laptop.ask("backup", copy)
    altered(copy, "UPDATE alembic_version SET version_num = '0001'")
    before = content(copy)

    assert laptop.refusal("list", "organisations", "--store", copy) == "store.altered"
    assert content(copy) == before


def content(store):
    raw = sqlite3.connect(store)
    said = list(raw.iterdump())
    raw.close()
    return said


def test_the_database_of_another_program_is_left_alone(laptop):
    other = laptop.file("other.db")
    altered(other, "CREATE TABLE firms (name)")
    altered(other, "CREATE TABLE alembic_version AS SELECT '0001' AS version_num")
    before = other.read_bytes()

    assert laptop.refusal("list", "organisations", "--store", other) == "store.not_ours"
    assert other.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [("sync", "send"), ("sync", "identity"), ("report", "directory"), ("export", "organisations")],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["other.recipe", "plain.csv", "hidden.csv"])
def test_nothing_is_written_in_the_place_of_a_store(new_laptop, command, name):
    laptop, colleague = new_laptop(), new_laptop("FR")
    meet(laptop, colleague)
    store = laptop.folder / name
    options = ["--plain"] if name == "plain.csv" else []
    laptop.ask("init", store, "--member", "HU", "--device", "Stick", *options)
    before = store.read_bytes()

    code = laptop.refusal(*command, store, "--store", laptop.store)

    assert code in {"file.is_store", "table.unknown_suffix"}
    assert store.read_bytes() == before


def test_an_encrypted_store_needs_its_key(new_laptop):
    here, elsewhere = new_laptop(init=False), new_laptop(init=False)
    here.ask("init", here.store, "--member", "HU", "--device", "Desk")

    assert elsewhere.refusal("list", "people", "--store", here.store) == "store.no_key"


def test_an_encrypted_store_that_is_cut_off_is_damaged(new_laptop):
    fresh = new_laptop(init=False)
    fresh.ask("init", fresh.store, "--member", "HU", "--device", "Desk")
    whole = fresh.store.read_bytes()
    fresh.store.write_bytes(whole[:5000])

    assert fresh.refusal("doctor") == "store.damaged"

    fresh.store.write_bytes(whole)
    assert fresh.ask("doctor")["ok"]


def test_a_disk_that_is_full_where_the_keys_are_kept_is_called_full(new_laptop, monkeypatch):
    office = new_laptop(init=False)

    def full():
        raise OSError(errno.ENOSPC, "No space left on device", "state")

    monkeypatch.setattr(stores, "state_dir", full)

    code = office.refusal("init", office.store, "--member", "HU", "--device", "Desk 1")

    assert code == "store.disk_full"
    assert not office.store.exists()


def test_where_keys_cannot_be_kept_no_store_is_made(new_laptop):
    fresh = new_laptop(init=False)
    fresh.file("state", "a file where the folder should be")

    code = fresh.refusal("init", fresh.store, "--member", "HU", "--device", "Desk")

    assert code == "state.not_writable"
    assert not fresh.store.exists()


def test_a_store_takes_its_name_when_it_is_whole(new_laptop, monkeypatch):
    fresh, seen = new_laptop(init=False), []
    apply = stores.seed.apply

    def looks(connection):
        seen.append(fresh.store.exists())
        return apply(connection)

    monkeypatch.setattr(stores.seed, "apply", looks)
    fresh.ask("init", fresh.store, "--member", "HU", "--device", "Desk")

    assert seen[0] is False
    assert [f.name for f in fresh.folder.glob("office*")] == [fresh.store.name]
    assert fresh.ask("doctor")["ok"]


def test_while_another_program_writes_one_can_read_but_not_write(laptop, impatient):
    uid = laptop.new("organisations", name="Alfa")
    table, paper = laptop.file("out.csv"), laptop.file("out.pdf")
    laptop.ask("sync", "identity", laptop.file("card.recipe-card"))  # makes the key once
    window = holding_the_lock(laptop.store)
    kept = {file.name: file.read_bytes() for file in (laptop.folder / "state").rglob("*.json")}

    assert [r["name"] for r in laptop.ask("list", "organisations")["rows"]] == ["Alfa"]
    assert laptop.show("organisations", uid)["name"] == "Alfa"
    for command in (
        ("check",),
        ("export", "organisations", table),
        ("sync", "status"),
        ("sync", "conflicts"),
        ("share", "list"),
        ("report", "directory", paper),
    ):
        laptop.ask(*command)
    assert laptop.ask("doctor") == {"ok": True, "problems": []}
    assert laptop.refusal("set", "organisations", uid, "city=Pécs") == "store.busy"

    window.communicate("")
    assert laptop.show("organisations", uid)["city"] == ""
    after = {file.name: file.read_bytes() for file in (laptop.folder / "state").rglob("*.json")}
    assert after == kept


def test_while_another_program_writes_a_list_is_looked_at_and_a_copy_made(laptop, impatient):
    event = laptop.new("events", name="Suppliers' day", starts_on="2026-11-23")
    laptop.new("registrations", event=event, given_name="Anna", family_name="Kovács")
    firms = laptop.file("firms.csv", "Name;Country\nRába;HU\n")
    people = laptop.file("people.csv", "Given name;Family name\nRui;Alves\n")
    plan = laptop.file("plan.csv", "Name;Duration\nDraft;3\nReview;2\n")
    copy, paper = laptop.file("copy.recipe"), laptop.file("list.pdf")
    window = holding_the_lock(laptop.store)

    for command, rows in (
        (("organisations", firms), 1),
        (("registrations", people, "--event", event), 1),
        (("roadmap", plan), 2),
    ):
        assert laptop.ask("import", *command, "--dry-run")["new"] == rows
    laptop.ask("backup", copy)
    laptop.ask("report", "badges", event, paper)
    paper.unlink()
    assert laptop.refusal("report", "signed-list", event, paper) == "report.list_busy"
    assert not paper.exists()
    assert laptop.ask("report", "signed-list", event, paper, "--draft")["people"] == 1

    window.communicate("")
    assert laptop.ask("doctor", "--store", copy)["ok"]
    assert laptop.ask("list", "organisations")["rows"] == []


def test_while_another_program_writes_one_learns_what_files_would_bring(new_laptop, impatient):
    hu, fr = new_laptop("HU"), new_laptop("FR")
    meet(hu, fr)
    uid = hu.new("organisations", name="Rába")
    file = hu.file("news.recipe-changes")
    hu.ask("sync", "send", file)
    before = content(fr.store)
    window = holding_the_lock(fr.store)

    rehearsed = fr.ask("sync", "receive", file, "--dry-run")

    assert rehearsed["operations"] == 1
    assert fr.refusal("sync", "receive", file) == "store.busy"
    window.communicate("")
    assert content(fr.store) == before
    assert fr.ask("sync", "receive", file) == rehearsed
    assert fr.show("organisations", uid)["name"] == "Rába"
