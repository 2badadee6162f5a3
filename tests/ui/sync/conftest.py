import pytest

from recipe_desktop.services import records
from recipe_desktop.sync import receiving, sending
from tests.sync.offices import meet, organisation


@pytest.fixture
def pair(a_laptop):
    """A Hungarian and a French laptop that trust each other."""
    one = a_laptop("HU", "Kecskemét 1", "Zsófia Nagy")
    two = a_laptop("FR", "Lyon 1", "Hélène Le Goff")
    meet(one, two)
    return one, two


@pytest.fixture
def apart(pair, box):
    """Both wrote the staff of one organisation, and the second laptop's file lies in the box."""
    one, two = pair
    uid = organisation(one, "Győri Akku Kft.", country="HU", staff="36")
    sending.send(one, box)
    receiving.receive(two, [box])
    one.do(records.edit, "organisations", uid, {"staff": "38"})
    two.do(records.edit, "organisations", uid, {"staff": "41"})
    sending.send(two, box)
    return one, two, uid
