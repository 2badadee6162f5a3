"""An event of two days, its desks and its people."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from recipe_desktop.services import records
from tests.events import an_event, registered

NINE = datetime(2027, 5, 6, 7, 0, tzinfo=UTC)
TODAY = date(2027, 5, 6)


@pytest.fixture
def event(workspace):
    return an_event(workspace, starts_on="2027-05-06", ends_on="2027-05-07", capacity="3")


@pytest.fixture
def a_desk(workspace, event):
    def make(letter="A", **values):
        values = {"event": event, "letter": letter, **values}
        return workspace.do(records.create, "desks", values).uid

    return make


@pytest.fixture
def a_person(workspace, event):
    return partial(registered, workspace, event)


def code_of(workspace, uid):
    return workspace.ask(records.show, "registrations", uid).fields["code"]


def at(minutes=0, seconds=0):
    return NINE + timedelta(minutes=minutes, seconds=seconds)
