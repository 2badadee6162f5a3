"""The signed list of a day: who stands on which sheet in which row.

Paper and screen ask the same function, so the desk can say "sheet 3, row 17" and the person finds
the line. Sheets break where another desk begins: each desk gets its own pile.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import Order, fold, sort_key

ROWS_PER_SHEET = 24
EMPTY_ROWS = 6  # at least, behind the last name of each desk: walk-ins are seldom more


@dataclass(frozen=True, slots=True)
class DeskRange:
    """The surnames of one desk: from ``first`` on, up to where the next desk begins.

    Args:
        first: beginning of the first surname, such as ``L`` or ``Sz``; empty: from the start.
    """

    desk: str
    first: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who may come and sign."""

    uid: Uid
    family_name: str
    given_name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody signs; both count from one, rows anew on every sheet."""

    sheet: int
    row: int
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper.

    Args:
        first, last: surnames of the first and the last row that has one.
        rows: who stands in each row; ``None`` is an empty line for a walk-in.
        is_continuation: of people who came onto the list after it was printed.
    """

    number: int
    desk: str
    rows: tuple[Uid | None, ...]
    first: str = ""
    last: str = ""
    is_continuation: bool = False


def desk_of(family_name: str, ranges: Sequence[DeskRange], order: Order = "root") -> str:
    """The desk whose range holds a surname; the first desk takes what lies before all ranges."""
    ordered = _ordered(ranges, order)
    return ordered[_range_of(family_name, ordered, order)].desk if ordered else ""


def sheets(  # noqa: PLR0913 - a list is made of people, ranges, order and measures
    people: Collection[Expected],
    ranges: Sequence[DeskRange] = (),
    *,
    order: Order = "root",
    later: Collection[Uid] = (),
    rows_per_sheet: int = ROWS_PER_SHEET,
    empty_rows: int = EMPTY_ROWS,
) -> tuple[Sheet, ...]:
    """The sheets of a list, the desks' piles in the order of their ranges.

    Args:
        order: how the place's language sorts surnames.
        later: who came onto the list after it was printed. They stand on continuation sheets at
            the end, so nobody who has a row already gets another one.
        empty_rows: lines for walk-ins behind the last name of each desk, at least. The last sheet
            of a desk is filled up with them.
    """
    ordered = _ordered(ranges, order) or (DeskRange(""),)
    late = frozenset(later)

    def pile(person: Expected) -> tuple[bool, int]:
        return person.uid in late, _range_of(person.family_name, ordered, order)

    def place(person: Expected) -> tuple[bool, int, str, str, Uid]:
        surname = sort_key(person.family_name, order)
        return (*pile(person), surname, sort_key(person.given_name, order), person.uid)

    piles = {key: tuple(group) for key, group in groupby(sorted(people, key=place), key=pile)}
    for number in range(len(ordered)):  # a desk nobody is expected at still gets empty lines
        piles.setdefault((False, number), ())
    made: list[Sheet] = []
    for (is_late, number), group in sorted(piles.items()):
        for rows in _parted(group, rows_per_sheet, 0 if is_late else empty_rows):
            surnames = [person.family_name for person in rows if person is not None]
            made.append(
                Sheet(
                    number=len(made) + 1,
                    desk=ordered[number].desk,
                    rows=tuple(None if person is None else person.uid for person in rows),
                    first=surnames[0] if surnames else "",
                    last=surnames[-1] if surnames else "",
                    is_continuation=is_late,
                )
            )
    return tuple(made)


def places(made: Sequence[Sheet]) -> Mapping[Uid, Place]:
    """Where each person signs."""
    return {
        uid: Place(sheet.number, row, sheet.desk)
        for sheet in made
        for row, uid in enumerate(sheet.rows, start=1)
        if uid is not None
    }


def _ordered(ranges: Sequence[DeskRange], order: Order) -> tuple[DeskRange, ...]:
    return tuple(sorted(ranges, key=lambda one: (_start(one.first, order), one.desk)))


def _start(text: str, order: Order) -> str:
    """A key that lies before every surname that begins so, whatever its accents and capitals."""
    return sort_key(fold(text), order) if order == "root" else sort_key(text.casefold(), order)


def _range_of(family_name: str, ordered: Sequence[DeskRange], order: Order) -> int:
    key = _start(family_name, order)
    behind = (n for n, one in enumerate(ordered) if _start(one.first, order) <= key)
    return max(behind, default=0)


def _parted(
    people: Sequence[Expected], rows_per_sheet: int, empty_rows: int
) -> Iterator[tuple[Expected | None, ...]]:
    lines = max(len(people) + empty_rows, 1)
    whole = -(-lines // rows_per_sheet) * rows_per_sheet
    filled = (*people, *[None] * (whole - len(people)))
    for first in range(0, whole, rows_per_sheet):
        yield filled[first : first + rows_per_sheet]
