"""Every action of the window exists once, here; menus, tool bars, keys and palette read it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QIconEngine, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Words

Page = TypeVar("Page")


def _always() -> bool:
    return True


def _no_words() -> str:
    return ""


@dataclass(frozen=True)
class Action:
    """Something the user can do from anywhere.

    Args:
        id: ``feature.verb``, unique.
        text: what menu and palette call it.
        run: does it.
        menu: id of the menu it stands in; empty for the palette alone.
        shortcut: portable, such as ``Ctrl+N``; a standard key's name, such as ``Undo``, also.
        icon: name of its icon.
        when: whether it can be done now.
        why_not: the reason shown when it cannot.
        writes: off while a job holds the lane of writers.
        group: actions of one menu with the same group stand together, those that undo or make a
            record at its head.
        chosen: for an action that is on or off, whether it is on.
    """

    id: str
    text: Words
    run: Callable[[], None]
    menu: str = ""
    shortcut: str = ""
    icon: str = ""
    when: Callable[[], bool] = field(default=_always)
    why_not: Words = field(default=_no_words)
    writes: bool = False
    group: str = ""
    chosen: Callable[[], bool] | None = None


class PageActions(Generic[Page]):
    """Makes the actions of one page: what can be done with it from anywhere.

    Args:
        menu: id of the menu they stand in, and the beginning of their ids.
        go: shows the page, making it if need be.
        here: the page where it is shown, else None.
    """

    def __init__(self, menu: str, go: Callable[[], Page], here: Callable[[], Page | None]) -> None:
        self._menu, self._go, self._here = menu, go, here

    def action(
        self,
        name: str,
        text: Words,
        run: Callable[[Page], object],
        *,
        icon: str,
        group: str,
        shortcut: str = "",
        when: Callable[[Page], bool] | None = None,
        why_not: Words = _no_words,
        writes: bool = False,
    ) -> Action:
        """Make one that goes to the page and does something there.

        Args:
            when: whether the page, where it is shown, can do it now; None: always, from anywhere.
        """

        def do() -> None:
            run(self._go())

        def possible() -> bool:
            page = self._here()
            return when is None or (page is not None and when(page))

        return Action(
            f"{self._menu}.{name}",
            text,
            do,
            menu=self._menu,
            shortcut=shortcut,
            icon=icon,
            when=possible,
            why_not=why_not,
            writes=writes,
            group=group,
        )


class _Engine(QIconEngine):
    """An icon of ours for Qt's menus: it takes the colours in force when it is painted."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._name = look, name

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        t = self._look.tokens
        colour = t.field_line if mode == QIcon.Mode.Disabled else t.text2
        size = rect.width() / self._look.u
        draw.icon(
            painter, self._look, QPointF(QRectF(rect).center()), self._name, colour, size=size
        )

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._look, self._name)


_FIRST_GROUPS: Final = ("undo", "record")  # of a menu; the others as they were registered
_STANDARD: Final = {
    "Undo": QKeySequence.StandardKey.Undo,
    "Redo": QKeySequence.StandardKey.Redo,
    "Find": QKeySequence.StandardKey.Find,
    "New": QKeySequence.StandardKey.New,
    "Print": QKeySequence.StandardKey.Print,
    "Quit": QKeySequence.StandardKey.Quit,
    "Preferences": QKeySequence.StandardKey.Preferences,
}


def key_sequence(shortcut: str) -> QKeySequence:
    """The keys of a shortcut, the platform's own for a standard one."""
    if shortcut in _STANDARD:
        return QKeySequence(_STANDARD[shortcut])
    return QKeySequence.fromString(shortcut, QKeySequence.SequenceFormat.PortableText)


class Actions(QObject):
    """The registry.

    Args:
        holder: the window; its shortcuts work wherever the focus is within it.
        writing: whether a job holds the lane of writers.
    """

    def __init__(
        self, look: Look, holder: QWidget, writing: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(holder)
        self._look, self._holder, self._writing = look, holder, writing
        self._actions: dict[str, Action] = {}
        self._made: dict[str, QAction] = {}

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def add(self, actions: Sequence[Action]) -> None:
        """Register actions.

        Raises:
            ValueError: an id or a shortcut is taken.
        """
        for action in actions:
            keys = key_sequence(action.shortcut)
            taken = [a.id for a in self if not keys.isEmpty() and key_sequence(a.shortcut) == keys]
            if action.id in self._actions or taken:
                raise ValueError(action.id, taken)
            made = QAction(self)
            made.setObjectName(action.id)
            if action.shortcut in _STANDARD:  # some have a second one, such as Ctrl+Y
                made.setShortcuts(_STANDARD[action.shortcut])
            else:
                made.setShortcut(keys)
            made.setAutoRepeat(False)  # a key held down undoes one step, not the day's work
            made.triggered.connect(self._runner(action))
            if action.icon:
                made.setIcon(QIcon(_Engine(self._look, action.icon)))
            made.setCheckable(action.chosen is not None)
            made.setMenuRole(QAction.MenuRole.NoRole)
            self._actions[action.id], self._made[action.id] = action, made
            self._holder.addAction(made)
        self.refresh()

    def qaction(self, name: str) -> QAction:
        """Qt's action for an id."""
        return self._made[name]

    def run(self, name: str) -> None:
        """Do an action, if it can be done now."""
        if self.possible(self._actions[name]):
            self._runner(self._actions[name])()

    def possible(self, action: Action) -> bool:
        """Whether an action can be done now."""
        return action.when() and not (action.writes and self._writing())

    def why_not(self, action: Action) -> str:
        """Why an action cannot be done now; empty where nobody has said."""
        if action.writes and action.when():
            return _("Wait until what is being written is done")
        return action.why_not()

    def refresh(self) -> None:
        """Ask every action anew for its words and whether it can be done."""
        for name, action in self._actions.items():
            made, possible = self._made[name], self.possible(action)
            text = action.text()
            made.setText(text)
            made.setEnabled(possible)
            made.setToolTip(text if possible else self.why_not(action) or text)
            if action.chosen is not None:
                made.setChecked(action.chosen())

    def fill(self, menu: QMenu, name: str) -> None:
        """Put the actions of a menu into it, with lines between groups."""
        menu.clear()
        menu.setToolTipsVisible(True)
        groups: dict[str, list[Action]] = {group: [] for group in _FIRST_GROUPS}
        for action in self:
            if action.menu == name:
                groups.setdefault(action.group, []).append(action)
        for actions in filter(None, groups.values()):
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addActions([self._made[action.id] for action in actions])

    def _runner(self, action: Action) -> Callable[[], None]:
        def run() -> None:
            action.run()
            self.refresh()

        return run
