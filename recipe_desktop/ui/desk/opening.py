"""How a desk is opened: which one it is, and how its screen hears of what happens elsewhere."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from recipe_desktop.domain.clock import now as wall_clock
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import rosters
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.rosters import DeskOfEvent
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.desk.screen import DeskScreen
from recipe_desktop.ui.desk.sound import Sounds
from recipe_desktop.ui.desk.work import LiveDesk
from recipe_desktop.ui.look.theme import Look


class EventDesk(DeskScreen):
    """The screen of one desk of one event, kept up to date.

    ``badge_wanted`` tells whose badge shall be printed again.
    """

    badge_wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        notices: Notices,
        event: Uid,
        desk: Uid,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = wall_clock,
        sounds: Sounds | None = None,
    ) -> None:
        self.desk = LiveDesk(workspace, event, desk, now)
        super().__init__(look, self.desk, parent, sounds)
        self.event_uid = event
        self.desk.follow = self.record
        self.desk.search = self.look_for
        self.desk.walk_in_wanted = self.begin_walk_in
        self.desk.has_begun_walk_in = lambda: self.has_begun_walk_in
        self.desk.badge_wanted = self.badge_wanted.emit
        notices.committed.connect(self._heard)

    def _heard(self, changes: ChangeSet) -> None:
        if self.desk.refresh(changes):
            self.refresh()


def desks_to_open(workspace: Workspace, event: Uid) -> list[DeskOfEvent]:
    """Among which desks one must choose: that whose pack was opened here, else all of them.

    An event without desks gets its first one.
    """
    there = workspace.ask(rosters.desks, event)
    own = [one for one in there if one.is_here]
    if not there:
        workspace.do(rosters.first_desk, event)
        return workspace.ask(rosters.desks, event)
    return own[:1] or there
