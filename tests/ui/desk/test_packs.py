"""Desk packs in the window: made for each desk, opened on another laptop, worked with, handed back."""

import re
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import format_day
from recipe_desktop.services import desk as desk_services
from recipe_desktop.services import events, records, rosters, stores
from recipe_desktop.sync import packs, sending
from recipe_desktop.ui.desk.model import ScanResult
from recipe_desktop.ui.desk.open_pack import OpenPack
from recipe_desktop.ui.events.detail import AGENDA
from recipe_desktop.ui.events.packs import DeskPacks
from recipe_desktop.ui.start.program import Program
from recipe_desktop.ui.view import Label, Languages
from tests.ui.desk.conftest import MORNING, scan
from tests.ui.hands import choose_in_dialog, nameless, settle, type_text, words_on

LEFT = Qt.MouseButton.LeftButton
SECRET = "7F3K-0XQ9-MM2A-11AB-CDEF"
NOW = "2026-11-23T08:00:00+00:00"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", NOW)


@pytest.fixture
def page(qtbot, a_house, workspace, event, people):
    house = a_house(workspace)
    shown = house.window.go("events")
    settle(qtbot, house)
    return shown


@pytest.fixture
def pack(workspace, event, people, tmp_path, quick_packs_only):
    path = tmp_path / "b.recipe-desk"
    packs.pack(workspace, event, path, SECRET, "B")
    return path


@pytest.fixture
def a_program(qapp, look, preferences):
    """The program without a store, and without a laptop that keeps one."""
    languages = Languages(qapp)
    program = Program(look, preferences, languages, lambda _path: None, qapp)
    yield program
    if program.welcome is not None:
        program.welcome.close()
        program.welcome.deleteLater()
    if program.house is not None:
        house = program.house
        page = house.window.go("events")
        if page.desk is not None:
            page.desk.close()
        house.jobs.cancel_all()
        house.jobs.end()
        assert house.workspace.ask(stores.problems) == []
        house.window.close()
        house.window.deleteLater()
    program.end()
    program.deleteLater()
    languages.deleteLater()


def test_the_fields_for_passphrase_and_folder_end_at_one_line(page):
    page.make_packs()
    sheet = page.window().findChild(DeskPacks)

    assert sheet.secret.geometry().right() == sheet.folder.geometry().right()

    sheet.reject()


def test_desks_are_named_and_each_gets_a_pack(page, qtbot, workspace, event, tmp_path):
    page.detail.tabs.setCurrentIndex(AGENDA)
    qtbot.mouseClick(page.detail.agenda.make_packs, LEFT)
    sheet = page.packs
    assert [row.letter.text() for row in sheet.rows] == ["A", "B"]
    assert nameless(sheet.panel) == []

    qtbot.mouseClick(sheet.add, LEFT)
    assert sheet.rows[2].name.hasFocus()
    type_text(sheet.rows[2].name, "Garden gate")
    qtbot.mouseClick(sheet.divide, LEFT)
    qtbot.waitUntil(lambda: sheet.rows[0].people.words == "1 person")
    spans = [(row.start.text(), row.until.text()) for row in sheet.rows]
    assert spans == [("", "B"), ("K", "K"), ("T", "")]
    sheet.folder.setText(str(tmp_path))
    sheet.secret.selectAll()
    type_text(sheet.secret, SECRET)
    qtbot.mouseClick(sheet.rows[0].packed, LEFT)
    assert sheet.write.text() == "Write 2 packs"
    qtbot.mouseClick(sheet.write, LEFT)
    qtbot.waitUntil(lambda: "2 packs are written" in words_on(sheet), timeout=60_000)

    made = sorted(path.name for path in tmp_path.glob("*.recipe-desk"))
    assert made == [
        "suppliers-networking-day-B-2026-11-23.recipe-desk",
        "suppliers-networking-day-C-2026-11-23.recipe-desk",
    ]
    assert sheet.secret.text() == SECRET
    desks = workspace.ask(records.listing, "desks")
    kept = [(d.fields["letter"], d.fields["name"], d.fields["surnames_from"]) for d in desks]
    assert kept == [("A", "", ""), ("B", "", "K"), ("C", "Garden gate", "T")]
    there = packs.open_pack(tmp_path / made[1], SECRET, tmp_path / "c.recipe", ("C", "Zoé"))
    assert (there.letter, there.people) == ("C", 6)


