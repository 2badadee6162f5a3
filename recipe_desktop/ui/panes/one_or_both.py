"""A list and what is chosen in it, beside each other or one in place of the other."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from recipe_desktop.ui.layout.scrolling import DETAIL_UNITS, LIST_UNITS, NO_LIMIT
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.rows import RowsView

BOTH_UNITS: Final = 60.0  # a list and the pane beside it need as much
WIDEST_LIST_UNITS: Final = 34.0


class OneOrBoth(QSplitter):
    """Shows a column with a list, and a pane; where room is short only one of them.

    Args:
        rows: the list in the column; a click or Enter in it leads to the pane.
        back: leads from the pane to the list, and is shown where that is out of sight.
        needs: units from which there is room for both.
        widest: units of the column beside the pane.
    """

    def __init__(
        self,
        look: Look,
        column: QWidget,
        rows: RowsView,
        pane: QWidget,
        back: Button,
        *,
        needs: float = BOTH_UNITS,
        widest: float = WIDEST_LIST_UNITS,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._needs, self._widest = needs, widest
        self._look, self._column, self._rows = look, column, rows
        self._pane, self._back = pane, back
        self.is_narrow = self._in_pane = False
        self.addWidget(column)
        self.addWidget(pane)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setSizes([look.px(LIST_UNITS), look.px(DETAIL_UNITS)])
        self._show_sides()
        rows.clicked.connect(self.turn_to_pane)
        rows.activated.connect(self.turn_to_pane)
        back.clicked.connect(self.turn_to_list)
        look.changed.connect(self._fold_or_not)

    def turn_to_pane(self) -> None:
        """Where room is short, show the pane in place of the list."""
        self._in_pane = True
        self._show_sides()

    def turn_to_list(self) -> None:
        """Show the list again, with the keyboard in it."""
        self._in_pane = False
        self._show_sides()
        self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_or_not()

    def _fold_or_not(self) -> None:
        self.is_narrow = 0 < self.width() < self._look.px(self._needs)
        here: QWidget | None = self.window().focusWidget()
        if not self.is_narrow:
            self._in_pane = here is not None and self._pane.isAncestorOf(here)
        self._show_sides()

    def _show_sides(self) -> None:
        narrow = self.is_narrow
        widest = NO_LIMIT if narrow else self._look.px(self._widest)
        self._column.setMaximumWidth(widest)
        self._column.setHidden(narrow and self._in_pane)
        self._pane.setHidden(narrow and not self._in_pane)
        self._back.setVisible(narrow)
