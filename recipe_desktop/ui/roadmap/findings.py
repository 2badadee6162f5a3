"""What somebody should look at of the chosen row, in a card above its facts."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.services import words
from recipe_desktop.ui.cards import Card, FindingLine
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import View

_STATUS: Final = {
    Severity.BLOCK: Status.BLOCK,
    Severity.WARN: Status.LOOK,
    Severity.NOTE: Status.NOTE,
}


class RowFindings(View):
    """The lines in one card; nothing where there is nothing to say."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._shown: list[tuple[Status, str, str]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, look.px(0.5))
        self.hide()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show these and no others."""
        lines = [
            (_STATUS[one.severity], words.finding_sentence(one, stop=False), one.source)
            for one in found
        ]
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._layout)
        if lines:
            card = Card(self.look, bare=True)
            card.body.setContentsMargins(1, self.look.px(0.25), 1, self.look.px(0.25))
            for status, sentence, source in lines:
                card.body.addWidget(FindingLine(self.look, status, sentence, source))
            self._layout.addWidget(card)
        self.setVisible(bool(lines))
