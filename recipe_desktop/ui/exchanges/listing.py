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
from recipe_desktop.ui.exchanges.switch import LIST, ViewSwitch
from recipe_desktop.ui.look.buttons import Button, Chip
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
        "finding_reason",
        "same_as",
        "not_same",
        "member",
        "country",
        "lump_sum",
        "term",
        "calendar_day",
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
        self.text, self.only_ours = "", False
        self.table = RecordTable(
            COLUMNS,
            order=lambda: workspace.ask(exchanges.order, self.text, only_ours=self.only_ours),
            lines=lambda uids: workspace.ask(exchanges.lines, uids),
        )
        rows = TwoLines(look, _row, Marker(fold))
        super().__init__(look, RecordList(look, self.table, rows), parent)
        self.table.setParent(self)
        self.total = workspace.ask(exchanges.count)
        self.new = Button(look, symbol="plus")
        self.switch = ViewSwitch(look, LIST, short=True)
        self.ours = Chip(look)
        self.column.buttons.addWidget(self.switch)
        self.column.buttons.addSpacing(look.px(0.4))
        self.column.buttons.addWidget(self.new)
        self.column.add_chips([self.ours])
        self.retranslate()

        self.column.filtered.connect(self.narrow)
        self.ours.clicked.connect(lambda: self.narrow_to_ours(on=not self.only_ours))
        self.ours.cleared.connect(lambda: self.narrow_to_ours(on=False))
        self.column.nothing.cleared.connect(self.column.filter.field.clear)

    @override
    def retranslate(self) -> None:
        self.column.title.setText(_("Exchanges"))
        self.list.setAccessibleName(_("Exchanges"))
        self.column.order.setText(_("Latest first"))
        self.ours.setText(_("Mine to act"))
        self.ours.show_value(_("Mine to act") if self.only_ours else "")
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

    def narrow_to_ours(self, *, on: bool) -> None:
        """Show only what waits for this office, or everything."""
        self.only_ours = on
        self.ours.show_value(_("Mine to act") if on else "")
        self.narrow(self.text)

    def reveal(self, uid: Uid) -> bool:
        """Choose a record, taking the filter off where it hides it."""
        if self.table.row(uid) is None and (self.text or self.only_ours):
            self.column.filter.field.clear()
            self.text = ""
            self.narrow_to_ours(on=False)
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
