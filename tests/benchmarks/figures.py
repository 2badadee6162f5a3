"""What a benchmark answers: a figure beside its limit, measured in the same run."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How much is measured; the smoke test takes a handful of rows."""

    rows: int = 100_000
    people: int = 10_000
    listed: int = 15_000
    rounds: int = 3


SMOKE = Size(rows=60, people=40, listed=60, rounds=1)


@dataclass(frozen=True)
class Figure:
    """One line of the answer.

    A ratio is the figure, since this machine is not the reader's. Where design.md sets an
    absolute gate (what a person waits for), ``value`` is held against it instead and the ratio
    stands beside it.
    """

    group: str
    name: str
    ratio: float
    against: str
    limit: float
    reach: float
    value: float | None = None
    unit: str = "x"

    @property
    def ok(self):
        return (self.ratio if self.value is None else self.value) <= self.limit

    def as_json(self):
        answer = {
            "group": self.group,
            "name": self.name,
            "ratio": round(self.ratio, 3),
            "against": self.against,
            "limit": self.limit,
            "reach": self.reach,
            "unit": self.unit,
            "ok": self.ok,
        }
        return answer if self.value is None else answer | {"value": round(self.value, 2)}

    def as_line(self):
        shown = f"{self.ratio:7.2f} x {self.against}"
        if self.value is not None:
            shown = f"{self.value:7.1f} {self.unit}, {shown.strip()}"
        return (
            f"{'ok' if self.ok else 'MISSED':6} {self.name:38} {shown:52} "
            f"gate {self.limit:g}, reach {self.reach:g}"
        )


def seconds(work: Callable[..., object], *arguments: object) -> float:
    """What it costs, once: processor seconds of this process, all threads and the system's share.

    Other programs on the machine lengthen the wall clock, and rarely both of a pair alike.
    """
    begun = time.process_time()
    work(*arguments)
    return time.process_time() - begun


def median_ratio(ours: Sequence[float], limits: Sequence[float]) -> float:
    """The middle of the ratios of neighbouring runs; a busy moment strikes both of a pair."""
    return statistics.median(one / limit for one, limit in zip(ours, limits, strict=True))


def p95(values: Sequence[float]) -> float:
    """What nineteen of twenty stay below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def waited(work: Callable[..., object], *arguments: object) -> float:
    """How long somebody waits for it, once: seconds of the wall clock."""
    begun = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begun
