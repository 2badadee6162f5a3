"""What undo does where another office has built on the step: their work stays, the rest goes back."""

from functools import partial

import pytest

from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.services import (
    conflicts,
    history,
    identity,
    imports,
    organisations,
    records,
    words_undo,
)
from tests.services.test_imports import LINES, a_list, imported, names
from tests.sync.offices import assert_agreed, meet
from tests.sync.offices import carry as carry_between


@pytest.fixture
def offices(a_laptop):
    """A Hungarian and a French laptop that have admitted each other."""
    one, two = a_laptop("HU", "Kecskemét 1"), a_laptop("FR", "Lyon", person="Anne Petit")
    meet(one, two)
    return one, two


@pytest.fixture
def carry(offices, box):
    return partial(carry_between, box, *offices)


def found(laptop, kind, name):
    [uid] = laptop.ask(records.order, kind, name)
    return uid


def fields_of(laptop, uid, kind="organisations"):
    return laptop.ask(records.show, kind, uid).fields


def left(taken):
    return [(one.name, one.fields) for one in taken.left]


def removed_and_written_on(offices, carry, **more):
    """An organisation that one office removed while the other wrote on it, and the question."""
    one, two = offices
    uid = one.do(records.create, "organisations", {"name": "Alfa", **more}).uid
    carry()
    one.do(records.remove, "organisations", uid)
    two.do(records.edit, "organisations", uid, {"city": "Lyon"})
    carry()
    [question] = one.ask(conflicts.inbox)
    return uid, question


def groups(laptop, action):
    def query(session):
        rows = session.connection().exec_driver_sql(
            "SELECT group_uid FROM txn WHERE action = ? AND source = '' "
            "GROUP BY group_uid ORDER BY min(clock)",
            (action,),
        )
        return [group for (group,) in rows]

    return laptop.ask(query)


def test_of_an_import_the_record_stays_on_which_another_office_built(offices, carry):
    one, two = offices
    imported(one, a_list(*LINES))
    carry()
    akku = found(two, "organisations", "akku")
    two.do(records.edit, "organisations", akku, {"staff": 40})
    carry()
    assert one.ask(history.steps).undo == "imports.execute"

    taken = one.do(history.undo)

    assert left(taken) == [("Győri Akku Kft.", ())]
    assert "1 record" in words_undo.what_stays(taken)
    carry()
    for laptop in offices:
        assert names(laptop) == ["Győri Akku Kft."]
        assert fields_of(laptop, akku)["city"] == "Győr"
        assert fields_of(laptop, akku)["staff"] == 40
    assert fields_of(one, akku)["email"] == "info@akku.example"
    assert len(one.ask(records.order, "memberships")) == 1


def test_undone_in_part_an_import_can_be_done_again_and_undone_again(offices, carry):
    one, two = offices
    imported(one, a_list(*LINES))
    carry()
    akku = found(two, "organisations", "akku")
    two.do(records.edit, "organisations", akku, {"staff": 40})
    carry()
    one.do(history.undo)

    again = one.do(history.redo)

    assert again.is_whole
    assert len(names(one)) == 3
    assert fields_of(one, akku)["staff"] == 40
    assert left(one.do(history.undo)) == [("Győri Akku Kft.", ())]
    assert names(one) == ["Győri Akku Kft."]


def test_a_step_of_which_everything_stays_does_not_stand_before_older_ones(offices, carry):
    one, two = offices
    uid = one.do(records.create, "organisations", {"name": "Alfa", "city": "Győr"}).uid
    one.do(records.edit, "organisations", uid, {"city": "Pécs"})
    one.do(records.edit, "organisations", uid, {"name": "Beta"})
    carry()
    two.do(records.edit, "organisations", uid, {"name": "Gamma"})
    carry()

    taken = one.do(history.undo)

    assert (taken.rows, left(taken)) == (0, [("Gamma", ("name",))])
    assert fields_of(one, uid)["name"] == "Gamma"
    assert one.do(history.undo).is_whole
    assert (fields_of(one, uid)["name"], fields_of(one, uid)["city"]) == ("Gamma", "Győr")


def test_of_a_changed_record_only_the_fields_stay_that_were_written_since(offices, carry):
    one, two = offices
    uid = one.do(records.create, "organisations", {"name": "Alfa", "city": "Győr", "staff": 5}).uid
    one.do(records.edit, "organisations", uid, {"city": "Pécs", "staff": 6})
    carry()
    two.do(records.edit, "organisations", uid, {"staff": 7})
    carry()

    taken = one.do(history.undo)

    assert left(taken) == [("Alfa", ("staff",))]
    assert (fields_of(one, uid)["city"], fields_of(one, uid)["staff"]) == ("Győr", 7)


