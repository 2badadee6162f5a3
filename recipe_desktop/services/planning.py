"""Changing the plan: new entries, days, order, parts, links, and deleting what hangs together.

Every one of these is a single step that one undo takes back. Whatever would make tasks wait for
each other is refused with their names.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.schedule import CALCULATED, LINK_TYPES, LONGEST_DAYS
from recipe_desktop.domain.workdays import WorkCalendar, working_days
from recipe_desktop.services import records, roadmap, trees
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.roadmap import Entry
from recipe_desktop.services.sql import run

ENTRIES: Final = ("tasks", "milestones")
ROWS: Final = (*ENTRIES, "actions", "objectives")
_LINKS: Final = "task-links"
_NEW_TASK_DAYS: Final = 5
_OF_PARTS: Final = frozenset({"starts_on", "duration_days", "progress"})


def add(
    session: Session, kind: str, name: str, behind: Uid | None = None, *, action: Uid | None = None
) -> Uid:
    """Make a task or milestone.

    Args:
        behind: the task or milestone that it follows in the list, as a part of the same one.
        action: what it is done for, where it follows nothing.

    Raises:
        UserError: record.needs, record.unknown.
    """
    values: dict[str, Value] = {"name": name}
    before = _entry(session, behind) if behind else None
    if before is not None:
        place = (before.position or 0) + 1
        _make_room(session, before.parent, place)
        values |= {"parent": before.parent, "action": before.action, "position": place}
    else:
        last = max(
            (e.position or 0 for e in roadmap.roadmap(session, LONGEST_DAYS).entries), default=0
        )
        values |= {"action": action, "position": last + 1}
    if kind == "tasks":
        values["duration_days"] = _NEW_TASK_DAYS
    return records.create(session, kind, values).uid


def begin_at(session: Session, uid: Uid, day: date) -> None:
    """Have a task begin on a day at the earliest, or a milestone be due on it.

    What consists of parts moves with all of them, by as many working days of each.

    Raises:
        UserError: record.unknown.
    """
    if not _has_parts(session, uid):
        is_milestone = bool(records.present(session, "milestones", [uid]))
        kind, field = ("milestones", "due_on") if is_milestone else ("tasks", "starts_on")
        records.edit(session, kind, uid, {field: day.isoformat()})
        return
    known = roadmap.roadmap(session, LONGEST_DAYS)
    entry = _of(known.entries, uid)
    for part in _below(known.entries, uid):
        if part.dates.is_summary or (part.own_day is None and part.waits_for):
            continue  # it follows what it spans or waits for
        own = part.own_day or part.dates.start
        calendar = _calendar(part, known, min(own, day, entry.dates.start))
        days = calendar.index(day.toordinal()) - calendar.index(entry.dates.start.toordinal())
        there = calendar.at(calendar.index(own.toordinal()) + days)
        field = "starts_on" if part.kind == "tasks" else "due_on"
        moved = date.fromordinal(there).isoformat()
        records.edit(session, part.kind, part.uid, {field: moved})


def end_on(session: Session, uid: Uid, day: date) -> None:
    """Have a task end on a day; it then takes as many working days of its own calendar.

    Raises:
        UserError: record.unknown, plan.ends_before_start, plan.spans_parts.
    """
    known = roadmap.roadmap(session, LONGEST_DAYS)
    entry = _of(known.entries, uid)
    if entry.kind == "milestones":
        records.edit(session, entry.kind, uid, {"due_on": day.isoformat()})
        return
    if entry.dates.is_summary:
        raise UserError("plan.spans_parts", name=entry.name)
    start = entry.dates.start
    if day < start:
        raise UserError("plan.ends_before_start", name=entry.name, day=start)
    days = working_days(entry.country, start, day, known.exceptions, entry.region)
    last_for(session, uid, max(1, days))


def last_for(session: Session, uid: Uid, days: int) -> None:
    """Have a task take some working days.

    Raises:
        UserError: record.unknown, plan.bad_duration.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise UserError("plan.bad_duration", days=days, most=LONGEST_DAYS)
    records.edit(session, "tasks", uid, {"duration_days": days})


