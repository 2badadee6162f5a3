"""Who has what, and what exists on this laptop alone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_number, ngettext, one_stop
from recipe_desktop.services import words
from recipe_desktop.services.home import CameIn
from recipe_desktop.sync.knowledge import Peer
from recipe_desktop.sync.knowledge import Status as Known
from recipe_desktop.ui.cards import BETWEEN, Card, CardHead, Line, StatusWord
from recipe_desktop.ui.cards.empty import EmptyState, Nothing
from recipe_desktop.ui.cards.initials import initials
from recipe_desktop.ui.cards.lines import DiscLine, Remark, clear
from recipe_desktop.ui.cards.news import News
from recipe_desktop.ui.dialogs.dialog import ProgressPlace
from recipe_desktop.ui.layout.turning import Turning
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.near_days import short_day, when
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync.came_in import came_line
from recipe_desktop.ui.sync.folder_card import FolderCard
from recipe_desktop.ui.sync.places import BESIDE, fit_side, tab_layout
from recipe_desktop.ui.sync.waiting import only_for_the_office, waiting
from recipe_desktop.ui.view import Label, View


def peer_line(look: Look, peer: Peer) -> DiscLine:
    """A laptop that was admitted: whose it is, when it was last heard, what it lacks."""
    name = words.member_name(peer.member)
    heard = (
        _("last heard {day}").format(day=when(peer.last_heard))
        if peer.last_heard
        else _("not heard of yet")
    )
    second = _("{device}, {heard}").format(device=peer.name, heard=heard)
    if peer.is_revoked:
        status = StatusWord(look, Status.BLOCK, _("Revoked"))
    elif peer.is_forked:
        status = StatusWord(look, Status.LOOK, _("Goes on twice"))
    elif peer.behind:
        said = ngettext("Lacks {count} change", "Lacks {count} changes", peer.behind)
        status = StatusWord(
            look, Status.LOOK, said.format(count=format_number(peer.behind)), symbol="hourglass"
        )
    else:
        status = StatusWord(look, Status.OK, _("Has all"))
    return DiscLine(look, name, second, status, letters=initials(name))


class OverviewTab(View):
    """Every other laptop, and what would be lost with this one.

    ``wanted`` tells what a button asks for: to ``admit`` a laptop, or to save the own ``card``.
    """

    wanted = Signal(str)

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent)
        self._given = given
        look = given.look
        self.news = News(look)
        self.progress = ProgressPlace(look)
        self.peers = Card(look)
        self.mine = Card(look)
        self.folders = FolderCard(given)
        self.empty = EmptyState(
            look,
            Nothing(
                lambda: _("No other laptop yet"),
                lambda: _(
                    "Two laptops meet by exchanging cards: each saves its own, admits that of the other, and both people compare a short code on the telephone."
                ),
                lambda: _("Admit a laptop"),
                lambda: _("Save my card"),
                lambda: _("or drop a card anywhere in the window"),
            ),
            ("device-laptop", "key", "transfer"),
            primary_symbol="user-plus",
            second_symbol="file-download",
        )
        self.came_in = Card(look)
        left = QVBoxLayout()
        left.setSpacing(look.px(BETWEEN))
        left.addWidget(self.peers)
        left.addWidget(self.came_in)
        left.addStretch()
        side = QVBoxLayout()
        side.setSpacing(look.px(BETWEEN))
        side.addWidget(self.mine)
        side.addWidget(self.folders)
        side.addStretch()
        self._both = QWidget()
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._both)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(look.px(1.25))
        both.addLayout(left, 1)
        both.addLayout(side)
        layout = tab_layout(self)
        layout.addWidget(self.news)
        layout.addWidget(self.progress)
        layout.addWidget(self._both, 1)
        layout.addWidget(self.empty, 1)
        self._turning = Turning(look, self, both, needs=BESIDE)
        self._turning.turned.connect(self.measure)
        self.measure()
        self.retranslate()

        self.empty.begun.connect(lambda: self.wanted.emit("admit"))
        self.empty.other.connect(lambda: self.wanted.emit("card"))
        given.overviews.changed.connect(self.refresh)

    @override
    def measure(self) -> None:
        for card in (self.mine, self.folders):
            fit_side(card, below=self._turning.is_below)

    @override
    def retranslate(self) -> None:
        self.folders.refresh()
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand now."""
        situation = self._given.overviews.now
        known = situation.status if situation else None
        self._both.setVisible(bool(known and known.peers))
        self.empty.setVisible(bool(known and not known.peers))
        if known is not None and known.peers:
            self._show_peers(known)
            self._show_mine(known)
            self._show_came_in(situation.overview.came_in if situation else ())

    def _show_peers(self, known: Known) -> None:
        look, body = self.look, self.peers.body
        clear(body)
        aside = ngettext("{count} laptop", "{count} laptops", len(known.peers))
        counted = Label(
            look, aside.format(count=format_number(len(known.peers))), face="second", ink="text2"
        )
        body.addWidget(CardHead(look, _("Who has what"), counted))
        body.addWidget(Line(look))
        for place, peer in enumerate(known.peers):
            if place:
                body.addWidget(Line(look))
            body.addWidget(peer_line(look, peer))

    def _show_came_in(self, came_in: Sequence[CameIn]) -> None:
        look, body = self.look, self.came_in.body
        clear(body)
        self.came_in.setVisible(bool(came_in))
        body.addWidget(CardHead(look, _("Came in")))
        for came in came_in:
            body.addWidget(Line(look))
            body.addWidget(came_line(look, came))

    def _show_mine(self, known: Known) -> None:
        look, body = self.look, self.mine.body
        clear(body)
        body.addWidget(CardHead(look, _("Only on this laptop")))
        row = QHBoxLayout()
        row.setSpacing(look.px(0.6))
        row.addWidget(Label(look, format_number(known.only_here), face="display"))
        row.addWidget(Label(look, ngettext("change", "changes", known.only_here), ink="text2"), 1)
        body.addLayout(row)
        situation = self._given.overviews.now
        since = situation.overview.only_here_since if situation else None
        if known.only_here and since:
            said = _("Nobody else is known to have them; the oldest is of {day}.")
            said = one_stop(said.format(day=short_day(since.astimezone().date())))
        else:
            said = _("Somebody else has everything that was entered here.")
        body.addWidget(Label(look, said, ink="text2", wrap=True))
        if known.unreadable:
            body.addWidget(Remark(look, "lock", only_for_the_office(known.unreadable) + "."))
        for waits in waiting(known.held, known.unadmitted, known.forks):
            said = f"{waits.said}. {waits.advice}."
            body.addWidget(Remark(look, waits.symbol, said, status=waits.status))
