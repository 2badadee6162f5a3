"""Two write one field, one while the other's words come in: nobody's are overwritten unseen."""

import sqlite3

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import history, identity, records, stores
from recipe_desktop.sync import receiving, sending
from tests.conftest import DRIVERS
from tests.sync.offices import meet, organisation
from tests.ui.hands import settle, type_text
from tests.ui.typing import CTRL, KEY, LEFT, choose, pick, press, row_of, stored, tick, write

PLAIN = Qt.KeyboardModifier.NoModifier


def test_what_comes_from_another_office_while_the_field_is_written_is_told_there(
    qtbot, a_laptop, a_house, tmp_path
):
    here, there = a_laptop("HU", "K1", "Zs"), a_laptop("FR", "L1", "H")
    meet(here, there)
    alfa = organisation(here, "Alfa", address="Fő utca 1")
    sending.send(here, tmp_path)
    receiving.receive(there, [tmp_path])
    house = a_house(here)
    page = house.window.go("partners")
    settle(qtbot, house)
    choose(qtbot, page.list, alfa)
    row = row_of(page, "address")
    qtbot.mouseClick(row.editor, LEFT)
    press(qtbot, KEY.Key_End)
    type_text(row.editor, ", 2nd")

    there.do(records.edit, "organisations", alfa, {"address": "Rue du Port 1"})
    sending.send(there, tmp_path)
    receiving.receive(here, [tmp_path])

    said = "Meanwhile H wrote “Rue du Port 1” here. Enter keeps yours, Esc takes that."
    assert row.error.words == said
    type_text(QApplication.focusWidget(), " floor")
    press(qtbot, KEY.Key_Tab)
    assert row.editor.text() == "Fő utca 1, 2nd floor"
    assert stored(here, "organisations", [alfa], "address") == [("Rue du Port 1",)]
    assert row.error.words == said


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "keys"),
    [("address", "Fő utca 1", "Rue du Port 1", PLAIN), ("notes", "Called.", "Wrote.", CTRL)],
)
@pytest.mark.parametrize("is_mine_kept", [True, False])
def test_one_keeps_ones_own_words_or_takes_those_that_came(
    qtbot, partners, workspace, firms, field, mine, theirs, keys, is_mine_kept
):
    row = row_of(partners, field)
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(row.editor, mine)
    workspace.do(records.edit, "organisations", firms[0], {field: theirs})
    press(qtbot, KEY.Key_Tab)
    assert f"Meanwhile Zsófia Nagy wrote “{theirs}” here." in row.error.words
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    if is_mine_kept:
        press(qtbot, KEY.Key_Return, keys)
    else:
        press(qtbot, KEY.Key_Escape)
    press(qtbot, KEY.Key_Tab)

    left = mine if is_mine_kept else theirs
    assert stored(workspace, "organisations", firms[:1], field) == [(left,)]
    assert row.editor.words == left
    assert not row.error.isVisible()


@pytest.mark.parametrize(
    ("field", "before", "theirs", "mine", "keys"),
    [
        ("address", "", "Rue du Port 1", "Fő utca 1", PLAIN),
        ("address", "Kossuth tér 1", "Rue du Port 1", "Fő utca 1", PLAIN),
        ("notes", "", "Wrote.", "Called.", CTRL),
        ("staff", None, 7, "12", PLAIN),
        ("staff", 30, 7, "12", PLAIN),
        ("vat_number", "", "HU1", "HU2", PLAIN),
    ],
)
def test_what_comes_before_the_first_letter_is_not_written_over_unseen(
    qtbot, partners, workspace, firms, field, before, theirs, mine, keys
):
    workspace.do(records.edit, "organisations", firms[0], {field: before})
    row = row_of(partners, field)
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    row.editor.selectAll()

    workspace.do(records.edit, "organisations", firms[0], {field: theirs})
    type_text(row.editor, mine)
    press(qtbot, KEY.Key_Tab)

    assert row.error.words.startswith(f"Meanwhile Zsófia Nagy wrote “{theirs}” here.")
    assert (row.editor.words, row.is_unsaved) == (mine, True)
    assert stored(workspace, "organisations", firms[:1], field) == [(theirs,)]
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, KEY.Key_Return, keys)
    kept = int(mine) if field == "staff" else mine
    assert stored(workspace, "organisations", firms[:1], field) == [(kept,)]


