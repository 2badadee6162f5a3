"""The roadmap: taken in from a plan's file, calculated, and its texts in several languages."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.plan_files import FileLink, FileTask, PlanFile, Rejected
from recipe_desktop.domain.schedule import Dates, Plan, PlanLink, PlanTask, calculate
from recipe_desktop.domain.workdays import COUNTRIES, REGIONS, DayException
from recipe_desktop.i18n import LANGUAGES
from recipe_desktop.services import records
from recipe_desktop.services.directory import UpTo, known_up_to
from recipe_desktop.services.here import PARTNERSHIP, here
from recipe_desktop.services.kinds import Kept, kind_of

TRANSLATED: Final = ("chapters", "objectives", "actions", "tasks", "milestones")
_KIND: Final = "roadmap"


@dataclass(frozen=True, slots=True)
class PlanAccount:
    """What became of the lines of a file; the five counts add up to ``rows``."""

    rows: int
    new: int
    changed: int
    same: int
    suspicious: int
    links: int
    rejected: tuple[Rejected, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A task or milestone in its place in the tree.

    Args:
        level: 0 at the top.
        owner: code of a member.
        dates: None only in a plan that cannot be calculated.
        waits_for: the entries before it: uid, type and lag.
    """

    uid: Uid
    kind: str
    level: int
    code: str
    name: str
    text: str
    owner: str
    country: str
    progress: int
    status: str
    dates: Dates
    waits_for: tuple[tuple[Uid, str, int], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An objective, chapter or action: its code, name and text."""

    uid: Uid
    kind: str
    code: str
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a field in another language."""

    field: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Everything the roadmap says, in codes.

    Args:
        translations: record, field and language to text and whether its source has changed since.
    """

    entries: tuple[Entry, ...]
    chapters: tuple[Named, ...]
    objectives: tuple[Named, ...]
    actions: tuple[Named, ...]
    plan: Plan
    names: Mapping[Uid, str]
    translations: Mapping[tuple[Uid, str, str], tuple[str, bool]]
    project: str
    funding_line: str
    disclaimer: str
    member: str
    known: tuple[UpTo, ...]
    today: date


def roadmap(session: Session) -> Roadmap:
    """The roadmap with its calculated dates.

    Raises:
        UserError: plan.too_long.
    """
    members = {m.uid: str(m.fields["code"]) for m in records.listing(session, "members")}
    shown = [*records.listing(session, "tasks"), *records.listing(session, "milestones")]
    tasks = [_plan_task(record, members) for record in shown]
    links = _links(session)
    today = now().date()
    starts = [task.not_before for task in tasks if task.not_before]
    plan = calculate(tasks, links, exceptions(session), start=min(starts, default=today))
    projects = records.listing(session, "projects")
    project = projects[0].fields if projects else {}
    by_uid = {task.uid: task for task in tasks}
    return Roadmap(
        tuple(_entries(shown, by_uid, members, links, plan)),
        _named(session, "chapters"),
        _named(session, "objectives"),
        _named(session, "actions"),
        plan,
        {task.uid: task.name for task in tasks},
        _translations(session),
        str(project.get("name") or ""),
        str(project.get("funding_line") or ""),
        str(project.get("disclaimer") or ""),
        here(session).member,
        known_up_to(session),
        today,
    )


def exceptions(session: Session) -> list[DayException]:
    """The days that are worked or free against the rules of their country's calendar."""
    rows = session.connection().exec_driver_sql(
        "SELECT country, region, day_on, is_working FROM calendar_day "
        "WHERE day_on IS NOT NULL ORDER BY uid"
    )
    return [
        DayException(country, date.fromisoformat(day), bool(is_working), region)
        for country, region, day, is_working in rows
    ]


def take_in(session: Session, file: PlanFile) -> PlanAccount:
    """Take over the tasks, milestones and links of a file; one undo takes all of it back.

    A later file of the same source writes only what it says otherwise than before.
    """
    return _TakeIn(session, file).run()


def translate(session: Session, kind: str, uid: Uid, said: Said) -> None:
    """Say a text of a record in another language.

    Raises:
        UserError: record.unknown, field.unknown, translation.not_a_text,
            translation.unknown_language.
    """
    of = kind_of(kind)
    if kind not in TRANSLATED or of.field(said.field).kept not in (Kept.TEXT, Kept.LONG_TEXT):
        raise UserError("translation.not_a_text", field=said.field)
    if said.language not in LANGUAGES:
        raise UserError(
            "translation.unknown_language", value=said.language, names=", ".join(LANGUAGES)
        )
    source = str(records.show(session, kind, uid).fields[said.field] or "")
    translation = named_uid("translation", uid, said.field, said.language)
    cells = (said.text, fingerprint(source))
    connection = session.connection()
    known = connection.exec_driver_sql(
        "UPDATE translation SET text = ?, fingerprint = ? WHERE uid = ?", (*cells, translation)
    )
    if not known.rowcount:
        connection.exec_driver_sql(
            "INSERT INTO translation (uid, scope, record_uid, field, language, text, fingerprint) "
            "VALUES (?,?,?,?,?,?,?)",
            (translation, PARTNERSHIP, uid, said.field, said.language, *cells),
        )


def fingerprint(text: str) -> str:
    """Tells whether a text is still the one that a translation was made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


# --- Reading -------------------------------------------------------------------------------------


def _plan_task(record: records.Shown, members: Mapping[Uid, str]) -> PlanTask:
    fields = record.fields
    is_task = record.kind == "tasks"
    country = str(fields.get("country") or members.get(Uid(str(fields["owner"])), ""))
    region = str(fields.get("region") or "")
    country = country if country in COUNTRIES else ""
    day = fields["starts_on" if is_task else "due_on"]
    duration = fields.get("duration_days")
    return PlanTask(
        record.uid,
        str(fields["name"]),
        max(1, int(duration or 1)) if is_task else 0,
        date.fromisoformat(str(day)) if day else None,
        country,
        region if region in REGIONS.get(country, ()) else "",
        Uid(str(fields["parent"])) if fields["parent"] else None,
    )


def _links(session: Session) -> list[PlanLink]:
    rows = session.connection().exec_driver_sql(
        "SELECT before_uid, after_uid, coalesce(lag_days, 0), link_type FROM task_link ORDER BY uid"
    )
    return [PlanLink(Uid(b or ""), Uid(a or ""), lag, kind or "FS") for b, a, lag, kind in rows]


def _entries(
    shown: list[records.Shown],
    tasks: Mapping[Uid, PlanTask],
    members: Mapping[Uid, str],
    links: list[PlanLink],
    plan: Plan,
) -> list[Entry]:
    """All tasks and milestones, each behind the one that it is a part of."""
    parts: dict[Uid | None, list[records.Shown]] = {}
    for record in shown:
        parent = tasks[record.uid].parent
        parts.setdefault(parent if parent in tasks else None, []).append(record)
    for below in parts.values():
        below.sort(key=lambda r: (r.fields["position"] is None, r.fields["position"] or 0, r.uid))
    waits: dict[Uid, list[tuple[Uid, str, int]]] = {}
    for link in links:
        if link.before in tasks:
            waits.setdefault(link.after, []).append((link.before, link.type, link.lag))
    found: list[Entry] = []
    seen: set[Uid] = set()

    def add(top: records.Shown) -> None:
        todo = [(top, 0)]
        while todo:
            record, level = todo.pop()
            if record.uid in seen:
                continue
            seen.add(record.uid)
            fields = record.fields
            found.append(
                Entry(
                    record.uid,
                    record.kind,
                    level,
                    str(fields["code"] or ""),
                    str(fields["name"] or ""),
                    str(fields["text"] or ""),
                    members.get(Uid(str(fields["owner"])), ""),
                    tasks[record.uid].country,
                    _progress(record),
                    str(fields.get("status") or ""),
                    plan.dates[record.uid],
                    tuple(waits.get(record.uid, ())),
                )
            )
            todo += [(part, level + 1) for part in reversed(parts.get(record.uid, []))]

    for record in parts.get(None, []):
        add(record)
    for record in shown:  # tasks that are each other's parts
        add(record)
    return found


def _progress(record: records.Shown) -> int:
    if record.kind == "milestones":
        return 100 if record.fields["met_on"] else 0
    return min(100, max(0, int(record.fields["progress"] or 0)))


def _named(session: Session, kind: str) -> tuple[Named, ...]:
    return tuple(
        Named(
            r.uid,
            kind,
            str(r.fields["code"] or ""),
            str(r.fields["name"] or ""),
            str(r.fields.get("text") or ""),
        )
        for r in records.listing(session, kind)
    )


def _translations(session: Session) -> dict[tuple[Uid, str, str], tuple[str, bool]]:
    """Every translation, and whether it is older than its source."""
    sources = {
        (r.uid, field): fingerprint(str(r.fields.get(field) or ""))
        for kind in TRANSLATED
        for r in records.listing(session, kind)
        for field in ("name", "text")
    }
    rows = session.connection().exec_driver_sql(
        "SELECT record_uid, field, language, text, fingerprint FROM translation "
        "WHERE text <> '' ORDER BY uid"
    )
    return {
        (uid, field, language): (text, sources.get((uid, field)) != made_from)
        for uid, field, language, text, made_from in rows
    }


# --- Taking in -----------------------------------------------------------------------------------


class _TakeIn:
    """Writes a file's tasks, and remembers what the file said of each."""

    def __init__(self, session: Session, file: PlanFile) -> None:
        self._session = session
        self._file = file
        self._scope = here(session).scope
        self._members = {str(m.fields["code"]): m.uid for m in records.listing(session, "members")}
        self._uids = {
            task.key: named_uid(_table(task), _KIND, file.source, task.key) for task in file.tasks
        }
        rows = session.connection().exec_driver_sql(
            "SELECT key, said FROM import_key WHERE source = ? AND kind = ?", (file.source, _KIND)
        )
        self._said: dict[str, dict[str, records.Value]] = {
            key: json.loads(said or "{}") for key, said in rows
        }
        self._rejected = list(file.rejected)
        self._counts = {"new": 0, "changed": 0, "same": 0, "suspicious": 0}

    def run(self) -> PlanAccount:
        known = {
            record.uid: record
            for kind in ("tasks", "milestones")
            for record in records.shown(self._session, kind, list(self._uids.values()))
        }
        for position, task in enumerate(self._file.tasks, 1):
            self._write(task, position, known.get(self._uids[task.key]))
        links = sum(self._link(link) for link in self._file.links)
        return PlanAccount(
            len(self._file.tasks) + len(self._file.rejected),
            self._counts["new"],
            self._counts["changed"],
            self._counts["same"],
            self._counts["suspicious"],
            links,
            tuple(sorted(self._rejected, key=lambda r: r.row)),
            self._file.left_out,
        )

    def _write(self, task: FileTask, position: int, known: records.Shown | None) -> None:
        uid, kind = self._uids[task.key], _kind(task)
        cells = self._cells(task, position)
        before = self._said.get(task.key)
        if known is None:
            if before is not None:
                self._rejected.append(Rejected(task.row, "plan.row_deleted_here", task.name))
                return
            self._insert(kind_of(kind).table, {"uid": uid, "scope": PARTNERSHIP} | cells)
            self._counts["new"] += 1
        else:
            now_there = self._present(kind, known)
            said = before or {}
            news = {n: v for n, v in cells.items() if said.get(n) != v and now_there.get(n) != v}
            edited = [n for n in news if n in said and now_there.get(n) != said[n]]
            writes = {n: v for n, v in news.items() if n not in edited}
            if writes:
                named = ", ".join(f'"{name}" = ?' for name in writes)
                self._run(
                    f"UPDATE {kind_of(kind).table} SET {named} WHERE uid = ?",
                    *writes.values(),
                    uid,
                )
            outcome = "suspicious" if edited else "changed" if writes else "same"
            self._counts[outcome] += 1
        self._remember(task.key, uid, cells)

    def _present(self, kind: str, record: records.Shown) -> dict[str, records.Value]:
        return {of.place: record.fields[of.name] for of in kind_of(kind).fields}

    def _cells(self, task: FileTask, position: int) -> dict[str, records.Value]:
        day = task.starts_on.isoformat() if task.starts_on else None
        cells: dict[str, records.Value] = {
            "parent_uid": self._uids.get(task.parent),
            "position": position,
            "code": task.code,
            "name": task.name,
            "text": task.text,
            "owner_uid": self._members.get(task.owner),
        }
        if _kind(task) == "milestones":
            return cells | {"due_on": day}
        return cells | {
            "starts_on": day,
            "duration_days": task.duration or 1,
            "progress": task.progress,
        }

    def _link(self, link: FileLink) -> int:
        """Make a link once; returns how many are new."""
        before, after = self._uids[link.before], self._uids[link.after]
        uid = named_uid("task_link", before, after, link.type)
        known = self._run("SELECT lag_days FROM task_link WHERE uid = ?", uid)
        if known:
            if (known[0][0] or 0) != link.lag:
                self._run("UPDATE task_link SET lag_days = ? WHERE uid = ?", link.lag, uid)
            return 0
        self._insert(
            "task_link",
            {
                "uid": uid,
                "scope": PARTNERSHIP,
                "before_uid": before,
                "after_uid": after,
                "link_type": link.type,
                "lag_days": link.lag,
            },
        )
        return 1

    def _remember(self, key: str, record: Uid, cells: Mapping[str, records.Value]) -> None:
        uid = named_uid("import_key", self._scope, self._file.source, _KIND, key)
        said = json.dumps(cells, ensure_ascii=False, sort_keys=True)
        if key in self._said:
            self._run("UPDATE import_key SET said = ? WHERE uid = ?", said, uid)
            return
        self._insert(
            "import_key",
            {
                "uid": uid,
                "scope": self._scope,
                "source": self._file.source,
                "kind": _KIND,
                "key": key,
                "record_uid": record,
                "said": said,
            },
        )

    def _insert(self, table: str, cells: Mapping[str, records.Value]) -> None:
        columns = ", ".join(f'"{column}"' for column in cells)
        marks = ",".join("?" * len(cells))
        self._run(f"INSERT INTO {table} ({columns}) VALUES ({marks})", *cells.values())

    def _run(self, sql: str, *values: records.Value) -> list[tuple[records.Value, ...]]:
        result = self._session.connection().exec_driver_sql(sql, values)
        return [tuple(row) for row in result] if result.returns_rows else []


def _kind(task: FileTask) -> str:
    return "tasks" if task.duration else "milestones"


def _table(task: FileTask) -> str:
    return kind_of(_kind(task)).table
