"""Changing the plan: new entries, days, order, parts, links, and deleting what hangs together.

Every one of these is a single step that one undo takes back. Whatever would make tasks wait for
each other is refused with their names.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.schedule import CALCULATED, LINK_TYPES, LONGEST_DAYS
from recipe_desktop.domain.waits import Waits
from recipe_desktop.domain.workdays import WorkCalendar, working_days
from recipe_desktop.services import plan_days, records, roadmap, trees
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.sql import run

ENTRIES: Final = plan_days.ENTRIES
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
    if behind is not None:
        before, plan = _row(session, behind), plan_days.waits(session)
        parent, place = plan.parent(behind), _position(before) + 1
        _make_room(session, parent, place)
        values |= {"parent": parent, "action": before.fields["action"], "position": place}
    else:
        values |= {"action": action, "position": _last_position(session) + 1}
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
    plan = plan_days.waits(session)
    known = plan_days.reach(session, plan, uid)
    first = known.dates[uid].start
    for part in plan.below(uid):
        task = known.tasks[part]
        if plan.has_parts(part) or (task.not_before is None and part in known.waiting):
            continue  # it follows what it spans or waits for
        own = task.not_before or known.dates[part].start
        earliest = min(own, day, first)
        calendar = WorkCalendar(task.country, task.region, known.free, from_year=earliest.year - 1)
        days = calendar.index(day.toordinal()) - calendar.index(first.toordinal())
        there = calendar.at(calendar.index(own.toordinal()) + days)
        kind, field = ("tasks", "starts_on") if task.duration else ("milestones", "due_on")
        moved = date.fromordinal(there).isoformat()
        records.edit(session, kind, part, {field: moved})


def move_by(session: Session, uid: Uid, days: int) -> None:
    """Have a row begin later or, with minus, earlier than it does now.

    Args:
        days: working days of its own calendar.

    Raises:
        UserError: record.unknown.
    """
    _row(session, uid)
    known = plan_days.reach(session, plan_days.waits(session), uid)
    task, start = known.tasks[uid], known.dates[uid].start
    calendar = WorkCalendar(task.country, task.region, known.free, from_year=start.year - 1)
    there = calendar.at(calendar.index(start.toordinal()) + days)
    begin_at(session, uid, date.fromordinal(there))


def stretch_by(session: Session, uid: Uid, days: int) -> None:
    """Have a task take some working days more or, with minus, fewer; one day is the least.

    Raises:
        UserError: record.unknown, plan.bad_duration, plan.spans_parts.
    """
    fields = records.show(session, "tasks", uid).fields
    if _has_parts(session, uid):
        raise UserError("plan.spans_parts", name=fields["name"])
    last_for(session, uid, max(1, max(1, int(fields["duration_days"] or 1)) + days))


def end_on(session: Session, uid: Uid, day: date) -> None:
    """Have a task end on a day; it then takes as many working days of its own calendar.

    Raises:
        UserError: record.unknown, plan.ends_before_start, plan.spans_parts.
    """
    row = _row(session, uid)
    if row.kind == "milestones":
        records.edit(session, row.kind, uid, {"due_on": day.isoformat()})
        return
    plan, name = plan_days.waits(session), str(row.fields["name"])
    if plan.has_parts(uid):
        raise UserError("plan.spans_parts", name=name)
    known = plan_days.reach(session, plan, uid)
    start, task = known.dates[uid].start, known.tasks[uid]
    if day < start:
        raise UserError("plan.ends_before_start", name=name, day=start)
    days = working_days(task.country, start, day, known.free, task.region)
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
    was = plan_days.waits(session) if "parent" in values else None
    changed = records.edit(session, "tasks", uid, values)
    if was is not None and "parent" in changed:
        _refuse_place(session, uid, was)
    return changed


def indent(session: Session, uid: Uid) -> None:
    """Make an entry a part of the task above it.

    Raises:
        UserError: record.unknown, plan.nothing_above, plan.cycle_refused.
    """
    row, plan = _row(session, uid), plan_days.waits(session)
    beside = _beside(session, plan, row)
    above = [one for one in beside[: beside.index(row)] if one.kind == "tasks"]
    if not above:
        raise UserError("plan.nothing_above", name=row.fields["name"])
    _adopt(session, plan, row, {"parent": above[-1].uid})


def outdent(session: Session, uid: Uid) -> None:
    """Take an entry out of the task that it is a part of; it then follows that task.

    Raises:
        UserError: record.unknown, plan.no_parent, plan.cycle_refused.
    """
    row, plan = _row(session, uid), plan_days.waits(session)
    above = plan.parent(uid)
    if above is None:
        if not row.fields["parent"]:
            raise UserError("plan.no_parent", name=row.fields["name"])
        records.edit(session, row.kind, uid, {"parent": None})  # it was not followed, see trees
        return
    over, parent = plan.parent(above), _row(session, above)
    place = _position(parent) + 1
    _make_room(session, over, place)
    changed = {"parent": over, "action": parent.fields["action"], "position": place}
    _adopt(session, plan, row, changed)


def shift(session: Session, uid: Uid, step: int) -> None:
    """Swap an entry with the one above (-1) or below (1) that is a part of the same.

    Raises:
        UserError: record.unknown, plan.nothing_above.
    """
    row = _row(session, uid)
    beside = _beside(session, plan_days.waits(session), row)
    place = beside.index(row) + step
    if not 0 <= place < len(beside):
        raise UserError("plan.nothing_above", name=row.fields["name"])
    beside[place], beside[place - step] = row, beside[place]
    for number, one in enumerate(beside, min(map(_position, beside))):
        if one.fields["position"] != number:
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
    name = _row(session, before).fields["name"]
    _row(session, after)
    if before == after:
        raise UserError("plan.link_to_itself", name=name)
    if link_type not in LINK_TYPES:
        raise UserError("plan.unknown_link", value=link_type, names=", ".join(LINK_TYPES))
    how: dict[str, Value] = {"link_type": link_type, "lag_days": lag}
    return new_link(session, {"before": before, "after": after, **how}).uid


def link_uid(before: Uid, after: Uid, link_type: str = CALCULATED) -> Uid:
    """The identity of the link between two: two offices that make it make the same one."""
    return named_uid("task_link", before, after, link_type)


def new_link(session: Session, values: Mapping[str, Value]) -> records.Made:
    """A link as somebody typed it, told by the names of its fields; one that is there is kept.

    It gets the new lag where one is said.

    Raises:
        UserError: as ``records.create``, and plan.link_to_itself, plan.cycle_refused.
    """
    try:
        made = records.create(session, _LINKS, values)
    except UserError as error:
        if error.code != "record.is_there":
            raise
        made = records.Made(_LINKS, error.details["id"], "")
        edit_link(session, made.uid, {n: v for n, v in values.items() if n == "lag_days"})
    _refuse_link(session, made.uid)
    return made


def edit_link(session: Session, uid: Uid, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Change a link as somebody typed it.

    Raises:
        UserError: as ``records.edit``, and plan.link_to_itself, plan.cycle_refused.
    """
    changed = records.edit(session, _LINKS, uid, values)
    if changed.keys() - {"lag_days"}:
        _refuse_link(session, uid)
    return changed


