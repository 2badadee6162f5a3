"""Shared folders in the window: what others write comes in by itself, what they lack goes out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from recipe_desktop.services import records
from recipe_desktop.sync import folder_memory, sending, shared_folder
from recipe_desktop.ui.background import shared_folders
from recipe_desktop.ui.sync.page import RECEIVE
from tests.sync.offices import meet, names, organisation
from tests.ui.hands import choose_in_dialog, elided_labels, nameless, settle, words_on
from tests.ui.sync.opening import sync

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    for name in ("AFTER_START_MS", "AFTER_NEWS_MS", "AFTER_WORK_MS"):
        monkeypatch.setattr(shared_folders, name, 100)


@pytest.fixture
def box(tmp_path):
    folder = tmp_path / "Közös mappa"
    folder.mkdir()
    return folder


@pytest.fixture
def pair(a_laptop):
    here, there = a_laptop("HU"), a_laptop("FR")
    meet(here, there)
    return here, there


def chosen(qtbot, house, box):
    """The card of the page, once the folder was chosen in its dialog."""
    card = sync(house, "overview").overview.folders
    qtbot.mouseClick(card.choose, LEFT)
    choose_in_dialog(qtbot, box)
    qtbot.waitUntil(lambda: bool(card.lines))
    return card


def test_a_folder_is_chosen_and_both_have_everything_without_another_key(a_house, pair, qtbot, box):
    here, there = pair
    house = a_house(here)
    organisation(there, "Béta")
    shared_folder.visit(there, box)
    organisation(here, "Alfa")

    card = chosen(qtbot, house, box)
    qtbot.waitUntil(lambda: names(here) == ["Alfa", "Béta"], timeout=20_000)
    settle(qtbot, house)

    def has_alfa():
        shared_folder.visit(there, box)
        return names(there) == ["Alfa", "Béta"]

    qtbot.waitUntil(has_alfa, timeout=20_000)
    said = words_on(card)
    assert "Közös mappa" in said
    assert "Looked at" in said
    assert nameless(card) == elided_labels(card) == []
    assert [one.path for one in folder_memory.folders(here.state)] == [box]


def test_what_somebody_writes_later_is_seen_and_what_is_typed_here_goes_out(
    a_house, pair, qtbot, box
):
    here, there = pair
    house = a_house(here)
    chosen(qtbot, house, box)
    settle(qtbot, house)

    organisation(there, "Béta")
    shared_folder.visit(there, box)
    qtbot.waitUntil(lambda: names(here) == ["Béta"], timeout=20_000)
    [uid] = here.ask(records.order, "organisations")
    here.do(records.edit, "organisations", uid, {"city": "Győr"})

    def has_city():
        shared_folder.visit(there, box)
        return there.ask(records.show, "organisations", uid).fields["city"] == "Győr"

    qtbot.waitUntil(has_city, timeout=20_000)


def test_nothing_new_keeps_nobody_from_writing(a_house, pair, qtbot, box):
    house = a_house(pair[0])
    card = chosen(qtbot, house, box)
    qtbot.waitUntil(lambda: "Looked at" in words_on(card), timeout=20_000)
    settle(qtbot, house)
    wrote = []
    house.jobs.writing_changed.connect(wrote.append)

    [line] = card.lines.values()
    qtbot.mouseClick(line.look_now, LEFT)
    settle(qtbot, house)

    assert wrote == []


def test_a_stick_that_is_pulled_out_is_said_and_taken_up_again(a_house, pair, qtbot, box):
    here, there = pair
    house = a_house(here)
    card = chosen(qtbot, house, box)
    qtbot.waitUntil(lambda: "Looked at" in words_on(card), timeout=20_000)
    settle(qtbot, house)
    away = box.rename(box.with_name("pulled out"))
    [line] = card.lines.values()
    qtbot.mouseClick(line.look_now, LEFT)
    qtbot.waitUntil(lambda: "cannot be reached" in words_on(card), timeout=20_000)
    settle(qtbot, house)

    organisation(there, "Béta")
    shared_folder.visit(there, away)
    away.rename(box)
    qtbot.mouseClick(line.look_now, LEFT)

    qtbot.waitUntil(lambda: names(here) == ["Béta"], timeout=20_000)
    settle(qtbot, house)
    assert "cannot be reached" not in words_on(card)


def test_a_file_that_cannot_be_used_is_named_and_shown_with_its_reason(a_house, pair, qtbot, box):
    house = a_house(pair[0])
    (box / "letter.recipe-changes").write_bytes(b"Dear colleagues, " * 40)
    card = chosen(qtbot, house, box)
    qtbot.waitUntil(lambda: "letter.recipe-changes" in words_on(card), timeout=20_000)
    settle(qtbot, house)

    [line] = card.lines.values()
    qtbot.mouseClick(line.show_files, LEFT)
    settle(qtbot, house)

    page = house.window.pages.currentWidget()
    assert page.tabs.currentIndex() == RECEIVE
    assert "holds no changes" in words_on(page.receive)


def test_a_folder_that_is_no_longer_used_keeps_its_files(a_house, pair, qtbot, box):
    here, there = pair
    house = a_house(here)
    organisation(here, "Alfa")
    card = chosen(qtbot, house, box)
    qtbot.waitUntil(lambda: any(box.iterdir()), timeout=20_000)
    settle(qtbot, house)

    [line] = card.lines.values()
    qtbot.mouseClick(line.leave, LEFT)
    settle(qtbot, house)
    sending.send(there, box)

    assert card.lines == {}
    assert folder_memory.folders(here.state) == []
    assert len(list(box.iterdir())) == 2
    assert "Choose a folder" in words_on(card)


def test_the_dialog_for_the_folder_is_one_for_folders(a_house, pair, qtbot):
    house = a_house(pair[0])
    card = sync(house, "overview").overview.folders

    qtbot.mouseClick(card.choose, LEFT)

    [dialog] = house.window.findChildren(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.reject()
