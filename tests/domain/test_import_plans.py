from dataclasses import astuple, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.doubles import DoubleIndex
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_plans import (
    Action,
    Differing,
    Known,
    KnownRow,
    Outcome,
    classify,
    line_from,
    line_text,
    organisation_uid,
    traits_of,
)
from recipe_desktop.domain.imports import InterpretedRow, Reason, RejectedRow
from recipe_desktop.domain.organisations import row_key

MEISTER = {
    "name": "Meister",
    "country": "DE",
    "postcode": "49318",
    "city": "Celle",
    "vat_number": "DE136695976",
    "staff": 9,
}


def a_row(number=2, **changes):
    values = {name: value for name, value in (MEISTER | changes).items() if value is not None}
    key = row_key(
        values["name"],
        values.get("country", ""),
        values.get("postcode", ""),
        values.get("vat_number", ""),
    )
    return InterpretedRow(number, key, values)


def plan(*rows, known=None):
    return classify("organisations", rows, known or Known()).lines


def after(lines, known=None, **edits):
    """What a store knows when a plan has been carried out and somebody edited every record."""
    known = known or Known()
    records = {uid: dict(values) for uid, values in known.records.items()}
    rows = dict(known.rows)
    doubles = DoubleIndex()
    for line in lines:
        if line.action is not Action.NONE:
            records.setdefault(line.uid, {}).update(line.values)
        if line.said is not None:
            rows[line.key] = KnownRow(line.uid, line.said)
    for uid, values in records.items():
        values.update(edits)
        doubles.add(traits_of(uid, values))
    return Known(rows, records, {}, doubles)


def test_an_unknown_line_makes_a_record_that_two_laptops_make_alike():
    [line] = plan(a_row())

    assert (line.outcome, line.action, line.values) == (Outcome.NEW, Action.ADD, MEISTER)
    assert line.uid == organisation_uid(a_row().key) == plan(a_row(7, name="MEISTER"))[0].uid


def test_the_same_file_again_changes_nothing():
    rows = (a_row(2), a_row(3, name="Meister GmbH"), a_row(4, name="Schuster", vat_number=None))
    first = plan(*rows)

    second = plan(*rows, known=after(first))

    assert {line.outcome for line in second} == {Outcome.SAME}
    assert {line.action for line in second} == {Action.NONE}


def test_only_a_difference_from_what_the_source_said_last_is_a_change():
    known = after(plan(a_row()))

    [line] = plan(a_row(staff=12), known=known)

    assert (line.outcome, line.action, line.values) == (
        *(Outcome.CHANGED, Action.UPDATE, {"staff": 12}),
    )
    assert line.said == MEISTER | {"staff": 12}


def test_another_spelling_is_no_change():
    known = after(plan(a_row(city="Győr", website="https://www.example.org/1/")))

    [line] = plan(a_row(name="MEISTER", city="GYOR", website="example.org/1"), known=known)

    assert line.outcome is Outcome.SAME


def test_what_somebody_edited_since_is_not_reverted_by_the_old_value():
    known = after(plan(a_row()), staff=50)

    [line] = plan(a_row(), known=known)

    assert (line.outcome, line.action) == (Outcome.SAME, Action.NONE)


def test_an_edited_field_that_the_new_file_says_otherwise_is_shown_and_not_written():
    known = after(plan(a_row()), staff=50)

    [line] = plan(a_row(staff=12, city="Hannover"), known=known)

    assert (line.outcome, line.action) == (Outcome.SUSPICIOUS, Action.UPDATE)
    assert line.values == {"city": "Hannover"}
    assert line.held == (Differing("staff", 12, 50),)
    assert line.reasons == (Reason("field.edited", "staff", "12"),)


def test_a_field_known_as_edited_is_kept_even_with_the_old_value():
    known = after(plan(a_row()))
    known = replace(known, edited={organisation_uid(a_row().key): frozenset({"staff"})})

    [line] = plan(a_row(staff=12), known=known)

    assert (line.outcome, line.held) == (Outcome.SUSPICIOUS, (Differing("staff", 12, 9),))


def test_an_edit_that_the_new_file_confirms_is_no_change():
    known = after(plan(a_row()), staff=50)

    [line] = plan(a_row(staff=50), known=known)

    assert (line.outcome, line.action, line.said["staff"]) == (Outcome.SAME, Action.NONE, 50)


def test_a_value_left_out_takes_nothing_away():
    known = after(plan(a_row()))

    [line] = plan(a_row(staff=None), known=known)

    assert line.outcome is Outcome.SAME


def test_a_column_that_is_new_fills_gaps_and_touches_nothing_else():
    known = after(plan(a_row()), website="https://example.org/ours")

    [line] = plan(a_row(website="https://example.org/theirs", founded_on="1998"), known=known)

    assert line.values == {"founded_on": "1998"}
    assert [held.field for held in line.held] == ["website"]


def test_a_record_made_by_another_list_is_completed_not_doubled():
    known = after(plan(a_row()))
    elsewhere = Known({}, known.records, {}, known.doubles)

    [line] = plan(a_row(staff=12, founded_on="1998"), known=elsewhere)

    assert (line.uid, line.action) == (organisation_uid(a_row().key), Action.UPDATE)
    assert (line.outcome, line.values) == (Outcome.SUSPICIOUS, {"founded_on": "1998"})
    assert plan(a_row(), known=elsewhere)[0].outcome is Outcome.SAME


