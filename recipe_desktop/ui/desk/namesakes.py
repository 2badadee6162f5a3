"""Who on the list may be the one being typed in: a row each, with the key that checks them in."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.ui.cards.lines import Remark, clear
from recipe_desktop.ui.desk.model import Hit
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import View

CHOOSING: Final = ("F3", "F4", "F5")  # one for each row
LISTING: Final = "F6"
_HIGH: Final = 2.75
_SIDE: Final = 0.75


class KeyRow(PaintedButton):
    """Somebody or something to choose, and the key that does so; a click does the same.

    Tab passes it by: a space that was meant for a field must choose nobody.

    Args:
        does: what the key does, beside it.
    """

    def __init__(
        self, look: Look, key: str, words: str, second: str = "", *, does: str = ""
    ) -> None:
        super().__init__(look)
        self.key, self._second, self._does = key, second, does
        self.setText(words)
        said = ", ".join(filter(None, (words, second, does)))
        self.setAccessibleName(f"{said} ({key})")
        self.setToolTip("\n".join(filter(None, (words, second))))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(12), self._look.px(_HIGH if self._second else 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, u, t, fonts = self._look, self._look.u, self._look.tokens, self._look.fonts
        whole = QRectF(self.rect()).adjusted(0, 0, 0, -0.25 * u)
        fill = t.hover if self.underMouse() else t.surface
        draw.box(painter, whole, fill=fill, line=t.control_line, radius=6 / 16 * u)
        inside = whole.adjusted(_SIDE * u, 0, -_SIDE * u, 0)
        right = QPointF(inside.right(), whole.center().y())
        taken = draw.key_cap(painter, look, right, self.key) + 0.5 * u
        beside = inside.adjusted(0, 0, -taken, 0)
        if self._does:
            used = draw.text(painter, beside, self._does, fonts.second, t.text2, draw.RIGHT)
            taken += used + 0.5 * u
        words = inside.adjusted(0, 0, -taken, 0)
        if self._second:
            half = whole.height() / 2
            draw.text(
                painter, words.adjusted(0, 0.15 * u, 0, -half), self.text(), fonts.action, t.text
            )
            below = words.adjusted(0, half, 0, -0.15 * u)
            draw.text(painter, below, self._second, fonts.second, t.text2)
        else:
            draw.text(painter, words, self.text(), fonts.action, t.text)
        painter.end()


class Namesakes(View):
    """``chosen`` tells who it is; ``list_wanted`` that there are more than there are keys."""

    chosen = Signal(str)
    list_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.people: tuple[Hit, ...] = ()
        self.rows: list[KeyRow] = []
        self.warning = Remark(look, "alert-triangle", status=Status.LOOK, ink="look")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.4))
        layout.addWidget(self.warning)
        layout.addLayout(self._list)
        self.hide()

    def show_people(self, people: tuple[Hit, ...]) -> None:
        """Show who it may be; none hides it."""
        self.setVisible(bool(people))
        if people == self.people:
            return  # a row that is being clicked stays
        self.people = people
        clear(self._list)
        self.rows = []
        count = len(people)
        said = ngettext(
            "{count} on the list may be this person",
            "{count} on the list may be this person, look at the organisation",
            count,
        )
        self.warning.words.setText(said.format(count=format_number(count)))
        for key, hit in zip(CHOOSING, people, strict=False):
            known = (hit.state, hit.organisation, hit.feature)
            second = ", ".join(filter(None, known))
            does = _("Check in") if hit.is_open else ""
            row = KeyRow(self.look, key, hit.name, second, does=does)
            row.clicked.connect(lambda _on=False, uid=hit.uid: self.chosen.emit(uid))
            self._add(row)
        if count > len(CHOOSING):
            said = _("All {count} in the list").format(count=format_number(count))
            row = KeyRow(self.look, LISTING, said)
            row.clicked.connect(lambda _on=False: self.list_wanted.emit())
            self._add(row)

    def press(self, key: str) -> None:
        """Do what a key does here, if it does anything."""
        for row in self.rows:
            if row.key == key:
                row.click()

    def _add(self, row: KeyRow) -> None:
        self.rows.append(row)
        self._list.addWidget(row)
        row.show()
