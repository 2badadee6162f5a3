import pytest

from recipe_desktop.domain.ids import new_uid
from recipe_desktop.store.state import State
from recipe_desktop.sync.cards import own_card
from recipe_desktop.sync.keys import Keys
from tests.sync.laptops import Laptop
from tests.sync.offices import meet


@pytest.fixture
def laptop(tmp_path):
    def make(device="Kecskemét 1", member="HU", person="Nagy Zsófia", *, steward=True):
        keys = Keys(State.create(tmp_path / "state", new_uid()))
        card = own_card(keys, device=device, member=member, person=person, is_steward=steward)
        return Laptop(keys, card)

    (tmp_path / "state").mkdir(exist_ok=True)
    return make


@pytest.fixture
def three(laptop):
    """Two laptops of one member, one of another; all admitted by all."""
    return laptop(), laptop("Kecskemét 2"), laptop("Lyon", "FR", "Anne")


@pytest.fixture
def pair(a_laptop):
    """Two laptops of one office that know each other."""
    one, two = a_laptop(), a_laptop()
    meet(one, two)
    return one, two
