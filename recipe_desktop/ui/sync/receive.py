"""Receive: drop files, see what they will do, take them in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_list, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.workspace import position
from recipe_desktop.sync import bundle, packs
from recipe_desktop.sync.receiving import Receipt, Refused
from recipe_desktop.sync.rehearsal import FieldChange, NewSuggestion, Rehearsal
from recipe_desktop.ui import files
from recipe_desktop.ui.cards import Banner, Card, CardHead, Disc, FindingLine, Line, Symbol
from recipe_desktop.ui.dialogs import ProgressPlace
from recipe_desktop.ui.empty import EmptyState, Nothing
from recipe_desktop.ui.initials import initials, series
from recipe_desktop.ui.jobs import Job
from recipe_desktop.ui.lines import Remark, clear
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.scrolling import scrolled
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync import incoming
from recipe_desktop.ui.sync.incoming_lines import ChangeLine, PartLine, suggested_word
from recipe_desktop.ui.sync.places import SIDE, tab_layout
from recipe_desktop.ui.sync.waiting import waiting
from recipe_desktop.ui.view import Label, View

_MOST_CHANGES = 200
_SYMBOLS = {
    "organisations": "building",
    "people": "users",
    "memberships": "rosette-discount-check",
    "former-names": "history",
}


class ReceiveTab(View):
    """Shows what files would bring before anything is written.

    ``received`` tells that they were taken in, ``put_away`` that they are no longer looked at.
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
        self.progress = ProgressPlace(look)
        self.origin = Card(look)
        self.effects = Card(look)
        self.side = Card(look)
        self.take = Button(look, symbol="download", primary=True)
        self.later = Button(look)
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
        for button in (self.take, self.later):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QWidget()
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(look.px(0.75))
        left.addWidget(self.origin)
        left.addWidget(self.effects, 1)
        right = QVBoxLayout()
        right.addWidget(self.side)
        right.addStretch()
        self.ask = Label(look, face="lead")
        self.what = Label(look, ink="text2", wrap=True)
        self.remark = Remark(look, "git-fork", status=Status.CONFLICT, ink="text")
        body = self.side.body
        body.addWidget(self.ask)
        body.addWidget(self.what)
        body.addSpacing(look.px(0.75))
        body.addWidget(self.take)
        body.addWidget(self.later)
        body.addWidget(self.progress)
        body.addWidget(self.remark)
        self._both = QWidget()
        both = QHBoxLayout(self._both)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(look.px(1.25))
        both.addWidget(scrolled(column), 1)
        both.addLayout(right)
        layout = tab_layout(self)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self._both, 1)

    @override
    def measure(self) -> None:
        self.side.setFixedWidth(self.look.px(SIDE))

    @override
    def retranslate(self) -> None:
        self.later.setText(_("Not now"))
        self._show()

    # -- what one does --------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file."""
        files.open_file(
            self.window(),
            _("Receive changes"),
            _("Changes and desk packs") + f" (*{bundle.SUFFIX} *{packs.SUFFIX})",
            lambda path: self.look_at([path]),
        )

    def choose_folder(self) -> None:
        """Ask for a folder."""
        files.choose_folder(self.window(), _("Receive changes"), lambda path: self.look_at([path]))

    def look_at(self, paths: Sequence[Path]) -> None:
        """Rehearse taking files in, and show what it comes to; a desk pack becomes a desk."""
        if paths and paths[0].suffix == packs.SUFFIX:
            self._given.ways.pack.emit(str(paths[0]))
            return
        if self._busy:
            return
        self.receipt = None
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
        if self.receipt is not None or found is None or not _brings(found.receipt):
            self.put_aside()
        else:
            before = self._given.workspace.ask(position)
            paths = found.paths
            job = self._start(partial(incoming.take_in, self._given.workspace, paths), self._taken)
            job.cancelled.connect(partial(self._look_at_what_is_left, paths, before))

    def _look_at_what_is_left(self, paths: Sequence[Path], before: int) -> None:
        """Of several files some may have been taken in before the one that was cancelled."""
        if self._given.workspace.ask(position) != before:
            QTimer.singleShot(0, self, partial(self.look_at, paths))  # after the job has ended

    def _start(self, work: Any, then: Callable[[Any], None]) -> Job:
        self._busy = True
        job = self._given.jobs.start(work, writes=True)
        job.succeeded.connect(then)
        job.finished.connect(self._finished)
        self.progress.follow(job)
        self._show()
        return job

    def _finished(self) -> None:
        self._busy = False
        self._show()

    def _rehearsed(self, found: Rehearsal) -> None:
        self.incoming = found
        self.showing.emit()

    def _taken(self, receipt: Receipt) -> None:
        self.receipt = receipt
        self.received.emit(receipt)

    # -- what one sees --------------------------------------------------------------------

    def _show(self) -> None:
        found = self.incoming
        self.empty.setVisible(found is None and not self._busy)
        self._both.setVisible(found is not None or self._busy)
        if found is None:
            return
        receipt = self.receipt or found.receipt
        self._show_sender(receipt)
        self._show_effects(receipt, found)
        self._show_side(receipt)

    def _show_sender(self, receipt: Receipt) -> None:
        look, body = self.look, self.origin.body
        clear(body)
        row = QHBoxLayout()
        row.setSpacing(look.px(1))
        name = self._offices(receipt)
        if name:
            row.addWidget(Disc(look, initials(name), series(initials(name)), size=2.5))
        else:
            sign, status = _sign_of(receipt)
            row.addWidget(Symbol(look, sign, status=status, tile=2.5, size=22 / 16))
        texts = QVBoxLayout()
        texts.setSpacing(look.px(0.15))
        texts.addWidget(Label(look, _title(receipt, name), face="lead"))
        read = ngettext("{count} file looked at", "{count} files looked at", receipt.files)
        parts = [read.format(count=format_number(receipt.files))]
        if receipt.foreign:
            foreign = ngettext("{count} is for others", "{count} are for others", receipt.foreign)
            parts.append(foreign.format(count=format_number(receipt.foreign)))
        if receipt.empty:
            empty = ngettext("{count} is still empty", "{count} are still empty", receipt.empty)
            parts.append(empty.format(count=format_number(receipt.empty)))
        texts.addWidget(Label(look, ", ".join(parts), ink="text2"))
        if receipt.operations:
            texts.addSpacing(look.px(0.4))
            texts.addLayout(self._proofs())
        row.addLayout(texts, 1)
        body.addLayout(row)

    def _offices(self, receipt: Receipt) -> str:
        """The offices whose laptops wrote the files."""
        situation = self._given.overviews.now
        peers = situation.status.peers if situation else ()
        members = {peer.name: words.member_name(peer.member) for peer in peers}
        names = dict.fromkeys(members.get(name, name) for name in receipt.senders)
        return format_list(list(names)) if names else ""

    def _proofs(self) -> QHBoxLayout:
        look = self.look
        row = QHBoxLayout()
        row.setSpacing(look.px(1.5))
        for symbol, said in (
            ("rosette-discount-check", _("Signature is right")),
            ("lock", _("Encrypted to you")),
        ):
            line = Remark(look, symbol, said, status=Status.OK, ink="text")
            line.words.setWordWrap(False)
            line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(line)
        row.addStretch()
        return row

    def _show_changes(self, body: QVBoxLayout, changes: Sequence[FieldChange]) -> None:
        if not changes:
            return
        look = self.look
        body.addSpacing(look.px(0.9))
        body.addWidget(Label(look, _("Changed, one by one"), face="strong"))
        body.addSpacing(look.px(0.3))
        body.addWidget(Line(look))
        for change in changes[:_MOST_CHANGES]:
            body.addWidget(ChangeLine(look, change))
        rest = len(changes) - _MOST_CHANGES
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest)
            body.addSpacing(look.px(0.4))
            said = more.format(count=format_number(rest))
            body.addWidget(Label(look, said, face="second", ink="text2"))

    def _show_effects(self, receipt: Receipt, found: Rehearsal) -> None:
        look, body, parts = self.look, self.effects.body, found.parts
        clear(body)
        done = self.receipt is not None
        aside = "" if done else _("nothing is written yet")
        title = _("What it did") if done else _("What it will do")
        body.addWidget(CardHead(look, title, Label(look, aside, face="second", ink="text2")))
        body.addWidget(Line(look))
        inner = QVBoxLayout()
        inner.setSpacing(0)
        body.addLayout(inner)
        if parts:
            inner.addWidget(PartLine(look, _("Part")))
        for part in parts:
            name = words.kind_name(part.kind, 2)
            symbol = _SYMBOLS.get(part.kind, "database")
            counts = (part.new, part.changed, part.removed, part.conflicts)
            inner.addWidget(PartLine(look, name[:1].upper() + name[1:], symbol, counts))
        self._show_changes(inner, found.changes)
        for new in found.suggestions:
            body.addWidget(_suggestion(look, new))
        for refused in receipt.refused:
            if inner.count():
                body.addSpacing(look.px(0.4))
            body.addWidget(_refusal(look, refused))
        for name in receipt.admitted:
            said = _("{device} is admitted, a steward of its office vouches for it").format(
                device=name
            )
            body.addWidget(FindingLine(look, Status.OK, said))
        told = parts or found.suggestions or receipt.refused or receipt.admitted
        if not (told or receipt.waiting):
            body.addWidget(Label(look, _quiet(receipt), ink="text2", wrap=True))
        for waits in waiting(receipt.held, receipt.unadmitted):
            body.addWidget(FindingLine(look, waits.status, waits.said, waits.advice))
        body.addStretch()

    def _show_side(self, receipt: Receipt) -> None:
        done, count = self.receipt is not None, receipt.operations
        something = _brings(receipt)
        conflicts = ngettext(
            "{count} conflict waits in the inbox. The value shown stays until somebody decides.",
            "{count} conflicts wait in the inbox. The values shown stay until somebody decides.",
            receipt.conflicts,
        ).format(count=format_number(receipt.conflicts))
        self.remark.setVisible(bool(receipt.conflicts))
        self.remark.words.setText(conflicts)
        self.later.setVisible(not done and something)
        self.later.setEnabled(not self._busy)
        self.take.setEnabled(not self._busy)
        if done and _only_waits(receipt):
            self.ask.setText(_("Kept here"))
            self.what.setText(
                _("It is shown once what it waits for is here; nobody has to send it again.")
            )
            self.take.setText(_("Done"))
            self.take.symbol = "check"
        elif done:
            self.ask.setText(_("Taken in"))
            self.what.setText(_("Every view shows it now, and it stands in the history."))
            self.take.setText(_("Done"))
            self.take.symbol = "check"
        elif _only_waits(receipt):
            self.ask.setText(_("Keep it here?"))
            self.what.setText(
                _("It is shown once what it waits for is here; nobody has to send it again.")
            )
            self.take.setText(_("Keep it"))
            self.take.symbol = "download"
        elif something:
            self.ask.setText(_("Take it in?"))
            self.what.setText(
                _(
                    "Each file comes in whole or not at all. What you wrote yourself is never overwritten unseen."
                )
            )
            said = ngettext("Take in {count} change", "Take in {count} changes", count)
            if receipt.contents and not count:
                count = receipt.contents
                said = ngettext("Take in {count} document", "Take in {count} documents", count)
            if not count:  # a laptop that is vouched for
                said = _("Take it in")
            self.take.setText(said.format(count=format_number(count)))
            self.take.symbol = "download"
        else:
            self.ask.setText(_("Nothing to take in"))
            self.what.setText(
                _("Nothing has changed on this laptop.")
                if receipt.refused
                else _("Choose another folder, or wait until a file is there.")
                if receipt.vacant
                else _("Nothing has changed on this laptop, which may read nothing in them.")
                if _only_foreign(receipt)
                else _("These files bring nothing that is not here.")
            )
            self.take.setText(_("Close"))
            self.take.symbol = "check"
        self.take.update()


