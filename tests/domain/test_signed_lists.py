"""Signed lists: everybody has one row, and keeps it."""

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import DeskRange, Expected, Place, desk_of, places, sheets

DESKS = (DeskRange("B", "L"), DeskRange("A"), DeskRange("C", "S"))


def people(*names):
    return [Expected(Uid(f"{n:032x}"), *name.split(", ")) for n, name in enumerate(names)]


def test_everybody_has_one_row_and_each_desk_its_own_sheets():
    names = [f"{letter}{n:02}, Anna" for letter in "ABKLMRSZ" for n in range(20)]
    expected = people(*names)

    made = sheets(expected[::-1], DESKS)

    where = places(made)
    assert len(where) == len(names)
    assert len({(place.sheet, place.row) for place in where.values()}) == len(names)
    assert [sheet.desk for sheet in made] == ["A"] * 3 + ["B"] * 3 + ["C"] * 2
    assert [sheet.number for sheet in made] == list(range(1, 9))
    assert all(len(sheet.rows) == 24 for sheet in made)


def test_the_rows_follow_the_order_of_surnames_and_say_where_they_begin():
    expected = people("Nagy, Béla", "Kis, Éva", "Nagy, Anna", "Á, Zoltán")

    [sheet] = sheets(expected)

    assert [
        expected.index(next(p for p in expected if p.uid == uid)) for uid in sheet.rows[:4]
    ] == [
        3,
        1,
        2,
        0,
    ]
    assert (sheet.first, sheet.last) == ("Á", "Nagy")
    assert places([sheet])[expected[0].uid] == Place(sheet=1, row=4)


def test_a_full_sheet_is_followed_by_one_with_empty_lines():
    [first, second] = sheets(people(*[f"N{n:02}" for n in range(20)]))

    assert sum(uid is None for uid in first.rows) == 4
    assert set(second.rows) == {None}


def test_a_range_holds_accents_and_the_letters_of_hungarian():
    assert desk_of("Lőrincz", DESKS) == "B"
    assert desk_of("šimek", DESKS) == "C"
    hungarian = (DeskRange("A"), DeskRange("B", "Cs"), DeskRange("C", "Sz"))
    assert desk_of("Czakó", hungarian, "hu") == "A"
    assert desk_of("Csaba", hungarian, "hu") == "B"
    assert desk_of("Süle", hungarian, "hu") == "B"
    assert desk_of("Szabó", hungarian, "hu") == "C"
    assert desk_of("", DESKS) == "A"


def test_who_comes_onto_the_list_after_printing_moves_nobody():
    expected = people(*[f"{letter}{n}" for letter in "ALS" for n in range(9)])
    printed = places(sheets(expected, DESKS))
    newcomer = Expected(Uid("f" * 32), "Aaa", "New")

    made = sheets([*expected, newcomer], DESKS, later={newcomer.uid})

    where = places(made)
    assert {uid: where[uid] for uid in printed} == printed
    assert where[newcomer.uid] == Place(sheet=4, row=1, desk="A")
    assert made[-1].is_continuation


def test_a_desk_at_which_nobody_is_expected_has_a_sheet_for_walk_ins():
    made = sheets([], DESKS)

    assert [(sheet.desk, set(sheet.rows)) for sheet in made] == [
        ("A", {None}),
        ("B", {None}),
        ("C", {None}),
    ]
