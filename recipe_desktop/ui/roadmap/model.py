"""The rows of the tree as Qt sees them: one outline, narrowed by a filter."""

from collections.abc import Container, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _
from recipe_desktop.services.outline import Node, Outline, matches
from recipe_desktop.ui.roadmap import cells

Index = QModelIndex | QPersistentModelIndex
NODE: Final = Qt.ItemDataRole.UserRole + 1
_NO_INDEX: Final = QModelIndex()
_FIXED: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED: Final = _FIXED | Qt.ItemFlag.ItemIsEditable
_SAID: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class OutlineModel(QAbstractItemModel):
    """Rows by their place in the outline; ``edited`` tells uid, field and what was typed.

    ``chosen`` is the record that somebody looks at: it stays, also when what is written of it no
    longer fits the filter. Then it is ``staying``.
    """

    edited = Signal(str, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outline: Outline | None = None
        self.query = ""
        self.chosen = ""
        self.staying = ""
        self._places: list[int] = []  # in the outline, of every row that the filter leaves
        self._rows: dict[int, int] = {}  # by place: which child of its parent it is
        self._children: dict[int, list[int]] = {}

    @property
    def nodes(self) -> Sequence[Node]:
        """All rows, also those that the filter hides."""
        return self.outline.nodes if self.outline is not None else ()

    @property
    def count(self) -> int:
        """How many rows the filter leaves."""
        return len(self._places)

    def has_same_rows(self, outline: Outline) -> bool:
        """Whether another state has the same rows in the same places."""
        if len(self.nodes) != len(outline.nodes) or self.query:
            return False
        pairs = zip(self.nodes, outline.nodes, strict=True)
        return all(a.uid == b.uid and a.parent == b.parent for a, b in pairs)

    def show_outline(self, outline: Outline) -> None:
        """Show another state of the plan; where the rows are the same ones, they stay."""
        same = self.has_same_rows(outline)
        self.outline = outline
        last = len(self._children.get(-1, ())) - 1
        if same and last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last, cells.COLUMNS - 1))
        elif not same:
            self._build()

    def narrow(self, query: str) -> None:
        """Show only what a text finds, with what it hangs on."""
        self.query = query
        self._build()

    def place_of(self, uid: str) -> int:
        """The place of a record in the outline, -1 if it is not there."""
        return next((place for place, node in enumerate(self.nodes) if node.uid == uid), -1)

    def index_of(self, uid: str) -> QModelIndex:
        """The row of a record; invalid if it is not shown."""
        return next(iter(self.indexes_of({uid})), QModelIndex())

    def indexes_of(self, uids: Container[str]) -> list[QModelIndex]:
        """The rows of some records, as far as they are shown."""
        return [
            self.createIndex(self._rows[place], 0, place)
            for place in self._places
            if self.nodes[place].uid in uids
        ]

    def shown(self, folded: Container[Uid]) -> list[int]:
        """Places in the outline of all rows below nothing that is folded, from the top."""
        nodes = self.nodes
        hidden: set[int] = set()
        for place in self._places:
            above = nodes[place].parent
            if above >= 0 and (above in hidden or nodes[above].uid in folded):
                hidden.add(place)
        return [place for place in self._places if place not in hidden]

    def node(self, index: Index) -> Node | None:
        """What stands in a row."""
        return self.nodes[index.internalId()] if index.isValid() else None

    def field(self, index: Index) -> str:
        """The field that a cell edits; empty where it edits none."""
        node = self.node(index)
        return "" if node is None else cells.field(node, index.column())

    def tell_edited(self, index: Index, value: object) -> None:
        """Somebody has written into a cell."""
        node = self.node(index)
        if node is not None:
            self.edited.emit(node.uid, self.field(index), value)

    # --- Qt's questions --------------------------------------------------------------------------

    @override
    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        below = self._children.get(parent.internalId() if parent.isValid() else -1, [])
        if not 0 <= row < len(below) or not 0 <= column < cells.COLUMNS:
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject's too
        place = self.nodes[index.internalId()].parent if index.isValid() else -1
        return QModelIndex() if place < 0 else self.createIndex(self._rows[place], 0, place)

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, ()))

    @override
    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:
        return (
            parent.column() <= 0
            and (parent.internalId() if parent.isValid() else -1) in self._children
        )

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return cells.COLUMNS

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _EDITED if self.field(index) else _FIXED

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return cells.titles()[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == NODE:
            return node
        if role == Qt.ItemDataRole.EditRole:
            return cells.typed(node, index.column())
        if role not in _SAID:
            return None
        text = cells.shown(node, index.column(), self._today())
        is_critical = node.entry is not None and node.entry.dates.is_critical
        if role == _SAID[-1] and index.column() == cells.END and is_critical:
            return _("{day}, critical").format(day=text)
        return text

    def _today(self) -> date:
        return self.outline.roadmap.today if self.outline is not None else date.min

    def _build(self) -> None:
        self.beginResetModel()
        wanted = fold(self.query).split()
        kept: set[int] = set()
        self.staying = ""
        for place, node in enumerate(self.nodes):
            fits = not wanted or matches(f"{node.code} {node.name} {node.owner}", wanted)
            if not fits and node.uid == self.chosen:
                self.staying = self.chosen
            if fits or self.staying == node.uid:
                while place >= 0 and place not in kept:
                    kept.add(place)
                    place = self.nodes[place].parent  # noqa: PLW2901 - up to the top
        self._places = sorted(kept)
        self._rows.clear()
        self._children = {}
        for place in self._places:
            below = self._children.setdefault(self.nodes[place].parent, [])
            self._rows[place] = len(below)
            below.append(place)
        self.endResetModel()


def uid_of(index: Index) -> Uid | None:
    """The record of a row."""
    node = index.data(NODE) if index.isValid() else None
    return node.uid if isinstance(node, Node) else None
