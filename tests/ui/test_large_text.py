"""Text of double size on the screen of a small laptop: everything can be reached and read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.i18n import in_language
from recipe_desktop.services import conflicts, planning, records
from recipe_desktop.sync import receiving
from recipe_desktop.ui.exchanges.switch import BOARD
from recipe_desktop.ui.start.welcome import Welcome
from tests.sync.offices import carry, meet, organisation
from tests.ui.hands import elided_labels, is_read_in_full, out_of_reach, settle

LEFT = Qt.MouseButton.LeftButton
VAT = "HU12345676"


@pytest.fixture
def small(a_house, look, qtbot):
    """A house on a small screen, with text of double size."""

    def made(workspace):
        look.use(percent=200)
        house = a_house(workspace)
        house.window.resize(1366, 768)
        settle(qtbot, house)
        return house

    return made


@pytest.fixture
def apart(a_laptop, tmp_path):
    one = a_laptop("HU", "Kecskemét 1", "Zsófia Nagy")
    two = a_laptop("FR", "Lyon 1", "Hélène Le Goff")
    meet(one, two)
    box = tmp_path / "box"
    box.mkdir()
    uid = organisation(one, "Österreichisch-ungarische Akku Kft.", country="HU", city="Győr")
    carry(box, one, two)
    one.do(records.edit, "organisations", uid, {"city": "Győr-Likócs"})
    two.do(records.edit, "organisations", uid, {"city": "Raab"})
    carry(box, two, one)
    receiving.receive(one, [box])
    return one


def test_a_conflict_takes_the_place_of_the_list_and_shows_both_values(small, apart, qtbot):
    house = small(apart)
    page = house.window.go("sync")
    page.show_tab("conflicts")
    settle(qtbot, house)
    tab = page.conflicts
    assert tab.list.isVisible()
    assert not tab.detail.isVisible()

    at = tab.list.visualRect(tab.list.currentIndex()).center()
    qtbot.mouseClick(tab.list.viewport(), LEFT, pos=at)

    settle(qtbot, house)
    assert tab.detail.isVisible()
    assert not tab.list.isVisible()
    assert len(tab.detail.cards) == 2
    assert out_of_reach(house.window) == []
    assert elided_labels(tab) == []

    qtbot.mouseClick(tab.detail.back, LEFT)

    assert tab.list.isVisible()
    assert QApplication.focusWidget() is tab.list


def test_a_figure_decides_no_conflict_that_is_out_of_sight(small, apart, qtbot):
    house = small(apart)
    page = house.window.go("sync")
    page.show_tab("conflicts")
    settle(qtbot, house)

    qtbot.keyClick(page.conflicts.list, Qt.Key.Key_2)
    assert apart.ask(conflicts.count) == 1
    assert page.conflicts.detail.isVisible()

    qtbot.keyClick(page.conflicts.detail, Qt.Key.Key_2)
    assert apart.ask(conflicts.count) == 0


def test_the_parts_of_sync_stand_below_each_other(small, apart, qtbot):
    house = small(apart)
    page = house.window.go("sync")

    for tab in ("overview", "devices"):
        page.show_tab(tab)
        settle(qtbot, house)
        assert out_of_reach(house.window) == []
        assert elided_labels(house.window) == []


def test_two_organisations_that_may_be_one_take_the_place_of_their_list(small, workspace, qtbot):
    for name in ("Alfa Motor Kft.", "Alfa Motor Zrt."):
        organisation(workspace, name, vat_number=VAT, city="Győr", country="HU")
    house = small(workspace)
    page = house.window.go("partners")
    qtbot.waitUntil(lambda: len(page.watch.pairs) == 1)
    page.review_doubles()
    settle(qtbot, house)
    doubles = page.doubles
    assert elided_labels(doubles) == []

    qtbot.keyClick(doubles.list, Qt.Key.Key_3)
    assert len(page.watch.pairs) == 1, "nobody judges what is out of sight"

    assert doubles.comparison.isVisible()
    assert not doubles.list.isVisible()
    assert out_of_reach(house.window) == []
    qtbot.mouseClick(doubles.to_list, LEFT)
    assert doubles.list.isVisible()


def test_a_preview_scrolls_to_its_rows_and_names_every_column(small, workspace, tmp_path, qtbot):
    house = small(workspace)
    house.ways.list_import.emit("")
    page = house.window.pages.currentWidget()
    file = tmp_path / "m.csv"
    file.write_text("Name;Land;Ort;Mitarbeiter\nAlfa Prüfgesellschaft;DE;X;about 30\n", "utf-8")
    page.read(file)
    qtbot.waitUntil(lambda: page.planned is not None and not house.jobs.running, timeout=30_000)

    assert out_of_reach(house.window) == []
    assert elided_labels(page) == []
    assert page.pane.rows.height() > 10 * house.window.look.u


def test_the_first_window_scrolls_to_its_last_button(look, preferences, tmp_path, qtbot):
    look.use(percent=200)
    welcome = Welcome(look, lambda _path: None, tmp_path, lambda _code: None, preferences)
    qtbot.addWidget(welcome)
    welcome.resize(1280, 672)
    welcome.show()

    assert out_of_reach(welcome) == []
    assert (welcome.width(), welcome.height()) == (1280, 672)


def test_the_board_of_exchanges_keeps_its_title(small, workspace, qtbot):
    firm = organisation(workspace, "Akku Kft.", country="HU")
    workspace.do(records.create, "exchanges", {"visitor": firm, "host": firm})
    house = small(workspace)
    page = house.window.go("exchanges")
    page.show_way(BOARD)
    settle(qtbot, house)

    assert page.board.title.words == "Exchanges"
    assert "Exchanges" not in elided_labels(page.board)
    assert page.board.filter.isVisible()


@pytest.mark.parametrize("code", ["en", "hu", "xx"])
def test_when_the_roadmap_ends_is_said_in_full_and_with_its_year(small, workspace, qtbot, code):
    task = workspace.do(planning.add, "tasks", "Report")
    workspace.do(records.edit, "tasks", task, {"starts_on": "2029-05-07", "duration_days": 5})
    house = small(workspace)
    page = house.window.go("roadmap")
    with in_language(code):
        page.bar.retranslate()
        page.bar.show_outline(page.outline)
        settle(qtbot, house)

        assert "2029" in page.bar.summary.words
        assert is_read_in_full(page.bar.summary)
        below = page.bar.summary.y() >= page.bar.title.geometry().bottom()
        assert below == (code == "xx")
