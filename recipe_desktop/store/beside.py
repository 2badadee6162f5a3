"""The files that SQLite keeps beside a store while it is open, and their rights.

They get those of the store. Of one that may only be read they cannot be removed either when it is
closed, and as they stay, it would stay read-only after somebody had given the right to write.
"""

import os
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

_ENDINGS: Final = ("-wal", "-shm")


def present(path: Path) -> list[Path]:
    """Those that lie beside a store now."""
    files = (path.with_name(path.name + ending) for ending in _ENDINGS)
    return [file for file in files if file.is_file()]


def let_write(path: Path) -> None:
    """Give them the right to be written that the store has got since they were made."""
    with suppress(OSError):
        rights = stat.S_IMODE(path.stat().st_mode)
        for file in present(path):
            if rights & stat.S_IWUSR and not file.stat().st_mode & stat.S_IWUSR:
                file.chmod(rights)


def empty(path: Path) -> None:
    """Have SQLite find nothing that it could write into a store when it closes it."""
    with suppress(OSError):
        os.truncate(path.with_name(f"{path.name}-wal"), 0)


def take_away(path: Path, kept: Collection[Path]) -> None:
    """Leave nothing beside a store that was only read.

    Args:
        kept: what lay there before it was opened.
    """
    with suppress(OSError):
        left = [file for file in present(path) if file not in kept]
        is_read = bool(left) and not os.access(path, os.W_OK)
        if is_read and not any(f.stat().st_size for f in left if f.name.endswith("-wal")):
            for file in left:
                file.unlink()
