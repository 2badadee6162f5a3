"""The signed list of a day: which sheet and which row a person signs on.

The screen says "sheet 3, row 17" while the paper lies on the table, so both must come from here.
Each desk has sheets of its own for its range of surnames, and each ends with empty rows.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from string import ascii_uppercase
from typing import Final

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.name_order import Order, sort_key
from recipe_desktop.domain.names import fold

ROWS: Final = 20
"""Rows of a sheet: what an A4 page holds with room to sign."""

EMPTY_ROWS: Final = 5
"""Rows that each desk has left for those who are not on the list."""

_BEHIND_ALL: Final = "\N{REPLACEMENT CHARACTER}"  # sorts behind every letter
_LETTERS: Final = ascii_uppercase


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

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it begins, so that it holds nobody."""
        first, last = self.ends
        return first > last

    @property
    def ends(self) -> tuple[str, str]:
        """What sorts before all of its surnames, and what behind."""
        return fold(self.start), fold(self.until) + _BEHIND_ALL

    def holds(self, family_name: str) -> bool:
        """Whether a surname belongs to this desk; Á counts as A."""
        name, start, until = fold(family_name), fold(self.start), fold(self.until)
        return (not start or name[: len(start)] >= start) and (
            not until or name[: len(until)] <= until
        )


def cross(one: Range, other: Range) -> bool:
    """Whether a surname may belong to both."""
    (first, last), (start, until) = one.ends, other.ends
    return max(first, start) <= min(last, until)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Args:
        number: counted through the whole list.
        desk: None where no desk has the range.
        rows: who signs where, in order; None is an empty row.
        is_continuation: of people who came onto the list after it was printed.
        is_printed: lies on the table as it is, so that nothing of it moves any more.
        printed_at: with ``printed_by``, of one whose number another paper bears, too, as where two
            laptops printed the list before they heard of each other.
    """

    number: int
    desk: Uid | None
    letter: str
    rows: tuple[Uid | None, ...]
    is_continuation: bool = False
    is_printed: bool = False
    printed_at: datetime | None = None
    printed_by: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Where a person signs: both numbers count from 1.

    Args:
        printed_at: with ``printed_by``, which paper is meant where several bear the number.
        others: where the person stands on other papers.
    """

    sheet: int
    row: int
    printed_at: datetime | None = None
    printed_by: str = ""
    others: tuple["Row", ...] = ()


def sheets(  # noqa: PLR0913 - a list is made of people, ranges, order and measures
    signers: Sequence[Signer],
    ranges: Sequence[Range] = (),
    order: Order = "root",
    rows: int = ROWS,
    empty: int = EMPTY_ROWS,
    *,
    later: Collection[Uid] = (),
) -> tuple[Sheet, ...]:
    """The list, page by page.

    Args:
        signers: in any order.
        ranges: of the desks, in the order of their sheets; the first that holds a name gets it.
        order: of the surnames.
        rows: of a sheet.
        empty: rows that each desk has left at least.
        later: who came onto the list after it was printed. They stand on sheets of their own at
            the end, so that nobody who has a row already gets another one.
    """
    late = frozenset(later)
    on_time = [signer for signer in signers if signer.uid not in late]
    sections: dict[tuple[bool, Uid | None], list[Signer]] = {
        (False, span.desk): [] for span in ranges
    }
    if not ranges and not on_time:
        sections[False, None] = []  # a list without anybody is for walk-ins
    for signer in (*on_time, *(signer for signer in signers if signer.uid in late)):
        key = (signer.uid in late, desk_of(signer.family_name, ranges))
        sections.setdefault(key, []).append(signer)
    letters = {span.desk: span.letter for span in ranges}
    made: list[Sheet] = []
    for (is_late, desk), members in sections.items():
        lines = [*_in_order(members, order), *[None] * (0 if is_late else empty)]
        letter = letters.get(desk, "") if desk else ""
        made += _pages(lines, Sheet(len(made) + 1, desk, letter, (), is_late), rows)
    return tuple(made)


