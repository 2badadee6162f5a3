"""What conflicts are called whose records have no name of their own, and where they are seen."""

from functools import partial

import pytest

from recipe_desktop.services import conflicts, history, records, roadmap, titles
from recipe_desktop.services.roadmap import TranslatedText
from recipe_desktop.sync import rehearsal, sending
from tests.sync.offices import carry as carry_between

ORGANISATION = {"name": "Győri Akku Kft."}


@pytest.fixture
def carried(pair, box):
    return partial(carry_between, box, *pair)


def member(laptop, code):
    found = laptop.ask(records.listing, "members")
    return next(one for one in found if one.fields["code"] == code)


def of_organisation(kind, **fields):
    def make(laptop):
        owner = laptop.do(records.create, "organisations", ORGANISATION).uid
        made = laptop.do(records.create, kind, {"organisation": owner, **fields}).uid
        return made, ("organisations", owner)

    return make


def membership_here(laptop):
    return of_organisation("memberships", member=member(laptop, "HU").uid)(laptop)


def link(laptop):
    before, after = (
        laptop.do(records.create, "tasks", {"name": name}).uid for name in ("Plan", "Drive")
    )
    made = laptop.do(records.create, "task-links", {"before": before, "after": after}).uid
    return made, ("tasks", before)


def translation(laptop):
    task = laptop.do(records.create, "tasks", {"name": "Drive"}).uid
    laptop.do(roadmap.translate, "tasks", task, TranslatedText("name", "hu", "Vezetés"))
    [made] = laptop.ask(records.listing, "translations")
    return made.uid, ("tasks", task)


def day(laptop):
    event = laptop.do(records.create, "events", {"name": "Bakery day", "starts_on": "2026-03-02"})
    made = laptop.do(records.create, "event-days", {"event": event.uid, "day_on": "2026-03-02"})
    return made.uid, ("events", event.uid)


def lump_sum(laptop):
    found = laptop.ask(records.listing, "lump-sums")
    made = next(one for one in found if one.fields["country"] == "HU")
    return made.uid, ("lump-sums", made.uid)


@pytest.mark.parametrize(
    ("make", "kind", "values", "named"),
    [
        (
            of_organisation("memberships", cluster_name="ACE"),
            "memberships",
            ({"from_on": "2020-01-01"}, {"from_on": "2021-01-01"}),
            "Membership of Győri Akku Kft. in ACE",
        ),
        (
            of_organisation("former-names", name="Akku"),
            "former-names",
            ({"until_on": "2020-01-01"}, {"until_on": "2021-01-01"}),
            "Former name of Győri Akku Kft.: Akku",
        ),
        (link, "task-links", ({"lag_days": "1"}, {"lag_days": "2"}), "Link from Plan to Drive"),
        (
            translation,
            "translations",
            ({"text": "Kocsikázás"}, {"text": "Autózás"}),
            "Drive: Name in Hungarian",
        ),
        (
            day,
            "event-days",
            ({"place": "Hall"}, {"place": "Yard"}),
            "2 Mar 2026, day of Bakery day",
        ),
        (lump_sum, "lump-sums", ({"note": "one"}, {"note": "two"}), "Lump sum of Hungary"),
    ],
)
def test_a_record_without_a_name_is_called_by_what_it_belongs_to(
    pair, carried, box, make, kind, values, named
):
    one, two = pair
    uid, place = make(one)
    carried()
    for laptop, written in zip(pair, values, strict=True):
        laptop.do(records.edit, kind, uid, written)
    sending.send(two, box)

    [change] = rehearsal.rehearse(one, [box]).changes
    assert (change.name, len(change.rivals)) == (named, 2)
    carried()

    for laptop in pair:
        [question] = laptop.ask(conflicts.inbox)
        assert question.name == named
        assert all(rival.word for rival in question.rivals)
        assert laptop.ask(titles.stands_in, kind, uid) == place


def test_a_membership_in_a_member_names_both_and_so_do_its_values(pair, carried):
    one, two = pair
    uid, _ = membership_here(one)
    carried()
    france, germany = (member(one, code) for code in ("FR", "DE"))
    one.do(records.edit, "memberships", uid, {"member": france.uid})
    two.do(records.edit, "memberships", uid, {"member": germany.uid})
    carried()

    for laptop in pair:
        [question] = laptop.ask(conflicts.inbox)
        words = {rival.word for rival in question.rivals}
        assert words == {france.fields["name"], germany.fields["name"]}
        assert question.name == f"Membership of Győri Akku Kft. in {question.rivals[0].word}"


def test_what_stays_of_a_step_is_called_by_what_it_belongs_to(pair, carried):
    one, two = pair
    uid, _ = link(one)
    one.do(records.edit, "task-links", uid, {"lag_days": "1"})
    carried()
    two.do(records.edit, "task-links", uid, {"lag_days": "2"})
    carried()

    taken = one.do(history.undo)

    assert [left.name for left in taken.left] == ["Link from Plan to Drive"]