def test_what_another_office_deleted_meanwhile_stays_deleted(offices, carry):
    one, two = offices
    uid = one.do(records.create, "organisations", {"name": "Alfa", "city": "Győr"}).uid
    one.do(records.edit, "organisations", uid, {"city": "Pécs"})
    carry()
    two.do(records.remove, "organisations", uid)
    carry()

    taken = one.do(history.undo)

    assert [(o.name, o.is_deleted) for o in taken.left] == [("Alfa", True)]
    assert names(one) == []
    assert one.do(history.undo).is_whole
    assert one.ask(history.steps).undo is None


def test_what_a_record_refers_to_that_stays_is_not_taken_away_from_it(offices, carry):
    one, two = offices
    imported(one, a_list(*LINES))
    carry()
    akku = found(two, "organisations", "akku")
    [membership] = [
        shown.uid
        for shown in two.ask(records.listing, "memberships")
        if shown.fields["organisation"] == akku
    ]
    two.do(records.edit, "memberships", membership, {"cluster_name": "AutoCluster"})
    sensorik = found(one, "organisations", "sensorik")
    carry()

    def a_person_by_a_colleague(session):
        session.connection().exec_driver_sql(
            "INSERT INTO person (uid, scope, family_name, organisation_uid) VALUES (?,?,?,?)",
            ("a" * 32, "cluster:HU", "Nagy", sensorik),
        )

    one.do(a_person_by_a_colleague)
    [group] = groups(one, "imports.execute")

    taken = one.do(imports.take_back_import, group)

    assert left(taken) == [("Donau-Sensorik GmbH", ()), ("Győri Akku Kft.", ())]
    assert fields_of(one, akku)["name"] == "Győri Akku Kft."


def test_undo_of_a_change_withdraws_it_from_a_conflict_that_shows_the_other_value(offices, carry):
    one, two = offices
    uid = one.do(records.create, "organisations", {"name": "Alfa"}).uid
    carry()
    one.do(records.edit, "organisations", uid, {"name": "by one"})
    two.do(records.edit, "organisations", uid, {"name": "by two"})
    carry()
    assert fields_of(one, uid)["name"] == "by two"  # written last

    taken = one.do(history.undo)

    assert taken.is_whole
    carry()
    assert_agreed(offices, uid, name="by two")


def test_a_suggestion_to_the_owner_can_be_taken_back(offices, carry):
    one, two = offices
    uid = one.do(records.create, "organisations", {"name": "Alfa"}).uid
    carry()
    one.do(records.edit, "organisations", uid, {"name": "by one"})
    two.do(records.edit, "organisations", uid, {"name": "by two"})
    carry()
    [question] = two.ask(conflicts.inbox)
    assert not two.do(conflicts.take, question.id, 1).decided

    assert two.ask(history.steps).undo == "conflicts.take"
    assert two.do(history.undo).is_whole

    [question] = two.ask(conflicts.inbox)
    assert question.suggestions == ()


def test_undo_of_a_deletion_against_an_edit_settles_the_question(offices, carry):
    one, _ = offices
    uid, question = removed_and_written_on(offices, carry)
    assert question.kind_of == "delete"

    assert one.do(history.undo).is_whole

    carry()
    assert_agreed(offices, uid, city="Lyon")


@pytest.mark.parametrize("again", ["deleted by hand", "decided so in the inbox"])
def test_undo_of_a_second_deletion_leaves_open_what_was_open(offices, carry, again):
    one, _ = offices
    uid, question = removed_and_written_on(offices, carry, email="info@alfa.example")
    before = [fields_of(laptop, uid) for laptop in offices]
    if again == "deleted by hand":
        one.do(records.remove, "organisations", uid)
    else:
        one.do(conflicts.take, question.id, 2)
    assert one.ask(conflicts.inbox) == []

    assert one.do(history.undo).is_whole

    carry()
    for laptop in offices:
        [open_again] = laptop.ask(conflicts.inbox)
        assert (open_again.id, open_again.rivals) == (question.id, question.rivals)
    assert [fields_of(laptop, uid) for laptop in offices] == before
    one.do(history.redo)
    assert one.ask(conflicts.inbox) == names(one) == []
    one.do(history.undo)
    one.do(conflicts.take, question.id, 1)
    carry()
    assert_agreed(offices, uid, city="Lyon")
    assert fields_of(one, uid)["email"] == "info@alfa.example"


