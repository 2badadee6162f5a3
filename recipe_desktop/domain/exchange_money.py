"""What the rules ask of the sum, of the signatures before it, and of its payment."""

from collections.abc import Iterator
from datetime import timedelta

from recipe_desktop.domain.exchange_case import Case, Said, money
from recipe_desktop.domain.exchanges import PAY_WITHIN


def amount(case: Case) -> Iterator[Said]:
    """Whether the sum keeps below its ceiling, and whether that can be worked out."""
    facts, worked = case.facts, money(case)
    due = facts.amount_cents
    if facts.is_virtual:
        if due:
            yield "virtual_paid", {"amount_cents": due}
        return
    if facts.distance_km is None:
        yield "no_distance", {}
    else:
        yield "held_distance", {"km": facts.distance_km}
    if case.host is not None and facts.starts_on is not None:
        if worked.full_cents is None:
            yield "no_rate", {"country": case.host.country}
        elif worked.rate is not None and not worked.rate.is_confirmed:
            yield "rate_not_confirmed", {"country": case.host.country}
    ceiling = worked.ceiling_cents
    if due is not None and ceiling is not None:
        sums = {"amount_cents": due, "ceiling_cents": ceiling}
        yield "over_ceiling" if due > ceiling else "held_amount", sums


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
