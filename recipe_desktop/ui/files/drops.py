"""Files that are dropped anywhere on the window go to the part that takes them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop import paths
from recipe_desktop.domain.errors import UserError
from recipe_desktop.formats import plans
from recipe_desktop.given_files import open_given
from recipe_desktop.sync import bundle, cards, packs
from recipe_desktop.ui.surroundings import Ways

_BEGINNING: Final = 400  # bytes in which a card shows that it is one


class Drops(QObject):
    """Takes files and folders, which are told apart by name, then by content.

    A table is a plan where the roadmap is shown, and elsewhere a list.

    Args:
        take_in: shows what bundles or folders of bundles would bring.
        admit: shows a card.
        on_roadmap: whether the roadmap is what the window shows.
    """

    def __init__(
        self,
        window: QWidget,
        ways: Ways,
        take_in: Callable[[list[Path]], None],
        admit: Callable[[Path], None],
        on_roadmap: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._ways, self._on_roadmap = ways, on_roadmap
        self._ways_of: Mapping[str, Callable[[list[Path]], None]] = {
            packs.SUFFIX: lambda files: ways.pack.emit(str(files[0])),
            paths.STORE_SUFFIX: lambda files: ways.store.emit(str(files[0])),
            bundle.SUFFIX: take_in,
            bundle.NOTICE: take_in,
            cards.SUFFIX: lambda files: admit(files[0]),
        }
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and dropped(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            files = dropped(event.mimeData())
            if files:
                event.acceptProposedAction()
                self.take(files)
                return True
        return super().eventFilter(watched, event)

    def take(self, files: list[Path]) -> None:
        """Bring files to where they belong; of several kinds to where the first belongs."""
        kind = _kind_of(files[0])
        if way := self._ways_of.get(kind):
            way([file for file in files if _kind_of(file) == kind])
        elif self._on_roadmap() or plans.is_plan(files[0]):
            self._ways.plan_import.emit(str(files[0]))
        else:
            self._ways.list_import.emit(str(files[0]))


def dropped(data: QMimeData) -> list[Path]:
    """The files of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _kind_of(path: Path) -> str:
    """The suffix of the kind of file that it is, whatever it is called."""
    if path.is_dir():
        return bundle.SUFFIX  # a folder of them
    if paths.is_store(path):
        return paths.STORE_SUFFIX
    try:
        with open_given(path) as file:
            return cards.SUFFIX if b'"recipe_card"' in file.read(_BEGINNING) else path.suffix
    except (OSError, UserError):
        return path.suffix