@pytest.mark.parametrize(
    ("letter", "said"), [("a", "Two desks have the letter A"), ("", "Every desk needs a letter")]
)
def test_desks_that_cannot_be_told_apart_are_named_before_a_pack_is_written(
    page, qtbot, workspace, letter, said
):
    page.make_packs()
    sheet = page.packs
    second = sheet.rows[1].letter
    second.selectAll()
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    type_text(second, letter)

    assert said in words_on(sheet)
    assert (sheet.write.isEnabled(), said in sheet.write.toolTip()) == (False, True)
    qtbot.mouseClick(sheet.write, LEFT)
    assert workspace.ask(records.listing, "desks") == []
    second.selectAll()
    type_text(second, "c")
    assert said not in words_on(sheet)
    assert sheet.write.isEnabled()


def test_a_passphrase_of_a_few_letters_is_not_taken(page, qtbot):
    page.make_packs()
    sheet = page.packs
    sheet.secret.setFocus()
    sheet.secret.selectAll()
    type_text(sheet.secret, "short")

    assert not sheet.write.isEnabled()
    assert "12 letters" not in words_on(sheet)  # it is still being written
    qtbot.keyClick(sheet.secret, Qt.Key.Key_Tab)
    assert "needs 12 letters or more" in words_on(sheet)
    sheet.secret.setText(SECRET)
    assert "12 letters" not in words_on(sheet)
    assert sheet.write.isEnabled()


def test_a_refusal_is_gone_while_packs_are_written_and_their_progress_shows(page, qtbot, tmp_path):
    page.make_packs()
    sheet = page.packs
    sheet.folder.setText(str(tmp_path / "nowhere"))
    qtbot.mouseClick(sheet.write, LEFT)
    qtbot.waitUntil(lambda: "There is no folder" in words_on(sheet))
    sheet.folder.setText(str(tmp_path))

    qtbot.mouseClick(sheet.write, LEFT)

    assert "There is no folder" not in words_on(sheet)
    shown = lambda: sheet.progress.isVisible() or "are written" in words_on(sheet)  # noqa: E731
    qtbot.waitUntil(shown, timeout=20_000)
    qtbot.waitUntil(lambda: "2 packs are written" in words_on(sheet), timeout=60_000)


def test_a_folder_that_is_not_there_is_named_in_the_sheet(page, qtbot, tmp_path):
    page.make_packs()
    sheet = page.packs
    sheet.folder.setText(str(tmp_path / "nowhere"))

    qtbot.mouseClick(sheet.write, LEFT)

    qtbot.waitUntil(lambda: "There is no folder" in words_on(sheet))
    assert sheet.write.isEnabled()


def test_who_closes_the_sheet_has_no_further_packs_written(
    a_house, qtbot, workspace, event, people, tmp_path
):
    house = a_house(workspace)
    page = house.window.go("events")
    settle(qtbot, house)
    page.make_packs()
    sheet = page.packs
    sheet.folder.setText(str(tmp_path))
    qtbot.mouseClick(sheet.write, LEFT)

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not house.jobs.running, timeout=20_000)
    assert len(list(tmp_path.glob("*.recipe-desk"))) < 2


def test_who_closes_the_sheet_of_a_pack_gets_no_store_of_it(qtbot, look, jobs, pack, tmp_path):
    sheet = OpenPack(look, None, jobs, pack)
    sheet.open()
    type_text(sheet.secret, SECRET)
    type_text(sheet.person, "Zoé")
    qtbot.mouseClick(sheet.confirm, LEFT)
    [job] = jobs.running

    with qtbot.waitSignal(job.cancelled, timeout=20_000):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert not (tmp_path / "b.recipe").exists()


def test_a_laptop_becomes_a_desk_from_the_welcome(a_program, qtbot, pack, tmp_path):
    a_program.start(None)
    qtbot.mouseClick(a_program.welcome.open_pack, LEFT)
    choose_in_dialog(qtbot, pack)
    sheet = a_program.pack
    assert isinstance(sheet, OpenPack)
    assert not sheet.confirm.isEnabled()
    type_text(sheet.secret, SECRET.lower())
    type_text(sheet.person, "Zoé Martin")
    assert sheet.place_of.text() == str(tmp_path / "b.recipe")

    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: sheet.made is not None, timeout=20_000)
    said = words_on(sheet)
    assert "Desk B is ready" in said
    assert "6 people" in said
    assert "The event is today" in said
    qtbot.keyClick(sheet.confirm, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: a_program.house is not None)
    events = a_program.house.window.go("events")
    qtbot.waitUntil(lambda: events.desk is not None)

    desk = events.desk
    assert desk.top.standing.arrived == "0 of 5 arrived"
    assert desk.top.standing.desk == "Desk B, Zoé"
    assert a_program.welcome is None


