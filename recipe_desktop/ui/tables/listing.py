"""The left side of a page: a column of records, and below it what was just done."""

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.list import ListColumn, RecordList
from recipe_desktop.ui.told.line import ToldLine, hang
from recipe_desktop.ui.view import View


class Listing(View):
    """A list with its filter; a subclass knows what is in it, and says so in ``total``.

    ``deletion_wanted`` tells that the Delete key was pressed on the chosen record.
    """

    deletion_wanted = Signal()

    def __init__(self, look: Look, rows: RecordList, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="canvas")
        self.list = rows
        self.total = 0
        self.column = ListColumn(look, rows, self)
        self.told = ToldLine(look, self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.column, 1)
        layout.addWidget(self.told)
        rows.deletion_wanted.connect(self.deletion_wanted)
        rows.thinned.connect(self.show_counts)

    def take_told(self) -> None:
        """Have what is told stand below the list, where it stood elsewhere meanwhile."""
        hang(self.told, self)

    @abstractmethod
    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed; choice and scrolling stay."""

    @abstractmethod
    def counted(self) -> str:
        """How many there are in all, in words."""

    def show_counts(self) -> None:
        """Say how many of how many there are."""
        self.column.show_counts(self.list.table.rowCount(), self.total, self.counted())
