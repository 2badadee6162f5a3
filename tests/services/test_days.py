"""Which day it is: that on the wall where the laptop stands."""

import time

import pytest

from recipe_desktop.services import exchange_steps, records


@pytest.fixture
def after_midnight(monkeypatch):
    """Half past midnight in Budapest, while it is still the day before in UTC."""
    monkeypatch.setenv("RECIPE_NOW", "2021-09-01T22:30:00+00:00")
    with monkeypatch.context() as place:
        place.setenv("TZ", "Europe/Budapest")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system sets the time zone")
@pytest.mark.usefixtures("after_midnight")
def test_a_step_taken_after_midnight_is_of_the_day_on_the_wall(workspace):
    visitor = workspace.do(records.create, "organisations", {"name": "Zalai Akku Kft."}).uid
    exchange = workspace.do(records.create, "exchanges", {"visitor": visitor}).uid

    workspace.do(exchange_steps.take_step, exchange)

    assert (
        workspace.ask(records.show, "exchanges", exchange).fields["registered_on"] == "2021-09-02"
    )
