"""Lines hold every letter and keep within their room."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recipe_desktop.reports import fonts
from recipe_desktop.reports.display_list import SOFT_HYPHEN, Face
from recipe_desktop.reports.wrap import wrap

LETTERS = "abcdefgh ÁÉőűßŁþ ΣύνКлъ -/.@1990 ijklm"


def letters(text: str) -> str:
    return "".join(text.replace(SOFT_HYPHEN, "").split())


@example(text="ЩЩ", room=10.0, face=Face.BOLD)
@given(
    text=st.text(LETTERS, max_size=80),
    room=st.floats(10, 300),
    face=st.sampled_from(list(Face)),
)
def test_lines_hold_every_letter_in_order_and_fit(text, room, face):
    lines = wrap(text, face, 8, room)

    assert letters("".join(lines)) == letters(text)
    assert all(fonts.width(line, face, 8) <= room + 0.001 for line in lines)


@given(st.text("abc őΣ", max_size=30))
def test_a_column_narrower_than_a_letter_still_comes_to_an_end(text):
    lines = wrap(text, Face.REGULAR, 8, 0.5)

    assert letters("".join(lines)) == letters(text)


def test_words_stay_whole_where_they_fit():
    room = fonts.width("Győri Akkumulátortechnika", Face.REGULAR, 8) + 0.1

    lines = wrap("Győri Akkumulátortechnika Kft.", Face.REGULAR, 8, room)

    assert lines == ("Győri Akkumulátortechnika", "Kft.")


def test_a_word_longer_than_a_line_gets_a_hyphen():
    first, second = wrap("Fahrzeugsicherheit", Face.REGULAR, 8, 50)

    assert first.endswith(SOFT_HYPHEN)
    assert first[:-1] + second == "Fahrzeugsicherheit"


def test_a_long_word_breaks_behind_its_own_hyphen_first():
    lines = wrap("Mobility-Transport-Automotive", Face.REGULAR, 8, 60)

    assert lines == ("Mobility-", "Transport-", "Automotive")


@pytest.mark.parametrize("address", ["www.example.org/averyveryverylongpath", "HU12345678901234"])
def test_nothing_is_put_into_an_address_or_a_number(address):
    lines = wrap(address, Face.REGULAR, 8, 40)

    assert len(lines) > 1
    assert "".join(lines) == address


def test_an_accent_stays_with_its_letter():
    lines = wrap("x\u0323" * 12, Face.REGULAR, 8, 20)

    assert not any(line.startswith("\u0323") for line in lines)


@pytest.mark.parametrize(
    ("word", "room", "parts"),
    [
        (
            "Fahrzeugsicherheitsprüfgesellschaften",
            90,
            ["Fahrzeugsicherheits", "prüfgesellschaften"],
        ),
        (
            "Megszentségteleníthetetlenségeskedéseitekért",
            80,
            ["Megszentségtele", "níthetetlenséges", "kedéseitekért"],
        ),
    ],
)
def test_a_long_word_is_parted_where_a_syllable_begins(word, room, parts):
    lines = wrap(word, Face.REGULAR, 9, room)

    assert [line.removesuffix(SOFT_HYPHEN) for line in lines] == parts
    assert all(line.endswith(SOFT_HYPHEN) for line in lines[:-1])
