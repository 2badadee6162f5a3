"""Doubles: proposing that two records are one thing, confirming, rejecting, taking back.

``same_as`` hides the one record behind the other; references are resolved when read and never
rewritten, so taking it back is deleting the assertion.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.attendance import Person, alike
from recipe_desktop.domain.doubles import Traits
from recipe_desktop.domain.doubles import doubles_of as likely_pairs
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import email_key
from recipe_desktop.progress import Checkpoint
from recipe_desktop.services import records
from recipe_desktop.services.kinds import Kind, kind_of
from recipe_desktop.services.sql import insert, run
from recipe_desktop.services.traits import organisation_traits

KINDS: Final = ("organisations", "people", "registrations")
"""The kinds in which one thing may stand twice; of all others each record is a thing of its own."""

_LARGEST_BLOCK = 60  # records that share a key; more of them share it by accident


@dataclass(frozen=True, slots=True)
class Double:
    """Two records that may be one thing, with the reasons.

    Args:
        score: from 0 to 100.
        reasons: codes, see ``domain.doubles``; of people ``same_email`` and ``same_name``.
    """

    kind: str
    left: Uid
    right: Uid
    score: int
    reasons: tuple[str, ...]


def confirm(session: Session, kind: str, kept: Uid, away: Uid) -> None:
    """Say that two records are the same thing; ``kept`` is shown from now on.

    Of two that are merged already it takes back what somebody said against it.

    Raises:
        UserError: record.unknown, identity.no_doubles, identity.same_record, identity.already,
            identity.two_events.
    """
    of = _of(kind)
    pair = [records.show(session, kind, uid) for uid in (kept, away)]
    if kept == away:
        raise UserError("identity.same_record")
    if len({record.fields.get("event") for record in pair}) > 1:
        raise UserError("identity.two_events")
    shown = canonical(session, kind)
    was_parted = _forget(session, "not_same", of, kept, away)
    if shown.get(kept, kept) == shown.get(away, away):
        if not was_parted:
            raise UserError("identity.already")
        return
    _assert(session, of, "same_as", {"kept_uid": kept, "away_uid": away})


def reject(session: Session, kind: str, left: Uid, right: Uid) -> None:
    """Say that two records are different things; they are not proposed again.

    Raises:
        UserError: record.unknown, identity.no_doubles, identity.same_record, identity.already.
    """
    of = _of(kind)
    for uid in (left, right):
        records.show(session, kind, uid)
    if left == right:
        raise UserError("identity.same_record")
    first, second = sorted((left, right))
    _assert(session, of, "not_same", {"left_uid": first, "right_uid": second})


def take_back_rejection(session: Session, kind: str, left: Uid, right: Uid) -> None:
    """Take back that two records are different things; they may be proposed again.

    What was said of records that are hidden behind the two was said of these.

    Raises:
        UserError: identity.not_rejected.
    """
    shown = canonical(session, kind_of(kind).name)
    pair = {shown.get(uid, uid) for uid in (left, right)}
    apart = [one for one in rejected(session, kind) if {shown.get(u, u) for u in one[1:]} == pair]
    if not apart:
        raise UserError("identity.not_rejected")
    for uid, _left, _right in apart:
        run(session, "DELETE FROM not_same WHERE uid = ?", uid)


def take_back(session: Session, kind: str, away: Uid) -> None:
    """Take back that a record is hidden behind another.

    Raises:
        UserError: identity.not_merged.
    """
    kind_of(kind)
    connection = session.connection()
    found = connection.exec_driver_sql(
        "SELECT uid FROM same_as WHERE kind = ? AND away_uid = ?", (kind, away)
    ).all()
    if not found:
        raise UserError("identity.not_merged", id=away)
    for (uid,) in found:
        connection.exec_driver_sql("DELETE FROM same_as WHERE uid = ?", (uid,))


def across_events(session: Session) -> list[tuple[Uid, Uid]]:
    """Registrations of two events that an older program let be merged: kept and away."""
    rows = session.connection().exec_driver_sql(
        "SELECT kept_uid, away_uid FROM same_as "
        "JOIN registration AS kept ON kept.uid = kept_uid "
        "JOIN registration AS away ON away.uid = away_uid "
        "WHERE kind = 'registrations' AND kept.event_uid <> away.event_uid ORDER BY same_as.uid"
    )
    return [(Uid(kept), Uid(away)) for kept, away in rows]


def canonical(session: Session, kind: str) -> Mapping[Uid, Uid]:
    """For every hidden record the one that is shown in its place.

    Union-find over the assertions: whatever was asserted in which order on which laptop, the
    shown record of a class is one that is nowhere away, else the oldest, and the same everywhere.
    A record that was deleted hides no other: what is left of the class comes to light.
    """
    pairs = [
        (kept, away)
        for kept, away in session.connection().exec_driver_sql(
            "SELECT kept_uid, away_uid FROM same_as WHERE kind = ? ORDER BY uid", (kind,)
        )
    ]
    parent: dict[Uid, Uid] = {}

    def root(uid: Uid) -> Uid:
        while parent.setdefault(uid, uid) != uid:
            uid = parent[uid]
        return uid

    for kept, away in pairs:
        first, second = root(kept), root(away)
        if first != second:
            parent[max(first, second)] = min(first, second)
    classes: dict[Uid, list[Uid]] = {}
    for uid in list(parent):
        classes.setdefault(root(uid), []).append(uid)
    hidden = {away for _, away in pairs}
    alive = records.present(session, kind, parent)
    shown: dict[Uid, Uid] = {}
    for members in classes.values():
        best = min(members, key=lambda uid: (uid not in alive, uid in hidden, uid))
        shown |= {uid: best for uid in members if uid != best}
    return shown


def shown_for(session: Session, kind: str, uid: Uid) -> Uid:
    """The record that is shown for one: itself, unless it is hidden behind another."""
    asserted = session.connection().exec_driver_sql(
        "SELECT 1 FROM same_as WHERE kind = ? AND ? IN (kept_uid, away_uid) LIMIT 1", (kind, uid)
    )
    return uid if asserted.first() is None else canonical(session, kind).get(uid, uid)


def hidden(session: Session, kind: str, uids: Collection[Uid]) -> frozenset[Uid]:
    """Those of some records in whose place another is shown."""
    asserted = session.connection().exec_driver_sql(
        "SELECT 1 FROM same_as WHERE kind = ? AND EXISTS "
        "(SELECT 1 FROM json_each(?) WHERE value IN (kept_uid, away_uid)) LIMIT 1",
        (kind, records.as_json(uids)),
    )
    if asserted.first() is None:
        return frozenset()
    return frozenset(canonical(session, kind).keys() & uids)


def count(session: Session, kind: str) -> int:
    """How many records of a kind there are, those that are merged counted once."""
    every = session.connection().exec_driver_sql(f"SELECT count(*) FROM {kind_of(kind).table}")
    return int(every.scalar_one()) - len(records.present(session, kind, canonical(session, kind)))


def occurring(session: Session, kind: str, column: str) -> list[tuple[str, int]]:
    """What stands in a column, with the number of records, as ``count`` counts; most first."""
    rows = session.connection().exec_driver_sql(
        f"SELECT {column}, count(*) FROM {kind_of(kind).table} WHERE {column} <> '' "
        "AND uid NOT IN (SELECT value FROM json_each(?)) "
        f"GROUP BY {column} ORDER BY count(*) DESC, {column}",
        (records.as_json(canonical(session, kind)),),
    )
    return [(said, number) for said, number in rows]


def doubles(
    session: Session, kind: str = "organisations", step: Checkpoint = lambda: None
) -> list[Double]:
    """The pairs that look like one thing and that nobody has judged yet, likeliest first.

    A record that is hidden behind another is named by the one that is shown.

    Args:
        step: called for every organisation that is looked at; may raise, to give up.
    """
    others = _ALIKE.get(kind)
    return _unjudged(
        session, kind, others(session) if others else _organisations_alike(session, step)
    )


def registered_twice(session: Session, event: Uid) -> list[Double]:
    """The doubles that are proposed among the people of one event."""
    return _unjudged(session, "registrations", _registrations_alike(session, event))


def _unjudged(session: Session, kind: str, found: Iterable[Double]) -> list[Double]:
    no_doubles = judged(session, kind)
    shown = canonical(session, kind)
    open_pairs: dict[frozenset[Uid], Double] = {}
    for double in found:
        left, right = (shown.get(uid, uid) for uid in (double.left, double.right))
        pair = frozenset((left, right))
        if left == right or {pair, frozenset((double.left, double.right))} & no_doubles:
            continue
        if pair not in open_pairs or open_pairs[pair].score < double.score:
            open_pairs[pair] = replace(double, left=left, right=right)
    return sorted(open_pairs.values(), key=lambda d: (-d.score, d.left, d.right))


def judged(session: Session, kind: str) -> frozenset[frozenset[Uid]]:
    """The pairs of which somebody said that they are two things."""
    return frozenset(frozenset(pair) for _uid, *pair in rejected(session, kind))


def rejected(session: Session, kind: str) -> list[tuple[Uid, Uid, Uid]]:
    """What makes a pair two things, with the two."""
    rows = run(
        session, "SELECT uid, left_uid, right_uid FROM not_same WHERE kind = ? ORDER BY uid", kind
    )
    return [(Uid(uid), Uid(left), Uid(right)) for uid, left, right in rows]


def organisation_doubles(session: Session, step: Checkpoint) -> list[Double]:
    """The proposed doubles of organisations, for ``Workspace.ask_once``."""
    return doubles(session, "organisations", step)


def _organisations_alike(session: Session, step: Checkpoint) -> Iterable[Double]:
    def looked_at() -> Iterable[Traits]:
        for traits in organisation_traits(session):
            step()
            yield traits

    for left, right in likely_pairs(looked_at()):
        yield Double("organisations", Uid(left), Uid(right.ref), right.score, right.reasons)


def _people_alike(session: Session) -> Iterable[Double]:
    """People share an address, or a name at one organisation."""
    rows = (
        session.connection()
        .exec_driver_sql(
            "SELECT uid, email, given_name || ' ' || family_name, coalesce(organisation_uid, '') "
            "FROM person ORDER BY uid"
        )
        .all()
    )
    by_key: dict[tuple[str, ...], list[Uid]] = {}
    for uid, email, name, organisation in rows:
        if email_key(email):
            by_key.setdefault(("same_email", email_key(email)), []).append(uid)
        if fold(name):
            by_key.setdefault(("same_name", fold(name), organisation), []).append(uid)
    reasons: dict[tuple[Uid, Uid], list[str]] = {}
    for (reason, *_), members in by_key.items():
        for at, left in enumerate(members[:_LARGEST_BLOCK]):
            for right in members[at + 1 : _LARGEST_BLOCK]:
                reasons.setdefault((left, right), []).append(reason)
    for (left, right), why in reasons.items():
        yield Double("people", left, right, 50 * len(why), tuple(sorted(why)))


def _registrations_alike(session: Session, event: Uid | None = None) -> Iterable[Double]:
    """Within one event; who comes to several events is one person with several registrations."""
    some, values = ("", ()) if event is None else ("WHERE event_uid = ? ", (event,))
    rows = run(
        session,
        "SELECT uid, given_name, family_name, organisation_name, email, desk_uid, event_uid "
        f"FROM registration {some}ORDER BY uid",
        *values,
    )
    by_event: dict[Uid, list[Person]] = {}
    for *cells, of in rows:
        by_event.setdefault(of, []).append(Person(*cells))
    for people in by_event.values():
        for pair in alike(people):
            yield Double("registrations", pair.left, pair.right, pair.score, pair.reasons)


_ALIKE: Final[Mapping[str, Callable[[Session], Iterable[Double]]]] = {
    "people": _people_alike,
    "registrations": _registrations_alike,
}


def _of(kind: str) -> Kind:
    of = kind_of(kind)
    if of.name not in KINDS:
        raise UserError("identity.no_doubles", kind=of.name, kinds=KINDS)
    return of


def _assert(session: Session, of: Kind, table: str, pair: Mapping[str, Uid]) -> None:
    uid = _pair_uid(table, of, *pair.values())
    if run(session, f"SELECT 1 FROM {table} WHERE uid = ?", uid).first():
        raise UserError("identity.already")
    scope = records.scope_of(session, of.name, next(iter(pair.values())))
    insert(session, table, {"uid": uid, "scope": scope, "kind": of.name, **pair})


def _forget(session: Session, table: str, of: Kind, left: Uid, right: Uid) -> bool:
    """Whether there was anything to forget."""
    gone = session.connection().exec_driver_sql(
        f"DELETE FROM {table} WHERE uid = ?", (_pair_uid(table, of, left, right),)
    )
    return bool(gone.rowcount)


def _pair_uid(table: str, of: Kind, left: Uid, right: Uid) -> Uid:
    return named_uid(table, of.name, json.dumps(sorted((left, right))))
