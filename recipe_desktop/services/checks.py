"""All doubts about the records of a kind, found again whenever somebody asks; nothing is stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.countries import is_country
from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.organisations import OrganisationType, vat_doubts, vat_key
from recipe_desktop.domain.unseen import one_line, several_lines
from recipe_desktop.domain.values import Problem, read_email
from recipe_desktop.domain.workdays import REGIONS
from recipe_desktop.services import (
    conflicts,
    disputes,
    event_checks,
    exchanges,
    identity,
    plan_checks,
    records,
    stewards,
    titles,
)
from recipe_desktop.services.kinds import KINDS, Kept, kind_of, name_of

_SIZE_SOURCE: Final = "Recommendation 2003/361/EC, annex, article 4"
_VAT_SOURCE: Final = "VIES: structure of VAT numbers"
_VISIBILITY: Final = "Grant agreement: visibility of the funding"
_LUMP_SUMS: Final = "Grant agreement: table of lump sums"
_OURS: Final = "RECiPE Desktop"
_TEXTS: Final = (Kept.TEXT, Kept.LONG_TEXT)
_SHORT: Final = 8  # letters of a uid's end, which stand for it


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """A finding, and the record it is about."""

    kind: str
    uid: Uid
    finding: Finding


def findings(session: Session, kind: str = "") -> list[RecordFinding]:
    """The findings on the records of one kind, or of all; what blocks comes first.

    Raises:
        UserError: kind.unknown.
    """
    kinds = [kind_of(kind).name] if kind else list(KINDS)
    found = [one for name in kinds for one in _of_kind(session, name)]
    if not kind:
        found += [RecordFinding(stewards.KIND, *one) for one in stewards.findings(session)]
    weights = list(Severity)
    return sorted(found, key=lambda f: weights.index(f.finding.severity))


def findings_of(session: Session, kind: str, uid: Uid) -> list[Finding]:
    """The findings on one record."""
    return [found.finding for found in _of_kind(session, kind) if found.uid == uid]


def _of_kind(session: Session, kind: str) -> Iterator[RecordFinding]:
    if kind not in _CHECKS:
        return
    hidden = identity.canonical(session, kind) if kind in identity.KINDS else {}
    shown = [r for r in records.listing(session, kind) if r.uid not in hidden]
    for uid, finding in _CHECKS[kind](session, shown):
        yield RecordFinding(kind, uid, finding)
    for uid, finding in _one_number(session, kind, shown):
        yield RecordFinding(kind, uid, finding)
    for record in shown:
        for finding in unseen_signs(kind, record.fields):
            yield RecordFinding(kind, record.uid, finding)


def unseen_signs(kind: str, fields: Mapping[str, Value]) -> Iterator[Finding]:
    """The texts with signs that nobody sees; what is typed or imported is cleaned of them.

    What another office wrote is kept as it was signed, so that all keep the same.
    """
    for of in kind_of(kind).fields:
        said = fields.get(of.name)
        if of.kept not in _TEXTS or not isinstance(said, str):
            continue
        seen = several_lines(said) if of.kept is Kept.LONG_TEXT else one_line(said)
        if seen != said.strip():
            details = {"field": of.name}
            yield Finding("record.unseen_signs", Severity.WARN, _OURS, details)


_Pairs = Iterator[tuple[Uid, Finding]]


def _organisations(session: Session, shown: list[records.Shown]) -> _Pairs:
    for record in shown:
        for finding in own_findings(record.fields):
            yield record.uid, finding
    names = {record.uid: str(record.fields["name"]) for record in shown}
    for double in identity.doubles(session, "organisations"):
        yield from _double(double, names, "organisation.double")
    yield from _shared(shown, "vat_number", "organisation.shared_number")
    yield from _shared(shown, "registration_number", "organisation.shared_number")
    yield from _undecided(session, "organisations", "organisation.awaits_decision")
    yield from _disputed(session, "organisations", "organisation.disputed")


def own_findings(fields: Mapping[str, Value]) -> Iterator[Finding]:
    """What an organisation's own fields give rise to, whatever stands in others."""
    country, kind = str(fields["country"] or ""), str(fields["organisation_type"] or "")
    if not fields["name"]:
        yield Finding("organisation.no_name", Severity.BLOCK, _OURS)
    if not country:
        yield Finding("organisation.no_country", Severity.WARN, _OURS)
    elif not is_country(country):
        yield _about("organisation.unknown_country", Severity.BLOCK, "ISO 3166-1", country)
    if kind and kind not in tuple(OrganisationType):
        yield _about("organisation.unknown_type", Severity.BLOCK, _OURS, kind)
    figures = [fields[name] for name in ("staff", "turnover_cents", "balance_cents")]
    if any(figure is not None for figure in figures):
        if fields["figures_on"] is None:
            yield Finding("organisation.no_figures_day", Severity.NOTE, _SIZE_SOURCE)
        if fields["staff"] is None:
            yield Finding("organisation.no_staff", Severity.NOTE, _SIZE_SOURCE)
    vat = str(fields["vat_number"] or "")
    for doubt in vat_doubts(vat_key(vat, country), country):
        yield _about(doubt, Severity.WARN, _VAT_SOURCE, vat)


