"""Sync: its tabs, and the button that sends."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_bytes, format_list, format_number, ngettext
from recipe_desktop.sync import receiving, sending
from recipe_desktop.ui.background.jobs import Job
from recipe_desktop.ui.cards import PAGE_MARGIN, TAB_EDGE, Line, PageHead, Tabs
from recipe_desktop.ui.cards.news import Told
from recipe_desktop.ui.dialogs.dialog import Statement, confirm
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync.conflicts import ConflictsTab
from recipe_desktop.ui.sync.devices import DevicesTab
from recipe_desktop.ui.sync.overview import OverviewTab
from recipe_desktop.ui.sync.receive import ReceiveTab
from recipe_desktop.ui.sync.sending import Sending, SendSheet
from recipe_desktop.ui.view import View

OVERVIEW, RECEIVE, CONFLICTS, DEVICES = range(4)
TABS: Final = {"overview": OVERVIEW, "receive": RECEIVE, "conflicts": CONFLICTS, "devices": DEVICES}


class SyncPage(View):
    """What goes out, what comes in, and what waits to be decided."""

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent, ground="canvas")
        self._given = given
        look = given.look
        self.head = PageHead(look)
        self.send_button = Button(look, symbol="send")
        self.head.buttons.addWidget(self.send_button)
        self.tabs = Tabs(look)
        self.overview = OverviewTab(given)
        self.receive = ReceiveTab(given)
        self.conflicts = ConflictsTab(given)
        self.devices = DevicesTab(given)
        self._sending = Sending(given, self)
        self._stack = QStackedWidget()
        for part in (self.overview, self.receive, self.conflicts, self.devices):
            self.tabs.addTab("")
            is_long = part in (self.overview, self.devices)  # a line for each laptop
            self._stack.addWidget(scrolled(part) if is_long else part)
        edge = look.px(PAGE_MARGIN)
        top = QVBoxLayout()
        top.setContentsMargins(edge, look.px(0.9), edge, look.px(0.35))
        top.addWidget(self.head)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(edge - look.px(TAB_EDGE), 0, edge, 0)
        tabs.addWidget(self.tabs)
        tabs.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(tabs)
        layout.addWidget(Line(look))
        layout.addWidget(self._stack, 1)
        self.retranslate()

        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.send_button.clicked.connect(self.send)
        self.overview.wanted.connect(self._wanted)
        self.overview.folders.shown.connect(self.show_files)
        self.receive.received.connect(self._received)
        self.receive.showing.connect(lambda: self.show_tab("receive"))
        self.receive.put_away.connect(self._count_tabs)
        self._sending.sent.connect(self._sent)
        self._sending.started.connect(self._send_started)
        given.overviews.changed.connect(self._count_tabs)
        given.jobs.writing_changed.connect(self._writing_changed)
        self._writing_changed(given.jobs.writing)  # one may be under way as the page is made

    @override
    def retranslate(self) -> None:
        self.head.show_texts(_("Sync"))
        self.send_button.setText(_("Send changes"))
        self.tabs.setAccessibleName(_("Parts of Sync"))
        names = (_("Overview"), _("Receive"), _("Conflicts"), _("Devices"))
        for place, name in enumerate(names):
            self.tabs.setTabText(place, name)
        self._count_tabs()

    def show_tab(self, name: str) -> None:
        """Show a part of Sync."""
        self.tabs.setCurrentIndex(TABS[name])

    def show_files(self, paths: Sequence[Path]) -> None:
        """Show what files would bring."""
        self.show_tab("receive")
        self.receive.look_at(paths)

    def show_card(self, path: Path) -> None:
        """Show a card that wants to be admitted."""
        self.show_tab("devices")
        self.devices.show_card(path)

    def show_cards(self, paths: Sequence[Path], then: Callable[[], None]) -> None:
        """Show cards one after another, and go on to what came with them."""
        self.show_tab("devices")
        self.devices.show_cards(paths, then)

    def send(self) -> SendSheet | None:
        """Ask where the changes shall go; without anybody to read them, lead to the cards."""
        situation = self._given.overviews.now
        if situation is not None and not situation.status.peers:
            said = Statement(
                _("Nobody could read it yet"),
                _("No other laptop has been admitted, so there is no one to encrypt for."),
                _("Exchange cards with a colleague first."),
                symbol="key",
            )
            confirm(
                self.look,
                self._given.window(),
                said,
                _("Go to Devices"),
                lambda _reason: self.show_tab("devices"),
            )
            return None
        return self._sending.ask()

    def _wanted(self, what: str) -> None:
        if what == "admit":
            self.show_tab("devices")
            self.devices.choose_card()
        else:
            self.show_tab("devices")
            self.devices.choose_place()

    def _send_started(self, job: Job) -> None:
        self.overview.news.clear()
        self.overview.progress.follow(job)
        self.show_tab("overview")

    def _sent(self, sent: sending.Sent) -> None:
        size = sum(path.stat().st_size for path in (sent.path, *sent.more))
        self.overview.news.tell(Status.OK, partial(_sent, sent, size))
        self.show_tab("overview")

    def _received(self, receipt: receiving.Receipt) -> None:
        self._given.overviews.refresh()

    def _count_tabs(self) -> None:
        situation = self._given.overviews.now
        found = self.receive.incoming
        waiting = found is not None and self.receive.receipt is None
        files = len(found.paths) if found and waiting else 0
        said = ngettext("{count} file", "{count} files", files).format(count=format_number(files))
        self.tabs.show_count(RECEIVE, said if files else "")
        open_ = situation.overview.conflicts if situation else 0
        self.tabs.show_count(CONFLICTS, format_number(open_) if open_ else "")
        peers = len(situation.status.peers) if situation else 0
        self.tabs.show_count(DEVICES, format_number(peers) if peers else "")

    def _writing_changed(self, writing: bool) -> None:  # noqa: FBT001  # a signal's argument
        self.send_button.setEnabled(not writing)
        busy = _("Wait until what is being written is done")
        self.send_button.setToolTip(busy if writing else "")
        self._count_tabs()


def _sent(sent: sending.Sent, size: int) -> Told:
    changes = ngettext("{count} change", "{count} changes", sent.operations)
    parts = [changes.format(count=format_number(sent.operations))]
    if count := sent.contents:
        documents = ngettext("{count} document", "{count} documents", count)
        parts.append(documents.format(count=format_number(count)))
    more = _("{size} with {changes}, in {folder}. What nobody has confirmed is sent each time.")
    second = more.format(
        size=format_bytes(size), changes=format_list(parts), folder=str(sent.path.parent)
    )
    if sent.more:
        count = 1 + len(sent.more)
        files = ngettext("{count} file is written", "{count} files are written", count)
        return Told(files.format(count=format_number(count)), second)
    return Told(_("{file} is written").format(file=sent.path.name), second)
