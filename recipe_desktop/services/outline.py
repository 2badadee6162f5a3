"""The roadmap as one tree: chapters, objectives, actions, tasks and milestones, and what is next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.schedule import PlanLink
from recipe_desktop.domain.work_done import WorkDone, added_up
from recipe_desktop.progress import Checkpoint, unwatched
from recipe_desktop.services import records, roadmap, searching
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.roadmap import Entry, Named, Roadmap

TABLES: Final = (
    *("chapter", "objective", "action", "task", "milestone", "task_link"),
    *("translation", "member", "calendar_day", "project"),
)
"""What the roadmap consists of; a change of any of these may change what is shown."""

_LIMITS: Final = (10_000, 1_000, 10)  # working days that a plan without end is shown with
_NEAR: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Node:
    """One row of the tree.

    Args:
        parent: place of the row above it in ``Outline.nodes``; -1 at the top.
        entry: of a task or milestone.
        named: of a chapter, objective or action.
        start: first day of all below it; None where nothing has a day.
        parts: how many rows hang on it.
    """

    uid: Uid
    kind: str
    level: int
    parent: int
    code: str
    name: str
    owner: str
    entry: Entry | None = None
    named: Named | None = None
    start: date | None = None
    end: date | None = None
    progress: int = 0
    parts: int = 0

    @property
    def kept(self) -> Mapping[str, Value]:
        """The fields as they were stored when this was read: what its writer writes over."""
        of = self.entry or self.named
        return of.kept if of is not None else {}


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole tree, each row behind the one that it hangs on.

    Args:
        links: every link, with its uid.
        links_kept: by uid of a link, its fields as they are stored.
        trouble: why the days are not those of the plan as it is entered.
    """

    nodes: tuple[Node, ...]
    roadmap: Roadmap
    links: tuple[tuple[Uid, PlanLink], ...]
    trouble: UserError | None = None
    links_kept: Mapping[Uid, Mapping[str, Value]] = field(
        default_factory=dict, hash=False, repr=False
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is planned; objectives alone are not a plan."""
        return all(node.kind == "objectives" for node in self.nodes)

    def find(self, uid: Uid) -> Node | None:
        """The row of a record."""
        return next((node for node in self.nodes if node.uid == uid), None)


EMPTY: Final = Outline((), roadmap.EMPTY, ())


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row that a search finds."""

    uid: Uid
    kind: str
    code: str
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What of the plan presses: entries of this office or of nobody, the earliest first.

    Args:
        overdue: should be done by now.
        near: end within the next two weeks.
    """

    overdue: tuple[Entry, ...] = ()
    near: tuple[Entry, ...] = ()


def outline(session: Session, step: Checkpoint = unwatched) -> Outline:
    """The tree with its calculated days; of a plan without end, with days that can be shown.

    Args:
        step: called for every task; may raise, to give up.
    """
    known, trouble = _calculated(session, step)
    rows = session.connection().exec_driver_sql(
        "SELECT uid, before_uid, after_uid, lag_days, link_type FROM task_link ORDER BY uid"
    )
    links, links_kept = [], {}
    for uid, before, after, lag, kind in rows:
        ends = Uid(before or ""), Uid(after or "")
        links.append((Uid(uid), PlanLink(*ends, lag or 0, kind or "FS")))
        links_kept[Uid(uid)] = {"lag_days": lag, "link_type": kind}
    nodes = []
    for node in _Tree(known).nodes():
        step()
        nodes.append(node)
    return Outline(tuple(nodes), known, tuple(links), trouble, links_kept)


def _calculated(session: Session, step: Checkpoint = unwatched) -> tuple[Roadmap, UserError | None]:
    trouble: UserError | None = None
    for longest in (0, *_LIMITS):
        try:
            return roadmap.roadmap(session, longest, step), trouble
        except UserError as error:
            trouble = error
    return roadmap.roadmap(session, 1), trouble


def in_plan(session: Session, found: Iterable[records.Shown]) -> list[records.Shown]:
    """Tasks or milestones in the order of the plan, tasks with what their parts come to."""
    known, _trouble = _calculated(session)
    places = {entry.uid: place for place, entry in enumerate(known.entries)}
    done = {entry.uid: entry.progress for entry in known.entries if entry.dates.is_summary}
    return [
        replace(one, fields={**one.fields, "progress": done[one.uid]}) if one.uid in done else one
        for one in sorted(found, key=lambda one: places[one.uid])
    ]


def count(session: Session) -> int:
    """How many tasks and milestones there are."""
    found = session.connection().exec_driver_sql(
        "SELECT (SELECT count(*) FROM task) + (SELECT count(*) FROM milestone)"
    )
    return int(found.scalar_one())


def find(session: Session, text: str) -> list[FoundRow]:
    """Rows in whose code, name or text a word begins with every typed one, whatever the accents."""
    found: list[FoundRow] = []
    for kind in ("tasks", "milestones", "actions", "objectives", "chapters"):
        uids = records.order(session, kind) if fold(text) else []
        uids = searching.with_words(session, kind_of(kind), uids, text, searching.ITSELF)
        for record in records.shown(session, kind, uids):
            code, name = str(record.fields["code"] or ""), str(record.fields["name"] or "")
            said = str(record.fields.get("text") or record.fields.get("note") or "")
            found.append(FoundRow(record.uid, kind, code, name, said))
    return found


def matches(text: str, wanted: Sequence[str]) -> bool:
    """Whether all words stand in a text."""
    folded = fold(text)
    return all(word in folded for word in wanted)


def ahead(session: Session) -> Ahead:
    """What of the plan should be done by now, and what comes next."""
    if not count(session):
        return Ahead()
    known, trouble = _calculated(session)
    if trouble is not None:
        return Ahead()  # its days are not those of the plan
    mine = here(session).member
    waiting = sorted(
        (e for e in known.entries if _is_open(e) and e.owner in ("", mine)),
        key=lambda e: (e.dates.end, e.code, e.uid),
    )
    today = known.today
    return Ahead(
        tuple(e for e in waiting if e.dates.end < today),
        tuple(e for e in waiting if today <= e.dates.end <= today + _NEAR),
    )


def _is_open(entry: Entry) -> bool:
    return not entry.dates.is_summary and entry.progress < 100 and entry.status != "done"


class _Tree:
    """Puts entries below actions, actions below objectives."""

    def __init__(self, known: Roadmap) -> None:
        self._known = known
        self._nodes: list[Node] = []
        actions = {action.uid for action in known.actions}
        self._of_action: dict[Uid | None, list[Entry]] = {}
        under: Uid | None = None
        for entry in known.entries:
            if entry.level == 0:
                under = entry.action if entry.action in actions else None
            self._of_action.setdefault(under, []).append(entry)

    def nodes(self) -> Iterable[Node]:
        known = self._known
        objectives = {objective.uid for objective in known.objectives}
        for chapter in known.chapters:
            self._add(chapter, 0, -1)
        for objective in known.objectives:
            place = self._add(objective, 0, -1)
            for action in known.actions:
                if action.objective == objective.uid:
                    self._action(action, place)
        for action in known.actions:
            if action.objective not in objectives:
                self._action(action, -1)
        self._entries(self._of_action.get(None, []), 0, -1)
        return self._spanned()

    def _add(self, named: Named, level: int, parent: int) -> int:
        self._nodes.append(
            Node(
                named.uid,
                named.kind,
                level,
                parent,
                named.code,
                named.name,
                named.owner,
                named=named,
            )
        )
        return len(self._nodes) - 1

    def _action(self, action: Named, parent: int) -> None:
        level = 0 if parent < 0 else 1
        place = self._add(action, level, parent)
        self._entries(self._of_action.get(action.uid, []), level + 1, place)

    def _entries(self, entries: Iterable[Entry], level: int, parent: int) -> None:
        places: list[int] = []  # of the rows that the next one may hang on
        for entry in entries:
            del places[entry.level :]
            self._nodes.append(
                Node(
                    entry.uid,
                    entry.kind,
                    level + entry.level,
                    places[-1] if places else parent,
                    entry.code,
                    entry.name,
                    entry.owner,
                    entry,
                    start=entry.dates.start,
                    end=entry.dates.end,
                    progress=entry.progress,
                )
            )
            places.append(len(self._nodes) - 1)

    def _spanned(self) -> Iterator[Node]:
        """Give what spans its parts their days and their progress."""
        starts: list[date | None] = [node.start for node in self._nodes]
        ends: list[date | None] = [node.end for node in self._nodes]
        parts = [0] * len(self._nodes)
        works = added_up([node.parent for node in self._nodes], map(_own_work, self._nodes))
        for place in range(len(self._nodes) - 1, -1, -1):
            node = self._nodes[place]
            if (above := node.parent) < 0:
                continue
            parts[above] += 1
            start, end = starts[place], ends[place]
            first, last = starts[above], ends[above]
            if start is not None:
                starts[above] = start if first is None or start < first else first
            if end is not None:
                ends[above] = end if last is None or end > last else last
        for place, node in enumerate(self._nodes):
            yield replace(
                node,
                start=starts[place],
                end=ends[place],
                progress=node.progress if node.entry else works[place].percent,
                parts=parts[place],
            )


def _own_work(node: Node) -> WorkDone:
    entry = node.entry
    if entry is None or entry.dates.is_summary:
        return WorkDone()
    return WorkDone.of(entry.duration, entry.progress)