def test_a_wrong_passphrase_is_said_and_may_be_corrected(a_program, qtbot, pack, tmp_path):
    a_program.start(None)
    a_program.open_pack(str(pack))
    sheet = a_program.pack
    type_text(sheet.secret, "WRONG")
    type_text(sheet.person, "Zoé")

    qtbot.keyClick(sheet.person, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "The passphrase does not open" in words_on(sheet), timeout=20_000)
    assert sheet.secret.hasFocus()
    assert sheet.secret.selectedText() == "WRONG"
    assert not (tmp_path / "b.recipe").exists()
    sheet.reject()


@pytest.mark.parametrize(
    ("content", "code"), [(b"", r"file\.empty"), (b"Dear colleagues", r"desk\.not_a_pack")]
)
def test_no_passphrase_is_asked_for_what_is_no_pack(a_program, tmp_path, content, code):
    file = tmp_path / "b.recipe-desk"
    file.write_bytes(content)
    a_program.start(None)

    with pytest.raises(UserError, match=code):
        a_program.open_pack(str(file))

    assert a_program.pack is None


def test_a_pack_that_breaks_off_says_so(a_program, qtbot, pack):
    pack.write_bytes(pack.read_bytes()[:-40])
    a_program.start(None)
    a_program.open_pack(str(pack))
    sheet = a_program.pack
    type_text(sheet.secret, SECRET)
    type_text(sheet.person, "Zoé")

    qtbot.mouseClick(sheet.confirm, LEFT)

    qtbot.waitUntil(lambda: "breaks off before its end" in words_on(sheet), timeout=20_000)
    sheet.reject()


def test_a_clock_that_is_wrong_is_noted_once(a_program, qtbot, pack):
    a_program.start(None)
    a_program.open_pack(str(pack))
    sheet = a_program.pack
    type_text(sheet.secret, SECRET)
    type_text(sheet.person, "Zoé")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: sheet.made is not None, timeout=20_000)

    hours, minutes = map(int, sheet.clock.text().split(":"))
    sheet.clock.clear()
    assert not sheet.confirm.isEnabled()
    right = (hours * 60 + minutes - 17) % (24 * 60)
    type_text(sheet.clock, f"{right // 60}.{right % 60:02}")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: a_program.house is not None, timeout=20_000)

    asked = a_program.house.workspace.ask(_clocks)
    assert asked == [17 * 60]


@pytest.fixture
def in_lisbon(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no clock for one program")
def test_a_laptop_of_another_zone_is_asked_for_the_time_of_the_hall(
    a_program, qtbot, pack, monkeypatch, in_lisbon
):
    monkeypatch.setenv("RECIPE_NOW", "2026-11-22T23:30:00+00:00")
    a_program.start(None)
    a_program.open_pack(str(pack))
    sheet = a_program.pack
    type_text(sheet.secret, SECRET)
    type_text(sheet.person, "Zoé")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: sheet.made is not None, timeout=20_000)

    said = words_on(sheet)
    assert "By this laptop it is 00:30 on Monday, 23 November where the event is." in said
    assert "The event is today" in said
    assert sheet.clock.text() == "00:30"
    sheet.clock.clear()
    type_text(sheet.clock, "00:28")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: a_program.house is not None, timeout=20_000)
    page = a_program.house.window.go("events")
    qtbot.waitUntil(lambda: page.desk is not None)

    assert a_program.house.workspace.ask(_clocks) == [2 * 60]
    assert page.desk.top.time == "00:28"


@pytest.fixture
def desk_page(a_program, qtbot, pack, tmp_path):
    """The events page of a laptop that opened a pack, with its desk over it."""
    packs.open_pack(pack, SECRET, tmp_path / "desk.recipe", ("Laptop B", "Zoé Martin"))
    a_program.start(tmp_path / "desk.recipe")
    page = a_program.house.window.go("events")
    qtbot.waitUntil(lambda: page.desk is not None)
    with qtbot.waitActive(page.desk):
        page.desk.activateWindow()
    return page


