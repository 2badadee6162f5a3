"""Which line of a plan's file is which of an earlier one, where lines were added, moved or renamed."""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from recipe_desktop.domain.ids import Uid

NAMED: Final = "name "
"""Begins the keys of lines that have no code, only what they are called."""
_Trait: TypeAlias = tuple[str, ...]


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
    for traits in (_key,) if is_lasting else _IN_TURN:
        waiting: dict[_Trait, deque[Before]] = {}
        for earlier in before:
            for trait in traits(earlier) if earlier.uid not in taken else ():
                waiting.setdefault(trait, deque()).append(earlier)
        for line in lines:
            queues = (waiting.get(trait) for trait in traits(line) if line.key not in found)
            first = next((one for queue in queues for one in _left(queue, taken)), None)
            if first is not None:
                taken.add(first.uid)
                found[line.key] = first
    return found


def _left(queue: deque[Before] | None, taken: Collection[Uid]) -> Iterator[Before]:
    """Those that no line has taken, each of which is looked at once."""
    while queue:
        earlier = queue.popleft()
        if earlier.uid not in taken:
            yield earlier


def _all(place: Place) -> list[_Trait]:
    return [(name, place.start, place.key) for name in sorted(place.names)]


def _name_and_code(place: Place) -> list[_Trait]:
    is_coded = not place.key.startswith(NAMED)
    return [(name, place.key) for name in sorted(place.names) if is_coded]


def _name_and_day(place: Place) -> list[_Trait]:
    return [(name, place.start) for name in sorted(place.names)]


def _name(place: Place) -> list[_Trait]:
    return [(name,) for name in sorted(place.names)]


def _key(place: Place) -> list[_Trait]:
    return [(place.key,)]


_IN_TURN: Final = (_all, _name_and_code, _name_and_day, _name, _key)
"""By what a line is known, the surest first."""
