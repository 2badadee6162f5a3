"""Texts, dates, numbers and money in the user's language; no Qt here.

Every text for people is written in English as ``_("...")`` where it is used, never at import,
since the language can change while the program runs. ``N_`` marks a text that is kept in a
table and given to ``_`` when it is shown. Values go in afterwards, with ``.format``: an
f-string inside ``_`` could never be found in a catalogue.
"""

import gettext
import io
import locale
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from typing_extensions import override

from recipe_desktop import paths

Length = Literal["short", "medium", "long", "full"]

SOURCE = "en"
LANGUAGES = {
    "en": "English",
    "hu": "Magyar",
    "fr": "Français",
    "de": "Deutsch",
    "nl": "Nederlands",
    "pt": "Português",
}
PSEUDO = "xx"  # longer, accented and in brackets: shows in tests what was not wrapped
DOMAIN = "recipe"

_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?=\s|$)")
_WORDS_KEPT = 4096  # of days and numbers in words: a list says the same ones again and again
_LONGEST_WEEKDAY = 4
_LOCALES = {"en": "en_GB", "pt": "pt_PT", PSEUDO: "en_GB"}
_chosen = SOURCE
_borrowed: ContextVar[str | None] = ContextVar("language", default=None)
_YEAR = re.compile(r"(\s*'de')?\s*y\.?\s*")  # of a date's pattern, with what goes with it


def use_language(code: str) -> None:
    """Switch the whole program; what is already on the screen must be asked for again.

    Raises:
        ValueError: there is no such language.
    """
    global _chosen  # noqa: PLW0603  # the language is one for the process, like the locale
    _chosen = _known(code)


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Another language within a block and this thread: a report has its own."""
    token = _borrowed.set(_known(code))
    try:
        yield
    finally:
        _borrowed.reset(token)


def in_every_language(text: str) -> frozenset[str]:
    """What a text of the program is in each of its languages."""
    found: set[str] = set()
    for code in LANGUAGES:
        with in_language(code):
            found.add(_(text))
    return frozenset(found)


def has_texts(code: str) -> bool:
    """Whether the texts of a language are here; without them the program speaks English."""
    return code == SOURCE or any(file.is_file() for file in _files_of(code))


def language() -> str:
    """The code of the language in which texts come out now."""
    return _borrowed.get() or _chosen


def system_language() -> str:
    """The user's language where it is one of ours, otherwise English."""
    said = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for name in (next(filter(None, said), ""), locale.getlocale()[0] or ""):
        code = re.split(r"[_.@-]", name)[0].lower()
        if code in LANGUAGES:
            return code
    return SOURCE


