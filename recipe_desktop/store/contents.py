"""The contents of attachments: whole files beside the store, written before the rows that name them.

A killed program leaves a content whole or not at all, and at worst one that no row names.

A content goes when no attachment names it and none that names it can come back from here: one that
this laptop deleted stays for as long as its undo or redo reaches the deletion; one that somebody
else deleted goes when that is received. If they take it back, the content comes with a later
bundle. It is dropped after the deletion is committed: by whoever writes on attachments next, or by
the next opening, should the program be killed in between.
"""

import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from sqlalchemy import Connection, select

from recipe_desktop.domain.attachments import MAX_BYTES
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import DELETE
from recipe_desktop.domain.ids import Uid
from recipe_desktop.new_files import is_full, write_whole
from recipe_desktop.store.journal.deeds import deeds_of
from recipe_desktop.store.models.attachment import KeptContent
from recipe_desktop.store.state import SALT_BYTES, is_plain

ENDING: Final = ".files"
_NAME_BYTES: Final = 16
_IS_KEPT: Final = re.compile(r"[0-9a-f]{32}")
_OURS: Final = re.compile(r"[0-9a-f]{32}|\.[0-9a-f]{32}-.*\.part")  # kept, or half written
_MADE_DIGITS: Final = 12  # of a device's uid: the millisecond in which it was made
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
        code = "store.disk_full" if is_full(error) else "attachment.not_kept"
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
    folder = folder_of(_store(connection))
    rows = connection.exec_driver_sql(
        "SELECT sha256, file, content IS NOT NULL FROM kept_content "
        "WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(list(hashes)),),
    )
    return frozenset(
        sha256 for sha256, file, is_inside in rows if is_inside or (folder / file).is_file()
    )


