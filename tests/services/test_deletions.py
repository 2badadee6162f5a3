"""Deleting a record, and what is told of what went with it and of what stays."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import deletions, history, planning, records, words_deletions


def delete(workspace, kind, uid):
    _nothing, group = workspace.do_as_step(deletions.delete, kind, uid)
    return workspace.ask(deletions.deleted, group, uid)


def test_a_deleted_organisation_tells_its_parts_and_who_is_left_without_it(workspace):
    make = lambda kind, **values: workspace.do(records.create, kind, values).uid  # noqa: E731
    firm, host = (make("organisations", name=name) for name in ("Rába Kft.", "Technopôle"))
    member = workspace.ask(records.find, "members", "HU")
    membership = make("memberships", organisation=firm, member=member)
    make("people", family_name="Nagy", organisation=firm)
    make("exchanges", visitor=firm, host=host)
    workspace.do(records.edit, "organisations", firm, {"notes": "Ask again"})

    done = delete(workspace, "organisations", firm)

    assert [(one.kind, one.uid) for one in done.went] == [("memberships", membership)]
    assert done.stay == {"people": 1, "exchanges": 1}
    assert words_deletions.told("Rába Kft.", done) == (
        "Deleted Rába Kft.; with it: 1 membership; still here, without it: 1 person, 1 exchange"
    )


def test_a_deleted_task_tells_its_parts_and_links(workspace):
    make = lambda **values: workspace.do(records.create, "tasks", values).uid  # noqa: E731
    whole, aside = make(name="Whole"), make(name="Aside")
    first, second = make(name="Ask", parent=whole), make(name="Build", parent=whole)
    for before, after in ((first, second), (second, aside)):
        workspace.do(planning.new_link, {"before": before, "after": after})

    done = delete(workspace, "tasks", whole)

    assert done.went_by_kind == {"tasks": 2, "task-links": 2}
    assert done.stay == {}
    workspace.do(history.undo)
    assert len(workspace.ask(records.order, "tasks")) == 4


@pytest.mark.parametrize(("kind", "given"), [("members", "DE"), ("projects", "RECiPE4Mobility")])
def test_what_the_partnership_began_with_stays(workspace, kind, given):
    [uid] = workspace.ask(records.order, kind, given)[:1]

    with pytest.raises(UserError, match=r"record\.founding"):
        delete(workspace, kind, uid)

    assert workspace.ask(records.present, kind, [uid])


@pytest.mark.parametrize("kind", ["members", "projects"])
def test_a_member_or_project_of_ones_own_can_go(workspace, kind):
    made = workspace.do(records.create, kind, {"name": "Another"})

    assert delete(workspace, kind, made.uid) == deletions.Deletion()
