"""Contents of attachments on their way: beside the part of their scope, for its readers alone.

The part of the scope, which only its readers can open, holds the key of the other one and says
what is in it, and its sender's signature covers that. Whoever does not know the word ``enclosed``
finds a part that is meant for somebody else. A laptop says by ``holds`` what it has; what one of
the readers has not said to have is sent to all of them again.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Final

from pyrage import IdentityError, x25519
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.store import contents
from recipe_desktop.store.models.attachment import PeerContent
from recipe_desktop.sync.container import Container, ContainerWriter, read_content
from recipe_desktop.sync.manifest import BEGINNING, Enclosed, Manifest

_MOST: Final = 5_000  # in one part; the rest goes with the next file
_MOST_BYTES: Final = 1 << 30
_CHUNK: Final = 1 << 16


@dataclass(slots=True)
class Brought:
    """What a part brought.

    Args:
        contents: how many were not here before.
        attachments: those that they belong to.
    """

    contents: int = 0
    attachments: set[Uid] = field(default_factory=set)


def held(connection: Connection, scope: str) -> tuple[str, ...]:
    """What this laptop says to have of a scope."""
    named = [sha256 for sha256, _size in _named(connection, scope)]
    return tuple(sorted({one[:BEGINNING] for one in contents.present(connection, named)}))


def lacking(
    session: Session, scope: str, readers: Iterable[Uid], *, reads: bool = True
) -> list[tuple[str, int]]:
    """Hash and size of the contents that are here and that some reader has not said to have.

    Args:
        reads: whether each is read to see that it is whole; otherwise being there is enough.
    """
    connection = session.connection()
    said = [_said_by(session, reader, scope) for reader in readers]
    everywhere = frozenset.intersection(*said) if said else frozenset[str]()
    named = _named(connection, scope)
    is_here = frozenset(contents.present(connection, [sha256 for sha256, _size in named]))
    found: list[tuple[str, int]] = []
    total = 0
    for sha256, size in named:
        is_wanted = sha256[:BEGINNING] not in everywhere and sha256 in is_here
        fits = len(found) < _MOST and total + size <= _MOST_BYTES
        if is_wanted and fits and not (reads and not _is_sound(connection, sha256, size)):
            found.append((sha256, size))
            total += size
    return found


def enclose(part: int, wanted: Sequence[tuple[str, int]]) -> Enclosed | None:
    """What the manifest says of some contents; None where there are none.

    Args:
        part: number of the part in which they will lie.
    """
    key = str(x25519.Identity.generate())
    return Enclosed(part, key, tuple(wanted)) if wanted else None


def write(writer: ContainerWriter, connection: Connection, enclosed: Enclosed) -> None:
    """Append the part that holds the contents."""
    reader = x25519.Identity.from_str(enclosed.key).to_public()
    writer.add_content(_chunks(connection, enclosed), [str(reader)])


def verify(container: Container, manifest: Manifest) -> None:
    """Read all contents of a part, and use none.

    Raises:
        UserError: bundle.damaged, bundle.content_altered, bundle.too_large.
    """
    for _content in _contents(container, manifest):
        pass


def take_in(session: Session, container: Container, manifest: Manifest, *, keeps: bool) -> Brought:
    """Keep the contents of a part that attachments of its scope name.

    What is named by something that still waits here is passed over, and what only deleted
    attachments name: it is not said to be here, so that it comes again.

    Args:
        keeps: whether they are written; in a rehearsal they are not.

    Raises:
        UserError: bundle.content_unknown, bundle.content_altered, and others as ``verify``.
    """
    connection = session.connection()
    known = _known(connection, manifest.scope) if manifest.enclosed else {}
    news = Brought()
    for sha256, content in _contents(container, manifest):
        if sha256 not in known:
            if _waits(connection, manifest.scope):
                continue
            raise UserError("bundle.content_unknown")
        if len(content) not in known[sha256]:
            raise UserError("bundle.content_altered")
        if contents.is_named(connection, sha256) and not contents.is_here(connection, sha256):
            if keeps:
                contents.keep(connection, content)
            news.contents += 1
            news.attachments.update(_rows(connection, sha256))
    return news


def is_newest(session: Session, manifest: Manifest) -> bool:
    """Whether no file is noted that its sender made later, for the same scope."""
    of_sender = (PeerContent.peer == manifest.sender, PeerContent.scope == manifest.scope)
    clock = session.scalar(select(PeerContent.clock).where(*of_sender))
    return clock is None or clock < manifest.created


def note(session: Session, manifest: Manifest) -> None:
    """Remember what the sender has; an older file takes nothing back."""
    put = insert(PeerContent).values(
        peer=manifest.sender,
        scope=manifest.scope,
        clock=manifest.created,
        hashes=" ".join(manifest.holds),
    )
    session.execute(
        put.on_conflict_do_update(
            index_elements=["peer", "scope"],
            set_={"clock": put.excluded.clock, "hashes": put.excluded.hashes},
            where=PeerContent.clock <= put.excluded.clock,
        )
    )


def _said_by(session: Session, peer: Uid, scope: str) -> frozenset[str]:
    found = session.scalar(
        select(PeerContent.hashes).where(PeerContent.peer == peer, PeerContent.scope == scope)
    )
    return frozenset((found or "").split())


def _named(connection: Connection, scope: str) -> list[tuple[str, int]]:
    """Hash and size of what the attachments of a scope name, the oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT sha256, size_bytes FROM attachment WHERE scope = ? AND size_bytes > 0 "
        "GROUP BY sha256, size_bytes ORDER BY min(created_at), sha256",
        (scope,),
    )
    return [(sha256, size) for sha256, size in rows]


