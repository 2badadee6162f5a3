"""A copy of the whole store tells how far it is, and can be given up."""

import pytest

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.ids import new_uid
from recipe_desktop.services import organisations, records, stores
from recipe_desktop.store import contents
from recipe_desktop.store.models.imports import ImportPlan
from tests.conftest import DRIVERS


class EnoughError(Exception):
    """Somebody gives it up."""


def filled(session):
    """Some megabytes, and two documents."""
    for _number in range(800):
        plan = ImportPlan(
            uid=new_uid(), kind="people", file="x.csv", made_at=now(), plan="x" * 4000
        )
        session.add(plan)
    for letter in (b"one", b"two"):
        contents.keep(session.connection(), letter * 100_000)


@pytest.fixture(params=[(driver, plain) for driver in DRIVERS for plain in (False, True)], ids=str)
def backed_up(request, a_laptop, tmp_path):
    """Make a copy of a store of each kind, in each way."""
    driver, plain = request.param
    laptop = a_laptop(driver=driver)
    laptop.do(records.create, "organisations", {"name": "Alfa Kft."})
    laptop.do(filled)

    def make(progress):
        stores.back_up(laptop, tmp_path / "copy.recipe", plain=plain, progress=progress)
        return tmp_path / "copy.recipe"

    make.laptop = laptop
    return make


def test_a_copy_tells_how_far_it_is_up_to_the_end(backed_up):
    told = []

    copy = backed_up(lambda done, total: told.append((done, total)))

    dones, totals = zip(*told, strict=True)
    assert len(told) > 4
    assert list(dones) == sorted(dones)
    assert set(totals) == {dones[-1]}
    assert copy.stat().st_size > 3_200_000 + 600_000
    again = stores.open_store(copy)
    assert len(again.ask(organisations.order)) == 1
    again.close()


@pytest.mark.parametrize("turn", [1, 2, -3, -1])
def test_a_copy_that_is_given_up_leaves_nothing_and_the_store_goes_on(backed_up, turn):
    told = []
    backed_up(lambda done, _total: told.append(done)).unlink()
    stop_at = range(len(told))[turn]
    steps = iter(range(1_000_000))

    def stop(_done, _total):
        if next(steps) == stop_at:
            raise EnoughError

    before = sorted(backed_up.laptop.path.parent.iterdir())
    with pytest.raises(EnoughError):
        backed_up(stop)

    assert sorted(backed_up.laptop.path.parent.iterdir()) == before
    backed_up.laptop.do(records.create, "organisations", {"name": "Béta Kft."})
    assert len(backed_up.laptop.ask(organisations.order)) == 2


def test_a_neighbour_with_the_name_of_something_unfinished_stays_as_it_is(a_laptop, tmp_path):
    laptop = a_laptop()
    neighbours = [
        tmp_path / name
        for name in ("new.part.recipe", "copy.recipe.part", "back.part.recipe", "new.recipe.part")
    ]
    for file in neighbours:
        file.write_text("the only one")
    left = tmp_path / "copy.recipe.0123abcd.part"
    left.write_text("of a crash")

    stores.back_up(laptop, tmp_path / "copy.recipe")
    stores.restore(tmp_path / "copy.recipe", tmp_path / "back.recipe")
    stores.create(tmp_path / "new.recipe", stores.Owner("FR", "Lyon")).close()

    assert {file.read_text() for file in neighbours} == {"the only one"}
    assert not left.exists()
