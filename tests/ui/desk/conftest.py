from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import events, records, signed_lists
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.desk.opening import EventDesk, desks_to_open
from recipe_desktop.ui.desk.scanner import GAP_MS
from tests.events import an_event, registered

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # nine o'clock in Zalaegerszeg

PEOPLE = (
    {"given_name": "Katalin", "family_name": "Török-Halmos", "organisation_name": "Dunántúli Kft."},
    {"given_name": "Anna", "family_name": "Kovács", "organisation_name": "Zalai Zrt."},
    {"given_name": "Anna", "family_name": "Kovács", "organisation_name": "Bakonyi Kft."},
    {"given_name": "Sanne", "family_name": "van der Velden", "diet": "Vegetarian"},
    {"given_name": "Rui", "family_name": "Alves de Sousa", "answer": "cancelled"},
    {"given_name": "Éva", "family_name": "Balogh", "attention": "Speaks at ten"},
)


@pytest.fixture
def clock(monkeypatch):
    """The clock at the wall of the hall."""

    class Clock:
        now = MORNING

        def __call__(self):
            return self.now

        def forward(self, **span):
            self.now += timedelta(**span)

    return Clock()


@pytest.fixture
def event(workspace):
    name = "Suppliers\N{RIGHT SINGLE QUOTATION MARK} networking day"
    days = {"starts_on": "2026-11-23", "ends_on": "2026-11-23"}
    return an_event(workspace, name, city="Zalaegerszeg", **days)


@pytest.fixture
def people(workspace, event):
    """Who is registered, by family name."""
    return {one["family_name"]: registered(workspace, event, **one) for one in PEOPLE}


@pytest.fixture
def codes(workspace, people):
    """The code on everybody's badge, by family name."""
    return {
        name: workspace.ask(records.show, "registrations", uid).fields["code"]
        for name, uid in people.items()
    }


@pytest.fixture
def screen(qapp, qtbot, look, workspace, event, people, clock):
    """The desk of this laptop, over the whole screen."""
    pages = workspace.ask(signed_lists.signed_list, event, MORNING.date())
    workspace.do(signed_lists.list_printed, event, MORNING.date(), pages)
    [here] = desks_to_open(workspace, event)
    notices = Notices(workspace.listen, qapp)
    made = EventDesk(look, workspace, notices, event, here.uid, now=clock)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.scanner.stop()
    notices.deleteLater()


def press(screen, key, text="", modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the focus is."""
    target = screen.focusWidget() or screen
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def scan(screen, code):
    """What a scanner types, wherever the focus is; a busy machine may be slow at it."""
    screen.scanner.gap_ms = 10_000
    for letter in code:
        press(screen, ord(letter.upper()), letter)
    press(screen, Qt.Key.Key_Return, "\r")
    screen.scanner.gap_ms = GAP_MS


def type_slowly(qtbot, screen, text):
    """What a human types: one letter, and a moment until it has arrived."""
    for letter in text:
        press(screen, ord(letter.upper()[0]), letter)
        qtbot.waitUntil(lambda: not screen.scanner.is_waiting)


def result(screen):
    shown = screen.result.result
    return (shown.outcome, shown.name) if shown is not None else None


def arrived(workspace, event):
    return set(workspace.ask(events.presences, event))
