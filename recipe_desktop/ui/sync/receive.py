"""Receive: drop files, see what they will do, take them in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_list
from recipe_desktop.services import words
from recipe_desktop.services.workspace import position
from recipe_desktop.sync import bundle, packs
from recipe_desktop.sync.receiving import Receipt
from recipe_desktop.sync.rehearsal import Rehearsal
from recipe_desktop.ui.background.jobs import Job
from recipe_desktop.ui.cards.empty import EmptyState, Nothing
from recipe_desktop.ui.dialogs.dialog import say_unopened
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.files.drops import belongs_elsewhere
from recipe_desktop.ui.layout.scrolling import NO_LIMIT, scrolled
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync import incoming
from recipe_desktop.ui.sync.places import SIDE, tab_layout
from recipe_desktop.ui.sync.receipt_cards import EffectsCard, OriginCard, QuestionCard
from recipe_desktop.ui.view import View
from recipe_desktop.ui.window.frame import FOLD_BELOW


class ReceiveTab(View):
    """Shows what files would bring before anything is written.

    ``showing`` tells that there is something to see, ``received`` that it was taken in,
    ``put_away`` that it is no longer looked at.
    """

    received = Signal(object)
    showing = Signal()
    put_away = Signal()

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent)
        self._given = given
        self.incoming: Rehearsal | None = None
        self.receipt: Receipt | None = None
        self._busy = False
        self._is_anew = False  # it was to be taken in, and had become something else
        look = given.look
        self.empty = EmptyState(
            look,
            Nothing(
                lambda: _("Nothing to receive"),
                lambda: _(
                    "Changes of the partners come as files, by mail, on a stick or in a shared folder. You see what they will do before anything is taken in."
                ),
                lambda: _("Choose a file"),
                lambda: _("Choose a folder"),
                lambda: _("or drop files anywhere in the window"),
            ),
            ("mail", "file-download", "folder"),
            primary_symbol="file-download",
            second_symbol="folder",
        )
        self.origin = OriginCard(look)
        self.effects = EffectsCard(look)
        self.question = QuestionCard(look)
        self.take, self.later = self.question.take, self.question.later
        self._build()
        self.measure()
        self.retranslate()

        self.empty.begun.connect(self.choose_file)
        self.empty.other.connect(self.choose_folder)
        self.take.clicked.connect(self._take)
        self.later.clicked.connect(self.put_aside)
        given.jobs.writing_changed.connect(self._show)

    def _build(self) -> None:
        look = self.look
        column = QWidget()
        self._left, self._right = QVBoxLayout(column), QVBoxLayout()
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(look.px(0.75))
        self._left.addWidget(self.origin)
        self._left.addWidget(self.effects, 1)
        self._is_narrow = False
        self._right.addWidget(self.question)
        self._right.addStretch()
        self._both = QWidget()
        both = QHBoxLayout(self._both)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(look.px(1.25))
        both.addWidget(scrolled(column), 1)
        both.addLayout(self._right)
        layout = tab_layout(self)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self._both, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow != self._has_little_room():
            QTimer.singleShot(0, self, self._arrange)  # no layout bears a move while it is at work

    @override
    def measure(self) -> None:
        self._arrange()

    def _has_little_room(self) -> bool:
        return self.window().width() < FOLD_BELOW * self.look.u

    def _arrange(self) -> None:
        """The question beside what it is about, or below it where there is no room for both."""
        is_narrow = self._has_little_room()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._right.removeWidget(self.question)
            self._left.removeWidget(self.question)
            if is_narrow:
                self._left.addWidget(self.question)
            else:
                self._right.insertWidget(0, self.question)
        self.question.setMinimumWidth(0 if is_narrow else self.look.px(SIDE))
        self.question.setMaximumWidth(NO_LIMIT if is_narrow else self.look.px(SIDE))

    @override
    def retranslate(self) -> None:
        self.later.setText(_("Not now"))
        self._show()

    # -- what one does --------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file."""
        choosing.open_file(
            self.window(),
            _("Receive changes"),
            _("Changes and desk packs") + f" (*{bundle.SUFFIX} *{packs.SUFFIX})",
            lambda path: self.look_at([path]),
        )

    def choose_folder(self) -> None:
        """Ask for a folder."""
        choosing.choose_folder(
            self.window(), _("Receive changes"), lambda path: self.look_at([path])
        )

    def look_at(self, paths: Sequence[Path]) -> None:
        """Rehearse taking files in, and show what it comes to; other files go to their own page."""
        if paths and belongs_elsewhere(paths[0], bundle.SUFFIX):
            self._given.ways.files.emit(list(paths))
            return
        if self._busy:
            why = _("Other changes are being looked at or taken in.")
            advice = _("Choose these when that is done.")
            say_unopened(self.look, self.window(), paths, why, advice)
            return
        self.receipt = None
        self._is_anew = False
        self._start(
            partial(incoming.rehearse, self._given.workspace, tuple(paths)), self._rehearsed
        )

    def put_aside(self) -> None:
        """Leave the files as they are."""
        self.incoming = self.receipt = None
        self._show()
        self.put_away.emit()

    def _take(self) -> None:
        found = self.incoming
        if self.receipt is not None or found is None or not found.receipt.brings_anything:
            self.put_aside()
        else:
            before = self._given.workspace.ask(position)
            job = self._start(
                partial(incoming.take_seen, self._given.workspace, found), self._taken
            )
            job.cancelled.connect(partial(self._look_at_what_is_left, found.paths, before))

    def _look_at_what_is_left(self, paths: Sequence[Path], before: int) -> None:
        """Of several files some may have been taken in before the one that was cancelled."""
        if self._given.workspace.ask(position) != before:
            QTimer.singleShot(0, self, partial(self.look_at, paths))  # after the job has ended

    def _start(self, work: Any, then: Callable[[Any], None]) -> Job:
        self._busy = True
        job = self._given.jobs.start(work, writes=True)
        job.succeeded.connect(then)
        job.finished.connect(self._finished)
        self.question.progress.follow(job)
        self._show()
        return job

    def _finished(self) -> None:
        self._busy = False
        self._show()

    def _rehearsed(self, found: Rehearsal) -> None:
        self.incoming = found
        self.showing.emit()

    def _taken(self, outcome: Receipt | Rehearsal) -> None:
        if isinstance(outcome, Rehearsal):
            self.incoming, self._is_anew = outcome, True
            self.showing.emit()
        else:
            self.receipt = outcome
            self.received.emit(outcome)

    # -- what one sees --------------------------------------------------------------------

    def _show(self) -> None:
        found = self.incoming
        self.empty.setVisible(found is None and not self._busy)
        self._both.setVisible(found is not None or self._busy)
        if found is None:
            return
        receipt = self.receipt or found.receipt
        done = self.receipt is not None
        self.origin.show_receipt(receipt, self._offices(receipt))
        self.effects.show_rehearsal(found, receipt, done=done)
        self.question.show_receipt(receipt, done=done, busy=self._busy, anew=self._is_anew)

    def _offices(self, receipt: Receipt) -> str:
        """The offices whose laptops wrote the files."""
        situation = self._given.overviews.now
        peers = situation.status.peers if situation else ()
        members = {peer.name: words.member_name(peer.member) for peer in peers}
        names = dict.fromkeys(members.get(name, name) for name in receipt.senders)
        return format_list(list(names)) if names else ""
