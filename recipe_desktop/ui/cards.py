"""Cards and what stands in them: heads, counts, findings, banners, steps, tabs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button, PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.view import Label, View

INSIDE = 1.125
BETWEEN = 0.75
PAGE_MARGIN = 1.5
_ROOM_FOR_TILE = 11.5  # units; a narrower card keeps its room for the words
_SOURCE_UNITS = 13.0


class Card(QFrame):
    """A surface with a line round it; ``body`` is where its contents go.

    Args:
        selected: with the accent's line, as the one of several that counts.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, *, bare: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self.selected = False
        self.body = QVBoxLayout(self)
        edge = 1 if bare else look.px(INSIDE)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(0 if bare else look.px(0.5))
        look.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = self._look.tokens
        draw.box(
            painter,
            QRectF(self.rect()),
            fill=t.surface,
            line=t.accent if self.selected else t.line,
            width=2 if self.selected else 1,
            radius=self._look.u / 2,
        )
        painter.end()


class Line(QWidget):
    """A hairline in a layout."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.tokens.line)
        painter.end()


class Symbol(QWidget):
    """An icon on a tile, or alone, as a picture in a layout."""

    def __init__(
        self,
        look: Look,
        symbol: str,
        *,
        status: Status | None = None,
        tile: float = 0.0,
        size: float = 18 / 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._symbol, self._status = look, symbol, status
        self._tile, self._size = tile, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._measure()
        look.changed.connect(self._measure)

    def show_symbol(self, symbol: str, status: Status | None = None) -> None:
        """Another picture in the same place."""
        self._symbol, self._status = symbol, status
        self.update()

    def _measure(self) -> None:
        side = self._look.px(self._tile or self._size)
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, rect = self._look.tokens, QRectF(self.rect())
        ink = t.text2 if self._status is None else t.ink(self._status)
        if self._tile:
            ground = t.sunken if self._status is None else t.tint(self._status)
            line = t.line if self._status is None else None
            draw.tile(
                painter,
                self._look,
                rect,
                self._symbol,
                ink=ink,
                ground=ground,
                size=self._size,
                line=line,
            )
        else:
            draw.icon(painter, self._look, rect.center(), self._symbol, ink, size=self._size)
        painter.end()


class Disc(QWidget):
    """Initials of a person or an office."""

    def __init__(
        self,
        look: Look,
        initials: str,
        series: int,
        *,
        size: float = 1.75,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._initials, self._series = look, initials, series
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(look.px(size), look.px(size))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        draw.disc(painter, self._look, rect, self._initials, self._series)
        painter.end()


class Pill(QWidget):
    """Status with symbol and word on a tint."""

    def __init__(
        self,
        look: Look,
        status: Status,
        words: str,
        *,
        symbol: str | None = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._status, self._words, self._symbol = look, status, words, symbol
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def show_status(self, status: Status, words: str) -> None:
        """Another status in the same place."""
        self._status, self._words = status, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        symbol = STATUS_ICONS[self._status] if self._symbol == "" else self._symbol
        wide = draw.pill_width(self._look, self._words, symbol)
        return QSize(round(wide) + 1, self._look.px(1.25) + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = QPointF(self.width(), self.height() / 2)
        draw.pill(painter, self._look, right, self._status, self._words, self._symbol)
        painter.end()


class StatusWord(QWidget):
    """Status with symbol and word, without a tint."""

    def __init__(
        self,
        look: Look,
        status: Status,
        words: str,
        *,
        symbol: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._status, self._words, self._symbol = look, status, words, symbol
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    @override
    def sizeHint(self) -> QSize:
        wide = draw.status_width(self._look, self._words)
        return QSize(round(wide) + 2, self._look.px(1.25))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = QPointF(self.width(), self.height() / 2)
        draw.status(painter, self._look, right, self._status, self._words, self._symbol)
        painter.end()


class CardHead(QWidget):
    """Title of a card, and at the right what belongs to it."""

    def __init__(self, look: Look, title: str = "", aside: QWidget | None = None) -> None:
        super().__init__()
        self.title = Label(look, title, face="strong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addStretch()
        if aside is not None:
            layout.addWidget(aside)


class PageHead(QWidget):
    """Title of a page with a line below it, and its buttons at the right."""

    def __init__(self, look: Look, *, face: str = "title", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(look, face=face)
        self.second = Label(look, ink="text2")
        self.second.hide()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.second)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(0.5))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(texts, 1)
        layout.addLayout(self.buttons)

    def show_texts(self, title: str, second: str = "") -> None:
        """What the page is, in one or two lines."""
        self.title.setText(title)
        self.second.setText(second)
        self.second.setVisible(bool(second))


class RecordHead(QWidget):
    """Head of a detail pane: a tile with the kind, the record's name, one line of what it is."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = Symbol(look, "building", tile=2.75, size=22 / 16)
        self.head = PageHead(look, face="record")
        self.buttons = self.head.buttons
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.9))
        layout.addWidget(self.tile)
        layout.addWidget(self.head, 1)

    def show_record(self, symbol: str, name: str, second: str) -> None:
        """Whose details these are."""
        self.tile.show_symbol(symbol)
        self.head.show_texts(name, second)


