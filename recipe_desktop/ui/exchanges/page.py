"""The Exchanges page: the list, and the chosen exchange."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, language
from recipe_desktop.services import exchange_steps, exchanges, records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.exchanges import KIND
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.actions import Action, PageActions
from recipe_desktop.ui.background.jobs import Progress
from recipe_desktop.ui.background.notices import Listener
from recipe_desktop.ui.cards.empty import EmptyState
from recipe_desktop.ui.exchanges.board_view import BoardView
from recipe_desktop.ui.exchanges.choose import ChooseOrganisations
from recipe_desktop.ui.exchanges.detail import ExchangePane
from recipe_desktop.ui.exchanges.documents import Documents
from recipe_desktop.ui.exchanges.listing import ExchangesList
from recipe_desktop.ui.exchanges.nothing import NOTHING_DRAWN, nothing_yet
from recipe_desktop.ui.exchanges.switch import BOARD, LIST
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.panes.list_and_pane import ListAndPane
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import View


class ExchangesPage(View):
    """Exchanges with their steps, checks and sums."""

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent, ground="canvas")
        self._given = given
        workspace, look = given.workspace, given.look
        self.listing = ExchangesList(look, workspace)
        self.list = self.listing.list
        self._deeds = Deeds(workspace, given.notices, self.listing.told)
        self.documents = Documents(given, self._told_in_sight, self._deeds_in_sight, self)
        self.empty = EmptyState(look, nothing_yet(is_page=True), NOTHING_DRAWN)
        self.dialog: ChooseOrganisations | None = None
        self._is_from_board = False
        self._both = ListAndPane(look, self.listing, self.empty, self._make_pane)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._both)
        self._both.show_part()
        self.list.choose_first()

        self.list.opened.connect(self.open_wide)
        self.listing.deletion_wanted.connect(self.delete_chosen)
        self.listing.new.clicked.connect(self.new_exchange)
        self.listing.switch.switched.connect(self.show_way)
        self.empty.begun.connect(self.new_exchange)
        self.empty.other.connect(lambda: given.ways.list_import.emit(""))
        Listener(self, given.notices, self._show_changes)

    @property
    def detail(self) -> ExchangePane:
        """The exchange that is chosen."""
        return self._both.pane

    def _make_pane(self) -> ExchangePane:
        made = ExchangePane(
            self.look,
            self._given.workspace,
            self._deeds_in_sight,
            self.delete_chosen,
            self.documents,
        )
        made.visitor_or_host_wanted.connect(self.choose_party)
        made.print_wanted.connect(self.choose_file)
        made.back.clicked.connect(self._go_back)
        made.walked.connect(self.list.walk)
        made.exchange_wanted.connect(lambda uid: self.open(Uid(uid)))
        return made

    @cached_property
    def board(self) -> BoardView:
        """The same exchanges as cards in columns; made when they are first wanted."""
        made = BoardView(self.look, self._given.workspace, self._given.notices)
        made.board.deletion_wanted.connect(self.delete_chosen)
        made.board.opened.connect(self._open_from_board)
        made.new.clicked.connect(self.new_exchange)
        made.empty.other.connect(lambda: self._given.ways.list_import.emit(""))
        made.switch.switched.connect(self.show_way)
        self._stack.addWidget(made)
        return made

    @property
    def chosen(self) -> Uid | None:
        """The exchange that is chosen."""
        return self.board.board.uid if self.shows_board else self.list.uid

    @property
    def shows_board(self) -> bool:
        """Whether the board is shown instead of the list."""
        return self._stack.currentWidget() is not self._both

    def open(self, uid: Uid) -> bool:
        """Show an exchange with all it has; False if it is not there (any more)."""
        if self.shows_board:
            self.show_way(LIST)
        found = self.listing.reveal(uid)
        if found:
            self._both.turn_to_pane()
        return found

    def open_wide(self) -> None:
        """Give the chosen exchange the whole width."""
        self._both.spread()
        self.detail.back.setFocus()

    def _open_from_board(self, uid: str) -> None:
        """Show a card with all it has; the way back leads to the board."""
        if self.open(Uid(uid)):
            self.open_wide()
            self._is_from_board = True

    def _go_back(self) -> None:
        if self._is_from_board:
            self.show_way(BOARD)

    def show_way(self, way: str) -> None:
        """Show the list or the board; filter and choice stay."""
        chosen = self.chosen
        listing = self.listing
        self._is_from_board = False
        if way == BOARD:
            board = self.board
            board.narrow(listing.narrowed)
            self._stack.setCurrentWidget(board)
            if chosen is None or not board.board.choose(chosen):
                board.board.choose_first()
        else:
            if self.shows_board:
                listing.narrow(self.board.board.narrowed)
            self._stack.setCurrentWidget(self._both)
            self._both.turn_to_list()
            if chosen is not None:
                listing.reveal(chosen)

    def new_exchange(self, visitor: str = "") -> None:
        """Ask who visits whom; everything else is written in the detail pane."""
        self.dialog = ChooseOrganisations(
            self.look,
            self.window(),
            self._given.workspace,
            title=_("New exchange"),
            confirm=_("Create"),
            parts={
                "visitor": (_("&Visitor"), visitor or ""),
                "host": (_("&Host, as far as it is known"), ""),
            },
            needed="visitor",
            then=self._make,
        )
        self.dialog.open()

    def choose_party(self, part: str) -> None:
        """Ask for another visitor or host of the exchange that is shown."""
        card = self.detail.card
        if card is None:
            return
        is_visitor = part == "visitor"
        label = _("&Visitor") if is_visitor else _("&Host")
        self.dialog = ChooseOrganisations(
            self.look,
            self.window(),
            self._given.workspace,
            title=_("Choose the visitor") if is_visitor else _("Choose the host"),
            confirm=_("Use this one"),
            parts={part: (label, str(card.fields[part] or ""))},
            needed=part,
            then=partial(self._take_party, card.line.uid),
        )
        self.dialog.open()

    def delete_chosen(self) -> None:
        """Delete the chosen exchange; it is told, and can be undone."""
        uid = self.chosen
        if uid is not None:
            lines = self._given.workspace.ask(exchanges.lines, [uid])  # none, if it has just gone
            number = "".join(line.number for line in lines)
            deeds = self.board.deeds if self.shows_board else self._deeds_in_sight()
            deeds.delete(KIND, uid, number)
            QTimer.singleShot(0, self.list, self.list.show_current)

    def choose_file(self) -> None:
        """Ask where the exchange file shall go."""
        card = self.detail.card
        if card is not None:
            name = f"{card.line.number}.pdf"
            kinds = _("PDF documents") + " (*.pdf)"
            write = partial(self.write_file, card.line.uid)
            choosing.save_file(self.window(), _("Save as PDF"), name, kinds, write)

    def add_document(self) -> None:
        """Ask for a file to put into the file of the chosen exchange."""
        if self.chosen is not None:
            self.documents.choose(self.chosen)

    def write_file(self, uid: Uid, path: Path) -> None:
        """Write the exchange file beside the window's work."""
        work = partial(_write, self._given.workspace, uid, path, language())
        job = self._given.jobs.start(work)
        said = _("Saved as {file}")
        job.succeeded.connect(
            lambda _answer: self._told_in_sight().tell(lambda: said.format(file=path.name))
        )

    def _told_in_sight(self) -> ToldLine:
        return self.detail.told if self.listing.isHidden() else self.listing.told

    @cached_property
    def _wide_deeds(self) -> Deeds:
        return Deeds(self._given.workspace, self._given.notices, self.detail.told)

    def _deeds_in_sight(self) -> Deeds:
        return self._wide_deeds if self.listing.isHidden() else self._deeds

    def _make(self, chosen: Mapping[str, str]) -> None:
        made = self._given.workspace.do(exchange_steps.begin, chosen["visitor"], chosen["host"])
        self.open(made)

    def _take_party(self, uid: Uid, chosen: Mapping[str, str]) -> None:
        self._given.workspace.do(records.edit, KIND, uid, dict(chosen))

    def _show_changes(self, changes: ChangeSet) -> None:
        chosen = self.list.uid
        self._both.refresh(changes)
        if "board" in vars(self):
            self.board.refresh(changes)
            if changes.takes_back and self.list.uid not in (None, chosen):
                self.board.board.choose(Uid(str(self.list.uid)))
        if self.listing.total == 0:
            self._stack.setCurrentWidget(self._both)


