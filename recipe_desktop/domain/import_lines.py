"""A line of an imported list, and why it is rejected or looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | bool
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line is rejected or looked at.

    Args:
        code: such as ``name.missing``, ``date.impossible``, ``row.repeated_otherwise``.
        field: what it is about; empty when it is the whole line.
        typed: what stands in the file.
        other: the line or record it is held against: ``row:12`` or a uid.
    """

    code: str
    field: str = ""
    typed: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class InterpretedRow:
    """A line that can be taken over: what it says, without what it leaves empty.

    Args:
        record: the uid that stands in an exported list, whether or not it is known here.
    """

    number: int
    key: str
    values: Values
    notes: tuple[Reason, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A line that cannot be taken over, with every reason at once."""

    number: int
    reasons: tuple[Reason, ...]
