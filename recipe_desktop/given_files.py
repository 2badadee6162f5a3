"""Opening what comes from outside: named on a command line, chosen, or dropped on the window."""

import os
import stat
from pathlib import Path
from typing import BinaryIO, cast

from recipe_desktop.domain.errors import UserError


def open_given(path: Path) -> BinaryIO:
    """A file to read; a pipe or a device, which might never begin or never end, is not waited for.

    Raises:
        UserError: file.no_file.
        OSError: it is not there, or is a folder, or may not be read.
    """
    _refuse_other(path, path.stat().st_mode)  # opening some devices already does something

    def opened(name: str, flags: int) -> int:
        number = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
        try:
            _refuse_other(path, os.fstat(number).st_mode)
        except BaseException:
            os.close(number)
            raise
        return number

    return cast(BinaryIO, open(path, "rb", opener=opened))  # the caller closes it


def name_of(path: Path) -> str:
    """The name of a file, to keep and to show; what is no letter in it, as old archives leave, is a sign."""
    return as_letters(path.name)


def as_letters(given: str) -> str:
    """A text of the system's with a sign in the place of each byte that is no letter."""
    return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _refuse_other(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise UserError("file.no_file", name=path.name)
