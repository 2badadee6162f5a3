"""What desks write, handed over as files: this desk's goes out, those of the others come in."""

from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_list, format_number, ngettext
from recipe_desktop.services import events, rosters
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.events import DeskCount
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import bundle, packs, receiving
from recipe_desktop.ui.background.jobs import Job, Progress, Work
from recipe_desktop.ui.background.notices import Listener
from recipe_desktop.ui.cards import Line, Symbol
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.cards.news import News, Told
from recipe_desktop.ui.desk.file_lines import FileLines
from recipe_desktop.ui.desk.wording import desk_name
from recipe_desktop.ui.desk.work import TOUCHED
from recipe_desktop.ui.dialogs.dialog import ProgressPlace
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of, head_of
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync import incoming
from recipe_desktop.ui.view import Label

_WIDE: Final = 38.0
_CATCH_UP_MS: Final = 300  # people are scanned on beneath, and a result must not wait for a count


class DeskFiles(Sheet):
    """Says how each desk stands, hands in what this one wrote, and takes in what others did."""

    def __init__(self, given: Surroundings, window: QWidget | None, event: Uid) -> None:
        look, workspace = given.look, given.workspace
        super().__init__(look, window, wide=_WIDE)
        self._workspace, self._jobs, self._event = workspace, given.jobs, event
        self._shown: tuple[DeskCount, ...] | None = None
        self._own = workspace.ask(packs.working)
        self._zone: tzinfo | None = workspace.ask(rosters.occasion, event).zone
        is_desk = self._own is not None
        self.title = Label(look, _("Files of the desks"), face="lead")
        self.desks = QGridLayout()
        self.progress = ProgressPlace(look)
        self.news = News(look)
        self.close_button = Button(look, _("Close"))
        self.take = Button(look, _("Take in a file"), symbol="file-download", primary=not is_desk)
        self.hand = Button(look, _("Hand in"), symbol="send", primary=is_desk)
        self.hand.setVisible(is_desk)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_CATCH_UP_MS)
        self._lay_out()
        self.setWindowTitle(self.title.words)
        self.setAccessibleName(self.title.words)
        self._show_desks()

        self.news.changed.connect(self.place)
        self.close_button.clicked.connect(self.reject)
        self.take.clicked.connect(self._choose)
        self.hand.clicked.connect(self._choose_target)
        self._later.timeout.connect(self._show_desks)
        Listener(self, given.notices, self._heard)

    @override
    def first_focus(self) -> QWidget:
        return self.hand if self._own is not None else self.take

    def hand_in(self, target: Path) -> None:
        """Write what this desk wrote into a file, with a count and a code to compare."""
        job = self._start(partial(_seal, self._workspace, target), can_cancel=False)
        job.succeeded.connect(self._handed_in)

    def take_in(self, path: Path) -> None:
        """Take in the file of another desk, or of the office."""
        job = self._start(partial(incoming.take_in, self._workspace, [path]), can_cancel=True)
        job.succeeded.connect(self._taken_in)

    def _start(self, work: Work, *, can_cancel: bool) -> Job:
        self.news.clear()
        for button in (self.hand, self.take):
            button.setEnabled(False)
            button.setToolTip(_("Wait until what is being written is done"))
        job = self._jobs.start(work, writes=True)
        self.progress.follow(job, can_cancel=can_cancel)
        job.on_failure(self.news.refuse)
        job.finished.connect(self._finished)
        return job

    def _finished(self) -> None:
        for button in (self.hand, self.take):
            button.setEnabled(True)
            button.setToolTip("")
        self._show_desks()

    def _handed_in(self, sealed: packs.SealedPack) -> None:
        self.news.tell(Status.OK, partial(_handed_in, sealed))

    def _taken_in(self, receipt: receiving.Receipt) -> None:
        if receipt.refused:
            self.news.refuse(receipt.refused[0].error, Status.BLOCK)
        elif receipt.operations:
            self.news.tell(Status.OK, partial(_taken_in, receipt))
        else:
            self.news.tell(Status.NOTE, lambda: Told(_("Everything in this file is here already")))

    # -- what one sees ----------------------------------------------------------------------

    def _heard(self, changes: ChangeSet) -> None:
        if changes.touches(*TOUCHED, "desk_seal", "import_log") and not self._later.isActive():
            self._later.start()

    def _show_desks(self) -> None:
        desks = tuple(self._workspace.ask(events.counts, self._event).desks)
        if desks == self._shown:
            return
        self._shown = desks
        clear(self.desks)
        for row, count in enumerate(desks):
            mine = self._own is not None and count.uid == self._own.desk
            name = desk_name(count.letter, count.name) or _("Desk")
            if mine:
                name = _("{desk}, this one").format(desk=name)
            arrived = ngettext("{count} arrived", "{count} arrived", count.arrivals)
            cells = (
                Label(self.look, name, face="action"),
                Label(self.look, arrived.format(count=format_number(count.arrivals))),
                FileLines(self.look, count, self._zone),
            )
            for column, cell in enumerate(cells):
                self.desks.addWidget(cell, row, column)
                cell.show()
        self.place()

    def _choose(self) -> None:
        kinds = _("Changes") + f" (*{bundle.SUFFIX})"
        choosing.open_file(self.window(), _("Take in a file"), kinds, self.take_in)

    def _choose_target(self) -> None:
        kinds = _("Changes") + f" (*{bundle.SUFFIX})"
        choosing.save_file(self.window(), _("Hand in"), self._file_name(now()), kinds, self.hand_in)

    def _file_name(self, at: datetime) -> str:
        """Event, desk and time, so that several files of a desk stand in their order."""
        if self._own is None:
            return f"changes{bundle.SUFFIX}"
        pack = self._workspace.ask(packs.file_name, self._event, self._letter())
        time = at.astimezone(self._zone).strftime("%H%M")
        return f"{Path(pack).stem}-{time}{bundle.SUFFIX}"

    def _letter(self) -> str:
        there = self._workspace.ask(rosters.desks, self._event)
        return next((one.letter for one in there if self._own and one.uid == self._own.desk), "")

    def _lay_out(self) -> None:
        look = self.look
        what = (
            _("Hand in what this desk wrote whenever you like; the file holds all of it each time.")
            if self._own is not None
            else _("Take in what the desks have handed in, in any order and as often as you like.")
        )
        tile = Symbol(look, "transfer", status=Status.NOTE, tile=2.75, size=22 / 16)
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(look.px(0.9))
        layout.addLayout(head_of(look, tile, self.title, Label(look, what, ink="text2", wrap=True)))
        layout.addWidget(Line(look))
        self.desks.setHorizontalSpacing(look.px(1.25))
        self.desks.setColumnStretch(0, 1)
        layout.addLayout(self.desks)
        layout.addWidget(self.progress)
        layout.addWidget(self.news)
        layout.addSpacing(look.px(0.4))
        layout.addLayout(foot_of(look, self.close_button, self.take, self.hand))


