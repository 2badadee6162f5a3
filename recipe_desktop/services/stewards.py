"""Laptops that vouch for others: two of a member are accepted, a third one is a finding."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import here
from recipe_desktop.services.sql import run

KIND: Final = "devices"
_MOST: Final = 2


def findings(session: Session) -> Iterator[tuple[Uid, Finding]]:
    """Of each member with more stewards than are accepted: the one that came last here."""
    me = here(session)
    rows = run(
        session,
        "SELECT member, uid, name FROM device WHERE is_steward AND revoked_at IS NULL "
        "ORDER BY admitted_at IS NULL, admitted_at, uid",
    )
    by_member: dict[str, list[tuple[Uid, str]]] = {}
    if me.is_steward:
        by_member[me.member] = [(me.device_uid, me.device)]
    for member, uid, name in rows:
        if uid != me.device_uid:
            by_member.setdefault(member, []).append((uid, name))
    for member, known in sorted(by_member.items()):
        if len(known) > _MOST:
            details = {
                "member": member,
                "value": len(known),
                "devices": [name for _, name in known],
            }
            last, _ = known[-1]
            yield last, Finding("device.third_steward", Severity.WARN, "RECiPE Desktop", details)