def _brings(receipt: Receipt) -> bool:
    """Whether there is anything to take in; else the button only closes."""
    return bool(receipt.operations or receipt.contents or receipt.waiting or receipt.admitted)


def _only_waits(receipt: Receipt) -> bool:
    """Whether all that came has to wait, so that nothing of it is shown."""
    shown = receipt.operations or receipt.contents or receipt.admitted
    return bool(receipt.waiting and not shown)


def _only_foreign(receipt: Receipt) -> bool:
    """Whether no file holds anything that this laptop may read."""
    return 0 < receipt.files == receipt.foreign


def _title(receipt: Receipt, name: str) -> str:
    """What the files bring, and who sent it."""
    if count := receipt.operations:
        said = ngettext("{count} change from {name}", "{count} changes from {name}", count)
        return said.format(count=format_number(count), name=name)
    if count := receipt.contents:
        said = ngettext("{count} document from {name}", "{count} documents from {name}", count)
        return said.format(count=format_number(count), name=name)
    if count := receipt.waiting:
        said = ngettext(
            "{count} change from {name}, which waits",
            "{count} changes from {name}, which wait",
            count,
        )
        return said.format(count=format_number(count), name=name)
    if receipt.refused:
        return ngettext(
            "{count} file cannot be taken in",
            "{count} files cannot be taken in",
            len(receipt.refused),
        ).format(count=format_number(len(receipt.refused)))
    if receipt.vacant:
        return _("No files of changes")
    only_foreign = _only_foreign(receipt)
    return _("Nothing for this laptop") if only_foreign else _("Nothing new in these files")


