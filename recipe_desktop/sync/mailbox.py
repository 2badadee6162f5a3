"""Folders through which laptops exchange files: which of them bring changes, and whose are half done.

A folder may hold anything else, too; only files that end as bundles do are looked at.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.sync.bundle import SUFFIX

_MARK_LETTERS: Final = 8


def files(paths: Iterable[Path], passed_over: Collection[Path] = ()) -> Iterator[tuple[Path, bool]]:
    """Each file once, and whether it was found in a folder.

    Args:
        passed_over: files of folders that are of no interest.

    Raises:
        UserError: folder.unreadable.
    """
    for path in paths:
        if path.is_dir():
            yield from ((file, True) for file in bundles(path) if file not in passed_over)
        else:
            yield path, False


def vacant(paths: Iterable[Path]) -> list[str]:
    """Names of those folders in which no file of changes lies.

    Raises:
        UserError: folder.unreadable.
    """
    return [path.name or str(path) for path in paths if path.is_dir() and not bundles(path)]


def mark(replica: Uid) -> str:
    """What a laptop calls its unfinished files in a shared folder, without saying who it is."""
    return hashlib.sha256(f"unfinished {replica}".encode()).hexdigest()[:_MARK_LETTERS]


def bundles(folder: Path) -> list[Path]:
    """The files of changes in a folder, in a fixed order.

    Raises:
        UserError: folder.unreadable.
    """
    try:
        return sorted(
            file for file in folder.iterdir() if file.suffix.lower() == SUFFIX and file.is_file()
        )
    except OSError as error:
        raise UserError("folder.unreadable", folder=str(folder)) from error
