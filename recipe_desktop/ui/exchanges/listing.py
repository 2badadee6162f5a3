"""The list of exchanges at the left."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _
from recipe_desktop.services import exchanges
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.exchanges import ExchangeLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.exchanges import wording
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.list import RecordList
from recipe_desktop.ui.tables.listing import Listing
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import Column, RecordTable
from recipe_desktop.ui.tables.rows import Row, TwoLines

TOUCHED: Final = (
    *("exchange", "exchange_file", "organisation", "organisation_name", "membership"),
    *("same_as", "not_same", "member", "country", "lump_sum", "term", "calendar_day"),
)
COLUMNS: Sequence[Column[ExchangeLine]] = (
    Column(lambda: _("Name"), wording.names),
    Column(lambda: _("What it is"), wording.what_it_is),
    Column(lambda: _("State"), lambda line: wording.state(line)[1]),
)


class ExchangesList(Listing):
    """The column at the left, with its filter."""

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        self.text = ""
        self.table = RecordTable(
            COLUMNS,
            order=lambda: workspace.ask(exchanges.order, self.text),
            lines=lambda uids: workspace.ask(exchanges.lines, uids),
        )
        rows = TwoLines(look, _row, Marker(fold))
        super().__init__(look, RecordList(look, self.table, rows), parent)
        self.table.setParent(self)
        self.total = workspace.ask(exchanges.count)
        self.new = Button(look, symbol="plus")
        self.column.buttons.addWidget(self.new)
        self.retranslate()

        self.column.filtered.connect(self.narrow)
        self.column.nothing.cleared.connect(self.column.filter.field.clear)

    @override
    def retranslate(self) -> None:
        self.column.title.setText(_("Exchanges"))
        self.list.setAccessibleName(_("Exchanges"))
        self.column.order.setText(_("Latest first"))
        self.new.setText(_("New"))
        self.new.setToolTip(_("New exchange"))
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

    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed; choice and scrolling stay."""
        if not changes.touches(*TOUCHED):
            return
        self.table.forget()  # what is written of one bears on what is found about others
        self.total = self._workspace.ask(exchanges.count)
        self.show_counts()


def _row(line: ExchangeLine) -> Row:
    status, word = wording.state(line)
    return Row(wording.names(line), wording.second(line), wording.SYMBOL, status, word)