def _sign_of(receipt: Receipt) -> tuple[str, Status]:
    """What stands in place of a sender, where no change has one."""
    if receipt.refused:
        return "file-alert", Status.BLOCK
    return "file-check", Status.NEUTRAL


def _quiet(receipt: Receipt) -> str:
    """What is said where no record is new, changed or removed."""
    if receipt.vacant:
        said = _("{folder} holds no files that end in {suffix}.")
        return " ".join(said.format(folder=name, suffix=bundle.SUFFIX) for name in receipt.vacant)
    if receipt.contents:
        return _("It brings documents that are known here by name only.")
    if receipt.operations:
        return _(
            "What comes stands behind the records, such as a decision that holds here already."
        )
    if _only_foreign(receipt):
        return _(
            "These files are for laptops of others. If this one was meant, ask the sender to admit "
            "its card and to send again."
        )
    if receipt.foreign:
        return _("What is for this laptop in these files is here already.")
    return _("Everything in these files is here already.")


def _suggestion(look: Look, new: NewSuggestion) -> QWidget:
    about = new.about
    what = ", ".join(filter(None, [about.name, words.field_label(about.kind, about.field)]))
    said = _("{member} suggests for {what}: {value}").format(
        member=words.member_name(new.said.member),
        what=what,
        value=suggested_word(about, new.said),
    )
    return FindingLine(look, Status.NOTE, said, _("It is shown with the conflict, to be decided."))


def _refusal(look: Look, refused: Refused) -> QWidget:
    return Banner(look, Status.BLOCK, *words.sentence_and_advice(refused.error))
