"""The words for what is known of a lost laptop; they stand in the window and on paper."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_, _, format_instant, format_list, format_number, ngettext
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.losses import Amount, Loss, Stock
from recipe_desktop.services.words import member_name

PERSONAL: Final[Mapping[str, str]] = {
    "person": N_("People: names, functions, how to reach them, notes"),
    "registration": N_(
        "Registrations for events: names, organisations, how to reach them, diet and consents"
    ),
    "exchange_file": N_(
        "Files of exchanges: names, nationality, residence, motivation and assessment"
    ),
    "organisation_contact": N_("How organisations are reached: e-mail, telephone, notes"),
    "check_in": N_("When people came to events and left"),
    "attachment": N_("Documents that were filed, such as CVs; their content may be on it too"),
}


def scope_word(stock: Stock) -> str:
    """Who sees a scope, in words."""
    kind, _colon, which = stock.scope.partition(":")
    if stock.scope == PARTNERSHIP:
        return _("What the whole partnership sees")
    if kind == "cluster":
        return _("What only {cluster} sees").format(cluster=member_name(which))
    if kind == "event":
        return _("The people of {event}").format(event=stock.name or which[:8])
    members = format_list([member_name(code) for code in stock.name.split()]) or which[:8]
    return _("What {members} share").format(members=members)


def unseen_scope(known: Loss) -> str:
    """Whose own data were on it without being known here; the name that ``scope_word`` gives."""
    return _("What only {cluster} sees").format(cluster=member_name(known.unseen))


def unseen_word() -> str:
    """What stands instead of an amount that is not known here."""
    return _("not known here")


def unseen_words(known: Loss) -> str:
    """What is missing in the amounts, and who can tell; empty where nothing is."""
    if not known.unseen:
        return ""
    return _(
        "Not all that was on it is known here: what only {cluster} sees, with its people, and what it shares with others can be told by {cluster} alone. Ask there."
    ).format(cluster=member_name(known.unseen))


def amount_word(said: int, most: int) -> str:
    """How many there were at least and at most."""
    if said == most:
        return format_number(said)
    return _("{least} to {most}").format(least=format_number(said), most=format_number(most))


def total(amounts: list[Amount]) -> int:
    """How many records about people there are in several scopes."""
    return sum(amount.persons for amount in amounts)


def persons_word(known: Loss) -> str:
    """How many persons' data were on it."""
    said = total([stock.said for stock in known.stocks])
    most = total([stock.most for stock in known.stocks])
    counted = amount_word(said, most)
    plural = most if said == most else 2  # a range is many, whatever it ends with
    text = ngettext("{n} record about a person", "{n} records about persons", plural)
    return text.format(n=counted)


def protection_words() -> str:
    """What is known of the protection of what stood on it, and what is not."""
    return _(
        "Not known here: no laptop tells another how it keeps its store. A store is encrypted unless it was made plain, with a key that lies in the user’s folder of the same computer. So it protects as far as that user’s sign-in, and an encrypted disk, do."
    )


def unsent_words(known: Loss) -> str:
    """How far what it wrote has arrived, and that nobody can know the rest."""
    unsent = known.unsent
    if unsent.last_heard is None and unsent.last_written is None:
        return _("Nothing of it has arrived here. What it wrote exists only on it.")
    parts = []
    if unsent.last_heard is not None:
        parts.append(
            _("A file of it was last taken in here on {day}.").format(
                day=format_instant(unsent.last_heard)
            )
        )
    if unsent.last_written is not None:
        parts.append(
            _("The last that is here of it was written on {day}, by its own clock.").format(
                day=format_instant(unsent.last_written)
            )
        )
    if unsent.elsewhere:
        text = ngettext(
            "{n} step of it is with other laptops and on its way here.",
            "{n} steps of it are with other laptops and on their way here.",
            unsent.elsewhere,
        )
        parts.append(text.format(n=format_number(unsent.elsewhere)))
    if unsent.too_late:
        text = ngettext(
            "{n} step of it came after the loss and is kept apart.",
            "{n} steps of it came after the loss and are kept apart.",
            unsent.too_late,
        )
        parts.append(text.format(n=format_number(unsent.too_late)))
    parts.append(_("What it wrote after that exists only on it, and must be entered again."))
    return " ".join(parts)


def reported_words(known: Loss) -> str:
    """Who reported it, when, and whether that ended the trust in it."""
    day = format_instant(known.since)
    if known.is_revoked:
        return _(
            "Reported by {by} on {day}, and revoked: nothing is encrypted for it any more, and nothing taken from it."
        ).format(by=known.by, day=day)
    return _(
        "Reported by {by} on {day}. It is still trusted until a steward of {member} revokes it."
    ).format(by=known.by, day=day, member=member_name(known.member))
