"""Every scene of the gallery can be played, and nothing flashes up as a window of its own."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from recipe_desktop.demo import arrivals, visits
from recipe_desktop.domain import plan_sheets
from recipe_desktop.formats import sheets
from recipe_desktop.services import records, roadmap
from recipe_desktop.sync import cards, sending
from recipe_desktop.ui.desk.screen import DeskScreen
from recipe_desktop.ui.start.catching_up import CatchingUp
from recipe_desktop.ui.view import Languages
from recipe_desktop.ui.window.frame import MainWindow
from tests.sync.offices import card, carry, meet, organisation
from tests.ui import gallery, scenes
from tests.ui.scenes.stage import SAMPLES, Stage

FIRMS = (
    ("Győri Akku Kft.", "HU", "sme"),
    ("Zalai Útmérés Zrt.", "HU", "sme"),
    ("Rouen Tech", "FR", "technology_centre"),
    ("Győri Akku Kft", "HU", "sme"),
)


class WindowSpy(QObject):
    """Notes what was shown as a window, and is neither a window of ours nor a menu."""

    def __init__(self):
        super().__init__()
        self.seen = []

    @override
    def eventFilter(self, watched, event):
        alone = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if alone and watched.isWindow() and not _is_known(watched):
            self.seen.append(type(watched).__name__)
        return False


def _is_known(window):
    small = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
    return isinstance(window, MainWindow | DeskScreen | CatchingUp) or window.windowType() in small


@pytest.fixture
def spy():
    made = WindowSpy()
    QApplication.instance().installEventFilter(made)
    yield made
    QApplication.instance().removeEventFilter(made)


@pytest.fixture
def play(qapp, look, tmp_path):
    """Play scenes on a store, and give the names of what was to be seen."""
    languages = Languages(qapp)

    def names(workspace, of_store, **files):
        with gallery.opened(qapp, look, languages, workspace, tmp_path) as house:
            stage = Stage(house, tmp_path, **files)
            stage.rest()
            shown = []
            for scene in of_store:
                for name, widget in scene(stage):
                    assert not gallery.picture(widget).isNull()
                    shown.append(name)
            return shown

    yield names
    languages.deleteLater()


def a_store_with_work_in_it(home, away, tmp_path):
    """Partners, doubles, exchanges, an event of today, a plan, a conflict; and what came in."""
    meet(home, away)
    uids = [
        organisation(home, name, country=country, organisation_type=kind, city="Győr")
        for name, country, kind in FIRMS
    ]
    for uid in (uids[0], uids[-1]):
        home.do(records.edit, "organisations", uid, {"website": "https://akku.example"})
    home.do(records.create, "people", {"family_name": "Őri", "organisation": uids[0]})
    plan = sheets.read_table(SAMPLES / "roadmap.csv", plan_sheets.is_known_header)
    home.do(roadmap.take_in, plan_sheets.read_rows(plan))
    visits.arrange(home, tmp_path / "exchange.pdf")
    arrivals.receive(home, tmp_path)
    box = tmp_path / "box"
    box.mkdir()
    carry(box, home, away)
    for workspace, city in ((home, "Győr-Likócs"), (away, "Raab")):
        workspace.do(records.edit, "organisations", uids[0], {"city": city})
    carry(box, home, away)
    away.do(records.edit, "organisations", uids[1], {"city": "Zalaegerszeg"})
    return sending.send(away, tmp_path / "next.recipe-changes").path


@pytest.mark.slow
def test_every_scene_is_played_and_nothing_flashes_up(a_laptop, play, spy, tmp_path):
    home, away = a_laptop("HU"), a_laptop("FR")
    third = a_laptop("DE", person="Jürgen Groß")
    bundle = a_store_with_work_in_it(home, away, tmp_path)
    cards.write_card(card(third), tmp_path / "third.recipe-card")
    rows = "Organisation;Country;City\nDonau-Sensorik GmbH;DE;Regensburg\n;DE;Ulm\n"
    (tmp_path / "members.csv").write_text(rows, encoding="utf-8")
    files = {
        "bundle": bundle,
        "card": tmp_path / "third.recipe-card",
        "members": tmp_path / "members.csv",
    }

    shown = play(home, scenes.FULL, **files) + play(third, scenes.EMPTY, **files)

    assert len(shown) == len(set(shown))
    assert {"open-pack-ready", "sync-conflicts", "doubles-told", "empty-board", "at-work"} <= set(
        shown
    )
    assert spy.seen == []
