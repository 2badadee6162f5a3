"""The upper part of the page: title, what can be done with the plan, filter, legend, scale."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.outline import Outline
from recipe_desktop.ui.button_menu import ButtonMenu
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.roadmap.controls import LegendChip, Segments, Sign
from recipe_desktop.ui.tables.list import FilterField
from recipe_desktop.ui.view import Label, View

FIT, DAYS, WEEKS, MONTHS = range(4)
_FIELD_UNITS: Final = 14.0
KINDS: Final = ("tasks", "milestones", "actions", "objectives", "chapters")


def new_words(kind: str) -> str:
    """What making one of a kind is called."""
    said: Mapping[str, str] = {
        "tasks": _("New task"),
        "milestones": _("New milestone"),
        "actions": _("New action"),
        "objectives": _("New objective"),
        "chapters": _("New chapter of the strategy"),
    }
    return said[kind]


class Bar(View):
    """Title, buttons, filter, legend; ``new_wanted`` tells the kind of what shall be made."""

    new_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="canvas")
        self.title = Label(look, face="title")
        self.summary = Label(look, ink="text2")
        self.new = Button(look, symbol="plus", primary=True)
        self.details = Button(look, symbol="info-circle")
        self.print = Button(look, symbol="printer")
        self.more = Button(look, symbol="dots")
        self.filter = FilterField(look)
        self.chips = {sign: LegendChip(look, sign) for sign in Sign}
        self.counted = Label(look, face="second", ink="text2")
        self.smaller = Button(look, symbol="minus", bare=True)
        self.larger = Button(look, symbol="plus", bare=True)
        self.scale = Segments(look, 4)
        self._lay_out()
        self.measure()
        self.retranslate()
        self.new.clicked.connect(self.open_new)

    @override
    def retranslate(self) -> None:
        self.title.setText(_("Roadmap"))
        self.new.setText(_("New"))
        self.details.setText(_("Details"))
        self.details.setToolTip(_("Facts, texts, links and history of the chosen row"))
        self.print.setText(_("Print"))
        self.more.setAccessibleName(_("More"))
        self.more.setToolTip(_("More"))
        self.filter.field.setPlaceholderText(_("Filter tasks"))
        self.filter.field.setAccessibleName(_("Filter tasks"))
        self.chips[Sign.CRITICAL].setText(_("Critical path"))
        self.chips[Sign.SLACK].setText(_("Slack"))
        self.chips[Sign.LINKS].setText(_("Links"))
        self.scale.show_words((_("Fit"), _("Days"), _("Weeks"), _("Months")))
        for button, word in (
            (self.smaller, _("See more of the calendar")),
            (self.larger, _("See the calendar larger")),
        ):
            button.setAccessibleName(word)
            button.setToolTip(word)
        for chip in self.chips.values():
            chip.updateGeometry()

    @override
    def measure(self) -> None:
        self.filter.setFixedWidth(self.look.px(_FIELD_UNITS))

    def show_outline(self, outline: Outline) -> None:
        """What the whole plan comes to."""
        trouble = outline.trouble
        circles = wording.circles(outline.roadmap)
        said = words.one_line(trouble) if trouble else circles or wording.summary(outline)
        self.summary.setText(said)
        self.summary.set_ink("block" if trouble else "look" if circles else "text2")

    def open_new(self) -> QMenu:
        """What can be made."""
        menu = ButtonMenu(self.new)
        for kind in KINDS:
            menu.addAction(new_words(kind), partial(self.new_wanted.emit, kind))
        return menu.open()

    def _lay_out(self) -> None:
        look = self.look
        first = QHBoxLayout()
        first.setSpacing(look.px(0.5))
        first.addWidget(self.title)
        first.addSpacing(look.px(0.8))
        first.addWidget(self.summary, 1)
        for button in (self.details, self.print, self.more, self.new):
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(look.px(0.5))
        second.addWidget(self.filter)
        second.addSpacing(look.px(0.1))
        for chip in self.chips.values():
            second.addWidget(chip)
        second.addWidget(self.counted)
        second.addStretch()
        second.addWidget(self.smaller)
        second.addWidget(self.larger)
        second.addWidget(self.scale)
        layout = QVBoxLayout(self)
        edge = look.px(1.25)
        layout.setContentsMargins(edge, look.px(0.8), edge, look.px(0.75))
        layout.setSpacing(look.px(0.7))
        layout.addLayout(first)
        layout.addLayout(second)
