"""Organisations as lists and detail panes show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.organisations import SizeClass, size_class
from recipe_desktop.services import conflicts, disputes, identity, records, searching
from recipe_desktop.services.here import here
from recipe_desktop.services.sql import day_of

KIND = "organisations"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of organisations is narrowed to; empty parts do not narrow."""

    text: str = ""
    country: str = ""
    organisation_type: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One row of the list.

    Args:
        size: None when the figures at hand leave more than one open, or there are none.
        conflicts: how many of its fields await a decision.
    """

    uid: Uid
    name: str
    organisation_type: str
    size: SizeClass | None
    city: str
    country: str
    conflicts: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of an organisation."""

    uid: Uid
    name: str
    position: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class NameLine:
    """A former name with its days, as far as they are known."""

    uid: Uid
    name: str
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """A membership in one of the five clusters or another."""

    uid: Uid
    cluster: str
    member: str
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """All that the detail pane shows of an organisation.

    Args:
        fields: by field name, as ``services.kinds`` lists them.
        in_conflict: the fields that await a decision.
        merged: the records that are hidden behind this one.
        disputed: pairs of them, or of one with this, that somebody called two things.
        apart: other organisations that somebody said this one is not, and who did.
    """

    line: OrganisationLine
    fields: Mapping[str, Value]
    in_conflict: frozenset[str]
    former_names: tuple[NameLine, ...]
    memberships: tuple[MembershipLine, ...]
    people: tuple[PersonLine, ...]
    merged: tuple[OrganisationLine, ...]
    disputed: tuple[disputes.Dispute, ...] = ()
    apart: tuple[tuple[OrganisationLine, disputes.Judgement], ...] = ()


def order(session: Session, narrowed: Filter = Filter()) -> list[Uid]:
    """The uids of the list, sorted by name as this office's language sorts."""
    hidden = identity.canonical(session, KIND)
    uids = records.order(session, KIND, narrowed.text)
    if hidden:
        uids = list(dict.fromkeys(hidden.get(uid, uid) for uid in uids))
    if narrowed.country or narrowed.organisation_type:
        rows = session.connection().exec_driver_sql(
            "SELECT uid FROM organisation WHERE (? = '' OR country = ?) "
            "AND (? = '' OR organisation_type = ?)",
            (
                *(narrowed.country, narrowed.country),
                *(narrowed.organisation_type, narrowed.organisation_type),
            ),
        )
        kept = {uid for (uid,) in rows}
        uids = [uid for uid in uids if uid in kept]
    return uids


def lines(session: Session, uids: Sequence[Uid]) -> list[OrganisationLine]:
    """The rows of some organisations, in the order asked for; absent ones are left out."""
    rows = session.connection().exec_driver_sql(
        "SELECT uid, name, organisation_type, staff, turnover_cents, balance_cents, city, country, "
        "(SELECT count(*) FROM conflict WHERE conflict.row = organisation.uid) FROM organisation "
        "WHERE uid IN (SELECT value FROM json_each(?))",
        (records.as_json(uids),),
    )
    found = {
        uid: OrganisationLine(
            uid, name, kind, _size(staff, turnover, balance), city, country, in_conflict
        )
        for uid, name, kind, staff, turnover, balance, city, country, in_conflict in rows
    }
    return [found[uid] for uid in uids if uid in found]


def countries(session: Session) -> list[tuple[str, int]]:
    """The countries that occur, with the number of their organisations, most first."""
    return identity.occurring(session, KIND, "country")


def types(session: Session) -> list[tuple[str, int]]:
    """The organisation types that occur, with the number of their organisations, most first."""
    return identity.occurring(session, KIND, "organisation_type")


def card(session: Session, uid: Uid) -> OrganisationCard:
    """One organisation with all that hangs on it.

    Raises:
        UserError: record.unknown.
    """
    hidden = identity.canonical(session, KIND)
    uid = hidden.get(uid, uid)
    shown = records.show(session, KIND, uid)
    behind = sorted(away for away, kept in hidden.items() if kept == uid)
    everyone = records.as_json([uid, *behind])
    return OrganisationCard(
        lines(session, [uid])[0],
        shown.fields,
        _fields_in_conflict(session, uid),
        _names(session, everyone),
        _memberships(session, everyone),
        _people(session, everyone),
        tuple(lines(session, behind)),
        tuple(one for one in disputes.disputes(session, KIND) if one.shown == uid),
        _apart(session, uid),
    )


def _apart(session: Session, uid: Uid) -> tuple[tuple[OrganisationLine, disputes.Judgement], ...]:
    parted = {one.other: one.parted for one in disputes.rejections(session, KIND, uid)}
    return tuple((line, parted[line.uid]) for line in lines(session, list(parted)))


def people_of(session: Session, uid: Uid) -> tuple[PersonLine, ...]:
    """The people of the very organisation, without those of records that are hidden behind it."""
    return _people(session, records.as_json([uid]))


def people_without(session: Session) -> tuple[PersonLine, ...]:
    """The people whose organisation is not known, or is not here (any more)."""
    return _own_people(
        session,
        "NOT EXISTS (SELECT 1 FROM organisation WHERE organisation.uid = organisation_uid)",
    )


def _size(
    staff: int | None, turnover_cents: int | None, balance_cents: int | None
) -> SizeClass | None:
    if staff is None:
        return None
    return size_class(staff, turnover_cents, balance_cents)


def _fields_in_conflict(session: Session, uid: Uid) -> frozenset[str]:
    return frozenset(c.field for c in conflicts.inbox(session) if c.uid == uid and c.kind == KIND)


def _names(session: Session, uids: str) -> tuple[NameLine, ...]:
    rows = session.connection().exec_driver_sql(
        "SELECT uid, name, from_on, until_on FROM organisation_name WHERE organisation_uid IN "
        "(SELECT value FROM json_each(?)) ORDER BY until_on, name, uid",
        (uids,),
    )
    return tuple(NameLine(uid, name, day_of(start), day_of(end)) for uid, name, start, end in rows)


def _memberships(session: Session, uids: str) -> tuple[MembershipLine, ...]:
    rows = session.connection().exec_driver_sql(
        "SELECT membership.uid, coalesce(member.name, cluster_name), coalesce(member.code, ''), "
        "from_on, until_on FROM membership LEFT JOIN member ON member.uid = member_uid "
        "WHERE organisation_uid IN (SELECT value FROM json_each(?)) ORDER BY from_on, membership.uid",
        (uids,),
    )
    return tuple(
        MembershipLine(uid, cluster, member, day_of(start), day_of(end))
        for uid, cluster, member, start, end in rows
    )


def _people(session: Session, uids: str) -> tuple[PersonLine, ...]:
    return _own_people(session, "organisation_uid IN (SELECT value FROM json_each(?))", uids)


def _own_people(session: Session, which: str, *values: str) -> tuple[PersonLine, ...]:
    rows = session.connection().exec_driver_sql(
        "SELECT person.uid, title, given_name, family_name, position, email, "
        "CASE WHEN mobile <> '' THEN mobile ELSE phone END "
        "FROM person LEFT JOIN search_doc ON search_doc.uid = person.uid "
        f"WHERE person.scope = ? AND {which} "
        f"ORDER BY {searching.sort_column(session)}, person.uid",
        (here(session).scope, *values),
    )
    return tuple(
        PersonLine(uid, " ".join(p for p in (title, given, family) if p), position, email, phone)
        for uid, title, given, family, position, email, phone in rows
    )
