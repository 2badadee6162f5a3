"""Opening stores: what is refused, and with which reason; nothing is harmed by trying."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, stores
from recipe_desktop.store import migrate
from recipe_desktop.store.engine import cipher_driver
from recipe_desktop.store.session import Store
from recipe_desktop.store.state import State


def test_a_store_is_encrypted_unless_somebody_wants_it_plain(a_laptop):
    hidden, plain = a_laptop(driver="encrypted"), a_laptop(driver="plain")

    for workspace in (hidden, plain):
        workspace.do(records.create, "organisations", {"name": "Rába Kft."})

    assert b"R\xc3\xa1ba" not in hidden.path.read_bytes()
    assert not hidden.path.read_bytes().startswith(b"SQLite")
    assert plain.path.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "store.empty"),
        (b"short", "store.no_store"),
        (b"\x07" * 4096, "store.no_store"),
        (b"SQLite format 3\x00" + b"\x07" * 4080, "store.damaged"),
    ],
)
def test_what_is_not_a_store_is_refused_with_its_reason(tmp_path, content, code):
    file = tmp_path / "x.recipe"
    file.write_bytes(content)

    with pytest.raises(UserError) as refusal:
        stores.open_store(file)

    assert refusal.value.code == code
    assert file.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path):
    file = tmp_path / "other.recipe"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE invoice (id INTEGER)")

    with pytest.raises(UserError, match=r"store\.not_ours"):
        stores.open_store(file)

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["invoice"]


def test_a_store_of_a_newer_program_is_refused(a_laptop):
    workspace = a_laptop()

    def pretend(session):
        session.connection().exec_driver_sql(
            "UPDATE alembic_version SET version_num = ?", ("9999",)
        )

    workspace.do(pretend)
    with pytest.raises(UserError, match=r"store\.too_new"):
        stores.open_store(workspace.path)
    workspace.do(
        lambda session: (
            session.connection().exec_driver_sql(
                "UPDATE alembic_version SET version_num = ?", (migrate.HEAD,)
            )
            and None
        )
    )


@pytest.mark.damages("alters the triggers of the store")
@pytest.mark.parametrize(
    "harm",
    [
        "DROP TRIGGER capture_organisation_update",
        "CREATE TRIGGER mine AFTER INSERT ON organisation BEGIN DELETE FROM person; END",
        "CREATE VIEW mine AS SELECT 1",
    ],
)
def test_a_store_with_other_triggers_or_views_is_not_written_to(a_laptop, tmp_path, harm):
    workspace = a_laptop()
    copy = tmp_path / "copy.recipe"
    stores.back_up(workspace, copy, plain=True)
    with closing(sqlite3.connect(copy, isolation_level=None)) as altered:
        altered.execute(harm)

    with pytest.raises(UserError, match=r"store\.altered"):
        stores.open_store(copy)


def test_a_migration_that_fails_leaves_the_store_as_it_was(a_laptop, tmp_path, monkeypatch):
    workspace = a_laptop()
    copy = tmp_path / "old.recipe"
    stores.back_up(workspace, copy, plain=True)
    with closing(sqlite3.connect(copy, isolation_level=None)) as old:
        old.execute("UPDATE alembic_version SET version_num = '0000'")

    def half(connection):
        connection.exec_driver_sql("DROP TABLE organisation")
        raise UserError("store.disk_full", file="old.recipe")

    monkeypatch.setattr(migrate, "_known_revisions", lambda: {"0000", migrate.HEAD})
    monkeypatch.setattr(migrate, "_run_alembic", half)
    with pytest.raises(UserError, match=r"store\.disk_full"):
        Store.open(copy)

    with closing(sqlite3.connect(copy, isolation_level=None)) as old:
        assert old.execute("SELECT count(*) FROM organisation").fetchone() == (0,)
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)
    assert [file.name for file in tmp_path.glob("old*")] == ["old.recipe"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are those of Unix")
def test_the_copy_before_an_upgrade_stays_until_the_next_one_is_whole(
    a_laptop, tmp_path, monkeypatch
):
    import resource

    copy = tmp_path / "old.recipe"
    stores.back_up(a_laptop(), copy, plain=True)
    with closing(sqlite3.connect(copy, isolation_level=None)) as old:
        old.execute("UPDATE alembic_version SET version_num = '0000'")
    former = tmp_path / "old.before-upgrade.recipe"
    former.write_bytes(b"the copy of an earlier upgrade")
    monkeypatch.setattr(migrate, "_known_revisions", lambda: {"0000", migrate.HEAD})
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, usual[1]))
    try:
        with pytest.raises(UserError, match=r"store\."):
            Store.open(copy)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)

    assert former.read_bytes() == b"the copy of an earlier upgrade"
    assert list(tmp_path.glob("*.part*")) == []


@pytest.mark.damages("writes over a page of the store")
@pytest.mark.parametrize("driver", ["encrypted"], indirect=True)
def test_a_damaged_page_of_a_known_store_is_called_damage(a_laptop):
    if cipher_driver() is None:
        pytest.skip("the encrypting driver is not installed")
    workspace = a_laptop()
    copy = workspace.path.with_name("damaged.recipe")
    shutil.copy(workspace.path, copy)
    content = bytearray(copy.read_bytes())
    content[100:200] = bytes(100)
    copy.write_bytes(content)

    with pytest.raises(UserError, match=r"store\.damaged"):
        stores.open_store(copy)


@pytest.mark.damages("the header of the copies")
@pytest.mark.parametrize("driver", ["plain"], indirect=True)
@pytest.mark.parametrize(
    "content", [b"\xff" * 4, b"garb", bytes(4)], ids=["high", "letters", "zero"]
)
def test_a_header_that_is_damaged_anywhere_ends_with_a_sentence(a_laptop, tmp_path, content):
    workspace = a_laptop()
    workspace.close()
    whole = workspace.path.read_bytes()
    ended = {}
    for at in range(16, 100, 4):
        copy = tmp_path / f"{at}.recipe"
        copy.write_bytes(whole[:at] + content + whole[at + 4 :])
        try:
            stores.open_store(copy).close()
        except UserError as error:
            ended[at] = error.code

    assert all(code.startswith("store.") for code in ended.values())
    assert (44 in ended) is any(content)


@pytest.mark.damages("one page of the copy")
@pytest.mark.parametrize("driver", ["encrypted"], indirect=True)
@pytest.mark.parametrize("table", ["search_fts_config", "search_fts_data", "op", "organisation"])
def test_one_damaged_page_wherever_it_is_is_called_damage(a_laptop, table):
    if cipher_driver() is None:
        pytest.skip("the encrypting driver is not installed")
    workspace = a_laptop()
    workspace.do(records.create, "organisations", {"name": "Rába Kft."})
    [page, size] = workspace.ask(partial(place_of, table=table))
    workspace.close()
    copy = workspace.path.with_name("damaged.recipe")
    content = bytearray(workspace.path.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    copy.write_bytes(content)

    with pytest.raises(UserError, match=r"store\.damaged"):
        use(copy)


def place_of(session, table):
    """The page at which a table begins, and how large pages are."""
    statement = "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = ?"
    found = session.connection().exec_driver_sql(statement, (table,))
    return [int(number) for number in found.one()]


def use(path):
    """Look for something in a store and write something."""
    with closing(stores.open_store(path)) as workspace:
        workspace.ask(records.order, "organisations", "raba")
        workspace.do(records.create, "organisations", {"name": "Duna Kft."})


def test_a_backup_is_the_same_store_on_another_file(a_laptop, tmp_path, driver):
    workspace = a_laptop(driver=driver)
    made = workspace.do(records.create, "organisations", {"name": "Rába Kft."})
    copy = tmp_path / "backup.recipe"

    stores.back_up(workspace, copy)
    restored = tmp_path / "restored.recipe"
    stores.restore(copy, restored)
    opened = stores.open_store(restored)

    assert opened.ask(records.show, "organisations", made.uid).fields["name"] == "Rába Kft."
    opened.close()


def test_a_store_that_is_written_to_while_it_is_opened_is_not_taken_for_a_copy(
    a_laptop, monkeypatch
):
    office = a_laptop(driver="encrypted")  # by the library that opens it below

    class Late(State):
        """Somebody writes just before it is loaded."""

        @classmethod
        def load(cls, *given, **named):
            office.do(records.create, "organisations", {"name": "Late Kft."})
            return State.load(*given, **named)

    monkeypatch.setattr(stores, "State", Late)
    for open_it in (stores.open_store, stores.open_to_read):
        again = open_it(office.path)
        assert again.here == office.here
        again.close()

    office.poll()  # nobody has put another file in its place
    assert office.ask(stores.problems) == []


def test_a_restored_backup_goes_on_as_a_new_incarnation(a_laptop, tmp_path):
    workspace = a_laptop()
    copy = tmp_path / "backup.recipe"
    stores.back_up(workspace, copy)
    workspace.do(records.create, "organisations", {"name": "After the backup"})

    opened = stores.open_store(copy)
    made = opened.do(records.create, "organisations", {"name": "After the restore"})

    assert opened.here.device_uid != workspace.here.device_uid
    assert opened.ask(stores.problems) == []
    assert (
        made.number.split("-")[1]
        != workspace.ask(records.listing, "organisations")[0].fields["number"].split("-")[1]
    )
    opened.close()


def test_nothing_is_made_where_a_store_stands_already(a_laptop):
    workspace = a_laptop()

    with pytest.raises(UserError, match=r"store\.exists"):
        stores.create(workspace.path, stores.Owner("HU", "Other"))
    with pytest.raises(UserError, match=r"store\.unknown_member"):
        stores.create(workspace.path.with_name("x.recipe"), stores.Owner("XX", "Other"))


@pytest.mark.parametrize("driver", ["encrypted"], indirect=True)
def test_a_copy_made_by_another_program_can_be_opened_whatever_this_one_writes_after(
    a_laptop, tmp_path
):
    window = a_laptop()
    command = stores.open_store(window.path)
    copy = tmp_path / "copy.recipe"
    stores.back_up(command, copy)
    command.close()

    window.do(records.create, "organisations", {"name": "Rába"})

    window.state.catch_up()
    assert window.state.copied_at
    stores.open_store(copy).close()


def test_a_copy_takes_the_place_of_an_older_one_only_when_it_is_whole(a_laptop, tmp_path):
    workspace = a_laptop()
    copy = tmp_path / "copy.recipe"
    stores.back_up(workspace, copy)
    before = copy.read_bytes()
    with pytest.raises(UserError, match=r"store\.exists"):
        stores.back_up(workspace, copy)
    workspace.do(records.create, "organisations", {"name": "Rába"})

    stores.back_up(workspace, copy, over=True)

    assert copy.read_bytes() != before
    assert [file.name for file in tmp_path.glob("copy*")] == ["copy.recipe"]


def test_a_copy_never_takes_the_place_of_the_store_that_is_open(a_laptop, tmp_path):
    workspace = a_laptop()
    link = tmp_path / "link.recipe"
    link.symlink_to(workspace.path)

    for target in (workspace.path, link):
        with pytest.raises(UserError, match=r"store\.exists"):
            stores.back_up(workspace, target, over=True)

    workspace.do(records.create, "organisations", {"name": "Rába"})
    again = stores.open_store(workspace.path)
    assert [line.fields["name"] for line in again.ask(records.listing, "organisations")] == ["Rába"]
    again.close()


def test_a_copy_never_takes_the_place_of_another_store(a_laptop, tmp_path):
    workspace, other = a_laptop(), a_laptop("FR")
    other.do(records.create, "organisations", {"name": "Rába"})
    other.close()
    before = other.path.read_bytes()

    with pytest.raises(UserError, match=r"store\.exists"):
        stores.back_up(workspace, other.path, over=True)

    assert other.path.read_bytes() == before
    letter = tmp_path / "letter.txt"
    letter.write_text("Whoever chose it has said that it may go")
    stores.back_up(workspace, letter, over=True)
    stores.open_store(letter).close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder where nobody may make files")
def test_a_copy_that_cannot_be_made_is_named_and_not_the_store(a_laptop):
    with pytest.raises(UserError, match=r"store\.cannot_open") as refused:
        stores.back_up(a_laptop(), Path("/proc/copy.recipe"))

    assert refused.value.details == {"file": "copy.recipe"}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder where nobody may make files")
def test_a_store_that_cannot_be_made_is_called_as_it_was_wanted():
    with pytest.raises(UserError, match=r"store\.cannot_open") as refused:
        stores.create(Path("/proc/office.recipe"), stores.Owner("HU", "Desk 1", "Zsófia Nagy"))

    assert refused.value.details == {"file": "office.recipe"}


def test_who_still_reads_when_the_store_is_closed_lets_go_of_it_afterwards(tmp_path, monkeypatch):
    connect, made = sqlite3.connect, []
    monkeypatch.setattr(
        sqlite3, "connect", lambda *args, **more: made.append(connect(*args, **more)) or made[-1]
    )
    store = Store.open(tmp_path / "office.recipe", driver=sqlite3)

    with store.read() as session:
        session.connection()
        store.close()
        assert session.connection().exec_driver_sql("SELECT count(*) FROM txn").scalar_one() == 0

    for connection in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


_OWN_MOUNTS = ("unshare", "--map-root-user", "--mount", "sh", "-euc")
_ON_READ_ONLY_DISK = """
mount -t tmpfs none "$1"
cp "$2" "$1"
mount -o remount,ro "$1"
run="$3 -m recipe_desktop"
$run --store "$1/${2##*/}" list organisations || true
$run init "$1/new.recipe" --member HU --device Desk --plain || true
$run --store "$2" backup "$1/copy.recipe" || true
"""


def _may_mount():
    try:
        tried = [*_OWN_MOUNTS, "mount -t tmpfs none /mnt"]
        return subprocess.run(tried, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not _may_mount(), reason="needs a disk of its own that can only be read")
@pytest.mark.parametrize("driver", ["plain"], indirect=True)
def test_on_a_disk_that_can_only_be_read_the_way_out_is_told(a_laptop, tmp_path):
    workspace, disk = a_laptop(), tmp_path / "disk"
    workspace.close()  # what it wrote is in its file, and not beside it
    disk.mkdir()

    ran = subprocess.run(
        [*_OWN_MOUNTS, _ON_READ_ONLY_DISK, "sh", str(disk), str(workspace.path), sys.executable],
        check=False,
        capture_output=True,
        text=True,
    )

    opened, made, copied = ran.stderr.splitlines()
    assert f"{workspace.path.name} is on a disk that can only be read." in opened
    assert "new.recipe cannot be made there, on a disk that can only be read." in made
    assert "copy.recipe cannot be made there, on a disk that can only be read." in copied
