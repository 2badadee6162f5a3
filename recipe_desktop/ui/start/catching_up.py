"""What stands there while a store that is opened catches up on what was left to be done."""

from time import monotonic

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout
from typing_extensions import override

from recipe_desktop.i18n import _, format_number
from recipe_desktop.ui.background.jobs import SLOW_MS
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View

_WIDE = 28.0


class CatchingUp(View):
    """A small window of its own, as there is no other yet; shown only where it takes long.

    A program that was ended in the midst of a large import has left the index to be filled.
    """

    def __init__(self, look: Look, store: str) -> None:
        super().__init__(look, ground="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._store, self._begun = store, monotonic()
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
        self.title.setText(_("{file} is being opened").format(file=self._store))
        self.bar.setAccessibleName(_("Progress"))

    def tell(self, done: int, total: int) -> None:
        """Show how much of what was left is done; the window has no other turn to be painted in."""
        if (monotonic() - self._begun) * 1000 < SLOW_MS:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        said = _("Filling the search index: {done} of {total}")
        self.words.setText(said.format(done=format_number(done), total=format_number(total)))
        self.show()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
