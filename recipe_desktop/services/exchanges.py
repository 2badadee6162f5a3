"""Exchanges as lists, detail panes and papers show them: facts, findings, state and next step."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from recipe_desktop.domain import exchanges as rules
from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.exchanges import Actor, Facts, Next, Party
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.lump_sum import LumpSum
from recipe_desktop.domain.names import fold
from recipe_desktop.services import records, shares
from recipe_desktop.services.directory import UpTo, known_up_to
from recipe_desktop.services.exchange_book import KIND, Book, Value, today
from recipe_desktop.services.here import here

__all__ = ("KIND", "Value", "today")


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """One row of the list.

    Args:
        category: as it counts; empty where the visitor's type is not known.
        member: code of the member that looks after the visitor.
        acts: code of the member that must act or ask for it; empty where nobody is named.
        amount_cents: what was agreed, otherwise the ceiling; None while neither is known.
        is_ours: whether this office must act next.
        blocks: what must be mended; reasons that were given are taken off.
    """

    uid: Uid
    number: str
    visitor: str
    host: str
    host_country: str
    starts_on: date | None
    ends_on: date | None
    category: str
    organisation_type: str
    member: str
    acts: str
    amount_cents: int | None
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
        readers: codes of the members that see the file.
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
    readers: tuple[str, ...]


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
    book = _Lines(session)
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
    book = _Lines(session)
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
        tuple(book.findings(uid)),
        shares.readers(session, KIND, uid),
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
    book = _Lines(session)
    for uid in book.shown:
        for finding in book.findings(uid):
            yield uid, finding


def waiting(session: Session) -> list[ExchangeLine]:
    """The exchanges in which this office must act next, the most urgent first."""
    book = _Lines(session)
    ours = [line for line in map(book.line, book.shown) if line.is_ours]
    return sorted(ours, key=lambda line: (line.then.due_on or date.max, line.number))


def of_organisation(session: Session, uid: Uid) -> list[ExchangeLine]:
    """The exchanges in which an organisation visits or hosts, merged records included."""
    book = _Lines(session)
    return [
        book.line(one)
        for one, fields in book.shown.items()
        if uid in (book.party_uid(fields["visitor"]), book.party_uid(fields["host"]))
    ]


def promises(session: Session) -> list[Promise]:
    """The project's promises about exchanges: the whole, then each category."""
    book = _Lines(session)
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


class _Lines(Book):
    """The book, with every exchange as a row."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._own = here(session).member

    def line(self, uid: Uid) -> ExchangeLine:
        """One exchange as a row."""
        case, fields = self.case(uid), self.shown[uid]
        facts, visitor, host = case.facts, case.visitor, case.host
        then = rules.next_step(facts, self.today)
        by_type = rules.category_of(visitor.organisation_type) if visitor else None
        acts = self._acts(facts, then)
        open_ = (finding for finding in self.findings(uid) if finding.given is None)
        weights = Counter(finding.severity for finding in open_)
        return ExchangeLine(
            uid,
            str(fields["number"] or ""),
            visitor.name if visitor else "",
            host.name if host else "",
            host.country if host else "",
            facts.starts_on,
            facts.ends_on,
            facts.category or (by_type or ""),
            visitor.organisation_type if visitor else "",
            self.code(facts.visitor_member),
            acts,
            rules.money(case).ceiling_cents if facts.amount_cents is None else facts.amount_cents,
            then,
            then.actor is not Actor.NOBODY and acts in ("", self._own),
            rules.is_done(facts),
            facts.cancelled_on is not None,
            weights[Severity.BLOCK],
            weights[Severity.WARN],
        )

    def _acts(self, facts: Facts, then: Next) -> str:
        """Whose organisation must act, its partner asks for it; without a partner everybody."""
        match then.actor:
            case Actor.VISITOR | Actor.VISITOR_PARTNER:
                return self.code(facts.visitor_member)
            case Actor.HOST | Actor.HOST_PARTNER:
                return self.code(facts.host_member)
            case _:
                return ""
