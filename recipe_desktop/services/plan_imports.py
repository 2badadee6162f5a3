"""Taking in a plan's file: what of it is new, what it says otherwise than before, what stays out."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.plan_files import FileTask, PlanFile, Rejected, Unread
from recipe_desktop.domain.trees import circles
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services import hand_written, records, words
from recipe_desktop.services.here import PARTNERSHIP, here
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.plan_import_links import LINKS, Links
from recipe_desktop.services.plan_lines import KIND, KINDS, Line, kind_in_file, lines_of
from recipe_desktop.services.plan_parts import Parts
from recipe_desktop.services.plan_writing import PlanWriter

_CHOSEN: Final = ("country", "region", "status")
_TELL_EVERY: Final = 500  # lines


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
        self._file = file
        self._writer = PlanWriter(session, only_looks=only_looks)
        self._scope = here(session).scope
        self._members = {str(m.fields["code"]): m.uid for m in records.listing(session, "members")}
        self._lines = lines_of(session, file)
        self._is_reordered = _is_reordered(self._lines.by_key.values())
        self._rejected = list(file.rejected)
        self._unread = [*file.unread, *self._lines.unread]
        self._with_parts = {task.parent for task in file.tasks}
        self._parts = Parts(session, self._lines.source, only_looks=only_looks)
        self._told_of_parts: set[tuple[str, str, str]] = set()
        self._kept = {kind: hand_written.places_apart(session, kind) for kind in KINDS}
        self._closing = self._closing_circles()
        if not file.rejected:  # of these nobody knows which they were before
            gone = (str(record.fields["name"]) for record in self._lines.gone)
            self._unread += [Unread(0, "plan.line_no_longer", name, "") for name in gone]
        self._outcomes: dict[str, str] = {}  # of the tasks that were taken, by key
        self._links = Links(session, file, self._lines, self._writer)

    def run(self, progress: Progress = unheard) -> PlanAccount:
        """Write what is new or changed, and tell what became of every line.

        Args:
            progress: hears of lines that were looked at, and then of as many that are written.
        """
        count = len(self._file.tasks)
        for position, task in enumerate(self._file.tasks, 1):
            self._write(self._lines.by_key[task.key], position)
            if position % _TELL_EVERY == 0:
                progress(position, 2 * count)
        self._forget_others()
        links = self._links.run(self._outcomes)
        self._unread += self._links.unread
        self._writer.flush(lambda done, every: progress(count + count * done // every, 2 * count))
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
            self._writer.insert(
                kind_of(line.kind).table, {"uid": line.uid, "scope": PARTNERSHIP} | cells
            )
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
            self._writer.write(
                f"UPDATE {table} SET {named} WHERE uid = ?", *writes.values(), line.uid
            )
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

    def _tell(self, task: FileTask, code: str, typed: str, taken: str = "") -> None:
        self._unread.append(Unread(task.row, code, task.name, typed, taken))

    def _forget_others(self) -> None:
        """Take away the notes of these tasks under codes that they had before, as those are outdated."""
        lines = self._lines.by_key
        self._writer.write(
            "DELETE FROM import_key WHERE source = ? AND kind = ? "
            "AND record_uid IN (SELECT value FROM json_each(?)) "
            "AND key NOT IN (SELECT value FROM json_each(?))",
            *(self._lines.source, KIND),
            records.as_json(line.uid for line in lines.values()),
            json.dumps(list(lines)),
        )

    def _remember(self, key: str, record: Uid, cells: Mapping[str, Value]) -> None:
        uid = named_uid("import_key", self._scope, self._lines.source, KIND, key)
        lags = self._links.lags(key)
        kept = {**cells, **({LINKS: lags} if lags else {})}
        said = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        if self._lines.by_key[key].is_remembered:
            sql = "UPDATE import_key SET said = ?, record_uid = ? WHERE uid = ?"
            self._writer.write(sql, said, record, uid)
            return
        self._writer.insert(
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
