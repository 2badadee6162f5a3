"""Sending changes: one file for everybody who is admitted, whoever carries it.

A bundle brings what the others have not said to have, so a lost file heals with the next one.
What they have is read from the bundles that they send. A folder is any shared directory; each
file in it is written once, by one device, and read once by each of the others.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from recipe_desktop import __version__
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import new_file
from recipe_desktop.progress import Checkpoint, Progress, unheard, unwatched
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.store.journal import founding, log
from recipe_desktop.store.schema import SCHEMA
from recipe_desktop.sync import enclosures, knowledge, lost, mailbox, roster, scopes, told
from recipe_desktop.sync.bundle import SUFFIX, Content, write_part
from recipe_desktop.sync.cards import LaptopCard
from recipe_desktop.sync.container import MAX_PARTS, ContainerWriter
from recipe_desktop.sync.keys import Keys, former_keys
from recipe_desktop.sync.manifest import FORMAT, WITH_REVOCATIONS, Enclosed, Manifest

_BUNDLE_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Sent:
    """What a bundle carries.

    Args:
        path: the file that was written.
        transactions: how many, those included that were sent before but not acknowledged.
        scopes: how many it brings something of, or says how much of it is known.
        contents: how many contents of attachments.
        more: files beside the first, where one cannot hold everything.
        said: by share, what was said in it, see ``told``.
    """

    path: Path
    transactions: int
    operations: int
    scopes: int
    contents: int = 0
    more: tuple[Path, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)


def send(
    workspace: Workspace, target: Path, progress: Progress = unheard, *, says_all: bool = False
) -> Sent:
    """Write what the other devices lack, into a file, or under a random name into a folder.

    A folder gets several files where one cannot hold everything.

    Args:
        progress: is told transactions.
        says_all: whether it says what is known of every share, since no earlier file will be read.

    Raises:
        UserError: sync.nobody_admitted, sync.too_many_shares, file.disk_full, file.not_writable.
    """
    own = _own_keys(workspace)
    workspace.do(seal, own, partial(progress, 0, 0))
    write = partial(write_bundle, says_all=says_all)
    if target.is_dir():
        mark = mailbox.mark(own[0].replica)
        sent = workspace.ask(write, own, partial(_new_name, target), progress, mark)
    else:
        sent = workspace.ask(write, own, target, progress)
    if sent.said:
        with suppress(UserError):  # then it is only said once more
            workspace.do(told.note, sent.said)
    return sent


def _own_keys(workspace: Workspace) -> list[Keys]:
    former = former_keys(workspace.state, workspace.ask(knowledge.writers))
    return [Keys(workspace.state), *former]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a file written now would say.

    Args:
        said: changes with what is known here, who may read it, and whom this laptop vouches for.
        bases: by scope, what all have; nothing of it would be in the file.
        contents: hashes of the contents that somebody lacks.
        brings: whether somebody lacks anything.
    """

    said: str
    bases: Mapping[str, Mapping[str, int]]
    contents: frozenset[str]
    brings: bool


def standing(workspace: Workspace) -> Standing | None:
    """What a file written now would say, None where nobody could read it."""
    own = _own_keys(workspace)
    if not workspace.ask(has_readers, own[0]):
        return None
    return workspace.ask(_standing, own)


def _standing(session: Session, own: Sequence[Keys]) -> Standing:
    drafts = list(_every_draft(session, own, reads=False))
    said = [told.said(draft.content) for draft, _brings in drafts]
    return Standing(
        hashlib.sha256(" ".join(said).encode()).hexdigest(),
        {draft.scope: draft.content.manifest.base for draft, _brings in drafts},
        frozenset(sha256 for draft, _brings in drafts for sha256, _size in draft.wanted),
        any(brings for _draft, brings in drafts),
    )


def _new_name(folder: Path) -> Path:
    return folder / (secrets.token_hex(_BUNDLE_BYTES) + SUFFIX)


def notify(workspace: Workspace, path: Path) -> None:
    """Write a file that tells of lost laptops, see ``write_notice``.

    Raises:
        UserError: sync.nobody_admitted, file.disk_full, file.not_writable.
    """
    workspace.ask(write_notice, _own_keys(workspace), path)


def seal(session: Session, authors: Sequence[Keys], step: Checkpoint = unwatched) -> None:
    """Sign what this laptop wrote since it last sent, under whichever incarnation."""
    connection = session.connection()
    for scope in log.scopes(connection):
        known = log.vector(connection, scope)
        for author in authors:
            if author.replica in known:
                log.seal(connection, scope, author.replica, author.sign, step)


