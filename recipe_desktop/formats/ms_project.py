"""Plans from MS Project's XML: tasks and links, and an account of what the roadmap does not keep."""

import math
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path, PurePath
from typing import Final

from recipe_desktop.domain import plan_sheets
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.plan_files import (
    KIND_OF_WORD,
    SAYS,
    FileAction,
    FileLink,
    FileTask,
    PlanFile,
    Rejected,
    Unread,
)
from recipe_desktop.domain.schedule import LONGEST_DAYS
from recipe_desktop.domain.values import a_day, clean_text
from recipe_desktop.domain.workdays import COUNTRIES, working_days
from recipe_desktop.formats import ms_project_elements
from recipe_desktop.formats.files import read_bytes
from recipe_desktop.formats.ms_project_elements import Elements
from recipe_desktop.given_files import name_of

_TYPES: Final = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
_DURATION: Final = re.compile(r"P(?:(\d{1,6})D)?T?(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:[\d.]{1,12}S)?")
_ROOT: Final = re.compile(rb"<(?:[\w.-]{1,20}:)?Project\b")
_WHOLE: Final = re.compile(r"-?\d{1,9}")
_ELAPSED: Final = {"4", "6", "8", "10", "12", "20", "36", "38", "40", "42", "44", "52"}
_PERCENT: Final = {"19", "20", "51", "52"}
_CALENDAR_DAY: Final = 24 * 60  # minutes
_NOTHING_SAID: Final = {"", "0", "-1", "NA", "PT0H0M0S"}
_USUAL_PRIORITY: Final = "500"
_FACTS: Final[Mapping[str, tuple[str, ...]]] = {  # of a task, which the roadmap does not keep
    "plan.actual_days": ("ActualStart", "ActualFinish"),
    "plan.addresses": ("Hyperlink", "HyperlinkAddress"),
    "plan.contacts": ("Contact",),
    "plan.costs": ("FixedCost", "Cost"),
    "plan.deadlines": ("Deadline",),
    "plan.delays": ("LevelingDelay",),
    "plan.estimated_durations": ("Estimated",),
    "plan.external_tasks": ("ExternalTask",),
    "plan.manual_tasks": ("Manual",),
    "plan.other_progress": ("PercentWorkComplete", "PhysicalPercentComplete"),
    "plan.overtime": ("OvertimeWork", "ActualOvertimeWork"),
    "plan.priorities": ("Priority",),
    "plan.recurring_tasks": ("Recurring",),
    "plan.subprojects": ("IsSubproject", "SubprojectName"),
    "plan.task_calendars": ("CalendarUID",),
    "plan.work": ("Work", "ActualWork"),
}
OURS: Final = "RECiPE Desktop"
"""Author of the files that this program wrote; in them its own marks are read."""
STATUS_FIELD, CALENDAR_FIELD = "188743731", "188743734"  # Text1 and Text2
ACTION_FIELDS: Final = ("188743737", "188743740", "188743743", "188743746")
"""Texts 3 to 6: code and name of a task's action, and of the objective that it serves."""
START_FIELD: Final = "188743747"
"""Text 7: the start with which we wrote a task; one without it was added by another program."""
KIND_FIELD: Final = "188743748"
"""Text 8: whether the record is a task or a milestone."""
_OWN_FIELDS: Final = (STATUS_FIELD, CALENDAR_FIELD, *ACTION_FIELDS, START_FIELD, KIND_FIELD)
_FACTS_OF_OURS: Final = {"plan.actual_days", "plan.task_calendars"}
_UID: Final = re.compile(r"[0-9a-f]{32}")
_STARTING: Final = {"2", "4"}  # must start on, start no earlier than
_ONLY_OURS: Final = {"owner", "action", "country", "region", "status", "met_on"}
_PLAIN_CONSTRAINTS: Final = {"", "0", "4"}  # as soon as possible, start no earlier than


def is_plan(content: bytes) -> bool:
    """Whether a file's beginning looks like a plan of MS Project."""
    return _ROOT.search(content[:2000].replace(b"\0", b"")) is not None


