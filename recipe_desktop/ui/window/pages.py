"""The pages of the window, one of which is in sight."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override


class Pages(QStackedWidget):
    """Tells a page of another language when it is seen, and not before.

    Qt tells every widget there is in one go, which with all pages visited takes as long as an eye
    can see.
    """

    def __init__(self) -> None:
        super().__init__()
        self._behind: list[QWidget] = []
        self.currentChanged.connect(self._catch_up)

    def add(self, page: QWidget) -> None:
        """Have a page among those that can be shown."""
        self.addWidget(page)
        page.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.LanguageChange or watched is self.currentWidget():
            return super().eventFilter(watched, event)
        if isinstance(watched, QWidget) and watched not in self._behind:
            self._behind.append(watched)
        return True

    def _catch_up(self) -> None:
        page = self.currentWidget()
        if page in self._behind:
            self._behind.remove(page)
            QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
