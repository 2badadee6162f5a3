"""A list comes in through the window: read, asked about, looked at, imported, taken back."""

import csv
import threading
from functools import partial

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from sqlalchemy import select

from recipe_desktop.domain.import_plans import Outcome
from recipe_desktop.formats import sheets
from recipe_desktop.services import history, organisations, records, stores
from recipe_desktop.store.models.imports import ImportPlan
from recipe_desktop.ui.imports import rows
from recipe_desktop.ui.imports.page import FILE, PREVIEW, RESULT
from recipe_desktop.ui.imports.preview import COLUMNS, QUESTIONS, READING
from tests.another_program import holding_the_lock
from tests.conftest import DRIVERS
from tests.events import an_event
from tests.ui.hands import choose_in_dialog, drop, elided_labels, nameless, settle, words_on

LEFT = Qt.MouseButton.LeftButton
TWINS = ("E-mail (column 3)", "E-mail (column 4)")
HEADERS = ("Organisation", "Country", "City", "VAT no.", "Employees", "Founded", "Remarks")
LINES = (
    ("Győri Akku Kft.", "HU", "Győr", "HU11111111", "38", "03/04/2001", "good"),
    ("Ελληνική Μπαταρία", "EL", "Athens", "", "12", "05/06/2002", ""),
    ("", "DE", "Regensburg", "", "5", "", ""),
    ("Mobinov Testes Lda.", "PT", "Porto", "PT333333333", "about 30", "", ""),
)


@pytest.fixture
def a_list(tmp_path):
    def make(*lines, headers=HEADERS, name="members.csv", encoding="utf-8"):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(headers)
            writer.writerows(lines)
        return path

    return make


@pytest.fixture
def page(house):
    house.ways.list_import.emit("")
    return house.window.pages.currentWidget()


def looked_at(qtbot, house, page, path):
    page.read(path)
    qtbot.waitUntil(lambda: page.planned is not None and not house.jobs.running, timeout=20_000)


def planned_anew(qtbot, house, page, deed):
    before = page.planned
    deed()
    qtbot.waitUntil(lambda: page.planned is not before and not house.jobs.running, timeout=20_000)


def carried_out(qtbot, house, page):
    qtbot.mouseClick(page.run, LEFT)
    qtbot.waitUntil(lambda: page.step == RESULT and not house.jobs.running, timeout=20_000)


def counts(page):
    return [page.pane.counts[outcome].number for outcome in Outcome]


def names(house):
    return [
        line.name
        for line in house.workspace.ask(
            organisations.lines, house.workspace.ask(organisations.order)
        )
    ]


def registered(house):
    found = house.workspace.ask(records.listing, "registrations")
    return [one.fields["family_name"] for one in found]


