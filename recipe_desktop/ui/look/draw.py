"""Pure painting functions: painter, rectangle and look in, nothing kept.

Style, delegates and own widgets all paint through these, so that a pill is the same pill
everywhere. Sizes are fractions of the unit ``look.u``.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from recipe_desktop.ui.look.fonts import Face
from recipe_desktop.ui.look.icons import SMALL_STROKE, STROKE
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status, Tokens

if TYPE_CHECKING:
    from recipe_desktop.ui.look.theme import Look

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
_ONE_LINE: Final = Qt.TextFlag.TextSingleLine
RING_GAP: Final = 3  # a focused button gives way by this much, as its ring lies within it


@dataclass(frozen=True, slots=True)
class Mark:
    """Which letters of a text matched what was typed."""

    start: int
    length: int


def faded(colour: str, alpha: float) -> QColor:
    """``colour`` with ``alpha`` of its strength: tints are made at paint time."""
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made


def box(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str | QColor | None = None,
    line: str | QColor | None = None,
    radius: float = 0,
    width: float = 1,
) -> None:
    """A rectangle with round corners; its line lies wholly inside, so that it stays sharp."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else QColor(fill))
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(QColor(line), width))
    half = width / 2
    inner = rect.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, max(0.0, radius - half), max(0.0, radius - half))


def groove(painter: QPainter, rect: QRectF, look: "Look") -> None:
    """What the parts of a switch lie in; ``chosen_part`` is the one that holds."""
    t = look.tokens
    line = t.line if t.outlined else None
    box(painter, rect, fill=t.pressed, line=line, radius=look.u / 2)


def chosen_part(painter: QPainter, rect: QRectF, look: "Look") -> None:
    """The part of a switch that holds, above its groove."""
    t = look.tokens
    box(painter, rect, fill=t.surface, line=t.control_line, radius=3 / 8 * look.u)


def hairline(painter: QPainter, left: float, right: float, y: float, colour: str) -> None:
    """One pixel high, on whole coordinates: with halves it turns grey and two pixels thick."""
    painter.fillRect(round(left), round(y), round(right) - round(left), 1, QColor(colour))


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    face: Face,
    colour: str | QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """One line of text, elided at the right; gives the width that was painted."""
    shown = face.elided(words, rect.width())
    painter.setFont(face.font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, align | _ONE_LINE, shown)
    return face.width(shown)


def marked_text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    face: Face,
    colour: str,
    mark: Mark | None,
    ground: str,
) -> float:
    """Text whose matched letters lie on a ground of their own."""
    shown = face.elided(words, rect.width())
    if mark is not None and mark.start < len(shown):
        left = rect.left() + face.width(shown[: mark.start])
        wide = face.width(shown[: mark.start + mark.length]) + rect.left() - left
        high = face.metrics.height() + 2
        box(
            painter,
            QRectF(left - 1, rect.center().y() - high / 2 + 0.5, wide + 2, high),
            fill=ground,
            radius=3,
        )
    return text(painter, rect, words, face, colour)


def icon(
    painter: QPainter,
    look: "Look",
    centre: QPointF,
    name: str,
    colour: str,
    *,
    size: float = 18 / 16,
    stroke: float = STROKE,
) -> None:
    """An icon round ``centre``, ``size`` units wide."""
    ratio = painter.device().devicePixelRatioF()
    wide = round(size * look.u)
    drawn: QPixmap = look.icons.pixmap(name, colour, wide, ratio, stroke)
    painter.drawPixmap(QPointF(round(centre.x() - wide / 2), round(centre.y() - wide / 2)), drawn)


def ring(painter: QPainter, rect: QRectF, tokens: Tokens, radius: float) -> None:
    """The focus ring: two pixels of accent ink just within ``rect``."""
    box(painter, rect, line=tokens.accent_ink, radius=radius, width=2)


