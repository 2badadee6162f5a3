"""Codes on badges: what a slip of the scanner does to them is always noticed."""

import json
from itertools import combinations, product
from pathlib import Path

import pytest

from recipe_desktop.domain.codes import (
    LENGTH,
    LETTERS,
    badge_code,
    cleaned,
    is_badge_code,
    is_of_event,
)
from recipe_desktop.domain.ids import Uid, named_uid, new_uid

VECTORS = json.loads(Path(__file__).parents[1].joinpath("data", "codes.json").read_text("utf-8"))
EVENT, OTHER = named_uid("test event", "one"), named_uid("test event", "two")


@pytest.mark.parametrize("vector", VECTORS)
def test_a_code_is_the_same_on_every_laptop_and_for_ever(vector):
    assert badge_code(Uid(vector["event"]), Uid(vector["registration"])) == vector["code"]


def test_every_one_or_two_wrong_letters_are_noticed():
    code = badge_code(EVENT, named_uid("test person", "Ana"))

    wrong = []
    for places in combinations(range(LENGTH), 2):
        for letters in product(LETTERS, repeat=2):
            changed = list(code)
            for place, letter in zip(places, letters, strict=True):
                changed[place] = letter
            if "".join(changed) != code and is_badge_code("".join(changed)):
                wrong.append("".join(changed))

    assert is_badge_code(code)
    assert wrong == []


def test_every_swap_of_two_letters_is_noticed():
    code = badge_code(EVENT, named_uid("test person", "Ana"))
    for one, other in combinations(range(LENGTH), 2):
        turned = list(code)
        turned[one], turned[other] = turned[other], turned[one]
        if turned != list(code):
            assert not is_badge_code("".join(turned))


def test_the_badge_of_another_event_is_known_by_its_code():
    code = badge_code(EVENT, named_uid("test person", "Ana"))

    assert is_of_event(code, EVENT)
    assert not is_of_event(code, OTHER)


@pytest.mark.parametrize("prefix", ["", "]Q1", "\\000026", "]Q1\\000026"])
@pytest.mark.parametrize("suffix", ["", "\r\n", "\t", " "])
def test_what_scanners_add_and_caps_lock_do_no_harm(prefix, suffix):
    code = badge_code(EVENT, named_uid("test person", "Ana"))

    assert cleaned(f"{prefix}{code.lower()}{suffix}") == code
    assert cleaned(f"{prefix}{code[:8]} {code[8:]}{suffix}") == code


def test_a_code_of_another_system_is_left_as_it_is():
    assert cleaned(" aB-0042 \n") == "aB-0042"
    assert cleaned("9100000001") == "9100000001"


def test_ten_thousand_people_have_ten_thousand_codes():
    codes = {badge_code(EVENT, new_uid()) for _ in range(10_000)}

    assert len(codes) == 10_000
    assert all(map(is_badge_code, codes))