def test_that_a_record_is_kept_stays_decided_and_undo_says_so(offices, carry):
    one, _ = offices
    uid, question = removed_and_written_on(offices, carry, email="info@alfa.example")
    one.do(conflicts.take, question.id, 1)
    before = fields_of(one, uid)
    assert before["email"] == "info@alfa.example"

    taken = one.do(history.undo)

    assert left(taken) == [("Alfa", ())]
    assert "stays decided" in words_undo.what_stays(taken)
    assert fields_of(one, uid) == before
    assert one.ask(conflicts.inbox) == []


def test_undo_never_decides_between_what_two_others_wrote(a_laptop, box):
    laptops = [a_laptop(code) for code in ("HU", "FR", "DE")]
    meet(*laptops)
    carry = partial(carry_between, box, *laptops)
    one, two, three = laptops
    uid = one.do(records.create, "organisations", {"name": "Alfa"}).uid
    carry()
    for number, laptop in enumerate(laptops):
        laptop.do(records.edit, "organisations", uid, {"name": f"by {number}"})
    carry()

    taken = one.do(history.undo)

    assert left(taken) == [(fields_of(one, uid)["name"], ("name",))]
    carry()
    for laptop in (one, two, three):
        [question] = laptop.ask(conflicts.inbox)
        assert {r.value for r in question.rivals} == {"by 0", "by 1", "by 2"}


def test_what_an_undone_import_left_is_what_a_later_step_goes_back_to(a_laptop):
    laptop = a_laptop("HU", "Kecskemét 1")
    imported(laptop, a_list(*LINES))
    [group] = groups(laptop, "imports.execute")
    akku = found(laptop, "organisations", "akku")
    laptop.do(records.edit, "organisations", akku, {"address": "Fő utca 1"})
    assert left(laptop.do(history.take_back, group)) == [("Győri Akku Kft.", ())]
    before = fields_of(laptop, akku)
    assert before["city"] == "Győr"

    laptop.do(records.edit, "organisations", akku, {"city": "Pécs"})
    laptop.do(history.undo)
    assert fields_of(laptop, akku) == before

    laptop.do(history.undo)  # the address, which was written while the import stood
    assert fields_of(laptop, akku) == before | {"address": ""}
    laptop.do(history.redo)
    assert fields_of(laptop, akku) == before


def test_a_field_that_stays_goes_back_to_what_the_undone_step_wrote(a_laptop):
    laptop = a_laptop("HU", "Kecskemét 1")
    uid = laptop.do(records.create, "organisations", {"name": "Alfa Kft.", "country": "HU"}).uid
    laptop.do(records.edit, "organisations", uid, {"city": "Győr", "address": "Fő utca 1"})
    laptop.do(records.edit, "organisations", uid, {"city": "Pécs"})
    earlier, _ = groups(laptop, "records.edit")

    assert left(laptop.do(history.take_back, earlier)) == [("Alfa Kft.", ("city",))]
    laptop.do(history.undo)

    fields = fields_of(laptop, uid)
    assert (fields["city"], fields["address"]) == ("Győr", "")


def test_a_step_goes_back_to_what_stands_where_another_office_built_on_an_undone_one(
    offices, carry
):
    one, two = offices
    uid = one.do(
        records.create, "organisations", {"name": "Alfa", "country": "HU", "city": "Győr"}
    ).uid
    carry()
    two.do(records.edit, "organisations", uid, {"address": "Rue 1"})
    carry()
    assert left(one.do(history.undo)) == [("Alfa", ())]
    before = fields_of(one, uid)

    one.do(records.edit, "organisations", uid, {"city": "Pécs"})
    one.do(history.undo)

    assert fields_of(one, uid) == before
    assert before["city"] == "Győr"