def pill_width(look: "Look", word: str, symbol: str | None) -> float:
    """How wide ``pill`` will be."""
    sign = 1.2 * look.u if symbol else 0
    return look.fonts.small.width(word) + sign + 1.15 * look.u


def pill(
    painter: QPainter,
    look: "Look",
    right: QPointF,
    status: Status,
    word: str,
    symbol: str | None = "",
) -> float:
    """A pill that ends at ``right`` (the middle of its right side); gives its width.

    Args:
        symbol: empty for the symbol of the status, None for none.
    """
    u, t = look.u, look.tokens
    name = STATUS_ICONS[status] if symbol == "" else symbol
    wide = pill_width(look, word, name)
    high = 1.25 * u
    rect = QRectF(right.x() - wide, right.y() - high / 2, wide, high)
    box(
        painter,
        rect,
        fill=t.tint(status),
        line=t.ink(status) if t.outlined else None,
        radius=high / 2,
    )
    left = rect.left() + 0.55 * u
    if name:
        centre = QPointF(left + 7 / 16 * u, rect.center().y())
        icon(painter, look, centre, name, t.ink(status), size=14 / 16, stroke=SMALL_STROKE)
        left += 1.15 * u
    text(
        painter,
        QRectF(left, rect.top(), rect.right() - left, high),
        word,
        look.fonts.small,
        t.ink(status),
    )
    return wide


def status_width(look: "Look", word: str) -> float:
    """How wide ``status`` will be."""
    return look.fonts.second_strong.width(word) + 1.3 * look.u


def status(
    painter: QPainter,
    look: "Look",
    right: QPointF,
    state: Status,
    word: str,
    symbol: str = "",
) -> float:
    """Symbol and word in the ink of the status, ending at ``right``; gives the width."""
    u, ink = look.u, look.tokens.ink(state)
    face = look.fonts.second_strong
    wide = status_width(look, word)
    left = right.x() - wide
    icon(
        painter,
        look,
        QPointF(left + 0.5 * u, right.y()),
        symbol or STATUS_ICONS[state],
        ink,
        size=1,
    )
    rect = QRectF(left + 1.3 * u, right.y() - u, wide - 1.3 * u + 1, 2 * u)
    text(painter, rect, word, face, ink)
    return wide


def row_ground(
    painter: QPainter,
    rect: QRectF,
    tokens: Tokens,
    *,
    selected: bool,
    hovered: bool,
    focused: bool = False,
    radius: float = 6,
) -> None:
    """The ground of a row: selected before hovered, the ring only for the keyboard."""
    if selected:
        box(
            painter,
            rect,
            fill=tokens.selected,
            line=tokens.accent if tokens.outlined else None,
            radius=radius,
        )
    elif hovered:
        box(painter, rect, fill=tokens.hover, radius=radius)
    if focused:
        ring(painter, rect, tokens, radius)


def disc(painter: QPainter, look: "Look", rect: QRectF, initials: str, series: int) -> None:
    """Initials on a disc of a series colour; the letters tell who, not the hue."""
    t = look.tokens
    colour = t.series[series % len(t.series)]
    radius = rect.width() / 2
    box(
        painter,
        rect,
        fill=None if t.outlined else faded(colour, 0.2),
        line=t.line if t.outlined else None,
        radius=radius,
    )
    text(painter, rect, initials, look.fonts.small_strong, t.text, CENTRE)


def tile(
    painter: QPainter,
    look: "Look",
    rect: QRectF,
    symbol: str,
    *,
    ink: str,
    ground: str,
    size: float = 18 / 16,
    line: str | None = None,
) -> None:
    """A symbol on a rounded square."""
    edge = line or (ink if look.tokens.outlined else None)
    box(painter, rect, fill=ground, line=edge, radius=rect.width() * 0.19)
    icon(painter, look, rect.center(), symbol, ink, size=size)


