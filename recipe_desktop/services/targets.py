"""What the project promised besides exchanges: what is counted of it here, and what is not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import today
from recipe_desktop.services import records
from recipe_desktop.services.exchanges import Promise
from recipe_desktop.services.sql import run


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A target of which nothing that is kept here says how much is reached."""

    code: str
    name: str
    amount: int


def further(session: Session) -> tuple[tuple[Promise, ...], tuple[Uncounted, ...]]:
    """The targets besides exchanges, each whole without its parts: counted ones, and others."""
    counted, others = [], []
    for target in records.listing(session, "targets"):
        fields = target.fields
        code, name, amount = str(fields["code"] or ""), str(fields["name"]), fields["amount"]
        if code == "exchanges" or fields["part_of"]:
            continue
        if code in _COUNTED:
            counted.append(Promise(code, name, int(amount or 0), *_COUNTED[code](session)))
        else:
            others.append(Uncounted(code, name, int(amount or 0)))
    return tuple(counted), tuple(others)


def _training_sessions(session: Session) -> tuple[int, int]:
    """How many were held by yesterday, and how many are still to be."""
    row = run(
        session,
        "SELECT count(*) FILTER (WHERE coalesce(ends_on, starts_on) < ?), count(*) FROM event "
        "WHERE event_type = 'training' AND cancelled_on IS NULL",
        today().isoformat(),
    ).one()
    return row[0], row[1] - row[0]


_COUNTED: Final[Mapping[str, Callable[[Session], tuple[int, int]]]] = {
    "training_sessions": _training_sessions,
}
