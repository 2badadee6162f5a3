"""Plans as MS Project's XML, so that MS Project and its kin open them and we read them back.

Every task has its calculated days, the calendar that it was calculated with, and our own marks:
the record's identity as GUID, the member that leads as resource, status and an own calendar as
texts 1 and 2, action and objective as texts 3 to 6, the start as text 7, by which we see what
another program added or moved.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from recipe_desktop.domain.plan_files import KIND_WORDS, FileAction, FileTask
from recipe_desktop.domain.schedule import Dates
from recipe_desktop.domain.values import clean_text
from recipe_desktop.formats.ms_project import (
    ACTION_FIELDS,
    CALENDAR_FIELD,
    KIND_FIELD,
    OURS,
    START_FIELD,
    STATUS_FIELD,
)
from recipe_desktop.new_files import new_file
from recipe_desktop.services.plan_exports import PlanExport

_TYPES: Final = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
_MINUTES_A_DAY: Final = 480
_NO_DAY: Final = date(2000, 1, 3)
_DAYS_OF_LAG: Final = 7  # the format of a lag: working days
_OWN_FIELDS: Final = (
    (STATUS_FIELD, "Text1", "Status"),
    (CALENDAR_FIELD, "Text2", "Calendar of its own"),
    (ACTION_FIELDS[0], "Text3", "Action code"),
    (ACTION_FIELDS[1], "Text4", "Action"),
    (ACTION_FIELDS[2], "Text5", "Objective code"),
    (ACTION_FIELDS[3], "Text6", "Objective"),
    (START_FIELD, "Text7", "Start as it was written"),
    (KIND_FIELD, "Text8", "Record"),
)
_WORKED: Final = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))


def write_plan(path: Path, plan: PlanExport, title: str) -> None:
    """Write a plan.

    Raises:
        UserError: file.disk_full, file.not_writable.
    """
    with new_file(path) as out:
        out.write("\n".join(_Project(plan, title).lines()).encode("utf-8"))


class _Project:
    """The parts of the file, each after what it refers to by number."""

    def __init__(self, plan: PlanExport, title: str) -> None:
        self._plan, self._title = plan, title
        names = ["Standard", *sorted(plan.calendars)]
        self._calendars = {name: number for number, name in enumerate(names, 1)}
        self._people = {code: number for number, code in enumerate(sorted(plan.owners), 1)}
        self._places = {task.key: number for number, task in enumerate(plan.file.tasks, 1)}

    def lines(self) -> Iterator[str]:
        """The whole file."""
        yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        yield '<Project xmlns="http://schemas.microsoft.com/project">'
        yield from self._head()
        for part, lines in (
            ("ExtendedAttributes", self._own_fields()),
            ("Calendars", self._all_calendars()),
            ("Tasks", self._tasks()),
            ("Resources", self._resources()),
            ("Assignments", self._assignments()),
        ):
            yield f"<{part}>"
            yield from lines
            yield f"</{part}>"
        yield "</Project>"

    def _head(self) -> Iterator[str]:
        starts = [dated.start for dated in self._plan.dates.values()]
        yield _leaf("SaveVersion", 14)
        yield _leaf("Title", self._title)
        yield _leaf("Author", OURS)
        yield _leaf("StartDate", f"{min(starts, default=_NO_DAY)}T08:00:00")
        yield _leaf("CalendarUID", 1)
        yield _leaf("MinutesPerDay", _MINUTES_A_DAY)
        yield _leaf("MinutesPerWeek", 5 * _MINUTES_A_DAY)
        yield _leaf("DaysPerMonth", 20)

    def _own_fields(self) -> Iterator[str]:
        for field, name, alias in _OWN_FIELDS:
            yield "<ExtendedAttribute>" + _leaf("FieldID", field)
            yield _leaf("FieldName", name) + _leaf("Alias", alias) + "</ExtendedAttribute>"

    def _all_calendars(self) -> Iterator[str]:
        for name, number in self._calendars.items():
            yield from _calendar(number, name, self._plan.calendars.get(name, ()))

    def _tasks(self) -> Iterator[str]:
        file, waits = self._plan.file, self._waits()
        levels: dict[str, int] = {}
        for task in file.tasks:
            levels[task.key] = levels.get(task.parent, 0) + 1
            dated = self._plan.dates[task.key]
            calendar = self._calendars.get(self._plan.calendar_of[task.key], 1)
            yield "<Task>" + _leaf("UID", self._places[task.key])
            yield _leaf("ID", self._places[task.key])
            yield from _task(task, levels[task.key], dated)
            yield _leaf("CalendarUID", calendar)
            yield from waits.get(task.key, ())
            yield from _own_values(task, dated)
            yield "</Task>"

    def _waits(self) -> dict[str, list[str]]:
        waits: dict[str, list[str]] = {}
        for link in self._plan.file.links:
            waits.setdefault(link.after, []).append(
                "<PredecessorLink>"
                + _leaf("PredecessorUID", self._places[link.before])
                + _leaf("Type", _TYPES[link.type])
                + _leaf("LinkLag", link.lag * _MINUTES_A_DAY * 10)
                + _leaf("LagFormat", _DAYS_OF_LAG)
                + "</PredecessorLink>"
            )
        return waits

    def _resources(self) -> Iterator[str]:
        for code, number in self._people.items():
            yield "<Resource>" + _leaf("UID", number) + _leaf("ID", number)
            yield _leaf("Name", self._plan.owners[code]) + _leaf("Type", 1)
            yield _leaf("Initials", code) + "</Resource>"

    def _assignments(self) -> Iterator[str]:
        led = (task for task in self._plan.file.tasks if task.owner in self._people)
        for number, task in enumerate(led, 1):
            yield "<Assignment>" + _leaf("UID", number)
            yield _leaf("TaskUID", self._places[task.key])
            yield _leaf("ResourceUID", self._people[task.owner]) + "</Assignment>"


def _task(task: FileTask, level: int, dated: Dates) -> Iterator[str]:
    if task.uid:
        u = task.uid.upper()
        yield _leaf("GUID", f"{u[:8]}-{u[8:12]}-{u[12:16]}-{u[16:20]}-{u[20:]}")
    yield _leaf("Name", task.name)
    yield _leaf("Active", 1) + _leaf("Manual", 0) + _leaf("Type", 0) + _leaf("IsNull", 0)
    yield _leaf("WBS", task.code) + _leaf("OutlineLevel", level)
    yield _leaf("Start", f"{dated.start}T08:00:00")
    at = "08:00:00" if not task.duration else "17:00:00"
    yield _leaf("Finish", f"{dated.end}T{at}")
    yield _leaf("Duration", f"PT{task.duration * 8}H0M0S") + _leaf("DurationFormat", 7)
    yield _leaf("Milestone", int(not task.duration)) + _leaf("Summary", int(dated.is_summary))
    yield _leaf("Critical", int(dated.is_critical))
    yield _leaf("PercentComplete", task.progress)
    if task.met_on is not None:
        yield _leaf("ActualFinish", f"{task.met_on}T08:00:00")
    yield _leaf("ConstraintType", 4 if task.starts_on else 0)
    if task.starts_on:
        yield _leaf("ConstraintDate", f"{task.starts_on}T08:00:00")
    if task.text:
        yield _leaf("Notes", task.text)


def _own_values(task: FileTask, dated: Dates) -> Iterator[str]:
    own = f"{task.country}-{task.region}" if task.region else task.country
    action = task.action or FileAction()
    parts = (action.code, action.name, action.objective_code, action.objective_name)
    values = (task.status, own, *parts, str(dated.start), KIND_WORDS.get(task.kind, ""))
    for (field, _name, _alias), value in zip(_OWN_FIELDS, values, strict=True):
        if value:
            yield "<ExtendedAttribute>" + _leaf("FieldID", field)
            yield _leaf("Value", value) + "</ExtendedAttribute>"


def _calendar(number: int, name: str, days: Sequence[tuple[date, bool]]) -> Iterator[str]:
    yield "<Calendar>" + _leaf("UID", number) + _leaf("Name", name)
    yield _leaf("IsBaseCalendar", 1) + _leaf("BaseCalendarUID", -1)
    yield "<WeekDays>"
    for day in range(1, 8):  # Sunday is the first
        is_worked = 2 <= day <= 6
        yield "<WeekDay>" + _leaf("DayType", day) + _leaf("DayWorking", int(is_worked))
        yield (_worked() if is_worked else "") + "</WeekDay>"
    yield "</WeekDays>"
    if days:
        yield "<Exceptions>"
        for day_, is_worked in days:
            yield "<Exception>" + _leaf("EnteredByOccurrences", 0) + "<TimePeriod>"
            yield _leaf("FromDate", f"{day_}T00:00:00") + _leaf("ToDate", f"{day_}T23:59:00")
            yield "</TimePeriod>" + _leaf("Occurrences", 1) + _leaf("Type", 1)
            yield _leaf("DayWorking", int(is_worked)) + (_worked() if is_worked else "")
            yield "</Exception>"
        yield "</Exceptions>"
    yield "</Calendar>"


def _worked() -> str:
    times = "".join(
        "<WorkingTime>" + _leaf("FromTime", begin) + _leaf("ToTime", end) + "</WorkingTime>"
        for begin, end in _WORKED
    )
    return f"<WorkingTimes>{times}</WorkingTimes>"


def _leaf(tag: str, value: str | int) -> str:
    """An element; what XML cannot hold is left out, line breaks stay."""
    text = value if isinstance(value, int) else "\n".join(map(clean_text, value.split("\n")))
    return f"<{tag}>{escape(str(text))}</{tag}>"
