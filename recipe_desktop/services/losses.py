"""What is told of a laptop that was lost, to its office and to a data-protection officer.

A laptop says with each of its files what it has. So what it said last stood on it for certain; it
may have received more since, at most everything that is written in the scopes it could read.
``sync.loss`` works it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from recipe_desktop.domain.ids import Uid

PERSONAL: Final = (
    "person",
    "registration",
    "exchange_file",
    "organisation_contact",
    "check_in",
    "attachment",
)
"""Tables whose rows are about people, in the order in which they are told."""
PERSONS: Final = ("person", "registration", "exchange_file")  # each row is about one person


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a scope stood on a laptop; what was deleted since counts as well.

    Args:
        persons: records that are about one person each: people, registrations, exchange files.
        personal: by table, the records with personal data.
    """

    records: int = 0
    persons: int = 0
    personal: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stock:
    """What a lost laptop had of one scope.

    Args:
        name: of the event; codes of the members of a share; else empty.
        said: what it said itself to have.
        most: what it can have received at most: all of it that is here.
        up_to: when the latest was written of what it said to have.
    """

    scope: str
    name: str
    said: Amount
    most: Amount
    up_to: datetime | None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who has heard of the loss; ``at`` is None of who has not said so."""

    device: str
    member: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Unsent:
    """How far what a lost laptop wrote is known; what it wrote after that exists only on it.

    Args:
        last_heard: when a file of it was last taken in here.
        last_written: when it wrote the last that is here, by its own clock.
        changes: of it that are here.
        elsewhere: transactions of it that others have said to have, and that are on their way.
        too_late: transactions that came after the loss and are kept apart.
    """

    last_heard: datetime | None
    last_written: datetime | None
    changes: int
    elsewhere: int
    too_late: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """A laptop of the same member that was admitted since; ``behind`` counts what it lacks."""

    device: str
    admitted_at: datetime
    behind: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Everything that is known here of a lost laptop.

    Args:
        since: when it was first reported.
        by: the laptop that said so first.
        is_revoked: whether nothing more is taken from it; else a steward of its member must act.
        person: who worked on it, as its card says.
        due: until when the authority must hear of it, counted from the report.
        stewards: laptops of its member that can end the trust in it.
        colleagues: other laptops of its member that are trusted.
        unseen: the member whose own data were on it and cannot be read here; empty if they can.
    """

    uid: Uid
    name: str
    member: str
    since: datetime
    by: str
    is_revoked: bool
    person: str
    is_steward: bool
    admitted_at: datetime | None
    due: datetime
    confirmations: tuple[Confirmation, ...]
    stocks: tuple[Stock, ...]
    unsent: Unsent
    replacements: tuple[Replacement, ...]
    stewards: tuple[str, ...]
    colleagues: tuple[str, ...]
    unseen: str = ""
