"""The folders of tests that passed go, so that a whole run needs little room, be it in memory.

Not at once, for what a test has begun may end a little after it.
"""

import shutil
from collections import deque
from pathlib import Path

_KEPT = 50


class PassedFolders:
    """Folders of which the oldest go when there are more than a few.

    Args:
        kept: how many stay.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._folders: deque[Path] = deque()

    def add(self, folder: Path) -> None:
        """Note one; what is still in use of another that goes is left to the system."""
        self._folders.append(folder)
        while len(self._folders) > self._kept:
            shutil.rmtree(self._folders.popleft(), ignore_errors=True)
