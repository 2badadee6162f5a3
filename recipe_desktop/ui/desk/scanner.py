"""Tells a scanner's burst of keys from a human's typing, wherever the focus is.

A scanner that acts as a keyboard types a code within a few hundredths of a second and ends it
with Enter or Tab. Keys are kept back until it is clear who typed them: a code is told and reaches
no field and no button, anything else is typed a moment later where it was meant: pressed and
released, since a button or a tick does what it does when the key comes up. The slowest scanners
are no quicker than the quickest hands, so at their pace what reads like a name is one.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from recipe_desktop.domain import codes

GAP_MS: Final = 60  # scanners type every 5 to 60 ms, hurried people every 80
SHORTEST: Final = 6  # keys; nobody types a name of six letters and Enter at a scanner's pace
_BREAK_S: Final = 1.0  # between two parts of a code, of a scanner or a laptop that was busy
_AT_HAND_PACE: Final = 0.5  # of the gap; the quickest hands come down every 35 ms, and not for long
_IN_NAMES: Final = " -.,'\N{RIGHT SINGLE QUOTATION MARK}"
_ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_READ: Final = (
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.MouseButtonPress,
)
_PLAIN: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
# Scanners turn Caps Lock and Shift on and off while they type.
_SILENT: Final = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)


class Scanner(QObject):
    """Reads the keys of all windows; ``scanned`` tells a code as it was typed.

    Installed on the application: a code must depend neither on which field has the focus, nor on
    whether a dialog or another window of the program lies before the desk.

    Args:
        window: whose scanner it is, and which gets the keys that nothing else has the focus for.
        clock: seconds; where the system does not say when a key was pressed.
    """

    scanned = Signal(str)

    def __init__(self, window: QWidget, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self.gap_ms = GAP_MS
        self._held: list[tuple[QWidget, QKeyEvent]] = []
        self._last = 0.0
        self._run = ""  # letters that came at a scanner's pace, be they kept back or typed by now
        self._took = 0.0  # seconds from the first of them to the last key
        self._stamp = 0
        self._is_timed = False  # whether the system said when the last key was pressed
        self._passing = False
        self.is_passing_several = False
        """Whether letters that came at once are being typed: part of a code, or a name."""
        self._after_scan = False
        self._broken = ""  # what was typed a moment ago and may begin a code
        self._broke_at = 0.0  # when its last letter came
        self._due = 0.0  # when it is clear that no further key comes
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._paused)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self.flush)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @property
    def is_waiting(self) -> bool:
        """Whether keys are kept back."""
        return bool(self._held)

    def stop(self) -> None:
        """Read no more keys; what is kept back is typed."""
        self.flush()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing or event.type() not in _READ or not isinstance(watched, QWidget):
            return False
        return self._read(watched, event)

    def _read(self, watched: QWidget, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            if len(self._letters) == 1:  # a human's key comes before their click; more are a code
                self.flush()
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return self._released(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if not self._is_letter(event):
            return False
        event.accept()  # a letter that may belong to a code must not start a shortcut
        return True

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        gap = self._gap(event)
        is_quick = gap <= self.gap_ms / 1000
        self._took += gap
        if event.key() in _SILENT:
            return False
        if self._after_scan and event.key() in _ENDS and is_quick:
            return True  # scanners end with Enter and Tab, or with carriage return and line feed
        self._after_scan = False
        if self._held and not is_quick:
            self.flush()
        if not self._held and self._clock() - self._broke_at > _BREAK_S:
            self._broken = ""
        if not is_quick or not (self._held or self._is_timed):
            self._run = ""
        if event.key() in _ENDS and (code := self._code()):
            self._tell(code)
            return True
        if not self._is_letter(event):
            self.flush()
            self._broken = self._run = ""
            return False
        if not self._run:
            self._took = 0.0
        self._run += event.text()
        self._held.append((watched, event.clone()))
        self._broke_at = self._clock()
        self._settled.stop()
        self._await_more()
        return True

    def _await_more(self) -> None:
        self._due = self._clock() + self.gap_ms / 1000
        self._pause.start(self.gap_ms)

    def _code(self) -> str:
        """What was scanned, where a scanner has ended now; empty if it was a human.

        The beginning of one that came in parts was typed already: it is known by its check letters,
        or by the times at the keyboard where only this window was late.
        """
        held = "".join(event.text() for event in self._letters)
        text, joined = self._run, self._broken + held
        if joined != text and not _is_ours(text) and _is_ours(joined):
            return joined
        return text if len(text) >= SHORTEST and not self._is_by_hand() else ""

    def _is_by_hand(self) -> bool:
        """Whether what is kept back is a name that somebody typed in haste."""
        text = self._run
        if self._took / len(text) <= _AT_HAND_PACE * self.gap_ms / 1000:
            return False
        is_name = all(char.isalpha() or char in _IN_NAMES for char in text)
        return is_name and not _is_ours(text)

    def _released(self, watched: QWidget, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or all(one.key() != event.key() for one in self._letters):
            return False
        self._held.append((watched, event.clone()))
        return True

    @property
    def _letters(self) -> list[QKeyEvent]:
        """The keys that are kept back, without their coming up again."""
        return [one for _widget, one in self._held if one.type() == QEvent.Type.KeyPress]

    def _gap(self, event: QKeyEvent) -> float:
        """Seconds since the last key, at the keyboard if the system says so.

        A window that was busy gets its keys late, but they were typed at the scanner's pace.
        """
        now, stamp = self._clock(), event.timestamp()
        waited = now - self._last
        self._is_timed = bool(stamp and self._stamp)
        if self._is_timed:
            waited = (stamp - self._stamp) / 1000
        self._last, self._stamp = now, stamp
        return waited

    @staticmethod
    def _is_letter(event: QKeyEvent) -> bool:
        return (
            event.text().isprintable()
            and bool(event.text())
            and not event.isAutoRepeat()
            and not event.modifiers() & ~_PLAIN
        )

    def _tell(self, code: str) -> None:
        self._held.clear()
        self._broken = self._run = ""
        self._pause.stop()
        self._settled.stop()
        self._after_scan = True
        self.scanned.emit(code)
        self._last = self._clock()  # what it took to check somebody in is no pause of the scanner

    def _paused(self) -> None:
        # After a moment in which the window was busy, keys may be waiting behind this timer; where
        # all of the program stood still they are still on their way to it.
        if self._clock() - self._due > self.gap_ms / 1000:
            self._await_more()
        else:
            self._settled.start(0)

    def flush(self) -> None:
        """Type what was kept back, where it was meant.

        A letter may move the focus, as to the search: those behind it follow. A click that has
        moved it meanwhile takes none along.
        """
        self._pause.stop()
        self._settled.stop()
        self.is_passing_several = len(self._letters) > 1
        if self._letters:
            self._broken += "".join(event.text() for event in self._letters)
        held, self._held = self._held, []
        before = self._focused()
        self._passing = True
        try:
            for widget, event in held:
                focused = self._focused()
                is_there = isValid(widget) and widget.isVisible()
                target = widget if is_there and focused in (None, before) else focused
                QCoreApplication.sendEvent(self._window if target is None else target, event)
        finally:
            self._passing = self.is_passing_several = False

    def _focused(self) -> QWidget | None:
        return QApplication.focusWidget() or self._window.focusWidget()


def _is_ours(text: str) -> bool:
    """Whether it is a code of our own, on whatever keyboard it was typed."""
    return codes.is_badge_code(next(codes.readings(text)))
