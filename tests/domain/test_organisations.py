import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.organisations import (
    Ecosystem,
    OrganisationType,
    SizeClass,
    email_key,
    phone_key,
    possible_sizes,
    postcode_key,
    read_ecosystems,
    read_type,
    row_key,
    size_class,
    vat_doubts,
    vat_key,
    web_key,
)

MILLION = 100_000_000


@pytest.mark.parametrize(
    ("staff", "turnover", "balance", "size"),
    [
        (9, 2 * MILLION, None, SizeClass.MICRO),
        (9, 2 * MILLION + 1, 2 * MILLION, SizeClass.MICRO),
        (9, 2 * MILLION + 1, 2 * MILLION + 1, SizeClass.SMALL),
        (10, 2 * MILLION, None, SizeClass.SMALL),
        (49, 10 * MILLION, None, SizeClass.SMALL),
        (50, 10 * MILLION, None, SizeClass.MEDIUM),
        (249, 50 * MILLION, None, SizeClass.MEDIUM),
        (249, 50 * MILLION + 1, 43 * MILLION, SizeClass.MEDIUM),
        (249, 50 * MILLION + 1, 43 * MILLION + 1, SizeClass.LARGE),
        (250, 1, 1, SizeClass.LARGE),
        (250, None, None, SizeClass.LARGE),
        (9, None, None, None),
        (None, 1, 1, None),
        (249, 50 * MILLION + 1, None, None),
        (None, 50 * MILLION + 1, 43 * MILLION + 1, SizeClass.LARGE),
    ],
)
def test_a_size_follows_from_staff_and_one_of_two_sums(staff, turnover, balance, size):
    assert size_class(staff, turnover, balance) is size


def test_what_the_figures_leave_open_is_said():
    assert possible_sizes(249, 50 * MILLION + 1, None) == (SizeClass.MEDIUM, SizeClass.LARGE)
    assert possible_sizes(None, None, None) == tuple(SizeClass)


@pytest.mark.parametrize(
    ("typed", "country", "key"),
    [
        ("HU47208056", "HU", "HU47208056"),
        ("47208056", "HU", "HU47208056"),
        ("47208056-2-20", "HU", "HU47208056"),
        ("hu 47 208 056", "HU", "HU47208056"),
        ("EL094259216", "GR", "EL094259216"),
        ("GR094259216", "GR", "EL094259216"),
        ("U12345678", "AT", "ATU12345678"),
        ("123456782B01", "NL", "NL123456782B01"),
        ("FR61604593", "GR", "FR61604593"),
        ("-", "HU", ""),
    ],
)
def test_spellings_of_a_vat_number_have_one_key(typed, country, key):
    assert vat_key(typed, country) == key
    assert vat_key(key, country) == key


@pytest.mark.parametrize(
    "key",
    ["HU10773381", "PT501964843", "DE136695976", "NL004495445B01", "FR40303265045", "ATU12345678"],
)
def test_real_numbers_raise_no_doubt(key):
    assert vat_doubts(key, key[:2]) == ()


def test_doubts_name_what_is_wrong_with_a_number():
    assert vat_doubts("HU10773382", "HU") == ("vat.check_digit",)
    assert vat_doubts("PT50196484", "PT") == ("vat.shape",)
    assert vat_doubts("HU10773381", "GB") == ("vat.country",)
    assert vat_doubts("CHE123456789", "CH") == ()
    assert vat_doubts("", "HU") == ()


def test_addresses_have_one_key_however_they_are_typed():
    assert postcode_key("H-6738") == postcode_key("6738") == "6738"
    assert postcode_key("9818 FR") == postcode_key("9818fr") == "9818FR"
    assert postcode_key("7797-338") == "7797338"
    assert web_key("HTTPS://www.Example.org/335/") == web_key("example.org/335")
    assert web_key("http://[broken") == "http://[broken"
    assert web_key("Info@Beta.at") == web_key("info@beta.at") != web_key("office@beta.at")
    assert phone_key("+36 (0)30 555-000") == phone_key("0036 30 555 000") == "+3630555000"
    assert email_key(" mailto:A@Example.org") == "a@example.org"


def test_a_row_key_takes_spellings_together_and_numbers_apart():
    key = row_key("Virág és társa KFT", "HU", "H-6738", "HU44644672")

    assert key == "VHU44644672|virag es tarsa kft|HU|6738"
    assert row_key("Virag és társa Kft.", "HU", "6738", "44644672-2-20") == key
    assert row_key("Meister", "DE", "49318", "", "HRB 123") == "RHRB123|meister|DE|49318"
    assert row_key("Meister", "DE", "49318") == "|meister|DE|49318"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("SME", OrganisationType.SME),
        ("KKV", OrganisationType.SME),
        ("Digital innovation hub", OrganisationType.DIGITAL_INNOVATION_HUB),
        ("Centre technologique", OrganisationType.TECHNOLOGY_CENTRE),
        ("Behörde", OrganisationType.PUBLIC_AUTHORITY),
        ("large_company", OrganisationType.LARGE_COMPANY),
        ("bank", None),
        ("", None),
    ],
)
def test_a_type_is_read_in_six_languages(typed, kind):
    assert read_type(typed) is kind


def test_several_ecosystems_stand_in_one_cell():
    assert read_ecosystems("Mobility-Transport-Automotive") == (Ecosystem.MOBILITY,)
    assert read_ecosystems("Health; Digital") == (Ecosystem.DIGITAL, Ecosystem.HEALTH)
    assert read_ecosystems("Proximity, social economy & civil society") == (Ecosystem.PROXIMITY,)
    assert read_ecosystems("Digital, Health") == (Ecosystem.DIGITAL, Ecosystem.HEALTH)
    assert read_ecosystems("Digital; shoes") is None
    assert read_ecosystems(" ") == ()


@settings(max_examples=150)
@given(st.text(max_size=25), st.sampled_from(["", "HU", "GR", "FR", "CH", "??"]))
def test_no_text_makes_a_key_stumble(text, country):
    vat_doubts(vat_key(text, country), country)
    for key in (postcode_key, web_key, phone_key, email_key, read_type, read_ecosystems):
        key(text)
    assert row_key(text, country, text, text).count("|") >= 3
