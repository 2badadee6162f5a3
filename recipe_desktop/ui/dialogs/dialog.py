"""Dialogs: a statement, what happened and what did not, what to do, verbs on the buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.ui.background.jobs import Job
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of, head_of
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.view import Label, View

WIDE = 32.5


@dataclass(frozen=True, slots=True)
class Verb:
    """A button of a dialog: what it says, and what it does before the dialog closes."""

    words: str
    run: Callable[[], None] | None = None
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a dialog says.

    Args:
        title: a statement, not a question and not a heading.
        happened: what happened and what did not.
        advice: what to do now.
        details: for support; folded.
    """

    title: str
    happened: str = ""
    advice: str = ""
    details: str = ""
    status: Status = Status.NOTE
    symbol: str = ""


class _Tile(QWidget):
    def __init__(self, look: Look, said: Statement, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._said = look, said
        self.setFixedSize(look.px(2.75), look.px(2.75))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, said = self._look.tokens, self._said
        draw.tile(
            painter,
            self._look,
            QRectF(self.rect()),
            said.symbol or STATUS_ICONS[said.status],
            ink=t.ink(said.status),
            ground=t.tint(said.status),
            size=22 / 16,
        )
        painter.end()


class Dialog(Sheet):
    """Shows a statement with its verbs; the last verb is the primary one.

    Args:
        verbs: from left to right; Escape does what ``Verb(run=None)`` does, nothing.
        reason: ask for a reason in a line; the primary verb waits until there is one.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        said: Statement,
        verbs: Sequence[Verb],
        *,
        reason: str = "",
    ) -> None:
        super().__init__(look, window, wide=WIDE)
        title = said.title.removesuffix(".")  # as a sentence of a refusal ends
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{said.happened} {said.advice}".strip())
        self.title = Label(look, title, face="lead", wrap=True)
        self.reason = QLineEdit()
        self.details = QPlainTextEdit(said.details)
        self._more = Button(
            look, _("Details for support"), symbol="chevron-right", bare=True, small=True
        )
        self.buttons: list[Button] = []

        texts = QVBoxLayout()
        texts.setSpacing(look.px(0.5))
        texts.addWidget(self.title)
        for words, ink in ((said.happened, "text"), (said.advice, "text2")):
            if words:
                texts.addWidget(Label(look, words, ink=ink, wrap=True))
        if reason:
            label = Label(look, reason, ink="text2")
            label.setBuddy(self.reason)
            texts.addWidget(label)
            texts.addWidget(self.reason)
            self.reason.setAccessibleName(reason)
        if said.details:
            self._add_details(texts)
        last = len(verbs) - 1
        made = [self._button(verb, primary=place == last) for place, verb in enumerate(verbs)]
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(look.px(1.75))
        layout.addLayout(head_of(look, _Tile(look, said, self.panel), texts))
        layout.addLayout(foot_of(look, *made))

        self.reason.setVisible(bool(reason))
        if reason:
            self.buttons[-1].setEnabled(False)
            self.reason.textChanged.connect(self._reason_changed)

    @override
    def first_focus(self) -> QWidget:
        return self.buttons[-1] if self.reason.isHidden() else self.reason

    def _button(self, verb: Verb, *, primary: bool) -> Button:
        button = Button(self.look, verb.words, symbol=verb.symbol, primary=primary)
        self.buttons.append(button)

        def press() -> None:
            self.accept() if primary else self.reject()
            if verb.run is not None:
                verb.run()

        button.clicked.connect(press)
        return button

    def _add_details(self, texts: QVBoxLayout) -> None:
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details for support"))
        self.details.setFixedHeight(self.look.px(9))
        self.details.setTabChangesFocus(True)
        self.details.hide()
        self._more.clicked.connect(self._fold)
        texts.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        texts.addWidget(self.details)

    def _fold(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self._more.symbol = "chevron-down" if shown else "chevron-right"
        self._more.update()
        self.place()

    def _reason_changed(self, words: str) -> None:
        self.buttons[-1].setEnabled(bool(words.strip()))


def say(look: Look, window: QWidget | None, said: Statement) -> Dialog:
    """Tell something that needs no answer."""
    dialog = Dialog(look, window, said, [Verb(_("Close"))])
    dialog.open()
    return dialog


def say_unopened(
    look: Look, window: QWidget | None, files: Sequence[Path], why: str, advice: str
) -> None:
    """Tell of files that were dropped or chosen, and are not dealt with."""
    count = len(files)
    title = ngettext("{file} was not opened", "{count} files were not opened", count)
    title = title.format(file=files[0].name, count=format_number(count))
    say(look, window, Statement(title, why, advice, status=Status.LOOK))


def confirm(
    look: Look,
    window: QWidget | None,
    said: Statement,
    verb: str,
    then: Callable[[str], None],
    *,
    reason: str = "",
) -> Dialog:
    """Ask before what cannot be undone, and hand over the reason if one is asked for.

    Args:
        verb: what the primary button says.
        then: gets the reason, or an empty text.
        reason: label of the field for the reason.
    """
    dialog = Dialog(look, window, said, [Verb(_("Cancel")), Verb(verb)], reason=reason)
    dialog.accepted.connect(lambda: then(dialog.reason.text().strip()))
    dialog.open()
    return dialog


def copy_text(words: str) -> None:
    """Put words on the clipboard."""
    QApplication.clipboard().setText(words)


class ProgressPlace(View):
    """Bar, words and Cancel, in the place where the result of a job will appear.

    It shows itself only after 400 ms: what is quicker needs no bar.
    """

    cancelled = Signal()
    ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.job: Job | None = None  # that it shows, or would show if it were slow
        self.can_cancel = True
        self._elsewhere: ProgressPlace | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(look.px(0.75))
        self.words = Label(look, face="second", ink="text2")
        self.cancel = Button(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.4))
        layout.addWidget(self.bar)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.cancel)
        layout.addLayout(row)
        self.retranslate()
        self.hide()
        self.cancel.clicked.connect(self._cancel)

    @override
    def retranslate(self) -> None:
        self.cancel.setText(_("Cancel"))
        self.bar.setAccessibleName(_("Progress"))

    def follow(self, job: Job, *, can_cancel: bool = True) -> None:
        """Show a job until it ends, in place of one that was shown before.

        Args:
            can_cancel: whether its work heeds Cancel; without that there is no such button.
        """
        self._let_go()
        self.job = job
        self.bar.setRange(0, 0)
        self.words.setText("")
        self.can_cancel = can_cancel
        self._job_kept()
        job.kept.connect(self._job_kept)
        job.slow.connect(self.show)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)

    def stand_in(self, other: "ProgressPlace | None") -> None:
        """Show what another place follows that is out of sight; None: none is.

        What this one follows for itself goes on being shown.
        """
        if other is self._elsewhere or (self.job is not None and self._elsewhere is None):
            return
        self._let_go()
        if other is None or other.job is None:
            return
        self.follow(other.job, can_cancel=other.can_cancel)
        self._elsewhere = other
        self.bar.setRange(other.bar.minimum(), other.bar.maximum())
        self.bar.setValue(other.bar.value())
        self._say(other.words.words)
        self.setVisible(other.job.is_slow)

    def _let_go(self) -> None:
        self._elsewhere = None
        job, self.job = self.job, None
        if job is not None:
            job.slow.disconnect(self.show)
            job.kept.disconnect(self._job_kept)
            job.progressed.disconnect(self._progressed)
            job.finished.disconnect(self._finished)
        self.hide()

    def _job_kept(self) -> None:
        is_kept = self.job is not None and self.job.is_kept
        self.cancel.setVisible(self.can_cancel and not is_kept)

    def _progressed(self, done: int, total: int, words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._say(words)

    def _say(self, words: str) -> None:
        if self._elsewhere is not None:
            unsaid = _("Still at work on another page")
            said = _("Still at work on another page: {words}").format(words=words)
            words = said if words else unsaid
        self.words.setText(words)

    def _finished(self) -> None:
        self._let_go()
        self.ended.emit()

    def _cancel(self) -> None:
        if self._elsewhere is not None:
            self._elsewhere.cancel.click()
        elif self.job is not None:
            self.job.cancel()
        self.cancelled.emit()
