"""What the rules ask of visitor and host: who they are, where, and whose members."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from recipe_desktop.domain.exchange_case import Case, ClusterMembership, CountryRow, Party, Said
from recipe_desktop.domain.exchanges import category_of
from recipe_desktop.domain.organisations import SizeClass, possible_sizes

_OLD_FIGURES: Final = timedelta(days=731)
RESIDENCE_DAYS: Final = 183
_CLUSTERS: Final = ("cluster_organisation", "business_network")


def who(case: Case) -> Iterator[Said]:
    """Types, sizes and memberships of both, and what the exchange counts as."""
    visitor, host = case.visitor, case.host
    if visitor is None:
        yield "no_visitor", {}
    else:
        yield from _may(visitor, "visitor")
        yield from _size(case, visitor, "visitor")
        yield from _membership(case, visitor)
        yield from _category(case, visitor)
    if host is None:
        if case.facts.matched_on is not None:
            yield "no_host", {}
    else:
        yield from _may(host, "host")
        yield from _size(case, host, "host")
        yield from _host_membership(case, host)
    if visitor is not None and host is not None:
        if visitor.uid == host.uid:
            yield "same_organisation", {"name": visitor.name}
        if visitor.may and host.may:
            yield "held_types", {"name": visitor.name, "host": host.name}


def residence(case: Case) -> Iterator[Said]:
    """Whether both are registered where they are based, and who may travel."""
    sound, unchecked = [], []
    for part, party in (("visitor", case.visitor), ("host", case.host)):
        if party is None or not party.country:
            continue
        if not party.registered_in:
            unchecked.append(party.name)
        elif party.registered_in == (party.country,):
            sound.append(party.country)
        else:
            seats = {"seats": party.registered_in, "country": party.country}
            yield f"{part}_seats", {"name": party.name, **seats}
    if unchecked:
        yield "seats_unchecked", {"parties": tuple(unchecked)}
    if len(sound) == 2:
        yield "held_seats", {"country": sound[0], "host_country": sound[1]}
    yield from _traveller(case)


def _traveller(case: Case) -> Iterator[Said]:
    """Who is no national of a country that takes part needs residence, permit and business."""
    facts = case.facts
    if not facts.nationality:
        yield "nationality_unchecked", {}
        return
    rows = country_rows(case, facts.nationality)
    if any(row.is_sure for row in rows):
        yield "held_national", {"country": facts.nationality}
        return
    needed, days = {"country": facts.nationality}, facts.residence_days
    if days is None:
        yield "residence_open", needed
    elif days < RESIDENCE_DAYS or not facts.has_permit:
        yield "no_residence", {**needed, "days": days}
    elif not facts.has_business:
        yield "no_business", needed
    else:
        yield "held_residence", {"days": days}


def countries(case: Case) -> Iterator[Said]:
    """Whether both countries take part on the day, and are two."""
    visitor, host = case.visitor, case.host
    sound = []
    for part, party in (("visitor", visitor), ("host", host)):
        if party is None:
            continue
        if not party.country:
            yield f"{part}_no_country", {"name": party.name}
            continue
        rows = country_rows(case, party.country)
        if not rows:
            yield f"{part}_country", {"country": party.country}
        elif not all(
            any(row.is_sure for row in country_rows(case, party.country, day))
            for day in (counted_on(case), last_day(case))
        ):
            yield f"{part}_country_unclear", {"country": party.country}
        else:
            sound.append(party.country)
    if visitor is None or host is None or not visitor.country or not host.country:
        return
    if visitor.country == host.country:
        yield "same_country", {"country": host.country}
        return
    yield "held_abroad", {"country": visitor.country, "host_country": host.country}
    if len(sound) == 2:
        yield "held_countries", {"day": counted_on(case)}


def country_rows(case: Case, code: str, on: date | None = None) -> list[CountryRow]:
    """What is known of a country on a day; on the first one of the visit where none is given."""
    day = on or counted_on(case)
    return [
        row
        for row in case.countries
        if row.code == code
        and (row.from_on is None or row.from_on <= day)
        and (row.until_on is None or day <= row.until_on)
    ]


def counted_on(case: Case) -> date:
    """The day that the rules look at: the first one of the visit, or today."""
    return case.facts.starts_on or case.today


def last_day(case: Case) -> date:
    """The last day of the visit, on which what held on the first must still hold."""
    return max(counted_on(case), case.facts.ends_on or counted_on(case))


def _may(party: Party, part: str) -> Iterator[Said]:
    if not party.organisation_type:
        yield f"{part}_no_type", {"name": party.name}
    elif party.may is None:
        yield f"{part}_type_unclear", {"name": party.name}
    elif not party.may:
        kind = party.organisation_type
        yield f"{part}_type", {"name": party.name, "organisation_type": kind}


def _size(case: Case, party: Party, part: str) -> Iterator[Said]:
    if party.organisation_type != "sme":
        return
    figures = party.staff, party.turnover_cents, party.balance_cents
    sizes = possible_sizes(*figures)
    if SizeClass.LARGE in sizes and len(sizes) == 1:
        yield f"{part}_not_sme", {"name": party.name, "staff": party.staff}
        return
    is_open = party.staff is None or SizeClass.LARGE in sizes
    if is_open:
        yield f"{part}_size_open", {"name": party.name}
    if all(figure is None for figure in figures):
        return
    dated, day = party.figures_on, counted_on(case)
    if dated is None:
        yield f"{part}_figures_undated", {"name": party.name}
    elif dated > day or day - dated > _OLD_FIGURES:
        yield f"{part}_figures_of_another_time", {"name": party.name, "day": dated}
    elif not is_open:
        yield "held_sme", {"name": party.name, "staff": party.staff, "day": dated}


def _membership(case: Case, visitor: Party) -> Iterator[Said]:
    if visitor.organisation_type in _CLUSTERS:
        return
    belongs = [b for b in visitor.belongs if b.holds_on(counted_on(case))]
    ours = next((b for b in belongs if b.member), None)
    if not belongs:
        yield "visitor_no_member", {"name": visitor.name}
    elif ends := _membership_ends(case, visitor, belongs):
        yield "visitor_member_ends", {"name": visitor.name, "day": ends}
    elif ours is None:
        yield "cluster_unchecked", {"cluster": belongs[0].cluster}
    else:
        yield "held_member", {"name": visitor.name, "cluster": ours.cluster}


def _membership_ends(
    case: Case, party: Party, at_first: Iterable[ClusterMembership]
) -> date | None:
    """The day within the visit after which an organisation belongs to no cluster any more."""
    if any(belonging.holds_on(last_day(case)) for belonging in party.belongs):
        return None
    return max((b.until_on for b in at_first if b.until_on is not None), default=None)


def _host_membership(case: Case, host: Party) -> Iterator[Said]:
    if host.organisation_type in _CLUSTERS:
        return
    if belongs := [b for b in host.belongs if b.holds_on(counted_on(case))]:
        if ends := _membership_ends(case, host, belongs):
            yield "host_member_ends", {"name": host.name, "day": ends}
        return
    approved, start = case.facts.host_approved_on, case.facts.starts_on
    if approved is None or (start is not None and approved >= start):
        yield "host_no_member", {"name": host.name}


def _category(case: Case, visitor: Party) -> Iterator[Said]:
    by_type = category_of(visitor.organisation_type)
    said = case.facts.category
    if by_type is None:
        return
    wrong = bool(said) and said != by_type
    yield "category" if wrong else "held_category", {"category": by_type.value}
