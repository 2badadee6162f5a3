from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from recipe_desktop.domain.errors import UserError
from recipe_desktop.ui.forms.fields import Choice, Field, Kind, NotUnderstoodError, understood
from recipe_desktop.ui.forms.form import Form, align
from recipe_desktop.ui.forms.of_kind import to_form
from tests.ui.hands import nameless, type_text
from tests.ui.typing import pick

SIZES = (Choice("micro", "Micro"), Choice("small", "Small"), Choice("medium", "Medium"))
ECOSYSTEMS = (Choice("mobility", "Mobility"), Choice("electronics", "Electronics"))
FIELDS = (
    Field("name", lambda: "&Name"),
    Field("staff", lambda: "S&taff", Kind.INTEGER),
    Field("since", lambda: "Si&nce", Kind.DATE),
    Field("turnover", lambda: "T&urnover", Kind.MONEY),
    Field("size", lambda: "&Size", Kind.CHOICE, lambda: SIZES),
    Field("ecosystems", lambda: "&Ecosystems", Kind.MANY, lambda: ECOSYSTEMS),
    Field("uid", lambda: "Number", Kind.READ_ONLY),
)
VALUES = {
    "name": "Rába Akku Kft.",
    "staff": 1338,
    "since": date(2020, 3, 1),
    "turnover": 620_000_00,
    "size": "small",
    "ecosystems": ("mobility",),
    "uid": "HU2-17",
}


class Bench:
    """A form with another field beside it, and what it saved."""

    def __init__(self, look, qtbot):
        self.saved, self.refuse = [], ""
        self.whole = QWidget()
        self.form = Form(look, FIELDS, self._save, lambda error: f"Refused: {error.code}")
        self.elsewhere = QLineEdit()
        layout = QVBoxLayout(self.whole)
        layout.addWidget(self.form)
        layout.addWidget(self.elsewhere)
        qtbot.addWidget(self.whole)
        self.form.show_values(VALUES, {"staff": "31 Dec 2025"})
        self.whole.resize(500, 400)
        self.whole.show()
        with qtbot.waitActive(self.whole):
            self.whole.activateWindow()

    def editor(self, name):
        return self.form.rows[name].editor

    def write(self, name, text):
        self.editor(name).setFocus()
        self.editor(name).selectAll()
        type_text(self.editor(name), text)

    def error(self, name):
        label = self.form.rows[name].error
        return label.words if label.isVisible() else ""

    def _save(self, name, value):
        if self.refuse:
            raise UserError(self.refuse)
        self.saved.append((name, value))


@pytest.fixture
def bench(look, qtbot):
    return Bench(look, qtbot)


def test_a_field_is_saved_when_it_is_left(bench, qtbot):
    bench.write("name", "Győri Akkumulátortechnika")

    qtbot.keyClick(bench.editor("name"), Qt.Key.Key_Tab)

    assert bench.saved == [("name", "Győri Akkumulátortechnika")]


def test_enter_saves_too_and_leaving_afterwards_saves_nothing_more(bench, qtbot):
    bench.write("name", "Audi")

    qtbot.keyClick(bench.editor("name"), Qt.Key.Key_Return)
    bench.elsewhere.setFocus()

    assert bench.saved == [("name", "Audi")]


def test_a_field_left_as_it_was_is_not_saved(bench, qtbot):
    bench.write("name", "Rába Akku Kft.")

    bench.elsewhere.setFocus()

    assert bench.saved == []


def test_escape_gives_the_old_value_back(bench, qtbot):
    bench.write("name", "Something")

    qtbot.keyClick(bench.editor("name"), Qt.Key.Key_Escape)
    bench.elsewhere.setFocus()

    assert bench.saved == []
    assert bench.editor("name").text() == "Rába Akku Kft."


def test_what_is_no_number_is_not_saved_and_the_field_says_why(bench):
    bench.write("staff", "about forty")

    bench.elsewhere.setFocus()

    assert bench.saved == []
    assert bench.error("staff") == "Please write a whole number, such as 38"
    assert bench.editor("staff").text() == "about forty"
    assert bench.editor("staff").accessibleDescription() == bench.error("staff")


def test_mending_what_was_not_understood_takes_the_words_away(bench):
    bench.write("staff", "about forty")
    bench.elsewhere.setFocus()

    bench.write("staff", "41")
    bench.elsewhere.setFocus()

    assert bench.saved == [("staff", 41)]
    assert bench.error("staff") == ""


@pytest.mark.parametrize("typed", ["31.02.2020", "2020-13", "May", "03/05/2016"])
def test_what_is_no_day_month_or_year_is_not_understood(typed):
    with pytest.raises(NotUnderstoodError):
        understood(Field("founded", lambda: "Founded", Kind.ROUGH_DATE), typed)


def test_a_sum_with_words_beside_it_is_not_understood():
    turnover = Field("turnover", lambda: "Turnover", Kind.MONEY)

    assert understood(turnover, "1.234,50 €") == 123450
    with pytest.raises(NotUnderstoodError):
        understood(turnover, "about 5 or 6")


