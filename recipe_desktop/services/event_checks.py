"""Doubts about events, their agenda and those who come."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.attendance import Slot, clashes
from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.time_zones import day_at, zone_of
from recipe_desktop.domain.values import Problem, read_email
from recipe_desktop.services import desk_clocks, event_arrangement, events, records
from recipe_desktop.services.sql import moment_of

_OURS: Final = "RECiPE Desktop"
CLASHES: Final = {"place": "agenda-item.place_taken", "speaker": "agenda-item.speaker_taken"}
_TWO_DESKS: Final = {
    "queue": "registration.two_desks_queue",
    "mix_up": "registration.two_desks_mix_up",
}

Pairs = Iterator[tuple[Uid, Finding]]


def of_events(session: Session, shown: list[records.Shown]) -> Pairs:
    """Days, places, and what the merged desks leave open."""
    for record in shown:
        first, last = record.fields["starts_on"], record.fields["ends_on"]
        if not first:
            yield record.uid, Finding("event.no_day", Severity.WARN, _OURS)
        elif last and str(last) < str(first):
            yield record.uid, Finding("event.days_crossed", Severity.BLOCK, _OURS)
        for odd in event_arrangement.findings(session, record.uid):
            yield record.uid, odd
        counts = events.counts(session, record.uid)
        if counts.places.over:
            details = {"value": counts.places.over}
            yield record.uid, Finding("event.over_capacity", Severity.WARN, _OURS, details)
        if counts.unknown_codes:
            details = {"value": counts.unknown_codes}
            yield record.uid, Finding("event.unknown_codes", Severity.NOTE, _OURS, details)
        for doubt in desk_clocks.doubts(session, record.uid):
            off = {"value": doubt.minutes, "name": doubt.letter or doubt.device}
            yield record.uid, Finding("event.clock_off", Severity.WARN, _OURS, off)
        for desk in counts.desks:
            if desk.missing:
                missing = {"value": desk.missing, "name": desk.letter or desk.name}
                yield record.uid, Finding("event.rows_missing", Severity.WARN, _OURS, missing)


def of_event_days(_session: Session, shown: list[records.Shown]) -> Pairs:
    """Hours that two offices crossed."""
    for record in shown:
        if _ends_too_early(record):
            yield record.uid, Finding("event-day.hours_crossed", Severity.WARN, _OURS)


def of_agenda_items(session: Session, shown: list[records.Shown]) -> Pairs:
    """A room or a speaker wanted twice at once, too few places, what lies outside the event."""
    by_event: dict[str, list[records.Shown]] = {}
    for record in shown:
        by_event.setdefault(str(record.fields["event"]), []).append(record)
    known = {
        event.uid: event for event in records.shown(session, "events", list(map(Uid, by_event)))
    }
    for uid, items in by_event.items():
        names = {item.uid: str(item.fields["name"]) for item in items}
        for item in filter(_ends_too_early, items):
            yield item.uid, Finding("agenda-item.hours_crossed", Severity.WARN, _OURS)
        for clash in clashes([_slot(item) for item in items]):
            details = {"other": names[clash.second], "value": clash.name}
            yield (
                clash.first,
                Finding(CLASHES[clash.what], Severity.WARN, _OURS, details),
            )
        event = known.get(Uid(uid))
        if event is None:
            continue
        places = events.counts(session, event.uid).places
        coming = places.expected - places.maybe
        for item in items:
            seats = item.fields["capacity"]
            if seats is not None and coming > int(seats):
                few = {"value": coming, "most": seats}
                yield item.uid, Finding("agenda-item.few_places", Severity.NOTE, _OURS, few)
            if _is_outside(item, event):
                yield item.uid, Finding("agenda-item.outside", Severity.WARN, _OURS)


def of_registrations(session: Session, shown: list[records.Shown]) -> Pairs:
    """Who is there though they cancelled, who came to two desks, and codes that two people have."""
    here = {record.uid for record in shown}
    yield from _addresses(shown)
    for event in {Uid(str(record.fields["event"])) for record in shown}:
        came = events.attendance(session, event)
        for uid in came.cancelled:
            if uid in here:
                yield uid, Finding("registration.cancelled_and_came", Severity.WARN, _OURS)
        for pair in came.two_desks:
            if pair.registration in here:
                details = {"value": pair.minutes}
                code = _TWO_DESKS[pair.why]
                yield pair.registration, Finding(code, Severity.NOTE, _OURS, details)
    for field in ("ticket_code", "badge_number"):
        held = Counter((r.fields["event"], r.fields[field]) for r in shown if r.fields[field])
        for record in shown:
            if held[record.fields["event"], record.fields[field]] > 1:
                shared = {"value": str(record.fields[field]), "field": field}
                yield record.uid, Finding("registration.shared_code", Severity.WARN, _OURS, shared)


def _addresses(shown: list[records.Shown]) -> Pairs:
    for record in shown:
        email = str(record.fields["email"] or "")
        if email and isinstance(read_email(email), Problem):
            typed = {"value": email}
            yield record.uid, Finding("registration.email_shape", Severity.WARN, "RFC 5322", typed)


def _ends_too_early(record: records.Shown) -> bool:
    begins, ends = (moment_of(record.fields[name]) for name in ("starts_at", "ends_at"))
    return begins is not None and ends is not None and ends < begins


def _slot(item: records.Shown) -> Slot:
    f = item.fields
    speakers = tuple(name.strip() for name in str(f["speakers"]).split(";") if name.strip())
    return Slot(
        item.uid, str(f["place"]), speakers, moment_of(f["starts_at"]), moment_of(f["ends_at"])
    )


def _is_outside(item: records.Shown, event: records.Shown) -> bool:
    begins = moment_of(item.fields["starts_at"])
    first = event.fields["starts_on"]
    if begins is None or not first:
        return False
    zone = zone_of(str(event.fields["time_zone"]), str(event.fields["country"]))
    day = day_at(begins, zone).isoformat()
    return not str(first) <= day <= str(event.fields["ends_on"] or first)
