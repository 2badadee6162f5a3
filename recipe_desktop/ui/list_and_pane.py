"""A list and the record chosen in it, side by side, or one in place of the other."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget
from typing_extensions import override

from recipe_desktop.ui.afterwards import Afterwards
from recipe_desktop.ui.empty import EmptyState
from recipe_desktop.ui.keyboard import move_keyboard
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.record_pane import RecordPane
from recipe_desktop.ui.scrolling import DETAIL_UNITS, LIST_UNITS, NO_LIMIT
from recipe_desktop.ui.tab_order import order_tabs
from recipe_desktop.ui.tables.listing import Listing
from recipe_desktop.ui.view import View

_NARROWEST_LIST_UNITS: Final = 20.0
_WIDEST_LIST_UNITS: Final = 34.0
_BOTH_UNITS: Final = 60.0  # the list and the pane beside it need as much


class ListAndPane(View):
    """Shows both where there is room, and instead of both an empty state while there is nothing.

    Where room is short the pane takes the place of the list, with a way back. The pane comes when
    the list has been painted: see ``expect``. When the chosen record goes by itself, the keyboard
    goes out of the pane: what was begun in one record is never typed into another.
    """

    def __init__(
        self,
        look: Look,
        listing: Listing,
        empty: EmptyState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.listing, self.empty = listing, empty
        self.pane: QWidget = View(look, ground="surface")
        self._record: RecordPane | None = None
        self._to_come: Afterwards | None = None
        self.is_narrow = self.is_spread = self._in_pane = self._edge_moved = False
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(listing)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(empty)
        self.measure()

        listing.list.clicked.connect(self.turn_to_pane)
        listing.list.lost.connect(self._take_keyboard)
        self.splitter.splitterMoved.connect(self._edge_was_moved)

    def expect(self, make: Callable[[], RecordPane], *then: Callable[[], object]) -> None:
        """Have the pane made when the list has been painted, and then what follows it.

        Each is done in a turn of its own, and not while there is nothing to show in the pane.
        """
        self._to_come = Afterwards(
            self.splitter, lambda: self._take_pane(make()), *then, lambda: order_tabs(self)
        )

    @property
    def has_pane(self) -> bool:
        """Whether the pane was made; what else was expected may still be to come."""
        return self._record is not None

    def hurry(self) -> None:
        """Do at once what was still to come: somebody wants the pane."""
        if self._to_come is not None:
            self._to_come.hurry()

    def turn_to_pane(self) -> None:
        """Where room is short, show the chosen record in place of the list."""
        if self.is_narrow and self.listing.list.uid:
            self._in_pane = True
            self._show_sides()

    def spread(self) -> None:
        """Give the chosen record the whole width, although there is room for both."""
        if self.listing.list.uid:
            self.is_spread = True
            self._show_sides()

    def turn_to_list(self) -> None:
        """Show the list again, with the keyboard in it."""
        self._in_pane = self.is_spread = False
        self._show_sides()
        self.listing.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self) -> None:
        """Show list and record, or that there is nothing yet."""
        if self.listing.total == 0:
            self._stack.setCurrentWidget(self.empty)
        elif self._stack.currentWidget() is self.empty:
            self._stack.setCurrentWidget(self.splitter)
            self.listing.list.choose_first()

    @override
    def measure(self) -> None:
        self.listing.setMinimumWidth(self.look.px(_NARROWEST_LIST_UNITS))
        self._fold_or_not()
        self._show_sides()
        self._share_width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_or_not()
        self._share_width()

    def _take_keyboard(self) -> None:
        """The chosen record has gone: nothing more is typed into what comes in its place."""
        if self._record is not None:
            away = self._record.back if self.listing.isHidden() else self.listing.list
            move_keyboard(self._record, away)

    def _take_pane(self, pane: RecordPane) -> None:
        self.splitter.replaceWidget(1, pane)
        self.pane.deleteLater()
        self.pane = self._record = pane
        pane.back.clicked.connect(self.turn_to_list)
        self._show_sides()

    def _fold_or_not(self) -> None:
        narrow = 0 < self.width() < self.look.px(_BOTH_UNITS)
        if narrow != self.is_narrow:
            self.is_narrow, self._in_pane = narrow, False
            self._show_sides()

    def _share_width(self) -> None:
        """The pane gets no more than it can use, the list the rest; who moves the edge decides."""
        if self._edge_moved or not self.width():
            return
        rest = self.width() - self.look.px(DETAIL_UNITS)
        wide = min(max(rest, self.look.px(LIST_UNITS)), self.look.px(_WIDEST_LIST_UNITS))
        self.splitter.setSizes([wide, max(1, self.width() - wide)])

    def _edge_was_moved(self) -> None:
        self._edge_moved = True

    def _show_sides(self) -> None:
        """List and pane beside each other, or one in place of the other where room is short."""
        alone, wide = self.is_narrow, self.is_spread
        self.listing.setMaximumWidth(NO_LIMIT if alone else self.look.px(_WIDEST_LIST_UNITS))
        self.listing.setVisible(not (wide or (alone and self._in_pane)))
        self.pane.setVisible(wide or not alone or self._in_pane)
        if self._record is not None:
            self._record.show_alone(on=alone or wide)
