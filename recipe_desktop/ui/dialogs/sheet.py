"""The place of dialogs and palette: over the window, which is dimmed and waits."""

from typing import Final

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from recipe_desktop.ui.keyboard.tab_order import move_on
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import SCRIM

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(QDialog):
    """Covers the window it belongs to, with a panel in it; keys do not reach what lies below.

    A dialog within the window and not a window of its own: it can dim and cast a shadow on
    every platform, and is in every screenshot. Without a window it stands alone. A panel that is
    higher than the window scrolls in its ``room``.

    Args:
        window: what it covers.
        wide: width of the panel in units.
    """

    def __init__(self, look: Look, window: QWidget | None, *, wide: float) -> None:
        super().__init__(window)
        self.look = look
        self._wide = wide
        self._before: QWidget | None = None
        self.panel = QWidget()
        self.room = scrolled(self.panel)
        self.room.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if window is not None:
            self.setWindowFlags(Qt.WindowType.Widget)
            self.setAutoFillBackground(False)
            window.installEventFilter(self)
        look.changed.connect(self.place)

    @override
    def open(self) -> None:
        """Cover the window and take the keyboard."""
        window = self.parentWidget()
        self._before = QApplication.focusWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.place()
        self.panel.installEventFilter(self)  # not before: a subclass is not made yet
        self.show()
        self.raise_()
        for button in self.panel.findChildren(Button):
            button.tells_focus = True  # what Enter will do is seen without a key pressed before
        # As another window would: where one was in a field below, one goes on.
        self.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        first = self.first_focus()
        first.installEventFilter(self)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def first_focus(self) -> QWidget:
        """What gets the keyboard first."""
        return self.panel

    def place(self) -> None:
        """Put the panel where it belongs: in the middle, a little above."""
        alone, u = self.parentWidget() is None, self.look.u
        whole = self.screen().availableSize() if alone else self.size()
        most = whole.shrunkBy(QMargins(u, u, u, u))
        wide = max(round(self._wide * u), self._least())
        wide = max(min(wide, most.width()), 1)
        high = self._high(wide)
        if high > most.height():
            high = max(most.height(), 1)
            wide = min(wide + self.room.verticalScrollBar().sizeHint().width(), most.width())
        if alone:
            self.room.setGeometry(QRect(0, 0, wide, high))
            self.setFixedSize(wide, high)
            return
        top = max(u, round((self.height() - high) * 0.46))
        self.room.setGeometry(QRect((self.width() - wide) // 2, top, wide, high))
        self.update()  # its shadow lies where the panel was, too

    def _least(self) -> int:
        """What the buttons need in a language with long words."""
        layout = self.panel.layout()
        return layout.minimumSize().width() if layout is not None else 0

    def _high(self, wide: int) -> int:
        # adjustSize() would take a height from before the last change, and wraps texts badly.
        layout = self.panel.layout()
        if layout is None:
            return 0
        layout.activate()
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(wide)
        return layout.totalSizeHint().height()

    @override
    def done(self, result: int) -> None:
        before, self._before = self._before, None
        super().done(result)
        # What had the keyboard may be gone, such as the dialog in which a file was chosen.
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return move_on(self, forward=next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.focusWidget()
        enter = event.key() in _ENTER
        if enter and event.isAutoRepeat():
            return
        if enter and isinstance(here, QPushButton) and here.isVisibleTo(self):
            # Qt would press the primary one, whichever has the keyboard. Pressed once the key has
            # been dealt with, since the button may end the sheet that is dealing with it.
            QTimer.singleShot(0, here, here.click)
            return
        super().keyPressEvent(event)
        event.accept()  # what means nothing here means nothing below either

    @override
    def event(self, event: QEvent) -> bool:
        # Taken here, a key is no shortcut of the window below; mnemonics of the panel stay.
        taken = event.type() == QEvent.Type.ShortcutOverride
        if taken and isinstance(event, QKeyEvent) and not _with_alt(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is window and window is not None:
            self.setGeometry(window.rect())
        if event.type() == QEvent.Type.LayoutRequest and watched is self.panel:
            self.place()  # something in it came, went or grew
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Enter that is held since before the sheet was there is no answer to it.
            return event.key() in _ENTER and event.isAutoRepeat()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing below the sheet is pressed through it

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, radius = self.look.tokens, 0.8 * self.look.u
        frame = QRectF(self.room.geometry())
        if self.parentWidget() is not None:
            painter.fillRect(self.rect(), QColor(SCRIM))
            draw.shadow(painter, frame, t, radius)
        else:
            painter.fillRect(self.rect(), QColor(t.raised))
        edge = t.control_line if t.name != "light" else None
        draw.box(painter, frame, fill=t.raised, line=edge, radius=radius)
        painter.end()


def head_of(look: Look, tile: QWidget, *texts: QWidget | QLayout) -> QHBoxLayout:
    """The first lines of a panel: a tile, and beside it what it is and what it is for."""
    beside = QVBoxLayout()
    beside.setSpacing(look.px(0.5))
    for part in texts:
        if isinstance(part, QWidget):
            beside.addWidget(part)
        else:
            beside.addLayout(part)
    row = QHBoxLayout()
    row.setSpacing(look.px(1.1))
    row.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(beside, 1)
    return row


def foot_of(look: Look, *buttons: QPushButton, left: QPushButton | None = None) -> QHBoxLayout:
    """The last line of a panel: its buttons at the right, the same distance apart everywhere.

    Args:
        left: one that stands apart, at the other edge.
    """
    row = QHBoxLayout()
    row.setSpacing(look.px(0.5))
    if left is not None:
        row.addWidget(left)
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    return row


def _with_alt(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