def test_a_step_after_an_undone_replacement_goes_back_to_what_was_before_it(a_laptop):
    laptop = a_laptop("HU", "Kecskemét 1")
    created = {"name": "Alfa", "website": "www.alfa.example"}
    uid = laptop.do(records.create, "organisations", created).uid

    def replace(session):
        session.connection().exec_driver_sql(
            "INSERT OR REPLACE INTO organisation (uid, scope, name, website) "
            "SELECT uid, scope, name, 'www.other.example' FROM organisation WHERE uid = ?",
            (uid,),
        )

    laptop.do(replace)
    laptop.do(history.undo)
    before = fields_of(laptop, uid)
    assert before["website"] == "www.alfa.example"

    laptop.do(records.edit, "organisations", uid, {"website": "www.alfa.test"})
    laptop.do(history.undo)

    assert fields_of(laptop, uid) == before


def test_undo_of_a_deletion_brings_all_back_that_was_done_again_and_built_on(offices, carry):
    one, two = offices
    imported(one, a_list(LINES[1]))
    [uid] = one.ask(records.order, "organisations")
    carry()
    two.do(records.edit, "organisations", uid, {"website": "www.two.example", "address": "Rue 5"})
    carry()
    one.do(records.edit, "organisations", uid, {"address": "Rue 6"})
    two.do(records.remove, "organisations", uid)
    carry()
    one.do(history.undo)
    carry()
    one.do(history.redo)
    imported(two, a_list(LINES[1]))
    carry()
    before = fields_of(one, uid)

    one.do(records.remove, "organisations", uid)
    one.do(history.undo)

    assert fields_of(one, uid) == before


@pytest.fixture
def colleagues(a_laptop, box):
    """Two laptops of one office, which read the same contact data."""
    pair = a_laptop("HU", "Győr 1", person="Réka"), a_laptop("HU", "Győr 2", person="Pál")
    meet(*pair)
    return pair


def history_of(laptop, uid, field):
    told = laptop.ask(history.of_record, "organisations", uid)
    return [(one.old, one.new, one.by) for one in told if one.field == field]


@pytest.mark.parametrize("undoes", ["first", "last"])
def test_a_first_note_is_taken_back_and_leaves_the_address_that_a_colleague_wrote(
    colleagues, box, undoes
):
    one, two = colleagues
    uid = one.do(records.create, "organisations", {"name": "Vas Kft."}).uid
    one.do(records.edit, "organisations", uid, {"notes": "first"})
    carry_between(box, *colleagues)
    deeds = [
        partial(one.do, history.undo),
        partial(two.do, records.edit, "organisations", uid, {"email": "a@vas.example"}),
    ]

    for deed in deeds if undoes == "first" else deeds[::-1]:
        deed()
    carry_between(box, *colleagues)

    assert_agreed(colleagues, uid, notes="", email="a@vas.example")
    for laptop in colleagues:
        assert history_of(laptop, uid, "notes")[0] == ("first", "", "Réka")
    assert one.do(history.redo).is_whole
    carry_between(box, *colleagues)
    assert_agreed(colleagues, uid, notes="first", email="a@vas.example")


def test_first_contact_data_is_undone_and_done_again_any_number_of_times(colleagues):
    one, _ = colleagues
    uid = one.do(records.create, "organisations", {"name": "Vas Kft."}).uid
    one.do(records.edit, "organisations", uid, {"notes": "first"})
    one.do(records.edit, "organisations", uid, {"phone": "+36 1 234 5678"})

    for _again in range(2):
        for _step in range(2):
            assert one.do(history.undo).is_whole
        assert [fields_of(one, uid)[name] for name in ("notes", "phone")] == ["", ""]
        for _step in range(2):
            assert one.do(history.redo).is_whole
        assert [fields_of(one, uid)[name] for name in ("notes", "phone")] != ["", ""]
        assert history_of(one, uid, "notes")[0] == ("", "first", "Réka")
    for _step in range(3):
        assert one.do(history.undo).is_whole
    assert one.ask(records.order, "organisations") == []


def test_to_delete_contact_data_that_an_older_program_took_back_leaves_the_record(colleagues, box):
    one, two = colleagues
    uid = one.do(records.create, "organisations", {"name": "Vas Kft.", "notes": "first"}).uid
    carry_between(box, *colleagues)

    def take_back_as_before(session):
        session.connection().exec_driver_sql("DELETE FROM organisation_contact")

    one.do(take_back_as_before)
    two.do(records.edit, "organisations", uid, {"email": "a@vas.example"})
    carry_between(box, *colleagues)
    [question] = one.ask(conflicts.inbox)

    one.do(conflicts.take, question.id, 2)
    carry_between(box, *colleagues)

    assert_agreed(colleagues, uid, name="Vas Kft.", notes="", email="")


