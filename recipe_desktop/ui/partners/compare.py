"""Two organisations side by side: which values differ, and whether they are one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_list, format_number
from recipe_desktop.services import organisations, records, words
from recipe_desktop.services.identity import Double
from recipe_desktop.services.organisations import KIND, OrganisationCard
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import BETWEEN, Card, Line, RecordHead
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.layout.turning import Turning
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.fonts import Face
from recipe_desktop.ui.look.parting import LEADING, folded
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.partners import wording
from recipe_desktop.ui.view import Label, View, Words

COMPARED: Final = (
    *("name", "organisation_type", "country", "postcode", "city", "address"),
    *("vat_number", "registration_number", "website", "email", "phone", "staff"),
    *("turnover_cents", "balance_cents", "figures_on", "ecosystems", "founded_on", "number"),
)
_WIDEST_LABEL_UNITS: Final = 7.9
_VALUE_UNITS: Final = 1.75  # of one line
_MOST_LINES: Final = 4  # of a value; the tool tip has all of it
_BESIDE_UNITS: Final = 36.0
_WIDE_UNITS: Final = 58.0
TABLES: Final = (
    *("organisation", "organisation_name", "organisation_contact", "membership", "person"),
    "same_as",
)
"""Of what is compared."""

_Cards = tuple[OrganisationCard, OrganisationCard]


def values_of(card: OrganisationCard) -> dict[str, str]:
    """What is compared, by label."""
    shown = {
        words.field_label(KIND, name): words.value_word(KIND, name, card.fields[name])
        for name in COMPARED
    }
    shown[_("Former names")] = ", ".join(name.name for name in card.former_names)
    shown[_("Member of")] = ", ".join(member.cluster for member in card.memberships)
    shown[_("People")] = format_number(len(card.people)) if card.people else ""
    return shown


def reasons_sentence(reasons: Sequence[str]) -> str:
    """Why two records may be one, as a sentence of its own."""
    said = format_list([words.doubles_words([reason]) for reason in reasons])
    return said[:1].upper() + said[1:]


class _Value(QWidget):
    """A label with a value, on several lines if need be; one that differs stands out.

    Args:
        their: the value beside it, which takes as many lines.
    """

    def __init__(self, look: Look, label: str, value: str, their: str, *, labels: float) -> None:
        super().__init__()
        self._look, self._label, self._value, self._their = look, label, value, their
        self._labels, self._differs = labels, value != their
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = value or _("empty")
        self.setAccessibleName(f"{label}: {said}")
        self.setToolTip(f"{label}: {said}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(16), self._look.px(_VALUE_UNITS))

    @override
    def heightForWidth(self, width: int) -> int:
        most = max(len(self._lines(value, width)) for value in (self._value, self._their))
        return round(self._look.px(_VALUE_UNITS) + (most - 1) * self._leading)

    @property
    def _face(self) -> Face:
        return self._look.fonts.strong if self._differs else self._look.fonts.body

    @property
    def _leading(self) -> float:
        return LEADING * self._face.metrics.height()

    def _lines(self, value: str, width: int) -> list[str]:
        room = width - self._labels - 1.2 * self._look.u
        return folded(value or _("empty"), self._face, room, _MOST_LINES)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        label = QRectF(0, 0, self._labels - 0.5 * u, _VALUE_UNITS * u)
        draw.text(painter, label, self._label, fonts.body, t.text2)
        left, face, leading = self._labels, self._face, self._leading
        lines = self._lines(self._value, self.width())
        ink = t.text if self._value else t.text3
        if self._differs and self._value:
            wide, high = max(map(face.width, lines)), (len(lines) - 1) * leading
            ground = QRectF(left, 0.15 * u, wide + 1.2 * u, (_VALUE_UNITS - 0.3) * u + high)
            edge = t.look if t.outlined else None
            draw.box(painter, ground, fill=t.look_tint, line=edge, radius=4)
        at = QRectF(left + 0.6 * u, 0, self.width() - left - 1.2 * u, _VALUE_UNITS * u)
        for number, line in enumerate(lines):
            draw.text(painter, at.translated(0, number * leading), line, face, ink)
        painter.end()


class Side(Card):
    """One of two organisations."""

    def __init__(self, look: Look, card: OrganisationCard, other: OrganisationCard) -> None:
        super().__init__(look)
        self.uid = card.line.uid
        head = RecordHead(look)
        symbol = wording.symbol(card.line.organisation_type)
        head.show_record(symbol, card.line.name, wording.what_it_is(card.line))
        self.keep = Button(look, _("Same, show this one"))
        self.keep.setAccessibleDescription(card.line.name)
        self.body.addWidget(head)
        self.body.addWidget(Line(look))
        rows = QVBoxLayout()
        rows.setSpacing(look.px(0.1))
        theirs = values_of(other)
        pairs = {
            label: (value, theirs[label])
            for label, value in values_of(card).items()
            if value or theirs[label]
        }
        # The labels take no more than they need: in the values lies what tells two records apart.
        labels = max(look.fonts.body.width(label) for label in pairs) + 0.75 * look.u
        labels = min(labels, _WIDEST_LABEL_UNITS * look.u)
        for label, (value, their) in pairs.items():
            rows.addWidget(_Value(look, label, value, their, labels=labels))
        self.body.addLayout(rows)
        self.body.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.keep)
        self.body.addLayout(foot)


def _gone(names: Sequence[str]) -> str:
    said = _("{names}: deleted in the meantime, there is nothing left to decide.")
    return said.format(names=format_list(names))


def _one_by_now() -> str:
    return _("Merged in the meantime, there is nothing left to decide.")


class Comparison(View):
    """Two sides, and what can be said about them.

    ``same`` tells which is shown from now on and which goes behind it; ``different`` that they
    are two.
    """

    same = Signal(str, str)
    different = Signal(str, str)

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._workspace = workspace
        self._pair: Double | None = None
        self._cards: _Cards | None = None
        self._over: Words | None = None
        self.sides: list[Side] = []
        self.title = Label(look, face="record")
        self.reason = Label(look, ink="text2", wrap=True)
        self.apart = Button(look, symbol="arrows-split-2")
        self.hint = Label(look, face="second", ink="text3", wrap=True)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(look.px(BETWEEN))
        Turning(look, self, self._sides, needs=_BESIDE_UNITS)
        self.below = below = QHBoxLayout()
        below.addWidget(self.apart)
        below.addSpacing(look.px(0.75))
        below.addWidget(self.hint, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.25))
        layout.addWidget(self.title)
        layout.addWidget(self.reason)
        layout.addSpacing(look.px(0.5))
        layout.addLayout(self._sides)
        layout.addSpacing(look.px(0.5))
        layout.addLayout(below)
        self.retranslate()
        self.apart.clicked.connect(self._different)

    @override
    def retranslate(self) -> None:
        self.apart.setText(_("They are different"))
        self._show()

    def show_pair(self, pair: Double) -> None:
        """Compare two organisations.

        Raises:
            UserError: record.unknown, when one of them has gone; then none are compared.
        """
        self.forget()
        self._pair, self._cards = pair, self._read(pair)
        self._show()

    def refresh(self) -> None:
        """Show both as they are now; where there is nothing left to decide, say so instead."""
        pair, cards = self._pair, self._cards
        if pair is None or cards is None:
            return
        before = cards, self._over
        try:
            left, right = self._read(pair)
        except UserError:
            self._over = partial(_gone, self._names_of_gone(pair, cards))
        else:
            is_one = left.line.uid == right.line.uid
            self._over = _one_by_now if is_one else None
            self._cards = cards if is_one else (left, right)  # what was compared stays to be seen
        if (self._cards, self._over) != before:
            self._show()

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to decide."""
        return self._over is not None

    def forget(self) -> None:
        """Compare none any more."""
        self._pair = self._cards = self._over = None
        self._clear_sides()

    def _read(self, pair: Double) -> _Cards:
        left, right = (self._workspace.ask(organisations.card, u) for u in (pair.left, pair.right))
        return left, right

    def _names_of_gone(self, pair: Double, cards: _Cards) -> tuple[str, ...]:
        there = self._workspace.ask(records.present, KIND, [pair.left, pair.right])
        sides = zip((pair.left, pair.right), cards, strict=True)
        return tuple(card.line.name for uid, card in sides if uid not in there)

    def _show(self) -> None:
        # From the cards that were read: a change of language asks for nothing that may have gone.
        pair, cards = self._pair, self._cards
        if pair is None or cards is None:
            return
        self.title.setText(_("Perhaps the same organisation"))
        told = _(
            "{reasons}. Nothing is lost: the other record stays behind the one that is shown, and "
            "can be taken apart again."
        )
        why = told.format(reasons=reasons_sentence(pair.reasons))
        keys = _("Keys: 1 and 2 choose a side, 3 says that they are different.")
        self.reason.setText(self._over() if self._over else why)
        self.hint.setText("" if self._over else keys)
        self.apart.setEnabled(not self._over)
        here = next((n for n, side in enumerate(self.sides) if side.keep.hasFocus()), None)
        self._clear_sides()
        left, right = cards
        self.sides = [Side(self.look, left, right), Side(self.look, right, left)]
        for side, away in zip(self.sides, (right, left), strict=True):
            self._sides.addWidget(side, 1)
            side.show()  # at once, so that it can take the focus
            side.keep.clicked.connect(self._keeper(side.uid, away.line.uid))
            side.keep.setEnabled(not self._over)
        if here is not None and not self._over:
            self.sides[here].keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_sides(self) -> None:
        for old in self.sides:
            self._sides.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.sides = []

    def _keeper(self, kept: Uid, away: Uid) -> Callable[[], None]:
        return lambda: self.same.emit(kept, away)

    def _different(self) -> None:
        if self._pair is not None:
            self.different.emit(self._pair.left, self._pair.right)

    def judge(self, event: QEvent) -> bool:
        """Do what a key says, once however long it is held; False where it says nothing here."""
        if not isinstance(event, QKeyEvent) or not self.sides:
            return False
        left, right = (side.keep for side in self.sides)
        answers = {Qt.Key.Key_1: left, Qt.Key.Key_2: right, Qt.Key.Key_3: self.apart}
        answer = answers.get(Qt.Key(event.key()))
        if answer is not None and not event.isAutoRepeat():
            answer.click()
        return answer is not None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.judge(event):
            super().keyPressEvent(event)


class CompareDialog(Sheet):
    """The comparison over the window, for one pair."""

    def __init__(
        self, look: Look, window: QWidget | None, workspace: Workspace, pair: Double
    ) -> None:
        super().__init__(look, window, wide=_WIDE_UNITS)
        self.comparison = Comparison(look, workspace, self.panel)
        self.comparison.show_pair(pair)
        self.later = Button(look)
        self.setAccessibleName(_("Perhaps the same organisation"))
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, look.px(1.25), edge, look.px(1))
        layout.addWidget(self.comparison)
        self.comparison.below.addWidget(self.later)
        self.refresh()
        self.later.clicked.connect(self.reject)
        self.comparison.same.connect(self.accept)
        self.comparison.different.connect(self.accept)

    def refresh(self) -> None:
        """Follow what others do meanwhile."""
        self.comparison.refresh()
        self.later.setText(_("Close") if self.comparison.is_over else _("Decide later"))

    @override
    def first_focus(self) -> QWidget:
        return self.comparison.sides[0].keep
