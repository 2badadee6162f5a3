"""Cards: how a device introduces itself, and how two people compare that nobody stands between.

A card is a small JSON file that its device has signed itself, which proves nothing but that the
keys in it belong together. Trust begins when somebody compares the short code of both cards and
admits the other's, or when a steward of the same member has signed it. Vectors for other
implementations stand in ``tests/data/cards.json``.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pyrage import RecipientError, x25519

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.given_files import open_given
from recipe_desktop.new_files import new_file
from recipe_desktop.services.here import PARTNERSHIP, cluster_scope
from recipe_desktop.store.journal.founding import EVENT, SHARE
from recipe_desktop.store.journal.log import SEED
from recipe_desktop.sync.keys import SIGNATURE_BYTES, VERIFY_KEY_BYTES, Keys, is_signed

SUFFIX: Final = ".recipe-card"
_FORMAT: Final = 1
_FORMAT_OF_DESKS: Final = 2  # with a scope of its own
_MAX_BYTES: Final = 16_000
_MAX_NAME: Final = 200
_UID: Final = re.compile(r"[0-9a-f]{32}")
_EVENT_SCOPE: Final = re.compile(r"event:[0-9a-f]{32}")
_MEMBER: Final = re.compile(r"[A-Z]{2,8}")
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misheard
_CODE_LETTERS: Final = 12
_CODE_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class LaptopCard:
    """A device as it presents itself.

    Args:
        replica: uid of the incarnation.
        device: name of the laptop.
        member: code of the member that the device belongs to, such as HU.
        person: who sits at it; may be empty.
        verify_key: Ed25519 public key, hexadecimal.
        age_recipient: what is encrypted to it, ``age1...``.
        is_steward: whether it says of itself that it signs cards for its member; that counts
            only where its card was admitted.
        signature: by the device itself, hexadecimal.
        signed_by: replica of the steward who signed this card, of the device whose earlier
            incarnation it was, or empty.
        steward_signature: that signature, hexadecimal, or empty.
        scope: of a laptop that opened a desk pack, the event's, and nothing else is its; the
            signature is then by the event's key.
    """

    replica: Uid
    device: str
    member: str
    person: str
    verify_key: str
    age_recipient: str
    is_steward: bool
    signature: str = ""
    signed_by: str = ""
    steward_signature: str = ""
    scope: str = ""

    @property
    def scopes(self) -> frozenset[str]:
        """What the device may read and write once it is admitted."""
        if self.scope:
            return frozenset((self.scope,))
        return frozenset((PARTNERSHIP, cluster_scope(self.member)))

    def may_be_in(self, scope: str) -> bool:
        """Whether the device may belong to a scope, as far as its card tells.

        Who belongs to a share stands in the share itself, and who organises an event in the event,
        so that is looked at when it is taken in.
        """
        return scope in self.scopes or (not self.scope and scope.startswith((SHARE, EVENT)))

    def content(self) -> bytes:
        """The bytes that the device signs: everything but the signatures."""
        content = {name: value for name, value in self._document().items() if name in _CONTENT}
        return json.dumps(
            content, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        ).encode()

    def text(self) -> str:
        """The card as it is written into a file or a bundle."""
        return json.dumps(self._document(), ensure_ascii=False, indent=1) + "\n"

    def _document(self) -> dict[str, Any]:
        document = {
            "recipe_card": _FORMAT_OF_DESKS if self.scope else _FORMAT,
            "replica": self.replica,
            "device": self.device,
            "member": self.member,
            "person": self.person,
            "verify_key": self.verify_key,
            "age_recipient": self.age_recipient,
            "steward": self.is_steward,
            "signature": self.signature,
            "signed_by": self.signed_by,
            "steward_signature": self.steward_signature,
        }
        return {**document, "scope": self.scope} if self.scope else document


_CONTENT: Final = frozenset(
    (
        "recipe_card",
        "replica",
        "device",
        "member",
        "person",
        "verify_key",
        "age_recipient",
        "steward",
        "scope",
    )
)
_SIGNATURES: Final = frozenset(("signature", "signed_by", "steward_signature"))


def own_card(keys: Keys, *, device: str, member: str, person: str, is_steward: bool) -> LaptopCard:
    """The card of this device, signed by itself."""
    card = LaptopCard(
        keys.replica,
        _clean(device),
        member,
        _clean(person),
        keys.verify_key,
        keys.age_recipient,
        is_steward,
    )
    return _signed(card, keys)


def signed_card(card: LaptopCard, steward: LaptopCard, keys: Keys) -> LaptopCard:
    """The card with the signature of this device, which is a steward of the same member.

    Raises:
        UserError: card.not_steward, card.other_member.
    """
    if not steward.is_steward:
        raise UserError("card.not_steward", device=steward.device)
    if card.member != steward.member:
        raise UserError("card.other_member", member=card.member)
    signature = keys.sign(_steward_message(card)).hex()
    return replace(card, signed_by=steward.replica, steward_signature=signature)


def former_card(card: LaptopCard, keys: Keys) -> LaptopCard:
    """The card of this device's earlier incarnation, with the signature of the present one.

    Whoever trusts the present card takes in what the former self wrote, and nothing more: it
    reads and sends no longer.
    """
    signature = keys.sign(_former_message(card)).hex()
    return replace(card, signed_by=keys.replica, steward_signature=signature)


def is_former(card: LaptopCard, present: LaptopCard) -> bool:
    """Whether a device has signed the card as that of its earlier incarnation."""
    return (
        present.replica == card.signed_by
        and present.member == card.member
        and not (present.scope or card.scope)
        and is_signed(_former_message(card), card.steward_signature, present.verify_key)
    )


def narrowed_card(card: LaptopCard, scope: str, keys: Keys) -> LaptopCard:
    """The card of this device as one that belongs to an event and to nothing else."""
    return _signed(replace(card, scope=scope, is_steward=False), keys)


def card_of_desk(card: LaptopCard, key: Uid, sign: Callable[[bytes], bytes]) -> LaptopCard:
    """The card of a laptop that opened a desk pack, with the signature of the event's key."""
    return replace(card, signed_by=key, steward_signature=sign(_steward_message(card)).hex())