@pytest.mark.parametrize(("field", "theirs"), [("address", "Rue du Port 1"), ("staff", 7)])
def test_what_comes_is_no_better_known_after_a_look_at_another_program(
    qtbot, partners, workspace, firms, field, theirs
):
    row = row_of(partners, field)
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    row.editor.selectAll()
    workspace.do(records.edit, "organisations", firms[0], {field: theirs})
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        event = QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason)
        QApplication.sendEvent(row.editor, event)

    type_text(row.editor, "12")
    press(qtbot, KEY.Key_Tab)

    assert row.error.words.startswith(f"Meanwhile Zsófia Nagy wrote “{theirs}” here.")
    assert stored(workspace, "organisations", firms[:1], field) == [(theirs,)]


@pytest.mark.parametrize("way", ["mouse", "key"])
def test_what_comes_before_a_list_of_choices_is_opened_is_told_when_one_has_chosen(
    qtbot, partners, workspace, firms, way
):
    row = row_of(partners, "country")
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    workspace.do(records.edit, "organisations", firms[0], {"country": "FR"})

    if way == "mouse":
        qtbot.mouseClick(row.editor, LEFT)
    else:
        qtbot.keyClick(row.editor, KEY.Key_Space)
    pick(qtbot, row.editor, "AT")

    assert row.error.words.startswith("Meanwhile Zsófia Nagy wrote “")
    assert stored(workspace, "organisations", firms[:1], "country") == [("FR",)]


def test_what_was_told_in_one_record_is_told_anew_in_another(qtbot, partners, workspace, firms):
    row = row_of(partners, "staff")
    for firm in firms[:2]:
        choose(qtbot, partners.list, firm)
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)
        row.editor.selectAll()
        workspace.do(records.edit, "organisations", firm, {"staff": 7})
        type_text(row.editor, "12")

        assert row.error.words.startswith("Meanwhile Zsófia Nagy wrote “7” here.")
        press(qtbot, KEY.Key_Escape)
        assert stored(workspace, "organisations", [firm], "staff") == [(7,)]


def test_what_comes_a_second_time_is_told_a_second_time(qtbot, partners, workspace, firms):
    row = row_of(partners, "staff")
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        workspace.do(records.edit, "organisations", firms[0], {"staff": 7})
        row.editor.selectAll()
        type_text(row.editor, "12")
        press(qtbot, KEY.Key_Tab)
        assert row.error.words.startswith("Meanwhile Zsófia Nagy wrote “7” here.")
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, KEY.Key_Return)
        assert stored(workspace, "organisations", firms[:1], "staff") == [(12,)]


def test_what_one_took_back_oneself_is_written_over_without_a_question(
    qtbot, partners, workspace, firms
):
    row = row_of(partners, "address")
    qtbot.mouseClick(row.editor, LEFT)
    type_text(row.editor, "Fő utca 1")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, partners.house)

    press(qtbot, KEY.Key_Z, CTRL)
    settle(qtbot, partners.house)
    taken_back = stored(workspace, "organisations", firms[:1], "address")
    type_text(row.editor, "Fő utca 2")
    press(qtbot, KEY.Key_Tab)

    assert taken_back == [("",)]
    assert stored(workspace, "organisations", firms[:1], "address") == [("Fő utca 2",)]
    assert not row.error.isVisible()


@pytest.mark.parametrize("key", [KEY.Key_Y, KEY.Key_Z])
def test_a_key_that_took_nothing_back_here_makes_nothing_known(
    qtbot, partners, workspace, firms, key
):
    row = row_of(partners, "city")
    qtbot.mouseClick(row.editor, LEFT)
    type_text(row.editor, "Győr")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, partners.house)
    row = row_of(partners, "address")
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, key, CTRL)
    settle(qtbot, partners.house)
    workspace.do(records.edit, "organisations", firms[0], {"address": "Rue du Port 1"})
    settle(qtbot, partners.house)

    row.editor.selectAll()
    type_text(row.editor, "Fő utca 1")
    press(qtbot, KEY.Key_Tab)

    assert row.error.words.startswith("Meanwhile Zsófia Nagy wrote “Rue du Port 1” here.")
    assert stored(workspace, "organisations", firms[:1], "address") == [("Rue du Port 1",)]


@pytest.mark.parametrize("times", [1, 2])
def test_what_was_taken_back_by_the_menu_is_written_over_without_a_question(
    qtbot, partners, workspace, firms, times
):
    row = row_of(partners, "address")
    qtbot.mouseClick(row.editor, LEFT)
    for words in ("Fő utca 1", "Fő utca 2", "Fő utca 3"):
        row.editor.selectAll()
        type_text(row.editor, words)
        press(qtbot, KEY.Key_Return)
        settle(qtbot, partners.house)
    for _ in range(times):
        partners.house.window.actions_.run("edit.undo")
    settle(qtbot, partners.house)

    row.editor.selectAll()
    type_text(row.editor, "Fő utca 4")
    press(qtbot, KEY.Key_Tab)

    assert not row.error.isVisible()
    assert stored(workspace, "organisations", firms[:1], "address") == [("Fő utca 4",)]


