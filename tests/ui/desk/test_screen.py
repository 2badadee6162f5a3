"""The desk's screen: people are checked in by scan, by name, as walk-ins, and taken back."""

import wave

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recipe_desktop.domain.ids import new_uid
from recipe_desktop.domain.keyboards import typed_on
from recipe_desktop.services import events, records, rosters, signed_lists
from recipe_desktop.services.here import event_scope
from recipe_desktop.services.sql import insert
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.desk.model import ScanResult
from recipe_desktop.ui.desk.opening import EventDesk, desks_to_open
from recipe_desktop.ui.desk.sound import Sounds, write_sound
from tests.ui.desk.conftest import MORNING, arrived, press, result, scan, type_slowly
from tests.ui.hands import is_read_in_full, nameless

LEFT = Qt.MouseButton.LeftButton


def test_a_scan_welcomes_with_sheet_and_row_and_counts(screen, workspace, event, people, codes):
    assert screen.top.standing.arrived == "0 of 5 arrived"

    scan(screen, codes["Török-Halmos"])

    assert result(screen) == (ScanResult.IN, "Katalin Török-Halmos")
    assert screen.result.result.second == "Dunántúli Kft."
    assert "Sheet 1, row 4" in [chip.words for chip in screen.result.result.chips]
    assert screen.top.standing.arrived == "1 of 5 arrived"
    assert arrived(workspace, event) == {people["Török-Halmos"]}
    assert [one.name for one in screen.last_four.recent] == ["Török-Halmos Katalin"]


def test_the_row_on_the_screen_is_the_row_on_the_paper(screen, workspace, event, codes, people):
    rows = workspace.ask(signed_lists.signed_rows, event, MORNING.date())

    for name in ("Török-Halmos", "van der Velden"):
        scan(screen, codes[name])
        place = rows[people[name]]
        said = f"Sheet {place.sheet}, row {place.row}"
        assert said in [chip.words for chip in screen.result.result.chips]


def test_the_second_scan_says_since_when_and_counts_nobody_twice(
    screen, codes, clock, workspace, event
):
    scan(screen, codes["Török-Halmos"])
    clock.forward(minutes=36)

    scan(screen, codes["Török-Halmos"])

    shown = screen.result.result
    assert shown.outcome is ScanResult.ALREADY
    assert shown.word == "Already in since 09:00"
    assert "36 minutes ago" in shown.second
    assert screen.top.standing.arrived == "1 of 5 arrived"
    assert len(arrived(workspace, event)) == 1


def test_who_cancelled_is_let_in_only_by_the_person_at_the_desk(
    screen, codes, workspace, event, people
):
    scan(screen, codes["Alves de Sousa"])
    assert result(screen) == (ScanResult.LOOK, "Rui Alves de Sousa")
    assert arrived(workspace, event) == set()

    press(screen, Qt.Key.Key_W, "w")
    screen.scanner.flush()

    assert result(screen) == (ScanResult.IN, "Rui Alves de Sousa")
    assert arrived(workspace, event) == {people["Alves de Sousa"]}


def test_what_should_be_said_to_somebody_stands_in_large_letters(screen, codes):
    scan(screen, codes["Balogh"])

    assert result(screen) == (ScanResult.LOOK, "Éva Balogh")
    assert screen.result.result.second == "Speaks at ten"


def test_an_unknown_code_is_kept_and_goes_with_the_name_that_is_looked_for(
    qtbot, screen, workspace, event, people
):
    scan(screen, "7QK421M99")
    assert result(screen) == (ScanResult.UNKNOWN, "7QK421M99")

    type_slowly(qtbot, screen, "van der")
    press(screen, Qt.Key.Key_Return, "\r")
    assert result(screen) == (ScanResult.IN, "Sanne van der Velden")
    scan(screen, "7QK421M99")

    assert result(screen) == (ScanResult.ALREADY, "Sanne van der Velden")


def test_a_few_letters_and_enter_check_in_whose_name_is_the_only_one(
    qtbot, screen, workspace, event, people
):
    type_slowly(qtbot, screen, "tor")
    assert screen.is_searching
    assert screen.search.marked.name == "Török-Halmos Katalin"

    press(screen, Qt.Key.Key_Return, "\r")

    assert result(screen) == (ScanResult.IN, "Katalin Török-Halmos")
    assert not screen.is_searching
    assert arrived(workspace, event) == {people["Török-Halmos"]}


def test_the_letters_that_found_somebody_are_marked_in_the_row_be_it_in_the_firm(qtbot, screen):
    def marked():
        ground = QColor(screen.look.tokens.mark).rgb()
        image = screen.search.list.viewport().grab().toImage()
        lines = range(image.height())
        return {y for y in lines for x in range(image.width()) if image.pixel(x, y) == ground}

    type_slowly(qtbot, screen, "torok")
    in_the_name = marked()
    screen.search.field.field.clear()
    type_slowly(qtbot, screen, "dunantuli")
    in_the_firm = marked()

    assert screen.search.marked.name == "Török-Halmos Katalin"
    assert in_the_name
    assert min(in_the_firm) > max(in_the_name)


