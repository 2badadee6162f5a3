"""The window of one open store, put together: sections, actions, menus, search, drops."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _, format_bytes, format_time
from recipe_desktop.services import agenda, here, home, records, stores, words, words_undo
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.history import TakenBack
from recipe_desktop.services.home import FirstPage
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import packs
from recipe_desktop.ui.background import jobs
from recipe_desktop.ui.background.jobs import Jobs, Progress
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.background.overviews import Overviews
from recipe_desktop.ui.background.shared_folders import SharedFolders
from recipe_desktop.ui.cards.initials import initials, series
from recipe_desktop.ui.dialogs.dialog import Statement, confirm, say, say_unopened
from recipe_desktop.ui.events.page import EventsPage
from recipe_desktop.ui.events.page import page_actions as event_actions
from recipe_desktop.ui.exchanges.page import ExchangesPage
from recipe_desktop.ui.exchanges.page import page_actions as exchange_actions
from recipe_desktop.ui.files.drops import Drops
from recipe_desktop.ui.home.page import HomePage
from recipe_desktop.ui.house import finding
from recipe_desktop.ui.house.closing import Closing
from recipe_desktop.ui.house.menus import menus, view_actions, work_actions
from recipe_desktop.ui.house.others import Others
from recipe_desktop.ui.house.undo import Undoing
from recipe_desktop.ui.house.unsaved import Unsaved
from recipe_desktop.ui.imports.page import ImportPage
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.partners.page import PartnersPage
from recipe_desktop.ui.partners.page import page_actions as partner_actions
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.project.page import ProjectPage
from recipe_desktop.ui.reference.page import FIELDS, ReferencePage
from recipe_desktop.ui.roadmap.actions import page_actions as roadmap_actions
from recipe_desktop.ui.roadmap.page import RoadmapPage
from recipe_desktop.ui.roadmap.wording import SYMBOLS
from recipe_desktop.ui.surroundings import Surroundings, Ways
from recipe_desktop.ui.sync.page import SyncPage
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.view import Languages
from recipe_desktop.ui.window.frame import MainWindow, bring_to_front
from recipe_desktop.ui.window.sidebar import PersonHere, Section

Page = TypeVar("Page", bound=QWidget)


class House(QObject):
    """Owns the main window and everything that serves it.

    Args:
        languages: switches the language of the running window.
        open_other: asks for another store to be opened instead.
    """

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        preferences: Preferences,
        languages: Languages,
        open_other: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.workspace, self.look, self.preferences = workspace, look, preferences
        workspace.has_window = True
        self.jobs = Jobs(self)
        workspace.listen(jobs.keep)
        self.notices = Notices(workspace.listen, self)
        self.overviews = Overviews(workspace, self.notices, self.jobs, self)
        self.folders = SharedFolders(workspace, self.jobs, self.notices, self.overviews, self)
        self.ways = Ways(self)
        self.given = Surroundings(
            look,
            workspace,
            self.notices,
            self.jobs,
            preferences,
            self.overviews,
            self.folders,
            self.ways,
            lambda: self.window,
        )
        self._import_page: ImportPage | None = None
        self._registrations_page: ImportPage | None = None
        self._project_page: ProjectPage | None = None
        self._reference_page: ReferencePage | None = None
        self._saved_at: datetime | None = None
        self._step: tuple[str, bool] | None = None
        self.sections = self._sections()
        self.open_other, self.languages = open_other, languages
        self.window = MainWindow(
            look,
            self.jobs,
            preferences,
            self.sections,
            partial(finding.hits, workspace, self.ways),
            Marker(fold),
        )
        self.window.show_store(workspace.path.stem)
        self.window.actions_.add(
            [*work_actions(self), *view_actions(look, preferences, languages, self.window)]
        )
        self.window.actions_.add(partner_actions(*self._ways_to("partners", PartnersPage)))
        self.window.actions_.add(exchange_actions(*self._ways_to("exchanges", ExchangesPage)))
        self.window.actions_.add(event_actions(*self._ways_to("events", EventsPage)))
        self.window.actions_.add(roadmap_actions(*self._ways_to("roadmap", RoadmapPage)))
        undoing = Undoing(workspace, self.notices, self.window.actions_, self.jobs)
        self.window.set_menus(menus())
        self._closing = Closing(self.window, self.jobs, look)
        self.unsaved = Unsaved(self.window, workspace, self.jobs, self.notices, self.ways)
        self._drops = Drops(
            self.window,
            self.ways,
            self.take_in,
            self.admit_all,
            lambda: self._shown(RoadmapPage) is not None,
            self._tell_unopened,
        )
        self._others = Others(
            workspace,
            self.jobs,
            look,
            self.window,
            partial(self.window.actions_.run, "store.backup"),
        )
        undoing.started.connect(self.window.progress.follow)
        undoing.left.connect(self._tell_left)
        undoing.done.connect(self._tell_step)
        self.ways.section.connect(self._go)
        self.ways.record.connect(self._show_record)
        self.ways.list_import.connect(self._import_list)
        self.ways.plan_import.connect(self._import_plan)
        self.ways.action.connect(self.window.actions_.run)
        self.overviews.changed.connect(self._show_overview)
        self.notices.committed.connect(self._committed)
        self.window.installEventFilter(self)

    def open(self) -> None:
        """Show the window where it was left, and ask once who works here."""
        self._show_office()
        self._others.start()
        self.folders.start()
        wanted = self.preferences.section
        self.window.go(wanted if wanted in self.window.sidebar.entries else "home")
        self.window.show()
        # Not before: its search for doubles would share the interpreter with the first page.
        QTimer.singleShot(0, self, self.overviews.refresh)
        if not self.workspace.here.person:
            self.ask_name()
        elif self.workspace.ask(packs.working) is not None:
            QTimer.singleShot(0, self, self._open_own_desk)

    def _open_own_desk(self) -> None:
        """A desk's laptop goes on where it is needed: at its desk."""
        page = self._page("events", EventsPage)
        page.list.choose_first()
        page.open_desk()

    def close(self) -> None:
        """Close the window; what is being written is written to its end first."""
        self.window.close()

    def stop(self) -> None:
        """Let running work end, and let go of the store."""
        self._others.stop()
        self.folders.stop()
        self.jobs.end()
        self.workspace.close()

    def raise_window(self) -> None:
        """Bring the window to the front."""
        bring_to_front(self.window)

    def take_in(self, paths: list[Path]) -> None:
        """Show what bundles would bring."""
        self._page("sync", SyncPage).show_files(paths)

    def _tell_unopened(self, files: list[Path]) -> None:
        why = _("Files of different kinds, and several lists, are dealt with one at a time.")
        advice = _("Drop the rest again when the first is done.")
        say_unopened(self.look, self.window, files, why, advice)

    def admit(self, path: Path) -> None:
        """Show a card that came in."""
        self._page("sync", SyncPage).show_card(path)

    def admit_all(self, paths: list[Path], then: Callable[[], None]) -> None:
        """Show cards that came in one after another, and go on to what came with them."""
        self._page("sync", SyncPage).show_cards(paths, then)

    def send(self) -> None:
        """Ask where the changes shall go."""
        self._page("sync", SyncPage).send()

    def ask_name(self) -> None:
        """Ask who works at this laptop; stands in history and on paper."""
        confirm(
            self.look,
            self.window,
            Statement(
                _("Who works at this laptop?"),
                _("Your name stands beside what you change, and on paper."),
                symbol="user",
            ),
            _("Use this name"),
            self._name_person,
            reason=_("Your name"),
        )

    def _name_person(self, name: str) -> None:
        self.workspace.do(here.name_person, name)
        self._show_office()  # a fact of this laptop alone, of which nobody is told

    def show_reference(self, kind: str = "", uid: str = "") -> None:
        """Show what the rules count with, and an entry of it."""
        if self._reference_page is None:
            self._reference_page = ReferencePage(self.given)
        self.window.visit(self._reference_page)
        if kind:
            self._reference_page.open(kind, Uid(uid))
        else:
            self._reference_page.begin()

    def show_project(self) -> None:
        """Show what stands on every paper, and what the project is."""
        if self._project_page is None:
            self._project_page = ProjectPage(self.given)
        self.window.visit(self._project_page)
        self._project_page.begin()

    def back_up(self, path: Path) -> None:
        """Copy the store into a file, beside the window's work."""
        job = self.jobs.start(partial(_back_up, self.workspace, path))
        self.window.progress.follow(job)
        job.succeeded.connect(partial(self._backed_up, path))

    def _backed_up(self, path: Path, is_encrypted: object) -> None:
        if is_encrypted:
            holds = _("{file} holds everything up to now, encrypted like the store itself.")
            advice = _("Keep it on another disk; on this laptop it opens with the same key.")
        else:
            holds = _(
                "{file} holds everything up to now, without encryption like the store itself."
            )
            advice = _("Keep it on another disk, where only those find it who may read it.")
        held = holds.format(file=path.name)
        said = Statement(_("The copy is saved"), held, advice, status=Status.OK)
        say(self.look, self.window, said)
        self.overviews.refresh()

    def _tell_left(self, taken: TakenBack, undone: bool) -> None:  # noqa: FBT001  # a signal's
        said = Statement(
            words_undo.title(taken, undone=undone),
            words_undo.what_stays(taken),
            words_undo.advice(taken, undone=undone),
        )
        say(self.look, self.window, said)

    def _sections(self) -> list[Section]:
        given = self.given
        return [
            Section("home", lambda: _("Home"), "home", lambda: HomePage(given)),
            Section(
                "partners",
                lambda: _("Partners"),
                "building",
                self._make_partners,
                count=lambda: self._count(lambda shown: shown.organisations),
            ),
            Section(
                "exchanges",
                lambda: _("Exchanges"),
                "arrows-left-right",
                lambda: ExchangesPage(given),
                count=lambda: self._count(lambda shown: shown.exchanges),
            ),
            Section(
                "events",
                lambda: _("Events"),
                "calendar-event",
                self._make_events,
                count=lambda: self._count(lambda shown: shown.events),
            ),
            Section(
                "roadmap",
                lambda: _("Roadmap"),
                "chart-line",
                lambda: RoadmapPage(given),
                count=lambda: self._count(lambda shown: shown.tasks),
            ),
            Section(
                "sync",
                lambda: _("Sync"),
                "transfer",
                lambda: SyncPage(given),
                alarm=self._count_conflicts,
            ),
        ]

    def _page(self, section: str, of: type[Page]) -> Page:
        """The page of a section, shown."""
        page = self.window.go(section)
        if not isinstance(page, of):
            raise TypeError(page)
        return page

    def _shown(self, of: type[Page]) -> Page | None:
        """The page that is shown, if it is one of these."""
        page = self.window.pages.currentWidget()
        return page if isinstance(page, of) else None

    def _ways_to(
        self, section: str, of: type[Page]
    ) -> tuple[Callable[[], Page], Callable[[], Page | None]]:
        """How the actions of a page reach it, and learn whether it is shown."""
        return partial(self._page, section, of), partial(self._shown, of)

    def _count(self, of: Callable[[FirstPage], int]) -> int | None:
        situation = self.overviews.now
        return of(situation.overview) if situation else None

    def _make_partners(self) -> PartnersPage:
        page = PartnersPage(self.given)
        page.import_wanted.connect(lambda: self.ways.list_import.emit(""))
        page.decision_wanted.connect(self._decide)
        page.exchange_wanted.connect(
            lambda uid: self._page("exchanges", ExchangesPage).new_exchange(uid)
        )
        return page

    def _decide(self, uid: str) -> None:
        page = self._page("sync", SyncPage)
        page.show_tab("conflicts")
        page.conflicts.choose_record(uid)

    def _make_events(self) -> EventsPage:
        page = EventsPage(self.given)
        page.import_wanted.connect(self._import_registrations)
        return page

    def _import_registrations(self, event: str) -> None:
        page = self._registrations()
        page.begin_for(Uid(event))
        self.window.visit(page, "events")

    def _registrations(self) -> ImportPage:
        if self._registrations_page is None:
            self._registrations_page = ImportPage(self.given, section="events")
        return self._registrations_page

    def _event_shown(self) -> Uid | None:
        """The event whose registrations a list would be of, where the window shows one."""
        events = self._shown(EventsPage)
        if events is not None:
            return events.chosen
        page = self._registrations_page
        is_shown = page is not None and self.window.pages.currentWidget() is page
        return page.course.of_event if page is not None and is_shown else None

    def _count_conflicts(self) -> int:
        situation = self.overviews.now
        return situation.overview.conflicts if situation else 0

    def _go(self, section: str, place: str) -> None:
        page = self.window.go(section)
        if place and isinstance(page, SyncPage):
            page.show_tab(place)
        elif place == "doubles" and isinstance(page, PartnersPage):
            page.review_doubles()
        elif place == "people-without" and isinstance(page, PartnersPage):
            page.show_people_without()

    def _show_record(self, kind: str, uid: str) -> None:
        """Show a record where it stands: a person with the organisation, who is registered with the event."""
        record, is_here = Uid(uid), True
        if kind == "exchanges":
            is_here = self._page("exchanges", ExchangesPage).open(record)
        elif kind == "events":
            is_here = self._page("events", EventsPage).open(record)
        elif kind == "registrations":
            event = self._owner(kind, record, "event")
            self._page("events", EventsPage).open_person(event, record)
        elif kind == agenda.KIND:
            event = self._owner(kind, record, "event")
            self._page("events", EventsPage).open_item(event, record)
        elif kind in FIELDS:
            self.show_reference(kind, uid)
        elif kind in SYMBOLS:
            is_here = self._page("roadmap", RoadmapPage).open(record)
        elif kind == "people":
            organisation = self._owner(kind, record, "organisation")
            self._page("partners", PartnersPage).open_person(organisation, record)
        else:
            page = self._page("partners", PartnersPage)
            is_here = not record or page.open(record)
        if not is_here:  # such as one that was found before another program deleted it
            raise UserError("record.gone")

    def _owner(self, kind: str, record: Uid, field: str) -> Uid:
        """What a record hangs on; empty where that is not known."""
        return Uid(str(self.workspace.ask(records.show, kind, record).fields[field] or ""))

    def _import_list(self, file: str) -> None:
        """Take in a list; where an event is shown, one that is dropped is of its registrations."""
        event = self._event_shown() if file else None
        if event is not None:
            self._import_registrations(event)
            self._registrations().read(Path(file))
            return
        if self._import_page is None:
            self._import_page = ImportPage(self.given)
        self.window.visit(self._import_page, "partners")
        if file:
            self._import_page.read(Path(file))

    def _import_plan(self, file: str) -> None:
        self._page("roadmap", RoadmapPage).import_plan(Path(file) if file else None)

    def _show_office(self) -> None:
        office = self.workspace.ask(home.office)
        self.window.sidebar.show_office(office.project, office.member)
        name = office.person or office.device
        self.window.sidebar.show_person(PersonHere(name, initials(name), series(name)))

    def _show_overview(self) -> None:
        self.window.sidebar.refresh()

    def _committed(self, changes: ChangeSet) -> None:
        if changes.action:
            self._saved_at, self._step = now(), None
            self._show_saved()
        if changes.touches("replica", "member", "project"):
            self._show_office()
        self.window.actions_.refresh()

    def _tell_step(self, taken: TakenBack, undone: bool) -> None:  # noqa: FBT001  # a signal's
        """Say at the foot what a key has just taken back, which may be out of sight."""
        self._step = taken.action, undone
        self._show_saved()

    def _show_saved(self) -> None:
        if self._step is not None:
            action, undone = self._step
            said = _("Undone: {step}") if undone else _("Done again: {step}")
            self.window.sidebar.show_saved(said.format(step=words.action_name(action)))
        elif self._saved_at is not None:
            time = format_time(self._saved_at)
            self.window.sidebar.show_saved(_("Saved {time}").format(time=time))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.window.sidebar.refresh()
            self._show_saved()
        return super().eventFilter(watched, event)


def _back_up(workspace: Workspace, path: Path, progress: Progress) -> bool:
    def tell(done: int, total: int) -> None:
        said = _("Saving a copy of the store: {done} of {total}")
        said = said.format(done=format_bytes(done), total=format_bytes(total))
        progress.step(done, total, said)

    # The dialog asked before it was replaced.
    return stores.back_up(workspace, path, over=True, progress=tell)
