"""The signed list of a day: which sheet and which row a person signs on.

The screen says "sheet 3, row 17" while the paper lies on the table, so both must come from here.
Each desk has sheets of its own for its range of surnames, and each ends with empty rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import Order, fold, sort_key

ROWS: Final = 20
"""Rows of a sheet: what an A4 page holds with room to sign."""

EMPTY_ROWS: Final = 5
"""Rows that each desk has left for those who are not on the list."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who stands on the list."""

    uid: Uid
    family_name: str
    given_name: str


@dataclass(frozen=True, slots=True)
class Range:
    """The surnames of a desk, by their first letters; an empty end is open."""

    desk: Uid
    letter: str
    start: str = ""
    until: str = ""

    def holds(self, family_name: str) -> bool:
        """Whether a surname belongs to this desk; Á counts as A."""
        name, start, until = fold(family_name), fold(self.start), fold(self.until)
        return (not start or name[: len(start)] >= start) and (
            not until or name[: len(until)] <= until
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Args:
        number: counted through the whole list.
        desk: None where no desk has the range.
        rows: who signs where, in order; None is an empty row.
    """

    number: int
    desk: Uid | None
    letter: str
    rows: tuple[Uid | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Where a person signs: both numbers count from 1."""

    sheet: int
    row: int


def sheets(
    signers: Sequence[Signer],
    ranges: Sequence[Range] = (),
    order: Order = "root",
    rows: int = ROWS,
    empty: int = EMPTY_ROWS,
) -> tuple[Sheet, ...]:
    """The list, page by page.

    Args:
        signers: in any order.
        ranges: of the desks, in the order of their sheets; the first that holds a name gets it.
        order: of the surnames.
        rows: of a sheet.
        empty: rows that each desk has left at least.
    """
    sections: dict[Uid | None, list[Signer]] = {span.desk: [] for span in ranges}
    for signer in signers:
        sections.setdefault(desk_of(signer.family_name, ranges), []).append(signer)
    letters = {span.desk: span.letter for span in ranges}
    made: list[Sheet] = []
    for desk, members in sections.items():
        members.sort(key=lambda one: (_key(one, order), one.uid))
        lines: list[Uid | None] = [one.uid for one in members]
        lines += [None] * empty
        lines += [None] * (-len(lines) % rows)
        for start in range(0, len(lines), rows):
            number = len(made) + 1
            part = tuple(lines[start : start + rows])
            made.append(Sheet(number, desk, letters.get(desk, "") if desk else "", part))
    return tuple(made)


def desk_of(family_name: str, ranges: Sequence[Range]) -> Uid | None:
    """The desk that a surname belongs to."""
    return next((span.desk for span in ranges if span.holds(family_name)), None)


def rows_of(pages: Sequence[Sheet]) -> Mapping[Uid, Row]:
    """Where each person signs."""
    return {
        uid: Row(page.number, place)
        for page in pages
        for place, uid in enumerate(page.rows, start=1)
        if uid is not None
    }


def _key(signer: Signer, order: Order) -> str:
    return sort_key(f"{signer.family_name} {signer.given_name}", order)
