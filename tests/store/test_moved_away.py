"""A store whose file is moved, deleted or replaced while a program works in it."""

import gzip
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, stores
from recipe_desktop.store import session

OLD = Path(__file__).parent.parent / "data" / "stores" / "0001.recipe.gz"


def names(workspace):
    return [one.fields["name"] for one in workspace.ask(records.listing, "organisations")]


def refused(workspace, name):
    with pytest.raises(UserError) as refusal:
        workspace.do(records.create, "organisations", {"name": name})
    return refusal.value.code


@pytest.fixture
def is_plain():
    return False


@pytest.fixture
def laptop(tmp_path, is_plain):
    folder = tmp_path / "office"
    folder.mkdir()
    owner = stores.Owner("HU", "Kecskemét 1")
    made = stores.create(folder / "office.recipe", owner, plain=is_plain)
    made.do(records.create, "organisations", {"name": "Before"})
    yield made
    made.close()


def opened(path):
    workspace = stores.open_store(path)
    try:
        assert not workspace.ask(stores.problems)
        return names(workspace)
    finally:
        workspace.close()


@pytest.mark.parametrize("is_same_store", [True, False])
def test_neither_the_work_nor_what_was_put_in_its_place_is_lost(laptop, tmp_path, is_same_store):
    other, copy = tmp_path / "other.recipe", tmp_path / "copy.recipe"
    if is_same_store:
        stores.back_up(laptop, other)
        laptop.do(records.create, "organisations", {"name": "Since"})
    else:
        stores.create(other, stores.Owner("FR", "Lyon")).close()
    put_there = other.read_bytes()
    other.replace(laptop.path)

    assert refused(laptop, "After") == "store.replaced"
    with pytest.raises(UserError, match=r"store\.replaced"):
        laptop.poll()
    stores.back_up(laptop, copy)
    saved = names(laptop)
    laptop.close()

    assert laptop.path.read_bytes() == put_there
    assert opened(laptop.path) == (["Before"] if is_same_store else [])
    assert opened(copy) == saved
    assert "After" not in saved


def copied(source, target):
    """By another program: who closes a file here drops the locks that SQLite holds on it."""
    copy = "import shutil, sys; shutil.copyfile(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", copy, source, target], check=True)
    return target.read_bytes()


@pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "encrypted"])
@pytest.mark.parametrize("is_held", [True, False])
@pytest.mark.parametrize("is_same_store", [True, False])
def test_what_is_copied_over_an_open_store_is_told_and_stays_as_it_is(
    laptop, tmp_path, is_same_store, is_held, is_plain
):
    other = tmp_path / "other.recipe"
    if is_held:
        laptop.hold()
    if is_same_store:
        stores.back_up(laptop, other, plain=is_plain)
        laptop.do(records.create, "organisations", {"name": "Since"})
    else:
        stores.create(other, stores.Owner("FR", "Lyon"), plain=is_plain).close()
    put_there = copied(other, laptop.path)

    assert refused(laptop, "After") == "store.overwritten"
    with pytest.raises(UserError, match=r"store\.overwritten"):
        laptop.poll()
    laptop.close()

    assert laptop.path.read_bytes() == put_there
    assert opened(laptop.path) == (["Before"] if is_same_store else [])


@pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "encrypted"])
@pytest.mark.parametrize("is_reopened", [True, False])
def test_an_older_copy_of_the_file_itself_put_over_it_is_told(laptop, tmp_path, is_reopened):
    path, other = laptop.path, tmp_path / "other.recipe"
    laptop.close()
    office = stores.open_store(path)
    copied(path, other)
    for number in range(120):  # until SQLite takes it from the log into the file
        office.do(records.create, "organisations", {"name": f"{number}", "notes": "x" * 20_000})
    if is_reopened:
        office.close()
        office = stores.open_store(path)
    put_there = copied(other, path)

    assert refused(office, "After") == "store.overwritten"
    office.close()

    assert path.read_bytes() == put_there
    assert opened(path) == ["Before"]


@pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "encrypted"])
def test_a_program_that_was_killed_while_it_emptied_the_log_is_no_reason_to_give_up(
    laptop, tmp_path
):
    path, done = laptop.path, tmp_path / "done.recipe"
    laptop.close()
    office = stores.open_store(path)
    for number in range(60):  # pages that the file does not have yet
        office.do(records.create, "organisations", {"name": f"{number}", "notes": "x" * 9_000})
    for ending in ("", "-wal"):
        copied(Path(f"{path}{ending}"), Path(f"{done}{ending}"))
    stores.open_store(done).close()
    # The first page has come into the file, and none of the others.
    first = "import sys; page = open(sys.argv[1], 'rb').read(4096); open(sys.argv[2], 'r+b').write(page)"
    before = path.stat().st_size
    subprocess.run([sys.executable, "-c", first, done, path], check=True)
    assert done.stat().st_size > path.stat().st_size == before

    office.poll()
    office.do(records.create, "organisations", {"name": "After"})
    office.close()

    assert len(opened(path)) == 62


def test_the_copy_from_before_an_upgrade_put_over_the_store_is_told(tmp_path):
    path = tmp_path / "office.recipe"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    office = stores.open_store(path)
    put_there = copied(session.before_upgrade(path), path)

    assert refused(office, "After") == "store.overwritten"
    office.close()

    assert path.read_bytes() == put_there


@pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "encrypted"])
@pytest.mark.parametrize("edits", [0, 2])
def test_a_copy_in_which_somebody_went_on_put_over_the_file_is_told(laptop, tmp_path, edits):
    path, other = laptop.path, tmp_path / "other.recipe"
    laptop.close()
    copied(path, other)
    there = stores.open_store(other)
    for number in range(3):
        there.do(records.create, "organisations", {"name": f"There {number}"})
    there.close()
    office = stores.open_store(path)
    for number in range(edits):
        office.do(records.create, "organisations", {"name": f"Here {number}"})
    put_there = copied(other, path)

    with pytest.raises(UserError, match=r"store\.overwritten"):
        office.poll()
    office.close()

    assert path.read_bytes() == put_there


@pytest.mark.parametrize("is_plain", [True])
def test_what_is_ahead_of_ones_own_log_is_another_file(laptop, tmp_path):
    path, other = laptop.path, tmp_path / "other.recipe"
    laptop.close()
    copied(path, other)
    with closing(sqlite3.connect(other)) as file:
        [(number,)] = file.execute("PRAGMA user_version")
        file.execute(f"PRAGMA user_version = {number + (9 << 8)}")
    office = stores.open_store(path)
    for name in ("One", "Two"):
        office.do(records.create, "organisations", {"name": name})
    put_there = copied(other, path)

    with pytest.raises(UserError, match=r"store\.overwritten"):
        office.poll()
    office.close()

    assert path.read_bytes() == put_there
    assert opened(path) == ["Before"]


def test_a_copy_that_is_opened_elsewhere_goes_on_as_another_file(laptop, tmp_path):
    path, other = laptop.path, tmp_path / "other.recipe"
    laptop.close()
    office = stores.open_store(path)
    copied(path, other)
    office.do(records.create, "organisations", {"name": "Since"})
    there = stores.open_store(other)
    for name in ("There", "And more"):
        there.do(records.create, "organisations", {"name": name})
    there.close()
    copied(other, path)

    assert refused(office, "After") == "store.overwritten"
    office.close()


@pytest.mark.damages("deletes the store")
def test_a_file_that_is_deleted_is_told_and_all_of_it_can_still_be_saved(laptop, tmp_path):
    copy = tmp_path / "copy.recipe"
    for path in laptop.path.parent.glob(f"{laptop.path.name}*"):
        if path.is_file():
            path.unlink()

    assert refused(laptop, "After") == "store.gone"
    stores.back_up(laptop, copy)
    laptop.close()

    assert opened(copy) == ["Before"]
    assert not laptop.path.exists()


def test_a_file_that_is_renamed_takes_all_of_its_work_with_it(laptop):
    moved = laptop.path.with_name("moved.recipe")
    laptop.path.rename(moved)

    assert refused(laptop, "After") == "store.gone"
    laptop.close()

    assert opened(moved) == ["Before"]


def test_a_file_that_comes_back_is_written_again(laptop):
    away = laptop.path.with_name("away.recipe")
    laptop.path.rename(away)
    assert refused(laptop, "Between") == "store.gone"
    away.rename(laptop.path)

    laptop.do(records.create, "organisations", {"name": "After"})

    assert sorted(names(laptop)) == ["After", "Before"]
