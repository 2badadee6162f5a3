"""The wall clock, which rehearsals and tests may replace."""

import os
import re
from datetime import UTC, date, datetime, timedelta

from recipe_desktop.domain.errors import UserError

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_OFFSET = re.compile(r"([+-]?\d{1,6})([smhdw])")


_YEARS = range(1970, 3000)  # beyond these a clock is wrong, and the log could not count on from it


def now() -> datetime:
    """This moment in UTC, or what ``RECIPE_NOW`` says in its place.

    ``RECIPE_NOW`` is an offset such as ``-3d`` (units s, m, h, d, w), or an instant in ISO 8601
    at which the clock stands still; without a zone it is taken as UTC.

    Raises:
        UserError: clock.unreadable, clock.impossible.
    """
    return moment(os.environ.get("RECIPE_NOW", ""), datetime.now(UTC))


def today() -> date:
    """The day on the wall where this laptop stands, which near midnight is not that of UTC.

    Raises:
        UserError: as ``now``.
    """
    return now().astimezone().date()


def moment(said: str, wall: datetime) -> datetime:
    """The moment that a value of ``RECIPE_NOW`` means when the wall clock shows ``wall``.

    Raises:
        UserError: clock.unreadable, clock.impossible (a year far from anybody's life).
    """
    meant = _read(said, wall) if said else wall
    if meant.year not in _YEARS:
        raise UserError("clock.impossible", value=said or meant.date().isoformat())
    return meant


def _read(said: str, wall: datetime) -> datetime:
    try:
        if offset := _OFFSET.fullmatch(said):
            return wall + timedelta(**{_UNITS[offset[2]]: int(offset[1])})
        instant = datetime.fromisoformat(said)
    except (ValueError, OverflowError) as error:
        raise UserError("clock.unreadable", value=said) from error
    if instant.tzinfo is None:
        return instant.replace(tzinfo=UTC)
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:  # at either end of what can be counted
        raise UserError("clock.impossible", value=said) from error
