import pytest
from PySide6.QtWidgets import QMainWindow

from recipe_desktop.services import records
from recipe_desktop.ui.actions import Actions
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.background.overviews import Overviews
from recipe_desktop.ui.background.shared_folders import SharedFolders
from recipe_desktop.ui.house.undo import Undoing
from recipe_desktop.ui.partners.page import PartnersPage, page_actions
from recipe_desktop.ui.surroundings import Surroundings, Ways


@pytest.fixture
def an_organisation(workspace):
    def make(name, **fields):
        return workspace.do(records.create, "organisations", {"name": name, **fields}).uid

    return make


@pytest.fixture
def a_person(workspace):
    def make(organisation, **fields):
        values = {"organisation": organisation, **fields}
        return workspace.do(records.create, "people", values).uid

    return make


@pytest.fixture
def open_page(qtbot, look, jobs, workspace, preferences):
    """Open the page in a window with its actions, as the program does."""

    def open_it():
        window = QMainWindow()
        qtbot.addWidget(window)
        notices = Notices(workspace.listen, window)
        overviews, ways = Overviews(workspace, notices, jobs, window), Ways(window)
        folders = SharedFolders(workspace, jobs, notices, overviews, window)
        rest = preferences, overviews, folders, ways, lambda: window
        page = PartnersPage(Surroundings(look, workspace, notices, jobs, *rest))
        window.setCentralWidget(page)
        window.registry = Actions(look, window)
        window.registry.add(page_actions(lambda: page, lambda: page))
        Undoing(workspace, notices, window.registry, jobs)
        window.resize(1158, 768)
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        if page.list.uid:
            qtbot.waitUntil(lambda: page.detail.card is not None)
        return page

    return open_it
