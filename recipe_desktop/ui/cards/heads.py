"""What stands at the top: the title of a page, or the name of a record."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.ui.cards.signs import Symbol
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label

_MOST_LINES: Final = 5  # of a name, some 200 letters
_LEAST_FOR_TEXTS: Final = 14.0  # units; with less beside the buttons, these stand below


class PageHead(QWidget):
    """Title of a page with a line below it, and its buttons at the right.

    Args:
        wrap: both are shown in full, on several lines if need be.
        most: lines of either.
    """

    def __init__(
        self,
        look: Look,
        *,
        face: str = "title",
        wrap: bool = False,
        most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._wrap = look, wrap
        self.title = Label(look, face=face, wrap=wrap, most=most)
        self.second = Label(look, ink="text2", wrap=wrap, most=most)
        self.second.hide()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.second)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(0.5))
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addLayout(texts, 1)
        self._whole.addLayout(self.buttons)

    def show_texts(self, title: str, second: str = "") -> None:
        """What the page is, in one or two lines."""
        self.title.setText(title)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Buttons with long words go below a name that would be broken into bits beside them."""
        way = QBoxLayout.Direction
        left = self.width() - self.buttons.sizeHint().width()
        below = self._wrap and 0 < left < _LEAST_FOR_TEXTS * self._look.u
        self._whole.setDirection(way.TopToBottom if below else way.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag(0)
        self._whole.setAlignment(self.buttons, side)


class RecordHead(QWidget):
    """Head of a detail pane: a tile with the kind, the record's name, and what it is.

    A name that a list cuts stands in full here. One of more lines than that leaves the rest to its
    tool tip, and what only a program can have written, to its history.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = Symbol(look, "building", tile=2.75, size=22 / 16)
        self.head = PageHead(look, face="record", wrap=True, most=_MOST_LINES)
        self.buttons = self.head.buttons
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.9))
        layout.addWidget(self.tile)
        layout.addWidget(self.head, 1)

    def show_record(self, symbol: str, name: str, second: str) -> None:
        """Whose details these are."""
        self.tile.show_symbol(symbol)
        self.head.show_texts(name, second)
