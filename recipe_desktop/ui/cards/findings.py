"""What is found: a line with its reason and source, and the one banner of a screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.ui.cards.card import INSIDE
from recipe_desktop.ui.cards.signs import Symbol
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.view import Label

_INSET = 3  # pixels between a tinted line and the frame of its card
_SOURCE_UNITS = 13.0


@dataclass(frozen=True, slots=True)
class Doing:
    """A button of a line: what it says and does.

    Args:
        primary: whether it is what the screen is for.
    """

    words: str
    run: Callable[[], None]
    primary: bool = False


class FindingLine(QWidget):
    """One finding: symbol, sentence, the reason below it, rule and source at the right.

    Args:
        rule: which rule says so, above its source.
        doings: plain buttons at the right.
        tinted: on the tint of its status; for the one line that needs somebody.
        below: with the buttons under the sentence.
        parted: with a hairline above, which begins at the text.
    """

    def __init__(
        self,
        look: Look,
        status: Status,
        sentence: str,
        reason: str = "",
        *,
        rule: str = "",
        source: str = "",
        doings: Sequence[Doing] = (),
        tinted: bool = False,
        below: bool = False,
        parted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._status, self._tinted, self._parted = look, status, tinted, parted
        layout = QHBoxLayout(self)
        inside = look.px(INSIDE) - 1  # the frame of its card is one
        layout.setContentsMargins(inside, look.px(0.3), inside, look.px(0.3))
        layout.setSpacing(look.px(0.7))
        symbol = Symbol(look, STATUS_ICONS[status], status=status)
        face = "action" if status not in (Status.OK, Status.NEUTRAL) else "body"
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(look, sentence, face=face, wrap=True))
        if reason:
            texts.addWidget(Label(look, reason, face="second", ink="text2", wrap=True))
        if (reason or parted) and (rule or source):
            texts.addStretch()  # a source of several lines must not part sentence and reason
        top = Qt.AlignmentFlag.AlignTop if reason or parted else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(symbol, 0, top)
        layout.addLayout(texts, 1)
        if rule or source:
            said = QVBoxLayout()
            said.setSpacing(0)
            short = source.partition(" (")[0] if rule else source
            sources = ((rule, rule, "second_strong", "text2"), (short, source, "second", "text3"))
            for words, full, face, ink in sources:
                if words:
                    label = Label(look, words, face=face, ink=ink, wrap=True)
                    label.setFixedWidth(look.px(_SOURCE_UNITS))
                    label.setToolTip("" if words == full else full)
                    said.addWidget(label)
            said.addStretch()
            layout.addLayout(said)
        buttons = layout
        if below and doings:
            buttons = QHBoxLayout()
            buttons.setSpacing(look.px(0.4))
            texts.addSpacing(look.px(0.2))
            texts.addLayout(buttons)
        for doing in doings:
            button = Button(look, doing.words)
            button.clicked.connect(doing.run)
            buttons.addWidget(button)
        if buttons is not layout:
            buttons.addStretch()
        self.setMinimumHeight(look.px(2.7 if reason else 1.8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        if self._tinted:
            t = look.tokens
            ground = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET, 0)
            line = t.ink(self._status) if t.outlined else None
            draw.box(painter, ground, fill=t.tint(self._status), line=line, radius=3 / 8 * look.u)
        if self._parted:
            inside = look.px(INSIDE) - 1  # the frame of its card is one
            left = inside + look.px(18 / 16) + look.px(0.7)
            draw.hairline(painter, left, self.width() - inside, 0, look.tokens.line)
        painter.end()


class Banner(QWidget):
    """The one tinted strip a screen may have: symbol, sentence, reason, one button."""

    def __init__(
        self,
        look: Look,
        status: Status,
        sentence: str,
        reason: str = "",
        doing: Doing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._status = look, status
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(1.1), look.px(0.65), look.px(0.8), look.px(0.65))
        layout.setSpacing(look.px(0.75))
        layout.addWidget(
            Symbol(look, STATUS_ICONS[status], status=status), 0, Qt.AlignmentFlag.AlignTop
        )
        texts = QVBoxLayout()
        texts.setSpacing(look.px(0.1))
        texts.addWidget(Label(look, sentence, face="action", wrap=True))
        if reason:
            texts.addWidget(Label(look, reason, ink="text2", wrap=True))
        layout.addLayout(texts, 1)
        if doing is not None:
            button = Button(look, doing.words, primary=doing.primary)
            button.clicked.connect(doing.run)
            layout.addWidget(button)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = self._look.tokens
        line = t.ink(self._status) if t.outlined else None
        draw.box(
            painter,
            QRectF(self.rect()),
            fill=t.tint(self._status),
            line=line,
            radius=self._look.u / 2,
        )
        painter.end()
