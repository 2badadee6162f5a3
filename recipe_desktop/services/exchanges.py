"""Exchanges as lists, detail panes and papers show them: facts, findings, state and next step."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from recipe_desktop.domain import exchange_rules as rules
from recipe_desktop.domain.clock import today
from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.exchange_case import Party, days_at_host, money
from recipe_desktop.domain.exchange_rules import HoldingRule
from recipe_desktop.domain.exchanges import Facts, Next, category_of, is_done, next_step
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.lump_sum import LumpSum
from recipe_desktop.domain.names import fold
from recipe_desktop.services import attachments, identity, projects, records, shares, taken_home
from recipe_desktop.services.attachments import Attachment
from recipe_desktop.services.exchange_book import KIND, Book, ExchangeBook
from recipe_desktop.services.exchange_filter import (
    EVERYTHING,
    FilterChoices,
    Narrowed,
    choices,
    finding_choices,
    matching,
)
from recipe_desktop.services.exchange_steps import Reached, column_of
from recipe_desktop.services.imprints import ProjectImprint, imprint

__all__ = ("KIND", "FilterChoices", "Narrowed", "Value", "choices", "finding_choices", "today")


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


@dataclass(frozen=True, slots=True)
class ExchangeCard:
    """All that a detail pane or the printed file shows.

    Args:
        fields: by field name, as ``services.kinds`` lists them.
        names: of the organisations and members that the fields refer to, by uid.
        days: the working days at the host; None where the days are not agreed.
        held: the rules that were looked at and hold.
        readers: codes of the members that see the file.
        keepers: codes of those with whom it lies, where this office is not involved.
        documents: those in the file.
        ended_by: code of the member that ended the sharing, after which its office has no more
            than it had written.
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
    held: tuple[HoldingRule, ...]
    readers: tuple[str, ...]
    documents: tuple[Attachment, ...] = ()
    keepers: tuple[str, ...] = ()
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class ExchangePaper:
    """What the printed file needs beside the exchange itself."""

    card: ExchangeCard
    imprint: ProjectImprint


@dataclass(frozen=True, slots=True)
class Stack:
    """A column of the board.

    Args:
        agreed_cents: what was agreed for all of them.
    """

    uids: tuple[Uid, ...]
    agreed_cents: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of the project and what has been reached of it.

    Args:
        code: of the target.
        planned: exchanges that are neither done nor cancelled.
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


def order(session: Session, narrowed: Narrowed = EVERYTHING) -> list[Uid]:
    """The uids of the list, the latest visits first and those without days last."""
    return matching(session, list(reversed(records.order(session, KIND))), narrowed)


def lines(session: Session, uids: Sequence[Uid]) -> list[ExchangeLine]:
    """The rows of some exchanges, in the order asked for; absent ones are left out."""
    book = _Lines(session, uids)
    return [book.line(uid) for uid in uids if uid in book.shown]


def board(session: Session, narrowed: Narrowed = EVERYTHING) -> dict[Reached, Stack]:
    """The same exchanges by what they have reached, the most urgent first; not the cancelled."""
    book = ExchangeBook(session, order(session, narrowed))
    found: dict[Reached, list[tuple[date, Uid]]] = {column: [] for column in Reached}
    for uid in book.shown:
        facts = book.facts(uid)
        then = next_step(facts, book.today)
        column = column_of(then)
        if column is not None:
            found[column].append((then.due_on or facts.starts_on or date.max, uid))
    stacks = {}
    for column, cards in found.items():
        uids = tuple(uid for _, uid in sorted(cards, reverse=column is Reached.PAID))
        amounts = (book.shown[uid]["amount_cents"] for uid in uids)
        stacks[column] = Stack(uids, sum(int(amount or 0) for amount in amounts))
    return stacks


def count(session: Session) -> int:
    """How many exchanges there are."""
    return int(session.connection().exec_driver_sql("SELECT count(*) FROM exchange").scalar_one())


def card(session: Session, uid: Uid) -> ExchangeCard:
    """One exchange with everything worked out.

    Raises:
        UserError: record.unknown.
    """
    fields = records.show(session, KIND, uid).fields
    book = _Lines(session, [uid])
    case = book.case(uid)
    return ExchangeCard(
        book.line(uid),
        fields,
        book.names,
        case.facts,
        case.visitor,
        case.host,
        days_at_host(case),
        money(case),
        tuple(book.findings(uid)),
        tuple(rules.held(case)),
        shares.readers(session, KIND, uid),
        tuple(attachments.of_record(session, KIND, uid)),
        shares.keepers(session, KIND, uid),
        taken_home.ended_by(session, uid),
    )


def paper(session: Session, uid: Uid) -> ExchangePaper:
    """Everything that the exchange file says, in codes.

    Raises:
        UserError: record.unknown.
    """
    told, file_in = card(session, uid), shares.places(session, KIND, [uid])[uid]
    return ExchangePaper(told, imprint(session, file_in))


def findings(session: Session) -> Iterator[tuple[Uid, Finding]]:
    """The findings on every exchange."""
    book = _Lines(session)
    for uid in book.shown:
        for finding in book.findings(uid):
            yield uid, finding


