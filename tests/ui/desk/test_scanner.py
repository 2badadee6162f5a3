"""A scanner that types like a keyboard is told from a human, wherever the focus is."""

import itertools
import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from recipe_desktop.domain.codes import badge_code
from recipe_desktop.domain.ids import Uid
from recipe_desktop.ui.desk.scanner import GAP_MS, Scanner

FOREIGN = "T000123XYZ"
CODE = "BCDFGHJKLNPRSTVX"
OURS = badge_code(Uid("event"), Uid("registration"))


@pytest.fixture
def desk(qtbot):
    """A window with a field and a button, and a clock that only tests move."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    window.field, window.button = QLineEdit(), QPushButton("Press")
    layout.addWidget(window.field)
    layout.addWidget(window.button)
    window.pressed, window.codes, window.time = [], [], 100.0
    window.button.clicked.connect(lambda: window.pressed.append(True))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.field.setFocus()
    scanner = Scanner(window, lambda: window.time)
    scanner.scanned.connect(window.codes.append)
    yield window
    scanner.stop()


def key(window, press, *, after_ms=5, text="", modifiers=Qt.KeyboardModifier.NoModifier, into=None):
    """Press a key where the focus is, some time after the last one."""
    window.time += after_ms / 1000
    code = ord(press.upper()) if isinstance(press, str) else press
    target = into or window.focusWidget() or window
    said = press if isinstance(press, str) else text
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, code, modifiers, said))


def scan(window, code=CODE, *, pace_ms=12, end=Qt.Key.Key_Return, into=None):
    for letter in code:
        key(window, letter, after_ms=pace_ms, into=into)
    key(window, end, after_ms=pace_ms, text="\r", into=into)


def test_a_burst_that_ends_in_enter_is_a_code_and_reaches_no_field(desk):
    desk.field.setText("kov")

    scan(desk)

    assert desk.codes == [CODE]
    assert desk.field.text() == "kov"


def test_the_enter_of_a_scanner_presses_no_button(desk, qtbot):
    desk.button.setFocus()

    scan(desk, end=Qt.Key.Key_Tab)
    scan(desk)

    assert desk.codes == [CODE, CODE]
    assert not desk.pressed
    assert desk.button.hasFocus()


def test_the_second_end_of_a_scanner_that_sends_two_is_swallowed(desk):
    scan(desk)
    key(desk, Qt.Key.Key_Tab, text="\t")

    assert desk.codes == [CODE]
    assert desk.field.hasFocus()


@pytest.mark.parametrize("parts", [(5,), (12,), (15,), (16,), (1, 9)])
def test_a_code_of_ours_that_comes_in_parts_is_one_code(desk, parts):
    places = [0, *parts, len(OURS)]
    for first, last in itertools.pairwise(places):
        for place, letter in enumerate(OURS[first:last]):
            key(desk, letter, after_ms=12 if place else 350)
    key(desk, Qt.Key.Key_Return, after_ms=350 if parts[-1] == len(OURS) else 12, text="\r")

    assert desk.codes == [OURS]


def send(window, text, *, at_ms):
    """Type at a scanner's pace, with the times at the keyboard; Enter is a carriage return."""
    for place, letter in enumerate(text):
        code = Qt.Key.Key_Return if letter == "\r" else ord(letter)
        event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(at_ms + 5 * place)
        QApplication.sendEvent(window.field, event)


@pytest.mark.parametrize("part", [3, 9, 10])
def test_a_foreign_code_that_a_busy_window_got_in_parts_is_one_code(desk, qtbot, part):
    send(desk, FOREIGN[:part], at_ms=50_000)
    qtbot.waitUntil(lambda: desk.field.text() == FOREIGN[:part], timeout=40 * GAP_MS)

    send(desk, f"{FOREIGN[part:]}\r", at_ms=50_000 + 5 * part)

    assert desk.codes == [FOREIGN]


def test_a_window_that_stood_still_waits_for_what_was_scanned_meanwhile(desk):
    send(desk, FOREIGN[:5], at_ms=50_000)
    time.sleep(2 * GAP_MS / 1000)
    desk.time += 2 * GAP_MS / 1000
    for _round in range(3):
        QApplication.processEvents()
    assert desk.field.text() == ""

    send(desk, f"{FOREIGN[5:]}\r", at_ms=50_025)

    assert (desk.codes, desk.field.text()) == ([FOREIGN], "")


def test_what_was_typed_long_ago_or_before_another_code_belongs_to_no_scan(desk):
    for letter in OURS[:8]:
        key(desk, letter)
    key(desk, OURS[8], after_ms=2_000)
    for letter in OURS[9:]:
        key(desk, letter)
    key(desk, Qt.Key.Key_Return, text="\r")
    assert desk.codes == [OURS[8:]]

    key(desk, "k", after_ms=3_000)
    for place, letter in enumerate(OURS):
        key(desk, letter, after_ms=12 if place else 200)
    key(desk, Qt.Key.Key_Return, text="\r")
    assert desk.codes == [OURS[8:], OURS]


