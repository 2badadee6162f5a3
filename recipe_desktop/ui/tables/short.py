"""The model of a short list: its things are all at hand, each is one row."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex
from typing_extensions import override

from recipe_desktop.ui.tables.records import ACCESSIBLE, DISPLAY, LINE

Thing = TypeVar("Thing")


class ShortTable(QAbstractListModel, Generic[Thing]):
    """Things in a given order; a delegate paints them.

    Args:
        say: a thing in words, for a screen reader.
    """

    def __init__(self, say: Callable[[Thing], str], parent: QObject) -> None:
        super().__init__(parent)
        self._say = say
        self.things: Sequence[Thing] = ()

    def show(self, things: Sequence[Thing]) -> None:
        """Show other things."""
        self.beginResetModel()
        self.things = things
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.things)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = DISPLAY) -> object:
        if not index.isValid() or role not in (DISPLAY, LINE, ACCESSIBLE):
            return None
        thing = self.things[index.row()]
        return thing if role == LINE else self._say(thing)
