"""What stands there while no window does, since a store is being opened or moved."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.background.jobs import SLOW_MS
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View, Words

_WIDE = 28.0


class CatchingUp(View):
    """A small window of its own, as there is no other yet; shown only where it takes long.

    Args:
        title: what is being done.
        said: how far it is, by what is done and of how much.
    """

    def __init__(self, look: Look, title: Words, said: Callable[[int, int], str]) -> None:
        super().__init__(look, ground="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._title, self._said, self._begun = title, said, monotonic()
        self.title = Label(look, face="lead", wrap=True)
        self.words = Label(look, face="second", ink="text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(look.px(0.75))
        edge = look.px(1.5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(look.px(0.6))
        for part in (self.title, self.bar, self.words):
            layout.addWidget(part)
        self.setFixedWidth(look.px(_WIDE))
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(_("RECiPE Desktop"))
        self.title.setText(self._title())
        self.bar.setAccessibleName(_("Progress"))

    def tell(self, done: int, total: int) -> None:
        """Show how much is done; the window has no other turn to be painted in."""
        if (monotonic() - self._begun) * 1000 < SLOW_MS:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(self._said(done, total))
        self.show()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
