"""The middle of the screen: ready to scan, or what came of the last scan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.desk.frame import EDGE, Dressed, cap, cap_width
from recipe_desktop.ui.desk.model import DeskChoice, Result, ScanResult
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.fonts import Face
from recipe_desktop.ui.look.theme import Look

_SHAPE = 15.0
_WIDE = 4.4, _SHAPE, 22.75  # units: where the shape begins, its size, where the words begin
_NARROW = 2.0, 5.0, 8.5
_NARROW_BELOW = 56.0  # units
_LOW = 18.0  # units
_WAITING_HIGH = 26.0  # units; in less all of it is smaller
_CHIP_HEIGHT = 3.1
_MIDDLE = 0.43  # of the height: where the eye looks first


class ChoiceButton(PaintedButton):
    """Something that can be done about a result, with its key in it."""

    def __init__(self, look: Look, choice: DeskChoice, pane: Dressed) -> None:
        super().__init__(look, pane)
        self.choice, self._pane = choice, pane
        self.setText(choice.words)
        self.setAccessibleName(f"{choice.words} ({choice.key})")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(choice.run)

    @override
    def sizeHint(self) -> QSize:
        u = self._look.u
        wide = self._look.fonts.lead.width(self.text()) + cap_width(self._look, self.choice.key)
        return QSize(round(wide + 4.75 * u), round(_CHIP_HEIGHT * u))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        d, u, rect = self._pane.dress, self._look.u, QRectF(self.rect())
        _chip(painter, self._look, rect, self.choice.symbol, self.text(), self._pane)
        wide = cap_width(self._look, self.choice.key)
        left = QPointF(rect.right() - wide - 0.75 * u, rect.center().y())
        cap(painter, self._look, left, self.choice.key, d)
        if self.underMouse() or self.ringed():
            draw.box(painter, rect, line=d.ink, width=2, radius=0.5 * u)
        painter.end()


class ResultPane(Dressed):
    """Paints the result at once: no fade, no layout, in the next frame."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.result: Result | None = None
        self.others: Sequence[str] = ()
        self.is_paused = False
        self.buttons: list[ChoiceButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._say()

    def show_result(self, result: Result | None) -> None:
        """Show what came of a scan; None waits for the next one."""
        self.result = result
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        choices = result.choices if result is not None else ()
        self.buttons = [ChoiceButton(self.look, choice, self) for choice in choices]
        self._place()
        for button in self.buttons:
            button.show()
        self._say()
        self.update()

    def show_paused(self, *, paused: bool) -> None:
        """Say instead of "ready" that nobody is checked in for a while."""
        self.is_paused = paused
        self._say()
        self.update()

    def show_others(self, others: Sequence[str]) -> None:
        """One line for each other desk, shown while this one waits."""
        self.others = tuple(others)
        self.update()

    def press(self, key: str) -> bool:
        """Do what a key stands for; False where it stands for nothing."""
        for button in self.buttons:
            if button.choice.key.casefold() == key.casefold():
                button.click()
                return True
        return False

    def _say(self) -> None:
        result = self.result
        if result is None:
            self.setAccessibleName(self._waits()[1])
            return
        said = (result.word, result.name, result.second, *(chip.words for chip in result.chips))
        self.setAccessibleName(", ".join(filter(None, said)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.result is None:
            self._paint_waiting(painter)
        else:
            self._paint_result(painter, self.result)
        painter.end()

    @property
    def _measures(self) -> tuple[float, float, float]:
        """In large text on a small screen the shape gives room to the words."""
        return _NARROW if self.width() < _NARROW_BELOW * self.look.u else _WIDE

    @property
    def _text_left(self) -> float:
        return self._measures[2] * self.look.u

    def _waits(self) -> tuple[str, str, str]:
        """The symbol, the word and the line below while there is no result."""
        if self.is_paused:
            return "player-pause", _("Paused"), _("nobody is checked in until you go on")
        return "qrcode", _("Ready to scan"), _("or type the beginning of a name")

    # -- waiting ----------------------------------------------------------------------------

    def _paint_waiting(self, painter: QPainter) -> None:
        look, u, fonts, t = self.look, self.look.u, self.look.fonts, self.look.tokens
        share = min(1.0, self.height() / (_WAITING_HIGH * u))
        painter.scale(share, share)
        whole, high = self.width() / share, self.height() / share
        centre = QPointF(whole / 2, high * _MIDDLE - 1.2 * u)
        tile = QRectF(centre.x() - 6.5 * u, centre.y() - 6.5 * u, 13 * u, 13 * u)
        draw.box(painter, tile, fill=t.surface, line=t.line, radius=2.5 * u)
        self._corners(painter, tile.adjusted(2.1 * u, 2.1 * u, -2.1 * u, -2.1 * u))
        symbol, waits, said = self._waits()
        draw.icon(painter, look, centre, symbol, t.text, size=5.4, stroke=2.0)
        word = QRectF(0, tile.bottom() + 1.9 * u, whole, 3.6 * u)
        draw.text(painter, word, waits, fonts.desk_word, t.text, draw.CENTRE)
        second = QRectF(0, word.bottom() + 0.1 * u, whole, 1.8 * u)
        draw.text(painter, second, said, fonts.big, t.text2, draw.CENTRE)
        line = QRectF(0, second.bottom() + 0.6 * u, whole, 1.4 * u)
        for words in self.others:
            draw.text(painter, line, words, fonts.second, t.text2, draw.CENTRE)
            line.translate(0, 1.4 * u)

    def _corners(self, painter: QPainter, rect: QRectF) -> None:
        u, long = self.look.u, 2.0 * self.look.u
        pen = QPen(QColor(self.look.tokens.accent_ink), 5 / 16 * u)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for x, way in ((rect.left(), 1), (rect.right(), -1)):
            for y, down in ((rect.top(), 1), (rect.bottom(), -1)):
                path = QPainterPath(QPointF(x + way * long, y))
                path.lineTo(x, y)
                path.lineTo(x, y + down * long)
                painter.drawPath(path)

    # -- a result ---------------------------------------------------------------------------

    def _paint_result(self, painter: QPainter, result: Result) -> None:
        u, d, middle = self.look.u, self.dress, self.height() * _MIDDLE
        begins, size, _text_left = self._measures
        shape = QRectF(-_SHAPE / 2 * u, -_SHAPE / 2 * u, _SHAPE * u, _SHAPE * u)
        painter.save()
        painter.translate((begins + size / 2) * u, middle)
        painter.scale(size / _SHAPE, size / _SHAPE)
        _shape(painter, self.look, shape, result.outcome, d.ink, d.ground)
        painter.restore()
        texts = self._texts(result)
        y = texts.top
        for line in texts.lines:
            room = QRectF(self._text_left, y, texts.room, line.height)
            draw.text(painter, room, line.words, line.face, d.ink)
            y += line.height + line.gap
        left = self._text_left
        for chip in result.chips:
            rect = QRectF(left, y, self._chip_width(chip.words), _CHIP_HEIGHT * u)
            if rect.right() > self.width() - EDGE * u and left > self._text_left:
                left, y = self._text_left, y + (_CHIP_HEIGHT + 0.5) * u
                rect.moveTo(left, y)
            _chip(painter, self.look, rect, chip.symbol, chip.words, self)
            left = rect.right() + 0.8 * u

    def _texts(self, result: Result) -> "_Texts":
        """Word, name and second line in the largest type for which there is room."""
        fonts, room = self.look.fonts, self.width() - self._text_left - EDGE * self.look.u
        below = self._below(result, room)
        found = None
        for largest in range(len(fonts.desk_names) + 1):
            found = self._arranged(result, room, below, largest)
            if found.top + found.height + below <= self.height():
                break
        return found or self._arranged(result, room, below, 0)

    def _arranged(self, result: Result, room: float, below: float, largest: int) -> "_Texts":
        u, fonts = self.look.u, self.look.fonts
        is_low = self.height() < _LOW * u
        fits = fonts.desk_word.width(result.word) <= room and not is_low
        tall = (2.4 if is_low else 3.6) * u
        word = _TextLine(result.word, fonts.desk_word if fits else fonts.desk_second, tall)
        face, names = self.name_lines(result.name, room, largest)
        high = face.metrics.height() * 1.02
        second = fonts.desk_second
        if second.width(result.second) > room:
            second = fonts.record
        lines = (
            replace(word, gap=(0.3 if is_low else 0.95) * u),
            *(_TextLine(line, face, high) for line in names[:-1]),
            *(_TextLine(line, face, high, (0.3 if is_low else 0.85) * u) for line in names[-1:]),
            *(_TextLine(line, second, 2.7 * u) for line in _wrapped(result.second, second, room)),
        )
        lines = (*lines[:-1], replace(lines[-1], gap=lines[-1].gap + (0.2 if is_low else 0.75) * u))
        top = self.height() * _MIDDLE - 8.4 * u - (len(names) - 1) * high / 2
        height = sum(line.height + line.gap for line in lines)
        return _Texts(max(0.0, min(top, self.height() - height - below)), room, lines)

    def _below(self, result: Result, room: float) -> float:
        """How high chips and choices are together."""
        u, high = self.look.u, 0.0
        chips = [self._chip_width(chip.words) for chip in result.chips]
        for widths in (chips, [float(b.sizeHint().width()) for b in self.buttons]):
            left, rows = 0.0, min(1, len(widths))
            for wide in widths:
                if left and left + wide > room:
                    left, rows = 0.0, rows + 1
                left += wide + 0.8 * u
            high += rows * (_CHIP_HEIGHT + 0.5) * u
        return high

    def name_lines(self, name: str, room: float, largest: int = 0) -> tuple[Face, tuple[str, ...]]:
        """The largest type in which a name stands on one line, else on two.

        Args:
            largest: the type to begin with; 0 is the largest of all.
        """
        fonts = self.look.fonts
        for face in fonts.desk_names[largest:]:
            if face.width(name) <= room:
                return face, (name,)
        for face in (*fonts.desk_names[largest:], fonts.desk_word, fonts.desk_second):
            lines = _wrapped(name, face, room)
            if len(lines) <= 2 and all(face.width(line) <= room for line in lines):
                return face, lines
        return fonts.title, _wrapped(name, fonts.title, room)

    def _chip_width(self, words: str) -> float:
        return self.look.fonts.lead.width(words) + 3.9 * self.look.u

    def _place(self) -> None:
        """Put the choices below the texts."""
        if self.result is None:
            return
        u, left, texts = self.look.u, self._text_left, self._texts(self.result)
        top = texts.top + texts.height
        if self.result.chips and self.buttons:
            top += (_CHIP_HEIGHT + 0.75) * u
        for button in self.buttons:
            size = button.sizeHint()
            if left + size.width() > self.width() - EDGE * u and left > self._text_left:
                left, top = self._text_left, top + (_CHIP_HEIGHT + 0.5) * u
            button.setGeometry(round(left), round(top), size.width(), size.height())
            left += size.width() + 0.8 * u

    @override
    def _look_changed(self) -> None:
        super()._look_changed()
        self._place()


@dataclass(frozen=True, slots=True)
class _TextLine:
    words: str
    face: Face
    height: float
    gap: float = 0.0  # below it


@dataclass(frozen=True, slots=True)
class _Texts:
    top: float
    room: float
    lines: tuple[_TextLine, ...]

    @property
    def height(self) -> float:
        return sum(line.height + line.gap for line in self.lines)


def _chip(
    painter: QPainter, look: Look, rect: QRectF, symbol: str, words: str, pane: Dressed
) -> None:
    u, d = look.u, pane.dress
    draw.box(painter, rect, fill=d.panel, line=d.line or None, radius=0.5 * u)
    at = QPointF(rect.left() + 1.65 * u, rect.center().y())
    draw.icon(painter, look, at, symbol, d.ink, size=26 / 16)
    draw.text(painter, rect.adjusted(3 * u, 0, 0, 0), words, look.fonts.lead, d.ink)


def _shape(
    painter: QPainter, look: Look, rect: QRectF, outcome: ScanResult, ink: str, ground: str
) -> None:
    """Circle, square, triangle or ring with its sign: told apart without any colour."""
    u, centre = look.u, rect.center()
    if outcome is ScanResult.IN:
        draw.box(painter, rect, fill=ink, radius=rect.width() / 2)
        draw.icon(painter, look, centre, "check", ground, size=11.5, stroke=2.2)
    elif outcome is ScanResult.ALREADY:
        inner = rect.adjusted(0.6 * u, 0.6 * u, -0.6 * u, -0.6 * u)
        draw.box(painter, inner, fill=ink, radius=3 * u)
        draw.icon(painter, look, centre, "repeat", ground, size=9.8, stroke=3.4)
    elif outcome is ScanResult.LOOK:
        _triangle(painter, look, rect, ink, ground)
    else:
        draw.box(painter, rect, line=ink, width=1.25 * u, radius=rect.width() / 2)
        painter.save()
        painter.translate(centre)
        painter.scale(1.35, 1.35)
        sign = QRectF(-4 * u, -4 * u, 8 * u, 8 * u)
        draw.text(painter, sign, "?", look.fonts.desk_names[0], ink, draw.CENTRE)
        painter.restore()


def _triangle(painter: QPainter, look: Look, rect: QRectF, ink: str, ground: str) -> None:
    u, round_off = look.u, 1.3 * look.u
    inner = rect.adjusted(round_off - 0.5 * u, round_off, 0.5 * u - round_off, -round_off)
    pen = QPen(QColor(ink), 2 * round_off)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(ink))
    top = QPointF(inner.center().x(), inner.top())
    painter.drawPolygon(QPolygonF([top, inner.bottomRight(), inner.bottomLeft()]))
    x = inner.center().x()
    bar = QRectF(x - 0.7 * u, inner.top() + 3.1 * u, 1.4 * u, 5.2 * u)
    draw.box(painter, bar, fill=ground, radius=0.7 * u)
    dot = QRectF(x - 0.9 * u, bar.bottom() + 1.1 * u, 1.8 * u, 1.8 * u)
    draw.box(painter, dot, fill=ground, radius=0.9 * u)


def _wrapped(text: str, face: Face, room: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split():
        if lines and face.width(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)
