"""An event of today with its people, and the page that shows it."""

import pytest
from PySide6.QtCore import Qt

from tests.events import an_event, registered
from tests.ui.hands import settle, type_text

NOW = "2026-11-23T08:00:00+00:00"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", NOW)


@pytest.fixture
def event(workspace):
    place = {"city": "Zalaegerszeg", "capacity": "3"}
    return an_event(workspace, "Suppliers' networking day", starts_on="2026-11-23", **place)


@pytest.fixture
def people(workspace, event):
    names = (("Anna", "Kovács"), ("Gergő", "Nagy"), ("Rui", "Alves"))
    return {family: registered(workspace, event, given, family) for given, family in names}


@pytest.fixture
def page(qtbot, a_house, workspace, event, people):
    house = a_house(workspace)
    shown = house.window.go("events")
    settle(qtbot, house)
    return shown


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def write(qtbot, form, said):
    """Type values into the fields of a form, with Enter after each."""
    for name, text in said.items():
        editor = form.rows[name].editor
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        editor.selectAll()
        type_text(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
