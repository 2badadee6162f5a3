"""Sending changes: one file for everybody who is admitted, whoever carries it.

A bundle brings what the others have not said to have, so a lost file heals with the next one.
What they have is read from the bundles that they send. A folder is any shared directory; each
file in it is written once, by one device, and read once by each of the others.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from recipe_desktop import __version__
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import new_file
from recipe_desktop.progress import Checkpoint, Progress, unheard, unwatched
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.store.journal import log
from recipe_desktop.store.schema import SCHEMA
from recipe_desktop.sync import enclosures, knowledge, lost, mailbox, roster, scopes
from recipe_desktop.sync.bundle import SUFFIX, Content, write_part
from recipe_desktop.sync.cards import LaptopCard
from recipe_desktop.sync.container import ContainerWriter
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
    """

    path: Path
    transactions: int
    operations: int
    scopes: int
    contents: int = 0


def send(workspace: Workspace, target: Path, progress: Progress = unheard) -> Sent:
    """Write what the other devices lack, into a file, or under a random name into a folder.

    Args:
        progress: is told transactions.

    Raises:
        UserError: sync.nobody_admitted, file.disk_full, file.not_writable.
    """
    keys = Keys(workspace.state)
    former = former_keys(workspace.state, workspace.ask(knowledge.writers))
    own = [keys, *former]
    workspace.do(seal, own, partial(progress, 0, 0))
    mark = ""
    if target.is_dir():
        target /= secrets.token_hex(_BUNDLE_BYTES) + SUFFIX
        mark = mailbox.mark(keys.replica)
    return workspace.ask(write_bundle, own, target, progress, mark)


def notify(workspace: Workspace, path: Path) -> None:
    """Write a file that tells of lost laptops, see ``write_notice``.

    Raises:
        UserError: sync.nobody_admitted, file.disk_full, file.not_writable.
    """
    former = former_keys(workspace.state, workspace.ask(knowledge.writers))
    workspace.ask(write_notice, [Keys(workspace.state), *former], path)


def seal(session: Session, authors: Sequence[Keys], step: Checkpoint = unwatched) -> None:
    """Sign what this laptop wrote since it last sent, under whichever incarnation."""
    connection = session.connection()
    for scope in log.scopes(connection):
        known = log.vector(connection, scope)
        for author in authors:
            if author.replica in known:
                log.seal(connection, scope, author.replica, author.sign, step)


def write_bundle(
    session: Session,
    own: Sequence[Keys],
    path: Path,
    progress: Progress = unheard,
    mark: str = "",
) -> Sent:
    """Write one bundle for everybody admitted; what this device wrote is sealed before.

    Args:
        own: the keys of this device, and those of its earlier incarnations.
        mark: see ``new_file``.

    Raises:
        UserError: sync.nobody_admitted, file.disk_full, file.not_writable.
    """
    keys, *former = own
    connection = session.connection()
    plan = _plan(session, keys)
    heading = _Heading(session, keys, former)
    bases = {
        scope: _base(session, scope, [r for r in readers if r.replica != keys.replica])
        for scope, readers in plan
    }
    told = _Told(connection, bases, progress)
    enclosed = _enclosed(session, keys, plan)
    brought = [one for one in enclosed.values() if one is not None]
    transactions = operations = 0
    with new_file(path, mark) as file:
        writer = ContainerWriter(file)
        for number, (scope, readers) in enumerate(plan, 1):
            place = (number, len(plan) + len(brought))
            content = heading.of(scope, readers, place, bases[scope], enclosed[scope])
            content = replace(content, segments=told.segments(scope))
            transactions += write_part(writer, content, readers, keys)
            operations += _operations(connection, scope, bases[scope])
        for one in brought:
            progress(0, 0)
            enclosures.write(writer, connection, one)
        writer.finish()
    count = sum(len(one.contents) for one in brought)
    return Sent(path, transactions, operations, len(plan), count)


def write_notice(session: Session, own: Sequence[Keys], path: Path) -> None:
    """Write what is said of lost laptops for everybody admitted, and nothing else.

    It is small and goes by mail at once; who takes it in need have nothing of what came before.

    Args:
        own: as of ``write_bundle``.

    Raises:
        UserError: as ``write_bundle``.
    """
    keys, *former = own
    plan = [(s, readers) for s, readers in _plan(session, keys) if lost.said_in(session, s)]
    heading = _Heading(session, keys, former)
    with new_file(path) as file:
        writer = ContainerWriter(file)
        for number, (scope, readers) in enumerate(plan, 1):
            base = log.vector(session.connection(), scope)
            write_part(writer, heading.of(scope, readers, (number, len(plan)), base), readers, keys)
        writer.finish()


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
        self._bundle = secrets.token_hex(_BUNDLE_BYTES)

    def of(
        self,
        scope: str,
        readers: Sequence[LaptopCard],
        place: tuple[int, int],
        base: Mapping[str, int],
        enclosed: Enclosed | None = None,
    ) -> Content:
        """A part without segments.

        Args:
            place: number of the part, and how many there are.
        """
        connection = self._session.connection()
        vector = log.vector(connection, scope)
        revocations = lost.said_in(self._session, scope)
        manifest = Manifest(
            self._bundle,
            *place,
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
            enclosed,
            WITH_REVOCATIONS if revocations else FORMAT,
        )
        vouched = [card for card in readers if card.steward_signature]
        named = {said.lost for said in revocations}
        gone = [card for uid, card in self._lost.items() if uid in named]
        return Content(manifest, (), [*vouched, *self._past, *gone], revocations)


def _enclosed(
    session: Session, keys: Keys, plan: Sequence[tuple[str, Sequence[LaptopCard]]]
) -> dict[str, Enclosed | None]:
    """By scope, the contents of attachments that some reader of it lacks; their parts come last."""
    found: dict[str, Enclosed | None] = {}
    part = len(plan)
    for scope, readers in plan:
        others = [reader.replica for reader in readers if reader.replica != keys.replica]
        found[scope] = enclosures.enclose(part + 1, enclosures.lacking(session, scope, others))
        part += found[scope] is not None
    return found


class _Told:
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
