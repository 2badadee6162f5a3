"""Two laptops meet, send, receive and decide, all through their windows."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.ids import new_uid
from recipe_desktop.services import conflicts, history, records, roadmap
from recipe_desktop.store.models.imports import ImportPlan
from recipe_desktop.sync import knowledge, receiving, roster, sending
from recipe_desktop.ui.cards.lines import DiscLine
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.sync.devices import AdmitSheet
from recipe_desktop.ui.sync.incoming_lines import ChangeLine
from recipe_desktop.ui.sync.page import CONFLICTS, DEVICES, OVERVIEW, RECEIVE
from recipe_desktop.ui.sync.sending import SendSheet
from tests.sync.offices import carry, keys, meet, organisation, value
from tests.ui.hands import (
    choose_in_dialog,
    drop,
    elided_labels,
    nameless,
    settle,
    type_text,
    words_on,
)
from tests.ui.sync.opening import sync

LEFT = Qt.MouseButton.LeftButton


def sheet_of(house, kind):
    [found] = [w for w in house.window.children() if isinstance(w, kind) and w.isVisible()]
    return found


def test_two_laptops_admit_each_other_by_one_code(a_house, a_laptop, qtbot, tmp_path):
    houses = [
        a_house(a_laptop("HU", "Kecskemét 1", "Zsófia Nagy")),
        a_house(a_laptop("FR", "Lyon 1", "Hélène Le Goff")),
    ]
    files = [tmp_path / "one.recipe-card", tmp_path / "two.recipe-card"]
    for house, file in zip(houses, files, strict=True):
        qtbot.mouseClick(sync(house, "devices").devices.save, LEFT)
        choose_in_dialog(qtbot, file)
    codes = []
    for house, file in zip(houses, reversed(files), strict=True):
        drop(house.window, file)
        sheet = sheet_of(house, AdmitSheet)
        codes.append(sheet.code.code)
        qtbot.mouseClick(sheet.admit, LEFT)
        settle(qtbot, house)

    assert codes[0] == codes[1]
    assert len(codes[0]) == 14
    assert "Lyon 1, not heard of yet" in words_on(sync(houses[0], "devices").devices.others)
    assert "Kecskemét 1, not heard of yet" in words_on(sync(houses[1], "devices").devices.others)


def test_a_card_is_not_admitted_by_enter_alone(a_house, a_laptop, qtbot, tmp_path):
    one, two = a_laptop(), a_laptop("FR")
    house, other = a_house(one), a_house(two)
    sync(other, "devices").devices.save_card(tmp_path / "two.recipe-card")
    sync(house, "devices").devices.show_card(tmp_path / "two.recipe-card")
    sheet = sheet_of(house, AdmitSheet)

    qtbot.keyClick(sheet.first_focus(), Qt.Key.Key_Return)
    settle(qtbot, house)

    assert one.ask(knowledge.status, keys(one)).peers == ()


def test_without_anybody_admitted_sending_leads_to_the_cards(house, qtbot):
    page = sync(house)

    qtbot.mouseClick(page.send_button, LEFT)
    [dialog] = [w for w in house.window.children() if hasattr(w, "buttons") and w.isVisible()]
    qtbot.keyClick(dialog.buttons[-1], Qt.Key.Key_Space)

    assert page.tabs.currentIndex() == DEVICES


def test_changes_go_into_a_folder_and_the_folder_is_proposed_again(a_house, pair, box, qtbot):
    one, two = pair
    organisation(one, "Győri Akku Kft.")
    house = a_house(one)
    page = sync(house)
    qtbot.mouseClick(page.send_button, LEFT)
    qtbot.mouseClick(sheet_of(house, SendSheet).folder, LEFT)
    choose_in_dialog(qtbot, box)
    settle(qtbot, house)

    [sent] = box.iterdir()
    assert receiving.receive(two, [box]).transactions > 0
    assert page.tabs.currentIndex() == OVERVIEW
    assert sent.name in words_on(page.overview)
    assert page.send().again.text() == "To box"


def test_a_folder_that_has_gone_gets_a_sentence_and_no_file_of_its_name(a_house, pair, box, qtbot):
    house = a_house(pair[0])
    house.preferences.exchange_folder = box
    sheet = sync(house).send()
    box.rmdir()

    with qtbot.captureExceptions() as risen:
        qtbot.mouseClick(sheet.again, LEFT)
    settle(qtbot, house)

    assert [error.code for _kind, error, _trace in risen] == ["folder.unreadable"]
    assert not box.exists()


def test_what_only_the_own_office_may_read_is_told_apart_from_what_can_be_sent(
    a_house, pair, box, qtbot
):
    one, two = pair
    uid = organisation(one, "Győri Akku Kft.")
    one.do(records.create, "people", {"given_name": "Anna", "organisation": uid})
    sending.send(one, box)
    receiving.receive(two, [box])
    sending.send(two, box)
    receiving.receive(one, [box])
    house = a_house(one)
    office = "1 change is for your office alone, which has no other laptop"
    page = sync(house)

    assert "Keep a second copy of what stays in your office" in words_on(house.window.go("home"))
    assert "Send your changes" not in words_on(house.window.go("home"))
    house.window.go("sync")
    assert office in words_on(page.overview)
    assert "0 changes exist only here." in words_on(sync(house).send())


def test_a_backup_is_the_second_copy_until_more_is_written(a_house, pair, qtbot, tmp_path):
    one, _ = pair
    one.do(records.create, "people", {"given_name": "Anna"})
    house = a_house(one)
    home = house.window.go("home")
    second = "Keep a second copy of what stays in your office"
    assert second in words_on(home)
    assert "No backup has been made yet" in words_on(home)

    house.back_up(tmp_path / "copy.recipe")
    settle(qtbot, house)

    assert second not in words_on(home)
    assert "Last backup: today" in words_on(home)

    one.do(records.create, "people", {"given_name": "Bea"})
    settle(qtbot, house)
    assert second in words_on(home)


def test_a_backup_shows_how_far_it_is_and_can_be_stopped(a_house, pair, qtbot, tmp_path):
    one, _ = pair
    one.do(_grow)
    house = a_house(one)
    house.back_up(tmp_path / "copy.recipe")
    place = house.window.progress
    [job] = house.jobs.running
    job.tell_if_slow()
    assert place.isVisible()

    qtbot.mouseClick(place.cancel, LEFT)

    qtbot.waitUntil(lambda: not house.jobs.running, timeout=30_000)
    assert not place.isVisible()
    assert not (tmp_path / "copy.recipe").exists()


def _grow(session):
    """Some megabytes, so that a copy takes a moment."""
    for _number in range(2000):
        plan = ImportPlan(
            uid=new_uid(), kind="people", file="x.csv", made_at=now(), plan="x" * 9000
        )
        session.add(plan)


def test_a_dropped_file_shows_what_it_will_do_before_anything_is_written(a_house, pair, box, qtbot):
    one, two = pair
    uid = organisation(one, "Győri Akku Kft.", city="Győr")
    sending.send(one, box)
    receiving.receive(two, [box])
    two.do(records.edit, "organisations", uid, {"city": "Győr-Likócs"})
    organisation(two, "Mobinov Testes Lda.")
    sent = sending.send(two, box)
    house = a_house(one)

    drop(house.window, sent.path)
    settle(qtbot, house)

    page = house.window.go("sync")
    assert page.tabs.currentIndex() == RECEIVE
    assert [(p.kind, p.new, p.changed) for p in page.receive.incoming.parts] == [
        ("organisations", 1, 1)
    ]
    said = words_on(page.receive)
    assert "from NextMove" in said
    assert "Changed, one by one" in said
    assert value(one, uid, "city") == "Győr"

    qtbot.mouseClick(page.receive.take, LEFT)
    settle(qtbot, house)

    assert value(one, uid, "city") == "Győr-Likócs"
    assert "Taken in" in words_on(page.receive)
    assert house.window.sidebar.entries["partners"].count == "2"


def test_not_now_leaves_the_file_as_it_is(a_house, pair, box, qtbot):
    one, two = pair
    organisation(two, "Mobinov Testes Lda.")
    sending.send(two, box)
    house = a_house(one)
    page = house.window.go("sync")
    page.show_files([box])
    settle(qtbot, house)
    house.overviews.refresh()
    settle(qtbot, house)
    assert page.tabs.tabData(RECEIVE) == "1 file"

    qtbot.mouseClick(page.receive.later, LEFT)

    assert page.receive.empty.isVisible()
    assert page.tabs.tabData(RECEIVE) == ""
    assert one.ask(records.listing, "organisations") == []


def test_a_refused_file_says_why_and_what_to_do(a_house, pair, box, qtbot):
    one, two = pair
    organisation(two, "Mobinov Testes Lda.")
    sent = sending.send(two, box)
    content = sent.path.read_bytes()
    sent.path.write_bytes(content[: len(content) // 2])
    house = a_house(one)
    page = house.window.go("sync")

    page.show_files([sent.path])
    settle(qtbot, house)

    said = words_on(page.receive)
    assert "ends too early: it was not copied or sent to the end" in said
    assert "1 file cannot be taken in" in said
    assert "Nothing has changed on this laptop." in said
    assert "Nothing to take in" in words_on(page.receive)


def test_a_file_of_another_kind_is_called_what_it_is_not(a_house, pair, qtbot, tmp_path):
    letter = tmp_path / "letter.recipe-changes"
    letter.write_bytes(b"%PDF-1.7 " * 500)
    page = a_house(pair[0]).window.go("sync")

    page.show_files([letter])
    qtbot.waitUntil(lambda: "holds no changes of RECiPE Desktop" in words_on(page.receive))


def test_a_conflict_shows_both_values_and_is_decided_by_a_key(a_house, apart, box, qtbot):
    one, _two, uid = apart
    house = a_house(one)
    page = house.window.go("sync")
    page.show_files([box])
    settle(qtbot, house)
    assert "1 conflict waits in the inbox" in page.receive.question.remark.words.words
    qtbot.mouseClick(page.receive.take, LEFT)
    settle(qtbot, house)
    assert house.window.sidebar.entries["sync"].alarm == 1

    page.show_tab("conflicts")
    detail = page.conflicts.detail
    said = words_on(detail)
    assert "Staff of Győri Akku Kft." in said
    assert {"38", "41", "Zsófia Nagy", "Hélène Le Goff"} <= set(said.split("\n"))
    shown = [rival.shown for rival in page.conflicts.item.rivals]
    assert [card.selected for card in detail.cards] == shown
    second = page.conflicts.item.rivals[1].value

    page.conflicts.list.setFocus()
    qtbot.keyClick(page.conflicts.list, Qt.Key.Key_2)
    settle(qtbot, house)

    assert value(one, uid, "staff") == second
    assert page.conflicts.empty.isVisible()
    assert house.window.sidebar.entries["sync"].alarm == 0


def test_before_a_conflict_comes_in_its_two_values_are_seen(a_house, apart, box, qtbot):
    one, _two, uid = apart
    one.do(records.edit, "organisations", uid, {"staff": "39"})
    house = a_house(one)
    page = house.window.go("sync")

    page.show_files([box])
    settle(qtbot, house)

    line = page.receive.findChildren(ChangeLine)[-1]
    assert line.accessibleName().endswith(": 39 and 41 in conflict; 39 is shown")
    assert value(one, uid, "staff") == 39


def test_another_value_can_be_written_and_digits_in_it_decide_nothing(a_house, apart, box, qtbot):
    one, _two, uid = apart
    receiving.receive(one, [box])
    house = a_house(one)
    page = sync(house, "conflicts")
    detail = page.conflicts.detail

    qtbot.mouseClick(detail.another, LEFT)
    type_text(detail.field, "many")
    qtbot.keyClick(detail.field, Qt.Key.Key_Return)
    assert "is not a whole number" in detail.trouble.words

    detail.field.clear()
    qtbot.keyClicks(detail.field, "12")
    assert one.ask(conflicts.count) == 1
    qtbot.keyClick(detail.field, Qt.Key.Key_Return)

    assert value(one, uid, "staff") == 12


@pytest.fixture
def suggested(apart, box, tmp_path):
    """Both values are known to both, and the second laptop's file suggests its own."""
    one, two, _uid = apart
    receiving.receive(one, [box])
    sending.send(one, box)
    receiving.receive(two, [box])
    [open_] = two.ask(conflicts.inbox)
    number = [rival.value for rival in open_.rivals].index(41) + 1
    two.do(conflicts.take, open_.id, number)
    return one, sending.send(two, tmp_path / "suggested.recipe-changes").path


