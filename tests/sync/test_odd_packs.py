"""Desk packs that an odd program made: each is said to be damaged, or comes in as far as it can."""

import json

import pyrage
import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, stores
from recipe_desktop.sync import packs
from recipe_desktop.sync.container import packed, unpacked

SECRET = "7F3K-0XQ9-MM2A-11AB-CDEF"


@pytest.fixture
def rewritten(workspace, tmp_path, quick_packs_only):
    """A pack as somebody who knows its passphrase would have made it otherwise."""

    def make(change):
        event = workspace.do(records.create, "events", {"name": "Networking day"}).uid
        workspace.do(records.create, "agenda-items", {"event": event, "name": "Opening"})
        workspace.do(records.create, "registrations", {"event": event, "family_name": "Costa"})
        pack = tmp_path / "a.recipe-desk"
        packs.pack(workspace, event, pack, SECRET)
        head, *lines = unpacked(pyrage.passphrase.decrypt(pack.read_bytes(), SECRET))
        document = json.loads(head)
        change(document, lines)
        content = packed([json.dumps(document).encode(), *lines])
        pack.write_bytes(pyrage.passphrase.encrypt(content, SECRET))
        return pack

    return make


def without_member(head, _lines):
    del head["member"]


def as_a_list(head, _lines):
    head["rows"] = []


def with_lines_that_do_not_come(_head, lines):
    segment = json.loads(lines[0])
    lines[0] = json.dumps([*segment[:2], segment[2] + 1_000, *segment[3:]]).encode()


def with_a_card_of_nobody(head, _lines):
    head["cards"] = ["{}"]


def with_a_number_beyond_all(head, _lines):
    head["known"] = {"0" * 32: 1 << 70}


def with_a_row_without_identity(head, _lines):
    head["rows"]["agenda_item"][0]["uid"] = ["one"]


@pytest.mark.parametrize(
    "change",
    [
        *(without_member, as_a_list, with_lines_that_do_not_come, with_a_card_of_nobody),
        *(with_a_number_beyond_all, with_a_row_without_identity),
    ],
)
def test_a_pack_that_makes_no_sense_is_said_to_be_damaged(rewritten, tmp_path, change):
    target = tmp_path / "new.recipe"

    with pytest.raises(UserError, match=r"desk\.damaged_pack"):
        packs.open_pack(rewritten(change), SECRET, target, ("Laptop", ""), plain=True)

    assert not target.exists()


def test_a_moment_of_a_pack_that_is_none_stays_out_of_the_desk(rewritten, tmp_path):
    def change(head, _lines):
        head["rows"]["agenda_item"][0]["starts_at"] = "some time"

    target = tmp_path / "new.recipe"

    packs.open_pack(rewritten(change), SECRET, target, ("Laptop", ""), plain=True)

    there = stores.open_store(target)
    [item] = there.ask(records.listing, "agenda-items")
    assert (item.fields["name"], item.fields["starts_at"]) == ("Opening", None)
    assert there.ask(stores.problems) == []
    there.close()
