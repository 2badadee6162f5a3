"""Where a store may lie: on this computer, and not where a service copies it or others reach it.

Who copies a folder to other computers takes a store in the midst of a write, or puts an older one
in its place. On a network drive SQLite's locks cannot be trusted, and the memory that its log
shares between programs is that of one computer (sqlite.org/wal.html, section 1).
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CLOUD_STORAGE: Final = "CloudStorage"  # on macOS, in the Library of the user
_NAMED: Final[Mapping[str, str]] = {
    "box sync": "Box",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "hidrive": "HiDrive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "magentacloud": "MagentaCLOUD",
    "megasync": "MEGA",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
    "tresorit": "Tresorit",
}
"""How services name the folder that they copy, by the word that it begins with."""

_BEGINS: Final = re.compile(rf"({'|'.join(map(re.escape, _NAMED))})(?![^\W\d])")
_LEFT: Final[Mapping[str, str]] = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".shortcut-targets-by-id": "Google Drive",
    ".stfolder": "Syncthing",
    ".sync_*.db": "Nextcloud",
    ".tresorit": "Tresorit",
}
"""What services leave in the folder that they copy, whatever it is called."""

_NETWORK: Final = frozenset(
    {
        *("afpfs", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"),
        *("fuse.davfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
        *("smb3", "smbfs", "webdav"),
    }
)
_REMOTE: Final = 4  # what GetDriveTypeW says of a drive of another computer
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
_MOUNTED: Final = re.compile(r".* on (?P<at>/.*) \((?P<kind>[^,)]+)[^)]*\)")


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder that is not this computer's alone.

    Args:
        service: name of what copies it; empty where it lies on a network drive.
    """

    service: str = ""


def shared(path: Path) -> Shared | None:
    """Whom a file shares its place with, as far as that can be told; None for this computer alone."""
    place = path.absolute()
    with suppress(OSError):
        place = place.resolve()
    return _copied(place) or _remote(place)


def _copied(place: Path) -> Shared | None:
    told = {Path(said) for name, said in os.environ.items() if name.startswith("OneDrive") and said}
    for folder in reversed(place.parents):
        service = _NAMED["onedrive"] if folder in told else _service(folder)
        if service:
            return Shared(service)
    return None


def _service(folder: Path) -> str:
    if folder.parent.name == _CLOUD_STORAGE:
        account = folder.name.partition("-")[0]
        return _NAMED.get(account.lower(), account)
    if named := _BEGINS.match(folder.name.lower()):
        return _NAMED[named[1]]
    with suppress(OSError):
        for left, service in _LEFT.items():
            if next(folder.glob(left), None) is not None:
                return service
    return ""


def _remote(place: Path) -> Shared | None:
    if sys.platform == "win32":
        return Shared() if _is_remote_drive(place.anchor) else None
    mounts: Iterable[tuple[Path, str]] = ()
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            said = subprocess.run(["/sbin/mount"], capture_output=True, check=True, timeout=5)
            mounts = mounts_told(said.stdout.decode("utf-8", "replace"))
        else:
            mounts = mounts_listed(Path("/proc/self/mounts").read_text("utf-8", "replace"))
    return Shared() if is_on_network(place, mounts) else None


def _is_remote_drive(anchor: str) -> bool:
    if anchor.startswith("\\\\"):
        return not anchor.startswith(("\\\\?\\", "\\\\.\\")) or anchor.upper().startswith(
            "\\\\?\\UNC"
        )
    import ctypes

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(anchor)  # type: ignore[attr-defined]
    return kind == _REMOTE


def is_on_network(place: Path, mounts: Iterable[tuple[Path, str]]) -> bool:
    """Whether the file system on which a place lies is that of another computer.

    Args:
        mounts: where file systems hang and of which kind they are, the later over the earlier.
    """
    depth, of_place = -1, ""
    for at, kind in mounts:
        if place.is_relative_to(at) and len(at.parts) >= depth:
            depth, of_place = len(at.parts), kind
    return of_place in _NETWORK


def mounts_listed(text: str) -> Iterator[tuple[Path, str]]:
    """The mounts in Linux's ``/proc/self/mounts``, where blanks in names are octal numbers."""
    for line in text.splitlines():
        _source, at, kind, *_ = [*line.split(" "), "", "", ""]
        if at:
            yield Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), at)), kind


def mounts_told(text: str) -> Iterator[tuple[Path, str]]:
    """The mounts that ``mount`` tells on macOS."""
    for line in text.splitlines():
        if found := _MOUNTED.fullmatch(line):
            yield Path(found["at"]), found["kind"]
