"""How much is done of what consists of parts, by the rule of MS Project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

_ALL = 100


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What some tasks and milestones add up to.

    Args:
        days: working days that they take together; a milestone takes none.
        done: those days, each times the per cent done of its task.
        entries: how many they are.
        finished: those of them that are done altogether.
    """

    days: int = 0
    done: int = 0
    entries: int = 0
    finished: int = 0

    @classmethod
    def of(cls, days: int, percent: int) -> Self:
        """The work of a single task or milestone."""
        return cls(days, days * percent, 1, int(percent >= _ALL))

    def __add__(self, other: "WorkDone") -> "WorkDone":
        return WorkDone(
            self.days + other.days,
            self.done + other.done,
            self.entries + other.entries,
            self.finished + other.finished,
        )

    @property
    def percent(self) -> int:
        """Working days weigh; milestones alone are counted. Nothing open is ever shown as done."""
        if not self.entries:
            return 0
        share = self.done // self.days if self.days else _ALL * self.finished // self.entries
        return share if self.finished == self.entries else min(share, _ALL - 1)


def added_up(above: Sequence[int], own: Iterable[WorkDone]) -> list[WorkDone]:
    """The work of every row of a tree together with that of all rows that hang on it.

    Args:
        above: by row the place of the one that it hangs on, which stands before it; else -1.
        own: by row what it does itself.
    """
    sums = list(own)
    for place in range(len(sums) - 1, -1, -1):
        if 0 <= above[place] < place:
            sums[above[place]] += sums[place]
    return sums
