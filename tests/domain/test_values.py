from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.values import (
    Problem,
    clean_text,
    date_order_evidence,
    decimal_evidence,
    is_empty,
    read_cents,
    read_date,
    read_email,
    read_number,
    read_typed_number,
    read_whole,
    read_yes_no,
    text_of,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("9,5 M", "9500000"),
        ("9.5m", "9500000"),
        ("1 900 000", "1900000"),
        ("1\u00a0900\u202f000", "1900000"),
        ("2.000.001", "2000001"),
        ("2,000,001", "2000001"),
        ("49 999 999,00", "49999999.00"),
        ("49.999.999,50", "49999999.50"),
        ("49,999,999.50", "49999999.50"),
        ("18000000", "18000000"),
        ("1'200'000", "1200000"),
        ("1234,5", "1234.5"),
        ("0,500", "0.500"),
        ("12345,678", "12345.678"),
        ("1 234,567", "1234.567"),
        ("€ 12 500", "12500"),
        ("EUR 12 500,00", "12500"),
        ("3 Mio. €", "3000000"),
        ("2,5 millió", "2500000"),
        ("750 ezer", "750000"),
        ("-5", "-5"),
        (400, "400"),
        (12.5, "12.5"),
    ],
)
def test_a_number_is_read_in_every_usual_spelling(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["1.500", "1,500", "12,345", "999.999 €", "1,500 M"])
def test_a_number_that_may_mean_two_things_is_asked_about(typed):
    assert read_number(typed) == Problem("number.ambiguous")


def test_the_decimal_sign_decides_what_is_open_and_nothing_else():
    assert read_number("1.500", ",") == 1500
    assert read_number("1.500", ".") == Decimal("1.5")
    assert read_number("9,5", ".") == Decimal("9.5")


@pytest.mark.parametrize(
    "typed",
    [
        *["about 30", "", "12,34,5", "1.2.3", "1 23", "1,2.3,4", "10%", "5 Ft", "1e5", "٣", "--5"],
        *["1..5", None, float("nan"), date(2021, 1, 1)],
    ],
)
def test_what_is_no_number_is_said_so(typed):
    assert read_number(typed) == Problem("number.unreadable")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1'234.50 €", "1234.50"),
        ("EUR 1.234.567", "1234567"),
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("0,125", "0.125"),
        ("0.005", "0.005"),
        ("0,5", "0.5"),
        ("1234567.891", "1234567.891"),
        ("12.345.678", "12345678"),
        ("123 456,7", "123456.7"),
        ("007", "7"),
        ("-3", "-3"),
    ],
)
def test_a_typed_number_is_read_without_a_question(typed, number):
    assert read_typed_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        *["1,2,3", "1.2.3", "12,34,567", "12.34.567", "1,234,5", "1,2.3,4", "1.234,567.8"],
        *["12.345.67", "1234.567.891", "0.234.567", "001,234.5", "0 234", "1234,567.00"],
        *["1 23", "1,,5", "1..5", "5-6", "9,5 Mio", "5k", "5 e", "", "-", "1" * 4001],
    ],
)
def test_what_is_one_number_in_no_reading_is_refused_when_it_is_typed(typed):
    assert read_typed_number(typed) == Problem("number.unreadable")


def test_a_cell_shows_which_decimal_sign_its_file_uses():
    assert decimal_evidence("9,5 M") == ","
    assert decimal_evidence("2.000.001") == ","
    assert decimal_evidence("2,000.50") == "."
    assert decimal_evidence("1.500") is None
    assert decimal_evidence("1500") is None