def test_what_came_is_no_better_known_when_something_else_comes(qtbot, partners, workspace, firms):
    row = row_of(partners, "address")
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    row.editor.selectAll()
    workspace.do(records.edit, "organisations", firms[0], {"address": "Rue du Port 1"})
    workspace.do(records.edit, "organisations", firms[0], {"city": "Lyon"})

    type_text(row.editor, "Fő utca 1")
    press(qtbot, KEY.Key_Tab)

    assert row.error.words.startswith("Meanwhile Zsófia Nagy wrote “Rue du Port 1” here.")


def test_what_comes_while_a_list_of_choices_is_open_is_told_when_one_has_chosen(
    qtbot, partners, workspace, firms
):
    row = row_of(partners, "country")
    row.editor.setFocus()
    row.editor.showPopup()

    workspace.do(records.edit, "organisations", firms[0], {"country": "FR"})
    pick(qtbot, row.editor, "AT")

    assert row.error.words.startswith("Meanwhile Zsófia Nagy wrote “France” here.")
    assert row.editor.currentText() == "Austria"
    assert stored(workspace, "organisations", firms[:1], "country") == [("FR",)]

    press(qtbot, KEY.Key_Return)

    assert stored(workspace, "organisations", firms[:1], "country") == [("AT",)]
    assert not row.error.isVisible()


def test_a_list_of_choices_that_is_closed_shows_what_came(qtbot, partners, workspace, firms):
    row = row_of(partners, "country")
    row.editor.setFocus()
    row.editor.showPopup()

    workspace.do(records.edit, "organisations", firms[0], {"country": "FR"})
    qtbot.keyClick(row.editor.view(), KEY.Key_Escape)

    qtbot.waitUntil(lambda: row.editor.currentText() == "France")
    assert stored(workspace, "organisations", firms[:1], "country") == [("FR",)]


@pytest.mark.parametrize("is_left", [False, True])
def test_what_a_colleague_takes_back_is_not_in_the_way_any_more(
    qtbot, partners, workspace, elsewhere, firms, is_left
):
    row = row_of(partners, "city")
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(row.editor, "Pécs")
    elsewhere.do(records.edit, "organisations", firms[0], {"city": "Sopron"})
    workspace.poll()
    assert "wrote “Sopron” here." in row.error.words
    if is_left:
        press(qtbot, KEY.Key_Tab)

    elsewhere.do(history.undo)
    workspace.poll()

    qtbot.waitUntil(lambda: not row.error.isVisible())
    if not is_left:
        press(qtbot, KEY.Key_Tab)
    mine = [("Pécs",)]
    qtbot.waitUntil(lambda: stored(workspace, "organisations", firms[:1], "city") == mine)
    assert row.editor.words == "Pécs"


def test_the_sentence_goes_when_the_other_takes_it_back(qtbot, partners, workspace, firms):
    row = row_of(partners, "city")
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(row.editor, "Pécs")
    workspace.do(records.edit, "organisations", firms[0], {"city": ""})
    assert row.error.words.startswith("Meanwhile Zsófia Nagy emptied it.")

    workspace.do(records.edit, "organisations", firms[0], {"city": "Győr"})
    assert not row.error.isVisible()
    press(qtbot, KEY.Key_Tab)

    assert stored(workspace, "organisations", firms[:1], "city") == [("Pécs",)]


def test_the_same_words_of_both_need_no_decision(qtbot, partners, workspace, firms):
    row = row_of(partners, "city")
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(row.editor, "Pé")

    workspace.do(records.edit, "organisations", firms[0], {"city": "Pécs"})
    type_text(row.editor, "cs")
    press(qtbot, KEY.Key_Tab)
    write(qtbot, row_of(partners, "address").editor, "Fő utca 1")

    assert stored(workspace, "organisations", firms[:1], "city") == [("Pécs",)]
    assert not row.error.isVisible()


@pytest.fixture
def elsewhere(workspace):
    """The command line, of whose writing the window has not heard yet."""
    opened = stores.open_store(workspace.path, driver=DRIVERS["plain"])
    yield opened
    opened.close()


