"""What is typed for a field, as its column keeps it, or why it cannot be.

Window, command line and imports come through here; a bundle of another office does not, since
what was true there is kept.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from recipe_desktop.domain.countries import read_country
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.exchanges import Category
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.schedule import LINK_TYPES
from recipe_desktop.domain.unseen import one_line, several_lines
from recipe_desktop.domain.values import (
    LARGEST_CENTS,
    LARGEST_NUMBER,
    LONGEST_NOTES,
    LONGEST_TEXT,
    Problem,
    a_day,
    an_instant,
    read_date,
    read_yes_no,
)
from recipe_desktop.services import words
from recipe_desktop.services.kind import FieldOf, Kept
from recipe_desktop.store.base import instant_text

_WHOLE: Final = re.compile(r"[+-]?\d+", re.ASCII)
_MOST_DIGITS: Final = 18
_LARGEST: Final = {Kept.NUMBER: LARGEST_NUMBER, Kept.MONEY: LARGEST_CENTS}


def read(session: Session, of: FieldOf, value: Value, before: Value = None) -> Value:
    """The value as the column keeps it.

    Args:
        before: what the record holds now; a code of a newer edition that stands there stays.

    Raises:
        UserError: value.*.
    """
    given = value.strip() if isinstance(value, str) else value
    if isinstance(given, str) and not _is_text(given):
        raise UserError("value.not_text", field=of.name)
    if isinstance(given, str):
        given = several_lines(given) if of.kept is Kept.LONG_TEXT else one_line(given)
    if given is None or given == "":
        return _NOTHING.get(of.kept)
    text = str(given)
    if of.kept in (Kept.CHOICE, Kept.CHOICES):
        return _choices(session, of, text, str(before or "").split(";"))
    reader = _READERS.get(of.kept)
    if reader is not None:
        return reader(of, text)
    if of.catalogue == "time_zone":
        return _time_zone(of, text)
    most = LONGEST_NOTES if of.kept is Kept.LONG_TEXT else LONGEST_TEXT
    if len(text) > most:
        raise UserError("value.too_long", field=of.name, letters=len(text), most=most)
    return text


_NOTHING: Final[Mapping[Kept, Value]] = {
    **dict.fromkeys((Kept.TEXT, Kept.LONG_TEXT, Kept.CHOICE, Kept.CHOICES, Kept.ROUGH_DAY), ""),
    Kept.EVENT_DAYS: "",
    Kept.FLAG: 0,
}


def _number(of: FieldOf, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise UserError("value.not_a_number", field=of.name, value=text)
    most = _LARGEST[of.kept] if of.most is None else of.most
    unit = {"unit": "cents"} if of.kept is Kept.MONEY else {}
    is_long = len(text.lstrip("+-0")) > _MOST_DIGITS
    number = 0 if is_long else int(text)
    if number > most or (is_long and not text.startswith("-")):
        raise UserError("value.too_large", field=of.name, value=text, most=most, **unit)
    if number < of.least or is_long:
        raise UserError("value.too_small", field=of.name, value=text, least=of.least, **unit)
    return number


def _day(of: FieldOf, text: str) -> str:
    try:
        return a_day(text).isoformat()
    except ValueError as error:
        raise UserError("value.not_a_day", field=of.name, value=text) from error


def _rough_day(of: FieldOf, text: str) -> str:
    day = read_date(text)
    if isinstance(day, Problem):
        raise UserError("value.not_a_rough_day", field=of.name, value=text)
    return day


def _instant(of: FieldOf, text: str) -> str:
    try:
        if datetime.fromisoformat(text).tzinfo is None:
            raise UserError("value.no_time_zone", field=of.name, value=text)
        return instant_text(an_instant(text))
    except ValueError as error:
        raise UserError("value.not_an_instant", field=of.name, value=text) from error


def _flag(of: FieldOf, text: str) -> int:
    answer = read_yes_no(text)
    if isinstance(answer, Problem):
        raise UserError("value.not_yes_no", field=of.name, value=text)
    return int(answer)


def _choices(session: Session, of: FieldOf, text: str, before: Collection[str]) -> str:
    """Codes of the catalogue; one that the record holds already is asked about no more."""
    codes = [text] if of.kept is Kept.CHOICE else [c.strip() for c in text.split(";")]
    return ";".join(c if c in before else _choice(session, of, c) for c in codes if c)


def _choice(session: Session, of: FieldOf, text: str) -> str:
    """A code of the catalogue; of languages any, since lists bring them in words."""
    if of.catalogue == "country":
        return _country(of, text)
    if of.catalogue == "language":
        return text
    codes = _CODES.get(of.catalogue) or words.choice_codes(of.catalogue)
    if text in codes:
        return text
    rows = session.connection().exec_driver_sql(
        "SELECT code FROM term WHERE catalogue = ? ORDER BY position, code", (of.catalogue,)
    )
    added = [code for (code,) in rows]
    if text not in added:
        every = ", ".join(dict.fromkeys((*codes, *added)))
        raise UserError("value.not_in_catalogue", field=of.name, value=text, codes=every)
    return text


_CODES: Final = {"link_type": LINK_TYPES, "exchange_category": tuple(map(str, Category))}


_READERS: Final[Mapping[Kept, Callable[[FieldOf, str], Value]]] = {
    Kept.NUMBER: _number,
    Kept.MONEY: _number,
    Kept.DAY: _day,
    Kept.ROUGH_DAY: _rough_day,
    Kept.INSTANT: _instant,
    Kept.FLAG: _flag,
}


def _country(of: FieldOf, typed: str) -> str:
    """The code as ISO has it, from a code or a name; EL and UK are Greece and Britain."""
    found = read_country(typed)
    if found is None:
        raise UserError("value.no_country", field=of.name, value=typed)
    return found.code


def _time_zone(of: FieldOf, text: str) -> str:
    if text not in available_timezones():
        raise UserError("value.unknown_zone", field=of.name, value=text)
    return text


def _is_text(text: str) -> bool:
    """Whether it can be kept; bytes that a terminal could not read come as half characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