def _handed_in(sealed: packs.SealedPack) -> Told:
    rows = ngettext("{count} row", "{count} rows", sealed.check_ins)
    walk_ins = ngettext("{count} walk-in", "{count} walk-ins", sealed.walk_ins)
    said = _("{file} is written").format(file=sealed.sent.path.name)
    second = _(
        "{rows} and {walk_ins} of this laptop, code {code}. The organiser sees the same code when all of it has come. The desk may go on and hand in again."
    ).format(
        rows=rows.format(count=format_number(sealed.check_ins)),
        walk_ins=walk_ins.format(count=format_number(sealed.walk_ins)),
        code=sealed.code,
    )
    return Told(said, second)


def _taken_in(receipt: receiving.Receipt) -> Told:
    changes = ngettext("{count} change", "{count} changes", receipt.operations)
    said = _("{changes} taken in from {names}").format(
        changes=changes.format(count=format_number(receipt.operations)),
        names=format_list(receipt.senders),
    )
    conflicts = ngettext(
        "{count} field was written differently, the office decides.",
        "{count} fields were written differently, the office decides.",
        receipt.conflicts,
    ).format(count=format_number(receipt.conflicts))
    return Told(said, conflicts if receipt.conflicts else "")


def _seal(workspace: Workspace, target: Path, _progress: Progress) -> packs.SealedPack:
    return packs.seal(workspace, target)
