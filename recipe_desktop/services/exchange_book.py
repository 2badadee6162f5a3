"""What the rules of exchanges look at, read from the store once for many exchanges."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain import exchange_rules as rules
from recipe_desktop.domain import workdays
from recipe_desktop.domain.clock import today
from recipe_desktop.domain.doubles import Traits
from recipe_desktop.domain.doubles import doubles_of as likely_pairs
from recipe_desktop.domain.errors import Finding, Given
from recipe_desktop.domain.exchange_case import (
    LONGEST_COUNTED,
    SURE,
    Case,
    ClusterMembership,
    CountryRow,
    Earlier,
    Leg,
    Party,
)
from recipe_desktop.domain.exchanges import Actor, Facts, Next, Standing, next_step, standing
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.lump_sum import Rate
from recipe_desktop.domain.name_likeness import name_core
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.workdays import DayException
from recipe_desktop.services import identity, involvement, projects, records, shares, words
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import EXCHANGE_DAYS
from recipe_desktop.services.sql import day_of
from recipe_desktop.services.traits import organisation_traits

KIND: Final = "exchanges"
_NO_HOST: Final = "exchange.no_host"
_CLAIMED: Final = {
    "visitor_member_uid": "visitor_claimed",
    "host_member_uid": "host_claimed",
    "paying_member_uid": "payer_claimed",
}

_SATURDAY: Final = 5


def working_calendar(
    country: str, exceptions: Collection[DayException] = (), region: str = ""
) -> tuple[Callable[[date], bool], bool]:
    """Which days are working days at a place, and whether its public holidays are known.

    Where they are not, weekends alone are free, and a finding says so.
    """
    is_known = country in workdays.COUNTRIES
    where = region if region in workdays.REGIONS.get(country, ()) else ""
    marked = {
        one.day: one.is_working
        for one in sorted(exceptions, key=lambda one: one.region)
        if one.country == country and one.region in ("", region)
    }

    def is_working(day: date) -> bool:
        if day in marked:
            return marked[day]
        return day.weekday() < _SATURDAY and not (
            is_known and day in workdays.holidays(country, day.year, where)
        )

    return is_working, is_known


def regional_holidays(
    country: str, region: str, exceptions: Iterable[DayException] = ()
) -> Callable[[date], bool]:
    """Whether a day is free in some regions of a country alone, while nobody said which it is.

    A region is said where it is one that is known, or any one where a country has no list of them.
    """
    regions = workdays.REGIONS.get(country, ())
    if region in regions or (region and not regions):
        return lambda _day: False
    free = {
        one.day
        for one in exceptions
        if one.country == country and one.region and not one.is_working
    }
    return lambda day: (
        day in free or any(day in workdays.holidays(country, day.year, one) for one in regions)
    )


def _facts(fields: Mapping[str, Value], own: Collection[str]) -> Facts:
    """An exchange as it is kept, from its fields by name.

    Args:
        own: see ``projects.names``; who writes one of them means nobody else.
    """
    days: dict[str, Any] = {name: day_of(fields[name]) for name in EXCHANGE_DAYS}
    counted = ("distance_km", "amount_cents", "residence_days")
    numbers: dict[str, Any] = {name: fields[name] for name in counted}
    flags: dict[str, Any] = {
        name: bool(fields[name]) for name in ("is_virtual", "has_permit", "has_business")
    }
    words: dict[str, Any] = {
        name: str(fields[name] or "")
        for name in (
            *("category", "visitor_partnership", "host_partnership"),
            *("visitor_member", "host_member", "paying_member"),
            *("other_funding", "nationality"),
        )
    }
    for name in ("visitor_partnership", "host_partnership"):
        if fold(words[name]) in own:
            words[name] = ""
    return Facts(**days, **numbers, **words, **flags)


class ExchangeBook:
    """Exchanges as they are kept, and whose turn it is; needs nothing else of the store.

    Args:
        uids: the exchanges that will be asked for; None for all.
    """

    def __init__(self, session: Session, uids: Iterable[Uid] | None = None) -> None:
        self.today = today()
        self._own = here(session).member
        self._partnership = projects.names(session)
        asked = records.order(session, KIND) if uids is None else list(uids)
        self.shown = {r.uid: r.fields for r in records.shown(session, KIND, asked)}
        self._members = {m.uid: m.fields for m in records.listing(session, "members")}

    def facts(self, uid: Uid) -> Facts:
        """An exchange as it is kept."""
        return _facts(self.shown[uid], self._partnership)

    def code(self, member: str) -> str:
        """The code of a member by its uid; nothing where there is none."""
        fields = self._members.get(Uid(member))
        return str(fields["code"]) if fields else ""

    def acts(self, facts: Facts, then: Next) -> str:
        """Whose organisation must act, its partner asks for it; without a partner everybody."""
        match then.actor:
            case Actor.VISITOR | Actor.VISITOR_PARTNER:
                return self.code(facts.visitor_member)
            case Actor.HOST | Actor.HOST_PARTNER:
                return self.code(facts.host_member)
            case _:
                return ""

    def is_ours(self, facts: Facts, then: Next) -> bool:
        """Whether this office must act next; without a partner everybody must."""
        return then.actor is not Actor.NOBODY and self.acts(facts, then) in ("", self._own)

    def must_act(self, uid: Uid) -> bool:
        """Whether this office must act next in an exchange."""
        facts = self.facts(uid)
        return self.is_ours(facts, next_step(facts, self.today))


class Book(ExchangeBook):
    """Everything the rules look at, read once for many exchanges.

    Args:
        uids: the exchanges that will be asked for; None for all. What others of them bear on,
            such as an earlier visit, is read in any case.
    """

    def __init__(self, session: Session, uids: Iterable[Uid] | None = None) -> None:
        super().__init__(session, uids)
        self._session = session
        self._hidden = identity.canonical(session, "organisations")
        self._countries = tuple(_countries(session))
        self._rates = tuple(_rates(session))
        self._terms = {
            str(t.fields["code"]): t.fields
            for t in records.listing(session, "terms")
            if t.fields["catalogue"] == "organisation_type"
        }
        parties = {
            self.party_uid(fields[part])
            for fields in self.shown.values()
            for part in ("visitor", "host")
            if fields[part]
        }
        self._visits = self._by_visitor()
        self._legs = self._other_legs()
        self._settings = _settings(session)
        self._alike = self._alike_visitors()
        parties |= {other for uid in parties for other in self._alike.get(uid, ())}
        found = records.shown(session, "organisations", sorted(parties))
        self._organisations = {r.uid: r.fields for r in found}
        self._belongs = self._memberships()
        self._marked = tuple(_marked_days(session))
        self.names: dict[str, str] = {uid: str(f["name"]) for uid, f in self._organisations.items()}
        self.names |= {
            away: self.names[kept] for away, kept in self._hidden.items() if kept in self.names
        }
        self.names |= {uid: str(f["name"]) for uid, f in self._members.items()}
        self.names |= {leg.uid: leg.number for legs in self._legs.values() for leg in legs}
        self.names |= dict.fromkeys(
            parties - self._organisations.keys(), words.absent_organisation()
        )
        self._reasons = _reasons(session)
        self._shares = shares.present(session, KIND)
        self._parts = involvement.of_records(session, KIND, self.shown)
        self._standings = self._standing_of_others()
        self._cases: dict[Uid, Case] = {}

    def party_uid(self, value: Value) -> Uid:
        """The record that is shown in the place of the one that an exchange names."""
        uid = Uid(str(value or ""))
        return self._hidden.get(uid, uid)

    def member_of(self, organisation: Uid) -> str:
        """The member whose cluster an organisation belongs to; nothing where none or several."""
        ours = {b.member for b in self._belongs.get(organisation, ()) if b.holds_on(self.today)}
        ours.discard("")
        return ours.pop() if len(ours) == 1 else ""

    def case(self, uid: Uid) -> Case:
        """What the rules need to know of an exchange."""
        if uid not in self._cases:
            fields = self.shown[uid]
            host = self._party(fields["host"], "may_host")
            country, region = host.country if host else "", str(fields["region"] or "").upper()
            is_working, has_calendar = working_calendar(country, self._marked, region)
            facts = self.facts(uid)
            self._cases[uid] = Case(
                facts,
                self._party(fields["visitor"], "may_visit"),
                host,
                self._countries,
                self._rates,
                is_working,
                has_calendar,
                self.today,
                tuple(self._earlier(uid)),
                tuple(self._legs.get(uid, ())),
                *self._settings,
                regional_holidays(country, region, self._marked),
                self._unstated(facts, country, region),
            )
        return self._cases[uid]

    def _unstated(self, facts: Facts, country: str, region: str) -> tuple[date, ...]:
        """The days of a stay of which it is not known what the host's country decreed."""
        first, last = facts.starts_on, facts.ends_on
        if first is None or last is None or (last - first).days > LONGEST_COUNTED:
            return ()
        unstated = workdays.unstated_days(country, first, last, self._marked, region)
        travel = (facts.travels_out_on, facts.travels_back_on)
        return tuple(day for day in unstated if day not in travel)

    def findings(self, uid: Uid, case: Case | None = None) -> list[Finding]:
        """What the rules say of an exchange, with the reasons that were given.

        Args:
            case: the exchange as it would be; None for what it is.
        """
        found = rules.findings(case or self.case(uid))
        if lost := [*self._lost(uid)]:
            found = [*lost, *(one for one in found if one.code != _NO_HOST)]
        found += [*self._region(uid), *(self._claimed(uid) or self._stray(uid))]
        reasons = self._reasons.get(uid, {})
        return [
            replace(one, given=reasons.get((rules.cause(one.code), one.about)))
            if rules.takes_reason(one)
            else one
            for one in found
        ]

    def _party(self, value: Value, may: str) -> Party | None:
        uid = self.party_uid(value)
        fields = self._organisations.get(uid)
        if fields is None:
            return None
        numbers: dict[str, Any] = {
            name: fields[name] for name in ("staff", "turnover_cents", "balance_cents")
        }
        kind = str(fields["organisation_type"] or "")
        term = self._terms.get(kind, {})
        allowed = term.get(may) if term.get("certainty") in SURE else None
        return Party(
            uid,
            str(fields["name"] or ""),
            kind,
            str(fields["country"] or ""),
            figures_on=day_of(fields["figures_on"]),
            may=None if allowed is None else bool(allowed),
            registered_in=tuple(str(fields["registered_in"] or "").split(";"))
            if fields["registered_in"]
            else (),
            belongs=self._belongs.get(uid, ()),
            **numbers,
        )

    def _lost(self, uid: Uid) -> Iterator[Finding]:
        """That a host is named who is not here; of a visitor, a rule says so."""
        fields = self.shown[uid]
        if fields["host"] and self.case(uid).host is None and not fields["cancelled_on"]:
            yield rules.finding("host_lost")

    def _region(self, uid: Uid) -> Iterator[Finding]:
        """That the region is none whose holidays are known."""
        fields, host = self.shown[uid], self.case(uid).host
        typed = str(fields["region"] or "")
        known = workdays.REGIONS.get(host.country, ()) if host else ()
        if typed and known and typed.upper() not in known and not fields["cancelled_on"]:
            details = {"value": typed, "names": ", ".join(known)}
            yield rules.finding("region_unknown", **details)

    def _claimed(self, uid: Uid) -> list[Finding]:
        """That outsiders named somebody who does not see the file; those involved decide that."""
        parts, share = self._parts.get(uid), self._shares.get(uid)
        readers = share.members if share is not None else ()
        if parts is None or self._own not in {*parts.members, *readers}:
            return []
        return [
            rules.finding(_CLAIMED[claim.column], member=claim.member, by=claim.by)
            for claim in parts.claims
            if claim.member not in readers and not self.shown[uid]["cancelled_on"]
        ]

    def _stray(self, uid: Uid) -> Iterable[Finding]:
        """That the file lies with others than those who are involved now."""
        share, fields = self._shares.get(uid), self.shown[uid]
        if share is None or fields["cancelled_on"]:
            return
        named = (fields[f"{part}_member"] for part in ("visitor", "host", "paying"))
        involved = {self.code(str(member)) for member in named if member} - {""}
        if set(share.members) != (involved - set(share.without)) | set(share.also):
            yield rules.finding("file_elsewhere", members=share.members)

    def _memberships(self) -> dict[Uid, tuple[ClusterMembership, ...]]:
        """By the organisation that is shown; members of our own five are known to be listed."""
        behind = {away: kept for away, kept in self._hidden.items() if kept in self._organisations}
        every = records.as_json([*self._organisations, *behind])
        rows = self._session.connection().exec_driver_sql(
            "SELECT organisation_uid, coalesce(member.name, cluster_name), coalesce(member.uid, ''), "
            "from_on, until_on FROM membership LEFT JOIN member ON member.uid = member_uid "
            "WHERE organisation_uid IN (SELECT value FROM json_each(?)) ORDER BY membership.uid",
            (every,),
        )
        found: dict[Uid, tuple[ClusterMembership, ...]] = {}
        for organisation, cluster, member, start, end in rows:
            uid = self.party_uid(organisation)
            belonging = ClusterMembership(cluster, member, day_of(start), day_of(end))
            found[uid] = (*found.get(uid, ()), belonging)
        return found

    def _alike_visitors(self) -> dict[Uid, set[Uid]]:
        """Visitors that may be one under two names, and nobody judged.

        A visitor bears also its former names, and all those of what was merged into it.
        """
        if len(self._visits) < 2:
            return {}
        judged = {
            frozenset(pair)
            for pair in self._session.connection().exec_driver_sql(
                "SELECT left_uid, right_uid FROM not_same WHERE kind = 'organisations'"
            )
        }
        bearers = {uid for uid in self._hidden if self.party_uid(uid) in self._visits}
        traits = tuple(organisation_traits(self._session, bearers | self._visits.keys()))
        found: dict[Uid, set[Uid]] = {}
        for pair in _alike(traits) - judged:
            left, right = map(self.party_uid, pair)
            if left == right or frozenset((left, right)) in judged:
                continue
            found.setdefault(left, set()).add(right)
            found.setdefault(right, set()).add(left)
        return found

    def _by_visitor(self) -> dict[Uid, list[tuple[Uid, str]]]:
        """Uid and number of the exchanges of each visitor, those that were cancelled left out."""
        found: dict[Uid, list[tuple[Uid, str]]] = {}
        for uid, number, visitor in self._session.connection().exec_driver_sql(
            "SELECT uid, number, visitor_uid FROM exchange "
            "WHERE visitor_uid IS NOT NULL AND cancelled_on IS NULL ORDER BY uid"
        ):
            found.setdefault(self.party_uid(visitor), []).append((Uid(uid), str(number or "")))
        return found

    def _other_legs(self) -> dict[Uid, list[Leg]]:
        """By exchange, the other legs of it, whichever of them names the other."""
        found: dict[Uid, list[Leg]] = {}
        for one, other, *rest in self._session.connection().exec_driver_sql(
            "SELECT one.uid, other.uid, one.number, other.number, "
            "coalesce(one.visitor_partner_counted_on, one.host_partner_counted_on), "
            "coalesce(other.visitor_partner_counted_on, other.host_partner_counted_on) "
            "FROM exchange AS one JOIN exchange AS other ON other.uid = one.leg_of_uid "
            "WHERE one.cancelled_on IS NULL AND other.cancelled_on IS NULL ORDER BY one.uid"
        ):
            number, other_number, counted, other_counted = rest
            legs = (
                (one, Leg(Uid(other), str(other_number), other_counted is not None)),
                (other, Leg(Uid(one), str(number), counted is not None)),
            )
            for uid, leg in legs if one != other else ():
                if leg not in found.setdefault(Uid(uid), []):
                    found[Uid(uid)].append(leg)
        return found

    def _standing_of_others(self) -> dict[Uid, Standing]:
        """How far those visits have come that stand in the way of one that is asked for."""
        others = {other for uid in self.shown for _visitor, other, _number in self._others(uid)}
        unread = records.shown(self._session, KIND, sorted(others - self.shown.keys()))
        found = {uid: self.shown[uid] for uid in others & self.shown.keys()}
        found |= {row.uid: row.fields for row in unread}
        return {
            uid: standing(_facts(fields, self._partnership), self.today)
            for uid, fields in found.items()
        }

    def _others(self, uid: Uid) -> Iterator[tuple[Uid, Uid, str]]:
        """Other visits of a visitor, or of one that may be the same: whose, which, its number."""
        visitor = self.party_uid(self.shown[uid]["visitor"])
        legs = {leg.uid for leg in self._legs.get(uid, ())}
        for their in (visitor, *sorted(self._alike.get(visitor, ()))) if visitor else ():
            for other, number in self._visits.get(their, ()):
                if other != uid and other not in legs:
                    yield their, other, number

    def _earlier(self, uid: Uid) -> Iterator[Earlier]:
        """Visits of the same organisation, or of one that may be the same."""
        visitor = self.party_uid(self.shown[uid]["visitor"])
        for their, other, number in self._others(uid):
            name = self.names.get(their, "")
            yield Earlier(other, number, name, their == visitor, self._standings[other])


