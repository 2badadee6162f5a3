"""The frame of the window: sidebar, pages, the menu, and what folds when room is short."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.actions import Actions
from recipe_desktop.ui.background.jobs import Jobs
from recipe_desktop.ui.dialogs.dialog import ProgressPlace
from recipe_desktop.ui.forms.left_words import LeftWords
from recipe_desktop.ui.keyboard.tab_order import move_on
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.view import Words, set_texts_anew
from recipe_desktop.ui.window.left_line import LeftLine
from recipe_desktop.ui.window.pages import Pages
from recipe_desktop.ui.window.palette import Palette, Search, key_text
from recipe_desktop.ui.window.sidebar import Section, Sidebar

FOLD_BELOW = 80  # units; the sidebar becomes icons
SMALLEST = (48, 30)  # units, but in large text no more than a small screen has
USUAL = (1366, 768)
_SMALL_SCREEN = (1024, 600)
_FRAME = (16, 40)  # what systems put round a window, at the most; known only when it is shown
PALETTE_KEYS = "Ctrl+K"


def bring_to_front(window: QWidget) -> None:
    """Show a window before all others, with the keyboard."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()


def usual_size(window: QWidget) -> QSize:
    """That of a window of ours, or less where its frame would not lie on the screen with it."""
    room = window.screen().availableSize() - QSize(*_FRAME)
    return QSize(*USUAL).boundedTo(room)


class MainWindow(QMainWindow):
    """Shows one section at a time; pages are built when they are first wanted.

    Args:
        sections: parts of the window, in the order of the sidebar.
        search: finds records for the palette.
        marker: marks the letters that matched.
    """

    def __init__(
        self,
        look: Look,
        jobs: Jobs,
        preferences: Preferences,
        sections: Sequence[Section],
        search: Search,
        marker: Marker,
    ) -> None:
        super().__init__()
        self.look, self.jobs = look, jobs
        self._preferences, self._search, self._marker = preferences, search, marker
        self._sections = {section.id: section for section in sections}
        self._pages: dict[str, QWidget] = {}
        self._alt_alone = False
        self._store = ""
        self.actions_ = Actions(look, self, lambda: jobs.writing)
        self._menus: list[tuple[str, Words]] = []
        self.sidebar = Sidebar(look, sections, key_text(PALETTE_KEYS).replace("+", " "))
        self.pages = Pages()
        self.left = LeftLine(look)
        self.progress = ProgressPlace(look)

        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(self._beside_sidebar(), 1)
        self.setCentralWidget(whole)
        self.menuBar().hide()
        self._limit()
        if not preferences.restore_window(self):
            self.resize(usual_size(self))
        self.retranslate()

        self.pages.currentChanged.connect(self._show_work_elsewhere)
        # Queued: what follows a job is begun while the end of that one is still being told.
        self.progress.ended.connect(self._show_work_elsewhere, Qt.ConnectionType.QueuedConnection)
        self.sidebar.chosen.connect(self.go)
        self.sidebar.go_to.connect(self.open_palette)
        self.sidebar.menu_wanted.connect(self.open_menu)
        jobs.writing_changed.connect(self.actions_.refresh)
        look.changed.connect(self._limit)
        look.changed.connect(self._fold_or_not)

    def _beside_sidebar(self) -> QVBoxLayout:
        """The page, below it words that were not saved, and how far work is that has no page."""
        side, edge = self.look.px(1.5), self.look.px(0.6)
        self.progress.setContentsMargins(side, edge, side, edge)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.left)
        column.addWidget(self.progress)
        return column

    def retranslate(self) -> None:
        """Set what is said by the window itself."""
        program = _("RECiPE Desktop")
        self.setWindowTitle(f"{self._store} \N{EN DASH} {program}" if self._store else program)
        self.actions_.refresh()
        self._fill_menu_bar()

    def show_store(self, name: str) -> None:
        """Say in the title whose window it is, as several may be open side by side."""
        self._store = name
        self.retranslate()

    def keep_words(self, left: LeftWords) -> None:
        """Show words that could not be saved, until somebody has read them."""
        self.left.add(left)

    def set_menus(self, menus: Sequence[tuple[str, Words]]) -> None:
        """Name the menus and their order; their entries come from the actions.

        Args:
            menus: id and word of each.
        """
        self._menus = list(menus)
        self._fill_menu_bar()

    def go(self, section: str) -> QWidget:
        """Show a section, and give its page."""
        page = self._pages.get(section)
        if page is None:
            page = self._pages[section] = self._sections[section].make()
            self.pages.add(page)
        self.pages.setCurrentWidget(page)
        self.sidebar.mark(section)
        self._preferences.section = section
        return page

    def visit(self, page: QWidget, section: str = "") -> None:
        """Show a page that is no section of its own, as a part of a section or of none."""
        if self.pages.indexOf(page) < 0:
            self.pages.add(page)
        self.pages.setCurrentWidget(page)
        self.sidebar.mark(section)

    def show_page_with(self, widget: QWidget) -> None:
        """Show the page that something is on."""
        for name, page in self._pages.items():
            if page.isAncestorOf(widget):
                self.go(name)
                return
        for place in range(self.pages.count()):
            visited = self.pages.widget(place)
            if visited is not None and visited.isAncestorOf(widget):
                self.pages.setCurrentIndex(place)

    def _show_work_elsewhere(self) -> None:
        """What is shown at work on another page is shown below this one."""
        page = self.pages.currentWidget()
        places = self.pages.findChildren(ProgressPlace)
        here = page.findChildren(ProgressPlace) if page is not None else []
        elsewhere = (one for one in places if one.job is not None and one not in here)
        self.progress.stand_in(next(elsewhere, None))

    @property
    def section(self) -> str:
        """Which section is shown."""
        for name, page in self._pages.items():
            if page is self.pages.currentWidget():
                return name
        return ""

    def open_palette(self) -> Palette:
        """Go anywhere, do anything."""
        self.actions_.refresh()
        palette = Palette(self.look, self, self.actions_, self._search, self._marker)
        palette.open()
        return palette

    def open_menu(self) -> None:
        """The whole menu, at the three-line button."""
        self.actions_.refresh()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu.addMenu)
        button = self.sidebar.menu_button
        at = button.mapToGlobal(QPoint(0, 0))
        menu.popup(QPoint(at.x(), at.y() - menu.sizeHint().height()))

    def _fill(self, add: Callable[[str], QMenu]) -> None:
        for name, words in self._menus:
            self.actions_.fill(add(words()), name)

    def _fill_menu_bar(self) -> None:
        self.menuBar().clear()
        self._fill(self.menuBar().addMenu)

    def _limit(self) -> None:
        least = QSize(self.look.px(SMALLEST[0]), self.look.px(SMALLEST[1]))
        self.setMinimumSize(least.boundedTo(QSize(*_SMALL_SCREEN)))

    def _fold_or_not(self) -> None:
        folded = self.width() < FOLD_BELOW * self.look.u
        if folded != self.sidebar.folded:
            self.sidebar.fold(folded=folded)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            set_texts_anew(self, self.retranslate)
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_or_not()

    @override
    def event(self, event: QEvent) -> bool:
        # Asked before a key is pressed, wherever the focus is: Alt is alone only while no other
        # key comes between, such as the arrow that opens a list of choices.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._alt_alone = event.key() == Qt.Key.Key_Alt
        super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return move_on(self, forward=next)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self.menuBar().setVisible(not self.menuBar().isVisible())
        super().keyReleaseEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.keep_window(self)
        self._preferences.save()
        super().closeEvent(event)
