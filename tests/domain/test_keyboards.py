"""A code that a scanner typed is read back whatever the keyboard of the laptop."""

import pytest

from recipe_desktop.domain.codes import badge_code, cleaned, readings
from recipe_desktop.domain.ids import named_uid
from recipe_desktop.domain.keyboards import LAYOUTS, typed_on

EVENT = named_uid("test event", "one")
CODES = [badge_code(EVENT, named_uid("test person", str(n))) for n in range(200)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_our_codes_are_read_back_from_every_layout_and_case(layout, case):
    read = [list(readings(typed_on(layout, case(code)))) for code in CODES]

    assert read == [[code] for code in CODES]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_ticket_of_another_system_is_among_what_may_be_meant(layout):
    for number in range(100):
        uid = named_uid("test ticket", str(number))
        ticket = f"{number:03}-" + "".join("bcdfghjklnprstvx"[int(digit, 16)] for digit in uid[:9])
        assert ticket in list(readings(typed_on(layout, ticket)))


def test_what_came_as_it_was_meant_is_tried_first():
    assert next(readings(" aB-0042 \n")) == cleaned("aB-0042")
    assert list(readings(CODES[0])) == [CODES[0]]
