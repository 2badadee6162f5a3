"""One window for each store: a second start raises the first window and ends."""

import sys
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal
from shiboken6 import delete

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Single(QObject):
    """Holds the lock of a store, and hears of second starts through a small file beside it.

    The system itself lets go of the lock when the process ends, however it ends: what a power cut
    leaves of the file, or who bears the dead one's number by now, says nothing. (``QLockFile`` reads
    both.) No network: a socket would do the same, and frighten firewalls.

    Args:
        lock: path of the lock file, which stays; the request lies beside it.
    """

    raise_wanted = Signal()

    def __init__(self, lock: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._request = lock, lock.with_suffix(".raise")
        self._held: BinaryIO | None = None
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """Become the first; where there is one already, ask it to raise its window.

        Raises:
            OSError: no file can be kept there.
        """
        file = self._path.open("ab")
        if not _lock(file):
            file.close()
            with self._request.open("ab") as request:
                request.write(b".")
            return False
        try:
            self._request.write_bytes(b"")
        except OSError:
            file.close()
            raise
        self._held = file
        self._watcher = QFileSystemWatcher([str(self._request)], self)
        self._watcher.fileChanged.connect(self._asked)
        return True

    def release(self) -> None:
        """Let another be the first."""
        if self._watcher is not None:
            delete(self._watcher)  # here: an error may keep this object, whoever lets go of it last
            self._watcher = None
        self._request.unlink(missing_ok=True)
        if self._held is not None:
            self._held.close()
            self._held = None

    def _asked(self) -> None:
        if self._request.exists() and self._request.stat().st_size > 0:
            self._request.write_bytes(b"")
            self.raise_wanted.emit()


def _lock(file: BinaryIO) -> bool:
    """Whether the file is locked now for this process, until it is closed."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks: better two windows than none
        return True
    return True
