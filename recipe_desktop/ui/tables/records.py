"""The model of every long list: all identities at once, lines when they come into sight."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _

# Plain integers: comparing with Qt's enum costs more than the rest of data() together.
DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)
LINE: Final = int(Qt.ItemDataRole.UserRole) + 1
UID: Final = int(Qt.ItemDataRole.UserRole) + 2

PAGE: Final = 200
_CHOOSABLE: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class HasUid(Protocol):
    """A line out of a query: a frozen dataclass that knows which record it shows."""

    @property
    def uid(self) -> Uid:
        """The record."""


Line = TypeVar("Line", bound=HasUid)


@dataclass(frozen=True)
class Column(Generic[Line]):
    """One column: a heading asked anew for every language, and what it shows of a line."""

    heading: Callable[[], str]
    show: Callable[[Line], str]
    figures: bool = False


class RecordTable(QStandardItemModel, Generic[Line]):
    """Records in the order of a query; sorting and filtering are the query's business.

    It holds no items; what Qt's model does for it is counting rows and making indexes. A view
    asks for both several times for every row whenever it lays them out, which for 15,000 rows
    takes 55 ms in Python and 3 ms in Qt.

    Args:
        columns: what is shown; the first is also what a screen reader hears first.
        order: asks for all identities, in order.
        lines: asks for the lines of some of them; those that are gone may be missing.
        everything: asks for the identities of all that a filter may leave out; without it
            nothing stays that the order leaves out.

    ``chosen`` is the record that somebody looks at. What is written of it may leave it out of
    what the filter finds, and then it stays in its row until the filter or the choice is another:
    else the next key would be pressed in another record.
    """

    def __init__(
        self,
        columns: Sequence[Column[Line]],
        order: Callable[[], Sequence[Uid]],
        lines: Callable[[Sequence[Uid]], Iterable[Line]],
        parent: QObject | None = None,
        *,
        everything: Callable[[], Sequence[Uid]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._order, self._lines, self._everything = order, lines, everything
        self.chosen: Uid | None = None
        self.staying: Uid | None = None  # it stays where it was, since it is chosen
        self._uids: list[Uid] = list(order())
        self.setColumnCount(len(self._columns))
        self._count_rows()
        self._rows: dict[Uid, int] | None = None
        self._known: dict[Uid, Line] = {}

    # -- what views ask -------------------------------------------------------------------

    def uid(self, row: int) -> Uid:
        """The record shown in ``row``."""
        return self._uids[row]

    def row(self, uid: Uid) -> int | None:
        """Where a record is shown, if it is."""
        if self._rows is None:
            self._rows = {uid: row for row, uid in enumerate(self._uids)}
        return self._rows.get(uid)

    def line(self, row: int) -> Line | None:
        """What is known of the record in ``row``; None if it has just gone."""
        uid = self._uids[row]
        if uid not in self._known:
            first = row - row % PAGE
            wanted = [u for u in self._uids[first : first + PAGE] if u not in self._known]
            self._known.update((line.uid, line) for line in self._lines(wanted))
        return self._known.get(uid)

    def refresh(self, touched: Iterable[Uid]) -> None:
        """Show records anew after a change; selection, focus and scrolling stay."""
        gone = [uid for uid in touched if self._known.pop(uid, None) is not None]
        fresh = self._order_with_chosen()
        if fresh != self._uids:
            self._reorder(fresh)
        for uid in gone:
            row = self.row(uid)
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def reload(self) -> None:
        """Ask the order again, after another filter or sorting; known lines stay known."""
        fresh, self.staying = list(self._order()), None
        if fresh != self._uids:
            self._reorder(fresh)

    def forget(self) -> None:
        """Ask everything again: the language, or much of the data, has changed."""
        self._known.clear()
        self._reorder(self._order_with_chosen())
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def _order_with_chosen(self) -> list[Uid]:
        fresh, uid = list(self._order()), self.chosen
        self.staying = None
        row = self.row(uid) if uid is not None else None
        if self._everything is None or uid is None or row is None or uid in fresh:
            return fresh
        if uid in self._everything():
            fresh.insert(min(row, len(fresh)), uid)
            self.staying = uid
        return fresh

    def _reorder(self, fresh: list[Uid]) -> None:
        # No reset: persistent indexes follow their records, and with them selection and focus.
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        uids = [self._uids[index.row()] for index in before]
        self._uids, self._rows = fresh, None
        if len(fresh) > self.rowCount():
            self._count_rows()
        after = []
        for index, uid in zip(before, uids, strict=True):
            row = self.row(uid)
            after.append(QModelIndex() if row is None else self.index(row, index.column()))
        self.changePersistentIndexList(before, after)
        self._count_rows()
        self.layoutChanged.emit()

    def _count_rows(self) -> None:
        # Untold: a new order is told as one, not as rows that come and go at the end.
        blocked = self.blockSignals(True)  # noqa: FBT003  # Qt's signature
        self.setRowCount(len(self._uids))
        self.blockSignals(blocked)

    # -- what Qt asks ---------------------------------------------------------------------

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _CHOOSABLE if index.isValid() else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role not in (DISPLAY, LINE, UID, ALIGNMENT, ACCESSIBLE) or not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == ALIGNMENT:
            return _RIGHT if column.figures else _LEFT
        if role == UID:
            return self._uids[index.row()]
        line = self.line(index.row())
        if line is None or role == LINE:
            return line
        if role == DISPLAY:
            return column.show(line)
        said = [text for c in self._columns if (text := c.show(line))]
        if line.uid == self.staying:
            said.append(_("No longer fits the filter"))
        return ", ".join(said)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> str | None:
        if role != DISPLAY or orientation != Qt.Orientation.Horizontal:
            return None
        return self._columns[section].heading() if section < len(self._columns) else None
