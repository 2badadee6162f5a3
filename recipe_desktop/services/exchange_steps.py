"""The way of an exchange: begun, taken from step to step, let pass with a written reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain import exchange_rules as rules
from recipe_desktop.domain.clock import today
from recipe_desktop.domain.errors import Finding, Severity, UserError
from recipe_desktop.domain.exchanges import Facts, Next, Step, next_step
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.unseen import one_line, several_lines
from recipe_desktop.services import identity, records, shared_rows, shares
from recipe_desktop.services.exchange_book import KIND, Book
from recipe_desktop.services.here import PARTNERSHIP, here
from recipe_desktop.services.sql import insert

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


class Reached(StrEnum):
    """The columns of the board: what an exchange has reached."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    MATCHED = "matched"
    PREPARING = "preparing"
    VISITING = "visiting"
    CLOSING = "closing"
    PAID = "paid"


_COLUMNS: Final[Mapping[Step, Reached]] = {
    Step.REGISTRATION: Reached.REGISTERED,
    Step.ASSESSMENT: Reached.REGISTERED,
    Step.MATCHING: Reached.ACCEPTED,
    Step.PREPARATION: Reached.PREPARING,
    Step.VISIT: Reached.VISITING,
    Step.REPORT: Reached.CLOSING,
    Step.PAYMENT: Reached.CLOSING,
}


def column_of(then: Next) -> Reached | None:
    """Where an exchange stands on the board; nowhere when it was cancelled."""
    if then.step is None:
        return Reached.PAID if then.task == "done" else None
    if then.task == "dates":
        return Reached.MATCHED
    return _COLUMNS[then.step]


