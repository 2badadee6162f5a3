"""What goes wrong: a refusal in words, a bug as a report that can be copied."""

import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from recipe_desktop.domain.errors import UserError
from recipe_desktop.ui.start.errors import Errors

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def errors(window, monkeypatch):
    made = Errors(
        window.look,
        lambda error: f"The store is busy\nTry again. {error.code}",
        lambda error: f"report of {type(error).__name__}",
        lambda: window,
        window,
    )
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return made


def test_a_refusal_is_put_into_words(errors):
    errors.show(UserError("store.busy"))

    assert errors.shown.title.words == "The store is busy"


def test_a_bug_gives_a_report_that_can_be_copied(errors, qtbot):
    errors.show(ZeroDivisionError())
    assert errors.shown.details.toPlainText() == "report of ZeroDivisionError"

    qtbot.mouseClick(errors.shown.buttons[0], LEFT)

    assert QApplication.clipboard().text() == "report of ZeroDivisionError"


def test_a_second_error_opens_no_second_dialog(errors, qtbot):
    errors.show(ZeroDivisionError())
    first = errors.shown

    errors.show(UserError("store.busy"))
    assert errors.shown is first

    first.reject()
    errors.show(UserError("store.busy"))
    assert errors.shown is not first


def test_an_error_is_told_though_the_window_of_the_last_one_is_gone(look, window, qtbot):
    desk = QWidget()
    windows = [desk, window]
    errors = Errors(look, lambda error: "Busy\nTry again.", repr, lambda: windows.pop(0), window)
    errors.show(UserError("store.busy"))
    over_desk = errors.shown
    assert over_desk.parentWidget() is desk
    with qtbot.waitSignal(over_desk.destroyed):
        desk.deleteLater()

    errors.show(UserError("store.busy"))

    assert errors.shown.parentWidget() is window


def test_a_bug_in_the_words_does_not_loop(errors):
    errors._words = lambda error: 1 / 0

    errors.show(UserError("store.busy"))

    assert errors.shown is None
    errors.show(ZeroDivisionError())
    assert errors.shown is not None


def test_an_exception_in_a_thread_reaches_the_window(errors, qtbot):
    errors.install()

    def fail():
        raise UserError("store.busy")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: errors.shown is not None)
    assert errors.shown.title.words == "The store is busy"
