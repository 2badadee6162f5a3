"""Tree and chart beside each other: one set of rows, one scroll bar, one choice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap.chart import GanttView
from recipe_desktop.ui.roadmap.head import TimeHead
from recipe_desktop.ui.roadmap.tree import OutlineTree
from recipe_desktop.ui.roadmap.tree_rows import HEAD
from recipe_desktop.ui.view import View


class TreeAndChart(View):
    """Keeps tree and chart at the same rows and heights; ``chosen`` tells the row."""

    chosen = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="surface")
        self.tree = OutlineTree(look)
        self.chart = GanttView(look)
        self.time_head = TimeHead(look, self.chart)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.time_head)
        column.addWidget(self.chart, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self._edge_moved = False
        self.chart.setFocusProxy(self.tree)  # one keyboard for both
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.measure()
        self.retranslate()

        down, up = self.tree.verticalScrollBar(), self.chart.verticalScrollBar()
        down.valueChanged.connect(up.setValue)
        up.valueChanged.connect(down.setValue)
        self.tree.folded.connect(self._show_rows)
        self.tree.current_changed.connect(self._show_chosen)
        self.chart.chosen.connect(self.tree.choose)
        self.splitter.splitterMoved.connect(self._edge_was_moved)

    @override
    def retranslate(self) -> None:
        self.tree.setAccessibleName(_("Roadmap"))
        self.chart.setAccessibleName(_("Bars on the calendar"))
        self.chart.setAccessibleDescription(
            _("The same rows as in the tree, which says their days in words")
        )
        self.tree.viewport().update()
        self.tree.header().viewport().update()
        self.chart.viewport().update()
        self.time_head.update()

    @override
    def measure(self) -> None:
        self.time_head.setFixedHeight(self.look.px(HEAD))
        self._share_width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def show_outline(self, outline: Outline) -> None:
        """Show another state of the plan."""
        if not self.tree.rows.has_same_rows(outline):
            self.chart.show_rows(())  # places of the former state mean nothing in the new one
        self.chart.show_outline(outline)
        self.tree.show_outline(outline)
        self._share_width()
        self._show_chosen()

    @property
    def node(self) -> Node | None:
        """The row that is chosen."""
        return self.tree.node

    def _show_rows(self) -> None:
        self.chart.show_rows(self.tree.visible_nodes())
        self.chart.verticalScrollBar().setValue(self.tree.verticalScrollBar().value())
        self._show_place()

    def _show_chosen(self) -> None:
        self._show_place()
        self.chosen.emit()

    def _show_place(self) -> None:
        index = self.tree.currentIndex()
        self.chart.show_chosen(index.internalId() if index.isValid() else -1)

    def _edge_was_moved(self) -> None:
        self._edge_moved = True

    def _share_width(self) -> None:
        """The tree shows its usual columns, at most half; who moves the edge decides."""
        if not self._edge_moved and self.width():
            whole, least = self.tree.columns_width, self.tree.least_width
            wide = whole if whole <= self.width() // 2 else min(least, self.width() // 2)
            self.splitter.setSizes([wide, max(1, self.width() - wide)])
