"""What stands on every paper, whatever it is about: the project, its funding, whose data it holds."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.services import emblems, projects
from recipe_desktop.services.here import PARTNERSHIP, device_members, here
from recipe_desktop.services.sql import run


@dataclass(frozen=True, slots=True)
class UpTo:
    """The last day of which a member's changes are known here."""

    member: str
    day: date


@dataclass(frozen=True, slots=True)
class ProjectImprint:
    """The project as a paper of today names it; texts that nobody entered are empty.

    Args:
        member: code of the office that prints.
        project: its name.
        emblem: content of a PNG or JPEG file; empty where none was given, or none has come yet.
    """

    member: str
    project: str
    funding_line: str
    disclaimer: str
    known: tuple[UpTo, ...]
    today: date
    emblem: bytes = field(default=b"", repr=False)


NO_PROJECT: Final = ProjectImprint("", "", "", "", (), date.min)
"""Before anything was asked for."""


def imprint(session: Session, *scopes: str) -> ProjectImprint:
    """What a paper that is made now says of the project.

    Args:
        scopes: from which the paper tells something, beside what the whole partnership knows.
    """
    found = projects.present(session)
    project = found.fields if found is not None else {}
    return ProjectImprint(
        here(session).member,
        str(project.get("name") or ""),
        str(project.get("funding_line") or ""),
        str(project.get("disclaimer") or ""),
        known_up_to(session, *scopes),
        today(),
        emblems.content(session, found.uid) if found is not None else b"",
    )


def known_up_to(session: Session, *scopes: str) -> tuple[UpTo, ...]:
    """For every member of whom anything is known, the day of its last known change.

    Args:
        scopes: whose changes count beside those that the whole partnership knows.
    """
    members = device_members(session)
    rows = run(
        session,
        "SELECT device, max(clock) FROM txn JOIN stream ON stream.id = txn.stream "
        "WHERE txn.scope IN (SELECT value FROM json_each(?)) GROUP BY device",
        json.dumps([PARTNERSHIP, *scopes]),
    )
    days: dict[str, date] = {}
    for device, clock in rows:
        member = members.get(device, "")
        if member:
            day = wall_time(clock).date()
            days[member] = max(day, days.get(member, day))
    return tuple(UpTo(member, days[member]) for member in sorted(days))
