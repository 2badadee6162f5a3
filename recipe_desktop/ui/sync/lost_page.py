"""A lost laptop, step by step: revoked, told, reported to the authority, entered again, replaced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_instant, format_list, format_number, language, ngettext
from recipe_desktop.services import words_after_loss, words_loss
from recipe_desktop.services.imprints import imprint
from recipe_desktop.services.losses import Loss
from recipe_desktop.services.words import member_name
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import loss, revoking
from recipe_desktop.sync.keys import Keys
from recipe_desktop.ui.background.jobs import Progress
from recipe_desktop.ui.cards import Card, CardHead, Line, Symbol
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.layout.turning import Turning
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label, View

_BESIDE: Final = 56.0  # units in which the buttons stand beside each other in any language


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how it stands, what it is, and its circumstances in lines."""

    status: Status
    title: str
    lines: Sequence[str]


class LostPage(View):
    """Guides through what is to be done for one lost laptop.

    ``left`` goes back to the laptops, ``notice_wanted`` asks for the notice, ``saved`` tells the
    name of the sheet that was written, ``revoke_wanted`` ends the trust where that was only asked
    for, ``became_steward`` tells that this laptop may do so now.
    """

    left = Signal()
    notice_wanted = Signal(str)
    saved = Signal(str)
    revoke_wanted = Signal(str)
    became_steward = Signal()

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent)
        self._given = given
        self._device: Uid | None = None
        self.known: Loss | None = None
        look = given.look
        self.back = Button(look, symbol="arrow-left", bare=True)
        self.steward = Button(look, symbol="shield-lock")
        self.revoke = Button(look, symbol="ban")
        self.notice = Button(look, symbol="mail")
        self.sheet = Button(look, symbol="printer", primary=True)
        self._card = Card(look)
        self._head = CardHead(look)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(look.px(0.5))
        self._card.body.addWidget(self._head)
        self._card.body.addLayout(self._steps)
        above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        above.addWidget(self.back)
        above.addStretch()
        for button in (self.steward, self.revoke):
            button.hide()
            above.addWidget(button)
        above.addWidget(self.notice)
        above.addWidget(self.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.75))
        layout.addLayout(above)
        layout.addWidget(self._card)
        layout.addStretch()
        self._turning = Turning(look, self, above, needs=_BESIDE)
        self.retranslate()

        self.back.clicked.connect(self.left)
        self.steward.clicked.connect(self._become_steward)
        self.revoke.clicked.connect(self._want_revoked)
        self.notice.clicked.connect(self._want_notice)
        self.sheet.clicked.connect(self.choose_place)
        given.overviews.changed.connect(self.refresh)

    @override
    def retranslate(self) -> None:
        self.back.setText(_("All laptops"))
        self.steward.setText(_("Become steward"))
        self.revoke.setText(_("Revoke"))
        self.notice.setText(_("Save the notice"))
        self.sheet.setText(_("Sheet for the officer"))
        self.sheet.setToolTip(_("Save as PDF what the data-protection officer needs"))
        self._show_known()

    def show_device(self, device: Uid) -> None:
        """Show what is known of a laptop that was reported as lost."""
        self._device = device
        self.known = None
        self._show_known()
        self.refresh()

    def refresh(self) -> None:
        """Ask anew, beside the window's thread: it counts what stood on it."""
        if self._device is None or self.isHidden():
            return
        job = self._given.jobs.start(partial(_known, self._given.workspace, self._device))
        job.succeeded.connect(self._arrived)

    def choose_place(self) -> None:
        """Ask where the sheet shall go."""
        if self.known is not None:
            name = f"{self.known.name}.pdf".replace(" ", "-").replace("/", "-")
            kinds = _("PDF documents") + " (*.pdf)"
            write = partial(self.write_sheet, self.known.uid)
            choosing.save_file(self.window(), _("Save as PDF"), name, kinds, write)

    def write_sheet(self, device: Uid, path: Path) -> None:
        """Write the sheet beside the window's work."""
        work = partial(_write, self._given.workspace, device, path, language())
        job = self._given.jobs.start(work)
        job.succeeded.connect(lambda _answer: self.saved.emit(path.name))

    def _become_steward(self) -> None:
        workspace = self._given.workspace
        workspace.do(revoking.become_steward, Keys(workspace.state))
        self._given.overviews.refresh()
        self.became_steward.emit()
        self.refresh()

    def _want_revoked(self) -> None:
        if self.known is not None:
            self.revoke_wanted.emit(self.known.uid)

    def _want_notice(self) -> None:
        if self.known is not None:
            self.notice_wanted.emit(self.known.name)

    def _arrived(self, known: Loss) -> None:
        if known.uid == self._device:
            self.known = known
            self._show_known()

    def _show_known(self) -> None:
        clear(self._steps)
        known = self.known
        self._head.title.setText(
            _("Lost laptop: {device}").format(device=known.name) if known else ""
        )
        here = self._given.workspace.here
        is_open = known is not None and not known.is_revoked and known.member == here.member
        self.revoke.setVisible(is_open and here.is_steward)
        self.steward.setVisible(is_open and known is not None and not known.stewards)
        for button in (self.notice, self.sheet):
            button.setEnabled(known is not None)
        for place, step in enumerate(steps(known) if known else ()):
            if place:
                self._steps.addWidget(Line(self.look))
            self._steps.addWidget(_StepLine(self.look, place + 1, step))


