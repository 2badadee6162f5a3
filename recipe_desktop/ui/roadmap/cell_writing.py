"""What is typed into the cells of the tree, and when the plan is shown anew below it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from recipe_desktop.domain.errors import CHANGED, DELETED, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.ui.background.aim import Aim
from recipe_desktop.ui.forms.left_words import KeepsWords, LeftWords
from recipe_desktop.ui.forms.meanwhile import meanwhile
from recipe_desktop.ui.roadmap import cells, wording
from recipe_desktop.ui.roadmap.edits import Editing
from recipe_desktop.ui.roadmap.tree import OutlineTree


class CellWriting(QObject):
    """Saves what is typed over what the row showed, and over nothing else.

    What is refused stays in the cell with the reason below it; once the keyboard is elsewhere the
    window keeps the words. ``came`` tells a state of the plan that may be shown: none while a cell
    is open, from which it would take the words, unless its row has gone.
    """

    came = Signal(object)

    def __init__(self, tree: OutlineTree, editing: Editing, parent: QObject) -> None:
        super().__init__(parent)
        self._tree, self._editing = tree, editing
        self._fresh: Outline | None = None
        self._known: Mapping[str, Value] | None = None  # what Enter writes over
        self._left: LeftWords | None = None
        self._is_overtaken = False
        self._aim = Aim(self._pass_on, self)
        tree.rows.edited.connect(self._write)
        tree.cell_closed.connect(self._closed)

    def take(self, fresh: Outline) -> None:
        """Another state of the plan has come."""
        self._fresh = fresh
        if self._tree.is_editing and _row(fresh, self._tree.uid) is None:
            self._tree.end_editing()
        elif self._is_overtaken and self._is_taken_back(fresh):
            self._forget_refusal()
            self._tree.cells.accept()
        self._aim.wait()

    def _pass_on(self) -> None:
        if self._fresh is not None and not self._tree.is_editing:
            fresh, self._fresh = self._fresh, None
            self.came.emit(fresh)

    def _write(self, uid: str, field: str, text: str) -> None:
        node = next((one for one in self._tree.rows.nodes if one.uid == uid), None)
        if node is None:
            return
        known = self._known if self._tree.cells.is_by_enter else None
        try:
            self._editing.write_typed(node, field, text, known)
        except UserError as error:
            self._refuse(error, node, text)

    def _refuse(self, error: UserError, node: Node, text: str) -> None:
        """Keep the words; what came meanwhile is told, and may be written over by then."""
        cell = self._tree.cells
        told = reason = words.one_line(error)
        if error.code == DELETED:
            told = ""  # the notice says so of the record
        elif error.code == CHANGED and (kept := self._editing.kept(node)):
            typed, shown = self._now(node, cell.column, kept)
            if typed == text:
                return  # somebody has written the same
            self._known = kept
            self._is_overtaken = True
            told = meanwhile(shown, self._editing.writer(node, cells.field(node, cell.column)))
            reason = " ".join((told, _("Enter keeps yours, Esc takes that.")))
        label = str(cells.titles()[cell.column])
        reasons = (told,) if told else ()
        self._left = LeftWords(wording.title(node), [(label, cell.words)], reasons, None)
        cell.refuse(reason)

    def _now(self, node: Node, column: int, kept: Mapping[str, Value]) -> tuple[str, str]:
        """What the cell would say now, as one edits it and as it reads.

        Of a long plan, whose days are still being worked out, what is stored for it.
        """
        now = _row(self._fresh, node.uid) if self._fresh is not None else None
        if self._fresh is None or now is None or now.kept != kept:
            return self._editing.stored(node, cells.field(node, column), kept)
        if column == cells.NAME:
            return now.name, now.name  # is shown with its number
        return cells.typed(now, column), cells.shown(now, column, self._fresh.roadmap.today)

    def _is_taken_back(self, fresh: Outline) -> bool:
        """Whether in the place of the open cell stands again what stood there at the beginning."""
        column, uid, shown = self._tree.cells.column, self._tree.uid, self._tree.rows.outline
        before = None if shown is None else _row(shown, uid)
        now = _row(fresh, uid)
        if before is None or now is None:
            return False
        return self._editing.is_same(before, now, cells.field(now, column))

    def _forget_refusal(self) -> None:
        self._left = self._known = None
        self._is_overtaken = False

    def _closed(self, unsaved: bool) -> None:  # noqa: FBT001  # a signal's argument
        left = self._left
        self._forget_refusal()
        window = self._tree.window()
        if unsaved and left is not None and isinstance(window, KeepsWords):
            window.keep_words(left)
        self._aim.wait()


def _row(outline: Outline, uid: str | None) -> Node | None:
    return next((node for node in outline.nodes if node.uid == uid), None)