def test_a_desk_hands_in_what_it_wrote_and_the_office_takes_it_in(
    page, desk_page, qtbot, workspace, event, codes, tmp_path
):
    desk = desk_page.desk
    scan(desk, codes["Balogh"])
    qtbot.keyClick(desk, Qt.Key.Key_Escape)
    qtbot.keyClick(desk, Qt.Key.Key_F10)
    sheet = desk_page.files
    assert sheet.parentWidget() is desk
    assert "Desk B, this one" in words_on(sheet)

    qtbot.keyClick(sheet.hand, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    choose_in_dialog(qtbot, tmp_path / "b.recipe-changes")
    qtbot.waitUntil(lambda: "b.recipe-changes is written" in words_on(sheet), timeout=20_000)
    [code] = re.findall(r"of this laptop, code ([A-Z0-9-]+)\.", words_on(sheet))
    sheet.reject()

    labels = page.detail.overview.findChildren(Label)
    [awaited] = [label for label in labels if label.words == "no file yet"]
    assert awaited.palette().windowText().color() == QColor(page.look.tokens.look)
    qtbot.mouseClick(button(page.detail.overview, "Files of the desks"), LEFT)
    office = page.files
    assert "no file yet" in words_on(office)
    office.take_in(tmp_path / "b.recipe-changes")
    qtbot.waitUntil(lambda: "taken in from Laptop B" in words_on(office), timeout=20_000)
    assert f"complete up to its file, code {code}" in words_on(office)
    assert f"file of {format_day(now().date())}" in words_on(page.detail.overview)
    assert workspace.ask(events.counts, event).came == 1
    office.take_in(tmp_path / "b.recipe-changes")
    qtbot.waitUntil(lambda: "Everything in this file is here already" in words_on(office))
    office.reject()


def test_a_desk_goes_on_scanning_while_it_takes_in_the_file_of_another(
    desk_page, qtbot, workspace, event, people, codes, tmp_path
):
    first = workspace.do(rosters.first_desk, event)
    workspace.do(desk_services.arrive, people["Török-Halmos"], first, at=MORNING)
    sent = sending.send(workspace, tmp_path / "office.recipe-changes")
    desk = desk_page.desk
    qtbot.keyClick(desk, Qt.Key.Key_F10)
    sheet = desk_page.files

    sheet.take_in(sent.path)
    qtbot.waitUntil(lambda: "taken in from" in words_on(sheet), timeout=20_000)
    scan(desk, codes["Török-Halmos"])
    assert desk.result.result.outcome is ScanResult.ALREADY
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: desk.top.standing.arrived == "1 of 5 arrived")
    sheet.reject()


def test_the_sheet_of_files_follows_what_is_scanned_beneath_it(desk_page, qtbot, codes):
    desk = desk_page.desk
    qtbot.keyClick(desk, Qt.Key.Key_F10)
    sheet = desk_page.files
    assert "0 arrived" in words_on(sheet)

    for count, name in enumerate(("Balogh", "van der Velden"), 1):
        scan(desk, codes[name])
        qtbot.waitUntil(lambda count=count: f"{count} arrived" in words_on(sheet))

    assert words_on(sheet).count("this one") == 1
    sheet.reject()


@pytest.mark.parametrize("begun", [Qt.Key.Key_Insert, Qt.Key.Key_A])
def test_what_is_scanned_while_a_sheet_is_open_stays_below_it(desk_page, qtbot, codes, begun):
    desk = desk_page.desk
    qtbot.keyClick(desk, begun)
    desk.scanner.flush()
    qtbot.keyClick(desk, Qt.Key.Key_F10)
    sheet = desk_page.files

    scan(desk, codes["Balogh"])

    assert not desk.is_searching
    middle = sheet.close_button.mapTo(desk, sheet.close_button.rect().center())
    assert desk.childAt(middle) is sheet.close_button
    assert sheet.isAncestorOf(desk.childAt(desk.rect().center()))
    sheet.reject()


def test_what_a_desk_is_refused_is_told_over_the_desk(a_program, desk_page):
    desk, errors = desk_page.desk, a_program.errors
    desk.begin_walk_in()
    desk.walk_in.name.setText("Szabó Péter")
    desk.walk_in.organisation.setText("Zone " * 150)

    with pytest.raises(UserError) as refused:
        desk.add_walk_in()
    errors.show(refused.value)

    assert errors.shown.parentWidget() is desk
    assert errors.shown.isVisible()
    errors.shown.reject()
    assert desk.walk_in.name.text() == "Szabó Péter"


def test_a_damaged_file_is_refused_in_words_at_the_desk(desk_page, qtbot, tmp_path):
    (tmp_path / "broken.recipe-changes").write_bytes(b"nothing of ours")
    desk_page.hand_over()
    sheet = desk_page.files

    sheet.take_in(tmp_path / "broken.recipe-changes")

    qtbot.waitUntil(lambda: "broken.recipe-changes" in words_on(sheet))
    sheet.reject()


def button(root, words):
    return next(b for b in root.findChildren(QPushButton) if b.text() == words)


def _clocks(session):
    rows = session.connection().exec_driver_sql("SELECT clock_seconds FROM desk_opening")
    return [seconds for (seconds,) in rows]
