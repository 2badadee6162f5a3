"""The Partners page: the list, the chosen organisation, and the review of doubles."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import identity, organisations, records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.organisations import KIND
from recipe_desktop.ui.actions import Action, PageActions
from recipe_desktop.ui.background.notices import Listener
from recipe_desktop.ui.cards.empty import EmptyState, Nothing
from recipe_desktop.ui.forms.field_row import FieldRow
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.panes.list_and_pane import ListAndPane
from recipe_desktop.ui.partners.detail import Doer, OrganisationPane
from recipe_desktop.ui.partners.doubles import DoublesView
from recipe_desktop.ui.partners.listing import PartnersList
from recipe_desktop.ui.partners.new import NewOrganisation
from recipe_desktop.ui.partners.watch import DoublesWatch
from recipe_desktop.ui.partners.without import PeopleWithout
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.view import View

if TYPE_CHECKING:
    from recipe_desktop.ui.partners.print import PrintDirectory


class PartnersPage(View):
    """Organisations and all that hangs on them.

    ``import_wanted`` asks for the import of a list, ``decision_wanted`` for the open decisions
    about a record, ``exchange_wanted`` for a new exchange with a visitor.
    """

    import_wanted = Signal()
    decision_wanted = Signal(str)
    exchange_wanted = Signal(str)

    def __init__(
        self,
        given: Surroundings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(given.look, parent, ground="canvas")
        self._given = given
        look, workspace, notices = given.look, given.workspace, given.notices
        self.watch = DoublesWatch(workspace, notices, given.jobs, self)
        self.listing = PartnersList(look, workspace, self.watch)
        self.list = self.listing.list
        self._deeds = Deeds(workspace, notices, self.listing.told)
        self.empty = EmptyState(
            look,
            _nothing_yet(),
            ("buildings", "users", "world"),
            primary_symbol="file-import",
            second_symbol="plus",
        )
        self.dialog: NewOrganisation | None = None
        self.without: PeopleWithout | None = None
        self.print_dialog: PrintDirectory | None = None
        self._both = ListAndPane(look, self.listing, self.empty, self._make_pane, self.watch.begin)
        self._deleted: Uid | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._both)
        self._both.show_part()
        self.list.choose_first()

        self.list.opened.connect(self._enter_name)
        self.listing.new.clicked.connect(self.new_organisation)
        self.listing.more.clicked.connect(self.open_menu)
        self.listing.doubles.clicked.connect(self.review_doubles)
        self.listing.deletion_wanted.connect(self.delete_chosen)
        self.empty.begun.connect(self.import_wanted)
        self.empty.other.connect(self.new_organisation)
        Listener(self, notices, self._show_changes)

    @property
    def detail(self) -> OrganisationPane:
        """The organisation that is chosen."""
        return self._both.pane

    def _make_pane(self) -> OrganisationPane:
        doer = Doer(self.delete_chosen, self.decision_wanted.emit, self.exchange_wanted.emit)
        return OrganisationPane(self.look, self._given.workspace, self.watch, self._deeds, doer)

    @cached_property
    def doubles(self) -> DoublesView:
        """The review of doubles; made when it is first wanted."""
        made = DoublesView(self.look, self._given.workspace, self._given.notices, self.watch)
        made.left.connect(self.show_list)
        self._stack.addWidget(made)
        return made

    @property
    def chosen(self) -> Uid | None:
        """The organisation that is chosen."""
        return self.list.uid

    @property
    def chosen_name(self) -> str:
        """What it is called."""
        line = self.listing.table.line(self.list.currentIndex().row()) if self.list.uid else None
        return line.name if line is not None else ""

    def open(self, uid: Uid) -> bool:
        """Show an organisation, or the one it is merged into; False if neither is there."""
        self.show_list()
        found = self.listing.reveal(self._given.workspace.ask(identity.shown_for, KIND, uid))
        if found:
            self._both.turn_to_pane()
        return found

    def find_partner(self) -> None:
        """Put the keyboard into the filter."""
        self.show_list()
        self._both.turn_to_list()
        field = self.listing.column.filter.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def show_list(self) -> None:
        """Show list and detail pane."""
        self._stack.setCurrentWidget(self._both)
        self._both.show_part()

    def review_doubles(self) -> None:
        """Show the pairs that look like doubles."""
        self._stack.setCurrentWidget(self.doubles)
        self.doubles.begin()
        self.watch.begin()

    def new_organisation(self) -> None:
        """Ask for the name of a new one; what was searched for in vain is proposed."""
        searched = self.listing.narrowed.text if not self.listing.table.rowCount() else ""
        self.dialog = NewOrganisation(
            self._given,
            self.window(),
            name=searched,
            country=self.listing.narrowed.country,
        )
        self.dialog.made.connect(self._made)
        self.dialog.wanted.connect(self.open)
        self.dialog.open()

    def print_directory(self) -> None:
        """Show the directory of what the list shows, as it will be printed."""
        from recipe_desktop.ui.partners.print import PrintDirectory  # with it come fonts and PDF

        self.print_dialog = PrintDirectory(
            self.look, self.window(), self._given.workspace, self._given.jobs, self.listing.narrowed
        )
        self.print_dialog.open()

    def open_menu(self) -> QMenu:
        """What can be done with the whole list."""
        menu = ButtonMenu(self.listing.more)
        menu.addAction(_("Import a list"), self.import_wanted.emit)
        menu.addAction(_("Print the directory"), self.print_directory)
        menu.addAction(_("Review likely doubles"), self.review_doubles)
        if self._given.workspace.ask(organisations.people_without):
            menu.addAction(_("People without an organisation"), self.show_people_without)
        return menu.open()

    def open_person(self, organisation: Uid, person: Uid) -> None:
        """Show a person among the people of an organisation, or of none that is here."""
        if self.open(organisation):
            self.detail.show_person(person)
        else:
            self.show_people_without(person)

    def show_people_without(self, person: Uid | None = None) -> None:
        """Show the people whose organisation is not here.

        Args:
            person: stands open.
        """
        self.without = PeopleWithout(self._given, self.window())
        self.without.open()
        if person is not None:
            self.without.show_person(person)

    def delete_chosen(self) -> None:
        """Delete the chosen organisation; it is told, and can be undone."""
        uid, name = self.list.uid, self.chosen_name
        if uid is not None:
            self._deleted = uid
            self._deeds.delete(KIND, uid, name)
            QTimer.singleShot(0, self.list, self.list.show_current)

    def _made(self, uid: str) -> None:
        self.open(Uid(uid))
        self._enter(self.detail.overview.placed.rows["organisation_type"])

    def _enter_name(self) -> None:
        self._enter(self.detail.overview.named.rows["name"])

    def _enter(self, row: FieldRow) -> None:
        self._both.turn_to_pane()
        self.detail.tabs.setCurrentIndex(0)
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_changes(self, changes: ChangeSet) -> None:
        self._both.refresh(changes)
        self._choose_what_came_back(changes)
        if not self.listing.total:
            self._stack.setCurrentWidget(self._both)

    def _choose_what_came_back(self, changes: ChangeSet) -> None:
        """A deletion that was undone is chosen again: what one looks at next is it."""
        uid = self._deleted
        touched = changes.touched.get("organisation", ()) if changes.takes_back else ()
        if uid is None or uid not in touched:
            return
        if self._given.workspace.ask(records.present, KIND, [uid]):
            self._deleted = None
            self.list.let_go()
            self.listing.reveal(uid)


def page_actions(
    go: Callable[[], PartnersPage], here: Callable[[], PartnersPage | None]
) -> Sequence[Action]:
    """What can be done with partners from anywhere.

    Args:
        go: shows the page, making it if need be.
        here: the page where it is shown, else None.
    """

    def chosen(page: PartnersPage) -> bool:
        return page.chosen is not None

    def deletion() -> str:
        page = here()
        name = page.chosen_name if page is not None else ""
        return _("Delete {name}").format(name=name) if name else _("Delete organisation")

    make = PageActions("partners", go, here).action
    return (
        make(
            "new",
            lambda: _("New organisation"),
            PartnersPage.new_organisation,
            shortcut="New",
            icon="plus",  # it writes nothing before its sheet is filled in, which waits by itself
            group="record",
        ),
        make(
            "delete",
            deletion,
            PartnersPage.delete_chosen,
            icon="trash",
            when=chosen,
            why_not=lambda: _("Choose an organisation in the list of partners first."),
            writes=True,
            group="record",
        ),
        make(
            "find",
            lambda: _("Find a partner"),
            PartnersPage.find_partner,
            shortcut="Find",
            icon="search",
            group="find",
        ),
        make(
            "print",
            lambda: _("Print the directory"),
            PartnersPage.print_directory,
            shortcut="Print",
            icon="printer",
            group="paper",
        ),
        make(
            "doubles",
            lambda: _("Review likely doubles"),
            PartnersPage.review_doubles,
            icon="alert-triangle",
            group="find",
        ),
    )


def _nothing_yet() -> Nothing:
    return Nothing(
        page=lambda: _("Partners"),
        title=lambda: _("No partners yet"),
        what=lambda: _(
            "Organisations with their people, memberships and history. Most begin with the list "
            "of members that they have as a table."
        ),
        primary=lambda: _("Import a list"),
        second=lambda: _("New organisation"),
        hint=lambda: _("xlsx, csv or tsv, with column titles; or drop it here"),
    )
