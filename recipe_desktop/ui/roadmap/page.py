"""The Roadmap page: tree and Gantt, the chosen row, import and paper."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_day, format_number
from recipe_desktop.services import outline
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.ui.background.notices import Listener
from recipe_desktop.ui.cards import Line
from recipe_desktop.ui.cards.empty import EmptyState, Nothing, NothingMatches
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.keyboard.moving import move_keyboard
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.roadmap import drags, wording
from recipe_desktop.ui.roadmap.bar import DAYS, FIT, MONTHS, WEEKS, PlanBar, new_words
from recipe_desktop.ui.roadmap.cell_writing import CellWriting
from recipe_desktop.ui.roadmap.cells import NAME
from recipe_desktop.ui.roadmap.controls import Sign
from recipe_desktop.ui.roadmap.current import CurrentPlan
from recipe_desktop.ui.roadmap.detail import RowPane
from recipe_desktop.ui.roadmap.edits import Editing
from recipe_desktop.ui.roadmap.moves import Moves
from recipe_desktop.ui.roadmap.timeline import Zoom
from recipe_desktop.ui.roadmap.tree_and_chart import TreeAndChart
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import Label, View

if TYPE_CHECKING:
    from recipe_desktop.ui.roadmap.importing import PlanImportSheet
    from recipe_desktop.ui.roadmap.print import PrintRoadmap

_DETAIL_UNITS: Final = 27.0
_SCALES: Final[Mapping[int, Zoom]] = {DAYS: Zoom.DAYS, WEEKS: Zoom.WEEKS, MONTHS: Zoom.MONTHS}


class RoadmapPage(View):
    """The plan, changed where it is seen."""

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent, ground="canvas")
        self._given = given
        look, workspace = given.look, given.workspace
        self.outline: Outline = outline.EMPTY
        self._current = CurrentPlan(workspace, given.jobs, self)
        self._takes_back = False
        self._editing, self._moves = Editing(workspace), Moves(workspace, self)
        self.bar = PlanBar(look)
        self.plan = TreeAndChart(look)
        self.tree, self.chart = self.plan.tree, self.plan.chart
        self.told = ToldLine(look)
        self._cells = CellWriting(self.tree, self._editing, self)
        self._deeds = Deeds(workspace, given.notices, self.told)
        self.why = Remark(look, "chart-line", ink="text")
        self.calendar = Label(look, face="second", ink="text2")
        self.nothing = NothingMatches(look)
        self.empty = EmptyState(
            look,
            _nothing_yet(),
            ("folder", "chart-line", "rosette-discount-check"),
            primary_symbol="file-import",
            second_symbol="plus",
        )
        self.print_dialog: PrintRoadmap | None = None
        self.import_dialog: PlanImportSheet | None = None
        self._sides = QHBoxLayout()
        self._lay_out()
        self._connect()
        self._current.refresh()

    @cached_property
    def detail(self) -> RowPane:
        """Facts, texts, links and history of the chosen row; made when they are first wanted."""
        made = RowPane(self.look, self._given.workspace, self._editing, self._moves)
        made.closed.connect(lambda: self.show_details(shown=False))
        made.needed.connect(self.show_details)
        self.tree.lost.connect(lambda: move_keyboard(made, self.tree))
        made.links.wanted.connect(lambda uid: self.open(Uid(uid)))
        made.hide()
        self._sides.addWidget(made)
        made.setFixedWidth(self.look.px(_DETAIL_UNITS))
        return made

    # --- What is seen ----------------------------------------------------------------------------

    def show_outline(self) -> None:
        """Show the plan as it stands now."""
        self.plan.show_outline(self.outline)
        self.bar.show_outline(self.outline)
        self._show_counts()
        self._show_part()
        self._show_chosen()

    @override
    def measure(self) -> None:
        if "detail" in vars(self):
            self.detail.setFixedWidth(self.look.px(_DETAIL_UNITS))

    @override
    def retranslate(self) -> None:
        self.tree.end_editing()
        self.show_outline()

    @property
    def node(self) -> Node | None:
        """The row that is chosen."""
        return self.tree.node

    def open(self, uid: Uid) -> bool:
        """Choose a row, taking the filter off where it hides it; False if it is not there."""
        self.tree.end_editing()
        if not self.tree.choose(uid):
            self.bar.filter.field.clear()
            self.narrow("")
            if not self.tree.choose(uid):
                return False
        index = self.tree.currentIndex()
        self.chart.reveal(index.internalId())
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def narrow(self, text: str) -> None:
        """Show only what a text finds."""
        self.tree.narrow(text)
        self._show_counts()

    def show_details(self, *, shown: bool = True) -> None:
        """Show or put away facts, texts, links and history of the chosen row."""
        self.detail.setVisible(shown)
        self.bar.details.setVisible(not shown)
        self._foot.setVisible(not shown)  # the pane says the same and more
        if shown:
            self._show_chosen()
        else:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chosen(self) -> None:
        """Show the details of the chosen row from anywhere; the keyboard stays in the plan.

        A cell that was being written in is left, and with it would go the keyboard.
        """
        self.tree.end_editing()
        self.show_details()
        here: QWidget | None = self.window().focusWidget()
        if here is None or not self.detail.isAncestorOf(here):
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_details(self, uid: str) -> None:
        self.open(Uid(uid))
        self.show_details()

    def _show_counts(self) -> None:
        shown, total = self.tree.rows.count, len(self.outline.nodes)
        some = _("{shown} of {total}").format(
            shown=format_number(shown), total=format_number(total)
        )
        self.bar.counted.setText(some if shown != total else "")
        nothing = bool(total) and not shown
        self._middle.setCurrentWidget(self.nothing if nothing else self.plan)

    def _show_part(self) -> None:
        empty = self.outline.is_empty and not self._current.is_awaited
        self._stack.setCurrentWidget(self.empty if empty else self._whole)

    def _show_chosen(self) -> None:
        node = self.node
        self.calendar.setText("")
        self.why.setVisible(node is not None)
        if node is not None:
            self.why.words.setText(wording.why(node, self.outline.roadmap))
            critical = node.entry is not None and node.entry.dates.is_critical
            symbol = "alert-triangle" if critical else "info-circle"
            self.why.symbol.show_symbol(symbol, Status.LOOK if critical else None)
            self.calendar.setText(wording.calendar_words(node, self.outline.roadmap))
        if "detail" in vars(self) and self.detail.isVisibleTo(self):
            self.detail.show_node(node, self.outline)

    def _show_changes(self, changes: ChangeSet) -> None:
        if changes.touches(*outline.TABLES):
            self._takes_back = changes.takes_back
            self._current.refresh()

    def _show_plan(self, fresh: Outline) -> None:
        before = {node.uid for node in self.outline.nodes}
        self.outline = fresh
        self._moves.show_outline(fresh, is_newest=not self._current.is_behind)
        self.show_outline()
        back = [node.uid for node in fresh.nodes if node.uid not in before]
        if back and self._takes_back:  # a deletion that was undone is chosen again
            self.tree.let_go()
            self.tree.choose(back[0])
        self._takes_back = False

    # --- What is done ----------------------------------------------------------------------------

    def make(self, kind: str) -> None:
        """Make something new beside what is chosen, and let its name be written."""
        self.tree.end_editing()
        chosen = self.node if self._stack.currentWidget() is self._whole else None
        uid = self._editing.make(kind, new_words(kind), chosen, self.outline)
        if self.open(uid):
            self.tree.edit_cell(NAME)

    def delete_chosen(self) -> None:
        """Delete the chosen row with its parts; it is told, and can be undone."""
        self.tree.end_editing()
        node = self.node
        if node is None:
            return
        self._deeds.delete(node.kind, node.uid, wording.title(node))

    def begin_at(self, uid: str, day: date) -> None:
        """Move a row to a day; says so where something else keeps it from that day."""
        self._moves.begin_at(Uid(uid), day)
        self._tell_what_holds(Uid(uid), day)

    def _tell_what_holds(self, uid: Uid, day: date) -> None:
        node = self.outline.find(uid)
        if self._current.is_awaited:
            return  # the row is shown as it was
        if node is None or node.entry is None or node.start is None or node.start <= day:
            return
        before = str(node.entry.dates.why.details.get("before") or "")
        if before:
            said = _("{name} cannot start before {day}: it waits for “{before}”")
            told = {"name": wording.title(node), "day": format_day(node.start), "before": before}
            self.told.tell(lambda: said.format(**told))

    def end_on(self, uid: str, day: date) -> None:
        """Have a task end on a day."""
        self._moves.end_on(Uid(uid), day)

    def link(self, before: str, after: str) -> None:
        """Have one row wait for another."""
        self._moves.link(Uid(before), Uid(after))

    def do_key(self, wanted: str) -> None:
        """Do with the chosen row what the keyboard asks for."""
        self.tree.end_editing()
        node, moves = self.node, self._moves
        if wanted == "give_up":
            self.chart.give_up()
        elif wanted == "new":
            self.make("milestones" if node is not None and node.kind == "milestones" else "tasks")
        elif node is None:
            return
        elif wanted == "delete":
            self.delete_chosen()
        elif node.entry is None:
            return
        elif wanted in ("indent", "outdent"):
            (moves.indent if wanted == "indent" else moves.outdent)(node.uid)
        elif wanted in ("up", "down"):
            moves.shift(node.uid, -1 if wanted == "up" else 1)
        else:
            self._nudge(node, wanted)

    def _nudge(self, node: Node, wanted: str) -> None:
        """From where the row is now: of a long plan that is seen a moment later."""
        steps = -1 if wanted in ("earlier", "shorter") else 1
        if wanted in ("earlier", "later"):
            day = drags.nudged(node, steps, self.outline.roadmap.exceptions)
            self._moves.move_by(node.uid, steps)
            if day is not None:
                self._tell_what_holds(node.uid, day)
        elif node.kind == "tasks" and not node.parts:
            self._moves.stretch_by(node.uid, steps)

    def import_plan(self, file: Path | None = None) -> None:
        """Ask for a plan's file, or show what one would bring."""
        from recipe_desktop.ui.roadmap.importing import PlanImportSheet

        self.import_dialog = PlanImportSheet(self._given, self.window(), file)
        self.import_dialog.open()

    def print_roadmap(self) -> None:
        """Show the report as it will be printed."""
        from recipe_desktop.ui.roadmap.print import PrintRoadmap  # with it come fonts and PDF

        given = self._given
        self.print_dialog = PrintRoadmap(self.look, self.window(), given.workspace, given.jobs)
        self.print_dialog.open()

    def export_plan(self) -> None:
        """Ask where the plan shall be written to."""
        from recipe_desktop.ui.roadmap.exporting import choose_file

        choose_file(self._given, self.window(), self.told)

    def find_task(self) -> None:
        """Put the keyboard into the filter."""
        field = self.bar.filter.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def open_menu(self) -> QMenu:
        """What can be done with the whole plan."""
        menu = ButtonMenu(self.bar.more)
        menu.addAction(_("Import a plan"), self.import_plan)
        menu.addAction(_("Export the plan"), self.export_plan)
        menu.addSeparator()
        menu.addAction(_("Show today"), self.chart.show_today)
        menu.addAction(_("Fold everything"), lambda: self.tree.fold_all(folded=True))
        menu.addAction(_("Unfold everything"), lambda: self.tree.fold_all(folded=False))
        return menu.open()

    # --- How it is put together ------------------------------------------------------------------

    def _connect(self) -> None:
        bar, tree, chart = self.bar, self.tree, self.chart
        self._given.notices.committed.connect(self._moves.take_note)
        Listener(self, self._given.notices, self._show_changes)
        self._current.came.connect(self._cells.take)
        self._cells.came.connect(self._show_plan)
        self.plan.chosen.connect(self._show_chosen)
        tree.opened.connect(self.show_details)
        tree.thinned.connect(self._show_counts)
        tree.key.connect(self.do_key)
        chart.opened.connect(self._open_details)
        chart.begins.connect(self.begin_at)
        chart.ends.connect(self.end_on)
        chart.linked.connect(self.link)
        chart.moved.connect(self._mark_scale)
        bar.filter.filtered.connect(self.narrow)
        bar.new_wanted.connect(self.make)
        bar.details.clicked.connect(self.show_details)
        bar.print.clicked.connect(self.print_roadmap)
        bar.more.clicked.connect(self.open_menu)
        bar.scale.chosen.connect(self._scale)
        bar.smaller.clicked.connect(lambda: chart.step(-1))
        bar.larger.clicked.connect(lambda: chart.step(1))
        for sign, chip in bar.chips.items():
            chip.toggled.connect(self._switches(sign))
        self.nothing.cleared.connect(bar.filter.field.clear)
        self.empty.begun.connect(self.import_plan)
        self.empty.other.connect(lambda: self.make("actions"))

    def _switches(self, sign: Sign) -> Callable[[bool], None]:
        scene = self.chart.scene

        def switch(on: bool) -> None:  # noqa: FBT001 - Qt tells it so
            if sign is Sign.CRITICAL:
                scene.shows_critical = on
            elif sign is Sign.SLACK:
                scene.shows_slack = on
            else:
                scene.shows_links = on
            self.chart.viewport().update()

        return switch

    def _scale(self, place: int) -> None:
        if place == FIT:
            self.chart.fit()
        else:
            self.chart.zoom(_SCALES[place])
        self._mark_scale()

    def _mark_scale(self) -> None:
        place = self.chart.usual_scale
        marked = {zoom: number for number, zoom in _SCALES.items()}
        self.bar.scale.mark(marked[place] if place is not None else -1)

    def _lay_out(self) -> None:
        look = self.look
        self._whole = QWidget()
        body = QVBoxLayout(self._whole)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self.plan)
        self._middle.addWidget(self.nothing)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(look.px(1.25), look.px(0.45), look.px(1.25), look.px(0.45))
        foot.addWidget(self.why, 1)
        foot.addWidget(self.calendar)
        for part in (self.bar, Line(look)):
            body.addWidget(part)
        column.addWidget(middle, 1)
        column.addWidget(Line(look))
        column.addWidget(self._foot)
        column.addWidget(self.told)
        self._sides.setSpacing(0)
        self._sides.addWidget(left, 1)
        body.addLayout(self._sides, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self.empty)


def _nothing_yet() -> Nothing:
    return Nothing(
        page=lambda: _("Roadmap"),
        title=lambda: _("No plan yet"),
        what=lambda: _(
            "What is done for each objective, by whom and when: tasks on the working calendars of "
            "the five countries, what waits for what, and which delay would move the end."
        ),
        primary=lambda: _("Import a plan"),
        second=lambda: _("New action"),
        hint=lambda: _("XML of MS Project, or xlsx or csv with one task a row; or drop it here"),
    )
