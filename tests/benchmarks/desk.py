"""The desk of an event with ten thousand people: scan to painted result, and a name as it is typed.

The screen as it covers a laptop of 1366 by 768, off screen, on an encrypted store, with the main
window's listeners absent. A scan counts from the last key of the scanner to the painted screen;
the limit is the same arrival written without a screen. A name counts from a letter to the painted
rows; the limit is the answer alone. Names are typed letter by letter from the second on.
"""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from recipe_desktop import paths
from recipe_desktop.services import desk, desk_search, events, records, rosters
from recipe_desktop.services.here import event_scope
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.desk.opening import EventDesk
from recipe_desktop.ui.look.theme import Look, Scheme
from tests.benchmarks.figures import Figure, p95, waited
from tests.benchmarks.sample import a_folder, a_laptop, insertion, registrations, write

GROUP = "desk"
BURST = 220
TYPED = ("kovács ben", "müller jürgen", "gonçalves in", "szűcs zs", "de vries sj")
SLIPS = ("kovcas", "mullre", "goncalbes", "hrovath")
_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Wall:
    """A clock that goes on by some seconds at every look: no scan is the echo of the last."""

    def __init__(self):
        self.now = _MORNING

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def figures(size):
    app = QApplication.instance() or QApplication([])
    look = Look(app, paths.resources(), scheme=Scheme.LIGHT, base_pt=10)
    with a_folder() as folder:
        laptop = a_laptop(folder)
        event = laptop.do(
            records.create, "events", {"name": "Networking day", "starts_on": "2026-11-23"}
        ).uid
        rows = registrations(size.people, event, event_scope(event))
        write(laptop, insertion("registration"), rows)
        laptop.catch_up()
        mine = laptop.do(rosters.first_desk, event)
        codes = [
            laptop.ask(records.show, "registrations", uid).fields["code"]
            for uid in rows_of(laptop, event, 2 * min(BURST, size.people // 2))
        ]
        screen = EventDesk(look, laptop, Notices(laptop.listen, app), event, mine, now=Wall())
        screen.resize(1366, 768)
        screen.show()
        yield from _scans(screen, laptop, event, mine, codes)
        yield from _names(screen, laptop, event)
        screen.close()
        laptop.close()


def rows_of(laptop, event, count):
    return laptop.ask(events.people_order, event)[:count]


def _scans(screen, laptop, event, mine, codes):
    half = len(codes) // 2
    painted, bare = [], []
    for code, other in zip(codes[:half], codes[half:], strict=True):
        painted.append(waited(_scan, screen, code))
        bare.append(waited(_arrive, laptop, event, mine, other, screen.desk.now()))
    assert screen.top.standing.share > 0
    ours = p95(painted)
    yield Figure(
        GROUP,
        "scan to painted result, p95",
        ours / p95(bare),
        "arrival alone",
        80,
        30,
        ours * 1000,
        "ms",
    )
    count = len(laptop.ask(events.presences, event))
    missing = 2 * half - count
    yield Figure(GROUP, f"missing of {half} burst scans", 1 + missing, "all", 0, 0, missing, "")


def _scan(screen, code):
    for letter in code:
        _press(screen, ord(letter), letter)
    _press(screen, Qt.Key.Key_Return, "\r")
    screen.grab()


def _press(screen, key, text):
    QApplication.sendEvent(
        screen, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    )


def _arrive(laptop, event, mine, code, at):
    laptop.do(desk.scan, event, mine, code, at=at)


def _names(screen, laptop, event):
    for name, texts, limit, reach in (
        ("name as it is typed, p95", TYPED, 50, 16),
        ("name with one typing error, p95", SLIPS, 100, 50),
    ):
        shown, bare = [], []
        for text in texts:
            for end in range(2 if texts is TYPED else len(text), len(text) + 1):
                screen.look_for("")
                shown.append(waited(_look_for, screen, text[:end]))
                bare.append(waited(laptop.ask, desk_search.find_people, event, text[:end]))
        ours = p95(shown)
        yield Figure(GROUP, name, ours / p95(bare), "answer alone", limit, reach, ours * 1000, "ms")


def _look_for(screen, text):
    screen.search.field.field.setText(text)
    screen.grab()
