"""The devices that this one trusts: admitted by a person, or vouched for by a steward."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import here
from recipe_desktop.store.journal import founding, intake, log
from recipe_desktop.store.models.replica import Device
from recipe_desktop.sync import event_keys, lost
from recipe_desktop.sync.cards import (
    LaptopCard,
    former_card,
    is_former,
    is_vouched_for,
    own_card,
    parse_card,
    short_code,
    signed_card,
)
from recipe_desktop.sync.keys import Keys, is_signed
from recipe_desktop.sync.scopes import Belonging, members_said

AUTHORITY = "authority"
"""Why a segment is held whose author was not admitted."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """What somebody should know before admitting a card.

    Args:
        code: to be compared with what the other laptop shows.
        is_admitted: whether this very card is trusted already.
        voucher: device name of a trusted steward who signed it, so that nothing need be
            compared; else empty.
    """

    card: LaptopCard
    code: str
    is_admitted: bool
    voucher: str


def identity(session: Session, keys: Keys) -> LaptopCard:
    """The card of this device."""
    me = here(session)
    of_desk = event_keys.desk_card(session, keys, me.device, me.member, me.person)
    if of_desk is not None:
        return of_desk
    return own_card(
        keys, device=me.device, member=me.member, person=me.person, is_steward=me.is_steward
    )


def trusted(session: Session, keys: Keys) -> dict[Uid, LaptopCard]:
    """The cards of this device and of all that it trusts, by replica."""
    rows = session.scalars(select(Device).where(Device.revoked_at.is_(None)).order_by(Device.uid))
    cards = {row.uid: parse_card(row.card) for row in rows}
    return cards | {keys.replica: identity(session, keys)}


def revoked(session: Session) -> dict[Uid, LaptopCard]:
    """The cards of admitted laptops that were lost since, by replica."""
    rows = session.scalars(
        select(Device)
        .where(Device.admitted_at.is_not(None), Device.revoked_at.is_not(None))
        .order_by(Device.uid)
    )
    return {row.uid: parse_card(row.card) for row in rows}


def authors(session: Session, keys: Keys, own: Iterable[Keys] = ()) -> dict[Uid, LaptopCard]:
    """The cards of all whose writing is taken in: those that are trusted, and their past.

    A laptop that goes on from a backup gets back what its former self had sent, and of one that
    was lost counts what somebody had before.

    Args:
        own: the keys of this store's earlier incarnations; they read and send no more.
    """
    cards = past(session, keys, own)
    return {card.replica: card for card in cards} | revoked(session) | trusted(session, keys)


def past(session: Session, keys: Keys, own: Iterable[Keys] = ()) -> list[LaptopCard]:
    """The cards of earlier incarnations, by which others take in what those wrote.

    Those of this store carry the signature of the present one, as those of others do of theirs.

    Args:
        own: the keys of this store's earlier incarnations, as far as they are here; those of a
            plain store are known by its writers alone, which are others too where several stores
            lie on one computer.
    """
    me, others = here(session), trusted(session, keys)
    cards = [
        own_card(one, device=me.device, member=me.member, person=me.person, is_steward=False)
        for one in own
        if one.replica not in others
    ]
    rows = session.scalars(
        select(Device)
        .where(Device.admitted_at.is_(None), Device.uid != keys.replica)
        .order_by(Device.uid)
    )
    found = {card.replica: card for card in [*cards, *(parse_card(row.card) for row in rows)]}
    return [card if card.signed_by else former_card(card, keys) for card in found.values()]


def keep_own_card(session: Session, keys: Keys) -> None:
    """Keep this device's card in the store, for who goes on from a copy of it without the keys."""
    card = identity(session, keys)
    if card.scope:
        return
    row = session.get(Device, keys.replica)
    if row is None:
        row = Device(uid=keys.replica, revoked_at=now())
        session.add(row)
    _fill(row, card)
    session.flush()


def introduce(session: Session, keys: Keys, card: LaptopCard) -> Introduction:
    """What to show before a card is admitted.

    Raises:
        UserError: card.own, card.revoked, card.changed (that device was admitted with other keys).
    """
    if card.replica == keys.replica:
        raise UserError("card.own", device=card.device)
    if lost.is_revoked(session, card.replica, card.member):
        raise UserError("card.revoked", device=card.device)
    cards = trusted(session, keys)
    known = cards.get(card.replica)
    if known is not None and _keys_of(known) != _keys_of(card):
        raise UserError("card.changed", device=known.device)
    vouchers = [c.device for c in cards.values() if is_vouched_for(card, c)]
    return Introduction(
        card, short_code(cards[keys.replica], card), known == card, "".join(vouchers[:1])
    )


