"""Head and foot of the desk's screen: the day, the count, the last four, and the keys."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.desk.dress import Dress, dress
from recipe_desktop.ui.desk.model import SYMBOLS, DayStanding, Recent, ScanResult
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.theme import Look

_LEAST_REMARK = 4.0  # units
_BETWEEN_KEYS, _CLOSEST_KEYS = 1.75, 0.75
_LINE = 1.9  # units, from one line of keys to the next
_LEAST_KEY = 2.0  # of the words of any key
_WIDEST_WORDS, _LEAST_WORDS = 20.0, 8.0  # of a key that names somebody
EDGE = 2.0
_CARDS = 4
_BESIDE_NAME = 4.2  # units: symbol, margins and the gap before the time


class Dressed(QWidget):
    """A part that takes the colours of the moment."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.outcome: ScanResult | None = None
        look.changed.connect(self._look_changed)

    @property
    def dress(self) -> Dress:
        """The colours in force."""
        return dress(self.look.tokens, self.outcome)

    def wear(self, outcome: ScanResult | None) -> None:
        """Take the colours of an outcome."""
        self.outcome = outcome
        self.update()

    def _look_changed(self) -> None:
        self.updateGeometry()
        self.update()


class TopBar(Dressed):
    """Event and day at the left; at the right the count, the desk, and the time."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.standing = DayStanding("", "", "", 0.0, "")
        self.time = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_standing(self, standing: DayStanding) -> None:
        """Another count."""
        self.standing = standing
        said = (standing.event, standing.occasion, standing.arrived, standing.desk)
        self.setAccessibleName(", ".join(filter(None, said)))
        self.update()

    def show_time(self, time: str) -> None:
        """What the clock says."""
        if time != self.time:
            self.time = time
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.look.px(60), self.look.px(4.4))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = f"{self.standing.event}\n{self.standing.occasion}"
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, u, fonts, d = self.look, self.look.u, self.look.fonts, self.dress
        right = self.width() - EDGE * u
        time = QRectF(right - 8 * u, 1 * u, 8 * u, 2.2 * u)
        draw.text(painter, time, self.time, fonts.record, d.ink, draw.RIGHT)
        widest = re.sub(r"\d", "0", self.time)  # else all of it moves with every minute
        right -= fonts.record.width(widest) + 1.75 * u
        right -= self._pill(painter, right) + 1.5 * u
        bar = QRectF(right - 10.5 * u, 2.5 * u, 10.5 * u, 0.5 * u)
        said = QRectF(right - 16 * u, 0.85 * u, 16 * u, 1.3 * u)
        draw.text(painter, said, self.standing.arrived, fonts.strong, d.ink, draw.RIGHT)
        radius = bar.height() / 2
        draw.box(painter, bar, fill=d.track, line=d.line or None, radius=radius)
        done = min(1.0, max(0.0, self.standing.share))
        if done > 0:
            filled = QRectF(bar.left(), bar.top(), max(bar.height(), bar.width() * done), 0.5 * u)
            draw.box(painter, filled, fill=d.bar, radius=radius)
        room = said.left() - EDGE * u - 2 * u
        first = QRectF(EDGE * u, 1 * u, room, 1.35 * u)
        draw.text(painter, first, self.standing.event, fonts.strong, d.ink)
        second = first.translated(0, 1.35 * u)
        draw.text(painter, second, self.standing.occasion, look.fonts.second, d.second)
        painter.end()

    def _pill(self, painter: QPainter, right: float) -> float:
        words = self.standing.desk
        if not words:
            return 0.0
        look, u, d = self.look, self.look.u, self.dress
        wide = look.fonts.second_strong.width(words) + 3.3 * u
        rect = QRectF(right - wide, 1.05 * u, wide, 2.1 * u)
        draw.box(painter, rect, fill=d.panel, line=d.line or None, radius=rect.height() / 2)
        at = QPointF(rect.left() + 1.35 * u, rect.center().y() + 0.5)
        draw.icon(painter, look, at, "user", d.ink)
        inside = rect.adjusted(2.2 * u, 0, 0, 0)
        draw.text(painter, inside, words, look.fonts.second_strong, d.ink)
        return wide


class LastFour(Dressed):
    """Who was last at this desk."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.recent: Sequence[Recent] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """Newest first."""
        self.recent = tuple(recent[:_CARDS])
        said = "; ".join(f"{one.name} {one.time}" for one in self.recent)
        self.setAccessibleName(_("Last at this desk") + f": {said}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.look.px(60), self.look.px(4.2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.recent:
            return
        painter = QPainter(self)
        u, fonts, d = self.look.u, self.look.fonts, self.dress
        head = QRectF(EDGE * u, 0, self.width() - 2 * EDGE * u, 1.2 * u)
        draw.text(painter, head, _("Last at this desk"), fonts.second_strong, d.second)
        gap = 0.75 * u
        left = EDGE * u
        for one, wide in zip(self.recent, self._widths(gap), strict=True):
            card = QRectF(left, 1.55 * u, wide, 2.5 * u)
            left += wide + gap
            draw.box(painter, card, fill=d.panel, line=d.line or None, radius=0.5 * u)
            at = QPointF(card.left() + 1.4 * u, card.center().y())
            draw.icon(painter, self.look, at, SYMBOLS[one.outcome], d.ink)
            inside = card.adjusted(2.6 * u, 0, -0.9 * u, 0)
            figures = fonts.second_figures
            taken = draw.text(painter, inside, one.time, figures, d.second, draw.RIGHT)
            name = inside.adjusted(0, 0, -taken - 0.5 * u, 0)
            draw.text(painter, name, one.name, fonts.action, d.ink)
        painter.end()

    def _widths(self, gap: float) -> list[float]:
        """A quarter each; a long name takes from those that are short what they do not need."""
        u, fonts = self.look.u, self.look.fonts
        equal = (self.width() - 2 * EDGE * u - (_CARDS - 1) * gap) / _CARDS
        needs = [
            _BESIDE_NAME * u + fonts.action.width(one.name) + fonts.second_figures.width(one.time)
            for one in self.recent
        ]
        lacking = sum(max(0.0, need - equal) for need in needs)
        spare = sum(max(0.0, equal - need) for need in needs)
        if not lacking or not spare:
            return [equal for _need in needs]
        given, taken = min(1.0, spare / lacking), min(1.0, lacking / spare)
        return [equal + (need - equal) * (given if need > equal else taken) for need in needs]


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it stands on the keyboard, what it does here, and how a click does the same.

    Args:
        names: whether its words name somebody; they are elided where the others need the room.
    """

    cap: str
    words: str
    run: Callable[[], object] | None = None
    names: bool = False


