"""Sending changes: into a folder that all share, or into one file for mail or a stick."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import bundle, sending
from recipe_desktop.ui.background.jobs import Progress
from recipe_desktop.ui.cards import Symbol
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of, head_of
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label


class SendSheet(Sheet):
    """Says what goes out and asks where.

    ``folder_wanted`` tells a folder, or an empty text where one is to be chosen; ``file_wanted``
    asks for a file.
    """

    folder_wanted = Signal(str)
    file_wanted = Signal()

    def __init__(self, given: Surroundings, window: QWidget | None) -> None:
        super().__init__(given.look, window, wide=36)
        look = given.look
        situation = given.overviews.now
        known = situation.status if situation else None
        only_here = known.only_here - known.unreadable if known else 0
        peers = [p for p in known.peers if not p.is_revoked] if known else []
        title = _("Send changes")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.folder = Button(look, _("Into a folder"), symbol="folder")
        self.file = Button(look, _("Into a file"), symbol="mail", primary=True)
        self.cancel = Button(look, _("Cancel"))
        folder = given.preferences.exchange_folder
        laptops = ngettext(
            "One file for {count} laptop.", "One file for {count} laptops.", len(peers)
        ).format(count=format_number(len(peers)))
        changes = ngettext(
            "{count} change exists only here.", "{count} changes exist only here.", only_here
        ).format(count=format_number(only_here))
        remark = Remark(
            look,
            "lock",
            _(
                "Signed by this laptop, and encrypted so that each office opens only what it may read. What they lack is sent again until they say they have it."
            ),
        )
        head = head_of(
            look,
            Symbol(look, "send", status=Status.NOTE, tile=2.75, size=22 / 16),
            Label(look, title, face="lead"),
            Label(look, f"{changes} {laptops}", wrap=True),
            remark,
        )
        targets = [self.folder, self.file]
        if folder is not None and folder.is_dir():
            name = _("To {folder}").format(folder=folder.name)
            self.again: Button | None = Button(look, name, symbol="folder", primary=True)
            self.file.setDefault(False)
            self.again.clicked.connect(lambda: self._choose(str(folder)))
            targets.append(self.again)
        else:
            self.again = None
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(look.px(1.5))
        layout.addLayout(head)
        layout.addLayout(foot_of(look, *targets, left=self.cancel))

        self.cancel.clicked.connect(self.reject)
        self.folder.clicked.connect(lambda: self._choose(""))
        self.file.clicked.connect(self._choose_file)

    @override
    def first_focus(self) -> QWidget:
        return self.again or self.file

    def _choose(self, folder: str) -> None:
        self.accept()
        self.folder_wanted.emit(folder)

    def _choose_file(self) -> None:
        self.accept()
        self.file_wanted.emit()


class Sending(QObject):
    """Asks where, sends as a job, and tells what was ``sent``."""

    sent = Signal(object)
    started = Signal(object)

    def __init__(self, given: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._given = given

    def ask(self) -> SendSheet:
        """Show what goes out, and ask where."""
        sheet = SendSheet(self._given, self._given.window())
        sheet.folder_wanted.connect(self._folder)
        sheet.file_wanted.connect(self._file)
        sheet.open()
        return sheet

    def send(self, target: Path) -> None:
        """Write what the others lack into a file or a folder."""
        if target.is_dir():
            self._given.preferences.exchange_folder = target
        job = self._given.jobs.start(partial(_send, self._given.workspace, target), writes=True)
        job.succeeded.connect(self._sent)
        self.started.emit(job)

    def _folder(self, folder: str) -> None:
        if folder:
            self._into(Path(folder))
        else:
            choosing.choose_folder(self._given.window(), _("Send changes"), self._into)

    def _into(self, folder: Path) -> None:
        if not folder.is_dir():  # else a file would be called as it was
            raise UserError("folder.unreadable", folder=str(folder))
        self.send(folder)

    def _file(self) -> None:
        here = self._given.workspace.here
        day = today().isoformat()
        name = f"{here.member}-{here.device}-{day}{bundle.SUFFIX}".replace(" ", "-")
        kinds = _("Changes") + f" (*{bundle.SUFFIX})"
        choosing.save_file(self._given.window(), _("Send changes"), name, kinds, self.send)

    def _sent(self, sent: sending.Sent) -> None:
        self._given.overviews.refresh()
        self.sent.emit(sent)


def _send(workspace: Workspace, target: Path, progress: Progress) -> sending.Sent:
    return sending.send(workspace, target, progress.step)
