"""Choosing files and folders, without stopping the window."""

import sys
from collections.abc import Callable
from functools import cache
from itertools import chain, count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QFileIconProvider, QWidget
from typing_extensions import override

from recipe_desktop import places
from recipe_desktop.i18n import _

Then = Callable[[Path], None]
_are_kinds_read: Final = sys.platform.startswith("linux")
"""Whether the system's own dialogs read the beginning of every file, within this program.

Whoever closes a file takes all locks of the program off it, by the rules of POSIX: then another
program takes itself for the last one that uses the store, and removes its log.
"""
READS_KEYS: Final = "readsKeys"
"""The property of a window that has to see every key of the program."""


def open_file(window: QWidget | None, title: str, kinds: str, then: Then) -> QFileDialog:
    """Have a file chosen that is there.

    Args:
        kinds: such as ``Lists (*.xlsx *.csv)``; any other file can be chosen too.
    """
    dialog = _dialog(window, title, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([kinds, _("All files") + " (*)"])
    dialog.open()
    return dialog


def save_file(window: QWidget | None, title: str, name: str, kinds: str, then: Then) -> QFileDialog:
    """Have the place of a new file chosen; the system asks before one is replaced."""
    dialog = _dialog(window, title, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters([kinds, _("All files") + " (*)"])
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.open()
    return dialog


def choose_folder(window: QWidget | None, title: str, then: Then) -> QFileDialog:
    """Have a folder chosen."""
    dialog = _dialog(window, title, then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def documents_folder() -> Path:
    """Where a new file is proposed: the user's documents, else the home folder."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def own_folder() -> Path | None:
    """The first folder of the user that no service copies, and that is on this computer."""
    folders = (documents_folder(), Path.home())
    return next((one for one in folders if places.shared(one / "any") is None), None)


def free_name(folder: Path, name: str) -> Path:
    """Where nothing lies yet: under this name, or with a number after it."""
    begin, end = Path(name).stem, Path(name).suffix
    names = chain([name], (f"{begin} {number}{end}" for number in count(2)))
    return next(folder / one for one in names if not (folder / one).exists())


def _dialog(window: QWidget | None, title: str, then: Then) -> QFileDialog:
    dialog = QFileDialog(window, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if _are_kinds_read or QApplication.platformName() == "offscreen" or _are_keys_read():
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setIconProvider(_pictures())
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    return dialog


class _Pictures(QFileIconProvider):
    """Tells files and folders apart without looking into one."""

    @override
    def icon(self, given: QFileIconProvider.IconType | QFileInfo) -> QIcon:
        if isinstance(given, QFileInfo):
            is_folder = given.isDir()
            given = self.IconType.Folder if is_folder else self.IconType.File
        return super().icon(given)

    @override
    def type(self, info: QFileInfo) -> str:
        return _("Folder") if info.isDir() else info.suffix()


@cache
def _pictures() -> _Pictures:
    return _Pictures()  # the dialogs do not own it


def _are_keys_read() -> bool:
    """Whether a desk is open, whose scanner cannot be read in the system's own dialogs."""
    windows = QApplication.topLevelWidgets()
    return any(window.isVisible() and window.property(READS_KEYS) for window in windows)
