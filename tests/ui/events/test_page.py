"""The Events page: planned, people registered and taken in, printed, the desk opened, undone."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from recipe_desktop.domain.clock import now
from recipe_desktop.services import (
    desk,
    events,
    history,
    records,
    rosters,
    signed_lists,
)
from recipe_desktop.store.models.event import DeskOpening
from recipe_desktop.ui.cards import FindingLine
from recipe_desktop.ui.desk.files import DeskFiles
from recipe_desktop.ui.desk.opening import EventDesk
from recipe_desktop.ui.events import wording
from recipe_desktop.ui.events.detail import AGENDA, FACTS, HISTORY, OVERVIEW, PEOPLE
from recipe_desktop.ui.home.page import HomePage
from tests.ui.events.conftest import press, write
from tests.ui.hands import nameless, settle, type_text, words_on

TICKETS = """Order ID,First name,Last name,Email,Event name,Event start date,Barcode number,Company
1,Elemér,Tóth,elemer@example.org,Suppliers' networking day,2026-11-23,9100000001,Budai Kkt.
2,Stéphanie,Rey,rey@example.org,Suppliers' networking day,2026-11-23,9100000002,Fontaine SA
"""


def test_an_event_is_begun_from_the_empty_page_and_named(qtbot, a_house, workspace):
    house = a_house(workspace)
    page = house.window.go("events")
    assert page.empty.isVisible()

    press(qtbot, page.empty.primary)
    name = page.detail.facts.forms[0].rows["name"].editor
    assert name.hasFocus()
    name.selectAll()
    type_text(name, "Őszi találkozó")
    qtbot.keyClick(name, Qt.Key.Key_Return)

    [made] = workspace.ask(events.order)
    assert wording.second(page.listing.table.line(0)) == "No day yet"
    page.detail.tabs.setCurrentIndex(AGENDA)
    agenda = page.detail.agenda
    assert "Nothing is planned yet" in words_on(agenda)
    press(qtbot, agenda.add_item)
    assert "Nothing is planned yet" not in words_on(agenda)
    assert workspace.ask(records.show, "events", made).fields["name"] == "Őszi találkozó"
    assert "Őszi találkozó" in words_on(page.detail.head)


def test_the_list_says_what_is_today_and_a_filter_finds_without_accents(page, qtbot, workspace):
    other = {"name": "Győri nap", "starts_on": "2027-01-10"}
    workspace.do(records.create, "events", other)

    page.listing.column.filter.field.setText("gyor")
    qtbot.waitUntil(lambda: page.listing.table.rowCount() == 1)
    assert page.listing.table.line(0).name == "Győri nap"
    page.listing.narrow("")

    said = [page.listing.table.data(page.listing.table.index(row, 2)) for row in range(2)]
    assert "Today" in said


def test_the_overview_counts_and_names_what_somebody_must_look_at(
    page, qtbot, workspace, event, people
):
    one, two = (
        workspace.do(records.create, "desks", {"event": event, "letter": x, "name": x}).uid
        for x in "AB"
    )
    moment = now()
    workspace.do(desk.arrive, people["Kovács"], one, at=moment)
    workspace.do(
        desk.walk_in, event, two, {"given_name": "Anna", "family_name": "Kovács"}, at=moment
    )

    said = words_on(page.detail.overview)
    assert "2\narrived" in said
    assert "at least 1" in said
    assert "may be one person" in said
    assert "Desk A" in said
    assert "Desk B" in said
    for line in page.detail.overview.findChildren(FindingLine):
        assert line.height() <= max(line.minimumHeight(), line.sizeHint().height())


def test_the_overview_tells_of_two_papers_of_one_list(page, workspace, event, people, monkeypatch):
    day = date(2026, 11, 23)
    pages = workspace.ask(signed_lists.signed_list, event, day)
    workspace.do(signed_lists.list_printed, event, day, pages)
    assert "printed on two laptops" not in words_on(page.detail.overview)
    monkeypatch.setenv("RECIPE_NOW", "2026-11-23T08:05:00+00:00")

    others = [replace(one, rows=one.rows[::-1]) for one in pages]  # as another laptop printed it
    workspace.do(signed_lists.list_printed, event, day, others)

    assert "printed on two laptops" in words_on(page.detail.overview)


def test_a_pair_that_is_one_person_is_joined_with_one_press_and_parted_by_undo(
    page, qtbot, workspace, event, people
):
    twin = {"event": event, "given_name": "Anna", "family_name": "Kovács"}
    made = workspace.do(records.create, "registrations", twin).uid
    first = workspace.do(rosters.first_desk, event)
    for uid in (people["Kovács"], made):
        workspace.do(desk.arrive, uid, first, at=now())
    buttons = page.detail.overview.findChildren(type(page.listing.new))
    same = next(button for button in buttons if button.text() == "The same")

    press(qtbot, same)

    assert workspace.ask(events.counts, event).came == 1
    assert len(workspace.ask(events.people_order, event)) == 3
    workspace.do(history.undo)
    assert workspace.ask(events.counts, event).came == 2


def test_somebody_who_calls_is_written_down_and_found(page, qtbot, workspace, event):
    page.detail.tabs.setCurrentIndex(PEOPLE)
    people = page.detail.people

    press(qtbot, people.new)
    said = {"given_name": "Éva", "family_name": "Kis", "email": "eva@kis.example"}
    write(qtbot, people.panel.form, said)
    people.column.filter.field.setText("kis ev")
    qtbot.waitUntil(lambda: people.table.rowCount() == 1)

    [found] = workspace.ask(events.people_order, event, "kis")
    fields = workspace.ask(records.show, "registrations", found).fields
    assert (fields["given_name"], fields["email"]) == ("Éva", "eva@kis.example")
    assert fields["code"]
    assert people.table.line(0).family_name == "Kis"


def test_an_event_that_is_deleted_and_comes_back_is_chosen_again(page, qtbot, workspace, event):
    made = workspace.do(records.create, "events", {"name": "Another", "starts_on": "2027-01-01"})
    page.open(made.uid)
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert page.chosen == event
    press(qtbot, page.listing.told.undo)

    assert page.chosen == made.uid
    assert page.detail.line.name == "Another"


def test_a_registration_that_comes_back_by_undo_is_chosen_again(
    page, qtbot, workspace, event, people
):
    page.detail.tabs.setCurrentIndex(PEOPLE)
    listed = page.detail.people
    listed.reveal(people["Nagy"])

    press(qtbot, listed.panel.delete)

    assert len(workspace.ask(events.people_order, event)) == 2
    assert listed.list.uid != people["Nagy"]
    press(qtbot, page.listing.told.undo)
    assert len(workspace.ask(events.people_order, event)) == 3
    assert listed.list.uid == people["Nagy"]
    assert listed.panel.form.rows["family_name"].editor.text() == "Nagy"


def test_an_event_that_would_end_before_it_begins_is_refused_where_it_is_typed(
    page, qtbot, workspace, event
):
    workspace.do(records.edit, "events", event, {"ends_on": "2026-11-24"})
    page.detail.tabs.setCurrentIndex(FACTS)
    form = page.detail.facts.forms[0]

    write(qtbot, form, {"ends_on": "2026-11-22"})
    assert form.rows["ends_on"].error.text() == (
        "It would end before it begins. Nothing was changed."
    )
    write(qtbot, form, {"ends_on": "2026-11-25"})
    assert form.rows["ends_on"].error.isHidden()
    write(qtbot, form, {"starts_on": "2026-12-01"})
    assert (
        form.rows["starts_on"].error.text() == "It would begin after its end. Move the end first."
    )
    write(qtbot, form, {"ends_on": "2026-12-02", "starts_on": "2026-12-01"})

    assert form.rows["starts_on"].error.isHidden()
    kept = workspace.ask(records.show, "events", event).fields
    assert (kept["starts_on"], kept["ends_on"]) == ("2026-12-01", "2026-12-02")


def test_a_list_of_a_ticket_shop_comes_in_through_the_preview(
    page, qtbot, workspace, event, tmp_path
):
    file = tmp_path / "tickets.csv"
    file.write_text(TICKETS, "utf-8")
    page.detail.tabs.setCurrentIndex(PEOPLE)
    press(qtbot, page.detail.people.take_in)
    house = page._given
    shown = page.window().pages.currentWidget()

    shown.read(file)
    qtbot.waitUntil(lambda: shown.planned is not None and shown.run.isEnabled())
    assert shown.run.text() == "Import 2 rows"
    press(qtbot, shown.run)
    qtbot.waitUntil(lambda: shown.course.account is not None and not house.jobs.running)

    assert len(workspace.ask(events.people_order, event)) == 5
    press(qtbot, shown.run)
    assert page.isVisible()


def test_a_line_that_repeats_another_otherwise_is_not_among_those_that_came_in(
    page, qtbot, workspace, event, tmp_path
):
    file = tmp_path / "tickets.csv"
    file.write_text(TICKETS + TICKETS.splitlines()[1].replace("Budai Kkt.", "Pesti Kkt."), "utf-8")
    page.detail.tabs.setCurrentIndex(PEOPLE)
    press(qtbot, page.detail.people.take_in)
    shown = page.window().pages.currentWidget()
    shown.read(file)
    qtbot.waitUntil(lambda: shown.planned is not None and shown.run.isEnabled())

    press(qtbot, shown.run)
    qtbot.waitUntil(lambda: shown.course.account is not None and not page._given.jobs.running)

    assert len(workspace.ask(events.people_order, event)) == 5
    said = "2 rows came in. 1 is suspicious and wrote nothing."
    assert said in words_on(shown)


def test_a_list_of_another_event_waits_until_somebody_says_that_it_is_right(
    page, qtbot, workspace, event, tmp_path
):
    file = tmp_path / "tickets.csv"
    file.write_text(TICKETS.replace("2026-11-23", "2024-03-01").replace("Suppliers", "Buyers"))
    page.detail.tabs.setCurrentIndex(PEOPLE)
    press(qtbot, page.detail.people.take_in)
    shown = page.window().pages.currentWidget()

    shown.read(file)
    qtbot.waitUntil(lambda: shown.planned is not None and not page._given.jobs.running)
    assert not shown.run.isEnabled()
    assert "names another event" in words_on(shown)
    buttons = shown.findChildren(type(page.listing.new))
    press(qtbot, next(b for b in buttons if b.text() == "It is the right file"))

    assert shown.run.isEnabled()
    shown.leave()
    qtbot.waitUntil(lambda: not page._given.jobs.running)


def test_a_list_that_names_no_event_is_asked_about_once_where_it_may_be_of_several(
    page, qtbot, workspace, event, tmp_path
):
    workspace.do(records.create, "events", {"name": "Twinning in Rouen"})
    file = tmp_path / "form.csv"
    file.write_text("Full name;E-mail\nAna Costa;ana@costa.example\n")
    page.detail.tabs.setCurrentIndex(PEOPLE)
    press(qtbot, page.detail.people.take_in)
    shown = page.window().pages.currentWidget()

    shown.read(file)
    qtbot.waitUntil(lambda: shown.planned is not None and not page._given.jobs.running)
    assert shown.head.title.text() == "form.csv for Suppliers' networking day"
    assert "does not say for which event" in words_on(shown)
    assert "It is read for Suppliers' networking day" in words_on(shown)
    assert not shown.run.isEnabled()
    buttons = shown.findChildren(type(page.listing.new))
    press(qtbot, next(b for b in buttons if b.text() == "It is the right file"))
    press(qtbot, shown.run)
    qtbot.waitUntil(lambda: shown.course.account is not None and not page._given.jobs.running)
    assert len(workspace.ask(events.people_order, event)) == 4

    shown.course.forget()
    shown.read(file)
    qtbot.waitUntil(lambda: shown.planned is not None and not page._given.jobs.running)
    assert "does not say for which event" not in words_on(shown)
    shown.leave()
    qtbot.waitUntil(lambda: not page._given.jobs.running)


def test_the_rows_of_another_event_are_left_out_until_somebody_takes_them_in(page, qtbot, tmp_path):
    first, *others = TICKETS.splitlines()
    file = tmp_path / "tickets.csv"
    foreign = others[-1].replace("2026-11-23", "2026-12-01").replace("9100000002", "9100000009")
    file.write_text("\n".join((first, *others, foreign)))
    page.detail.tabs.setCurrentIndex(PEOPLE)
    press(qtbot, page.detail.people.take_in)
    shown = page.window().pages.currentWidget()

    shown.read(file)
    qtbot.waitUntil(lambda: shown.planned is not None and not page._given.jobs.running)
    assert "1 row names another event and is left out" in words_on(shown)
    assert shown.course.rejected == 1
    buttons = shown.findChildren(type(page.listing.new))
    press(qtbot, next(b for b in buttons if b.text() == "Take them in here"))
    qtbot.waitUntil(lambda: not page._given.jobs.running)

    assert shown.course.rejected == 0
    assert "names another event" not in words_on(shown)
    shown.leave()
    qtbot.waitUntil(lambda: not page._given.jobs.running)


def test_the_desk_opens_over_the_screen_checks_in_and_leads_back(
    page, qtbot, workspace, event, people
):
    press(qtbot, page.detail.desk)
    shown = page.desk
    assert isinstance(shown, EventDesk)
    with qtbot.waitActive(shown):
        shown.activateWindow()

    before = page._given.overviews.now
    shown.check_in(people["Kovács"])
    assert workspace.ask(events.counts, event).came == 1
    assert page._given.overviews.now is before  # nothing is looked at behind the desk
    with qtbot.waitSignal(shown.left):
        shown.close()

    assert page.desk is None
    qtbot.waitUntil(lambda: page._given.overviews.now is not before)
    assert "1\narrived" in words_on(page.detail.overview)


def test_the_main_window_follows_the_desk_as_far_as_it_can_be_seen(page, qtbot, people):
    press(qtbot, page.detail.desk)
    shown = page.desk
    with qtbot.waitActive(shown):
        shown.activateWindow()
    shown.check_in(people["Kovács"])
    assert "1\narrived" not in words_on(page.detail.overview), "the desk covers it"

    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    qtbot.waitUntil(lambda: "1\narrived" in words_on(page.detail.overview))
    shown.check_in(people["Nagy"])
    qtbot.waitUntil(lambda: "2\narrived" in words_on(page.detail.overview))

    shown.close()


def test_files_are_chosen_over_a_desk_in_dialogs_whose_keys_can_be_read(page, qtbot, people):
    press(qtbot, page.detail.desk)
    page.hand_over()
    files = page.window().findChild(DeskFiles) or page.desk.findChild(DeskFiles)
    with qtbot.waitActive(files):
        files.activateWindow()

    press(qtbot, files.take)
    [dialog] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)

    dialog.close()
    files.close()
    page.desk.close()


def test_home_leads_to_the_event_of_today(qtbot, a_house, workspace, event, people):
    house = a_house(workspace)
    home = house.window.go("home")
    settle(qtbot, house)
    assert isinstance(home, HomePage)
    row = next(row for row in home._rows if row.text() == "Suppliers' networking day")
    assert "3 registered" in row.accessibleName()

    press(qtbot, row)

    assert house.window.section == "events"


def test_everything_that_takes_the_focus_has_a_name(page, qtbot):
    for tab in (OVERVIEW, PEOPLE, AGENDA, FACTS):
        page.detail.tabs.setCurrentIndex(tab)
        assert [w.objectName() or w.parent() for w in nameless(page)] == []


def test_a_clock_that_is_off_is_asked_about_and_corrected_with_one_press(
    page, qtbot, workspace, event, people
):
    made = workspace.do(records.create, "desks", {"event": event, "letter": "B", "name": "B"}).uid
    workspace.do(_opened_an_hour_early, event, made)
    workspace.do(desk.arrive, people["Kovács"], made, at=now() - timedelta(hours=1))
    overview = page.detail.overview
    assert "The clock of Desk B, Laptop 2 is 60 minutes slow or more" in words_on(overview)
    buttons = overview.findChildren(type(page.listing.new))

    press(qtbot, next(b for b in buttons if b.text() == "Correct the times"))

    assert "slow" not in words_on(overview)
    [presence] = workspace.ask(events.presences, event).values()
    assert presence.since == now()


def _opened_an_hour_early(session, event, desk_uid):
    session.add(
        DeskOpening(
            scope=f"event:{event}",
            event_uid=event,
            desk_uid=desk_uid,
            device="Laptop 2",
            opened_at=now() - timedelta(hours=1),
            pack_made_at=now(),
        )
    )


def test_the_tab_counts_everybody_who_stands_in_its_list(page, workspace, people):
    workspace.do(records.edit, "registrations", people["Nagy"], {"answer": "no"})

    assert page.detail.people.table.rowCount() == 3
    assert page.detail.tabs.tabData(PEOPLE) == "3"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one time zone a session")
def test_history_says_times_of_the_place_and_of_the_laptop_apart(
    qtbot, page, workspace, event, monkeypatch
):
    values = {"event": event, "name": "Opening", "starts_at": "2026-11-23T08:00:00+00:00"}
    workspace.do(records.create, "agenda-items", values)
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    time.tzset()
    try:
        page.detail.show_record(event)
        page.detail.tabs.setCurrentIndex(HISTORY)
        model = page.detail.history.deeds

        def said():
            return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]

        qtbot.waitUntil(lambda: "Agenda item: From: 23 Nov 2026 09:00" in said())
        assert "08:00 here (GMT+00:00)" in said()[0]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_in_a_small_window_an_event_takes_the_place_of_the_list_and_leads_back(page, qtbot):
    window = page.window()
    window.resize(800, 700)
    qtbot.waitUntil(lambda: not page.detail.isVisible())

    qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert (page.listing.isVisible(), page.detail.isVisible()) == (False, True)
    qtbot.waitUntil(lambda: page.detail.back.width() > 0)
    press(qtbot, page.detail.back)

    assert (page.listing.isVisible(), page.detail.isVisible()) == (True, False)
    assert page.list.hasFocus()