def waiting(session: Session) -> list[ExchangeLine]:
    """The exchanges in which this office must act next, the most urgent first."""
    book = ExchangeBook(session)
    ours = lines(session, [uid for uid in book.shown if book.must_act(uid)])
    return sorted(ours, key=lambda line: (line.then.due_on or date.max, line.number))


def waiting_for_others(session: Session, most: int = 3) -> list[ExchangeLine]:
    """The exchanges in which another office must act next, the most urgent first."""
    book = ExchangeBook(session)
    found: list[tuple[date, Uid]] = []
    for uid in book.shown:
        facts = book.facts(uid)
        then = next_step(facts, book.today)
        if book.acts(facts, then) and not book.is_ours(facts, then):
            found.append((then.due_on or date.max, uid))
    return lines(session, [uid for _, uid in sorted(found)[:most]])


def of_organisation(session: Session, uid: Uid) -> list[ExchangeLine]:
    """The exchanges in which an organisation visits or hosts, merged records included."""
    return lines(session, _with_party(session, uid, "visitor_uid", "host_uid"))


def _with_party(session: Session, uid: Uid, *parts: str) -> list[Uid]:
    """The exchanges in which an organisation, or one merged into it, has a part."""
    hidden = identity.canonical(session, "organisations")
    rows = session.connection().exec_driver_sql(
        f"SELECT uid, {', '.join(parts)} FROM exchange ORDER BY starts_on, number, uid"
    )
    return [
        Uid(one)
        for one, *parties in rows.all()
        if uid in {hidden.get(party, party) for party in parties}
    ]


def siblings(session: Session, uid: Uid) -> list[ExchangeLine]:
    """The other exchanges of the same visitor, one of which may be another leg of this one.

    There are none when the exchange has gone: a window may ask before it hears of that.
    """
    hidden = identity.canonical(session, "organisations")
    shown = records.shown(session, KIND, [uid])
    visitor = str(shown[0].fields["visitor"] or "") if shown else ""
    of_visitor = _with_party(session, hidden.get(Uid(visitor), Uid(visitor)), "visitor_uid")
    found = [other for other in of_visitor if other != uid] if uid in of_visitor else []
    return lines(session, found) if found else []


def promises(session: Session) -> list[Promise]:
    """The project's promises about exchanges: the whole, then each category."""
    done, planned = _counted(session)
    found = []
    for target in records.listing(session, "targets"):
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


def _counted(session: Session) -> tuple[Counter[str], Counter[str]]:
    """By category, how many exchanges are done and how many planned."""
    hidden = identity.canonical(session, "organisations")
    connection = session.connection()
    own = projects.names(session)
    every = connection.exec_driver_sql(
        "SELECT uid, leg_of_uid, category, visitor_uid, validated_on, visitor_partnership "
        "FROM exchange WHERE cancelled_on IS NULL ORDER BY uid"
    )
    rows = _counting([row[:-1] for row in every if not row[-1] or fold(row[-1]) in own])
    visitors = {hidden.get(visitor, visitor) for _, visitor, _ in rows if visitor}
    types: dict[str, str] = dict(
        connection.exec_driver_sql(
            "SELECT uid, organisation_type FROM organisation "
            "WHERE uid IN (SELECT value FROM json_each(?))",
            (records.as_json(visitors),),
        ).all()
    )
    done: Counter[str] = Counter()
    planned: Counter[str] = Counter()
    for category, visitor, validated_on in rows:
        by_type = category_of(types.get(hidden.get(visitor, visitor), ""))
        (planned if validated_on is None else done)[category or by_type or ""] += 1
    return done, planned


def _counting(rows: Sequence[Any]) -> list[tuple[str, Uid, str | None]]:
    """What counts for this partnership: of two legs one, whichever names the other."""
    legs = {row[0]: row[1] for row in rows}
    return [
        (category, Uid(visitor or ""), validated_on)
        for uid, leg_of, category, visitor, validated_on in rows
        if leg_of not in legs or leg_of == uid or (legs[leg_of] == uid and uid < leg_of)
    ]


class _Lines(Book):
    """The book, with every exchange as a row."""

    def line(self, uid: Uid) -> ExchangeLine:
        """One exchange as a row."""
        case, fields = self.case(uid), self.shown[uid]
        facts, visitor, host = case.facts, case.visitor, case.host
        then = next_step(facts, self.today)
        by_type = category_of(visitor.organisation_type) if visitor else None
        acts = self.acts(facts, then)
        open_ = [finding for finding in self.findings(uid) if finding.given is None]
        return ExchangeLine(
            uid,
            str(fields["number"] or ""),
            self.names.get(self.party_uid(fields["visitor"]), ""),
            self.names.get(self.party_uid(fields["host"]), ""),
            host.country if host else "",
            facts.starts_on,
            facts.ends_on,
            facts.category or (by_type or ""),
            visitor.organisation_type if visitor else "",
            self.code(facts.visitor_member),
            acts,
            money(case).ceiling_cents if facts.amount_cents is None else facts.amount_cents,
            then,
            self.is_ours(facts, then),
            is_done(facts),
            facts.cancelled_on is not None,
            sum(finding.severity is Severity.BLOCK for finding in open_),
        )
