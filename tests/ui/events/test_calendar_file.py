"""An event is saved for calendars from its menu; what has no time is told."""

from PySide6.QtWidgets import QApplication, QFileDialog

from recipe_desktop.services import records
from tests.ui.hands import words_on


def choose(page):
    menu = page.detail.open_menu()
    [action] = [a for a in menu.actions() if a.text() == "Save for calendars"]
    return menu, action


def test_an_event_is_saved_for_calendars_and_it_is_told_what_is_not_in_it(
    page, qtbot, workspace, event, tmp_path
):
    workspace.do(records.create, "agenda-items", {"event": event, "name": "Some time"})
    menu, action = choose(page)
    action.trigger()
    menu.close()
    [dialog] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
    assert dialog.selectedFiles()[0].endswith("Suppliers-networking-day.ics")

    dialog.fileSelected.emit(str(tmp_path / "day.ics"))
    dialog.close()
    qtbot.waitUntil(lambda: "1 entry written to day.ics" in words_on(page.listing.told))

    assert b"SUMMARY:Suppliers' networking day\r\n" in (tmp_path / "day.ics").read_bytes()
    assert "not in it: 1 entry of which nobody has said when" in words_on(page.listing.told)


def test_an_event_without_a_day_cannot_be_saved_for_calendars(page, workspace, event):
    workspace.do(records.edit, "events", event, {"starts_on": ""})

    menu, action = choose(page)

    assert not action.isEnabled()
    menu.close()
