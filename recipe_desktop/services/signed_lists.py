"""The signed list of a day: as it would be printed now, and as it was printed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.attendance import What
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.ids import Uid, new_uid
from recipe_desktop.domain.name_order import Order
from recipe_desktop.domain.registrations import comes_on
from recipe_desktop.domain.signed_lists import (
    Row,
    Sheet,
    Signer,
    continued,
    rows_of,
    rows_on_papers,
    sheets,
)
from recipe_desktop.services import desk, identity, records
from recipe_desktop.services.here import event_scope, here
from recipe_desktop.services.sql import insert, moment_of, run
from recipe_desktop.store.base import instant_text
from recipe_desktop.store.models.event import PrintedSheet

_REGISTRATIONS: Final = "registrations"
_BETWEEN: Final = ";"


def signed_list(session: Session, event: Uid, day: date | None = None) -> tuple[Sheet, ...]:
    """The sheets on which people sign: those who were registered ahead and did not say no.

    Sheets that were printed stay as the paper is, also for somebody who cancelled or changed
    their name since; those who came onto the list later stand on further sheets.

    Args:
        day: only those who come on this day.
    """
    rows = run(
        session,
        "SELECT uid, family_name, given_name, days, created_at FROM registration "
        "WHERE event_uid = ? AND source <> 'desk' AND answer NOT IN ('no', 'cancelled')",
        event,
    ).all()
    event_row = run(session, "SELECT country, starts_on FROM event WHERE uid = ?", event).first()
    is_dated = event_row is not None and event_row.starts_on
    first = date.fromisoformat(event_row.starts_on) if is_dated else None
    hidden = identity.canonical(session, _REGISTRATIONS)
    shown = [
        row
        for row in rows
        if row.uid not in hidden and (day is None or comes_on(row.days, first, day))
    ]
    signers = [Signer(Uid(row.uid), row.family_name, row.given_name) for row in shown]
    is_hungarian = event_row is not None and event_row.country == "HU"
    order: Order = "hu" if is_hungarian else "root"
    ranges = desk.ranges(session, event)
    if printed := _papers(session, event, day, hidden)[0]:
        return continued(printed, signers, ranges, order)
    # Lists that were printed before their sheets were kept: whoever registered later stands apart.
    at = _list_printed(session, event, day)
    later = [Uid(row.uid) for row in shown if at and (row.created_at or "") > at]
    return sheets(signers, ranges, order, later=later)


def signed_rows(session: Session, event: Uid, day: date | None = None) -> Mapping[Uid, Row]:
    """Where each person signs, to be asked once and shown many times.

    Only paper counts: before a list is printed nobody has a row, since whoever registers meanwhile
    moves the others; who is not on the paper signs on an empty row. Who stands elsewhere on another
    paper of the same number has both rows, each with its print.
    """
    printed, rivals = _papers(session, event, day, identity.canonical(session, _REGISTRATIONS))
    if printed:
        return rows_on_papers(printed, rivals)
    if _list_printed(session, event, day):  # by a program that did not keep the sheets
        return rows_of(signed_list(session, event, day))
    return {}


def is_printed(session: Session, event: Uid) -> bool:
    """Whether a list of any day of an event was printed, so that desks can name rows."""
    found = run(
        session,
        "SELECT 1 FROM check_in WHERE event_uid = ? AND what = ? LIMIT 1",
        event,
        What.LIST.value,
    )
    return found.first() is not None


def rival_sheets(session: Session, event: Uid) -> Mapping[date, tuple[int, ...]]:
    """By day, the numbers that several papers bear with other people in their rows."""
    hidden = identity.canonical(session, _REGISTRATIONS)
    days = run(
        session,
        "SELECT DISTINCT day_on FROM printed_sheet "
        "WHERE event_uid = ? AND day_on IS NOT NULL ORDER BY day_on",
        event,
    )
    found = {}
    for (text,) in days.all():
        day = date.fromisoformat(text)
        rivals = _papers(session, event, day, hidden)[1]
        if rivals:
            found[day] = tuple(sorted({page.number for page in rivals}))
    return found


def list_printed(session: Session, event: Uid, day: date, pages: Sequence[Sheet]) -> None:
    """Keep what the list of a day looked like when it was printed.

    Args:
        pages: as they went to the printer; those that were printed before stay as they were.

    Raises:
        UserError: record.unknown.
    """
    records.show(session, "events", event)
    at, scope = now(), event_scope(event)
    row = {
        "uid": new_uid(),
        "scope": scope,
        "event_uid": event,
        "what": What.LIST.value,
        "at": instant_text(at),
        "day_on": day.isoformat(),
        "operator": here(session).person,
    }
    insert(session, "check_in", row)
    session.add_all(
        PrintedSheet(
            scope=scope,
            event_uid=event,
            day_on=day,
            number=page.number,
            desk_uid=page.desk,
            letter=page.letter,
            people=_BETWEEN.join(uid or "" for uid in page.rows),
            printed_at=at,
        )
        for page in pages
        if not page.is_printed
    )


def _papers(
    session: Session, event: Uid, day: date | None, hidden: Mapping[Uid, Uid]
) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets that were printed, by number: the first of each, and others that differ from it.

    Two laptops that have not heard of each other may print one list twice. Both papers lie on a
    table then, so neither is forgotten.
    """
    if day is None:
        return [], []
    rows = run(
        session,
        "SELECT number, desk_uid, letter, people, printed_at, "
        "(SELECT max(operator) FROM check_in WHERE check_in.event_uid = printed_sheet.event_uid "
        "AND what = ? AND at = printed_at) AS operator FROM printed_sheet "
        "WHERE event_uid = ? AND day_on = ? AND number IS NOT NULL ORDER BY printed_at, uid",
        What.LIST.value,
        event,
        day.isoformat(),
    ).all()
    found: dict[int, list[Sheet]] = {}
    for number, desk_uid, letter, people, at, operator in rows:
        uids = tuple(
            hidden.get(Uid(uid), Uid(uid)) if uid else None for uid in people.split(_BETWEEN)
        )
        page = Sheet(
            number,
            desk_uid,
            letter,
            uids,
            is_continuation=at != rows[0].printed_at,
            is_printed=True,
            printed_at=moment_of(at),
            printed_by=operator or "",
        )
        known = found.setdefault(number, [])
        if all(page.rows != other.rows for other in known):
            known.append(page)
    first, rivals = [], []
    for _number, (page, *others) in sorted(found.items()):
        first.append(page if others else replace(page, printed_at=None, printed_by=""))
        rivals += others
    return first, rivals


def _list_printed(session: Session, event: Uid, day: date | None) -> str | None:
    """When the list of a day was printed first, as it is kept."""
    if day is None:
        return None
    found = run(
        session,
        "SELECT min(at) FROM check_in WHERE event_uid = ? AND what = ? AND day_on = ?",
        event,
        What.LIST.value,
        day.isoformat(),
    )
    return str(found.scalar() or "") or None
