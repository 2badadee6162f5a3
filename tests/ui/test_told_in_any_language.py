"""What is told in a banner goes on in the language that is chosen while it stands there."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from recipe_desktop import i18n
from recipe_desktop.sync import receiving, sending
from recipe_desktop.ui.cards import Banner
from recipe_desktop.ui.sync.devices import AdmitSheet
from recipe_desktop.ui.sync.sending import SendSheet
from tests.events import an_event
from tests.sync.offices import meet, organisation
from tests.ui.hands import choose_in_dialog, drop, settle, words_on
from tests.ui.sync.opening import sync

LEFT = Qt.MouseButton.LeftButton
OTHER_EVENT = (
    ("First name", "Last name", "Event name", "Event start date"),
    ("Éva", "Őz", "Buyers", "2024-03-01"),
)


def told(root):
    """The words of the one banner in sight."""
    QApplication.processEvents()  # every window hears of the language
    [banner] = [b for b in root.findChildren(Banner) if b.isVisible()]
    return words_on(banner).split("\n")


@pytest.fixture
def retold(qtbot):
    """Switch a window's language: all that a banner says is said in that one; and back again."""

    def switch(house, root):
        before = told(root)
        house.languages.use(i18n.PSEUDO)
        settle(qtbot, house)
        after = told(root)
        assert len(after) == len(before)
        assert set(after) & set(before) == set()
        house.languages.use(i18n.SOURCE)
        settle(qtbot, house)
        assert told(root) == before
        return before

    return switch


@pytest.fixture
def a_list(tmp_path):
    def make(name, *lines):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(lines)
        return path

    return make


def looked_at(qtbot, house, path):
    drop(house.window, path)
    settle(qtbot, house)
    return house.window.pages.currentWidget()


@pytest.fixture
def pair(a_laptop):
    one, two = a_laptop("HU", "Győr 1", "Réka Kis"), a_laptop("FR", "Lyon 1", "Luc Blanc")
    meet(one, two)
    return one, two


def test_that_a_file_is_written_for_the_others(a_house, pair, qtbot, retold, tmp_path):
    organisation(pair[0], "Vasműves Zrt.")
    house = a_house(pair[0])
    page = sync(house)
    qtbot.mouseClick(page.send_button, LEFT)
    qtbot.mouseClick(house.window.findChild(SendSheet).file, LEFT)
    choose_in_dialog(qtbot, tmp_path / "out.recipe-changes")
    settle(qtbot, house)
    (tmp_path / "out.recipe-changes").unlink()  # taken away on a stick

    said = retold(house, page.overview)

    assert said[0] == "out.recipe-changes is written"


def test_that_the_card_is_saved_and_a_laptop_admitted(a_house, a_laptop, qtbot, retold, tmp_path):
    house, other = a_house(a_laptop("HU", "Győr 1")), a_house(a_laptop("FR", "Lyon 1"))
    theirs = tmp_path / "two.recipe-card"
    page = sync(other, "devices").devices
    qtbot.mouseClick(page.save, LEFT)
    choose_in_dialog(qtbot, theirs)

    assert retold(other, page)[0] == "Your card is in two.recipe-card."

    page = sync(house, "devices").devices
    page.show_card(theirs)
    qtbot.mouseClick(house.window.findChild(AdmitSheet).admit, LEFT)
    settle(qtbot, house)

    assert retold(house, page)[0] == "Lyon 1 is admitted."


def test_why_a_list_cannot_be_read(house, qtbot, retold, tmp_path):
    (tmp_path / "leer.csv").write_bytes(b"")
    page = looked_at(qtbot, house, tmp_path / "leer.csv")

    assert retold(house, page.news)[0] == "leer.csv is empty."


def test_where_the_rejected_rows_are(house, qtbot, retold, a_list, tmp_path):
    lines = (("Name", "Country"), ("Kék Kft.", "HU"), ("", "DE"))
    page = looked_at(qtbot, house, a_list("members.csv", *lines))
    qtbot.mouseClick(page.save, LEFT)
    choose_in_dialog(qtbot, tmp_path / "mend.xlsx")
    settle(qtbot, house)

    said = retold(house, page.news)

    assert said[0] == "The rejected rows are in mend.xlsx, each with its reason."


def test_that_a_list_names_another_event_with_what_to_do(house, workspace, qtbot, retold, a_list):
    fair = an_event(workspace, "Suppliers", starts_on="2026-11-23")
    house.window.go("events").import_wanted.emit(fair)
    page = house.window.pages.currentWidget()
    page.read(a_list("people.csv", *OTHER_EVENT))
    settle(qtbot, house)
    [right] = page.news.findChildren(QPushButton)
    right.setFocus(Qt.FocusReason.TabFocusReason)

    assert retold(house, page.news)[-1] == "It is the right file"

    assert QApplication.focusWidget() in page.news.findChildren(QPushButton)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle(qtbot, house)
    assert page.news.isHidden()
    assert page.run.isEnabled()


def test_that_nothing_waits(a_house, pair, qtbot, box):
    one, _two = pair
    organisation(one, "Vasműves Zrt.", country="HU")
    for _ in range(2):
        for office in pair:
            sending.send(office, box)
        for office in pair:
            receiving.receive(office, [box])
    house = a_house(one)
    home = house.window.go("home")
    settle(qtbot, house)
    before = words_on(home.waiting).split("\n")
    assert before[0].startswith("No conflict is open")

    house.languages.use(i18n.PSEUDO)
    settle(qtbot, house)

    assert set(words_on(home.waiting).split("\n")) & set(before) == set()
