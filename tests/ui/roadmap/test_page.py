"""The Roadmap page: seen, edited in place, found, emptied, undone."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from recipe_desktop.domain.plan_files import FileTask, PlanFile
from recipe_desktop.reports.display_list import Rect, Text
from recipe_desktop.services import history, outline, records, roadmap
from recipe_desktop.ui.house.finding import hits
from recipe_desktop.ui.roadmap.cells import DAYS, DONE, END, LEAD, NAME, START, STATUS
from recipe_desktop.ui.roadmap.controls import Sign
from tests.ui.hands import double_click, nameless, settle, type_text
from tests.ui.roadmap.conftest import MONDAY

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def write(qtbot, page, column, text):
    """Double click a cell of the chosen row, type, and press Enter."""
    tree = page.tree
    index = tree.currentIndex().siblingAtColumn(column)
    tree.scrollTo(index)
    at = tree.visualRect(index).center()
    double_click(qtbot, tree.viewport(), at)
    editor = next(e for e in tree.viewport().findChildren(QLineEdit) if e.isVisible())
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    type_text(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not tree.is_editing)


def names(page):
    return [page.outline.nodes[place].name for place in page.tree.visible_nodes()]


def own(page):
    return [n for n in names(page) if n in {"Whole", "Ask", "Build", "Reached", "Aside"}]


def test_tree_and_chart_show_the_same_rows_and_scroll_together(qtbot, page, plan):
    for number in range(40):
        plan.add(f"More {number}", duration_days=2)

    assert list(page.chart.scene.visible) == page.tree.visible_nodes()
    page.chart.verticalScrollBar().setValue(200)
    assert page.tree.verticalScrollBar().value() == 200
    page.tree.verticalScrollBar().setValue(page.tree.verticalScrollBar().maximum())
    assert page.chart.verticalScrollBar().value() == page.tree.verticalScrollBar().value()
    assert page.chart.verticalScrollBar().maximum() == page.tree.verticalScrollBar().maximum()
    uid = plan.uids["More 39"]
    row = page.tree.visualRect(page.tree.rows.index_of(uid))
    assert abs(page.chart.bar_rect(uid).center().y() - row.center().y()) <= 1


def test_what_is_folded_in_the_tree_goes_from_the_chart(qtbot, page, plan):
    page.open(plan.uids["Whole"])
    qtbot.keyClick(page.tree, Qt.Key.Key_Left)

    assert own(page) == ["Whole", "Aside"]
    assert page.chart.bar_rect(plan.uids["Ask"]).isEmpty()
    plan.add("Later")
    assert own(page) == ["Whole", "Aside"]
    qtbot.keyClick(page.tree, Qt.Key.Key_Right)
    assert own(page) == ["Whole", "Ask", "Build", "Reached", "Aside"]


def test_name_days_and_progress_are_written_where_they_stand(qtbot, page, plan, workspace):
    page.open(plan.uids["Ask"])
    write(qtbot, page, NAME, "Kérdőív")
    write(qtbot, page, START, "2026-03-03")
    write(qtbot, page, DAYS, "4")
    write(qtbot, page, DONE, "35")

    fields = workspace.ask(records.show, "tasks", plan.uids["Ask"]).fields
    assert (fields["name"], fields["starts_on"], fields["progress"]) == (
        "Kérdőív",
        "2026-03-03",
        35,
    )
    assert plan.days("Ask") == (date(2026, 3, 3), date(2026, 3, 6))
    write(qtbot, page, END, "2026-03-10")
    assert plan.node("Ask").entry.duration == 6
    assert page.tree.uid == plan.uids["Ask"]


@pytest.mark.parametrize(("column", "code"), [(LEAD, "FR"), (STATUS, "at_risk")])
def test_lead_and_status_are_chosen_where_they_stand(qtbot, page, plan, column, code):
    page.open(plan.uids["Ask"])
    index = page.tree.currentIndex().siblingAtColumn(column)
    page.tree.scrollTo(index)
    at = page.tree.visualRect(index).center()
    double_click(qtbot, page.tree.viewport(), at)
    box = next(b for b in page.tree.viewport().findChildren(QComboBox) if b.isVisible())

    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())

    node = plan.node("Ask")
    assert code in (node.owner, node.entry.status)


def test_tab_goes_on_to_the_next_cell_of_the_row(qtbot, page, plan):
    page.open(plan.uids["Ask"])
    qtbot.keyClick(page.tree, Qt.Key.Key_F2)
    editor = next(e for e in page.tree.viewport().findChildren(QLineEdit) if e.isVisible())
    qtbot.keyClick(editor, Qt.Key.Key_Tab)

    assert page.tree.currentIndex().column() == LEAD
    assert page.tree.uid == plan.uids["Ask"]


def test_keys_move_and_stretch_and_one_undo_takes_each_back(qtbot, page, plan, workspace):
    page.open(plan.uids["Ask"])
    qtbot.keyClick(page.tree, Qt.Key.Key_Right, CTRL)
    assert plan.days("Ask") == (date(2026, 3, 3), date(2026, 3, 9))
    qtbot.keyClick(page.tree, Qt.Key.Key_Right, CTRL | SHIFT)
    assert plan.days("Ask")[1] == date(2026, 3, 10)
    qtbot.keyClick(page.tree, Qt.Key.Key_Left, CTRL | SHIFT)
    qtbot.keyClick(page.tree, Qt.Key.Key_Left, CTRL)

    assert plan.days("Ask") == (MONDAY, date(2026, 3, 6))
    for _step in range(4):
        workspace.do(history.undo)
    assert plan.days("Ask") == (MONDAY, date(2026, 3, 6))


def test_a_milestone_and_what_has_parts_move_by_keys_too(qtbot, page, plan):
    page.open(plan.uids["Whole"])
    qtbot.keyClick(page.tree, Qt.Key.Key_Right, CTRL)
    assert plan.days("Ask")[0] == date(2026, 3, 3)
    page.open(plan.uids["Reached"])
    before = plan.days("Reached")[0]
    qtbot.keyClick(page.tree, Qt.Key.Key_Right, CTRL)
    assert plan.days("Reached")[0] > before


def test_keys_change_parts_and_order(qtbot, page, plan):
    page.open(plan.uids["Aside"])
    qtbot.keyClick(page.tree, Qt.Key.Key_Right, ALT | SHIFT)
    assert plan.node("Aside").entry.parent == plan.uids["Whole"]
    qtbot.keyClick(page.tree, Qt.Key.Key_Up, ALT | SHIFT)
    assert own(page) == ["Whole", "Ask", "Build", "Aside", "Reached"]
    qtbot.keyClick(page.tree, Qt.Key.Key_Left, ALT | SHIFT)
    assert plan.node("Aside").entry.parent is None
    assert page.tree.uid == plan.uids["Aside"]


def test_a_new_task_follows_the_chosen_one_and_its_name_is_asked_for(qtbot, page, plan):
    page.open(plan.uids["Ask"])
    qtbot.keyClick(page.tree, Qt.Key.Key_Insert)
    editor = next(e for e in page.tree.viewport().findChildren(QLineEdit) if e.isVisible())
    type_text(editor, "Őrzés")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "Őrzés" in names(page))
    assert not page.detail.isVisible()
    assert names(page)[names(page).index("Ask") + 1] == "Őrzés"
    menu = page.bar.open_new()
    assert [a.text() for a in menu.actions()][:3] == ["New task", "New milestone", "New action"]
    menu.close()


def test_what_is_deleted_is_told_with_its_parts_and_comes_back(qtbot, page, plan):
    page.open(plan.uids["Whole"])
    qtbot.keyClick(page.tree, Qt.Key.Key_Delete)

    assert own(page) == ["Aside"]
    assert (
        page.told.words.words
        == "Deleted 1 Whole; with it: 2 tasks, 1 milestone, 2 links between tasks"
    )
    qtbot.mouseClick(page.told.undo, LEFT)
    assert own(page) == ["Whole", "Ask", "Build", "Reached", "Aside"]
    assert len(page.outline.links) == 2
    assert page.node.uid == plan.uids["Whole"]


def test_the_foot_says_why_and_whose_calendar_holds(page, plan):
    page.open(plan.uids["Build"])
    assert "it starts when “Ask” ends" in page.why.words.words
    assert page.calendar.words == "Calendar: Germany"
    page.open(plan.uids["Aside"])
    assert "Not critical" in page.why.words.words


def test_critical_is_said_without_colour_too(page, plan):
    index = page.tree.rows.index_of(plan.uids["Ask"]).siblingAtColumn(END)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "6 Mar, critical"
    bars = page.chart.scene.chart.bar(page.chart.scene.shown_bar(
        page.tree.rows.place_of(plan.uids["Ask"])), 20)  # fmt: skip
    plain = page.chart.scene.chart.bar(page.chart.scene.shown_bar(
        page.tree.rows.place_of(plan.uids["Aside"])), 20)  # fmt: skip
    widths = [
        next(i.stroke_width for i in made if getattr(i, "stroke", "")) for made in (bars, plain)
    ]
    assert widths == [2, 1]


def test_a_filter_keeps_what_rows_hang_on_and_can_be_cleared(qtbot, page, plan):
    type_text(page.bar.filter.field, "reached")
    qtbot.waitUntil(lambda: own(page) == ["Whole", "Reached"])
    assert page.bar.counted.words.startswith("2 of ")
    page.bar.filter.field.setText("nowhere at all")
    qtbot.waitUntil(page.nothing.isVisible)
    assert not page.why.isVisible()  # it would speak of a row that is not there
    qtbot.mouseClick(page.nothing.clear, LEFT)
    qtbot.waitUntil(lambda: own(page) == ["Whole", "Ask", "Build", "Reached", "Aside"])


def test_chips_take_signs_off_the_chart(qtbot, page, plan):
    scene = page.chart.scene
    lines = len(scene.items(0, 600))
    for sign in Sign:
        qtbot.mouseClick(page.bar.chips[sign], LEFT)
    assert len(scene.items(0, 600)) < lines
    assert not scene.shown_bar(page.tree.rows.place_of(plan.uids["Ask"])).is_critical
    for sign in Sign:
        qtbot.mouseClick(page.bar.chips[sign], LEFT)
    assert len(scene.items(0, 600)) == lines


def test_scale_by_buttons_and_the_whole_plan(qtbot, page, plan):
    chart = page.chart
    qtbot.mouseClick(page.bar.scale.buttons[0], LEFT)
    first, last = chart.bar_rect(plan.uids["Ask"]), chart.bar_rect(plan.uids["Reached"])
    assert first.left() >= 0
    assert last.right() <= chart.viewport().width()
    qtbot.mouseClick(page.bar.scale.buttons[2], LEFT)
    weeks = chart.timeline.day
    qtbot.mouseClick(page.bar.larger, LEFT)
    assert chart.timeline.day > weeks
    qtbot.mouseClick(page.bar.smaller, LEFT)
    assert chart.timeline.day == pytest.approx(weeks)


def test_another_program_writes_and_the_page_shows_it_with_the_choice_kept(page, plan, workspace):
    page.open(plan.uids["Build"])
    workspace.do(records.edit, "tasks", plan.uids["Build"], {"name": "Built"})

    assert "Built" in names(page)
    assert page.tree.uid == plan.uids["Build"]


def test_an_empty_roadmap_offers_an_import_or_a_first_action(qtbot, a_house, workspace):
    house = a_house(workspace)
    page = house.window.go("roadmap")
    settle(qtbot, house)

    assert page.empty.primary.text() == "Import a plan"
    qtbot.mouseClick(page.empty.second, LEFT)
    assert [n.name for n in page.outline.nodes if n.kind == "actions"] == ["New action"]
    assert page.tree.isVisible()
    workspace.do(history.undo)
    assert page.empty.isVisible()


def test_a_long_plan_is_worked_out_beside_the_window_and_first_seen_folded(
    qtbot, a_house, workspace
):
    house = a_house(workspace)
    page = house.window.go("roadmap")
    settle(qtbot, house)
    parts = [FileTask(str(n), n, f"Part {n}", parent="w") for n in range(1, 1_100)]
    file = PlanFile("long", "long", (FileTask("w", 1, "Whole"), *parts), ())

    workspace.do(roadmap.take_in, file)
    workspace.do(records.create, "chapters", {"name": "Vision"})

    assert "Whole" not in names(page)  # nobody waited for it
    qtbot.waitUntil(lambda: {"Whole", "Vision"} <= set(names(page)), timeout=20_000)
    assert "Part 1" not in names(page)
    page.narrow("Part 1099")
    assert names(page) == ["Whole", "Part 1099"]
    page.narrow("")
    assert "Part 1" not in names(page)


def test_the_palette_finds_tasks_and_opens_them(page, plan, workspace):
    page.house.window.go("home")
    [hit, *_others] = [
        h for h in hits(workspace, page.house.ways, "reached") if h.group == "Roadmap"
    ]

    hit.run()

    assert page.house.window.pages.currentWidget() is page
    assert page.tree.uid == plan.uids["Reached"]


def test_home_names_what_is_overdue_and_leads_there(qtbot, page, plan):
    settle(qtbot, page.house)
    home = page.house.window.go("home")
    row = next(r for r in home._rows if r.text().startswith("Overdue"))

    assert row.text() == "Overdue: 1.1 Ask"
    row.click()
    assert page.tree.uid == plan.uids["Ask"]


def test_details_that_are_asked_for_from_a_cell_leave_the_keyboard_in_the_plan(qtbot, page, plan):
    page.open(plan.uids["Ask"])
    qtbot.keyClick(page.tree, Qt.Key.Key_F2)
    assert page.tree.is_editing

    palette = page.window().open_palette()
    type_text(palette.field, "Details of the chosen row")
    palette.look_up()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, page.house)

    assert page.detail.isVisible()
    assert page.tree.hasFocus()


def test_every_widget_of_the_page_has_a_name_and_the_tree_speaks(page, plan):
    page.open(plan.uids["Ask"])
    page.show_details()

    assert nameless(page) == []
    interface = QAccessible.queryAccessibleInterface(page.tree)
    assert interface.text(QAccessible.Text.Name) == "Roadmap"


def test_the_outline_counts_for_the_sidebar(qtbot, page, plan, workspace):
    settle(qtbot, page.house)
    assert workspace.ask(outline.count) == 5
    assert page.house.window.sidebar.entries["roadmap"].count == "5"


def test_links_that_are_not_calculated_are_named_beside_the_critical_path(page, plan):
    plan.link("Aside", "Reached", "SS")
    page.open(plan.uids["Reached"])

    assert page.bar.summary.words.endswith("1 link not calculated")
    assert "A link of type SS from “Aside” is kept but not calculated." in page.why.words.words


def test_tasks_that_two_offices_made_wait_for_each_other_are_named(page, plan, workspace):
    values = {"before": plan.uids["Reached"], "after": plan.uids["Ask"], "link_type": "FS"}
    workspace.do(records.create, "task-links", values)

    said = page.bar.summary.words
    assert "wait for each other" in said
    assert all(name in said for name in ("Ask", "Build", "Reached"))


def lasts(session, uid, days):
    session.connection().exec_driver_sql(
        "UPDATE task SET duration_days = ? WHERE uid = ?", (days, uid)
    )


def test_a_plan_without_end_is_shown_with_its_reason_and_mended(qtbot, page, plan, workspace):
    workspace.do(lasts, plan.uids["Ask"], 3_000_000)  # as another office may send it
    assert "beyond the year 2400" in page.bar.summary.words
    page.open(plan.uids["Ask"])
    write(qtbot, page, DAYS, "5")

    assert page.bar.summary.words.startswith("finishes on")


def test_a_name_runs_on_over_the_empty_lead_of_its_row(page, plan, workspace):
    name = "Publish the call for visitors and the hosts"
    workspace.do(records.edit, "tasks", plan.uids["Ask"], {"name": name, "owner": "DE"})
    page.open(plan.uids["Ask"])
    index = page.tree.currentIndex().siblingAtColumn(0)
    cell = QRectF(page.tree.visualRect(index))
    rows = page.tree.itemDelegate()
    assert rows.hidden_text(cell, index) == name

    workspace.do(records.edit, "tasks", plan.uids["Ask"], {"owner": ""})

    assert rows.hidden_text(cell, index) == ""


def test_a_long_objective_is_told_in_full_and_without_its_code(page, plan, look):
    objective = next(node for node in page.outline.nodes if node.code == "skills")
    name = objective.name

    page.open(objective.uid)
    index = page.tree.currentIndex().siblingAtColumn(0)
    cell = QRectF(page.tree.visualRect(index))
    rows = page.tree.itemDelegate()

    assert page.why.words.words == f"{name}: nothing is planned for it yet"
    assert rows.hidden_text(cell, index) == name
    page.tree.setMinimumWidth(look.px(80))
    QApplication.processEvents()
    assert rows.hidden_text(cell, index) == ""


@pytest.mark.parametrize("percent", [100, 200])
def test_in_a_narrow_window_nothing_above_the_plan_is_cut_or_covered(page, look, qtbot, percent):
    window, bar = page.house.window, page.bar
    parts = [bar.filter, *bar.chips.values(), bar.smaller, bar.larger, bar.scale]

    look.use(percent=percent)
    narrowest = window.minimumWidth()
    window.resize(narrowest, 700)

    def are_apart():
        areas = [QRect(part.mapTo(bar, QPoint(0, 0)), part.size()) for part in parts]
        pairs = ((a, b) for place, a in enumerate(areas) for b in areas[:place])
        within = all(bar.rect().contains(area) for area in areas)
        return window.width() == narrowest and within and not any(a.intersects(b) for a, b in pairs)

    qtbot.waitUntil(are_apart)
    for part in (*parts[1:], *bar.scale.buttons):
        assert part.width() >= part.sizeHint().width()


def test_the_line_of_today_runs_below_the_words_beside_the_bars(page):
    scene = page.chart.scene
    items = scene.items(0, scene.height)

    line = next(
        place
        for place, item in enumerate(items)
        if isinstance(item, Rect) and item.fill == page.look.tokens.accent and item.width == 2
    )

    words = [place for place, item in enumerate(items) if isinstance(item, Text)]
    assert words
    assert line < min(words)


def test_the_word_for_today_is_whole_where_a_long_plan_begins(page, plan):
    head = page.plan.time_head

    def width_of_today():
        image = head.grab().toImage()
        accent = QColor(page.look.tokens.accent)
        row = image.height() - round(1.2 * page.look.u)  # above the letters
        return sum(image.pixelColor(x, row) == accent for x in range(image.width()))

    in_the_midst = width_of_today()
    plan.add("Far", starts_on="2041-01-07", duration_days=1)
    page.chart.fit()

    assert 0 < in_the_midst <= width_of_today() + 2


def test_the_days_go_on_behind_the_scroll_bar_down_to_the_foot(page):
    page.chart.fit()
    bar, view = page.chart.horizontalScrollBar(), page.chart.viewport()
    accent = QColor(page.look.tokens.accent)

    def today_in(widget, row):
        image = widget.grab().toImage()
        return [x for x in range(image.width()) if image.pixelColor(x, row) == accent]

    assert today_in(view, view.height() - 1)
    assert today_in(bar, 0) == today_in(view, view.height() - 1)
