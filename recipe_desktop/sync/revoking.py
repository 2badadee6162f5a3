"""Saying that a laptop was lost, and hearing of it.

A steward ends the trust in a laptop of the own member; from then on nothing is encrypted for it,
and of what it wrote only that counts which somebody had before they heard of the loss. Each laptop
that hears of it says so, with how much it has, so that all end with the same.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import become_steward as become
from recipe_desktop.services.here import here
from recipe_desktop.store.journal import intake, log
from recipe_desktop.store.models.replica import Device
from recipe_desktop.sync import event_keys, lost, roster
from recipe_desktop.sync.cards import LaptopCard, parse_card
from recipe_desktop.sync.event_keys import SharedKey
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.lost import Lost
from recipe_desktop.sync.revocations import Revocation
from recipe_desktop.sync.scopes import Belonging

_SHORTEST = 8  # letters of a uid that name it


def revoke(session: Session, keys: Keys, device: str) -> Lost:
    """Say that a laptop was lost; by who may not end the trust in it, that asks its stewards.

    Once more does no harm.

    Args:
        device: its name, its uid, or at least 8 letters of the beginning or end of that.

    Raises:
        UserError: device.unknown, device.ambiguous, device.own.
    """
    found = find(session, keys, device)
    _say(session, keys, parse_card(found.card))
    live = event_keys.held_keys(session.connection())
    for gone in _settle(session, keys):
        for scope in end_keys(session, keys, live, [gone]):
            event_keys.renew(session, scope)
    return next(one for one in lost.listing(session) if one.uid == found.uid)


def find(session: Session, keys: Keys, device: str) -> Device:
    """The admitted laptop that somebody names.

    Raises:
        UserError: as ``revoke``.
    """
    wanted = device.strip().casefold()
    me = roster.identity(session, keys)
    admitted = session.scalars(select(Device).where(Device.admitted_at.is_not(None))).all()
    named = [row for row in admitted if row.name.casefold() == wanted]
    if len(wanted) >= _SHORTEST and not named:
        named = [row for row in admitted if _is_end_of(row.uid, wanted)]
    if not named and (me.device.casefold() == wanted or me.replica == wanted):
        raise UserError("device.own", device=me.device)
    if len(named) != 1:
        raise UserError("device.ambiguous" if named else "device.unknown", device=device)
    return named[0]


def _is_end_of(uid: Uid, text: str) -> bool:
    return uid.startswith(text) or uid.endswith(text)


def become_steward(session: Session, keys: Keys) -> LaptopCard:
    """Be a steward from now on, where each other one of the own member is reported as lost.

    The own card is another one then. It counts with those who admit it anew after comparing the
    code: nobody can make themselves a steward for others.

    Returns:
        The card to hand out.

    Raises:
        UserError: steward.another (who can still be asked), steward.nobody_lost.
    """
    me = here(session)
    if not me.is_steward:
        rows = session.scalars(
            select(Device).where(
                Device.admitted_at.is_not(None),
                Device.revoked_at.is_(None),
                Device.member == me.member,
                Device.is_steward,
                Device.uid != me.device_uid,
            )
        ).all()
        gone = {one.uid for one in lost.listing(session)}
        able = [row.name for row in rows if row.uid not in gone]
        if able:
            raise UserError("steward.another", device=able[0])
        if not gone:
            raise UserError("steward.nobody_lost")
        become(session)
        session.flush()
        roster.keep_own_card(session, keys)
    return roster.identity(session, keys)


def hear(
    session: Session, keys: Keys, said: Iterable[Revocation], came: Iterable[LaptopCard] = ()
) -> list[str]:
    """Believe what others say of lost laptops; the names of those that are revoked by it.

    What somebody says whose card is not here is passed over: it comes again with every file.

    Args:
        came: cards that came along; that of a lost laptop was never handed to who joined later.

    Raises:
        UserError: bundle.damaged, where the author did not sign it.
    """
    me = roster.identity(session, keys)
    cards = {**roster.trusted(session, keys), **roster.revoked(session)}
    for one in said:
        author = cards.get(one.by)
        if author is None or one.lost == keys.replica:
            continue
        if not one.is_signed_with(author.verify_key):
            raise UserError("bundle.damaged", where="revocation")
        if one.by != me.replica:
            lost.keep(session, one)
    roster.know_lost(session, keys, came)
    return [card.device for card in _settle(session, keys)]


def _settle(session: Session, keys: Keys) -> list[LaptopCard]:
    """Have what is said take effect here, and say how much is here of what was lost."""
    fresh = []
    rows = session.scalars(select(Device).where(Device.admitted_at.is_not(None))).all()
    for row in rows:
        if row.revoked_at is None and lost.is_revoked(session, row.uid, row.member):
            row.revoked_at = now()
            fresh.append(parse_card(row.card))
    session.flush()
    for card in roster.revoked(session).values():
        _say(session, keys, card)
    _take_held(session, keys)
    return fresh


def end_keys(
    session: Session, keys: Keys, live: Iterable[SharedKey], gone: Iterable[LaptopCard]
) -> list[str]:
    """Encrypt nothing any more to the keys of events that lost laptops hold; the scopes of those.

    Desks that are known go on with keys of their own; one that has never handed in is a stranger
    until its card is admitted, since whoever has the lost laptop could sign one just like it.

    Args:
        live: the keys that were used before it was known here; newer ones were made because of it.
    """
    belonging = Belonging(session.connection())
    ended = [key for key in live if any(belonging(card, key.scope) for card in gone)]
    event_keys.end(session, [key.uid for key in ended])
    me = roster.identity(session, keys)
    return sorted({key.scope for key in ended if belonging(me, key.scope)})


def _say(session: Session, keys: Keys, card: LaptopCard) -> None:
    """Say of each scope of a lost laptop how much of it is here, as far as that was not said."""
    connection = session.connection()
    belonging = Belonging(connection)
    for scope in belonging.scopes_of(roster.identity(session, keys)):
        if belonging(card, scope):
            last = log.vector(connection, scope).get(card.replica, 0)
            said = Revocation(card.replica, scope, last, now(), keys.replica)
            lost.keep(session, said.signed(keys))


def _take_held(session: Session, keys: Keys) -> None:
    """Take in what a lost laptop wrote and somebody turns out to have had before it was lost."""
    connection, cards = session.connection(), roster.revoked(session)
    for reason in (lost.REVOKED, roster.AUTHORITY):
        for scope in intake.scopes_held(connection, reason):
            limits = lost.limits(connection, scope, keys.replica)
            for segment in intake.held(connection, scope, reason):
                card = cards.get(Uid(segment.device))
                if card and segment.first + segment.count - 1 <= limits[segment.device]:
                    roster.take(session, connection, scope, segment, card)