def edit(session: Session, uid: Uid, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Change fields of a task; what its parts come to is changed at the parts.

    Raises:
        UserError: as ``records.edit``, and plan.spans_parts, plan.cycle_refused.
    """
    if _OF_PARTS & values.keys() and _has_parts(session, uid):
        raise UserError("plan.spans_parts", name=records.show(session, "tasks", uid).fields["name"])
    known = _cycles(session) if "parent" in values else None
    changed = records.edit(session, "tasks", uid, values)
    if known is not None:
        _refuse_cycle(session, known)
    return changed


def indent(session: Session, uid: Uid) -> None:
    """Make an entry a part of the task above it.

    Raises:
        UserError: record.unknown, plan.nothing_above, plan.cycle_refused.
    """
    entries = roadmap.roadmap(session, LONGEST_DAYS).entries
    entry = _of(entries, uid)
    above: Entry | None = None
    for other in entries:
        if other.uid == uid:
            break
        if other.parent == entry.parent and other.action == entry.action:
            above = other if other.kind == "tasks" else above
    if above is None:
        raise UserError("plan.nothing_above", name=entry.name)
    _adopt(session, entry, {"parent": above.uid})


def outdent(session: Session, uid: Uid) -> None:
    """Take an entry out of the task that it is a part of; it then follows that task.

    Raises:
        UserError: record.unknown, plan.no_parent, plan.cycle_refused.
    """
    entries = roadmap.roadmap(session, LONGEST_DAYS).entries
    entry = _of(entries, uid)
    if entry.parent is None:
        if not records.show(session, entry.kind, uid).fields["parent"]:
            raise UserError("plan.no_parent", name=entry.name)
        records.edit(session, entry.kind, uid, {"parent": None})  # it was not followed, see trees
        return
    parent = _of(entries, entry.parent)
    place = (parent.position or 0) + 1
    _make_room(session, parent.parent, place)
    changed = {"parent": parent.parent, "action": parent.action, "position": place}
    _adopt(session, entry, changed)


def shift(session: Session, uid: Uid, step: int) -> None:
    """Swap an entry with the one above (-1) or below (1) that is a part of the same.

    Raises:
        UserError: record.unknown, plan.nothing_above.
    """
    entries = roadmap.roadmap(session, LONGEST_DAYS).entries
    entry = _of(entries, uid)
    beside = [e for e in entries if e.parent == entry.parent and e.action == entry.action]
    place = beside.index(entry) + step
    if not 0 <= place < len(beside):
        raise UserError("plan.nothing_above", name=entry.name)
    beside[place], beside[place - step] = entry, beside[place]
    for number, one in enumerate(beside, min(e.position or 0 for e in beside)):
        if one.position != number:
            records.edit(session, one.kind, one.uid, {"position": number})


def link(
    session: Session, before: Uid, after: Uid, link_type: str = CALCULATED, lag: int = 0
) -> Uid:
    """Have one task or milestone wait for another; a link that is there gets the new lag.

    Args:
        lag: working days of the one that waits.

    Raises:
        UserError: record.unknown, plan.link_to_itself, plan.unknown_link, plan.cycle_refused.
    """
    entries = roadmap.roadmap(session, LONGEST_DAYS).entries
    one, other = _of(entries, before), _of(entries, after)
    if before == after:
        raise UserError("plan.link_to_itself", name=one.name)
    if link_type not in LINK_TYPES:
        raise UserError("plan.unknown_link", value=link_type, names=", ".join(LINK_TYPES))
    uid = link_uid(before, after, link_type)
    known = _cycles(session)
    if records.present(session, _LINKS, [uid]):
        records.edit(session, _LINKS, uid, {"lag_days": lag, "link_type": link_type})
    else:
        values: dict[str, Value] = {
            "before": one.uid,
            "after": other.uid,
            "link_type": link_type,
            "lag_days": lag,
        }
        records.create(session, _LINKS, values, uid)
    _refuse_cycle(session, known)
    return uid


def link_uid(before: Uid, after: Uid, link_type: str = CALCULATED) -> Uid:
    """The identity of the link between two: two offices that make it make the same one."""
    return named_uid("task_link", before, after, link_type)


def new_link(session: Session, values: Mapping[str, Value]) -> records.Made:
    """A link as somebody typed it, told by the names of its fields.

    Raises:
        UserError: as ``records.create``, and plan.link_to_itself, plan.cycle_refused.
    """
    known = _cycles(session)
    made = records.create(session, _LINKS, values)
    _refuse_link(session, made.uid, known)
    return made


def edit_link(session: Session, uid: Uid, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Change a link as somebody typed it.

    Raises:
        UserError: as ``records.edit``, and plan.link_to_itself, plan.cycle_refused.
    """
    known = _cycles(session)
    changed = records.edit(session, _LINKS, uid, values)
    _refuse_link(session, uid, known)
    return changed


def relink(session: Session, uid: Uid, link_type: str, lag: int) -> None:
    """Change type or lag of a link.

    Raises:
        UserError: record.unknown, plan.unknown_link, plan.cycle_refused.
    """
    if link_type not in LINK_TYPES:
        raise UserError("plan.unknown_link", value=link_type, names=", ".join(LINK_TYPES))
    known = _cycles(session)
    records.edit(session, _LINKS, uid, {"link_type": link_type, "lag_days": lag})
    _refuse_cycle(session, known)


def unlink(session: Session, uid: Uid) -> None:
    """Take a link away.

    Raises:
        UserError: record.unknown.
    """
    records.remove(session, _LINKS, uid)


def remove(session: Session, kind: str, uid: Uid) -> int:
    """Delete an entry with its parts and the links of all of them; tells how many entries went.

    Of an action or objective, what is done for it goes too.

    Raises:
        UserError: record.unknown.
    """
    known = roadmap.roadmap(session, LONGEST_DAYS)
    records.show(session, kind, uid)
    gone: dict[Uid, str] = {}
    actions = {uid} if kind == "actions" else set()
    if kind == "objectives":
        actions = {action.uid for action in known.actions if action.objective == uid}
        gone |= dict.fromkeys(actions, "actions")
    tops = {e.uid for e in known.entries if e.uid == uid or (not e.parent and e.action in actions)}
    for top in tops:
        gone |= {part.uid: part.kind for part in _below(known.entries, top)}
    gone |= {top: _of(known.entries, top).kind for top in tops} | {uid: kind}
    for found in records.listing(session, _LINKS):
        if {found.fields["before"], found.fields["after"]} & gone.keys():
            records.remove(session, _LINKS, found.uid)
    for one, of in gone.items():
        records.remove(session, of, one)
    return len(gone)


# --- Finding one's way ---------------------------------------------------------------------------


def _entry(session: Session, uid: Uid) -> Entry:
    return _of(roadmap.roadmap(session, LONGEST_DAYS).entries, uid)


def _of(entries: Iterable[Entry], uid: Uid) -> Entry:
    for entry in entries:
        if entry.uid == uid:
            return entry
    raise UserError("record.unknown", kind="tasks", id=uid)


def _below(entries: Sequence[Entry], uid: Uid) -> list[Entry]:
    """The parts of an entry and theirs; entries stand behind what they are a part of."""
    above = {uid}
    found = []
    for entry in entries:
        if entry.parent in above and entry.uid not in above:
            above.add(entry.uid)
            found.append(entry)
    return found


def _has_parts(session: Session, uid: Uid) -> bool:
    """Whether an entry spans others; for that no day of the plan has to be calculated."""
    below = "SELECT uid FROM {} WHERE parent_uid = ?"
    parts = {
        part
        for table in ("task", "milestone")
        for (part,) in run(session, below.format(table), uid)
    }
    if not parts:
        return False
    above = dict(run(session, "SELECT uid, parent_uid FROM task").all())
    apart = trees.not_followed(session, "tasks", "parent", above)
    return bool(parts - {circle[0] for circle in apart})


def _calendar(entry: Entry, known: roadmap.Roadmap, earliest: date) -> WorkCalendar:
    return WorkCalendar(entry.country, entry.region, known.exceptions, from_year=earliest.year - 1)


def _make_room(session: Session, parent: Uid | None, place: int) -> None:
    """Move what stands at a place, and all behind it, one further."""
    beside = [
        record
        for kind in ENTRIES
        for record in records.listing(session, kind)
        if (record.fields["parent"] or None) == parent
    ]
    if not any(record.fields["position"] == place for record in beside):
        return
    for record in beside:
        position = record.fields["position"]
        if isinstance(position, int) and position >= place:
            run(
                session,
                f"UPDATE {kind_of(record.kind).table} SET position = ? WHERE uid = ?",
                position + 1,
                record.uid,
            )


def _refuse_link(session: Session, link_uid: Uid, known: frozenset[tuple[Uid, ...]]) -> None:
    """Refuse a link of something to itself, and one that closes a circle."""
    fields = records.show(session, _LINKS, link_uid).fields
    if fields["before"] == fields["after"]:
        names = roadmap.roadmap(session, LONGEST_DAYS).names
        raise UserError("plan.link_to_itself", name=names.get(Uid(str(fields["before"])), ""))
    _refuse_cycle(session, known)


def _adopt(session: Session, entry: Entry, changed: Mapping[str, Value]) -> None:
    known = _cycles(session)
    records.edit(session, entry.kind, entry.uid, changed)
    _refuse_cycle(session, known)


def _cycles(session: Session) -> frozenset[tuple[Uid, ...]]:
    """Tasks that wait for each other; of a plan that is far too long nobody can tell."""
    try:
        return frozenset(roadmap.calculated(session, LONGEST_DAYS).cycles)
    except UserError as error:
        if error.code != "plan.too_long":
            raise
        return frozenset()


def _refuse_cycle(session: Session, known: frozenset[tuple[Uid, ...]]) -> None:
    new = _cycles(session) - known
    if new:
        names = roadmap.roadmap(session, LONGEST_DAYS).names
        first = min(new)
        told = " → ".join(names[uid] for uid in (*first, first[0]))
        raise UserError("plan.cycle_refused", names=told)
