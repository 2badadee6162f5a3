"""Signed lists: everybody has one row, and keeps it."""

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import Range, Row, Signer, desk_of, rows_of, sheets

A, B, C = (Uid(letter * 32) for letter in "abc")
DESKS = (Range(A, "A", "", "K"), Range(B, "B", "L", "R"), Range(C, "C", "S"))


def people(*names):
    return [Signer(Uid(f"{n:032x}"), *f"{name}, ".split(", ")[:2]) for n, name in enumerate(names)]


def test_everybody_has_one_row_and_each_desk_its_own_sheets():
    names = [f"{letter}{n:02}, Anna" for letter in "ABKLMRSZ" for n in range(20)]
    expected = people(*names)

    made = sheets(expected[::-1], DESKS)

    where = rows_of(made)
    assert len(where) == len(names)
    assert len({(place.sheet, place.row) for place in where.values()}) == len(names)
    assert [sheet.letter for sheet in made] == ["A"] * 4 + ["B"] * 4 + ["C"] * 3
    assert [sheet.number for sheet in made] == list(range(1, 12))
    assert {len(sheet.rows) for sheet in made} == {20}


def test_the_rows_follow_the_order_of_surnames():
    expected = people("Nagy, Béla", "Kis, Éva", "Nagy, Anna", "Á, Zoltán")

    [sheet] = sheets(expected)

    assert sheet.rows[:5] == (*(expected[n].uid for n in (3, 1, 2, 0)), None)
    assert rows_of([sheet])[expected[0].uid] == Row(sheet=1, row=4)


def test_a_full_sheet_is_followed_by_one_with_empty_lines():
    [first, second] = sheets(people(*[f"N{n:02}" for n in range(20)]))

    assert None not in first.rows
    assert set(second.rows) == {None}


def test_a_range_holds_accents_and_names_of_two_letters():
    assert desk_of("Lőrincz", DESKS) == B
    assert desk_of("šimek", DESKS) == C
    assert desk_of("Rákosi", DESKS) == B
    hungarian = (Range(A, "A", "", "Sy"), Range(B, "B", "Sz"))
    assert desk_of("Süle", hungarian) == A
    assert desk_of("Szabó", hungarian) == B


def test_who_comes_onto_the_list_after_printing_moves_nobody():
    expected = people(*[f"{letter}{n}" for letter in "ALS" for n in range(9)])
    printed = rows_of(sheets(expected, DESKS))
    newcomer = Signer(Uid("f" * 32), "Aaa", "New")

    made = sheets([newcomer, *expected], DESKS, later={newcomer.uid})

    where = rows_of(made)
    assert {uid: where[uid] for uid in printed} == printed
    assert where[newcomer.uid] == Row(sheet=4, row=1)
    assert made[-1].is_continuation


def test_a_desk_at_which_nobody_is_expected_has_a_sheet_for_walk_ins():
    made = sheets([], DESKS)

    assert [(sheet.letter, set(sheet.rows)) for sheet in made] == [
        ("A", {None}),
        ("B", {None}),
        ("C", {None}),
    ]
    assert [set(sheet.rows) for sheet in sheets([])] == [{None}]
