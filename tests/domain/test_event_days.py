"""On which days of an event somebody comes, as people say it."""

from datetime import date

import pytest

from recipe_desktop.domain.event_days import NoSuchDayError, numbered, read_days
from recipe_desktop.i18n import day_names

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
DAYS = numbered(FRIDAY, [SATURDAY, FRIDAY])


def named(day):
    return [*day_names(day), *(["Company visits"] if day == SATURDAY else [])]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2", "2"),
        ("2;1", "1;2"),
        ("1, 2", "1;2"),
        ("2026-11-28", "2"),
        ("28.11.2026", "2"),
        ("Saturday", "2"),
        ("szombat", "2"),
        ("Sat", "2"),
        ("Freitag; 2026-11-28", "1;2"),
        ("Saturday, 28 November", "2"),
        ("28 novembre", "2"),
        ("company visits", "2"),
        ("Day 1", "1"),
        ("2. nap", "2"),
        (" ; ", ""),
    ],
)
def test_days_are_said_by_number_date_weekday_or_name(typed, days):
    assert read_days(typed, DAYS, named) == days


@pytest.mark.parametrize(
    ("typed", "part"),
    [("3", "3"), ("0", "0"), ("Sunday", "Sunday"), ("1;someday", "someday"), ("2026-11-29",) * 2],
)
def test_what_is_no_day_of_the_event_is_named(typed, part):
    with pytest.raises(NoSuchDayError) as refused:
        read_days(typed, DAYS, named)

    assert str(refused.value) == part


def test_a_weekday_that_comes_twice_is_no_day():
    days = numbered(FRIDAY, [FRIDAY, date(2026, 12, 4)])

    with pytest.raises(NoSuchDayError):
        read_days("Friday", days, named)
    assert read_days("4 December", days, named) == "8"


def test_what_is_kept_already_stays_and_an_event_without_an_end_may_have_more_days():
    assert read_days("1;someday", DAYS, named, ["someday"]) == "1;someday"
    assert read_days("3", DAYS, named, is_open=True) == "3"
