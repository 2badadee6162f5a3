"""The cards of the board: how one exchange is painted, and how high it becomes."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import ExchangeLine
from recipe_desktop.ui.cards.initials import initials, series
from recipe_desktop.ui.exchanges import wording
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.fonts import Face
from recipe_desktop.ui.look.parting import LEADING, folded
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.tables.records import LINE
from recipe_desktop.ui.tables.rows import Row, TwoLines

_EDGE: Final = 0.55  # units, within a card
_GAP: Final = 0.45  # between two cards
_HEAD_GAP: Final = 0.15
_STATUS_GAP: Final = 0.2
_INDENT: Final = 1.15  # of what stands behind an arrow or a symbol
_DISC: Final = 1.4
_State = QStyle.StateFlag


class CardRows(TwoLines):
    """Paints an exchange as a card.

    Args:
        today: the day from which lateness is counted.
    """

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__(look, _row)
        self._today = today
        self.lifted = ""
        """The uid of the card that is being dragged; it stays in its place, faint."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QAbstractItemView) else 200
        line = index.data(LINE)
        high = self.height(line, wide) if line is not None else 0
        return QSize(wide, round(high + _GAP * self._look.u))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(LINE)
        if line is None:
            return
        painter.save()
        if line.uid == self.lifted:
            painter.setOpacity(0.35)
        selected = bool(option.state & _State.State_Selected)
        hovered = bool(option.state & _State.State_MouseOver)
        whole = QRectF(option.rect).adjusted(0, 0, 0, -_GAP * self._look.u)
        self.paint_card(painter, whole, line, selected=selected, hovered=hovered)
        painter.restore()

    @override
    def hidden_text(self, whole: QRectF, index: QModelIndex | QPersistentModelIndex) -> str:
        line = index.data(LINE)
        return f"{wording.names(line)}\n{wording.second(line)}" if line is not None else ""

    def height(self, line: ExchangeLine, width: float) -> float:
        """How high a card is that is so wide, in pixels."""
        u = self._look.u
        rows = sum(
            len(lines) * LEADING * face.metrics.height()
            for face, _ink, _indent, lines in self._blocks(line, width)
        )
        said = self._state(line, width)[1]
        status = len(said) * self._status_leading() + _STATUS_GAP * u if said else 0
        return 2 * _EDGE * u + _DISC * u + _HEAD_GAP * u + rows + status

    def paint_card(
        self,
        painter: QPainter,
        card: QRectF,
        line: ExchangeLine,
        *,
        selected: bool = False,
        hovered: bool = False,
    ) -> None:
        """Paint a card into its place."""
        look, t, u = self._look, self._look.tokens, self._look.u
        fill = t.hover if hovered and not selected else t.surface
        edge = t.accent if selected else t.line
        draw.box(painter, card, fill=fill, line=edge, radius=u / 2, width=2 if selected else 1)
        left, right = card.left() + _EDGE * u, card.right() - _EDGE * u
        y = card.top() + _EDGE * u
        office = wording.office(line)
        head = QRectF(left, y, right - left - (_DISC + 0.3) * u, _DISC * u)
        draw.text(painter, head, line.number, look.fonts.small, t.text2)
        if office:
            place = QRectF(right - _DISC * u, y, _DISC * u, _DISC * u)
            draw.disc(painter, look, place, initials(office), series(office))
        y += (_DISC + _HEAD_GAP) * u
        for face, ink, indent, lines in self._blocks(line, card.width()):
            if indent:
                at = QPointF(left + 0.45 * u, y + 0.55 * face.metrics.height())
                draw.icon(painter, look, at, "arrow-narrow-right", t.text2, size=0.9)
            for words_ in lines:
                high = LEADING * face.metrics.height()
                room = QRectF(left + indent, y, right - left - indent + 1, high)
                draw.text(painter, room, words_, face, getattr(t, ink))
                y += high
        status, said = self._state(line, card.width())
        if status is None:
            return
        y += _STATUS_GAP * u
        ink, high = t.ink(status), self._status_leading()
        at = QPointF(left + 0.45 * u, y + high / 2)
        draw.icon(painter, look, at, STATUS_ICONS[status], ink, size=0.95)
        for words_ in said:
            room = QRectF(left + _INDENT * u, y, right - left - _INDENT * u + 1, high)
            draw.text(painter, room, words_, look.fonts.second_strong, ink)
            y += high

    def _status_leading(self) -> float:
        return LEADING * self._look.fonts.second_strong.metrics.height()

    def _state(self, line: ExchangeLine, width: float) -> tuple[Status | None, list[str]]:
        """What a card says about itself, in a few lines."""
        status, said = wording.board_state(line, self._today())
        if status is None:
            return None, []
        u = self._look.u
        room = width - (2 * _EDGE + _INDENT) * u
        return status, folded(said, self._look.fonts.second_strong, room)

    def _blocks(
        self, line: ExchangeLine, width: float
    ) -> Iterator[tuple[Face, str, float, list[str]]]:
        """What stands on a card below its head: font, ink, indent and lines of each part."""
        look, u = self._look, self._look.u
        room = width - 2 * _EDGE * u
        fonts = look.fonts
        yield fonts.strong, "text", 0, folded(line.visitor or _("No visitor"), fonts.strong, room)
        if line.host:
            host = ", ".join(part for part in (line.host, line.host_country) if part)
            yield fonts.second, "text2", _INDENT * u, folded(host, fonts.second, room - _INDENT * u)
        elif line.organisation_type:
            kind = words.choice_word("organisation_type", line.organisation_type)
            yield fonts.second, "text2", 0, folded(kind, fonts.second, room, 1)
        if days := wording.board_days(line, self._today()):
            yield fonts.second, "text2", 0, [days]


def _row(line: ExchangeLine) -> Row:
    return Row(wording.names(line), wording.second(line))
