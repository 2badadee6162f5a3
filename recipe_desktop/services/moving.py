"""Moving a store that nobody has open to another folder, with the documents beside it."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import is_full, sync_folder
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services import stores
from recipe_desktop.store import beside
from recipe_desktop.store.contents import folder_of

_AT_ONCE = 1 << 20  # bytes


def move(source: Path, target: Path, progress: Progress = unheard) -> bool:
    """Move a store, which goes on there as the same one; whether nothing is left in its old place.

    The old file goes when the new one is whole and on the disk. A copy from before an upgrade
    stays where it is.

    Args:
        progress: hears bytes.

    Raises:
        UserError: store.missing, store.exists, store.no_folder, store.in_use, store.disk_full,
            store.in_documents, store.not_moved, and others of ``refuse_absent``; the store is as it was then, and
            nothing of it in the new place.
    """
    stores.refuse_absent(source)
    link, source = source, source.resolve()  # beside which its documents lie
    for taken in (target, folder_of(target)):
        if taken.exists() or taken.is_symlink():
            raise UserError("store.exists", file=str(taken))
    if not target.parent.is_dir():
        raise UserError("store.no_folder", folder=str(target.parent))
    if folder_of(source).resolve() in target.resolve().parents:
        raise UserError("store.in_documents", folder=str(folder_of(source)))
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        before = _writes(source)
        documents = _copy(source, part, progress)
        if documents:
            folder_of(part).replace(folder_of(target))
        part.replace(target)
        sync_folder(target.parent)
        _refuse_written(source, before)
    except BaseException as error:
        _remove(part, target)
        if isinstance(error, OSError):
            code = "store.disk_full" if is_full(error) else "store.not_moved"
            raise UserError(
                code, file=source.name, folder=str(target.parent), reason=error.strerror or ""
            ) from error
        raise
    with suppress(OSError):  # what others put beside the documents stays, and so does the folder
        source.unlink()
        for file in documents:
            file.unlink()
        folder_of(source).rmdir()
    with suppress(OSError):
        if link.is_symlink():  # it leads nowhere now
            link.unlink()
    return not source.exists() and not folder_of(source).exists()


def _remove(*stores_left: Path) -> None:
    for left in stores_left:
        left.unlink(missing_ok=True)
        shutil.rmtree(folder_of(left), ignore_errors=True)


def _writes(store: Path) -> tuple[int, int]:
    """By what it is known whether anybody has written to a store since; refuses one that is open."""
    if beside.present(store):
        raise UserError("store.in_use", file=store.name)
    found = store.stat()
    return found.st_size, found.st_mtime_ns


def _refuse_written(store: Path, before: tuple[int, int]) -> None:
    if _writes(store) != before:
        raise UserError("store.in_use", file=store.name)


def _copy(source: Path, part: Path, progress: Progress) -> list[Path]:
    """Copy the store's file and its documents, which it gives, all of them onto the disk."""
    documents = [file for file in _in(folder_of(source)) if file.is_file()]
    folder = folder_of(part)
    copies = [(file, folder / file.name) for file in documents] + [(source, part)]
    total = sum(file.stat().st_size for file, _ in copies)
    done = 0
    if documents:
        folder.mkdir(mode=0o700)
    for file, copy in copies:
        with file.open("rb") as reading, copy.open("xb") as writing:
            while piece := reading.read(_AT_ONCE):
                writing.write(piece)
                done += len(piece)
                progress(done, total)
            writing.flush()
            os.fsync(writing.fileno())
        shutil.copymode(file, copy)
    return documents


def _in(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())
