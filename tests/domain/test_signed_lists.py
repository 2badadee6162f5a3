"""The sheets that people sign: the screen and the paper say the same place."""

import pytest

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import (
    Range,
    Row,
    Signer,
    continued,
    desk_of,
    rows_of,
    shared_out,
    sheets,
)

A, B = Uid("a"), Uid("b")
RANGES = (Range(A, "A", "", "K"), Range(B, "B", "L", ""))


def people(*names):
    return [Signer(Uid(name), name, "Ana") for name in names]


@pytest.mark.parametrize(
    ("name", "desk"),
    [("Kovács", A), ("Ágoston", A), ("Lukács", B), ("łaski", B), ("Öry", B), ("", A)],
)
def test_a_surname_belongs_to_the_desk_of_its_first_letter(name, desk):
    assert desk_of(name, RANGES) == desk


def test_a_range_may_end_within_a_letter():
    spans = (Range(A, "A", "", "Kos"), Range(B, "B", "Kot", ""))

    assert desk_of("Kossuth", spans) == A
    assert desk_of("Kovács", spans) == B


def test_each_desk_begins_a_sheet_and_has_empty_rows_left():
    made = sheets(people("Kiss", "Ábel", "Nagy", "Zeke"), RANGES, "hu", rows=4, empty=2)

    assert [(s.number, s.letter, s.rows) for s in made] == [
        (1, "A", ("Ábel", "Kiss", None, None)),
        (2, "B", ("Nagy", "Zeke", None, None)),
    ]


def test_a_full_sheet_is_followed_by_one_with_empty_rows():
    made = sheets(people("Ab", "Ac", "Ad"), (), rows=3, empty=1)

    assert [s.rows for s in made] == [("Ab", "Ac", "Ad"), (None, None, None)]


def test_a_desk_without_people_has_a_sheet_for_those_who_come_all_the_same():
    made = sheets(people("Nagy"), RANGES, rows=5, empty=5)

    assert [(s.letter, set(s.rows)) for s in made] == [
        ("A", {None}),
        ("B", {"Nagy", None}),
        ("B", {None}),
    ]


def test_a_name_that_no_desk_has_stands_on_the_last_sheet():
    made = sheets(people("Nagy", "Abel"), (Range(B, "B", "L", ""),), rows=3, empty=1)

    assert [(s.letter, s.rows[0]) for s in made] == [("B", "Nagy"), ("", "Abel")]


def test_the_screen_says_sheet_and_row_of_the_paper():
    made = sheets(people(*(f"N{n:03}" for n in range(45))), (), rows=20, empty=5)
    places = rows_of(made)

    assert places["N000"] == Row(1, 1)
    assert places["N019"] == Row(1, 20)
    assert places["N044"] == Row(3, 5)
    assert len(places) == 45
    assert [len(s.rows) for s in made] == [20, 20, 20]


def test_who_comes_onto_the_list_after_printing_moves_nobody():
    expected = people("Ab", "Ac", "Nagy", "Zeke")
    printed = rows_of(sheets(expected, RANGES))

    made = sheets([*people("Aa"), *expected], RANGES, later={Uid("Aa")})

    places = rows_of(made)
    assert {uid: places[uid] for uid in printed} == printed
    assert places[Uid("Aa")] == Row(3, 1)
    assert [sheet.is_continuation for sheet in made] == [False, False, True]


def test_a_list_without_anybody_is_one_sheet_for_walk_ins():
    assert [set(sheet.rows) for sheet in sheets([])] == [{None}]


@pytest.mark.parametrize(
    ("names", "desks", "spans"),
    [
        (("Kiss", "Nagy", "Ábel", "Zeke", "Tóth", "Szabó"), 2, (("", "N"), ("S", ""))),
        (("Kiss", "Nagy"), 1, (("", ""),)),
        (("Ab",) * 100 + ("Bo", "Cis"), 3, (("", "A"), ("B", "B"), ("C", ""))),
        (("Ab",), 3, (("", ""),)),
        ((), 2, (("", "M"), ("N", ""))),
    ],
)
def test_surnames_are_shared_out_so_that_desks_have_about_as_many(names, desks, spans):
    assert shared_out(names, desks) == spans


def test_shared_out_ranges_leave_nobody_without_a_desk():
    names = [f"{chr(65 + n % 26)}{n}" for n in range(500)] + ["Ørsted", "Łaski", "1st Floor", ""]
    spans = [Range(Uid(str(n)), "", *span) for n, span in enumerate(shared_out(names, 4))]

    assert {desk_of(name, spans) for name in names} == {Uid(str(n)) for n in range(4)}


def test_a_printed_list_goes_on_with_further_sheets_for_those_who_came_later():
    printed = sheets(people("Kiss", "Nagy"), RANGES, rows=2, empty=1)

    made = continued(printed, people("Zeke", "Ábel", "Nagy", "Kis"), RANGES, rows=2)

    assert made[: len(printed)] == printed
    assert [(s.number, s.letter, s.rows, s.is_continuation) for s in made[len(printed) :]] == [
        (3, "A", ("Ábel", "Kis"), True),
        (4, "B", ("Zeke", None), True),
    ]
