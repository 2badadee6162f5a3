"""The right side of the page: one event with its tabs."""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number
from recipe_desktop.services import events, history, records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.events import EVENTS, EventLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.events import wording
from recipe_desktop.ui.events.agenda import Agenda
from recipe_desktop.ui.events.facts import EventFields
from recipe_desktop.ui.events.listing import TOUCHED
from recipe_desktop.ui.events.overview import EventOverview
from recipe_desktop.ui.events.people import EventPeople
from recipe_desktop.ui.forms.of_kind import Catalogues
from recipe_desktop.ui.history import HistoryList, Wording
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.panes.record_pane import RecordPane

OVERVIEW, PEOPLE, AGENDA, FACTS, HISTORY = range(5)


class EventPane(RecordPane):
    """Shows an event with its people, agenda and desks."""

    desk_wanted = Signal()
    signed_list_wanted = Signal()
    badges_wanted = Signal()
    packs_wanted = Signal()
    files_wanted = Signal()
    calendar_wanted = Signal()
    deletion_wanted = Signal(str, str, str)  # kind, uid, what it is called

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        delete: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace, self._delete = workspace, delete
        self.line: EventLine | None = None
        self._zone: tzinfo | None = None
        self._fields: dict[str, Value] = {}
        self._catalogues = catalogues = Catalogues(workspace)
        self.badges = Button(look, symbol="id-badge-2")
        self.signed_list = Button(look, symbol="clipboard-list")
        self.desk = Button(look, symbol="qrcode", primary=True)
        self.overview = EventOverview(look, workspace)
        self.people = EventPeople(look, workspace, catalogues)
        self.history = HistoryList(look, Wording(EVENTS, self._named, lambda: self._zone))
        for button in (self.badges, self.signed_list, self.desk):
            self.head.buttons.addWidget(button)
        self.add_part(self.overview)
        self.add_whole(self.people)
        self.expect_part()
        self.expect_part()
        self.add_list(self.history)
        self.retranslate()

        self.more.clicked.connect(self.open_menu)
        self.desk.clicked.connect(self.desk_wanted)
        self.signed_list.clicked.connect(self.signed_list_wanted)
        self.badges.clicked.connect(self.badges_wanted)
        self.overview.files_wanted.connect(self.files_wanted)
        self.overview.person_wanted.connect(self.show_person)
        self.overview.item_wanted.connect(self.show_item)
        self.overview.people_wanted.connect(self.show_people)
        self.overview.places_wanted.connect(self.change_places)
        self.people.deletion_wanted.connect(self.deletion_wanted)
        self.rested.connect(self._show_history)

    @cached_property
    def agenda(self) -> Agenda:
        """Parts and desks; made when they are first wanted."""
        made = Agenda(self.look, self._workspace, self._catalogues)
        made.make_packs.clicked.connect(self.packs_wanted)
        made.deletion_wanted.connect(self.deletion_wanted)
        self.put_part(AGENDA, made)
        return made

    @cached_property
    def facts(self) -> EventFields:
        """The fields; made when they are first wanted."""
        made = EventFields(self.look, self._workspace, self._catalogues)
        self.put_part(FACTS, made)
        return made

    @override
    def to_come(self) -> Sequence[Callable[[], object]]:
        return (lambda: self.agenda, lambda: self.facts, self._fill_rest)

    def _fill_rest(self) -> None:
        """Show the chosen event in agenda and facts too, for which the overview did not wait."""
        if self.uid is not None:
            self.agenda.show_parts(self.uid, self._zone)
            self.facts.show_fields(self.uid, self._fields)

    @property
    def uid(self) -> Uid | None:
        """Which event is shown."""
        return self.line.uid if self.line is not None else None

    @override
    def retranslate(self) -> None:
        super().retranslate()
        names = (
            _("Overview"),
            _("People"),
            _("Agenda and desks"),
            _("Facts"),
            _("History"),
        )
        for place, word in enumerate(names):
            self.tabs.setTabText(place, word)
        self.back.setText(_("Events"))
        self.back.setAccessibleName(_("Back to the list of events"))
        self.desk.setText(_("Open the desk"))
        self.desk.setToolTip(_("Check people in, over the whole screen"))
        self.signed_list.setText(_("Signed list"))
        self.badges.setText(_("Badges"))
        self.history.setAccessibleName(_("History"))
        if self.uid is not None:
            self.show_record(self.uid)

    @override
    def show_record(self, uid: str) -> None:
        found = self._workspace.ask(events.lines, [Uid(uid)]) if uid else []
        try:
            fields = dict(self._workspace.ask(records.show, EVENTS, Uid(uid)).fields) if uid else {}
        except UserError:
            found = []  # it has gone in the meantime
        if not found:
            self.line = None
            self.hide_body()
            return
        [line] = found
        other = self.uid != line.uid
        self.line, self._fields = line, fields
        self._zone = zone = wording.zone(fields)
        name = line.name or _("Event without a name")
        self.head.show_record(wording.SYMBOL, name, wording.what_it_is(line))
        self.overview.show_event(line.uid, zone)
        self.people.show_event(line.uid, zone)
        if "facts" in vars(self):
            self._fill_rest()
        listed = self.people.total  # those, too, who said that they do not come
        self.tabs.show_count(PEOPLE, format_number(listed) if listed else "")
        self.signed_list.setEnabled(line.starts_on is not None)
        without_day = _("Enter the day on which it starts first")
        self.signed_list.setToolTip("" if line.starts_on is not None else without_day)
        self.show_body(other=other)

    @override
    def refresh(self, changes: ChangeSet) -> None:
        if changes.touches("term", "member"):
            self._catalogues.forget()
        if self.uid is not None and changes.touches(*TOUCHED):
            self.people.refresh(changes)
            if "facts" not in vars(self):
                self.show_record(self.uid)
                return
            with self.agenda.opening_what_comes_back(changes):
                self.show_record(self.uid)

    def show_person(self, uid: str) -> None:
        """Show one of the people."""
        self.tabs.setCurrentIndex(PEOPLE)
        self.people.reveal(Uid(uid))
        self.people.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_people(self) -> None:
        """Show everybody who is registered."""
        self.tabs.setCurrentIndex(PEOPLE)
        self.people.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def change_places(self) -> None:
        """Write how many places the event has."""
        self.tabs.setCurrentIndex(FACTS)
        self.facts.begin("capacity")

    def show_item(self, uid: str) -> None:
        """Show one of the items of the agenda."""
        self.tabs.setCurrentIndex(AGENDA)
        self._fill_rest()  # where it was not looked at before
        self.agenda.agenda.reveal(Uid(uid))

    def begin(self) -> None:
        """Write the name of a new event."""
        self.tabs.setCurrentIndex(FACTS)
        self.facts.begin()

    @override
    def open_menu(self) -> QMenu:
        """What else can be done with the event."""
        menu = ButtonMenu(self.more)
        menu.addAction(_("Desk packs"), self.packs_wanted.emit)
        menu.addAction(_("Files of the desks"), self.files_wanted.emit)
        for_calendars = menu.addAction(_("Save for calendars"), self.calendar_wanted.emit)
        for_calendars.setEnabled(self.line is not None and self.line.starts_on is not None)
        menu.addSeparator()
        menu.addAction(_("Delete the event"), self._delete)
        return menu.open()

    def _named(self, value: str) -> str:
        """The name of a member that a value points to."""
        named = (choice.word for choice in self._catalogues.members() if choice.value == value)
        return next(named, "")

    def _show_history(self) -> None:
        if self.uid is not None:
            self.history.show_changes(self._workspace.ask(history.of_record, EVENTS, self.uid))