def test_of_two_with_one_name_none_is_taken_before_an_arrow_marks_one(
    qtbot, screen, workspace, event
):
    type_slowly(qtbot, screen, "kovacs an")
    assert "2 people have the same name" in screen.search.warning.words
    assert screen.search.marked is None

    press(screen, Qt.Key.Key_Return, "\r")
    assert arrived(workspace, event) == set()
    press(screen, Qt.Key.Key_Down)
    press(screen, Qt.Key.Key_Down)
    marked = screen.search.marked
    press(screen, Qt.Key.Key_Return, "\r")

    assert arrived(workspace, event) == {marked.uid}
    assert screen.result.result.second == marked.organisation


def test_a_scan_works_while_a_name_is_looked_for(qtbot, screen, codes):
    type_slowly(qtbot, screen, "kov")

    scan(screen, codes["van der Velden"])

    assert result(screen) == (ScanResult.IN, "Sanne van der Velden")
    assert not screen.is_searching
    assert screen.search.text == ""


def test_a_walk_in_needs_three_fields_and_the_keyboard_alone(
    qtbot, screen, workspace, event, clock
):
    press(screen, Qt.Key.Key_Insert)
    for text in ("Nagy Gergő", "Lajta Kft.", "gergo@lajta.example"):
        type_slowly(qtbot, screen, text)
        press(screen, Qt.Key.Key_Return, "\r")

    assert result(screen) == (ScanResult.IN, "Nagy Gergő"), "as it was typed"
    [gergo] = arrived(workspace, event)
    fields = workspace.ask(records.show, "registrations", gergo).fields
    assert (fields["family_name"], fields["email"]) == ("Nagy", "gergo@lajta.example")
    assert fields["badge_number"] == "A-001"
    assert screen.top.standing.arrived == "1 of 6 arrived"
    assert screen.walk_in.name.text() == ""


@pytest.fixture
def notice(workspace, event):
    """The event tells those who come what becomes of their data."""
    workspace.do(records.edit, "events", event, {"privacy_notice": "We keep names for 5 years."})