def test_a_deleted_record_does_not_come_back():
    known = after(plan(a_row()))
    deleted = Known(known.rows, {}, {}, DoubleIndex())

    assert plan(a_row(), known=deleted)[0].outcome is Outcome.SAME
    [line] = plan(a_row(staff=12), known=deleted)
    assert (line.outcome, line.action) == (Outcome.SUSPICIOUS, Action.NONE)
    assert line.reasons == (Reason("record.deleted"),)


def test_the_first_line_of_a_key_stands():
    first, repeated, differing = plan(a_row(2), a_row(3, name="meister"), a_row(4, staff=12))

    assert first.outcome is Outcome.NEW
    assert (repeated.outcome, repeated.reasons) == (
        *(Outcome.SAME, (Reason("row.repeated", other="row:2"),)),
    )
    assert (differing.outcome, differing.action) == (Outcome.SUSPICIOUS, Action.NONE)
    assert differing.held == (Differing("staff", 12, 9),)
    assert differing.reasons == (Reason("row.repeated_otherwise", other="row:2"),)


def test_a_number_that_another_organisation_holds_is_suspicious_and_comes_in():
    in_file = plan(a_row(2), a_row(3, name="Schuster AG", postcode="10115"))
    in_store = plan(a_row(3, name="Schuster AG", postcode="10115"), known=after(plan(a_row())))

    for line, other in (
        (in_file[1], "row:2"),
        (in_store[0], organisation_uid(a_row().key)),
    ):
        assert (line.outcome, line.action) == (Outcome.SUSPICIOUS, Action.ADD)
        assert line.reasons == (Reason("number.held", "vat_number", other=other),)
        assert line.alike[0].reasons == ("same_number",)


def test_a_likely_double_without_a_number_is_suspicious_and_comes_in():
    _, line = plan(a_row(2), a_row(3, name="Meister GmbH", vat_number=None))

    assert (line.outcome, line.action) == (Outcome.SUSPICIOUS, Action.ADD)
    assert line.reasons == (Reason("record.alike", "name", other="row:2"),)


def test_a_merged_record_takes_what_its_lines_say():
    kept = Uid("f" * 32)
    known = Known({a_row().key: KnownRow(kept, MEISTER)}, {kept: MEISTER | {"name": "Meister AG"}})

    [line] = plan(a_row(staff=12), known=known)

    assert (line.uid, line.values) == (kept, {"staff": 12})


def test_a_person_gets_no_identity_from_a_name():
    row = InterpretedRow(2, "a@example.org|anna nagy|", {"family_name": "Nagy"})

    [line] = classify("people", [row], Known()).lines

    assert (line.uid, line.action) == (None, Action.ADD)


LINES = st.lists(
    st.one_of(
        st.builds(
            a_row,
            st.just(0),
            name=st.sampled_from(["Meister", "MEISTER", "Meiste", "Schuster"]),
            vat_number=st.sampled_from(["DE136695976", "136695976", None]),
            staff=st.sampled_from([9, 10, None]),
        ),
        st.just(RejectedRow(0, (Reason("name.missing"),))),
    ),
    max_size=8,
)


@settings(max_examples=120)
@given(LINES, LINES)
def test_the_account_has_no_gap_and_importing_twice_is_importing_once(first, second):
    first = [replace(row, number=place) for place, row in enumerate(first)]
    second = [replace(row, number=place) for place, row in enumerate(second)]
    once = classify("organisations", first, Known())
    known = after(once.lines)
    twice = classify("organisations", first, known)
    other = classify("organisations", second, known)

    for done in (once, twice, other):
        assert stored_and_read(done) == done.lines
        rows, *counts = astuple(done.account)
        assert rows == sum(counts) == len(done.lines)
    assert all(line.action is Action.NONE for line in twice.lines)
    assert twice.account.new == twice.account.changed == 0
    assert after(twice.lines, known).rows == known.rows


def stored_and_read(made):
    texts = list(map(line_text, made.lines))
    assert not any("\n" in text for text in texts)
    return tuple(map(line_from, texts))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_plan_lists_the_lines_of_each_outcome(outcome):
    rows = (a_row(2), a_row(3, staff=1), a_row(4), RejectedRow(5, (Reason("name.missing"),)))
    done = classify("organisations", rows, Known())

    assert [line.number for line in done.of(outcome)] == {
        Outcome.NEW: [2],
        Outcome.CHANGED: [],
        Outcome.SAME: [4],
        Outcome.SUSPICIOUS: [3],
        Outcome.REJECTED: [5],
    }[outcome]


def test_a_stored_plan_is_the_plan_that_was_shown():
    known = after(plan(a_row()), staff=50)
    rows = (
        a_row(2, staff=12, is_member=True),
        a_row(3, name="Schuster"),
        RejectedRow(4, (Reason("country.unknown", "country", "Švýcarsko"),)),
    )
    shown = classify("organisations", rows, known)

    stored = stored_and_read(shown)

    assert stored == shown.lines
    assert stored[0].held == (Differing("staff", 12, 50),)
    assert isinstance(stored[0].outcome, Outcome)
