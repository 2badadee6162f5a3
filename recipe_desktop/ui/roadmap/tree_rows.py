"""How the tree of the roadmap is painted, and with what its cells are edited."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.services import words, words_plan
from recipe_desktop.services.here import MEMBERS
from recipe_desktop.services.outline import Node
from recipe_desktop.ui.cards.initials import series
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.fonts import Face
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap import canvas, wording
from recipe_desktop.ui.roadmap.cell_reason import CellReason
from recipe_desktop.ui.roadmap.cells import DAYS, DONE, END, LEAD, NAME, START, STATUS
from recipe_desktop.ui.roadmap.model import NODE, OutlineModel
from recipe_desktop.ui.tables.rows import TellingRows

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 1.75  # units
HEAD: Final = 2.8
_RIGHT: Final = (START, END, DAYS, DONE)


class TreeHead(QHeaderView):
    """Titles in small, at the lower edge, beside those of the weeks."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setSectionsMovable(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(look.px(2))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.px(HEAD))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        u, t = self._look.u, self._look.tokens
        painter.save()
        painter.fillRect(rect, t.surface)
        draw.hairline(painter, rect.left(), rect.right() + 1, rect.bottom(), t.line)
        area = QRectF(rect).adjusted(0.5 * u, rect.height() - 1.6 * u, -0.5 * u, 0)
        align = draw.RIGHT if logicalIndex in _RIGHT else draw.LEFT
        if logicalIndex == LEAD:
            align, area = draw.CENTRE, QRectF(rect).adjusted(0, rect.height() - 1.6 * u, 0, 0)
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        if logicalIndex == NAME:
            area.setLeft(rect.left() + 1.25 * u)
        draw.text(painter, area, title, self._look.fonts.small, t.text2, align)
        painter.restore()