def is_named(connection: Connection, sha256: str) -> bool:
    """Whether an attachment of any scope names a content."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM attachment WHERE sha256 = ? LIMIT 1", (sha256,)
    )
    return found.first() is not None


def has_unwanted(connection: Connection, device: Uid) -> bool:
    """Whether ``drop_unwanted`` has anything to do.

    Args:
        device: ours.
    """
    return bool(_unwanted(connection, device)) or any(_strays(connection, device))


def drop_unwanted(connection: Connection, device: Uid) -> None:
    """Remove from the disk what no attachment names and nothing brings back.

    It runs in a writing transaction of its own, so that nobody is about to name one of them. The
    file goes first: what is killed then leaves a row of a content that is not here, and is done
    again. What cannot be removed now, since another program reads it, stays until the next time.

    Args:
        device: ours.
    """
    folder = folder_of(_store(connection))
    for sha256, file in _unwanted(connection, device).items():
        try:
            if file:  # else it lies in the row
                (folder / file).unlink(missing_ok=True)
        except OSError:
            continue
        connection.exec_driver_sql("DELETE FROM kept_content WHERE sha256 = ?", (sha256,))
    for stray in list(_strays(connection, device)):
        with suppress(OSError):
            stray.unlink(missing_ok=True)


def point_to(connection: Connection, store: Path) -> None:
    """Have a copy that lies elsewhere find the contents where those of the store lie."""
    connection.exec_driver_sql(
        "UPDATE kept_content SET file = ? || file WHERE file <> ''",
        (f"{folder_of(store.absolute())}{os.sep}",),
    )


def lay_beside(connection: Connection, copy: Path) -> None:
    """Give a copy of the store that has another name the files that it names, in its own folder.

    They are the same files under a second name where the disk has such, so that they take no room;
    each name can go without the other. One that cannot be written there is missing in the copy.
    """
    folder, target = folder_of(_store(connection)), folder_of(copy)
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        if file.is_file() and _IS_KEPT.fullmatch(file.name):
            with suppress(OSError):
                target.mkdir(mode=0o700, exist_ok=True)
                _lay(file, target / file.name)


def _lay(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except FileExistsError:  # by an upgrade that was killed
        return
    except OSError:  # a disk without second names, such as a stick
        write_whole(target, file.read_bytes())


def size(connection: Connection) -> int:
    """How many bytes all contents have, of those that are here."""
    folder, total = folder_of(_store(connection)), 0
    rows = connection.exec_driver_sql("SELECT file, length(content) FROM kept_content").all()
    for file, inside in rows:
        with suppress(OSError):
            total += (folder / file).stat().st_size if inside is None else inside
    return total


def pack(connection: Connection, copy: str, *, plain: bool) -> Iterator[int]:
    """Put all contents into an attached copy of the store, which is then one whole file.

    After each one it gives how many bytes of contents are in it so far. What cannot be read is left out: the copy is without it as a laptop is to which it has not
    come yet.

    Args:
        copy: the name under which it is attached.
        plain: unencrypted, for any SQLite tool to read.
    """
    rows = connection.exec_driver_sql("SELECT sha256, key FROM kept_content ORDER BY sha256").all()
    done = 0
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
        done += len(inside)
        yield done


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


def _unwanted(connection: Connection, device: Uid) -> dict[str, str]:
    """By hash, the files of the contents that may go."""
    rows = connection.exec_driver_sql(
        "SELECT sha256, file FROM kept_content WHERE sha256 NOT IN (SELECT sha256 FROM attachment)"
    )
    found = {str(sha256): str(file) for sha256, file in rows}
    if not found:
        return found
    made: dict[str, set[str]] = {sha256: set() for sha256 in found}
    named = connection.exec_driver_sql(
        "SELECT json_extract(body, '$.sha256') AS content, row FROM op WHERE tbl = 'attachment' "
        "AND content IN (SELECT value FROM json_each(?))",
        (json.dumps(list(found)),),
    )
    for sha256, row in named:
        made[sha256].add(row)
    returning = _returning(connection, device, set().union(*made.values()))
    return {
        sha256: file
        for sha256, file in found.items()
        if not made[sha256] & returning and not _waits(connection, {sha256, *made[sha256]})
    }


def _returning(connection: Connection, device: Uid, rows: Iterable[str]) -> set[str]:
    """Those of some deleted attachments that this laptop can bring back.

    That is by undo or redo, or by keeping a record whose deletion waits for a decision.
    """
    deeds = deeds_of(connection, device)
    found = connection.exec_driver_sql(
        "SELECT DISTINCT op.row FROM op JOIN txn ON txn.id = op.txn "
        "WHERE op.kind = ? AND op.row IN (SELECT value FROM json_each(?)) AND group_uid IN ("
        "SELECT value FROM json_each(?) UNION SELECT group_uid FROM conflict "
        "JOIN op AS disputed ON disputed.row = conflict.row AND disputed.kind = ? "
        "JOIN txn ON txn.id = disputed.txn WHERE class = 'delete')",
        (DELETE, json.dumps(list(rows)), json.dumps([*deeds.undo, *deeds.redo]), DELETE),
    )
    return {row for (row,) in found}


def _waits(connection: Connection, names: Iterable[str]) -> bool:
    """Whether something that waits here to be taken in speaks of a content or its attachments."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM held_piece, json_each(?) WHERE instr(lines, value) LIMIT 1",
        (json.dumps(list(names)),),
    )
    return found.first() is not None


def _strays(connection: Connection, device: Uid) -> Iterator[Path]:
    """Files that this device wrote for rows that were never committed.

    What is older than the device is not its own: a store may have been restored to the name of
    another one, whose contents still lie there.
    """
    folder = folder_of(_store(connection))
    if not folder.is_dir():
        return
    kept = {file for (file,) in connection.exec_driver_sql("SELECT file FROM kept_content")}
    since = int(device[:_MADE_DIGITS], 16)
    for file in folder.iterdir():
        if file.name in kept or not _OURS.fullmatch(file.name):
            continue
        with suppress(FileNotFoundError):  # another program was faster
            if file.stat().st_mtime_ns // 1_000_000 >= since:
                yield file


def _store(connection: Connection) -> Path:
    rows = connection.exec_driver_sql("PRAGMA database_list")
    return Path(next(file for _, name, file in rows if name == "main"))


def _is_open(store: Path) -> bool:
    with store.open("rb") as file:
        return is_plain(file.read(SALT_BYTES))
