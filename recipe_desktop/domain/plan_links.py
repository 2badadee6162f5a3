"""What a task of a sheet waits for, as MS Project and people write it: ``3``, ``3FS+2d``, ``4EA-1 Tag``."""

import math
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple

from recipe_desktop.domain.plan_lengths import read_length

_TYPES: Final = {  # as MS Project in English, German, French and Portuguese names them
    "FS": "FS|EA|FD|TI",
    "SS": "SS|AA|DD|II",
    "FF": "FF|EE|TT",
    "SF": "SF|AE|DF|IT",
}
_TYPE_OF: Final = {word: name for name, words in _TYPES.items() for word in words.split("|")}
_BEHIND: Final = re.compile(  # the name of the other task
    rf"\s*(?P<type>{'|'.join(_TYPE_OF)})?\s*(?P<lag>[+-]\s*\d[^+-]*)?", re.IGNORECASE
)
_LONGEST_BEHIND: Final = 40  # characters
_DECIMAL_COMMA: Final = re.compile(r"([+-]\s*\d{1,5}),(?=\d{1,3}\s*[^\d\s,;])")


class Waiting(NamedTuple):
    """That a task waits for another one.

    Args:
        named: what stands there for the other one.
        type: FS, SS, FF or SF.
        lag: as it stands there.
    """

    named: str
    type: str = "FS"
    lag: str = ""


def parts_of(cell: str) -> list[str]:
    """The links of a cell, between commas, semicolons or line ends; a lag may have a decimal comma."""
    parts = re.split(r"[;,\n]", _DECIMAL_COMMA.sub(r"\1.", cell))
    return [part.strip() for part in parts if part.strip()]


def read_link(part: str, is_name: Callable[[str], bool]) -> Waiting:
    """One link; what is the name of a task as it stands, such as WP-2, is that task.

    Args:
        is_name: whether something is a key or name in the file; if nothing is, all of it is told.
    """
    for end in range(len(part), max(0, len(part) - _LONGEST_BEHIND), -1):
        behind = _BEHIND.fullmatch(part[end:])
        if behind is not None and is_name(part[:end]):
            kind = _TYPE_OF[(behind["type"] or "FS").upper()]
            return Waiting(part[:end].rstrip(), kind, behind["lag"] or "")
    return Waiting(part)


class Lag(NamedTuple):
    """How long a task goes on waiting.

    Args:
        days: working days, rounded up; none where it is a share of a task's duration.
        is_rounded: whether there were parts of a day.
        is_elapsed: whether it runs on through nights and free days.
    """

    days: int
    is_rounded: bool = False
    is_elapsed: bool = False
    is_share: bool = False


def read_lag(typed: str) -> Lag | None:
    """A lag with its sign and unit; None where nobody can read it."""
    length = read_length(typed)
    try:
        exact = Fraction(length.number) * length.days if length else None
    except ValueError:
        return None
    if length is None or exact is None:
        return None
    days = math.ceil(exact)
    return Lag(days, days != exact, length.is_elapsed, length.is_share)
