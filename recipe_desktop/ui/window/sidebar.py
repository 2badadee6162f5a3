"""The sidebar: project and office, "go to or do", the sections, the person and what is saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_number
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.icons import STROKE, STRONG_STROKE
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import View, Words

WIDE = 13.0
FOLDED = 3.25
_TICK = 1.1  # units that the tick before "Saved 14:02" takes


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the window with an entry in the sidebar.

    Args:
        id: its name in code and settings.
        word: what the entry says.
        symbol: its icon.
        make: builds the page when it is first shown.
        count: what the entry counts; None shows nothing.
        alarm: conflicts that wait; shown as a tinted pill.
    """

    id: str
    word: Words
    symbol: str
    make: Callable[[], QWidget]
    count: Callable[[], int | None] = lambda: None
    alarm: Callable[[], int] = lambda: 0


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Who works here; shown at the foot of the sidebar."""

    name: str
    initials: str
    series: int = 3


class _Head(PaintedButton):
    """Project and office; a menu if there is anything to switch."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.project, self.office = "", ""
        self.folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(6), self._look.px(2.75))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        left = (self.width() - 1.625 * u) / 2 if self.folded else 0.25 * u
        tile = QRectF(left, 0.45 * u, 1.625 * u, 1.625 * u)
        draw.project_mark(painter, self._look, tile)
        if not self.folded:
            left, wide = 2.375 * u, self.width() - 2.375 * u
            draw.text(
                painter, QRectF(left, 0.2 * u, wide, 1.2 * u), self.project, fonts.strong, t.text
            )
            second = QRectF(left, 1.2 * u, wide, 1.1 * u)
            draw.text(painter, second, self.office, fonts.second, t.text2)
        if self.ringed():
            draw.ring(painter, QRectF(self.rect()), t, 6)
        painter.end()


class _GoTo(PaintedButton):
    """Looks like a field and opens the palette."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.keys = ""
        self.folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(6), self._look.px(15 / 8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self._look.u, self._look.tokens
        frame = QRectF(self.rect())
        ground = t.hover if self.underMouse() else t.surface
        draw.box(painter, frame, fill=ground, line=t.control_line, radius=3 / 8 * u)
        middle = frame.center().y() + 0.5
        glass = frame.center().x() if self.folded else frame.left() + 1.05 * u
        draw.icon(painter, self._look, QPointF(glass, middle), "search", t.text2, size=1)
        if not self.folded:
            cap = draw.key_cap(
                painter, self._look, QPointF(frame.right() - 0.4 * u, middle), self.keys
            )
            words = frame.adjusted(1.95 * u, 0, -cap - 0.6 * u, 0)
            draw.text(painter, words, self.text(), self._look.fonts.body, t.text3)
        if self.ringed():
            draw.ring(painter, frame, t, 3 / 8 * u)
        painter.end()


class SectionEntry(PaintedButton):
    """One section in the sidebar: icon, word, count or pill."""

    def __init__(self, look: Look, section: Section, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.section = section
        self.folded = False
        self.count: str = ""
        self.alarm = 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(6), self._look.px(2))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        rect, here = QRectF(self.rect()), self.isChecked()
        if here:
            edge = t.accent if t.outlined else None
            draw.box(painter, rect, fill=t.sidebar_selected, line=edge, radius=3 / 8 * u)
        elif self.underMouse():
            draw.box(painter, rect, fill=t.pressed, radius=3 / 8 * u)
        ink = t.accent_ink if here else t.text
        sign = t.accent_ink if here else t.text2
        middle = rect.center().y() + 0.5
        left = rect.center().x() if self.folded else 1.2 * u
        stroke = STRONG_STROKE if here else STROKE
        draw.icon(
            painter, self._look, QPointF(left, middle), self.section.symbol, sign, stroke=stroke
        )
        if not self.folded:
            taken = self._right(painter, QPointF(rect.right(), middle), here=here)
            face = fonts.strong if here else fonts.action
            words = QRectF(2.375 * u, 0, rect.width() - 2.8 * u - taken, rect.height())
            draw.text(painter, words, self.text(), face, ink)
        if self.ringed():
            draw.ring(painter, rect, t, 3 / 8 * u)
        painter.end()

    def _right(self, painter: QPainter, edge: QPointF, *, here: bool) -> float:
        u, t = self._look.u, self._look.tokens
        if self.alarm:
            at = QPointF(edge.x() - 0.6 * u, edge.y())
            return draw.pill(painter, self._look, at, Status.CONFLICT, format_number(self.alarm))
        if self.count:
            ink = t.accent_ink if here else t.text3
            face = self._look.fonts.second_figures
            place = QRectF(0, 0, edge.x() - u, self.height())
            return draw.text(painter, place, self.count, face, ink, draw.RIGHT)
        return 0.0


class _Foot(View):
    """Who works here, when it was saved, and the menu."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.person = PersonHere("", "")
        self.saved = ""
        self.folded = False
        self.menu = _MenuButton(look, self)
        self.measure()

    @override
    def measure(self) -> None:
        self.setFixedHeight(self.look.px(3.5))
        self._place()

    def fold(self, *, folded: bool) -> None:
        self.folded = folded
        self._place()
        self.update()

    def _place(self) -> None:
        u = self.look.u
        side = self.look.px(1.9)
        wide = round(FOLDED * u) if self.folded else round(WIDE * u)
        left = (wide - side) // 2 if self.folded else wide - side - round(0.5 * u)
        self.menu.setGeometry(left, (self.height() - side) // 2, side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self.look.u, self.look.tokens, self.look.fonts
        draw.hairline(painter, 0, self.width(), 0, t.line)
        if not self.folded:
            disc = QRectF(0.875 * u, 0.8125 * u, 1.75 * u, 1.75 * u)
            draw.disc(painter, self.look, disc, self.person.initials, self.person.series)
            wide = self.menu.x() - 3.4 * u
            top = 0.55 if self.saved else 1.1
            name = QRectF(3.25 * u, top * u, wide, 1.2 * u)
            draw.text(painter, name, self.person.name, fonts.action, t.text)
            if self.saved:
                second = QRectF(3.25 * u, 1.65 * u, wide, 1.2 * u)
                if fonts.second.width(self.saved) < wide - _TICK * u:  # else the words say it
                    at = QPointF(3.7 * u, 2.25 * u)
                    draw.icon(painter, self.look, at, "check", t.ok, size=14 / 16, stroke=2.4)
                    second.adjust(_TICK * u, 0, 0, 0)
                draw.text(painter, second, self.saved, fonts.second, t.text2)
        painter.end()


class _MenuButton(PaintedButton):
    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(1.9), self._look.px(1.9))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, rect = self._look.tokens, QRectF(self.rect())
        if self.underMouse():
            draw.box(painter, rect, fill=t.pressed, radius=6)
        draw.icon(painter, self._look, rect.center(), "menu-2", t.text2)
        if self.ringed():
            draw.ring(painter, rect, t, 6)
        painter.end()


