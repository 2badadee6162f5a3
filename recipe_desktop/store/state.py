"""What a device keeps about a store outside the store: its keys, its last number, its token.

The store itself may be copied, restored or lie on a stick; this file stays with the user on this
computer. A store whose state is missing is therefore a new incarnation, and the key that opens
an encrypted store is found here by the store's first 16 bytes. Only bytes and texts live here;
what is done with the keys (signing, encrypting) lives in ``sync``.
"""

import json
import os
import re
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Protocol

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.new_files import is_full, write_whole

SALT_BYTES: Final = 16  # SQLCipher's salt: the first page of an encrypted store begins with it
KEY_BYTES: Final = 32
_PLAIN_SALT: Final = b"SQLite format 3\x00"
_ARCHIVE: Final = b"PK\x03\x04"  # such as a workbook, which is packed and looks like chance, too
_SMALLEST_PAGE: Final = 512
_VALUES_BY_CHANCE: Final = 160  # of 512 random bytes some 220 differ, in 100,000 samples 200 to 240
_FORMAT: Final = 1
_MAX_BYTES: Final = 1_000_000
_NAME: Final = re.compile(r"[0-9a-f]{32}\.json")
_SERVICE: Final = "recipe-desktop"
_SECRETS: Final = ("store_key", "signing_seed", "age_identity", "token")


class Vault(Protocol):
    """The part of ``keyring`` that is used: the system's own key store."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret kept under a name."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret under a name."""


@dataclass
class State:
    """The keys and the memory of one device incarnation (replica) for one store.

    Args:
        folder: where the file lies (``paths.state_dir()``).
        replica: uid of the incarnation; the file carries its name.
        store_key: opens the store, None for a plain one.
        signing_seed: Ed25519 seed.
        age_identity: secret age key; empty until ``sync.keys`` first makes one.
        number: last transaction number that this device gave out.
        token: what the store must show, too, else it is a restored backup or a copy.
        salts: first 16 bytes of every file that the key opens, hexadecimal.
        copied_at: when the store was last copied into a backup, as ISO text; empty if never.
        copied: by scope, the number of this device's last transaction in that copy.
        first: the store's first incarnation, of which this one goes on; empty if it is that itself.
        vault: keeps the secrets instead of the file, where the system has a silent one.
    """

    folder: Path
    replica: Uid
    store_key: bytes | None = field(repr=False)
    signing_seed: bytes = field(repr=False)
    age_identity: str = field(default="", repr=False)
    number: int = 0
    token: str = field(default="", repr=False)
    salts: tuple[str, ...] = ()
    copied_at: str = ""
    copied: Mapping[str, int] = field(default_factory=dict)
    first: str = ""
    vault: Vault | None = field(default=None, repr=False, compare=False)

    @classmethod
    def create(
        cls, folder: Path, replica: Uid, *, plain: bool = False, vault: Vault | None = None
    ) -> "State":
        """Make fresh keys for a new incarnation and write them."""
        state = cls(
            folder,
            replica,
            None if plain else secrets.token_bytes(KEY_BYTES),
            secrets.token_bytes(KEY_BYTES),
            token=secrets.token_hex(SALT_BYTES),
            vault=vault,
        )
        state.save()
        return state

    @classmethod
    def load(cls, folder: Path, replica: Uid, *, vault: Vault | None = None) -> "State | None":
        """The state of an incarnation, None when this computer has none or it cannot be read."""
        path = folder / f"{replica}.json"
        try:
            if path.stat().st_size > _MAX_BYTES:
                return None
            return cls._read(path, json.loads(path.read_text("utf-8")), vault)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    @classmethod
    def find(cls, folder: Path, salt: bytes, *, vault: Vault | None = None) -> "State | None":
        """A state whose key opens the store that begins with these bytes.

        After a restored backup several incarnations share one key, and any of them opens the
        store; which one goes on is for the uid inside the store to say (``load``).
        """
        for state in cls.every(folder, vault=vault):
            if state.store_key is not None and salt.hex() in state.salts:
                return state
        return None

    @classmethod
    def every(cls, folder: Path, *, vault: Vault | None = None) -> "Iterator[State]":
        """All states of this computer, the newest incarnation first (uids are time-ordered)."""
        names = sorted((p.stem for p in folder.iterdir() if _NAME.fullmatch(p.name)), reverse=True)
        for name in names:
            state = cls.load(folder, Uid(name), vault=vault)
            if state is not None:
                yield state

    @property
    def path(self) -> Path:
        """The file, readable by this user alone."""
        return self.folder / f"{self.replica}.json"

    def successor(self, replica: Uid) -> "State":
        """The next incarnation for the same store: the same store key, everything else fresh."""
        state = replace(
            self,
            replica=replica,
            signing_seed=secrets.token_bytes(KEY_BYTES),
            age_identity="",
            number=0,
            token=secrets.token_hex(SALT_BYTES),
            copied={},
            first=self.first or self.replica,
        )
        state.save()
        return state

    def is_of_store(self, other: "State") -> bool:
        """Whether both are incarnations of one store, as far as their files tell."""
        has_key = self.store_key is not None and self.store_key == other.store_key
        return has_key or (self.first or self.replica) == (other.first or other.replica)

    def catch_up(self) -> None:
        """Take over what another program on this computer has noted about the same store since."""
        other = State.load(self.folder, self.replica, vault=self.vault)
        if other is None or other.token != self.token:
            return
        self.number = max(self.number, other.number)
        self.salts = (*self.salts, *(s for s in other.salts if s not in self.salts))
        self.age_identity = self.age_identity or other.age_identity
        if other.copied_at > self.copied_at:
            self.copied_at, self.copied = other.copied_at, other.copied

    def note_copy(self, at: str, numbers: Mapping[str, int]) -> None:
        """Note that the store was copied: when, and up to which of this device's transactions."""
        self.copied_at, self.copied = at, numbers
        self.save()

    def remember(self, salt: bytes) -> None:
        """Note that the key opens a file that begins so: the store, and each encrypted copy."""
        if is_plain(salt) or salt.hex() in self.salts:
            return
        self.salts = (*self.salts, salt.hex())
        self.save()

    def save(self) -> None:
        """Write the file so that a crash leaves the old one or the new one, never a half one."""
        self.catch_up()
        hidden = dict(zip(_SECRETS, self._secrets(), strict=True))
        document: dict[str, Any] = {
            "format": _FORMAT,
            "replica": self.replica,
            "number": self.number,
            "salts": list(self.salts),
            "copied_at": self.copied_at,
            "copied": dict(self.copied),
            "first": self.first,
            "secrets": None if self._hide(hidden) else hidden,
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self.path, json.dumps(document, indent=1).encode())
        except OSError as error:
            if is_full(error):
                raise UserError("store.disk_full", file=self.path.name) from error
            raise UserError("state.not_writable", folder=str(self.folder)) from error

    def _secrets(self) -> tuple[str | None, ...]:
        key = None if self.store_key is None else self.store_key.hex()
        return key, self.signing_seed.hex(), self.age_identity, self.token

    def _hide(self, hidden: dict[str, str | None]) -> bool:
        if self.vault is None:
            return False
        text = json.dumps(hidden)
        if _kept(self.vault, self.replica) != text:
            try:
                self.vault.set_password(_SERVICE, self.replica, text)
            except Exception:  # noqa: BLE001 - a backend raises what it likes; the file has them then
                return False
        return True

    @classmethod
    def _read(cls, path: Path, document: dict[str, Any], vault: Vault | None) -> "State | None":
        hidden = document["secrets"]
        if hidden is None:
            found = vault and _kept(vault, path.stem)
            if not found:
                return None
            hidden = json.loads(found)
        if document["format"] != _FORMAT or document["replica"] != path.stem:
            return None
        key = hidden["store_key"]
        return cls(
            path.parent,
            Uid(path.stem),
            None if key is None else bytes.fromhex(key),
            bytes.fromhex(hidden["signing_seed"]),
            str(hidden["age_identity"]),
            int(document["number"]),
            str(hidden["token"]),
            tuple(str(salt) for salt in document["salts"]),
            str(document.get("copied_at", "")),
            {str(scope): int(number) for scope, number in document.get("copied", {}).items()},
            str(document.get("first", "")),
            vault,
        )