class KeyHint(PaintedButton):
    """A key with its word; a click does the same."""

    def __init__(self, look: Look, key: Key, parent: Dressed) -> None:
        super().__init__(look, parent)
        self._key, self._bar = key, parent
        self.setText(key.words)
        self.setAccessibleName(f"{key.words} ({key.cap})")
        self.setToolTip(key.words if key.names else "")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return self._size(_WIDEST_WORDS if self._key.names else None)

    @override
    def minimumSizeHint(self) -> QSize:
        return self._size(_LEAST_KEY)  # with the longest words the window may not outgrow a screen

    @property
    def spare(self) -> int:
        """How much narrower it may be without a loss: the name of somebody is known elsewhere."""
        if not self._key.names:
            return 0
        return max(0, self.sizeHint().width() - self._size(_LEAST_WORDS).width())

    def _size(self, most: float | None) -> QSize:
        look = self._look
        words = look.fonts.action.width(self.text())
        if most is not None:
            words = min(words, most * look.u)
        wide = cap_width(look, self._key.cap) + 0.5 * look.u + words
        return QSize(round(wide) + 2, look.px(1.6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        d, u = self._bar.dress, self._look.u
        wide = cap(painter, self._look, QPointF(0, self.height() / 2), self._key.cap, d)
        words = QRectF(wide + 0.5 * u, 0, self.width() - wide - 0.5 * u, self.height())
        draw.text(painter, words, self.text(), self._look.fonts.action, d.second)
        painter.end()


class KeyBar(Dressed):
    """The keys that do something now, and at the right a remark.

    Where the words are long the keys move together, then a name among them is elided, and what has
    no room even so goes into a second line.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.remark = ""
        self.hints: list[KeyHint] = []
        self._lines = 1
        self.setMinimumWidth(1)  # the words of the keys make no window wider than its screen
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def measure(self) -> None:
        """Set what follows the size of the text."""
        self._share()

    def show_keys(self, keys: Sequence[Key], remark: str = "") -> None:
        """Other keys."""
        for hint in self.hints:
            hint.hide()
            hint.deleteLater()
        self.hints = []
        for key in keys:
            hint = KeyHint(self.look, key, self)
            if key.run is not None:
                hint.clicked.connect(key.run)
            self.hints.append(hint)
            hint.show()
        self.remark = remark
        self.setAccessibleName(remark)
        self._share()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        u = self.look.u
        lines = self._in_lines()
        for number, line in enumerate(lines):
            self._place(line, round((0.1 + number * _LINE) * u))
        if len(lines) != self._lines:
            self._lines = len(lines)
            self.updateGeometry()

    def _in_lines(self) -> list[list[KeyHint]]:
        """The keys of each line, of which the second takes all that the first has no room for."""
        closest = _CLOSEST_KEYS * self.look.u
        room = self.width() - 2 * EDGE * self.look.u
        wide = 0.0
        for count, hint in enumerate(self.hints):
            wide += hint.sizeHint().width() - hint.spare + closest
            if count and wide > room:
                return [self.hints[:count], self.hints[count:]]
        return [self.hints]

    def _place(self, line: Sequence[KeyHint], top: int) -> None:
        u, gaps = self.look.u, len(line)  # one before what is left at the end
        sizes = [float(hint.sizeHint().width()) for hint in line]
        room = self.width() - 2 * EDGE * u - sum(sizes)
        spacing = min(max(room / gaps if gaps else 0, _CLOSEST_KEYS * u), _BETWEEN_KEYS * u)
        lacking = max(0.0, gaps * spacing - room)
        names = [hint.spare for hint in line]
        others = [
            max(0, size - spare - hint.minimumSizeHint().width())
            for hint, size, spare in zip(line, sizes, names, strict=True)
        ]
        for spare in (names, others):  # a word that no line has room for is elided last
            share = min(1.0, lacking / sum(spare)) if sum(spare) else 0.0
            sizes = [size - share * one for size, one in zip(sizes, spare, strict=True)]
            lacking -= share * sum(spare)
        left = EDGE * u
        for hint, size in zip(line, sizes, strict=True):
            hint.setGeometry(round(left), top, round(size), hint.sizeHint().height())
            left += size + spacing

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.look.px(60), self.look.px(2.4 + (self._lines - 1) * _LINE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u = self.look.u
        last = self.hints[-1].geometry() if self.hints else self.rect()
        left = last.right() + u if self.hints else u
        inside = QRectF(left, last.y(), self.width() - EDGE * u - left, last.height())
        if inside.width() > _LEAST_REMARK * u:
            face, ink = self.look.fonts.action, self.dress.second
            draw.text(painter, inside, self.remark, face, ink, draw.RIGHT)
        painter.end()


def cap_width(look: Look, key: str) -> float:
    """How wide ``cap`` will be."""
    return max(look.fonts.small_strong.width(key) + 0.9 * look.u, 1.5 * look.u)


def cap(painter: QPainter, look: Look, left: QPointF, key: str, colours: Dress) -> float:
    """A key, its left side in the middle at ``left``; gives the width."""
    u, wide = look.u, cap_width(look, key)
    rect = QRectF(round(left.x()), round(left.y() - 0.75 * u), round(wide), round(1.5 * u))
    draw.box(painter, rect, line=colours.ink, radius=0.35 * u)
    draw.text(painter, rect, key, look.fonts.small_strong, colours.ink, draw.CENTRE)
    return wide
