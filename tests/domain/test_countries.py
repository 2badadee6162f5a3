import pytest
from babel import Locale

from recipe_desktop import i18n
from recipe_desktop.domain.countries import (
    CountryReading,
    eu_letters,
    is_country,
    read_country,
)

COSME = (
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE "
    "IS AL AM BA MD ME MK RS TR UA XK"
).split()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("hu", "HU"),
        (" Magyarország ", "HU"),
        ("Ungarn", "HU"),
        ("pays-bas", "NL"),
        ("The Netherlands", "NL"),
        ("Österreich", "AT"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Česká republika", "CZ"),
        ("Ελλάδα", "GR"),
        ("Norway", "NO"),
        ("XK", "XK"),
    ],
)
def test_a_country_is_read_from_code_or_name(typed, code):
    assert read_country(typed) == CountryReading(code, asked=False)


def test_letters_of_eu_papers_are_read_but_asked_about():
    assert read_country("EL") == CountryReading("GR", asked=True)
    assert read_country("uk") == CountryReading("GB", asked=True)
    assert read_country("D") == CountryReading("DE", asked=True)
    assert eu_letters("GR") == "EL"
    assert eu_letters("HU") == "HU"


@pytest.mark.parametrize("typed", ["", "Švýcarsko", "EU", "ZZ", "Europe"])
def test_what_is_no_country_is_not_guessed(typed):
    assert read_country(typed) is None


@pytest.mark.parametrize("code", COSME)
def test_countries_of_the_programme_are_read_in_all_six_languages(code):
    for language in i18n.LANGUAGES:
        name = Locale.parse("pt_PT" if language == "pt" else language).territories[code]
        assert read_country(name) == CountryReading(code, asked=False)
    assert is_country(code)
