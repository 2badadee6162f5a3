from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QTableView

from recipe_desktop.domain.ids import Uid
from recipe_desktop.ui.look.draw import Mark
from recipe_desktop.ui.tables.list import FilterField, ListColumn, RecordList
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import PAGE, RecordTable
from recipe_desktop.ui.tables.rows import TwoLines
from tests.ui import samples
from tests.ui.hands import type_text


class Records:
    """Partners in memory, and a note of what was asked for."""

    def __init__(self, count):
        self.lines = {line.uid: line for line in samples.partners(count)}
        self.order = list(self.lines)
        self.asked = []

    def table(self):
        return RecordTable(samples.COLUMNS, lambda: self.order, self._lines)

    def _lines(self, uids):
        self.asked.append(list(uids))
        return [self.lines[uid] for uid in uids if uid in self.lines]


@pytest.fixture
def records():
    return Records(450)


@pytest.fixture
def shown(qtbot, look, records):
    def make():
        table = records.table()
        made = RecordList(look, table, TwoLines(look, samples.row, Marker(samples.fold)))
        table.setParent(made)
        qtbot.addWidget(made)
        made.resize(400, 300)
        made.show()
        return made

    return make


def test_the_model_keeps_qts_rules(records, qtmodeltester):
    table = records.table()

    qtmodeltester.check(table, force_py=False)
    table.refresh(records.order[:3])


def test_lines_are_asked_for_by_the_page_when_they_come_into_sight(records):
    table = records.table()
    assert records.asked == []

    table.line(PAGE + 5)
    table.line(PAGE + 6)

    assert records.asked == [records.order[PAGE : 2 * PAGE]]


def test_a_change_shows_and_leaves_choice_and_place_alone(records, shown):
    view = shown()
    view.choose(records.order[100])
    before = view.verticalScrollBar().value()
    changed = records.order[100]
    records.lines[changed] = replace(records.lines[changed], name="Another name")

    view.table.refresh({changed})

    assert view.table.data(view.currentIndex()) == "Another name"
    assert view.currentIndex().row() == 100
    assert view.verticalScrollBar().value() == before


def test_the_chosen_record_stays_chosen_when_the_order_changes(records, shown):
    view = shown()
    view.choose(records.order[7])
    chosen = []
    view.current_changed.connect(chosen.append)
    records.order.reverse()

    view.table.reload()

    assert view.uid == f"{7:032x}"
    assert view.currentIndex().row() == 442
    assert chosen == []


def test_when_the_chosen_record_goes_the_next_one_is_chosen(records, shown):
    view = shown()
    view.choose(records.order[7])
    records.order.remove(Uid(f"{7:032x}"))

    view.table.refresh({Uid(f"{7:032x}")})

    assert view.uid == f"{8:032x}"


def test_when_all_records_go_nothing_is_chosen(records, shown, qtbot):
    view = shown()
    view.choose(records.order[7])
    records.order.clear()

    with qtbot.waitSignal(view.current_changed) as told:
        view.table.reload()

    assert told.args == [""]
    assert view.uid is None


def test_a_record_outside_the_list_cannot_be_chosen(records, shown):
    assert not shown().choose(Uid("f" * 32))


def test_enter_opens_the_chosen_record(records, shown, qtbot):
    view = shown()
    view.choose_first()

    with qtbot.waitSignal(view.opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)

    assert told.args == [records.order[0]]


def test_headings_follow_the_language(records, qtbot):
    words = ["Name"]
    columns = (replace(samples.COLUMNS[0], heading=lambda: words[-1]),)
    table = RecordTable(columns, lambda: records.order, lambda uids: [])
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    horizontal = Qt.Orientation.Horizontal
    assert table.headerData(0, horizontal) == "Name"

    words.append("Név")
    with qtbot.waitSignal(table.headerDataChanged):
        table.forget()

    assert table.headerData(0, horizontal) == "Név"


def test_a_screen_reader_hears_the_whole_row(records):
    table = records.table()

    said = table.data(table.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Győri Akkumulátortechnika Kft., small, Győr, HU"


def test_a_row_that_does_not_fit_tells_its_whole_text(look, records, shown):
    view = shown()
    place = view.visualRect(view.table.index(1, 0)).toRectF()
    assert place.width() < 400

    hidden = view.rows.hidden_text(place, view.table.index(1, 0))

    assert hidden.startswith("Győr-Moson-Sopron Megyei Kereskedelmi és Iparkamara\n")
    assert view.rows.hidden_text(place, view.table.index(4, 0)) == ""


@pytest.mark.parametrize(
    ("query", "texts", "found"),
    [
        ("gyor", ("Győri Akku",), (0, Mark(0, 4))),
        ("gyor", ("Audi Hungaria", "SME, Győr"), (1, Mark(5, 4))),
        ("akku gyor", ("Rába Akku", "Győr"), (0, Mark(5, 4))),
        ("grossmann", ("Jürgen Großmann",), (0, Mark(7, 8))),
        ("technika", ("Akkumulátortechnika",), (0, Mark(11, 8))),
        ("paris", ("Győr",), None),
        ("", ("Győr",), None),
    ],
)
def test_typed_letters_are_marked_once_at_the_best_place(query, texts, found):
    fold = lambda text: samples.fold(text.replace("ß", "ss"))  # noqa: E731

    assert Marker(fold).best(query, texts) == found


def test_filtering_waits_a_moment_and_then_tells_what_was_typed(qtbot, look, shown):
    column = ListColumn(look, shown())
    qtbot.addWidget(column)
    column.show()

    with qtbot.waitSignal(column.filtered) as told:
        type_text(column.filter.field, "győr")

    assert told.args == ["győr"]
    assert column.list.rows.query == "győr"


def test_when_nothing_matches_the_list_says_so_and_offers_to_clear(qtbot, look, shown):
    column = ListColumn(look, shown())
    qtbot.addWidget(column)
    column.show()
    column.filter.field.setText("xyz")
    column.show_counts(0, 450)
    assert column.nothing.isVisible()
    assert column.counted.words == "0 of 450"

    with qtbot.waitSignal(column.filtered) as told:
        qtbot.mouseClick(column.nothing.clear, Qt.MouseButton.LeftButton)

    assert told.args == [""]


def test_escape_clears_the_filter(qtbot, look, shown):
    column = ListColumn(look, shown())
    qtbot.addWidget(column)
    column.show()
    type_text(column.filter.field, "gy")

    qtbot.keyClick(column.filter.field, Qt.Key.Key_Escape)

    assert column.filter.field.text() == ""


def test_the_row_under_the_pointer_is_tinted_and_the_chosen_one_more(qtbot, look, shown):
    view = shown()
    view.choose_first()

    image = view.viewport().grab().toImage()

    row = view.visualRect(view.table.index(0, 0))
    at = row.center() + QPoint(0, row.height() // 2 - 4)
    assert image.pixelColor(at).name().upper() == look.tokens.selected


def test_a_cross_beside_the_filter_shows_only_when_there_is_something_to_clear(qtbot, look, shown):
    column = ListColumn(look, shown())
    qtbot.addWidget(column)
    column.show()
    assert not column.filter.clear.isVisible()

    type_text(column.filter.field, "a")

    assert column.filter.clear.isVisible()


def test_the_words_of_the_filter_stay_beside_the_glass_when_text_is_larger(look, qtbot):
    made = FilterField(look)
    qtbot.addWidget(made)
    made.resize(400, 60)
    made.show()

    look.use(percent=200)
    QApplication.processEvents()

    assert made.field.x() >= look.px(1.9)
