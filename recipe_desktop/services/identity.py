"""Doubles: proposing that two records are one thing, confirming, rejecting, taking back.

``same_as`` hides the one record behind the other; references are resolved when read and never
rewritten, so taking it back is deleting the assertion.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.names import fold, likeness, name_core
from recipe_desktop.domain.organisations import email_key, registration_key, vat_key, web_key
from recipe_desktop.services import records
from recipe_desktop.services.kinds import Kind, kind_of

_ALIKE = 0.88  # of two names in the same place; lower finds other firms of the same family
_LARGEST_BLOCK = 60  # records that share a key; more of them share it by accident


@dataclass(frozen=True, slots=True)
class Double:
    """Two records that may be one thing, with the reasons.

    Args:
        reasons: codes: ``number``, ``website``, ``name``, ``alike``, ``email``.
    """

    kind: str
    left: Uid
    right: Uid
    reasons: tuple[str, ...]


def confirm(session: Session, kind: str, kept: Uid, away: Uid) -> None:
    """Say that two records are the same thing; ``kept`` is shown from now on.

    Raises:
        UserError: record.unknown, identity.same_record, identity.already.
    """
    of = kind_of(kind)
    for uid in (kept, away):
        records.show(session, kind, uid)
    if kept == away:
        raise UserError("identity.same_record")
    shown = canonical(session, kind)
    if shown.get(kept, kept) == shown.get(away, away):
        raise UserError("identity.already")
    _forget(session, "not_same", of, kept, away)
    _assert(session, of, "same_as", {"kept_uid": kept, "away_uid": away})


def reject(session: Session, kind: str, left: Uid, right: Uid) -> None:
    """Say that two records are different things; they are not proposed again.

    Raises:
        UserError: record.unknown, identity.same_record, identity.already.
    """
    of = kind_of(kind)
    for uid in (left, right):
        records.show(session, kind, uid)
    if left == right:
        raise UserError("identity.same_record")
    first, second = sorted((left, right))
    _assert(session, of, "not_same", {"left_uid": first, "right_uid": second})


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


def canonical(session: Session, kind: str) -> Mapping[Uid, Uid]:
    """For every hidden record the one that is shown in its place.

    Union-find over the assertions: whatever was asserted in which order on which laptop, the
    shown record of a class is one that is nowhere away, else the oldest, and the same everywhere.
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
    shown: dict[Uid, Uid] = {}
    for members in classes.values():
        best = min(members, key=lambda uid: (uid in hidden, uid))
        shown |= {uid: best for uid in members if uid != best}
    return shown


def doubles(session: Session, kind: str = "organisations") -> list[Double]:
    """The pairs that look like one thing and that nobody has judged yet, best reasons first."""
    judged = {
        frozenset(pair)
        for pair in session.connection().exec_driver_sql(
            "SELECT left_uid, right_uid FROM not_same WHERE kind = ?", (kind,)
        )
    }
    shown = canonical(session, kind)
    found: dict[frozenset[Uid], set[str]] = {}
    for reason, blocks in _blocks(session, kind).items():
        for members in blocks:
            for left, right in _pairs(members):
                if left not in shown and right not in shown:
                    found.setdefault(frozenset((left, right)), set()).add(reason)
    proposed = [
        Double(kind, min(pair), max(pair), tuple(sorted(reasons)))
        for pair, reasons in found.items()
        if pair not in judged and len(pair) == 2
    ]
    return sorted(proposed, key=lambda d: (-len(d.reasons), d.reasons, d.left, d.right))


def doubles_of(session: Session, kind: str, uid: Uid) -> list[Double]:
    """The proposed doubles of one record."""
    return [double for double in doubles(session, kind) if uid in (double.left, double.right)]


def _blocks(session: Session, kind: str) -> Mapping[str, Iterable[list[Uid]]]:
    """Records that share something, by reason."""
    connection = session.connection()
    if kind == "people":
        rows = connection.exec_driver_sql(
            "SELECT uid, email, given_name || ' ' || family_name, organisation_uid FROM person"
        ).all()
        return {
            "email": _grouped((uid, email_key(email)) for uid, email, _, _ in rows),
            "name": _grouped(
                (uid, f"{fold(name)}|{org or ''}") for uid, _, name, org in rows if fold(name)
            ),
        }
    rows = connection.exec_driver_sql(
        "SELECT uid, name, country, city, vat_number, registration_number, website "
        "FROM organisation"
    ).all()
    names = {uid: name_core(name) for uid, name, *_ in rows}
    return {
        "number": [
            *_grouped((uid, vat_key(vat, country)) for uid, _, country, _, vat, _, _ in rows),
            *_grouped((uid, registration_key(reg)) for uid, _, country, _, _, reg, _ in rows),
        ],
        "website": _grouped((uid, web_key(site)) for uid, *_, site in rows),
        "name": _grouped(
            (uid, f"{names[uid]}|{country}") for uid, _, country, *_ in rows if names[uid]
        ),
        "alike": [
            [left, right]
            for members in _grouped(
                (uid, f"{country}|{fold(city)}") for uid, _, country, city, *_ in rows if city
            )
            for left, right in _pairs(members)
            if names[left] != names[right] and likeness(names[left], names[right]) >= _ALIKE
        ],
    }


def _grouped(keys: Iterable[tuple[Uid, str]]) -> list[list[Uid]]:
    groups: dict[str, list[Uid]] = {}
    for uid, key in keys:
        if key:
            groups.setdefault(key, []).append(uid)
    return [members for members in groups.values() if 1 < len(members) <= _LARGEST_BLOCK]


def _pairs(members: list[Uid]) -> Iterable[tuple[Uid, Uid]]:
    return ((left, right) for at, left in enumerate(members) for right in members[at + 1 :])


def _assert(session: Session, of: Kind, table: str, pair: Mapping[str, Uid]) -> None:
    uid = _pair_uid(table, of, *pair.values())
    connection = session.connection()
    if connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE uid = ?", (uid,)).first():
        raise UserError("identity.already")
    connection.exec_driver_sql(
        f"INSERT INTO {table} (uid, scope, kind, {', '.join(pair)}) VALUES (?,?,?,?,?)",
        (uid, records.scope_of(session, of), of.name, *pair.values()),
    )


def _forget(session: Session, table: str, of: Kind, left: Uid, right: Uid) -> None:
    session.connection().exec_driver_sql(
        f"DELETE FROM {table} WHERE uid = ?", (_pair_uid(table, of, left, right),)
    )


def _pair_uid(table: str, of: Kind, left: Uid, right: Uid) -> Uid:
    return named_uid(table, of.name, json.dumps(sorted((left, right))))
