"""What is done with the documents of an exchange: added, opened, saved, taken out of the file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from recipe_desktop.domain.attachments import MAX_BYTES, MEDIA_TYPES
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.formats.files import read_bytes
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.new_files import new_file
from recipe_desktop.services import attachments
from recipe_desktop.services.attachments import Attachment, ContentSource
from recipe_desktop.services.exchanges import KIND
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Progress
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import Words

_READ_ONLY = 0o400  # what is written into a copy would be lost


class Documents(QObject):
    """Does it beside the window's work, and tells it where it will be seen.

    Opened are copies in a folder of this user alone, which goes when the window closes.

    Args:
        told: where it is told.
        deeds: does what can be taken back.
    """

    def __init__(
        self,
        given: Surroundings,
        told: Callable[[], ToldLine],
        deeds: Callable[[], Deeds],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._given, self._told, self._deeds = given, told, deeds
        self._copies: QTemporaryDir | None = None

    def choose(self, exchange: Uid) -> None:
        """Ask for a file to add."""
        endings = " ".join(f"*.{ending}" for ending in MEDIA_TYPES)
        kinds = _("Documents") + f" ({endings})"
        add = partial(self._add_one, exchange)
        choosing.open_file(self._given.window(), _("Add a document"), kinds, add)

    def add(self, exchange: Uid, paths: Sequence[Path]) -> None:
        """Put files into the file of an exchange."""
        work = partial(_add, self._given.workspace, exchange, paths)
        job = self._given.jobs.start(work, writes=True)
        job.succeeded.connect(self._tell_added)

    def open(self, document: Attachment) -> None:
        """Have the system show a copy of a document."""
        work = partial(_to_open, self._given.workspace, document.uid)
        self._given.jobs.start(work).succeeded.connect(self._open_copy)

    def save(self, document: Attachment) -> None:
        """Ask where a copy of a document shall go."""
        ending = Path(document.name).suffix
        kinds = f"*{ending}" if ending else "*"
        write = partial(self._write, document)
        choosing.save_file(self._given.window(), _("Save as"), document.name, kinds, write)

    def remove(self, document: Attachment) -> None:
        """Take a document out of the file; it is told, and can be undone."""
        said, name = _("Removed {name}"), document.name
        self._deeds().do(lambda: said.format(name=name), attachments.remove, document.uid)

    def _add_one(self, exchange: Uid, path: Path) -> None:
        self.add(exchange, [path])

    def _tell_added(self, added: list[Attachment]) -> None:
        self._told().tell(_added_words(added))

    def _write(self, document: Attachment, path: Path) -> None:
        job = self._given.jobs.start(partial(_save, self._given.workspace, document.uid, path))
        said = _("Saved as {file}")
        job.succeeded.connect(
            lambda _answer: self._told().tell(lambda: said.format(file=path.name))
        )

    def _open_copy(self, document: ContentSource) -> None:
        copies = self._copies = self._copies or QTemporaryDir()
        folder = Path(copies.path())
        place = folder / str(len(list(folder.iterdir())))
        place.mkdir()
        copy = place / document.name
        copy.write_bytes(document.content)
        copy.chmod(_READ_ONLY)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            raise UserError("attachment.no_program", name=document.name)


def _add(
    workspace: Workspace, exchange: Uid, paths: Sequence[Path], progress: Progress
) -> list[Attachment]:
    added = []
    for number, path in enumerate(paths):
        progress.step(number, len(paths), path.name)
        given = ContentSource(path.name, read_bytes(path, MAX_BYTES))
        added.append(workspace.do(attachments.add, KIND, exchange, given))
    return added


def _added_words(added: Sequence[Attachment]) -> Words:
    if len(added) == 1:
        name = added[0].name
        return lambda: _("Added {name}").format(name=name)
    n = len(added)
    return lambda: ngettext("{n} document added", "{n} documents added", n).format(
        n=format_number(n)
    )


def _to_open(workspace: Workspace, document: Uid, _progress: Progress) -> ContentSource:
    return workspace.ask(attachments.to_open, document)


def _save(workspace: Workspace, document: Uid, path: Path, _progress: Progress) -> None:
    content = workspace.ask(attachments.content, document)
    with new_file(path) as file:
        file.write(content)