def test_staff_may_be_fractions_and_money_is_whole_cents():
    assert read_whole("249,5") == 249
    assert read_whole("-1") == Problem("number.negative")
    assert read_whole("1" + "0" * 15) == Problem("number.too_large")
    assert read_cents("9,5 M") == 950_000_000
    assert read_cents("1 900", unit=1000) == 190_000_000
    assert read_cents("0,005") == Problem("number.parts_of_cents")
    assert read_cents("-3") == Problem("number.negative")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2011-07-01", "2011-07-01"),
        ("2011-07-01T09:30:00Z", "2011-07-01"),
        ("2021.09.15. 16:05:09", "2021-09-15"),
        ("03.05.2016", "2016-05-03"),
        ("3. 5. 2016", "2016-05-03"),
        ("13/05/2016", "2016-05-13"),
        ("05/13/2016", "2016-05-13"),
        ("05/05/2016", "2016-05-05"),
        ("20160503", "2016-05-03"),
        ("1998", "1998"),
        (1998, "1998"),
        (1998.0, "1998"),
        ("05/2016", "2016-05"),
        ("2016-05", "2016-05"),
        ("3 May 2016", "2016-05-03"),
        ("May 3rd, 2016", "2016-05-03"),
        ("2016. május 3.", "2016-05-03"),
        ("1er février 2016", "2016-02-01"),
        ("31 janv. 2016", "2016-01-31"),
        ("3. März 2016", "2016-03-03"),
        ("3 mei 2016", "2016-05-03"),
        ("3 de maio de 2016", "2016-05-03"),
        (date(2016, 5, 3), "2016-05-03"),
        (datetime(2016, 5, 3, 12, 0), "2016-05-03"),  # noqa: DTZ001 - cells have no zone
    ],
)
def test_a_date_is_read_in_every_usual_spelling(typed, day):
    assert read_date(typed) == day


def test_a_date_with_two_meanings_is_asked_about():
    assert read_date("12/03/2004") == Problem("date.ambiguous")
    assert read_date("12/03/2004", "dmy") == "2004-03-12"
    assert read_date("12/03/2004", "mdy") == "2004-12-03"
    assert read_date("13/03/2004", "mdy") == "2004-03-13"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31.02.2016", "date.impossible"),
        ("2016-13-01", "date.impossible"),
        ("0000", "date.impossible"),
        (date(9999, 12, 31), "date.impossible"),
        (datetime(2500, 1, 1, 12, 0), "date.impossible"),  # noqa: DTZ001 - cells have no zone
        ("03.05.16", "date.short_year"),
        ("spring 2016", "date.unreadable"),
        ("42491", "date.unreadable"),
        ("", "date.unreadable"),
    ],
)
def test_what_is_no_date_is_said_so(typed, code):
    assert read_date(typed) == Problem(code)


def test_a_date_shows_which_order_its_file_uses():
    assert date_order_evidence("13/05/2016") == "dmy"
    assert date_order_evidence("05-13-2016") == "mdy"
    assert date_order_evidence("05/05/2016") is None
    assert date_order_evidence("13.05.2016") is None


def test_yes_and_no_are_read_in_six_languages():
    for word in ["yes", "Igen", "OUI", "ja", "sim", "x", "1", True, "✓"]:
        assert read_yes_no(word) is True
    for word in ["no", "nem", "non", "nein", "nee", "não", "0", False]:
        assert read_yes_no(word) is False
    assert read_yes_no("talán") == Problem("yes_no.unreadable")
    assert read_yes_no("") == Problem("yes_no.unreadable")


def test_an_address_is_freed_from_what_mail_programs_add():
    assert read_email(" Anna Kis <a.kis@example.org> ") == "a.kis@example.org"
    assert read_email("mailto:a@example.org") == "a@example.org"
    for wrong in ["a@b", "a b@example.org", "@example.org", "a@example..org", "a@b@c.org", ""]:
        assert read_email(wrong) == Problem("email.shape")


def test_a_cell_becomes_one_line_of_text():
    assert text_of(" a\r\n b\u200b\u00a0 c\x07") == "a b c"
    assert text_of(12.0) == "12"
    assert text_of(datetime(2021, 9, 22, 9, 0)) == "2021-09-22 09:00"  # noqa: DTZ001 - as in files
    assert is_empty(" – ")
    assert not is_empty(0)


@settings(max_examples=200)
@given(
    st.one_of(
        st.text(max_size=25),
        st.text(alphabet="0123456789.,/- MkE€'", max_size=12),
        st.floats(),
        st.integers(),
        st.dates(),
        st.none(),
        st.booleans(),
    )
)
def test_no_cell_makes_a_reader_stumble(cell):
    for reader in (read_number, read_whole, read_cents, read_date, read_yes_no, read_email):
        reader(cell)
    assert text_of(cell) == text_of(text_of(cell))


def test_a_text_that_is_clean_already_is_not_kept_twice():
    cells = ["Őrségi Fűtéstechnika Kft.", "Győr", ""]

    assert all(clean_text(cell) is cell for cell in cells)
    assert clean_text(" Őrségi  Kft.\n") == "Őrségi Kft."
