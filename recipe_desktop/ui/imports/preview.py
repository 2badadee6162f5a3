"""Columns and questions at the left, five counts above, the rows at the right."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.import_plans import Outcome
from recipe_desktop.domain.imports import Account
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.ui.cards import BETWEEN, TAB_EDGE, Card, CountCard, Line, Tabs
from recipe_desktop.ui.files.asking import question_entries, reading_entries, reading_words
from recipe_desktop.ui.files.choices import ChoicesPane
from recipe_desktop.ui.imports.columns import column_entries, kind_entry
from recipe_desktop.ui.imports.rows import STATUS, PreviewList, PreviewRows
from recipe_desktop.ui.imports.work import OpenedFile, Planned
from recipe_desktop.ui.layout.scrolling import NO_LIMIT
from recipe_desktop.ui.layout.turning import Turning
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View

_SYMBOLS: Final = {
    Outcome.NEW: "circle-plus",
    Outcome.CHANGED: "pencil",
    Outcome.SAME: "equal",
    Outcome.SUSPICIOUS: "alert-triangle",
    Outcome.REJECTED: "ban",
}
COLUMNS, QUESTIONS, READING = range(3)
_LEFT = 27.5  # units
_MOST_OF_WIDTH = 0.45
_HEAD_AIR = 0.25
_BESIDE: Final = 54.0  # units; with less the rows stand below the columns
_HIGH_BELOW: Final = 17.0
_COUNTS_BELOW: Final = 3  # in a line


class PreviewPane(View):
    """What the file would do; the counts filter the rows.

    ``target_chosen`` tells place and field of a column, ``answered`` key and answer of a
    question, ``read_otherwise`` what about the reading of the file shall be otherwise.
    """

    target_chosen = Signal(int, str)
    answered = Signal(str, str)
    read_otherwise = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._opened: OpenedFile | None = None
        self._planned: Planned | None = None
        self._reading: list[str] = []
        self.counts = {o: CountCard(look, STATUS[o], _SYMBOLS[o]) for o in Outcome}
        self.tabs = Tabs(look)
        self.columns = ChoicesPane(look, arrows=True)
        self.questions = ChoicesPane(look)
        self.reading = ChoicesPane(look)
        self.rows = PreviewList(look)
        self.title = Label(look, face="strong")
        self.aside = Label(look, face="second", ink="text2")
        self._left = Card(look, bare=True)
        self._stack = QStackedLayout()
        self._build()
        self.retranslate()

        for outcome, card in self.counts.items():
            card.clicked.connect(lambda on, o=outcome: self._filter(o if on else None))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.columns.chosen.connect(self.target_chosen)
        self.questions.chosen.connect(self._answered)
        self.reading.chosen.connect(
            lambda at, value: self.read_otherwise.emit(self._reading[at], value)
        )

    def _build(self) -> None:
        look = self.look
        self._row = QGridLayout()
        self._row.setSpacing(look.px(0.65))
        for _tab in range(3):
            self.tabs.addTab("")
        tabs = QHBoxLayout()
        tabs.setContentsMargins(look.px(1.125 - TAB_EDGE), look.px(_HEAD_AIR), look.px(0.5), 0)
        tabs.addWidget(self.tabs)
        tabs.addStretch()
        self._left.body.addLayout(tabs)
        self._left.body.addWidget(Line(look))
        self._left.body.addLayout(self._stack, 1)
        for pane in (self.columns, self.questions, self.reading):
            self._stack.addWidget(pane)
        right = Card(look, bare=True)
        head = QHBoxLayout()
        air = look.px(_HEAD_AIR)
        head.setContentsMargins(look.px(1.125), air, look.px(1.125), air)
        head.addWidget(self.title, 1)
        head.addWidget(self.aside)
        right.body.addLayout(head)
        right.body.addWidget(Line(look))
        right.body.addWidget(self.rows, 1)
        self._right = right
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(look.px(0.9))
        both.addWidget(self._left)
        both.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(BETWEEN))
        layout.addLayout(self._row)
        layout.addLayout(both, 1)
        self._turning = Turning(look, self, both, needs=_BESIDE)
        self._turning.turned.connect(self.measure)
        self.measure()

    @override
    def retranslate(self) -> None:
        self.tabs.setAccessibleName(_("How the file is understood"))
        self.questions.nothing.setText(_("Every value is understood; there is nothing to ask."))
        for place, word in enumerate((_("Columns"), _("Questions"), _("Your file"))):
            self.tabs.setTabText(place, word)
        self._count_tabs()

    @override
    def measure(self) -> None:
        below = self._turning.is_below
        wide = min(self.look.px(_LEFT), round(_MOST_OF_WIDTH * self.width()))
        wide = max(wide, self.look.px(20))
        self._left.setMinimumWidth(0 if below else wide)
        self._left.setMaximumWidth(NO_LIMIT if below else wide)
        for part in (self._left, self._right):  # below each other they scroll with the page
            part.setMinimumHeight(self.look.px(_HIGH_BELOW) if below else 0)
        self._arrange_counts(_COUNTS_BELOW if below else len(self.counts))
        as_tabs = self.tabs.sizeHint().height() - self.look.px(_HEAD_AIR)
        self.title.setFixedHeight(as_tabs)  # one height of both heads

    def _arrange_counts(self, columns: int) -> None:
        for place, card in enumerate(self.counts.values()):
            self._row.addWidget(card, place // columns, place % columns)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    @property
    def outcome(self) -> Outcome | None:
        """Which rows are shown; None for all."""
        return next((o for o, card in self.counts.items() if card.isChecked()), None)

    def forget(self) -> None:
        """Another file will come."""
        self._opened = self._planned = None

    def show_opened(self, opened: OpenedFile) -> None:
        """Show how the file is understood."""
        fresh = self._opened is None or self._opened.path != opened.path
        self._opened = opened
        self.columns.show_entries(column_entries(opened.mapping))
        self.questions.show_entries(question_entries(opened.asked, opened.answers))
        entries = {"kind": kind_entry(opened.kind), **reading_entries(opened.table)}
        self._reading = list(entries)
        self.reading.show_entries(list(entries.values()))
        self.aside.setText(reading_words(opened.table))
        self._count_tabs()
        if fresh:
            asks = bool(opened.asked) and opened.mapping.names_rows
            self.tabs.setCurrentIndex(QUESTIONS if asks else COLUMNS)
            self._check(None)

    def show_planned(self, opened: OpenedFile, planned: Planned) -> None:
        """Show what the plan does."""
        self._opened, self._planned = opened, planned
        self._show_counts(planned)
        self._show_rows()

    def show_result(self, *, over: bool) -> None:
        """Leave only the rows: what was chosen is done."""
        self._left.setVisible(not over)

    def _show_counts(self, planned: Planned) -> None:
        account, fields = planned.account, planned.fields
        changed = ngettext("{count} field, undoable", "{count} fields, undoable", fields)
        texts = {
            Outcome.NEW: (
                account.new,
                _("New"),
                ngettext("is added", "are added", account.new)
                if account.new
                else _("nothing to add"),
            ),
            Outcome.CHANGED: (
                account.changed,
                _("Changed"),
                changed.format(count=fields) if fields else _("nothing to change"),
            ),
            Outcome.SAME: (account.same, _("Same"), _("nothing to do")),
            Outcome.SUSPICIOUS: (account.suspicious, _("Suspicious"), _("perhaps already there")),
            Outcome.REJECTED: (
                account.rejected,
                _("Rejected"),
                _("come back as a file") if account.rejected else _("every row is readable"),
            ),
        }
        for outcome, (count, word, second) in texts.items():
            self.counts[outcome].show_count(format_number(count), word, second)

    def _show_rows(self) -> None:
        if self._opened is None or self._planned is None:
            return
        rows = PreviewRows(self._opened.kind, self._planned, self.outcome)
        self.rows.show_rows(rows)
        self.title.setText(_titles(self.outcome, len(rows)))

    def _count_tabs(self) -> None:
        opened = self._opened
        columns = len(opened.mapping.columns) if opened else 0
        self.tabs.show_count(COLUMNS, format_number(columns) if columns else "")
        asked = len(opened.asked) if opened else 0
        self.tabs.show_count(QUESTIONS, format_number(asked) if asked else "")

    def _filter(self, outcome: Outcome | None) -> None:
        self._check(outcome)
        self._show_rows()

    def _check(self, outcome: Outcome | None) -> None:
        for of, card in self.counts.items():
            card.setChecked(of is outcome)

    def _answered(self, place: int, answer: str) -> None:
        if self._opened is not None:
            self.answered.emit(self._opened.asked[place].key, answer)


def _titles(outcome: Outcome | None, count: int) -> str:
    said = format_number(count)
    match outcome:
        case None:
            return ngettext("{count} row", "{count} rows", count).format(count=said)
        case Outcome.NEW:
            return _("{count} new").format(count=said)
        case Outcome.CHANGED:
            return _("{count} changed").format(count=said)
        case Outcome.SAME:
            return _("{count} without news").format(count=said)
        case Outcome.SUSPICIOUS:
            return _("{count} suspicious").format(count=said)
        case Outcome.REJECTED:
            return _("{count} rejected").format(count=said)


def account_words(account: Account, written: int) -> str:
    """What an import came to, in sentences.

    Args:
        written: how many rows wrote something; of the suspicious ones not all do.
    """
    came = ngettext("{count} row came in.", "{count} rows came in.", written).format(
        count=format_number(written)
    )
    held = account.rows - account.same - account.rejected - written
    kept = ngettext(
        "{count} is suspicious and wrote nothing.",
        "{count} are suspicious and wrote nothing.",
        held,
    ).format(count=format_number(held))
    same = ngettext("{count} said nothing new.", "{count} said nothing new.", account.same).format(
        count=format_number(account.same)
    )
    rejected = ngettext(
        "{count} was rejected and can be saved as a file.",
        "{count} were rejected and can be saved as a file.",
        account.rejected,
    ).format(count=format_number(account.rejected))
    parts = [
        came,
        same if account.same else "",
        kept if held else "",
        rejected if account.rejected else "",
    ]
    return " ".join(part for part in parts if part)