def test_a_suggestion_is_shown_before_it_is_taken_in(a_house, suggested, qtbot):
    one, file = suggested
    house = a_house(one)
    page = sync(house).receive

    drop(house.window, file)
    settle(qtbot, house)

    said = words_on(page)
    assert "NextMove suggests for Győri Akku Kft., Staff: 41" in said
    assert "here already" not in said
    assert page.take.text() == "Take in 1 change"


def test_a_suggestion_for_what_is_decided_is_not_said_to_be_here(a_house, suggested, qtbot):
    one, file = suggested
    [open_] = one.ask(conflicts.inbox)
    one.do(conflicts.take, open_.id, 1)
    house = a_house(one)
    page = sync(house).receive

    drop(house.window, file)
    settle(qtbot, house)

    assert "What comes stands behind the records" in words_on(page)


def test_whose_record_it_is_not_suggests_and_the_owner_takes_it(a_house, apart, box, qtbot):
    one, two, uid = apart
    receiving.receive(one, [box])
    sending.send(one, box)
    receiving.receive(two, [box])
    guest = a_house(two)
    page = sync(guest, "conflicts")
    assert "The record belongs to another office, which decides." in words_on(page)
    wanted = next(r for r in page.conflicts.item.rivals if r.value == 41)
    number = page.conflicts.item.rivals.index(wanted)
    qtbot.mouseClick(page.conflicts.detail.cards[number].take, LEFT)
    assert two.ask(conflicts.count) == 1
    sending.send(two, box)
    receiving.receive(one, [box])

    owner = a_house(one)
    page = sync(owner, "conflicts")
    said = words_on(page)
    assert "NextMove suggests: 41" in said
    [take] = [b for b in page.findChildren(type(page.send_button)) if b.text() == "Take it"]
    qtbot.mouseClick(take, LEFT)

    assert value(one, uid, "staff") == 41
    assert one.ask(conflicts.count) == 0


