"""Files that are dropped anywhere on the window go to the part that takes them."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop import paths
from recipe_desktop.formats import plans
from recipe_desktop.sync import bundle, cards, packs
from recipe_desktop.sync.kinds_of_files import kind_of
from recipe_desktop.ui.surroundings import Ways


class Drops(QObject):
    """Takes files and folders, dropped or chosen, which are told apart by what they hold.

    A table is a plan where the roadmap is shown, and elsewhere a list, of whatever is shown there.

    Args:
        take_in: shows what bundles or folders of bundles would bring.
        admit: shows cards, and goes on then.
        on_roadmap: whether the roadmap is what the window shows.
        tell_left: tells files that must wait, since one is dealt with at a time.
    """

    def __init__(
        self,
        window: QWidget,
        ways: Ways,
        take_in: Callable[[list[Path]], None],
        admit: Callable[[list[Path], Callable[[], None]], None],
        on_roadmap: Callable[[], bool],
        tell_left: Callable[[list[Path]], None],
    ) -> None:
        super().__init__(window)
        self._ways, self._on_roadmap, self._admit = ways, on_roadmap, admit
        self._take_in, self._tell_left = take_in, tell_left
        self._ways_of: Mapping[str, SignalInstance] = {
            packs.SUFFIX: ways.pack,
            paths.STORE_SUFFIX: ways.store,
        }
        ways.files.connect(self.take)
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
        """Bring files to where they belong; of several kinds to where the first belongs.

        Cards come before anything else: with one of them often lies what its laptop has written.
        """
        met = [file for file in files if kind_of(file) == cards.SUFFIX]
        others = [file for file in files if file not in met]
        if met:
            self._admit(met, partial(self.take, others) if others else lambda: None)
            return
        kind = kind_of(files[0])
        taken = files[:1]
        if kind == bundle.SUFFIX:
            taken = [file for file in files if kind_of(file) == kind]
            self._take_in(taken)
        elif way := self._ways_of.get(kind):
            way.emit(str(files[0]))
        elif self._on_roadmap() or plans.is_plan(files[0]):
            self._ways.plan_import.emit(str(files[0]))
        else:
            self._ways.list_import.emit(str(files[0]))
        if left := [file for file in files if file not in taken]:
            self._tell_left(left)


def belongs_elsewhere(path: Path, here: str = "") -> bool:
    """Whether a file that was chosen has its place on another page.

    Args:
        here: the kind of our own files that is asked for.
    """
    return kind_of(path) not in {"", here}


def dropped(data: QMimeData) -> list[Path]:
    """The files of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
