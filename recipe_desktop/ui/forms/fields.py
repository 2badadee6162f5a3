"""Fields as data, and how values become text and text becomes values."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from recipe_desktop.domain.unseen import one_line, several_lines
from recipe_desktop.domain.values import Problem, read_date, read_moment, read_typed_number
from recipe_desktop.i18n import (
    _,
    format_day,
    format_instant,
    format_money,
    format_number,
    format_rough_day,
)
from recipe_desktop.ui.view import Words


class Kind(StrEnum):
    """What a field holds: text, a whole number, a day, a moment, one or several of a list, cents.

    A rough date is a day, a month or a year.
    """

    TEXT = "text"
    LONG = "long"
    INTEGER = "integer"
    DATE = "date"
    ROUGH_DATE = "rough_date"
    CHOICE = "choice"
    MANY = "many"
    MONEY = "money"
    INSTANT = "instant"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list and what it is called."""

    value: str
    word: str


def _no_choices() -> Sequence[Choice]:
    return ()


def _no_zone() -> tzinfo | None:
    return None


def _no_day() -> date | None:
    return None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Args:
        name: of the value, as the use case knows it.
        choices: asked when the field is shown, so that they follow the language.
        hint: shown in the empty field while it is edited.
        zone: of a moment: that of its place, None for the laptop's.
        day: of a moment: the day that is meant where only the time is typed.
    """

    name: str
    label: Words
    kind: Kind = Kind.TEXT
    choices: Callable[[], Sequence[Choice]] = field(default=_no_choices)
    hint: Words | None = None
    zone: Callable[[], tzinfo | None] = field(default=_no_zone)
    day: Callable[[], date | None] = field(default=_no_day)


_DAY_LETTERS: Final = len("2026-11-30")
_FORMATS: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.INTEGER: format_number,
    Kind.DATE: format_day,
    Kind.MONEY: format_money,
}


class NotUnderstoodError(ValueError):
    """What was typed is no value of the field; the text says what would be."""


def shown(described: Field, value: Any) -> str:
    """A value as it stands in the detail pane."""
    if value is None or value == "":
        return ""
    if described.kind in _FORMATS:
        return _FORMATS[described.kind](value)
    if described.kind == Kind.ROUGH_DATE:
        with suppress(ValueError):  # one from before they were checked stands as it was typed
            return format_rough_day(value)
    if described.kind == Kind.INSTANT:
        return format_instant(value, described.zone())
    if described.kind in (Kind.CHOICE, Kind.MANY):
        words = {choice.value: choice.word for choice in described.choices()}
        values = [value] if described.kind == Kind.CHOICE else value
        return ", ".join(words.get(one, str(one)) for one in values)
    return str(value)


def typed(described: Field, value: Any) -> str:
    """A value as one edits it: plain figures, and days in a form that is never misread."""
    if value is None:
        return ""
    if described.kind == Kind.DATE:
        return str(value.isoformat())
    if described.kind == Kind.MONEY:
        return f"{Decimal(value) / 100:.2f}"
    if described.kind == Kind.INSTANT:
        return str(value.astimezone(described.zone()).strftime("%Y-%m-%d %H:%M"))
    if described.kind == Kind.MANY:
        return ";".join(value)
    return str(value)


def understood(described: Field, text: str) -> Any:
    """The value of what was typed; empty is None for all but text.

    Raises:
        NotUnderstoodError: it is no value of this field.
    """
    words = text.strip()
    if described.kind in (Kind.TEXT, Kind.LONG, Kind.READ_ONLY):
        return several_lines(words) if described.kind == Kind.LONG else one_line(words)
    if described.kind == Kind.CHOICE:
        return words
    if described.kind == Kind.MANY:
        return tuple(filter(None, words.split(";")))
    if not words:
        return None
    if described.kind == Kind.INSTANT:
        return _instant(words, described.zone(), described.day())
    return _READERS.get(described.kind, _cents)(words)


def not_understood(described: Field, text: str) -> str:
    """Why what was typed is no value of this field, in the language of now; empty if it is one."""
    try:
        understood(described, text)
    except NotUnderstoodError as error:
        return str(error)
    return ""


def _integer(words: str) -> int:
    number = read_typed_number(words)
    if isinstance(number, Problem) or number != int(number):
        raise NotUnderstoodError(_("Please write a whole number, such as 38"))
    return int(number)


def _rough_day(words: str) -> str:
    day = read_date(words)
    if isinstance(day, Problem):
        said = _("Please write a day, a month or a year, such as 2016-05-30, 2016-05 or 2016")
        raise NotUnderstoodError(said)
    return day


def _day(words: str) -> date:
    """A day, also with the month as a word and in whatever way the window itself writes one.

    One with two figures of which either may be the month is asked about. As in a list, nobody
    puts the month first and writes points.
    """
    parts, order = re.fullmatch(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*", words), (1, 2, 3)
    if parts is None:
        parts = re.fullmatch(r"(\d{1,2})(\D+)(\d{1,2})\D+(\d{4})\D*", words)
        order = (4, 3, 1)
    said = _("Please write a day as year, month, day, such as 2026-11-30")
    if parts is None:
        read = read_moment(words)
        if isinstance(read, Problem) or len(read) != _DAY_LETTERS:  # a month, or with a time
            raise NotUnderstoodError(said)
        return date.fromisoformat(read)
    if order[0] == 4 and "." not in parts[2] and _either_way(int(parts[1]), int(parts[3])):
        shown = _as_shown_here(words, int(parts[4]), int(parts[1]), int(parts[3]))
        if shown is not None:
            return shown
        both = _("In {typed} day and month could be either way round: write it as {one} or {other}")
        days = [
            f"{parts[4]}-{month:0>2}-{day:0>2}"
            for day, month in ((parts[1], parts[3]), (parts[3], parts[1]))
        ]
        raise NotUnderstoodError(both.format(typed=words, one=days[0], other=days[1]))
    try:
        return date(*(int(parts[place]) for place in order))
    except ValueError:
        raise NotUnderstoodError(said) from None


def _as_shown_here(words: str, year: int, *parts: int) -> date | None:
    """The day that the window writes in these very words, in the language of now."""
    for day, month in (parts, parts[::-1]):
        with suppress(ValueError):  # in the year 0
            if format_day(date(year, month, day)) == words:
                return date(year, month, day)
    return None


def _either_way(first: int, second: int) -> bool:
    return first != second and max(first, second) <= 12


def _instant(words: str, zone: tzinfo | None, day: date | None) -> datetime:
    said = _("Please write day and time, such as 2026-11-30 09:30")
    if day is not None and re.fullmatch(r"\d{1,2}[:.h]\d{2}", words):
        words = f"{day.isoformat()} {words}"
    parts = re.fullmatch(r"(\d.*\d)[\sT,.]+(\d{1,2})[:.h](\d{2})\s*", words)
    if parts is None:
        raise NotUnderstoodError(said)
    try:
        at = time(int(parts[2]), int(parts[3]))
    except ValueError:
        raise NotUnderstoodError(said) from None
    there = datetime.combine(_day(parts[1]), at)
    return there.astimezone(UTC) if zone is None else there.replace(tzinfo=zone).astimezone(UTC)


def _cents(words: str) -> int:
    number = read_typed_number(words)
    if isinstance(number, Problem):
        raise NotUnderstoodError(_("Please write an amount, such as 830.00"))
    if number * 100 != int(number * 100):
        raise NotUnderstoodError(_("Please write no more than two decimals, such as 830.00"))
    return int(number * 100)


_READERS: Final[Mapping[Kind, Callable[[str], Any]]] = {
    Kind.INTEGER: _integer,
    Kind.DATE: _day,
    Kind.ROUGH_DATE: _rough_day,
}
