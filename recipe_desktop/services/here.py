"""Whose store this is: the facts that use cases need of the laptop they run on."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.members import NAMES
from recipe_desktop.domain.unseen import one_line
from recipe_desktop.store.journal.founding import EVENT
from recipe_desktop.store.models.replica import Replica

PARTNERSHIP = "partnership"
MEMBERS = tuple(NAMES)

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Here:
    """The laptop, its office, and the person at it.

    Args:
        device_uid: the present incarnation.
        scope: the own cluster's scope.
    """

    device_uid: Uid
    device: str
    member: str
    person: str
    scope: str
    is_steward: bool


def here(session: Session) -> Here:
    """The facts of this laptop, read once a session."""
    found = session.info.get("here")
    if not isinstance(found, Here):
        row = session.scalars(select(Replica)).one()
        found = Here(
            row.device_uid,
            row.device,
            row.member,
            row.person,
            cluster_scope(row.member),
            bool(row.is_steward),
        )
        session.info["here"] = found
    return found


def cluster_scope(member: str) -> str:
    """The scope of one member's own data."""
    return f"cluster:{member}"


def event_scope(event: Uid) -> str:
    """The scope of an event's people."""
    return EVENT + event


def next_number(session: Session) -> str:
    """The next human number of this device, such as HU-KQF-417; two devices never share one."""
    row = session.scalars(select(Replica)).one()
    row.counter += 1
    return f"{row.member}-{letters(row.device_uid)}-{row.counter}"


def letters(device: Uid) -> str:
    """Three letters that stand for a device in its numbers."""
    digest = hashlib.sha256(device.encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:3])


def name_person(session: Session, name: str) -> None:
    """Say who sits at this laptop; stands in history and on paper from now on.

    Raises:
        UserError: person.no_name.
    """
    said = one_line(name.strip())
    if not said:
        raise UserError("person.no_name")
    session.scalars(select(Replica)).one().person = said


def become_steward(session: Session) -> None:
    """Have this laptop vouch for others of its member; whether it may is for ``sync`` to ask."""
    session.scalars(select(Replica)).one().is_steward = True
    session.info.pop("here", None)


def device_members(session: Session) -> dict[str, str]:
    """The member of every device that we know, ours included."""
    me = here(session)
    rows = session.connection().exec_driver_sql("SELECT uid, member FROM device")
    return {row[0]: row[1] for row in rows} | {me.device_uid: me.member}
