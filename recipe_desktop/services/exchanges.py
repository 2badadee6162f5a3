"""Exchanges as lists, detail panes and papers show them: facts, findings, state and next step."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain import exchanges as rules
from recipe_desktop.domain import workdays
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.doubles import Traits
from recipe_desktop.domain.doubles import doubles_of as likely_pairs
from recipe_desktop.domain.errors import Finding, Severity, UserError
from recipe_desktop.domain.exchanges import (
    Actor,
    Belonging,
    Case,
    CountryRow,
    Earlier,
    Facts,
    Next,
    Party,
)
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.lump_sum import LumpSum, Rate
from recipe_desktop.domain.names import fold, name_core
from recipe_desktop.domain.workdays import DayException
from recipe_desktop.services import identity, records
from recipe_desktop.services.directory import UpTo, known_up_to
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import EXCHANGE_DAYS
from recipe_desktop.services.traits import organisation_traits

KIND: Final = "exchanges"
Value = str | int | None

_SATURDAY: Final = 5
_STEP_FIELDS: Final[Mapping[str, str]] = {
    "register": "registered_on",
    "assess": "assessed_on",
    "match": "matched_on",
    "agreement": "agreement_on",
    "report": "reported_on",
    "evidence": "evidence_on",
    "validate": "validated_on",
    "pay": "paid_on",
}


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """One row of the list.

    Args:
        category: as it counts; empty where the visitor's type is not known.
        is_ours: whether this office must act next.
    """

    uid: Uid
    number: str
    visitor: str
    host: str
    host_country: str
    starts_on: date | None
    ends_on: date | None
    category: str
    then: Next
    is_ours: bool
    is_done: bool
    is_cancelled: bool
    blocks: int
    warnings: int


@dataclass(frozen=True, slots=True)
class ExchangeCard:
    """All that a detail pane or the printed file shows.

    Args:
        fields: by field name, as ``services.kinds`` lists them.
        names: of the organisations and members that the fields refer to, by uid.
        days: the working days at the host; None where the days are not agreed.
    """

    line: ExchangeLine
    fields: Mapping[str, Value]
    names: Mapping[str, str]
    facts: Facts
    visitor: Party | None
    host: Party | None
    days: tuple[date, ...] | None
    lump_sum: LumpSum
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ExchangePaper:
    """What the printed file needs beside the exchange itself."""

    card: ExchangeCard
    member: str
    project: str
    funding_line: str
    disclaimer: str
    known: tuple[UpTo, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of the project and what has been reached of it.

    Args:
        code: of the target.
        planned: exchanges that are neither done nor cancelled.
        open: how many are neither done nor planned.
    """

    code: str
    name: str
    amount: int
    done: int
    planned: int

    @property
    def open(self) -> int:
        """What nobody has planned yet."""
        return max(0, self.amount - self.done - self.planned)


def order(session: Session, text: str = "") -> list[Uid]:
    """The uids of the list, the latest visits first and those without days on top."""
    uids = list(reversed(records.order(session, KIND)))
    wanted = fold(text).split()
    if not wanted:
        return uids
    found = []
    for line in lines(session, uids):
        words = fold(f"{line.number} {line.visitor} {line.host}").split()
        if all(any(word.startswith(part) for word in words) for part in wanted):
            found.append(line.uid)
    return found


def lines(session: Session, uids: Sequence[Uid]) -> list[ExchangeLine]:
    """The rows of some exchanges, in the order asked for; absent ones are left out."""
    book = _Book(session)
    return [book.line(uid) for uid in uids if uid in book.shown]


def count(session: Session) -> int:
    """How many exchanges there are."""
    return int(session.connection().exec_driver_sql("SELECT count(*) FROM exchange").scalar_one())


def card(session: Session, uid: Uid) -> ExchangeCard:
    """One exchange with everything worked out.

    Raises:
        UserError: record.unknown.
    """
    fields = records.show(session, KIND, uid).fields
    book = _Book(session)
    case = book.case(uid)
    return ExchangeCard(
        book.line(uid),
        fields,
        book.names,
        case.facts,
        case.visitor,
        case.host,
        rules.days_at_host(case),
        rules.money(case),
        tuple(rules.findings(case)),
    )


