"""The Events page: the list, and the chosen event."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import N_, _
from recipe_desktop.services import records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.events import EVENTS
from recipe_desktop.ui.actions import Action, PageActions
from recipe_desktop.ui.background.notices import Listener
from recipe_desktop.ui.cards.empty import EmptyState, Nothing
from recipe_desktop.ui.desk.files import DeskFiles
from recipe_desktop.ui.desk.opening import EventDesk, desks_to_open
from recipe_desktop.ui.desk.sound import Sounds
from recipe_desktop.ui.desk.wording import desk_name
from recipe_desktop.ui.events.behind_desk import BehindDesk
from recipe_desktop.ui.events.detail import EventPane
from recipe_desktop.ui.events.listing import EventsList
from recipe_desktop.ui.events.packs import DeskPacks
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.panes.list_and_pane import ListAndPane
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.view import View

if TYPE_CHECKING:
    from recipe_desktop.ui.events.print import PrintPaper


class EventsPage(View):
    """Events with their people, agenda, desks and papers.

    ``import_wanted`` tells for which event a list of registrations shall come in.
    """

    import_wanted = Signal(str)

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent, ground="canvas")
        self._given = given
        workspace, look = given.workspace, given.look
        self.listing = EventsList(look, workspace)
        self.list = self.listing.list
        self._deeds = Deeds(workspace, given.notices, self.listing.told)
        self.empty = EmptyState(
            look,
            _nothing_yet(),
            ("users", "calendar-event", "clipboard-check"),
            second_symbol="device-laptop",
        )
        self.sheet: PrintPaper | None = None
        self.desk: EventDesk | None = None
        self._behind: BehindDesk | None = None
        self.packs: DeskPacks | None = None
        self.files: DeskFiles | None = None
        self._both = ListAndPane(look, self.listing, self.empty, self._make_pane)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._both)
        self._both.show_part()
        self.list.choose_first()

        self.list.opened.connect(self._enter_detail)
        self.listing.new.clicked.connect(self.new_event)
        self.listing.deletion_wanted.connect(self.delete_chosen)
        self.empty.begun.connect(self.new_event)
        self.empty.other.connect(lambda: given.ways.pack.emit(""))
        Listener(self, given.notices, self._show_changes)

    @property
    def detail(self) -> EventPane:
        """The event that is chosen."""
        return self._both.pane

    def _make_pane(self) -> EventPane:
        made = EventPane(self.look, self._given.workspace, self.delete_chosen)
        made.desk_wanted.connect(self.open_desk)
        made.signed_list_wanted.connect(self.print_signed_list)
        made.badges_wanted.connect(self.print_badges)
        made.people.import_wanted.connect(self._import)
        made.deletion_wanted.connect(self._delete)
        made.files_wanted.connect(self.hand_over)
        made.packs_wanted.connect(self.make_packs)
        made.calendar_wanted.connect(self.save_for_calendars)
        return made

    @property
    def chosen(self) -> Uid | None:
        """The event that is chosen."""
        return self.list.uid

    def open(self, uid: Uid) -> bool:
        """Show an event; False if it is not there (any more)."""
        found = self.listing.reveal(uid)
        if found:
            self._both.turn_to_pane()
        return found

    def open_person(self, event: Uid, uid: Uid) -> None:
        """Show somebody who is registered."""
        if self.open(event):
            self.detail.show_person(uid)

    def open_item(self, event: Uid, uid: Uid) -> None:
        """Show an item of the agenda."""
        if self.open(event):
            self.detail.show_item(uid)

    def new_event(self) -> None:
        """Make an event; everything is written in its facts."""
        made = self._given.workspace.do(records.create, EVENTS, {"name": _("New event")})
        self.open(made.uid)
        self.detail.begin()

    def delete_chosen(self) -> None:
        """Delete the chosen event; it is told, and can be undone."""
        line = self.detail.line
        if line is not None:
            self._delete(EVENTS, line.uid, line.name)
            QTimer.singleShot(0, self.list, self.list.show_current)

    def print_signed_list(self) -> None:
        """Show the signed list as it will be printed."""
        from recipe_desktop.ui.events.print import PrintSignedList  # brings reportlab

        self._print(PrintSignedList)

    def print_badges(self) -> None:
        """Show the badges as they will be printed."""
        from recipe_desktop.ui.events.print import PrintBadges

        self._print(PrintBadges)

    def save_for_calendars(self) -> None:
        """Ask where the event shall be written to, with its days and agenda, for calendars."""
        from recipe_desktop.ui.events.calendar_file import choose_file

        line = self.detail.line
        if line is not None:
            choose_file(self._given, self.window(), self.listing.told, line.uid, line.name)

    def make_packs(self) -> None:
        """Name the desks, and write a pack for each of their laptops."""
        if self.chosen is not None:
            self.packs = DeskPacks(self._given, self.chosen)
            self.packs.open()

    def hand_over(self) -> None:
        """Take in what desks wrote, and hand in what this one did; over the desk if it is open."""
        given, event = self._given, self.desk.event_uid if self.desk else self.chosen
        if event is not None:
            self.files = DeskFiles(given, self.desk or given.window(), event)
            self.files.open()

    def open_desk(self) -> None:
        """Open the desk of this laptop; where there are several, ask which one it is."""
        event = self.chosen
        if event is None:
            return
        there = desks_to_open(self._given.workspace, event)
        if len(there) == 1:
            self.show_desk(event, there[0].uid)
            return
        menu = ButtonMenu(self.detail.desk)
        for one in there:
            said = ", ".join(
                dict.fromkeys(filter(None, (desk_name(one.letter, one.name), one.name)))
            )
            menu.addAction(said, partial(self.show_desk, event, one.uid))
        menu.open()

    def show_desk(self, event: Uid, desk: Uid) -> EventDesk:
        """Cover the screen with a desk."""
        given = self._given
        if self.desk is not None and not self.desk.close():
            return self.desk  # something there waits to be recorded
        self.desk = EventDesk(
            self.look,
            given.workspace,
            given.notices,
            event,
            desk,
            given.window(),
            sounds=Sounds(given.preferences),
        )
        self.desk.badge_wanted.connect(self._print_again)
        self.desk.left.connect(self._desk_left)
        self.desk.files_wanted.connect(self.hand_over)
        given.overviews.rest(resting=True)
        self._behind = BehindDesk(self.desk, self.window())
        self._behind.due.connect(self._catch_up)
        self.desk.showFullScreen()
        self.desk.activateWindow()
        return self.desk

    def _enter_detail(self) -> None:
        """Go on from the list into what is known of the event."""
        self._both.turn_to_pane()
        self.detail.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _import(self) -> None:
        if self.chosen is not None:
            self.import_wanted.emit(self.chosen)

    def _desk_left(self) -> None:
        self.desk = self._behind = None
        self._given.overviews.rest(resting=False)
        self._show_changes(ChangeSet(""))  # of all that happened meanwhile
        window = self._given.window()
        if window is not None:
            window.activateWindow()

    def _print(self, make: "type[PrintPaper]") -> None:
        event, given = self.chosen, self._given
        if event is not None:
            self.sheet = make(self.look, self.window(), given.workspace, given.jobs, event)
            self.sheet.open()

    def _print_again(self, uid: str) -> None:
        """Print one badge once more, over the desk."""
        from recipe_desktop.ui.events.print import PrintBadges

        desk, given = self.desk, self._given
        if desk is not None:
            made = PrintBadges(
                self.look, desk, given.workspace, given.jobs, desk.event_uid, only=[Uid(uid)]
            )
            made.saved.connect(lambda _file: desk.desk.badge_printed(Uid(uid)))
            self.sheet = made
            made.open()

    def _delete(self, kind: str, uid: str, name: str) -> None:
        self._deeds.delete(kind, Uid(uid), name)

    def _show_changes(self, changes: ChangeSet) -> None:
        if self._behind is None:
            self._both.refresh(changes)
        else:
            self._behind.changed()

    def _catch_up(self) -> None:
        """Show what the desk did meanwhile."""
        self._both.refresh(ChangeSet(""))
        self._given.overviews.look_once()


_Print = Callable[[EventsPage], object]
_PAPERS: Final[Sequence[tuple[str, str, _Print, str, bool]]] = (
    (
        "signed_list",
        N_("Print the signed list"),
        EventsPage.print_signed_list,
        "clipboard-list",
        True,
    ),
    ("calendar", N_("Save for calendars"), EventsPage.save_for_calendars, "calendar-event", True),
    ("badges", N_("Print badges"), EventsPage.print_badges, "id-badge-2", False),
)
"""Name of the action, its words, what it does, its symbol, whether it needs the event's day."""