def relink(session: Session, uid: Uid, link_type: str, lag: int) -> None:
    """Change type or lag of a link.

    Raises:
        UserError: record.unknown, plan.unknown_link, plan.cycle_refused.
    """
    if link_type not in LINK_TYPES:
        raise UserError("plan.unknown_link", value=link_type, names=", ".join(LINK_TYPES))
    edit_link(session, uid, {"link_type": link_type, "lag_days": lag})


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
    records.show(session, kind, uid)
    plan = plan_days.waits(session)
    gone: dict[Uid, str] = {}
    actions = {uid} if kind == "actions" else set()
    if kind == "objectives":
        known = records.listing(session, "actions")
        actions = {action.uid for action in known if action.fields["objective"] == uid}
        gone |= dict.fromkeys(actions, "actions")
    done_for = json.dumps(sorted(actions))
    tops = {
        Uid(one)
        for of in ENTRIES
        for (one,) in run(
            session,
            f"SELECT uid FROM {kind_of(of).table} "
            "WHERE action_uid IN (SELECT value FROM json_each(?))",
            done_for,
        )
        if plan.parent(one) is None
    }
    below = [part for top in tops | {uid} if plan.knows(top) for part in (top, *plan.below(top))]
    gone |= {uid: kind} | {part: _row(session, part).kind for part in below}
    for found in plan_days.links_of(session, gone):
        records.remove(session, _LINKS, found)
    for one, of in gone.items():
        records.remove(session, of, one)
    return len(gone)


