"""A plan from a table with one task a row."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.import_questions import (
    Question,
    about_dates,
    about_decimals,
    about_encoding,
    answered,
)
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.plan_files import (
    KIND_OF_WORD,
    KIND_WORDS,
    SAYS,
    FileAction,
    FileLink,
    FileTask,
    PlanFile,
    Rejected,
    Unread,
)
from recipe_desktop.domain.plan_lengths import read_length
from recipe_desktop.domain.plan_links import Waiting, parts_of, read_lag, read_link
from recipe_desktop.domain.plan_matching import NAMED
from recipe_desktop.domain.schedule import LONGEST_DAYS
from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.domain.values import (
    Cell,
    Problem,
    read_date,
    read_number,
    read_yes_no,
    text_of,
)
from recipe_desktop.domain.workdays import COUNTRIES, REGIONS, DayException, WorkCalendar

_HEADERS: Final[Mapping[str, str]] = {
    "key": "key",
    "uid": "uid",
    "kind": "record",
    "country": "calendar|country|naptar|kalender",
    "region": "region|regio",
    "status": "status|state|allapot",
    "met_on": "met|met on|reached",
    "code": "code|wbs|number|no|id|nr|szam|sorszam|kod",
    "name": "name|task|task name|title|activity|feladat|nev|megnevezes|tevekenyseg|aufgabe|tache|taak|tarefa",
    "parent": "parent|part of|szulo|resze",
    "text": "text|description|notes|note|leiras|megjegyzes|beschreibung",
    "starts_on": "start|starts|starts on|begin|from|kezdet|kezdes|beginn|debut|inicio",
    "ends_on": "end|ends|ends on|finish|until|veg|befejezes|ende|fin|fim",
    "duration": "duration|days|working days|duration days|munkanap|idotartam|dauer|duree|duur",
    "progress": "progress|done|percent|percent complete|complete|keszultseg|fortschritt",
    "owner": "owner|member|responsible|partner|felelos|verantwortlich",
    "predecessors": "predecessors|predecessor|waits for|after|elozmeny|elozmenyek|vorganger",
    "action": "action|intezkedes|massnahme|actie|acao",
    "action_code": "action code|action no|intezkedes kodja|massnahme nr",
    "objective": "objective|goal|cel|celkituzes|ziel|objectif|doelstelling|objetivo",
    "objective_code": "objective code|objective no|cel kodja|ziel nr",
    "milestone": "milestone|merfoldko|meilenstein|jalon|mijlpaal|marco",
}
_FIELD_OF: Final = {
    fold(word): name for name, words in _HEADERS.items() for word in words.split("|")
}
STATUSES: Final = ("not_started", "on_track", "at_risk", "late", "done")
_UID: Final = re.compile(r"[0-9a-f]{32}")
_DAYS: Final = ("starts_on", "ends_on", "met_on")
_NUMBERS: Final = ("duration", "progress")
_ALL: Final = 100  # per cent


def is_known_header(header: str) -> bool:
    """Whether a title of a column is a word of plans."""
    return fold(header) in _FIELD_OF


def questions(table: SourceTable) -> tuple[Question, ...]:
    """What a sheet leaves open of its encoding, days and numbers, with proposals."""
    columns = _columns(table.headers)

    def cells(name: str) -> list[Cell]:
        found = [row.cells[columns[name]] for row in table.rows] if name in columns else []
        return [cell for cell in found if text_of(cell)]

    days = [cell for name in _DAYS for cell in cells(name)]
    numbers = [_number(name, cell) for name in _NUMBERS for cell in cells(name)]
    asked = (*about_encoding(table), *about_dates(days), *about_decimals(numbers))
    return tuple(map(_as_plans_are, asked))


def _as_plans_are(question: Question) -> Question:
    """Of days and per cent there are parts more often than thousands."""
    if question.code != "decimal" or question.is_certain:
        return question
    signs = [char for char in question.examples[0] if char in ",."]
    return replace(question, proposed=signs[0])


def read_rows(
    table: SourceTable,
    source: str = "",
    exceptions: Iterable[DayException] = (),
    answers: Mapping[str, str] | None = None,
) -> PlanFile:
    """The plan of a table.

    Args:
        source: by which a later file of the same plan is known; otherwise the file's name.
        exceptions: to the calendars by which days between a start and an end are counted.
        answers: to ``questions``, by key; the proposals stand for the rest.

    Raises:
        UserError: plan.no_names.
    """
    return _Rows(table, source, frozenset(exceptions), answers or {}).file()


def _columns(headers: Sequence[str]) -> dict[str, int]:
    """The place of each column by its field; of two for the same the first counts."""
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        name = _FIELD_OF.get(fold(header))
        if name:
            found.setdefault(name, place)
    return found


def _number(name: str, cell: Cell) -> Cell:
    """A number of days or per cent without what stands behind it."""
    if not isinstance(cell, str):
        return cell
    typed = text_of(cell)
    length = read_length(typed) if name == "duration" else None
    return length.number if length else typed.rstrip("% ")


class _Rows:
    """Reads line by line; what cannot be read is rejected with its reason."""

    def __init__(
        self,
        table: SourceTable,
        source: str,
        exceptions: frozenset[DayException],
        answers: Mapping[str, str],
    ) -> None:
        self._table = table
        self._source = source or table.name.rpartition(".")[0] or table.name
        self._exceptions = exceptions
        self._calendars: dict[tuple[str, str, int], WorkCalendar] = {}
        self._columns = _columns(table.headers)
        self._counts: Counter[str] = Counter()
        self._unread: list[Unread] = []
        self._by_name: dict[str, str] = {}  # keys of the tasks whose name only they have
        self._rejected: set[str] = set()  # keys and folded names of lines that are not taken
        titled = sum(1 for header in table.headers if fold(header))
        self._counts["plan.unknown_columns"] = titled - len(self._columns)
        if "name" not in self._columns:
            raise UserError("plan.no_names", name=table.name)
        self._keys = self._all_keys()
        self._asked, self._answers = questions(table), answers
        self._choices = answered(self._asked, answers)
        self._has_shares = self._is_column_of_shares()

    def file(self) -> PlanFile:
        tasks: dict[str, FileTask] = {}
        rejected: list[Rejected] = []
        for row in self._table.rows:
            counted, told = self._counts.copy(), len(self._unread)
            read = self._task(row)
            if not isinstance(read, Rejected) and read.key not in tasks:
                tasks[read.key] = read
                continue
            if not isinstance(read, Rejected):
                read = Rejected(row.number, "plan.row_repeats_code", read.key)
            rejected.append(read)
            self._counts = counted  # of this one nothing at all is taken over
            del self._unread[told:]
        names = Counter(fold(task.name) for task in tasks.values())
        self._by_name = {
            fold(task.name): task.key for task in tasks.values() if names[fold(task.name)] == 1
        }
        left = {line.row for line in rejected}
        taken = [row for row in self._table.rows if row.number not in left]
        for row in self._table.rows:
            if row.number in left:
                self._rejected |= {self._key(row), fold(self._text(row, "name"))} - {""}
        links = [link for row in taken for link in self._links(row, tasks)]
        found = tuple(self._with_parent(task, tasks) for task in tasks.values())
        return PlanFile(
            self._table.name,
            self._source,
            found,
            tuple(links),
            tuple(rejected),
            {code: count for code, count in sorted(self._counts.items()) if count},
            tuple(sorted(self._unread, key=lambda value: value.row)),
            self._table,
            self._asked,
            self._answers,
            self._says(),
        )

    def _says(self) -> frozenset[str]:
        """What the columns say of a task, directly or by another one."""
        by_other = {
            "parent": {"code"},
            "action": {"action_code"},
            "starts_on": {"ends_on"},
            "duration": {"ends_on", "milestone"},
        }
        return frozenset(
            name for name in SAYS if self._columns.keys() & {name, *by_other.get(name, ())}
        )

    def _cell(self, row: SourceRow, name: str) -> Cell:
        return row.cells[self._columns[name]] if name in self._columns else None

    def _text(self, row: SourceRow, name: str) -> str:
        return text_of(self._cell(row, name))

    def _key(self, row: SourceRow) -> str:
        return self._keys[row.number]

    def _all_keys(self) -> dict[int, str]:
        """The own name of every line: its key or code, otherwise what it is called.

        Not its number, which is another one's when a line is put above it.
        """
        keys: dict[int, str] = {}
        seen: Counter[str] = Counter()
        for row in self._table.rows:
            key = self._text(row, "key") or self._text(row, "code")
            if not key:
                named = NAMED + fold(self._text(row, "name"))
                seen[named] += 1
                key = named if seen[named] == 1 else f"{named} {seen[named]}"
            keys[row.number] = key
        return keys

    def _task(self, row: SourceRow) -> FileTask | Rejected:
        name = self._text(row, "name")
        if not name:
            return Rejected(row.number, "plan.row_without_name", self._text(row, "code"))
        days = self._days(row)
        if isinstance(days, Rejected):
            return days
        numbers = self._numbers(row)
        if isinstance(numbers, Rejected):
            return numbers
        start, end = days["starts_on"], days["ends_on"]
        if start and end and end < start:
            return Rejected(row.number, "plan.row_ends_before_start", name)
        owner = self._owner(row)
        country, region = self._calendar(row)
        calendar = (country or owner, region)
        if start and end and not self._text(row, "duration"):
            numbers["duration"] = max(1, self._working_days(calendar, start, end))
        numbers["duration"] = duration = self._kind(row, numbers["duration"])
        if start and end:
            self._compare_end(row, calendar, (start, end), duration)
        elif end and duration:
            self._counts["plan.ends_without_start"] += 1
        self._compare_kind(row, numbers, days["met_on"])
        uid = self._text(row, "uid")
        return FileTask(
            self._key(row),
            row.number,
            name,
            self._text(row, "parent"),
            self._text(row, "code"),
            self._text(row, "text"),
            start or (end if not duration else None),
            duration,
            numbers["progress"],
            owner,
            country,
            region,
            self._status(row),
            days["met_on"],
            uid if _UID.fullmatch(uid) else "",
            self._action(row),
            KIND_OF_WORD.get(self._text(row, "kind"), ""),
        )

    def _kind(self, row: SourceRow, duration: int) -> int:
        """The duration of a task, or 0 where the line is marked as a milestone."""
        marked = read_yes_no(self._cell(row, "milestone"))
        if not self._text(row, "milestone"):
            return duration
        if isinstance(marked, Problem):
            self._tell(row, "plan.unread_milestone", "milestone")
        elif marked and duration and self._text(row, "duration"):
            self._tell(row, "plan.days_of_milestone", "duration")
        elif not marked and not duration:
            self._tell(row, "plan.no_days", "duration")
        return 0 if marked is True else duration

    def _compare_kind(
        self, row: SourceRow, numbers: Mapping[str, int], met_on: date | None
    ) -> None:
        """Count what a milestone or a task says that only the other has."""
        if numbers["duration"]:
            self._counts["plan.met_tasks"] += met_on is not None
            return
        facts = [self._text(row, name) for name in ("status", "country", "region")]
        begun = bool(numbers["progress"]) and met_on is None
        self._counts["plan.facts_of_milestones"] += begun or any(facts)

    def _compare_end(
        self, row: SourceRow, calendar: tuple[str, str], said: tuple[date, date], duration: int
    ) -> None:
        """Tell of an end that is not kept, since another follows from start and duration."""
        start, end = said
        if not duration:
            if start != end:
                self._tell(row, "plan.other_end", "ends_on", str(duration))
        elif self._working_days(calendar, start, end) != duration:
            self._tell(row, "plan.other_end", "ends_on", str(duration))
        elif not self._working_days(calendar, end, end):
            self._counts["plan.ends_on_free_days"] += 1

    def _working_days(self, calendar: tuple[str, str], first: date, last: date) -> int:
        """How many days are worked between two days, both counted."""
        key = (*calendar, first.year)
        if key not in self._calendars:
            country, region, year = key
            known = WorkCalendar(country, region, self._exceptions, from_year=year)
            self._calendars[key] = known
        days = self._calendars[key]
        return days.index(last.toordinal() + 1) - days.index(first.toordinal())

    def _tell(self, row: SourceRow, code: str, field: str, taken: str = "") -> None:
        """Tell of a value that is not taken over as it stands there."""
        name, typed = self._text(row, "name"), self._text(row, field)
        self._unread.append(Unread(row.number, code, name, typed, taken))

    def _action(self, row: SourceRow) -> FileAction | None:
        """What the task is done for; an objective alone, without an action, has no place."""
        code, name = self._text(row, "action_code"), self._text(row, "action")
        objective = (self._text(row, "objective_code"), self._text(row, "objective"))
        if code or name:
            return FileAction(code, name, *objective)
        self._counts["plan.objectives_without_action"] += any(objective)
        return None

    def _days(self, row: SourceRow) -> dict[str, date | None] | Rejected:
        days: dict[str, date | None] = dict.fromkeys(_DAYS)
        for field in days:
            if typed := self._text(row, field):
                read = read_date(self._cell(row, field), self._choices.date_order)
                if read == Problem("date.short_year"):
                    return Rejected(row.number, "plan.row_with_short_year", typed)
                if isinstance(read, Problem) or len(read) < len("2026-05-01"):
                    return Rejected(row.number, "plan.row_with_bad_day", typed)
                days[field] = date.fromisoformat(read)
        return days

    def _numbers(self, row: SourceRow) -> dict[str, int] | Rejected:
        numbers = {"duration": 1, "progress": 0}
        if typed := self._text(row, "duration"):
            length, number = read_length(typed), self._read_number(row, "duration")
            if (
                length is None
                or not length.days
                or length.is_elapsed
                or isinstance(number, Problem)
            ):
                return Rejected(row.number, "plan.row_with_bad_number", typed)
            days = Fraction(number) * length.days
            if not 0 <= days <= LONGEST_DAYS:
                return Rejected(row.number, "plan.row_with_bad_number", typed)
            numbers["duration"] = math.ceil(days)  # as of a plan of MS Project
            if days != numbers["duration"]:
                self._tell(row, "plan.part_of_day", "duration", str(numbers["duration"]))
        if typed := self._text(row, "progress"):
            done = self._read_number(row, "progress")
            if isinstance(done, Problem) or not 0 <= done <= _ALL:
                return Rejected(row.number, "plan.row_with_bad_number", typed)
            if "%" not in typed and self._has_shares:
                done *= _ALL
                self._counts["plan.progress_in_shares"] += 1
            elif "%" not in typed and 0 < done < 1:
                return Rejected(row.number, "plan.row_with_unclear_share", typed)
            numbers["progress"] = int(done)
            self._counts["plan.parts_of_per_cent"] += done != numbers["progress"]
        return numbers

    def _read_number(self, row: SourceRow, name: str) -> Decimal | Problem:
        return read_number(_number(name, self._cell(row, name)), self._choices.decimal)

    def _is_column_of_shares(self) -> bool:
        """Whether progress is given as parts of one: some are fractions and none is above one."""
        rows = [row for row in self._table.rows if "%" not in self._text(row, "progress")]
        read = [self._read_number(row, "progress") for row in rows if self._text(row, "progress")]
        numbers = [number for number in read if not isinstance(number, Problem)]
        return all(0 <= n <= 1 for n in numbers) and any(0 < n < 1 for n in numbers)

    def _owner(self, row: SourceRow) -> str:
        typed = self._text(row, "owner")
        if typed and typed.upper() not in COUNTRIES:
            self._counts["plan.unknown_owners"] += 1
        return typed.upper() if typed.upper() in COUNTRIES else ""

    def _calendar(self, row: SourceRow) -> tuple[str, str]:
        """Country and region whose holidays hold, as far as they are known here."""
        typed, place = self._text(row, "country").upper(), self._text(row, "region").upper()
        country = typed if typed in COUNTRIES else ""
        region = place if place in REGIONS.get(country, ()) else ""
        if (country, region) != (typed, place):
            self._counts["plan.unknown_calendars"] += 1
        return country, region

    def _status(self, row: SourceRow) -> str:
        typed = self._text(row, "status")
        status = "_".join(typed.lower().split())
        if typed and status not in STATUSES:
            self._counts["plan.unknown_statuses"] += 1
        return status if status in STATUSES else ""

    def _with_parent(self, task: FileTask, tasks: Mapping[str, FileTask]) -> FileTask:
        """The parent that is named, otherwise the task whose code begins this one's."""
        named = task.parent
        if not named and "." in task.code and "key" not in self._columns:
            named = task.code.rpartition(".")[0]
        elif named and named not in tasks:
            self._counts["plan.unknown_parents"] += 1
        if named and named == task.key:
            self._unread.append(Unread(task.row, "plan.own_parent", task.name, named))
        parent = named if named in tasks and named != task.key else ""
        return replace(task, parent=parent)

    def _links(self, row: SourceRow, tasks: Mapping[str, FileTask]) -> list[FileLink]:
        """What a row waits for, named by key or, where that is unique, by name."""
        cell = self._cell(row, "predecessors")
        typed = cell if isinstance(cell, str) else text_of(cell)
        links: list[FileLink] = []
        for part in parts_of(typed):
            waits = read_link(part, lambda named: self._is_name(named.rstrip(), tasks))
            before = self._before(waits.named, tasks)
            if before:
                self._counts["plan.links_not_calculated"] += waits.type != "FS"
                links.append(FileLink(before, self._key(row), waits.type, self._lag(row, waits)))
            elif self._is_rejected(waits.named):
                self._counts["plan.links_to_rejected"] += 1
            else:
                name = self._text(row, "name")
                self._unread.append(Unread(row.number, "plan.unread_link", name, waits.named))
        return links

    def _before(self, named: str, tasks: Mapping[str, FileTask]) -> str:
        """The key of the task that is called so; empty for what is none."""
        return named if named in tasks else self._by_name.get(fold(named), "")

    def _is_name(self, named: str, tasks: Mapping[str, FileTask]) -> bool:
        return bool(self._before(named, tasks)) or self._is_rejected(named)

    def _is_rejected(self, named: str) -> bool:
        return named in self._rejected or fold(named) in self._rejected

    def _lag(self, row: SourceRow, waits: Waiting) -> int:
        """Working days; as of a plan of MS Project."""
        if not waits.lag:
            return 0
        lag = read_lag(waits.lag)
        if lag is None or abs(lag.days) > LONGEST_DAYS:
            name = self._text(row, "name")
            self._unread.append(Unread(row.number, "plan.unread_lag", name, waits.lag))
            return 0
        self._counts["plan.lags_in_per_cent"] += lag.is_share
        self._counts["plan.lags_in_calendar_time"] += lag.is_elapsed
        self._counts["plan.parts_of_days"] += lag.is_rounded
        return lag.days


