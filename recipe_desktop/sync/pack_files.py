"""The file of a desk pack: lines behind a head that says what they are, encrypted by a passphrase."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pyrage

from recipe_desktop.domain.errors import UserError
from recipe_desktop.given_files import open_given
from recipe_desktop.new_files import new_file
from recipe_desktop.store.schema import SCHEMA
from recipe_desktop.sync.container import packed, unpacked

FORMAT: Final = 1
_MAX_BYTES: Final = 256 << 20
_SHORTEST: Final = 200  # bytes of a pack without anything in it
_NOT_OPENED: Final = "Decryption failed"  # age's own words; all else but the next is a broken file
_TOO_MUCH_WORK: Final = "Excessive work"  # for this laptop at this moment, which age measures
_AGE: Final = b"age-encryption.org/v1\n"
_HEAD: Final[Mapping[str, type]] = {
    **dict.fromkeys(("event", "name", "desk", "letter", "made", "member"), str),
    "people": int,
    **dict.fromkeys(("rows", "known"), dict),
    "cards": list,
}
"""What the head must say."""


def write(target: Path, lines: Iterable[bytes], secret: str) -> None:
    """Write a pack.

    Raises:
        UserError: file.disk_full, file.not_writable.
    """
    content = pyrage.passphrase.encrypt(packed(lines), secret)
    with new_file(target) as file:
        file.write(content)


def read(source: Path, secret: str) -> tuple[dict[str, Any], list[str]]:
    """The head of a pack, and the lines behind it.

    Raises:
        UserError: as ``refuse_other``; desk.wrong_passphrase, desk.too_busy, desk.too_new,
            desk.damaged_pack.
    """
    plain = _decrypted(_content(source, _MAX_BYTES + 1), secret, source.name)
    try:
        first, *rest = unpacked(plain)
        head = json.loads(first)
        is_newer = head["recipe_desk"] > FORMAT or head["schema"] > SCHEMA
        is_whole = all(isinstance(head.get(name), kind) for name, kind in _HEAD.items())
        body = [line.decode() for line in rest]
    except (ValueError, KeyError, TypeError, UserError) as error:
        raise UserError("desk.damaged_pack", file=source.name) from error
    if is_newer:
        raise UserError("desk.too_new", file=source.name)
    if not is_whole:
        raise UserError("desk.damaged_pack", file=source.name)
    return head, body


def is_begun_by(beginning: bytes) -> bool:
    """Whether a file that begins so is opened by a passphrase, as packs are."""
    return beginning.startswith(_AGE) and b"-> scrypt" in beginning[:200]


def refuse_other(source: Path) -> None:
    """Refuse what no passphrase would open, before anybody is asked for one.

    Raises:
        UserError: file.missing, file.empty, desk.not_a_pack, desk.cut_pack.
    """
    _content(source, _SHORTEST)


def _content(source: Path, most: int) -> bytes:
    try:
        with open_given(source) as file:
            content = file.read(most)
    except FileNotFoundError:
        raise UserError("file.missing", name=source.name) from None
    except OSError as error:
        raise UserError("desk.not_a_pack", file=source.name) from error
    if not content:
        raise UserError("file.empty", name=source.name)
    if _AGE.startswith(content[: len(_AGE)]) and len(content) < _SHORTEST:
        raise UserError("desk.cut_pack", file=source.name)
    if not is_begun_by(content):
        raise UserError("desk.not_a_pack", file=source.name)
    return content


def _decrypted(content: bytes, secret: str, name: str) -> bytes:
    """What the passphrase opens, as it was typed, or in the capitals in which it was made."""
    for attempt in dict.fromkeys((secret, secret.strip(), secret.strip().upper())):
        try:
            return bytes(pyrage.passphrase.decrypt(content, attempt))
        except pyrage.DecryptError as error:
            if str(error).startswith(_TOO_MUCH_WORK):
                raise UserError("desk.too_busy", file=name) from error
            if str(error) != _NOT_OPENED:
                raise UserError("desk.cut_pack", file=name) from error
    raise UserError("desk.wrong_passphrase", file=name)