def _reasons(session: Session) -> dict[Uid, dict[tuple[str, str], Given]]:
    """By exchange, cause and what the finding said then; of several reasons the last."""
    found: dict[Uid, dict[tuple[str, str], Given]] = {}
    every = records.listing(session, "finding-reasons")
    for row in sorted(every, key=lambda r: (str(r.fields["given_on"] or ""), r.uid)):
        f = row.fields
        key = rules.cause(str(f["code"])), str(f["about"])
        given = Given(str(f["reason"]), str(f["name"]), day_of(f["given_on"]), row.uid)
        found.setdefault(Uid(str(f["exchange"] or "")), {})[key] = given
    return found


@lru_cache(maxsize=2)
def _alike(traits: tuple[Traits, ...]) -> frozenset[frozenset[Uid]]:
    """Pairs that may be one organisation; asked again and again for the same visitors."""
    pairs = {frozenset((Uid(left), Uid(alike.ref))) for left, alike in likely_pairs(traits)}
    return frozenset(pairs | _under_one_name(traits))


def _under_one_name(traits: Iterable[Traits]) -> set[frozenset[Uid]]:
    """Pairs that bear, or once bore, the same name, wherever they are."""
    bearers: dict[str, set[Uid]] = {}
    for one in traits:
        for name in (one.name, *one.former_names):
            bearers.setdefault(name_core(name), set()).add(Uid(one.ref))
    bearers.pop("", None)
    return {frozenset(pair) for group in bearers.values() for pair in combinations(group, 2)}


