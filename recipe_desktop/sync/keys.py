"""What a device does with its keys: sign with Ed25519, open what was encrypted to it with age."""

from collections.abc import Container, Iterable, Mapping
from typing import Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from pyrage import x25519

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.state import State

VERIFY_KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64


class Keys:
    """The keys of this device for one store; the age identity is made at the first need."""

    def __init__(self, state: State) -> None:
        self._signing = SigningKey(state.signing_seed)
        if not state.age_identity:
            state.age_identity = str(x25519.Identity.generate())
            state.save()
        self.replica: Uid = state.replica
        self.identity = x25519.Identity.from_str(state.age_identity)
        self._shared: dict[Uid, x25519.Identity] = {}

    def share_in(self, identities: Mapping[Uid, str]) -> None:
        """Open from now on also what is encrypted to keys that several laptops hold.

        Args:
            identities: secret age keys by the uid under which bundles name them.
        """
        self._shared = {uid: x25519.Identity.from_str(text) for uid, text in identities.items()}

    @property
    def identities(self) -> tuple[x25519.Identity, ...]:
        """All keys that this device opens with, its own first."""
        return (self.identity, *self._shared.values())

    def is_among(self, recipients: Iterable[Uid]) -> bool:
        """Whether something was meant for this device, or for a key that it shares."""
        return not {self.replica, *self._shared}.isdisjoint(recipients)

    @property
    def verify_key(self) -> str:
        """The public signing key, hexadecimal."""
        return bytes(self._signing.verify_key).hex()

    @property
    def age_recipient(self) -> str:
        """What others encrypt to, ``age1...``."""
        return str(self.identity.to_public())

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature, 64 bytes."""
        return self._signing.sign(message).signature


def former_keys(state: State, wrote: Container[str]) -> list[Keys]:
    """The keys of the earlier incarnations of this store.

    What one of them wrote and never sent, before its store was restored, still needs its
    signature; what it did send comes back from the others.

    Args:
        wrote: the devices whose writing the store holds: what earlier versions noted of a plain
            store does not tell whose incarnation it was.
    """
    return [
        Keys(other)
        for other in State.every(state.folder, vault=state.vault)
        if other.replica != state.replica
        and (state.is_of_store(other) or (state.store_key is None and other.replica in wrote))
    ]


def is_signed(message: bytes, signature: str, verify_key: str) -> bool:
    """Whether the hexadecimal signature over exactly these bytes is by that key."""
    try:
        sealed = bytes.fromhex(signature)
        key = bytes.fromhex(verify_key)
        if len(sealed) != SIGNATURE_BYTES or len(key) != VERIFY_KEY_BYTES:
            return False
        VerifyKey(key).verify(message, sealed)
    except (BadSignatureError, ValueError):
        return False
    return True