def begin(session: Session, visitor: str, host: str = "") -> Uid:
    """Make an exchange; the partners are those of whose cluster the two are members.

    Raises:
        UserError: record.needs, record.unknown.
    """
    values: dict[str, Value] = {"visitor": visitor, "host": host}
    made = records.create(session, KIND, values).uid
    book = Book(session, [made])
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
        UserError: record.unknown, exchange.no_step, exchange.needs_host, exchange.rule_forbids.
    """
    records.show(session, KIND, uid)
    book = Book(session, [uid])
    why = _against(book, uid)
    if why is not None:
        raise why
    field = step_field(next_step(book.facts(uid), book.today))
    records.edit(session, KIND, uid, {field: book.today.isoformat()})


def step_field(then: Next) -> str:
    """The field that says when the next step was taken; empty where a day is not enough."""
    if then.task == "sign":
        return f"{then.actor.value}_signed_on"
    return _STEP_FIELDS.get(then.task, "")


def move(session: Session, uid: Uid, column: Reached) -> None:
    """Take the step that brings an exchange into a column of the board.

    Raises:
        UserError: record.unknown, and what ``why_not`` tells: exchange.is_cancelled,
            exchange.no_way_back, exchange.other_step_first, exchange.needs_host,
            exchange.rule_forbids.
    """
    records.show(session, KIND, uid)
    why = why_not(session, uid, column)
    if why is not None:
        raise why
    take_step(session, uid)


def why_not(session: Session, uid: Uid, column: Reached) -> UserError | None:
    """What stands against moving an exchange into a column; None where nothing does."""
    book = Book(session, [uid])
    facts = book.facts(uid)
    then = next_step(facts, book.today)
    present = column_of(then)
    order = list(Reached)
    if present is None:
        return UserError("exchange.is_cancelled")
    if order.index(column) <= order.index(present):
        return UserError("exchange.no_way_back")
    if column_of(next_step(_after(facts, then, book.today), book.today)) is not column:
        return UserError("exchange.other_step_first", task=then.task, actor=then.actor)
    return _against(book, uid)


def _after(facts: Facts, then: Next, day: date) -> Facts:
    """An exchange once its next step was taken."""
    name = step_field(then)
    step: dict[str, Any] = {name: day} if name else {}
    return replace(facts, **step)


def _against(book: Book, uid: Uid) -> UserError | None:
    """What stands against the next step, wherever it is taken; None where nothing does.

    No step may make wrong what was right, and nothing is paid while anything is wrong; what was
    let pass with a reason counts as the list counts it.
    """
    case = book.case(uid)
    then = next_step(case.facts, book.today)
    if not step_field(then):
        return UserError("exchange.no_step")
    if then.task == "match" and not book.shown[uid]["host"]:
        return UserError("exchange.needs_host")
    before = set() if then.task == "pay" else {f.code for f in book.findings(uid)}
    after = replace(case, facts=_after(case.facts, then, book.today))
    for found in book.findings(uid, after):
        is_open = found.severity is Severity.BLOCK and found.given is None
        if is_open and found.code not in before:
            return UserError("exchange.rule_forbids", finding=found)
    return None


def give_reason(session: Session, uid: Uid, finding: Finding, reason: str, name: str = "") -> None:
    """Go on in spite of a finding; who answers for it stands with the reason.

    Args:
        name: of the person; the one at this laptop unless somebody else decided.

    Raises:
        UserError: reason.not_possible, reason.missing, reason.no_name, record.unknown.
    """
    records.show(session, KIND, uid)
    if not rules.takes_reason(finding):
        raise UserError("reason.not_possible")
    who = one_line(name.strip()) or here(session).person.strip()
    said = several_lines(reason.strip())
    if not said:
        raise UserError("reason.missing")
    if not who:
        raise UserError("reason.no_name")
    values = (said, who, today().isoformat())
    connection = session.connection()
    scope = _scope_of_reason(session, uid, finding)
    there = _reasons_given(session, uid, finding)
    for row, lies_in in there.items():
        if lies_in != scope:  # older programs told everybody
            records.remove(session, "finding-reasons", row)
            continue
        connection.exec_driver_sql(
            "UPDATE finding_reason SET reason = ?, name = ?, given_on = ? WHERE uid = ?",
            (*values, row),
        )
    if scope not in there.values():
        cells = {"exchange_uid": uid, "code": rules.cause(finding.code), "about": finding.about}
        if scope == PARTNERSHIP:
            row = named_uid("finding_reason", *cells.values())
        else:
            row = shared_rows.part_uid("finding_reason", cells, scope)
        given = dict(zip(("reason", "name", "given_on"), values, strict=True))
        insert(session, "finding_reason", {"uid": row, "scope": scope, **cells, **given})


def _scope_of_reason(session: Session, uid: Uid, finding: Finding) -> str:
    """Where a reason lies: with the file, if it tells what the file holds.

    Raises:
        UserError: share.not_involved.
    """
    if not rules.is_of_file(finding):
        return PARTNERSHIP
    shares.refuse_outsider(session, KIND, uid)
    shares.settle(session, KIND, uid, writes=True)
    return shares.places(session, KIND, [uid])[uid]


def take_reason_back(session: Session, uid: Uid, finding: Finding) -> None:
    """Have a finding open again.

    Raises:
        UserError: record.unknown, when no reason was given.
    """
    there = _reasons_given(session, uid, finding)
    if not there:
        raise UserError("record.unknown", kind="finding-reasons", id=uid)
    for row in there:
        records.remove(session, "finding-reasons", row)


def _reasons_given(session: Session, uid: Uid, finding: Finding) -> dict[Uid, str]:
    """The reasons for a finding, and the scopes in which they lie.

    There are several where it had another code when one was given.
    """
    rows = session.connection().exec_driver_sql(
        "SELECT uid, code, scope FROM finding_reason "
        "WHERE exchange_uid = ? AND about = ? ORDER BY uid",
        (uid, finding.about),
    )
    cause = rules.cause(finding.code)
    return {Uid(row): scope for row, code, scope in rows if rules.cause(code) == cause}


def say_two(session: Session, uid: Uid, other: Uid) -> None:
    """Say that the visitors of two exchanges are two organisations, however alike.

    Raises:
        UserError: record.unknown, identity.same_record, identity.already.
    """
    hidden = identity.canonical(session, "organisations")
    both = [Uid(str(records.show(session, KIND, one).fields["visitor"])) for one in (uid, other)]
    left, right = (hidden.get(visitor, visitor) for visitor in both)
    identity.reject(session, "organisations", left, right)


def findings_of(session: Session, uid: Uid, code: str) -> list[Finding]:
    """The findings of one code on an exchange.

    Raises:
        UserError: record.unknown, reason.no_such_finding.
    """
    records.show(session, KIND, uid)
    every = Book(session, [uid]).findings(uid)
    found = [f for f in every if code in (f.code, f.code.removeprefix("exchange."))]
    if not found:
        codes = ", ".join(sorted({f.code for f in every if rules.takes_reason(f)}))
        raise UserError("reason.no_such_finding", value=code, codes=codes)
    return found
