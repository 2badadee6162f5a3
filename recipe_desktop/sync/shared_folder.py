"""A folder that several laptops reach: each reads what the others wrote, and keeps its own up to date.

Nobody but its author ever changes or removes a file. A laptop leaves one set of files in the
folder: what its readers lack, and what it has. A new set is written when it would say something
else, or when all have what the old one brought, and only then the old one goes; so the others may
look as rarely as they like. The last set stays, since nobody answers to what brings nothing.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recipe_desktop import __version__
from recipe_desktop.domain.clock import now
from recipe_desktop.progress import Progress, unheard
from recipe_desktop.services.workspace import Workspace, position
from recipe_desktop.store.models.replica import ImportLog
from recipe_desktop.sync import event_keys, folder_memory, mailbox, receiving, roster, sending
from recipe_desktop.sync.folder_memory import Read, SharedFolder
from recipe_desktop.sync.keys import Keys

_TAKEN: Final = "taken"
_SETTLED: Final = frozenset({_TAKEN, receiving.OWN})
"""Whatever else changes, these files bring nothing."""
_SOUND: Final = _SETTLED | {receiving.OWN_AHEAD, receiving.FOREIGN, receiving.EMPTY}
_UNFINISHED: Final = frozenset(
    {"bundle.truncated", "bundle.damaged", "bundle.unreadable", "bundle.not_ours"}
)
"""What a file may look like while another program is still bringing it."""
_LOOKS: Final = 2


@dataclass(frozen=True, slots=True)
class Visit:
    """What looking into a shared folder came to.

    Args:
        receipt: of what the others wrote; files that were read before are not in it.
        arriving: files that seem to be still on their way, and are looked at again.
        unusable: names of files that cannot be taken in; receiving them says why.
        sent: what was written; None where nothing else is to be said.
        removed: own files that said no more than the newest.
        is_alone: whether nobody was admitted yet who could read a file.
    """

    receipt: receiving.Receipt
    arriving: int
    unusable: tuple[str, ...]
    sent: sending.Sent | None
    removed: int
    is_alone: bool


def visit(workspace: Workspace, path: Path, progress: Progress = unheard) -> Visit:
    """Take in what is new in a folder, write what its readers lack, and remove what is outdated.

    The folder is remembered as one that this computer exchanges through.

    Args:
        progress: is told files while reading, transactions while writing.

    Raises:
        UserError: folder.unreadable, file.disk_full, file.not_writable, and what is the matter
            with the store. What was taken in before stays.
    """
    before = folder_memory.folder(workspace.state, path)
    ground = workspace.ask(_ground, Keys(workspace.state))
    found = dict(_found(before.path))
    known = {before.path / name for name in _known(before, found, ground)}
    receipt = receiving.receive(workspace, [before.path], progress=progress, passed_over=known)
    ground = workspace.ask(_ground, Keys(workspace.state))  # it may have brought cards
    read = dict(_outcomes(before, found, receipt, ground))
    arriving = _arriving(receipt, read)
    looked = replace(before, read=read, looked_at=now().isoformat())
    folder_memory.keep(workspace.state, looked)
    stands = sending.standing(workspace)
    sent = None
    if stands is not None and _has_news(looked, found, stands):
        sent = sending.send(workspace, looked.path, progress, says_all=True)
        looked = _written(looked, sent, stands)
        folder_memory.keep(workspace.state, looked)
    removed = _tidy(looked)
    return Visit(receipt, arriving, tuple(_unusable(read)), sent, removed, stands is None)


def calls(workspace: Workspace, path: Path, *, is_quiet: bool = False) -> bool:
    """Whether a visit would find anything to read or to write; nothing is written.

    Args:
        is_quiet: whether nothing has happened in the store since there was nothing to write.

    Raises:
        UserError: folder.unreadable.
    """
    looked = folder_memory.folder(workspace.state, path)
    found = dict(_found(looked.path))
    if found.keys() - _known(looked, found, workspace.ask(_ground, Keys(workspace.state))):
        return True
    if is_quiet and all(name in found for name in looked.written):
        return False
    stands = sending.standing(workspace)
    return stands is not None and _has_news(looked, found, stands)


def point(workspace: Workspace) -> str:
    """Changes with whatever happens in the store that could be written into a folder."""
    return workspace.ask(_point, Keys(workspace.state))


def _point(session: Session, keys: Keys) -> str:
    taken = session.scalar(select(func.count()).select_from(ImportLog))
    return f"{position(session)} {taken} {_ground(session, keys)}"


def _found(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Size and time of each file; one that goes just now is none."""
    for file in mailbox.bundles(path):
        with suppress(OSError):
            said = file.stat()
            yield file.name, (said.st_size, said.st_mtime_ns)


