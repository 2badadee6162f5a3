"""A line that says what was just done, with one thing to do about it; it stays until it is read."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View, Words


def _nothing_said() -> str:
    return ""


def hang(line: "ToldLine", place: QWidget) -> None:
    """Have a line stand at the foot of a widget; what it tells stays in sight."""
    shown, layout = not line.isHidden(), place.layout()
    if layout is not None and line.parentWidget() is not place:
        layout.addWidget(line)
        line.setVisible(shown)


class ToldLine(View):
    """Hidden until ``tell``; goes when it is undone, closed, or something else is told.

    Args:
        verb: what the button says that does what goes with the news.
        wrap: several lines, for what must be read to its end.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        verb: Words = lambda: _("Undo"),
        wrap: bool = False,
    ) -> None:
        super().__init__(look, parent, ground="surface")
        self._verb = verb
        self._said: Words = _nothing_said
        self._take_back: Callable[[], None] | None = None
        self.words = Label(look, face="action", wrap=wrap)
        self.undo = Button(look, bare=True, ink="accent_ink")
        self.close_button = Button(look, symbol="x", bare=True)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(1.25), look.px(0.25), look.px(0.25), look.px(0.25))
        layout.setSpacing(0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.undo)
        layout.addWidget(self.close_button)
        self.hide()
        self.retranslate()
        self.undo.clicked.connect(self._undo)
        self.close_button.clicked.connect(self.hide)

    @override
    def retranslate(self) -> None:
        self.words.setText(self._said())
        self.undo.setText(self._verb())
        self.close_button.setAccessibleName(_("Close"))
        self.close_button.setToolTip(_("Close"))

    def put_first(self, button: Button) -> None:
        """Offer something else before the other buttons."""
        self._row.insertWidget(1, button)

    def tell(self, said: Words, take_back: Callable[[], None] | None = None) -> None:
        """Say what was done, and how it is taken back."""
        self._said, self._take_back = said, take_back
        self.undo.setVisible(take_back is not None)
        self.retranslate()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.hairline(painter, 0, self.width(), 0, self.look.tokens.line)
        painter.end()

    def _undo(self) -> None:
        take_back, self._take_back = self._take_back, None
        self.hide()
        if take_back is not None:
            take_back()
