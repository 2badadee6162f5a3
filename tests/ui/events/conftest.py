"""An event of today with its people, and the page that shows it."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import (
    records,
)
from tests.ui.hands import settle, type_text

NOW = "2026-11-23T08:00:00+00:00"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", NOW)


@pytest.fixture
def event(workspace):
    values = {
        "name": "Suppliers' networking day",
        "starts_on": "2026-11-23",
        "city": "Zalaegerszeg",
        "country": "HU",
        "capacity": "3",
    }
    return workspace.do(records.create, "events", values).uid


@pytest.fixture
def people(workspace, event):
    made = {}
    for given, family in (("Anna", "Kovács"), ("Gergő", "Nagy"), ("Rui", "Alves")):
        values = {"event": event, "given_name": given, "family_name": family}
        made[family] = workspace.do(records.create, "registrations", values).uid
    return made


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
