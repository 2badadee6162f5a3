import gc
from itertools import count

import pytest
import shiboken6
from PySide6.QtCore import Qt

from recipe_desktop import i18n, paths
from recipe_desktop.services import records, stores
from recipe_desktop.ui.background.jobs import Jobs
from recipe_desktop.ui.house.house import House
from recipe_desktop.ui.look.theme import Look, Scheme
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.start.program import Program
from recipe_desktop.ui.view import Languages
from tests.ui import samples
from tests.ui.hands import settle
from tests.ui.typing import choose

_LOOKS = []
_TESTS = count(1)
_BETWEEN = 20


@pytest.fixture
def look(qapp):
    """One look for all tests, made anew when another one took its place in the application."""
    if not _LOOKS or qapp.style() is not _LOOKS[-1]._style:
        _LOOKS.append(Look(qapp, paths.resources(), scheme=Scheme.LIGHT, base_pt=10))
    made = _LOOKS[-1]
    yield made
    if made.scheme != Scheme.LIGHT or made.percent != 100:
        made.use(Scheme.LIGHT, 100)


@pytest.fixture(autouse=True)
def _english(qapp):
    """No test leaves windows in another language, nor Qt's own buttons."""
    yield
    for languages in qapp.findChildren(Languages):
        if i18n.language() != "en":  # else all windows would be told for nothing
            languages.use("en")
        shiboken6.delete(languages)  # at once: its going is told, too, and not to the next test


@pytest.fixture(autouse=True)
def _collects():
    """What closed windows leave goes now and then.

    While a window is there Python searches for dead cycles in pauses of its event loop alone, which
    tests do not have; what was there when it was opened is not searched soon again either.
    """
    yield
    if next(_TESTS) % _BETWEEN == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def _lets_go(qapp):
    """No test leaves a button of the mouse down: pages wait for it with what has changed."""
    yield
    assert qapp.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture
def jobs(qapp):
    made = Jobs(qapp)
    yield made
    made.cancel_all()
    made.end()
    made.deleteLater()


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def window(qtbot, look, jobs, preferences):
    made = samples.window(look, jobs, preferences)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.go("partners")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def a_house(qapp, qtbot, look, tmp_path):
    """Open the window of a store; it is closed when the test ends."""
    opened = []
    languages = Languages(qapp)

    def make(workspace):
        number = len(opened) + 1
        own = Preferences(tmp_path / f"window-{number}.ini")
        house = House(workspace, look, own, languages, lambda: None, parent=qapp)
        opened.append(house)
        house.window.resize(1366, 768)
        house.open()
        with qtbot.waitActive(house.window):
            house.window.activateWindow()
        settle(qtbot, house)
        return house

    yield make
    for house in opened:
        house.jobs.cancel_all()
        house.jobs.end()
        house.window.close()
        house.window.deleteLater()
        house.deleteLater()


@pytest.fixture
def house(a_house, workspace):
    """The window of one laptop."""
    return a_house(workspace)


@pytest.fixture
def firms(workspace):
    names = ("Alfa Kft.", "Béta Kft.", "Gamma Kft.")
    made = []
    for name in names:
        values = {"name": name, "city": "Győr", "country": "HU"}
        made.append(workspace.do(records.create, "organisations", values).uid)
    values = {"name": "Delta GmbH", "city": "Graz", "country": "AT"}
    workspace.do(records.create, "organisations", values)
    return made


@pytest.fixture
def partners(qtbot, a_house, workspace, firms):
    house = a_house(workspace)
    page = house.window.go("partners")
    settle(qtbot, house)
    page.house = house
    choose(qtbot, page.list, firms[0])
    return page


@pytest.fixture
def a_program(qapp, look, preferences):
    """Start the program; remembered stores are listed in ``remembered``."""
    made = []
    languages = Languages(qapp)

    def make():
        remembered = []
        program = Program(look, preferences, languages, remembered.append, qapp)
        program.remembered = remembered
        made.append(program)
        return program

    yield make
    for program in made:
        if program.welcome is not None:
            program.welcome.close()
            program.welcome.deleteLater()
        if program.house is not None:
            program.house.jobs.cancel_all()
            program.house.jobs.end()
            program.house.window.close()
            program.house.window.deleteLater()
        program.end()
        program.deleteLater()
    languages.deleteLater()


@pytest.fixture
def a_store(tmp_path, ready_stores):
    path = tmp_path / "office.recipe"
    with ready_stores.at_hand():
        stores.create(path, stores.Owner("HU", "Desk 1", "Zsófia Nagy")).close()
    return path
