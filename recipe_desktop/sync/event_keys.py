"""The keys that everybody holds who may see an event's people: how a desk is known to the others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from nacl.signing import SigningKey
from pyrage import IdentityError, x25519
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import event_scope
from recipe_desktop.store.journal import log
from recipe_desktop.store.journal.founding import EVENT
from recipe_desktop.store.models.event import DeskHere, EventKey
from recipe_desktop.store.models.replica import Device, PeerKnown
from recipe_desktop.sync.cards import (
    LaptopCard,
    card_of_desk,
    is_card_of_desk,
    narrowed_card,
    own_card,
    parse_card,
)
from recipe_desktop.sync.keys import Keys


@dataclass(frozen=True, slots=True)
class SharedKey:
    """One live key of an event.

    Args:
        uid: under which bundles name it.
    """

    uid: Uid
    scope: str
    signing_seed: bytes
    age_identity: str

    @property
    def verify_key(self) -> str:
        """The public signing key, hexadecimal."""
        return bytes(SigningKey(self.signing_seed).verify_key).hex()

    @property
    def reader(self) -> LaptopCard:
        """The key as one that things are encrypted to; it signs no bundle."""
        recipient = str(x25519.Identity.from_str(self.age_identity).to_public())
        return LaptopCard(self.uid, "", "", "", "", recipient, is_steward=False, scope=self.scope)

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature, 64 bytes."""
        return SigningKey(self.signing_seed).sign(message).signature


def make_key(session: Session, event: Uid) -> Uid:
    """A fresh key for an event; it lies in the event's own scope."""
    key = EventKey(
        scope=event_scope(event),
        event_uid=event,
        signing_seed=bytes(SigningKey.generate()).hex(),
        age_identity=str(x25519.Identity.generate()),
    )
    session.add(key)
    session.flush()
    for device, seq in log.vector(session.connection(), key.scope).items():
        session.add(PeerKnown(peer=key.uid, scope=key.scope, device=Uid(device), seq=seq))
    return key.uid


def end(session: Session, uids: Iterable[Uid]) -> None:
    """Use keys no more, since a laptop that holds them is lost.

    What was encrypted to them before can still be read with them.
    """
    for uid in uids:
        key = session.get(EventKey, uid)
        if key is not None and key.ended_at is None:
            key.ended_at = now()
    session.flush()


def renew(session: Session, scope: str) -> None:
    """A fresh key for an event, which vouches for the desks that are known here and not lost."""
    make_key(session, Uid(scope.removeprefix(EVENT)))
    key = held_keys(session.connection(), scope)[-1]
    desks = session.scalars(
        select(Device).where(Device.admitted_at.is_not(None), Device.revoked_at.is_(None))
    )
    for row in desks:
        card = parse_card(row.card)
        if card.scope == scope:
            row.card = card_of_desk(card, key.uid, key.sign).text()


def held_keys(connection: Connection, scope: str = "", *, ended: bool = False) -> list[SharedKey]:
    """The live keys that this store holds, of one event or of all; what is damaged is left out.

    Args:
        ended: those too that are used no more.
    """
    rows = connection.exec_driver_sql(
        "SELECT uid, scope, signing_seed, age_identity FROM event_key "
        "WHERE (? OR ended_at IS NULL) AND (? = '' OR scope = ?) ORDER BY uid",
        (ended, scope, scope),
    )
    found = []
    for uid, where, seed, identity in rows:
        try:
            key = SharedKey(Uid(uid), where, bytes.fromhex(seed), identity)
            _ = key.verify_key, key.reader
        except (ValueError, IdentityError):  # half of it has arrived, or somebody wrote nonsense
            continue
        found.append(key)
    return found


def identities(session: Session) -> Mapping[Uid, str]:
    """The secret age keys of all events that this store holds, to read with."""
    return {key.uid: key.age_identity for key in held_keys(session.connection(), ended=True)}


def vouches(session: Session) -> Callable[[LaptopCard], bool]:
    """Whether a card is that of a laptop which opened a pack of an event that is known here."""
    keys = {key.uid: key for key in held_keys(session.connection())}

    def is_vouched(card: LaptopCard) -> bool:
        key = keys.get(Uid(card.signed_by))
        return (
            key is not None
            and card.scope == key.scope
            and is_card_of_desk(card, key.uid, key.verify_key)
        )

    return is_vouched


def desk_card(
    session: Session, keys: Keys, device: str, member: str, person: str
) -> LaptopCard | None:
    """The card of this laptop where its store came out of a desk pack; None for an office's."""
    here = session.scalars(select(DeskHere)).first()
    if here is None:
        return None
    scope = event_scope(here.event_uid)
    office = own_card(keys, device=device, member=member, person=person, is_steward=False)
    card = narrowed_card(office, scope, keys)
    held = held_keys(session.connection(), scope)
    return card_of_desk(card, held[-1].uid, held[-1].sign) if held else card
