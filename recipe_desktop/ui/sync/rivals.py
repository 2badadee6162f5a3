"""The values of a conflict as cards: who wrote it, when, and the button that takes it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.conflicts import Conflict
from recipe_desktop.services.rivals import Rival
from recipe_desktop.ui.cards import Card, Disc, Line, Pill
from recipe_desktop.ui.cards.initials import initials, series
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import OnePress
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.near_days import when
from recipe_desktop.ui.sync.wording import field_of, value_of
from recipe_desktop.ui.view import Label


class RivalCard(Card):
    """One of the values; ``take`` decides for it, or suggests it to those who decide.

    Args:
        number: the key that takes it, counted from 1.
    """

    def __init__(
        self, look: Look, item: Conflict, number: int, rival: Rival, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.selected = rival.shown
        name = rival.by or rival.device or _("The record")
        office = words.member_name(rival.member) if rival.member else ""
        top = QHBoxLayout()
        top.setSpacing(look.px(0.75))
        top.addWidget(Disc(look, initials(name), series(name), size=2))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(look, name, face="strong"))
        second = ", ".join(part for part in (office, rival.device if rival.by else "") if part)
        texts.addWidget(Label(look, second, face="second", ink="text2"))
        top.addLayout(texts, 1)
        if rival.shown:
            pill = Pill(look, Status.NOTE, _("Shown now"), symbol="eye")
            top.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        self.take = OnePress(look, _("Take this"), primary=rival.shown and item.is_ours)
        if not item.is_ours:
            self.take.setText(_("Suggest this"))
        row = QHBoxLayout()
        row.setContentsMargins(look.px(0.25), look.px(0.6), look.px(0.25), look.px(0.6))
        row.setSpacing(look.px(1))
        if item.kind_of == "field":
            row.addWidget(Label(look, field_of(item), ink="text2"))
        row.addWidget(_Differing(look, value_of(item, rival)))
        row.addStretch()
        foot = QHBoxLayout()
        said = when(rival.at)
        foot.addWidget(Label(look, said[:1].upper() + said[1:], ink="text2"), 1)
        foot.addWidget(_KeyHint(look, str(number)))
        foot.addWidget(self.take)
        self.body.addLayout(top)
        self.body.addWidget(Line(look))
        self.body.addLayout(row)
        self.body.addStretch()
        self.body.addLayout(foot)


class _Differing(QWidget):
    """A value that differs, on the amber tint."""

    def __init__(self, look: Look, words_: str) -> None:
        super().__init__()
        self._look = look
        self.label = Label(look, words_, face="strong", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(0.6), look.px(0.3), look.px(0.6), look.px(0.3))
        layout.addWidget(self.label)
        self.label.setMaximumWidth(look.px(18))
        wide = min(look.fonts.strong.width(words_) + 4, look.px(18))
        self.label.setMinimumWidth(round(wide))

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        t = self._look.tokens
        line = t.ink(Status.LOOK) if t.outlined else None
        rect = QRectF(self.rect())
        draw.box(painter, rect, fill=t.tint(Status.LOOK), line=line, radius=self._look.u / 4)
        painter.end()


class _KeyHint(QWidget):
    """A key cap beside a button."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__()
        self._look, self._key = look, key
        self.setFixedSize(look.px(1.4), look.px(1.4))

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        right = QPointF(self.width() - 2, self.height() / 2)
        draw.key_cap(painter, self._look, right, self._key)
        painter.end()