def _people(session: Session, shown: list[records.Shown]) -> _Pairs:
    here = {record.uid for record in records.listing(session, "organisations")}
    for record in shown:
        organisation, email = record.fields["organisation"], str(record.fields["email"] or "")
        if not organisation:
            yield record.uid, Finding("person.no_organisation", Severity.NOTE, _OURS)
        elif organisation not in here:
            yield record.uid, Finding("person.lost_organisation", Severity.WARN, _OURS)
        if email and isinstance(read_email(email), Problem):
            yield record.uid, _about("person.email_shape", Severity.WARN, "RFC 5322", email)
    names = {record.uid: name_of(KINDS["people"], record.fields) for record in shown}
    for double in identity.doubles(session, "people"):
        yield from _double(double, names, "person.double")
    yield from _undecided(session, "people", "person.awaits_decision")
    yield from _disputed(session, "people", "person.disputed")


def _memberships(session: Session, shown: list[records.Shown]) -> _Pairs:
    here = {record.uid for record in records.listing(session, "organisations")}
    for record in shown:
        start, end = record.fields["from_on"], record.fields["until_on"]
        if start is not None and end is not None and str(end) < str(start):
            yield record.uid, Finding("membership.days_crossed", Severity.WARN, _OURS)
        if record.fields["organisation"] not in here:
            yield record.uid, Finding("membership.lost_organisation", Severity.WARN, _OURS)


def _projects(_session: Session, shown: list[records.Shown]) -> _Pairs:
    for record in shown:
        if not record.fields["funding_line"]:
            yield record.uid, Finding("project.no_funding_line", Severity.WARN, _VISIBILITY)
        if not record.fields["disclaimer"]:
            yield record.uid, Finding("project.no_disclaimer", Severity.WARN, _VISIBILITY)


def _lump_sums(_session: Session, shown: list[records.Shown]) -> _Pairs:
    yield from _twice(shown, ("country", "from_on"), "amount_cents", "lump-sum.twice")
    dated = {record.fields["country"] for record in shown if record.fields["from_on"]}
    for record in shown:
        if not record.fields["from_on"] and record.fields["country"] in dated:
            yield record.uid, Finding("lump-sum.no_start", Severity.WARN, _LUMP_SUMS)
        if record.fields["certainty"] != "confirmed":
            country = str(record.fields["country"])
            yield record.uid, _about("lump-sum.not_confirmed", Severity.NOTE, _LUMP_SUMS, country)


def _calendar_days(_session: Session, shown: list[records.Shown]) -> _Pairs:
    yield from _twice(shown, ("country", "region", "day_on"), "is_working", "calendar-day.twice")
    for record in shown:
        region = str(record.fields["region"] or "")
        known = REGIONS.get(str(record.fields["country"]), ())
        if region and known and region.upper() not in known:
            details = {"value": region, "names": ", ".join(known)}
            yield record.uid, Finding("calendar-day.region_unknown", Severity.WARN, _OURS, details)


def _twice(shown: Iterable[records.Shown], place: tuple[str, ...], said: str, code: str) -> _Pairs:
    """What holds in one place from one day, and is said in several ways."""
    groups: dict[tuple[Value, ...], list[records.Shown]] = {}
    for record in shown:
        groups.setdefault(tuple(record.fields[name] for name in place), []).append(record)
    for group in groups.values():
        if len({record.fields[said] for record in group}) > 1:
            for record in group:
                yield record.uid, Finding(code, Severity.WARN, _OURS)


def _exchanges(session: Session, _shown: list[records.Shown]) -> _Pairs:
    yield from exchanges.findings(session)
    yield from _undecided(session, "exchanges", "exchange.awaits_decision")


