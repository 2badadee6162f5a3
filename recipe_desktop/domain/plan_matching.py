"""Which line of a plan's file is which of an earlier one, where lines were added, moved or renamed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from recipe_desktop.domain.ids import Uid

NAMED: Final = "name "
"""Begins the keys of lines that have no code, only what they are called."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line, as far as it tells which one it is.

    Args:
        key: its code, or what stands for one.
        names: what it is called, folded; of an earlier line everything it ever was.
        start: as ISO text; empty where it says none.
    """

    key: str
    names: frozenset[str]
    start: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before(Place):
    """A line of an earlier file, and its record."""

    uid: Uid


def matched(
    lines: Sequence[Place], before: Sequence[Before], *, is_lasting: bool
) -> dict[str, Before]:
    """The earlier line of each line that has one, by the line's key.

    A number that somebody counts by hand is another line's when one is put above it, so lines are
    known by their names first; of several of one name by number and day. Then the number tells who
    was renamed. No record is meant by two lines.

    Args:
        is_lasting: whether keys are given by a program that never gives one twice; then they tell.
    """
    found: dict[str, Before] = {}
    taken: set[Uid] = set()
    for is_same in (_by_key,) if is_lasting else _IN_TURN:
        open_lines = [line for line in lines if line.key not in found]
        for line, earlier in _pairs(open_lines, before, is_same, taken):
            found[line.key] = earlier
    return found


def _pairs(
    lines: Iterable[Place],
    before: Sequence[Before],
    is_same: Callable[[Place, Before], bool],
    taken: set[Uid],
) -> Iterator[tuple[Place, Before]]:
    """Each line with the first earlier one that is left for it."""
    by_name: dict[str, list[Before]] = {}
    by_key: dict[str, list[Before]] = {}
    for earlier in before:
        by_key.setdefault(earlier.key, []).append(earlier)
        for name in earlier.names:
            by_name.setdefault(name, []).append(earlier)
    for line in lines:
        near = [*by_key.get(line.key, ()), *(b for n in line.names for b in by_name.get(n, ()))]
        for earlier in near:
            if earlier.uid not in taken and is_same(line, earlier):
                taken.add(earlier.uid)
                yield line, earlier
                break


def _by_key(line: Place, before: Before) -> bool:
    return line.key == before.key


def _by_name(line: Place, before: Before) -> bool:
    return not line.names.isdisjoint(before.names)


def _by_name_and_day(line: Place, before: Before) -> bool:
    return _by_name(line, before) and line.start == before.start


def _by_name_and_code(line: Place, before: Before) -> bool:
    return _by_name(line, before) and _by_key(line, before) and not line.key.startswith(NAMED)


def _by_all(line: Place, before: Before) -> bool:
    return _by_name_and_day(line, before) and _by_key(line, before)


_IN_TURN: Final = (_by_all, _by_name_and_code, _by_name_and_day, _by_name, _by_key)
