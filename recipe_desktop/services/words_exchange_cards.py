"""The fields of an exchange and the working of its lump sum, in words; window and paper share them."""

from dataclasses import dataclass

from recipe_desktop.domain.exchanges import PAY_WITHIN
from recipe_desktop.domain.lump_sum import FULL_DAYS, NEAR_KM
from recipe_desktop.i18n import _, format_day, format_money, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import KIND, ExchangeCard
from recipe_desktop.services.kinds import Kept, kind_of


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of the working of a lump sum: what counts, the rule behind it, what follows."""

    word: str
    aside: str
    value: str


def sum_lines(card: ExchangeCard) -> tuple[SumLine, ...]:
    """How the ceiling comes about: the table, the days, the way."""
    worked, open_ = card.lump_sum, _("not known")
    country = words.country_word(card.host.country) if card.host else ""
    table = ""
    if worked.rate is not None and worked.rate.from_on is not None:
        table = _("table of {year}").format(year=worked.rate.from_on.year)
    days, km = worked.days, worked.km
    counted = ngettext("{count} working day", "{count} working days", days or 0)
    return (
        SumLine(
            _("Ceiling for {country}").format(country=country) if country else _("Ceiling"),
            table,
            open_ if worked.full_cents is None else format_money(worked.full_cents),
        ),
        SumLine(
            _("Working days") if days is None else counted.format(count=format_number(days)),
            _("half below {limit}").format(limit=format_number(FULL_DAYS)),
            _halved(halves=worked.is_short),
        ),
        SumLine(
            _("Distance") if km is None else _("{km} km as entered").format(km=format_number(km)),
            _("half below {limit}").format(limit=format_number(NEAR_KM)),
            _halved(halves=worked.is_near),
        ),
    )


def to_pay(card: ExchangeCard) -> tuple[str, str]:
    """What the lump sum comes to: the word and the amount.

    A sum above the ceiling, or that no ceiling is known for, was agreed, but is never called one
    to pay.
    """
    agreed, ceiling = card.facts.amount_cents, card.lump_sum.ceiling_cents
    if agreed is not None:
        is_within = ceiling is not None and agreed <= ceiling
        return _("To pay, once") if is_within else _("Agreed"), format_money(agreed)
    return _("At most"), _("cannot be worked out") if ceiling is None else format_money(ceiling)


def pay_words(card: ExchangeCard) -> str:
    """Who pays, and by when; nothing where nothing is due."""
    facts = card.facts
    if facts.is_virtual:
        return _("Nothing is due for travel in a virtual exchange")
    payer = shown_value(card, "paying_member") or shown_value(card, "visitor_member")
    if facts.paid_on is not None:
        day = format_day(facts.paid_on)
        return _("Paid by {payer} on {day}").format(payer=payer or _("nobody named"), day=day)
    if not payer or facts.ends_on is None:
        return _("Who pays is not said") if not payer else ""
    said = _("By {payer} within {days} days after {day}")
    days = format_number(PAY_WITHIN)
    return said.format(payer=payer, days=days, day=format_day(facts.ends_on))


def _halved(*, halves: bool | None) -> str:
    if halves is None:
        return _("not known")
    return _("halved") if halves else _("not halved")


def shown_value(card: ExchangeCard, name: str) -> str:
    """A field of an exchange in words, references by name; a flag only where it is set."""
    value = card.fields[name]
    if kind_of(KIND).field(name).kept is Kept.REFERENCE:
        return card.names.get(str(value or ""), "")
    if kind_of(KIND).field(name).kept is Kept.FLAG and not value:
        return ""
    return words.value_word(KIND, name, value)


def _yes_no(said: bool) -> str:  # noqa: FBT001
    return _("Yes") if said else _("No")


def lump_sum_rows(card: ExchangeCard) -> tuple[tuple[str, str], ...]:
    """How the ceiling comes about, line by line; the last two are ceiling and what was agreed."""
    worked, agreed = card.lump_sum, card.facts.amount_cents
    open_ = _("not known")
    country = words.country_word(card.host.country) if card.host else ""
    full = _("Full sum for the host’s country on the first day")
    if country:
        full = _("Full sum for {country} on the first day").format(country=country)
    days = _("Working days at the host, without travel (half below {days})")
    return (
        (
            full,
            open_ if worked.full_cents is None else format_money(worked.full_cents),
        ),
        (
            days.format(days=format_number(FULL_DAYS)),
            open_ if worked.days is None else format_number(worked.days),
        ),
        (
            _("Distance in km (half below {km})").format(km=format_number(NEAR_KM)),
            open_ if worked.km is None else format_number(worked.km),
        ),
        (_("Halved, once"), open_ if worked.is_halved is None else _yes_no(worked.is_halved)),
        (
            _("Ceiling"),
            _("cannot be worked out")
            if worked.ceiling_cents is None
            else format_money(worked.ceiling_cents),
        ),
        (_("Agreed"), _("not yet") if agreed is None else format_money(agreed)),
    )


def lump_sum_note(card: ExchangeCard) -> str:
    """What to know about the sum: that it has no ceiling yet, or about the table of that."""
    if card.facts.amount_cents and card.lump_sum.ceiling_cents is None:
        return _("Unchecked: the ceiling is not known yet.")
    if card.lump_sum.rate is not None and not card.lump_sum.rate.is_confirmed:
        return _("The table is not confirmed: check it against your grant agreement.")
    return ""