def test_what_still_refers_to_a_record_holds_it_though_its_own_step_was_taken_back(offices, carry):
    mine, theirs = offices
    made = mine.do(records.create, "organisations", {"name": "Alfa"}).uid
    name = mine.do(records.create, "former-names", {"organisation": made, "name": "Régi"}).uid
    carry()
    theirs.do(records.edit, "former-names", name, {"until_on": "2020-01-01"})
    carry()

    mine.do(history.undo)
    assert not mine.do(history.undo).is_whole

    assert len(mine.ask(records.listing, "organisations")) == 1
    assert len(mine.ask(records.listing, "former-names")) == 1


@pytest.mark.parametrize("times", [0, 1, 2])
@pytest.mark.parametrize("mine_first", [True, False])
def test_an_edit_that_was_written_apart_is_done_again(offices, carry, mine_first, times):
    mine, theirs = offices
    uid = mine.do(records.create, "organisations", {"name": "Alfa", "city": "Győr"}).uid
    carry()
    for laptop in (mine, theirs) if mine_first else (theirs, mine):
        city = "Pécs" if laptop is mine else "Lyon"
        laptop.do(records.edit, "organisations", uid, {"city": city})
    for _ in range(times):
        mine.do(history.undo)
        mine.do(history.redo)
    carry()
    assert mine.do(history.undo).is_whole
    assert fields_of(mine, uid)["city"] == "Lyon"

    assert mine.do(history.redo).is_whole

    carry()
    for laptop in offices:
        assert fields_of(laptop, uid)["city"] == "Pécs"
        assert laptop.ask(conflicts.inbox) == []
    assert mine.do(history.undo).is_whole
    carry()
    assert_agreed(offices, uid, city="Lyon")


def test_a_merge_that_a_colleague_has_made_again_stays_and_is_told(offices, carry):
    one, two = offices
    kept, away = (
        one.do(records.create, "organisations", {"name": name, "country": "HU"}).uid
        for name in ("Alfa Kft", "ALFA KFT.")
    )
    carry()
    two.do(identity.confirm, "organisations", kept, away)
    carry()
    one.do(identity.take_back, "organisations", away)
    one.do(identity.confirm, "organisations", kept, away)
    carry()

    taken = two.do(history.undo)

    assert not taken.is_whole
    assert [one.name for one in taken.left] == ["ALFA KFT.", "Alfa Kft"]
    assert two.ask(organisations.order) == [kept]


PEOPLE = SourceTable(
    "people.csv",
    "",
    1,
    ("Given name", "Family name", "Email"),
    (SourceRow(2, ("Béla", "Nagy", "b@x.example")), SourceRow(3, ("Éva", "Kis", "e@x.example"))),
)


@pytest.mark.parametrize("first", [0, 1])
def test_a_list_of_people_that_a_colleague_brought_too_is_undone(colleagues, box, first):
    for laptop in (colleagues[first], colleagues[1 - first]):
        imported(laptop, PEOPLE, "people")
    carry_between(box, *colleagues)
    one, two = colleagues
    assert len(one.ask(records.order, "people")) == 4

    assert two.do(history.undo).is_whole

    carry_between(box, *colleagues)
    for laptop in colleagues:
        assert len(laptop.ask(records.order, "people")) == 2
    assert one.do(history.undo).is_whole
    carry_between(box, *colleagues)
    for laptop in colleagues:
        assert laptop.ask(records.order, "people") == []


def test_what_others_brought_too_stays_and_is_said_to(offices, carry):
    for laptop in offices:
        imported(laptop, a_list(*LINES[:2]))
    carry()
    one, two = offices
    before = names(two)

    taken = two.do(history.undo)

    assert words_undo.what_stays(taken).startswith("2 records stay, since somebody else has added")
    assert sorted(one.name for one in taken.left) == sorted(before)
    carry()
    assert names(one) == names(two) == before


def test_what_others_changed_and_what_they_only_brought_too_are_told_apart(offices, carry):
    for laptop in offices:
        imported(laptop, a_list(*LINES[:2]))
    carry()
    one, two = offices
    changed = one.ask(records.order, "organisations")[0]
    one.do(records.edit, "organisations", changed, {"city": "By hand"})
    carry()

    said = words_undo.what_stays(two.do(history.undo)).splitlines()

    assert [line.split(" since ")[0].rstrip(",") for line in said] == [
        "Somebody has changed 1 record",
        "1 record stays",
    ]
    assert "(City)" in said[0]
