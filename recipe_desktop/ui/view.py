"""What every part of the window shares: texts that follow the language, and labels."""

import textwrap
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QSize, Qt, QTimer, QTranslator
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop import i18n
from recipe_desktop.domain.unseen import one_line, several_lines
from recipe_desktop.ui.keyboard.tab_order import move_on
from recipe_desktop.ui.look.fonts import Face
from recipe_desktop.ui.look.parting import all_parted, first_lines
from recipe_desktop.ui.look.theme import Look

Words = Callable[[], str]
_LONGEST_LINE: Final = 200  # letters
_LEAST_UNITS: Final = 8.0  # of a label of several lines; wider words are parted, where need be
_LONGEST_TIP: Final = 1500
_TIP_LINE: Final = 90


class View(QWidget):
    """Sets all its texts in ``retranslate`` and is asked again when the language changes.

    Args:
        ground: token of its ground; empty paints none.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, *, ground: str = "") -> None:
        super().__init__(parent)
        self.look = look
        self._ground = ground
        self._paint_ground()
        look.changed.connect(self._look_changed)

    def retranslate(self) -> None:
        """Set every text anew; called once by the constructor of the view itself."""

    def measure(self) -> None:
        """Set anew what follows the size of the text, such as fixed widths."""

    def show_ground(self, token: str) -> None:
        """Stand on another ground."""
        self._ground = token
        self._paint_ground()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            set_texts_anew(self, self.retranslate)
        super().changeEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if self.isWindow():
            return move_on(self, forward=next)
        return super().focusNextPrevChild(next)

    def _look_changed(self) -> None:
        self._paint_ground()
        self.measure()
        self.update()

    def _paint_ground(self) -> None:
        if self._ground:
            colours = QPalette(self.palette())
            colours.setColor(
                QPalette.ColorRole.Window, QColor(getattr(self.look.tokens, self._ground))
            )
            self.setPalette(colours)
            self.setAutoFillBackground(True)


class Label(QLabel):
    """Text in one role of the look; one line that does not fit is elided and has a tool tip.

    Args:
        face: name of the font, such as ``strong``.
        ink: token of the colour.
        wrap: several lines instead of eliding; a word that is wider than the label is parted, so
            that no word which somebody wrote makes a page wider than it is.
        at_right: ends at its right edge, as figures below each other do.
        most: with ``wrap``: lines, of which the last is elided where they do not suffice; the
            tool tip tells more. 0 is any number.
    """

    def __init__(
        self,
        look: Look,
        words: str = "",
        *,
        face: str = "body",
        ink: str = "text",
        wrap: bool = False,
        most: int = 0,
        at_right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if at_right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._look, self._face, self._ink = look, face, ink
        self._most = most
        self._words = ""
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._dress()
        self.setText(words)
        look.changed.connect(self._dress)

    @property
    def words(self) -> str:
        """The whole text, also where only its beginning is shown."""
        return self._words

    @override
    def setText(self, text: str) -> None:
        self._words = text
        self._fit()
        self.updateGeometry()

    def set_ink(self, ink: str) -> None:
        """Change the colour to another token."""
        self._ink = ink
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        if self.wordWrap():
            wide = self.maximumWidth()
            if wide == self.minimumWidth():  # where it is fixed the height follows from it
                return QSize(wide, self.heightForWidth(wide))
            return super().sizeHint()
        face = self._dressed()
        return QSize(round(face.width(self._words) + 2), round(face.metrics.height() + 2))

    @override
    def heightForWidth(self, width: int) -> int:
        # A centred label is asked with the width of the whole column.
        width = min(width, self.maximumWidth())
        shown = self._wrapped(width) if self.wordWrap() else self.text()
        if shown == self.text():
            return super().heightForWidth(width)
        flags = Qt.TextFlag.TextWordWrap | self.alignment()
        return self.fontMetrics().boundingRect(0, 0, width, 0, flags, shown).height()

    @override
    def minimumSizeHint(self) -> QSize:
        if self.wordWrap():
            fixed = self.maximumWidth() == self.minimumWidth()
            if fixed:
                return self.sizeHint()
            least = super().minimumSizeHint()
            wide = 0 if self._most else min(least.width(), self._look.px(_LEAST_UNITS))
            return QSize(wide, least.height())
        return QSize(0, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _dressed(self) -> Face:
        face: Face = getattr(self._look.fonts, self._face)
        return face

    def _dress(self) -> None:
        self.setFont(self._dressed().font)
        colours = QPalette(self.palette())
        colours.setColor(
            QPalette.ColorRole.WindowText, QColor(getattr(self._look.tokens, self._ink))
        )
        self.setPalette(colours)
        self._fit()
        self.updateGeometry()

    def _first_lines(self, width: int) -> str | None:
        """What stands in the lines that there may be; None where they suffice."""
        if not self._most:
            return None
        if not width:  # not laid out yet
            return self._words[: self._most * _LONGEST_LINE]
        return first_lines(self._words, self._dressed(), width - 2, self._most)

    def _wrapped(self, width: int) -> str:
        """What is shown on several lines of a width."""
        shown = self._first_lines(width)
        if shown is None:
            words = several_lines(self._words)
            shown = all_parted(words, self._dressed(), width - 2) if width > 0 else words
        return several_lines(shown)

    def _fit(self) -> None:
        if self.wordWrap():
            shown = self._wrapped(self.width())
            if shown != self.text():
                super().setText(shown)
            if self._most:
                is_cut = self._first_lines(self.width()) is not None
                self.setToolTip(_beginning(self._words) if is_cut else "")
            self.setAccessibleName(self._words)
            return
        shown = one_line(self._words)
        if self.width() > 0 and not (self.buddy() is not None and "&" in self._words):
            shown = self._dressed().elided(self._words, self.width())
        if shown != self.text():
            super().setText(shown)
        self.setToolTip(self._words if shown != self._words else "")
        self.setAccessibleName(self._words)


def _beginning(words: str) -> str:
    """As much of long words as a tool tip has room for, in lines."""
    told = words if len(words) <= _LONGEST_TIP else f"{words[:_LONGEST_TIP]}\N{HORIZONTAL ELLIPSIS}"
    return "\n".join(textwrap.wrap(told, _TIP_LINE))


def set_texts_anew(widget: QWidget, retranslate: Callable[[], None]) -> None:
    """Have a widget follow the language; what fails, such as a store that is gone, is told later.

    Qt goes on to the children of the widget, and PySide would run their Python with the exception
    set, which ends in a segmentation fault.
    """
    try:
        retranslate()
    except Exception as error:  # noqa: BLE001  # whatever it is, it rises from the event loop
        QTimer.singleShot(0, widget, partial(_rise, error))


def _rise(error: Exception) -> None:
    raise error


class Languages(QObject):
    """Switches the language of the running window: our own texts and Qt's.

    Args:
        app: the application; it owns the switch.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._qt_texts = QTranslator(self)

    def use(self, code: str) -> None:
        """Show every text in ``code`` from now on.

        Raises:
            ValueError: there is no such language.
        """
        i18n.use_language(code)
        self._app.removeTranslator(self._qt_texts)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        name = "qtbase_pt_BR" if code == "pt" else f"qtbase_{code}"
        loaded = self._qt_texts.load(name, folder)
        # Installing one sends LanguageChange to every widget; where there is none, or an empty
        # one as Qt has for English, we send it.
        told = loaded and self._app.installTranslator(self._qt_texts)
        if not told or self._qt_texts.isEmpty() or code == i18n.SOURCE:
            for widget in self._app.topLevelWidgets():
                self._app.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
