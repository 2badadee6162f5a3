"""The programme data in the window: read with its source and certainty, and written where it is wrong."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import records
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.reference.page import FIELDS, ReferencePage
from tests.ui.hands import nameless, type_text


@pytest.fixture
def page(house, qtbot):
    with qtbot.waitActive(house.window):
        house.window.activateWindow()
    house.window.actions_.run("project.reference")
    shown = house.window.pages.currentWidget()
    assert isinstance(shown, ReferencePage)
    return shown


def row_of(page, kind, beginning):
    rows = page.parts[kind].entries.rows
    return next((uid, row) for uid, row in rows.items() if row.title.startswith(beginning))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def listed(house, kind):
    return house.workspace.ask(records.listing, kind)


def write(qtbot, field, text):
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    type_text(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def test_no_section_is_lit_while_the_programmes_data_or_the_settings_are_shown(house, qtbot):
    entries = house.window.sidebar.entries
    for show in (house.show_reference, house.show_project):
        house.window.go("partners")
        show()
        assert [name for name, entry in entries.items() if entry.isChecked()] == []

    qtbot.mouseClick(entries["home"], Qt.MouseButton.LeftButton)
    assert [name for name, entry in entries.items() if entry.isChecked()] == ["home"]
    house.window.go("partners")
    assert [name for name, entry in entries.items() if entry.isChecked()] == ["partners"]


def test_every_entry_says_where_it_comes_from_and_how_sure_it_is(page, house):
    for place, kind in enumerate(FIELDS):
        page.tabs.setCurrentIndex(place)
        assert len(page.parts[kind].entries.rows) == len(listed(house, kind))
        assert nameless(page) == []
    _, sure = row_of(page, "countries", "Albania")
    assert (sure.word, sure.status) == ("Confirmed", Status.OK)
    assert "eur-lex.europa.eu" in sure.second
    _, unsure = row_of(page, "lump-sums", "Albania")
    assert (unsure.word, unsure.status) == ("Inferred", Status.LOOK)
    assert unsure.title == "Albania  EUR\N{NO-BREAK SPACE}530"


def test_the_sum_of_the_grant_agreement_is_entered_with_its_page(page, house, qtbot):
    uid, row = row_of(page, "lump-sums", "Albania")
    press(qtbot, row)
    panel = page.parts["lump-sums"].panel
    write(qtbot, panel.form.rows["amount_cents"].editor, "540")
    write(qtbot, panel.form.rows["source"].editor, "Grant agreement, annex 2, page 14")
    certainty = panel.form.rows["certainty"].editor
    certainty.setFocus()
    qtbot.keyClicks(certainty, "Conf")
    qtbot.keyClick(certainty, Qt.Key.Key_Tab)

    fields = house.workspace.ask(records.show, "lump-sums", uid).fields
    assert (fields["amount_cents"], fields["certainty"]) == (54000, "confirmed")
    _, again = row_of(page, "lump-sums", "Albania")
    assert (again.title, again.word) == ("Albania  EUR\N{NO-BREAK SPACE}540", "Confirmed")
    house.window.actions_.run("edit.undo")
    qtbot.waitUntil(lambda: row_of(page, "lump-sums", "Albania")[1].word == "Inferred")


def test_a_day_is_added_and_deleted_and_the_deletion_taken_back(page, house, qtbot):
    page.open("calendar-days")
    part = page.parts["calendar-days"]
    before = len(listed(house, "calendar-days"))
    press(qtbot, part.add_button)
    country = part.panel.form.rows["country"].editor
    country.setFocus()
    qtbot.keyClicks(country, "Portug")
    qtbot.keyClick(country, Qt.Key.Key_Tab)
    write(qtbot, part.panel.form.rows["day_on"].editor, "2026-06-13")

    assert len(listed(house, "calendar-days")) == before + 1
    made = part.panel.uid
    assert part.panel.delete.isVisible()
    press(qtbot, part.panel.delete)
    assert len(listed(house, "calendar-days")) == before
    house.window.actions_.run("edit.undo")
    qtbot.waitUntil(lambda: made in part.entries.rows)


def test_what_travels_into_an_open_page_is_shown_and_nothing_fixed_can_be_deleted(
    page, house, qtbot
):
    uid, row = row_of(page, "members", "HU")
    page.open("members")
    press(qtbot, row)
    assert page.parts["members"].panel.delete.isHidden()
    assert page.parts["members"].add_button.isHidden()

    house.workspace.do(records.edit, "members", uid, {"place": "Zalaegerszeg"})

    assert page.parts["members"].panel.form.rows["place"].editor.text() == "Zalaegerszeg"
    house.ways.record.emit("countries", row_of(page, "countries", "Albania")[0])
    assert page.tabs.currentIndex() == list(FIELDS).index("countries")
    assert page.parts["countries"].panel.form.rows["name"].editor.text() == "Albania"


def test_a_sum_is_made_when_its_day_is_known_and_two_of_one_day_contradict_each_other(
    page, house, qtbot
):
    page.open("lump-sums")
    part = page.parts["lump-sums"]
    before = len(listed(house, "lump-sums"))
    press(qtbot, part.add_button)
    country = part.panel.form.rows["country"].editor
    country.setFocus()
    qtbot.keyClicks(country, "Franc")
    qtbot.keyClick(country, Qt.Key.Key_Tab)
    write(qtbot, part.panel.form.rows["amount_cents"].editor, "1000")
    press(qtbot, part.panel.done)
    assert len(listed(house, "lump-sums")) == before
    assert part.panel.isVisible(), "it asks for the day"

    write(qtbot, part.panel.form.rows["from_on"].editor, "2026-01-01")
    made = part.panel.uid
    press(qtbot, part.panel.done)
    other = next(
        one
        for one in listed(house, "lump-sums")
        if one.fields["country"] == "FR" and one.uid != made
    )
    house.workspace.do(records.edit, "lump-sums", other.uid, {"from_on": "2026-01-01"})

    rows = [part.entries.rows[uid] for uid in (made, other.uid)]
    assert [(row.word, row.status) for row in rows] == [("Contradicts itself", Status.BLOCK)] * 2
    assert "different sums from the same day" in rows[0].second


def test_a_country_is_kept_by_its_code_however_it_is_typed(page, house, qtbot):
    page.open("countries")
    part = page.parts["countries"]
    press(qtbot, part.add_button)
    code = part.panel.form.rows["code"].editor
    code.setFocus()
    qtbot.keyClicks(code, "Norw")
    qtbot.keyClick(code, Qt.Key.Key_Tab)

    made = part.panel.uid
    press(qtbot, part.panel.done)

    assert row_of(page, "countries", "Norway")[0] == made
    assert house.workspace.ask(records.show, "countries", made).fields["code"] == "NO"


def test_a_line_parts_the_entries(page):
    _, row = row_of(page, "lump-sums", "Albania")
    seen = row.grab().toImage()

    ground = seen.pixelColor(row.width() // 2, row.height() - 3)
    assert seen.pixelColor(row.width() // 2, row.height() - 1) != ground
