"""The days of an event, and which of them somebody means who says on what days they come."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Final, TypeAlias

from recipe_desktop.domain.import_columns import LAST_DAY
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.registration_words import day_of
from recipe_desktop.domain.values import Problem, read_date

Numbered: TypeAlias = Mapping[int, date]
"""The days of an event by their number, as the first day is the first."""
Named: TypeAlias = Callable[[date], Collection[str]]
"""What a day is called, such as Saturday, 28 November, and Company visits."""
_BETWEEN: Final = re.compile(r"[;,]")


class NoSuchDayError(ValueError):
    """A text is no day of the event, or may be several of them."""


def numbered(first: date | None, days: Collection[date]) -> dict[int, date]:
    """The days by number.

    Args:
        first: of the event; None while it is open.
        days: of which at least the earliest is the first where nobody said which that is.
    """
    begin = first or min(days, default=None)
    every = sorted(days)
    return {} if begin is None else {(d - begin).days + 1: d for d in every if d >= begin}


def read_days(
    text: str,
    days: Numbered,
    named: Named,
    kept: Collection[str] = (),
    *,
    is_open: bool = False,
) -> str:
    """The numbers of the days that a text means, with a semicolon between.

    Args:
        days: of the event, as far as they are known.
        kept: what the record holds already, and is asked about no more.
        is_open: whether there may be more days, so that any number may be right.

    Raises:
        NoSuchDayError: with the part of the text that is no day, or may be several.
    """

    def number(part: str) -> str | None:
        if part in kept:
            return part
        if is_open and part.isdecimal() and 0 < int(part) <= LAST_DAY:
            return str(int(part))
        return _number(part, days, named)

    whole = number(text)
    if whole is not None:
        return whole
    for parts in (text.split(";"), _BETWEEN.split(text)):
        said = [part.strip() for part in parts if part.strip()]
        read = {part: number(part) for part in said}
        if None not in read.values():
            found = {one for one in read.values() if one is not None}
            return ";".join(sorted(found, key=lambda one: (len(one), one)))
    raise NoSuchDayError(next((part for part, one in read.items() if one is None), text))


def _number(text: str, days: Numbered, named: Named) -> str | None:
    """The number of the one day that is meant, None for none and for several."""
    if number := int(text) if text.isdecimal() and len(text) < 3 else day_of(text):
        return str(number) if number in days else None
    day, wanted = read_date(text), fold(text)
    meant = [
        number
        for number, one in days.items()
        if day == one.isoformat() or wanted in map(fold, named(one))
    ]
    is_day = not isinstance(day, Problem)
    return str(meant[0]) if len(meant) == 1 and (wanted or is_day) else None
