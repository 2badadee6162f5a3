"""Doubts about tasks and milestones: what keeps the plan from being calculated as it is meant."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import Finding, Severity, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.workdays import COUNTRIES, REGIONS
from recipe_desktop.services import records, roadmap
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.services.roadmap import Roadmap

_OURS: Final = "RECiPE Desktop"
_Pairs: TypeAlias = Iterator[tuple[Uid, Finding]]
_About: TypeAlias = Iterator[tuple[tuple[Uid, ...], Finding]]  # the entries that it is about


def of_tasks(session: Session, shown: list[records.Shown]) -> _Pairs:
    """What is doubtful about the tasks."""
    for task in shown:
        yield from ((task.uid, finding) for finding in _calendar(task.fields))
    yield from of_milestones(session, shown)


def of_milestones(session: Session, shown: list[records.Shown]) -> _Pairs:
    """What the plan as a whole says of some of its entries."""
    if not shown:
        return
    own = {record.uid for record in shown}
    tasks = records.listing(session, "tasks")
    uids = {task.uid for task in tasks}
    for record in shown:
        yield from ((record.uid, finding) for finding in _parent(record.fields, uids))
    places = {task.uid: place for place, task in enumerate(tasks)}
    for about, finding in _whole(session, tasks or shown):
        uid = min(about, key=lambda one: places.get(one, len(places)))
        if uid in own:
            yield uid, finding


def _whole(session: Session, tasks: list[records.Shown]) -> _About:
    try:
        known = roadmap.roadmap(session)
    except UserError as error:  # one task too long must not hide what else is to be said
        longest = _longest((task.uid, task.fields) for task in tasks)
        yield (longest,), _too_long(error)
    else:
        yield from _calculation(known)


def of_row(plan: Outline, node: Node) -> list[Finding]:
    """What is doubtful about a row of a plan that is worked out; what blocks comes first.

    Of tasks that wait for each other every one says so.
    """
    entry, known = node.entry, plan.roadmap
    if entry is None:
        return []
    found = list(_calendar(entry.kept)) if entry.kind == "tasks" else []
    found += _parent(entry.kept, {one.uid for one in known.entries if one.kind == "tasks"})
    if plan.trouble is not None:
        if _longest((one.uid, one.kept) for one in known.entries) == node.uid:
            found.append(_too_long(plan.trouble))
    else:
        found += [finding for about, finding in _calculation(known) if node.uid in about]
    weights = list(Severity)
    return sorted(found, key=lambda finding: weights.index(finding.severity))


def _calculation(known: Roadmap) -> _About:
    """What a calculated plan gives rise to."""
    names, plan = known.names, known.plan
    for cycle in plan.cycles:
        details = {"names": ", ".join(names[uid] for uid in cycle)}
        yield cycle, Finding("plan.cycle", Severity.BLOCK, _OURS, details)
    for circle in known.apart:
        path = " → ".join(names[uid] for uid in (*circle, circle[0]))
        details = {"name": names[circle[0]], "names": path}
        yield circle[:1], Finding("plan.parts_of_each_other", Severity.BLOCK, _OURS, details)
    for link in plan.not_calculated:
        if link.after in names and link.before in names:
            details = {"other": names[link.before], "value": link.type}
            about = (link.after,)
            yield about, Finding("plan.not_calculated", Severity.NOTE, _OURS, details)
    for link in plan.lost:
        there = link.after if link.after in names else link.before
        if there in names:
            yield (there,), Finding("plan.lost_link", Severity.WARN, _OURS)


def _too_long(error: UserError) -> Finding:
    if error.code != "plan.too_long":
        raise error
    return Finding("plan.too_long", Severity.BLOCK, _OURS, dict(error.details))


def _longest(rows: Iterable[tuple[Uid, Mapping[str, Value]]]) -> Uid:
    return max(rows, key=lambda row: int(row[1].get("duration_days") or 0))[0]


def _parent(fields: Mapping[str, Value], tasks: Collection[Uid]) -> Iterator[Finding]:
    if fields["parent"] and fields["parent"] not in tasks:
        yield Finding("plan.lost_parent", Severity.WARN, _OURS)


def _calendar(fields: Mapping[str, Value]) -> Iterator[Finding]:
    """Whether the country or region of a task has no calendar."""
    country, region = str(fields["country"] or ""), str(fields["region"] or "")
    if country and country not in COUNTRIES:
        details = {"value": country, "names": ", ".join(COUNTRIES)}
        yield Finding("plan.no_calendar", Severity.WARN, _OURS, details)
    elif region and country and region not in REGIONS.get(country, ()):
        yield Finding("plan.no_region", Severity.WARN, _OURS, {"value": region})