class TreeRows(TellingRows):
    """Paints cells, and gives each the editor that fits it.

    What is typed stays in an open cell, also where it is refused: then the reason stands below.
    """

    def __init__(self, look: Look, tree: QTreeView) -> None:
        super().__init__(tree)
        self._look, self._tree = look, tree
        self._editor: QWidget | None = None
        self._reason = CellReason(look, tree.viewport())
        self.column = -1
        self.is_by_enter = False
        self.is_refused = False

    @property
    def words(self) -> str:
        """What was written or chosen in the cell that is open, as it reads."""
        editor = self._editor
        if isinstance(editor, QComboBox):
            return editor.currentText()
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def refuse(self, reason: str) -> None:
        """Say at the open cell why its words are not taken."""
        self.is_refused = True
        if self._editor is not None:
            self._editor.setAccessibleDescription(reason)
            self._reason.tell(reason, self._editor.geometry())

    def accept(self) -> None:
        """Nothing is in the way any more of what is written in the open cell."""
        self.refuse("")
        self.is_refused = False

    def save(self) -> None:
        """Save what is in the open cell, which stays open."""
        if self._editor is not None:
            self.is_by_enter = False
            self.commitData.emit(self._editor)

    def leave(self) -> None:
        """Save what is in the open cell, and close it."""
        self.save()
        if self._editor is not None:
            self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(4), self._look.px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node = index.data(NODE)
        if not isinstance(node, Node):
            return
        painter.save()
        rect = QRectF(option.rect)
        fonts, u, t = self._look.fonts, self._look.u, self._look.tokens
        column = index.column()
        entry = node.entry
        if column == NAME:
            self._name(painter, rect, node)
        elif column == LEAD:
            if node.owner:
                side = 1.3 * u
                disc = QRectF(
                    rect.center().x() - side / 2, rect.center().y() - side / 2, side, side
                )
                draw.disc(painter, self._look, disc, node.owner, series(node.owner))
        elif column == STATUS:
            if entry is not None and entry.status in wording.STATUSES:
                state, symbol = wording.STATUSES[entry.status]
                at = QPointF(rect.left() + 0.9 * u, rect.center().y())
                draw.icon(painter, self._look, at, symbol, t.ink(state), size=14 / 16)
                words_ = rect.adjusted(1.7 * u, 0, -0.3 * u, 0)
                text = words_plan.status_word(entry.status)
                draw.text(painter, words_, text, fonts.second, t.text)
        else:
            critical = column == END and entry is not None and entry.dates.is_critical
            leaf_critical = critical and entry is not None and not entry.dates.is_summary
            face = fonts.figures_strong if leaf_critical else fonts.figures
            ink = t.critical if leaf_critical else t.text2
            area = rect.adjusted(0.2 * u, 0, -0.5 * u, 0)
            draw.text(painter, area, str(index.data() or ""), face, ink, draw.RIGHT)
        draw.hairline(painter, rect.left(), rect.right() + 1, rect.bottom() - 1, canvas.grid(t))
        painter.restore()

    def _name(self, painter: QPainter, rect: QRectF, node: Node) -> None:
        look, t = self._look, self._look.tokens
        if node.code and node.kind in wording.NUMBERED:
            draw.text(painter, self._whole(rect, node), node.code, look.fonts.figures, t.text2)
        draw.text(painter, self._room(rect, node), node.name, self._face(node), t.text)

    def _whole(self, rect: QRectF, node: Node) -> QRectF:
        """Where number and name stand; over the cells beside them where these are empty."""
        u, head = self._look.u, self._tree.header()
        whole = rect.adjusted(0.15 * u, 0, -0.3 * u, 0)
        if node.owner:
            return whole
        if node.start is None and node.end is None and node.entry is None:
            whole.setRight(self._tree.viewport().width() - 0.3 * u)
            return whole
        whole.setWidth(whole.width() + head.sectionSize(LEAD))
        if node.start is None or node.kind == "milestones":
            whole.setWidth(whole.width() + head.sectionSize(START))
        return whole

    def _room(self, rect: QRectF, node: Node) -> QRectF:
        """Where the name stands."""
        left = self._whole(rect, node)
        if node.code and node.kind in wording.NUMBERED:
            left.setLeft(
                left.left() + self._look.fonts.figures.width(node.code) + 0.55 * self._look.u
            )
        return left

    def _face(self, node: Node) -> Face:
        heads = node.parts > 0 or node.kind in ("objectives", "actions", "chapters")
        return self._look.fonts.strong if heads else self._look.fonts.body

    @override
    def hidden_text(self, whole: QRectF, index: Index) -> str:
        node = index.data(NODE)
        if not isinstance(node, Node) or index.column() != NAME:
            return ""
        room = self._room(whole, node).width()
        return node.name if self._face(node).width(node.name) > room else ""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.column()
        if column in (LEAD, STATUS):
            box = QComboBox(parent)
            box.addItem("", "")
            if column == LEAD:
                for code in MEMBERS:
                    box.addItem(words.member_name(code), code)
            else:
                for code in words_plan.STATUSES:
                    box.addItem(words_plan.status_word(code), code)
            box.view().setMinimumWidth(self._look.px(13))
            box.activated.connect(lambda _row: self._commit(box))
            return box
        return QLineEdit(parent)

    def _commit(self, box: QComboBox) -> None:
        self.is_by_enter = True  # nobody chooses by going away
        self.commitData.emit(box)
        self.closeEditor.emit(box, QAbstractItemDelegate.EndEditHint.NoHint)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor is self._editor:
            return  # somebody writes in it
        self._editor, self.column = editor, index.column()
        typed = str(index.data(Qt.ItemDataRole.EditRole) or "")
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(typed)))
            editor.view().setAccessibleName(str(title))
        elif isinstance(editor, QLineEdit):
            editor.setText(typed)
            editor.selectAll()

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.is_by_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        elif event.type() == QEvent.Type.FocusOut:
            self.is_by_enter = False
        return super().eventFilter(editor, event)

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self._editor:
            self._editor = None
            self._reason.hide()
        super().destroyEditor(editor, index)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self.is_refused = False
        before = str(index.data(Qt.ItemDataRole.EditRole) or "")
        typed = before
        if isinstance(editor, QComboBox):
            typed = str(editor.currentData() or "")
        elif isinstance(editor, QLineEdit):
            typed = editor.text().strip()
        if typed != before and isinstance(model, OutlineModel):
            model.tell_edited(index, typed)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = QRect(option.rect)
        least = self._look.px(10 if index.column() in (LEAD, STATUS) else 6)
        if rect.width() < least:
            rect.setLeft(min(rect.left(), max(0, rect.right() - least)))
            rect.setWidth(least)
        editor.setGeometry(rect.adjusted(0, -1, 0, 1))
        self._reason.move_to(editor.geometry())
