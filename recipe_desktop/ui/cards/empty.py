"""What stands where there is nothing yet, and where a filter left nothing over."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View, Words

_WORDS_UNITS: Final = 29.0  # the width in which it is told what belongs here


class Drawing(View):
    """Three sheets with a symbol each, painted from our own shapes.

    Args:
        symbols: of the left, the middle and the right sheet.
    """

    def __init__(
        self, look: Look, symbols: tuple[str, str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._symbols = symbols
        self.measure()

    @override
    def measure(self) -> None:
        self.setFixedSize(self.look.px(17.75), self.look.px(9.5))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self.look.u, self.look.tokens
        places = ((0.0, 2.125, 2), (6.0, 0.0, 0), (12.0, 2.125, 1))
        for symbol, (left, top, series) in zip(self._symbols, places, strict=True):
            sheet = QRectF(left * u, top * u, 5.75 * u, 7.25 * u)
            draw.box(painter, sheet, fill=t.surface, line=t.control_line, radius=0.7 * u)
            middle, colour = sheet.center().x(), t.series[series]
            disc = QRectF(middle - 1.125 * u, sheet.top() + u, 2.25 * u, 2.25 * u)
            ground = None if t.outlined else draw.faded(colour, 0.22)
            draw.box(
                painter, disc, fill=ground, line=colour if t.outlined else None, radius=1.125 * u
            )
            draw.icon(painter, self.look, disc.center(), symbol, colour, size=18 / 16, stroke=2)
            for number, wide in enumerate((3.5, 2.5, 1.75)):
                y = sheet.top() + (4.125 + number * 0.875) * u
                line = QRectF(middle - wide * u / 2, y, wide * u, 0.375 * u)
                draw.box(painter, line, fill=t.line, radius=0.19 * u)
        painter.end()


@dataclass(frozen=True, slots=True)
class Nothing:
    """The words of an empty state.

    Args:
        title: what there is not yet.
        what: what belongs here.
        primary: what the primary button says; empty for none.
        second: what the other button says; empty for none.
        hint: what else can be done, such as dropping a file.
        page: the title of the page that is empty, where it does not stand above.
    """

    title: Words
    what: Words
    primary: Words | None = None
    second: Words | None = None
    hint: Words | None = None
    page: Words | None = None


class EmptyState(View):
    """Nothing here yet: a small drawing, what belongs here, and how to begin."""

    begun = Signal()
    other = Signal()

    def __init__(
        self,
        look: Look,
        words: Nothing,
        symbols: tuple[str, str, str],
        *,
        primary_symbol: str = "plus",
        second_symbol: str = "file-import",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._nothing = words
        self._page = Label(look, face="title", parent=self) if words.page else None
        self.drawing = Drawing(look, symbols)
        self.title = Label(look, face="title")
        self.what = Label(look, ink="text2", wrap=True)
        self.hint = Label(look, ink="text3")
        self.primary = Button(look, symbol=primary_symbol, primary=words.primary is not None)
        self.second = Button(look, symbol=second_symbol)
        self.what.setAlignment(Qt.AlignmentFlag.AlignHCenter)

        layout = QVBoxLayout(self)
        layout.setSpacing(look.px(0.4))
        if self._page is not None:
            layout.setContentsMargins(look.px(1.25), look.px(0.95), look.px(1.25), look.px(0.8))
            layout.addWidget(self._page)
        layout.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self.drawing, 0, middle)
        layout.addSpacing(look.px(1.4))
        layout.addWidget(self.title, 0, middle)
        layout.addWidget(self.what, 0, middle)
        layout.addSpacing(look.px(0.9))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.primary)
        row.addWidget(self.second)
        row.addStretch()
        layout.addLayout(row)
        layout.addSpacing(look.px(0.9))
        layout.addWidget(self.hint, 0, middle)
        layout.addStretch(5)
        for button, word in ((self.primary, words.primary), (self.second, words.second)):
            if word is None:
                button.hide()
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.measure()
        self.retranslate()

        self.primary.clicked.connect(self.begun)
        self.second.clicked.connect(self.other)

    @override
    def measure(self) -> None:
        self.what.setFixedWidth(self.look.px(_WORDS_UNITS))

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._give_room_to_words()
        return done

    def _give_room_to_words(self) -> None:
        """Leave the drawing out where words and buttons need the place, as with large text."""
        layout = self.layout()
        if layout is None:
            return
        high = max(layout.totalMinimumSize().height(), layout.totalHeightForWidth(self.width()))
        if self.drawing.isHidden():
            high += self.drawing.height() + layout.spacing()
        self.drawing.setVisible(high <= self.height())

    @override
    def retranslate(self) -> None:
        said = self._nothing
        if self._page is not None and said.page is not None:
            self._page.setText(said.page())
        self.title.setText(said.title())
        self.what.setText(said.what())
        self.hint.setText(said.hint() if said.hint else "")
        self.primary.setText(said.primary() if said.primary else "")
        self.second.setText(said.second() if said.second else "")


class NothingMatches(View):
    """A filter left nothing over."""

    cleared = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.title = Label(look, face="action", ink="text2")
        self.clear = Button(look)
        layout = QVBoxLayout(self)
        layout.setSpacing(look.px(0.75))
        layout.addSpacing(look.px(3))
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        self.retranslate()
        self.clear.clicked.connect(self.cleared)

    @override
    def retranslate(self) -> None:
        self.title.setText(_("Nothing matches"))
        self.clear.setText(_("Clear the filter"))
