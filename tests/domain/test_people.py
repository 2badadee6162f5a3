import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.people import PersonName, person_key, split_name


@pytest.mark.parametrize(
    ("typed", "order", "given_name", "family_name", "title"),
    [
        ("Ana Costa", "given_first", "Ana", "Costa", ""),
        ("Kovács Ferenc", "family_first", "Ferenc", "Kovács", ""),
        ("dr. Varga-Szűcs Évané", "family_first", "Évané", "Varga-Szűcs", "dr."),
        ("Prof. Dr. Jürgen Großmann", "given_first", "Jürgen", "Großmann", "Prof. Dr."),
        ("Sanne van der Velden", "given_first", "Sanne", "van der Velden", ""),
        ("Nagy, Zsófia", "given_first", "Zsófia", "Nagy", ""),
        ("Costa, Dr.", "given_first", "", "Costa", "Dr."),
        ("LE GOFF Hélène", "given_first", "Hélène", "LE GOFF", ""),
        ("Hélène LE GOFF", "family_first", "Hélène", "LE GOFF", ""),
        ("M. Jean DUPONT", "given_first", "Jean", "DUPONT", "M."),
        ("M Dupont", "given_first", "M", "Dupont", ""),
        ("Mobinov", "given_first", "", "Mobinov", ""),
        ("", "given_first", "", "", ""),
    ],
)
def test_a_full_name_falls_into_its_parts(typed, order, given_name, family_name, title):
    assert split_name(typed, order) == PersonName(given_name, family_name, title)


def test_a_person_is_known_again_in_another_spelling():
    assert person_key("Kovács Ferenc", "A@b.org", "Bt.") == person_key(
        "KOVACS FERENC", "a@b.org", "BT"
    )


@settings(max_examples=80)
@given(st.text(max_size=30))
def test_no_letter_of_a_name_is_lost(text):
    name = split_name(text)

    parts = f"{name.title} {name.given_name} {name.family_name}"
    assert sorted(c for c in parts if c.isalpha()) == sorted(c for c in text if c.isalpha())
