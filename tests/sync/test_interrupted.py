"""A transfer that ends half way, by a fault, a full disk or the end of the program."""

import subprocess
import sys
from pathlib import Path

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import stores
from recipe_desktop.sync import knowledge, receiving, sending
from tests.sync.offices import names, organisation, reopen

ROOT = Path(__file__).parents[2]


def test_a_file_that_fails_half_way_leaves_everything_as_it_was(pair, box, monkeypatch):
    one, two = pair
    organisation(one, "Rába Kft.")
    sending.send(one, box)
    monkeypatch.setattr(knowledge, "note", fail)

    answer = receiving.receive(two, [box])

    assert [r.error.code for r in answer.refused] == ["bundle.damaged"]
    assert (names(two), answer.transactions) == ([], 0)
    monkeypatch.undo()


def fail(*_):
    raise UserError("bundle.damaged")


def test_a_full_disk_is_not_the_files_fault(pair, box, monkeypatch):
    one, two = pair
    sending.send(one, box)

    def full(*_):
        raise UserError("store.disk_full", file="")

    monkeypatch.setattr(knowledge, "note", full)
    with pytest.raises(UserError, match=r"store\.disk_full"):
        receiving.receive(two, [box])


def killed(workspace, code):
    """Run code on the store in a program of its own that dies in the middle, without a goodbye."""
    workspace.close()
    lines = (
        "import os",
        "from pathlib import Path",
        "from recipe_desktop.services import stores",
        "from recipe_desktop.sync import container, knowledge, receiving, sending",
        "def die(*_): os._exit(9)",
        f"workspace = stores.open_store(Path({str(workspace.path)!r}))",
        code,
    )
    run = subprocess.run([sys.executable, "-c", "\n".join(lines)], check=False, cwd=ROOT)
    assert run.returncode == 9
    return reopen(workspace)


def test_a_program_killed_while_receiving_has_received_nothing(pair, box):
    one, two = pair
    organisation(one, "Rába Kft.")
    sending.send(one, box)

    two = killed(two, f"knowledge.note = die; receiving.receive(workspace, [Path({str(box)!r})])")

    try:
        assert names(two) == []
        assert two.ask(stores.problems) == []
        assert receiving.receive(two, [box]).transactions == 1
    finally:
        two.close()


def test_a_program_killed_while_sending_leaves_no_file_that_anybody_reads(pair, box):
    one, two = pair
    organisation(one, "Rába Kft.")

    one = killed(
        one,
        f"container.ContainerWriter.finish = die; sending.send(workspace, Path({str(box)!r}))",
    )

    try:
        assert [file.suffix for file in box.iterdir()] == [".part"]
        assert receiving.receive(two, [box]).refused == []
        others = box / f"{'a' * 32}.recipe-changes.0123abcd.part"
        others.touch()  # another laptop that writes at this moment
        sent = sending.send(one, box).path
        assert set(box.iterdir()) == {sent, others}
        assert receiving.receive(two, [box]).transactions == 1
    finally:
        one.close()


def test_a_program_killed_while_sending_a_file_leaves_nothing_once_it_is_sent(pair, box):
    one, _two = pair
    file = box / "monday.recipe-changes"

    one = killed(
        one,
        f"container.ContainerWriter.finish = die; sending.send(workspace, Path({str(file)!r}))",
    )

    try:
        [part] = box.iterdir()
        assert part.name.startswith("monday.recipe-changes.")
        sending.send(one, file)
        assert list(box.iterdir()) == [file]
    finally:
        one.close()