def _settings(session: Session) -> tuple[date | None, int | None]:
    """What the project has settled: when its period ends, and how long a stay may be."""
    project = projects.present(session)
    if project is None:
        return None, None
    fields = project.fields
    longest = fields["longest_stay_days"]
    return day_of(fields["period_ends_on"]), None if longest is None else int(longest)


def _countries(session: Session) -> Iterable[CountryRow]:
    for row in records.listing(session, "countries"):
        f = row.fields
        yield CountryRow(
            str(f["code"]), day_of(f["from_on"]), day_of(f["until_on"]), str(f["certainty"] or "")
        )


def _marked_days(session: Session) -> Iterable[DayException]:
    """Days that were decreed otherwise than the rules say, such as Hungary's Saturdays."""
    for row in records.listing(session, "calendar-days"):
        f = row.fields
        if day := day_of(f["day_on"]):
            region = str(f["region"] or "").upper()
            yield DayException(str(f["country"]), day, bool(f["is_working"]), region)


def _rates(session: Session) -> Iterable[Rate]:
    for row in records.listing(session, "lump-sums"):
        f = row.fields
        amount = f["amount_cents"]
        yield Rate(
            str(f["country"]),
            None if amount is None else int(amount),
            day_of(f["from_on"]),
            day_of(f["until_on"]),
            str(f["source"] or ""),
            f["certainty"] == "confirmed",
        )
