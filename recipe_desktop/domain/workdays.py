"""Working days of the five countries: public holidays by rule, and exceptions as data.

Sources: the labour or holiday law of each country; what is decreed year by year, such as Hungary's
working Saturdays, and what an office decides for itself come in as exceptions.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from recipe_desktop.domain.errors import UserError

COUNTRIES: Final = ("DE", "FR", "HU", "NL", "PT")

REGIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "DE": (
        "BB",
        "BE",
        "BW",
        "BY",
        "HB",
        "HE",
        "HH",
        "MV",
        "NI",
        "NW",
        "RP",
        "SH",
        "SL",
        "SN",
        "ST",
        "TH",
    ),
    "FR": (*(f"{number:02}" for number in range(1, 20)), "2A", "2B", *map(str, range(21, 96))),
}
"""The German Länder and the departments of France in Europe; overseas have days of their own."""

_ALSACE_MOSELLE: Final = ("57", "67", "68")

SWAPPED: Final[Mapping[str, range]] = {"HU": range(2019, 2027)}
"""The years of which all days are shipped that a country decrees year by year."""

_SATURDAY, _SUNDAY = 5, 6
_LAST_YEAR = 2400  # a plan that goes on longer is a mistake


@dataclass(frozen=True, slots=True)
class DayException:
    """A day that is otherwise than the rules say.

    Args:
        region: empty for the whole country.
    """

    country: str
    day: date
    is_working: bool
    region: str = ""


def unstated_days(
    country: str,
    first: date,
    last: date,
    exceptions: Iterable[DayException],
    region: str = "",
) -> list[date]:
    """The days of a stretch of which it is not known what the country decreed.

    Of a year that is not shipped only those days are known that stand among the exceptions, for
    the whole country or for the region: one swap says nothing of the others. Sundays and public
    holidays are never swapped.
    """
    if country not in SWAPPED:
        return []
    stated = {
        one.day for one in exceptions if one.country == country and one.region in ("", region)
    }
    every = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [
        day
        for day in every
        if day.year not in SWAPPED[country]
        and day.weekday() != _SUNDAY
        and day not in stated
        and day not in holidays(country, day.year)
    ]


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=1024)
def holidays(country: str, year: int, region: str = "") -> frozenset[date]:
    """The public holidays of a country, with those of a region; none without a country.

    Raises:
        UserError: calendar.unknown_country, calendar.unknown_region.
    """
    if not country:
        return frozenset()
    if country not in COUNTRIES:
        raise UserError("calendar.unknown_country", value=country, names=", ".join(COUNTRIES))
    if region and region not in REGIONS.get(country, ()):
        names = ", ".join(REGIONS.get(country, ()))
        raise UserError("calendar.unknown_region", value=region, names=names)
    return _RULES[country](year, region)


def _days(year: int, fixed: str, after_easter: Iterable[int]) -> set[date]:
    """Days written as in ``12-25``, and days counted from Easter Sunday."""
    sunday = easter(year)
    return {date.fromisoformat(f"{year}-{day}") for day in fixed.split()} | {
        sunday + timedelta(days=days) for days in after_easter
    }


def _hungary(year: int, _region: str) -> frozenset[date]:
    # Act I of 2012, section 102; Good Friday since 2017, Christmas Eve since 2026
    # (Act LXXII of 2026); in 2025 it was still swapped by decree
    found = _days(year, "01-01 03-15 05-01 08-20 10-23 11-01 12-25 12-26", (0, 1, 49, 50))
    if year >= 2017:
        found |= _days(year, "", (-2,))
    if year >= 2026:
        found.add(date(year, 12, 24))
    return frozenset(found)


def _france(year: int, region: str) -> frozenset[date]:
    # Code du travail L3133-1; in Alsace-Moselle L3134-13
    found = _days(year, "01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25", (1, 39, 50))
    if region in _ALSACE_MOSELLE:
        found |= _days(year, "12-26", (-2,))
    return frozenset(found)


def _netherlands(year: int, _region: str) -> frozenset[date]:
    # The King's birthday, on the 26th when the 27th is a Sunday; Good Friday is for each office
    # to decide, Liberation Day is kept every five years.
    birthday = date(year, 4, 27)
    if birthday.weekday() == 6:
        birthday -= timedelta(days=1)
    found = _days(year, "01-01 12-25 12-26", (-2, 0, 1, 39, 49, 50)) | {birthday}
    if year % 5 == 0:
        found.add(date(year, 5, 5))
    return frozenset(found)


def _portugal(year: int, _region: str) -> frozenset[date]:
    # Código do Trabalho, article 234; municipal days are exceptions
    fixed = "01-01 04-25 05-01 06-10 08-15 10-05 11-01 12-01 12-08 12-25"
    return frozenset(_days(year, fixed, (-2, 0, 60)))


_LAENDER: Final[tuple[tuple[str, str, tuple[int, ...], int], ...]] = (
    ("BW BY ST", "01-06", (), 0),
    ("BE", "03-08", (), 2019),
    ("MV", "03-08", (), 2023),
    ("BB", "", (0, 49), 0),
    ("BW BY HE NW RP SL", "", (60,), 0),
    ("SL", "08-15", (), 0),
    ("TH", "09-20", (), 2019),
    ("BB MV SN ST TH", "10-31", (), 0),
    ("HB HH NI SH", "10-31", (), 2018),
    ("BW BY NW RP SL", "11-01", (), 0),
)


def _germany(year: int, region: str) -> frozenset[date]:
    # Nine days are the same in every Land; the rest by the laws of the Länder
    found = _days(year, "01-01 05-01 10-03 12-25 12-26", (-2, 1, 39, 50))
    if year == 2017:
        found.add(date(2017, 10, 31))
    if region == "BE" and year in (2020, 2025):  # 75 and 80 years after the end of the war
        found.add(date(year, 5, 8))
    for regions, fixed, after_easter, since in _LAENDER:
        if region in regions.split() and year >= since:
            found |= _days(year, fixed, after_easter)
    if region == "SN":  # the Wednesday before 23 November
        last = date(year, 11, 22)
        found.add(last - timedelta(days=(last.weekday() - 2) % 7))
    return frozenset(found)


_RULES: Final[Mapping[str, Callable[[int, str], frozenset[date]]]] = {
    "DE": _germany,
    "FR": _france,
    "HU": _hungary,
    "NL": _netherlands,
    "PT": _portugal,
}


@lru_cache(maxsize=4096)
def _working(
    country: str, region: str, year: int, exceptions: frozenset[DayException]
) -> tuple[int, ...]:
    """The ordinals of a year's working days; without a country only weekends are free."""
    free = holidays(country, year, region)
    marked = {
        e.day: e.is_working
        for e in sorted(exceptions, key=lambda e: (e.region, e.day, e.is_working))
        if e.country == country and e.region in ("", region) and e.day.year == year
    }
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return tuple(
        day.toordinal()
        for day in days
        if marked.get(day, day.weekday() < _SATURDAY and day not in free)
    )


