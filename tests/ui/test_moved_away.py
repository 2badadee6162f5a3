"""The window over a store whose file is taken away while it is open."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import records, stores
from recipe_desktop.ui.dialogs.dialog import Dialog
from recipe_desktop.ui.house.others import Others
from tests.ui.hands import choose_in_dialog, settle, words_on
from tests.ui.typing import row_of, write


def dialogs(window):
    return [one for one in window.findChildren(Dialog) if one.isVisible()]


def told(qtbot, window):
    """The dialog that the window shows by itself, the next time it looks at its store."""
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1, timeout=20_000)
    return dialogs(window)[0]


def test_the_window_says_so_and_saves_all_of_it_elsewhere(qtbot, house, workspace, tmp_path):
    workspace.do(records.create, "organisations", {"name": "Alfa Kft."})
    away, copy = tmp_path / "away.recipe", tmp_path / "copy.recipe"
    workspace.path.rename(away)

    dialog = told(qtbot, house.window)
    assert "no longer lies in" in words_on(dialog)
    qtbot.mouseClick(dialog.buttons[-1], Qt.MouseButton.LeftButton)
    choose_in_dialog(qtbot, copy)
    settle(qtbot, house)
    saved = told(qtbot, house.window)
    assert "The copy is saved" in words_on(saved)
    assert "without encryption" in words_on(saved)  # as the store is
    saved.reject()

    opened = stores.open_store(copy)
    assert len(opened.ask(records.order, "organisations")) == 1
    opened.close()
    away.rename(workspace.path)
    workspace.do(records.create, "organisations", {"name": "Béta Kft."})
    settle(qtbot, house)
    assert house.window.sidebar.entries["partners"].count == "2"
    assert dialogs(house.window) == []


def test_over_what_can_never_be_saved_the_window_is_closed_when_somebody_says_so(
    qtbot, partners, workspace, firms, tmp_path
):
    window, away = partners.window(), tmp_path / "away.recipe"
    workspace.path.rename(away)
    told(qtbot, window).reject()
    write(qtbot, row_of(partners, "staff").editor, "12")
    for dialog in dialogs(window):  # that it is not saved
        dialog.reject()

    window.close()

    dialog = told(qtbot, window)
    assert window.isVisible()
    assert "can no longer be saved" in words_on(dialog)
    qtbot.mouseClick(dialog.buttons[0], Qt.MouseButton.LeftButton)
    assert window.isVisible()
    window.close()
    qtbot.mouseClick(told(qtbot, window).buttons[-1], Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    away.rename(workspace.path)
    assert workspace.ask(records.show, "organisations", firms[0]).fields["staff"] is None


def test_of_a_store_that_was_copied_over_no_copy_is_offered(qtbot, jobs, look, window, tmp_path):
    workspace = stores.create(tmp_path / "office.recipe", stores.Owner("HU", "Desk", "Anna"))
    other = tmp_path / "other.recipe"
    stores.create(other, stores.Owner("FR", "Lyon")).close()
    put_there = other.read_bytes()
    looks = Others(workspace, jobs, look, window, pytest.fail)
    looks.start()
    copy = "import shutil, sys; shutil.copyfile(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", copy, other, workspace.path], check=True)

    dialog = told(qtbot, window)

    assert "was copied over" in words_on(dialog)
    [understood] = dialog.buttons
    qtbot.mouseClick(understood, Qt.MouseButton.LeftButton)
    assert dialogs(window) == []
    looks.stop()
    workspace.close()
    assert workspace.path.read_bytes() == put_there
