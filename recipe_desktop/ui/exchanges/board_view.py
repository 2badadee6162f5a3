"""The board with what stands above it: the switch, the filter, what is open."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_money, format_number, ngettext
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.exchanges import Narrowed
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.cards.empty import EmptyState, NothingMatches
from recipe_desktop.ui.exchanges.board import Board
from recipe_desktop.ui.exchanges.filters import Filters
from recipe_desktop.ui.exchanges.nothing import NOTHING_DRAWN, nothing_yet
from recipe_desktop.ui.exchanges.switch import BOARD, ViewSwitch
from recipe_desktop.ui.layout.flow import Flow
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.list import FilterField
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import Label, View

_FILTER_UNITS = 14
_LEAST_FILTER_UNITS = 5


class BoardView(View):
    """The whole place of the board."""

    def __init__(self, look: Look, workspace: Workspace, notices: Notices) -> None:
        super().__init__(look, ground="canvas")
        self.title = Label(look, face="title")
        self.switch = ViewSwitch(look, BOARD)
        self.filter = FilterField(look)
        self.new = Button(look, symbol="plus", primary=True)
        self.filters = Filters(look, workspace, self)
        self.counted = Label(look, face="second", ink="text2")
        self.told = ToldLine(look, self)
        self.deeds = Deeds(workspace, notices, self.told)
        self.board = Board(look, workspace, lambda: self.deeds)
        self.nothing = NothingMatches(look)
        self.empty = EmptyState(look, nothing_yet(), NOTHING_DRAWN)
        self._places = QStackedLayout()
        head, below = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(look.px(0.5))
        for widget in (self.title, self.switch):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.filter, 1)  # gives way first where there is little room
        head.addWidget(self.new)
        chips = Flow(look.px(0.5))
        chips.add(self.filters.chips)
        below.setSpacing(look.px(1))
        below.addWidget(chips, 1)
        below.addWidget(self.counted)
        inside = QVBoxLayout()
        edge = look.px(1.25)
        inside.setContentsMargins(edge, look.px(0.8), edge, look.px(0.9))
        inside.setSpacing(look.px(0.65))
        inside.addLayout(head)
        inside.addLayout(below)
        inside.addLayout(self._places, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(inside, 1)
        layout.addWidget(self.told)
        for place in (
            self.board,
            self.nothing,
            self.empty,
        ):  # with a parent, else they flash as windows
            self._places.addWidget(place)
        self.measure()
        self.retranslate()

        self.filter.filtered.connect(self._typed)
        self.filters.changed.connect(self.narrow)
        self.nothing.cleared.connect(self._clear)

    @override
    def measure(self) -> None:
        self.filter.setMinimumWidth(self.look.px(_LEAST_FILTER_UNITS))
        self.filter.setMaximumWidth(self.look.px(_FILTER_UNITS))
        self._measure_title()

    @override
    def retranslate(self) -> None:
        self.title.setText(_("Exchanges"))
        self._measure_title()
        self.new.setText(_("New exchange"))
        self.filters.retranslate()
        self._show_counts()

    def _measure_title(self) -> None:
        self.title.setMinimumWidth(self.title.sizeHint().width())

    def narrow(self, narrowed: Narrowed) -> None:
        """Show only some of them; field and chips say which."""
        if self.filter.field.text() != narrowed.text:
            self.filter.field.setText(narrowed.text)
        self.filters.show_narrowed(narrowed)
        self.board.narrowed = narrowed
        self.board.show_all()
        self._show_counts()

    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed."""
        self.board.refresh(changes)
        self._show_counts()

    def _typed(self, text: str) -> None:
        self.narrow(replace(self.board.narrowed, text=text))

    def _clear(self) -> None:
        self.narrow(Narrowed())
        self.filter.field.setFocus()

    def _show_counts(self) -> None:
        place: QWidget = self.board
        if self.board.is_empty:
            place = self.empty if self.board.narrowed == Narrowed() else self.nothing
        self._places.setCurrentWidget(place)
        count = self.board.open_count
        said = ngettext("{count} open", "{count} open", count).format(count=format_number(count))
        if self.board.agreed_cents:
            money = format_money(self.board.agreed_cents)
            said = _("{open}, {money} agreed").format(open=said, money=money)
        self.counted.setText(said)
