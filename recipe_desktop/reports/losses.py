"""The sheet on a lost laptop that a data-protection officer needs within 72 hours.

It follows GDPR Art. 33(3). What the program cannot know is left as lines to fill in.
"""

from collections.abc import Iterator
from typing import Final

from recipe_desktop.i18n import _, format_instant, in_language
from recipe_desktop.reports.exchange_file import ExchangeFileData, Signature, TitledTable
from recipe_desktop.reports.imprints import imprint
from recipe_desktop.reports.table import Column
from recipe_desktop.services import words_loss
from recipe_desktop.services.imprints import ProjectImprint
from recipe_desktop.services.losses import PERSONAL, Loss
from recipe_desktop.services.words import member_name

_DOTS: Final = "." * 130  # a line to be filled in by hand
_BLANK: Final = f"\n{_DOTS}"
_NONE: Final = "\N{EM DASH}"


def loss_data(known: Loss, project: ProjectImprint, language: str) -> ExchangeFileData:
    """What the sheet says; it is laid out like the file of an exchange.

    Args:
        language: code of the language of the paper, whatever the window's is.
    """
    with in_language(language):
        sections = (
            _happened(known),
            _stood_on_it(known),
            _kinds(known),
            _protection(),
            _heard(known),
            _by_hand(known),
        )
        return ExchangeFileData(
            title=_("Lost laptop: {device}").format(device=known.name),
            subject=member_name(known.member),
            state=_("For the notification under Art. 33 GDPR, due by {day}").format(
                day=format_instant(known.due)
            ),
            sections=sections,
            signatures_title=_("Signatures"),
            signatures=(
                Signature(_("For the office"), member_name(known.member)),
                Signature(_("Data-protection officer"), ""),
            ),
            cluster=member_name(project.member),
            language=language,
            imprint=imprint(project),
        )


def _happened(known: Loss) -> TitledTable:
    rows = (
        (_("Used by"), known.person or _BLANK),
        (_("Report"), words_loss.reported_words(known)),
        (_("What it had not sent"), words_loss.unsent_words(known)),
        (_("When and where it was lost"), _BLANK),
        (_("When the office came to know"), _BLANK),
    )
    note = _(
        "The 72 hours count from when the office came to know; the day above is of the report."
    )
    return TitledTable(_("What happened"), _pair(), rows, note)


def _stood_on_it(known: Loss) -> TitledTable:
    columns = (
        Column(_("What was on it"), 5),
        Column(_("Records"), 3, is_number=True),
        Column(_("Records about persons"), 3, is_number=True),
        Column(_("Known up to"), 3),
    )
    rows = tuple(
        (
            words_loss.scope_word(stock),
            words_loss.amount_word(stock.said.records, stock.most.records),
            words_loss.amount_word(stock.said.persons, stock.most.persons),
            format_instant(stock.up_to) if stock.up_to else _NONE,
        )
        for stock in known.stocks
    )
    if known.unseen:
        unknown = words_loss.unseen_word()
        rows += ((words_loss.unseen_scope(known), unknown, unknown, _NONE),)
    note = _(
        "At least what the laptop itself said to have, at most all that is here. Deleted records count as well; a person with several records counts several times."
    )
    said = " ".join(filter(None, (words_loss.unseen_words(known), note)))
    return TitledTable(_("How much, of how many persons"), columns, rows, said)


def _kinds(known: Loss) -> TitledTable:
    columns = Column(_("Kind"), 8), Column(_("Records"), 3, is_number=True)
    rows = []
    for table in PERSONAL:
        said = sum(stock.said.personal.get(table, 0) for stock in known.stocks)
        most = sum(stock.most.personal.get(table, 0) for stock in known.stocks)
        if most:
            rows.append((_(words_loss.PERSONAL[table]), words_loss.amount_word(said, most)))
    note = words_loss.unseen_words(known)
    return TitledTable(_("Kinds of personal data"), columns, tuple(rows), note)


def _protection() -> TitledTable:
    rows = (
        (_("The store"), words_loss.protection_words()),
        (_("Disk encrypted, and how"), _BLANK),
        (_("Sign-in; locked or off when lost"), _BLANK),
    )
    return TitledTable(_("How it was protected"), _pair(), rows)


def _heard(known: Loss) -> TitledTable:
    columns = Column(_("Laptop"), 4), Column(_("Office"), 5), Column(_("Confirmed"), 4)
    rows = tuple(
        (
            one.device,
            member_name(one.member),
            format_instant(one.at) if one.at else _("not yet"),
        )
        for one in known.confirmations
    )
    return TitledTable(_("Who has confirmed that it is lost"), columns, rows)


def _by_hand(known: Loss) -> TitledTable:
    return TitledTable(_("To be filled in"), _pair(), tuple(_lines(known)))


def _lines(known: Loss) -> Iterator[tuple[str, str]]:
    yield _("Who can be asked"), _BLANK
    yield _("What may follow for the persons"), _BLANK * 2
    taken = (
        _("Revoked: what is sent from now on cannot be read with it.") if known.is_revoked else ""
    )
    yield _("Measures taken"), taken + _BLANK * 2
    yield _("Measures planned"), _BLANK * 2
    yield _("Persons told, and when"), _BLANK


def _pair() -> tuple[Column, ...]:
    return Column(_("Field"), 3), Column(_("Value"), 7)
