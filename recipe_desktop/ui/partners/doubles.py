"""All pairs that look like doubles: why, side by side, and what is decided about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import identity, organisations, words
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.identity import Double
from recipe_desktop.services.organisations import KIND, OrganisationLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.notices import Listener, Notices
from recipe_desktop.ui.cards import PAGE_MARGIN
from recipe_desktop.ui.cards.empty import EmptyState, Nothing
from recipe_desktop.ui.keyboard.moving import move_keyboard
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.panes.one_or_both import OneOrBoth
from recipe_desktop.ui.partners import wording
from recipe_desktop.ui.partners.compare import TABLES, Comparison
from recipe_desktop.ui.partners.watch import DoublesWatch
from recipe_desktop.ui.tables.list import RecordList
from recipe_desktop.ui.tables.records import Column, RecordTable
from recipe_desktop.ui.tables.rows import Row, TwoLines
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import Label, View

_ANSWERS: Final = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two organisations that may be one; its uid is made of theirs."""

    uid: Uid
    left: OrganisationLine
    right: OrganisationLine
    pair: Double


COLUMNS: Sequence[Column[PairLine]] = (
    Column(lambda: _("First"), lambda line: line.left.name),
    Column(lambda: _("Second"), lambda line: line.right.name),
    Column(lambda: _("Why"), lambda line: words.doubles_words(line.pair.reasons)),
)


def pair_uid(pair: Double) -> Uid:
    """What identifies a pair in the list."""
    return Uid(f"{pair.left}+{pair.right}")


