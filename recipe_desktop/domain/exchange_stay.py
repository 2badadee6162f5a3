"""What the rules ask of the stay: how many days, how long, and that it is the only one."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from recipe_desktop.domain.exchange_case import (
    LONGEST_COUNTED,
    Case,
    Said,
    are_days_known,
    days_at_host,
)
from recipe_desktop.domain.exchanges import Standing

LEAST_DAYS: Final = 3
LONGEST: Final = 31  # days; what a month means is nowhere written, so the project may settle it
SHORTEST_MONTH: Final = 28
_TWICE: Final[Mapping[Standing, str]] = {
    Standing.VISITED: "second_visit",
    Standing.COMMITTED: "committed_twice",
    Standing.PLANNED: "planned_twice",
}


def stay(case: Case) -> Iterator[Said]:
    """Length, working days and journeys."""
    facts = case.facts
    start, end = facts.starts_on, facts.ends_on
    if start is None or end is None:
        yield "no_dates", {}
        return
    if end < start:
        yield "dates_crossed", {}
        return
    yield from _working_days(case)
    length = (end - start).days + 1
    settled = case.longest_days
    if length > (settled or LONGEST):
        yield "too_long", {"days": length}
    elif length > SHORTEST_MONTH and not settled:
        yield "month_unclear", {"days": length}
    else:
        yield "held_month", {"days": length}
    yield from _gap(case)
    out, back = facts.travels_out_on, facts.travels_back_on
    inside = [day for day in (out, back) if day is not None and start <= day <= end]
    for day in inside:
        yield "travel_in_stay", {"day": day}
    if back is not None and back < end:
        yield "back_too_early", {"day": back}
    elif out is not None and back is not None and not inside:
        yield "held_travel", {"day": out, "back": back}


def _gap(case: Case) -> Iterator[Said]:
    """Working days between the first and the last that were not spent at the host."""
    facts = case.facts
    if facts.away is None or facts.is_virtual or facts.starts_on is None or facts.ends_on is None:
        return
    first, last = max(facts.away[0], facts.starts_on), min(facts.away[1], facts.ends_on)
    span = (last - first).days + 1
    if span > LONGEST_COUNTED:
        return
    days = (first + timedelta(days=n) for n in range(span))
    missed = [day for day in days if case.is_working(day)]
    if missed:
        yield "gap", {"days": len(missed), "day": missed[0]}


def _working_days(case: Case) -> Iterator[Said]:
    days = days_at_host(case)
    if days is not None and len(days) < LEAST_DAYS:
        yield "too_short", {"days": len(days)}
    elif days is not None and are_days_known(case):
        yield "held_days", {"days": len(days)}
    if case.host is not None and case.host.country and not case.has_calendar:
        yield "holidays_unchecked", {"country": case.host.country}
    if case.host is not None and case.unstated:
        yield "decree_unchecked", {"days": len(case.unstated), "day": case.unstated[0]}
    if case.host is not None and any(map(case.regional, days or ())):
        yield "region_unchecked", {"country": case.host.country}


def visits(case: Case) -> Iterator[Said]:
    """Whether the visitor visits for the first time, as far as our store can know."""
    if case.visitor is None:
        return
    for other in case.earlier:
        details = {"other": other.number, "visitor": other.visitor, "other_uid": other.uid}
        code = _TWICE[other.standing]
        yield code if other.is_same else f"perhaps_{code}", details
    # The whole scheme is the scope; other partnerships' visits are in nobody's file.
    yield "visits_elsewhere_unchecked", {"name": case.visitor.name}
