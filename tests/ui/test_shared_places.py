"""A store in a folder that a service copies, or on a network drive: told, and moved on request."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from recipe_desktop import places
from recipe_desktop.services import records, stores
from recipe_desktop.ui.dialogs.dialog import Dialog
from tests.ui.hands import choose_in_dialog, settle, type_text, words_on

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The folder of the user; nothing of the test is on a network drive."""
    folder = tmp_path / "home"
    (folder / "Documents").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


@pytest.fixture
def copied(home):
    folder = home / "OneDrive - ZONE"
    folder.mkdir()
    return folder


@pytest.fixture
def store(copied):
    path = copied / "office.recipe"
    made = stores.create(path, stores.Owner("HU", "Desk 1", "Zsófia Nagy"))
    made.do(records.create, "organisations", {"name": "Kovács Kft."})
    made.close()
    return path


def dialog_on(widget):
    [found] = [one for one in widget.findChildren(Dialog) if one.isVisible()]
    return found


def press(qtbot, dialog, words):
    [button] = [one for one in dialog.buttons if one.text() == words]
    qtbot.mouseClick(button, LEFT)


def filled_welcome(program, place):
    program.start(None)
    type_text(program.welcome.person, "Éva Balogh")
    type_text(program.welcome.device, "Desk 2")
    program.welcome.place.setText(str(place))
    return program.welcome


def test_before_a_store_is_made_where_a_service_copies_it_a_place_of_ones_own_is_offered(
    a_program, qtbot, home, copied
):
    program = a_program()
    welcome = filled_welcome(program, copied / "office.recipe")
    qtbot.mouseClick(welcome.make, LEFT)
    asked = dialog_on(welcome)

    said = words_on(asked)
    assert "OneDrive copies the folder OneDrive - ZONE to other computers" in said
    assert list(copied.iterdir()) == []
    press(qtbot, asked, "Make it in Documents")
    settle(qtbot, program.house)

    assert program.remembered == [home / "Documents" / "office.recipe"]
    assert list(copied.iterdir()) == []
    assert not [one for one in program.house.window.findChildren(Dialog) if one.isVisible()]


def test_who_wants_it_there_all_the_same_is_not_asked_again(a_program, qtbot, copied):
    program = a_program()
    welcome = filled_welcome(program, copied / "office.recipe")
    qtbot.mouseClick(welcome.make, LEFT)
    press(qtbot, dialog_on(welcome), "Make it there all the same")
    settle(qtbot, program.house)

    assert program.remembered == [copied / "office.recipe"]
    assert not [one for one in program.house.window.findChildren(Dialog) if one.isVisible()]


def test_where_everything_is_copied_another_place_is_asked_for(
    a_program, qtbot, home, copied, monkeypatch
):
    monkeypatch.setenv("OneDrive", str(home))
    program = a_program()
    welcome = filled_welcome(program, copied / "office.recipe")
    qtbot.mouseClick(welcome.make, LEFT)
    press(qtbot, dialog_on(welcome), "Choose another place")

    assert program.house is None
    assert list(copied.iterdir()) == []


def test_a_network_drive_is_called_one(a_program, qtbot, home, monkeypatch):
    share = home / "share"
    share.mkdir()
    monkeypatch.setattr(
        places, "shared", lambda path: places.Shared() if share in path.parents else None
    )
    program = a_program()
    welcome = filled_welcome(program, share / "office.recipe")
    qtbot.mouseClick(welcome.make, LEFT)

    assert "The folder share is on a network drive" in words_on(dialog_on(welcome))


def test_a_store_moves_to_this_computer_and_goes_on_there(a_program, qtbot, home, copied, store):
    program = a_program()
    program.start(store)
    settle(qtbot, program.house)
    here = program.house.workspace.here
    asked = dialog_on(program.house.window)
    assert "office.recipe lies in a folder that OneDrive copies to other computers" in words_on(
        asked
    )

    press(qtbot, asked, "Move it to this computer")
    choose_in_dialog(qtbot, home / "Documents" / "office.recipe")
    settle(qtbot, program.house)

    workspace = program.house.workspace
    assert workspace.path == home / "Documents" / "office.recipe"
    assert program.remembered == [store, workspace.path]
    assert program.house.window.isVisible()
    assert workspace.here == here
    assert [one.fields["name"] for one in workspace.ask(records.listing, "organisations")] == [
        "Kovács Kft."
    ]
    assert workspace.ask(stores.problems) == []
    assert list(copied.iterdir()) == []
    assert not [one for one in program.house.window.findChildren(Dialog) if one.isVisible()]
    workspace.do(records.create, "organisations", {"name": "Since Kft."})


def test_a_store_that_is_left_there_is_not_asked_about_again(a_program, qtbot, store):
    program = a_program()
    program.start(store)
    settle(qtbot, program.house)
    press(qtbot, dialog_on(program.house.window), "Leave it there")
    program.house.window.close()
    program.end()

    again = a_program()
    again.start(store)
    settle(qtbot, again.house)

    assert not [one for one in again.house.window.findChildren(Dialog) if one.isVisible()]


def test_a_store_that_cannot_move_stays_open_where_it_is(a_program, qtbot, home, store):
    taken = home / "Documents" / "taken.recipe"
    (home / "Documents" / "taken.recipe.files").mkdir()
    program = a_program()
    program.start(store)
    settle(qtbot, program.house)
    press(qtbot, dialog_on(program.house.window), "Move it to this computer")
    choose_in_dialog(qtbot, taken)
    settle(qtbot, program.house)

    assert program.house.workspace.path == store
    assert program.house.window.isVisible()
    assert "There is already a file at" in words_on(program.errors.shown)
    assert not taken.exists()
    program.house.workspace.do(records.create, "organisations", {"name": "Since Kft."})