def _signed(card: LaptopCard, keys: Keys) -> LaptopCard:
    return replace(card, signature=keys.sign(_self_message(card)).hex())


def is_card_of_desk(card: LaptopCard, key: Uid, verify_key: str) -> bool:
    """Whether the event's key has signed the card."""
    return card.signed_by == key and is_signed(
        _steward_message(card), card.steward_signature, verify_key
    )


def is_vouched_for(card: LaptopCard, steward: LaptopCard) -> bool:
    """Whether this steward, of the same member, has signed the card."""
    return (
        steward.is_steward
        and not card.scope
        and steward.replica == card.signed_by
        and steward.member == card.member
        and is_signed(_steward_message(card), card.steward_signature, steward.verify_key)
    )


def short_code(one: LaptopCard, other: LaptopCard) -> str:
    """What both people read aloud to each other: the same on both laptops, ``7F3K-0XQ9-MM2A``.

    The person's name stays out of it, since it may be entered after the card was handed over.
    """
    first, second = sorted(replace(card, person="").content() for card in (one, other))
    number = int.from_bytes(hashlib.sha256(first + second).digest()[:8], "big") >> 4
    letters = "".join(_CROCKFORD[number >> 5 * i & 31] for i in reversed(range(_CODE_LETTERS)))
    groups = range(0, _CODE_LETTERS, _CODE_GROUP)
    return "-".join(letters[i : i + _CODE_GROUP] for i in groups)


def write_card(card: LaptopCard, path: Path) -> None:
    """Write the card into a file of its own.

    Raises:
        UserError: file.disk_full, file.not_writable.
    """
    with new_file(path) as file:
        file.write(card.text().encode())


