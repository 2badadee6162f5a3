"""The pane of the chosen row: facts, texts, links, history."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number
from recipe_desktop.services import history
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN, TAB_EDGE, Line, RecordHead, Tabs
from recipe_desktop.ui.forms.form import Form
from recipe_desktop.ui.history import HistoryList, Wording
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.roadmap.edits import Editing
from recipe_desktop.ui.roadmap.facts import Facts
from recipe_desktop.ui.roadmap.links import Links
from recipe_desktop.ui.roadmap.texts import Texts
from recipe_desktop.ui.scrolling import scrolled
from recipe_desktop.ui.tab_order import order_tabs
from recipe_desktop.ui.view import View

FACTS, TEXTS, LINKS, HISTORY = range(4)
_HISTORY_WAIT_MS: Final = 60


class DetailPane(View):
    """Shows a row of the roadmap; ``closed`` asks to be put away."""

    closed = Signal()

    def __init__(
        self, look: Look, workspace: Workspace, editing: Editing, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent, ground="surface")
        self._workspace = workspace
        self.node: Node | None = None
        self._outline: Outline | None = None
        self.head = RecordHead(look)
        self.close_button = Button(look, symbol="x", bare=True)
        self.tabs = Tabs(look)
        self.facts = Facts(look, workspace, editing)
        self.texts = Texts(look, workspace)
        self.links = Links(look, workspace)
        self.histories = {
            kind: HistoryList(look, Wording(kind, self._named)) for kind in wording.SYMBOLS
        }
        self._history = QStackedLayout()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_HISTORY_WAIT_MS)
        self._body = QWidget()
        self._stack = QStackedLayout()
        self._lay_out()
        self.retranslate()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.facts.form_made.connect(lambda: order_tabs(self))
        self.close_button.clicked.connect(self.closed)
        self._timer.timeout.connect(self._show_history)

    @override
    def retranslate(self) -> None:
        for place, word in enumerate((_("Facts"), _("Texts"), _("Links"), _("History"))):
            self.tabs.setTabText(place, word)
        self.tabs.setAccessibleName(_("Parts of the record"))
        self.close_button.setAccessibleName(_("Close the details"))
        self.close_button.setToolTip(_("Close the details"))
        for shown in self.histories.values():
            shown.setAccessibleName(_("History"))
        if self.node is not None and self._outline is not None:
            self.show_node(self.node, self._outline)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), QColor(self.look.tokens.line))
        painter.end()

    def show_node(self, node: Node | None, outline: Outline) -> None:
        """Show a row, or nothing."""
        self._body.setVisible(node is not None)
        other = node is None or self.node is None or node.uid != self.node.uid
        self.node, self._outline = node, outline
        if node is None:
            for form in self.findChildren(Form):
                form.forget()
            return
        self.head.show_record(
            wording.SYMBOLS[node.kind], wording.title(node), wording.what_it_is(node)
        )
        self.facts.show_node(node, outline)
        self.texts.show_node(node, outline)
        self.links.show_node(node, outline)
        has_links = node.entry is not None
        self.tabs.setTabVisible(LINKS, has_links)
        count = len(self.links.rows)
        self.tabs.show_count(LINKS, format_number(count) if count else "")
        if other:
            for area in self._areas:
                area.verticalScrollBar().setValue(0)
        self._timer.start()

    def _show_history(self) -> None:
        if self.node is not None:
            shown = self.histories[self.node.kind]
            changes = self._workspace.ask(history.of_record, self.node.kind, self.node.uid)
            shown.show_changes(changes)
            self._history.setCurrentWidget(shown)

    def _named(self, value: str) -> str:
        """The name of a record that history speaks of."""
        members = {choice.value: choice.word for choice in self.facts.catalogues.members()}
        if value in members:
            return members[value]
        nodes = self._outline.nodes if self._outline is not None else ()
        uid = Uid(value)
        return next((wording.title(node) for node in nodes if node.uid == uid), "")

    def _lay_out(self) -> None:
        look, edge = self.look, self.look.px(PAGE_MARGIN)
        self.head.setContentsMargins(edge, 0, look.px(0.5), 0)
        self.head.buttons.addWidget(self.close_button)
        for _place in range(4):
            self.tabs.addTab("")
        row = QHBoxLayout()
        row.setContentsMargins(edge - look.px(TAB_EDGE), 0, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch()
        self._areas = [scrolled(part) for part in (self.facts, self.texts, self.links)]
        whole = QWidget()
        around = QVBoxLayout(whole)  # a stacked layout has no margins of its own
        around.setContentsMargins(edge, look.px(0.5), edge, 0)
        around.addLayout(self._history)
        for shown in self.histories.values():
            self._history.addWidget(shown)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, look.px(1.1), 0, 0)
        body.setSpacing(0)
        body.addWidget(self.head)
        body.addSpacing(look.px(0.7))
        body.addLayout(row)
        body.addWidget(Line(look))
        body.addLayout(self._stack, 1)
        for page in (*self._areas, whole):  # not before: without a parent it would be a window
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)  # the line that parts it from the chart
        layout.addWidget(self._body)
        self._body.hide()
