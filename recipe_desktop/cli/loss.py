"""What the command line says of a lost laptop."""

from collections.abc import Iterator
from typing import Any

from recipe_desktop.cli.lines import instant, table
from recipe_desktop.i18n import _, format_instant
from recipe_desktop.services import words_after_loss, words_loss
from recipe_desktop.services.losses import Amount, Loss


def loss_document(known: Loss) -> dict[str, Any]:
    """For ``--json``."""
    unsent = known.unsent
    return {
        "uid": known.uid,
        "name": known.name,
        "member": known.member,
        "person": known.person,
        "steward": known.is_steward,
        "since": instant(known.since),
        "by": known.by,
        "revoked": known.is_revoked,
        "due": instant(known.due),
        "confirmations": [
            {
                "device": one.device,
                "member": one.member,
                "at": None if one.at is None else instant(one.at),
            }
            for one in known.confirmations
        ],
        "scopes": [
            {
                "scope": stock.scope,
                "name": stock.name,
                "said": _amount(stock.said),
                "most": _amount(stock.most),
                "up_to": None if stock.up_to is None else instant(stock.up_to),
            }
            for stock in known.stocks
        ],
        "not_known_here": known.unseen,
        "encrypted": None,
        "unsent": {
            "last_heard": None if unsent.last_heard is None else instant(unsent.last_heard),
            "last_written": None if unsent.last_written is None else instant(unsent.last_written),
            "changes_here": unsent.changes,
            "elsewhere": unsent.elsewhere,
            "too_late": unsent.too_late,
        },
        "replacements": [
            {"device": one.device, "admitted": instant(one.admitted_at), "behind": one.behind}
            for one in known.replacements
        ],
        "stewards": list(known.stewards),
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "records": amount.records,
        "persons": amount.persons,
        "personal": dict(amount.personal),
    }


def loss_lines(known: Loss) -> Iterator[str]:
    """For a person."""
    yield known.name
    yield words_loss.reported_words(known)
    if said := words_after_loss.stewards_words(known):
        yield said
    yield _("To be reported to the authority until {day} at the latest.").format(
        day=format_instant(known.due)
    )
    yield ""
    headings = [_("Laptop"), _("Has heard")]
    yield table(
        headings,
        [
            [one.device, "-" if one.at is None else format_instant(one.at)]
            for one in known.confirmations
        ],
    )
    yield ""
    headings = [_("What was on it"), _("Records"), _("About persons"), _("Up to")]
    unknown = words_loss.unseen_word()
    yield table(
        headings,
        [
            [
                words_loss.scope_word(stock),
                words_loss.amount_word(stock.said.records, stock.most.records),
                words_loss.amount_word(stock.said.persons, stock.most.persons),
                "-" if stock.up_to is None else format_instant(stock.up_to),
            ]
            for stock in known.stocks
        ]
        + ([[words_loss.unseen_scope(known), unknown, unknown, "-"]] if known.unseen else []),
    )
    if missing := words_loss.unseen_words(known):
        yield missing
    yield ""
    yield words_loss.protection_words()
    yield words_loss.unsent_words(known)
    yield ""
    for one in known.replacements:
        yield _("{device} takes its place, admitted on {day}").format(
            device=one.device, day=format_instant(one.admitted_at)
        )
    if not known.replacements:
        for number, step in enumerate(words_after_loss.replacement_steps(known), 1):
            yield f"{number}. {step}"