def write_bundle(  # noqa: PLR0913 - what, whose, where to, and how
    session: Session,
    own: Sequence[Keys],
    target: Path | Callable[[], Path],
    progress: Progress = unheard,
    mark: str = "",
    *,
    says_all: bool = False,
) -> Sent:
    """Write a bundle for everybody admitted; what this device wrote is sealed before.

    Args:
        own: the keys of this device, and those of its earlier incarnations.
        target: the file, or what names one after the other where one cannot hold everything.
        mark: see ``new_file``.
        says_all: see ``send``.

    Raises:
        UserError: sync.nobody_admitted, sync.too_many_shares, file.disk_full, file.not_writable.
    """
    connection = session.connection()
    drafts = [
        draft
        for draft, brings in _every_draft(session, own)
        if says_all or brings or not told.is_said(session, draft.content)
    ]
    files = list(_cut(drafts))
    if len(files) > 1 and isinstance(target, Path):
        raise UserError("sync.too_many_shares", file=target.name)
    unheard_of = _Unheard(connection, {d.scope: d.content.manifest.base for d in drafts}, progress)
    paths, transactions = [], 0
    for some in files:
        paths.append(target if isinstance(target, Path) else target())
        with new_file(paths[-1], mark) as file:
            transactions += _write(file, connection, own[0], some, unheard_of)
    return Sent(
        paths[0],
        transactions,
        sum(_operations(connection, d.scope, d.content.manifest.base) for d in drafts),
        len(drafts),
        sum(len(draft.wanted) for draft in drafts),
        tuple(paths[1:]),
        {d.scope: told.said(d.content) for d in drafts if d.scope.startswith(founding.SHARE)},
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A part that is not numbered yet.

    Args:
        wanted: hash and size of contents that some reader lacks; they go into a part of their own.
    """

    readers: Sequence[LaptopCard]
    content: Content
    wanted: Sequence[tuple[str, int]] = ()

    @property
    def scope(self) -> str:
        return self.content.manifest.scope

    @property
    def parts(self) -> int:
        return 2 if self.wanted else 1


def _every_draft(
    session: Session, own: Sequence[Keys], *, reads: bool = True
) -> Iterator[tuple[_Draft, bool]]:
    """A part for each scope that others read, and whether it brings what somebody lacks.

    Args:
        reads: see ``enclosures.lacking``.
    """
    keys, *former = own
    connection = session.connection()
    heading = _Heading(session, keys, former)
    for scope, readers in _plan(session, keys):
        others = [reader for reader in readers if reader.replica != keys.replica]
        base = _base(session, scope, others)
        content = heading.of(scope, readers, base)
        wanted = enclosures.lacking(
            session, scope, [reader.replica for reader in others], reads=reads
        )
        brings = bool(wanted) or any(True for _ in log.segments(connection, scope, base))
        yield _Draft(readers, content, wanted), brings


def _cut(drafts: Sequence[_Draft]) -> Iterator[list[_Draft]]:
    """The parts of one file after the other."""
    some: list[_Draft] = []
    for draft in drafts:
        if sum(one.parts for one in some) + draft.parts > MAX_PARTS:
            yield some
            some = []
        some.append(draft)
    yield some


def _write(
    file: BinaryIO,
    connection: Connection,
    keys: Keys,
    drafts: Sequence[_Draft],
    unheard_of: "_Unheard",
) -> int:
    """Write one file; returns how many transactions it carries."""
    bundle = secrets.token_hex(_BUNDLE_BYTES)
    parts = sum(draft.parts for draft in drafts)
    brought: list[Enclosed] = []
    count = 0
    writer = ContainerWriter(file)
    for number, draft in enumerate(drafts, 1):
        enclosed = enclosures.enclose(len(drafts) + len(brought) + 1, draft.wanted)
        brought += [enclosed] if enclosed is not None else []
        manifest = replace(
            draft.content.manifest, bundle=bundle, part=number, parts=parts, enclosed=enclosed
        )
        segments = unheard_of.segments(draft.scope)
        content = replace(draft.content, manifest=manifest, segments=segments)
        count += write_part(writer, content, draft.readers, keys)
    for one in brought:
        unheard_of.step()
        enclosures.write(writer, connection, one)
    writer.finish()
    return count


def write_notice(session: Session, own: Sequence[Keys], path: Path) -> None:
    """Write what is said of lost laptops for everybody admitted, and nothing else.

    It is small and goes by mail at once; who takes it in need have nothing of what came before.

    Args:
        own: as of ``write_bundle``.

    Raises:
        UserError: as ``write_bundle``.
    """
    keys, *former = own
    connection = session.connection()
    plan = [(s, readers) for s, readers in _plan(session, keys) if lost.said_in(session, s)]
    heading = _Heading(session, keys, former)
    drafts = [
        _Draft(readers, heading.of(scope, readers, log.vector(connection, scope)))
        for scope, readers in plan[:MAX_PARTS]  # shares come last, and are told with the changes
    ]
    nothing = _Unheard(connection, {d.scope: d.content.manifest.base for d in drafts}, unheard)
    with new_file(path) as file:
        _write(file, connection, keys, drafts, nothing)


def has_readers(session: Session, keys: Keys) -> bool:
    """Whether there is anybody to write a file for."""
    return len(roster.trusted(session, keys)) > 1


def _plan(session: Session, keys: Keys) -> list[tuple[str, list[LaptopCard]]]:
    """The scopes of which there is somebody to tell, with their readers.

    Raises:
        UserError: sync.nobody_admitted.
    """
    cards = roster.trusted(session, keys)
    belonging = scopes.Belonging(session.connection())
    known = sorted(belonging.scopes_of(cards[keys.replica]))
    plan = [(scope, belonging.readers(cards, scope)) for scope in known]
    plan = [(scope, readers) for scope, readers in plan if len(readers) > 1]
    if not plan:
        raise UserError("sync.nobody_admitted")
    return plan


class _Heading:
    """What stands in front of the segments in every part of one file."""

    def __init__(self, session: Session, keys: Keys, former: Sequence[Keys]) -> None:
        self._session, self._me = session, roster.identity(session, keys)
        self._past = roster.past(session, keys, former)
        self._lost = roster.revoked(session)  # who joins later can ask them for no card

    def of(
        self,
        scope: str,
        readers: Sequence[LaptopCard],
        base: Mapping[str, int],
    ) -> Content:
        """A part without segments, whose place in a file is not known yet."""
        connection = self._session.connection()
        vector = log.vector(connection, scope)
        revocations = lost.said_in(self._session, scope)
        manifest = Manifest(
            *("", 0, 0),
            scope,
            self._me.replica,
            self._me.member,
            tuple(reader.replica for reader in readers),
            __version__,
            SCHEMA,
            int(now().timestamp() * 1000) << 16,
            base,
            vector,
            vector,
            enclosures.held(connection, scope),
            None,
            WITH_REVOCATIONS if revocations else FORMAT,
        )
        vouched = [card for card in readers if card.steward_signature]
        named = {said.lost for said in revocations}
        gone = [card for uid, card in self._lost.items() if uid in named]
        return Content(manifest, (), [*vouched, *self._past, *gone], revocations)


class _Unheard:
    """The segments to send, each transaction of which is told as it is drawn.

    Args:
        bases: what the readers of each scope have.
    """

    def __init__(
        self, connection: Connection, bases: Mapping[str, Mapping[str, int]], progress: Progress
    ) -> None:
        self._connection, self._bases, self._progress = connection, bases, progress
        self._done = 0
        self._all = sum(segment.count for scope in bases for segment in self._unheard(scope))

    def segments(self, scope: str) -> Iterator[log.Segment]:
        for segment in self._unheard(scope):
            yield replace(segment, lines=map(self._tell, segment.lines))

    def step(self) -> None:
        """Tell whoever waits that something else goes on."""
        self._progress(0, 0)

    def _unheard(self, scope: str) -> Iterator[log.Segment]:
        return log.segments(self._connection, scope, self._bases[scope])

    def _tell(self, line: str) -> str:
        self._done += 1
        self._progress(self._done, self._all)
        return line


def _base(session: Session, scope: str, readers: Sequence[LaptopCard]) -> dict[str, int]:
    """What all readers have said to have; each has what it wrote itself."""
    said = {reader.replica: knowledge.said_by(session, reader.replica, scope) for reader in readers}
    base: dict[str, int] = {}
    for device, seq in log.vector(session.connection(), scope).items():
        least = min(
            (vector.get(device, 0) for peer, vector in said.items() if peer != device),
            default=seq,
        )
        if device == log.SEED:
            least = seq  # comes with the program and never travels
        if least:
            base[device] = min(least, seq)
    return base


def _operations(connection: Connection, scope: str, base: Mapping[str, int]) -> int:
    """How many operations the segments above a vector hold."""
    total = 0
    rows = connection.exec_driver_sql(
        "SELECT stream.id, device, first, count FROM segment "
        "JOIN stream ON stream.id = segment.stream WHERE scope = ?",
        (scope,),
    ).all()
    for stream, device, first, count in rows:
        if first + count - 1 > base.get(device, 0):
            total += connection.exec_driver_sql(
                f"SELECT count(*) FROM txn JOIN op ON {log.OF_TXN} "
                "WHERE stream = ? AND seq BETWEEN ? AND ?",
                (stream, first, first + count - 1),
            ).scalar_one()
    return total
