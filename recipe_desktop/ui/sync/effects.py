"""What files would do, line by line: kinds of records with their counts, fields before and after."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_number
from recipe_desktop.services import words
from recipe_desktop.sync.rehearsal import FieldChange
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status

NONE = "\N{EN DASH}"


class _Table(QWidget):
    """A line of a table: its cells, and a hairline below."""

    def __init__(self, look: Look, *, head: bool = False) -> None:
        super().__init__()
        self._look, self._head = look, head
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(20), self._look.px(1.7 if self._head else 2.125))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_cells(painter, QRectF(self.rect()))
        edge = self.rect().bottom()
        draw.hairline(painter, 0, self.width(), edge, self._look.tokens.line)
        painter.end()

    def paint_cells(self, painter: QPainter, rect: QRectF) -> None:
        """What stands in the line."""


class PartLine(_Table):
    """A kind of records with its counts; as head, the words for these."""

    def __init__(self, look: Look, name: str, symbol: str = "", counts: Sequence[int] = ()) -> None:
        super().__init__(look, head=not counts)
        self._name, self._symbol, self._counts = name, symbol, tuple(counts)
        self._words = (_("New"), _("Changed"), _("Removed"), _("Conflicts"))
        said = [f"{n} {w}" for n, w in zip(self._counts, self._words, strict=False) if n]
        self.setAccessibleName(", ".join([name, *said]))

    @override
    def paint_cells(self, painter: QPainter, rect: QRectF) -> None:
        look, u, t = self._look, self._look.u, self._look.tokens
        left = 0.0
        if self._symbol:
            at = QPointF(0.6 * u, rect.center().y() + 0.5)
            draw.icon(painter, look, at, self._symbol, t.text2)
            left = 1.9 * u
        face = look.fonts.small_strong if self._head else look.fonts.action
        step = min(5.75 * u, 0.15 * rect.width())
        name = QRectF(left, 0, rect.width() - 4.1 * step - left, rect.height())
        draw.text(painter, name, self._name, face, t.text2 if self._head else t.text)
        for place, word in enumerate(self._words):
            edge = rect.right() - (3 - place) * step
            cell = QRectF(edge - step + 0.25 * u, 0, step - 0.25 * u, rect.height())
            if self._head:
                draw.text(painter, cell, word, face, t.text2, draw.RIGHT)
                continue
            count = self._counts[place]
            if count and place == len(self._words) - 1:
                right = QPointF(edge, rect.center().y() + 0.5)
                draw.pill(painter, look, right, Status.CONFLICT, format_number(count))
                continue
            figures = look.fonts.second_figures if count else look.fonts.figures
            ink = t.text if count else t.text3
            draw.text(painter, cell, _figure(count), figures, ink, draw.RIGHT)


class ChangeLine(_Table):
    """A field of a record, before and after."""

    def __init__(self, look: Look, change: FieldChange) -> None:
        super().__init__(look)
        self._change = change
        self._field = words.field_label(change.kind, change.field)
        self._old = words.value_word(change.kind, change.field, change.old) or _("nothing")
        self._new = words.value_word(change.kind, change.field, change.new) or _("nothing")
        said = _("{name}, {field}: {old}, then {new}").format(
            name=change.name, field=self._field, old=self._old, new=self._new
        )
        self.setAccessibleName(said)
        self.setToolTip(said)

    @override
    def paint_cells(self, painter: QPainter, rect: QRectF) -> None:
        look, u, t = self._look, self._look.u, self._look.tokens
        high = rect.height()
        field, value = 0.43 * rect.width(), 0.57 * rect.width()
        name = QRectF(0, 0, field - u, high)
        draw.text(painter, name, self._change.name, look.fonts.action, t.text)
        second = QRectF(field, 0, value - field - 0.5 * u, high)
        draw.text(painter, second, self._field, look.fonts.second, t.text2)
        right = rect.width() - 2 * u
        left = value
        for words_, face, ink in (
            (self._old, look.fonts.body, t.text2),
            ("", look.fonts.body, t.text2),
            (self._new, look.fonts.strong, t.text),
        ):
            if not words_:
                at = QPointF(left + 1.1 * u, rect.center().y() + 0.5)
                draw.icon(painter, look, at, "arrow-narrow-right", t.text2, size=1)
                left += 2.2 * u
                continue
            most = (right - value - 2.2 * u) / 2 if words_ == self._old else right - left
            left += draw.text(painter, QRectF(left, 0, most, high), words_, face, ink)
        if self._change.in_conflict:
            at = QPointF(rect.right() - 0.6 * u, rect.center().y() + 0.5)
            draw.icon(painter, look, at, "git-fork", t.look)


def _figure(count: int) -> str:
    return format_number(count) if count else NONE