def page_actions(
    go: Callable[[], EventsPage], here: Callable[[], EventsPage | None]
) -> Sequence[Action]:
    """What can be done with events from anywhere.

    Args:
        go: shows the page, making it if need be.
        here: the page where it is shown, else None.
    """

    def chosen(page: EventsPage) -> bool:
        return page.chosen is not None

    def dated(page: EventsPage) -> bool:
        return page.detail.line is not None and page.detail.line.starts_on is not None

    def first_choose() -> str:
        return _("Choose an event in the list first.")

    make = PageActions("events", go, here).action

    def first_a_day() -> str:
        return _("Choose an event that has a day first.")

    def paper(name: str, said: str, run: _Print, icon: str, of_a_day: bool) -> Action:  # noqa: FBT001  # a table's
        when, why_not = (dated, first_a_day) if of_a_day else (chosen, first_choose)
        return make(
            name, lambda: _(said), run, icon=icon, when=when, why_not=why_not, group="paper"
        )

    return (
        make(
            "new",
            lambda: _("New event"),
            EventsPage.new_event,
            icon="plus",
            writes=True,
            group="record",
        ),
        make(
            "delete",
            lambda: _("Delete event"),
            EventsPage.delete_chosen,
            icon="trash",
            when=chosen,
            why_not=first_choose,
            writes=True,
            group="record",
        ),
        make(
            "desk",
            lambda: _("Open the desk"),
            EventsPage.open_desk,
            shortcut="F8",
            icon="qrcode",
            when=chosen,
            why_not=first_choose,
            group="desk",
        ),
        make(
            "packs",
            lambda: _("Desk packs"),
            EventsPage.make_packs,
            icon="device-laptop",
            when=chosen,
            why_not=first_choose,
            writes=True,
            group="desk",
        ),
        make(
            "desk_files",
            lambda: _("Files of the desks"),
            EventsPage.hand_over,
            icon="transfer",
            when=chosen,
            why_not=first_choose,
            writes=True,
            group="desk",
        ),
        *(paper(*row) for row in _PAPERS),
    )


def _nothing_yet() -> Nothing:
    return Nothing(
        page=lambda: _("Events"),
        title=lambda: _("No events yet"),
        what=lambda: _(
            "Networking days, twinnings and courses: who is registered, who came, badges and "
            "signed lists, and a desk that needs no network."
        ),
        primary=lambda: _("New event"),
        second=lambda: _("Open a desk pack"),
    )