@pytest.mark.parametrize("has_read", [True, False], ids=["read", "not read"])
def test_only_who_has_read_the_privacy_notice_is_kept_as_one_who_has(
    notice, qtbot, screen, workspace, event, has_read
):
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Nagy Gergő")
    if has_read:
        tick = screen.walk_in.notice
        qtbot.mouseClick(tick, LEFT, pos=QPoint(tick.height() // 2, tick.height() // 2))
        assert tick.isChecked()
    qtbot.mouseClick(screen.walk_in.confirm, LEFT)

    [gergo] = arrived(workspace, event)
    fields = workspace.ask(records.show, "registrations", gergo).fields
    assert bool(fields["notice_shown"]) == bool(fields["notice_shown_at"]) == has_read


def test_a_walk_in_with_a_foreign_name_is_greeted_as_it_was_typed(screen, qtbot):
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Þórunn Großmann-Kővágóörsi")
    for _field in range(3):
        press(screen, Qt.Key.Key_Return, "\r")

    assert result(screen) == (ScanResult.IN, "Þórunn Großmann-Kővágóörsi")
    assert screen.last_four.recent[0].name == "Þórunn Großmann-Kővágóörsi"


def test_a_walk_in_who_is_on_the_list_is_hinted_at_and_checked_in_instead(
    qtbot, screen, workspace, event, people
):
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Balogh Éva")

    qtbot.waitUntil(lambda: len(screen.walk_in.namesakes.rows) == 1)
    qtbot.mouseClick(screen.walk_in.namesakes.rows[0], LEFT)

    assert arrived(workspace, event) == {people["Balogh"]}
    assert len(workspace.ask(events.people_order, event)) == len(people) + 1  # two Kovács


def test_a_result_gives_way_after_a_while(qtbot, screen, codes):
    screen.back.setInterval(1)

    scan(screen, codes["Török-Halmos"])

    qtbot.waitUntil(lambda: result(screen) is None)


def test_another_desks_check_in_is_counted_and_shown_on_the_waiting_screen(
    screen, workspace, event, people, clock
):
    values = {"event": event, "letter": "B", "name": "Hall two"}
    other = workspace.do(records.create, "desks", values).uid
    from recipe_desktop.services import desk

    workspace.do(desk.arrive, people["Balogh"], other, at=clock())

    assert screen.top.standing.arrived == "1 of 5 arrived"
    assert screen.result.others == ("Desk B: 1 arrived",)


def test_two_hundred_and_twenty_codes_in_a_burst_are_all_in_and_in_order(
    qtbot, look, workspace, event, screen, clock
):
    made = []
    for number in range(220):
        values = {"event": event, "given_name": "Guest", "family_name": f"No{number:03}"}
        uid = workspace.do(records.create, "registrations", values).uid
        made.append(workspace.ask(records.show, "registrations", uid).fields["code"])
    shown = []
    screen.scanner.scanned.connect(lambda _code: shown.append(result(screen)))

    for code in made:
        scan(screen, code)
        clock.forward(seconds=1)

    assert shown == [(ScanResult.IN, f"Guest No{number:03}") for number in range(220)]
    assert screen.top.standing.arrived == "220 of 225 arrived"
    assert len(arrived(workspace, event)) == 220
    mine = workspace.ask(rosters.desks, event)[0].uid
    seen = workspace.ask(rosters.last_seen, event, mine, 300)
    assert [one.code for one in seen] == made[::-1]


def test_everything_that_takes_the_focus_has_a_name(qtbot, screen, codes):
    scan(screen, codes["Török-Halmos"])
    assert nameless(screen) == []
    press(screen, Qt.Key.Key_Insert)
    assert nameless(screen) == []


@pytest.mark.parametrize("code", ["en", "hu", "de", "fr", "nl", "pt"])
def test_no_language_runs_out_of_room(qtbot, screen, codes, code):
    from recipe_desktop.i18n import in_language

    with in_language(code):
        screen.retranslate()
        press(screen, Qt.Key.Key_Insert)

        [left, *_rest] = [hint.geometry() for hint in screen.keys.hints]
        assert left.x() >= 0
        assert screen.keys.hints[-1].geometry().right() <= screen.width()


def test_words_half_as_long_again_fit_the_screen_of_a_small_laptop(qtbot, screen, codes):
    from recipe_desktop.i18n import in_language

    scan(screen, codes["Török-Halmos"])
    press(screen, Qt.Key.Key_Escape)
    with in_language("xx"):
        screen.retranslate()
        screen.resize(1366, 768)
        QApplication.processEvents()

        assert screen.minimumSizeHint().width() <= 1366
        hints = screen.keys.hints
        assert hints[-1].geometry().right() <= 1366
        full = [hint for hint in hints if hint.width() >= hint.sizeHint().width()]
        assert {hint.text() for hint in hints} - {hint.text() for hint in full} <= {
            hint.text() for hint in hints if hint.toolTip()
        }


def cut_words(keys):
    """What keys do that is not read in full, but for names, which their tool tips tell."""
    short = [hint for hint in keys.hints if hint.width() < hint.sizeHint().width()]
    return [hint.text() for hint in short if not hint.toolTip()]


def test_text_of_double_size_cuts_no_key_and_no_warning_of_namesakes(qtbot, screen, look, codes):
    look.use(percent=200)
    screen.resize(1366, 768)
    QApplication.processEvents()
    assert cut_words(screen.keys) == []

    type_slowly(qtbot, screen, "kovacs an")
    QApplication.processEvents()

    assert cut_words(screen.keys) == []
    assert len({hint.y() for hint in screen.keys.hints}) == 2
    assert all(screen.keys.rect().contains(hint.geometry()) for hint in screen.keys.hints)
    warning = screen.search.warning
    assert warning.isVisible()
    assert is_read_in_full(warning)


def test_a_scanner_is_read_from_the_window_system_whatever_has_the_focus(
    qtbot, screen, workspace, event, people, codes
):
    """Keys take their whole way: through the window, its shortcuts, and the focused widget."""
    window = screen.windowHandle()
    press(screen, Qt.Key.Key_Insert)
    screen.walk_in.photos.setFocus()

    screen.scanner.gap_ms = 10_000  # a busy machine may be slow at it
    for letter in codes["Török-Halmos"]:
        QTest.keyClick(window, letter)
    QTest.keyClick(window, Qt.Key.Key_Return)

    assert result(screen) == (ScanResult.IN, "Katalin Török-Halmos")
    assert arrived(workspace, event) == {people["Török-Halmos"]}
    assert not screen.walk_in.photos.isChecked()


def test_a_greek_keyboard_reads_what_the_scanner_meant(screen, workspace, event, people, codes):
    scan(screen, typed_on("Greek", codes["Török-Halmos"]))

    assert result(screen) == (ScanResult.IN, "Katalin Török-Halmos")
    [row] = workspace.ask(rosters.last_seen, event, screen.desk._desk)
    assert row.code == codes["Török-Halmos"]


def test_somebody_comes_instead_of_one_who_is_registered(
    qtbot, screen, workspace, event, people, codes
):
    type_slowly(qtbot, screen, "tor")
    press(screen, Qt.Key.Key_F2)
    assert screen.walk_in.title.words == "Comes instead"
    assert screen.walk_in.organisation.text() == "Dunántúli Kft."
    type_slowly(qtbot, screen, "Nagy Gergő")
    for _field in range(3):
        press(screen, Qt.Key.Key_Return, "\r")

    assert result(screen) == (ScanResult.IN, "Nagy Gergő")
    [gergo] = arrived(workspace, event)
    fields = workspace.ask(records.show, "registrations", gergo).fields
    assert fields["instead_of"] == people["Török-Halmos"]
    away = workspace.ask(records.show, "registrations", people["Török-Halmos"]).fields
    assert away["answer"] == "cancelled"
    assert screen.top.standing.arrived == "1 of 5 arrived"
    scan(screen, codes["Török-Halmos"])
    assert screen.result.result.second == "Nagy Gergő came instead, Dunántúli Kft."


def test_a_walk_in_after_somebody_came_instead_stands_in_for_nobody(
    qtbot, screen, workspace, event
):
    type_slowly(qtbot, screen, "tor")
    press(screen, Qt.Key.Key_F2)
    press(screen, Qt.Key.Key_Escape)
    press(screen, Qt.Key.Key_Insert)
    type_slowly(qtbot, screen, "Nagy Gergő")
    for _field in range(3):
        press(screen, Qt.Key.Key_Return, "\r")

    [gergo] = arrived(workspace, event)
    assert workspace.ask(records.show, "registrations", gergo).fields["instead_of"] is None


def test_who_left_and_came_back_is_in_since_the_first_time(
    screen, workspace, event, people, codes, clock
):
    scan(screen, codes["Balogh"])
    clock.forward(hours=2)
    scan(screen, codes["Balogh"])

    press(screen, Qt.Key.Key_R, "r")
    screen.scanner.flush()

    assert result(screen) == (ScanResult.IN, "Éva Balogh")
    presence = workspace.ask(events.presences, event)[people["Balogh"]]
    assert presence.is_in
    assert presence.since == MORNING
    assert len(presence.arrivals) == 2
    assert screen.top.standing.arrived == "1 of 5 arrived"


def test_every_outcome_has_its_own_sound_until_the_desk_is_silent(
    qtbot, look, workspace, event, people, codes, clock, preferences, qapp
):
    played = []
    sounds = Sounds(preferences, play=lambda file: played.append(file.stem))
    [here] = desks_to_open(workspace, event)
    notices = Notices(workspace.listen, qapp)
    screen = EventDesk(look, workspace, notices, event, here.uid, now=clock, sounds=sounds)
    screen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(screen)
    screen.show()

    for code in (codes["van der Velden"], codes["Alves de Sousa"], "nonsense"):
        screen.scan(code)
    clock.forward(minutes=1)
    screen.scan(codes["van der Velden"])
    assert played == ["in", "look", "unknown", "already"]
    press(screen, Qt.Key.Key_Escape)
    qtbot.mouseClick(next(k for k in screen.keys.hints if k.text() == "Sound off"), LEFT)
    screen.scan("nonsense")
    press(screen, Qt.Key.Key_F11)
    screen.scan("nonsense")

    assert played == ["in", "look", "unknown", "already", "unknown"]
    assert not preferences.is_desk_silent
    screen.scanner.stop()
    notices.deleteLater()


@pytest.mark.parametrize("outcome", ScanResult)
def test_a_sound_is_short_and_a_file_that_any_player_reads(outcome, tmp_path):
    write_sound(tmp_path / "sound.wav", outcome)

    with wave.open(str(tmp_path / "sound.wav")) as sound:
        seconds = sound.getnframes() / sound.getframerate()
        frames = sound.readframes(sound.getnframes())
    assert 0.12 <= seconds <= 0.4
    assert max(frames) > 0


def merged_by_an_older_program(session, event, kept, away):
    """A merge over two events, which came in a file; no program lets it be made any more."""
    pair = {"kept_uid": kept, "away_uid": away}
    insert(
        session,
        "same_as",
        {"uid": new_uid(), "scope": event_scope(event), "kind": "registrations"} | pair,
    )


def test_who_was_merged_into_a_guest_of_another_event_is_said_to_be_unknown_here(
    qtbot, screen, workspace, people, codes
):
    other = workspace.do(records.create, "events", {"name": "Another day"}).uid
    guest = workspace.do(records.create, "registrations", {"event": other, "family_name": "Balogh"})
    workspace.do(merged_by_an_older_program, other, guest.uid, people["Balogh"])

    with qtbot.captureExceptions() as said:
        scan(screen, codes["Balogh"])

    assert [error.code for _, error, _ in said] == ["record.unknown"]