def paper(session: Session, uid: Uid) -> ExchangePaper:
    """Everything that the exchange file says, in codes.

    Raises:
        UserError: record.unknown.
    """
    projects = records.listing(session, "projects")
    project = projects[0].fields if projects else {}
    return ExchangePaper(
        card(session, uid),
        here(session).member,
        str(project.get("name") or ""),
        str(project.get("funding_line") or ""),
        str(project.get("disclaimer") or ""),
        known_up_to(session),
        today(),
    )


def findings(session: Session) -> Iterator[tuple[Uid, Finding]]:
    """The findings on every exchange."""
    book = _Book(session)
    for uid in book.shown:
        for finding in rules.findings(book.case(uid)):
            yield uid, finding


def waiting(session: Session) -> list[ExchangeLine]:
    """The exchanges in which this office must act next, the most urgent first."""
    book = _Book(session)
    ours = [line for line in map(book.line, book.shown) if line.is_ours]
    return sorted(ours, key=lambda line: (line.then.due_on or date.max, line.number))


def today() -> date:
    """The day of the rules: that of the wall clock, or of a rehearsal."""
    return now().date()


def begin(session: Session, visitor: str, host: str = "") -> Uid:
    """Make an exchange; the partners are those of whose cluster the two are members.

    Raises:
        UserError: record.needs, record.unknown.
    """
    values: dict[str, Value] = {"visitor": visitor, "host": host}
    made = records.create(session, KIND, values).uid
    book = _Book(session)
    partners = {
        f"{part}_member": book.member_of(book.party_uid(uid))
        for part, uid in (("visitor", visitor), ("host", host))
    }
    partners["paying_member"] = partners["visitor_member"]
    records.edit(session, KIND, made, {name: uid for name, uid in partners.items() if uid})
    return made


def take_step(session: Session, uid: Uid) -> None:
    """Write that what an exchange waits for has happened today.

    Raises:
        UserError: record.unknown, exchange.no_step, exchange.needs_host.
    """
    fields = records.show(session, KIND, uid).fields
    then = lines(session, [uid])[0].then
    name = step_field(then)
    if not name:
        raise UserError("exchange.no_step")
    if then.task == "match" and not fields["host"]:
        raise UserError("exchange.needs_host")
    records.edit(session, KIND, uid, {name: today().isoformat()})


def step_field(then: Next) -> str:
    """The field that says when the next step was taken; empty where a day is not enough."""
    if then.task == "sign":
        return f"{then.actor.value}_signed_on"
    return _STEP_FIELDS.get(then.task, "")


def of_organisation(session: Session, uid: Uid) -> list[ExchangeLine]:
    """The exchanges in which an organisation visits or hosts, merged records included."""
    book = _Book(session)
    return [
        book.line(one)
        for one, fields in book.shown.items()
        if uid in (book.party_uid(fields["visitor"]), book.party_uid(fields["host"]))
    ]


def promises(session: Session) -> list[Promise]:
    """The project's promises about exchanges: the whole, then each category."""
    book = _Book(session)
    every = [line for line in map(book.line, book.shown) if not line.is_cancelled]
    done = Counter(line.category for line in every if line.is_done)
    planned = Counter(line.category for line in every if not line.is_done)
    targets = records.listing(session, "targets")
    found = []
    for target in targets:
        code = str(target.fields["code"] or "")
        if code != "exchanges" and target.fields["part_of"] != "exchanges":
            continue
        category = code.removeprefix("exchanges_")
        whole = code == "exchanges"
        found.append(
            Promise(
                code,
                str(target.fields["name"]),
                int(target.fields["amount"] or 0),
                sum(done.values()) if whole else done[category],
                sum(planned.values()) if whole else planned[category],
            )
        )
    return found


def working_calendar(
    country: str, exceptions: Collection[DayException] = ()
) -> tuple[Callable[[date], bool], bool]:
    """Which days are working days in a country, and whether its public holidays are known.

    Where they are not, weekends alone are free, and a finding says so.
    """
    is_known = country in workdays.COUNTRIES
    marked = {one.day: one.is_working for one in exceptions if one.country == country}

    def is_working(day: date) -> bool:
        if day in marked:
            return marked[day]
        return day.weekday() < _SATURDAY and not (
            is_known and day in workdays.holidays(country, day.year)
        )

    return is_working, is_known


