"""The lump sum of a visit: its ceiling by host country and day, and the rule that halves it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

FULL_DAYS: Final = 5  # fewer working days halve the sum
NEAR_KM: Final = 200  # a shorter way halves it, too; exactly so far does not


@dataclass(frozen=True, slots=True)
class Rate:
    """A row of the table of lump sums.

    Args:
        amount_cents: None where the table's source has none.
        is_confirmed: whether it stands in the grant agreement.
    """

    country: str
    amount_cents: int | None
    from_on: date | None = None
    until_on: date | None = None
    source: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class LumpSum:
    """How the ceiling comes about.

    Args:
        full_cents: of the host country on the first day; None where no rate is known.
        is_short: fewer than five working days; None when the days are not known.
        is_near: less than 200 km; None when the distance is not known.
        ceiling_cents: None when it cannot be worked out from what is known.
    """

    rate: Rate | None
    full_cents: int | None
    days: int | None
    km: int | None
    is_virtual: bool
    is_short: bool | None
    is_near: bool | None
    ceiling_cents: int | None

    @property
    def is_halved(self) -> bool | None:
        """Either condition halves the sum; both together still halve it once.

        None where what is known settles neither.
        """
        conditions = (self.is_short, self.is_near)
        return True if any(conditions) else None if None in conditions else False


def rate_on(rates: tuple[Rate, ...], country: str, day: date | None) -> Rate | None:
    """The row of a country that holds on a day; the latest one where several do.

    Of several that begin on one day the lowest sum is taken, and nothing of it is confirmed.
    """
    if day is None:
        return None
    holding = [
        rate
        for rate in rates
        if rate.country == country
        and (rate.from_on is None or rate.from_on <= day)
        and (rate.until_on is None or day <= rate.until_on)
    ]
    since = max((rate.from_on or date.min for rate in holding), default=None)
    latest = [rate for rate in holding if (rate.from_on or date.min) == since]
    if len({rate.amount_cents for rate in latest}) <= 1:
        return max(latest, key=lambda rate: (rate.is_confirmed, rate.source), default=None)
    lowest = min(latest, key=lambda rate: -1 if rate.amount_cents is None else rate.amount_cents)
    return replace(lowest, is_confirmed=False)


def highest(rates: tuple[Rate, ...], country: str) -> int | None:
    """The most that any row of a country allows; None where one of them has no amount."""
    amounts = [rate.amount_cents for rate in rates if rate.country == country]
    known = [amount for amount in amounts if amount is not None]
    return max(known, default=None) if len(known) == len(amounts) else None


def lump_sum(
    rate: Rate | None, days: int | None, km: int | None, *, is_virtual: bool = False
) -> LumpSum:
    """The ceiling of a visit; what is missing leaves it open, it is never assumed.

    Args:
        rate: of the HOST country on the first day.
        days: working days at the host, without travel.
        km: between the two organisations.
        is_virtual: nobody travels, so nothing is due for travel.
    """
    full = rate.amount_cents if rate is not None else None
    short = None if days is None else days < FULL_DAYS
    near = None if km is None else km < NEAR_KM
    ceiling = 0 if is_virtual else _ceiling(full, (short, near))
    return LumpSum(rate, full, days, km, is_virtual, short, near, ceiling)


def _ceiling(full: int | None, halving: tuple[bool | None, ...]) -> int | None:
    if full is None:
        return None
    if any(halving):
        return full // 2
    return None if None in halving else full
