"""A plan of a few tasks, in a window of the house."""

from datetime import date

import pytest

from recipe_desktop.services import outline, planning, records, stores
from recipe_desktop.ui.roadmap.timeline import Zoom
from tests.conftest import DRIVERS
from tests.ui.hands import settle

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_march(monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", "2026-03-10T10:00:00+00:00")


class Plan:
    """What tests say of the plan by its names."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.uids = {}

    def add(self, name, kind="tasks", part_of="", **fields):
        uid = self.workspace.do(planning.add, kind, name)
        members = {m.fields["code"]: m.uid for m in self.workspace.ask(records.listing, "members")}
        values = {n: members[v] if n == "owner" else v for n, v in fields.items()}
        if part_of:
            values["parent"] = self.uids[part_of]
        if values:
            self.workspace.do(records.edit, kind, uid, values)
        self.uids[name] = uid
        return uid

    def link(self, before, after, *how):
        return self.workspace.do(planning.link, self.uids[before], self.uids[after], *how)

    def node(self, name):
        nodes = self.workspace.ask(outline.outline).nodes
        return next(n for n in nodes if n.uid == self.uids[name])

    def days(self, name):
        return self.node(name).start, self.node(name).end


@pytest.fixture
def plan(workspace):
    made = Plan(workspace)
    made.add("Whole", code="1", owner="HU")
    made.add(
        "Ask", part_of="Whole", code="1.1", starts_on="2026-03-02", duration_days=5, owner="HU"
    )
    made.add("Build", part_of="Whole", code="1.2", duration_days=10, owner="DE")
    made.add("Reached", "milestones", part_of="Whole", code="1.3")
    made.add("Aside", code="2", starts_on="2026-03-04", duration_days=3)
    made.link("Ask", "Build")
    made.link("Build", "Reached")
    return made


@pytest.fixture
def elsewhere(workspace):
    """The command line, of whose writing the window has not heard yet."""
    opened = stores.open_store(workspace.path, driver=DRIVERS["plain"])
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot, a_house, workspace, plan):
    house = a_house(workspace)
    shown = house.window.go("roadmap")
    settle(qtbot, house)
    shown.chart.zoom(Zoom.DAYS)
    shown.chart.horizontalScrollBar().setValue(
        round(shown.chart.timeline.offset(date(2026, 2, 23)))
    )
    shown.house = house
    return shown
