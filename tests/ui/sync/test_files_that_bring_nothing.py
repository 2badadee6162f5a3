"""Files in the window that cannot be taken in or bring nothing: each says why, and what to do."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import records
from recipe_desktop.sync import receiving, roster, sending
from recipe_desktop.sync.keys import Keys
from tests.ui.hands import drop, settle, words_on


def meet(*workspaces):
    for one in workspaces:
        for other in workspaces:
            if other is not one:
                card = other.ask(roster.identity, Keys(other.state))
                one.do(roster.admit, Keys(one.state), card)


@pytest.fixture
def three(a_laptop):
    """A Hungarian, a French and a German laptop; the German one has met the French one alone."""
    hu, fr, de = (a_laptop(code, f"{code} 1", "Anne Petit") for code in ("HU", "FR", "DE"))
    meet(hu, fr)
    meet(fr, de)
    return hu, fr, de


@pytest.fixture
def shown(a_house, three, qtbot):
    """Drop a file on the window, and read what the page says."""
    house = a_house(three[0])

    def show(path):
        page = house.window.go("sync")
        drop(house.window, path)
        settle(qtbot, house)
        return page.receive

    return show


def sent(workspace, folder, name):
    workspace.do(records.create, "organisations", {"name": name})
    return sending.send(workspace, folder / f"{name}.recipe-changes").path


def test_a_file_for_another_office_says_that_it_is_for_others(three, shown, tmp_path):
    _hu, _fr, de = three
    page = shown(sent(de, tmp_path, "Alfa"))

    said = words_on(page)
    assert "Ask the sender to admit this laptop’s card and to send again." in said
    assert "Nothing has changed on this laptop." in said


def test_a_file_of_a_newer_program_asks_for_the_update(three, shown, tmp_path, monkeypatch):
    _hu, fr, _de = three
    with monkeypatch.context() as newer:
        newer.setattr(sending, "FORMAT", 99)
        file = sent(fr, tmp_path, "Alfa")

    said = words_on(shown(file))
    assert "made by a newer version of RECiPE Desktop" in said
    assert "Update this one and receive it again." in said


def test_what_is_called_a_notice_and_is_none_goes_to_sync_and_is_refused(shown, tmp_path):
    file = tmp_path / "lyon.recipe-notice"
    file.write_bytes(b"anything else")

    assert "lyon.recipe-notice holds no changes of RECiPE Desktop" in words_on(shown(file))


def test_an_empty_notice_asks_for_it_again(shown, tmp_path):
    file = tmp_path / "lyon.recipe-notice"
    file.touch()

    assert "lyon.recipe-notice ends too early" in words_on(shown(file))


def test_a_file_that_came_before_brings_nothing_and_says_so(three, shown, qtbot, tmp_path):
    hu, fr, _de = three
    file = sent(fr, tmp_path, "Alfa")
    receiving.receive(hu, [file])

    page = shown(file)

    assert "Everything in these files is here already." in words_on(page)
    assert page.take.text() == "Close"
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    assert page.incoming is None


def test_a_file_whose_letters_were_changed_asks_for_it_again(three, shown, tmp_path):
    _hu, fr, _de = three
    file = sent(fr, tmp_path, "Alfa")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    assert "Nothing was taken in. Ask for it again" in words_on(shown(file))


def test_a_folder_without_files_of_changes_says_so(shown, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()

    page = shown(folder)

    said = words_on(page)
    assert "stick holds no files that end in .recipe-changes." in said
    assert "here already" not in said
    assert page.take.text() == "Close"


def test_a_folder_with_a_file_for_others_alone_says_that_it_is_not_for_this_laptop(
    three, shown, tmp_path
):
    hu, fr, de = three
    folder = tmp_path / "stick"
    folder.mkdir()
    sent(de, folder, "Alfa")

    page = shown(folder)

    said = words_on(page)
    assert "Nothing for this laptop" in said
    assert "ask the sender to admit its card" in said
    assert "already" not in said

    receiving.receive(hu, [sent(fr, folder, "Beta")])
    said = words_on(shown(folder))

    assert "2 files looked at, 1 is for others" in said
    assert "What is for this laptop in these files is here already." in said