def _(text: str) -> str:
    """The text in the user's language."""
    return _catalogue(language()).gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The form that fits ``count``; the number itself is put in by ``.format``."""
    return _catalogue(language()).ngettext(one, many, count)


def one_stop(sentence: str) -> str:
    """A filled sentence, without a second full stop behind a word that has its own.

    So end days in Hungarian and German abbreviations, and names such as S.A. or Kft.
    """
    return _TWO_STOPS.sub(".", sentence)


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for it
    """Mark a text for the catalogues; ``_`` translates it when it is shown."""
    return text


def n_N_(one: str, many: str) -> tuple[str, str]:  # noqa: N802  # as N_
    """Mark a text with a number in it for the catalogues; ``ngettext`` translates it."""
    return one, many


def format_number(value: float | Decimal, *, decimals: int = 0) -> str:
    """A number with the separators of the language."""
    return _number(value, decimals, _locale())


@lru_cache(maxsize=_WORDS_KEPT)
def _number(value: float | Decimal, decimals: int, where: str) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=where)


def format_percent(share: float) -> str:
    """A share of one as a whole percentage."""
    return _percent(share, _locale())


@lru_cache(maxsize=_WORDS_KEPT)
def _percent(share: float, where: str) -> str:
    from babel import Locale
    from babel.numbers import format_percent as babel_percent

    pattern = Locale.parse(where).percent_formats[None].pattern
    return babel_percent(share, format=re.sub(r"[#0,.]+", "#,##0", pattern), locale=where)


def format_money(cents: int) -> str:
    """An amount kept in cents as EU texts write it: EUR 830 in English, 830 EUR elsewhere.

    The code stands before the amount in English alone (Interinstitutional Style Guide 7.3.3), a
    hard space parts them, and cents are written only where there are any.
    """
    amount = format_number(Decimal(cents) / 100, decimals=2 if cents % 100 else 0)
    parts = ("EUR", amount) if language() in (SOURCE, PSEUDO) else (amount, "EUR")
    return "\N{NO-BREAK SPACE}".join(parts)


def format_day(day: date, length: Length = "medium") -> str:
    """A calendar day."""
    return _day(day, length, _locale())


@lru_cache(maxsize=_WORDS_KEPT)
def _day(day: date, length: Length, where: str) -> str:
    from babel.dates import format_date

    return format_date(day, format=length, locale=where)


def format_short_day(day: date) -> str:
    """A day within a year that is known: 26 Oct."""
    return _skeleton("MMMd", day, _locale())


def format_month(day: date, *, short: bool = False) -> str:
    """A month with its year, or its short name alone."""
    return _skeleton("MMM" if short else "yMMMM", day, _locale())


def format_rough_day(text: str) -> str:
    """A day, a month with its year, or a year, as far as an ISO text says it.

    Raises:
        ValueError: it says none of them.
    """
    if len(text) == len("2016"):
        return str(int(text))
    if len(text) == len("2016-05"):
        return format_month(date.fromisoformat(f"{text}-01"))
    return format_day(date.fromisoformat(text))


def format_weekday(day: date) -> str:
    """A day with its day of the week: Fri, 5 Feb."""
    return _skeleton("MMMEd", day, _locale())


@lru_cache(maxsize=_WORDS_KEPT)
def _skeleton(parts: str, day: date, where: str) -> str:
    from babel.dates import format_skeleton

    return format_skeleton(parts, day, locale=where)


def weekday_name(day: date) -> str:
    """The short name of a day of the week alone: Mon."""
    from babel.dates import get_day_names

    name = _skeleton("E", day, _locale())
    if len(name) <= _LONGEST_WEEKDAY:
        return name
    return str(get_day_names("short", locale=_locale())[day.weekday()])  # Portuguese: domingo, dom


def format_long_weekday(day: date) -> str:
    """Weekday, day and month, such as Monday 23 November: the year is known."""
    from babel import Locale
    from babel.dates import format_date

    whole = Locale.parse(_locale()).date_formats["full"].pattern
    return format_date(day, _YEAR.sub("", whole), locale=_locale())


@lru_cache(maxsize=_WORDS_KEPT)
def day_names(day: date) -> frozenset[str]:
    """What a day of a known year is called in our languages: Saturday, Sat, Samstag, 28 November."""
    from babel.dates import format_date, format_skeleton

    found: set[str] = set()
    for code in LANGUAGES:
        where = _LOCALES.get(code, code)
        patterns = ("EEEE", "EEE", "EEEE d MMMM", "EEEE, d MMMM", "d MMMM", "d MMM", "MMMM d")
        found.update(format_date(day, pattern, locale=where) for pattern in patterns)
        found.update(
            format_skeleton(parts, day, locale=where) for parts in ("MMMEd", "MMMMEEEEd", "MMMMd")
        )
    return frozenset(found)


def format_days(first: date, last: date, *, with_year: bool = True) -> str:
    """From one calendar day to another, what they have in common said once: 23-24 Nov 2026."""
    from babel.dates import format_interval

    if first == last:
        return format_day(first) if with_year else format_short_day(first)
    return format_interval(first, last, "yMMMd" if with_year else "MMMd", locale=_locale())


def format_time(at: datetime, zone: tzinfo | None = None) -> str:
    """The time of day of an instant; ``zone`` is the place's, by default this computer's."""
    from babel.dates import format_time as babel_time

    return babel_time(at.astimezone(zone).timetz(), format="short", locale=_locale())


def format_zone(at: datetime, zone: tzinfo | None = None) -> str:
    """How far the clock of a place, by default of this computer, is from UTC: GMT+01:00."""
    from babel.dates import get_timezone_gmt

    return get_timezone_gmt(at.astimezone(zone), locale=_locale())


def format_instant(at: datetime, zone: tzinfo | None = None, length: Length = "medium") -> str:
    """Day and time of an instant; ``zone`` is the place's, by default this computer's."""
    there = at.astimezone(zone)
    return f"{format_day(there.date(), length)} {format_time(at, zone)}"


def format_relative_day(day: date, today: date) -> str:
    """A day as people speak of it: today, in 3 days, 2 weeks ago."""
    from babel.dates import format_timedelta

    near = {0: N_("today"), 1: N_("tomorrow"), -1: N_("yesterday")}
    days = (day - today).days
    if days in near:
        return _(near[days])
    return format_timedelta(day - today, add_direction=True, threshold=1.2, locale=_locale())


def format_list(parts: Sequence[str]) -> str:
    """Several things in one sentence: a, b and c."""
    from babel.lists import format_list as babel_list

    return babel_list(parts, locale=_locale())


def format_bytes(size: int) -> str:
    """The size of a file, in the unit that leaves few digits."""
    unit, units = 0, ("B", "kB", "MB", "GB", "TB")
    value = float(size)
    while value >= 1000 and unit < len(units) - 1:
        value, unit = value / 1000, unit + 1
    decimals = 1 if unit and value < 10 else 0
    return f"{format_number(value, decimals=decimals)}\N{NO-BREAK SPACE}{units[unit]}"


def babel_locale() -> str:
    """The locale that dates and numbers follow now, such as ``pt_PT``."""
    return _locale()


def _locale() -> str:
    return _LOCALES.get(language(), language())


def _known(code: str) -> str:
    if code not in LANGUAGES and code != PSEUDO:
        raise ValueError(code)
    return code


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == PSEUDO:
        return _Pseudo()
    compiled, source = _files_of(code)
    if source.exists() and (not compiled.exists() or _changed(compiled) < _changed(source)):
        return _compiled_now(source)
    return gettext.translation(DOMAIN, paths.resource("locale"), languages=[code], fallback=True)


def _files_of(code: str) -> tuple[Path, Path]:
    """The compiled catalogue of a language, and the one that is translated."""
    compiled = paths.resource("locale") / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return compiled, compiled.with_suffix(".po")


def _changed(file: Path) -> int:
    return file.stat().st_mtime_ns


def _compiled_now(source: Path) -> gettext.NullTranslations:
    """A catalogue of a checkout in which nobody has compiled it since it was changed."""
    return gettext.GNUTranslations(io.BytesIO(compile_catalogue(source)))


def compile_catalogue(source: Path) -> bytes:
    """A catalogue as the program reads it, with what is translated alone.

    Babel would keep a text with a number in it that is not: in as many forms as the language has,
    which in Hungarian is one, so that five changes were "5 change".
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parent.parent.name)
    for message in list(catalogue):
        if message.pluralizable and not all(message.string or ("",)):
            catalogue.delete(message.id, message.context)
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


_KEPT = re.compile(r"(\{[^{}]*\}|%(?:\(\w+\))?[rs]|<[^<>]+>|&\w|&&|\n)")
_ACCENTED = str.maketrans("aeiouyncslzAEIOUYNCSLZ", "áéíőűýñçšłžÁÉÍŐŰÝÑÇŠŁŽ")


class _Pseudo(gettext.NullTranslations):
    """Makes every text a third longer and unmistakable, and leaves what code needs in it."""

    @override
    def gettext(self, message: str) -> str:
        parts = _KEPT.split(message)
        text = "".join(p if _KEPT.fullmatch(p) else p.translate(_ACCENTED) for p in parts)
        return f"[{text}{'~' * (len(message) // 3 + 1)}]"

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)