def test_the_record_of_a_conflict_is_one_click_away(a_house, apart, box, qtbot):
    one, _two, uid = apart
    receiving.receive(one, [box])
    house = a_house(one)
    page = sync(house, "conflicts")

    qtbot.mouseClick(page.conflicts.detail._open, LEFT)

    assert house.window.section == "partners"
    assert house.window.go("partners").chosen == uid


def test_tabs_are_walked_by_the_arrow_keys(house, qtbot):
    page = sync(house)
    page.tabs.setFocus()

    qtbot.keyClick(page.tabs, Qt.Key.Key_Right)
    qtbot.keyClick(page.tabs, Qt.Key.Key_Right)

    assert page.tabs.currentIndex() == CONFLICTS
    assert page.conflicts.isVisible()


@pytest.mark.parametrize("tab", ["overview", "receive", "conflicts", "devices"])
def test_every_tab_has_names_and_is_not_cut_off(a_house, apart, box, tab):
    one, _two, _uid = apart
    receiving.receive(one, [box])
    house = a_house(one)
    page = sync(house, tab)

    assert [type(w) for w in nameless(page) if w.isVisibleTo(page)] == []
    assert elided_labels(page) == []


def test_undo_says_what_stays_since_another_office_built_on_it(a_house, pair, box, qtbot):
    one, two = pair
    uid = organisation(one, "Győri Akku Kft.", staff="36")
    house = a_house(one)
    sending.send(one, box)
    receiving.receive(two, [box])
    two.do(records.edit, "organisations", uid, {"staff": "41"})
    sending.send(two, box)
    receiving.receive(one, [box])
    settle(qtbot, house)

    qtbot.keyClick(house.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, house)

    [dialog] = [w for w in house.window.children() if hasattr(w, "buttons") and w.isVisible()]
    said = words_on(dialog)
    assert "Nothing could be taken back" in said
    assert "left as it is: Győri Akku Kft." in said
    assert value(one, uid, "staff") == 41
    assert not house.window.actions_.qaction("edit.undo").isEnabled()