HEADERS: Final = (
    *("Key", "Code", "Name", "Parent", "Milestone", "Start", "Duration", "Progress", "Owner"),
    *("Calendar", "Region", "Status", "Met", "Predecessors", "Text", "uid", "Record"),
    *("Action code", "Action", "Objective code", "Objective"),
)
"""The titles of a table that is written; the same in every language, so that it can be read."""


def table_rows(file: PlanFile) -> list[tuple[str | int | None, ...]]:
    """A plan as rows below ``HEADERS``; reading them gives the same plan."""
    waits: dict[str, list[str]] = {}
    for link in file.links:
        lag = f"{link.lag:+d}" if link.lag else ""
        kind = link.type if link.type != "FS" or lag else ""
        waits.setdefault(link.after, []).append(f"{link.before}{kind}{lag}")
    return [
        (
            task.key,
            task.code,
            task.name,
            task.parent,
            "" if task.duration else "yes",
            task.starts_on.isoformat() if task.starts_on else "",
            task.duration,
            task.progress,
            task.owner,
            task.country,
            task.region,
            task.status,
            task.met_on.isoformat() if task.met_on else "",
            "; ".join(waits.get(task.key, ())),
            task.text,
            task.uid,
            KIND_WORDS.get(task.kind, ""),
            *_for(task.action),
        )
        for task in file.tasks
    ]


def written(file: PlanFile, others: Iterable[FileTask] = ()) -> SourceTable:
    """A plan that is no table, as one: every task on the line of its number.

    Args:
        others: tasks of the file that were not taken.
    """
    both = replace(file, tasks=(*file.tasks, *others))
    lines = zip((task.row for task in both.tasks), table_rows(both), strict=True)
    rows = tuple(SourceRow(number, cells) for number, cells in sorted(lines, key=itemgetter(0)))
    return SourceTable(file.name, "", 0, HEADERS, rows)


def _for(action: FileAction | None) -> tuple[str, str, str, str]:
    named = action or FileAction()
    return named.code, named.name, named.objective_code, named.objective_name
