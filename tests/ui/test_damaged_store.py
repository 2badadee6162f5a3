"""A store that is damaged, so that some of it can be read: that is said, and what to do."""

import os
import sys
import threading

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, stores
from tests.conftest import rows
from tests.ui.hands import words_on

PAGE = 4096


@pytest.fixture
def damaged(tmp_path, ready_stores):
    """Damage one table of an encrypted store."""

    def make(table):
        path = tmp_path / "office.recipe"
        with ready_stores.at_hand():
            workspace = stores.create(path, stores.Owner("HU", "Desk 1", "Zsófia Nagy"))
        for number in range(3):
            workspace.do(records.create, "organisations", {"name": f"Alfa {number} Kft."})
        [(page,)] = workspace.ask(
            rows, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"
        )
        workspace.close()
        with path.open("r+b") as file:
            file.seek((page - 1) * PAGE + 100)
            file.write(os.urandom(100))
        return path

    return make


@pytest.fixture
def program(a_program, monkeypatch):
    """The program, which is told of every error."""
    for place in (sys, threading):
        monkeypatch.setattr(place, "excepthook", place.excepthook)  # to be there again afterwards
    made = a_program()
    made.install_errors()
    return made


@pytest.mark.damages("writes over pages of the store")
def test_home_says_that_the_store_is_damaged_and_what_to_do(program, qtbot, damaged):
    program.start(damaged("event"))
    house = program.house

    qtbot.waitUntil(lambda: house.overviews.trouble is not None and not house.jobs.running)

    said = words_on(house.window.go("home"))
    assert "office.recipe is damaged and cannot be read." in said
    assert "Open the last copy that was saved of it" in said
    assert "office.recipe is damaged" in words_on(program.errors.shown)
    for _turn in range(2):  # the first write meets it, the others a connection that has met it
        with pytest.raises(UserError, match=r"store\.damaged"):
            house.workspace.do(records.create, "events", {"name": "Twinning"})


@pytest.mark.damages("writes over pages of the store")
def test_a_store_of_which_no_window_can_be_made_is_told_before_one_is_there(program, damaged):
    store = damaged("ix_txn_group")

    program.start(store)

    assert program.house is None
    assert "office.recipe is damaged" in words_on(program.welcome)
    program.welcome.open_file(store)  # it is not held by a window that never came
    assert "office.recipe is damaged" in words_on(program.errors.shown)
