import pytest

from tests.services.visits import organisation


@pytest.fixture
def in_september(monkeypatch):
    """The time at which the visits of ``tests.services.visits`` are yet to come."""
    monkeypatch.setenv("RECIPE_NOW", "2021-09-01T10:00:00+00:00")


@pytest.fixture
def host(workspace):
    return organisation(workspace, "Technopôle de Rouen", "FR", "technology_centre", "FR")
