"""The shared folders of this computer, and what each of their files came to.

It lies beside the keys, since a path says nothing on another computer. All of it but the choice
of the folders can be lost: then every file is looked at once more.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import is_full, write_whole
from recipe_desktop.store.state import State

_FORMAT: Final = 1
_MAX_BYTES: Final = 50_000_000
_ALONE: Final = Lock()
"""Held from reading to writing: the window chooses folders while a job looks into them."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was when it was last looked at.

    Args:
        size: in bytes.
        modified: nanoseconds, by the clock of whoever keeps the folder.
        outcome: a word of ``receiving`` or ``shared_folder``, or the code of a refusal.
        ground: what the outcome depended on, such as the cards that were admitted.
        looks: how often it was found like this, as far as it counts.
    """

    size: int
    modified: int
    outcome: str
    ground: str
    looks: int = 1


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder through which this laptop exchanges changes.

    Args:
        read: by name.
        written: names of the files that this laptop wrote last, which together say everything.
        said: what they say; this and the next three as in ``sending.Standing``.
        looked_at: when the folder was last seen, as ISO text; empty if never.
    """

    path: Path
    read: Mapping[str, Read] = field(default_factory=dict)
    written: tuple[str, ...] = ()
    said: str = ""
    bases: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    contents: frozenset[str] = frozenset()
    brings: bool = False
    looked_at: str = ""


def folders(state: State) -> list[SharedFolder]:
    """The folders that were chosen on this computer, in the order in which they were."""
    file = _file(state)
    try:
        if file.stat().st_size > _MAX_BYTES:
            return []
        document = json.loads(file.read_text("utf-8"))
        found = [_folder(one) for one in document["folders"]]
        is_present = document["replica"] == state.replica
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []
    # a store that went back to a copy of itself lacks what it had read
    return found if is_present else [SharedFolder(one.path) for one in found]


def folder(state: State, path: Path) -> SharedFolder:
    """One folder, whether it was chosen before or not."""
    path = _real(path)
    return next((one for one in folders(state) if one.path == path), SharedFolder(path))


def choose(state: State, path: Path) -> SharedFolder:
    """Exchange through a folder from now on.

    Raises:
        UserError: store.disk_full, state.not_writable.
    """
    with _ALONE:
        chosen = folder(state, path)
        known = folders(state)
        if chosen not in known:
            _write(state, [*known, chosen])
    return chosen


def keep(state: State, changed: SharedFolder) -> None:
    """Keep what a folder has come to; one that was left meanwhile stays left.

    Raises:
        UserError: store.disk_full, state.not_writable.
    """
    with _ALONE:
        known = folders(state)
        _write(state, [changed if one.path == changed.path else one for one in known])


def forget(state: State, path: Path) -> bool:
    """Exchange nothing through a folder any more; whether anything was.

    Raises:
        UserError: store.disk_full, state.not_writable.
    """
    path = _real(path)
    with _ALONE:
        known = folders(state)
        others = [one for one in known if one.path != path]
        if len(others) < len(known):
            _write(state, others)
    return len(others) < len(known)


def _real(path: Path) -> Path:
    """One name for a folder that has several; two would take each other's files for outdated."""
    return Path(os.path.realpath(path))


def _file(state: State) -> Path:
    return state.folder / f"{state.first or state.replica}.folders.json"


def _write(state: State, known: Iterable[SharedFolder]) -> None:
    file = _file(state)
    document = {
        "format": _FORMAT,
        "replica": state.replica,
        "folders": [
            {**asdict(one), "path": str(one.path), "contents": sorted(one.contents)}
            for one in known
        ],
    }
    try:
        write_whole(file, json.dumps(document).encode())
    except OSError as error:
        if is_full(error):
            raise UserError("store.disk_full", file=file.name) from error
        raise UserError("state.not_writable", folder=str(state.folder)) from error


def _folder(said: Mapping[str, Any]) -> SharedFolder:
    read = {}
    for name, one in said["read"].items():
        with suppress(TypeError):
            read[str(name)] = Read(**one)
    return SharedFolder(
        Path(said["path"]),
        read,
        tuple(map(str, said["written"])),
        str(said["said"]),
        {str(scope): dict(base) for scope, base in said["bases"].items()},
        frozenset(map(str, said["contents"])),
        bool(said["brings"]),
        str(said["looked_at"]),
    )
