"""Our own files under other names: mail, sticks and browsers rename what they carry."""

import shutil

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.sync import cards, pack_files, roster, sending
from recipe_desktop.ui.dialogs.dialog import Dialog
from recipe_desktop.ui.sync.devices import AdmitSheet
from tests.sync.offices import keys, organisation
from tests.ui.hands import choose_in_dialog, drop, settle, words_on
from tests.ui.sync.opening import sync

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def changes(pair, tmp_path):
    organisation(pair[1], "Alfa")
    return sending.send(pair[1], tmp_path / "good.recipe-changes").path


@pytest.fixture
def card(a_laptop, tmp_path):
    """The card of a laptop that nobody has met."""
    workspace = a_laptop("DE", "Jena 1", "Anne Petit")
    path = tmp_path / "jena.txt"
    cards.write_card(workspace.ask(roster.identity, keys(workspace)), path)
    return path


def admitting(house):
    return [w for w in house.window.findChildren(AdmitSheet) if w.isVisible()]


def test_changes_are_shown_under_sync_whatever_they_are_called(a_house, pair, changes, qtbot):
    house = a_house(pair[0])
    names = ("x.RECIPE-CHANGES", "x.recipe-changes(1)", "x.recipe-changes.txt", "x.bin", "x.recipe")
    for name in names:
        file = shutil.copy(changes, changes.parent / name)
        house.window.go("partners")

        drop(house.window, file)
        settle(qtbot, house)

        assert house.window.section == "sync"
        page = house.window.go("sync").receive
        assert page.take.text() == "Take in 1 change"
        qtbot.mouseClick(page.later, LEFT)


def test_changes_under_capitals_are_found_in_a_folder(a_house, pair, changes, box, qtbot):
    shutil.copy(changes, box / "X.RECIPE-CHANGES")
    house = a_house(pair[0])

    drop(house.window, box)
    settle(qtbot, house)

    assert sync(house, "receive").receive.take.text() == "Take in 1 change"


def test_what_is_chosen_as_a_list_and_is_none_goes_to_its_own_page(
    a_house, pair, changes, card, qtbot
):
    house = a_house(pair[0])
    house.ways.list_import.emit("")
    page = house.window.pages.currentWidget()

    qtbot.mouseClick(page.begin.primary, LEFT)
    choose_in_dialog(qtbot, changes.rename(changes.with_suffix(".csv")))
    settle(qtbot, house)
    assert house.window.section == "sync"
    assert sync(house, "receive").receive.take.text() == "Take in 1 change"

    sync(house, "receive").receive.put_aside()
    qtbot.mouseClick(sync(house, "receive").receive.empty.primary, LEFT)
    choose_in_dialog(qtbot, card)
    [sheet] = admitting(house)
    assert "Jena 1" in words_on(sheet)
    sheet.reject()


def test_changes_that_are_chosen_as_a_card_are_shown_as_what_they_do(a_house, pair, changes, qtbot):
    house = a_house(pair[0])
    qtbot.mouseClick(sync(house, "devices").devices.admit, LEFT)

    choose_in_dialog(qtbot, changes)
    settle(qtbot, house)

    assert sync(house, "receive").receive.take.text() == "Take in 1 change"


def test_a_desk_pack_by_another_name_asks_for_its_passphrase(house, qtbot, tmp_path):
    pack = tmp_path / "pack.bin"
    pack_files.write(pack, [b"{}"], "7F3K-0XQ9-MM2A-11AB-CDEF")

    with qtbot.waitSignal(house.ways.pack) as led:
        drop(house.window, pack)

    assert led.args == [str(pack)]


def test_cards_that_came_with_changes_are_shown_one_after_another_and_then_the_changes(
    a_house, a_laptop, card, qtbot, tmp_path
):
    one, lyon = a_laptop("HU", "Kecskemét 1"), a_laptop("FR", "Lyon 1")
    own = tmp_path / "lyon.recipe-card"
    cards.write_card(lyon.ask(roster.identity, keys(lyon)), own)
    lyon.do(roster.admit, keys(lyon), one.ask(roster.identity, keys(one)))
    organisation(lyon, "Alfa")
    sent = sending.send(lyon, tmp_path / "lyon.recipe-changes").path
    house = a_house(one)

    drop(house.window, sent, card, own)
    for device in ("Jena 1", "Lyon 1"):
        qtbot.waitUntil(lambda: len(admitting(house)) == 1)
        [sheet] = admitting(house)
        assert device in words_on(sheet)
        qtbot.mouseClick(sheet.admit, LEFT)
    qtbot.waitUntil(lambda: sync(house, "receive").receive.incoming is not None)
    settle(qtbot, house)

    assert sync(house, "receive").receive.take.text() == "Take in 1 change"


def test_the_own_card_among_others_is_told_and_they_are_shown_all_the_same(
    a_house, a_laptop, card, qtbot, tmp_path
):
    one = a_laptop("HU", "Kecskemét 1")
    own = tmp_path / "own.recipe-card"
    cards.write_card(one.ask(roster.identity, keys(one)), own)
    house = a_house(one)

    drop(house.window, own, card)

    [dialog] = [w for w in house.window.findChildren(Dialog) if w.isVisible()]
    assert "This is the card of this laptop" in words_on(dialog)
    qtbot.mouseClick(dialog.buttons[-1], LEFT)
    qtbot.waitUntil(lambda: len(admitting(house)) == 1)
    assert "Jena 1" in words_on(admitting(house)[0])
