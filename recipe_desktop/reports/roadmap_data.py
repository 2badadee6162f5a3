"""What the roadmap report says: everything in words, nothing of how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recipe_desktop.reports.page import Imprint


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """A task or milestone.

    Args:
        waits_for: places in ``RoadmapData.rows`` and the words of the link.
        why: a sentence.
    """

    level: int
    code: str
    name: str
    text: str
    owner: str
    calendar: str
    start: date
    end: date
    late_end: date
    float_days: int
    progress: int
    status: str
    is_milestone: bool
    is_summary: bool
    is_critical: bool
    why: str
    waits_for: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RoadmapPart:
    """A chapter, objective or action."""

    title: str
    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class RoadmapData:
    """Everything the report says.

    Args:
        paper: ``A4`` or ``A3``; the sheets lie.
        critical: places in ``rows``, in the order of their days.
        remarks: sentences on what was not calculated.
        untranslated: texts that are printed in the language they were written in.
        stale: translations whose source was changed since.
    """

    title: str
    cluster: str
    language: str
    paper: str
    rows: tuple[RoadmapRow, ...]
    parts: tuple[RoadmapPart, ...]
    critical: tuple[int, ...]
    remarks: tuple[str, ...]
    untranslated: Sequence[str]
    stale: Sequence[str]
    calendars: tuple[str, ...]
    imprint: Imprint

    @property
    def start(self) -> date:
        """The first day of the plan."""
        return min((row.start for row in self.rows), default=self.imprint.state_of)

    @property
    def end(self) -> date:
        """The last day of the plan."""
        return max((row.end for row in self.rows), default=self.imprint.state_of)
