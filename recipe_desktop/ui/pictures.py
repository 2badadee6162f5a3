"""Pictures of each part of the window with real data: for the demonstration, and to be looked at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from recipe_desktop import paths
from recipe_desktop.i18n import use_language
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.afterwards import Afterwards
from recipe_desktop.ui.desk.opening import desks_to_open
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.events.page import EventsPage
from recipe_desktop.ui.exchanges.page import ExchangesPage
from recipe_desktop.ui.exchanges.switch import BOARD, LIST
from recipe_desktop.ui.house.house import House
from recipe_desktop.ui.imports.page import ImportPage
from recipe_desktop.ui.look.theme import Look, Scheme
from recipe_desktop.ui.panes.record_pane import TabbedPane
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.roadmap.page import RoadmapPage
from recipe_desktop.ui.start.welcome import Welcome
from recipe_desktop.ui.sync.page import TABS, SyncPage
from recipe_desktop.ui.view import Languages
from recipe_desktop.ui.window.frame import USUAL

THEMES: Final = (Scheme.LIGHT, Scheme.DARK)


def write_pictures(
    workspace: Workspace,
    folder: Path,
    *,
    themes: tuple[Scheme, ...] = THEMES,
    list_file: Path | None = None,
    bundle: Path | None = None,
    search: str = "gyor",
    look: Look | None = None,
) -> list[Path]:
    """Write a picture of every part of the window into a folder, in each theme.

    Args:
        list_file: a list whose import is shown, and not carried out.
        bundle: changes whose arrival is shown, and not taken in.
        search: what is typed into the palette.
        look: of an application that has one already.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    look = look or Look(app, paths.resources(), base_pt=10)
    languages = Languages(app)
    for theme in themes:
        look.use(theme)
        with opened(app, look, languages, workspace, folder) as house:
            for name, widget in _scenes(house, list_file, bundle, search):
                written.append(_write(app, widget, folder / f"{name}-{theme}.png"))
        welcome = Welcome(
            look, lambda _path: None, Path.home(), use_language, Preferences(folder / "window.ini")
        )
        welcome.resize(*USUAL)
        welcome.show()
        written.append(_write(app, welcome, folder / f"welcome-{theme}.png"))
        welcome.close()
        welcome.deleteLater()
    return written


@contextmanager
def opened(
    app: QApplication, look: Look, languages: Languages, workspace: Workspace, folder: Path
) -> Iterator[House]:
    """The window of a store in its usual size; nothing of it is remembered.

    Args:
        folder: where it keeps what one chooses in it meanwhile.
    """
    settings = folder / "window.ini"
    house = House(workspace, look, Preferences(settings), languages, lambda: None, parent=app)
    house.window.resize(*USUAL)
    house.open()
    house.window.resize(*USUAL)
    try:
        yield house
    finally:
        house.jobs.end()
        house.window.close()
        house.window.deleteLater()
        house.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settings.unlink(missing_ok=True)


def _scenes(
    house: House, list_file: Path | None, bundle: Path | None, search: str
) -> Iterator[tuple[str, QWidget]]:
    window = house.window
    until_quiet(house)
    for section in window.sidebar.entries:
        window.go(section)
        until_quiet(house)
        yield section, window
    yield from _roadmap_scenes(house)
    exchanges = window.go("exchanges")
    if isinstance(exchanges, ExchangesPage):
        exchanges.show_way(BOARD)
        until_quiet(house)
        yield "exchanges-board", window
        exchanges.show_way(LIST)
        exchanges.open_wide()
        until_quiet(house)
        yield "exchanges-wide", window
        exchanges.show_way(LIST)
    sync = window.go("sync")
    if isinstance(sync, SyncPage):
        for tab in TABS:
            sync.show_tab(tab)
            if tab == "receive" and bundle is not None:
                sync.show_files([bundle])
                until_quiet(house)
            yield f"sync-{tab}", window
        sync.receive.put_aside()
    yield from _event_scenes(house)
    window.go("home")
    palette = window.open_palette()
    palette.field.setText(search)
    palette.look_up()
    yield "palette", window
    palette.reject()
    yield from _import_scenes(house, list_file)


def _event_scenes(house: House) -> Iterator[tuple[str, QWidget]]:
    """The tabs of an event, and its desk in every state; nobody is checked in for a picture."""
    page = house.window.go("events")
    if not isinstance(page, EventsPage) or page.chosen is None:
        return
    for tab, name in enumerate(("overview", "people", "agenda", "facts")):
        page.detail.tabs.setCurrentIndex(tab)
        until_quiet(house)
        yield f"events-{name}", house.window
    page.detail.tabs.setCurrentIndex(0)
    there = desks_to_open(house.workspace, page.chosen)
    desk = page.show_desk(page.chosen, there[0].uid)
    desk.showNormal()
    desk.resize(*USUAL)
    yield "desk-waiting", desk
    for name, result in desk.desk.examples().items():
        desk.show_result(result)
        yield f"desk-{name}", desk
    desk.look_for("kov")
    yield "desk-search", desk
    desk.close()


def _roadmap_scenes(house: House) -> Iterator[tuple[str, QWidget]]:
    """The first critical task with its details, and the report before it is printed."""
    page = house.window.go("roadmap")
    if not isinstance(page, RoadmapPage) or page.outline.is_empty:
        return
    critical = page.outline.roadmap.plan.critical
    if critical:
        page.open(critical[0])
    page.show_details()
    until_quiet(house)
    yield "roadmap-details", house.window
    page.show_details(shown=False)
    page.print_roadmap()
    dialog = page.print_dialog
    until(lambda: dialog is None or (dialog.save.isEnabled() and not house.jobs.running))
    yield "roadmap-print", house.window
    if dialog is not None:
        dialog.reject()


def _import_scenes(house: House, list_file: Path | None) -> Iterator[tuple[str, QWidget]]:
    house.ways.list_import.emit("")
    page = house.window.pages.currentWidget()
    if not isinstance(page, ImportPage):
        return
    yield "import", house.window
    if list_file is None:
        return
    page.read(list_file)
    until(lambda: page.planned is not None and not house.jobs.running)
    yield "import-questions", house.window
    page.pane.tabs.setCurrentIndex(0)
    for outcome, card in page.pane.counts.items():
        if card.number not in ("", "0") and outcome.value in ("suspicious", "rejected"):
            card.click()
            yield f"import-{outcome.value}", house.window
    page.leave()
    until_quiet(house)


def _write(app: QApplication, widget: QWidget, file: Path) -> Path:
    for sheet in widget.findChildren(Sheet):
        sheet.place()
    for _pass in range(3):
        app.processEvents()
    picture = widget.grab()
    picture.save(str(file))
    return file


def until_quiet(house: House) -> None:
    """Let everything that was asked for arrive."""
    window = house.window

    def is_quiet() -> bool:
        return (
            house.overviews.is_current
            and not house.jobs.running
            and not any(steps.waits for steps in window.findChildren(Afterwards))
            and all(pane.has_rested for pane in window.findChildren(TabbedPane))
        )

    until(is_quiet)


def until(ready: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    loop = QEventLoop()
    while not ready():
        loop.processEvents(
            QEventLoop.ProcessEventsFlag.WaitForMoreEvents | QEventLoop.ProcessEventsFlag.AllEvents
        )
