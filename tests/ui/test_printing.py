"""The dialog in which every document is previewed and saved, whatever stands on its pages."""

import threading
import time
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pytest

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.reports.page import Imprint
from recipe_desktop.reports.register import register
from recipe_desktop.reports.table import Column
from recipe_desktop.ui.paper.printing import Laid, PrintDocument
from tests.ui.hands import words_on


@dataclass
class Turn:
    """One time that the pages are laid out: as soon as the test says so, or not at all."""

    language: str
    may_go: threading.Event = field(default_factory=threading.Event)
    fails: bool = False

    def go(self, *, fails=False):
        self.fails = fails
        self.may_go.set()


class Leaflet(PrintDocument):
    def __init__(self, look, window, jobs):
        super().__init__(look, window, jobs, "Leaflet")
        self.turns = []
        self.begin()

    def choices(self):
        return (("Language", self.language_of),)

    def file_name(self):
        return "leaflet.pdf"

    def work(self):
        turn = Turn(self.language_of.currentData())
        self.turns.append(turn)
        return partial(lay_out, turn)


def lay_out(turn, _progress):
    assert turn.may_go.wait(10)
    if turn.fails:
        raise ValueError("unreadable")
    imprint = Imprint("RECiPE4Mobility", date(2026, 11, 23))
    document = register("Leaflet", [Column("Name", 1)], [["Ana Costa"]], imprint)
    return Laid(document, (), f"In {turn.language}", is_empty=False, write=write_without_end)


def write_without_end(_path, progress):
    while True:
        progress.step(0, 0)
        time.sleep(0.001)


@pytest.fixture
def leaflet(qtbot, look, window, jobs):
    dialog = Leaflet(look, window, jobs)
    dialog.open()
    yield dialog
    for turn in dialog.turns:
        turn.go()
    qtbot.waitUntil(lambda: not jobs.running)


def test_pages_that_are_ready_after_the_dialog_was_closed_are_nobodys_any_more(
    qtbot, leaflet, jobs
):
    gone = []
    leaflet.destroyed.connect(lambda: gone.append(True))
    leaflet.reject()
    qtbot.waitUntil(lambda: bool(gone))

    leaflet.turns[0].go()
    qtbot.waitUntil(lambda: not jobs.running)

    assert leaflet.laid is None


def test_a_failure_of_what_is_no_longer_wanted_does_not_hide_what_is(qtbot, leaflet):
    leaflet.language_of.setCurrentIndex(leaflet.language_of.findData("de"))
    first, second = leaflet.turns

    with qtbot.captureExceptions() as risen:
        first.go(fails=True)
        qtbot.waitUntil(lambda: len(risen) == 1)
    second.go()

    qtbot.waitUntil(lambda: leaflet.told.words == "In de")
    assert leaflet.save.isEnabled()


def test_who_cancels_the_writing_may_save_once_more(qtbot, leaflet, tmp_path):
    leaflet.turns[0].go()
    qtbot.waitUntil(leaflet.save.isEnabled)

    leaflet.write(tmp_path / "leaflet.pdf")
    qtbot.waitUntil(leaflet.progress.cancel.isVisible)
    leaflet.progress.cancel.click()

    qtbot.waitUntil(leaflet.save.isEnabled)
    assert leaflet.told.words == "In en"


def test_all_that_is_lacking_is_told_and_where_it_is_given(qtbot, leaflet):
    leaflet.turns[0].go()
    qtbot.waitUntil(leaflet.save.isEnabled)
    codes = ("report.no_funding_line", "report.no_disclaimer", "report.no_emblem")

    leaflet.show_findings([Finding(code, Severity.WARN, "") for code in codes])
    leaflet.place()

    said = words_on(leaflet)
    assert "The emblem of the European Union is missing. It is given in the project" in said
    assert said.count(" is missing. It is given in the project settings, menu Edit.") == 3
    assert leaflet.rect().contains(leaflet.room.geometry())
