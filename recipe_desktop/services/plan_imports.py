"""Taking in a plan's file: what of it is new, what it says otherwise than before, what stays out."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.plan_files import (
    FileLink,
    FileTask,
    PlanFile,
    Rejected,
    Unread,
)
from recipe_desktop.domain.trees import circles
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services import hand_written, records, words
from recipe_desktop.services.here import PARTNERSHIP, here
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.plan_lines import KIND, KINDS, Line, kind_in_file, lines_of
from recipe_desktop.services.plan_parts import Parts

_CHOSEN: Final = ("country", "region", "status")
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
        self._lines = lines_of(session, file)
        self._is_reordered = _is_reordered(self._lines.by_key.values())
        self._rejected = list(file.rejected)
        self._unread = [*file.unread, *self._lines.unread]
        self._with_parts = {task.parent for task in file.tasks}
        self._parts = Parts(session, self._lines.source, only_looks=only_looks)
        self._told_of_parts: set[tuple[str, str, str]] = set()
        self._kept = {kind: _written_apart(session, kind) for kind in (*KINDS, "task-links")}
        self._closing = self._closing_circles()
        if not file.rejected:  # of these nobody knows which they were before
            gone = (str(record.fields["name"]) for record in self._lines.gone)
            self._unread += [Unread(0, "plan.line_no_longer", name, "") for name in gone]
        self._outcomes: dict[str, str] = {}  # of the tasks that were taken, by key
        self._links: dict[str, dict[Uid, FileLink]] = {}  # of each task, by the link's identity
        for link in file.links:  # of two for the same the later says the lag
            ends = (self._lines.by_key[key].uid for key in (link.before, link.after))
            uid = named_uid("task_link", *ends, link.type)
            self._links.setdefault(link.after, {})[uid] = link

    def run(self, progress: Progress = unheard) -> PlanAccount:
        """Write what is new or changed, and tell what became of every line.

        Args:
            progress: hears of lines that were looked at, and then of as many that are written.
        """
        count = len(self._file.tasks)
        for position, task in enumerate(self._file.tasks, 1):
            self._write(self._lines.by_key[task.key], position)
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

    def _write(self, line: Line, position: int) -> None:
        task = line.task
        if line.is_deleted:
            self._rejected.append(Rejected(task.row, "plan.row_deleted_here", task.name))
            return
        cells = self._cells(line, position)
        if line.here is None:
            self._insert(kind_of(line.kind).table, {"uid": line.uid, "scope": PARTNERSHIP} | cells)
            self._outcomes[task.key] = "new"
        else:
            self._outcomes[task.key] = self._update(line, line.here, cells)
        self._remember(task.key, line.uid, cells)

    def _update(self, line: Line, record: records.Shown, cells: Mapping[str, Value]) -> str:
        """Write what the file has news of; returns what became of the line."""
        present = {of.place: record.fields[of.name] for of in kind_of(line.kind).fields}
        if line.said is None and not self._is_reordered:
            cells = {**cells, "position": present["position"]}
        news = _news(line, cells, present)
        edited = self._edited(line, news, present)
        writes = {name: value for name, value in news.items() if name not in edited}
        if line.uid in self._closing and writes.pop("parent_uid", None):
            self._tell(line.task, "plan.would_hang_on_itself", "")
        if writes:
            named = ", ".join(f'"{name}" = ?' for name in writes)
            table = kind_of(line.kind).table
            self._write_by(f"UPDATE {table} SET {named} WHERE uid = ?", *writes.values(), line.uid)
        if edited:
            fields = [of.name for of in kind_of(line.kind).fields if of.place in edited]
            labels = ", ".join(words.field_label(line.kind, field) for field in fields)
            self._tell(line.task, "plan.edited_here", labels)
        if line.kind != kind_in_file(line.task):
            stays = "plan.stays_milestone" if line.kind == "milestones" else "plan.stays_task"
            self._tell(line.task, stays, str(line.task.duration))
        return "suspicious" if edited else "changed" if writes else "same"

    def _edited(
        self, line: Line, news: Mapping[str, Value], present: Mapping[str, Value]
    ) -> set[str]:
        """The columns that people wrote, or decide; what the file says of them is only told."""
        kept = self._kept[line.kind].get(line.uid, frozenset())
        return {name for name in news if name in kept or _is_edited(line, name, present)}

    def _closing_circles(self) -> frozenset[Uid]:
        """Tasks that would hang on themselves, since somebody moved their new parent below them."""
        if "parent" not in self._file.says:
            return frozenset()
        above = {
            Uid(uid): parent
            for uid, parent in self._session.connection().exec_driver_sql(
                "SELECT uid, parent_uid FROM task UNION ALL SELECT uid, parent_uid FROM milestone"
            )
        }
        moved = set()
        for line in self._lines.by_key.values():
            parent = self._parent(line.task)
            present = {"parent_uid": above.get(line.uid)}
            news = _news(line, {"parent_uid": parent}, present)
            if line.here is None or (news and not self._edited(line, news, present)):
                above[line.uid] = parent
                moved.add(line.uid)
        return frozenset(uid for circle in circles(above) for uid in circle if uid in moved)

    def _parent(self, task: FileTask) -> Uid | None:
        parent = self._lines.by_key.get(task.parent)
        return parent.uid if parent and not parent.is_deleted else None

    def _cells(self, line: Line, position: int) -> dict[str, Value]:
        """What the file says of a task, by column; of a new one all that it can say."""
        task, says = line.task, self._file.says
        day = task.starts_on.isoformat() if task.starts_on else None
        said: dict[str, tuple[str, Value]] = {
            "parent": ("parent_uid", self._parent(task)),
            "code": ("code", task.code),
            "text": ("text", task.text),
            "owner": ("owner_uid", self._members.get(task.owner)),
            "action": ("action_uid", self._action(task)),
        }
        if line.kind == "milestones":
            said["starts_on"] = "due_on", day
            said["met_on"] = "met_on", task.met_on.isoformat() if task.met_on else None
        else:
            said["starts_on"] = "starts_on", day
            said |= {name: (name, getattr(task, name)) for name in _CHOSEN}
            counts_one = line.here is not None and not line.here.fields["duration_days"]
            if task.duration > counts_one:  # without days a task takes one
                said["duration"] = "duration_days", task.duration
            if task.key not in self._with_parts:  # otherwise it is worked out of them
                said["progress"] = "progress", task.progress
        is_new = line.here is None
        cells = dict(cell for name, cell in said.items() if is_new or name in says)
        return {"position": position, "name": task.name, **cells}

    def _action(self, task: FileTask) -> Uid | None:
        """The action that a task is done for; what is said otherwise of it is told once."""
        if task.action is None:
            return None
        for told in self._parts.other_words(task.action):
            if told not in self._told_of_parts:
                self._told_of_parts.add(told)
                self._tell(task, *told)
        return self._parts.action(task.action)

    def _link(self) -> int:
        """Make every link once, and have its lag follow the file; returns how many are new."""
        uids = [uid for links in self._links.values() for uid in links]
        uids += [uid for line in self._lines.by_key.values() for uid in _links_said(line.said)]
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
        ours = self._links_of_ours()
        made = 0
        for task in self._file.tasks:
            if task.key not in self._outcomes:
                continue  # it was deleted here, and its links with it
            said = _links_said(self._lines.by_key[task.key].said)
            links = self._links.get(task.key, {})
            for uid, link in links.items():
                if link.before in self._outcomes:
                    made += self._write_link(task, link, uid, said.get(uid), known)
            gone = {uid: names[uid] for uid in said.keys() - links.keys() if uid in names}
            gone |= {uid: name for uid, name in ours.get(task.key, {}).items() if uid not in links}
            for name in gone.values():
                self._tell(task, "plan.link_no_longer", name)
        return made

    def _links_of_ours(self) -> dict[str, dict[Uid, str]]:
        """The links here between tasks that a file of ours names, by the key of the one that waits."""
        ours = {line.uid: line for line in self._lines.by_key.values() if line.is_ours}
        found: dict[str, dict[Uid, str]] = {}
        for uid, before, after in self._session.connection().exec_driver_sql(
            "SELECT uid, before_uid, after_uid FROM task_link "
            "WHERE after_uid IN (SELECT value FROM json_each(?)) ORDER BY uid",
            (records.as_json(ours),),
        ):
            if before in ours:
                links = found.setdefault(ours[after].task.key, {})
                links[Uid(uid)] = ours[before].task.name
        return found

    def _write_link(
        self, task: FileTask, link: FileLink, uid: Uid, said: int | None, known: Mapping[Uid, int]
    ) -> bool:
        """Make a link or have its lag follow; returns whether it is new.

        Args:
            said: the lag that the file gave it last; None where it had none of it.
            known: the lags of the links that are here.
        """
        before = self._lines.by_key[link.before]
        if uid not in known:
            if said is not None or hand_written.deleted(self._session, [uid]):
                self._tell(task, "plan.link_deleted_here", before.task.name)
                return False
            cells = {"uid": uid, "scope": PARTNERSHIP, "before_uid": before.uid}
            cells |= {"after_uid": self._lines.by_key[task.key].uid, "link_type": link.type}
            self._insert("task_link", cells | {"lag_days": link.lag})
            return True
        if link.lag in (said, known[uid]):
            return False
        is_edited = self._is_lag_by_hand(uid) if said is None else known[uid] != said
        is_open = uid in self._kept["task-links"]  # two lags, and people decide between them
        if is_open or (is_edited and not (said is None and self._lines.by_key[task.key].is_ours)):
            self._tell(task, "plan.lag_edited_here", str(link.lag), str(known[uid]))
            self._outcomes[task.key] = "suspicious"
            return False
        self._write_by("UPDATE task_link SET lag_days = ? WHERE uid = ?", link.lag, uid)
        if self._outcomes[task.key] == "same":
            self._outcomes[task.key] = "changed"
        return False

    def _is_lag_by_hand(self, uid: Uid) -> bool:
        found = hand_written.by_hand(self._session, "task-links", [uid])
        return "lag_days" in found.get(uid, frozenset())

    def _tell(self, task: FileTask, code: str, typed: str, taken: str = "") -> None:
        self._unread.append(Unread(task.row, code, task.name, typed, taken))

    def _remember(self, key: str, record: Uid, cells: Mapping[str, Value]) -> None:
        uid = named_uid("import_key", self._scope, self._lines.source, KIND, key)
        lags = {uid: link.lag for uid, link in self._links.get(key, {}).items()}
        kept = {**cells, **({_LINKS: lags} if lags else {})}
        said = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        if self._lines.by_key[key].is_remembered:
            sql = "UPDATE import_key SET said = ?, record_uid = ? WHERE uid = ?"
            self._write_by(sql, said, record, uid)
            return
        self._insert(
            "import_key",
            {
                "uid": uid,
                "scope": self._scope,
                "source": self._lines.source,
                "kind": KIND,
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


def _news(line: Line, cells: Mapping[str, Value], present: Mapping[str, Value]) -> dict[str, Value]:
    """What a line says that is not here, and that it did not say before."""
    other = {n: value for n, value in cells.items() if not _is_same(present.get(n), value)}
    said = line.said
    if said is not None:
        return {n: value for n, value in other.items() if not _is_same(said.get(n), value)}
    if line.is_ours:
        return other
    return {n: value for n, value in other.items() if value and n != "position"}


def _is_reordered(lines: Iterable[Line]) -> bool:
    """Whether the file has the tasks that it names itself in another order than they have here."""
    last: dict[Value, tuple[bool, int]] = {}
    for line in lines:
        if line.here is not None and line.is_ours:
            parent, position = line.here.fields["parent"], line.here.fields["position"]
            place = (
                position is None,
                int(position or 0),
            )  # without one it stands behind the others
            if place < last.get(parent, place):
                return True
            last[parent] = place
    return False


def _is_same(one: Value, other: Value) -> bool:
    """Whether two cells say the same; what is empty may be so in several ways."""
    return one == other or not (one or other)


def _is_edited(line: Line, name: str, present: Mapping[str, Value]) -> bool:
    """Whether somebody changed what a file said of a column.

    What another office took in, and this one hears of for the first time, only has its gaps filled.
    """
    if line.said is not None:
        return name in line.said and not _is_same(present.get(name), line.said[name])
    return not line.is_ours and bool(present.get(name))


def _links_said(said: Mapping[str, Any] | None) -> dict[Uid, int]:
    return {Uid(uid): lag for uid, lag in (said or {}).get(_LINKS, {}).items()}
