"""What the application builds once and every part of the window is given."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Jobs
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.background.overviews import Overviews
from recipe_desktop.ui.background.shared_folders import SharedFolders
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.preferences import Preferences


class Ways(QObject):
    """How one part of the window leads to another without knowing it.

    ``section`` tells a section and a place in it, such as ``sync`` and ``conflicts``;
    ``record`` kind and uid of what shall be shown; ``list_import`` the file of a list, or an
    empty text where one is still to be chosen; ``plan_import`` that of a plan; ``pack`` that of a
    desk pack; ``store`` that of another store; ``files`` any of these, to be told apart;
    ``action`` the id of an action to be done.
    """

    section = Signal(str, str)
    record = Signal(str, str)
    list_import = Signal(str)
    plan_import = Signal(str)
    pack = Signal(str)
    store = Signal(str)
    files = Signal(list)
    action = Signal(str)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The open store and all that a part of the window needs besides.

    Args:
        overviews: what the sidebar and the first page show, asked for in the background.
        folders: those through which changes are exchanged.
        window: what dialogs cover, if it is there already.
    """

    look: Look
    workspace: Workspace
    notices: Notices
    jobs: Jobs
    preferences: Preferences
    overviews: Overviews
    folders: SharedFolders
    ways: Ways
    window: Callable[[], QWidget | None]
