"""What is known of a desk's last file, wherever desks are listed."""

from datetime import tzinfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from recipe_desktop.services.events import DeskCount
from recipe_desktop.ui.desk.wording import file_words
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label


class FileLines(QWidget):
    """Marked where something has not come, so that a count is not taken for the whole."""

    def __init__(
        self, look: Look, count: DeskCount, zone: tzinfo | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        ink = "look" if count.missing or count.is_awaited else "text2"
        for line in file_words(count, zone):
            layout.addWidget(Label(look, line, face="second", ink=ink, at_right=True))
