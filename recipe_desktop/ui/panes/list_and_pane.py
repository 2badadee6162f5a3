"""A list and the record chosen in it, side by side, or one in place of the other."""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget
from typing_extensions import override

from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.ui.background.afterwards import Afterwards
from recipe_desktop.ui.cards.empty import EmptyState
from recipe_desktop.ui.keyboard.moving import move_keyboard
from recipe_desktop.ui.layout.scrolling import DETAIL_UNITS, LIST_UNITS, NO_LIMIT
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.panes.one_or_both import BOTH_UNITS, WIDEST_LIST_UNITS
from recipe_desktop.ui.panes.record_pane import RecordPane
from recipe_desktop.ui.tables.listing import Listing
from recipe_desktop.ui.told.line import hang
from recipe_desktop.ui.view import View

_NARROWEST_LIST_UNITS: Final = 20.0

SomePane = TypeVar("SomePane", bound=RecordPane)


class ListAndPane(View, Generic[SomePane]):
    """Shows both where there is room, and instead of both an empty state while there is nothing.

    Where room is short the pane takes the place of the list, with a way back; also while somebody
    writes in it and the window is made narrower. The pane comes when
    the list has been painted: nothing of it is made before, nor while there is nothing to show.
    When the chosen record goes by itself, the keyboard goes out of the pane: what was begun in
    one record is never typed into another.

    Args:
        make: makes the pane.
        then: what else is wanted when the pane is there, each in a turn of its own.
    """

    def __init__(
        self,
        look: Look,
        listing: Listing,
        empty: EmptyState,
        make: Callable[[], SomePane],
        *then: Callable[[], object],
    ) -> None:
        super().__init__(look)
        self.listing, self.empty = listing, empty
        self._make = make
        self._place = View(look, ground="surface")  # where the pane will be
        self._pane: SomePane | None = None
        self.is_narrow = self.is_spread = self._in_pane = self._edge_moved = False
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(listing)
        self.splitter.addWidget(self._place)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(empty)
        self.measure()
        self._to_come = Afterwards(self.splitter, self._made, *then)

        listing.list.current_changed.connect(self._show_record)
        listing.list.clicked.connect(self.turn_to_pane)
        listing.list.menu_wanted.connect(self._open_menu)
        listing.list.lost.connect(self._take_keyboard)
        self.splitter.splitterMoved.connect(self._edge_was_moved)

    @property
    def pane(self) -> SomePane:
        """The pane with all that is in it, which is made at once if it was still to come."""
        self._to_come.hurry()
        return self._made()

    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed, in the list and in the pane as far as it is there."""
        self.listing.refresh(changes)
        if self._pane is not None:
            self._pane.refresh(changes)
        self.show_part()

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
            hang(self.listing.told, self.empty)  # such as the deletion of the last one
            self._stack.setCurrentWidget(self.empty)
        elif self._stack.currentWidget() is self.empty:
            self.listing.take_told()
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

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where it gave up nothing, leads from the record back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._keyboard_is_in_pane():
            if self.listing.isHidden():
                self.pane.back.click()
            else:
                self.turn_to_list()
            return
        super().keyPressEvent(event)

    def _open_menu(self, at: QPoint) -> None:
        """Open the menu of the chosen record at its row; where room is short the record comes."""
        pane = self.pane
        self.turn_to_pane()
        pane.open_menu().move(at)

    def _take_keyboard(self) -> None:
        """The chosen record has gone: nothing more is typed into what comes in its place."""
        if self._pane is not None:
            away = self._pane.back if self.listing.isHidden() else self.listing.list
            move_keyboard(self._pane, away)

    def _made(self) -> SomePane:
        if self._pane is None:
            pane = self._pane = self._make()
            self.splitter.replaceWidget(1, pane)
            self._place.deleteLater()
            pane.back.clicked.connect(self.turn_to_list)
            self._to_come.add_next(self._fill_pane, *pane.to_come())
            self._show_sides()
        return self._pane

    def _fill_pane(self) -> None:
        self._made().show_record(self.listing.list.uid or "")

    def _show_record(self, uid: str) -> None:
        if self._pane is not None:
            self._pane.show_record(uid)

    def _fold_or_not(self) -> None:
        narrow = 0 < self.width() < self.look.px(BOTH_UNITS)
        if narrow != self.is_narrow:
            self.is_narrow, self._in_pane = narrow, narrow and self._keyboard_is_in_pane()
            self._show_sides()

    def _keyboard_is_in_pane(self) -> bool:
        here: QWidget | None = self.window().focusWidget()
        return self._pane is not None and here is not None and self._pane.isAncestorOf(here)

    def _share_width(self) -> None:
        """The pane gets no more than it can use, the list the rest; who moves the edge decides."""
        if self._edge_moved or not self.width():
            return
        rest = self.width() - self.look.px(DETAIL_UNITS)
        wide = min(max(rest, self.look.px(LIST_UNITS)), self.look.px(WIDEST_LIST_UNITS))
        self.splitter.setSizes([wide, max(1, self.width() - wide)])

    def _edge_was_moved(self) -> None:
        self._edge_moved = True

    def _show_sides(self) -> None:
        """List and pane beside each other, or one in place of the other where room is short."""
        alone, wide = self.is_narrow, self.is_spread
        self.listing.setMaximumWidth(NO_LIMIT if alone else self.look.px(WIDEST_LIST_UNITS))
        self.listing.setVisible(not (wide or (alone and self._in_pane)))
        pane = self._place if self._pane is None else self._pane
        pane.setVisible(wide or not alone or self._in_pane)
        if self._pane is not None:
            self._pane.show_alone(on=alone or wide)
