"""Reading what stands in a cell: numbers, dates, yes and no. Doubt is answered, never guessed away.

Every reader gives the value, or a ``Problem`` with the reason.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Final, Literal

from recipe_desktop.domain.names import fold
from recipe_desktop.domain.unseen import BLANK, without_idle


class Formula(Enum):
    """A cell whose value the file does not hold; it counts as empty, and is told of."""

    NOT_CALCULATED = "not calculated"


Cell = str | int | float | Decimal | date | datetime | time | Formula | None  # bool is an int
DecimalSign = Literal[",", "."]
DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell cannot be read: ``number.ambiguous``, ``date.unreadable`` and so on."""

    code: str


_NOTHING = frozenset({"", "-", "–", "—", "--", "n/a", "n.a.", "#n/a", "#value!", "#ref!", "k.a."})


def text_of(cell: Cell) -> str:  # noqa: PLR0911 - one answer for each kind of cell
    """A cell as one line of text: no blanks around it, no signs that cannot be seen."""
    if cell is None or isinstance(cell, Formula):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if not isinstance(cell, str):
        return str(cell)
    return clean_text(cell)


def clean_text(text: str) -> str:
    """Composed letters, single blanks, nothing that cannot be seen or stored."""
    text = without_idle(text).replace(BLANK, " ")
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        clean = " ".join(text.split())  # nearly every cell
        return text if clean == text else clean  # a long list is not kept twice
    seen = "".join(
        char if unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"} else " "
        for char in unicodedata.normalize("NFC", text)
    )
    return " ".join(seen.split())