class DoublesView(View):
    """A list of pairs at the left, the chosen pair at the right."""

    left = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        notices: Notices,
        watch: DoublesWatch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent, ground="canvas")
        self._workspace, self._watch = workspace, watch
        self.table = RecordTable(COLUMNS, self._order, self._lines, self)
        self.list = RecordList(look, self.table, TwoLines(look, self._row))
        self.back = Button(look, symbol="arrow-left", bare=True)
        self.title = Label(look, face="title")
        self.second = Label(look, face="second", ink="text2")
        self.comparison = Comparison(look, workspace)
        self.none = EmptyState(
            look,
            self._nothing(),
            ("building", "arrows-join", "building"),
            primary_symbol="arrow-left",
        )
        self.told = ToldLine(look)
        self._deeds = Deeds(workspace, notices, self.told)
        self.pane = View(look, ground="surface")
        self._stack = QStackedLayout(self.pane)

        self.to_list = Button(look, symbol="arrow-left", bare=True)
        self._both = OneOrBoth(look, self._column(), self.list, self.pane, self.to_list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._both)
        self._fill_pane()
        self.retranslate()
        self._show_pair()

        self.list.installEventFilter(self)
        self.back.clicked.connect(self.left)
        self.none.begun.connect(self.left)
        self.list.current_changed.connect(self._show_pair)
        self.comparison.same.connect(self._same)
        self.comparison.different.connect(self._different)
        watch.changed.connect(self.refresh)
        Listener(self, notices, self._show_changes)

    @override
    def retranslate(self) -> None:
        self.to_list.setText(_("All pairs"))
        self.to_list.setAccessibleName(_("Back to the list of pairs"))
        self.back.setText(_("Partners"))
        self.back.setAccessibleName(_("Back to the list of partners"))
        self.list.setAccessibleName(_("Pairs that look like doubles"))
        self.second.setText(_("Likeliest first; every decision can be undone."))
        self._say_count()
        self.list.viewport().update()

    def refresh(self) -> None:
        """Show the pairs that there are now."""
        self.table.reload()
        self._say_count()
        if self.list.uid is None:
            self.list.choose_first()
        self._show_pair()

    def begin(self) -> None:
        """Start with the likeliest pair, and with what is known of it by now."""
        self.table.forget()
        self._say_count()
        self.list.choose_first()
        self._show_pair()
        self._both.turn_to_list()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # One walks through the list with the arrows and judges with the figures.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if self._stack.currentIndex() != 0:
            return super().eventFilter(watched, event)
        if self.pane.isHidden():  # nobody judges what is out of sight
            if event.text() in _ANSWERS:
                self._both.turn_to_pane()
                return True
        elif self.comparison.judge(event):
            return True
        return super().eventFilter(watched, event)

    def _column(self) -> QWidget:
        look, column = self.look, View(self.look, ground="canvas")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, look.px(0.65), 0, 0)
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(look.px(0.75), 0, look.px(1), look.px(0.6))
        head.addWidget(self.back)
        head.setSpacing(look.px(0.2))
        texts = QVBoxLayout()
        texts.setContentsMargins(look.px(0.5), 0, 0, 0)
        texts.addWidget(self.title)
        texts.addWidget(self.second)
        head.addLayout(texts)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.told)
        return column

    def _fill_pane(self) -> None:
        look = self.look
        inner = QWidget()
        edge = look.px(PAGE_MARGIN)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(edge, look.px(1.25), edge, edge)
        layout.addWidget(self.to_list, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.comparison)
        layout.addStretch()
        self._area: QScrollArea = scrolled(inner)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.none)

    @staticmethod
    def _nothing() -> Nothing:
        return Nothing(
            title=lambda: _("Nothing looks like a double"),
            what=lambda: _(
                "Organisations with the same number, website or nearly the same name are shown "
                "here side by side, also those that come in later."
            ),
            primary=lambda: _("Back to the partners"),
        )

    def _order(self) -> list[Uid]:
        return [pair_uid(pair) for pair in self._watch.pairs]

    def _lines(self, uids: Sequence[Uid]) -> list[PairLine]:
        pairs = {pair_uid(pair): pair for pair in self._watch.pairs}
        wanted = [pairs[uid] for uid in uids if uid in pairs]
        members = {uid for pair in wanted for uid in (pair.left, pair.right)}
        found = {o.uid: o for o in self._workspace.ask(organisations.lines, sorted(members))}
        return [
            PairLine(pair_uid(pair), found[pair.left], found[pair.right], pair)
            for pair in wanted
            if pair.left in found and pair.right in found
        ]

    def _row(self, line: PairLine) -> Row:
        symbol = wording.symbol(line.left.organisation_type)
        why = words.doubles_words(line.pair.reasons[:1])
        return Row(line.left.name, line.right.name, symbol, aside=why)

    def _say_count(self) -> None:
        count = self.table.rowCount()
        said = ngettext("{count} pair looks alike", "{count} pairs look alike", count)
        shown = said.format(count=format_number(count)) if count else _("Doubles")
        self.title.setText(shown)
        self.second.setVisible(bool(count))

    def _show_pair(self) -> None:
        pair = self._pair()
        shown = pair is not None and self._compare(pair)
        if not shown:
            self.comparison.forget()
        self._stack.setCurrentWidget(self._area if shown else self.none)

    def _compare(self, pair: Double) -> bool:
        """Show both sides of a pair; False where one of them has gone in the meantime."""
        try:
            self.comparison.show_pair(pair)
        except UserError:
            self._watch.look()
            return False
        self._area.verticalScrollBar().setValue(0)
        return True

    def _show_changes(self, changes: ChangeSet) -> None:
        if changes.touches(*TABLES):
            self.comparison.refresh()

    def _same(self, kept: Uid, away: Uid) -> None:
        pair, name = self._pair(), self._name(kept)
        move_keyboard(self.comparison, self.list)
        said = _("Merged into {name}")
        self._deeds.do(lambda: said.format(name=name), identity.confirm, KIND, kept, away)
        self._judged(pair)

    def _different(self, left: Uid, right: Uid) -> None:
        pair = self._pair()
        move_keyboard(self.comparison, self.list)
        self._deeds.do(lambda: _("Noted as different"), identity.reject, KIND, left, right)
        self._judged(pair)

    def _pair(self) -> Double | None:
        index = self.list.currentIndex()
        line = self.table.line(index.row()) if index.isValid() else None
        return line.pair if line is not None else None

    def _name(self, uid: Uid) -> str:
        lines = self._workspace.ask(organisations.lines, [uid])
        return lines[0].name if lines else ""

    def _judged(self, pair: Double | None) -> None:
        if pair is not None:
            self._watch.judged(pair)
