"""A key that is held down does once what it does: what comes next was seen by nobody yet."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import planning, records
from recipe_desktop.sync import receiving, sending
from recipe_desktop.ui.dialogs.dialog import Statement, confirm
from tests.sync.offices import meet, organisation, value
from tests.ui.hands import hold, settle, type_text

KEY = Qt.Key


def kept(workspace, kind):
    return len(workspace.ask(records.order, kind))


@pytest.mark.parametrize(("key", "text"), [(KEY.Key_1, "1"), (KEY.Key_2, "2"), (KEY.Key_3, "3")])
def test_one_pair_of_doubles_is_judged(qtbot, house, key, text):
    for number in range(4):
        same = {"country": "HU", "vat_number": f"HU1234567{number}"}
        for twin in ("Kft.", "Zrt."):
            organisation(house.workspace, f"{'ABCD'[number] * 4} {twin}", **same)
    page = house.window.go("partners")
    page.review_doubles()
    rows = page.doubles.table
    qtbot.waitUntil(lambda: rows.rowCount() == 4)

    hold(house.window, key, text)

    assert rows.rowCount() == 3


def test_one_conflict_is_decided(qtbot, a_house, a_laptop, tmp_path):
    here, there = a_laptop("HU", "Kecskemét 1", "Zsófia"), a_laptop("FR", "Lyon 1", "Hélène")
    meet(here, there)
    firms = [organisation(here, name, staff="36") for name in ("Alfa", "Béta", "Gamma")]
    sending.send(here, tmp_path)
    receiving.receive(there, [tmp_path])
    for one, staff in ((here, "38"), (there, "41")):
        for firm in firms:
            one.do(records.edit, "organisations", firm, {"staff": staff})
    sending.send(there, tmp_path)
    receiving.receive(here, [tmp_path])
    house = a_house(here)
    page = house.window.go("sync")
    page.show_tab("conflicts")
    page.conflicts.list.setFocus()
    shown = [value(here, firm, "staff") for firm in firms]

    hold(house.window, KEY.Key_2, "2")
    settle(qtbot, house)

    changed = [value(here, firm, "staff") for firm in firms]
    assert sum(before != after for before, after in zip(shown, changed, strict=True)) == 1


def test_one_organisation_is_deleted(qtbot, house):
    for name in ("Alfa", "Béta", "Gamma"):
        organisation(house.workspace, name)
    page = house.window.go("partners")
    settle(qtbot, house)
    page.list.setFocus()

    hold(house.window, KEY.Key_Delete)

    assert kept(house.workspace, "organisations") == 2


def test_one_task_is_deleted(qtbot, house):
    first, *_rest = [house.workspace.do(planning.add, "tasks", n) for n in ("Ask", "Build", "Test")]
    page = house.window.go("roadmap")
    settle(qtbot, house)
    page.open(first)
    page.tree.setFocus()

    hold(house.window, KEY.Key_Delete)

    assert kept(house.workspace, "tasks") == 2


def test_enter_that_opened_a_question_is_not_its_answer(qtbot, house):
    answers = []
    look, window = house.look, house.window
    dialog = confirm(look, window, Statement("It will go"), "Remove it", answers.append)
    dialog.buttons[-1].setFocus()

    hold(window, KEY.Key_Return, "\r", begins=False)
    assert answers == []

    qtbot.keyClick(dialog.buttons[-1], KEY.Key_Return)
    qtbot.waitUntil(lambda: answers == [""])


def test_enter_that_chose_in_the_palette_makes_no_organisation(qtbot, house):
    for name in ("Alfa", "Béta"):
        organisation(house.workspace, name)
    page = house.window.go("partners")
    settle(qtbot, house)
    type_text(page.listing.column.filter.field, "Gamma")
    qtbot.waitUntil(lambda: page.listing.table.rowCount() == 0)
    palette = house.window.open_palette()
    type_text(palette.field, "New organisation")
    palette.look_up()

    hold(house.window, KEY.Key_Return, "\r")
    qtbot.waitUntil(lambda: page.dialog is not None)
    hold(house.window, KEY.Key_Return, "\r", begins=False)

    assert page.dialog.name.text() == "Gamma"
    assert page.dialog.isVisible()
    assert kept(house.workspace, "organisations") == 2
    page.dialog.reject()


def test_enter_ticks_what_was_found_and_does_not_take_it_back(qtbot, house):
    alfa = organisation(house.workspace, "Alfa")
    page = house.window.go("partners")
    settle(qtbot, house)
    editor = page.detail.overview.placed.rows["ecosystems"].editor
    editor.setFocus()
    qtbot.keyClick(editor, KEY.Key_Space)
    type_text(editor.ticks.field, "electr")

    hold(editor.ticks, KEY.Key_Return, "\r")
    editor.ticks.close()

    assert value(house.workspace, alfa, "ecosystems") == "electronics"