def choose(qtbot, field, value):
    """Choose in a list of choices by the keyboard."""
    field.setFocus()
    place = field.findData(value)
    assert place >= 0
    qtbot.keyClick(field, Qt.Key.Key_Down)
    for _step in range(abs(place - field.currentIndex())):
        down = place > field.view().currentIndex().row()
        qtbot.keyClick(field.view(), Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    qtbot.keyClick(field.view(), Qt.Key.Key_Return)
    assert field.currentData() == value


def test_a_dropped_list_is_shown_and_nothing_is_written(house, qtbot, a_list):
    drop(house.window, a_list(*LINES))
    page = house.window.pages.currentWidget()
    qtbot.waitUntil(lambda: page.planned is not None and not house.jobs.running)

    assert page.step == PREVIEW
    assert counts(page) == ["2", "0", "0", "0", "2"]
    assert page.run.text() == "Import 2 rows"
    assert names(house) == []


def test_a_list_is_chosen_imported_and_taken_back(house, page, qtbot, a_list):
    qtbot.mouseClick(page.begin.primary, LEFT)
    choose_in_dialog(qtbot, a_list(*LINES))
    qtbot.waitUntil(lambda: page.planned is not None and not house.jobs.running)

    carried_out(qtbot, house, page)

    assert names(house) == ["Győri Akku Kft.", "Ελληνική Μπαταρία"]
    assert "2 rows came in." in page.foot.words.words
    assert "2 were rejected" in page.foot.words.words

    qtbot.mouseClick(page.undo, LEFT)
    qtbot.waitUntil(lambda: not page.undo.isVisible() and not house.jobs.running)

    assert names(house) == []
    assert "taken back" in page.foot.words.words


def test_after_a_list_has_come_in_another_one_is_chosen(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    carried_out(qtbot, house, page)

    qtbot.mouseClick(page.another, LEFT)
    choose_in_dialog(qtbot, a_list(("Új Kft.", "HU", "Pécs", "", "", "", ""), name="next.csv"))
    qtbot.waitUntil(lambda: page.step == PREVIEW and not house.jobs.running)
    assert not page.another.isVisible()
    carried_out(qtbot, house, page)

    assert "Új Kft." in names(house)
    assert page.another.isVisible()


def test_an_import_that_is_taken_back_says_which_records_stay(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    carried_out(qtbot, house, page)
    [akku] = house.workspace.ask(organisations.order, organisations.Filter("akku"))
    house.workspace.do(records.edit, "organisations", akku, {"staff": 40})

    qtbot.mouseClick(page.undo, LEFT)
    qtbot.waitUntil(lambda: not page.undo.isVisible() and not house.jobs.running)

    assert names(house) == ["Győri Akku Kft."]
    assert page.foot.words.words == (
        "Part of it stays as it is. Somebody has changed 1 record since “Import”, so it was left "
        "as it is: Győri Akku Kft."
    )


def test_each_of_two_imports_is_taken_back_on_its_own_page(house, page, qtbot, a_list):
    fair = an_event(house.workspace, "Őszi találkozó", starts_on="2026-12-01")
    people = a_list(
        ("Éva", "Őz", "eva@oz.example"),
        headers=("First name", "Last name", "E-mail"),
        name="people.csv",
    )
    looked_at(qtbot, house, page, a_list(*LINES))
    carried_out(qtbot, house, page)
    house.window.go("events").import_wanted.emit(fair)
    other = house.window.pages.currentWidget()
    looked_at(qtbot, house, other, people)
    carried_out(qtbot, house, other)
    assert registered(house) == ["Őz"]

    house.ways.list_import.emit("")
    qtbot.mouseClick(page.undo, LEFT)
    qtbot.waitUntil(lambda: not page.undo.isVisible() and not house.jobs.running)

    assert "taken back" in page.foot.words.words
    assert names(house) == []
    assert registered(house) == ["Őz"]

    house.window.go("events").import_wanted.emit(fair)
    qtbot.mouseClick(other.undo, LEFT)
    qtbot.waitUntil(lambda: not other.undo.isVisible() and not house.jobs.running)

    assert registered(house) == []


def test_an_import_behind_a_write_of_another_program_can_be_taken_back(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    beside = stores.open_store(house.workspace.path, driver=DRIVERS["plain"])
    beside.do(records.create, "organisations", {"name": "Másik Bt."})
    beside.close()

    carried_out(qtbot, house, page)
    qtbot.mouseClick(page.undo, LEFT)
    qtbot.waitUntil(lambda: not page.undo.isVisible() and not house.jobs.running)

    assert names(house) == ["Másik Bt."]


def test_an_import_that_another_program_took_back_stands_no_longer(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    carried_out(qtbot, house, page)
    beside = stores.open_store(house.workspace.path, driver=DRIVERS["plain"])
    beside.do(history.undo)
    beside.close()

    house.workspace.poll()

    assert page.foot.words.words == "The import was taken back."
    assert not page.undo.isVisible()


def test_what_the_file_leaves_open_is_asked_with_a_proposal(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))

    assert page.pane.tabs.currentIndex() == QUESTIONS
    said = words_on(page.pane.questions)
    assert "Which number of a date is the day?" in said
    assert "2 cells, such as 03/04/2001" in said
    assert "Which country is “EL”?" in said
    chosen = [field.currentData() for field in page.pane.questions.fields]
    assert chosen == ["dmy", "GR"]


def test_an_answer_changes_what_is_imported(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    order, country = page.pane.questions.fields

    planned_anew(qtbot, house, page, lambda: choose(qtbot, order, "mdy"))
    planned_anew(qtbot, house, page, lambda: choose(qtbot, country, "CY"))
    carried_out(qtbot, house, page)

    shown = house.workspace.ask(records.listing, "organisations")
    assert [(s.fields["founded_on"], s.fields["country"]) for s in shown] == [
        ("2001-03-04", "HU"),
        ("2002-05-06", "CY"),
    ]


def test_a_column_goes_where_it_is_sent(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    page.pane.tabs.setCurrentIndex(COLUMNS)
    titles = words_on(page.pane.columns)
    assert "Remarks" in titles
    assert "good" in titles
    place = HEADERS.index("Employees")
    assert page.pane.columns.fields[place].currentData() == "staff"

    planned_anew(qtbot, house, page, lambda: choose(qtbot, page.pane.columns.fields[place], ""))

    assert counts(page) == ["3", "0", "0", "0", "1"]  # "about 30" no longer matters


def test_a_second_column_that_says_who_comes_is_never_left_out_without_a_word(house, qtbot, a_list):
    fair = an_event(house.workspace, "Őszi találkozó", starts_on="2026-12-01")
    headers = ("First name", "Last name", "Attending", "Workshop attending")
    people = a_list(("Éva", "Őz", "no", "yes"), ("Ana", "Costa", "yes", "no"), headers=headers)
    house.window.go("events").import_wanted.emit(fair)
    page = house.window.pages.currentWidget()

    looked_at(qtbot, house, page, people)

    told = words_on(page.unread)
    assert "The column “Workshop attending” says who comes, too, and is not taken over" in told
    assert "“Comes on day 1” and “Comes on day 2”" in told
    page.pane.tabs.setCurrentIndex(COLUMNS)
    for place, day in ((2, "day_1"), (3, "day_2")):
        target = page.pane.columns.fields[place]
        planned_anew(qtbot, house, page, partial(choose, qtbot, target, day))
    assert not page.unread.isVisible()
    carried_out(qtbot, house, page)
    found = house.workspace.ask(records.listing, "registrations")
    assert {one.fields["family_name"]: one.fields["days"] for one in found} == {
        "Őz": "2",
        "Costa": "1",
    }


def test_what_was_chosen_for_a_sheet_stands_when_one_comes_back_to_it(house, page, qtbot, tmp_path):
    path = tmp_path / "members.xlsx"
    book = Workbook()
    members, former = book.active, book.create_sheet("Old")
    members.title, former.sheet_state = "Members", "hidden"
    for sheet, name in ((members, "Akku Kft."), (former, "Beta Kft.")):
        sheet.append(["Name", "Country", "Heads"])
        sheet.append([name, "HU", 38])
    book.save(path)
    looked_at(qtbot, house, page, path)
    columns, place = page.pane.columns, 2
    page.pane.tabs.setCurrentIndex(COLUMNS)
    planned_anew(qtbot, house, page, lambda: choose(qtbot, columns.fields[place], "staff"))

    def chosen_sheet():
        page.pane.tabs.setCurrentIndex(READING)
        return page.pane.reading.fields[list(page.pane._reading).index("sheet")]

    sheets = chosen_sheet()
    assert [sheets.itemText(at) for at in range(2)] == ["Members", "Old (hidden)"]

    planned_anew(qtbot, house, page, partial(choose, qtbot, sheets, "Old"))
    assert columns.fields[place].currentData() == ""
    assert "Sheet Old (hidden), one of 2" in words_on(page.pane)
    planned_anew(qtbot, house, page, partial(choose, qtbot, chosen_sheet(), "Members"))

    assert columns.fields[place].currentData() == "staff"
    carried_out(qtbot, house, page)
    [made] = house.workspace.ask(records.listing, "organisations")
    assert (made.fields["name"], made.fields["staff"]) == ("Akku Kft.", 38)


def test_of_two_columns_with_one_title_the_chosen_one_is_taken_from_the_next_file_too(
    house, page, qtbot, a_list
):
    headers = ("Organisation", "Country", "E-mail", "E-mail")
    uno = ("Uno Kft.", "HU", "one@post.example", "office@uno.example")
    looked_at(qtbot, house, page, a_list(uno, headers=headers))
    page.pane.tabs.setCurrentIndex(COLUMNS)
    assert all(title in words_on(page.pane.columns) for title in TWINS)
    second = page.pane.columns.fields[3]
    planned_anew(qtbot, house, page, lambda: choose(qtbot, second, "email"))
    carried_out(qtbot, house, page)

    tre = ("Tre Kft.", "HU", "three@post.example", "office@tre.example")
    drop(house.window, a_list(tre, headers=headers, name="later.csv"))
    later = house.window.pages.currentWidget()
    qtbot.waitUntil(lambda: later.step == PREVIEW and not house.jobs.running, timeout=20_000)

    assert [f.currentData() for f in later.pane.columns.fields] == ["name", "country", "", "email"]
    carried_out(qtbot, house, later)
    found = house.workspace.ask(records.listing, "organisations")
    assert {one.fields["email"] for one in found} == {"office@uno.example", "office@tre.example"}


def test_rejected_rows_that_come_back_are_read_as_the_list_was(
    house, page, qtbot, a_list, tmp_path
):
    looked_at(qtbot, house, page, a_list(*LINES))
    page.pane.tabs.setCurrentIndex(COLUMNS)
    remarks = page.pane.columns.fields[HEADERS.index("Remarks")]
    planned_anew(qtbot, house, page, lambda: choose(qtbot, remarks, "former_name"))
    qtbot.mouseClick(page.save, LEFT)
    choose_in_dialog(qtbot, tmp_path / "mend.csv")
    qtbot.waitUntil(lambda: not house.jobs.running)
    carried_out(qtbot, house, page)

    drop(house.window, tmp_path / "mend.csv")
    later = house.window.pages.currentWidget()
    qtbot.waitUntil(lambda: later.step == PREVIEW and not house.jobs.running, timeout=20_000)

    targets = [field.currentData() for field in later.pane.columns.fields]
    assert targets[HEADERS.index("Remarks")] == "former_name"
    assert targets[-1] == ""  # the reasons


def test_the_counts_filter_the_rows(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))

    qtbot.mouseClick(page.pane.counts[Outcome.REJECTED], LEFT)

    rows = page.pane.rows.rows
    assert [row.number for row in rows] == [4, 5]
    assert rows[0].why == "The name is missing."
    assert "about 30 is not a number" in rows[1].why
    assert page.pane.title.words == "2 rejected"

    qtbot.mouseClick(page.pane.counts[Outcome.REJECTED], LEFT)

    assert len(page.pane.rows.rows) == 4


def test_rejected_rows_come_back_as_a_file_with_their_reasons(house, page, qtbot, a_list, tmp_path):
    looked_at(qtbot, house, page, a_list(*LINES))
    qtbot.mouseClick(page.save, LEFT)
    choose_in_dialog(qtbot, tmp_path / "mend.xlsx")
    qtbot.waitUntil(lambda: not house.jobs.running)

    table = sheets.read_table(tmp_path / "mend.xlsx")

    assert table.headers == (*HEADERS, "Reason")
    assert [row.cells[-1] for row in table.rows] == [
        "The name is missing.",
        "Staff: about 30 is not a number.",
    ]
    assert "mend.xlsx" in words_on(page)


def test_a_second_import_has_nothing_to_do_and_says_so(house, page, qtbot, a_list):
    path = a_list(*LINES[:2])
    looked_at(qtbot, house, page, path)
    carried_out(qtbot, house, page)
    looked_at(qtbot, house, page, path)

    assert counts(page) == ["0", "0", "2", "0", "0"]
    assert not page.run.isEnabled()
    assert page.run.toolTip() == "Nothing in this file is new or changed"


def test_likely_doubles_are_shown_with_their_reasons(house, page, qtbot, a_list):
    twin = ("Győri Akkumulátor Kft.", "HU", "Győr", "HU11111111", "", "", "")
    looked_at(qtbot, house, page, a_list(LINES[0], twin))

    qtbot.mouseClick(page.pane.counts[Outcome.SUSPICIOUS], LEFT)

    [row] = page.pane.rows.rows
    assert row.what == "Looks like Győri Akku Kft., row 2"
    assert "same number" in row.why


def test_a_list_of_people_is_known_by_its_titles(house, page, qtbot, a_list):
    path = a_list(
        ("Nagy", "Zsófia", "zsofia@akku.example", "Győri Akku Kft."),
        headers=("Family name", "Given name", "E-mail", "Organisation"),
        name="people.csv",
    )
    looked_at(qtbot, house, page, path)

    assert page.opened.kind == "people"
    assert page.pane.rows.rows[0].name == "Zsófia Nagy"

    carried_out(qtbot, house, page)

    assert len(house.workspace.ask(records.listing, "people")) == 1


def test_what_the_rows_are_can_be_said_otherwise(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    kind = page.pane.reading.fields[0]

    planned_anew(qtbot, house, page, lambda: choose(qtbot, kind, "people"))

    assert page.opened.kind == "people"


def test_another_encoding_reads_the_letters_anew(house, page, qtbot, a_list):
    path = a_list(("Tűzoltó Őrség Kft.", "HU", "Győr", "", "", "", ""), encoding="cp1250")
    looked_at(qtbot, house, page, path)
    names_ = list(page.pane._reading)
    encoding = page.pane.reading.fields[names_.index("encoding")]

    planned_anew(qtbot, house, page, lambda: choose(qtbot, encoding, "cp1252"))
    assert page.pane.rows.rows[0].name == "Tûzoltó Õrség Kft."

    encoding = page.pane.reading.fields[names_.index("encoding")]
    planned_anew(qtbot, house, page, lambda: choose(qtbot, encoding, "cp1250"))
    assert page.pane.rows.rows[0].name == "Tűzoltó Őrség Kft."


@pytest.mark.parametrize("kind", ["empty", "PDF", "picture"])
def test_a_file_that_is_no_list_gets_a_sentence(house, page, qtbot, tmp_path, kind):
    contents = {"empty": b"", "PDF": b"%PDF-1.7\n...", "picture": b"\x89PNG\r\n\x1a\n..."}
    path = tmp_path / "list.xlsx"
    path.write_bytes(contents[kind])

    page.read(path)
    qtbot.waitUntil(lambda: not house.jobs.running)

    assert kind in words_on(page)
    assert page.step == FILE


def test_rows_whose_records_somebody_changed_since_are_judged_anew(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    carried_out(qtbot, house, page)
    [akku] = house.workspace.ask(organisations.order, organisations.Filter("akku"))
    changed = [(*LINES[0][:4], "41", *LINES[0][5:]), *LINES[1:]]
    looked_at(qtbot, house, page, a_list(*changed, name="later.csv"))
    before = page.planned
    house.workspace.do(records.edit, "organisations", akku, {"city": "Pécs"})

    qtbot.mouseClick(page.run, LEFT)
    qtbot.waitUntil(lambda: page.planned is not before and not house.jobs.running, timeout=20_000)

    assert "Since the preview of later.csv somebody changed records" in words_on(page.news)
    assert page.step == PREVIEW
    carried_out(qtbot, house, page)
    fields = house.workspace.ask(records.show, "organisations", akku).fields
    assert (fields["staff"], fields["city"]) == (41, "Pécs")


def test_giving_up_leaves_nothing_behind(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))

    qtbot.mouseClick(page.cancel, LEFT)
    settle(qtbot, house)

    assert page.step == FILE
    assert page.begin.isVisible()
    assert names(house) == []


def test_giving_up_while_the_file_is_read_anew_does_not_bring_it_back(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))

    page.course.read_otherwise("header_row", "2")
    qtbot.mouseClick(page.cancel, LEFT)
    settle(qtbot, house)

    assert page.step == FILE
    assert page.begin.isVisible()


def test_giving_up_while_rows_are_judged_anew_leaves_no_plan(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))

    page.course.choose_target(2, "")
    qtbot.mouseClick(page.cancel, LEFT)
    settle(qtbot, house)

    assert page.step == FILE
    assert house.workspace.ask(lambda session: session.scalars(select(ImportPlan)).all()) == []


def test_judging_many_rows_says_how_far_it_is_and_ends_with_the_import(house, page, qtbot, a_list):
    lines = [(f"Organisation {n}", "HU", "Győr", "", "", "", "") for n in range(3000)]
    told = []
    house.jobs.writing_changed.connect(
        lambda writing: (
            writing and house.jobs.running[-1].progressed.connect(lambda *said: told.append(said))
        )
    )
    page.read(a_list(*lines))
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    qtbot.mouseClick(page.cancel, LEFT)
    qtbot.waitUntil(lambda: not house.jobs.running, timeout=20_000)

    assert all(done < total == 6000 for done, total, _words in told)
    assert told[0][2].endswith(" of 3,000 rows")
    assert page.step == FILE
    assert house.workspace.ask(lambda session: session.scalars(select(ImportPlan)).all()) == []


def test_cancel_while_rows_are_written_writes_none(house, page, qtbot, a_list):
    lines = [(f"Organisation {n}", "HU", "Győr", "", "", "", "") for n in range(1500)]
    looked_at(qtbot, house, page, a_list(*lines))
    qtbot.mouseClick(page.run, LEFT)
    job = next(job for job in house.jobs.running if job.writes)

    assert not page.pane.isEnabled()  # what is being written can no longer be chosen otherwise
    assert not page.cancel.isVisible()  # there is one way to stop it, at its progress
    job.cancel()
    qtbot.waitUntil(lambda: not house.jobs.running, timeout=30_000)

    assert page.step == PREVIEW
    assert page.pane.isEnabled()
    assert page.cancel.isVisible()
    assert names(house) == []


def test_a_file_that_is_dropped_while_another_is_written_gets_a_sentence(
    house, page, qtbot, a_list
):
    looked_at(qtbot, house, page, a_list(*LINES))
    other = holding_the_lock(house.workspace.path)
    qtbot.mouseClick(page.run, LEFT)

    drop(house.window, a_list(*LINES, name="second.csv"))

    assert "second.csv was not opened" in words_on(page.news)
    other.communicate("")
    qtbot.waitUntil(lambda: page.step == RESULT and not house.jobs.running, timeout=20_000)
    assert names(house) == ["Győri Akku Kft.", "Ελληνική Μπαταρία"]
    drop(house.window, a_list(*LINES, name="second.csv"))
    qtbot.waitUntil(lambda: page.step == PREVIEW and not house.jobs.running)
    assert page.news.isHidden()


def test_every_part_of_the_import_has_a_name_and_is_not_cut_off(house, page, qtbot, a_list):
    assert [type(w) for w in nameless(page) if w.isVisibleTo(page)] == []
    looked_at(qtbot, house, page, a_list(*LINES))

    assert [type(w) for w in nameless(page) if w.isVisibleTo(page)] == []
    assert elided_labels(page) == []


def test_the_undo_that_is_promised_is_the_one_that_the_menu_has(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    promised = page.foot.words.words

    carried_out(qtbot, house, page)

    assert f"“{house.window.actions_.qaction('edit.undo').text()}”" in promised


def test_an_import_undone_by_its_name_is_told_and_can_be_done_again(house, page, qtbot, a_list):
    looked_at(qtbot, house, page, a_list(*LINES))
    carried_out(qtbot, house, page)
    foot = house.window.sidebar.foot

    house.window.actions_.run("edit.undo")
    qtbot.waitUntil(lambda: foot.saved == "Undone: Import", timeout=20_000)

    assert names(house) == []
    assert page.foot.words.words == "The import was taken back."
    assert not page.undo.isVisible()

    house.window.actions_.run("edit.redo")
    qtbot.waitUntil(lambda: foot.saved == "Done again: Import", timeout=20_000)

    assert names(house) == ["Győri Akku Kft.", "Ελληνική Μπαταρία"]
    assert "2 rows came in." in page.foot.words.words
    assert page.undo.isVisible()


def test_before_a_file_is_chosen_the_page_says_its_name_once(page):
    assert words_on(page).count("Import a list") == 1


def test_an_import_is_followed_and_stopped_from_another_page(house, page, qtbot, a_list):
    lines = [(f"Organisation {n}", "HU", "Győr", "", "", "", "") for n in range(800)]
    looked_at(qtbot, house, page, a_list(*lines))
    place = house.window.progress
    page.run.click()
    [job] = house.jobs.running
    job.tell_if_slow()
    assert page.progress.isVisible()
    assert not place.isVisible()

    home = house.window.go("home")
    assert home.isVisible()
    assert place.isVisible()
    assert place.words.words.startswith("Still at work on another page")
    house.window.visit(page, "partners")
    assert not place.isVisible()
    house.window.go("home")
    qtbot.mouseClick(place.cancel, LEFT)
    qtbot.waitUntil(lambda: not house.jobs.running, timeout=30_000)

    assert not place.isVisible()
    assert names(house) == []


def test_what_follows_a_job_is_shown_on_another_page_too(house, page, qtbot):
    first, second = threading.Event(), threading.Event()
    before = house.jobs.start(lambda _progress: first.wait(20))
    page.progress.follow(before)
    house.window.go("home")
    after = []

    def go_on():
        after.append(house.jobs.start(lambda _progress: second.wait(20)))
        page.progress.follow(after[0])

    before.succeeded.connect(go_on)
    assert house.window.progress.job is before
    first.set()
    qtbot.waitUntil(lambda: bool(after) and house.window.progress.job is after[0])
    second.set()
    qtbot.waitUntil(lambda: house.window.progress.job is None)


def test_the_undo_of_an_import_shows_how_far_it_is_and_can_be_stopped(house, page, qtbot, a_list):
    lines = [(f"Organisation {n}", "HU", "Győr", "", "", "", "") for n in range(800)]
    looked_at(qtbot, house, page, a_list(*lines))
    carried_out(qtbot, house, page)
    place = house.window.progress

    qtbot.keyClick(house.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    job = next(job for job in house.jobs.running if job.writes)
    job.tell_if_slow()
    assert place.isVisible()
    qtbot.mouseClick(place.cancel, LEFT)
    qtbot.waitUntil(lambda: not house.jobs.running, timeout=30_000)

    assert not place.isVisible()
    assert len(names(house)) == len(lines)
    assert house.window.actions_.qaction("edit.undo").text() == "Undo: Import"


def test_of_a_long_list_only_the_rows_that_are_seen_are_put_in_words(
    house, page, qtbot, a_list, monkeypatch
):
    told = []
    row = rows._row
    monkeypatch.setattr(rows, "_row", lambda *given: told.append(given) or row(*given))
    lines = [(f"Organisation {n}", "HU", "Győr", "", "", "", "") for n in range(600)]

    looked_at(qtbot, house, page, a_list(*lines))
    for outcome in (Outcome.NEW, Outcome.NEW):  # those alone, and all of them again
        qtbot.mouseClick(page.pane.counts[outcome], LEFT)
        qtbot.wait(1)

    assert len(page.pane.rows.rows) == 600
    assert 0 < len({given[1].number for given in told}) < 60


def test_questions_follow_the_columns_that_are_chosen(house, page, qtbot, a_list):
    headers = ("Name", "Country", "Figure")
    looked_at(qtbot, house, page, a_list(("Alfa", "HU", "1.500"), headers=headers))
    assert page.opened.asked == ()

    planned_anew(qtbot, house, page, lambda: choose(qtbot, page.pane.columns.fields[2], "staff"))

    assert [question.key for question in page.opened.asked] == ["decimal"]
    assert [field.accessibleName() for field in page.pane.questions.fields] == [
        "How are decimals written?"
    ]
    planned_anew(qtbot, house, page, lambda: choose(qtbot, page.pane.columns.fields[2], ""))
    assert page.pane.questions.fields == []
