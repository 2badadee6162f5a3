"""What a page does once it is in sight, and not before."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from recipe_desktop.ui.background.afterwards import Afterwards


class Painted(QObject):
    """Writes down when a widget is painted."""

    def __init__(self, widget, told):
        super().__init__(widget)
        self._told = told
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self._told.append("painted")
        return super().eventFilter(watched, event)


def test_nothing_waits_once_all_is_done_nor_out_of_sight(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    later = Afterwards(page, lambda: None)
    assert not later.waits

    page.show()
    assert later.waits

    qtbot.waitUntil(lambda: later.is_over)
    assert not later.waits


def test_a_page_is_painted_before_its_steps_are_done_one_in_each_turn(qtbot, qapp):
    page, told = QWidget(), []
    qtbot.addWidget(page)
    Painted(page, told)
    later = Afterwards(page, lambda: told.append("made"), lambda: told.append("filled"))

    page.show()
    assert told.count("made") == 0
    turns = []
    while not later.is_over:
        qapp.processEvents()
        turns.append(len([one for one in told if one != "painted"]))

    assert told[0] == "painted"
    assert [one for one in told if one != "painted"] == ["made", "filled"]
    assert set(turns) >= {0, 1, 2}, "no turn did two of them"


def test_a_page_that_is_left_goes_on_when_it_is_seen_again(qtbot, qapp):
    pages, told = QStackedWidget(), []
    qtbot.addWidget(pages)
    first, second = QWidget(), QWidget()
    pages.addWidget(first)
    pages.addWidget(second)

    def make():
        told.append("made")
        pages.setCurrentWidget(second)

    later = Afterwards(first, make, lambda: told.append("filled"))
    pages.show()
    qtbot.waitUntil(lambda: "made" in told)
    for _ in range(10):
        qapp.processEvents()
    assert told == ["made"]

    pages.setCurrentWidget(first)
    qtbot.waitUntil(lambda: later.is_over)
    assert told == ["made", "filled"]


def test_who_needs_it_at_once_need_not_wait(qtbot):
    page, told = QWidget(), []
    qtbot.addWidget(page)
    later = Afterwards(
        page, lambda: (told.append("made"), later.hurry()), lambda: told.append("filled")
    )

    later.hurry()

    assert told == ["made", "filled"]
    assert later.is_over


def test_a_step_that_knows_how_it_goes_on_comes_before_what_was_left(qtbot):
    page, told = QWidget(), []
    qtbot.addWidget(page)
    more = (lambda: told.append("filled"), lambda: told.append("detailed"))
    later = Afterwards(page, lambda: later.add_next(*more), lambda: told.append("ordered"))

    page.show()
    qtbot.waitUntil(lambda: later.is_over)

    assert told == ["filled", "detailed", "ordered"]