def _registrations(session: Session, shown: list[records.Shown]) -> _Pairs:
    yield from event_checks.of_registrations(session, shown)
    names = {record.uid: name_of(KINDS["registrations"], record.fields) for record in shown}
    for double in identity.doubles(session, "registrations"):
        yield from _double(double, names, "registration.double")
    yield from _undecided(session, "registrations", "registration.awaits_decision")
    yield from _disputed(session, "registrations", "registration.disputed")
    for kept, away in identity.across_events(session):
        [other] = records.shown(session, "registrations", [away])
        name = name_of(KINDS["registrations"], other.fields)
        details = {"other": name, "value": away[-_SHORT:], "other_uid": away}
        yield kept, Finding("registration.two_events", Severity.WARN, _OURS, details)


_CHECKS: Final[Mapping[str, Callable[[Session, list[records.Shown]], _Pairs]]] = {
    "organisations": _organisations,
    "people": _people,
    "memberships": _memberships,
    "exchanges": _exchanges,
    "attachments": lambda _session, _shown: iter(()),
    "projects": _projects,
    "lump-sums": _lump_sums,
    "calendar-days": _calendar_days,
    "tasks": plan_checks.of_tasks,
    "milestones": plan_checks.of_milestones,
    "events": event_checks.of_events,
    "event-days": event_checks.of_event_days,
    "agenda-items": event_checks.of_agenda_items,
    "registrations": _registrations,
}


def _double(double: identity.Double, names: Mapping[Uid, str], code: str) -> _Pairs:
    """Both records of a pair say which the other one is."""
    for one, other in ((double.left, double.right), (double.right, double.left)):
        if one in names and other in names:
            details = {"other": names[other], "other_uid": other, "reasons": double.reasons}
            yield one, Finding(code, Severity.WARN, _OURS, details)


def _shared(shown: Iterable[records.Shown], field: str, code: str) -> _Pairs:
    """What only one record should hold, and several do."""
    holders: dict[str, list[records.Shown]] = {}
    for record in shown:
        value = "".join(str(record.fields[field] or "").upper().split())
        if value:
            holders.setdefault(value, []).append(record)
    for value, group in holders.items():
        for record in group if len(group) > 1 else ():
            other = next(r for r in group if r.uid != record.uid)
            name = other.fields.get("name") or name_of(KINDS[other.kind], other.fields)
            details = {"value": value, "other": name, "other_uid": other.uid}
            yield record.uid, Finding(code, Severity.WARN, _OURS, details)


def _one_number(session: Session, kind: str, shown: Iterable[records.Shown]) -> _Pairs:
    """The human number by which several records are known; two laptops may have given it."""
    code = _NUMBERED.get(kind, "")
    for uid, found in _shared(shown, "number", code) if code else ():
        [other] = records.shown(session, kind, [found.details["other_uid"]])
        parties = (titles.word(session, kind, n, other.fields.get(n)) for n in ("visitor", "host"))
        name = titles.title(session, KINDS[kind], other.fields)
        said = " \N{EN DASH} ".join(filter(None, parties)) if kind == exchanges.KIND else name
        details = {**found.details, "other": said or name}
        yield uid, Finding(code, found.severity, found.source, details)


_NUMBERED: Final[Mapping[str, str]] = {
    "organisations": "organisation.duplicate_human_number",
    "people": "person.duplicate_human_number",
    "exchanges": "exchange.duplicate_human_number",
    "events": "event.duplicate_human_number",
    "attachments": "attachment.duplicate_human_number",
}


def _undecided(session: Session, kind: str, code: str) -> _Pairs:
    for conflict in conflicts.inbox(session):
        if conflict.kind == kind and conflict.field:
            details = {"field": conflict.field}
            yield conflict.uid, Finding(code, Severity.WARN, _OURS, details)


def _disputed(session: Session, kind: str, code: str) -> _Pairs:
    for dispute in disputes.disputes(session, kind):
        pair = [dispute.left, dispute.right]
        names = {r.uid: name_of(KINDS[kind], r.fields) for r in records.shown(session, kind, pair)}
        yield dispute.shown, dispute_finding(dispute, names, code)


def dispute_finding(
    dispute: disputes.Dispute, names: Mapping[Uid, str], code: str = "organisation.disputed"
) -> Finding:
    """That a merge is disputed: by whom, since when."""
    details = {
        "name": names.get(dispute.left, ""),
        "other": names.get(dispute.right, ""),
        "merged_by": dispute.merged.by,
        "merged_at": dispute.merged.at,
        "parted_by": dispute.parted.by,
        "parted_at": dispute.parted.at,
    }
    return Finding(code, Severity.WARN, _OURS, details)


def _about(code: str, severity: Severity, source: str, value: str) -> Finding:
    return Finding(code, severity, source, {"value": value})