class WorkCalendar:
    """The working days of a country and region from a year on, as many as are needed.

    Raises:
        UserError: calendar.unknown_country, calendar.unknown_region.
    """

    def __init__(
        self,
        country: str,
        region: str = "",
        exceptions: Iterable[DayException] = (),
        *,
        from_year: int,
    ) -> None:
        self.country = country
        self.region = region
        self._exceptions = frozenset(exceptions)
        self._next_year = from_year
        self.days: list[int] = []
        """Ordinals, ascending."""
        self.extend()

    def extend(self) -> None:
        """Add two more years.

        Raises:
            UserError: plan.too_long.
        """
        if self._next_year > _LAST_YEAR:
            raise UserError("plan.too_long", year=_LAST_YEAR)
        for year in (self._next_year, self._next_year + 1):
            self.days += _working(self.country, self.region, year, self._exceptions)
        self._next_year += 2

    def index(self, ordinal: int) -> int:
        """The place of the first working day not before this one."""
        while self.days[-1] < ordinal:
            self.extend()
        return bisect_left(self.days, ordinal)

    def at(self, index: int) -> int:
        """The working day at a place; before the first one it is the first."""
        try:
            return self.days[index if index > 0 else 0]  # noqa: FURB136 - asked ten times a task
        except IndexError:
            self.extend()
        return self.at(index)


def working_days(
    country: str,
    first: date,
    last: date,
    exceptions: Iterable[DayException] = (),
    region: str = "",
) -> int:
    """How many working days lie between two days, both counted.

    Raises:
        UserError: calendar.unknown_country, calendar.unknown_region, plan.too_long.
    """
    if last < first:
        return 0
    calendar = WorkCalendar(country, region, exceptions, from_year=first.year)
    return calendar.index(last.toordinal() + 1) - calendar.index(first.toordinal())
