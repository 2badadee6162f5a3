"""What the partner directory needs to know: organisations, the project, and of when the data is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.domain.organisations import SizeClass
from recipe_desktop.services import organisations, records
from recipe_desktop.services.conflicts import device_members
from recipe_desktop.services.here import PARTNERSHIP, here
from recipe_desktop.services.organisations import Filter, OrganisationLine


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One organisation, in codes."""

    name: str
    former_names: tuple[str, ...]
    organisation_type: str
    size: SizeClass | None
    postcode: str
    city: str
    country: str
    website: str
    vat_number: str
    ecosystems: tuple[str, ...]
    number: str


@dataclass(frozen=True, slots=True)
class UpTo:
    """The last day of which a member's changes are known here."""

    member: str
    day: date


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything a directory says, in codes.

    Args:
        lines: sorted by name, as this office's language sorts.
        member: code of who publishes it.
    """

    lines: tuple[DirectoryLine, ...]
    narrowed: Filter
    member: str
    project: str
    funding_line: str
    disclaimer: str
    known: tuple[UpTo, ...]
    today: date


_ALL = Filter()


def directory(session: Session, narrowed: Filter = _ALL) -> Directory:
    """The directory of all organisations, or of those that a filter leaves."""
    uids = organisations.order(session, narrowed)
    former = _former_names(session)
    shown = {r.uid: r.fields for r in records.shown(session, organisations.KIND, uids)}
    lines = tuple(
        _line(line, shown[line.uid], former.get(line.uid, ()))
        for line in organisations.lines(session, uids)
    )
    projects = records.listing(session, "projects")
    project = projects[0].fields if projects else {}
    return Directory(
        lines,
        narrowed,
        here(session).member,
        str(project.get("name") or ""),
        str(project.get("funding_line") or ""),
        str(project.get("disclaimer") or ""),
        known_up_to(session),
        today(),
    )


def known_up_to(session: Session) -> tuple[UpTo, ...]:
    """For every member of whom anything is known, the day of its last known change."""
    members = device_members(session)
    rows = session.connection().exec_driver_sql(
        "SELECT device, max(clock) FROM txn JOIN stream ON stream.id = txn.stream "
        "WHERE txn.scope = ? GROUP BY device",
        (PARTNERSHIP,),
    )
    days: dict[str, date] = {}
    for device, clock in rows:
        member = members.get(device, "")
        if member:
            day = wall_time(clock).date()
            days[member] = max(day, days.get(member, day))
    return tuple(UpTo(member, days[member]) for member in sorted(days))


def _line(
    line: OrganisationLine, fields: Mapping[str, Value], former: tuple[str, ...]
) -> DirectoryLine:
    text = {name: str(value or "") for name, value in fields.items()}
    return DirectoryLine(
        line.name,
        former,
        line.organisation_type,
        line.size,
        text["postcode"],
        line.city,
        line.country,
        text["website"],
        text["vat_number"],
        tuple(code.strip() for code in text["ecosystems"].split(";") if code.strip()),
        text["number"],
    )


def _former_names(session: Session) -> dict[Uid, tuple[str, ...]]:
    found: dict[Uid, tuple[str, ...]] = {}
    rows = session.connection().exec_driver_sql(
        "SELECT organisation_uid, name FROM organisation_name ORDER BY until_on, name, uid"
    )
    for uid, name in rows:
        found[uid] = (*found.get(uid, ()), name)
    return found
