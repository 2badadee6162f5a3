"""What the project promised about exchanges: done, planned and still to do, in figures and bars."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_number
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import Promise
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label

_RIGHT_UNITS: Final = (7.4, 3.3, 0.0)  # of done, planned and to do, from the right edge
_FIGURE_UNITS: Final = 2.2
_ROW_UNITS: Final = 1.8
ROW_GAP_UNITS: Final = 0.4


def promise_words(promise: Promise) -> str:
    """The figures of a promise as a sentence."""
    return _("{done} of {amount} done, {planned} planned, {open} to do").format(
        done=format_number(promise.done),
        amount=format_number(promise.amount),
        planned=format_number(promise.planned),
        open=format_number(promise.open),
    )


class Whole(QWidget):
    """The promise of all exchanges: the one big number, and a bar below it."""

    def __init__(self, look: Look, promise: Promise) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(look.px(0.6))
        row.addWidget(Label(look, format_number(promise.done), face="display"))
        rest = _("of {amount} done, {planned} planned, {open} to do").format(
            amount=format_number(promise.amount),
            planned=format_number(promise.planned),
            open=format_number(promise.open),
        )
        row.addWidget(Label(look, rest, ink="text2", wrap=True), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.4))
        layout.addLayout(row)
        layout.addWidget(_Bar(look, promise, 0.75))


class _Bar(QWidget):
    def __init__(self, look: Look, promise: Promise, high: float) -> None:
        super().__init__()
        self._look, self._promise = look, promise
        self.setFixedHeight(look.px(high))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _bar(painter, self._look, QRectF(self.rect()), self._promise)
        painter.end()


class Heading(QWidget):
    """What the three figures of the rows below mean, each with its texture."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(look.px(1.5))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, u, t = self._look, self._look.u, self._look.tokens
        whole = QRectF(self.rect())
        said = ((_("Done"), 1.0, 0.0), (_("Planned"), 0.0, 1.0), (_("To do"), 0.0, 0.0))
        face, before = look.fonts.small, whole.right() + 0.4 * u
        places = [(*word, _right(whole, u, place)) for place, word in enumerate(said)]
        for word, done, planned, ends in reversed(places):
            wide = face.width(word)
            right = min(ends, before - 0.4 * u)  # a long word moves those before it to the left
            before = right - wide - 0.95 * u
            draw.text(
                painter,
                QRectF(right - wide - 1, whole.top(), wide + 2, whole.height()),
                word,
                face,
                t.text2,
            )
            square = QRectF(before, whole.center().y() - 0.3 * u, 0.6 * u, 0.6 * u)
            draw.bar(painter, look, square, done, planned)
            if not done and not planned:  # so small an empty track needs an edge that is seen
                radius = 3 / 16 * u
                draw.box(painter, square, line=t.control_line, radius=radius)
        room = whole.adjusted(0, 0, before - 0.4 * u - whole.right(), 0)
        if face.width(_("By visitor")) <= room.width():
            draw.text(painter, room, _("By visitor"), face, t.text3)
        painter.end()


class CategoryLine(QWidget):
    """One category, or another target: its name, three figures, and a bar."""

    def __init__(self, look: Look, promise: Promise, name: str = "") -> None:
        super().__init__()
        self._look, self._promise = look, promise
        self._name = name or words.short_promise(promise.code)
        said = _("{name}: {figures}")
        self.setAccessibleName(said.format(name=self._name, figures=promise_words(promise)))
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(12), self._look.px(_ROW_UNITS))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, u, t, promise = self._look, self._look.u, self._look.tokens, self._promise
        whole = QRectF(0, 0, self.width(), 1.35 * u)
        figures = (promise.done, promise.planned, promise.open)
        for place, number in enumerate(figures):
            right = _right(whole, u, place)
            face = look.fonts.strong if not place else look.fonts.figures
            ink = t.text if number else t.text3
            room = QRectF(right - _FIGURE_UNITS * u, 0, _FIGURE_UNITS * u, whole.height())
            draw.text(painter, room, format_number(number), face, ink, draw.RIGHT)
        left = _right(whole, u, 0) - _FIGURE_UNITS * u
        draw.text(painter, QRectF(0, 0, left, whole.height()), self._name, look.fonts.body, t.text)
        _bar(painter, look, QRectF(0, 1.45 * u, self.width(), 0.3 * u), promise)
        painter.end()


def _right(whole: QRectF, u: float, place: int) -> float:
    """Where the figures of one of the three columns end."""
    return whole.right() - _RIGHT_UNITS[place] * u


def _bar(painter: QPainter, look: Look, rect: QRectF, promise: Promise) -> None:
    amount = max(1, promise.amount)
    draw.bar(painter, look, rect, promise.done / amount, promise.planned / amount)
