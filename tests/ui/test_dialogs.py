"""Dialogs and progress: what they say, which keys they take, and how they end."""

import threading

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.ui.dialogs.dialog import Dialog, ProgressPlace, Statement, Verb, confirm, say
from recipe_desktop.ui.view import Label
from tests.ui import samples
from tests.ui.hands import nameless, type_text

LEFT = Qt.MouseButton.LeftButton


def test_the_buttons_of_a_dialog_are_not_cut_off_in_a_language_with_long_words(window, look):
    long = "Fahrzeugsicherheitsprüfgesellschaft benachrichtigen"
    dialog = Dialog(look, window, Statement("Wem?"), [Verb(long), Verb(f"{long} lassen")])
    dialog.open()

    assert all(b.width() >= b.sizeHint().width() for b in dialog.buttons)
    panel = dialog.panel.rect()
    assert all(panel.contains(b.geometry()) for b in dialog.buttons)


def test_a_dialog_keeps_the_keys_to_itself(window, qtbot):
    dialog = samples.damaged_file(window.look, window)

    qtbot.keyClick(dialog.buttons[-1], Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.done_ == []

    seen = set()
    for _step in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert all(dialog.isAncestorOf(widget) for widget in seen)
    assert len(seen) == 3


def test_a_dialog_says_what_happened_to_a_screen_reader_too(window):
    dialog = samples.damaged_file(window.look, window)

    assert dialog.accessibleName() == "This file is damaged"
    assert "Nothing of it was taken in" in dialog.accessibleDescription()
    assert nameless(dialog) == []


def test_details_for_support_are_folded(window, qtbot):
    dialog = samples.damaged_file(window.look, window)
    assert not dialog.details.isVisible()
    before = dialog.panel.height()

    qtbot.mouseClick(dialog._more, LEFT)

    assert dialog.details.isVisible()
    assert dialog.panel.height() > before + 80


def test_a_dialog_grows_with_what_comes_later(window, qtbot):
    dialog = say(window.look, window, Statement("Done"))
    before = dialog.panel.height()

    dialog.panel.layout().insertWidget(1, Label(window.look, "One line more"))

    qtbot.waitUntil(lambda: dialog.panel.height() > before + 15)


def test_what_enter_will_do_is_ringed_without_a_key_pressed_before(window):
    dialog = say(window.look, window, Statement("Done"))
    [button] = dialog.buttons

    edge = button.grab().toImage().pixelColor(1, button.height() // 2)

    assert edge.name() == window.look.tokens.accent_ink.lower()


def test_a_dialog_has_one_primary_button_and_ends_freed(window, qtbot):
    dialog = say(window.look, window, Statement("Done"))
    assert [button.isDefault() for button in dialog.buttons] == [True]

    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog.buttons[-1], Qt.Key.Key_Return)


def test_without_a_reason_nothing_irrevocable_is_done(window, qtbot):
    reasons = []
    dialog = confirm(
        window.look,
        window,
        Statement("The conflict will be closed"),
        "Close it",
        reasons.append,
        reason="Reason",
    )
    assert not dialog.buttons[-1].isEnabled()

    type_text(dialog.reason, "Telefonon egyeztetve, Győr")
    qtbot.mouseClick(dialog.buttons[-1], LEFT)

    assert reasons == ["Telefonon egyeztetve, Győr"]


def test_cancelling_a_question_does_nothing(window, qtbot):
    reasons = []
    dialog = confirm(window.look, window, Statement("It will go"), "Remove it", reasons.append)

    qtbot.keyClick(dialog.buttons[-1], Qt.Key.Key_Escape)

    assert reasons == []


def test_slow_work_shows_progress_with_words_and_can_be_cancelled(window, jobs, qtbot):
    gate, told = threading.Event(), threading.Event()

    def work(progress):
        progress.step(62, 100, "62 of 100 changes")
        told.set()
        gate.wait(10)
        progress.step(63, 100)

    place = ProgressPlace(window.look, window)
    job = jobs.start(work)
    place.follow(job)
    assert not place.isVisible()

    qtbot.waitUntil(place.isVisible)
    qtbot.waitUntil(lambda: place.words.words == "62 of 100 changes")
    assert place.bar.value() == 62
    with qtbot.waitSignal(job.cancelled):
        qtbot.mouseClick(place.cancel, LEFT)
        gate.set()
    qtbot.waitUntil(lambda: not place.isVisible())


def test_work_that_does_not_heed_cancel_offers_none(window, jobs, qtbot):
    gate = threading.Event()
    place = ProgressPlace(window.look, window)
    job = jobs.start(lambda progress: gate.wait(10))
    place.follow(job, can_cancel=False)

    qtbot.waitUntil(place.isVisible)
    assert not place.cancel.isVisible()

    with qtbot.waitSignal(job.finished):
        gate.set()


def test_what_is_followed_next_is_not_hidden_by_the_end_of_what_was_followed_before(
    window, jobs, qtbot
):
    gates = threading.Event(), threading.Event()
    place = ProgressPlace(window.look, window)
    first, second = (jobs.start(lambda progress, gate=gate: gate.wait(10)) for gate in gates)
    place.follow(first)
    place.follow(second)
    with qtbot.waitSignal(first.finished):
        gates[0].set()

    qtbot.waitUntil(place.isVisible)
    with qtbot.waitSignal(second.finished):
        gates[1].set()

    assert not place.isVisible()


def test_the_window_covered_by_a_dialog_is_dimmed(window, qtbot):
    before = window.grab().toImage().pixelColor(QPoint(1300, 700))

    samples.damaged_file(window.look, window)

    after = window.grab().toImage().pixelColor(QPoint(1300, 700))
    assert after.lightness() < before.lightness() * 0.75


def test_a_dialog_higher_than_its_window_scrolls_to_its_buttons(window, look):
    look.use(percent=200)
    window.resize(1280, 672)
    window.show()
    happened = "Seventy organisations were changed by somebody else in the meantime. " * 12
    dialog = say(look, window, Statement("Nothing was written", happened, "Look at them."))

    top = dialog.room.geometry()
    assert dialog.rect().contains(top)
    assert dialog.room.verticalScrollBar().maximum() > 0
    dialog.room.ensureWidgetVisible(dialog.buttons[-1])
    at = dialog.buttons[-1].mapTo(dialog, dialog.buttons[-1].rect().center())
    assert top.contains(at)
    assert window.childAt(dialog.mapTo(window, at)) is dialog.buttons[-1]