def _known(
    before: SharedFolder, found: Mapping[str, tuple[int, int]], ground: str
) -> frozenset[str]:
    """The files that would come to what they came to last time."""
    return frozenset(
        name
        for name, read in before.read.items()
        if found.get(name) == (read.size, read.modified)
        and (read.outcome in _SETTLED or (read.ground == ground and _is_certain(read)))
    )


def _is_certain(read: Read) -> bool:
    return read.outcome not in _UNFINISHED or read.looks >= _LOOKS


def _ground(session: Session, keys: Keys) -> str:
    """What decides whether a file that could not be read can be read now."""
    cards = sorted(roster.trusted(session, keys))
    events = sorted(event_keys.identities(session))
    gone = sorted(roster.revoked(session))
    return hashlib.sha256(repr((__version__, cards, events, gone)).encode()).hexdigest()[:16]


def _outcomes(
    before: SharedFolder,
    found: Mapping[str, tuple[int, int]],
    receipt: receiving.Receipt,
    ground: str,
) -> Iterator[tuple[str, Read]]:
    """What each file came to that was there when the folder was looked at."""
    came = {path.name: outcome for path, outcome in receipt.passed_by.items()}
    for name, (size, modified) in found.items():
        last = before.read.get(name)
        is_same = last is not None and (last.size, last.modified) == (size, modified)
        outcome = came.get(name, _TAKEN)
        if last is not None and is_same and name not in came and last.outcome != _TAKEN:
            yield name, last  # was passed over
        else:
            looks = last.looks + 1 if last is not None and is_same else 1
            yield name, Read(size, modified, outcome, ground, min(looks, _LOOKS))


def _arriving(receipt: receiving.Receipt, read: Mapping[str, Read]) -> int:
    """Take out of a receipt what may only not have arrived yet; how many files that are."""
    unsure = {name for name, one in read.items() if not _is_certain(one)}
    receipt.refused = [one for one in receipt.refused if one.file not in unsure]
    return len(unsure) + receipt.empty


def _unusable(read: Mapping[str, Read]) -> Iterator[str]:
    for name, one in read.items():
        if one.outcome not in _SOUND and _is_certain(one):
            yield name


def _has_news(
    looked: SharedFolder, found: Mapping[str, tuple[int, int]], stands: sending.Standing
) -> bool:
    """Whether another set of files is to be written."""
    if (looked.said, looked.brings) != (stands.said, stands.brings):
        return True
    is_whole = all(name in found for name in looked.written)
    return stands.brings and not (is_whole and _holds_all(looked, stands))


def _holds_all(looked: SharedFolder, stands: sending.Standing) -> bool:
    """Whether the set brings what somebody lacks; who goes on from a backup lacks more than before."""
    return stands.contents <= looked.contents and all(
        seq <= stands.bases.get(scope, {}).get(device, 0)
        for scope, base in looked.bases.items()
        for device, seq in base.items()
    )


def _written(looked: SharedFolder, sent: sending.Sent, stands: sending.Standing) -> SharedFolder:
    """A folder in which a new set stands."""
    read = dict(looked.read)
    names = []
    for file in (sent.path, *sent.more):
        said = file.stat()
        names.append(file.name)
        read[file.name] = Read(said.st_size, said.st_mtime_ns, receiving.OWN, "", _LOOKS)
    return replace(looked, read=read, written=tuple(names), said=stands.said, brings=stands.brings)


def _tidy(looked: SharedFolder) -> int:
    """Remove own files beside the newest set, once that is there; how many went."""
    if not looked.written or not all((looked.path / name).exists() for name in looked.written):
        return 0
    removed = 0
    for name, read in looked.read.items():
        if read.outcome == receiving.OWN and name not in looked.written:
            with suppress(OSError):  # open somewhere, perhaps: then it goes another time
                (looked.path / name).unlink()
                removed += 1
    return removed
