"""Another program writes to the store while people stand at the desk: nobody is lost."""

import sqlite3
from contextlib import closing, contextmanager

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import events, records
from recipe_desktop.ui.desk.model import ScanResult
from recipe_desktop.ui.dialogs.dialog import Dialog
from tests.ui.desk.conftest import MORNING, arrived, press, result, scan
from tests.ui.hands import words_on

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def usual_driver():
    return "plain"


@pytest.fixture(autouse=True)
def in_a_window(workspace):
    workspace.has_window = True


@contextmanager
def another_program_writes(workspace):
    with closing(sqlite3.connect(workspace.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def shown(screen):
    return screen.result.result.word, screen.result.result.second


def test_scans_wait_in_their_order_and_are_recorded_of_their_moments(
    qtbot, screen, workspace, event, people, codes, clock
):
    with another_program_writes(workspace):
        scan(screen, codes["Balogh"])
        assert result(screen) == (ScanResult.LOOK, codes["Balogh"])
        clock.forward(minutes=1)
        scan(screen, codes["van der Velden"])
        assert shown(screen) == (
            "Not recorded yet",
            "2 wait to be recorded, another program is writing. It goes on by itself",
        )
        clock.forward(minutes=1)
        assert arrived(workspace, event) == set()

    qtbot.waitUntil(lambda: result(screen) == (ScanResult.IN, "Sanne van der Velden"))
    came = workspace.ask(events.presences, event)
    assert came.keys() == {people["Balogh"], people["van der Velden"]}
    assert came[people["Balogh"]].since == MORNING
    assert [one.name for one in screen.last_four.recent] == ["van der Velden Sanne", "Balogh Éva"]


def test_who_looks_for_a_name_meanwhile_goes_on_and_is_let_in_behind_the_others(
    qtbot, screen, workspace, event, people, codes
):
    with another_program_writes(workspace):
        scan(screen, codes["van der Velden"])
        screen.look_for("Halmos")
        qtbot.wait(600)
        assert screen.is_searching
        assert screen.search.text == "Halmos"
        press(screen, Qt.Key.Key_Return, "\r")
        assert result(screen) == (ScanResult.LOOK, "Török-Halmos Katalin")

    qtbot.waitUntil(lambda: result(screen) == (ScanResult.IN, "Katalin Török-Halmos"))
    assert arrived(workspace, event) == {people["Török-Halmos"], people["van der Velden"]}


def test_a_walk_in_waits_and_its_form_is_free_for_the_next(qtbot, screen, workspace, event, people):
    with another_program_writes(workspace):
        screen.begin_walk_in()
        screen.walk_in.name.setText("Szabó, Péter")
        screen.add_walk_in()
        assert result(screen) == (ScanResult.LOOK, "Szabó, Péter")
        screen.begin_walk_in()
        assert screen.walk_in.name.text() == ""
        screen.walk_in.name.setText("Nagy G")

    qtbot.waitUntil(lambda: result(screen) == (ScanResult.IN, "Szabó Péter"))
    screen.begin_walk_in()
    assert screen.walk_in.name.text() == "Nagy G"


def test_undo_takes_back_who_waits_last(qtbot, screen, workspace, event, people, codes):
    scan(screen, codes["Török-Halmos"])
    with another_program_writes(workspace):
        scan(screen, codes["Balogh"])
        screen.check_in(people["van der Velden"])

        press(screen, Qt.Key.Key_Z, "\x1a", Qt.KeyboardModifier.ControlModifier)

        assert screen.keys.remark == "Taken back: van der Velden Sanne"

    qtbot.waitUntil(lambda: len(arrived(workspace, event)) == 2)
    assert arrived(workspace, event) == {people["Török-Halmos"], people["Balogh"]}


def test_what_is_refused_meanwhile_holds_up_nobody(qtbot, screen, workspace, event, people, codes):
    with another_program_writes(workspace):
        screen.check_in(people["Balogh"])
        screen.check_in(people["van der Velden"])
    with qtbot.captureExceptions() as raised:
        workspace.do(records.remove, "registrations", people["Balogh"])
        qtbot.waitUntil(lambda: len(arrived(workspace, event)) == 1)

    [(_kind, error, _trace)] = raised
    assert isinstance(error, UserError)
    assert arrived(workspace, event) == {people["van der Velden"]}


def test_a_walk_in_that_is_refused_after_it_waited_is_in_the_form_again(
    qtbot, screen, workspace, event
):
    with qtbot.captureExceptions() as raised:
        with another_program_writes(workspace):
            screen.begin_walk_in()
            screen.walk_in.name.setText("Szabó, Péter")
            screen.walk_in.organisation.setText("x" * 600)
            screen.walk_in.photos.setChecked(True)
            screen.add_walk_in()
            screen.begin_walk_in()
            assert screen.walk_in.name.text() == ""
        qtbot.waitUntil(lambda: bool(raised))

    screen.begin_walk_in()
    card = screen.walk_in
    assert [field.text() for field in card.fields] == ["Szabó, Péter", "x" * 600, ""]
    assert card.photos.isChecked()
    card.organisation.setText("Zalai Zrt.")
    screen.add_walk_in()
    assert result(screen) == (ScanResult.IN, "Szabó Péter")
    assert len(arrived(workspace, event)) == 1


def test_the_desk_is_left_only_after_a_question_while_something_waits(
    qtbot, screen, workspace, event, people, codes
):
    left = []
    screen.left.connect(lambda: left.append(True))
    with another_program_writes(workspace):
        scan(screen, codes["Balogh"])
        press(screen, Qt.Key.Key_Q, "\x11", Qt.KeyboardModifier.ControlModifier)
        [asked] = screen.findChildren(Dialog)
        assert "1 entry is not recorded yet" in words_on(asked)
        assert asked.buttons[-1].hasFocus()  # the Enter of a scanner stays here
        qtbot.keyClick(asked.buttons[-1], Qt.Key.Key_Return)
        assert not left
        assert not asked.isVisible()

    qtbot.waitUntil(lambda: arrived(workspace, event) == {people["Balogh"]})
    screen.close()
    assert left == [True]


def test_what_waits_can_be_given_up_on_leaving(qtbot, screen, workspace, event, codes):
    with another_program_writes(workspace):
        scan(screen, codes["Balogh"])
        screen.close()
        [asked] = screen.findChildren(Dialog)
        qtbot.mouseClick(asked.buttons[0], LEFT)
        qtbot.waitUntil(lambda: not screen.isVisible())

    assert arrived(workspace, event) == set()
