"""A folder that several laptops reach: each reads what the others wrote, and keeps its own up to date.

Nobody but its author ever changes or removes a file. A laptop leaves one set of files in the
folder: what its readers lack, and what it has. A new set is written when it would say something
else, or when all have what the old one brought, and only then the old one goes; so the others may
look as rarely as they like. The last set stays, since nobody answers to what brings nothing.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recipe_desktop import __version__
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
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
_CLOSED: Final = frozenset({"bundle.unreadable", "file.no_file"})
"""Of a file that could not be opened; whether it can now is asked each time."""
_LOOKS: Final = 2
_GIVEN: Final = re.compile("[0-9a-f]{32}")  # as files in folders are called, and copies of them


@dataclass(frozen=True, slots=True)
class Visit:
    """What looking into a shared folder came to.

    Args:
        receipt: of what the others wrote; files that were read before are not in it.
        arriving: files that seem to be still on their way, and are looked at again.
        unusable: names of files there that cannot be taken in; receiving them says why.
        is_unread: whether others wrote there, and nothing of it is for this laptop.
        sent: what was written; None where nothing else is to be said.
        removed: own files that said no more than the newest.
        is_alone: whether nobody was admitted yet who could read a file.
    """

    receipt: receiving.Receipt
    arriving: int
    unusable: tuple[str, ...]
    is_unread: bool
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
    found = dict(_found(path))
    before = folder_memory.choose(workspace.state, path)
    ground = workspace.ask(_ground, Keys(workspace.state))
    known = {before.path / name for name in _known(before, found, ground)}
    receipt = receiving.receive(workspace, [before.path], progress=progress, passed_over=known)
    # Noted with the cards of before: what came with others is read with them next time.
    read = dict(_outcomes(before, found, receipt, ground))
    arriving = _arriving(receipt, read)
    looked = replace(before, read=read, looked_at=now().isoformat())
    folder_memory.keep(workspace.state, looked)
    sending.seal_all(workspace, partial(progress, 0, 0))
    stands = sending.standing(workspace)
    sent = None
    if stands is not None and _has_news(before, found, stands):
        if not looked.path.is_dir():  # else a file would be called as it was
            raise UserError("folder.unreadable", folder=str(looked.path))
        sent = sending.send(workspace, looked.path, progress, says_all=True)
        looked = _written(looked, sent, stands)
        folder_memory.keep(workspace.state, looked)
    removed = _tidy(looked)
    outcomes = {one.outcome for one in read.values()}
    is_unread = receiving.FOREIGN in outcomes and _TAKEN not in outcomes
    unusable = tuple(_unusable(read))
    return Visit(receipt, arriving, unusable, is_unread, sent, removed, stands is None)


@dataclass(frozen=True, slots=True)
class Glance:
    """What can be seen of a folder without a visit.

    Args:
        calls: whether a visit would find anything to read or to write.
        unusable: see ``Visit``.
    """

    calls: bool
    unusable: tuple[str, ...]


def glance(workspace: Workspace, path: Path, *, is_quiet: bool = False) -> Glance:
    """Look whether there is anything to do in a folder; nothing is written.

    Args:
        is_quiet: whether nothing has happened in the store since there was nothing to write.

    Raises:
        UserError: folder.unreadable.
    """
    looked = folder_memory.folder(workspace.state, path)
    found = dict(_found(looked.path))
    unusable = tuple(name for name in _unusable(looked.read) if name in found)
    known = _known(looked, found, workspace.ask(_ground, Keys(workspace.state)))
    if not found.keys() <= known:
        return Glance(calls=True, unusable=unusable)
    if is_quiet and _is_whole(looked, found):
        return Glance(calls=False, unusable=unusable)
    stands = sending.standing(workspace)
    return Glance(stands is not None and _has_news(looked, found, stands), unusable)


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
        and (read.outcome in _SETTLED or _is_as_before(before.path / name, read, ground))
    )


def _is_as_before(file: Path, read: Read, ground: str) -> bool:
    if read.outcome in _CLOSED:  # by another program, or since the network was gone
        return not _opens(file)
    return read.ground == ground and _is_certain(read)


def _opens(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            opened.read(1)
    except OSError:
        return False
    return True


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
    """What each file came to that was there when the folder was looked at.

    One of which nothing is known, as it went meanwhile, is not remembered.
    """
    came = {path.name: outcome for path, outcome in receipt.passed_by.items()}
    came |= {path.name: _TAKEN for path in receipt.taken}
    for name, (size, modified) in found.items():
        last = before.read.get(name)
        is_same = last is not None and (last.size, last.modified) == (size, modified)
        if last is not None and last.outcome == receiving.OWN:
            yield name, replace(last, size=size, modified=modified)  # whoever has damaged it
        elif name in came:
            looks = last.looks + 1 if last is not None and is_same else 1
            yield name, Read(size, modified, came[name], ground, min(looks, _LOOKS))
        elif last is not None and is_same:
            yield name, last  # was passed over


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
    """Whether another set of files is to be written.

    Args:
        looked: as it was left.
    """
    if (looked.said, looked.brings) != (stands.said, stands.brings):
        return True
    return not _is_whole(looked, found) or (stands.brings and not _holds_all(looked, stands))


def _is_whole(looked: SharedFolder, found: Mapping[str, tuple[int, int]]) -> bool:
    """Whether the last set lies there as it was written."""
    return all(
        name in found and name in looked.read and found[name][0] == looked.read[name].size
        for name in looked.written
    )


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
    return replace(
        looked,
        read=read,
        written=tuple(names),
        said=stands.said,
        bases=stands.bases,
        contents=stands.contents,
        brings=stands.brings,
    )


def _tidy(looked: SharedFolder) -> int:
    """Remove own files beside the newest set, once that is there; how many went.

    What somebody named, or put there by hand, stays.
    """
    if not looked.written or not all((looked.path / name).exists() for name in looked.written):
        return 0
    removed = 0
    for name, read in looked.read.items():
        is_ours = read.outcome == receiving.OWN and _GIVEN.match(name)
        if is_ours and name not in looked.written:
            with suppress(OSError):  # open somewhere, perhaps: then it goes another time
                (looked.path / name).unlink()
                removed += 1
    return removed
