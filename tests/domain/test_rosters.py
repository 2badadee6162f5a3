"""The list of a desk: a few letters find the person, whatever the spelling."""

import pytest

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.rosters import Entry, Roster, is_slip

PEOPLE = (
    ("Kovács", "Anna", "Zalai Útmérés Zrt.", "anna.k@utmeres.example", "+36 30 555 4177"),
    ("Kovács", "Anna", "Bakonyi Járműdinamika Kft.", "", ""),
    ("Kovács-Antal", "Bence", "Savaria Kft.", "", ""),
    ("van der Velden", "Sanne", "Lajta bv", "sanne@lajta.example", ""),
    ("Kis", "Éva", "", "", ""),
    ("Ng", "Li", "Kovács és Társa Bt.", "", ""),
    ("Müller", "Jörg", "Übung GmbH", "", ""),
)


@pytest.fixture
def roster():
    return Roster(
        Entry(Uid(f"{n:032x}"), given, family, firm, email, phone, f"04{n:02}")
        for n, (family, given, firm, email, phone) in enumerate(PEOPLE)
    )


def names(found):
    return [entry.name for entry in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kovacs an", ["Kovács Anna", "Kovács Anna", "Kovács-Antal Bence"]),
        ("anna kov", ["Kovács Anna", "Kovács Anna"]),
        ("vel", ["van der Velden Sanne"]),
        ("ng", ["Ng Li"]),
        ("éva", ["Kis Éva"]),
        ("zalai", ["Kovács Anna"]),
        ("anna.k@utm", ["Kovács Anna"]),
        ("4177", ["Kovács Anna"]),
        ("0406", ["Müller Jörg"]),
        ("mueller", ["Müller Jörg"]),
        ("muller jorg", ["Müller Jörg"]),
        ("k", []),
        ("", []),
    ],
)
def test_a_few_letters_of_anything_find_the_person(roster, typed, expected):
    assert names(roster.find(typed)) == expected


def test_a_name_that_fits_stands_before_an_organisation_that_does(roster):
    assert names(roster.find("kovacs"))[-1] == "Ng Li"


def test_one_wrong_letter_still_finds_and_is_not_asked_for_where_somebody_fits(roster):
    assert names(roster.find("kovasc anna")) == ["Kovács Anna", "Kovács Anna"]
    assert names(roster.find("veldn")) == ["van der Velden Sanne"]
    assert names(roster.find("kiss")) == ["Kis Éva"]
    assert names(roster.find("xyzq")) == []


@pytest.mark.parametrize(
    ("typed", "word", "expected"),
    [
        ("szabo", "szabo", True),
        ("szbo", "szabo", True),
        ("szaabo", "szabo", True),
        ("szavo", "szabo", True),
        ("szbao", "szabo", True),
        ("szab", "szabolcs", True),
        ("sabzo", "szabo", False),
        ("kis", "kas", False),
    ],
)
def test_a_slip_is_one_letter(typed, word, expected):
    assert is_slip(typed, word) is expected


def test_somebody_who_is_in_already_stands_behind_those_expected(roster):
    [first, second, *_others] = roster.find("kovacs anna")

    roster.update([Entry(first.uid, "Anna", "Kovács", "Zalai Útmérés Zrt.", is_in=True)])

    assert [entry.uid for entry in roster.find("kovacs anna")] == [second.uid, first.uid]


def test_who_is_taken_off_the_list_is_not_found(roster):
    [eva] = roster.find("eva")

    roster.drop(eva.uid)

    assert roster.find("eva") == []
    assert roster.entry(eva.uid) is None
