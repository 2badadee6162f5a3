"""Files that stand under their name only when they are whole and on the disk."""

import errno
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.paths import not_replaced

_NO_SPACE: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_LONGEST: Final = 60  # letters of a name, so that there is room for what is put behind it


def is_full(error: OSError) -> bool:
    """Whether a write failed since the disk, or the user's share of it, is full."""
    return error.errno in _NO_SPACE


@contextmanager
def new_file(path: Path, mark: str = "") -> Iterator[BinaryIO]:
    """Write beside the place of a file, and put it there when all is written.

    What a program that was killed left of the same file goes first.

    Args:
        mark: eight letters by which a laptop knows what it left in a folder where each file has a
            name of its own, and where others may be writing.

    Raises:
        UserError: file.disk_full, file.is_store, file.needs_name, file.no_file, file.no_folder,
            file.not_writable.
    """
    if code := not_replaced(path):
        raise UserError(code, name=path.name)
    name = path.name[:_LONGEST]
    part = path.with_name(f"{name}.{mark or secrets.token_hex(4)}.part")
    try:
        _discard_left(path, name, mark)
        with _in_place_of(path, part, mode=0o666) as file:  # less what the user's mask takes
            yield file
    except OSError as error:
        if error.errno == errno.ENOENT and not path.parent.exists():
            raise UserError("file.no_folder", name=path.name, folder=str(path.parent)) from error
        code = "file.disk_full" if is_full(error) else "file.not_writable"
        raise UserError(code, name=path.name, reason=error.strerror or "") from error


def unfinished(path: Path) -> Path:
    """What a store is called until it is whole; what a crash left of the same one goes first.

    The mark in its name tells it from whatever else somebody keeps beside it.
    """
    left = re.compile(rf"{re.escape(path.name)}\.[0-9a-f]{{8}}\.(before-upgrade\.)?part.*")
    with suppress(OSError):  # where nothing can be removed nothing can be written either
        for file in path.parent.iterdir():
            if left.fullmatch(file.name):
                file.unlink()
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that only this user may read: a crash leaves the old one or the new one.

    Raises:
        OSError: it could not be written; the old one is as it was.
    """
    part = path.with_name(f".{path.stem}-{secrets.token_hex(4)}.part")
    with _in_place_of(path, part, mode=0o600) as file:
        file.write(content)


@contextmanager
def _in_place_of(path: Path, part: Path, *, mode: int) -> Iterator[BinaryIO]:
    def made(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    with open(part, "x+b", opener=made) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            file.close()
            part.replace(path)
        except BaseException:
            with suppress(OSError):  # what waits to be written does not fit now either
                file.close()  # Windows removes nothing that is open
            with suppress(OSError):
                part.unlink()
            raise
    sync_folder(path.parent)


def _discard_left(path: Path, name: str, mark: str) -> None:
    """Remove unfinished files of earlier tries; none of them is ever gone on with."""
    same = re.compile(rf"{re.escape(name)}\.[0-9a-f]{{8}}\.part")
    own = f"{path.suffix}.{mark}.part" if mark else None
    for file in path.parent.iterdir():
        if same.fullmatch(file.name) or (own and file.name.endswith(own)):
            with suppress(OSError):
                file.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut; Windows needs and allows no such thing."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network folders refuse
            os.fsync(handle)
    finally:
        os.close(handle)