def test_redo_says_that_it_could_not_be_done_again_over_the_value_of_another_office(
    a_house, apart, box, qtbot
):
    one, _two, _uid = apart
    house = a_house(one)
    qtbot.keyClick(house.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, house)
    receiving.receive(one, [box])
    settle(qtbot, house)

    house.window.actions_.run("edit.redo")
    settle(qtbot, house)

    [dialog] = [w for w in house.window.children() if hasattr(w, "buttons") and w.isVisible()]
    said = words_on(dialog)
    assert "It could not be done again" in said
    assert "taken back" not in said
    assert "can be undone now" not in said
    assert one.ask(conflicts.count) == 1
    assert not house.window.actions_.qaction("edit.redo").isEnabled()


def test_the_next_step_is_done_again_after_one_that_stayed(a_house, pair, box, qtbot):
    one, two = pair
    uid = organisation(one, "Alfa Kft.", city="Győr")
    sending.send(one, box)
    receiving.receive(two, [box])
    two.do(records.edit, "organisations", uid, {"name": "Béta Kft."})
    sending.send(two, box)
    receiving.receive(one, [box])
    one.do(records.edit, "organisations", uid, {"city": "Pécs"})
    one.do(history.undo)
    assert not one.do(history.undo).is_whole
    house = a_house(one)

    for _ in range(2):
        house.window.actions_.run("edit.redo")
        settle(qtbot, house)

    assert value(one, uid, "city") == "Pécs"


