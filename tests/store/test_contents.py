"""Contents of attachments lie beside the store: whole, found again by their hash, or named as lacking."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import attachments, history, records, shares, stores
from recipe_desktop.store import contents

ROOT = Path(__file__).resolve().parents[2]
LETTER = b"%PDF-1.7 why we travel " * 400
KILLED = """
import os, signal, sys
from pathlib import Path
from recipe_desktop.services import attachments, shares, stores
setattr(shares, "settle", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
workspace = stores.open_store(Path(sys.argv[1]))
given = attachments.ContentSource("cv.pdf", sys.stdin.buffer.read())
workspace.do(attachments.add, "exchanges", sys.argv[2], given)
"""


def an_exchange(workspace, **values):
    firm = workspace.do(records.create, "organisations", {"name": "Akku Kft."}).uid
    return workspace.do(records.create, "exchanges", {"visitor": firm, **values}).uid


def attach(workspace, exchange, name="cv.pdf", content=LETTER):
    given = attachments.ContentSource(name, content)
    return workspace.do(attachments.add, "exchanges", exchange, given)


def reopened(workspace):
    workspace.close()
    return stores.open_store(workspace.path)


def files(workspace):
    folder = contents.folder_of(workspace.path)
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_content_is_one_file_that_only_the_store_can_read(a_laptop, driver):
    workspace = a_laptop(driver=driver)
    exchange = an_exchange(workspace)

    made = attach(workspace, exchange)
    attach(workspace, exchange, "the same.pdf")

    [file] = files(workspace)
    assert (LETTER in file.read_bytes()) == (driver == "plain")
    assert made.sha256 not in file.name
    assert workspace.ask(attachments.content, made.uid) == LETTER
    names = [one.name for one in workspace.ask(attachments.of_record, "exchanges", exchange)]
    assert names == ["cv.pdf", "the same.pdf"]


def test_a_document_taken_away_comes_back_by_name(workspace):
    exchange = an_exchange(workspace)
    made = attach(workspace, exchange)

    workspace.do(attachments.remove, made.uid)
    gone = workspace.ask(attachments.of_record, "exchanges", exchange)
    steps = workspace.ask(history.steps)
    workspace.do(history.undo)

    assert gone == []
    assert steps.undo == "attachments.remove"
    assert workspace.ask(attachments.of_record, "exchanges", exchange) == [made]
    assert workspace.ask(attachments.content, made.uid) == LETTER


def test_a_content_stays_for_as_long_as_undo_or_redo_reaches_its_deletion(a_laptop):
    workspace = a_laptop()
    exchange = an_exchange(workspace)
    attach(workspace, exchange, "kept.txt", b"redo")
    workspace.do(history.undo)

    workspace = reopened(workspace)
    assert len(files(workspace)) == 1
    workspace.do(history.redo)
    [back] = workspace.ask(attachments.of_record, "exchanges", exchange)
    assert workspace.ask(attachments.content, back.uid) == b"redo"
    workspace.do(history.undo)
    removed = attach(workspace, exchange)  # what is new ends the redo
    workspace.do(attachments.remove, removed.uid)

    workspace = reopened(workspace)
    assert len(files(workspace)) == 1
    workspace.do(history.undo)
    assert workspace.ask(attachments.content, removed.uid) == LETTER
    workspace.close()


def test_opening_drops_what_this_laptop_wrote_and_nothing_names(a_laptop):
    workspace = a_laptop()
    folder = contents.folder_of(workspace.path)
    made = attach(workspace, an_exchange(workspace))
    stray, half, older, foreign = (
        folder / name for name in ("0" * 32, f".{'1' * 32}-x.part", "2" * 32, "notes.txt")
    )
    for file in (stray, half, older, foreign):
        file.write_bytes(b"")
    os.utime(older, (1, 1))

    workspace = reopened(workspace)

    assert not stray.exists()
    assert not half.exists()
    assert older.exists(), "of a store that lay here before"
    assert foreign.exists()
    assert workspace.ask(attachments.content, made.uid) == LETTER
    workspace.close()


def test_documents_go_where_the_file_goes(workspace):
    exchange = an_exchange(workspace)
    attach(workspace, exchange)

    share = workspace.do(shares.begin, "exchanges", exchange, ["HU", "FR"])
    [shared] = workspace.ask(attachments.of_record, "exchanges", exchange)
    scope = workspace.ask(records.scope_of, "attachments", shared.uid)
    workspace.do(shares.end, share.uid)
    [own] = workspace.ask(attachments.of_record, "exchanges", exchange)

    assert scope == share.scope
    assert workspace.ask(records.scope_of, "attachments", own.uid) == "cluster:HU"
    assert workspace.ask(attachments.content, own.uid) == LETTER
    assert len(files(workspace)) == 1


def test_the_first_document_begins_the_share_of_those_involved(workspace):
    codes = {r.fields["code"]: r.uid for r in workspace.ask(records.listing, "members")}
    partners = {"visitor_member": codes["HU"], "host_member": codes["FR"]}
    exchange = an_exchange(workspace, **partners)

    made = attach(workspace, exchange)

    assert workspace.ask(records.scope_of, "attachments", made.uid).startswith("share:")
    assert workspace.ask(shares.of_record, "exchanges", exchange).members == ("FR", "HU")


def test_an_exchange_that_is_deleted_takes_its_documents_along(workspace):
    exchange = an_exchange(workspace)
    made = attach(workspace, exchange)

    workspace.do(records.remove, "exchanges", exchange)
    gone = workspace.ask(records.listing, "attachments")
    workspace.do(history.undo)

    assert gone == []
    assert workspace.ask(attachments.show, made.uid) == made


@pytest.mark.parametrize("driver", ["encrypted"], indirect=True)
def test_a_program_killed_between_file_and_row_leaves_no_row_and_the_next_try_works(a_laptop):
    workspace = a_laptop()
    exchange = an_exchange(workspace)

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(workspace.path), exchange],
        input=LETTER,
        cwd=ROOT,
        env=dict(os.environ),
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    assert len(files(workspace)) == 1  # whole, and named by nothing
    assert workspace.ask(stores.problems) == []
    assert workspace.ask(attachments.of_record, "exchanges", exchange) == []
    made = attach(workspace, exchange)
    assert workspace.ask(attachments.content, made.uid) == LETTER


@pytest.mark.parametrize(
    ("harm", "code", "problem"),
    [
        (Path.unlink, "attachment.not_here", "is missing"),
        (lambda file: file.write_bytes(LETTER[:-1]), "attachment.damaged", "is not what was kept"),
    ],
)
def test_the_doctor_names_a_content_that_is_gone_or_changed(a_laptop, driver, harm, code, problem):
    workspace = a_laptop(driver=driver)
    made = attach(workspace, an_exchange(workspace))
    [file] = files(workspace)
    whole = file.read_bytes()

    harm(file)

    with pytest.raises(UserError, match=code.replace(".", r"\.")):
        workspace.ask(attachments.content, made.uid)
    [said] = workspace.ask(stores.problems)
    assert problem in said
    assert "cv.pdf" not in said
    file.write_bytes(whole)


def test_what_may_be_a_program_is_not_handed_to_the_system(workspace):
    exchange = an_exchange(workspace)
    letter, program = attach(workspace, exchange), attach(workspace, exchange, "run.bat")

    assert workspace.ask(attachments.to_open, letter.uid).content == LETTER
    with pytest.raises(UserError, match=r"attachment\.not_opened"):
        workspace.ask(attachments.to_open, program.uid)


def test_what_is_too_large_is_refused_and_nothing_is_kept(workspace):
    exchange = an_exchange(workspace)

    with pytest.raises(UserError, match=r"attachment\.too_large"):
        attach(workspace, exchange, content=bytes((20 << 20) + 1))

    assert files(workspace) == []


@pytest.mark.parametrize("plain", [False, True])
def test_a_backup_is_one_file_that_brings_the_documents_back(a_laptop, tmp_path, driver, plain):
    workspace = a_laptop(driver=driver)
    exchange = an_exchange(workspace)
    made, lost = attach(workspace, exchange), attach(workspace, exchange, "photo.jpg", b"lost")
    kept = set(files(workspace))
    [gone] = [f for f in kept if f.stat().st_size < len(LETTER)]
    whole = gone.read_bytes()
    gone.unlink()
    backup = tmp_path / "backup"
    backup.mkdir()

    stores.back_up(workspace, backup / "copy.recipe", plain=plain)
    stores.restore(backup / "copy.recipe", backup / "office.recipe")

    assert sorted(f.name for f in backup.iterdir()) == ["copy.recipe", "office.recipe"]
    is_open = LETTER[:2000] in (backup / "copy.recipe").read_bytes()
    assert is_open == (plain or driver == "plain")
    restored = stores.open_store(backup / "office.recipe")
    try:
        assert restored.ask(attachments.content, made.uid) == LETTER
        assert not restored.ask(attachments.show, lost.uid).is_here
        assert restored.ask(attachments.show, made.uid).is_here
        attach(restored, exchange, "photo.jpg", b"lost")
        assert restored.ask(attachments.show, lost.uid).is_here
        assert restored.ask(stores.problems) == []
        stores.back_up(restored, backup / "second.recipe")
    finally:
        restored.close()
    second = stores.open_store(backup / "second.recipe")
    assert second.ask(attachments.content, made.uid) == LETTER
    assert second.ask(attachments.content, lost.uid) == b"lost"
    second.close()
    gone.write_bytes(whole)
