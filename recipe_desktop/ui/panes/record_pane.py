"""The right side of a page: the head of one record, tabs, and the part that is chosen."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.ui.cards import PAGE_MARGIN, TAB_EDGE, Line, RecordHead, Tabs
from recipe_desktop.ui.forms.entries import EntryPanel
from recipe_desktop.ui.forms.form import Form
from recipe_desktop.ui.layout.scrolling import give_room_back, scrolled
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import View

_REST_MS: Final = 60  # walking through the list does not read every history
_HISTORY_UNITS: Final = 60.0


class TabbedPane(View):
    """Shows one thing under its head, in parts of which one is seen; nothing where none is chosen.

    A subclass adds its parts and knows the thing. ``rested`` tells that one has been shown for
    a moment: time for what is dear to ask for, such as its history.
    """

    rested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="surface")
        self.head = RecordHead(look)
        self.tabs = Tabs(look)
        self._areas: list[QScrollArea] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._body = QWidget()
        self._stack = QStackedLayout()
        self._column = QVBoxLayout(self._body)
        self._above_tabs = QVBoxLayout()
        self._whole = QVBoxLayout(self)
        self._lay_out()

        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._rest.timeout.connect(self.rested)

    @property
    def has_rested(self) -> bool:
        """Whether what is dear to ask for has been asked for, too."""
        return not self._rest.isActive()

    @override
    def retranslate(self) -> None:
        self.tabs.setAccessibleName(_("Parts of the record"))

    def add_part(self, part: QWidget) -> None:
        """Add a tab and what it shows, which scrolls; its word is set by ``retranslate``."""
        area = scrolled(part)
        self._keep_right_edge(area, part)
        self._add_area(area)

    def expect_part(self) -> None:
        """Add a tab whose part comes later, by ``put_part``."""
        self._add_area(scrolled(QWidget()))

    def put_part(self, place: int, part: QWidget) -> None:
        """Put a part into the tab where it was expected."""
        area = self._stack.widget(place)
        if isinstance(area, QScrollArea):
            area.setWidget(part)
            part.setAutoFillBackground(False)  # which setWidget turns on
            self._keep_right_edge(area, part)

    def _add_area(self, area: QScrollArea) -> None:
        self._areas.append(area)
        self._stack.addWidget(area)
        self.tabs.addTab("")

    def _keep_right_edge(self, area: QScrollArea, part: QWidget) -> None:
        """Let the bar stand in the margin: long or short, a part ends below the head's buttons."""
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        layout = part.layout()
        if layout is not None:
            around = layout.contentsMargins()
            around.setRight(max(0, around.right() - area.verticalScrollBar().sizeHint().width()))
            layout.setContentsMargins(around)

    def add_whole(self, part: QWidget) -> None:
        """Add a tab and what it shows, which fills the place and scrolls by itself where need be."""
        self._stack.addWidget(part)
        self.tabs.addTab("")

    def add_list(self, part: QWidget) -> None:
        """Add a tab and a list, which scrolls by itself and keeps the right margin free."""
        whole = QWidget()
        around = QVBoxLayout(whole)
        edge = self.look.px(PAGE_MARGIN)
        around.setContentsMargins(edge, self.look.px(0.5), 0, 0)
        around.addWidget(part)
        part.setMaximumWidth(self.look.px(_HISTORY_UNITS) + edge)
        self.add_whole(whole)

    def put_above_tabs(self, widget: QWidget) -> None:
        """Put something between head and tabs."""
        edge = self.look.px(PAGE_MARGIN)
        self._above_tabs.setContentsMargins(edge, self.look.px(0.2), edge, self.look.px(0.5))
        self._above_tabs.addWidget(widget)

    def put_below(self, widget: QWidget) -> None:
        """Put something below everything, such as what was just done."""
        self._whole.addWidget(widget)

    def show_part_with(self, widget: QWidget) -> None:
        """Turn to the tab that something is in."""
        for place in range(self._stack.count()):
            part = self._stack.widget(place)
            if part is not None and part.isAncestorOf(widget):
                self.tabs.setCurrentIndex(place)

    def show_body(self, *, other: bool) -> None:
        """Bring what the subclass has filled in into sight.

        Args:
            other: whether it is another record than before, which is seen from its top.
        """
        self._body.show()
        if other:
            for area in self._areas:
                give_room_back(area)
        self._rest.start()

    def hide_body(self) -> None:
        """Show nothing."""
        self._rest.stop()
        for panel in self.findChildren(EntryPanel):
            panel.leave()
        for form in self.findChildren(Form):
            form.forget()
        self._body.hide()

    def _lay_out(self) -> None:
        look, edge = self.look, self.look.px(PAGE_MARGIN)
        self.head.setContentsMargins(edge, 0, edge, 0)
        row = QHBoxLayout()
        row.setContentsMargins(edge - look.px(TAB_EDGE), 0, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch()
        body = self._column
        body.setContentsMargins(0, look.px(1.1), 0, 0)
        body.setSpacing(0)
        body.addWidget(self.head)
        body.addSpacing(look.px(0.7))
        body.addLayout(self._above_tabs)
        body.addLayout(row)
        body.addWidget(Line(look))
        body.addLayout(self._stack, 1)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._body, 1)
        self._body.hide()


class RecordPane(TabbedPane):
    """Shows the record that is chosen in a list: see ``ListAndPane``."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.back = Button(look, symbol="arrow-left", bare=True)
        self.more = Button(look, symbol="dots")
        self.head.buttons.addWidget(self.more)
        edge = look.px(PAGE_MARGIN)
        self.above = QHBoxLayout()
        self.above.setContentsMargins(edge - look.px(0.75), 0, edge, 0)
        self.above.addWidget(self.back)
        self.above.addStretch()
        self._column.insertLayout(0, self.above)
        self.back.hide()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.more.setAccessibleName(_("More"))
        self.more.setToolTip(_("More"))

    @abstractmethod
    def show_record(self, uid: str) -> None:
        """Show a record; an empty uid shows nothing, and so does that of one that has gone."""

    @abstractmethod
    def open_menu(self) -> QMenu:
        """What else can be done with the record."""

    @abstractmethod
    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed; what is being written stays."""

    def to_come(self) -> Sequence[Callable[[], object]]:
        """What is made when the record has been seen, each in a turn of its own."""
        return ()

    def show_alone(self, *, on: bool) -> None:
        """Offer the way back to the list while that is out of sight."""
        self.back.setVisible(on)
