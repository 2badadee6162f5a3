"""From what is known of an exchange to what its file says, in the reader's language."""

from collections.abc import Iterator

from recipe_desktop.domain.exchanges import Actor
from recipe_desktop.domain.lump_sum import FULL_DAYS, NEAR_KM
from recipe_desktop.i18n import _, format_day, format_money, format_number, in_language
from recipe_desktop.reports.exchange_file import ExchangeFileData, Section, Signature
from recipe_desktop.reports.page import Imprint
from recipe_desktop.reports.table import Column
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import KIND, ExchangeCard, ExchangePaper, Value
from recipe_desktop.services.kinds import EXCHANGE_DAYS, Kept, kind_of

_FACTS = (
    *("number", "visitor", "host", "visitor_partnership", "host_partnership"),
    *("visitor_member", "host_member", "paying_member", "visitor_person", "host_person"),
    *("starts_on", "ends_on", "travels_out_on", "travels_back_on", "place", "is_virtual"),
    *("purposes", "activities", "motivation", "documents", "assessment"),
)


def file_data(known: ExchangePaper, language: str) -> ExchangeFileData:
    """What the exchange file says; window and command line print it from this.

    Args:
        language: code of the language of the paper, whatever the window's is.
    """
    card = known.card
    with in_language(language):
        sections = (_facts(card), _progress(card), lump_sum_section(card), _findings(card))
        return ExchangeFileData(
            title=_("Exchange file {number}").format(number=card.line.number),
            subject=f"{card.line.visitor} \N{RIGHTWARDS ARROW} {card.line.host or _('no host yet')}",
            state=words.next_words(card.line.then),
            sections=sections,
            signatures_title=_("Commitment to quality: signatures"),
            signatures=tuple(_signatures(card)),
            cluster=words.member_name(known.member),
            language=language,
            imprint=Imprint(
                project=known.project,
                state_of=known.today,
                provenance=tuple(
                    _("{member} up to {day}").format(member=upto.member, day=format_day(upto.day))
                    for upto in known.known
                ),
                funding_line=known.funding_line,
                disclaimer=known.disclaimer,
            ),
        )


def lump_sum_section(card: ExchangeCard) -> Section:
    """How the ceiling comes about, line by line."""
    worked = card.lump_sum
    country = words.country_word(card.host.country) if card.host else ""
    open_ = _("not known")
    rows = [
        (
            _("Full sum for {country} on the first day").format(country=country or open_),
            open_ if worked.full_cents is None else format_money(worked.full_cents),
        ),
        (
            _("Working days at the host, without travel (half below {days})").format(
                days=format_number(FULL_DAYS)
            ),
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
    ]
    agreed = card.facts.amount_cents
    rows.append((_("Agreed"), _("not yet") if agreed is None else format_money(agreed)))
    note = ""
    if worked.rate is not None and not worked.rate.is_confirmed:
        note = _("The table is not confirmed: check it against your grant agreement.")
    columns = (Column(_("Working"), 7), Column(_("Value"), 3, is_number=True))
    return Section(_("Lump sum"), columns, tuple(rows), note)


def _facts(card: ExchangeCard) -> Section:
    rows = [_row(card, name) for name in _FACTS]
    category = words.choice_word("exchange_category", card.line.category)
    rows.append((words.field_label(KIND, "category"), category))
    return Section(_("Facts"), _pair(), tuple(row for row in rows if row[1]))


def _progress(card: ExchangeCard) -> Section:
    stay = {"starts_on", "ends_on", "travels_out_on", "travels_back_on"}
    rows = [_row(card, name) for name in EXCHANGE_DAYS if name not in stay]
    return Section(_("What has happened"), _pair(), tuple(row for row in rows if row[1]))


def _pair() -> tuple[Column, ...]:
    return Column(_("Field"), 3), Column(_("Value"), 7)


def _row(card: ExchangeCard, name: str) -> tuple[str, str]:
    return words.field_label(KIND, name), shown_value(card, name, card.fields[name])


def shown_value(card: ExchangeCard, name: str, value: Value) -> str:
    """A field of an exchange in words, references by name."""
    if kind_of(KIND).field(name).kept is Kept.REFERENCE:
        return card.names.get(str(value or ""), "")
    if name == "is_virtual" and not value:
        return ""
    return words.value_word(KIND, name, value)


def _findings(card: ExchangeCard) -> Section:
    rows = tuple(
        (
            words.severity_word(finding.severity),
            words.finding_sentence(finding),
            f"{finding.source}\n{finding.code}",
        )
        for finding in card.findings
    )
    columns = (Column(_("Weight"), 2), Column(_("What the rules say"), 5), Column(_("Source"), 4))
    return Section(_("Checks"), columns, rows)


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
        name = shown_value(card, whose, card.fields[whose])
        if not name and partnership:
            name = str(card.fields[partnership] or "")
        signed = _("Signed on {day}").format(day=format_day(day)) if day else ""
        yield Signature(label, name, signed)
