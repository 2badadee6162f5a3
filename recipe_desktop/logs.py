"""The log file, and the text of a bug report.

Nothing personal goes into either: of an exception they keep its kind and the places in the
code, never its message, since a message may quote a name or a row; addresses and the home
folder are masked. The report stays on this computer until somebody sends it on.
"""

import logging
import platform
import re
import sqlite3
import sys
import traceback
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from typing_extensions import override

from recipe_desktop import __version__

_FILE = "recipe-desktop.log"
_BYTES = 1_000_000
_OLDER_FILES = 3
_LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "PyNaCl", "pyrage", "reportlab")
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start_logging(folder: Path) -> Path:
    """Write the program's log to a file in ``folder``, four files of one megabyte at most.

    Where the folder cannot be written there is no log, which is no reason to stop.
    """
    stop_logging()
    file = folder / _FILE
    if not _can_be_written(file):
        return file
    handler = _Unheard(file, maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = _logger()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return file


def stop_logging() -> None:
    """Close the log file, so that its folder may be removed."""
    logger = _logger()
    for handler in [h for h in logger.handlers if isinstance(h, RotatingFileHandler)]:
        logger.removeHandler(handler)
        handler.close()


def bug_report(error: BaseException | None, folder: Path, *, lines: int = 200) -> str:
    """What somebody needs to find our bug: versions, where it happened, the end of the log."""
    parts = [*_versions(), ""]
    if error is not None:
        parts += [*places(error), ""]
    return "\n".join([*parts, *_tail(folder / _FILE, lines)]) + "\n"


def places(error: BaseException) -> list[str]:
    """The kinds of an exception and its causes, with the places in the code, without messages."""
    said: list[str] = []
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen:  # one can be its own cause
        seen.add(id(link))
        frames = traceback.extract_tb(link.__traceback__)
        said += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        code = getattr(link, "code", None)
        kind = type(link)
        said.append(f"{kind.__module__}.{kind.__qualname__}" + (f" [{code}]" if code else ""))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return said


def discreet(text: str) -> str:
    """The text without addresses, account numbers and the user's home folder."""
    text = _IBAN.sub("(account)", _ADDRESS.sub("(address)", text))
    home = Path.home()
    return text if home == home.parent else text.replace(str(home), "~")


class _Unheard(RotatingFileHandler):
    """A full disk costs lines of the log; the command goes on, and nobody is told of it."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        pass

    @override
    def close(self) -> None:
        with suppress(OSError):
            super().close()


class _Discreet(logging.Formatter):
    """Masks what is personal, and leaves the messages of exceptions out."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None
        return discreet(super().format(record))

    @override
    def formatException(self, ei: _ExcInfo) -> str:
        return "\n".join(places(ei[1])) if ei[1] is not None else ""


def _can_be_written(file: Path) -> bool:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab"):
            return True
    except OSError:
        return False


def _logger() -> logging.Logger:
    return logging.getLogger("recipe_desktop")


def _versions() -> list[str]:
    frozen = " (packaged)" if getattr(sys, "frozen", False) else ""
    return [
        f"RECiPE Desktop {__version__}{frozen}",
        f"Python {platform.python_version()}, SQLite {_sqlite_version()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES),
    ]


def _sqlite_version() -> str:
    """Of the SQLite that opens stores: Python's own only where the other is absent."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        return sqlite3.sqlite_version
    return str(dbapi2.sqlite_version)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


def _place(filename: str) -> str:
    parts = Path(filename).parts
    for root in ("site-packages", "recipe_desktop"):
        if root in parts:
            start = parts.index(root) + (root == "site-packages")
            return "/".join(parts[start:])
    return Path(filename).name


def _tail(file: Path, lines: int) -> list[str]:
    if not file.exists():
        return []
    return [discreet(line) for line in file.read_text("utf-8", "replace").splitlines()[-lines:]]