# --- Finding one's way ---------------------------------------------------------------------------


def _row(session: Session, uid: Uid) -> records.Shown:
    for kind in ENTRIES:
        if found := records.shown(session, kind, [uid]):
            return found[0]
    raise UserError("record.unknown", kind="tasks", id=uid)


def _beside(session: Session, plan: Waits, row: records.Shown) -> list[records.Shown]:
    """A row and all that are parts of the same and done for the same, in the order of the plan."""
    uids = plan.beside(row.uid)
    found = [one for kind in ENTRIES for one in records.shown(session, kind, uids)]
    action = row.fields["action"] or None
    beside = [one for one in found if (one.fields["action"] or None) == action]
    return sorted(beside, key=roadmap.place_in_plan)


def _position(row: records.Shown) -> int:
    position = row.fields["position"]
    return position if isinstance(position, int) else 0


def _last_position(session: Session) -> int:
    highest = (
        run(session, f"SELECT max(position) FROM {kind_of(kind).table}").scalar_one()
        for kind in ENTRIES
    )
    return max((int(one) for one in highest if one), default=0)


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


def _make_room(session: Session, parent: Uid | None, place: int) -> None:
    """Move what stands at a place, and all behind it, one further."""
    behind = [
        (kind_of(kind).table, uid, position)
        for kind in ENTRIES
        for uid, position in run(
            session,
            f"SELECT uid, position FROM {kind_of(kind).table} "
            "WHERE coalesce(parent_uid, '') = ? AND position >= ?",
            parent or "",
            place,
        ).all()
    ]
    if not any(position == place for _table, _uid, position in behind):
        return
    for table, uid, position in behind:
        run(session, f"UPDATE {table} SET position = ? WHERE uid = ?", position + 1, uid)


def _refuse_link(session: Session, link_uid: Uid) -> None:
    """Refuse a link of something to itself, and one that closes a circle."""
    fields = records.show(session, _LINKS, link_uid).fields
    before, after = Uid(str(fields["before"])), Uid(str(fields["after"]))
    if before == after:
        [name] = plan_days.names(session, [before])
        raise UserError("plan.link_to_itself", name=name)
    if fields["link_type"] in ("", None, CALCULATED):
        _refuse(session, plan_days.waits(session).circle_by_link(before, after))


def _adopt(session: Session, plan: Waits, row: records.Shown, changed: Mapping[str, Value]) -> None:
    records.edit(session, row.kind, row.uid, changed)
    _refuse_place(session, row.uid, plan)


def _refuse_place(session: Session, uid: Uid, was: Waits) -> None:
    """Refuse a place in which tasks would wait for each other."""
    _refuse(session, plan_days.waits(session).circle_by_place(uid, was.parent(uid)))


def _refuse(session: Session, circle: Sequence[Uid]) -> None:
    if circle:
        names = plan_days.names(session, (*circle, circle[0]))
        raise UserError("plan.cycle_refused", names=" → ".join(names))
