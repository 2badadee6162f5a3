"""What is taken in is what was shown; where it has become something else, it is shown anew."""

import shutil

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import records
from recipe_desktop.sync import receiving, roster, sending
from tests.sync.offices import keys, meet, organisation, value
from tests.ui.hands import drop, settle, words_on
from tests.ui.sync.opening import sync

LEFT = Qt.MouseButton.LeftButton
ANEW = "Changed since you looked\nNothing was taken in. This is what the files bring now."


@pytest.fixture
def shown(a_house, pair, qtbot):
    """Drop something on the first laptop's window and look at the page; ``take`` presses the button."""
    house = a_house(pair[0])

    def show(*paths):
        drop(house.window, *paths)
        settle(qtbot, house)
        return sync(house, "receive").receive

    def take():
        page = sync(house, "receive").receive
        qtbot.mouseClick(page.take, LEFT)
        settle(qtbot, house)
        return words_on(page)

    show.take, show.house = take, house
    return show


def names(workspace):
    return [line.fields["name"] for line in workspace.ask(records.listing, "organisations")]


def sent(workspace, name, target):
    organisation(workspace, name)
    return sending.send(workspace, target).path


def test_a_file_that_has_gone_is_not_said_to_be_taken_in(shown, pair, box):
    one, two = pair
    file = sent(two, "Alfa", box / "a.recipe-changes")
    shown(file)
    file.unlink()

    said = shown.take()

    assert "Nothing was taken in" in said
    assert "a.recipe-changes cannot be read" in said
    assert "Taken in" not in said
    assert names(one) == []


def test_a_folder_that_has_gone_is_not_said_to_be_taken_in(shown, pair, box):
    one, two = pair
    sent(two, "Alfa", box)
    shown(box)
    shutil.rmtree(box)

    said = shown.take()

    assert "Nothing was taken in" in said
    assert "box cannot be read" in said
    assert names(one) == []


def test_a_file_that_was_replaced_is_shown_anew_before_it_is_taken_in(shown, pair, box):
    one, two = pair
    file = sent(two, "Alfa", box / "a.recipe-changes")
    page = shown(file)
    assert page.take.text() == "Take in 1 change"
    sent(two, "Béta", file)

    said = shown.take()

    assert ANEW in said
    assert page.take.text() == "Take in 2 changes"
    assert names(one) == []
    assert "Taken in" in shown.take()
    assert names(one) == ["Alfa", "Béta"]


def test_a_file_that_came_into_the_folder_meanwhile_is_shown_before_it_is_taken_in(
    shown, pair, box
):
    one, two = pair
    sent(two, "Alfa", box)
    page = shown(box)
    sent(two, "Béta", box)

    said = shown.take()

    assert ANEW in said
    assert page.take.text() == "Take in 2 changes"
    assert names(one) == []


def test_what_was_written_here_meanwhile_is_shown_as_the_conflict_that_it_makes(shown, apart, box):
    one, _two, uid = apart
    one.do(records.edit, "organisations", uid, {"staff": "36"})
    page = shown(box)
    one.do(records.edit, "organisations", uid, {"staff": "40"})

    assert ANEW in shown.take()
    assert page.incoming.changes[0].rivals == (40, 41)
    assert value(one, uid, "staff") == 40


def test_what_was_written_elsewhere_meanwhile_is_no_reason_to_ask_again(shown, pair, box):
    one, two = pair
    sent(two, "Alfa", box)
    shown(box)
    organisation(one, "Béta")

    assert "Taken in" in shown.take()
    assert names(one) == ["Alfa", "Béta"]


def test_what_was_to_wait_is_shown_anew_once_its_author_is_admitted(
    a_laptop, a_house, qtbot, tmp_path
):
    first, second = a_laptop("HU", "Kecskemét 1"), a_laptop("HU", "Szeged 1")
    lyon = a_laptop("FR", "Lyon 1", "Hélène Le Goff")
    meet(first, second)
    meet(first, lyon)
    receiving.receive(first, [sent(second, "Rába Kft.", tmp_path / "1.recipe-changes")])
    file = sending.send(first, tmp_path / "2.recipe-changes").path
    house = a_house(lyon)
    drop(house.window, file)
    settle(qtbot, house)
    page = sync(house, "receive").receive
    assert page.take.text() == "Keep it"
    lyon.do(roster.admit, keys(lyon), second.ask(roster.identity, keys(second)))

    qtbot.mouseClick(page.take, LEFT)
    settle(qtbot, house)

    assert ANEW in words_on(page)
    assert page.take.text() == "Take in 1 change"
    assert names(lyon) == []


def test_a_double_click_answers_one_question(shown, pair, box, qtbot):
    one, two = pair
    file = sent(two, "Alfa", box / "a.recipe-changes")
    page = shown(file)
    sent(two, "Béta", file)

    qtbot.mouseClick(page.take, LEFT)
    settle(qtbot, shown.house)
    qtbot.mouseDClick(page.take, LEFT)  # the second press and no more
    qtbot.mouseRelease(page.take, LEFT)
    settle(qtbot, shown.house)

    assert ANEW in words_on(page)
    assert names(one) == []
