"""The list of events at the left."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import events
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.events import EventLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.events import wording
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.list import RecordList
from recipe_desktop.ui.tables.listing import Listing
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import Column, RecordTable
from recipe_desktop.ui.tables.rows import Row, TwoLines

TOUCHED: Final = (
    *("event", "event_day", "agenda_item", "desk", "desk_opening", "desk_seal"),
    "printed_sheet",
    *("registration", "check_in", "same_as", "not_same", "member"),
)
COLUMNS: Sequence[Column[EventLine]] = (
    Column(lambda: _("Name"), lambda line: line.name),
    Column(lambda: _("What it is"), wording.what_it_is),
    Column(lambda: _("State"), lambda line: wording.state(line, today())[1]),
)


class EventsList(Listing):
    """The column at the left, with its filter."""

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        self.text = ""
        self.table = RecordTable(
            COLUMNS,
            order=lambda: workspace.ask(events.order, self.text),
            lines=lambda uids: workspace.ask(events.lines, uids),
            everything=lambda: workspace.ask(events.order),
        )
        rows = TwoLines(look, _row, Marker(fold))
        super().__init__(look, RecordList(look, self.table, rows), parent)
        self.table.setParent(self)
        self.total = len(workspace.ask(events.order))
        self.new = Button(look, symbol="plus")
        self.column.buttons.addWidget(self.new)
        self.retranslate()

        self.column.filtered.connect(self.narrow)

    @override
    def retranslate(self) -> None:
        self.column.title.setText(_("Events"))
        self.list.setAccessibleName(_("Events"))
        self.new.setText(_("New"))
        self.column.order.setText(_("Latest first"))
        self.new.setToolTip(_("New event"))
        self.list.viewport().update()
        self.show_counts()

    def narrow(self, text: str) -> None:
        """Show only what a text finds."""
        self.text = self.list.rows.query = text
        self.table.reload()
        self.show_counts()
        if self.list.uid is None:
            self.list.choose_first()

    def reveal(self, uid: Uid) -> bool:
        """Choose a record, taking the filter off where it hides it."""
        if self.table.row(uid) is None and self.text:
            self.column.filter.field.clear()
            self.narrow("")
        return self.list.choose(uid)

    @override
    def counted(self) -> str:
        said = ngettext("{count} event", "{count} events", self.total)
        return said.format(count=format_number(self.total))

    @override
    def refresh(self, changes: ChangeSet) -> None:
        if not changes.touches(*TOUCHED):
            return
        with self.list.choosing_what_comes_back(changes, "event"):
            self.table.forget()
        self.total = len(self._workspace.ask(events.order))
        self.show_counts()


def _row(line: EventLine) -> Row:
    status, word = wording.state(line, today())
    aside = "" if status is not None else word
    said = word if status is not None else ""
    name = line.name or _("Event without a name")
    return Row(name, wording.second(line), wording.SYMBOL, status, said, aside=aside)