def read_plan(path: Path, source: str = "") -> PlanFile:
    """Read the tasks and links of a plan.

    Args:
        source: by which a later file of the same plan is known; otherwise the file's name.

    Raises:
        UserError: file.*, plan.not_a_plan, plan.damaged, plan.unsafe, plan.no_tasks,
            plan.too_many_tasks.
    """
    content = read_bytes(path)
    if not is_plan(content):
        raise UserError("plan.not_a_plan", name=path.name)
    name = name_of(path)
    read = ms_project_elements.read(content, name)
    return _Plan(read, name, source or PurePath(name).stem).file()


class _Plan:
    """Makes tasks and links of what was collected, and counts what is lost."""

    def __init__(self, read: Elements, name: str, source: str) -> None:
        self._read = read
        self._name = name
        self._source = source
        self._counts = Counter(read.counts)
        minutes = _whole(read.plan.get("MinutesPerDay", ""))
        self._minutes_a_day = minutes if 0 < minutes <= 24 * 60 else 480
        self._rejected: list[Rejected] = []
        self._not_taken: list[FileTask] = []
        self._unread: list[Unread] = []
        self._is_ours = read.plan.get("Author") == OURS
        self._owners = self._owners_of() if self._is_ours else {}
        self._are_marked = any(f"field {START_FIELD}" in task for task in read.tasks)
        self._waiting = {uid for uid, _ in read.links}

    def _owners_of(self) -> dict[str, str]:
        """Who leads each task: the member that our files assign to it. Ours is not left out."""
        members = {
            resource.get("UID", ""): resource.get("Initials", "")
            for resource in self._read.resources
            if resource.get("Initials", "") in COUNTRIES
        }
        found = {
            one.get("TaskUID", ""): members[one.get("ResourceUID", "")]
            for one in self._read.assignments
            if one.get("ResourceUID", "") in members
        }
        calendars = sum(
            calendar.get("Name", "")[:2] in COUNTRIES or calendar.get("Name") == "Standard"
            for calendar in self._read.calendars
        )
        ours = {
            "plan.resources": len(members),
            "plan.assignments": len(found),
            "plan.calendars": calendars,
            "plan.own_fields": len(_OWN_FIELDS),
            "plan.own_values": sum(
                f"field {name}" in task for task in self._read.tasks for name in _OWN_FIELDS
            ),
        }
        self._counts -= Counter(ours)
        return found

    def file(self) -> PlanFile:
        tasks = self._tasks()
        if not self._read.tasks:
            raise UserError("plan.no_tasks", name=self._name)
        self._compare_ends(tasks)
        links = self._links({task.key: task for task in tasks})
        plan = PlanFile(
            self._name,
            self._source,
            tuple(tasks),
            tuple(links),
            tuple(self._rejected),
            {code: count for code, count in sorted(self._counts.items()) if count},
            tuple(self._unread),
            says=SAYS if self._is_ours else SAYS - _ONLY_OURS,
            are_keys_lasting=True,
        )
        return replace(plan, table=plan_sheets.written(plan, self._not_taken))

    def _tasks(self) -> list[FileTask]:
        tasks: list[FileTask] = []
        above: list[tuple[int, str]] = []  # level and key of the tasks that this one lies in
        keys: set[str] = set()
        for row, cells in enumerate(self._read.tasks, 1):
            key, name = cells.get("UID", ""), clean_text(cells.get("Name", ""))
            why, level = _why_not(row, cells, keys), _level(cells)
            if why is None or why.code == "plan.row_switched_off":
                while above and above[-1][0] >= level:
                    above.pop()
            if why is not None:
                self._reject(why, cells, above)
                continue
            keys.add(key)
            tasks.append(self._task(row, key, name, above[-1][1] if above else "", cells))
            above.append((level, key))
        return tasks

    def _reject(
        self, why: Rejected, cells: Mapping[str, str], above: Sequence[tuple[int, str]]
    ) -> None:
        """Keep a task for the file of those that were not taken."""
        self._rejected.append(why)
        key, name = cells.get("UID", ""), clean_text(cells.get("Name", ""))
        level = _level(cells)
        parent = next((of for at, of in reversed(above) if at < level), "")
        lost = self._counts.copy(), self._unread.copy()
        self._not_taken.append(self._task(why.row, key, name, parent, cells))
        self._counts, self._unread = lost  # of this one nothing at all is taken over

    def _task(
        self, row: int, key: str, name: str, parent: str, cells: Mapping[str, str]
    ) -> FileTask:
        begins = cells.get("Start", "")
        if not begins and cells.get("ConstraintType") in _STARTING:  # nobody has calculated it yet
            begins = cells.get("ConstraintDate", "")
        starts_on = self._day(row, name, begins, "plan.unread_start")
        duration = self._duration(row, name, cells, starts_on)
        if duration and cells.get("Milestone") == "1":
            said = Unread(row, "plan.days_of_milestone", name, str(duration))
            self._unread.append(said)
            duration = 0
        if cells.get("ConstraintType", "") not in _PLAIN_CONSTRAINTS:
            self._counts["plan.constraints"] += 1
        progress = self._progress(row, name, cells.get("PercentComplete", ""))
        self._count_facts(cells)
        if not self._is_our_own(cells):
            self._counts["plan.facts_of_milestones"] += bool(progress) and not duration
        task = FileTask(
            key,
            row,
            name,
            parent,
            cells.get("WBS") or cells.get("OutlineNumber", ""),
            cells.get("Notes", ""),
            starts_on,
            duration,
            progress,
        )
        return self._ours(task, cells) if self._is_our_own(cells) else task

    def _is_our_own(self, cells: Mapping[str, str]) -> bool:
        """Whether we wrote a task, and no other program added it to our file."""
        return self._is_ours and (f"field {START_FIELD}" in cells or not self._are_marked)

    def _duration(
        self, row: int, name: str, cells: Mapping[str, str], starts_on: date | None
    ) -> int:
        """Working days, also of what is given in calendar time."""
        minutes = _minutes(cells.get("Duration", ""))
        if minutes is None:
            self._counts["plan.durations"] += 1
            return 1
        is_elapsed = minutes > 0 and cells.get("DurationFormat", "") in _ELAPSED
        a_day = _CALENDAR_DAY if is_elapsed else self._minutes_a_day
        days = math.ceil(minutes / a_day)
        if days > LONGEST_DAYS:
            self._unread.append(Unread(row, "plan.too_long", name, str(days), "1"))
            return 1
        self._counts["plan.parts_of_days"] += days * a_day != minutes
        if not is_elapsed:
            return days
        self._counts["plan.durations_in_calendar_time"] += 1
        if starts_on is None:
            return days
        return max(1, working_days("", starts_on, starts_on + timedelta(days=days - 1)))

    def _compare_ends(self, tasks: Sequence[FileTask]) -> None:
        """Tell of ends that are not kept, since others follow from start and duration.

        Those of tasks with parts follow from the parts.
        """
        above = {task.parent for task in tasks}
        for task in tasks:
            cells = self._read.tasks[task.row - 1]
            if self._is_our_own(cells):
                continue  # its days are of calendars that are not in the file
            self._counts["plan.interruptions"] += _is_interrupted(cells)
            typed = cells.get("Finish", "")
            if task.key in above or typed in _NOTHING_SAID:
                continue
            end = self._day(task.row, task.name, typed, "plan.unread_end")
            if end is None:
                continue
            if task.starts_on is None:
                self._counts["plan.ends_without_start"] += 1
            elif not _may_end(task, end, cells) and not _loses_days(task, cells):
                taken = str(task.duration)
                self._unread.append(
                    Unread(task.row, "plan.other_end", task.name, typed[:10], taken)
                )

    def _count_facts(self, cells: Mapping[str, str]) -> None:
        """Count what a task says beside what the roadmap keeps."""
        done = cells.get("PercentComplete", "")
        usual = {
            "CalendarUID": self._read.plan.get("CalendarUID", ""),
            "PercentWorkComplete": done,
            "PhysicalPercentComplete": done,
            "Priority": _USUAL_PRIORITY,
        }
        of_ours = _FACTS_OF_OURS if self._is_our_own(cells) else frozenset()
        for code, leaves in _FACTS.items():
            if code in of_ours:
                continue
            said = ((leaf, cells.get(leaf, "")) for leaf in leaves)
            self._counts[code] += any(
                not _is_nothing(value) and value != usual.get(leaf) for leaf, value in said
            )

    def _ours(self, task: FileTask, cells: Mapping[str, str]) -> FileTask:
        """What only files of this program say."""
        uid = cells.get("GUID", "").replace("-", "").lower()
        country, _dash, region = cells.get(f"field {CALENDAR_FIELD}", "").partition("-")
        action = FileAction(*(cells.get(f"field {name}", "") for name in ACTION_FIELDS))
        return replace(
            task,
            starts_on=self._planned_start(task, cells),
            owner=self._owners.get(task.key, ""),
            country=country,
            region=region,
            status=cells.get(f"field {STATUS_FIELD}", ""),
            met_on=(
                None
                if task.duration
                else self._day(
                    task.row, task.name, cells.get("ActualFinish", ""), "plan.unread_met"
                )
            ),
            uid=uid if _UID.fullmatch(uid) else "",
            action=action if action.code or action.name else None,
            kind=KIND_OF_WORD.get(cells.get(f"field {KIND_FIELD}", ""), ""),
        )

    def _planned_start(self, task: FileTask, cells: Mapping[str, str]) -> date | None:
        """The day that somebody entered; a start in our files is mostly a calculated one.

        Where another program has moved it without saying why, it was entered there, unless the
        task waits for another one, with which it may have moved.
        """
        if cells.get("ConstraintType") == "4":
            typed = cells.get("ConstraintDate", "")
            return self._day(task.row, task.name, typed, "plan.unread_start")
        written = cells.get(f"field {START_FIELD}", "")
        is_summary = cells.get("Summary") == "1"  # it begins with its parts
        if is_summary or not written or str(task.starts_on) in (written, "None"):
            return None
        if task.key not in self._waiting:
            return task.starts_on
        said = str(task.starts_on)
        self._unread.append(Unread(task.row, "plan.moved_start", task.name, said))
        return None

    def _day(self, row: int, name: str, typed: str, code: str) -> date | None:
        """A day, or nothing and a word about what stands there."""
        try:
            return a_day(typed[:10]) if typed else None
        except ValueError:
            self._unread.append(Unread(row, code, name, typed))
            return None

    def _progress(self, row: int, name: str, typed: str) -> int:
        if typed and not _WHOLE.fullmatch(typed):
            self._unread.append(Unread(row, "plan.unread_progress", name, typed))
        percent = _whole(typed)
        if not 0 <= percent <= 100:
            code = "plan.progress_above" if percent > 0 else "plan.progress_below"
            self._unread.append(Unread(row, code, name, typed))
        return min(100, max(0, percent))

    def _links(self, tasks: Mapping[str, FileTask]) -> list[FileLink]:
        """What waits for what; of two links of one type between the same tasks the later."""
        links: dict[tuple[str, str, str], FileLink] = {}
        rejected = {task.key for task in self._not_taken} - tasks.keys()
        for after, cells in self._read.links:
            before = cells.get("PredecessorUID", "")
            if after in rejected:
                continue  # of its task nothing at all is taken over
            if cells.get("CrossProject") == "1":  # its number is one of the other plan
                self._counts["plan.links_to_other_plans"] += 1
                continue
            if after not in tasks or before not in tasks:
                is_rejected = before in rejected
                lost = "plan.links_to_rejected" if is_rejected else "plan.links_to_nothing"
                self._counts[lost] += 1
                continue
            task, typed = tasks[after], cells.get("Type", "1")
            if typed not in _TYPES:
                self._unread.append(Unread(task.row, "plan.unread_link_type", task.name, typed))
            kind = _TYPES.get(typed, "FS")
            if kind != "FS":
                self._counts["plan.links_not_calculated"] += 1
            if links.pop((before, after, kind), None) is not None:
                twice = Unread(task.row, "plan.repeated_link", task.name, tasks[before].name)
                self._unread.append(twice)
            links[before, after, kind] = FileLink(before, after, kind, self._lag(task, cells))
        return list(links.values())

    def _lag(self, task: FileTask, cells: Mapping[str, str]) -> int:
        """Working days; MS Project keeps tenths of a minute."""
        typed, how = cells.get("LinkLag", ""), cells.get("LagFormat", "7")
        tenths = _whole(typed)
        days = tenths / 10 / (_CALENDAR_DAY if how in _ELAPSED else self._minutes_a_day)
        if (typed and not _WHOLE.fullmatch(typed)) or abs(days) > LONGEST_DAYS:
            self._unread.append(Unread(task.row, "plan.unread_lag", task.name, typed))
            return 0
        if tenths and how in _PERCENT:
            self._counts["plan.lags_in_per_cent"] += 1
            return 0
        if tenths and how in _ELAPSED:
            self._counts["plan.lags_in_calendar_time"] += 1
        if days != int(days):
            self._counts["plan.parts_of_days"] += 1
        return math.ceil(days)


