"""From what is known of an event to what its papers say, in the reader's language."""

from collections.abc import Mapping
from datetime import date

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import Sheet
from recipe_desktop.i18n import format_day, in_language
from recipe_desktop.reports.badges import Badge, BadgesData
from recipe_desktop.reports.imprints import imprint
from recipe_desktop.reports.signed_list import SignedListData, SignedRow, SignedSheet
from recipe_desktop.services import words
from recipe_desktop.services.event_papers import About, BadgesPaper, SignedListPaper, Wearer
from recipe_desktop.services.rosters import RosterEntry


def signed_list_data(
    known: SignedListPaper, language: str, *, is_draft: bool = False
) -> SignedListData:
    """What the signed list of a day says; window and command line print it from this.

    Args:
        language: code of the language of the paper, whatever the window's is.
        is_draft: whether it is only to look at; then it is not kept as printed.
    """
    with in_language(language):
        return SignedListData(
            event=known.about.line.name,
            occasion=_occasion(known.about, format_day(known.day, "full")),
            sheets=tuple(_sheet(sheet, known.people) for sheet in known.sheets),
            cluster=words.member_name(known.about.imprint.member),
            language=language,
            imprint=imprint(known.about.imprint),
            is_draft=is_draft,
            elsewhere=known.elsewhere,
        )


def badges_data(known: BadgesPaper, language: str, *, four_on_a4: bool = False) -> BadgesData:
    """What the badges say.

    Args:
        language: code of the language of the paper.
    """
    with in_language(language):
        line = known.about.line
        return BadgesData(
            event=line.name,
            occasion=_occasion(known.about, _span(line.starts_on, line.ends_on)),
            badges=tuple(map(_badge, known.wearers)),
            cluster=words.member_name(known.about.imprint.member),
            language=language,
            imprint=imprint(known.about.imprint),
            four_on_a4=four_on_a4,
        )


def _sheet(sheet: Sheet, people: Mapping[Uid, RosterEntry]) -> SignedSheet:
    entries = [people.get(uid) if uid is not None else None for uid in sheet.rows]
    surnames = [entry.family_name for entry in entries if entry is not None]
    span = " \N{EN DASH} ".join(dict.fromkeys((surnames[0], surnames[-1]))) if surnames else ""
    rows = tuple(
        SignedRow(entry.name, entry.organisation, words.country_word(entry.country))
        if entry is not None
        else None
        for entry in entries
    )
    return SignedSheet(sheet.number, sheet.letter, span, rows, sheet.is_continuation)


def _badge(wearer: Wearer) -> Badge:
    entry = wearer.entry
    return Badge(
        given_name=entry.given_name or entry.family_name,
        family_name=entry.family_name if entry.given_name else "",
        organisation=entry.organisation,
        country=words.country_word(entry.country),
        role=entry.ticket_type,
        code=wearer.code,
        number=entry.badge_number,
    )


def _occasion(about: About, days: str) -> str:
    places = dict.fromkeys((about.line.place, about.line.city))
    return ", ".join(filter(None, (days, *places)))


def _span(first: date | None, last: date | None) -> str:
    if first is None:
        return ""
    if last is None or last == first:
        return format_day(first, "long")
    return f"{format_day(first, 'long')} \N{EN DASH} {format_day(last, 'long')}"