def is_empty(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, a dash, n/a or a formula's error."""
    return text_of(cell).lower() in _NOTHING


# --- Numbers -----------------------------------------------------------------------------------

_MAGNITUDES = {
    **dict.fromkeys(["k", "tsd", "tsd.", "ezer", "e", "thousand", "tausend", "mille"], 3),
    **dict.fromkeys(["duizend", "mil", "t"], 3),
    **dict.fromkeys(["m", "mio", "mio.", "mn", "million", "millions", "millió", "milliós"], 6),
    **dict.fromkeys(["millionen", "mill.", "mln", "mln.", "miljoen", "milhões", "milhão"], 6),
    **dict.fromkeys(["mrd", "mrd.", "bn", "billion", "milliárd", "milliard", "milliards"], 9),
    **dict.fromkeys(["miljard", "milliarde", "milliarden", "md"], 9),
}
_NUMBER = re.compile(r"(?P<sign>[-+−]?)(?P<body>\d[\d .,]*)(?P<word>[^\d]*)")
_MOST_TYPED: Final = 4000  # letters; more digits than any number that could be told from them
_EURO = re.compile(r"\beuros?\b|\beur\b|€", re.IGNORECASE)


def read_number(cell: Cell, decimal: DecimalSign | None = None) -> Decimal | Problem:
    """A number written in any of the usual ways, with millions and thousands in words.

    Args:
        cell: as it stands in the file.
        decimal: the sign before the decimals, for numbers such as 1.500 that leave it open.
    """
    if isinstance(cell, int | float | Decimal):
        return _exact(cell)
    if not isinstance(cell, str):
        return Problem("number.unreadable")
    plain = re.sub(r"(?<=\d)['’](?=\d)", " ", _EURO.sub(" ", clean_text(cell)).strip())
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return Problem("number.unreadable")
    word = found["word"].strip().lower()
    if word and word not in _MAGNITUDES:
        return Problem("number.unreadable")
    digits = _digits(found["body"].strip(), decimal)
    if isinstance(digits, Problem):
        return digits
    sign = -1 if found["sign"] in {"-", "−"} else 1
    return sign * Decimal(digits) * Decimal(10) ** _MAGNITUDES.get(word, 0)


def read_typed_number(text: str) -> Decimal | Problem:
    """A number as somebody types it into a field: a sign before three digits parts thousands.

    Whoever types sees what becomes of it, so 1.234 is not asked about, as it is in a list. Words
    such as Mio stay a list's: a slip of the finger must not make millions.
    """
    bare = _EURO.sub(" ", text).strip()
    if len(bare) > _MOST_TYPED or any(char.isalpha() for char in bare):
        return Problem("number.unreadable")
    sign = next((char for char in reversed(bare) if char in ".,"), ".")
    return read_number(bare, "," if sign == "." else ".")


def _exact(number: float | Decimal) -> Decimal | Problem:
    if isinstance(number, float) and not math.isfinite(number):
        return Problem("number.unreadable")
    try:
        exact = Decimal(str(number))
    except InvalidOperation:
        return Problem("number.unreadable")
    return exact if exact.is_finite() else Problem("number.unreadable")


def _digits(body: str, decimal: DecimalSign | None) -> str | Problem:
    """The digits with a point before the decimals."""
    signs = re.sub(r"[\d ]", "", body)
    last = signs[-1:]
    if not signs or (signs.count(last) > 1 and len(set(signs)) == 1):
        return _grouped(body, "")
    if signs.count(last) > 1:
        return Problem("number.unreadable")
    whole, _, rest = body.rpartition(last)
    if not rest.isdecimal() or not rest.isascii():
        return Problem("number.unreadable")
    if signs == last and " " not in whole and len(rest) == 3 and re.match(r"[1-9]\d{0,2}$", whole):
        if decimal is None:
            return Problem("number.ambiguous")
        return f"{whole}.{rest}" if decimal == last else whole + rest
    return _grouped(whole, rest)


def _grouped(whole: str, rest: str) -> str | Problem:
    groups = re.split(r"[ .,]", whole)
    grouped = len(groups) == 1 or (
        re.fullmatch(r"[1-9]\d{0,2}", groups[0]) is not None
        and all(len(group) == 3 for group in groups[1:])
    )
    if len(set(re.sub(r"\d", "", whole))) > 1 or not grouped or not "".join(groups).isascii():
        return Problem("number.unreadable")
    return "".join(groups) + (f".{rest}" if rest else "")


def decimal_evidence(cell: Cell) -> DecimalSign | None:
    """The sign that this cell shows beyond doubt to stand before decimals."""
    if not isinstance(cell, str) or isinstance(read_number(cell), Problem):
        return None
    with_comma, with_point = read_number(f"{cell}", ","), read_number(f"{cell}", ".")
    signs = re.findall(r"[.,]", cell)
    if with_comma != with_point or not signs:
        return None
    last: DecimalSign = "," if signs[-1] == "," else "."
    other: DecimalSign = "." if last == "," else ","
    return last if signs.count(last) == 1 else other


def read_whole(cell: Cell, decimal: DecimalSign | None = None) -> int | Problem:
    """A count that cannot be negative; a fraction of a person is rounded down.

    Staff is counted in annual work units, which may be fractions. The limits of the size classes
    are "fewer than" a whole number, so rounding down never changes a class.
    """
    number = read_number(cell, decimal)
    if isinstance(number, Problem):
        return number
    if number < 0:
        return Problem("number.negative")
    return int(number) if number <= LARGEST_NUMBER else Problem("number.too_large")


LONGEST_TEXT: Final = 500  # letters of a name, an address and the like
LONGEST_NOTES: Final = 20_000  # letters of a text of several lines
LARGEST_NUMBER: Final = 10**12 - 1
"""More than anything that is counted here can be."""

LARGEST_CENTS: Final = 10**15
"""Ten thousand billion euros; every cent of it is exact in any program."""

CENT: Final = Decimal("0.01")


def read_cents(
    cell: Cell, decimal: DecimalSign | None = None, unit: int | Decimal = 1
) -> int | Problem:
    """An amount of money in euro cents.

    Args:
        cell: as it stands in the file.
        decimal: the sign before the decimals.
        unit: euros that a 1 stands for; 1000 in a column of thousands, ``CENT`` in one of cents.
    """
    number = read_number(cell, decimal)
    if isinstance(number, Problem):
        return number
    cents = number * 100 * unit
    if cents < 0:
        return Problem("number.negative")
    if cents > LARGEST_CENTS:
        return Problem("number.too_large")
    return int(cents) if cents == int(cents) else Problem("number.parts_of_cents")


# --- Dates -------------------------------------------------------------------------------------

_MONTH_WORDS = (
    "january januar janvier januari janeiro jan janv",
    "february februar fevrier februari fevereiro feb febr fev fevr",
    "march marcius mars marz maart marco mar marc mrz mrt maerz",
    "april aprilis avril abril apr avr abr",
    "may majus mai mei maio maj",
    "june junius juin juni junho jun",
    "july julius juillet juli julho jul juil",
    "august augusztus aout augustus agosto aug ago",
    "september szeptember septembre setembro sept sep szept set",
    "october oktober octobre outubro oct okt out",
    "november novembre novembro nov",
    "december dezember decembre dezembro dec dez",
)
_MONTHS = {word: place for place, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
_CLOCK = re.compile(
    r"[T ,]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\.?;?"
    r"\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./]\s*(\d{1,2})(?:\s*[-./]\s*(\d{1,2}))?\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*[-./]\s*(\d{4})\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{4})")


YEARS: Final = range(1000, 2201)
"""The years in which anything that is kept can have happened, or be planned."""


def a_day(text: str) -> date:
    """The day that an ISO text names.

    Raises:
        ValueError: it names none, or one so far off that nothing can be counted from it.
    """
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day


def an_instant(text: str) -> datetime:
    """The moment that an ISO text names.

    Raises:
        ValueError: it names none, says no time zone, or is as far off as ``a_day`` refuses.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None or instant.year not in YEARS:
        raise ValueError(text)
    return instant


def read_date(cell: Cell, order: DateOrder | None = None) -> str | Problem:
    """A day as ISO text, or 2016-05 or 2016 where the file does not say more.

    Args:
        cell: as it stands in the file.
        order: which of two numbers is the day, for dates such as 03/05/2016 that leave it open.
    """
    if isinstance(cell, date):  # a datetime is one, too
        return _iso(cell.year, cell.month, cell.day)
    if isinstance(cell, time):
        return Problem("date.unreadable")
    text = _CLOCK.sub("", text_of(cell)).strip()
    if text.isdecimal() and text.isascii():
        return _bare_digits(text)
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(int(found[1]), found[2], int(found[3]), int(found[4]), order)
    return _with_year_first(text) or _with_month_word(text)


def read_moment(cell: Cell, order: DateOrder | None = None) -> str | Problem:
    """A moment as ISO text, with its distance from UTC where the file says it; else a day.

    Args:
        cell: as it stands in the file.
        order: as in ``read_date``.
    """
    day = read_date(cell, order)
    if isinstance(cell, datetime) and not isinstance(day, Problem):
        return cell.isoformat(timespec="seconds")
    clock = _CLOCK.search(text_of(cell))
    if isinstance(day, Problem) or clock is None or len(day) != len("2021-09-15"):
        return day
    hours, minutes, seconds, half, zone = clock.groups()
    hour = int(hours)
    if half:
        hour = hour % 12 + 12 * (half[0] in "pP")
    if hour > 23:  # newer versions of Python take 24:00 for the next day
        return Problem("date.impossible")
    offset = "+00:00" if zone == "Z" else zone or ""
    said = f"{day}T{hour:02}:{minutes}:{seconds or '00'}"
    said += f"{offset[:3]}:{offset[-2:]}" if offset else ""
    try:
        return datetime.fromisoformat(said).isoformat()
    except ValueError:
        return Problem("date.impossible")


def _year_last(
    first: int, sign: str, second: int, year: int, order: DateOrder | None
) -> str | Problem:
    # Nobody puts the month first and writes points.
    day_first = sign == "." or second == first or first > 12
    if not day_first and second <= 12:
        if order is None:
            return Problem("date.ambiguous")
        day_first = order == "dmy"
    return _iso(year, second, first) if day_first else _iso(year, first, second)


def _with_year_first(text: str) -> str | Problem | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _MONTH_YEAR.fullmatch(text):
        return _iso(int(found[2]), int(found[1]))
    if re.fullmatch(r"\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{2}\.?", text):
        return Problem("date.short_year")
    return None


def _bare_digits(text: str) -> str | Problem:
    if len(text) == 4:
        return _iso(int(text))
    if len(text) == 8:
        return _iso(int(text[:4]), int(text[4:6]), int(text[6:]))
    return Problem("date.unreadable")


def _with_month_word(text: str) -> str | Problem:
    words = [word for word in fold(text).split() if word not in {"de", "of", "den", "le", "the"}]
    words = [re.sub(r"^(\d{1,2})(?:st|nd|rd|th|er|e|an|en)$", r"\1", word) for word in words]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = [word for word in words if word.isdecimal() and word.isascii()]
    if len(months) != 1 or len(months) + len(numbers) != len(words):
        return Problem("date.unreadable")
    years = [int(word) for word in numbers if len(word) == 4]
    days = [int(word) for word in numbers if len(word) <= 2]
    if len(years) != 1 or len(days) > 1 or len(days) + 1 != len(numbers):
        return Problem("date.unreadable")
    return _iso(years[0], months[0], days[0] if days else None)


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | Problem:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return Problem("date.impossible")
    if year not in YEARS:
        return Problem("date.impossible")
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
    return "-".join(parts)


def date_order_evidence(cell: Cell) -> DateOrder | None:
    """Which order a date with slashes or hyphens shows beyond doubt."""
    found = _YEAR_LAST.fullmatch(_CLOCK.sub("", text_of(cell)).strip())
    if found is None or found[2] == ".":
        return None
    first, second = int(found[1]), int(found[3])
    if first > 12 >= second:
        return "dmy"
    return "mdy" if second > 12 >= first else None


# --- Yes and no, e-mail ------------------------------------------------------------------------

_YES = frozenset(
    fold(word) for word in "yes igen oui ja sim y i o j s x true wahr vrai 1 ✓".split()
)
_NO = frozenset(fold(word) for word in "no nem non nein nee não n false falsch faux 0".split())
_EMAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().\d][^\s@<>,;:\"().]+")


def read_yes_no(cell: Cell) -> bool | Problem:
    """Yes or no in one of the six languages, a cross, a tick, 1 or 0."""
    if isinstance(cell, bool):
        return cell
    text = text_of(cell)
    if text in {"✓", "✔", "☑", "×"}:
        return True
    word = fold(text)
    if word in _YES and word:
        return True
    return False if word in _NO else Problem("yes_no.unreadable")


def read_email(cell: Cell) -> str | Problem:
    """One e-mail address as typed, without what mail programs put around it."""
    text = text_of(cell).removeprefix("mailto:")
    if found := re.fullmatch(r"[^<>]*<([^<>]+)>", text):
        text = found[1].strip()
    if len(text) > 254 or not _EMAIL.fullmatch(text) or ".." in text:
        return Problem("email.shape")
    return text
