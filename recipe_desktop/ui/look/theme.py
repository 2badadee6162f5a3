"""The look in force: which tokens, which fonts, and how they reach the application."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from recipe_desktop.ui.look.fonts import UNKNOWN_SIZE_PT, Fonts, load
from recipe_desktop.ui.look.icons import Icons
from recipe_desktop.ui.look.style import LookStyle
from recipe_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens

SMALLEST_PERCENT: Final = 80
LARGEST_PERCENT: Final = 200


class Scheme(StrEnum):
    """What the user chose; ``SYSTEM`` follows the desktop while the program runs."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def palette(t: Tokens) -> QPalette:
    """The tokens as Qt's roles, for everything that is not painted by us."""
    role, p = QPalette.ColorRole, QPalette()
    for r, c in (
        (role.Window, t.canvas),
        (role.Base, t.surface),
        (role.AlternateBase, t.sunken),
        (role.Button, t.surface),
        (role.Text, t.text),
        (role.WindowText, t.text),
        (role.ButtonText, t.text),
        (role.PlaceholderText, t.text3),
        (role.Link, t.accent_ink),
        (role.Highlight, t.selected),
        (role.HighlightedText, t.text),
        (role.Accent, t.accent),
        (role.ToolTipBase, t.raised),
        (role.ToolTipText, t.text),
        (role.Mid, t.line),
    ):
        p.setColor(r, QColor(c))
    for r in (role.Text, role.WindowText, role.ButtonText):
        p.setColor(QPalette.ColorGroup.Disabled, r, QColor(t.field_line))
    return p


class Look(QObject):
    """Tokens, fonts and icons in force; ``changed`` tells that they are others now.

    Made once by the application and handed to every view. It keeps the style alive, too.

    Args:
        app: the running application; its font size on arrival counts as the system's.
        resources: the folder with ``fonts`` and ``icons``.
        percent: size of text, 80 to 200.
        base_pt: stands in for the system's font size.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        resources: Path,
        *,
        scheme: Scheme = Scheme.SYSTEM,
        percent: int = 100,
        base_pt: float | None = None,
    ) -> None:
        super().__init__(app)
        load(resources / "fonts")
        self._app = app
        size = base_pt or app.font().pointSizeF()
        self._system_pt = size if size > 0 else UNKNOWN_SIZE_PT
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()  # its wrapper dies with the hints'
        self.icons = Icons(resources / "icons")
        self.scheme = scheme
        self.percent = percent
        self.tokens = self._wanted_tokens()
        self.fonts = Fonts(self._system_pt * percent / 100)
        self._style = LookStyle(self)
        app.setStyle(self._style)
        self._hand_over()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._accessibility.contrastPreferenceChanged.connect(self._follow_system)

    @property
    def u(self) -> int:
        """The height of body text in logical pixels."""
        return self.fonts.unit

    def px(self, units: float) -> int:
        """``units`` of body height in whole logical pixels, for layouts."""
        return round(units * self.fonts.unit)

    def use(self, scheme: Scheme | None = None, percent: int | None = None) -> None:
        """Change theme or text size; every view repaints."""
        if scheme is not None:
            self.scheme = scheme
        if percent is not None:
            self.percent = min(LARGEST_PERCENT, max(SMALLEST_PERCENT, percent))
        self.tokens = self._wanted_tokens()
        self.fonts = Fonts(self._system_pt * self.percent / 100)
        self.icons.clear()
        self._hand_over()
        self.changed.emit()

    def _hand_over(self) -> None:
        self._app.setFont(self.fonts.body.font)
        self._app.setPalette(palette(self.tokens))

    def _follow_system(self) -> None:
        if self.scheme == Scheme.SYSTEM:
            self.use()

    def _wanted_tokens(self) -> Tokens:
        if self.scheme == Scheme.SYSTEM:
            if self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
                return CONTRAST
            return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}[self.scheme]
