"""The second tab of an exchange: its fields, saved when they are left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import exchanges, shares, words
from recipe_desktop.services.exchanges import KIND, ExchangeCard
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN, CardHead
from recipe_desktop.ui.cards.lines import ScopeNote
from recipe_desktop.ui.exchanges import wording
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.fields import Choice, Field, Kind
from recipe_desktop.ui.forms.form import Form, align
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of, to_form
from recipe_desktop.ui.forms.saving import save_field, written_by
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View

_WIDEST_UNITS: Final = 60.0
_LABEL_UNITS: Final = 21.5  # the longest of the six languages, which the pane has room for
_PARTIES: Final = ("visitor", "host")
_WHO: Final = (
    *("visitor_member", "host_member", "paying_member"),
    *("visitor_partnership", "host_partnership", "category"),
)
_VISIT: Final = (
    *("starts_on", "ends_on", "travels_out_on", "travels_back_on"),
    *("away_from_on", "away_until_on", "is_virtual", "leg_of"),
    *("place", "region", "distance_km", "amount_cents", "rate_table_on"),
    *("other_funding", "purposes", "activities"),
)
_DAYS: Final = (
    *("registered_on", "assessed_on", "matched_on", "host_approved_on"),
    *("visitor_signed_on", "host_signed_on", "visitor_partner_signed_on"),
    *("host_partner_signed_on", "agreement_on", "funding_declared_on"),
    *("reported_on", "evidence_on", "validated_on", "paid_on"),
    *("visitor_partner_counted_on", "host_partner_counted_on", "cancelled_on"),
)
_FILE: Final = (
    *("visitor_person", "nationality", "residence_days", "has_permit", "has_business"),
    *("host_person", "motivation", "documents", "assessment"),
)
_PARTNERSHIPS: Final = ("visitor_partnership", "host_partnership")
_YES_NO: Final = ("is_virtual", "has_permit", "has_business")


class PartyRow(QWidget):
    """Visitor or host, with a button to choose another."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.label, self.name = Label(look, ink="text2"), Label(look, face="action")
        self.choose = Button(look, small=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(SIDE), look.px(0.1), look.px(SIDE), look.px(0.1))
        layout.setSpacing(0)  # so that the names stand below each other with the values of fields
        layout.addWidget(self.label)
        layout.addWidget(self.name, 1)
        layout.addWidget(self.choose)


