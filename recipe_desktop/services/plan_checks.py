"""What keeps the plan from being calculated as it is meant."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import Finding, Severity, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.workdays import COUNTRIES, REGIONS
from recipe_desktop.services import records, roadmap
from recipe_desktop.services.roadmap import Roadmap

_OURS: Final = "RECiPE Desktop"
_Pairs = Iterator[tuple[Uid, Finding]]


def of_row(known: Roadmap, uid: Uid, fields: Mapping[str, Value]) -> list[Finding]:
    """The findings on one task or milestone of a plan that has been calculated."""
    tasks = {entry.uid for entry in known.entries if entry.kind == "tasks"}
    found = [*_of_fields(fields, tasks)]
    return found + [finding for at, finding in _of_plan(known) if at == uid]


def of_entries(session: Session, shown: Sequence[records.Shown]) -> _Pairs:
    """The findings on all tasks, or on all milestones."""
    if not shown:
        return
    tasks = records.listing(session, "tasks")
    uids = {task.uid for task in tasks}
    for record in shown:
        for finding in _of_fields(record.fields, uids):
            yield record.uid, finding
    own = {record.uid for record in shown}
    every = _calculated(session, tasks or shown)
    yield from ((uid, finding) for uid, finding in every if uid in own)


def _of_fields(fields: Mapping[str, Value], tasks: set[Uid]) -> Iterator[Finding]:
    """That an entry has no calendar, or is a part of what is not here."""
    country, region = str(fields.get("country") or ""), str(fields.get("region") or "")
    if country and country not in COUNTRIES:
        details = {"value": country, "names": ", ".join(COUNTRIES)}
        yield Finding("plan.no_calendar", Severity.WARN, _OURS, details)
    elif region and country and region not in REGIONS.get(country, ()):
        yield Finding("plan.no_region", Severity.WARN, _OURS, {"value": region})
    if fields["parent"] and fields["parent"] not in tasks:
        yield Finding("plan.lost_parent", Severity.WARN, _OURS)


def _calculated(session: Session, tasks: Sequence[records.Shown]) -> _Pairs:
    try:
        known = roadmap.roadmap(session)
    except UserError as error:  # one task too long must not hide what else is to be said
        if error.code != "plan.too_long":
            raise
        longest = max(tasks, key=lambda task: int(task.fields.get("duration_days") or 0))
        yield longest.uid, Finding("plan.too_long", Severity.BLOCK, _OURS, dict(error.details))
        return
    yield from _of_plan(known)


def _of_plan(known: Roadmap) -> _Pairs:
    """What the plan as a whole says of some of its entries."""
    order = [entry.uid for entry in known.entries]
    for cycle in known.plan.cycles:
        names = ", ".join(known.names[uid] for uid in cycle)
        at = next(uid for uid in order if uid in cycle)
        yield at, Finding("plan.cycle", Severity.BLOCK, _OURS, {"names": names})
    for circle in known.apart:
        names = " → ".join(known.names[uid] for uid in (*circle, circle[0]))
        details = {"name": known.names[circle[0]], "names": names}
        yield circle[0], Finding("plan.parts_of_each_other", Severity.BLOCK, _OURS, details)
    for link in known.plan.not_calculated:
        if link.after in known.names and link.before in known.names:
            details = {"other": known.names[link.before], "value": link.type}
            yield link.after, Finding("plan.not_calculated", Severity.NOTE, _OURS, details)
    for link in known.plan.lost:
        there = link.after if link.after in known.names else link.before
        if there in known.names:
            yield there, Finding("plan.lost_link", Severity.WARN, _OURS)
