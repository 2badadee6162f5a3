"""The window over a store whose file is taken away while it is open."""

from PySide6.QtCore import Qt

from recipe_desktop.services import records, stores
from recipe_desktop.ui.dialogs.dialog import Dialog
from tests.ui.hands import choose_in_dialog, settle, words_on


def dialogs(house):
    return [one for one in house.window.findChildren(Dialog) if one.isVisible()]


def told(qtbot, house):
    """The dialog that the window shows by itself, the next time it looks at its store."""
    qtbot.waitUntil(lambda: len(dialogs(house)) == 1, timeout=20_000)
    return dialogs(house)[0]


def test_the_window_says_so_and_saves_all_of_it_elsewhere(qtbot, house, workspace, tmp_path):
    workspace.do(records.create, "organisations", {"name": "Alfa Kft."})
    away, copy = tmp_path / "away.recipe", tmp_path / "copy.recipe"
    workspace.path.rename(away)

    dialog = told(qtbot, house)
    assert "no longer lies in" in words_on(dialog)
    qtbot.mouseClick(dialog.buttons[-1], Qt.MouseButton.LeftButton)
    choose_in_dialog(qtbot, copy)
    settle(qtbot, house)
    saved = told(qtbot, house)
    assert "The copy is saved" in words_on(saved)
    saved.reject()

    opened = stores.open_store(copy)
    assert len(opened.ask(records.order, "organisations")) == 1
    opened.close()
    away.rename(workspace.path)
    workspace.do(records.create, "organisations", {"name": "Béta Kft."})
    settle(qtbot, house)
    assert house.window.sidebar.entries["partners"].count == "2"
    assert dialogs(house) == []
