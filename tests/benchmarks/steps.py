"""The longest step of the window's thread, on a store with 15,000 organisations.

Beside them stand what a project has: 50 exchanges, 40 events of which one has 200 people, and a
plan of 200 tasks. While a step lasts nothing is painted and no key is heard. Each page is shown, and what a person
does most is done, until nothing is being worked out any more; what counts is the processor time
of the window's thread in one turn of its event loop, since other programs on the machine lengthen
the wall clock. The limit beside it is the first showing of a bare list of as many rows.
"""

import tempfile
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from recipe_desktop import paths
from recipe_desktop.services import exchange_steps, records
from recipe_desktop.services import roadmap as plans
from recipe_desktop.services.here import event_scope
from recipe_desktop.ui.house.house import House
from recipe_desktop.ui.look.theme import Look, Scheme
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.view import Languages
from tests.benchmarks.figures import Figure
from tests.benchmarks.lists import Names, show_bare
from tests.benchmarks.roadmap import a_plan
from tests.benchmarks.sample import (
    a_folder,
    a_laptop,
    insertion,
    organisations,
    registrations,
    write,
)

GROUP = "steps"
_EXCHANGES, _EVENTS, _PEOPLE, _TASKS = 50, 40, 200, 200
_QUIET_S = 0.3  # nothing has happened for so long: the page is as it will stay
_IDLE_S = 0.002  # a turn in which something was done takes longer


def figures(size):
    app = QApplication.instance() or QApplication([])
    look = Look(app, paths.resources(), scheme=Scheme.LIGHT, base_pt=10)
    with a_folder() as folder, tempfile.TemporaryDirectory() as settings:
        laptop = a_laptop(folder)
        firms = organisations(size.listed)
        write(laptop, insertion("organisation"), firms)
        laptop.do(_exchanges_and_events, [firm[0] for firm in firms[:60]])
        laptop.do(plans.take_in, a_plan(_TASKS))
        laptop.catch_up()
        limit = _turn(partial(show_bare, Names([str(row) for row in range(size.listed)])))
        preferences = Preferences(Path(settings) / "window.ini")
        house = House(laptop, look, preferences, Languages(app), lambda: None, parent=app)
        for name, begin in _deeds(house):
            longest = _longest(app, house, begin)
            yield Figure(GROUP, name, longest / limit, "bare list", 100, 50, longest * 1000, "ms")
        house.window.close()
        house.stop()


def _exchanges_and_events(session, firms):
    for visitor, host in zip(firms[:_EXCHANGES], reversed(firms), strict=False):
        exchange_steps.begin(session, visitor, host)
    for number in range(_EVENTS):
        facts = {"name": f"Networking day {number}", "starts_on": f"2026-11-{number % 28 + 1:02}"}
        event = records.create(session, "events", facts).uid
    people = registrations(_PEOPLE, event, event_scope(event))
    session.connection().exec_driver_sql(insertion("registration"), people)


def _deeds(house):
    yield "window opened at Home", house.open
    for section in house.window.sidebar.entries:
        yield f"page {section} shown", partial(house.window.go, section)
    page = house.window.go("partners")
    yield "two letters typed", partial(page.listing.column.filter.field.setText, "gy")
    yield "filter cleared", page.listing.column.filter.field.clear
    yield "another organisation chosen", partial(page.list.choose, page.listing.table.uid(50))
    uid = page.listing.table.uid(50)
    edit = partial(house.workspace.do, records.edit, "organisations", uid)
    yield "city written", partial(edit, {"city": "Ghent"})
    yield "name written", partial(edit, {"name": "Zwijnaarde"})
    yield "likely doubles shown", page.review_doubles
    page = house.window.go("exchanges")
    yield "another exchange chosen", partial(page.list.choose, page.listing.table.uid(30))
    page = house.window.go("events")
    yield "another event chosen", partial(page.list.choose, page.listing.table.uid(39))
    page = house.window.go("roadmap")
    yield "details of a task shown", page.show_details
    yield "import begun", partial(house.ways.list_import.emit, "")


def _longest(app, house, begin):
    """The longest turn of the event loop, from what begins it until nothing happens any more."""
    longest = _turn(begin)
    until = time.monotonic() + _QUIET_S
    while time.monotonic() < until:
        turn = _turn(partial(app.processEvents, QEventLoop.ProcessEventsFlag.AllEvents))
        longest = max(longest, turn)
        busy = turn > _IDLE_S or house.jobs.running or not house.overviews.is_current
        if busy:
            until = time.monotonic() + _QUIET_S
        time.sleep(0.001)
    return longest


def _turn(work):
    """Processor seconds of this thread alone: what jobs do beside it is not its step."""
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
