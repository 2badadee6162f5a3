"""The fields of an exchange and the working of its lump sum, in words; window and paper share them."""

from recipe_desktop.domain.lump_sum import FULL_DAYS, NEAR_KM
from recipe_desktop.i18n import _, format_money, format_number
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import KIND, ExchangeCard
from recipe_desktop.services.kinds import Kept, kind_of


def shown_value(card: ExchangeCard, name: str) -> str:
    """A field of an exchange in words, references by name; a flag only where it is set."""
    value = card.fields[name]
    if kind_of(KIND).field(name).kept is Kept.REFERENCE:
        return card.names.get(str(value or ""), "")
    if name == "is_virtual" and not value:
        return ""
    return words.value_word(KIND, name, value)


def lump_sum_rows(card: ExchangeCard) -> tuple[tuple[str, str], ...]:
    """How the ceiling comes about, line by line; the last two are ceiling and what was agreed."""
    worked, agreed = card.lump_sum, card.facts.amount_cents
    open_ = _("not known")
    country = words.country_word(card.host.country) if card.host else ""
    days = _("Working days at the host, without travel (half below {days})")
    return (
        (
            _("Full sum for {country} on the first day").format(country=country or open_),
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
        (_("Halved, once"), _("Yes") if worked.is_halved else _("No")),
        (
            _("Ceiling"),
            _("cannot be worked out")
            if worked.ceiling_cents is None
            else format_money(worked.ceiling_cents),
        ),
        (_("Agreed"), _("not yet") if agreed is None else format_money(agreed)),
    )


def lump_sum_note(card: ExchangeCard) -> str:
    """What to know about the table that the sum was taken from."""
    if card.lump_sum.rate is not None and not card.lump_sum.rate.is_confirmed:
        return _("The table is not confirmed: check it against your grant agreement.")
    return ""
