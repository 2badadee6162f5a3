"""The emblem of a project: given, replaced, taken away and back, and refused with what to do."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import (
    directory,
    emblems,
    exports,
    history,
    projects,
    records,
    words,
)
from recipe_desktop.services.attachments import ContentSource
from tests.pictures import a_picture, an_emblem


@pytest.fixture
def project(workspace):
    return workspace.ask(projects.present).uid


def name(workspace, project):
    found = workspace.ask(emblems.of_project, project)
    return None if found is None else found.name


def test_the_emblem_stands_on_every_paper_until_it_is_removed(workspace, project):
    given = an_emblem()

    put = workspace.do(emblems.put, project, given)

    assert (put.record, put.name, put.is_here) == (project, "eu.png", True)
    assert workspace.ask(directory.directory).imprint.emblem == given.content
    workspace.do(emblems.remove, project)
    assert workspace.ask(directory.directory).imprint.emblem == b""
    workspace.do(emblems.remove, project)
    assert name(workspace, project) is None


def test_another_emblem_takes_its_place_and_each_step_is_undone_by_name(workspace, project):
    first, second = an_emblem(), an_emblem(400, name="logo.jpg", kind="JPEG")
    workspace.do(emblems.put, project, first)

    workspace.do(emblems.put, project, second)
    workspace.do(emblems.put, project, second)

    assert len(workspace.ask(records.listing, "attachments")) == 1
    assert workspace.ask(emblems.content, project) == second.content
    assert words.action_name(workspace.ask(history.steps).undo) == "New emblem"
    workspace.do(history.undo)
    assert workspace.ask(emblems.content, project) == first.content
    workspace.do(emblems.remove, project)
    assert words.action_name(workspace.ask(history.steps).undo) == "Removal of the emblem"
    workspace.do(history.undo)
    assert workspace.ask(emblems.content, project) == first.content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_any_png_that_can_be_printed_is_taken(workspace, project, mode):
    workspace.do(emblems.put, project, an_emblem(mode=mode))

    assert name(workspace, project) == "eu.png"


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_any_jpeg_is_taken_and_named_after_what_it_is(workspace, project, mode):
    workspace.do(emblems.put, project, an_emblem(mode=mode, kind="JPEG", name="eu flag.gif"))

    assert name(workspace, project) == "eu flag.jpg"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"GIF89a", "emblem.no_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "emblem.no_picture"),
        (a_picture(kind="GIF"), "emblem.no_picture"),
        (a_picture()[:-40], "emblem.no_picture"),
        (a_picture(40, 40), "emblem.too_few_pixels"),
        (a_picture(4001, 2000), "emblem.too_many_pixels"),
        (a_picture(1000, 100), "emblem.odd_shape"),
        (a_picture(100, 300), "emblem.odd_shape"),
        (a_picture() + bytes(1 << 20), "emblem.too_large"),
    ],
)
def test_what_is_no_emblem_is_refused_and_the_former_stays(workspace, project, content, code):
    workspace.do(emblems.put, project, an_emblem())

    with pytest.raises(UserError, match=code) as refused:
        workspace.do(emblems.put, project, ContentSource("other.png", content))

    what, advice = words.sentence(refused.value).split("\n")
    assert what.startswith("other.png")
    assert advice.startswith("The emblem was left as it is.")
    assert name(workspace, project) == "eu.png"


def test_it_is_a_document_of_the_partnership_and_of_no_exchange(workspace, project):
    put = workspace.do(emblems.put, project, an_emblem())

    rows = workspace.ask(exports.rows, "attachments")

    assert [row[0] for row in rows.rows] == [put.uid]
    assert workspace.ask(records.order, "attachments", "recipe4") == [put.uid]
    assert workspace.ask(records.scope_of, "attachments", put.uid) == "partnership"


def test_the_history_of_the_project_tells_it_as_a_field(workspace, project):
    workspace.do(emblems.put, project, an_emblem())
    workspace.do(emblems.remove, project)
    workspace.do(history.undo)

    told = workspace.ask(emblems.history_of, "projects", project)

    of_emblem = [(one.old, one.new) for one in told if one.field == "emblem"]
    assert of_emblem == [(None, "eu.png"), ("eu.png", None), (None, "eu.png")]
    assert {one.kind for one in told} == {"projects"}


def test_a_project_that_is_deleted_takes_it_along_and_brings_it_back(workspace):
    project = workspace.do(records.create, "projects", {"name": "Another one"}).uid
    workspace.do(emblems.put, project, an_emblem())

    workspace.do(records.remove, "projects", project)
    gone = workspace.ask(records.listing, "attachments")
    workspace.do(history.undo)

    assert gone == []
    assert name(workspace, project) == "eu.png"