def is_begun_by(beginning: bytes) -> bool:
    """Whether a file that begins so says that it is a card."""
    return b'"recipe_card"' in beginning


def read_card(path: Path) -> LaptopCard:
    """The card in a file.

    Raises:
        UserError: file.no_file, card.unreadable, card.too_new, card.damaged.
    """
    try:
        with open_given(path) as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise UserError("card.unreadable", file=path.name) from error
    try:
        return parse_card(content.decode("utf-8-sig"))  # an editor may have put a mark in front
    except UnicodeDecodeError as error:
        raise UserError("card.unreadable", file=path.name) from error
    except UserError as error:
        raise UserError(error.code, file=path.name) from error


def parse_card(text: str) -> LaptopCard:
    """The card in a text from anywhere.

    Raises:
        UserError: card.unreadable (no card at all), card.too_new, card.damaged (changed).
    """
    if len(text) > _MAX_BYTES:
        raise UserError("card.unreadable")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError("card.unreadable") from error
    if not isinstance(document, dict) or type(document.get("recipe_card")) is not int:
        raise UserError("card.unreadable")
    if document["recipe_card"] > _FORMAT_OF_DESKS:
        raise UserError("card.too_new")
    is_of_desk = document["recipe_card"] == _FORMAT_OF_DESKS
    names = _CONTENT | _SIGNATURES if is_of_desk else (_CONTENT | _SIGNATURES) - {"scope"}
    if document["recipe_card"] < _FORMAT or document.keys() != names:
        raise UserError("card.damaged")
    if type(document["steward"]) is not bool or not all(
        type(value) is str
        for name, value in document.items()
        if name not in {"recipe_card", "steward"}
    ):
        raise UserError("card.damaged")
    card = LaptopCard(
        Uid(document["replica"]),
        document["device"],
        document["member"],
        document["person"],
        document["verify_key"],
        document["age_recipient"],
        document["steward"],
        document["signature"],
        document["signed_by"],
        document["steward_signature"],
        document["scope"] if is_of_desk else "",
    )
    if not _is_sound(card):
        raise UserError("card.damaged")
    return card


def _is_sound(card: LaptopCard) -> bool:
    names = (card.device, card.person)
    return (
        card.replica != SEED
        and bool(_UID.fullmatch(card.replica) and _MEMBER.fullmatch(card.member))
        and bool(card.device)
        and (not card.scope or bool(_EVENT_SCOPE.fullmatch(card.scope)))
        and all(name == _clean(name) for name in names)
        and _is_hex(card.verify_key, VERIFY_KEY_BYTES)
        and _is_recipient(card.age_recipient)
        and (not card.signed_by or bool(_UID.fullmatch(card.signed_by)))
        and (not card.signed_by) == (not card.steward_signature)
        and (not card.steward_signature or _is_hex(card.steward_signature, SIGNATURE_BYTES))
        and _is_hex(card.signature, SIGNATURE_BYTES)  # in the one spelling, too
        and is_signed(_self_message(card), card.signature, card.verify_key)
    )


def _is_recipient(text: str) -> bool:
    try:
        # Only the one spelling, so that a card cannot be the same and yet another.
        return str(x25519.Recipient.from_str(text)) == text
    except (RecipientError, ValueError):
        return False


def _is_hex(text: str, size: int) -> bool:
    return bool(re.fullmatch(rf"[0-9a-f]{{{2 * size}}}", text))


def _clean(name: str) -> str:
    """One line without invisible characters: a name must not look like another."""
    visible = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", name)
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
    return " ".join(visible.split())[:_MAX_NAME].rstrip()


def _self_message(card: LaptopCard) -> bytes:
    return b"recipe-card-1\n" + card.content()


def _former_message(card: LaptopCard) -> bytes:
    return b"recipe-card-former-1\n" + card.content()


def _steward_message(card: LaptopCard) -> bytes:
    return b"recipe-card-steward-1\n" + card.content()
