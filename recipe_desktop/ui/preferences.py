"""What a person chose on this computer: window, theme, language, size of text; no store data."""

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from recipe_desktop import i18n
from recipe_desktop.ui.look.theme import LARGEST_PERCENT, SMALLEST_PERCENT, Scheme

_PERCENT: Final = re.compile("[0-9]{1,9}")


class Preferences:
    """An INI file that a person can read; a value that makes no sense counts as not set.

    Args:
        file: where it is kept.
    """

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Which theme."""
        said = str(self._settings.value("look/scheme", ""))
        return Scheme(said) if said in tuple(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._settings.setValue("look/scheme", scheme.value)

    @property
    def percent(self) -> int:
        """Size of text."""
        said = str(self._settings.value("look/percent", "100"))
        wanted = int(said) if _PERCENT.fullmatch(said) else 100
        return min(LARGEST_PERCENT, max(SMALLEST_PERCENT, wanted))

    @percent.setter
    def percent(self, percent: int) -> None:
        self._settings.setValue("look/percent", percent)

    @property
    def language(self) -> str:
        """Which language; the system's where none was chosen."""
        said = str(self._settings.value("language", ""))
        return said if said in i18n.LANGUAGES else i18n.system_language()

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def section(self) -> str:
        """Where the window was left."""
        return str(self._settings.value("window/section", ""))

    @section.setter
    def section(self, section: str) -> None:
        self._settings.setValue("window/section", section)

    @property
    def exchange_folder(self) -> Path | None:
        """The folder into which changes were sent last."""
        said = str(self._settings.value("sync/folder", ""))
        return Path(said) if said else None

    @exchange_folder.setter
    def exchange_folder(self, folder: Path) -> None:
        self._settings.setValue("sync/folder", str(folder))

    def is_left(self, store: Path) -> bool:
        """Whether a store shall stay where it is, in spite of what that may do to it."""
        return str(store) in self._left

    def leave(self, store: Path) -> None:
        """Note that a store shall stay where it is."""
        self._settings.setValue("store/left", json.dumps(sorted({*self._left, str(store)})))

    @property
    def _left(self) -> set[str]:
        with suppress(ValueError):
            kept = json.loads(str(self._settings.value("store/left", "")))
            return set(map(str, kept)) if isinstance(kept, list) else set()
        return set()

    @property
    def is_desk_silent(self) -> bool:
        """Whether the desk plays no sounds."""
        return str(self._settings.value("desk/silent", "")) == "yes"

    @is_desk_silent.setter
    def is_desk_silent(self, silent: bool) -> None:
        self._settings.setValue("desk/silent", "yes" if silent else "no")

    def keep_window(self, window: QMainWindow) -> None:
        """Remember place and size."""
        self._settings.setValue("window/geometry", window.saveGeometry())

    def restore_window(self, window: QMainWindow) -> bool:
        """Put a window where it was; False where nothing is known."""
        kept = self._settings.value("window/geometry")
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)

    def save(self) -> None:
        """Write to the disk now."""
        self._settings.sync()
