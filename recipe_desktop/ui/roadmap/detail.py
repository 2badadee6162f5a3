"""The pane of the chosen row: facts, texts, links, history."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number
from recipe_desktop.services import history
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN
from recipe_desktop.ui.history import HistoryList, Wording
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.panes.record_pane import TabbedPane
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.roadmap.edits import Editing
from recipe_desktop.ui.roadmap.facts import RowFields
from recipe_desktop.ui.roadmap.links import Links
from recipe_desktop.ui.roadmap.moves import Moves
from recipe_desktop.ui.roadmap.texts import Texts

FACTS, TEXTS, LINKS, HISTORY = range(4)


class RowPane(TabbedPane):
    """Shows a row of the roadmap; ``closed`` asks to be put away, ``needed`` to be shown again."""

    closed = Signal()
    needed = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        editing: Editing,
        moves: Moves,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace = workspace
        self.node: Node | None = None
        self._outline: Outline | None = None
        self.close_button = Button(look, symbol="x", bare=True)
        self.facts = RowFields(look, workspace, editing)
        self.texts = Texts(look, workspace)
        self.links = Links(look, moves)
        self.histories = {
            kind: HistoryList(look, Wording(kind, self._named)) for kind in wording.SYMBOLS
        }
        history_of_kind = QWidget()
        self._history = QStackedLayout(history_of_kind)
        for shown in self.histories.values():
            self._history.addWidget(shown)
        self.head.buttons.addWidget(self.close_button)
        self.head.setContentsMargins(look.px(PAGE_MARGIN), 0, look.px(0.5), 0)
        for part in (self.facts, self.texts, self.links):
            self.add_part(part)
        self.add_list(history_of_kind)
        self.setContentsMargins(1, 0, 0, 0)  # the line that parts it from the chart
        self.retranslate()

        self.close_button.clicked.connect(self.closed)
        self.rested.connect(self._show_history)

    @override
    def show_part_with(self, widget: QWidget) -> None:
        self.needed.emit()
        super().show_part_with(widget)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for place, word in enumerate((_("Facts"), _("Texts"), _("Links"), _("History"))):
            self.tabs.setTabText(place, word)
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
        other = node is None or self.node is None or node.uid != self.node.uid
        self.node, self._outline = node, outline
        if node is None:
            self.hide_body()
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
        self.show_body(other=other)

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
