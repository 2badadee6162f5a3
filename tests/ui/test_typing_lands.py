"""What is typed lands in the record that was shown when it was begun, whatever happens to the list."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import exchange_steps, identity, planning, records
from recipe_desktop.sync import receiving, sending
from recipe_desktop.ui.forms.editors import LongEditor
from tests.sync.offices import meet, organisation
from tests.ui.hands import settle, type_text, words_on
from tests.ui.typing import KEY, LEFT, choose, go_on_typing, press, stored, write

NO_LONGER = "No longer fits the filter"


def narrow(qtbot, listing, text, left):
    field = listing.column.filter.field
    qtbot.mouseClick(field, LEFT)
    type_text(field, text)
    qtbot.waitUntil(lambda: listing.table.rowCount() == left)


def test_an_organisation_that_no_longer_fits_the_filter_stays_until_another_is_chosen(
    qtbot, partners, workspace, firms
):
    page, listing = partners, partners.listing
    narrow(qtbot, listing, "gyor", 3)
    choose(qtbot, page.list, firms[0])

    write(qtbot, page.detail.overview.placed.rows["city"].editor, "Abda")
    go_on_typing(qtbot, "Fő utca 1")

    assert page.detail.uid == page.chosen == firms[0]
    assert stored(workspace, "organisations", firms, "city", "address") == [
        ("Abda", "Fő utca 1"),
        ("Győr", ""),
        ("Győr", ""),
    ]
    said = page.listing.table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert NO_LONGER in said

    choose(qtbot, page.list, firms[2])
    qtbot.waitUntil(lambda: listing.table.rowCount() == 2)

    assert page.detail.uid == page.chosen == firms[2]
    assert listing.column.counted.words == "2 of 4"


def test_one_that_is_chosen_goes_with_another_filter(qtbot, partners, firms):
    page, listing = partners, partners.listing
    narrow(qtbot, listing, "gyor", 3)
    choose(qtbot, page.list, firms[1])
    write(qtbot, page.detail.overview.placed.rows["city"].editor, "Abda")
    assert page.chosen == firms[1]

    type_text(listing.column.filter.field, "i")
    qtbot.waitUntil(lambda: listing.table.rowCount() == 0)
    listing.column.filter.field.setText("gyor")
    qtbot.waitUntil(lambda: listing.table.rowCount() == 2)

    assert page.detail.uid == page.chosen == firms[0]


def test_an_organisation_moved_out_of_the_chosen_country_stays(qtbot, partners, workspace, firms):
    page = partners
    page.listing.country.choose("HU")
    choose(qtbot, page.list, firms[0])
    editor = page.detail.overview.placed.rows["country"].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)

    press(qtbot, KEY.Key_Up)
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Tab)
    go_on_typing(qtbot, "9001")

    countries = stored(workspace, "organisations", firms, "country", "postcode")
    assert countries[0][0] != "HU"
    assert [postcode for _country, postcode in countries] == ["9001", "", ""]
    assert page.chosen == firms[0]


@pytest.mark.parametrize("how", ["undone", "removed", "merged"])
def test_nothing_is_typed_into_what_takes_the_place_of_one_that_goes(
    qtbot, partners, workspace, how
):
    page = partners
    uid = workspace.do(records.create, "organisations", {"name": "Aaron Bt."}).uid
    page.open(uid)
    field = page.detail.overview.placed.rows["address"].editor
    qtbot.mouseClick(field, LEFT)
    assert field.hasFocus()

    if how == "undone":
        press(qtbot, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, page.house)
    elif how == "removed":
        workspace.do(records.remove, "organisations", uid)
    else:
        workspace.do(identity.confirm, "organisations", page.listing.table.uid(1), uid)
    qtbot.waitUntil(lambda: page.detail.uid not in (None, uid))
    go_on_typing(qtbot, "Lost")

    everything = workspace.ask(records.order, "organisations")
    shown = stored(workspace, "organisations", everything, "address")
    assert set(shown) == {("",)}
    assert page.detail.uid == page.chosen


def test_a_list_with_ticks_that_is_open_closes_with_its_record(qtbot, partners, workspace, firms):
    page = partners
    editor = page.detail.overview.placed.rows["ecosystems"].editor
    qtbot.mouseClick(editor, LEFT)
    assert editor.ticks.isVisible()
    editor.ticks.list.item(0).setCheckState(Qt.CheckState.Checked)

    workspace.do(records.remove, "organisations", firms[0])

    assert not editor.ticks.isVisible()
    assert page.detail.uid == firms[1]
    assert stored(workspace, "organisations", firms[1:], "ecosystems") == [("",), ("",)]
    assert page.list.hasFocus()


def test_an_entry_that_goes_leaves_the_keyboard_nowhere(qtbot, partners, workspace, firms):
    values = {"organisation": firms[0], "name": "Alfa Bt."}
    uid = workspace.do(records.create, "former-names", values).uid
    names = partners.detail.overview.names
    qtbot.keyClick(names.rows[uid], KEY.Key_Space)
    assert names.panel.form.rows["name"].editor.hasFocus()

    workspace.do(records.remove, "former-names", uid)

    assert names.panel.isHidden()
    assert QApplication.focusWidget() is None


@pytest.fixture
def events(qtbot, a_house, workspace):
    made = [
        workspace.do(records.create, "events", {"name": name}).uid
        for name in ("Alpha day", "Alpha night")
    ]
    house = a_house(workspace)
    page = house.window.go("events")
    settle(qtbot, house)
    page.made, page.house = made, house
    return page


def test_an_event_that_is_renamed_out_of_the_filter_stays(qtbot, events, workspace):
    page = events
    narrow(qtbot, page.listing, "alpha", 2)
    choose(qtbot, page.list, page.made[0])
    page.detail.begin()

    press(qtbot, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    go_on_typing(qtbot, "Beta")
    qtbot.mouseClick(page.detail.facts.forms[1].rows["place"].editor, LEFT)
    go_on_typing(qtbot, "Hall 9")

    assert page.detail.uid == page.chosen == page.made[0]
    assert stored(workspace, "events", page.made, "name", "place") == [
        ("Beta", "Hall 9"),
        ("Alpha night", ""),
    ]


def test_somebody_registered_who_no_longer_fits_the_filter_stays(qtbot, events, workspace):
    uids = []
    for name in ("Nagy", "Nagyné"):
        values = {"event": events.made[0], "family_name": name}
        uids.append(workspace.do(records.create, "registrations", values).uid)
    choose(qtbot, events.list, events.made[0])
    events.detail.tabs.setCurrentIndex(1)
    people = events.detail.people
    narrow(qtbot, people, "nagy", 2)
    assert people.column.filter.field.hasFocus()
    choose(qtbot, people.list, uids[0])

    write(qtbot, people.panel.form.rows["family_name"].editor, "Kis")
    go_on_typing(qtbot, "Dr.")

    assert stored(workspace, "registrations", uids, "family_name", "title") == [
        ("Kis", "Dr."),
        ("Nagyné", ""),
    ]

    workspace.do(records.remove, "registrations", uids[0])
    go_on_typing(qtbot, "Lost")

    assert people.panel.uid == uids[1]
    assert stored(workspace, "registrations", uids[1:], "family_name", "organisation_name") == [
        ("Nagyné", "")
    ]


def test_the_filter_of_the_registered_keeps_the_keyboard_when_another_is_chosen(
    qtbot, events, workspace
):
    for name in ("Kis", "Nagy"):
        values = {"event": events.made[0], "family_name": name}
        workspace.do(records.create, "registrations", values)
    choose(qtbot, events.list, events.made[0])
    events.detail.tabs.setCurrentIndex(1)
    people = events.detail.people

    narrow(qtbot, people, "na", 1)
    go_on_typing(qtbot, "gy")

    assert people.column.filter.field.text() == "nagy"
    assert people.panel.form.rows["family_name"].editor.text() == "Nagy"


def test_an_exchange_that_no_longer_fits_the_filter_stays(qtbot, a_house, workspace, firms):
    uids = [workspace.do(exchange_steps.begin, firm, None) for firm in firms[:2]]
    for uid in uids:
        workspace.do(records.edit, "exchanges", uid, {"category": "sme"})
    house = a_house(workspace)
    page = house.window.go("exchanges")
    settle(qtbot, house)
    page.listing.filters.category.choose("sme")
    qtbot.waitUntil(lambda: page.listing.table.rowCount() == 2)
    choose(qtbot, page.list, uids[0])
    page.detail.tabs.setCurrentIndex(1)
    who, visit = page.detail.facts.forms[:2]
    category = who.rows["category"].editor
    category.setFocus(Qt.FocusReason.TabFocusReason)

    press(qtbot, KEY.Key_Down)
    qtbot.waitUntil(lambda: stored(workspace, "exchanges", uids, "category")[0] != ("sme",))
    press(qtbot, KEY.Key_Tab)
    assert visit.rows["starts_on"].editor.hasFocus()
    go_on_typing(qtbot, "2026-05-04")

    assert page.detail.uid == page.chosen == uids[0]
    assert stored(workspace, "exchanges", uids, "starts_on") == [("2026-05-04",), (None,)]


@pytest.fixture
def roadmap(qtbot, a_house, workspace):
    made = [workspace.do(planning.add, "tasks", name) for name in ("Ask all", "Ask few", "Build")]
    house = a_house(workspace)
    page = house.window.go("roadmap")
    settle(qtbot, house)
    page.made, page.house = made, house
    field = page.bar.filter.field
    qtbot.mouseClick(field, LEFT)
    type_text(field, "ask")
    qtbot.waitUntil(lambda: page.tree.rows.count == 2)
    page.open(made[0])
    return page


def test_a_task_that_is_renamed_out_of_the_filter_stays(qtbot, roadmap, workspace):
    page = roadmap
    qtbot.keyClick(page.tree, KEY.Key_Return)

    write(qtbot, page.detail.facts.forms["tasks"].rows["name"].editor, "Call")
    go_on_typing(qtbot, "T7")

    assert page.node.uid == page.detail.node.uid == page.made[0]
    named = stored(workspace, "tasks", page.made[:2], "name", "code")
    assert named[0] == ("Call", "T7")
    assert named[1][0] == "Ask few"
    assert named[1][1] != "T7"

    page.tree.setFocus()
    qtbot.keyClick(page.tree, KEY.Key_Down)

    assert page.node.uid == page.made[1]
    qtbot.waitUntil(lambda: page.tree.rows.count == 1)
    assert page.node.uid == page.made[1]


def test_a_task_renamed_in_its_row_is_the_one_that_tab_goes_on_in(qtbot, roadmap, workspace):
    page = roadmap
    page.tree.edit_cell(0)

    press(qtbot, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(QApplication.focusWidget(), "Call")
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Tab)
    type_text(QApplication.focusWidget(), "2026-05-04")
    press(qtbot, KEY.Key_Return)

    qtbot.waitUntil(lambda: not page.tree.is_editing)
    first, second = stored(workspace, "tasks", page.made[:2], "name", "starts_on")
    assert first == ("Call", str(date(2026, 5, 4)))
    assert second[0] == "Ask few"
    assert second[1] != "2026-05-04"


def test_nothing_is_typed_into_the_row_that_follows_one_that_goes(qtbot, roadmap, workspace):
    page = roadmap
    qtbot.keyClick(page.tree, KEY.Key_Return)
    form = page.detail.facts.forms["tasks"]
    qtbot.mouseClick(form.rows["code"].editor, LEFT)

    workspace.do(planning.remove, "tasks", page.made[0])

    assert page.tree.hasFocus()
    go_on_typing(qtbot, "T7")
    assert page.detail.node.uid == page.made[1]
    assert ("T7",) not in stored(workspace, "tasks", page.made[1:], "code")


def test_a_cell_that_is_written_in_goes_with_its_row(qtbot, roadmap, workspace):
    page = roadmap
    page.tree.edit_cell(0)
    type_text(QApplication.focusWidget(), "Ca")

    workspace.do(planning.remove, "tasks", page.made[0])
    go_on_typing(qtbot, "ll")

    assert not page.tree.is_editing
    assert stored(workspace, "tasks", page.made[1:], "name") == [("Ask few",), ("Build",)]


def test_what_another_office_brings_back_is_not_chosen_under_ones_hands(
    qtbot, a_laptop, a_house, tmp_path
):
    here, there = a_laptop("HU", "K1", "Zs"), a_laptop("FR", "L1", "H")
    meet(here, there)
    alfa, gamma = (organisation(here, name) for name in ("Alfa", "Gamma"))
    sending.send(here, tmp_path)
    receiving.receive(there, [tmp_path])
    house = a_house(here)
    page = house.window.go("partners")
    settle(qtbot, house)
    choose(qtbot, page.list, alfa)
    page.delete_chosen()
    settle(qtbot, house)
    choose(qtbot, page.list, gamma)
    qtbot.mouseClick(page.detail.overview.placed.rows["address"].editor, LEFT)
    type_text(QApplication.focusWidget(), "Half ty")

    there.do(records.edit, "organisations", alfa, {"address": "Rue du Port 1"})
    sending.send(there, tmp_path)
    receiving.receive(here, [tmp_path])
    go_on_typing(qtbot, "ped")

    assert stored(here, "organisations", [gamma, alfa], "address") == [
        ("Half typed",),
        ("Rue du Port 1",),
    ]


def test_a_letter_that_was_taken_away_again_leaves_the_text_to_others(qtbot, roadmap, workspace):
    page, task = roadmap, roadmap.made[0]
    page.open(task)
    qtbot.keyClick(page.tree, KEY.Key_Return)
    name, row = next(
        (name, row)
        for name, row in page.detail.facts.forms["tasks"].rows.items()
        if isinstance(row.editor, LongEditor)
    )
    qtbot.mouseClick(row.editor.viewport(), LEFT)
    type_text(row.editor, "x")
    press(qtbot, KEY.Key_Backspace)
    press(qtbot, KEY.Key_Tab)

    workspace.do(records.edit, "tasks", task, {name: "Written by a colleague"})
    qtbot.mouseClick(row.editor.viewport(), LEFT)
    press(qtbot, KEY.Key_Tab)

    assert row.editor.toPlainText() == "Written by a colleague"
    assert stored(workspace, "tasks", [task], name) == [("Written by a colleague",)]


@pytest.mark.parametrize(("field", "older", "newer"), [("city", "Győr", "Pécs"), ("staff", 11, 77)])
@pytest.mark.parametrize(
    "taken_back", [(KEY.Key_Backspace,), (KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)]
)
def test_a_letter_taken_back_writes_nothing_over_what_came_meanwhile(
    qtbot, partners, workspace, firms, field, older, newer, taken_back
):
    workspace.do(records.edit, "organisations", firms[0], {field: older})
    overview = partners.detail.overview
    editor = next(form.rows[field] for form in overview.forms if field in form.rows).editor
    qtbot.mouseClick(editor, LEFT)
    press(qtbot, KEY.Key_End)
    type_text(editor, "5")

    if taken_back[0] == KEY.Key_Backspace:
        press(qtbot, *taken_back)
    workspace.do(records.edit, "organisations", firms[0], {field: newer})
    if taken_back[0] != KEY.Key_Backspace:
        press(qtbot, *taken_back)
    press(qtbot, KEY.Key_Tab)

    assert editor.text() == str(newer)
    assert stored(workspace, "organisations", firms[:1], field) == [(newer,)]


@pytest.mark.parametrize(("ticked", "left"), [(False, {1}), (True, {1, 2})])
def test_ticks_change_what_was_ticked_and_nothing_that_came_meanwhile(
    qtbot, partners, workspace, firms, ticked, left
):
    overview = partners.detail.overview
    row = next(form.rows["ecosystems"] for form in overview.forms if "ecosystems" in form.rows)
    codes = [choice.value for choice in row.field.choices()]
    workspace.do(records.edit, "organisations", firms[0], {"ecosystems": codes[0]})
    qtbot.mouseClick(row.editor, LEFT)
    rows = row.editor.ticks.list

    workspace.do(records.edit, "organisations", firms[0], {"ecosystems": codes[1]})
    for item in map(rows.item, range(rows.count())):
        if ticked and item.data(Qt.ItemDataRole.UserRole) == codes[2]:
            item.setCheckState(Qt.CheckState.Checked)
    qtbot.keyClick(rows, KEY.Key_Return)

    [(kept,)] = stored(workspace, "organisations", firms[:1], "ecosystems")
    assert set(kept.split(";")) == {codes[place] for place in left}


def test_what_was_not_taken_stays_with_its_reason_until_it_is_mended(
    qtbot, partners, workspace, firms
):
    overview = partners.detail.overview
    staff = overview.figures.rows["staff"]
    workspace.do(records.edit, "organisations", firms[0], {"staff": 12})
    reason = "Please write a whole number"

    write(qtbot, staff.editor, "viele")
    write(qtbot, overview.placed.rows["address"].editor, "Fő utca 1")

    assert stored(workspace, "organisations", firms[:1], "staff", "address") == [(12, "Fő utca 1")]
    assert staff.editor.text() == "viele"
    assert reason in words_on(staff)

    write(qtbot, staff.editor, "15")

    assert stored(workspace, "organisations", firms[:1], "staff") == [(15,)]
    assert reason not in words_on(staff)


def test_what_was_not_taken_is_given_up_by_escape_or_with_the_record(
    qtbot, partners, workspace, firms
):
    page = partners
    staff = page.detail.overview.figures.rows["staff"]
    workspace.do(records.edit, "organisations", firms[0], {"staff": 12})
    write(qtbot, staff.editor, "viele")
    workspace.do(records.edit, "organisations", firms[0], {"staff": 13})
    assert staff.editor.text() == "viele"

    qtbot.mouseClick(staff.editor, LEFT)
    press(qtbot, KEY.Key_Escape)

    assert staff.editor.text() == "13"
    assert not staff.error.isVisible()

    write(qtbot, staff.editor, "viele")
    choose(qtbot, page.list, firms[1])
    choose(qtbot, page.list, firms[0])

    assert staff.editor.text() == "13"
    assert not staff.error.isVisible()