def test_a_decision_stays_and_undo_does_not_say_that_it_was_undone(a_house, apart, box, qtbot):
    one, _two, uid = apart
    receiving.receive(one, [box])
    house = a_house(one)
    page = sync(house, "conflicts")
    decided = page.conflicts.item.rivals[1].value
    page.conflicts.list.setFocus()
    qtbot.keyClick(page.conflicts.list, Qt.Key.Key_2)
    settle(qtbot, house)

    qtbot.keyClick(house.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, house)

    [dialog] = [w for w in house.window.children() if hasattr(w, "buttons") and w.isVisible()]
    said = words_on(dialog)
    assert (
        "What was decided between different values stays decided: Győri Akku Kft. (Staff)" in said
    )
    assert "Undone" not in house.window.sidebar.foot.saved
    assert value(one, uid, "staff") == decided


def test_changes_of_a_laptop_that_is_not_admitted_are_said_to_wait_for_its_card(
    a_house, a_laptop, box, qtbot
):
    first, second = a_laptop("HU", "Kecskemét 1"), a_laptop("HU", "Szeged 1")
    lyon = a_laptop("FR", "Lyon 1", "Hélène Le Goff")
    meet(first, second)
    meet(first, lyon)
    organisation(second, "Rába Kft.")
    organisation(second, "Tisza Kft.")
    sending.send(second, box)
    receiving.receive(first, [box])
    file = box / "on.recipe-changes"
    sending.send(first, file)
    said = "2 changes wait for the card of a laptop that is not admitted here"
    house = a_house(lyon)
    page = house.window.go("sync")

    page.show_files([file])
    settle(qtbot, house)
    assert said in words_on(page.receive)
    assert "Ask for it; once it is admitted" in words_on(page.receive)
    assert "2 changes from" in words_on(page.receive)
    assert "which wait" in words_on(page.receive)
    assert page.receive.take.text() == "Keep it"
    qtbot.mouseClick(page.receive.take, LEFT)
    settle(qtbot, house)

    assert said in words_on(page.receive)
    assert "Kept here" in words_on(page.receive)
    page.show_files([file])
    settle(qtbot, house)
    assert "Everything in these files is here already." in words_on(page.receive)
    assert page.receive.take.text() == "Close"
    page.show_tab("overview")
    assert said in words_on(page.overview)
    assert "The next file" not in words_on(page.receive) + words_on(page.overview)
    [row] = [r for r in house.window.go("home").rows() if said in r.text()]
    qtbot.mouseClick(row, LEFT)
    assert page.tabs.currentIndex() == DEVICES

    lyon.do(roster.admit, keys(lyon), second.ask(roster.identity, keys(second)))
    settle(qtbot, house)
    page.show_tab("overview")
    assert "not admitted" not in words_on(page.overview)
    assert said not in words_on(house.window.go("home"))


def test_texts_written_apart_stand_under_what_they_translate(a_house, pair, box, qtbot):
    one, two = pair
    task = one.do(records.create, "tasks", {"name": "Drive"}).uid
    carry(box, one, two)
    for laptop, text in ((one, "Vezetés"), (two, "Autózás")):
        said = roadmap.TranslatedText("name", "hu", text)
        laptop.do(roadmap.translate, "tasks", task, said)
    carry(box, one, two)
    house = a_house(two)
    page = sync(house, "conflicts")
    detail = page.conflicts.detail

    said = words_on(detail).split("\n")
    assert "Drive: Name in Hungarian" in said
    assert {"Vezetés", "Autózás"} <= set(said)
    assert page.conflicts.counted.words == "1 to decide, oldest first"

    qtbot.mouseClick(detail._open, LEFT)
    settle(qtbot, house)
    assert house.window.section == "roadmap"