def test_a_refusal_is_said_at_the_field_and_keeps_what_was_typed(bench):
    bench.refuse = "organisation.name_empty"
    bench.write("name", "x")

    bench.elsewhere.setFocus()

    assert bench.error("name") == "Refused: organisation.name_empty"
    assert bench.editor("name").text() == "x"


def test_another_record_forgets_what_was_refused_in_the_last_one(bench):
    bench.refuse = "organisation.name_empty"
    bench.write("name", "x")
    bench.elsewhere.setFocus()

    bench.form.show_record("organisations", "another", {"name": "Audi"})

    assert bench.error("name") == ""
    assert bench.editor("name").text() == "Audi"


def test_news_of_a_commit_does_not_disturb_somebody_who_is_writing(bench):
    bench.write("name", "Half a na")

    bench.form.show_values({**VALUES, "staff": 40})

    assert bench.editor("name").text() == "Half a na"
    assert bench.editor("staff").shown == "40"


def test_choosing_from_a_list_saves_at_once(bench, qtbot):
    size = bench.editor("size")
    size.setFocus()

    pick(qtbot, size, "medium")

    assert bench.saved == [("size", "medium")]


def test_the_wheel_does_not_change_a_record(bench):
    size = bench.editor("size")
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPointF(0, -120).toPoint(),
        QPointF(0, -120).toPoint(),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(size, event)

    assert size.currentData() == "small"


def test_several_values_are_ticked_in_a_list_and_saved_when_it_closes(bench, qtbot):
    many = bench.editor("ecosystems")
    qtbot.mouseClick(many, Qt.MouseButton.LeftButton)
    many.ticks.list.item(1).setCheckState(Qt.CheckState.Checked)

    many.ticks.close()

    assert bench.saved == [("ecosystems", ("mobility", "electronics"))]


@pytest.fixture
def seats(look, qtbot):
    """A field with a long list, of which two are ticked, and what was saved."""
    words = ("Österreich", *(f"Land {number}" for number in range(20)), "Ungarn", "Zypern")
    choices = tuple(Choice(word, word) for word in words)
    field = Field("seats", lambda: "&Seats", Kind.MANY, lambda: choices)
    saved = []
    form = Form(look, (field,), lambda name, value: saved.append((name, value)), str)
    qtbot.addWidget(form)
    form.show_values({"seats": ("Land 19", "gone")})
    form.show()
    editor = form.rows["seats"].editor
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton)
    yield editor, saved
    editor.ticks.close()


def test_a_long_list_of_values_is_searched_by_typing_and_ticked_by_enter(seats, qtbot):
    many, saved = seats
    field, rows = many.ticks.field, many.ticks.list
    assert field.hasFocus()
    assert rows.item(0).text() == "Land 19", "what is ticked stands on top"

    qtbot.keyClicks(field, "ung")
    assert [rows.item(n).text() for n in range(rows.count()) if not rows.item(n).isHidden()] == [
        "Ungarn"
    ]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "ost")  # over what was typed before
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)

    assert saved == [("seats", ("gone", "Österreich", "Land 19", "Ungarn"))]


def test_escape_leaves_the_values_of_a_list_as_they_were(seats, qtbot):
    many, saved = seats
    qtbot.keyClicks(many.ticks.field, "zyp")
    qtbot.keyClick(many.ticks.field, Qt.Key.Key_Return)

    qtbot.keyClick(many.ticks.field, Qt.Key.Key_Escape)

    assert not many.ticks.isVisible()
    assert saved == []


def test_a_value_that_is_no_longer_offered_stays(bench):
    bench.form.show_values({**VALUES, "size": "gigantic"})

    assert bench.editor("size").currentText() == "gigantic"


def test_values_are_shown_in_the_form_of_the_language(bench):
    shown = [bench.editor(name).shown for name in ("staff", "since", "turnover")]

    assert shown == ["1,338", "1 Mar 2020", "EUR\N{NO-BREAK SPACE}620,000"]


def test_every_field_has_a_name_for_a_screen_reader_and_a_key(bench):
    assert nameless(bench.form) == []
    for row in bench.form.rows.values():
        assert row.label.buddy() is row.editor