def admit(session: Session, keys: Keys, card: LaptopCard) -> None:
    """Trust a card from now on; what was held for want of trust is taken in.

    Whether the code was compared is for the interface to ask. Admitting twice does no harm; a
    card that says something else than before (a signature, another name) replaces the old one.

    Raises:
        UserError: card.own, card.revoked, card.changed.
    """
    known = introduce(session, keys, card)
    if known.is_admitted:
        return
    row = session.get(Device, card.replica)
    if row is None:
        row = Device(uid=card.replica)
        session.add(row)
    if row.admitted_at is None:
        row.admitted_at, row.revoked_at = now(), None
    _fill(row, card)
    keep_own_card(session, keys)
    take_held(session, keys)


def admit_vouched(session: Session, keys: Keys, cards: Iterable[LaptopCard]) -> None:
    """Trust those cards that a trusted steward of their member has signed, and no others."""
    for card in cards:
        if card.replica == keys.replica or session.get(Device, card.replica) is not None:
            continue
        if lost.is_revoked(session, card.replica, card.member):
            continue
        if introduce(session, keys, card).voucher:
            admit(session, keys, card)


def know_former(session: Session, keys: Keys, cards: Iterable[LaptopCard]) -> None:
    """Believe what earlier incarnations of trusted devices wrote: those say that they were theirs."""
    present = trusted(session, keys)
    for card in cards:
        signer = present.get(Uid(card.signed_by))
        is_new = card.replica != keys.replica and session.get(Device, card.replica) is None
        if is_new and signer is not None and is_former(card, signer):
            row = Device(uid=card.replica, revoked_at=now())
            _fill(row, card)
            session.add(row)
    session.flush()


def know_lost(session: Session, keys: Keys, cards: Iterable[LaptopCard]) -> None:
    """Know the keys of laptops that were lost before this one knew them: what they wrote counts.

    They are never trusted: a steward who is trusted here has said that they are lost.
    """
    for card in cards:
        is_new = card.replica != keys.replica and session.get(Device, card.replica) is None
        if is_new and not card.scope and lost.is_revoked(session, card.replica, card.member):
            row = Device(uid=card.replica, admitted_at=now(), revoked_at=now())
            _fill(row, card)
            session.add(row)
    session.flush()


def admit_desks(session: Session, keys: Keys, cards: Iterable[LaptopCard]) -> None:
    """Trust the cards of laptops that opened a pack of an event that is known here."""
    is_vouched = event_keys.vouches(session)
    for card in cards:
        is_new = card.replica != keys.replica and session.get(Device, card.replica) is None
        if is_new and is_vouched(card):
            admit(session, keys, card)


def sign(session: Session, keys: Keys, card: LaptopCard) -> LaptopCard:
    """Vouch for a device of the own member: it is admitted, and its card travels with changes.

    Raises:
        UserError: card.own, card.revoked, card.changed, card.not_steward, card.other_member.
    """
    signed = signed_card(card, identity(session, keys), keys)
    admit(session, keys, signed)
    return signed


def _fill(row: Device, card: LaptopCard) -> None:
    row.name = card.device
    row.member = card.member
    row.verify_key = card.verify_key
    row.age_recipient = card.age_recipient
    row.is_steward = card.is_steward
    row.card = card.text()


def _keys_of(card: LaptopCard) -> tuple[str, str, str]:
    return card.verify_key, card.age_recipient, card.member


def take_held(session: Session, keys: Keys) -> None:
    """Take in what others passed on of devices before they were trusted.

    A share whose beginning nobody trusted wrote waits on: who belongs to it is not known.
    """
    connection = session.connection()
    lost_ones = revoked(session)  # of whom not all counts
    cards = {u: card for u, card in authors(session, keys).items() if u not in lost_ones}
    belonging = Belonging(connection)
    for scope in intake.scopes_held(connection, AUTHORITY):
        waiting = intake.held(connection, scope, AUTHORITY)
        members = founding.members_of(connection, scope) or members_said(
            scope, cards, ((segment.device, segment.lines) for segment in waiting)
        )
        is_share = scope.startswith(founding.SHARE)
        for segment in intake.held(connection, scope, AUTHORITY):
            card = cards.get(Uid(segment.device))
            belongs = card is not None and (
                card.member in members and not card.scope if is_share else belonging(card, scope)
            )
            if card is None or not belongs:
                continue
            take(session, connection, scope, segment, card)


def take(
    session: Session, connection: Connection, scope: str, segment: log.Segment, card: LaptopCard
) -> None:
    """Take in a segment that waits, if its author signed it; else forget it."""
    signed = replace(segment, is_genuine=lambda m: is_signed(m, segment.signature, card.verify_key))
    try:
        intake.check(scope, signed)
    except UserError:  # somebody else wrote it in this device's name
        intake.release(connection, scope, segment)
        return
    intake.hold_on(connection, scope, segment, intake.GAP)  # if there is any
    received = intake.receive(connection, scope, (), source=AUTHORITY)
    tell(session, received.touched)


def tell(session: Session, came: Mapping[str, Iterable[Uid]]) -> None:
    """Have the workspace count what came in as touched."""
    touched: dict[str, set[Uid]] = session.info.setdefault("touched", {})
    for table, uids in came.items():
        touched.setdefault(table, set()).update(uids)