def test_a_value_that_points_to_a_record_stands_by_its_name(a_house, pair, box):
    one, two = pair
    uid = organisation(one, "Győri Akku Kft.")
    known = {m.fields["code"]: m for m in one.ask(records.listing, "members")}
    of = {"organisation": uid, "member": known["HU"].uid}
    made = one.do(records.create, "memberships", of).uid
    carry(box, one, two)
    one.do(records.edit, "memberships", made, {"member": known["FR"].uid})
    two.do(records.edit, "memberships", made, {"member": known["DE"].uid})
    carry(box, one, two)

    page = sync(a_house(one), "conflicts")

    said = words_on(page.conflicts.detail)
    assert "Membership of Győri Akku Kft. in " in said
    assert all(str(known[code].fields["name"]) in said for code in ("FR", "DE"))
    assert known["FR"].uid not in said


def test_a_third_laptop_that_vouches_for_others_is_told_beside_them(a_house, a_laptop):
    made = [a_laptop("HU", f"Kecskemét {number}") for number in range(3)]
    meet(*made)

    page = sync(a_house(made[0]), "devices")

    said = words_on(page)
    assert "has 3 laptops that vouch for others: Kecskemét 0, Kecskemét 1" in said


def test_a_key_decides_wherever_the_keyboard_is_beside_the_conflicts(a_house, apart, box, qtbot):
    one, _two, uid = apart
    receiving.receive(one, [box])
    house = a_house(one)
    window = house.window
    window.sidebar.entries["home"].setFocus()
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    page = window.go("sync")
    qtbot.mouseClick(page.tabs, LEFT, pos=page.tabs.tabRect(CONFLICTS).center())
    assert not page.conflicts.isAncestorOf(window.focusWidget())
    second = page.conflicts.item.rivals[1].value

    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_2)
    settle(qtbot, house)

    assert value(one, uid, "staff") == second
    assert one.ask(conflicts.count) == 0


def test_a_key_that_is_meant_for_a_sheet_decides_nothing_below_it(a_house, apart, box, qtbot):
    one, _two, _uid = apart
    receiving.receive(one, [box])
    house = a_house(one)
    page = sync(house, "conflicts")
    page.send()
    sheet = sheet_of(house, SendSheet)

    qtbot.keyClick(house.window.focusWidget(), Qt.Key.Key_2)
    qtbot.keyClick(sheet, Qt.Key.Key_1)
    settle(qtbot, house)

    assert one.ask(conflicts.count) == 1


def test_lists_written_apart_are_taken_together_by_one_button(a_house, pair, box, qtbot):
    one, two = pair
    uid = organisation(one, "Győri Akku Kft.", registered_in="HU")
    carry(box, one, two)
    one.do(records.edit, "organisations", uid, {"registered_in": "HU;DE"})
    two.do(records.edit, "organisations", uid, {"registered_in": "HU;FR"})
    carry(box, one, two)
    house = a_house(one)
    page = sync(house, "conflicts")

    [together] = [b for b in page.findChildren(Button) if b.text() == "Take all together"]
    assert "Together: Hungary, " in words_on(page.conflicts.detail)
    qtbot.mouseClick(together, LEFT)
    settle(qtbot, house)

    assert set(value(one, uid, "registered_in").split(";")) == {"HU", "DE", "FR"}
    assert page.conflicts.empty.isVisible()


def test_what_names_a_deleted_record_stands_above_the_choice(a_house, pair, box):
    one, two = pair
    host, guest = (organisation(one, name) for name in ("Győri Akku Kft.", "Zala Gumi Kft."))
    carry(box, one, two)
    one.do(records.remove, "organisations", host)
    made = two.do(records.create, "exchanges", {"visitor": guest, "host": host})
    carry(box, one, two)

    page = sync(a_house(one), "conflicts")

    said = words_on(page.conflicts.detail)
    assert "Győri Akku Kft.: changed and deleted" in said
    assert f"It is named by {made.number}." in said


@pytest.mark.parametrize("tab", ["overview", "devices"])
def test_lines_of_laptops_are_scrolled_and_not_squeezed(tab, a_house, pair, qtbot):
    house = a_house(pair[0])
    page = sync(house, tab)
    settle(qtbot, house)
    house.window.setMinimumHeight(0)
    house.window.resize(house.window.width(), 240)
    settle(qtbot, house)

    lines = [line for line in page.findChildren(DiscLine) if line.isVisible()]
    assert lines
    assert all(line.height() >= line.sizeHint().height() for line in lines)
