"""Devices: the card of this laptop, and the laptops that were admitted."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import stewards, words
from recipe_desktop.sync import cards, lost, roster
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.knowledge import Peer
from recipe_desktop.sync.roster import Introduction
from recipe_desktop.ui.cards import Card, CardHead, Line, Symbol
from recipe_desktop.ui.cards.initials import initials
from recipe_desktop.ui.cards.lines import DiscLine, Remark, clear
from recipe_desktop.ui.cards.news import News, Told
from recipe_desktop.ui.dialogs.dialog import Statement, say
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of, head_of
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.files.drops import belongs_elsewhere
from recipe_desktop.ui.layout.turning import Turning
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync import loss
from recipe_desktop.ui.sync.lost_page import LostPage
from recipe_desktop.ui.sync.overview import peer_line
from recipe_desktop.ui.sync.places import BESIDE, fit_side, tab_layout
from recipe_desktop.ui.view import Label, View


class ShortCode(QWidget):
    """The code that two people compare, big, in groups."""

    def __init__(self, look: Look, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.code = look, code
        self.setAccessibleName(_("Code: {code}").format(code=" ".join(code)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(24), self._look.px(4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, face = self._look.u, self._look.tokens, self._look.fonts.display
        groups = self.code.split("-")
        gap = 0.75 * u
        wide = (self.width() - gap * (len(groups) - 1)) / max(1, len(groups))
        for place, group in enumerate(groups):
            box = QRectF(place * (wide + gap), 0, wide, self.height())
            draw.box(painter, box, fill=t.sunken, line=t.control_line, radius=u / 2)
            draw.text(painter, box, group, face, t.text, Qt.AlignmentFlag.AlignCenter)
        painter.end()


class AdmitSheet(Sheet):
    """Shows a card that wants to be admitted, with the code to compare."""

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        known: Introduction,
        then: Callable[[], None],
    ) -> None:
        super().__init__(look, window, wide=36)
        card = known.card
        who = card.person or card.device
        title = _("Is this the laptop of {name}?").format(name=who)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.code = ShortCode(look, known.code)
        self.later = Button(look, _("Not now"))
        self.admit = Button(look, _("The codes are the same"), symbol="check", primary=True)
        second = _("{device}, {member}").format(
            device=card.device, member=words.member_name(card.member)
        )
        head = head_of(
            look,
            Symbol(look, "device-laptop", status=Status.NOTE, tile=2.75, size=22 / 16),
            Label(look, title, face="lead", wrap=True),
            Label(look, second, ink="text2"),
        )
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(look.px(1.1))
        layout.addLayout(head)
        if known.voucher:
            self.admit.setText(_("Admit it"))
            self.code.hide()
            said = _("{device}, which is trusted here, vouches for it: nothing need be compared.")
            layout.addWidget(
                Remark(look, "circle-check", said.format(device=known.voucher), status=Status.OK)
            )
        else:
            call = _(
                "Call and read the code to each other. The other laptop shows the same one when it looks at your card."
            )
            layout.addWidget(Label(look, call, wrap=True))
        layout.addWidget(self.code)
        after = _(
            "From then on it can read what you send to everybody, and you take in what it writes."
        )
        layout.addWidget(Remark(look, "lock", after))
        layout.addLayout(foot_of(look, self.later, self.admit))

        self.later.clicked.connect(self.reject)
        self.admit.clicked.connect(self.accept)
        self.accepted.connect(then)

    @override
    def first_focus(self) -> QWidget:
        return self.later  # Enter alone must not admit anybody


class DevicesTab(View):
    """The own card to hand out, and those of the others."""

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent)
        self._given = given
        self._keys = Keys(given.workspace.state)
        look = given.look
        self.news = News(look)
        self.others = Card(look)
        self.mine = Card(look)
        self.admit = Button(look, symbol="user-plus")
        self.save = Button(look, symbol="file-download")
        self._loss = loss.Loss(given, self)
        self._loss.reported.connect(self._reported)
        self.admit.clicked.connect(self.choose_card)
        self.save.clicked.connect(self.choose_place)
        side = QVBoxLayout()
        side.addWidget(self.mine)
        side.addStretch()
        self._all = QWidget()
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._all)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(look.px(1.25))
        self.lost_page = self._made_lost_page()
        main = QVBoxLayout()
        main.addWidget(self.others)
        main.addStretch()
        both.addLayout(main, 1)
        both.addLayout(side)
        layout = tab_layout(self)
        layout.addWidget(self.news)
        layout.addWidget(self._all, 1)
        layout.addWidget(self.lost_page, 1)
        self._mine_head = CardHead(look)
        self._mine_body = QVBoxLayout()
        self._mine_body.setSpacing(look.px(0.6))
        self.mine.body.addWidget(self._mine_head)
        self.mine.body.addLayout(self._mine_body)
        self.mine.body.addWidget(self.save)
        self._others_head = CardHead(look, aside=self.admit)
        self._others_body = QVBoxLayout()
        self._others_body.setSpacing(look.px(0.25))
        self.others.body.addWidget(self._others_head)
        self.others.body.addWidget(Line(look))
        self.others.body.addLayout(self._others_body)
        self._turning = Turning(look, self, both, needs=BESIDE)
        self._turning.turned.connect(self.measure)
        self.measure()
        self.retranslate()
        given.overviews.changed.connect(self.refresh)

    def _made_lost_page(self) -> LostPage:
        made = LostPage(self._given)
        made.hide()
        made.left.connect(self._show_all)
        made.notice_wanted.connect(self._loss.save_notice)
        made.saved.connect(self._sheet_saved)
        made.revoke_wanted.connect(self._loss.report)
        made.became_steward.connect(self._became_steward)
        return made

    @override
    def measure(self) -> None:
        fit_side(self.mine, below=self._turning.is_below)

    @override
    def retranslate(self) -> None:
        self.admit.setText(_("Admit a laptop"))
        self.save.setText(_("Save my card"))
        self._mine_head.title.setText(_("This laptop"))
        self._others_head.title.setText(_("Admitted laptops"))
        self.refresh()

    def refresh(self) -> None:
        """Show who is admitted now."""
        self._show_mine()
        self._show_others()

    def choose_card(self) -> None:
        """Ask for the card of another laptop."""
        kinds = _("Cards") + f" (*{cards.SUFFIX})"
        choosing.open_file(self.window(), _("Admit a laptop"), kinds, self.show_card)

    def show_card(self, path: Path) -> None:
        """Show a card with the code to compare; other files go to their own page.

        Raises:
            UserError: card.*.
        """
        if belongs_elsewhere(path, cards.SUFFIX):
            self._given.ways.files.emit([path])
            return
        self._introduce(cards.read_card(path))

    def show_cards(self, paths: Sequence[Path], then: Callable[[], None]) -> None:
        """Show cards one after another, and go on to what came with them.

        One that cannot be admitted, as the own one, is told, and the next one follows.

        Raises:
            UserError: card.*, for whichever of them cannot be read; none is shown then.
        """
        self._show_next([cards.read_card(path) for path in paths], then)

    def _show_next(self, waiting: Sequence[cards.LaptopCard], then: Callable[[], None]) -> None:
        if not waiting:
            then()
            return
        try:
            sheet = self._introduce(waiting[0])
        except UserError as refused:
            said = Statement(*words.sentence_and_advice(refused), status=Status.BLOCK)
            sheet = say(self.look, self._given.window(), said)
        go_on = partial(self._show_next, waiting[1:], then)
        sheet.finished.connect(lambda: QTimer.singleShot(0, self, go_on))  # when it has ended

    def _introduce(self, card: cards.LaptopCard) -> Sheet:
        known = self._given.workspace.ask(roster.introduce, self._keys, card)
        if known.is_admitted:
            said = Statement(
                _("{device} is admitted already").format(device=card.device),
                _("Nothing has changed."),
                status=Status.OK,
            )
            return say(self.look, self._given.window(), said)
        sheet = AdmitSheet(self.look, self._given.window(), known, lambda: self._admit(card))
        sheet.open()
        return sheet

    def report(self, peer: Peer) -> None:
        """Ask whether a laptop was lost, and report it."""
        self._loss.ask(peer)

    def choose_place(self) -> None:
        """Ask where the own card shall be saved."""
        here = self._given.workspace.here
        name = f"{here.member}-{here.device}{cards.SUFFIX}".replace(" ", "-")
        kinds = _("Cards") + f" (*{cards.SUFFIX})"
        choosing.save_file(self.window(), _("Save my card"), name, kinds, self.save_card)

    def save_card(self, path: Path) -> None:
        """Write the own card into a file.

        Raises:
            UserError: file.*.
        """
        card = self._given.workspace.ask(roster.identity, self._keys)
        cards.write_card(card, path)
        self.news.tell(Status.OK, partial(_saved, path.name))

    def _admit(self, card: cards.LaptopCard) -> None:
        workspace = self._given.workspace
        here = workspace.here
        if here.is_steward and card.member == here.member:
            workspace.do(roster.sign, self._keys, card)  # so that it travels to the others
        else:
            workspace.do(roster.admit, self._keys, card)
        self._given.overviews.refresh()
        self.news.tell(Status.OK, partial(_admitted, card.device))

    def _reported(self, said: lost.Lost) -> None:
        self.news.tell(Status.LOOK, partial(loss.reported, said))
        self.show_lost(said.uid)

    def show_lost(self, device: Uid) -> None:
        """Show what is known of a lost laptop and what is to be done."""
        self._all.hide()
        self.lost_page.show()
        self.lost_page.show_device(device)
        self.lost_page.back.setFocus()

    def _show_all(self) -> None:
        self.lost_page.hide()
        self._all.show()
        self.admit.setFocus()

    def _became_steward(self) -> None:
        self.news.tell(Status.OK, _now_steward)
        self.choose_place()

    def _sheet_saved(self, file: str) -> None:
        self.news.tell(Status.OK, lambda: Told(_("Saved as {file}").format(file=file)))

    def _show_mine(self) -> None:
        look, here = self.look, self._given.workspace.here
        clear(self._mine_body)
        name = words.member_name(here.member)
        second = ", ".join(part for part in (here.device, here.person) if part)
        self._mine_body.addWidget(DiscLine(look, name, second, letters=initials(name)))
        if here.is_steward:
            said = _("A steward: it may vouch for other laptops of this office.")
            self._mine_body.addWidget(Remark(look, "shield-lock", said))
        hint = _("Its card tells the others how to encrypt for it. Hand it out freely.")
        self._mine_body.addWidget(Remark(look, "key", hint))

    def _show_others(self) -> None:
        look = self.look
        clear(self._others_body)
        situation = self._given.overviews.now
        peers = situation.status.peers if situation else ()
        for place, peer in enumerate(peers):
            if place:
                self._others_body.addWidget(Line(look))
            line = peer_line(look, peer)
            is_lost = peer.is_revoked
            row = line if is_lost else loss.beside(line, self._loss.button(peer))
            self._others_body.addWidget(row)
        if situation is not None and not peers:
            said = _("None yet. Ask a colleague for the card of the other laptop, and admit it.")
            self._others_body.addWidget(Label(look, said, ink="text2", wrap=True))
        for said_lost in self._given.workspace.ask(lost.listing):
            more = Button(look, _("What to do"), small=True, bare=True)
            more.setAccessibleName(_("What to do: {device}").format(device=said_lost.name))
            more.clicked.connect(partial(self.show_lost, said_lost.uid))
            self._others_body.addWidget(loss.beside(loss.remark(look, said_lost), more))
        for _uid, finding in self._given.workspace.ask(stewards.findings):
            remark = Remark(look, "alert-triangle", words.finding_sentence(finding))
            self._others_body.addWidget(remark)


def _now_steward() -> Told:
    return Told(
        _("This laptop is a steward now."),
        _(
            "Have each office admit its card anew and compare the code; then revoke the lost laptop."
        ),
    )


def _saved(file: str) -> Told:
    return Told(
        _("Your card is in {file}.").format(file=file),
        _("Send it by mail: it holds no secret. Then compare the code on the telephone."),
    )


def _admitted(device: str) -> Told:
    return Told(
        _("{device} is admitted.").format(device=device),
        _("The next file you send can be read there. It must admit your card, too."),
    )