@pytest.mark.parametrize(("field", "theirs"), [("city", "Sopron"), ("country", "FR")])
def test_what_the_window_has_not_heard_of_is_not_overwritten_either(
    qtbot, partners, workspace, elsewhere, firms, field, theirs
):
    row = row_of(partners, field)
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    elsewhere.do(records.edit, "organisations", firms[0], {field: theirs})

    if field == "city":
        type_text(row.editor, "Pécs")
    else:
        press(qtbot, KEY.Key_Up)
    press(qtbot, KEY.Key_Tab)

    assert stored(workspace, "organisations", firms[:1], field) == [(theirs,)]
    assert "here. Enter keeps yours" in row.error.words

    row.editor.setFocus()
    press(qtbot, KEY.Key_Return)

    assert stored(workspace, "organisations", firms[:1], field) != [(theirs,)]
    assert not row.error.isVisible()


def test_ticks_go_on_top_of_those_that_the_window_has_not_heard_of(
    qtbot, partners, workspace, elsewhere, firms
):
    row = row_of(partners, "ecosystems")
    first, second, third = [choice.value for choice in row.field.choices()][:3]
    workspace.do(records.edit, "organisations", firms[0], {"ecosystems": first})
    qtbot.mouseClick(row.editor, LEFT)
    elsewhere.do(records.edit, "organisations", firms[0], {"ecosystems": f"{first};{second}"})

    tick(row.editor.ticks.list, third)
    qtbot.keyClick(row.editor.ticks.list, KEY.Key_Return)

    [(kept,)] = stored(workspace, "organisations", firms[:1], "ecosystems")
    assert set(kept.split(";")) == {first, second, third}
    assert not row.error.isVisible()


def test_ticks_that_were_not_taken_go_on_top_of_what_came_before_they_are(
    qtbot, partners, workspace, elsewhere, firms
):
    row = row_of(partners, "ecosystems")
    first, second, third = [choice.value for choice in row.field.choices()][:3]
    workspace.do(records.edit, "organisations", firms[0], {"ecosystems": first})
    holder = sqlite3.connect(workspace.path, timeout=0, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    qtbot.mouseClick(row.editor, LEFT)
    tick(row.editor.ticks.list, third)
    qtbot.keyClick(row.editor.ticks.list, KEY.Key_Return)
    assert row.error.isVisible()
    holder.close()

    elsewhere.do(records.edit, "organisations", firms[0], {"ecosystems": f"{first};{second}"})
    workspace.poll()

    qtbot.waitUntil(lambda: not row.error.isVisible())
    [(kept,)] = stored(workspace, "organisations", firms[:1], "ecosystems")
    assert set(kept.split(";")) == {first, second, third}


def test_nothing_is_written_into_what_was_merged_away(qtbot, partners, workspace, elsewhere, firms):
    row = row_of(partners, "address")
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(row.editor, "Fő utca 1")

    elsewhere.do(identity.confirm, "organisations", firms[1], firms[0])
    workspace.poll()

    qtbot.waitUntil(lambda: partners.detail.uid == firms[1])
    assert stored(workspace, "organisations", firms[:2], "address") == [("",), ("",)]
    said = "Not saved in Alfa Kft.: Address “Fő utca 1”. It was merged into another record"
    assert partners.house.window.left.words.words.startswith(said)


def test_undo_takes_back_what_the_menu_names_although_another_program_did_more(
    qtbot, partners, workspace, elsewhere, firms
):
    house = partners.house
    workspace.do(records.edit, "organisations", firms[0], {"city": "Pécs"})
    settle(qtbot, house)
    elsewhere.do(records.create, "organisations", {"name": "Zeta Kft."})
    undo = house.window.actions_.qaction("edit.undo")
    assert undo.text() == "Undo: Edit"

    undo.trigger()
    settle(qtbot, house)

    assert stored(workspace, "organisations", firms[:1], "city") == [("Győr",)]
    assert len(workspace.ask(records.order, "organisations", "zeta")) == 1
    assert undo.text() == "Undo: New entry"
    house.window.actions_.qaction("edit.redo").trigger()
    settle(qtbot, house)
    assert stored(workspace, "organisations", firms[:1], "city") == [("Pécs",)]


def test_a_record_is_not_deleted_over_what_another_program_wrote_on_it_unseen(
    qtbot, partners, workspace, elsewhere, firms
):
    elsewhere.do(records.edit, "organisations", firms[0], {"email": "new@alfa.hu"})

    with pytest.raises(UserError, match=r"record\.changed_meanwhile"):
        partners.delete_chosen()
    settle(qtbot, partners.house)
    assert workspace.ask(records.present, "organisations", firms[:1])

    partners.delete_chosen()
    assert not workspace.ask(records.present, "organisations", firms[:1])
