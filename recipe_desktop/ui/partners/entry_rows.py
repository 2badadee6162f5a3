"""The rows of what hangs on an organisation: former names, memberships on a time line, people."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_day
from recipe_desktop.services.organisations import MembershipLine, NameLine, PersonLine
from recipe_desktop.ui.cards.initials import initials, series
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.theme import Look

NAME_UNITS: Final = 12.75
_YEAR: Final = timedelta(days=365)


def span_words(start: date | None, end: date | None) -> str:
    """From when to when, as far as it is known."""
    if start and end:
        return _("{start} to {end}").format(start=format_day(start), end=format_day(end))
    if end:
        return _("until {day}").format(day=format_day(end))
    return _("since {day}").format(day=format_day(start)) if start else ""


class _Row(PaintedButton):
    def __init__(self, look: Look, units: float, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._units = units
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(12), self._look.px(self._units))

    def ground(self, painter: QPainter) -> None:
        """Hover and focus as those of a field, with a pencil."""
        u, t = self._look.u, self._look.tokens
        whole = QRectF(self.rect())
        if self.underMouse():
            draw.box(painter, whole, fill=t.hover, line=t.control_line, radius=3 / 8 * u)
            at = QPointF(whole.right() - u, whole.center().y())
            draw.icon(painter, self._look, at, "pencil", t.text2, size=14 / 16)
        if self.ringed():
            draw.ring(painter, whole, t, 3 / 8 * u)


class NameRow(_Row):
    """A former name, as a field of the form."""

    def __init__(self, look: Look, line: NameLine, label_units: float) -> None:
        super().__init__(look, 1.75)
        self._line, self._label_units = line, label_units
        note = span_words(line.from_on, line.until_on)
        self._note = note
        said = ", ".join(part for part in (line.name, note) if part)
        self.setAccessibleName(_("Former name: {name}").format(name=said))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        self.ground(painter)
        whole = QRectF(self.rect()).adjusted(0.5 * u, 0, -1.75 * u, 0)
        label = QRectF(whole.left(), 0, self._label_units * u - 6, whole.height())
        draw.text(painter, label, _("Former name"), fonts.body, t.text2)
        value = whole.adjusted(self._label_units * u, 0, 0, 0)
        wide = draw.text(painter, value, self._line.name, fonts.body, t.text)
        if self._note and value.width() - wide > 3 * u:
            beside = value.adjusted(wide + 0.55 * u, 0.5, 0, 0.5)
            draw.text(painter, beside, self._note, fonts.second, t.text3)
        painter.end()


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that a time line shows."""

    first: date
    last: date
    today: date

    @classmethod
    def over(cls, lines: tuple[MembershipLine, ...], today: date) -> "Axis":
        """From a little before the first day to a little behind the last."""
        days = [day for line in lines for day in (line.from_on, line.until_on) if day]
        first = min([*days, today - 5 * _YEAR])
        last = max([*days, today])
        return cls(date(first.year, 1, 1), last + _YEAR / 3, today)

    def place(self, day: date) -> float:
        """Where a day lies between 0 and 1."""
        share = (day - self.first) / (self.last - self.first)
        return min(1.0, max(0.0, share))

    def years(self) -> list[date]:
        """The first days of the years, thinned out where there are many."""
        all_years = range(self.first.year, self.last.year + 1)
        step = max(1, -(-len(all_years) // 10))
        return [date(year, 1, 1) for year in all_years[::step]]


class Years(QWidget):
    """The head of a time line: years, and where today is."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.axis: Axis | None = None
        self.setFixedHeight(look.px(1.4))
        look.changed.connect(self._measure_anew)

    def show_axis(self, axis: Axis) -> None:
        """Show other days."""
        self.axis = axis
        self.update()

    def _measure_anew(self) -> None:
        self.setFixedHeight(self._look.px(1.4))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.axis is None:
            return
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        left, wide = NAME_UNITS * u, self.width() - NAME_UNITS * u
        word = _("Today")
        pill = fonts.small_strong.width(word) + u
        middle = min(self.width() - pill / 2, left + self.axis.place(self.axis.today) * wide)
        today = QRectF(middle - pill / 2, 0.1 * u, pill, 1.1 * u)
        for year in self.axis.years():
            at = QRectF(left + self.axis.place(year) * wide + 0.25 * u, 0, 3 * u, 1.3 * u)
            end = at.left() + fonts.small.width(str(year.year))
            if end < today.left() - 2 or at.left() > today.right() + 2:
                draw.text(painter, at, str(year.year), fonts.second, t.text2)
        draw.box(painter, today, fill=t.accent, radius=today.height() / 2)
        draw.text(painter, today, word, fonts.small_strong, t.on_accent, draw.CENTRE)
        painter.end()


class SpanRow(_Row):
    """A membership on the time line."""

    def __init__(self, look: Look, line: MembershipLine, axis: Axis) -> None:
        super().__init__(look, 1.7)
        self._line, self._axis = line, axis
        self._words = _membership_words(line)
        self.setAccessibleName(f"{line.cluster}: {self._words}")
        self.setToolTip(f"{line.cluster}\n{span_words(line.from_on, line.until_on) or self._words}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        axis, left = self._axis, NAME_UNITS * u
        wide = self.width() - left
        for year in axis.years():
            x = round(left + axis.place(year) * wide)
            painter.fillRect(x, 0, 1, self.height(), QColor(t.line))
        name = QRectF(0.5 * u, 0, left - u, self.height())
        if self.underMouse() or self.ringed():
            around = QRectF(0, 1, left - 0.25 * u, self.height() - 2)
            draw.box(painter, around, fill=t.hover, line=t.control_line, radius=3 / 8 * u)
            if self.ringed():
                draw.ring(painter, around, t, 3 / 8 * u)
        draw.text(painter, name, self._line.cluster, fonts.body, t.text)
        self._bar(painter, left, wide)
        x = round(left + axis.place(axis.today) * wide)
        painter.fillRect(x - 1, 0, 2, self.height(), QColor(t.accent))
        painter.end()

    def _bar(self, painter: QPainter, left: float, wide: float) -> None:
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        line, axis = self._line, self._axis
        holds = (line.until_on or axis.today) >= axis.today
        start = left + (axis.place(line.from_on) * wide if line.from_on else 0)
        end = left + (axis.place(line.until_on) * wide if line.until_on else wide)
        bar = QRectF(start, 0.28 * u, max(end - start, 4), 1.14 * u)
        fill, ink = (t.selected, t.accent_ink) if holds else (t.pressed, t.text2)
        edge = ink if t.outlined else None
        draw.box(painter, bar, fill=fill, line=edge, radius=3)
        if line.from_on:
            painter.fillRect(QRectF(bar.left(), bar.top(), 3, bar.height()), QColor(ink))
        inside = bar.adjusted(0.6 * u, 0, -0.3 * u, 0)
        if fonts.small.width(self._words) > inside.width():
            free = left + wide - bar.right()
            if free > inside.width():
                inside = QRectF(bar.right() + 0.4 * u, bar.top(), free - 0.5 * u, bar.height())
                ink = t.text2
            else:
                inside.setRight(max(inside.right(), left + wide - 0.3 * u))
        draw.text(painter, inside, self._words, fonts.small, ink)


def _membership_words(line: MembershipLine) -> str:
    if line.until_on:
        return _("Member until {day}").format(day=format_day(line.until_on, "long"))
    if line.from_on:
        return _("Member since {day}").format(day=format_day(line.from_on, "long"))
    return _("Member, since when is not known")


class PersonRow(_Row):
    """A person with what one needs to reach them."""

    def __init__(self, look: Look, line: PersonLine) -> None:
        super().__init__(look, 3.25)
        self._line = line
        said = (line.name, line.position, line.email, line.phone)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip("")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts, line = self._look.u, self._look.tokens, self._look.fonts, self._line
        self.ground(painter)
        whole = QRectF(self.rect())
        if not self.underMouse():
            draw.hairline(painter, 3 * u, whole.right(), whole.bottom() - 1, t.line)
        disc = QRectF(0.5 * u, 0.75 * u, 1.75 * u, 1.75 * u)
        draw.disc(painter, self._look, disc, initials(line.name), series(line.name))
        reach = [part for part in (line.email, line.phone) if part]
        widest = max((fonts.second.width(part) for part in reach), default=0.0)
        taken = min(widest + 2.4 * u, 0.5 * whole.width()) if reach else 2 * u
        texts = QRectF(3 * u, 0.4 * u, whole.width() - 3 * u - taken, 1.3 * u)
        if not line.position:
            texts.moveTop(0.97 * u)
        draw.text(painter, texts, line.name, fonts.action, t.text)
        second = texts.translated(0, 1.2 * u)
        draw.text(painter, second, line.position, fonts.second, t.text2)
        right = QRectF(whole.right() - taken, 0.4 * u, taken - 2 * u, 1.3 * u)
        if len(reach) == 1:
            right.moveTop(0.97 * u)
        for words in reach:
            draw.text(painter, right, words, fonts.second, t.text2, draw.RIGHT)
            right.translate(0, 1.2 * u)
        painter.end()
