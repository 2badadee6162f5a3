"""The upper part of the page: title, what can be done with the plan, filter, legend, scale."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.outline import Outline
from recipe_desktop.ui.layout.flow import Flow
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.roadmap.controls import LegendChip, Segments, Sign
from recipe_desktop.ui.tables.list import FilterField
from recipe_desktop.ui.view import Label, View

FIT, DAYS, WEEKS, MONTHS = range(4)
_SUMMARY_LINES: Final = 2  # beside the title, no higher than the buttons
_SUMMARY_AT: Final = 2  # behind the title and a gap
_SUMMARY_FILLED: Final = 0.8  # of each line, since words are not parted
_FIELD_UNITS: Final = 14.0
_COUNTED_UNITS: Final = 4.0  # room for how many rows a filter finds
_GAPS_UNITS: Final = 6.0  # between all of it, and at the edges
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


class PlanBar(View):
    """Title, buttons, filter, legend; ``new_wanted`` tells the kind of what shall be made."""

    new_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="canvas")
        self.title = Label(look, face="title")
        self.summary = Label(look, ink="text2", wrap=True, most=_SUMMARY_LINES)
        self.new = Button(look, symbol="plus", primary=True)
        self.details = Button(look, symbol="info-circle")
        self.print = Button(look, symbol="printer")
        self.more = Button(look, symbol="dots")
        self.filter = FilterField(look, words=lambda: _("Filter tasks"))
        self.chips = {sign: LegendChip(look, sign) for sign in Sign}
        self.counted = Label(look, face="second", ink="text2")
        self.smaller = Button(look, symbol="minus", bare=True)
        self.larger = Button(look, symbol="plus", bare=True)
        self.scale = Segments(look, 4)
        self._legend = Flow(look.px(0.5))
        self._whole, self._first = QVBoxLayout(self), QHBoxLayout()
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._found = QBoxLayout(QBoxLayout.Direction.LeftToRight)
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
        self._arrange()

    @override
    def measure(self) -> None:
        self.filter.setFixedWidth(self.look.px(_FIELD_UNITS))
        self.counted.setMinimumHeight(self.look.px(1.5))  # in line with the chips before it
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_outline(self, outline: Outline) -> None:
        """What the whole plan comes to."""
        trouble = outline.trouble
        circles = wording.circles(outline.roadmap)
        said = words.one_line(trouble) if trouble else circles or wording.summary(outline)
        self.summary.setText(said)
        self.summary.set_ink("block" if trouble else "look" if circles else "text2")
        self._arrange()

    def open_new(self) -> QMenu:
        """What can be made."""
        menu = ButtonMenu(self.new)
        for kind in KINDS:
            menu.addAction(new_words(kind), partial(self.new_wanted.emit, kind))
        return menu.open()

    def _lay_out(self) -> None:
        look = self.look
        first = self._first
        first.setSpacing(look.px(0.5))
        first.addWidget(self.title)
        first.addSpacing(look.px(0.8))
        first.addWidget(self.summary, 1)
        for button in (self.details, self.print, self.more, self.new):
            first.addWidget(button)
        second = self._lines
        second.setSpacing(look.px(0.5))
        found = self._found
        found.setSpacing(look.px(0.5))
        found.addWidget(self.filter)
        found.addSpacing(look.px(0.1))
        self._legend.add((*self.chips.values(), self.counted))
        found.addWidget(self._legend, 1)
        second.addLayout(found, 1)
        seen = QHBoxLayout()
        seen.setSpacing(look.px(0.5))
        for control in (self.smaller, self.larger, self.scale):
            seen.addWidget(control)
        seen.addStretch()
        second.addLayout(seen)
        layout = self._whole
        edge = look.px(1.25)
        layout.setContentsMargins(edge, look.px(0.8), edge, look.px(0.75))
        layout.setSpacing(look.px(0.7))
        layout.addLayout(first)
        layout.addLayout(second)

    def _arrange(self) -> None:
        """What has no room beside the rest goes into a line of its own.

        That is the scale, the legend, and how the plan ends.
        """
        room = self.width() - self.look.px(_GAPS_UNITS)
        found = [self.filter.width(), *(chip.sizeHint().width() for chip in self.chips.values())]
        seen = [part.sizeHint().width() for part in (self.smaller, self.larger, self.scale)]
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._found.setDirection(below if sum(found) > room else beside)
        wide = sum(found) + self.look.px(_COUNTED_UNITS) + sum(seen)
        self._lines.setDirection(below if wide > room else beside)
        self._arrange_summary(room)

    def _arrange_summary(self, room: float) -> None:
        buttons = (self.details, self.print, self.more, self.new)
        beside = (self.title, *(button for button in buttons if not button.isHidden()))
        left = room - sum(part.sizeHint().width() for part in beside)
        needed = self.look.fonts.body.width(self.summary.words)
        below = needed > _SUMMARY_FILLED * _SUMMARY_LINES * left
        if below == (self._first.indexOf(self.summary) < 0):
            return
        if below:
            self._first.removeWidget(self.summary)
            self._whole.insertWidget(1, self.summary)
        else:
            self._whole.removeWidget(self.summary)
            self._first.insertWidget(_SUMMARY_AT, self.summary, 1)
        self._whole.invalidate()
        self._whole.activate()  # while a layout is at work it does not hear of it by itself
