"""Records of any kind, as window and command line make, edit and delete them."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import history, records


def test_a_new_organisation_is_found_without_its_accents(workspace):
    made = workspace.do(
        records.create, "organisations", {"name": "Győri Akku Kft.", "city": "Győr"}
    )

    assert workspace.ask(records.order, "organisations", "gyor akku") == [made.uid]
    assert made.number.startswith("HU-")


def test_an_edit_is_kept_with_old_and_new_value(workspace):
    made = workspace.do(records.create, "organisations", {"name": "Rába Kft."})
    workspace.do(records.edit, "organisations", made.uid, {"staff": "38", "phone": "+36 96 1"})

    lines = workspace.ask(history.of_record, "organisations", made.uid)

    told = [(c.what, c.field, c.old, c.new, c.by) for c in lines]
    assert set(told[:2]) == {  # of one moment
        ("changed", "phone", "", "+36 96 1", "Zsófia Nagy"),
        ("changed", "staff", None, 38, "Zsófia Nagy"),
    }
    assert told[2:] == [
        ("changed", "name", "", "Rába Kft.", "Zsófia Nagy"),
        ("made", "", None, None, "Zsófia Nagy"),
    ]


@pytest.mark.parametrize(
    ("kind", "given", "emptied"),
    [
        ("organisations", {"name": "Rába Kft."}, {"name": " "}),
        ("people", {"given_name": "Anna"}, {"given_name": ""}),
    ],
)
def test_what_a_record_cannot_be_without_is_not_emptied(workspace, kind, given, emptied):
    made = workspace.do(records.create, kind, given)

    with pytest.raises(UserError, match=r"record\.needs"):
        workspace.do(records.edit, kind, made.uid, emptied)

    [[name, kept]] = given.items()
    assert workspace.ask(records.show, kind, made.uid).fields[name] == kept


def test_a_file_that_nobody_has_written_holds_what_an_unwritten_one_does(workspace):
    visitor = workspace.do(records.create, "organisations", {"name": "Rába Kft."}).uid
    made = workspace.do(records.create, "exchanges", {"visitor": visitor}).uid
    fields = workspace.ask(records.show, "exchanges", made).fields

    changed = workspace.do(records.edit, "exchanges", made, {"has_permit": "no"})

    told = [fields[name] for name in ("motivation", "residence_days", "has_permit")]
    assert told == ["", None, 0]
    assert changed == {}


def test_a_deleted_organisation_comes_back_with_all_that_hung_on_it(workspace):
    made = workspace.do(records.create, "organisations", {"name": "Rába Kft.", "phone": "1"})
    workspace.do(records.create, "former-names", {"organisation": made.uid, "name": "Győri Vagon"})
    before = workspace.ask(records.listing, "former-names")

    workspace.do(records.remove, "organisations", made.uid)
    assert workspace.ask(records.listing, "organisations") == []
    workspace.do(history.undo)

    assert workspace.ask(records.listing, "former-names") == before
    assert workspace.ask(records.show, "organisations", made.uid).fields["phone"] == "1"
    assert workspace.ask(records.order, "organisations", "vagon") == [made.uid]


def test_undo_and_redo_walk_back_and_forth(workspace):
    made = workspace.do(records.create, "organisations", {"name": "One"})
    workspace.do(records.edit, "organisations", made.uid, {"name": "Two"})

    def name() -> object:
        return workspace.ask(records.show, "organisations", made.uid).fields["name"]

    workspace.do(history.undo)
    assert name() == "One"
    workspace.do(history.redo)
    assert name() == "Two"
    workspace.do(history.undo)
    workspace.do(history.undo)
    assert workspace.ask(records.listing, "organisations") == []
    with pytest.raises(UserError, match=r"history\.nothing_to_undo"):
        workspace.do(history.undo)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "record.needs"),
        ({"name": " "}, "record.needs"),
        ({"name": "A", "colour": "red"}, "field.unknown"),
        ({"name": "A", "number": "HU-1"}, "field.fixed"),
        ({"name": "A", "staff": "many"}, "value.not_a_number"),
        ({"name": "A", "figures_on": "31.12.2025"}, "value.not_a_day"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(workspace, values, code):
    with pytest.raises(UserError) as refusal:
        workspace.do(records.create, "organisations", values)

    assert refusal.value.code == code
    assert workspace.ask(records.listing, "organisations") == []


def test_an_id_is_a_uid_a_part_of_one_or_a_number(workspace):
    made = workspace.do(records.create, "people", {"family_name": "Nagy", "given_name": "Éva"})

    for given in (made.uid, made.uid[:30], made.uid[-12:], made.number, made.number.lower()):
        assert workspace.ask(records.find, "people", given) == made.uid
    with pytest.raises(UserError, match=r"record\.unknown"):
        workspace.ask(records.find, "people", "HU-XXX-99")
