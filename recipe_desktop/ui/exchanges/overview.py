"""The first tab of an exchange: whose turn it is, what the rules say, how the sum comes about."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.exchanges import Actor
from recipe_desktop.i18n import _, format_day
from recipe_desktop.services import words
from recipe_desktop.services.exchange_steps import step_field
from recipe_desktop.services.exchanges import ExchangeCard
from recipe_desktop.ui.cards import BETWEEN, PAGE_MARGIN, Banner, Doing
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.exchanges.checks_card import CheckAnswers, ChecksCard
from recipe_desktop.ui.exchanges.documents import Documents
from recipe_desktop.ui.exchanges.file_card import FileCard
from recipe_desktop.ui.exchanges.side_cards import SignaturesCard, SumCard, VisitCard
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import View

_WIDEST_UNITS: Final = 75.0  # of one column
_WIDEST_BOTH_UNITS: Final = 92.0
_BOTH_UNITS: Final = 60.0  # so much room has space for two columns
_SIDE_UNITS: Final = 23.25


class ExchangeOverview(View):
    """Made anew for every exchange, since the lines differ; two columns where there is room.

    ``reason_wanted`` asks for the reason that shall stand with a finding, ``reason_unwanted``
    to take it back; ``exchange_wanted`` asks for another exchange, and ``two_said`` tells that its
    visitor is another organisation, ``reader_let_in`` that another member shall see the file.

    Args:
        step_taken: writes that the next step was taken today.
        documents: does what is wished with the documents of the file.
    """

    reason_wanted = Signal(object)
    reason_unwanted = Signal(object)
    exchange_wanted = Signal(str)
    two_said = Signal(str)
    reader_let_in = Signal(str)

    def __init__(
        self,
        look: Look,
        step_taken: Callable[[], None],
        documents: Documents,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._step_taken, self._documents = step_taken, documents
        self.is_wide = False
        self.checks: ChecksCard | None = None
        self._aside = QWidget()
        self._main, self._side = QVBoxLayout(), QVBoxLayout(self._aside)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        edge, gap = look.px(PAGE_MARGIN), look.px(BETWEEN)
        self._layout.setContentsMargins(edge, look.px(0.9), edge, edge)
        self._layout.setSpacing(gap)
        self._layout.addLayout(self._main)
        self._layout.addWidget(self._aside)
        self._layout.addStretch()
        self._layout.setStretch(0, 1)
        for column in (self._main, self._side):
            column.setSpacing(gap)
            column.setContentsMargins(0, 0, 0, 0)
        self.measure()

    @override
    def measure(self) -> None:
        """Keep lines short enough to be read."""
        look, wide = self.look, self.is_wide
        self.setMaximumWidth(look.px(_WIDEST_BOTH_UNITS if wide else _WIDEST_UNITS))
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._layout.setStretch(0, 1 if wide else 0)
        self._aside.setMinimumWidth(look.px(_SIDE_UNITS) if wide else 0)
        self._aside.setMaximumWidth(look.px(_SIDE_UNITS if wide else _WIDEST_UNITS))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.parentWidget() or self
        wide = area.width() >= self.look.px(_BOTH_UNITS)
        if wide != self.is_wide:
            self.is_wide = wide
            self.measure()

    def show_card(self, card: ExchangeCard) -> None:
        """Show an exchange."""
        look = self.look
        clear(self._main)
        clear(self._side)
        self._main.addWidget(self._banner(card))
        answers = CheckAnswers(
            self.reason_wanted.emit,
            self.reason_unwanted.emit,
            self.exchange_wanted.emit,
            self.two_said.emit,
            self.reader_let_in.emit,
        )
        self.checks = ChecksCard(look, card, answers)
        self._main.addWidget(self.checks)
        self._main.addStretch()
        for part in (VisitCard, SumCard, SignaturesCard):
            self._side.addWidget(part(look, card))
        self._side.addWidget(FileCard(look, card, self._documents))
        self._side.addStretch()

    def _banner(self, card: ExchangeCard) -> Banner:
        then = card.line.then
        task = words.task_word(then.task)
        if then.actor is Actor.NOBODY:
            status = Status.NEUTRAL if card.line.is_cancelled else Status.OK
            return Banner(self.look, status, task)
        turn = _("Your turn") if card.line.is_ours else _("It is the turn of another office")
        said = [f"{turn}: {words.actor_word(then.actor)}"]
        if then.due_on is not None:
            said.append(_("by {day}").format(day=format_day(then.due_on)))
        doing = None
        if step_field(then):
            doing = Doing(_("Done today"), self._step_taken, primary=card.line.is_ours)
        status = Status.LOOK if card.line.is_ours else Status.NOTE
        return Banner(self.look, status, task, ", ".join(said), doing)
