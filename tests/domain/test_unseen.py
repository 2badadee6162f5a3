"""What is typed or pasted loses the signs that nobody sees, and keeps those that are writing."""

import pytest

from recipe_desktop.domain.unseen import one_line, several_lines
from recipe_desktop.domain.values import clean_text

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # a joiner parts its syllables
HINDI = "\u0915\u094d\u200d\u0937"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Alfa\tMotor", "Alfa Motor"),
        ("Alfa \r\n Motor\n", "Alfa Motor"),
        ("Alfa\u2028Motor\x85Kft.", "Alfa Motor Kft."),
        ("Alfa\x07 Motor", "Alfa Motor"),
        ("Alfa \u202eKft.\u202c", "Alfa Kft."),
        ("\u2066Alfa\u2069", "Alfa"),
        ("Alfa  Motor", "Alfa  Motor"),
        ("Alfa\u00a0Motor", "Alfa\u00a0Motor"),
        (PERSIAN, PERSIAN),
        (HINDI, HINDI),
    ],
)
def test_one_line_keeps_what_is_read_and_nothing_else(pasted, kept):
    assert one_line(pasted) == kept


def test_several_lines_keep_their_ends_and_tabs():
    pasted = "Calls:\r\n\tHungarian\x07\rThursday\u202e\u2029"

    assert several_lines(pasted) == "Calls:\n\tHungarian\nThursday"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("Alfa\u202e Kft.", "Alfa Kft."),
        ("Al\u200dfa\u200c", "Alfa"),
        (PERSIAN, PERSIAN),
        (HINDI, HINDI),
    ],
)
def test_a_cell_of_a_list_keeps_joiners_only_where_they_are_writing(cell, kept):
    assert clean_text(cell) == kept
