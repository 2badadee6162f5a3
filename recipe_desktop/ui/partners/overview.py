"""The first tab of an organisation: what is open, its fields, its history, its memberships."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_day
from recipe_desktop.services import words
from recipe_desktop.services.organisations import KIND, MembershipLine, NameLine, OrganisationCard
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN, CardHead
from recipe_desktop.ui.cards.lines import ScopeNote
from recipe_desktop.ui.forms.entries import Entries, EntryPanel
from recipe_desktop.ui.forms.field_row import LABEL_UNITS, SIDE
from recipe_desktop.ui.forms.form import Form, align
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of, to_form
from recipe_desktop.ui.forms.saving import save_field, written_by
from recipe_desktop.ui.history import Excerpt, Wording
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.partners.entry_rows import Axis, NameRow, SpanRow, Years
from recipe_desktop.ui.partners.findings import FindingsCard
from recipe_desktop.ui.view import Label, View

_WIDEST_UNITS: Final = 78.0  # with its margins
_HISTORY_UNITS: Final = 16.4
_BESIDE_UNITS: Final = 40.0
_HEAD_UNITS: Final = 2.4
_BESIDE_WORDS: Final = 0.75  # that a button has
_NAMED: Final = ("name",)
_PLACED: Final = (
    "organisation_type",
    *("country", "registered_in", "postcode", "city", "address", "website", "ecosystems"),
    *("vat_number", "registration_number", "founded_on"),
)
_FIGURES: Final = ("staff", "turnover_cents", "balance_cents", "figures_on")
_CONTACT: Final = ("email", "phone", "notes")
_NAME_FIELDS: Final = ("name", "from_on", "until_on")
_MEMBERSHIP_FIELDS: Final = ("member", "cluster_name", "from_on", "until_on", "source")


class OrganisationOverview(View):
    """All of it in one column that scrolls; fields are saved when they are left."""

    deletion_wanted = Signal(str, str, str)  # kind, uid, what it is called

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        catalogues: Catalogues,
        wording_of: Wording,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace, self._catalogues = workspace, catalogues
        self._card: OrganisationCard | None = None
        self.findings = FindingsCard(look)
        self.excerpt = Excerpt(look, wording_of)
        self.named, self.placed, self.figures, self.contact = (
            Form(
                look,
                fields_of(KIND, names, catalogues),
                self._save,
                words.one_line,
                written_by=written_by(workspace),
            )
            for names in (_NAMED, _PLACED, _FIGURES, _CONTACT)
        )
        self.names = self._entries("former-names", _NAME_FIELDS, self._name_row)
        self.memberships = self._entries("memberships", _MEMBERSHIP_FIELDS, self._span_row)
        self.years = Years(look)
        self.add_name = Button(look, symbol="plus", bare=True)
        self.add_membership = Button(look, symbol="plus", bare=True)
        self.size_word = Label(look, face="second", ink="text2")
        self.scope = ScopeNote(look)
        self.foot = Label(look, face="second", ink="text3")
        self._heads = [
            CardHead(look, aside=aside)
            for aside in (self.add_name, self.size_word, self.scope, self.add_membership)
        ]
        self._lay_out()
        self.measure()
        self.retranslate()
        self.add_name.clicked.connect(self.names.add)
        self.add_membership.clicked.connect(self.memberships.add)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms of the organisation's own fields."""
        return self.named, self.placed, self.figures, self.contact

    @override
    def retranslate(self) -> None:
        titles = (_("Organisation"), _("Size"), _("Contact"), _("Memberships"))
        for head, title in zip(self._heads, titles, strict=True):
            head.title.setText(title)
        self.add_name.setText(_("Former name"))
        self.add_name.setAccessibleName(_("Add a former name"))
        self.add_membership.setText(_("Add"))
        self.add_membership.setAccessibleName(_("Add a membership"))
        own = words.member_name(self._workspace.here.member)
        self.scope.words.setText(_("Only {cluster} sees this").format(cluster=own))
        align(*self.forms, self.names.panel.form)
        if self._card is not None:
            self.show_card(self._card)

    @override
    def measure(self) -> None:
        self.setMaximumWidth(self.look.px(_WIDEST_UNITS))
        self.excerpt.setFixedWidth(self.look.px(_HISTORY_UNITS))
        for head in (*self._heads, self.excerpt.head):
            head.setFixedHeight(self.look.px(_HEAD_UNITS))
        align(*self.forms, self.names.panel.form)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction  # without room for both the history goes below the fields
        beside = self.width() >= self.look.px(_BESIDE_UNITS)
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.excerpt.setContentsMargins(0 if beside else self.look.px(SIDE), 0, 0, 0)

    def show_card(self, card: OrganisationCard) -> None:
        """Show an organisation, or the same one after a change."""
        self._card = card
        values, notes = to_form(KIND, card.fields), self._notes(card)
        for form in self.forms:
            form.show_record(KIND, card.line.uid, values, notes)
        self.size_word.setText(words.size_word(card.line.size))
        self.names.show_lines(card.line.uid, card.former_names)
        self._show_memberships(card)
        number, created = str(card.fields["number"] or ""), card.fields["created_at"]
        if created:  # else another program left it out
            made = format_day(datetime.fromisoformat(str(created)).date())
            number = _("{number}, recorded {day}").format(number=number, day=made)
        self.foot.setText(number)

    def _notes(self, card: OrganisationCard) -> dict[str, str]:
        pending = {name: _("two values, not decided yet") for name in card.in_conflict}
        figures = to_form(KIND, {"figures_on": card.fields["figures_on"]})["figures_on"]
        if figures is not None:
            dated = {n: format_day(figures) for n in _FIGURES[:3] if card.fields[n] is not None}
            return dated | pending
        return pending

    def _show_memberships(self, card: OrganisationCard) -> None:
        axis = Axis.over(card.memberships, today())
        if axis != self.years.axis:
            self.years.show_axis(axis)
            self.memberships.forget()
        self.years.setVisible(bool(card.memberships))
        self.memberships.show_lines(card.line.uid, card.memberships)

    def _save(self, name: str, value: Any) -> None:
        if self._card is not None:
            card = self._card
            save_field(self._workspace, KIND, card.line.uid, card.fields, name, value)

    def _entries(self, kind: str, names: Sequence[str], row: Callable[[Any], Any]) -> Entries:
        panel = EntryPanel(
            self.look, self._workspace, kind, names, self._catalogues, lambda: _("Delete")
        )
        panel.deletion_wanted.connect(
            lambda uid: self.deletion_wanted.emit(kind, uid, self._called(uid))
        )
        return Entries(self.look, panel, row)

    def _called(self, uid: str) -> str:
        if self._card is None:
            return ""
        lines = {line.uid: line.name for line in self._card.former_names}
        lines |= {line.uid: line.cluster for line in self._card.memberships}
        return lines.get(Uid(uid), "")

    def _name_row(self, line: NameLine) -> NameRow:
        units = next(iter(self.named.rows.values())).label_units
        return NameRow(self.look, line, units or LABEL_UNITS)

    def _span_row(self, line: MembershipLine) -> SpanRow:
        axis = self.years.axis or Axis.over((line,), today())
        return SpanRow(self.look, line, axis)

    def _lay_out(self) -> None:
        look, (own, size, contact, members) = self.look, self._heads
        fields = QVBoxLayout()
        fields.setSpacing(0)
        for head, parts in (
            (own, (self.named, self.names, self.placed)),
            (size, (self.figures,)),
            (contact, (self.contact,)),
        ):
            fields.addWidget(head)
            for part in parts:
                fields.addWidget(part)
            fields.addSpacing(look.px(1))
        fields.addStretch()
        self._columns = columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(look.px(1.75))
        columns.addLayout(fields, 1)
        columns.addWidget(self.excerpt, 0, Qt.AlignmentFlag.AlignTop)
        # The ground of a field reaches beyond its label, so everything else is set in by as much.
        edge, side = look.px(PAGE_MARGIN), look.px(SIDE)
        for head in self._heads:
            head.setContentsMargins(side, 0, 0, 0)
        beside = look.px(_BESIDE_WORDS)
        for head in (size, contact):  # their words end where those of the buttons do
            head.setContentsMargins(side, 0, beside, 0)
        self.findings.setContentsMargins(side, 0, 0, 0)
        self.foot.setContentsMargins(side, 0, 0, 0)
        above, below = QVBoxLayout(), QVBoxLayout()
        above.addWidget(self.findings)
        above.addLayout(columns)
        below.addWidget(self.years)
        below.addWidget(self.memberships)
        below.addSpacing(look.px(1.25))
        below.addWidget(self.foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge - side, look.px(0.9), edge - beside, edge)
        layout.setSpacing(0)
        for column in (above, below):
            column.setContentsMargins(0, 0, beside, 0)
            column.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(members)  # reaches further: the words of its button end with the years
        layout.addLayout(below)
        layout.addStretch()
