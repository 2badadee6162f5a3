"""Taking in a plan's file: what of it is new, what it says otherwise than before, what stays out."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.plan_files import (
    FileAction,
    FileLink,
    FileTask,
    PlanFile,
    Rejected,
    Unread,
)
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services import hand_written, records
from recipe_desktop.services.here import PARTNERSHIP, here
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.plan_parts import Parts

_KIND: Final = "roadmap"
_LINKS: Final = "links"  # beside the columns in what a file said of a task: lags by link
_BATCH: Final = 500  # rows between two looks at the progress


@dataclass(frozen=True, slots=True)
class PlanAccount:
    """What became of the lines of a file; the five counts add up to ``rows``.

    Args:
        parts: objectives and actions that the file names and the roadmap did not have.
    """

    rows: int
    new: int
    changed: int
    same: int
    suspicious: int
    links: int
    rejected: tuple[Rejected, ...]
    left_out: Mapping[str, int]
    unread: tuple[Unread, ...] = ()
    parts: int = 0


class TakeIn:
    """Writes a file's tasks, and remembers what the file said of each.

    Args:
        only_looks: tells what would be written, and writes nothing.
    """

    def __init__(self, session: Session, file: PlanFile, *, only_looks: bool = False) -> None:
        self._session = session
        self._only_looks = only_looks
        self._waiting: dict[str, list[tuple[Value, ...]]] = {}
        self._file = file
        self._scope = here(session).scope
        self._members = {str(m.fields["code"]): m.uid for m in records.listing(session, "members")}
        self._uids = {
            task.key: Uid(task.uid) or named_uid(_table(task), _KIND, file.source, task.key)
            for task in file.tasks
        }
        rows = session.connection().exec_driver_sql(
            "SELECT key, said FROM import_key WHERE source = ? AND kind = ?", (file.source, _KIND)
        )
        self._said: dict[str, dict[str, Any]] = {
            key: json.loads(said or "{}") for key, said in rows
        }
        self._rejected = list(file.rejected)
        self._names = {task.key: task.name for task in file.tasks}
        self._with_parts = {task.parent for task in file.tasks}
        self._parts = Parts(session, file.source)
        self._told_of_parts: set[tuple[str, str, str]] = set()
        self._kept = {kind: _written_apart(session, kind) for kind in ("tasks", "milestones")}
        self._unread = list(file.unread)
        self._outcomes: dict[str, str] = {}  # of the tasks that were taken, by key
        self._links: dict[str, dict[Uid, FileLink]] = {}  # of each task, by the link's identity
        for link in file.links:  # of two for the same the later says the lag
            ends = self._uids[link.before], self._uids[link.after]
            uid = named_uid("task_link", *ends, link.type)
            self._links.setdefault(link.after, {})[uid] = link

    def run(self, progress: Progress = unheard) -> PlanAccount:
        """Write what is new or changed, and tell what became of every line.

        Args:
            progress: hears of lines that were looked at, and then of as many that are written.
        """
        known = {
            record.uid: record
            for kind in ("tasks", "milestones")
            for record in records.shown(self._session, kind, list(self._uids.values()))
        }
        count = len(self._file.tasks)
        for position, task in enumerate(self._file.tasks, 1):
            self._write(task, position, known.get(self._uids[task.key]))
            if position % _BATCH == 0:
                progress(position, 2 * count)
        links = self._link()
        self._flush(lambda done, every: progress(count + count * done // every, 2 * count))
        outcomes = Counter(self._outcomes.values())
        return PlanAccount(
            len(self._file.tasks) + len(self._file.rejected),
            outcomes["new"],
            outcomes["changed"],
            outcomes["same"],
            outcomes["suspicious"],
            links,
            tuple(sorted(self._rejected, key=lambda r: r.row)),
            self._file.left_out,
            tuple(sorted(self._unread, key=lambda u: u.row)),
            self._parts.made,
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
            self._outcomes[task.key] = "new"
        else:
            now_there = self._present(kind, known)
            said = before or {}
            news = {n: v for n, v in cells.items() if said.get(n) != v and now_there.get(n) != v}
            kept = self._kept[kind].get(uid, frozenset())
            edited = [n for n in news if n in kept or (n in said and now_there.get(n) != said[n])]
            writes = {n: v for n, v in news.items() if n not in edited}
            if writes:
                named = ", ".join(f'"{name}" = ?' for name in writes)
                self._write_by(
                    f"UPDATE {kind_of(kind).table} SET {named} WHERE uid = ?",
                    *writes.values(),
                    uid,
                )
            outcome = "suspicious" if edited else "changed" if writes else "same"
            self._outcomes[task.key] = outcome
        self._remember(task.key, uid, cells)

    def _present(self, kind: str, record: records.Shown) -> dict[str, Value]:
        return {of.place: record.fields[of.name] for of in kind_of(kind).fields}

    def _cells(self, task: FileTask, position: int) -> dict[str, Value]:
        day = task.starts_on.isoformat() if task.starts_on else None
        cells: dict[str, Value] = {
            "parent_uid": self._uids.get(task.parent),
            "position": position,
            "code": task.code,
            "name": task.name,
            "text": task.text,
            "owner_uid": self._members.get(task.owner),
        }
        if task.action is not None:
            cells["action_uid"] = self._parts.action(task.action)
            self._tell_of_action(task, task.action)
        if _kind(task) == "milestones":
            met = {"met_on": task.met_on.isoformat()} if task.met_on else {}
            return cells | {"due_on": day} | met
        kept = {"country": task.country, "region": task.region, "status": task.status}
        said: dict[str, Value] = {name: value for name, value in kept.items() if value}
        if task.key not in self._with_parts:  # otherwise it is worked out of them
            said["progress"] = task.progress
        return cells | {"starts_on": day, "duration_days": task.duration or 1} | said

    def _tell_of_action(self, task: FileTask, action: FileAction) -> None:
        """What the file says otherwise of it; once, not for every task."""
        for words in self._parts.other_words(action):
            if words not in self._told_of_parts:
                self._told_of_parts.add(words)
                self._tell(task, *words)

    def _link(self) -> int:
        """Make every link once, and have its lag follow the file; returns how many are new."""
        uids = [uid for links in self._links.values() for uid in links]
        uids += [uid for said in self._said.values() for uid in _links_said(said)]
        found = (
            self._session.connection()
            .exec_driver_sql(
                "SELECT task_link.uid, lag_days, coalesce(task.name, milestone.name, '') "
                "FROM task_link LEFT JOIN task ON task.uid = before_uid "
                "LEFT JOIN milestone ON milestone.uid = before_uid "
                "WHERE task_link.uid IN (SELECT value FROM json_each(?))",
                (records.as_json(uids),),
            )
            .all()
        )
        known = {uid: int(lag or 0) for uid, lag, _ in found}
        names = {uid: name for uid, _, name in found}
        made = 0
        for task in self._file.tasks:
            if task.key not in self._outcomes:
                continue  # it was deleted here, and its links with it
            said, links = _links_said(self._said.get(task.key, {})), self._links.get(task.key, {})
            for uid, link in links.items():
                if link.before in self._outcomes:
                    made += self._write_link(task, link, uid, said.get(uid), known)
            for uid in (said.keys() - links.keys()) & names.keys():
                self._tell(task, "plan.link_no_longer", names[uid])
        return made

    def _write_link(
        self, task: FileTask, link: FileLink, uid: Uid, said: int | None, known: Mapping[Uid, int]
    ) -> bool:
        """Make a link or have its lag follow; returns whether it is new.

        Args:
            said: the lag that the file gave it last; None where it had none of it.
            known: the lags of the links that are here.
        """
        other = self._names[link.before]
        if uid not in known:
            if said is not None:
                self._tell(task, "plan.link_deleted_here", other)
                return False
            cells = {"uid": uid, "scope": PARTNERSHIP, "before_uid": self._uids[link.before]}
            cells |= {"after_uid": self._uids[link.after], "link_type": link.type}
            self._insert("task_link", cells | {"lag_days": link.lag})
            return True
        if link.lag in (said, known[uid]):
            return False
        if said is not None and known[uid] != said:
            self._tell(task, "plan.lag_edited_here", str(link.lag), str(known[uid]))
            self._outcomes[task.key] = "suspicious"
            return False
        self._write_by("UPDATE task_link SET lag_days = ? WHERE uid = ?", link.lag, uid)
        if self._outcomes[task.key] == "same":
            self._outcomes[task.key] = "changed"
        return False

    def _tell(self, task: FileTask, code: str, typed: str, taken: str = "") -> None:
        self._unread.append(Unread(task.row, code, task.name, typed, taken))

    def _remember(self, key: str, record: Uid, cells: Mapping[str, Value]) -> None:
        uid = named_uid("import_key", self._scope, self._file.source, _KIND, key)
        lags = {uid: link.lag for uid, link in self._links.get(key, {}).items()}
        kept = {**cells, **({_LINKS: lags} if lags else {})}
        said = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        if key in self._said:
            self._write_by("UPDATE import_key SET said = ? WHERE uid = ?", said, uid)
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

    def _insert(self, table: str, cells: Mapping[str, Value]) -> None:
        """Have a row wait for those like it: written together they take half as long."""
        columns = ", ".join(f'"{column}"' for column in cells)
        marks = ",".join("?" * len(cells))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
        self._waiting.setdefault(sql, []).append(tuple(cells.values()))

    def _flush(self, progress: Progress) -> None:
        """Write the rows that wait."""
        done, every = 0, sum(map(len, self._waiting.values()))
        for sql, rows in self._waiting.items() if not self._only_looks else ():
            for start in range(0, len(rows), _BATCH):
                batch = rows[start : start + _BATCH]
                self._session.connection().exec_driver_sql(sql, batch)
                done += len(batch)
                progress(done, every)
        self._waiting.clear()

    def _write_by(self, sql: str, *values: Value) -> None:
        if not self._only_looks:
            self._session.connection().exec_driver_sql(sql, values)


def _written_apart(session: Session, kind: str) -> dict[Uid, frozenset[str]]:
    """Columns by record whose value people decide, or decided, between those written apart."""
    found: dict[Uid, set[str]] = {}
    for some in (hand_written.decided(session, kind), hand_written.undecided(session, kind)):
        for uid, names in some.items():
            places = {kind_of(kind).field(name).place for name in names}
            found.setdefault(uid, set()).update(places)
    return {uid: frozenset(places) for uid, places in found.items()}


def _links_said(said: Mapping[str, Any]) -> dict[Uid, int]:
    return {Uid(uid): lag for uid, lag in said.get(_LINKS, {}).items()}


def _kind(task: FileTask) -> str:
    return "tasks" if task.duration else "milestones"


def _table(task: FileTask) -> str:
    return kind_of(_kind(task)).table
