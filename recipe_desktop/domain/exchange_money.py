"""What the rules ask of the sum, of the signatures before it, and of its payment."""

from collections.abc import Iterator
from datetime import timedelta

from recipe_desktop.domain.exchange_case import Case, Said, are_days_known, money
from recipe_desktop.domain.exchanges import PAY_WITHIN, is_done
from recipe_desktop.domain.lump_sum import LumpSum, highest, rate_on


def amount(case: Case) -> Iterator[Said]:
    """Whether the sum keeps below its ceiling, and whether that can be worked out."""
    facts, worked = case.facts, money(case)
    due = facts.amount_cents
    if facts.is_virtual:
        if due:
            yield "virtual_paid", {"amount_cents": due}
        return
    if facts.distance_km is None:
        if not worked.is_halved:  # few days settle the sum, whatever the distance
            yield "no_distance", {}
    else:
        yield "held_distance", {"km": facts.distance_km}
    if case.host is not None and facts.starts_on is not None:
        if worked.full_cents is None:
            yield "no_rate", {"country": case.host.country}
        elif worked.rate is not None and not worked.rate.is_confirmed:
            yield "rate_not_confirmed", {"country": case.host.country}
    yield from _ceiling(case, worked)


def _ceiling(case: Case, worked: LumpSum) -> Iterator[Said]:
    due, ceiling = case.facts.amount_cents, worked.ceiling_cents
    at_most = ceiling if ceiling is not None else worked.full_cents
    if case.facts.starts_on is None and case.host is not None:
        at_most = highest(case.rates, case.host.country)
    if due is None:
        return
    sums = {"amount_cents": due, "ceiling_cents": at_most}
    if at_most is not None and due > at_most:
        yield "over_ceiling", sums
    elif due and ceiling is None:
        yield "amount_unchecked", {"amount_cents": due, "missing": tuple(_missing(case, worked))}
    elif (
        ceiling is not None
        and _is_sure(worked)
        and (are_days_known(case) or 2 * due <= ceiling)  # as with fewer working days
    ):
        yield "held_amount", sums


def _missing(case: Case, worked: LumpSum) -> Iterator[str]:
    """What must be known before there is a ceiling; one of its halvings settles the other."""
    start = case.facts.starts_on
    if case.host is None:
        yield "host"
    elif start is not None and worked.full_cents is None:
        yield "rate"
    if start is None or (worked.is_halved is None and worked.days is None):
        yield "days"
    if worked.is_halved is None and worked.km is None:
        yield "distance"


def _is_sure(worked: LumpSum) -> bool:
    """Whether the grant agreement says so; nothing that is only concluded is in order."""
    return worked.is_virtual or (worked.rate is not None and worked.rate.is_confirmed)


def table(case: Case) -> Iterator[Said]:
    """Whether the sum was agreed by the table that is in force on the first day."""
    facts = case.facts
    if facts.is_virtual or facts.amount_cents is None or facts.starts_on is None:
        return
    if case.host is None:
        return
    day = facts.rate_table_on
    if day is None:
        yield "rate_table_unchecked", {}
    elif rate_on(case.rates, case.host.country, day) != money(case).rate:
        yield "old_rate_table", {"day": day, "country": case.host.country}
    elif _is_sure(money(case)):
        yield "held_rate_table", {"day": day}


def counting(case: Case) -> Iterator[Said]:
    """Whether the exchange is counted once, and by the right partnership."""
    facts = case.facts
    ours, theirs = facts.visitor_partner_counted_on, facts.host_partner_counted_on
    counted = ours or theirs
    twice = ours is not None and theirs is not None
    wrong = theirs is not None and not facts.is_one_partnership
    if twice:
        yield "counted_twice", {"day": theirs}
    elif wrong:
        yield "counted_by_host", {"day": theirs}
    legs = [leg for leg in case.legs if leg.is_counted and counted is not None]
    for leg in legs:
        yield "leg_counted", {"other": leg.number, "other_uid": leg.uid}
    if counted is not None and not (twice or wrong or legs):
        yield "held_counted", {"day": counted}
    elif theirs is None and not facts.is_one_partnership:
        yield "counting_unchecked", {"name": facts.host_partnership}


def funding(case: Case) -> Iterator[Said]:
    """Whether another EU project pays for the same trip."""
    facts = case.facts
    if facts.other_funding:
        yield "other_funding", {"project": facts.other_funding}
    elif facts.funding_declared_on is not None:
        yield "held_funding", {"day": facts.funding_declared_on}
    else:
        yield "funding_unchecked", {}


def reporting(case: Case) -> Iterator[Said]:
    """Whether something is left unfinished when the project reports."""
    facts, last = case.facts, case.period_ends_on
    if last is None or case.today <= last or is_done(facts):
        return
    begun = [day for day in (facts.registered_on, facts.starts_on) if day is not None]
    if (facts.ends_on is None or facts.ends_on <= last) and (not begun or min(begun) <= last):
        yield "draft_at_report", {"day": last}


def signatures(case: Case) -> Iterator[Said]:
    """Whether everybody signed before the visit began."""
    facts = case.facts
    start, missing = facts.starts_on, facts.missing_signatures
    days = [day for day in facts.signatures.values() if day is not None]
    late = [day for day in days if start is not None and day > start]
    if late:
        yield "signed_late", {"day": max(late)}
    begun = facts.paid_on is not None or (start is not None and start <= case.today)
    if missing and begun:
        signed = len(facts.signatures) - len(missing)
        yield "not_signed", {"signed": signed, "needed": len(facts.signatures)}
    if not missing and not late and start is not None:
        yield "held_signed", {"day": max(days)}
    if facts.is_virtual:
        return
    if facts.agreement_on is not None:
        yield "held_agreement", {"day": facts.agreement_on}
    elif begun:
        yield "no_agreement", {}


def payment(case: Case) -> Iterator[Said]:
    """Whether the right one paid, on its proofs and in time."""
    facts = case.facts
    paid, end = facts.paid_on, facts.ends_on
    payer, partner = facts.paying_member, facts.visitor_member
    wrong = bool(payer) and bool(facts.visitor_partnership or (partner and payer != partner))
    if wrong:
        yield "wrong_payer", {}
    proofs = {
        "paid_without_report": facts.reported_on,
        "paid_without_validation": facts.validated_on,
        "paid_without_evidence": facts.evidence_on,
    }
    missing = [code for code, day in proofs.items() if paid and (day is None or day > paid)]
    for code in missing:
        yield code, {}
    last = end + timedelta(days=PAY_WITHIN) if end is not None else None
    if last is not None and (paid or case.today) > last and not facts.is_virtual:
        yield "paid_late" if paid else "payment_overdue", {"day": last}
    elif paid is not None and not wrong and not missing:
        yield "held_paid", {"day": paid}
