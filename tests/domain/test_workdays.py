"""Working days against what the five countries' calendars of 2026 say."""

from datetime import date

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.workdays import (
    COUNTRIES,
    DayException,
    WorkCalendar,
    easter,
    holidays,
    working_days,
)

SWAPS = [
    DayException("HU", date(2026, 1, 2), is_working=False),
    DayException("HU", date(2026, 1, 10), is_working=True),
    DayException("HU", date(2026, 8, 21), is_working=False),
    DayException("HU", date(2026, 8, 8), is_working=True),
]
NEW_YEAR, SYLVESTER = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2000, date(2000, 4, 23)), (2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)),
     (2038, date(2038, 4, 25)), (2049, date(2049, 4, 18))],
)  # fmt: skip
def test_easter(year, day):
    assert easter(year) == day


@pytest.mark.parametrize(
    ("country", "days"), [("HU", 252), ("FR", 252), ("DE", 254), ("NL", 254), ("PT", 252)]
)
def test_the_working_days_of_2026(country, days):
    assert working_days(country, NEW_YEAR, SYLVESTER, SWAPS) == days


def test_the_days_on_which_all_five_work_in_2026():
    calendars = [WorkCalendar(c, "", SWAPS, from_year=2026) for c in COUNTRIES]
    common = set.intersection(*(set(calendar.days) for calendar in calendars))

    assert sum(date.fromordinal(day).year == 2026 for day in common) == 240


def test_a_decreed_saturday_is_worked_and_its_friday_free():
    assert working_days("HU", date(2026, 8, 8), date(2026, 8, 8), SWAPS) == 1
    assert working_days("HU", date(2026, 8, 8), date(2026, 8, 8)) == 0
    assert working_days("HU", date(2026, 8, 20), date(2026, 8, 21), SWAPS) == 0


@pytest.mark.parametrize(
    ("country", "region", "day"),
    [
        ("DE", "BW", date(2026, 1, 6)),
        ("DE", "SN", date(2026, 11, 18)),
        ("DE", "NW", date(2026, 6, 4)),
        ("DE", "HH", date(2026, 10, 31)),
        ("FR", "57", date(2026, 4, 3)),
        ("FR", "67", date(2026, 4, 3)),
        ("FR", "68", date(2026, 12, 26)),
    ],
)
def test_a_region_has_days_of_its_own(country, region, day):
    assert day in holidays(country, 2026, region)
    assert day not in holidays(country, 2026)


@pytest.mark.parametrize("region", ["01", "2A", "75", "95"])
def test_a_department_without_days_of_its_own_is_known(region):
    assert holidays("FR", 2026, region) == holidays("FR", 2026)


def test_christmas_eve_is_a_holiday_in_hungary_since_the_act_of_2026():
    assert date(2025, 12, 24) not in holidays("HU", 2025)
    assert date(2026, 12, 24) in holidays("HU", 2026)


def test_the_kings_birthday_is_never_on_a_sunday():
    assert date(2025, 4, 26) in holidays("NL", 2025)
    assert date(2025, 4, 27) not in holidays("NL", 2025)


def test_a_country_or_region_that_is_not_ours_is_refused():
    with pytest.raises(UserError, match=r"calendar\.unknown_country"):
        holidays("XX", 2026)
    with pytest.raises(UserError, match=r"calendar\.unknown_region"):
        holidays("HU", 2026, "BW")