class ExchangeFields(View):
    """All fields in one column that scrolls; ``choice_wanted`` tells which party to choose."""

    choice_wanted = Signal(str)
    sharing_wanted = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        catalogues: Catalogues,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace = workspace
        self._uid: Uid | None = None
        self._shown: Mapping[str, Value] = {}
        self._readers: tuple[str, ...] = (workspace.here.member,)
        self._keepers: tuple[str, ...] = ()
        self.parties = {name: PartyRow(look) for name in _PARTIES}
        self.forms = tuple(
            Form(
                look,
                self._fields(names, catalogues),
                self._save,
                words.one_line,
                written_by=written_by(workspace),
            )
            for names in (_WHO, _VISIT, _DAYS, _FILE)
        )
        self.scope = ScopeNote(look)
        self.share = Button(look, small=True)
        aside = QWidget()
        beside = QHBoxLayout(aside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(look.px(0.6))
        beside.addWidget(self.scope)
        beside.addWidget(self.share)
        self.heads = [
            CardHead(look),
            CardHead(look),
            CardHead(look),
            CardHead(look, "", aside),
        ]
        self._lay_out()
        self.measure()
        self.retranslate()
        self.share.clicked.connect(self.sharing_wanted)
        for name, row in self.parties.items():
            row.choose.clicked.connect(
                lambda _checked=False, name=name: self.choice_wanted.emit(name)
            )

    @override
    def retranslate(self) -> None:
        titles = (_("Who"), _("Visit"), _("What has happened"), _("File"))
        for head, title in zip(self.heads, titles, strict=True):
            head.title.setText(title)
        self.scope.words.setText(words.file_words(self._readers, self._keepers))
        self.share.setText(_("Share"))
        self.share.setAccessibleName(_("Choose who sees the file"))
        self.share.setToolTip(self.share.accessibleName())
        for name, row in self.parties.items():
            label = words.field_label(KIND, name)
            row.label.setText(label)
            row.choose.setText(_("Choose"))
            row.choose.setAccessibleName(_("Choose: {field}").format(field=label))
        for form in self.forms:
            form.retranslate()  # they hear of another language after this
        self._align()

    @override
    def measure(self) -> None:
        self.setMaximumWidth(self.look.px(_WIDEST_UNITS))
        self._align()

    def show_card(self, card: ExchangeCard) -> None:
        """Show an exchange, or the same one after a change."""
        self._uid, self._readers, self._shown = card.line.uid, card.readers, card.fields
        self._keepers = card.keepers
        self.scope.words.setText(words.file_words(self._readers, self._keepers))
        self.share.setVisible(not self._keepers)
        values = to_form(KIND, card.fields)
        values |= {name: "1" if card.fields[name] else "0" for name in _YES_NO}
        ours = {name: _("our own") for name in _PARTNERSHIPS if not card.fields[name]}
        for form in self.forms:
            form.show_record(KIND, card.line.uid, values, ours)
        self.parties["visitor"].name.setText(card.line.visitor or _("not chosen yet"))
        self.parties["host"].name.setText(card.line.host or _("not chosen yet"))

    def _align(self) -> None:
        """One column of labels for all forms and for visitor and host, in the language of now."""
        align(*self.forms, widest=_LABEL_UNITS)
        units = next(iter(self.forms[0].rows.values())).label_units
        for row in self.parties.values():
            row.label.setFixedWidth(self.look.px(units))

    def _fields(self, names: Sequence[str], catalogues: Catalogues) -> tuple[Field, ...]:
        """The fields of a form; yes and no are chosen, and so is the other leg."""
        fields = {field.name: field for field in fields_of(KIND, names, catalogues)}
        for name in _YES_NO:
            if name in fields:
                fields[name] = replace(fields[name], kind=Kind.CHOICE, choices=_yes_no)
        for name in _PARTNERSHIPS:
            if name in fields:
                fields[name] = replace(fields[name], hint=_whose)
        if "leg_of" in fields:
            fields["leg_of"] = replace(fields["leg_of"], choices=self._legs)
        return tuple(fields.values())

    def _legs(self) -> Sequence[Choice]:
        """The other exchanges of the same visitor."""
        found = [] if self._uid is None else self._workspace.ask(exchanges.siblings, self._uid)
        return Choice("", ""), *(Choice(line.uid, wording.what_it_is(line)) for line in found)

    def _save(self, name: str, value: Any) -> None:
        if self._uid is not None:
            if name in _FILE:
                self._workspace.ask(shares.refuse_outsider, KIND, self._uid)
            save_field(self._workspace, KIND, self._uid, self._shown, name, value)

    def _lay_out(self) -> None:
        look = self.look
        edge, side = look.px(PAGE_MARGIN), look.px(SIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge - side, look.px(0.9), edge, edge)
        layout.setSpacing(0)
        for place, (head, form) in enumerate(zip(self.heads, self.forms, strict=True)):
            head.setContentsMargins(side, 0, 0, 0)
            layout.addWidget(head)
            layout.addSpacing(look.px(0.3))
            for row in self.parties.values() if not place else ():
                layout.addWidget(row)
            layout.addWidget(form)
            layout.addSpacing(look.px(1))
        layout.addStretch()


def _yes_no() -> Sequence[Choice]:
    return Choice("0", _("No")), Choice("1", _("Yes"))


def _whose() -> str:
    return _("Only where it is another partnership than our own")
