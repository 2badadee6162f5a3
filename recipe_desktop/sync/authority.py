"""Which segments of a part may be taken in: by authors who are known, not lost, and not forked."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import chain

from sqlalchemy import Connection

from recipe_desktop.domain.operations import decode, digest, encode
from recipe_desktop.store.journal import intake, log
from recipe_desktop.sync import lost, roster
from recipe_desktop.sync.bundle import Part, read_segments
from recipe_desktop.sync.container import Container
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.knowledge import FORK


def authorised(
    connection: Connection, container: Container, part: Part, keys: Keys, *, hold_all: bool
) -> Iterator[log.Segment]:
    """The segments to take in; held are those of a stranger, of a forked device and of a lost one."""
    scope = part.manifest.scope
    limits = lost.limits(connection, scope, keys.replica)
    with closing(read_segments(container, part, keys)) as segments:
        for segment in segments:
            _, known, _ = log.stream_of(connection, scope, segment.device)
            if hold_all or segment.device in part.unknown:
                if segment.first + segment.count - 1 > known:
                    if segment.device in part.unknown:  # asked when its author is admitted
                        segment = replace(segment, is_genuine=lambda _: True)  # noqa: PLW2901
                    intake.hold(connection, scope, segment, roster.AUTHORITY)
            elif _is_too_late(segment, limits, known):
                intake.hold(connection, scope, segment, lost.REVOKED)
            elif _is_fork(connection, scope, segment, known):
                contradicts, again = _compared(connection, scope, segment, known)
                if segment.device == keys.replica or contradicts:
                    intake.hold(connection, scope, again, FORK)
                else:
                    yield again
            else:
                yield segment


def _is_too_late(segment: log.Segment, limits: Mapping[str, int], known: int) -> bool:
    """Whether nobody is known to have had it before its author was lost."""
    last = segment.first + segment.count - 1
    return segment.device in limits and last > max(limits[segment.device], known)


def _compared(
    connection: Connection, scope: str, segment: log.Segment, known: int
) -> tuple[bool, log.Segment]:
    """Whether a segment that is cut otherwise than the known one also says something else.

    What a laptop wrote and sent before it went on from a backup may be signed twice: by itself
    then, and once more from the backup. The transactions are the same ones. With the answer comes
    the segment, to be read from its first line: what is the same in it is told from our own log.
    """
    if segment.first > known:
        return True, segment
    stream, _, _ = log.stream_of(connection, scope, segment.device)
    place = (connection, stream, segment.device, segment.first)
    same, other = 0, []
    for ours in log.transactions(*place, min(segment.count, known - segment.first + 1)):
        line = next(segment.lines, "")
        if digest(decode(line)) != digest(ours):
            other = [line]
            break
        same += 1
    lines = chain(map(encode, log.transactions(*place, same)), other, segment.lines)
    return bool(other), replace(segment, lines=lines)


def _is_fork(connection: Connection, scope: str, segment: log.Segment, known: int) -> bool:
    """Whether a device's segment may contradict what is known of the same device.

    One device signs each number once and names the segment before; signatures are
    deterministic, so a known segment comes back with the signature that is stored.
    """
    rows = connection.exec_driver_sql(
        "SELECT first, signature, hash FROM segment JOIN stream ON stream.id = segment.stream "
        "WHERE scope = ? AND device = ? AND first <= ? ORDER BY first DESC LIMIT 1",
        (scope, segment.device, segment.first),
    ).all()
    if segment.first > known + 1:
        return False  # a gap, which is held anyway
    if segment.first == known + 1:
        return segment.previous != (rows[0].hash if rows else "")
    return not rows or (rows[0].first, rows[0].signature) != (segment.first, segment.signature)
