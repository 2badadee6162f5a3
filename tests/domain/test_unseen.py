"""What is typed or pasted loses the signs that nobody sees, and keeps those that are writing."""

import pytest

from recipe_desktop.domain.names import fold, fold_variants
from recipe_desktop.domain.organisations import row_key
from recipe_desktop.domain.unseen import one_line, several_lines
from recipe_desktop.domain.values import clean_text
from recipe_desktop.reports.fonts import printable

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
        ("Al\u200bfa\u00ad \ufeffKft.\u2060", "Alfa Kft."),
        ("Al\u200dfa\U000e0041\ufe0f", "Alfa"),
        ("Alfa\u2800Motor\u3164", "Alfa Motor"),
        ("\u3164\u2800\u115f\u200b", ""),
        ("\u2764\ufe0f \U0001f469\u200d\U0001f4bb", "\u2764\ufe0f \U0001f469\u200d\U0001f4bb"),
    ],
)
def test_one_line_keeps_what_is_read_and_nothing_else(pasted, kept):
    assert one_line(pasted) == kept


def test_several_lines_keep_their_ends_and_tabs():
    pasted = "Calls:\r\n\tHun\u200bgarian\x07\rThursday\u202e\u2029"

    assert several_lines(pasted) == "Calls:\n\tHungarian\nThursday"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("Alfa\u202e Kft.", "Alfa Kft."),
        ("Al\u200dfa\u200c", "Alfa"),
        ("\u3164\u2800", ""),
        (PERSIAN, PERSIAN),
        (HINDI, HINDI),
    ],
)
def test_a_cell_of_a_list_keeps_joiners_only_where_they_are_writing(cell, kept):
    assert clean_text(cell) == kept


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u00ad", "\ufeff", "\u3164", "\u115f", "\U000e0041", "\u200d"]
)
def test_two_names_never_differ_by_a_sign_that_nobody_sees(sign):
    name = f"Al{sign}fa Kft.{sign}"

    assert fold(name) == "alfa kft"
    assert fold_variants(name) == ("alfa kft",)
    assert row_key(name, "HU", "9024") == row_key("Alfa Kft.", "HU", "9024")
    assert printable(f"{name} \u017c") == "Alfa Kft. \u017c"
