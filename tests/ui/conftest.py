import pytest

from recipe_desktop import i18n, paths
from recipe_desktop.ui.jobs import Jobs
from recipe_desktop.ui.look.theme import Look, Scheme
from recipe_desktop.ui.preferences import Preferences
from tests.ui import samples


@pytest.fixture(scope="session")
def the_look(qapp):
    return Look(qapp, paths.resources(), scheme=Scheme.LIGHT, base_pt=10)


@pytest.fixture
def look(the_look):
    yield the_look
    if the_look.scheme != Scheme.LIGHT or the_look.percent != 100:
        the_look.use(Scheme.LIGHT, 100)


@pytest.fixture(autouse=True)
def _english():
    yield
    i18n.use_language("en")


@pytest.fixture
def jobs(qapp):
    made = Jobs(qapp)
    yield made
    made.cancel_all()
    made.wait()
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
