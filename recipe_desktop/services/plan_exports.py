"""The plan as a file holds it: tasks, milestones and links, with the days that were calculated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.members import NAMES
from recipe_desktop.domain.plan_files import FileAction, FileLink, FileTask, PlanFile
from recipe_desktop.domain.schedule import Dates
from recipe_desktop.domain.workdays import DayException, WorkCalendar
from recipe_desktop.services import history, records, roadmap
from recipe_desktop.services.roadmap import Entry

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanExport:
    """A plan with what was calculated of it.

    Args:
        dates: by key of the task.
        calendar_of: by key the name of a task's calendar, such as ``DE-BY``.
        calendars: by name the days that differ from Monday to Friday, and whether they are worked.
        owners: names of the members that lead something, by code.
        left_out: what of the roadmap has no place in such a file, by code, with its count.
    """

    file: PlanFile
    dates: Mapping[str, Dates]
    calendar_of: Mapping[str, str]
    calendars: Mapping[str, Sequence[tuple[date, bool]]]
    owners: Mapping[str, str]
    left_out: Mapping[str, int] = field(default_factory=dict)


def plan(session: Session) -> PlanExport:
    """The whole plan, keyed by the numbers of its rows.

    Raises:
        UserError: plan.too_long.
    """
    known = roadmap.roadmap(session)
    keys = {entry.uid: str(number) for number, entry in enumerate(known.entries, 1)}
    own = {
        record.uid: record.fields
        for record in records.shown(session, "tasks", [e.uid for e in known.entries])
    }
    actions = _actions(known)
    tasks = []
    for number, entry in enumerate(known.entries, 1):
        fields = own.get(entry.uid, {})
        tasks.append(
            FileTask(
                keys[entry.uid],
                number,
                entry.name,
                keys.get(entry.parent, "") if entry.parent else "",
                entry.code,
                entry.text,
                entry.own_day,
                entry.duration,
                entry.progress,
                entry.owner,
                str(fields.get("country") or ""),
                str(fields.get("region") or ""),
                entry.status,
                entry.met,
                entry.uid,
                actions.get(entry.action) if entry.action else None,
                entry.kind,
            )
        )
    links = [
        FileLink(keys[before], keys[entry.uid], kind, lag)
        for entry in known.entries
        for before, kind, lag in entry.waits_for
    ]
    calendar_of = {keys[entry.uid]: _name(entry) for entry in known.entries}
    span = [d for entry in known.entries for d in (entry.dates.start, entry.dates.end)]
    calendars = {
        name: tuple(_differing(name, known.exceptions, min(span), max(span)))
        for name in sorted(set(calendar_of.values()) - {""})
    }
    return PlanExport(
        PlanFile("", "", tuple(tasks), tuple(links)),
        {keys[entry.uid]: entry.dates for entry in known.entries},
        calendar_of,
        calendars,
        {e.owner: NAMES.get(e.owner, e.owner) for e in known.entries if e.owner},
        _left_out(session, known),
    )


def _left_out(session: Session, known: roadmap.Roadmap) -> dict[str, int]:
    """What stays here; objectives that every store begins with are lost to nobody."""
    used = {entry.action for entry in known.entries}
    served = {action.objective for action in known.actions if action.uid in used}
    idle = [objective.uid for objective in known.objectives if objective.uid not in served]
    own = [
        uid
        for uid in idle
        if not all(c.is_seed for c in history.of_record(session, "objectives", uid))
    ]
    counts = {
        "plan.chapters": len(known.chapters),
        "plan.idle_objectives": len(own),
        "plan.idle_actions": sum(action.uid not in used for action in known.actions),
        "plan.facts_of_actions": sum(
            action.uid in used and bool(action.text or action.owner) for action in known.actions
        ),
        "plan.translations": len(known.translations),
    }
    return {code: count for code, count in counts.items() if count}


def _actions(known: roadmap.Roadmap) -> dict[Uid, FileAction]:
    objectives = {objective.uid: objective for objective in known.objectives}
    found = {}
    for action in known.actions:
        objective = objectives.get(action.objective) if action.objective else None
        named = (objective.code, objective.name) if objective else ("", "")
        found[action.uid] = FileAction(action.code, action.name, *named)
    return found


def _name(entry: Entry) -> str:
    return f"{entry.country}-{entry.region}" if entry.region else entry.country


def _differing(
    name: str, exceptions: tuple[DayException, ...], first: date, last: date
) -> Iterator[tuple[date, bool]]:
    country, _dash, region = name.partition("-")
    calendar = WorkCalendar(country, region, exceptions, from_year=first.year)
    calendar.index(last.toordinal())
    worked = set(calendar.days)
    day = first
    while day <= last:
        is_worked = day.toordinal() in worked
        if is_worked != (day.weekday() < 5):
            yield day, is_worked
        day += _DAY