class _StepLine(QWidget):
    def __init__(self, look: Look, number: int, step: Step) -> None:
        super().__init__()
        is_done = step.status is Status.OK
        symbol = Symbol(look, "circle-check" if is_done else "alert-triangle", status=step.status)
        texts = QVBoxLayout()
        texts.setSpacing(look.px(0.25))
        title = f"{format_number(number)}. {step.title}"
        texts.addWidget(Label(look, title, face="action", wrap=True))
        for line in step.lines:
            texts.addWidget(Label(look, line, face="second", ink="text2", wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, look.px(0.3), 0, look.px(0.3))
        layout.setSpacing(look.px(0.75))
        layout.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        self.setAccessibleName(title)


def steps(known: Loss) -> Iterator[Step]:
    """What is to be done, and how each of it stands."""
    has_events = any(stock.scope.startswith("event:") for stock in known.stocks)
    ended = [
        words_loss.reported_words(known),
        words_after_loss.stewards_words(known),
        words_after_loss.desks_words() if has_events and known.is_revoked else "",
    ]
    yield Step(
        _status(is_done=known.is_revoked),
        _("End the trust in it"),
        [line for line in ended if line],
    )
    waiting = [one.device for one in known.confirmations if one.at is None]
    heard = [one.device for one in known.confirmations if one.at is not None]
    told = [
        _("Heard by {names}.").format(names=format_list(heard)) if heard else "",
        _("Not heard yet by {names}.").format(names=format_list(waiting)) if waiting else "",
        _("Send the notice to everybody by mail now; it travels with changes, too."),
    ]
    yield Step(_status(is_done=not waiting), _("Tell everybody"), [line for line in told if line])
    yield Step(
        Status.LOOK,
        _("Ask the data-protection officer, before {day}").format(day=format_instant(known.due)),
        [
            (_("Known here: {persons}.") if known.unseen else _("On it: {persons}.")).format(
                persons=words_loss.persons_word(known)
            ),
            *(_stock_lines(known)),
            *filter(None, [words_loss.unseen_words(known)]),
            words_loss.protection_words(),
        ],
    )
    yield Step(Status.LOOK, _("Enter again what it had not sent"), [words_loss.unsent_words(known)])
    joined = [
        _("{device} was admitted on {day}; it lacks {changes}.").format(
            device=one.device,
            day=format_instant(one.admitted_at),
            changes=ngettext("{count} change", "{count} changes", one.behind).format(
                count=format_number(one.behind)
            ),
        )
        for one in known.replacements
    ]
    yield Step(
        _status(is_done=bool(joined)),
        _("Have another laptop of {member} take its place").format(
            member=member_name(known.member)
        ),
        joined or words_after_loss.replacement_steps(known),
    )


def _stock_lines(known: Loss) -> Iterator[str]:
    for stock in known.stocks:
        text = _("{scope}: {records} records, {persons} of them about persons, known up to {day}")
        yield text.format(
            scope=words_loss.scope_word(stock),
            records=words_loss.amount_word(stock.said.records, stock.most.records),
            persons=words_loss.amount_word(stock.said.persons, stock.most.persons),
            day=format_instant(stock.up_to) if stock.up_to else "\N{EM DASH}",
        )


def _status(*, is_done: bool) -> Status:
    return Status.OK if is_done else Status.LOOK


def _known(workspace: Workspace, device: Uid, _progress: Progress) -> Loss:
    return workspace.ask(loss.loss, Keys(workspace.state), device)


def _write(workspace: Workspace, device: Uid, path: Path, code: str, _progress: Progress) -> None:
    from recipe_desktop.reports import exchange_file
    from recipe_desktop.reports.losses import loss_data

    known = workspace.ask(loss.loss, Keys(workspace.state), device)
    project = workspace.ask(imprint, *(stock.scope for stock in known.stocks))
    exchange_file.write(loss_data(known, project, code), path)