def test_a_field_under_the_pointer_shows_that_it_can_be_edited(bench):
    row = bench.form.rows["turnover"]
    before = row.grab().toImage()

    at = QPointF(5, 5)
    QApplication.sendEvent(row, QEnterEvent(at, at, at))
    after = row.grab().toImage()
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))

    assert before != after
    assert row.grab().toImage() == before


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.INTEGER, "1 338", 1338),
        (Kind.INTEGER, "1.338", 1338),
        (Kind.INTEGER, "1,338", 1338),
        (Kind.INTEGER, "", None),
        (Kind.DATE, "2025-12-31", date(2025, 12, 31)),
        (Kind.DATE, "31.12.2025", date(2025, 12, 31)),
        (Kind.DATE, "31/12/2025", date(2025, 12, 31)),
        (Kind.DATE, "2025. 12. 31.", date(2025, 12, 31)),
        (Kind.DATE, "1.2.2026", date(2026, 2, 1)),
        (Kind.DATE, "05/05/2026", date(2026, 5, 5)),
        (Kind.MONEY, "830", 83000),
        (Kind.MONEY, "830.5", 83050),
        (Kind.MONEY, "830,50 €", 83050),
        (Kind.MONEY, "1.234,56", 123456),
        (Kind.MONEY, "1,234.56", 123456),
        (Kind.MONEY, "1.234", 123400),
        (Kind.MONEY, "1 234 567,8", 123456780),
        (Kind.TEXT, "  Győr ", "Győr"),
    ],
)
def test_what_people_write_is_understood(kind, text, value):
    assert understood(Field("x", lambda: "X", kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.INTEGER, "3.5"),
        (Kind.INTEGER, "many"),
        (Kind.INTEGER, "12,34,567"),
        (Kind.DATE, "31 Feb 2025"),
        (Kind.DATE, "30.02.2025"),
        (Kind.DATE, "01/02/2026"),
        (Kind.DATE, "1-2-2026"),
        (Kind.INSTANT, "01/02/2026 09:30"),
        (Kind.DATE, "soon"),
        (Kind.MONEY, "a lot"),
        (Kind.MONEY, "1,2,3"),
        (Kind.MONEY, "0.125"),
        (Kind.MONEY, "12.345.67"),
    ],
)
def test_what_cannot_be_understood_is_refused(kind, text):
    with pytest.raises(NotUnderstoodError):
        understood(Field("x", lambda: "X", kind), text)


@pytest.mark.parametrize("text", ["0.005", "1234567.891", "1,234.567"])
def test_more_decimals_than_cents_are_refused_with_a_sentence_that_says_so(text):
    with pytest.raises(NotUnderstoodError, match="no more than two decimals"):
        understood(Field("x", lambda: "X", Kind.MONEY), text)


def test_only_the_row_under_the_pointer_looks_as_if_it_were(bench):
    rows = bench.form.rows
    bench.elsewhere.setFocus()
    before = {name: row.grab().toImage() for name, row in rows.items()}
    enter = QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5))
    QApplication.sendEvent(rows["size"], enter)

    QApplication.sendEvent(rows["name"], enter)  # an open list swallowed what tells of leaving

    assert [name for name, row in rows.items() if row.grab().toImage() != before[name]] == ["name"]


def test_the_choices_of_a_field_have_the_height_of_a_row(bench, look):
    choices = bench.editor("size").view()

    assert choices.sizeHintForRow(0) >= look.px(1.75)


def test_forms_that_stand_together_keep_one_column_of_labels_in_any_size(look, qtbot):
    wide = Field("wide", lambda: "A registration number of some length")
    made = [Form(look, (field,), lambda *_: None, str) for field in (FIELDS[0], wide)]
    for form in made:
        qtbot.addWidget(form)
    align(*made)

    look.use(percent=140)

    name, other = made[0].rows["name"], made[1].rows["wide"]
    assert name.label_units == other.label_units


def test_what_arrows_run_through_in_a_choice_is_saved_once_when_they_have_come_to_rest(
    bench, qtbot
):
    size = bench.editor("size")
    bench.form.show_values({"size": "micro"})
    size.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(size, Qt.Key.Key_Down)
    qtbot.keyClick(size, Qt.Key.Key_Down)

    assert bench.saved == []
    qtbot.waitUntil(lambda: bool(bench.saved))
    assert bench.saved == [("size", "medium")]


@pytest.mark.parametrize(
    ("key", "saved"),
    [(Qt.Key.Key_Tab, [("size", "medium")]), (Qt.Key.Key_Escape, []), (Qt.Key.Key_Z, [])],
)
def test_leaving_a_choice_saves_what_was_typed_in_it_and_undo_takes_that_back(
    bench, qtbot, key, saved
):
    size = bench.editor("size")
    size.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(size, "med")

    modifier = (
        Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_Z else Qt.KeyboardModifier(0)
    )
    qtbot.keyClick(size, key, modifier)
    bench.elsewhere.setFocus()

    assert bench.saved == saved
    assert size.words == ("medium" if saved else "small")


def test_a_field_that_is_only_read_says_the_word_and_not_the_code():
    assert to_form("registrations", {"source": "imported"}) == {"source": "From a list"}
    assert to_form("registrations", {"answer": "cancelled"}) == {"answer": "cancelled"}


def test_the_frames_of_all_fields_end_at_one_edge(bench, look):
    listed, written = bench.editor("size").geometry(), bench.editor("name").geometry()

    assert listed.right() == written.right() + round(look.u)  # round which its row puts a frame