class CountCard(PaintedButton):
    """A number with its word that filters the list below when it is pressed."""

    def __init__(
        self, look: Look, status: Status, symbol: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._status, self._symbol = status, symbol
        self.number, self.word, self.second = "", "", ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, number: str, word: str, second: str) -> None:
        """What it counts, and one line about it."""
        self.number, self.word, self.second = number, word, second
        self.setAccessibleName(f"{number} {word}, {second}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(11), self._look.px(4.625))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        rect = QRectF(self.rect())
        draw.box(
            painter,
            rect,
            fill=t.hover if self.underMouse() and not self.isChecked() else t.surface,
            line=t.accent_ink if self.isChecked() else t.line,
            width=2 if self.isChecked() else 1,
            radius=u / 2,
        )
        left = 0.875 * u
        if rect.width() > _ROOM_FOR_TILE * u:
            tile = QRectF(left, (rect.height() - 2.625 * u) / 2, 2.5 * u, 2.625 * u)
            ink, tint = t.ink(self._status), t.tint(self._status)
            draw.tile(painter, self._look, tile, self._symbol, ink=ink, ground=tint, size=20 / 16)
            left = 4.125 * u
        first = QRectF(left, 0.8 * u, rect.width() - left - 0.5 * u, 1.9 * u)
        wide = draw.text(painter, first, self.number, fonts.title, t.text)
        word = first.adjusted(wide + 0.45 * u, 0.2 * u, 0, 0.1 * u)
        draw.text(painter, word, self.word, fonts.action, t.text)
        second = QRectF(left, 2.5 * u, rect.width() - left - 0.5 * u, 1.4 * u)
        draw.text(painter, second, self.second, fonts.second, t.text2)
        if self.ringed():
            draw.ring(painter, rect, t, u / 2)
        painter.end()


@dataclass(frozen=True, slots=True)
class Doing:
    """A button of a line: what it says and does."""

    words: str
    run: Callable[[], None]


class FindingLine(QWidget):
    """One finding: symbol, sentence, the reason below it, rule and source at the right.

    Args:
        doings: plain buttons at the right.
        tinted: on the tint of its status; for the one line that needs somebody.
        strong: with the sentence in semi-bold.
    """

    def __init__(
        self,
        look: Look,
        status: Status,
        sentence: str,
        reason: str = "",
        *,
        source: str = "",
        doings: Sequence[Doing] = (),
        tinted: bool = False,
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._status, self._tinted = look, status, tinted
        layout = QHBoxLayout(self)
        inside = look.px(INSIDE) - 4
        layout.setContentsMargins(inside, look.px(0.3), inside, look.px(0.3))
        layout.setSpacing(look.px(0.7))
        symbol = Symbol(look, STATUS_ICONS[status], status=status)
        open_face = "strong" if strong else "action"
        face = open_face if status not in (Status.OK, Status.NEUTRAL) or strong else "body"
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(look, sentence, face=face, wrap=True))
        if reason:
            texts.addWidget(Label(look, reason, face="second", ink="text2", wrap=True))
        top = Qt.AlignmentFlag.AlignTop if reason else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(symbol, 0, top)
        layout.addLayout(texts, 1)
        if source:
            said = Label(look, source, face="second", ink="text3")
            said.setMaximumWidth(look.px(_SOURCE_UNITS))
            layout.addWidget(said)
        for doing in doings:
            button = Button(look, doing.words)
            button.clicked.connect(doing.run)
            layout.addWidget(button)
        self.setMinimumHeight(look.px(2.7 if reason else 2.3 if strong else 1.8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tinted:
            painter = QPainter(self)
            t = self._look.tokens
            painter.fillRect(self.rect(), t.tint(self._status))
            painter.end()


class Banner(QWidget):
    """The one tinted strip a screen may have: symbol, sentence, reason, one button."""

    def __init__(
        self,
        look: Look,
        status: Status,
        sentence: str,
        reason: str = "",
        doing: Doing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._status = look, status
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(1.1), look.px(0.65), look.px(0.8), look.px(0.65))
        layout.setSpacing(look.px(0.75))
        layout.addWidget(
            Symbol(look, STATUS_ICONS[status], status=status), 0, Qt.AlignmentFlag.AlignTop
        )
        texts = QVBoxLayout()
        texts.setSpacing(look.px(0.1))
        texts.addWidget(Label(look, sentence, face="action", wrap=True))
        if reason:
            texts.addWidget(Label(look, reason, ink="text2", wrap=True))
        layout.addLayout(texts, 1)
        if doing is not None:
            button = Button(look, doing.words)
            button.clicked.connect(doing.run)
            layout.addWidget(button)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = self._look.tokens
        line = t.ink(self._status) if t.outlined else None
        draw.box(
            painter,
            QRectF(self.rect()),
            fill=t.tint(self._status),
            line=line,
            radius=self._look.u / 2,
        )
        painter.end()


class Tabs(QTabBar):
    """Tabs with counts, a thick line under the chosen one."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        look.changed.connect(self._measure_anew)

    def show_count(self, tab: int, count: str) -> None:
        """Put a count, such as ``3`` or ``1 file``, beside the word of a tab."""
        self.setTabData(tab, count)
        words = self.tabText(tab)
        self.setAccessibleTabName(tab, f"{words} {count}" if count else words)
        self._measure_anew()

    def _measure_anew(self) -> None:
        self.setTabText(0, self.tabText(0))  # the only way to have the bar measure its tabs anew
        self.updateGeometry()
        self.update()

    @override
    def tabSizeHint(self, index: int) -> QSize:
        fonts, u = self._look.fonts, self._look.u
        wide = fonts.strong.width(self.tabText(index)) + 1.5 * u
        if count := self.tabData(index):
            wide += fonts.second_figures.width(str(count)) + 0.4 * u
        return QSize(round(wide), self._look.px(2.25))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fonts, u, t = self._look.fonts, self._look.u, self._look.tokens
        for index in range(self.count()):
            rect = QRectF(self.tabRect(index)).adjusted(0, 0, -1.5 * u, 0)
            here = index == self.currentIndex()
            face = fonts.strong if here else fonts.action
            words = rect.adjusted(0, 0, u, -0.25 * u)
            wide = draw.text(painter, words, self.tabText(index), face, t.text if here else t.text2)
            under = wide
            if count := self.tabData(index):
                beside = words.adjusted(wide + 0.4 * u, 0, 0, 0)
                draw.text(painter, beside, str(count), fonts.second_figures, t.text3)
            if here:
                bar = QRectF(rect.left(), rect.bottom() - 3 / 16 * u, under, 3 / 16 * u)
                draw.box(painter, bar, fill=t.accent, radius=1)
                if self.hasFocus():
                    around = rect.adjusted(-2, 2, 0.4 * u, -0.3 * u)
                    draw.ring(painter, around, t, 5)
        painter.end()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way, such as that of an import."""

    word: str
    done: bool = False
    now: bool = False


class StepBar(QWidget):
    """Where one is on a way of a few steps."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._steps: Sequence[Step] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """The way, from its first to its last step."""
        self._steps = tuple(steps)
        now = next((step.word for step in steps if step.now), "")
        self.setAccessibleName(now)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        face, u = self._look.fonts.strong, self._look.u
        wide = sum(face.width(step.word) + 1.6 * u for step in self._steps)
        wide += max(0, len(self._steps) - 1) * 2.4 * u
        return QSize(round(wide), self._look.px(1.5))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fonts, u, t = self._look.fonts, self._look.u, self._look.tokens
        left, middle = 0.0, self.height() / 2
        for number, step in enumerate(self._steps, start=1):
            circle = QRectF(left, middle - 0.625 * u, 1.25 * u, 1.25 * u)
            if step.done:
                draw.box(painter, circle, fill=t.accent, radius=circle.width() / 2)
                draw.icon(
                    painter,
                    self._look,
                    circle.center(),
                    "check",
                    t.on_accent,
                    size=13 / 16,
                    stroke=3,
                )
            else:
                edge = t.accent_ink if step.now else t.field_line
                draw.box(
                    painter,
                    circle,
                    line=edge,
                    width=2 if step.now else 1,
                    radius=circle.width() / 2,
                )
                ink = t.accent_ink if step.now else t.text2
                draw.text(painter, circle, str(number), fonts.small, ink, draw.CENTRE)
            face = fonts.strong if step.now else fonts.action
            words = QRectF(left + 1.6 * u, 0, face.width(step.word) + 1, self.height())
            ink = t.text if step.done or step.now else t.text2
            left = words.left() + draw.text(painter, words, step.word, face, ink)
            if number < len(self._steps):
                draw.hairline(painter, left + 0.5 * u, left + 1.8 * u, middle, t.control_line)
                left += 2.4 * u
        painter.end()


def page_layout(page: View) -> QVBoxLayout:
    """The layout of a page with the usual margins."""
    layout = QVBoxLayout(page)
    edge = page.look.px(PAGE_MARGIN)
    layout.setContentsMargins(edge, page.look.px(0.9), edge, page.look.px(1.25))
    layout.setSpacing(page.look.px(BETWEEN))
    return layout
