"""What files would bring, in a table: one line for each kind of record, one for each field."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.domain.fold import Value
from recipe_desktop.i18n import _, format_list, format_number
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
    """A field of a record, before and after; of a conflict, the values that stand side by side."""

    def __init__(self, look: Look, change: FieldChange) -> None:
        super().__init__(look)
        self._change = change
        self._field = words.field_label(change.kind, change.field)
        self._values = [self._word(value) for value in change.rivals or (change.old, change.new)]
        self._shown = self._word(change.new)
        if change.rivals:
            said = _("{name}, {field}: {values} in conflict; {shown} is shown").format(
                name=change.name,
                field=self._field,
                values=format_list(self._values),
                shown=self._shown,
            )
        else:
            said = _("{name}, {field}: {old}, then {new}").format(
                name=change.name, field=self._field, old=self._values[0], new=self._shown
            )
        self.setAccessibleName(said)
        self.setToolTip(said)

    def _word(self, value: Value) -> str:
        return words.value_word(self._change.kind, self._change.field, value) or _("nothing")

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
        between, last = 2.2 * u, len(self._values) - 1
        symbol, tint = (
            ("git-fork", t.look) if self._change.rivals else ("arrow-narrow-right", t.text2)
        )
        for place, word in enumerate(self._values):
            if place:
                at = QPointF(left + between / 2, rect.center().y() + 0.5)
                draw.icon(painter, look, at, symbol, tint, size=1)
                left += between
            is_shown = word == self._shown
            face, ink = (look.fonts.strong, t.text) if is_shown else (look.fonts.body, t.text2)
            most = (right - left - (last - place) * between) / (last - place + 1)
            left += draw.text(painter, QRectF(left, 0, most, high), word, face, ink)


def _figure(count: int) -> str:
    return format_number(count) if count else NONE
