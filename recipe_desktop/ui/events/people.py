"""Who is registered for an event: a list with a filter, and the chosen person beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import LAST_DAY
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _, format_number, format_weekday, ngettext
from recipe_desktop.services import days_of_event, events, records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.events import REGISTRATIONS, RegistrationLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.events import wording
from recipe_desktop.ui.forms.entries import EntryPanel
from recipe_desktop.ui.forms.fields import Choice, Field
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of
from recipe_desktop.ui.keyboard.moving import move_keyboard
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.panes.one_or_both import OneOrBoth
from recipe_desktop.ui.tables.list import ListColumn, RecordList
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import Column, RecordTable
from recipe_desktop.ui.tables.rows import Row, TwoLines
from recipe_desktop.ui.view import Label, View

_FIELDS: Final = (
    *("given_name", "family_name", "title", "organisation_name", "affiliation", "position"),
    *("country", "email", "phone", "language", "answer", "days", "ticket_type", "badge_number"),
    *("ticket_code", "code", "diet", "meeting_wishes", "attention", "photo_consent"),
    *("mailing_consent", "source", "notes"),
)

_FORM_EDGE_UNITS: Final = 1.25  # where the labels of the form begin
_BOTH_UNITS: Final = 46.0  # the list and the form beside it need as much
_WIDEST_UNITS: Final = 30.0


class EventPeople(View):
    """The registrations of one event."""

    deletion_wanted = Signal(str, str, str)  # kind, uid, what it is called
    import_wanted = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        catalogues: Catalogues,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace = workspace
        self._event: Uid | None = None
        self._zone: tzinfo | None = None
        self.text = ""
        self.total = 0
        columns: Sequence[Column[RegistrationLine]] = (
            Column(lambda: _("Name"), wording.person),
            Column(lambda: _("What it is"), wording.about),
            Column(lambda: _("State"), lambda line: self._state(line)[1]),
        )
        self.table = RecordTable(
            columns,
            order=self._order,
            lines=self._lines,
            parent=self,
            everything=lambda: self._order_of(""),
        )
        self.list = RecordList(look, self.table, TwoLines(look, self._row, Marker(fold)))
        self.column = ListColumn(look, self.list, self)
        self.new = Button(look, symbol="plus")
        self.take_in = Button(look, symbol="file-import")
        self.column.buttons.addWidget(self.take_in)
        self.column.buttons.addWidget(self.new)
        self.nobody = Label(look, ink="text2", wrap=True)
        self.panel = EntryPanel(
            look,
            workspace,
            REGISTRATIONS,
            _FIELDS,
            catalogues,
            lambda: _("Delete registration"),
            owner="event",
            described=self._described(catalogues),
            framed=False,
        )
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(look.px(0.25), look.px(0.9), look.px(0.75), look.px(1))
        self.back = Button(look, symbol="arrow-left", bare=True)
        inside.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.nobody)
        inside.addWidget(self.panel)
        inside.addStretch()
        self.splitter = OneOrBoth(
            look,
            self.column,
            self.list,
            scrolled(right),
            self.back,
            needs=_BOTH_UNITS,
            widest=_WIDEST_UNITS,
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.measure()
        self.retranslate()

        self.list.current_changed.connect(self._open_chosen)
        self.list.lost.connect(lambda: move_keyboard(self.panel, self.list))
        self.list.thinned.connect(self._show_counts)
        self.column.filtered.connect(self.narrow)
        self.new.clicked.connect(self.begin_new)
        self.take_in.clicked.connect(self.import_wanted)
        self.panel.deletion_wanted.connect(self._delete)
        self.panel.closed.connect(self._close)
        self.panel.form.wanted.connect(self._open_again)

    @override
    def measure(self) -> None:
        self.column.setMinimumWidth(self.look.px(17))
        edge = self.look.px(_FORM_EDGE_UNITS)
        self.nobody.setContentsMargins(edge, self.look.px(0.75), edge, 0)
        self.splitter.setSizes([self.look.px(24), self.look.px(39)])

    @override
    def retranslate(self) -> None:
        self.column.title.setText(_("Registered"))
        self.list.setAccessibleName(_("Registered"))
        self.new.setText(_("New"))
        self.column.order.setText(_("By family name"))
        self.new.setToolTip(_("Register somebody"))
        self.back.setText(_("Registered"))
        self.back.setAccessibleName(_("Back to the list of registrations"))
        self.take_in.setText(_("Import"))
        self.take_in.setAccessibleName(_("Import a list of registrations"))
        self.take_in.setToolTip(_("Import a list of registrations"))
        self._show_counts()

    def show_event(self, event: Uid, zone: tzinfo | None) -> None:
        """Show who is registered for an event."""
        if event == self._event:
            return
        self._event, self._zone = event, zone
        self.panel.leave()
        if self.text:
            self.column.filter.field.clear()
            self.text = self.list.rows.query = ""
        self.table.forget()
        self._count()
        self.list.choose_first()
        self._open(self.list.uid or "")

    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed; choice and scrolling stay."""
        if self._event is None:
            return
        if changes.touches("registration", "check_in", "same_as", "not_same", "desk"):
            with self.list.choosing_what_comes_back(changes, "registration"):
                self.table.forget()
                self._count()
            self.panel.refresh()
            if self.panel.uid is not None and self.table.row(self.panel.uid) is None:
                self._open(self.list.uid or "")
            elif self.panel.uid is not None and self.panel.uid != self.list.uid:
                self.list.choose(self.panel.uid)  # somebody who has just been written down
        elif changes.touches("event", "event_day"):
            self.panel.refresh()  # the days that it offers

    def narrow(self, text: str) -> None:
        """Show only whom a text finds."""
        self.text = self.list.rows.query = text
        self.table.reload()
        self._show_counts()
        if self.list.uid is None:
            self.list.choose_first()

    def reveal(self, uid: Uid) -> bool:
        """Choose somebody, taking the filter off where it hides them."""
        if self.table.row(uid) is None and self.text:
            self.column.filter.field.clear()
            self.narrow("")
        return self.list.choose(uid)

    def begin_new(self) -> None:
        """Write down somebody who calls."""
        if self._event is not None:
            self.nobody.hide()
            self.splitter.turn_to_pane()
            self.panel.open_new(self._event)

    def _described(self, catalogues: Catalogues) -> list[Field]:
        """The fields of a person, of which the days are those of the event."""
        fields = fields_of(REGISTRATIONS, _FIELDS, catalogues)
        return [replace(f, choices=self._days) if f.name == "days" else f for f in fields]

    def _days(self) -> list[Choice]:
        """The days of the event; what else is kept of a person is shown, and can be taken off."""
        if self._event is None:
            return []
        known = self._workspace.ask(days_of_event.numbered, self._event)
        days = {str(number): format_weekday(day) for number, day in known.items()}
        if not days:  # while nobody has said when it is
            days = {str(n): _("Day {number}").format(number=n) for n in range(1, LAST_DAY + 1)}
        shown = [self.panel.uid] if self.panel.uid else []
        kept = [
            part.strip()
            for one in self._workspace.ask(records.shown, REGISTRATIONS, shown)
            for part in str(one.fields["days"]).split(";")
        ]
        others = {part: part for part in kept if part and part not in days}
        return [Choice(value, word) for value, word in (days | others).items()]

    def _open_chosen(self, uid: str) -> None:
        """Open whom the list shows chosen, unless their form is open already and typed into."""
        if not uid or uid != self.panel.uid:
            self._open(uid)

    def _open(self, uid: str) -> None:
        self.nobody.setVisible(not uid)
        if uid:
            self.panel.show_one(Uid(uid))
        else:
            self.panel.leave()

    def _open_again(self, uid: str) -> None:
        if uid:
            self.reveal(Uid(uid))
        else:
            self.begin_new()

    def _close(self) -> None:
        if self.panel.uid is not None:
            self.reveal(self.panel.uid)
        else:
            self._open(self.list.uid or "")
        self.splitter.turn_to_list()

    def _delete(self, uid: str) -> None:
        line = self.table.line(row) if (row := self.table.row(Uid(uid))) is not None else None
        name = wording.person(line) if line is not None else ""
        self.deletion_wanted.emit(REGISTRATIONS, uid, name)

    def _order(self) -> list[Uid]:
        return self._order_of(self.text)

    def _order_of(self, text: str) -> list[Uid]:
        if self._event is None:
            return []
        return self._workspace.ask(events.people_order, self._event, text)

    def _lines(self, uids: Sequence[Uid]) -> list[RegistrationLine]:
        if self._event is None:
            return []
        return self._workspace.ask(events.people_lines, self._event, uids)

    def _count(self) -> None:
        if self._event is not None:
            self.total = len(self._order_of(""))
        self.nobody.setText(
            _("Nobody is registered yet. Import a list, or write down who calls.")
            if not self.total
            else _("Choose somebody in the list.")
        )
        self._show_counts()

    def _show_counts(self) -> None:
        said = ngettext("{count} person", "{count} people", self.total)
        every = said.format(count=format_number(self.total))
        self.column.show_counts(self.table.rowCount(), self.total, every)

    def _state(self, line: RegistrationLine) -> tuple[Status | None, str]:
        return wording.attendance(line, self._zone, now().astimezone(self._zone).date())

    def _row(self, line: RegistrationLine) -> Row:
        status, word = self._state(line)
        return Row(wording.person(line), wording.about(line), "user", status, word)
