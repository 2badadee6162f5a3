"""Moving a store to another folder: it goes on there as the same one, or stays as it was."""

import errno
import subprocess
import sys

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import attachments, moving, records, stores
from recipe_desktop.store.contents import folder_of
from tests.services import visits


@pytest.fixture
def store(tmp_path, ready_stores):
    """A closed store with an organisation, an exchange and a document."""
    path = tmp_path / "Dropbox" / "office.recipe"
    path.parent.mkdir()
    with ready_stores.at_hand():
        office = stores.create(path, stores.Owner("HU", "Desk 1", "Zsófia Nagy"))
    firm = visits.organisation(office, "Kovács Kft.")
    paper = attachments.ContentSource("cv.pdf", b"%PDF-1.7 a life")
    office.do(attachments.add, "exchanges", visits.exchange(office, firm, ""), paper)
    office.close()
    return path


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    return folder / "moved.recipe"


def opened_firms(path):
    there = stores.open_store(path)
    try:
        assert there.ask(stores.problems) == []
        return [firm.fields["name"] for firm in there.ask(records.listing, "organisations")]
    finally:
        there.close()


def content(folder):
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_store_goes_on_elsewhere_as_the_same_one(store, target):
    before = stores.open_store(store)
    device = before.here.device_uid
    before.close()
    heard = []

    assert moving.move(store, target, lambda done, total: heard.append((done, total)))

    assert heard[-1][0] == heard[-1][1] >= target.stat().st_size
    assert list(store.parent.iterdir()) == []
    there = stores.open_store(target)
    try:
        assert there.here.device_uid == device
        assert there.ask(stores.problems) == []
        [firm] = there.ask(records.listing, "organisations")
        assert firm.fields["name"] == "Kovács Kft."
        assert len(list(folder_of(target).iterdir())) == 1
    finally:
        there.close()


@pytest.mark.parametrize("lies_there", ["moved.recipe", "moved.recipe.files"])
def test_nothing_that_lies_there_is_replaced(store, target, lies_there):
    (target.parent / lies_there).mkdir()
    before = content(store.parent)

    with pytest.raises(UserError, match=r"store\.exists"):
        moving.move(store, target)

    assert content(store.parent) == before
    assert [file.name for file in target.parent.iterdir()] == [lies_there]


def test_of_a_link_the_store_moves_that_it_leads_to(store, target, tmp_path):
    link = tmp_path / "link.recipe"
    link.symlink_to(store)

    assert moving.move(link, target)

    assert list(store.parent.iterdir()) == []
    assert not link.is_symlink()
    assert len(list(folder_of(target).iterdir())) == 1
    assert opened_firms(target) == ["Kovács Kft."]


@pytest.mark.parametrize("below", ["", "deeper"])
def test_it_does_not_move_among_its_own_documents(store, below):
    folder = folder_of(store) / below
    folder.mkdir(exist_ok=True)
    before = content(store.parent)

    with pytest.raises(UserError, match=r"store\.in_documents"):
        moving.move(store, folder / "moved.recipe")

    assert content(store.parent) == before


def test_what_others_put_among_its_documents_stays(store, target):
    theirs = folder_of(store) / ".stversions" / "mine.txt"
    theirs.parent.mkdir()
    theirs.write_text("mine", "utf-8")

    assert not moving.move(store, target)

    assert content(store.parent) == {theirs: b"mine"}
    assert len(list(folder_of(target).iterdir())) == 1


def test_a_half_made_file_of_another_program_is_no_obstacle(store, target):
    theirs = target.with_name(f"{target.name}.part")
    theirs.write_text("theirs", "utf-8")

    assert moving.move(store, target)

    assert theirs.read_text("utf-8") == "theirs"


def test_a_folder_that_is_not_there_is_refused(store, target):
    with pytest.raises(UserError, match=r"store\.no_folder"):
        moving.move(store, target.parent / "absent" / "moved.recipe")


def test_a_store_that_somebody_has_open_stays(store, target):
    office = stores.open_store(store)
    try:
        office.do(records.create, "organisations", {"name": "Late Kft."})
        with pytest.raises(UserError, match=r"store\.in_use"):
            moving.move(store, target)
    finally:
        office.close()

    assert list(target.parent.iterdir()) == []


def test_who_writes_while_it_is_copied_keeps_it_where_it_is(store, target):
    write = (
        "import sys; from pathlib import Path; from recipe_desktop.services import records, stores; "
        "office = stores.open_store(Path(sys.argv[1])); "
        "office.do(records.create, 'organisations', {'name': 'Late Kft.'}); office.close()"
    )
    begun = []

    def progress(done, total):
        if not begun:
            begun.append(done)
            subprocess.run([sys.executable, "-c", write, store], check=True)

    with pytest.raises(UserError, match=r"store\.in_use"):
        moving.move(store, target, progress)

    assert list(target.parent.iterdir()) == []
    office = stores.open_store(store)
    try:
        assert len(office.ask(records.listing, "organisations")) == 2
        assert office.ask(stores.problems) == []
    finally:
        office.close()


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "store.disk_full"), (errno.EACCES, "store.not_moved")]
)
def test_what_cannot_be_written_leaves_nothing_there(store, target, number, code):
    before = content(store.parent)

    def full(_done, _total):
        raise OSError(number, "no")

    with pytest.raises(UserError) as refusal:
        moving.move(store, target, full)

    assert refusal.value.code == code
    assert content(store.parent) == before
    assert list(target.parent.iterdir()) == []
