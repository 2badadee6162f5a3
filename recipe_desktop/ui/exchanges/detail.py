"""The right side of the page: one exchange with its steps and tabs."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import Finding, UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import exchange_steps, exchanges, history, records, shares
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.exchanges import KIND, ExchangeCard
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.exchanges import wording
from recipe_desktop.ui.exchanges.documents import Documents
from recipe_desktop.ui.exchanges.facts import ExchangeFields
from recipe_desktop.ui.exchanges.listing import TOUCHED
from recipe_desktop.ui.exchanges.overview import ExchangeOverview
from recipe_desktop.ui.exchanges.reason import ReasonSheet
from recipe_desktop.ui.exchanges.sharing import SharingSheet
from recipe_desktop.ui.exchanges.steps import StepsBar, stages
from recipe_desktop.ui.forms.of_kind import Catalogues
from recipe_desktop.ui.history import HistoryList, Wording
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.panes.record_pane import RecordPane
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import Label

OVERVIEW, FACTS, HISTORY = range(3)
_CRUMB: Final = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


class ExchangePane(RecordPane):
    """Shows an exchange with its steps, facts and history.

    ``visitor_or_host_wanted`` tells which of both shall be chosen anew, ``walked`` by how many the
    list shall go on, ``exchange_wanted`` another exchange that shall be shown.

    Args:
        deeds: does what is told, where it will be seen: here while the list is out of sight.
        documents: does what is wished with the documents of the file.
    """

    visitor_or_host_wanted = Signal(str)
    walked = Signal(int)
    exchange_wanted = Signal(str)
    print_wanted = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        deeds: Callable[[], Deeds],
        delete: Callable[[], None],
        documents: Documents,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace, self._deeds, self._delete = workspace, deeds, delete
        self._documents = documents
        self.card: ExchangeCard | None = None
        self.sheet: Sheet | None = None
        self._catalogues = Catalogues(workspace)
        self.print_button = Button(look, symbol="printer")
        self.crumb = Label(look, face="second", ink="text2")
        self.before = Button(look, symbol="chevron-up")
        self.after = Button(look, symbol="chevron-down")
        self.steps = StepsBar(look)
        self.overview = ExchangeOverview(look, self.take_step, documents)
        self.history = HistoryList(look, Wording(KIND, self._named))
        self.head.buttons.addWidget(self.print_button)
        self.above.insertWidget(1, self.crumb)
        self.above.setSpacing(0)
        self.above.addWidget(self.before)
        self.above.addSpacing(look.px(0.5))
        self.above.addWidget(self.after)
        self.put_above_tabs(self.steps)
        self.add_part(self.overview)
        self.expect_part()
        self.add_list(self.history)
        self.told = ToldLine(look, self)
        self.put_below(self.told)
        self.show_alone(on=False)
        self.retranslate()

        self.before.clicked.connect(lambda: self.walked.emit(-1))
        self.after.clicked.connect(lambda: self.walked.emit(1))
        self.more.clicked.connect(self.open_menu)
        self.print_button.clicked.connect(self.print_wanted)
        self.overview.reason_wanted.connect(self.ask_reason)
        self.overview.reason_unwanted.connect(self.take_reason_back)
        self.overview.exchange_wanted.connect(self.exchange_wanted)
        self.overview.two_said.connect(self.say_two)
        self.overview.reader_let_in.connect(self.let_in)
        self.rested.connect(self._show_history)

    @cached_property
    def facts(self) -> ExchangeFields:
        """The many fields of an exchange; made when they are first wanted."""
        made = ExchangeFields(self.look, self._workspace, self._catalogues)
        made.choice_wanted.connect(self.visitor_or_host_wanted)
        made.sharing_wanted.connect(self.choose_readers)
        self.put_part(FACTS, made)
        return made

    @override
    def to_come(self) -> Sequence[Callable[[], object]]:
        return (lambda: self.facts, self._fill_facts)

    def _fill_facts(self) -> None:
        """Show the chosen exchange in the fields too, for which everything else did not wait."""
        if self.card is not None:
            self.facts.show_card(self.card)

    @property
    def uid(self) -> Uid | None:
        """Which exchange is shown."""
        return self.card.line.uid if self.card is not None else None

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for place, word in enumerate((_("Overview"), _("Facts"), _("History"))):
            self.tabs.setTabText(place, word)
        self.back.setText(_("Exchanges"))
        self.back.setAccessibleName(_("Back to the list of exchanges"))
        self.print_button.setText(_("Exchange file"))
        for button, word in ((self.before, _("Previous one")), (self.after, _("Next one"))):
            button.setAccessibleName(word)
            button.setToolTip(word)
        self.print_button.setToolTip(_("Save the exchange file as PDF"))
        self.history.setAccessibleName(_("History"))
        if self.card is not None:
            self._show(self.card)

    @override
    def show_alone(self, *, on: bool) -> None:
        """With the list out of sight, say which one it is and lead to its neighbours."""
        super().show_alone(on=on)
        self.show_ground("canvas" if on else "surface")
        for part in (self.crumb, self.before, self.after):
            part.setVisible(on)

    @override
    def show_record(self, uid: str) -> None:
        if not uid:
            self.card = None
            self.hide_body()
            return
        try:
            card = self._workspace.ask(exchanges.card, Uid(uid))
        except UserError:
            self.show_record("")  # it has gone in the meantime
            return
        other = self.uid != card.line.uid
        self._show(card)
        self.show_body(other=other)

    @override
    def refresh(self, changes: ChangeSet) -> None:
        if changes.touches("term", "member"):
            self._catalogues.forget()
        if self.uid is not None and changes.touches(*TOUCHED):
            self.show_record(self.uid)

    def take_step(self) -> None:
        """Write that the next step was taken today; it is told, and can be undone."""
        if self.uid is not None:
            self._deeds().do(
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
        self._deeds().do(lambda: said, records.edit, KIND, self.card.line.uid, values)

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
            self._deeds().do(lambda: said, exchange_steps.take_reason_back, self.uid, finding)

    def say_two(self, other: str) -> None:
        """Write that this visitor and another exchange's are two organisations."""
        if self.uid is not None:
            said = _("They are two organisations")
            self._deeds().do(lambda: said, exchange_steps.say_two, self.uid, Uid(other))

    def let_in(self, member: str) -> None:
        """Have another member see the file, too."""
        if self.card is not None:
            self._choose_readers(self.card.line.uid, [*self.card.readers, member])

    def add_document(self) -> None:
        """Ask for a file to put into the file of the exchange."""
        if self.uid is not None:
            self._documents.choose(self.uid)

    def choose_readers(self) -> None:
        """Ask who shall see the file."""
        if self.card is not None:
            own, uid = self._workspace.here.member, self.card.line.uid
            choose = partial(self._choose_readers, uid)
            self.sheet = SharingSheet(self.look, self.window(), own, self.card.readers, choose)
            self.sheet.open()

    def _give_reason(self, uid: Uid, finding: Finding, reason: str, name: str) -> None:
        said = _("The reason stands with the finding")
        self._deeds().do(lambda: said, exchange_steps.give_reason, uid, finding, reason, name)

    def _choose_readers(self, uid: Uid, members: list[str]) -> None:
        said = _("The file is shared anew")
        self._deeds().do(lambda: said, shares.choose, KIND, uid, members)

    @override
    def open_menu(self) -> QMenu:
        """What else can be done with the exchange."""
        menu = ButtonMenu(self.more)
        is_cancelled = self.card is not None and self.card.line.is_cancelled
        menu.addAction(_("Save the exchange file as PDF"), self.print_wanted.emit)
        is_ours = self.card is None or not self.card.keepers
        menu.addAction(_("Add a document"), self.add_document).setEnabled(is_ours)
        menu.addAction(_("Choose who sees the file"), self.choose_readers).setEnabled(is_ours)
        menu.addSeparator()
        word = _("Take the cancellation back") if is_cancelled else _("Cancel the exchange")
        menu.addAction(word, self.cancel_exchange)
        menu.addAction(_("Delete the exchange"), self._delete)
        return menu.open()

    def _show(self, card: ExchangeCard) -> None:
        self.card = card
        self.head.show_record(
            wording.SYMBOL, wording.names(card.line), wording.what_it_is(card.line)
        )
        self.crumb.setText(f"{_CRUMB}  {card.line.number}")
        self.steps.show_stages(stages(card))
        self.overview.show_card(card)
        if "facts" in vars(self):
            self.facts.show_card(card)

    def _show_history(self) -> None:
        if self.uid is not None:
            self.history.show_changes(self._workspace.ask(history.of_record, KIND, self.uid))

    def _named(self, value: str) -> str:
        return self.card.names.get(value, "") if self.card is not None else ""
