"""One window for each store: a second start raises the first window and ends."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal


class Single(QObject):
    """Holds the lock of a store, and hears of second starts through a small file beside it.

    No network: a socket on this machine would do the same, and frighten firewalls.

    Args:
        lock: path of the lock file; the request lies beside it.
    """

    raise_wanted = Signal()

    def __init__(self, lock: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request = lock.with_suffix(".raise")
        self._lock = QLockFile(str(lock))
        self._lock.setStaleLockTime(0)  # only a dead process loses its lock, not a slow one
        self._watcher = QFileSystemWatcher(self)

    def take(self) -> bool:
        """Become the first; where there is one already, ask it to raise its window."""
        if not self._lock.tryLock(0):
            with self._request.open("ab") as request:
                request.write(b".")
            return False
        self._request.write_bytes(b"")
        self._watcher.addPath(str(self._request))
        self._watcher.fileChanged.connect(self._asked)
        return True

    def release(self) -> None:
        """Let another be the first."""
        self._watcher.removePath(str(self._request))
        self._request.unlink(missing_ok=True)
        self._lock.unlock()

    def _asked(self) -> None:
        if self._request.exists() and self._request.stat().st_size > 0:
            self._request.write_bytes(b"")
            self.raise_wanted.emit()
