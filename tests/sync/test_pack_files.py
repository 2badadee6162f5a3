"""The format of desk packs: a committed one stays readable, and is written line by line as it was."""

import json

import pyrage
import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, stores
from recipe_desktop.sync import pack_files, packs
from recipe_desktop.sync.container import unpacked
from tests.sync.laptops import DATA

FILE = DATA / "pack.recipe-desk"
SAID = json.loads((DATA / "pack.json").read_text("utf-8"))


def test_the_committed_pack_is_still_read():
    assert pack_files.read(FILE, SAID["secret"]) == (SAID["head"], SAID["body"])


def test_the_committed_pack_still_opens_as_a_desk(tmp_path):
    target = tmp_path / "desk.recipe"

    opened = packs.open_pack(FILE, SAID["secret"], target, ("Laptop A", "Zoé Martin"), plain=True)

    assert (opened.letter, opened.people) == ("A", 2)
    there = stores.open_store(target)
    people = there.ask(records.listing, "registrations")
    assert [one.fields["family_name"] for one in people] == ["Antunes", "Kovács"]
    [event] = there.ask(records.listing, "events")
    assert event.fields["city"] == "Zalaegerszeg"
    assert there.ask(stores.problems) == []
    there.close()


def test_a_pack_is_written_line_by_line_as_the_vector_says(tmp_path, quick_packs_only):
    lines = [json.dumps(SAID["head"]).encode(), *(line.encode() for line in SAID["body"])]
    file = tmp_path / "a.recipe-desk"

    pack_files.write(file, lines, SAID["secret"])

    assert pack_files.is_begun_by(file.read_bytes())
    assert unpacked(pyrage.passphrase.decrypt(file.read_bytes(), SAID["secret"])) == lines


@pytest.mark.parametrize("secret", [SAID["secret"].lower(), f" {SAID['secret']} "])
def test_the_passphrase_is_taken_as_people_type_it(secret):
    assert pack_files.read(FILE, secret)[0] == SAID["head"]


def test_a_newer_format_is_said_to_be_one(tmp_path, quick_packs_only):
    newer = SAID["head"] | {"recipe_desk": pack_files.FORMAT + 1}
    file = tmp_path / "newer.recipe-desk"
    pack_files.write(file, [json.dumps(newer).encode()], SAID["secret"])

    with pytest.raises(UserError, match=r"desk\.too_new"):
        pack_files.read(file, SAID["secret"])
