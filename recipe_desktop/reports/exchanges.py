"""From what is known of an exchange to what its file says, in the reader's language."""

from collections.abc import Iterator

from recipe_desktop.domain.exchange_rules import RULES
from recipe_desktop.domain.exchanges import Actor
from recipe_desktop.i18n import _, format_bytes, format_day, in_language
from recipe_desktop.reports.exchange_file import ExchangeFileData, Signature, TitledTable
from recipe_desktop.reports.imprints import imprint
from recipe_desktop.reports.table import Column
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import KIND, ExchangeCard, ExchangePaper
from recipe_desktop.services.kinds import EXCHANGE_DAYS
from recipe_desktop.services.words_exchange_cards import (
    lump_sum_note,
    lump_sum_rows,
    shown_value,
)

_FACTS = (
    *("number", "visitor", "host", "visitor_partnership", "host_partnership"),
    *("visitor_member", "host_member", "paying_member", "visitor_person", "host_person"),
    *("nationality", "residence_days", "has_permit", "has_business"),
    *("starts_on", "ends_on", "travels_out_on", "travels_back_on"),
    *("away_from_on", "away_until_on", "place", "region", "is_virtual", "leg_of", "rate_table_on"),
    "other_funding",
    *("purposes", "activities", "motivation", "documents", "assessment"),
)


def file_data(known: ExchangePaper, language: str) -> ExchangeFileData:
    """What the exchange file says; window and command line print it from this.

    Args:
        language: code of the language of the paper, whatever the window's is.
    """
    card = known.card
    with in_language(language):
        readers = words.file_words(card.readers, card.keepers, card.ended_by)
        host = card.line.host or _("no host yet")
        sections = (
            _facts(card, readers),
            _documents(card),
            _progress(card),
            _lump_sum(card),
            _findings(card),
        )
        return ExchangeFileData(
            title=_("Exchange file {number}").format(number=card.line.number),
            subject=f"{card.line.visitor} \N{RIGHTWARDS ARROW} {host}",
            state=words.next_words(card.line.then),
            sections=sections,
            signatures_title=_("Commitment to quality: signatures"),
            signatures=tuple(_signatures(card)),
            cluster=words.member_name(known.imprint.member),
            language=language,
            imprint=imprint(known.imprint),
        )


def _lump_sum(card: ExchangeCard) -> TitledTable:
    columns = (Column(_("Working"), 7), Column(_("Value"), 3, is_number=True))
    return TitledTable(_("Lump sum"), columns, lump_sum_rows(card), lump_sum_note(card))


def _facts(card: ExchangeCard, readers: str) -> TitledTable:
    below = ("documents",) if card.documents else ()  # the words on them stand with them
    rows = [_row(card, name) for name in _FACTS if name not in below]
    category = words.choice_word("exchange_category", card.line.category)
    rows.append((words.field_label(KIND, "category"), category))
    rows.append((_("File"), readers))
    return TitledTable(_("Facts"), _pair(), tuple(row for row in rows if row[1]))


def _documents(card: ExchangeCard) -> TitledTable:
    """What lies in the file, by whom and of when; the contents are no part of the paper."""
    columns = (
        Column(_("Number"), 3),
        Column(_("Name"), 6),
        Column(_("Size"), 2, is_number=True),
        Column(_("Added by"), 4),
        Column(_("Day"), 3),
    )
    rows = tuple(
        (
            one.number,
            one.name,
            format_bytes(one.size_bytes),
            one.added_by,
            format_day(one.created_at.date()) if one.created_at else "",
        )
        for one in card.documents
    )
    return TitledTable(_("Documents"), columns, rows, shown_value(card, "documents"))


def _progress(card: ExchangeCard) -> TitledTable:
    rows = [_row(card, name) for name in EXCHANGE_DAYS if name not in _FACTS]
    return TitledTable(_("What has happened"), _pair(), tuple(row for row in rows if row[1]))


def _pair() -> tuple[Column, ...]:
    return Column(_("Field"), 3), Column(_("Value"), 7)


def _row(card: ExchangeCard, name: str) -> tuple[str, str]:
    return words.field_label(KIND, name), shown_value(card, name)


def _findings(card: ExchangeCard) -> TitledTable:
    """What the rules found, then what they found in order; each with the rule's number and source."""
    found = [
        (
            words.weight_word(finding),
            "\n".join(words.finding_lines(finding)),
            _source(finding.code, finding.source),
        )
        for finding in card.findings
    ]
    in_order = [
        (_("In order"), words.held_sentence(held), _source(held.code, RULES[held.code].source))
        for held in card.held
    ]
    rows = (*found, *in_order)
    columns = (Column(_("Weight"), 2), Column(_("What the rules say"), 5), Column(_("Source"), 4))
    return TitledTable(_("Checks"), columns, rows)


def _source(code: str, source: str) -> str:
    return "\n".join(part for part in (words.rule_word(code), words.source_word(source)) if part)


def _signatures(card: ExchangeCard) -> Iterator[Signature]:
    names = {
        Actor.VISITOR: ("visitor", ""),
        Actor.HOST: ("host", ""),
        Actor.VISITOR_PARTNER: ("visitor_member", "visitor_partnership"),
        Actor.HOST_PARTNER: ("host_member", "host_partnership"),
    }
    for actor, day in card.facts.signatures.items():
        whose, partnership = names[actor]
        label = words.field_label(KIND, whose)
        name = shown_value(card, whose)
        if not name and partnership:
            name = str(card.fields[partnership] or "")
        signed = _("Signed on {day}").format(day=format_day(day)) if day else ""
        yield Signature(label, name, signed)
