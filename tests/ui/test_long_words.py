"""A word as long as a web link, wherever somebody may write one: everything stays within reach."""

from contextlib import suppress

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import exchange_steps, records
from recipe_desktop.services.kind import Kept
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.ui.exchanges.switch import BOARD, LIST
from tests.ui.hands import out_of_reach, settle

LINK = "https://meet.example.org/l/" + "19%3ameeting_NTY0ZjE2YzktOGQ3Ny00ZjA5" * 5
WORD = "Hohenzollernsigmaringenwittgensteinberleburgschaumburglippebiesterfeldischemobilität"
TEXTS = (Kept.TEXT, Kept.LONG_TEXT)


def write(workspace, kind, uid, text):
    """Write the same into every text of a record that takes it."""
    for field in kind_of(kind).fields:
        if field.kept in TEXTS and not field.is_fixed:
            with suppress(UserError):  # such as an address of e-mail, which this is none
                workspace.do(records.edit, kind, uid, {field.name: text})


@pytest.fixture(params=[LINK, WORD], ids=["link", "word"])
def text(request):
    return request.param


@pytest.fixture
def long_words(workspace, text):
    """One record of each kind that has a page, full of long words."""
    made = {}

    def make(kind, **values):
        made[kind] = workspace.do(records.create, kind, values).uid
        write(workspace, kind, made[kind], text)
        return made[kind]

    days = {"starts_on": "2026-12-07", "ends_on": "2026-12-11"}
    host = make("organisations", name="Rouen", country="FR", organisation_type="sme")
    firm = make("organisations", name="Győri", country="HU", organisation_type="sme")
    make("people", given_name="Zsófia", family_name="Nagy", organisation=firm)
    make("memberships", organisation=firm, cluster_name="ZONE")
    make("former-names", organisation=firm, name="Alfa")
    made["exchanges"] = workspace.do(exchange_steps.begin, firm, host)
    workspace.do(records.edit, "exchanges", made["exchanges"], days)
    write(workspace, "exchanges", made["exchanges"], text)
    event = make("events", name="Day", country="HU", **days)
    make("registrations", event=event, given_name="Éva", family_name="Balogh")
    make("agenda-items", event=event, name="One", starts_at="2026-12-08T09:00:00+00:00")
    task = make("tasks", name="Task", starts_on="2026-12-08", duration_days="3")
    make("milestones", name="Stone", due_on="2026-12-10", parent=task)
    write(workspace, "members", workspace.ask(records.listing, "members")[0].uid, text)
    write(workspace, "projects", workspace.ask(records.listing, "projects")[0].uid, text)
    return made


@pytest.mark.parametrize(
    ("page", "kind"),
    [("partners", "organisations"), ("exchanges", "exchanges"), ("events", "events")],
)
def test_a_record_stays_within_its_pane(a_house, workspace, long_words, qtbot, page, kind):
    house = a_house(workspace)
    shown = house.window.go(page)
    shown.open(long_words[kind])
    settle(qtbot, house)

    for tab in range(shown.detail.tabs.count()):
        shown.detail.tabs.setCurrentIndex(tab)
        settle(qtbot, house)
        assert out_of_reach(house.window) == [], tab


def test_board_and_wide_pane_stay_within_the_window(a_house, workspace, long_words, qtbot):
    house = a_house(workspace)
    page = house.window.go("exchanges")
    page.open(long_words["exchanges"])
    page.open_wide()
    settle(qtbot, house)
    assert out_of_reach(house.window) == []

    page.show_way(BOARD)
    settle(qtbot, house)
    assert out_of_reach(house.window) == []
    page.show_way(LIST)


def test_a_plan_and_its_details_stay_within_the_window(a_house, workspace, long_words, qtbot):
    house = a_house(workspace)
    page = house.window.go("roadmap")
    settle(qtbot, house)
    for kind in ("tasks", "milestones"):
        page.open(long_words[kind])
        page.show_details()
        settle(qtbot, house)
        for tab in range(page.detail.tabs.count()):
            page.detail.tabs.setCurrentIndex(tab)
            settle(qtbot, house)
            assert out_of_reach(house.window) == [], (kind, tab)


@pytest.mark.parametrize("page", ["home", "sync"])
def test_a_page_stays_within_the_window(a_house, workspace, long_words, qtbot, page):
    house = a_house(workspace)
    house.window.go(page)
    settle(qtbot, house)

    assert out_of_reach(house.window) == []


def test_project_and_reference_data_stay_within_the_window(a_house, workspace, long_words, qtbot):
    house = a_house(workspace)
    house.show_project()
    settle(qtbot, house)
    assert out_of_reach(house.window) == []

    house.show_reference()
    shown = house.window.pages.currentWidget()
    for part in shown.parts:
        shown.open(part)
        settle(qtbot, house)
        assert out_of_reach(house.window) == [], part
