"""The list of exchanges at the left."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import exchanges
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.exchanges import ExchangeLine, Narrowed
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.exchanges import wording
from recipe_desktop.ui.exchanges.filters import Filters
from recipe_desktop.ui.exchanges.switch import LIST, ViewSwitch
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.list import RecordList
from recipe_desktop.ui.tables.listing import Listing
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import Column, RecordTable
from recipe_desktop.ui.tables.rows import Row, TwoLines

TOUCHED: Final = (
    *("exchange", "exchange_file", "organisation", "organisation_name", "membership"),
    *(
        "share",
        "attachment",
        "finding_reason",
        "same_as",
        "not_same",
        "member",
        "country",
        "lump_sum",
        "term",
        "calendar_day",
        "project",
    ),
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
        self.narrowed = Narrowed()
        self.table = RecordTable(
            COLUMNS,
            order=lambda: workspace.ask(exchanges.order, self.narrowed),
            lines=lambda uids: workspace.ask(exchanges.lines, uids),
            everything=lambda: workspace.ask(exchanges.order),
        )
        rows = TwoLines(look, _row, Marker(fold))
        super().__init__(look, RecordList(look, self.table, rows), parent)
        self.table.setParent(self)
        self.total = workspace.ask(exchanges.count)
        self.new = Button(look, symbol="plus")
        self.switch = ViewSwitch(look, LIST, short=True)
        self.filters = Filters(look, workspace, self)
        self.column.buttons.addWidget(self.switch)
        self.column.buttons.addSpacing(look.px(0.4))
        self.column.buttons.addWidget(self.new)
        self.column.add_chips(self.filters.chips)
        self.retranslate()

        self.column.filtered.connect(self._typed)
        self.filters.changed.connect(self.narrow)
        self.column.nothing.cleared.connect(lambda: self.narrow(Narrowed()))

    @override
    def retranslate(self) -> None:
        self.column.title.setText(_("Exchanges"))
        self.list.setAccessibleName(_("Exchanges"))
        self.column.order.setText(_("Latest first"))
        self.filters.retranslate()
        self.new.setText(_("New"))
        self.new.setToolTip(_("New exchange"))
        self.list.viewport().update()
        self.show_counts()

    def narrow(self, narrowed: Narrowed) -> None:
        """Show only some of them; field and chips say which."""
        if self.column.filter.field.text() != narrowed.text:
            self.column.filter.field.setText(narrowed.text)
        self.narrowed = narrowed
        self.list.rows.query = narrowed.text
        self.filters.show_narrowed(narrowed)
        self.table.reload()
        self.show_counts()
        if self.list.uid is None:
            self.list.choose_first()

    def reveal(self, uid: Uid) -> bool:
        """Choose a record, taking the filter off where it hides it."""
        if self.table.row(uid) is None and self.narrowed != Narrowed():
            self.narrow(Narrowed())
        return self.list.choose(uid)

    def _typed(self, text: str) -> None:
        self.narrow(replace(self.narrowed, text=text))

    @override
    def counted(self) -> str:
        said = ngettext("{count} exchange", "{count} exchanges", self.total)
        return said.format(count=format_number(self.total))

    @override
    def refresh(self, changes: ChangeSet) -> None:
        if not changes.touches(*TOUCHED):
            return
        with self.list.choosing_what_comes_back(changes, "exchange"):
            self.table.forget()  # what is written of one bears on what is found about others
        self.total = self._workspace.ask(exchanges.count)
        self.show_counts()


def _row(line: ExchangeLine) -> Row:
    status, word = wording.state(line)
    return Row(wording.names(line), wording.second(line), wording.SYMBOL, status, word)
