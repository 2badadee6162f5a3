"""What drags and keys do with whole rows: over what somebody has seen of them, and nothing else."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile
from typing import Final

from PySide6.QtCore import QObject

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.schedule import CALCULATED
from recipe_desktop.services import outline, planning, records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.services.seen import Seen
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.forms.saving import save_over

_LINKS: Final = "task-links"
_TABLES: Final = {"task": "tasks", "milestone": "milestones", "task_link": _LINKS}
_BY_HAND: Final = ("planning", "records", "history")  # features; a received file is no such hand
_MOST: Final = 1_000  # rows of one step that are read again at once
_DAYS: Final = {"tasks": ("starts_on", "duration_days"), "milestones": ("due_on",)}
_PLACE: Final = ("parent", "action", "position")
_OF_LINK: Final = ("link_type", "lag_days")


class Moves(QObject):
    """Does what moves rows, and what links them.

    Of a long plan the next state is still being worked out when the next key is pressed: what
    was done here since the one that is shown counts as seen. What another program or a received
    file has written does not, and is not written over.
    """

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._outline: Outline = outline.EMPTY
        self._since: dict[Uid, Mapping[str, Value]] = {}

    def show_outline(self, fresh: Outline, *, is_newest: bool) -> None:
        """Another state of the plan is seen from now on.

        Args:
            is_newest: whether it tells of everything that was done here.
        """
        self._outline = fresh
        if is_newest:
            self._since.clear()

    def take_note(self, changes: ChangeSet) -> None:
        """Something was done here, of which no state of the plan tells yet."""
        if changes.action.partition(".")[0] not in _BY_HAND:
            return
        for table, kind in _TABLES.items():
            uids = changes.touched.get(table, frozenset())
            if len(uids) <= _MOST:
                found = self._workspace.ask(records.shown, kind, sorted(uids))
                self._since |= {one.uid: one.fields for one in found}

    # --- Days ------------------------------------------------------------------------------------

    def begin_at(self, uid: Uid, day: date) -> None:
        """Move a row to a day.

        Raises:
            UserError: record.changed_meanwhile, record.unknown.
        """
        save_over(self._workspace, self._days(uid), planning.begin_at, uid, day)

    def end_on(self, uid: Uid, day: date) -> None:
        """Have a task end on a day.

        Raises:
            UserError: record.changed_meanwhile, plan.*, record.unknown.
        """
        save_over(self._workspace, self._days(uid), planning.end_on, uid, day)

    def move_by(self, uid: Uid, days: int) -> None:
        """Move a row by some working days.

        Raises:
            UserError: record.changed_meanwhile, record.unknown.
        """
        save_over(self._workspace, self._days(uid), planning.move_by, uid, days)

    def stretch_by(self, uid: Uid, days: int) -> None:
        """Have a task take more working days or, with minus, fewer.

        Raises:
            UserError: record.changed_meanwhile, plan.*, record.unknown.
        """
        save_over(self._workspace, self._days(uid), planning.stretch_by, uid, days)

    # --- Places ----------------------------------------------------------------------------------

    def indent(self, uid: Uid) -> None:
        """Make a row a part of the task above it.

        Raises:
            UserError: record.changed_meanwhile, plan.*, record.unknown.
        """
        save_over(self._workspace, self._beside(uid), planning.indent, uid)

    def outdent(self, uid: Uid) -> None:
        """Take a row out of the task that it is a part of; what stands behind that makes room.

        Raises:
            UserError: record.changed_meanwhile, plan.*, record.unknown.
        """
        node = self._outline.find(uid)
        above = self._outline.nodes[node.parent].uid if node and node.parent >= 0 else uid
        seen = [*self._beside(uid), *self._beside(above)]
        save_over(self._workspace, seen, planning.outdent, uid)

    def shift(self, uid: Uid, step: int) -> None:
        """Swap a row with the one above (-1) or below (1).

        Raises:
            UserError: record.changed_meanwhile, plan.nothing_above, record.unknown.
        """
        save_over(self._workspace, self._beside(uid), planning.shift, uid, step)

    # --- Links -----------------------------------------------------------------------------------

    def link(self, before: Uid, after: Uid, kind: str = CALCULATED, lag: int = 0) -> None:
        """Have one row wait for another.

        Raises:
            UserError: record.changed_meanwhile, plan.*, record.unknown.
        """
        known = {(link.before, link.after, link.type): uid for uid, link in self._outline.links}
        uid = known.get((before, after, kind)) or planning.link_uid(before, after, kind)
        seen = [self._link(uid)]
        save_over(self._workspace, seen, planning.link, before, after, kind, lag)

    def relink(self, uid: Uid, kind: str, lag: int) -> None:
        """Change type or lag of a link.

        Raises:
            UserError: record.changed_meanwhile, plan.*, record.unknown.
        """
        save_over(self._workspace, [self._link(uid)], planning.relink, uid, kind, lag)

    def unlink(self, uid: Uid) -> None:
        """Take a link away.

        Raises:
            UserError: record.changed_meanwhile, record.unknown.
        """
        save_over(self._workspace, [self._link(uid)], planning.unlink, uid)

    # --- What was seen ---------------------------------------------------------------------------

    def _days(self, uid: Uid) -> list[Seen]:
        """Of a row and its parts: they move with it."""
        nodes = self._outline.nodes
        place = next((place for place, one in enumerate(nodes) if one.uid == uid), len(nodes))
        below = takewhile(lambda one: one.level > nodes[place].level, nodes[place + 1 :])
        moved = [*nodes[place : place + 1], *below]
        return [self._row(one, _DAYS[one.kind]) for one in moved if one.entry is not None]

    def _beside(self, uid: Uid) -> list[Seen]:
        """Where a row stands, and all that are parts of the same."""
        node = self._outline.find(uid)
        if node is None:
            return []
        beside = [one for one in self._outline.nodes if one.parent == node.parent]
        return [self._row(one, _PLACE) for one in beside if one.entry is not None]

    def _row(self, node: Node, names: Iterable[str]) -> Seen:
        kept = self._since.get(node.uid, node.kept)
        return Seen(node.kind, node.uid, {name: kept.get(name) for name in names})

    def _link(self, uid: Uid) -> Seen:
        kept = self._since.get(uid, self._outline.links_kept.get(uid))
        fields = None if kept is None else {name: kept.get(name) for name in _OF_LINK}
        return Seen(_LINKS, uid, fields)
