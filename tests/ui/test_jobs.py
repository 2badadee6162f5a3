import threading
from functools import partial
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QObject

from recipe_desktop.ui.background import collecting
from recipe_desktop.ui.background.jobs import CancelledError, Jobs


def test_the_result_arrives_in_the_windows_thread(qtbot, jobs):
    threads = []
    job = jobs.start(lambda progress: threading.get_ident())
    job.succeeded.connect(lambda result: threads.extend((result, threading.get_ident())))

    with qtbot.waitSignal(job.finished):
        pass

    worker, window = threads
    assert worker != window
    assert window == threading.get_ident()


def test_the_first_and_the_last_step_are_told(qtbot, jobs):
    def work(progress):
        for done in range(1001):
            progress.step(done, 1000, f"{done} rows")

    job = jobs.start(work)
    told = []
    job.progressed.connect(lambda done, total, words: told.append((done, words)))
    with qtbot.waitSignal(job.finished):
        pass

    assert told[0] == (0, "0 rows")
    assert told[-1] == (1000, "1000 rows")
    assert len(told) < 200


def test_a_cancelled_job_ends_at_its_next_step(qtbot, jobs):
    started, go_on = threading.Event(), threading.Event()

    def work(progress):
        started.set()
        go_on.wait(10)
        progress.step(1, 2)
        raise AssertionError

    job = jobs.start(work)
    assert started.wait(10)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        go_on.set()

    assert jobs.running == []


def test_a_failure_goes_to_who_asked_for_it(qtbot, jobs):
    def work(progress):
        raise ValueError("unreadable")

    failures = []
    job = jobs.start(work)
    job.on_failure(failures.append)
    with qtbot.waitSignal(job.finished):
        pass

    assert [str(error) for error in failures] == ["unreadable"]


def test_a_failure_nobody_asked_for_rises_like_any_other_error(qtbot, jobs):
    def work(progress):
        raise ValueError("unreadable")

    with qtbot.captureExceptions() as risen:
        job = jobs.start(work)
        with qtbot.waitSignal(job.finished):
            pass

    assert [str(error) for _kind, error, _trace in risen] == ["unreadable"]


def test_a_failure_is_not_lost_with_the_view_that_asked(qtbot, jobs):
    from PySide6.QtWidgets import QLabel

    class Asking(QLabel):
        def show_failure(self, error):
            self.setText(str(error))

    gate = threading.Event()

    def work(progress):
        gate.wait(10)
        raise ValueError("unreadable")

    view = Asking()
    job = jobs.start(work)
    job.on_failure(view.show_failure)
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    with qtbot.captureExceptions() as risen, qtbot.waitSignal(job.finished):
        gate.set()

    assert [str(error) for _kind, error, _trace in risen] == ["unreadable"]


def test_writers_take_turns_and_readers_do_not_wait_for_them(qtbot, jobs):
    gate, order = threading.Event(), []

    def first(progress):
        gate.wait(10)
        order.append("first")

    slow = jobs.start(first, writes=True)
    quick = jobs.start(lambda progress: order.append("second"), writes=True)
    reader = jobs.start(lambda progress: order.append("reader"))
    with qtbot.waitSignal(reader.finished):
        pass
    with qtbot.waitSignals([slow.finished, quick.finished]):
        gate.set()

    assert order == ["reader", "first", "second"]


def test_it_is_known_while_somebody_writes(qtbot, jobs):
    gate = threading.Event()
    told = []
    jobs.writing_changed.connect(told.append)

    job = jobs.start(lambda progress: gate.wait(10), writes=True)
    assert jobs.writing
    with qtbot.waitSignal(job.finished):
        gate.set()

    assert told == [True, False]
    assert not jobs.writing


def test_a_job_outlives_the_view_that_asked(qtbot, jobs, qapp):
    from PySide6.QtWidgets import QLabel

    gate = threading.Event()
    label = QLabel()
    job = jobs.start(lambda progress: gate.wait(10) and "done")
    job.succeeded.connect(label.setText)
    label.deleteLater()
    del label
    with qtbot.waitSignal(job.succeeded) as told:
        gate.set()

    assert told.args == ["done"]


def test_work_that_is_told_to_end_hears_it_as_an_exception():
    from recipe_desktop.ui.background.jobs import Progress

    progress = Progress(lambda done, total, words: None)
    progress.step(1, 2)
    progress.cancel()

    with pytest.raises(CancelledError):
        progress.step(2, 2)


def test_after_the_end_nothing_begins(qapp):
    jobs = Jobs(qapp)
    jobs.end()
    done = []

    job = jobs.start(lambda progress: done.append("work"))
    jobs.wait()

    assert done == []
    assert jobs.running == []
    assert not job.is_over
    jobs.deleteLater()


def test_reading_is_given_up_at_the_end_and_writing_is_not(qapp):
    jobs = Jobs(qapp)
    reading, written = threading.Event(), []

    def read(progress):
        while True:
            reading.set()
            progress.breathe()

    def write(progress):
        reading.wait()
        progress.breathe()
        written.append("all")

    jobs.start(read)
    jobs.start(write, writes=True)
    reading.wait()
    jobs.end()

    assert written == ["all"]


class Dying:
    """Notes in which thread it goes; a cycle, if wished, which only a search finds."""

    def __init__(self, where, *, cycle=False):
        self.where, self.me = where, self if cycle else None

    def __del__(self):
        self.where.append(threading.get_ident())


def test_no_dead_widget_is_found_and_deleted_in_the_thread_of_a_job(qtbot, jobs):
    where = []
    Dying(where, cycle=True)

    def work(progress):
        return len([[number] for number in range(100_000)])  # each makes a search more likely

    with qtbot.waitSignal(jobs.start(work).finished):
        pass
    at_work = [[number] for number in range(1000)]
    qtbot.waitUntil(lambda: where != [], timeout=10_000)

    assert where == [threading.get_ident()]
    assert len(at_work) == 1000


def test_what_work_holds_and_brings_goes_in_the_windows_thread(qtbot, jobs):
    where = []

    def start():
        held = Dying(where)

        def work(progress, held=held):
            failing = Dying(where)
            raise ValueError(failing)

        job = jobs.start(work)
        job.on_failure(lambda error: None)
        return job.finished, jobs.start(lambda progress: Dying(where)).finished

    with qtbot.waitSignals(start()):
        pass
    qtbot.waitUntil(lambda: len(where) == 3, timeout=10_000)

    assert set(where) == {threading.get_ident()}


def test_python_searches_by_itself_again_when_the_last_window_is_gone(qapp, monkeypatch):
    told = []
    names = ("disable", "freeze", "unfreeze", "enable")
    calls = {name: partial(told.append, name) for name in names}
    monkeypatch.setattr(collecting, "gc", SimpleNamespace(**calls))
    collector = collecting.Collecting(qapp)
    first, second = QObject(), QObject()
    end = collector.add(first)
    collector.add(second)

    end()
    shiboken6.delete(first)
    assert told == ["disable", "freeze"]

    shiboken6.delete(second)
    assert told == ["disable", "freeze", "unfreeze", "enable"]
    shiboken6.delete(collector)