def _why_not(row: int, cells: Mapping[str, str], keys: Container[str]) -> Rejected | None:
    """Why a task is not taken over.

    Args:
        keys: of the tasks before it.
    """
    key, name = cells.get("UID", ""), clean_text(cells.get("Name", ""))
    if not name:
        return Rejected(row, "plan.row_without_name", key)
    if cells.get("IsNull") == "1":
        return Rejected(row, "plan.row_blank", name)
    if not key or key in keys:
        return Rejected(row, "plan.row_without_identity", name)
    return Rejected(row, "plan.row_switched_off", name) if cells.get("Active") == "0" else None


def _level(cells: Mapping[str, str]) -> int:
    """How deep a task lies in others; files that do not say so number their tasks by it."""
    said, number = cells.get("OutlineLevel", ""), cells.get("OutlineNumber") or cells.get("WBS", "")
    return number.count(".") + 1 if not said and number else _whole(said)


def _is_interrupted(cells: Mapping[str, str]) -> bool:
    """Whether a task pauses for a working day between what is done of it and the rest."""
    try:
        stop, resume = (a_day(cells.get(leaf, "")[:10]) for leaf in ("Stop", "Resume"))
    except ValueError:  # most say neither
        return False
    one = timedelta(days=1)
    return resume > stop and working_days("", stop + one, resume - one) > 0


def _loses_days(task: FileTask, cells: Mapping[str, str]) -> bool:
    """Whether a task is a milestone whose days were told of already."""
    return not task.duration and bool(_minutes(cells.get("Duration", "")))


def _may_end(task: FileTask, end: date, cells: Mapping[str, str]) -> bool:
    """Whether a task that has a start comes to an end by its duration.

    What is given in calendar time is counted as such, and so need not end on a working day.
    """
    start = task.starts_on or end
    if not task.duration:
        return start == end
    minutes = _minutes(cells.get("Duration", "")) or 0
    if minutes and cells.get("DurationFormat", "") in _ELAPSED:
        days = (end - start).days
        return days * _CALENDAR_DAY - _CALENDAR_DAY < minutes <= (days + 1) * _CALENDAR_DAY
    return working_days("", start, end) == task.duration


def _is_nothing(value: str) -> bool:
    """Whether a value is one that is written where nothing was said."""
    return value in _NOTHING_SAID or not value.strip("0.") or _minutes(value) == 0


def _whole(text: str) -> int:
    return int(text) if _WHOLE.fullmatch(text) else 0


def _minutes(text: str) -> int | None:
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return days * 480 + hours * 60 + minutes
