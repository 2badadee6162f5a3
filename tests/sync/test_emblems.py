"""The emblem among offices: all have it, and where two were given apart all show the same."""

import pytest

from recipe_desktop.services import conflicts, emblems, home, projects, records
from tests.pictures import an_emblem
from tests.sync.offices import carry, meet


@pytest.fixture
def offices(a_laptop):
    made = a_laptop("HU", driver="encrypted"), a_laptop("FR"), a_laptop("DE")
    meet(*made)
    return made


def project(workspace):
    return workspace.ask(projects.present).uid


def shown(workspace):
    found = workspace.ask(emblems.of_project, project(workspace))
    return None if found is None else (found.name, workspace.ask(emblems.content, found.record))


def test_every_office_gets_the_picture_itself(offices, box):
    hungary, france, germany = offices
    given = an_emblem()
    hungary.do(emblems.put, project(hungary), given)

    carry(box, *offices)

    assert {shown(one) for one in offices} == {(given.name, given.content)}
    assert germany.ask(home.overview).came_in
    france.do(emblems.remove, project(france))
    carry(box, *offices)
    assert {shown(one) for one in offices} == {None}


def test_of_two_that_were_given_apart_all_show_the_later_one(offices, box, monkeypatch):
    hungary, france, _ = offices
    hungary.do(emblems.put, project(hungary), an_emblem(name="old.png"))
    carry(box, *offices)
    first, later = an_emblem(320, name="first.png"), an_emblem(340, name="later.png")

    france.do(emblems.put, project(france), first)
    hungary.do(emblems.put, project(hungary), later)
    carry(box, *offices)

    assert {shown(one) for one in offices} == {("later.png", later.content)}
    assert all(one.ask(conflicts.inbox) == [] for one in offices)
    again = an_emblem(360, name="again.png")
    france.do(emblems.put, project(france), again)
    carry(box, *offices)
    assert {shown(one) for one in offices} == {("again.png", again.content)}
    assert all(len(one.ask(records.listing, "attachments")) == 1 for one in offices)