def _is_sound(connection: Connection, sha256: str, size: int) -> bool:
    """Whether a content is here and what was said of it; a damaged one is not passed on."""
    try:
        return len(contents.read(connection, sha256)) == size
    except UserError:
        return False


def _known(connection: Connection, scope: str) -> dict[str, set[int]]:
    """By hash, the sizes that attachments of a scope ever named; deleted ones can come back."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT json_extract(body, '$.sha256'), json_extract(body, '$.size_bytes') "
        "FROM op JOIN txn ON txn.id = op.txn "
        "WHERE txn.scope = ? AND tbl = 'attachment' AND kind = 'I'",
        (scope,),
    )
    known: dict[str, set[int]] = {}
    for sha256, size in rows:
        if isinstance(sha256, str) and isinstance(size, int):
            known.setdefault(sha256, set()).add(size)
    return known


def _rows(connection: Connection, sha256: str) -> list[Uid]:
    rows = connection.exec_driver_sql("SELECT uid FROM attachment WHERE sha256 = ?", (sha256,))
    return [Uid(uid) for (uid,) in rows]


def _waits(connection: Connection, scope: str) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM held WHERE scope = ? LIMIT 1", (scope,))
    return found.first() is not None


def _chunks(connection: Connection, enclosed: Enclosed) -> Iterator[bytes]:
    for sha256, _size in enclosed.contents:
        content = contents.read(connection, sha256)
        for start in range(0, len(content), _CHUNK):
            yield content[start : start + _CHUNK]


def _contents(container: Container, manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    """Each content, whole and what its hash says."""
    enclosed = manifest.enclosed
    if enclosed is None:
        return
    if not manifest.part < enclosed.part <= len(container.parts):
        raise UserError("bundle.damaged", where="contents")
    try:
        identity = x25519.Identity.from_str(enclosed.key)
    except IdentityError as error:
        raise UserError("bundle.damaged", where="contents") from error
    wanted = iter(enclosed.contents)
    waiting = bytearray()
    with closing(read_content(container, enclosed.part, identity)) as chunks:
        for sha256, size in wanted:
            while len(waiting) < size and (chunk := _next(chunks)):
                waiting += chunk
            content = bytes(waiting[:size])
            del waiting[:size]
            if len(content) < size or hashlib.sha256(content).hexdigest() != sha256:
                raise UserError("bundle.content_altered")
            yield sha256, content
        if waiting or _next(chunks):
            raise UserError("bundle.content_altered")


def _next(chunks: Iterator[bytes]) -> bytes:
    """The next bytes; none at the end, and it must be a part that the key opens."""
    try:
        return next(chunks, b"")
    except UserError as error:
        if error.code == "bundle.foreign":
            raise UserError("bundle.damaged", where="contents") from error
        raise