def page_actions(
    go: Callable[[], ExchangesPage], here: Callable[[], ExchangesPage | None]
) -> Sequence[Action]:
    """What can be done with exchanges from anywhere.

    Args:
        go: shows the page, making it if need be.
        here: the page where it is shown, else None.
    """

    def chosen(page: ExchangesPage) -> bool:
        return page.chosen is not None

    def first_choose() -> str:
        return _("Choose an exchange in the list first.")

    make = PageActions("exchanges", go, here).action
    return (
        make(
            "new",
            lambda: _("New exchange"),
            ExchangesPage.new_exchange,
            icon="plus",
            writes=True,
            group="record",
        ),
        make(
            "board",
            lambda: _("Show exchanges as a board"),
            lambda page: page.show_way(BOARD),
            icon="layout-kanban",
            group="view",
        ),
        make(
            "list",
            lambda: _("Show exchanges as a list"),
            lambda page: page.show_way(LIST),
            icon="list",
            group="view",
        ),
        make(
            "delete",
            lambda: _("Delete exchange"),
            ExchangesPage.delete_chosen,
            icon="trash",
            when=chosen,
            why_not=first_choose,
            writes=True,
            group="record",
        ),
        make(
            "attach",
            lambda: _("Add a document"),
            ExchangesPage.add_document,
            icon="file-text",
            when=chosen,
            why_not=first_choose,
            writes=True,
            group="record",
        ),
        make(
            "print",
            lambda: _("Save the exchange file as PDF"),
            ExchangesPage.choose_file,
            icon="printer",
            when=chosen,
            why_not=first_choose,
            group="paper",
        ),
    )


def _write(workspace: Workspace, uid: Uid, path: Path, code: str, _progress: Progress) -> None:
    from recipe_desktop.reports import exchange_file
    from recipe_desktop.reports.exchanges import file_data

    exchange_file.write(file_data(workspace.ask(exchanges.paper, uid), code), path)
