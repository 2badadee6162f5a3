"""What joins two records: whoever writes the same, here or in another office, makes one record."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import new_uid
from recipe_desktop.services import conflicts, history, planning, records
from tests.sync.offices import carry, meet, organisation
from tests.sync.test_shares import member


@pytest.fixture
def offices(a_laptop):
    made = a_laptop("HU"), a_laptop("FR")
    meet(*made)
    return made


@pytest.fixture
def firm(offices, box):
    uid = organisation(offices[0], "Alfa Kft.")
    carry(box, *offices)
    return uid


@pytest.fixture
def tasks(offices, box):
    uids = [offices[0].do(planning.add, "tasks", name) for name in ("Ask", "Build")]
    carry(box, *offices)
    return uids


def kept(workspace, kind):
    return [one.fields for one in workspace.ask(records.listing, kind)]


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("memberships", {"member": "HU"}),
        ("memberships", {"member": "HU", "from_on": "2020-01-01"}),
        ("memberships", {"cluster_name": "Pannon Klaszter"}),
        ("former-names", {"name": "Béta Kft."}),
    ],
)
def test_two_offices_that_write_the_same_make_one_record(offices, firm, box, kind, more):
    named = {**more, "member": member(offices[0], "HU")} if "member" in more else more
    made = {one.do(records.create, kind, {"organisation": firm, **named}).uid for one in offices}

    carry(box, *offices)

    assert len(made) == 1
    for one in offices:
        assert len(kept(one, kind)) == 1
        assert one.ask(conflicts.inbox) == []
        with pytest.raises(UserError, match=r"record\.is_there"):
            one.do(records.create, kind, {"organisation": firm, **named})


def test_two_offices_that_link_the_same_tasks_make_one_link(offices, tasks, box):
    hungary, france = offices
    before, after = tasks

    typed = hungary.do(planning.new_link, {"before": before, "after": after, "lag_days": 2})
    drawn = france.do(planning.link, before, after, lag=2)
    carry(box, *offices)

    assert typed.uid == drawn == planning.link_uid(before, after)
    assert all(len(kept(one, "task-links")) == 1 for one in offices)
    again = hungary.do(planning.new_link, {"before": before, "after": after, "lag_days": 5})
    assert again.uid == typed.uid
    assert [link["lag_days"] for link in kept(hungary, "task-links")] == [5]
    other = hungary.do(planning.new_link, {"before": before, "after": after, "link_type": "SS"})
    assert other.uid == planning.link_uid(before, after, "SS") != typed.uid


def test_a_link_that_was_made_otherwise_keeps_its_identity_and_is_found(offices, tasks):
    hungary, _ = offices
    before, after = tasks
    old = new_uid()
    hungary.do(records.create, "task-links", {"before": before, "after": after}, old)

    assert hungary.do(planning.link, before, after, lag=1) == old
    assert hungary.do(planning.new_link, {"before": before, "after": after}).uid == old
    assert [link["lag_days"] for link in kept(hungary, "task-links")] == [1]


def test_a_name_that_was_corrected_makes_room_for_what_it_was(offices, firm):
    hungary, _ = offices
    first = hungary.do(records.create, "former-names", {"organisation": firm, "name": "Béta"})
    hungary.do(records.edit, "former-names", first.uid, {"name": "Gamma"})

    second = hungary.do(records.create, "former-names", {"organisation": firm, "name": "BÉTA"})

    assert second.uid != first.uid
    assert sorted(str(one["name"]) for one in kept(hungary, "former-names")) == ["BÉTA", "Gamma"]


def test_one_that_was_deleted_is_made_again_and_travels(offices, firm, box):
    hungary, france = offices
    values = {"organisation": firm, "member": member(hungary, "HU")}
    first = hungary.do(records.create, "memberships", values)
    carry(box, *offices)
    hungary.do(records.remove, "memberships", first.uid)
    carry(box, *offices)

    again = france.do(records.create, "memberships", values)
    carry(box, *offices)

    assert again.uid == first.uid
    assert all(len(kept(one, "memberships")) == 1 for one in offices)
    france.do(history.undo)
    carry(box, *offices)
    assert all(kept(one, "memberships") == [] for one in offices)


def test_two_offices_that_enter_one_sum_make_one_entry_and_are_asked_which_holds(pair, tmp_path):
    one, two = pair
    said = {"country": "FR", "from_on": "2026-01-01", "certainty": "confirmed"}
    made = [
        office.do(records.create, "lump-sums", {**said, "amount_cents": amount}).uid
        for office, amount in ((one, "1000"), (two, "950"))
    ]

    carry(tmp_path, one, two)

    assert made[0] == made[1]
    for office in pair:
        assert [c.field for c in office.ask(conflicts.inbox)] == ["amount_cents"]
        with pytest.raises(UserError, match=r"record\.is_there"):
            office.do(records.create, "lump-sums", {**said, "amount_cents": "900"})
