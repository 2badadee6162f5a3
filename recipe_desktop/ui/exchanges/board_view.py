"""The board with what stands above it: the switch, the filter, what is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from recipe_desktop.i18n import _, format_money, format_number, ngettext
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.exchanges.board import Board
from recipe_desktop.ui.exchanges.switch import BOARD, ViewSwitch
from recipe_desktop.ui.look.buttons import Button, Chip
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.notices import Notices
from recipe_desktop.ui.tables.list import FilterField
from recipe_desktop.ui.told import Deeds, ToldLine
from recipe_desktop.ui.view import Label, View

_FILTER_UNITS = 14


class BoardView(View):
    """The whole place of the board."""

    filtered = Signal(str)
    ours_wanted = Signal(bool)

    def __init__(self, look: Look, workspace: Workspace, notices: Notices) -> None:
        super().__init__(look, ground="canvas")
        self.title = Label(look, face="title")
        self.switch = ViewSwitch(look, BOARD)
        self.filter = FilterField(look)
        self.new = Button(look, symbol="plus", primary=True)
        self.ours = Chip(look)
        self.counted = Label(look, face="second", ink="text2")
        self.told = ToldLine(look, self)
        self.deeds = Deeds(workspace, notices, self.told)
        self.board = Board(look, workspace, lambda: self.deeds)
        head, below = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(look.px(0.5))
        for widget in (self.title, self.switch):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.filter)
        head.addWidget(self.new)
        below.addWidget(self.ours)
        below.addStretch()
        below.addWidget(self.counted)
        inside = QVBoxLayout()
        edge = look.px(1.25)
        inside.setContentsMargins(edge, look.px(0.8), edge, look.px(0.9))
        inside.setSpacing(look.px(0.65))
        inside.addLayout(head)
        inside.addLayout(below)
        inside.addWidget(self.board, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(inside, 1)
        layout.addWidget(self.told)
        self.measure()
        self.retranslate()

        self.filter.filtered.connect(self.filtered)
        self.ours.clicked.connect(lambda: self._want_ours(on=not self.board.only_ours))
        self.ours.cleared.connect(lambda: self._want_ours(on=False))

    @override
    def measure(self) -> None:
        self.filter.setFixedWidth(self.look.px(_FILTER_UNITS))

    @override
    def retranslate(self) -> None:
        self.title.setText(_("Exchanges"))
        self.new.setText(_("New exchange"))
        self.ours.setText(_("Mine to act"))
        self._show_counts()

    def show_filter(self, text: str, *, only_ours: bool) -> None:
        """Show only what a text finds, or what waits for this office."""
        self.board.text, self.board.only_ours = text, only_ours
        self.board.show_all()
        self._show_counts()

    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed."""
        self.board.refresh(changes)
        self._show_counts()

    def _want_ours(self, *, on: bool) -> None:
        self.ours_wanted.emit(on)

    def _show_counts(self) -> None:
        self.ours.show_value(_("Mine to act") if self.board.only_ours else "")
        count = self.board.open_count
        said = ngettext("{count} open", "{count} open", count).format(count=format_number(count))
        if self.board.agreed_cents:
            money = format_money(self.board.agreed_cents)
            said = _("{open}, {money} agreed").format(open=said, money=money)
        self.counted.setText(said)
