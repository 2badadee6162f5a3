"""Files that are dropped anywhere on the window go to the part that takes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.formats import plans
from recipe_desktop.sync import bundle, cards, packs
from recipe_desktop.ui.surroundings import Ways

_BEGINNING: Final = 400  # bytes in which a card shows that it is one


class Drops(QObject):
    """Takes files and folders: lists, plans, bundles, cards, desk packs; told apart by name, then by content.

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
        self._ways, self._take_in, self._admit = ways, take_in, admit
        self._on_roadmap = on_roadmap
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and dropped(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            paths = dropped(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self.take(paths)
                return True
        return super().eventFilter(watched, event)

    def take(self, paths: list[Path]) -> None:
        """Bring files to where they belong."""
        if paths[0].suffix == packs.SUFFIX:
            self._ways.pack.emit(str(paths[0]))
            return
        changes = [path for path in paths if path.is_dir() or path.suffix == bundle.SUFFIX]
        if changes:
            self._take_in(changes)
        elif _is_card(paths[0]):
            self._admit(paths[0])
        elif self._on_roadmap() or plans.is_plan(paths[0]):
            self._ways.plan_import.emit(str(paths[0]))
        else:
            self._ways.list_import.emit(str(paths[0]))


def dropped(data: QMimeData) -> list[Path]:
    """The files of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _is_card(path: Path) -> bool:
    if path.suffix == cards.SUFFIX:
        return True
    try:
        with path.open("rb") as file:
            return b'"recipe_card"' in file.read(_BEGINNING)
    except OSError:
        return False
