"""What is dropped on the window."""

import os

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records
from recipe_desktop.ui.dialogs.dialog import Dialog
from recipe_desktop.ui.imports.page import ImportPage
from tests.ui.hands import drop, settle, words_on

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")


@pytest.mark.parametrize("name", ["list.csv", "plan.xml", "a.recipe-changes"])
def test_a_pipe_is_refused_and_the_window_waits_for_nothing(qtbot, house, tmp_path, name):
    pipe = tmp_path / name
    os.mkfifo(pipe)

    drop(house.window, pipe)
    settle(qtbot, house)

    assert f"{name} is no file, but a device or a pipe" in words_on(house.window)


def test_of_several_lists_one_is_opened_and_the_others_are_told(qtbot, house, tmp_path):
    lists = [tmp_path / f"{name}.csv" for name in ("one", "two", "three")]
    for path in lists:
        path.write_text("Name;City\nKovács Kft.;Győr\n", "utf-8")

    drop(house.window, *lists)
    settle(qtbot, house)

    [told] = [one for one in house.window.findChildren(Dialog) if one.isVisible()]
    assert told.windowTitle() == "2 files were not opened"
    assert "one.csv" in words_on(house.window)


def test_a_pipe_that_is_called_a_card_is_refused(house, tmp_path):
    pipe = tmp_path / "two.recipe-card"
    os.mkfifo(pipe)

    with pytest.raises(UserError, match=r"file\.no_file"):
        drop(house.window, pipe)


def test_a_list_that_is_dropped_where_an_event_is_shown_is_of_its_registrations(
    qtbot, house, tmp_path
):
    event = house.workspace.do(
        records.create, "events", {"name": "Networking day", "starts_on": "2027-05-06"}
    ).uid
    path = tmp_path / "people.csv"
    path.write_text("First name;Last name;E-mail\nAnna;Kiss;anna@kiss.hu\n", "utf-8")
    house.ways.record.emit("events", event)
    settle(qtbot, house)

    for _ in range(2):  # on the page of the event, and on that of its registrations
        drop(house.window, path)
        settle(qtbot, house)
        page = house.window.pages.currentWidget()
        assert isinstance(page, ImportPage)
        assert (page.course.of_event, page.course.path) == (event, path)

    house.window.go("partners")
    drop(house.window, path)
    settle(qtbot, house)
    assert house.window.pages.currentWidget().course.of_event is None
