"""What a plan's file says of which task waits for which, and what is written of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.plan_files import FileLink, FileTask, PlanFile, Unread
from recipe_desktop.services import hand_written, records
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.plan_lines import Lines
from recipe_desktop.services.plan_writing import PlanWriter

LINKS: Final = "links"
"""Beside the columns in what a file said of a task: the lags of its links by their identity."""
_KIND: Final = "task-links"


@dataclass(frozen=True, slots=True)
class _Known:
    """A link that is here.

    Args:
        name: of the task that the other one waits for.
    """

    lag: int
    name: str


class Links:
    """Makes every link once, and has its lag follow the file.

    ``unread`` tells what of the file is not followed.
    """

    def __init__(self, session: Session, file: PlanFile, lines: Lines, writer: PlanWriter) -> None:
        self._session, self._tasks, self._lines = session, file.tasks, lines
        self._writer = writer
        self.unread: list[Unread] = []
        self._links: dict[str, dict[Uid, FileLink]] = {}  # of each task, by the link's identity
        for link in file.links:  # of two for the same the later says the lag
            ends = (lines.by_key[key].uid for key in (link.before, link.after))
            uid = named_uid("task_link", *ends, link.type)
            self._links.setdefault(link.after, {})[uid] = link

    def lags(self, key: str) -> dict[Uid, int]:
        """What the file says of a task's links, to be remembered."""
        return {uid: link.lag for uid, link in self._links.get(key, {}).items()}

    def run(self, outcomes: dict[str, str]) -> int:
        """Write what is new; returns how many links are.

        Args:
            outcomes: what became of the tasks that were taken, by key; it says afterwards what
                their lags have made of it.
        """
        self._known = self._here()
        self._open = hand_written.places_apart(self._session, _KIND)
        self._deleted = hand_written.deleted(self._session, self._every() - self._known.keys())
        self._by_hand = hand_written.by_hand(self._session, _KIND, self._known)
        ours = self._of_ours()
        made = 0
        for task in self._tasks:
            if task.key not in outcomes:
                continue  # it was deleted here, and its links with it
            said, links = self._said(task), self._links.get(task.key, {})
            for uid, link in links.items():
                if link.before not in outcomes:
                    continue
                if uid in self._known:
                    self._follow(task, uid, link, said.get(uid), outcomes)
                else:
                    made += self._make(task, uid, link, is_said=uid in said)
            before = {*said, *ours.get(task.key, ())}
            for uid in sorted(before & self._known.keys() - links.keys()):
                self._tell(task, "plan.link_no_longer", self._known[uid].name)
        return made

    def _said(self, task: FileTask) -> dict[Uid, int]:
        said: Mapping[str, Any] = self._lines.by_key[task.key].said or {}
        return {Uid(uid): lag for uid, lag in said.get(LINKS, {}).items()}

    def _every(self) -> set[Uid]:
        """The links of the file, and those that it had."""
        found = {uid for links in self._links.values() for uid in links}
        return found.union(*map(self._said, self._tasks))

    def _here(self) -> dict[Uid, _Known]:
        """The links that are here, of the file and between tasks that a file of ours names."""
        ours = [line.uid for line in self._lines.by_key.values() if line.is_ours]
        rows = self._session.connection().exec_driver_sql(
            "SELECT task_link.uid, lag_days, coalesce(task.name, milestone.name, '') "
            "FROM task_link LEFT JOIN task ON task.uid = before_uid "
            "LEFT JOIN milestone ON milestone.uid = before_uid "
            "WHERE task_link.uid IN (SELECT value FROM json_each(:uids)) "
            "OR after_uid IN (SELECT value FROM json_each(:ours))",
            {"uids": records.as_json(self._every()), "ours": records.as_json(ours)},
        )
        return {Uid(uid): _Known(int(lag or 0), name) for uid, lag, name in rows}

    def _of_ours(self) -> dict[str, list[Uid]]:
        """The links here between tasks that a file of ours names, by the key of the one that waits."""
        ours = {line.uid: line for line in self._lines.by_key.values() if line.is_ours}
        found: dict[str, list[Uid]] = {}
        for uid, before, after in self._session.connection().exec_driver_sql(
            "SELECT uid, before_uid, after_uid FROM task_link "
            "WHERE after_uid IN (SELECT value FROM json_each(?))",
            (records.as_json(ours),),
        ):
            if before in ours:
                found.setdefault(ours[after].task.key, []).append(Uid(uid))
        return found

    def _make(self, task: FileTask, uid: Uid, link: FileLink, *, is_said: bool) -> bool:
        """Make a link, unless somebody deleted it here; returns whether it was made."""
        before, after = self._lines.by_key[link.before], self._lines.by_key[task.key]
        if is_said or uid in self._deleted:
            self._tell(task, "plan.link_deleted_here", before.task.name)
            return False
        cells = {"uid": uid, "scope": PARTNERSHIP, "before_uid": before.uid}
        cells |= {"after_uid": after.uid, "link_type": link.type}
        self._writer.insert("task_link", cells | {"lag_days": link.lag})
        return True

    def _follow(
        self, task: FileTask, uid: Uid, link: FileLink, said: int | None, outcomes: dict[str, str]
    ) -> None:
        """Have a lag follow the file, unless people wrote it, or decide it.

        Args:
            said: the lag that the file gave it last; None where it had none of it.
        """
        lag = self._known[uid].lag
        if link.lag in (said, lag):
            return
        if said is None:
            is_by_hand = "lag_days" in self._by_hand.get(uid, frozenset())
            is_edited = is_by_hand and not self._lines.by_key[task.key].is_ours
        else:
            is_edited = lag != said
        if is_edited or uid in self._open:
            self._tell(task, "plan.lag_edited_here", str(link.lag), str(lag))
            outcomes[task.key] = "suspicious"
            return
        self._writer.write("UPDATE task_link SET lag_days = ? WHERE uid = ?", link.lag, uid)
        if outcomes[task.key] == "same":
            outcomes[task.key] = "changed"

    def _tell(self, task: FileTask, code: str, typed: str, taken: str = "") -> None:
        self.unread.append(Unread(task.row, code, task.name, typed, taken))