def continued(
    printed: Sequence[Sheet],
    signers: Sequence[Signer],
    ranges: Sequence[Range] = (),
    order: Order = "root",
    rows: int = ROWS,
) -> tuple[Sheet, ...]:
    """A list of which some sheets were printed: these as they are, and further ones for the rest.

    Args:
        signers: everybody who stands on the list now, in any order.
    """
    placed = {uid for page in printed for uid in page.rows}
    letters = {span.desk: span.letter for span in ranges}
    sections: dict[Uid | None, list[Signer]] = {}
    for signer in signers:
        if signer.uid not in placed:
            sections.setdefault(desk_of(signer.family_name, ranges), []).append(signer)
    made = list(printed)
    for desk in sorted(sections, key=lambda one: letters.get(one or Uid(""), "~")):
        first = max((page.number for page in made), default=0) + 1
        letter = letters.get(desk, "") if desk else ""
        lines = _in_order(sections[desk], order)
        made += _pages(lines, Sheet(first, desk, letter, (), is_continuation=True), rows)
    return tuple(made)


def _in_order(members: Sequence[Signer], order: Order) -> list[Uid | None]:
    return [one.uid for one in sorted(members, key=lambda one: (_key(one, order), one.uid))]


def _pages(lines: Sequence[Uid | None], first: Sheet, rows: int) -> Iterator[Sheet]:
    """Lines on as many pages as they need, the last one filled up with empty rows."""
    whole = [*lines, *[None] * (-len(lines) % rows)]
    for page, start in enumerate(range(0, len(whole), rows)):
        part = tuple(whole[start : start + rows])
        yield replace(first, number=first.number + page, rows=part)


def desk_of(family_name: str, ranges: Sequence[Range]) -> Uid | None:
    """The desk that a surname belongs to."""
    return next((span.desk for span in ranges if span.holds(family_name)), None)


def shared_out(family_names: Sequence[str], desks: int) -> tuple[tuple[str, str], ...]:
    """Ranges of first letters that give each desk about as many people as the others.

    Args:
        family_names: of everybody who is expected; nobody yet shares out the letters themselves.
        desks: at least one; no more get people than there are letters.

    Returns:
        The first and last letter of each desk; the outer ends are open, so that every name, also
        one that comes later, belongs to somebody.
    """
    counts = Counter(name[0].upper() for name in map(fold, family_names) if name)
    counts = counts or Counter(_LETTERS)
    letters = sorted(counts)
    desks = max(1, min(desks, len(letters)))
    spans: list[tuple[str, str]] = []
    start, done = "", 0
    for letter, following in pairwise(letters):
        done += counts[letter]
        due = counts.total() * (len(spans) + 1) / desks
        lacking = desks - len(spans) - 1
        is_short = letters[-lacking] == following if lacking else False  # each needs a letter
        if lacking and (is_short or done + counts[following] / 2 > due):
            spans.append((start, letter))
            start = following
    return (*spans, (start, ""))


def rows_on_papers(pages: Sequence[Sheet], rivals: Sequence[Sheet]) -> Mapping[Uid, Row]:
    """Where each person signs, on whichever paper; one place where all papers agree.

    Args:
        rivals: papers that bear the number of a page and have other people in their rows.
    """
    rival_numbers = {page.number for page in rivals}
    found: dict[Uid, dict[tuple[int, int], Row]] = {}
    for uid, row in rows_of(pages).items():
        found[uid] = {(row.sheet, row.row): row}
    for page in rivals:
        for place, signer in enumerate(page.rows, start=1):
            if signer is not None:
                row = Row(page.number, place, page.printed_at, page.printed_by)
                found.setdefault(signer, {}).setdefault((page.number, place), row)
    by_number = {page.number: page for page in pages}
    said: dict[Uid, Row] = {}
    for uid, places in found.items():
        first, *others = places.values()
        if first.sheet in rival_numbers and others and first.printed_at is None:
            page = by_number[first.sheet]
            first = replace(first, printed_at=page.printed_at, printed_by=page.printed_by)
        said[uid] = replace(first, others=tuple(others))
    return said


def rows_of(pages: Sequence[Sheet]) -> Mapping[Uid, Row]:
    """Where each person signs; who stands twice, as after a merge, where they stand first."""
    found: dict[Uid, Row] = {}
    for page in pages:
        for place, uid in enumerate(page.rows, start=1):
            if uid is not None:
                found.setdefault(uid, Row(page.number, place))
    return found


def _key(signer: Signer, order: Order) -> str:
    return sort_key(f"{signer.family_name} {signer.given_name}", order)
