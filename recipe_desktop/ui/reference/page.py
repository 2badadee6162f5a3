"""The page of the programme data: a tab for each catalogue, its entries edited in place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.name_order import Order, sort_key
from recipe_desktop.i18n import _, format_number, language
from recipe_desktop.services import checks, records, words, words_reference
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.ui.cards import PAGE_MARGIN, TAB_EDGE, Card, Line, PageHead, Tabs
from recipe_desktop.ui.forms.entries import Entries, EntryPanel
from recipe_desktop.ui.forms.fields import Choice, Field, Kind
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.reference import wording
from recipe_desktop.ui.reference.row import Entry, EntryRow
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import Label, View

_PROVENANCE: Final = ("source", "certainty", "note")
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "lump-sums": ("country", "amount_cents", "from_on", "until_on", *_PROVENANCE),
    "countries": ("code", "name", "from_on", "until_on", *_PROVENANCE),
    "terms": ("name", "may_visit", "may_host", *_PROVENANCE),
    "calendar-days": ("country", "region", "day_on", "is_working", "name", *_PROVENANCE),
    "targets": ("name", "amount", *_PROVENANCE),
    "members": ("name", "legal_entity", "place", "region", "website", "role", *_PROVENANCE),
    "member-names": ("name", "from_on", "until_on", *_PROVENANCE),
}
"""The catalogues in the order of their tabs, with the fields that can be written."""

_YES_NO: Final = ("may_visit", "may_host", "is_working")
_BY_TITLE: Final = ("lump-sums", "countries")  # their order follows the language
_WIDEST_UNITS: Final = 60.0
_NOBODYS: Final = Uid("")


class Catalogue(View):
    """One catalogue: what it is for, its entries, and a button for one more where it grows."""

    def __init__(
        self, given: Surroundings, kind: str, catalogues: Catalogues, deeds: Deeds
    ) -> None:
        super().__init__(given.look)
        look, self._workspace, self.kind = given.look, given.workspace, kind
        self._deeds = deeds
        self.about = Label(look, face="second", ink="text2", wrap=True)
        self.add_button = Button(look, symbol="plus", small=True)
        self.panel = EntryPanel(
            look,
            given.workspace,
            kind,
            FIELDS[kind],
            catalogues,
            lambda: _(words_reference.DELETE.get(kind, words_reference.DELETE_ENTRY)),
            owner="",
            described=_fields(kind, catalogues),
            can_delete=kind in words_reference.DELETE,
        )
        self.entries = Entries(look, self.panel, partial(EntryRow, look))
        self._card = Card(look)
        self._lay_out()
        self.add_button.setVisible(kind in words_reference.ADD)
        self.measure()
        self.retranslate()

        self.add_button.clicked.connect(self.entries.add)
        self.panel.deletion_wanted.connect(self._delete)

    @override
    def retranslate(self) -> None:
        self.about.setText(_(words_reference.ABOUT[self.kind]))
        self.add_button.setText(_(words_reference.ADD.get(self.kind, words_reference.ADD_ENTRY)))
        self.entries.forget()
        self.show_entries()

    @override
    def measure(self) -> None:
        self._card.setMaximumWidth(self.look.px(_WIDEST_UNITS))

    def show_entries(self) -> int:
        """Show the entries as they are now; how many there are."""
        found = self._workspace.ask(records.listing, self.kind)
        if self.kind in _BY_TITLE:
            order: Order = "hu" if language() == "hu" else "root"
            found.sort(key=lambda shown: sort_key(wording.title(shown), order))
        doubts = {
            one.uid: words.finding_sentence(one.finding)
            for one in self._workspace.ask(checks.findings, self.kind)
            if one.finding.severity is not Severity.NOTE
        }
        lines = [Entry(shown, doubts.get(shown.uid, "")) for shown in found]
        self.entries.show_lines(_NOBODYS, lines)
        return len(found)

    def open(self, uid: Uid) -> None:
        """Open an entry; one that is open stays so."""
        if uid in self.entries.rows and self.panel.uid != uid:
            self.entries.open(uid)

    def _delete(self, uid: str) -> None:
        row = self.entries.rows.get(Uid(uid))
        name = row.title if isinstance(row, EntryRow) else ""
        self._deeds.delete(self.kind, Uid(uid), name)

    def _lay_out(self) -> None:
        look = self.look
        row = QHBoxLayout()
        row.addWidget(self.about, 1)
        row.addSpacing(look.px(1))
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        margin = look.px(PAGE_MARGIN)
        layout.setContentsMargins(margin, look.px(1.25), margin, look.px(1.25))
        layout.setSpacing(look.px(0.75))
        head = QWidget()
        head.setLayout(row)
        head.setMaximumWidth(look.px(_WIDEST_UNITS))
        row.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(head)
        edge = look.px(0.5)
        self._card.body.setContentsMargins(edge, edge, edge, edge)
        self._card.body.addWidget(self.entries)
        layout.addWidget(self._card)
        layout.addStretch()


class ReferencePage(View):
    """The programme data; every change is saved at once, can be undone, and travels."""

    def __init__(self, given: Surroundings) -> None:
        super().__init__(given.look)
        self._given = given
        self._catalogues = Catalogues(given.workspace)
        self.head = PageHead(given.look)
        self.tabs = Tabs(given.look)
        self.told = ToldLine(given.look, self, wrap=True)
        deeds = Deeds(given.workspace, given.notices, self.told)
        self.parts = {kind: Catalogue(given, kind, self._catalogues, deeds) for kind in FIELDS}
        for kind in self.parts:
            self.tabs.addTab(kind)
        self._lay_out()
        self.retranslate()
        self._show_part(0)

        self.tabs.currentChanged.connect(self._show_part)
        given.notices.committed.connect(self._show_changes)

    @override
    def retranslate(self) -> None:
        self.head.show_texts(
            _("Programme data"), _("What the rules count with, from where, and how sure that is")
        )
        self.tabs.setAccessibleName(_("Catalogues"))
        for place, (kind, part) in enumerate(self.parts.items()):
            self.tabs.setTabText(place, _(words_reference.TITLES[kind]))
            self.tabs.show_count(place, format_number(part.show_entries()))

    def open(self, kind: str, uid: Uid = _NOBODYS) -> None:
        """Show a catalogue, and an entry of it."""
        self.tabs.setCurrentIndex(list(self.parts).index(kind))
        if uid:
            self.parts[kind].open(uid)

    def begin(self) -> None:
        """Put the keyboard on the tabs."""
        self.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_part(self, place: int) -> None:
        for number, area in enumerate(self._areas):
            area.setVisible(number == place)

    def _show_changes(self, changes: ChangeSet) -> None:
        if changes.touches("term", "member"):
            self._catalogues.forget()
        for place, (kind, part) in enumerate(self.parts.items()):
            if changes.touches(KINDS[kind].table):
                self.tabs.show_count(place, format_number(part.show_entries()))

    def _lay_out(self) -> None:
        px = self.look.px
        margin = px(PAGE_MARGIN)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(0.9), 0, 0)
        layout.setSpacing(0)
        self.head.setContentsMargins(margin, 0, margin, px(0.35))
        layout.addWidget(self.head)
        row = QHBoxLayout()
        row.setContentsMargins(margin - px(TAB_EDGE), 0, margin, 0)
        row.addWidget(self.tabs)
        row.addStretch()
        layout.addLayout(row)
        layout.addWidget(Line(self.look))
        self._areas = [scrolled(part) for part in self.parts.values()]
        for area in self._areas:
            layout.addWidget(area, 1)
        layout.addWidget(self.told)


def _fields(kind: str, catalogues: Catalogues) -> tuple[Field, ...]:
    """The fields of the form; yes and no are chosen."""
    return tuple(
        replace(field, kind=Kind.CHOICE, choices=_yes_no) if field.name in _YES_NO else field
        for field in fields_of(kind, FIELDS[kind], catalogues)
    )


def _yes_no() -> Sequence[Choice]:
    return Choice("", ""), Choice("1", _("Yes")), Choice("0", _("No"))
