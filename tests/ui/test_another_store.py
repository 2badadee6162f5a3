"""Another store in place of the one that is open."""

import sqlite3
import threading
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records, stores
from recipe_desktop.ui.dialogs.dialog import Dialog
from tests.ui.hands import drop, settle, words_on
from tests.ui.typing import choose, row_of, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def another(tmp_path, ready_stores):
    """A store of another office, which nobody has opened here."""
    path = tmp_path / "other.recipe"
    with ready_stores.at_hand():
        stores.create(path, stores.Owner("FR", "Lyon 1", "Hélène Le Goff")).close()
    return path


@pytest.fixture
def program(a_program, a_store, qtbot):
    """The program with the window of the first store."""
    made = a_program()
    made.start(a_store)
    settle(qtbot, made.house)
    return made


def test_another_store_takes_the_place_of_the_first(program, qtbot, a_store, another):
    before = program.house.window

    program.house.window.actions_.run("store.open")
    program.welcome.open_file(another)
    settle(qtbot, program.house)

    assert program.house.workspace.path == another
    qtbot.waitUntil(lambda: not isValid(before))
    assert program.remembered == [a_store, another]


@pytest.mark.parametrize("way", ["open", "create"])
def test_words_that_are_not_taken_keep_another_store_out(program, qtbot, a_store, another, way):
    other = another if way == "open" else another.with_name("new.recipe")
    values = {"name": "Alfa Kft.", "country": "HU"}
    uid = program.house.workspace.do(records.create, "organisations", values).uid
    page = program.house.window.go("partners")
    settle(qtbot, program.house)
    choose(qtbot, page.list, uid)
    staff = row_of(page, "staff").editor
    program.house.window.actions_.run("store.open")
    welcome = program.welcome
    write(qtbot, staff, "many people")

    def ask():
        if way == "open":
            welcome.open_file(other)
        else:
            welcome.place.setText(str(other))
            welcome.device.setText("Desk 2")
            qtbot.mouseClick(welcome.make, LEFT)

    ask()

    assert program.house.workspace.path == a_store
    assert (staff.text(), other.exists()) == ("many people", way == "open")
    write(qtbot, staff, "12")
    ask()
    settle(qtbot, program.house)
    assert program.house.workspace.path == other
    again = stores.open_store(a_store)
    assert again.ask(records.show, "organisations", uid).fields["staff"] == 12
    again.close()


def test_what_is_being_written_keeps_another_store_out_and_says_so(
    program, qtbot, a_store, another
):
    program.house.window.actions_.run("store.open")
    go_on = threading.Event()
    program.house.jobs.start(lambda progress: go_on.wait(20), writes=True)

    program.welcome.open_file(another)

    assert "Something larger is being saved just now." in words_on(program.welcome)
    assert program.house.workspace.path == a_store
    go_on.set()
    settle(qtbot, program.house)
    program.welcome.open_file(another)
    settle(qtbot, program.house)
    assert program.house.workspace.path == another


def test_another_store_is_asked_for_in_one_window_however_often(program, qtbot):
    program.house.window.actions_.run("store.open")
    first = program.welcome

    program.house.window.actions_.run("store.open")

    assert program.welcome is first
    first.close()
    program.house.window.actions_.run("store.open")
    assert program.welcome.isVisible()
    qtbot.waitUntil(lambda: not isValid(first))


def dialog_of(house):
    [shown] = [w for w in house.window.children() if isinstance(w, Dialog) and w.isVisible()]
    return shown


def test_a_store_that_is_dropped_on_the_window_is_called_one_and_can_be_opened(
    program, qtbot, a_store, another
):
    before = program.house.window

    drop(before, a_store)
    assert "It is the one that this window shows." in words_on(dialog_of(program.house))
    qtbot.keyClick(dialog_of(program.house).buttons[-1], Qt.Key.Key_Escape)
    drop(before, another)
    dialog = dialog_of(program.house)
    assert "other.recipe is a store" in words_on(dialog)
    assert "A store is opened, not imported" in words_on(dialog)
    qtbot.mouseClick(dialog.buttons[-1], LEFT)

    qtbot.waitUntil(lambda: program.house.workspace.path == another)
    settle(qtbot, program.house)
    qtbot.waitUntil(lambda: not isValid(before))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.recipe", b"", "empty"),
        ("text.recipe", b"Alfa;HU\n" * 200, "no_store"),
        ("invoices.db", None, "not_ours"),
    ],
)
def test_what_is_no_store_is_not_called_one_when_it_is_dropped(
    program, tmp_path, name, content, code
):
    file = tmp_path / name
    if content is None:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("CREATE TABLE invoice (id INTEGER)")
    else:
        file.write_bytes(content)

    with pytest.raises(UserError, match=rf"store\.{code}"):
        program.offer_store(str(file))


def test_a_store_that_is_gone_when_it_is_dropped_gets_a_sentence(program, tmp_path):
    with pytest.raises(UserError, match=r"store\.missing"):
        program.offer_store(str(tmp_path / "gone.recipe"))
