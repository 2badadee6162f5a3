"""The right side of the page: one organisation with its tabs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number
from recipe_desktop.services import history, identity, organisations
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.disputes import Dispute
from recipe_desktop.services.identity import Double
from recipe_desktop.services.organisations import KIND, OrganisationCard, OrganisationLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.forms.of_kind import Catalogues
from recipe_desktop.ui.history import HistoryList, Wording, deeds
from recipe_desktop.ui.layout.scrolling import held_in_place
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.panes.record_pane import RecordPane
from recipe_desktop.ui.partners import wording
from recipe_desktop.ui.partners.compare import TABLES, CompareDialog
from recipe_desktop.ui.partners.findings import FindingAnswers, findings_of
from recipe_desktop.ui.partners.overview import OrganisationOverview
from recipe_desktop.ui.partners.people import OrganisationPeople
from recipe_desktop.ui.partners.watch import DoublesWatch
from recipe_desktop.ui.told.deeds import Deeds

OVERVIEW, PEOPLE, HISTORY = range(3)
_TABLES: Final = (*TABLES, "not_same", "conflict", "member")


@dataclass(frozen=True, slots=True)
class Doer:
    """What the pane asks others to do.

    Args:
        delete: deletes the organisation that is shown.
        decide: leads to the open decisions about a record.
        begin_exchange: asks for an exchange in which an organisation visits.
    """

    delete: Callable[[], None]
    decide: Callable[[Uid], None]
    begin_exchange: Callable[[Uid], None]


class OrganisationPane(RecordPane):
    """Shows an organisation with its people and history."""

    _heard = Signal()  # of a change, for what is open over it

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        watch: DoublesWatch,
        told: Deeds,
        doer: Doer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace, self._watch, self._told, self._doer = workspace, watch, told, doer
        self._answers = FindingAnswers(
            self._compare,
            doer.decide,
            self._take_apart,
            self._let_stand,
            self._perhaps_same,
        )
        self.card: OrganisationCard | None = None
        self.dialog: CompareDialog | None = None
        catalogues = Catalogues(workspace)
        wording_of = Wording(KIND, lambda value: _member_named(catalogues, value))
        self.new_person = Button(look, symbol="user-plus", primary=True)
        self.overview = OrganisationOverview(look, workspace, catalogues, wording_of)
        self.people = OrganisationPeople(look, workspace, catalogues)
        self.history = HistoryList(look, wording_of)
        self._catalogues = catalogues
        self.head.buttons.addWidget(self.new_person)
        self.add_part(self.overview)
        self.add_part(self.people)
        self.add_list(self.history)
        self.retranslate()

        self.more.clicked.connect(self.open_menu)
        self.new_person.clicked.connect(self.begin_person)
        self.overview.excerpt.all_wanted.connect(self.show_history)
        self.overview.deletion_wanted.connect(self._delete_entry)
        self.people.deletion_wanted.connect(self._delete_entry)
        self.rested.connect(self._show_history)
        watch.changed.connect(self._show_findings_in_place)

    @property
    def uid(self) -> Uid | None:
        """Which organisation is shown."""
        return self.card.line.uid if self.card is not None else None

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for place, word in enumerate((_("Overview"), _("People"), _("History"))):
            self.tabs.setTabText(place, word)
        self.back.setText(_("Partners"))
        self.back.setAccessibleName(_("Back to the list of partners"))
        self.new_person.setText(_("Add a person"))
        self.history.setAccessibleName(_("History"))
        if self.card is not None:
            self._show(self.card)
            self._show_history()

    @override
    def show_record(self, uid: str) -> None:
        if not uid:
            self.card = None
            self.hide_body()
            return
        try:
            card = self._workspace.ask(organisations.card, Uid(uid))
        except UserError:
            self.show_record("")  # it has gone in the meantime
            return
        other = self.uid != card.line.uid
        if other:
            self.tabs.show_count(HISTORY, "")
        self._show(card)
        self.show_body(other=other)

    @override
    def refresh(self, changes: ChangeSet) -> None:
        if changes.touches("term", "member"):
            self._catalogues.forget()
        if not changes.touches(*_TABLES):
            return
        self._heard.emit()
        if self.uid is not None:
            self.show_record(self.uid)

    def show_history(self) -> None:
        """Go to the full history."""
        self.tabs.setCurrentIndex(HISTORY)

    def begin_person(self) -> None:
        """Go to the people and begin a new one."""
        self.tabs.setCurrentIndex(PEOPLE)
        self.people.begin_new()

    def show_person(self, uid: Uid) -> None:
        """Go to one of the people."""
        self.tabs.setCurrentIndex(PEOPLE)
        if uid in self.people.entries.rows:
            self.people.entries.panel.hide()
            self.people.entries.open(uid)

    @override
    def open_menu(self) -> QMenu:
        """What else can be done with the organisation."""
        menu = ButtonMenu(self.more)
        menu.addAction(_("Add a person"), self.begin_person)
        menu.addAction(_("Add a former name"), self._begin_name)
        menu.addAction(_("Add a membership"), self._begin_membership)
        menu.addAction(_("New exchange with this visitor"), self._begin_exchange)
        menu.addSeparator()
        menu.addAction(_("Show the history"), self.show_history)
        menu.addSeparator()
        menu.addAction(_("Delete the organisation"), self._doer.delete)
        return menu.open()

    def _begin_exchange(self) -> None:
        if self.uid is not None:
            self._doer.begin_exchange(self.uid)

    def _begin_name(self) -> None:
        self.tabs.setCurrentIndex(OVERVIEW)
        self.overview.names.add()

    def _begin_membership(self) -> None:
        self.tabs.setCurrentIndex(OVERVIEW)
        self.overview.memberships.add()

    def _show(self, card: OrganisationCard) -> None:
        is_same = self.uid == card.line.uid
        self.card = card
        line = card.line
        name = line.name or _("Without a name")
        symbol = wording.symbol(line.organisation_type)
        self.head.show_record(symbol, name, wording.what_it_is(line))
        self._count(PEOPLE, len(card.people))
        self.overview.show_card(card)
        self.people.show_people(line.uid, card.people)
        (self._show_findings_in_place if is_same else self._show_findings)()

    def _show_findings_in_place(self) -> None:
        with held_in_place(self.overview.findings):
            self._show_findings()

    def _show_findings(self) -> None:
        if self.card is None:
            return
        uid, pairs = self.card.line.uid, self._watch.of(self.card.line.uid)
        others = {(p.right if p.left == uid else p.left): p for p in pairs}
        lines = self._workspace.ask(organisations.lines, list(others))
        doubles = [(others[line.uid], line) for line in lines]
        self.overview.findings.show_findings(findings_of(self.card, doubles, self._answers))

    def _show_history(self) -> None:
        if self.uid is None:
            return
        changes = self._workspace.ask(history.of_record, KIND, self.uid)
        made = deeds(changes)
        self.overview.excerpt.show_deeds(made)
        self.history.show_changes(changes)
        self._count(HISTORY, len(made))

    def _count(self, tab: int, count: int) -> None:
        self.tabs.show_count(tab, format_number(count) if count else "")

    def _compare(self, pair: Double) -> None:
        self.dialog = CompareDialog(self.look, self.window(), self._workspace, pair)
        self.dialog.comparison.same.connect(self._same)
        self.dialog.comparison.different.connect(self._different)
        self._heard.connect(self.dialog.refresh)
        self.dialog.open()

    def _same(self, kept: Uid, away: Uid) -> None:
        lines = self._workspace.ask(organisations.lines, [kept])  # none, if it has gone meanwhile
        name = "".join(line.name for line in lines)
        said = _("Merged into {name}")
        self._told.do(lambda: said.format(name=name), identity.confirm, KIND, kept, away)
        self.show_record(kept)

    def _different(self, left: Uid, right: Uid) -> None:
        self._told.do(lambda: _("Noted as different"), identity.reject, KIND, left, right)

    def _take_apart(self, away: OrganisationLine) -> None:
        said = _("{name} stands for itself again")
        self._told.do(lambda: said.format(name=away.name), identity.take_back, KIND, away.uid)

    def _let_stand(self, dispute: Dispute) -> None:
        pair = (dispute.left, dispute.right)
        self._told.do(lambda: _("The merge stands"), identity.confirm, KIND, *pair)

    def _perhaps_same(self, other: OrganisationLine) -> None:
        if self.uid is not None:
            said = _("No longer noted as different from {name}")
            pair = (self.uid, other.uid)
            self._told.do(
                lambda: said.format(name=other.name), identity.take_back_rejection, KIND, *pair
            )

    def _delete_entry(self, kind: str, uid: str, name: str) -> None:
        self._told.delete(kind, Uid(uid), name)


def _member_named(catalogues: Catalogues, value: str) -> str:
    return next((member.word for member in catalogues.members() if member.value == value), "")
