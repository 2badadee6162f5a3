"""What stands at the top: the title of a page, or the name of a record."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from recipe_desktop.ui.cards.signs import Symbol
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label


class PageHead(QWidget):
    """Title of a page with a line below it, and its buttons at the right.

    Args:
        wrap: both are shown in full, on several lines if need be.
    """

    def __init__(
        self,
        look: Look,
        *,
        face: str = "title",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Label(look, face=face, wrap=wrap)
        self.second = Label(look, ink="text2", wrap=wrap)
        self.second.hide()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.second)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(0.5))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(texts, 1)
        layout.addLayout(self.buttons)

    def show_texts(self, title: str, second: str = "") -> None:
        """What the page is, in one or two lines."""
        self.title.setText(title)
        self.second.setText(second)
        self.second.setVisible(bool(second))


class RecordHead(QWidget):
    """Head of a detail pane: a tile with the kind, the record's name, and what it is.

    Here at least a name stands in full: a list that cuts it sends its readers here.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = Symbol(look, "building", tile=2.75, size=22 / 16)
        self.head = PageHead(look, face="record", wrap=True)
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
