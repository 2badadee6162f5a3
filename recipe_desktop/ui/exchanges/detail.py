"""The right side of the page: one exchange with its steps and tabs."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import Finding, UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import exchange_steps, exchanges, history, records, shares
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.exchanges import KIND, ExchangeCard
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN, Line, RecordHead, Tabs
from recipe_desktop.ui.exchanges import wording
from recipe_desktop.ui.exchanges.facts import Facts
from recipe_desktop.ui.exchanges.listing import TOUCHED
from recipe_desktop.ui.exchanges.overview import Overview
from recipe_desktop.ui.exchanges.reason import ReasonSheet
from recipe_desktop.ui.exchanges.sharing import SharingSheet
from recipe_desktop.ui.exchanges.steps import StepsBar, stages
from recipe_desktop.ui.forms.of_kind import Catalogues
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.partners.history import HistoryList, Wording
from recipe_desktop.ui.scrolling import scrolled
from recipe_desktop.ui.sheet import Sheet
from recipe_desktop.ui.told import Deeds
from recipe_desktop.ui.view import View

OVERVIEW, FACTS, HISTORY = range(3)
_HISTORY_WAIT_MS: Final = 60  # walking through the list does not read every history


class DetailPane(View):
    """Shows an exchange; empty where none is chosen.

    ``visitor_or_host_wanted`` tells which of both shall be chosen anew.
    """

    visitor_or_host_wanted = Signal(str)
    print_wanted = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        told: Deeds,
        delete: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent, ground="surface")
        self._workspace, self._told, self._delete = workspace, told, delete
        self.card: ExchangeCard | None = None
        self.sheet: Sheet | None = None
        self._catalogues = Catalogues(workspace)
        self.head = RecordHead(look)
        self.more = Button(look, symbol="dots")
        self.print_button = Button(look, symbol="printer")
        self.steps = StepsBar(look)
        self.tabs = Tabs(look)
        self.overview = Overview(look, self.take_step)
        self.facts = Facts(look, workspace, self._catalogues)
        self.history = HistoryList(look, Wording(KIND, self._named))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_HISTORY_WAIT_MS)
        self._body = QWidget()
        self._stack = QStackedLayout()
        self._lay_out()
        self.retranslate()

        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.more.clicked.connect(self.open_menu)
        self.print_button.clicked.connect(self.print_wanted)
        self.facts.choice_wanted.connect(self.visitor_or_host_wanted)
        self.facts.sharing_wanted.connect(self.choose_readers)
        self.overview.reason_wanted.connect(self.ask_reason)
        self.overview.reason_unwanted.connect(self.take_reason_back)
        self._timer.timeout.connect(self._show_history)

    @property
    def uid(self) -> Uid | None:
        """Which exchange is shown."""
        return self.card.line.uid if self.card is not None else None

    @override
    def retranslate(self) -> None:
        for place, word in enumerate((_("Overview"), _("Facts"), _("History"))):
            self.tabs.setTabText(place, word)
        self.tabs.setAccessibleName(_("Parts of the record"))
        self.more.setAccessibleName(_("More"))
        self.more.setToolTip(_("More"))
        self.print_button.setText(_("Exchange file"))
        self.print_button.setToolTip(_("Save the exchange file as PDF"))
        self.history.setAccessibleName(_("History"))
        if self.card is not None:
            self._show(self.card)

    def show_exchange(self, uid: str) -> None:
        """Show an exchange; an empty uid shows nothing."""
        if not uid:
            self.card = None
            self._body.hide()
            return
        try:
            card = self._workspace.ask(exchanges.card, Uid(uid))
        except UserError:
            self.show_exchange("")  # it has gone in the meantime
            return
        other = self.uid != card.line.uid
        self._show(card)
        self._body.show()
        if other:
            for area in self._areas:
                area.verticalScrollBar().setValue(0)
        self._timer.start()

    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed; what is being written stays."""
        if changes.touches("term", "member"):
            self._catalogues.forget()
        if self.uid is not None and changes.touches(*TOUCHED):
            self.show_exchange(self.uid)

    def take_step(self) -> None:
        """Write that the next step was taken today; it is told, and can be undone."""
        if self.uid is not None:
            self._told.do(
                lambda: _("Written with the day of today"), exchange_steps.take_step, self.uid
            )

    def cancel_exchange(self) -> None:
        """Write that the exchange was cancelled, or that it was not."""
        if self.card is None:
            return
        if self.card.line.is_cancelled:
            said, day = _("The exchange goes on"), ""
        else:
            said, day = _("Cancelled with the day of today"), exchanges.today().isoformat()
        values = {"cancelled_on": day}
        self._told.do(lambda: said, records.edit, KIND, self.card.line.uid, values)

    def ask_reason(self, finding: Finding) -> None:
        """Ask why the exchange may go on in spite of a finding."""
        if self.uid is not None:
            person = self._workspace.here.person
            give = partial(self._give_reason, self.uid, finding)
            self.sheet = ReasonSheet(self.look, self.window(), finding, person, give)
            self.sheet.open()

    def take_reason_back(self, finding: Finding) -> None:
        """Have a finding open again; it is told, and can be undone."""
        if self.uid is not None:
            said = _("The reason is taken back")
            self._told.do(lambda: said, exchange_steps.take_reason_back, self.uid, finding)

    def choose_readers(self) -> None:
        """Ask who shall see the file."""
        if self.card is not None:
            own, uid = self._workspace.here.member, self.card.line.uid
            choose = partial(self._choose_readers, uid)
            self.sheet = SharingSheet(self.look, self.window(), own, self.card.readers, choose)
            self.sheet.open()

    def _give_reason(self, uid: Uid, finding: Finding, reason: str, name: str) -> None:
        said = _("The reason stands with the finding")
        self._told.do(lambda: said, exchange_steps.give_reason, uid, finding, reason, name)

    def _choose_readers(self, uid: Uid, members: list[str]) -> None:
        said = _("The file is shared anew")
        self._told.do(lambda: said, shares.choose, KIND, uid, members)

    def open_menu(self) -> QMenu:
        """What else can be done with the exchange."""
        menu = QMenu(self)
        is_cancelled = self.card is not None and self.card.line.is_cancelled
        menu.addAction(_("Save the exchange file as PDF"), self.print_wanted.emit)
        menu.addAction(_("Choose who sees the file"), self.choose_readers)
        menu.addSeparator()
        word = _("Take the cancellation back") if is_cancelled else _("Cancel the exchange")
        menu.addAction(word, self.cancel_exchange)
        menu.addAction(_("Delete the exchange"), self._delete)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        return menu

    def _show(self, card: ExchangeCard) -> None:
        self.card = card
        self.head.show_record(
            wording.SYMBOL, wording.names(card.line), wording.what_it_is(card.line)
        )
        self.steps.show_stages(stages(card))
        self.overview.show_card(card)
        self.facts.show_card(card)

    def _show_history(self) -> None:
        if self.uid is not None:
            self.history.show_changes(self._workspace.ask(history.of_record, KIND, self.uid))

    def _named(self, value: str) -> str:
        return self.card.names.get(value, "") if self.card is not None else ""

    def _lay_out(self) -> None:
        look, edge = self.look, self.look.px(PAGE_MARGIN)
        self.head.setContentsMargins(edge, 0, edge, 0)
        self.head.buttons.addWidget(self.more)
        self.head.buttons.addWidget(self.print_button)
        self.steps.setContentsMargins(0, 0, 0, 0)
        for _place in range(3):
            self.tabs.addTab("")
        steps = QHBoxLayout()
        steps.setContentsMargins(edge, 0, edge, 0)
        steps.addWidget(self.steps)
        row = QHBoxLayout()
        row.setContentsMargins(edge, 0, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch()
        self._areas = [scrolled(self.overview), scrolled(self.facts)]
        whole = QWidget()
        around = QVBoxLayout(whole)
        around.setContentsMargins(edge, look.px(0.5), edge, 0)
        around.addWidget(self.history)
        self.history.setMaximumWidth(look.px(60))
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, look.px(1.1), 0, 0)
        body.setSpacing(0)
        body.addWidget(self.head)
        body.addSpacing(look.px(0.9))
        body.addLayout(steps)
        body.addSpacing(look.px(0.5))
        body.addLayout(row)
        body.addWidget(Line(look))
        body.addLayout(self._stack, 1)
        for page in (
            *self._areas,
            whole,
        ):  # not before: without a parent it would flash as a window
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body)
        self._body.hide()
