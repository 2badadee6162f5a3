"""The keys of the desk: take back, pause, the way out, and a badge once more."""

from PySide6.QtCore import Qt

from recipe_desktop.services import desk, rosters
from recipe_desktop.ui.desk.model import ScanResult
from tests.ui.desk.conftest import MORNING, arrived, press, result, scan, type_slowly
from tests.ui.hands import hold


def test_control_z_takes_the_last_arrival_back(qtbot, screen, workspace, event, people, codes):
    scan(screen, codes["Török-Halmos"])
    scan(screen, codes["van der Velden"])

    press(screen, Qt.Key.Key_Z, "\x1a", Qt.KeyboardModifier.ControlModifier)

    assert arrived(workspace, event) == {people["Török-Halmos"]}
    assert screen.keys.remark == "Taken back: van der Velden Sanne"
    assert screen.top.standing.arrived == "1 of 5 arrived"
    assert [one.name for one in screen.last_four.recent] == ["Török-Halmos Katalin"]


def undo_key(screen):
    return next(hint.text() for hint in screen.keys.hints if hint.text().startswith("Undo"))


def test_the_key_for_undo_names_who_is_taken_back_when_somebody_else_fills_the_screen(
    screen, workspace, event, people, codes, clock
):
    scan(screen, codes["Török-Halmos"])
    clock.forward(minutes=5)
    scan(screen, codes["van der Velden"])
    assert undo_key(screen) == "Undo the last"
    clock.forward(minutes=5)
    scan(screen, codes["Török-Halmos"])
    assert result(screen) == (ScanResult.ALREADY, "Katalin Török-Halmos")

    assert undo_key(screen) == "Undo the last: van der Velden Sanne"
    press(screen, Qt.Key.Key_Z, "\x1a", Qt.KeyboardModifier.ControlModifier)

    assert arrived(workspace, event) == {people["Török-Halmos"]}
    assert screen.keys.remark == "Taken back: van der Velden Sanne"
    assert undo_key(screen) == "Undo the last: Török-Halmos Katalin"


def test_the_key_for_undo_follows_what_another_laptop_at_the_desk_takes_back(
    screen, workspace, event, codes
):
    scan(screen, codes["Török-Halmos"])
    press(screen, Qt.Key.Key_Escape)
    here = workspace.ask(rosters.desks, event)[0].uid
    last = workspace.ask(rosters.last_arrival, event, here)

    workspace.do(desk.undo_arrival, last.check_in, here, at=MORNING)

    assert undo_key(screen) == "Undo the last"


def test_control_z_that_is_held_takes_one_arrival_back(screen, workspace, event, people, codes):
    for name in ("Török-Halmos", "van der Velden"):
        scan(screen, codes[name])

    hold(screen, Qt.Key.Key_Z, "\x1a", Qt.KeyboardModifier.ControlModifier)

    assert arrived(workspace, event) == {people["Török-Halmos"]}


def test_escape_that_is_held_does_not_leave_the_desk(screen, codes):
    scan(screen, codes["Török-Halmos"])

    hold(screen, Qt.Key.Key_Escape)

    assert result(screen) is None
    assert screen.isVisible()


def test_while_it_is_paused_nothing_is_checked_in(screen, workspace, event, codes):
    press(screen, Qt.Key.Key_F9)
    assert screen.result.accessibleName() == "Paused"
    scan(screen, codes["Török-Halmos"])
    assert arrived(workspace, event) == set()

    press(screen, Qt.Key.Key_F9)
    scan(screen, codes["Török-Halmos"])

    assert len(arrived(workspace, event)) == 1


def test_escape_leads_back_step_by_step_and_at_last_out(qtbot, screen, codes):
    left = []
    screen.left.connect(lambda: left.append(True))
    scan(screen, codes["Török-Halmos"])

    press(screen, Qt.Key.Key_Escape)
    assert result(screen) is None
    type_slowly(qtbot, screen, "ko")
    press(screen, Qt.Key.Key_Escape)
    assert not screen.is_searching
    assert not left
    press(screen, Qt.Key.Key_Escape)

    assert left == [True]
    assert not screen.isVisible()


def test_a_badge_is_wanted_again_with_one_key(qtbot, screen, people, codes, clock):
    scan(screen, codes["Balogh"])
    clock.forward(minutes=5)
    scan(screen, codes["Balogh"])

    with qtbot.waitSignal(screen.badge_wanted) as wanted:
        press(screen, Qt.Key.Key_B, "b")
        screen.scanner.flush()

    assert wanted.args == [people["Balogh"]]


def test_a_code_that_breaks_off_chooses_nothing(qtbot, screen, people, codes, clock):
    scan(screen, codes["Balogh"])
    clock.forward(minutes=5)
    scan(screen, codes["Balogh"])
    part = codes["Balogh"][:5]
    assert part[0] == "B"
    screen.scanner.gap_ms = 10_000  # a busy machine may be slow

    with qtbot.assertNotEmitted(screen.badge_wanted):
        for letter in part:
            press(screen, ord(letter), letter)
        screen.scanner.flush()

    assert screen.is_searching
    assert screen.search.text == part