def key_cap(painter: QPainter, look: "Look", right: QPointF, key: str) -> float:
    """A key, its right side in the middle at ``right``; gives the width."""
    u, t = look.u, look.tokens
    face = look.fonts.small
    wide = max(face.width(key) + 0.6 * u, 1.1 * u)
    high = 1.15 * u
    rect = QRectF(round(right.x() - wide), round(right.y() - high / 2), round(wide), round(high))
    box(painter, rect, fill=t.sunken, line=t.line, radius=4)
    text(painter, rect, key, face, t.text2, CENTRE)
    return wide


def button(
    painter: QPainter,
    look: "Look",
    frame: QRectF,
    *,
    primary: bool,
    enabled: bool,
    hovered: bool,
    pressed: bool,
) -> None:
    """The body of a button, without its ring and its words."""
    t = look.tokens
    radius = 3 / 8 * look.u
    if not enabled:
        box(painter, frame, fill=t.sunken, line=None if t.outlined else t.line, radius=radius)
        if t.outlined:  # where every line is white, only a broken one tells what cannot be pressed
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.line), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        return
    if primary:
        box(painter, frame, fill=t.accent, radius=radius)
        if hovered or pressed:
            shade = 0.18 if pressed else 0.09
            box(
                painter,
                frame,
                fill=faded(t.text if t.name == "light" else t.canvas, shade),
                radius=radius,
            )
        return
    rest = t.raised if t.name == "dark" else t.surface
    fill = t.pressed if pressed else t.hover if hovered else rest
    box(painter, frame, fill=fill, line=t.control_line, radius=radius)


def bar(
    painter: QPainter,
    look: "Look",
    rect: QRectF,
    done: float,
    planned: float = 0.0,
) -> None:
    """Progress as one series in three textures; it survives greyscale.

    Args:
        done: share that is done, 0 to 1.
        planned: share that is planned beyond it.
    """
    t = look.tokens
    radius = min(3 / 16 * look.u, rect.height() / 2)
    box(painter, rect, fill=t.neutral_tint, line=t.line, radius=radius)
    ink = QColor(t.series[0])
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.setClipPath(path)
    wide = rect.width() * min(1.0, max(0.0, done))
    painter.fillRect(QRectF(rect.left(), rect.top(), wide, rect.height()), ink)
    if planned > 0:
        left = rect.left() + wide
        right = min(rect.right(), left + rect.width() * planned)
        painter.setClipRect(
            QRectF(left, rect.top(), right - left, rect.height()), Qt.ClipOperation.IntersectClip
        )
        painter.setPen(QPen(ink, 1.4))
        x = left - rect.height()
        while x < right:
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
            x += 3.2
    painter.restore()


def shadow(painter: QPainter, rect: QRectF, tokens: Tokens, radius: float) -> None:
    """Under dialogs, palette and menus only; none where outlines carry the shape."""
    if tokens.outlined:
        return
    for spread in range(14, 0, -1):
        strength = 0.012 if tokens.name == "light" else 0.03
        grown = rect.adjusted(-spread, -spread + 5, spread, spread + 5)
        box(painter, grown, fill=faded("black", strength), radius=radius + spread)


def project_mark(painter: QPainter, look: "Look", rect: QRectF) -> None:
    """The project's sign: six linked partners in a tile of the accent."""
    t = look.tokens
    box(painter, rect, fill=t.accent, radius=rect.width() * 0.25)
    painter.save()
    painter.translate(rect.center())
    reach, dot = rect.width() * 0.29, rect.width() * 0.085
    painter.setPen(QPen(QColor(t.on_accent), rect.width() * 0.075))
    painter.setBrush(QColor(t.on_accent))
    for _spoke in range(5):
        painter.drawLine(QPointF(0, 0), QPointF(0, -reach))
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(0, -reach), dot * 1.15, dot * 1.15)
        painter.restore()
        painter.rotate(72)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(0, 0), dot * 1.5, dot * 1.5)
    painter.setBrush(QColor(t.accent))
    painter.drawEllipse(QPointF(0, 0), dot * 0.6, dot * 0.6)
    painter.restore()
