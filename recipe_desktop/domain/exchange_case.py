"""One exchange with all that its rules look at, and what follows from it without a rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from recipe_desktop.domain.exchanges import Facts, Standing
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.lump_sum import LumpSum, Rate, lump_sum, rate_on

Said = tuple[str, Mapping[str, Any]]
"""What a rule says of an exchange: its code in the table of rules, and the details."""


@dataclass(frozen=True, slots=True)
class ClusterMembership:
    """A membership: in one of the five clusters or another.

    Args:
        member: the member of the partnership; empty for another cluster.
    """

    cluster: str
    member: str
    from_on: date | None = None
    until_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the organisation belonged to the cluster on a day."""
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Party:
    """What the rules need to know of visitor or host.

    Args:
        uid: of the record that is shown, where several were merged.
        country: where it is based, which is what counts.
        registered_in: the countries where it is registered; empty while nobody has looked.
        may: whether its type may take this part in the programme; None where that is unclear.
    """

    uid: Uid
    name: str
    organisation_type: str = ""
    country: str = ""
    staff: int | None = None
    turnover_cents: int | None = None
    balance_cents: int | None = None
    figures_on: date | None = None
    may: bool | None = None
    registered_in: tuple[str, ...] = ()
    belongs: tuple[ClusterMembership, ...] = ()


SURE: Final = ("confirmed", "C")
"""How certain programme data must be for a rule to hold by it; a sum must be confirmed."""


@dataclass(frozen=True, slots=True)
class CountryRow:
    """That a country takes part between two days; its certainty as the reference data says."""

    code: str
    from_on: date | None = None
    until_on: date | None = None
    certainty: str = "confirmed"

    @property
    def is_sure(self) -> bool:
        """Whether it is confirmed, or concluded from what is."""
        return self.certainty in SURE


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another visit that our store knows: of this visitor, or of one that may be the same.

    It need not have taken place: of two that are planned, each is the other's.
    """

    uid: Uid
    number: str
    visitor: str
    is_same: bool = True
    standing: Standing = Standing.VISITED


@dataclass(frozen=True, slots=True)
class Leg:
    """The other leg of the same exchange, such as the virtual one before the visit."""

    uid: Uid
    number: str
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One exchange with all that the rules look at.

    Args:
        is_working: whether a day is a working day in the host's country.
        has_calendar: whether public holidays of the host's country are known.
        unstated: days of the stay of which it is not known what that country decreed.
        period_ends_on: of the project's next report; None while none is entered.
        longest_days: what the project takes a month to be; None while nobody has settled it.
        regional: holidays that only regions of the host's country have; none where the place's
            region is known.
        earlier: other visits that our store knows.
    """

    facts: Facts
    visitor: Party | None
    host: Party | None
    countries: tuple[CountryRow, ...]
    rates: tuple[Rate, ...]
    is_working: Callable[[date], bool]
    has_calendar: bool
    today: date
    earlier: tuple[Earlier, ...] = ()
    legs: tuple[Leg, ...] = ()
    period_ends_on: date | None = None
    longest_days: int | None = None
    regional: Callable[[date], bool] = lambda _day: False
    unstated: tuple[date, ...] = ()


LONGEST_COUNTED: Final = 3660
"""Days of a stay; a longer one is a slip of the pen, said elsewhere and not worth counting."""


def days_at_host(case: Case) -> tuple[date, ...] | None:
    """The working days at the host, without the days of travel; None when the days are open."""
    facts = case.facts
    if facts.starts_on is None or facts.ends_on is None:
        return None
    span = (facts.ends_on - facts.starts_on).days
    if span > LONGEST_COUNTED:
        return None
    travel, away = {facts.travels_out_on, facts.travels_back_on}, facts.away
    every = (facts.starts_on + timedelta(days=count) for count in range(span + 1))
    return tuple(
        day
        for day in every
        if day not in travel
        and case.is_working(day)
        and not (away is not None and away[0] <= day <= away[1])
    )


def are_days_known(case: Case) -> bool:
    """Whether all the working days at the host are such, and not only for as much as is known."""
    is_certain = case.has_calendar and not case.unstated
    return is_certain and not any(map(case.regional, days_at_host(case) or ()))


def money(case: Case) -> LumpSum:
    """How the ceiling of the lump sum comes about."""
    days = days_at_host(case)
    country = case.host.country if case.host is not None else ""
    return lump_sum(
        rate_on(case.rates, country, case.facts.starts_on),
        None if days is None else len(days),
        case.facts.distance_km,
        is_virtual=case.facts.is_virtual,
    )