class Sidebar(View):
    """Where one is and where one can go.

    ``chosen`` tells the id of a section; ``go_to`` and ``menu_wanted`` that palette or menu
    are asked for.
    """

    chosen = Signal(str)
    go_to = Signal()
    menu_wanted = Signal()

    def __init__(
        self, look: Look, sections: Sequence[Section], keys: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent, ground="sidebar")
        self.folded = False
        self.head = _Head(look, self)
        self.find_field = _GoTo(look, self)
        self.find_field.keys = keys
        self.foot = _Foot(look, self)
        self.menu_button = self.foot.menu
        self.entries = {section.id: SectionEntry(look, section, self) for section in sections}
        group = self._group = QButtonGroup(self)
        for entry in self.entries.values():
            group.addButton(entry)

        self._top = QVBoxLayout()
        self._list = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top)
        layout.addLayout(self._list)
        layout.addStretch()
        layout.addWidget(self.foot)
        self._top.addWidget(self.head)
        self._top.addWidget(self.find_field)
        for entry in self.entries.values():
            self._list.addWidget(entry)
        self.measure()
        self.retranslate()
        self.refresh()

        group.buttonClicked.connect(self._entry_clicked)
        self.find_field.clicked.connect(self.go_to)
        self.head.clicked.connect(self.menu_wanted)
        self.menu_button.clicked.connect(self.menu_wanted)

    @override
    def retranslate(self) -> None:
        self.setAccessibleName(_("Sections"))
        self.find_field.setText(_("Go to or do"))
        self.find_field.setAccessibleName(_("Go to or do"))
        self.menu_button.setAccessibleName(_("Menu"))
        self.menu_button.setToolTip(_("Menu"))
        for entry in self.entries.values():
            entry.setText(entry.section.word())
        self.refresh()

    @override
    def measure(self) -> None:
        u = self.look.u
        self.setFixedWidth(round((FOLDED if self.folded else WIDE) * u))
        side = round(0.5 * u)
        self._top.setContentsMargins(round(0.75 * u), side, round(0.75 * u) - 1, round(0.75 * u))
        self._top.setSpacing(side)
        self._list.setContentsMargins(side, round(u / 8), side - 1, 0)
        self._list.setSpacing(round(u / 8))

    def fold(self, *, folded: bool) -> None:
        """Show icons only, with the words in tool tips."""
        self.folded = folded
        self.head.folded = self.find_field.folded = folded
        self.foot.fold(folded=folded)
        for entry in self.entries.values():
            entry.folded = folded
            entry.setToolTip(entry.text() if folded else "")
        self.measure()
        self.update()

    def refresh(self) -> None:
        """Ask every section what it counts."""
        for entry in self.entries.values():
            count, entry.alarm = entry.section.count(), entry.section.alarm()
            entry.count = "" if count is None else format_number(count)
            said = [entry.text(), entry.count]
            if entry.alarm:
                said.append(_("{count} to decide").format(count=format_number(entry.alarm)))
            entry.setAccessibleName(", ".join(part for part in said if part))
            entry.update()

    def show_office(self, project: str, office: str) -> None:
        """Whose data this is."""
        self.head.project, self.head.office = project, office
        self.head.setAccessibleName(f"{project}, {office}")
        self.head.setToolTip(f"{project}\n{office}")
        self.head.update()

    def show_person(self, person: PersonHere) -> None:
        """Who works here."""
        self.foot.person = person
        self.foot.update()

    def show_saved(self, words: str) -> None:
        """When the last change was saved, such as "Saved 14:02"."""
        self.foot.saved = words
        self.foot.setAccessibleDescription(words)
        self.foot.setToolTip(words)
        self.foot.update()

    def mark(self, section: str) -> None:
        """Show where one is; Tab stops there among the sections, and arrows go on from there.

        Args:
            section: empty on a page that belongs to none: Tab stops at the first then.
        """
        here = self.entries[section or next(iter(self.entries))]
        self._group.setExclusive(bool(section))  # else one of them has to be where one is
        for entry in self.entries.values():
            entry.setChecked(bool(section) and entry is here)
        for entry in self.entries.values():
            stops = Qt.FocusPolicy.StrongFocus if entry is here else Qt.FocusPolicy.ClickFocus
            entry.setFocusPolicy(stops)
        if any(entry.hasFocus() for entry in self.entries.values()):
            here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry_clicked(self, entry: QWidget) -> None:
        if isinstance(entry, SectionEntry):
            self.chosen.emit(entry.section.id)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), self.look.tokens.line)
        painter.end()
