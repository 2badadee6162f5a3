"""What the calculation of the plan takes, read from the store: rows, links, free days.

Of a long plan only what has a say in the days that are asked for is calculated.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.schedule import (
    CALCULATED,
    LONGEST_DAYS,
    Dates,
    Plan,
    PlanLink,
    PlanTask,
    calculate,
)
from recipe_desktop.domain.waits import Waits
from recipe_desktop.domain.workdays import COUNTRIES, REGIONS, DayException
from recipe_desktop.services import records, trees
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.sql import run

ENTRIES: Final = ("tasks", "milestones")


@dataclass(frozen=True, slots=True)
class Reach:
    """Some rows with all that has a say in their days.

    Args:
        waiting: those of them that wait for something.
    """

    tasks: Mapping[Uid, PlanTask]
    dates: Mapping[Uid, Dates]
    waiting: frozenset[Uid]
    free: tuple[DayException, ...]


def parents(
    session: Session, above: Mapping[Uid, Uid | None]
) -> tuple[dict[Uid, Uid | None], tuple[tuple[Uid, ...], ...]]:
    """What every row is a part of in the reading, and the circles that were opened for that.

    What is a part of something that is not here stands on its own too, until that comes.

    Args:
        above: the same as it is kept, of all rows.
    """
    apart = trees.not_followed(session, "tasks", "parent", above)
    alone = {circle[0] for circle in apart}
    followed = {
        uid: parent if parent in above and uid not in alone else None
        for uid, parent in above.items()
    }
    return followed, apart


def links(session: Session, to: Collection[Uid] | None = None) -> list[PlanLink]:
    """The links, also those that lead nowhere.

    Args:
        to: only those of rows that wait and are among these.
    """
    columns = "SELECT before_uid, after_uid, coalesce(lag_days, 0), link_type FROM task_link "
    among = "WHERE after_uid IN (SELECT value FROM json_each(?)) " if to is not None else ""
    given = [records.as_json(to)] if to is not None else []
    rows = run(session, f"{columns}{among}ORDER BY uid", *given).all()
    return [
        PlanLink(Uid(b or ""), Uid(a or ""), lag, kind or CALCULATED) for b, a, lag, kind in rows
    ]


def links_of(session: Session, uids: Collection[Uid]) -> list[Uid]:
    """The links that lead to or from some rows."""
    found = run(
        session,
        "SELECT uid FROM task_link WHERE before_uid IN (SELECT value FROM json_each(?)) "
        "OR after_uid IN (SELECT value FROM json_each(?)) ORDER BY uid",
        *[records.as_json(uids)] * 2,
    )
    return [Uid(uid) for (uid,) in found]


def names(session: Session, uids: Sequence[Uid]) -> list[str]:
    """What some rows are called, in their order."""
    found = {
        one.uid: str(one.fields["name"] or "")
        for kind in ENTRIES
        for one in records.shown(session, kind, uids)
    }
    return [found.get(uid, "") for uid in uids]


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


def members(session: Session) -> dict[Uid, str]:
    """The codes of the members."""
    return {m.uid: str(m.fields["code"]) for m in records.listing(session, "members")}


def waits(session: Session) -> Waits:
    """What is a part of what, and what waits for what."""
    above = {
        Uid(uid): Uid(parent) if parent else None
        for kind in ENTRIES
        for uid, parent in run(session, f"SELECT uid, parent_uid FROM {kind_of(kind).table}").all()
    }
    followed, _apart = parents(session, above)
    rows = run(
        session,
        "SELECT before_uid, after_uid FROM task_link WHERE coalesce(link_type, '') IN ('', ?)",
        CALCULATED,
    )
    return Waits(followed, rows.all())


def reach(session: Session, plan: Waits, uid: Uid) -> Reach:
    """A row, its parts, and all that has a say in the days of these, with these days.

    Raises:
        UserError: plan.too_long.
    """
    codes, wanted = members(session), sorted({uid, *plan.needed(uid)})
    shown = [one for kind in ENTRIES for one in records.shown(session, kind, wanted)]
    tasks, _apart = as_tree(session, [plan_task(record, codes) for record in shown])
    within = {task.uid for task in tasks}
    to_these = links(session, within)
    linked = [link for link in to_these if link.before in within]
    tasks, linked = bounded(tasks, linked, LONGEST_DAYS)
    free = exceptions(session)
    dates = calculate(tasks, linked, free, start=_first_day(session)).dates
    waiting = frozenset(link.after for link in to_these if plan.knows(link.before))
    return Reach({task.uid: task for task in tasks}, dates, waiting, tuple(free))


def _first_day(session: Session) -> date:
    """The first day that anything has; without any, today."""
    found = run(
        session,
        "SELECT min(day_on) FROM (SELECT min(starts_on) AS day_on FROM task WHERE starts_on <> '' "
        "UNION ALL SELECT min(due_on) FROM milestone WHERE due_on <> '')",
    ).scalar_one()
    return date.fromisoformat(found) if found else today()


def plan_task(record: records.Shown, members: Mapping[Uid, str]) -> PlanTask:
    """What the calculation needs of a task or milestone."""
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


def as_tree(
    session: Session, tasks: list[PlanTask]
) -> tuple[list[PlanTask], tuple[tuple[Uid, ...], ...]]:
    """The tasks, of which none is a part of itself, and the circles that were opened for that."""
    followed, apart = parents(session, {task.uid: task.parent for task in tasks})
    return [
        t if t.parent == followed[t.uid] else replace(t, parent=followed[t.uid]) for t in tasks
    ], apart


def bounded(
    tasks: list[PlanTask], linked: list[PlanLink], longest: int
) -> tuple[list[PlanTask], list[PlanLink]]:
    """Durations and lags beyond a limit count as one day; 0 for no limit."""
    if not longest:
        return tasks, linked
    return (
        [replace(task, duration=1) if task.duration > longest else task for task in tasks],
        [replace(link, lag=1) if abs(link.lag) > longest else link for link in linked],
    )


def calculated(tasks: list[PlanTask], linked: list[PlanLink], free: list[DayException]) -> Plan:
    """The plan; what has no day and waits for nothing begins with the first that has one."""
    starts = [task.not_before for task in tasks if task.not_before]
    return calculate(tasks, linked, free, start=min(starts, default=today()))
