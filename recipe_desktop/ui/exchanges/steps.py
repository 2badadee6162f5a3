"""The way of an exchange from registration to payment, with the day of each step."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.domain.exchanges import Facts, Step
from recipe_desktop.i18n import _, format_day, format_money
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import ExchangeCard
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look

_GAP_UNITS: Final = 0.4  # between the words of two steps


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its word, what stands below it, and whether it is done or due."""

    word: str
    below: str
    done: bool
    now: bool


def stages(card: ExchangeCard) -> list[Stage]:
    """The seven steps of an exchange."""
    facts, here = card.facts, card.line.then.step
    order = list(Step)
    reached = order.index(here) if here is not None else len(order)
    return [
        Stage(
            words.step_word(step),
            _below(card, facts, step),
            done=place < reached and not card.line.is_cancelled,
            now=step is here,
        )
        for place, step in enumerate(order)
    ]


def _below(card: ExchangeCard, facts: Facts, step: Step) -> str:
    if step is card.line.then.step and card.line.is_ours:
        return _("Your turn")
    signed = [day for day in facts.signatures.values() if day is not None]
    day = {
        Step.REGISTRATION: facts.registered_on,
        Step.ASSESSMENT: facts.assessed_on,
        Step.MATCHING: facts.matched_on,
        Step.PREPARATION: None if facts.missing_signatures else max(signed, default=None),
        Step.VISIT: facts.starts_on,
        Step.REPORT: facts.reported_on,
        Step.PAYMENT: facts.paid_on,
    }[step]
    if day is not None:
        return format_day(day)
    if step is Step.PAYMENT and facts.amount_cents is not None:
        return format_money(facts.amount_cents)
    return ""


def spread(room: float, wanted: Sequence[float]) -> list[float]:
    """Share out a width evenly, but for what needs more; wholly evenly where it does not suffice."""
    shares = [room / max(1, len(wanted))] * len(wanted)
    wide: set[int] = set()
    while more := {n for n, need in enumerate(wanted) if need > shares[n]} - wide:
        wide |= more
        rest = room - sum(wanted[n] for n in wide)
        if rest < 0 or len(wide) == len(wanted):
            return [room / len(wanted)] * len(wanted)
        even = rest / (len(wanted) - len(wide))
        shares = [need if n in wide else even for n, need in enumerate(wanted)]
    return shares


class StepsBar(QWidget):
    """Seven circles on a line, with a word and a day below each."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.stages: Sequence[Stage] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_stages(self, shown: Sequence[Stage]) -> None:
        """The steps, from the first to the last."""
        self.stages = tuple(shown)
        now = next((one.word for one in shown if one.now), "")
        self.setAccessibleName(_("Step: {step}").format(step=now) if now else _("Steps"))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(36), self._look.px(4.2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.stages:
            return
        painter = QPainter(self)
        u, t = self._look.u, self._look.tokens
        for place, (one, (left, wide)) in enumerate(zip(self.stages, self._places(), strict=True)):
            if place + 1 < len(self.stages):
                colour = t.accent if one.done else t.control_line
                draw.hairline(painter, left + 1.8 * u, left + wide - 0.3 * u, 0.75 * u, colour)
            self._circle(painter, QRectF(left + 1, 0.1 * u, 1.3 * u, 1.3 * u), one)
            face = self._look.fonts.strong if one.now else self._look.fonts.action
            last = place + 1 == len(self.stages)
            room = QRectF(left, 1.6 * u, wide if last else wide - _GAP_UNITS * u, 1.2 * u)
            ink = t.text if one.done or one.now else t.text2
            draw.text(painter, room, one.word, face, ink)
            below = room.translated(0, 1.2 * u)
            ink = t.accent_ink if one.now else t.text2
            draw.text(painter, below, one.below, self._look.fonts.second, ink)
        painter.end()

    def _places(self) -> list[tuple[float, float]]:
        """Where each step begins and how much room it has; the last one's words reach the edge."""
        gap = _GAP_UNITS * self._look.u
        *before, last = map(self._words, self.stages)
        rooms = [*spread(self.width() - last, [words + gap for words in before]), last]
        return list(zip(accumulate(rooms[:-1], initial=0.0), rooms, strict=True))

    def _words(self, stage: Stage) -> float:
        """How wide the words of a step are, be it its turn or not."""
        fonts = self._look.fonts
        word = max(fonts.strong.width(stage.word), fonts.action.width(stage.word))
        return max(word, fonts.second.width(stage.below)) + 2

    def _circle(self, painter: QPainter, circle: QRectF, one: Stage) -> None:
        t, radius = self._look.tokens, circle.width() / 2
        if one.done:
            draw.box(painter, circle, fill=t.accent, radius=radius)
            centre = circle.center()
            draw.icon(painter, self._look, centre, "check", t.on_accent, size=13 / 16, stroke=3)
            return
        edge = t.accent_ink if one.now else t.field_line
        draw.box(painter, circle, line=edge, width=2 if one.now else 1, radius=radius)
        if one.now:
            inner = circle.adjusted(radius / 2, radius / 2, -radius / 2, -radius / 2)
            draw.box(painter, inner, fill=t.accent_ink, radius=radius / 2)
