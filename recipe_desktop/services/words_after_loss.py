"""The words for what to do after a loss: who can revoke, and how another laptop takes its place."""

from recipe_desktop.i18n import _, format_list
from recipe_desktop.services.losses import Loss
from recipe_desktop.services.words import member_name


def stewards_words(known: Loss) -> str:
    """Who can end the trust in it; what to do where nobody can. Empty once it is done."""
    if known.is_revoked:
        return ""
    member = member_name(known.member)
    if known.stewards:
        return _("It can be revoked on: {names}. Call them.").format(
            names=format_list(list(known.stewards))
        )
    if known.colleagues:
        return _(
            "{member} has no other steward. On {name} choose Become steward, hand its card to every office, and compare the code; then revoke there."
        ).format(member=member, name=known.colleagues[0])
    return _(
        "{member} has no other laptop that is admitted here. Set one up for it without joining, admit it and the card of the lost one there, and revoke on it."
    ).format(member=member)


def replacement_steps(known: Loss) -> tuple[str, ...]:
    """How another laptop takes its place; what it had sent comes back from the others."""
    return (
        _("Make a new store on the new laptop for {member}, with the card of a steward.").format(
            member=member_name(known.member)
        ),
        _(
            "Have the steward admit its card and compare the code; admit the cards of the other offices on it, too."
        ),
        _(
            "Let the others send: everything that they have comes with it. Enter again what is missing."
        ),
    )


def desks_words() -> str:
    """What the new keys mean for the desks of events."""
    return _(
        "Its events have new keys. Desks that have handed in go on; have others hand over their card and admit it, or make their packs anew."
    )
