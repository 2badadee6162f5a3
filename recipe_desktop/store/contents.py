"""The contents of attachments: whole files beside the store, written before the rows that name them.

A killed program leaves a content whole or not at all, and at worst one that no row names. None is
ever removed here: while an operation of the log names it, a deleted attachment can come back. What
nothing names may be dropped by housekeeping, later.
"""

import errno
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from sqlalchemy import Connection, select

from recipe_desktop.domain.attachments import MAX_BYTES
from recipe_desktop.domain.errors import UserError
from recipe_desktop.store.models.attachment import KeptContent
from recipe_desktop.store.state import SALT_BYTES, is_plain, write_whole

ENDING: Final = ".files"
_NAME_BYTES: Final = 16
_NO_SPACE: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_TABLE: Final = KeptContent.__table__


def folder_of(store: Path) -> Path:
    """The folder in which the contents of a store lie."""
    return store.with_name(store.name + ENDING)


def keep(connection: Connection, content: bytes) -> str:
    """Keep a content; its SHA-256, by which it is found again. Doing it twice does no harm.

    Raises:
        UserError: attachment.too_large, store.disk_full, attachment.not_kept.
    """
    if len(content) > MAX_BYTES:
        raise UserError("attachment.too_large", most=MAX_BYTES >> 20)
    sha256 = hashlib.sha256(content).hexdigest()
    if is_here(connection, sha256):
        return sha256
    store = _store(connection)
    folder, name = folder_of(store), secrets.token_hex(_NAME_BYTES)
    key = b"" if _is_open(store) else secrets.token_bytes(SecretBox.KEY_SIZE)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        write_whole(folder / name, SecretBox(key).encrypt(content) if key else content)
    except OSError as error:
        code = "store.disk_full" if error.errno in _NO_SPACE else "attachment.not_kept"
        raise UserError(code, file=store.name, folder=str(folder)) from error
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO kept_content (sha256, file, key) VALUES (?, ?, ?)",
        (sha256, name, key.hex()),
    )
    return sha256


def read(connection: Connection, sha256: str) -> bytes:
    """A content as it was kept.

    Raises:
        UserError: attachment.not_here (it has not come yet), attachment.damaged.
    """
    found = connection.execute(select(_TABLE).where(_TABLE.c.sha256 == sha256)).one_or_none()
    if found is None:
        raise UserError("attachment.not_here")
    try:
        kept = found.content
        if kept is None:
            kept = (folder_of(_store(connection)) / found.file).read_bytes()
        content: bytes = SecretBox(bytes.fromhex(found.key)).decrypt(kept) if found.key else kept
    except FileNotFoundError:
        raise UserError("attachment.not_here") from None
    except (OSError, CryptoError) as error:
        raise UserError("attachment.damaged") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UserError("attachment.damaged")
    return content


def is_here(connection: Connection, sha256: str) -> bool:
    """Whether a content can be read, as far as can be told without reading it."""
    return sha256 in present(connection, [sha256])


def present(connection: Connection, hashes: Iterable[str]) -> frozenset[str]:
    """Those of some contents that are here."""
    wanted = set(hashes)
    folder = folder_of(_store(connection))
    rows = connection.exec_driver_sql(
        "SELECT sha256, file, content IS NOT NULL FROM kept_content ORDER BY sha256"
    )
    return frozenset(
        sha256
        for sha256, file, is_inside in rows
        if sha256 in wanted and (is_inside or (folder / file).is_file())
    )


def pack(connection: Connection, copy: str, *, plain: bool) -> None:
    """Put all contents into an attached copy of the store, which is then one whole file.

    What cannot be read is left out: the copy is without it as a laptop is to which it has not
    come yet.

    Args:
        copy: the name under which it is attached.
        plain: unencrypted, for any SQLite tool to read.
    """
    rows = connection.exec_driver_sql("SELECT sha256, key FROM kept_content ORDER BY sha256").all()
    for sha256, former in rows:
        try:
            content = read(connection, sha256)
        except UserError:
            connection.exec_driver_sql(
                f"DELETE FROM {copy}.kept_content WHERE sha256 = ?", (sha256,)
            )
            continue
        key = "" if plain else former
        inside = SecretBox(bytes.fromhex(key)).encrypt(content) if key else content
        connection.exec_driver_sql(
            f"UPDATE {copy}.kept_content SET file = '', key = ?, content = ? WHERE sha256 = ?",
            (key, bytes(inside), sha256),
        )


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the contents of the attachments; one that has not come is no problem."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT attachment.sha256 FROM attachment "
        "JOIN kept_content ON kept_content.sha256 = attachment.sha256 ORDER BY attachment.sha256"
    )
    for (sha256,) in rows.all():
        try:
            read(connection, sha256)
        except UserError as error:
            is_missing = error.code == "attachment.not_here"
            what = "is missing" if is_missing else "is not what was kept"
            yield f"attachment {sha256[:12]}: its content {what}"


def _store(connection: Connection) -> Path:
    rows = connection.exec_driver_sql("PRAGMA database_list")
    return Path(next(file for _, name, file in rows if name == "main"))


def _is_open(store: Path) -> bool:
    with store.open("rb") as file:
        return is_plain(file.read(SALT_BYTES))
