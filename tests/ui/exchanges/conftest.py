"""A firm that visits, one that hosts, and the page of exchanges."""

import pytest

from recipe_desktop.services import records
from tests.ui.hands import settle


@pytest.fixture(autouse=True)
def in_september(monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", "2021-09-01T10:00:00+00:00")


@pytest.fixture
def firms(workspace):
    made = {}
    members = {m.fields["code"]: m.uid for m in workspace.ask(records.listing, "members")}
    for name, country, kind in (
        ("Győri Akku Kft.", "HU", "sme"),
        ("Rouen Tech", "FR", "technology_centre"),
    ):
        values = {"name": name, "country": country, "organisation_type": kind}
        uid = workspace.do(records.create, "organisations", values).uid
        link = {"organisation": uid, "member": members[country]}
        workspace.do(records.create, "memberships", link)
        made[country] = uid
    return made


@pytest.fixture
def page(qtbot, a_house, workspace, firms):
    house = a_house(workspace)
    shown = house.window.go("exchanges")
    settle(qtbot, house)
    return shown