class _Book:
    """Everything the rules look at, read once for many exchanges."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._here = here(session)
        self._today = today()
        self._hidden = identity.canonical(session, "organisations")
        self.shown = {r.uid: r.fields for r in records.listing(session, KIND)}
        self._members = {m.uid: m.fields for m in records.listing(session, "members")}
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
        found = records.shown(session, "organisations", sorted(parties))
        self._organisations = {r.uid: r.fields for r in found}
        self._belongs = self._memberships()
        self._marked = tuple(_marked_days(session))
        self.names: dict[str, str] = {uid: str(f["name"]) for uid, f in self._organisations.items()}
        self.names |= {
            away: self.names[kept] for away, kept in self._hidden.items() if kept in self.names
        }
        self.names |= {uid: str(f["name"]) for uid, f in self._members.items()}
        self._alike = self._alike_visitors()
        self._cases: dict[Uid, Case] = {}

    def party_uid(self, value: Value) -> Uid:
        """The record that is shown in the place of the one that an exchange names."""
        uid = Uid(str(value or ""))
        return self._hidden.get(uid, uid)

    def member_of(self, organisation: Uid) -> str:
        """The member whose cluster an organisation belongs to; nothing where none or several."""
        ours = {b.member for b in self._belongs.get(organisation, ()) if b.holds_on(self._today)}
        ours.discard("")
        return ours.pop() if len(ours) == 1 else ""

    def case(self, uid: Uid) -> Case:
        """What the rules need to know of an exchange."""
        if uid not in self._cases:
            fields = self.shown[uid]
            host = self._party(fields["host"], "may_host")
            is_working, has_calendar = working_calendar(host.country if host else "", self._marked)
            self._cases[uid] = Case(
                self._facts(fields),
                self._party(fields["visitor"], "may_visit"),
                host,
                self._countries,
                self._rates,
                is_working,
                has_calendar,
                self._today,
                tuple(self._earlier(uid)),
            )
        return self._cases[uid]

    def line(self, uid: Uid) -> ExchangeLine:
        """One exchange as a row."""
        case, fields = self.case(uid), self.shown[uid]
        facts, visitor, host = case.facts, case.visitor, case.host
        then = rules.next_step(facts, self._today)
        by_type = rules.category_of(visitor.organisation_type) if visitor else None
        weights = Counter(finding.severity for finding in rules.findings(case))
        return ExchangeLine(
            uid,
            str(fields["number"] or ""),
            visitor.name if visitor else "",
            host.name if host else "",
            host.country if host else "",
            facts.starts_on,
            facts.ends_on,
            facts.category or (by_type or ""),
            then,
            self._is_ours(facts, then),
            rules.is_done(facts),
            facts.cancelled_on is not None,
            weights[Severity.BLOCK],
            weights[Severity.WARN],
        )

    def _is_ours(self, facts: Facts, then: Next) -> bool:
        """Whose organisation must act, its partner asks for it; without a partner everybody."""
        match then.actor:
            case Actor.VISITOR | Actor.VISITOR_PARTNER:
                looks_after = facts.visitor_member
            case Actor.HOST | Actor.HOST_PARTNER:
                looks_after = facts.host_member
            case _:
                return False
        return not looks_after or self._code(looks_after) == self._here.member

    def _code(self, member: str) -> str:
        fields = self._members.get(Uid(member))
        return str(fields["code"]) if fields else ""

    def _facts(self, fields: Mapping[str, Value]) -> Facts:
        days: dict[str, Any] = {name: _day(fields[name]) for name in EXCHANGE_DAYS}
        numbers: dict[str, Any] = {name: fields[name] for name in ("distance_km", "amount_cents")}
        words: dict[str, Any] = {
            name: str(fields[name] or "")
            for name in (
                *("category", "visitor_partnership", "host_partnership"),
                *("visitor_member", "host_member", "paying_member"),
            )
        }
        return Facts(is_virtual=bool(fields["is_virtual"]), **days, **numbers, **words)

    def _party(self, value: Value, may: str) -> Party | None:
        uid = self.party_uid(value)
        fields = self._organisations.get(uid)
        if fields is None:
            return None
        numbers: dict[str, Any] = {
            name: fields[name] for name in ("staff", "turnover_cents", "balance_cents")
        }
        kind = str(fields["organisation_type"] or "")
        allowed = self._terms.get(kind, {}).get(may)
        return Party(
            uid,
            str(fields["name"] or ""),
            kind,
            str(fields["country"] or ""),
            figures_on=_day(fields["figures_on"]),
            may=None if allowed is None else bool(allowed),
            belongs=self._belongs.get(uid, ()),
            **numbers,
        )

    def _memberships(self) -> dict[Uid, tuple[Belonging, ...]]:
        """By the organisation that is shown; members of our own five are known to be listed."""
        behind = {away: kept for away, kept in self._hidden.items() if kept in self._organisations}
        every = records.as_json([*self._organisations, *behind])
        rows = self._session.connection().exec_driver_sql(
            "SELECT organisation_uid, coalesce(member.name, cluster_name), coalesce(member.uid, ''), "
            "from_on, until_on FROM membership LEFT JOIN member ON member.uid = member_uid "
            "WHERE organisation_uid IN (SELECT value FROM json_each(?)) ORDER BY membership.uid",
            (every,),
        )
        found: dict[Uid, tuple[Belonging, ...]] = {}
        for organisation, cluster, member, start, end in rows:
            uid = self.party_uid(organisation)
            belonging = Belonging(cluster, member, _day(start), _day(end))
            found[uid] = (*found.get(uid, ()), belonging)
        return found

    def _alike_visitors(self) -> dict[Uid, set[Uid]]:
        """Visitors that may be one under two names, former names included, and nobody judged."""
        visitors = {self.party_uid(f["visitor"]) for f in self.shown.values() if f["visitor"]}
        if len(visitors) < 2:
            return {}
        judged = {
            frozenset(pair)
            for pair in self._session.connection().exec_driver_sql(
                "SELECT left_uid, right_uid FROM not_same WHERE kind = 'organisations'"
            )
        }
        traits = [t for t in organisation_traits(self._session) if Uid(t.ref) in visitors]
        pairs = {frozenset((Uid(left), Uid(alike.ref))) for left, alike in likely_pairs(traits)}
        pairs |= _under_one_name(traits)
        found: dict[Uid, set[Uid]] = {}
        for left, right in pairs - judged:
            found.setdefault(left, set()).add(right)
            found.setdefault(right, set()).add(left)
        return found

    def _earlier(self, uid: Uid) -> Iterator[Earlier]:
        """Visits of the same organisation, or of one that may be the same."""
        visitor = self.party_uid(self.shown[uid]["visitor"])
        if not visitor:
            return
        for other, fields in self.shown.items():
            their = self.party_uid(fields["visitor"])
            if other == uid or fields["cancelled_on"] or not their:
                continue
            if their == visitor or their in self._alike.get(visitor, ()):
                yield Earlier(
                    other,
                    str(fields["number"] or ""),
                    self.names.get(their, ""),
                    is_same=their == visitor,
                )


def _under_one_name(traits: Iterable[Traits]) -> set[frozenset[Uid]]:
    """Pairs that bear, or once bore, the same name, wherever they are."""
    bearers: dict[str, set[Uid]] = {}
    for one in traits:
        for name in (one.name, *one.former_names):
            bearers.setdefault(name_core(name), set()).add(Uid(one.ref))
    bearers.pop("", None)
    return {frozenset(pair) for group in bearers.values() for pair in combinations(group, 2)}


def _countries(session: Session) -> Iterable[CountryRow]:
    for row in records.listing(session, "countries"):
        f = row.fields
        yield CountryRow(
            str(f["code"]), _day(f["from_on"]), _day(f["until_on"]), str(f["certainty"] or "")
        )


def _marked_days(session: Session) -> Iterable[DayException]:
    """Days that were decreed otherwise than the rules say, such as Hungary's Saturdays."""
    for row in records.listing(session, "calendar-days"):
        f = row.fields
        if day := _day(f["day_on"]):
            yield DayException(str(f["country"]), day, bool(f["is_working"]))


def _rates(session: Session) -> Iterable[Rate]:
    for row in records.listing(session, "lump-sums"):
        f = row.fields
        amount = f["amount_cents"]
        yield Rate(
            str(f["country"]),
            None if amount is None else int(amount),
            _day(f["from_on"]),
            _day(f["until_on"]),
            str(f["source"] or ""),
            f["certainty"] == "confirmed",
        )


def _day(value: Value) -> date | None:
    return date.fromisoformat(str(value)) if value else None
