"""Where files lie: resources of the program, and the user's own folders.

Everything the program keeps outside a store (settings, keys, logs) lies in the folders named
here. ``RECIPE_STATE`` moves all of them into one folder, so that two laptops can be played on
one machine and no test touches the user's own files.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import PlatformDirs

_FOLDERS = PlatformDirs("recipe-desktop", appauthor=False)
_PACKAGE = Path(__file__).resolve().parent

STORE_SUFFIX: Final = ".recipe"
_LONGEST_NAME: Final = 255  # bytes
_LONGEST_STORE: Final = 200
_PLAIN: Final = b"SQLite format 3\0"


def resources() -> Path:
    """The folder of icons, fonts, texts and reference data."""
    if bundle := getattr(sys, "_MEIPASS", None):  # the frozen program
        return Path(bundle) / "resources"
    installed = _PACKAGE / "_resources"  # a wheel
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(name: str) -> Path:
    """One file or folder below ``resources``, such as ``icons/check.svg``."""
    return resources().joinpath(*name.split("/"))


def config_dir() -> Path:
    """Settings that are not secret; made when absent, where that can be."""
    folder = _override("config") or _FOLDERS.user_config_path
    with suppress(OSError):  # what cannot be kept is not needed to work
        return _made(folder)
    return folder


def state_dir() -> Path:
    """Keys and replica state, readable by this user alone; made when absent."""
    return _made(_override("") or _FOLDERS.user_data_path / "state")


def log_dir() -> Path:
    """Log files; made by ``logs``, which can do without."""
    return _override("logs") or _FOLDERS.user_log_path


def settings_file() -> Path:
    """The JSON file with the last used store."""
    return config_dir() / "settings.json"


def is_too_long(path: Path) -> bool:
    """Whether no system takes a name so long; of a store, what lies beside it has longer ones."""
    longest = _LONGEST_STORE if path.suffix == STORE_SUFFIX else _LONGEST_NAME
    return len(os.fsencode(path.name)) > longest


def not_replaced(path: Path) -> str:
    """Why no new file may take the place of what lies there, as a code; empty where one may.

    Whoever may do anything would otherwise put a file in the place of a device or a pipe.
    """
    if is_too_long(path):
        return "file.name_too_long"
    if path.is_dir():
        return "file.needs_name"
    if path.exists() and not path.is_file():
        return "file.no_file"
    return "file.is_store" if is_store(path) or is_beside_store(path) else ""


def is_beside_store(path: Path) -> bool:
    """Whether a file is what SQLite keeps beside a store, with what was written last."""
    for ending in ("-wal", "-shm", "-journal"):
        if path.name.endswith(ending):
            return path.exists() and is_store(path.with_name(path.name.removesuffix(ending)))
    return False


def is_store(path: Path) -> bool:
    """Whether a store, or another database, lies there: no other file may take its place.

    An encrypted store looks like nothing from outside; it is known by its suffix, or by its first
    bytes, which are noted with its key. An empty file is none, whatever it is called.
    """
    if not path.is_file():  # a pipe might never begin
        return False
    if is_in_use(path):
        return True
    try:
        with path.open("rb") as file:
            begins = file.read(len(_PLAIN))
    except OSError:
        return False
    if not begins:
        return False
    return path.suffix == STORE_SUFFIX or begins == _PLAIN or begins.hex() in _beginnings()


def is_in_use(path: Path) -> bool:
    """Whether SQLite has a file open, so that it must not be read but by SQLite.

    On POSIX whoever closes a file drops all the locks that SQLite holds on it in the same program
    (sqlite.org/howtocorrupt.html, 2.2); others would take the store for one that nobody has open.
    """
    return path.with_name(f"{path.name}-wal").is_file()


def _beginnings() -> set[str]:
    """How the encrypted stores begin whose keys are here, and their copies; see ``store.state``."""
    folder = _override("") or _FOLDERS.user_data_path / "state"
    found: set[str] = set()
    for file in folder.glob("*.json"):
        with suppress(OSError, ValueError, TypeError, KeyError):
            found.update(map(str, json.loads(file.read_text("utf-8"))["salts"]))
    return found


def _override(part: str) -> Path | None:
    folder = os.environ.get("RECIPE_STATE")
    return Path(folder).expanduser().absolute() / part if folder else None


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
