"""Who came is worked out from what desks wrote, in whatever order it arrives."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipe_desktop.domain.attendance import (
    CheckIn,
    Person,
    Places,
    Slot,
    What,
    alike,
    at_two_desks,
    clashes,
    head_count,
    presences,
)
from recipe_desktop.domain.ids import Uid

NINE = datetime(2027, 5, 6, 7, 0, tzinfo=UTC)
TODAY = date(2027, 5, 6)


def row(name, who="ana", what=What.ARRIVAL, desk="A", minute=0, undoes=None):
    return CheckIn(
        Uid(name), Uid(who), Uid(desk), what, NINE + timedelta(minutes=minute), TODAY, undoes
    )


def test_somebody_is_there_once_whatever_the_desks_did():
    rows = [row("1"), row("2", desk="B", minute=4), row("3", minute=9)]

    present = presences(rows)

    assert list(present) == ["ana"]
    assert present["ana"].since == NINE
    assert present["ana"].desks == ("A", "B")


def test_an_undo_takes_back_one_arrival_and_never_another_desks():
    rows = [row("1"), row("2", desk="B", minute=4), row("3", what=What.UNDO, undoes="1", minute=5)]

    assert presences(rows)["ana"].desks == ("B",)
    assert presences([rows[0], rows[2]]) == {}


def test_who_left_was_there_and_is_not_in_until_they_come_back():
    left = [row("1"), row("2", what=What.EXIT, minute=60)]

    assert not presences(left)["ana"].is_in
    assert presences([*left, row("3", minute=90)])["ana"].is_in


@pytest.mark.parametrize(("gone", "back"), [("2", "3"), ("3", "2")])
def test_who_came_back_in_the_instant_of_leaving_is_in_whichever_row_was_made_first(gone, back):
    rows = [row("1"), row(gone, what=What.EXIT, minute=60), row(back, minute=60)]

    assert presences(rows)["ana"].is_in


def test_a_merged_registration_counts_under_the_one_that_is_shown():
    rows = [row("1", "ana"), row("2", "anna", desk="B", minute=30)]

    assert set(presences(rows, {Uid("anna"): Uid("ana")})) == {"ana"}


def test_a_day_and_a_session_have_lists_of_their_own():
    other_day = CheckIn(Uid("9"), Uid("bea"), Uid("A"), "arrival", NINE, date(2027, 5, 7))

    at_a_talk = replace(other_day, session=Uid("talk"))

    assert set(presences([row("1"), other_day], day=TODAY)) == {"ana"}
    assert presences([at_a_talk]) == {}


def test_two_desks_within_ten_minutes_changed_queue_and_later_is_a_mix_up():
    rows = [
        *(row("1", "ana"), row("2", "ana", desk="B", minute=9)),
        *(row("3", "bea", desk="B"), row("4", "bea", minute=45)),
        *(row("5", "cili"), row("6", "cili", minute=45)),
    ]

    found = at_two_desks(presences(rows).values())

    assert [(pair.registration, pair.minutes, pair.why) for pair in found] == [
        ("ana", 9, "queue"),
        ("bea", 45, "mix_up"),
    ]


def test_an_address_with_a_name_is_strong_a_name_weak_and_an_address_alone_nothing():
    people = [
        Person(Uid("1"), "Anna", "Kovács", "Zone", "anna@zone.example"),
        Person(Uid("2"), "Kovács", "Anna", "", "ANNA@zone.example"),
        Person(Uid("3"), "Anna", "Kovacs"),
        Person(Uid("4"), "Bence", "Tóth", "Zone", "anna@zone.example"),
    ]

    pairs = alike(people)

    assert [({pair.left, pair.right}, pair.score) for pair in pairs] == [
        ({"1", "2"}, 90),
        ({"1", "3"}, 40),
        ({"2", "3"}, 40),
    ]
    assert len(alike(people, [frozenset(("1", "2"))])) == 2


def test_the_count_says_how_many_there_are_at_least():
    people = [Person(Uid(str(n)), "Anna", "Kovács") for n in range(3)]
    present = presences([row(str(n), str(n)) for n in range(3)])

    heads = head_count(present, people)

    assert (heads.people, len(heads.doubles), heads.at_least) == (3, 3, 1)


@st.composite
def desks(draw):
    """What some desks wrote, and who of it is there by the simplest reckoning."""
    rows, there = [], {}
    for number in range(draw(st.integers(0, 40))):
        who, desk = draw(st.sampled_from("abcdef")), draw(st.sampled_from("XYZ"))
        back = draw(st.booleans())
        mine = [r for r in rows if r.registration == who and r.desk == desk and r.what == "arrival"]
        if back and mine:
            undone = mine[-1].uid
            rows.append(row(f"u{number}", who, What.UNDO, desk, number, undone))
            there[who].discard(undone)
        else:
            rows.append(row(f"a{number}", who, What.ARRIVAL, desk, number))
            there.setdefault(who, set()).add(f"a{number}")
    return rows, {who for who, live in there.items() if live}


@given(desks(), st.integers(0, 99))
def test_order_and_repetition_of_files_never_matter(made, seed):
    rows, there = made
    shuffled = rows + rows[: len(rows) // 2]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret

    assert presences(shuffled) == presences(rows)
    assert set(presences(shuffled)) == there


def test_more_people_than_places_counts_those_who_come_for_sure():
    assert Places(10, expected=14, maybe=4).over == 0
    assert Places(10, expected=14, maybe=3).over == 1
    assert Places(10, expected=4, maybe=0, came=12).over == 2
    assert Places(None, expected=400, maybe=0).over == 0


def test_a_room_or_a_speaker_cannot_be_in_two_places_at_once():
    def slot(uid, start, place, *speakers):
        begin = NINE + timedelta(minutes=start)
        return Slot(Uid(uid), place, speakers, begin, begin + timedelta(minutes=30))

    agenda = [
        slot("1", 0, "Hall", "Ana Costa"),
        slot("2", 20, "hall", "Zsófia Nagy"),
        slot("3", 40, "Room 2", "zsofia nagy"),
        slot("4", 30, "Hall"),
        Slot(Uid("5"), "Hall"),
    ]

    assert [(c.first, c.second, c.what, c.name) for c in clashes(agenda)] == [
        ("1", "2", "place", "Hall"),
        ("2", "3", "speaker", "Zsófia Nagy"),
        ("2", "4", "place", "hall"),
    ]


EXPECTED = [f"guest{n:03}" for n in range(600)]


def a_long_day(seed):
    """What two desks wrote of 500 arrivals and 30 walk-ins, one walk-in at both of them."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    desks = {"A": [], "B": []}
    for number, guest in enumerate(chance.sample(EXPECTED, 500)):
        at = chance.choice("AB")
        desks[at].append(row(f"{at}{number:04}", guest, desk=at, minute=number))
    people = [Person(Uid(guest), f"Guest{guest}", "Expected") for guest in EXPECTED]
    for number in range(30):
        at = chance.choice("AB")
        uid = f"walk-in {number}"
        people.append(Person(Uid(uid), f"Walker{number}", "Surprise", "Zone", "", Uid(at)))
        desks[at].append(row(f"{at}w{number:03}", uid, desk=at, minute=500 + number))
    for at in "AB":
        uid = f"Nora at {at}"
        people.append(Person(Uid(uid), "Nora", "Walker", "", "nora@example.org", Uid(at)))
        desks[at].append(row(f"{at}nora", uid, desk=at, minute=540))
    return desks, people


@given(st.integers(0, 9), st.data())
def test_two_desks_merge_in_any_order_to_the_exact_head_count(seed, data):
    desks, people = a_long_day(seed)
    files = []
    for written in desks.values():
        cuts = sorted(data.draw(st.sets(st.integers(0, len(written)), max_size=3)))
        starts = [0, *cuts]
        files += [
            written[start:end] for start, end in zip(starts, [*cuts, len(written)], strict=True)
        ]
    order = data.draw(st.permutations(range(len(files))))
    again = data.draw(st.lists(st.sampled_from(order), max_size=3))

    merged = [one for number in (*order, *again) for one in files[number]]
    heads = head_count(presences(merged), people)

    assert heads.people == 500 + 30 + 2
    [double] = heads.doubles
    assert {double.left, double.right} == {"Nora at A", "Nora at B"}
    assert heads.at_least == 531
    joined = presences(merged, {double.right: double.left})
    assert head_count(joined, people).people == 531
