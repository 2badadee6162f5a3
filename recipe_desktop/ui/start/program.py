"""Starting the window: look, language, store, one window for each store, and errors in words."""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from recipe_desktop import logs, paths, places
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _, format_number
from recipe_desktop.new_files import is_full
from recipe_desktop.services import moving, stores, words
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import pack_files, packs
from recipe_desktop.ui.background.jobs import Jobs
from recipe_desktop.ui.desk.open_pack import OpenPack
from recipe_desktop.ui.desk.screen import DeskScreen
from recipe_desktop.ui.dialogs.dialog import Statement, confirm, say
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.house.house import House
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.start.catching_up import CatchingUp
from recipe_desktop.ui.start.errors import Errors
from recipe_desktop.ui.start.shared_places import offer_to_move
from recipe_desktop.ui.start.single import Single
from recipe_desktop.ui.start.welcome import Welcome
from recipe_desktop.ui.view import Languages
from recipe_desktop.ui.window.frame import bring_to_front, usual_size

Remember = Callable[[Path], None]


def run_gui(store: Path | None, remember: Remember, language: str = "") -> int:
    """Open the window on a store, or a welcome where there is none; returns the exit code.

    Args:
        remember: notes the store that is opened, for the next start.
        language: instead of the one chosen last.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    app.setApplicationName("RECiPE Desktop")
    app.setDesktopFileName("recipe-desktop")
    preferences = Preferences(paths.config_dir() / "window.ini")
    look = Look(app, paths.resources(), scheme=preferences.scheme, percent=preferences.percent)
    languages = Languages(app)
    languages.use(language or preferences.language)
    program = Program(look, preferences, languages, remember, app)
    program.install_errors()
    if not program.start(store):
        return 0
    code = app.exec()
    program.end()
    return code


class Program(QObject):
    """What runs from start to end: a welcome, then the window of a store, then perhaps another.

    Args:
        remember: notes the store that is opened.
        parent: the application.
    """

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        languages: Languages,
        remember: Remember,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._look, self._preferences, self._languages = look, preferences, languages
        self._remember = remember
        self._single: Single | None = None
        self._locked: Path | None = None
        self._jobs = Jobs(self)
        self.pack: OpenPack | None = None
        self.house: House | None = None
        self.welcome: Welcome | None = None
        self.errors = Errors(
            look,
            words.sentence,
            lambda error: logs.bug_report(error, paths.log_dir()),
            self._front,
            self,
        )

    def install_errors(self) -> None:
        """Have every error that nobody caught shown in words."""
        self.errors.install()

    def start(self, store: Path | None) -> bool:
        """Show a window; False where another program shows one on this store already."""
        if store is None:
            self.show_welcome()
            return True
        try:
            workspace = self._open(store)
            if workspace is None:
                return False
            self.show_house(workspace)
        except UserError as error:
            self.show_welcome(error)
        return True

    def show_welcome(self, trouble: UserError | None = None) -> None:
        """Ask for a store to make or to open; asked again, the same window comes to the front."""
        if self.welcome is not None and self.welcome.isVisible():
            bring_to_front(self.welcome)
            return
        self._end_welcome()
        welcome = Welcome(
            self._look,
            self._open,
            choosing.own_folder() or choosing.documents_folder(),
            self._speak,
            self._preferences,
            may_open=self._may_leave,
        )
        self.welcome = welcome
        welcome.opened.connect(self._opened)
        welcome.pack_wanted.connect(self.open_pack)
        if trouble is not None:
            welcome.show_trouble(trouble)
        welcome.resize(usual_size(welcome))
        welcome.show()
        welcome.person.setFocus()

    def _speak(self, code: str) -> None:
        self._languages.use(code)
        self._preferences.language = code

    def show_house(self, workspace: Workspace) -> None:
        """Show the window of a store.

        Raises:
            UserError: store.damaged, where so much can be read that it opens, and no more.
        """
        if self._locked != workspace.path:  # a store that was just made
            single = _take(workspace.path)
            if single is not None:
                self._hold(single, workspace.path)
        self._remember(workspace.path)
        try:
            house = House(
                workspace,
                self._look,
                self._preferences,
                self._languages,
                self.show_welcome,
                self,
            )
        except UserError:
            workspace.close()
            self._let_go()
            raise
        self.house = house
        house.ways.pack.connect(self.open_pack)
        house.ways.store.connect(self.offer_store)
        if self._single is not None:
            self._single.raise_wanted.connect(house.raise_window)
        house.open()
        self._offer_to_move(workspace.path)

    def open_pack(self, file: str = "") -> None:
        """Make this laptop the desk of a pack; an empty file asks for one."""
        if not file:
            kinds = _("Desk packs") + f" (*{packs.SUFFIX})"
            title = _("Open a desk pack")
            choosing.open_file(self._front(), title, kinds, lambda path: self.open_pack(str(path)))
            return
        pack_files.refuse_other(Path(file))
        self.pack = OpenPack(self._look, self._front(), self._jobs, Path(file))
        # Not before the sheet has ended: the window that it covers goes with the old store.
        self.pack.opened.connect(self._open_other, Qt.ConnectionType.QueuedConnection)
        self.pack.open()

    def offer_store(self, file: str) -> None:
        """Say that a file is a store, and open it in the place of the one that is shown."""
        store, house = Path(file), self.house
        stores.refuse_absent(store)
        title, told = _("{file} is a store").format(file=store.name), ""
        if self._is_shown(store):
            told = _("It is the one that this window shows.")
        elif house is not None and house.jobs.writing:
            told = _("Wait until what is being written is done, then drop it again.")
        if told:
            say(self._look, self._front(), Statement(title, told, symbol="database"))
            return
        stores.refuse_other(store)
        said = Statement(
            title,
            _("A store is opened, not imported: its records take the place of those shown."),
            _("What you changed here is saved, and is there when you open this store again."),
            symbol="database",
        )
        # Queued, as a desk's: the window that the dialog covers goes with the old store.
        confirm(
            self._look,
            self._front(),
            said,
            _("Open it"),
            lambda _reason: QTimer.singleShot(0, self, lambda: self._open_other(store)),
        )

    def _may_leave(self) -> bool:
        """Whether another store may be shown; words that are not taken yet are, if not.

        Raises:
            UserError: store.writing.
        """
        if self.house is None:
            return True
        if self.house.jobs.writing:
            raise UserError("store.writing")
        is_settled = self.house.unsaved.settle()
        if not is_settled:
            self.house.raise_window()
        return is_settled

    def _open_other(self, store: Path) -> None:
        if self.house is not None and not self.house.unsaved.settle():
            return
        workspace = self._open(store)
        if workspace is not None:
            self._opened(workspace)

    def end(self) -> None:
        """Let go of everything, after the last window has closed."""
        self._jobs.end()
        if self.house is not None:
            self.house.stop()
            self.house = None
        self._let_go()

    def _opened(self, workspace: Workspace) -> None:
        before, self.house = self.house, None
        if before is not None:
            _dismiss(before)
        self.show_house(workspace)
        self._end_welcome()

    def _end_welcome(self) -> None:
        if self.welcome is not None:
            self.welcome.close()
            self.welcome.deleteLater()
            self.welcome = None

    def _open(self, path: Path) -> Workspace | None:
        """The store, or None where another window shows it; that one is raised."""
        stores.refuse_absent(path)
        if self.house is not None and self._is_shown(path):
            self.house.raise_window()
            return None
        single = _take(path)
        if single is None:
            return None
        waiting = CatchingUp(
            self._look,
            lambda: _("{file} is being opened").format(file=path.name),
            lambda done, total: _("Filling the search index: {done} of {total}").format(
                done=format_number(done), total=format_number(total)
            ),
        )
        try:
            workspace = stores.open_store(path, progress=waiting.tell)
        except BaseException:
            single.release()
            raise
        finally:
            waiting.close()
            waiting.deleteLater()
        self._hold(single, path)
        return workspace

    def _offer_to_move(self, store: Path) -> None:
        """Where others reach the folder of a store, too, offer to have it on this computer."""
        shared = places.shared(store)
        if shared is None or self._preferences.is_left(store):
            return
        leave = partial(self._preferences.leave, store)
        offer_to_move(self._look, self._front(), store, shared, leave, self._move)

    def _move(self, target: Path) -> None:
        house = self.house
        try:
            may_leave = self._may_leave()
        except UserError as error:
            self.errors.show(error)
            return
        if house is None or not may_leave:
            return
        source, trouble = house.workspace.path, None
        house.window.hide()  # what is painted reads the store, and nobody may have it open
        house.stop()
        self.house = None
        waiting = CatchingUp(
            self._look,
            lambda: _("{file} is being moved").format(file=source.name),
            lambda done, total: _("{done} of {total} MB").format(
                done=format_number(done >> 20), total=format_number(total >> 20)
            ),
        )
        try:
            is_gone = moving.move(source, target, waiting.tell)
        except UserError as error:
            target, is_gone, trouble = source, True, error
        finally:
            waiting.close()
            waiting.deleteLater()
        self._let_go()
        self._go_on_in(target)
        _dismiss(house)
        if trouble is not None:
            self.errors.show(trouble)
        elif not is_gone:
            self._tell_left(source)

    def _go_on_in(self, store: Path) -> None:
        try:
            workspace = self._open(store)
        except UserError as error:
            self.show_welcome(error)
            workspace = None
        if workspace is not None:
            self._opened(workspace)

    def _tell_left(self, store: Path) -> None:
        title = _("The store was moved, and its old file could not be removed")
        told = _("Remove {file} in {folder} yourself: nobody works in it any more.")
        said = Statement(title, told.format(file=store.name, folder=store.parent))
        say(self._look, self._front(), said)

    def _is_shown(self, store: Path) -> bool:
        shown = None if self.house is None else self.house.workspace.path
        return shown is not None and shown.exists() and store.exists() and shown.samefile(store)

    def _hold(self, single: Single, path: Path) -> None:
        """Hold the lock of one store, and let go of the one before."""
        if self._single is not None:
            self._single.release()
        self._single, self._locked = single, path

    def _let_go(self) -> None:
        if self._single is not None:
            self._single.release()
        self._single = self._locked = None

    def _front(self) -> QWidget | None:
        """What is told where it is seen: over a desk that fills the screen, otherwise the window."""
        if self.house is not None and self.house.window.isVisible():
            return self._desk(self.house) or self.house.window
        return self.welcome

    @staticmethod
    def _desk(house: House) -> QWidget | None:
        if house.window.isActiveWindow():  # brought before the desk, or on a second screen
            return None
        windows = QApplication.topLevelWidgets()
        return next((w for w in windows if isinstance(w, DeskScreen) and w.isVisible()), None)


def _dismiss(house: House) -> None:
    house.window.close()
    house.stop()
    house.window.deleteLater()
    house.deleteLater()


def _take(store: Path) -> Single | None:
    """The lock of a store; None where another window holds it, which is raised then.

    Raises:
        UserError: store.disk_full, state.not_writable.
    """
    try:
        single = Single(lock_of(store))
        return single if single.take() else None
    except OSError as error:
        if is_full(error):
            raise UserError("store.disk_full", file=store.name) from error
        folder = Path(str(error.filename)).parent
        raise UserError("state.not_writable", folder=str(folder)) from error


def lock_of(store: Path) -> Path:
    """Where the lock of a store's window lies; the same for every way of writing its path."""
    folder = paths.state_dir() / "windows"
    folder.mkdir(exist_ok=True)
    digest = hashlib.sha256(str(store.resolve()).encode()).hexdigest()
    return folder / f"{digest[:24]}.lock"