def _kept(vault: Vault, name: str) -> str | None:
    try:
        return vault.get_password(_SERVICE, name)
    except Exception:  # noqa: BLE001 - a backend raises what it likes
        return None


def is_plain(salt: bytes) -> bool:
    """Whether a file that begins so is an ordinary SQLite file, which needs no key."""
    return salt == _PLAIN_SALT


def store_key(folder: Path, store: Path, *, vault: Vault | None = None) -> bytes | None:
    """The key of a store file, None for a plain one.

    A wrong key, a damaged first page and random bytes look alike to the driver; the first
    bytes tell them apart.

    Raises:
        UserError: store.no_key, when no key on this computer belongs to the file;
            store.no_store, when none could; store.cannot_open, when it may not be read.
    """
    try:
        with store.open("rb") as file:
            begins = file.read(_SMALLEST_PAGE)
    except OSError as error:
        raise UserError("store.cannot_open", file=store.name) from error
    salt = begins[:SALT_BYTES]
    if is_plain(salt):
        return None
    state = State.find(folder, salt, vault=vault) if len(salt) == SALT_BYTES else None
    if state is None:
        code = "store.no_key" if _may_be_encrypted(begins) else "store.no_store"
        raise UserError(code, file=store.name)
    return state.store_key


def _may_be_encrypted(begins: bytes) -> bool:
    """Whether a first page is as by chance, as an encrypted one is; texts and zeros are not."""
    return (
        len(begins) == _SMALLEST_PAGE
        and len(set(begins)) >= _VALUES_BY_CHANCE
        and not begins.startswith(_ARCHIVE)
    )


def silent_vault() -> Vault | None:
    """The system's key store where it is known never to ask the user; otherwise None.

    That is the Windows Credential Locker alone. The macOS Keychain asks again after every
    change of the program's signature, a Secret Service asks for its password when locked: there
    the file's mode 0600 in the user's own folder is the protection. ``RECIPE_STATE`` means that
    the folder is to hold everything.
    """
    if sys.platform != "win32" or os.environ.get("RECIPE_STATE"):
        return None
    from keyring.backends import Windows  # exists there only

    try:
        return Windows.WinVaultKeyring() if Windows.WinVaultKeyring.priority > 0 else None
    except RuntimeError:  # its way to say that the system part is missing
        return None