def test_what_a_human_types_arrives_letter_by_letter_in_order(desk, qtbot):
    for letter in "kovács":
        key(desk, letter, after_ms=140)
    qtbot.waitUntil(lambda: desk.field.text() == "kovács")

    entered = []
    desk.field.returnPressed.connect(lambda: entered.append(desk.field.text()))
    key(desk, Qt.Key.Key_Return, after_ms=200)

    assert entered == ["kovács"]
    assert desk.codes == []


def test_a_short_name_typed_in_haste_is_no_code(desk, qtbot):
    entered = []
    desk.field.returnPressed.connect(lambda: entered.append(desk.field.text()))

    for letter in "nagy":
        key(desk, letter, after_ms=40)
    key(desk, Qt.Key.Key_Return, after_ms=40)

    assert desk.codes == []
    assert entered == ["nagy"]


@pytest.mark.parametrize("name", ["bouvier mar", "szentgyörgyi", "d'Almeida-Sá, J."])
def test_a_long_name_typed_in_haste_is_no_code(desk, qtbot, name):
    entered = []
    desk.field.returnPressed.connect(lambda: entered.append(desk.field.text()))

    for letter in name:
        key(desk, letter, after_ms=45)
    key(desk, Qt.Key.Key_Return, after_ms=45)

    assert desk.codes == []
    assert entered == [name]


@pytest.mark.parametrize("code", [OURS, OURS.lower(), "9100105001", "TICKET 17"])
def test_the_code_of_a_slow_scanner_is_read(desk, code):
    scan(desk, code, pace_ms=55)

    assert desk.codes == [code]
    assert desk.field.text() == ""


def test_letters_that_stop_are_typed_after_a_moment(desk, qtbot):
    for letter in CODE[:5]:
        key(desk, letter)

    qtbot.waitUntil(lambda: desk.field.text() == CODE[:5], timeout=40 * GAP_MS)

    assert desk.codes == []


def tap(window, press, **how):
    """Press a key and let it go, sooner than it is known who typed it."""
    key(window, press, **how)
    code = ord(press.upper()) if isinstance(press, str) else press
    up = QKeyEvent(QEvent.Type.KeyRelease, code, Qt.KeyboardModifier.NoModifier, press)
    QApplication.sendEvent(window.focusWidget() or window, up)


def test_a_quick_tap_on_space_presses_the_button_it_was_meant_for(desk, qtbot):
    desk.button.setFocus()

    tap(desk, " ", after_ms=200)

    qtbot.waitUntil(lambda: desk.pressed == [True])
    assert not desk.button.isDown()


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_code_of_whole_taps_is_read_and_presses_nothing(desk, end):
    desk.button.setFocus()

    for letter in "AB 12 XY":
        tap(desk, letter)
    key(desk, end, text="\r")

    assert desk.codes == ["AB 12 XY"]
    assert not desk.pressed
    assert not desk.button.isDown()


def test_a_letter_typed_before_a_click_arrives_before_it(desk, qtbot):
    read = []
    desk.button.clicked.connect(lambda: read.append(desk.field.text()))

    tap(desk, "k", after_ms=200)
    qtbot.mouseClick(desk.button, Qt.MouseButton.LeftButton)

    assert read == ["k"]


def test_a_click_amid_a_code_does_not_break_it(desk, qtbot):
    for letter in CODE[:4]:
        tap(desk, letter)
    qtbot.mouseClick(desk.button, Qt.MouseButton.LeftButton)
    scan(desk, CODE[4:])

    assert desk.codes == [CODE]
    assert desk.field.text() == ""


def test_keys_with_control_go_where_they_are_meant(desk, qtbot):
    desk.field.setText("old")
    desk.field.selectAll()

    key(desk, Qt.Key.Key_Delete)
    key(desk, "z", modifiers=Qt.KeyboardModifier.ControlModifier)

    assert desk.field.text() == "old"
    assert desk.codes == []


def test_a_key_that_is_held_down_is_no_scanner(desk):
    for _repeat in range(12):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x", True
        )
        QApplication.sendEvent(desk.field, event)
    key(desk, Qt.Key.Key_Return)

    assert desk.codes == []
    assert desk.field.text() == "x" * 12


def test_two_hundred_codes_in_a_burst_are_all_told_in_order(desk):
    codes = [f"TICKET{n:05}" for n in range(220)]

    for code in codes:
        scan(desk, code, pace_ms=2)

    assert desk.codes == codes
    assert desk.field.text() == ""


@pytest.mark.parametrize("is_modal", [False, True])
def test_a_code_is_read_over_a_dialog_and_touches_nothing_in_it(desk, qtbot, is_modal):
    dialog = QDialog(desk)
    dialog.setModal(is_modal)
    field = QLineEdit("changes", dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    field.setFocus()

    scan(desk, into=field)

    assert desk.codes == [CODE]
    assert (field.text(), dialog.isVisible()) == ("changes", True)
    key(desk, "x", into=field)
    desk.time += 1
    qtbot.waitUntil(lambda: field.text() == "changesx")


def test_a_code_is_read_while_another_window_is_in_front(desk, qtbot):
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitExposed(other)
    other.activateWindow()

    scan(desk, into=other)

    assert (desk.codes, other.text()) == ([CODE], "")
    QTest.keyClicks(other, "Rossi", delay=2 * GAP_MS)
    qtbot.waitUntil(lambda: other.text() == "Rossi")
