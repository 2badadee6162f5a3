"""Stores that older programs wrote: opened with all that is in them, or left as they were."""

import gzip
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.name_order import sort_keys
from recipe_desktop.domain.names import after_elisions, fold_variants
from recipe_desktop.services import conflicts, records, stores
from recipe_desktop.store import contents, migrate, search
from recipe_desktop.store.contents import folder_of
from recipe_desktop.store.session import before_upgrade
from tests.conftest import MakeLaptop

ROOT = Path(__file__).resolve().parents[2]
STORES = {
    path.name.removesuffix(".recipe.gz"): path
    for path in sorted((ROOT / "tests" / "data" / "stores").glob("*.gz"))
}
PRESENT = [STORES.pop(revision) for revision in tuple(STORES) if revision == migrate.HEAD]
KILLED = """
import os, signal, sys
from pathlib import Path
from recipe_desktop.services import stores
from recipe_desktop.store import migrate
setattr(migrate, sys.argv[2], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
stores.open_store(Path(sys.argv[1]))
"""


def unpacked(store: Path, folder: Path) -> Path:
    """A store with its documents, as the program left it that wrote it."""
    path = folder / "office.recipe"
    path.write_bytes(gzip.decompress(store.read_bytes()))
    documents = folder_of(store.with_suffix(""))
    if documents.is_dir():
        shutil.copytree(documents, folder_of(path))
    return path


@pytest.fixture(params=STORES)
def old(request, tmp_path) -> Path:
    return unpacked(STORES[request.param], tmp_path)


@pytest.fixture
def oldest(tmp_path) -> Path:
    return unpacked(min(STORES.values()), tmp_path)


def revision(store: Path) -> str:
    with closing(sqlite3.connect(store)) as connection:
        [(said,)] = connection.execute("SELECT version_num FROM alembic_version")
    return str(said)


def assert_everything_is_there(path: Path) -> None:
    workspace = stores.open_store(path)
    try:
        assert workspace.ask(stores.problems) == []
        found = {
            kind: [row.fields for row in workspace.ask(records.listing, kind)]
            for kind in ("organisations", "people", "tasks", "milestones", "exchanges")
        }
        assert {kind: len(rows) for kind, rows in found.items()} == {
            "organisations": 6,
            "people": 1,
            "tasks": 31,
            "milestones": 12,
            "exchanges": 1,
        }
        assert "Őrségi Fűtéstechnika Kft." in {row["name"] for row in found["organisations"]}
        (asked,) = workspace.ask(conflicts.inbox)
        assert {rival.value for rival in asked.rivals} == {120, 130}
        for letter in workspace.ask(records.listing, "attachments"):
            sha256 = letter.fields["sha256"]
            with workspace._store.read() as session:
                assert contents.read(session.connection(), sha256) == b"%PDF-1.7 a life"
        workspace.do(records.create, "organisations", {"name": "Later Kft.", "country": "HU"})
        assert workspace.ask(stores.problems) == []
    finally:
        workspace.close()


def test_an_older_store_opens_with_everything_and_a_copy_lies_beside_it(old):
    before = revision(old)

    assert_everything_is_there(old)

    copy = before_upgrade(old)
    assert revision(copy) == before < revision(old) == migrate.HEAD
    assert_everything_is_there(copy)


def test_the_copy_of_an_earlier_upgrade_stays_as_somebody_went_on_with_it(old):
    former = before_upgrade(old)
    former.write_bytes(b"somebody went on working here")

    assert_everything_is_there(old)

    assert former.read_bytes() == b"somebody went on working here"
    copy = former.with_stem(f"{former.stem}-2")
    assert_everything_is_there(copy)


def test_the_copy_has_the_documents_under_its_own_name_and_keeps_them(old):
    stores.open_store(old).close()
    copy = before_upgrade(old)
    away = old.with_name("away")
    away.mkdir()
    for one in (old, folder_of(old)):
        if one.exists():
            one.rename(away / one.name)

    assert_everything_is_there(copy)


@pytest.mark.parametrize("present", PRESENT)
def test_a_store_of_the_present_schema_opens_as_it_is(present, tmp_path):
    store = unpacked(present, tmp_path)

    assert_everything_is_there(store)

    assert not before_upgrade(store).exists()


def test_what_newer_programs_wrote_is_shown_once_this_one_is_updated(oldest):
    newer, other, alfa, meeting = (f"{number:032x}" for number in (1, 2, 3, 4))
    taken_in(
        oldest,
        newer,
        [("organisation", alfa, "I", {"name": "Alfa", "country": "HU", "registered_in": "AT"})],
        [("event", meeting, "I", {"name": "Networking day"})],
    )
    taken_in(oldest, other, [("organisation", alfa, "U", {"registered_in": "DE"})])

    workspace = stores.open_store(oldest)

    assert workspace.ask(stores.problems) == []
    assert workspace.ask(records.show, "organisations", alfa).fields["registered_in"] == "DE"
    assert workspace.ask(records.show, "events", meeting).fields["name"] == "Networking day"
    asked = [one for one in workspace.ask(conflicts.inbox) if one.field == "registered_in"]
    assert [{rival.value for rival in one.rivals} for one in asked] == [{"AT", "DE"}]
    assert [row.uid for row in workspace.ask(records.listing, "events", "networking")] == [meeting]
    workspace.close()


def taken_in(path: Path, device: str, *transactions) -> None:
    """Keep what a newer program wrote, as the program of that day kept it: with nothing to show."""
    connection = sqlite3.connect(path)
    run = connection.execute
    run("UPDATE sync_now SET capture = 0")
    stream = run(
        "INSERT INTO stream (device, scope, known) VALUES (?, 'partnership', ?)",
        (device, len(transactions)),
    ).lastrowid
    for seq, operations in enumerate(transactions, 1):
        txn = run(
            "INSERT INTO txn (scope, stream, seq, clock, group_uid, schema_no) "
            "VALUES ('partnership', ?, ?, ?, ?, 9)",
            (stream, seq, int(device) * 10 + seq, f"{device[:-2]}{device[-1]}{seq}"),
        ).lastrowid
        for table, row, kind, body in operations:
            run(
                "INSERT INTO op (txn, tbl, row, kind, body) VALUES (?, ?, ?, ?, ?)",
                (txn, table, row, kind, json.dumps(body)),
            )
    if run("SELECT 1 FROM organisation WHERE uid = ?", (f"{3:032x}",)).fetchone() is None:
        run(
            "INSERT INTO organisation (uid, scope, name, country) "
            "VALUES (?, 'partnership', 'Alfa', 'HU')",
            (f"{3:032x}",),
        )
    run("UPDATE sync_now SET capture = 1")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("moment", ["copy", "_run_alembic", "renew_triggers", "verify"])
def test_an_upgrade_that_is_killed_at_any_moment_is_done_by_the_next_start(oldest, moment):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(oldest), moment],
        cwd=ROOT,
        env=dict(os.environ),
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    assert_everything_is_there(oldest)


def test_an_older_store_is_indexed_anew_since_earlier_programs_folded_names_otherwise(old):
    fold_otherwise(old)

    assert_everything_is_there(old)
    workspace = stores.open_store(old)
    [found] = workspace.ask(records.listing, "organisations", "futes")
    workspace.close()

    assert found.fields["name"] == "Őrségi Fűtéstechnika Kft."


@pytest.mark.parametrize("driver", ["plain"], indirect=True)  # its file is written into
def test_a_store_whose_index_another_edition_wrote_is_indexed_anew(a_laptop: MakeLaptop):
    workspace = a_laptop()
    workspace.do(records.create, "organisations", {"name": "Béta Kft.", "country": "HU"})
    workspace.close()
    fold_otherwise(workspace.path)

    again = stores.open_to_read(workspace.path)

    assert [row.fields["name"] for row in again.ask(records.listing, "organisations", "beta")] == [
        "Béta Kft."
    ]
    assert again.ask(stores.problems) == []
    again.close()


def test_names_are_folded_as_the_edition_of_the_index_says():
    """Who changes what the index holds raises ``EDITION``, or stores keep what was there before."""
    letters = [chr(code) for code in range(0x20, 0x600) if chr(code).isprintable()]
    unseen = [f"a{sign}b" for sign in "\u00ad\u200b\u200d\u2800\u3164"]
    names = [
        *letters,
        *unseen,
        *("".join(letters[at : at + 9]) for at in range(0, len(letters), 9)),
    ]
    articles = [f"{start}{sign}Été" for start in ("l", "Qu", "O") for sign in "'’`"]
    held = [
        [*fold_variants(name), *after_elisions(name), *sort_keys(name)]
        for name in (*names, *articles)
    ]
    searched = {table: (of.columns, of.title, of.owner) for table, of in search.SEARCHED.items()}

    made = hashlib.sha256(json.dumps([held, searched]).encode()).hexdigest()[:16]

    assert (search.EDITION, made) == (4, "86b863b75bdd026e")


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])  # as one that was opened once, and as a copy
@pytest.mark.parametrize("copied", [False, True])
def test_an_upgrade_whose_result_is_not_ours_leaves_everything_as_it_was(oldest, mode, copied):
    if copied:  # by an upgrade before
        before_upgrade(oldest).write_bytes(b"an older copy")
    connection = sqlite3.connect(oldest, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _ in (statements := triggers.fetchall()):
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("ALTER TABLE organisation DROP COLUMN website")
    for _, statement in statements:
        connection.execute(statement)
    connection.close()
    before = {file.name: file.read_bytes() for file in oldest.parent.glob("office*")}

    with pytest.raises(UserError, match=r"store\.damaged"):
        stores.open_store(oldest)

    assert {file.name: file.read_bytes() for file in oldest.parent.glob("office*")} == before


def fold_otherwise(path: Path) -> None:
    """Leave an index as an earlier edition of the program might have."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE search_doc SET words = 'otherwise', sort_root = 'otherwise'")
    connection.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
    [(number,)] = connection.execute("PRAGMA user_version")
    connection.execute(f"PRAGMA user_version = {number & ~0xFF | 1}")
    connection.commit()
    connection.close()
