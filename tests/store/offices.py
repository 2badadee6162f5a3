"""Offices with a store and a clock of their own, the records they share, and the packets they send."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.services.history import PART_OF
from recipe_desktop.store import doctor, schema
from recipe_desktop.store.journal import deeds, founding, intake, log, undo
from recipe_desktop.store.session import Store

ALL, OURS = "partnership", "cluster:HU"
EXCHANGE = named_uid("test exchange", "P")
SHARE = founding.share_uid("exchanges", EXCHANGE, ["HU", "FR"])
SHARED = founding.share_scope(SHARE)
EVENT = named_uid("test event", "P")
PEOPLE = f"event:{EVENT}"
SCOPES: Mapping[str, tuple[int, ...]] = {
    ALL: (0, 1, 2),
    OURS: (0, 1),
    SHARED: (0, 2),
    PEOPLE: (0, 1),
}
"""Which offices belong to a scope; the third is in another country."""
WAYS = tuple(
    (scope, sender, receiver)
    for scope, members in SCOPES.items()
    for sender, receiver in permutations(members, 2)
)

NOON = 1_764_000_000_000  # milliseconds
SKEWS = (0, 83 * 60_000, 10 - NOON)  # one is 83 minutes fast, one believes it is 1970
DEVICES = tuple(named_uid("test office", name) for name in "ABC")

ORGANISATIONS = tuple(named_uid("test organisation", name) for name in "PQ")
NAMES = tuple(named_uid("test former name", name) for name in "PQ")
CONTACTS = tuple(named_uid("test contact", name) for name in "PQ")
FILES = tuple(named_uid("test file", name) for name in "PQ")
DOCUMENTS = tuple(named_uid("test document", name) for name in "PQ")
TASKS = tuple(named_uid("test task", name) for name in "PQ")
WAITS = tuple(named_uid("test task link", name) for name in "PQ")
GUESTS = tuple(named_uid("test registration", name) for name in "PQ")
LINKS = tuple(named_uid("test link", name) for name in "PQ")
TEXTS = ("", "Kft", "KFT", " Kft", "Győr", "x")
COLUMNS = ("name", "city", "number", "website")

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Packet:
    """A file on its way: signed segments of one scope."""

    scope: str
    segments: tuple[log.Segment, ...]
    lines: tuple[Lines, ...]

    def part(self, numbers: Iterable[int]) -> "Packet":
        """Only these pieces, in this order."""
        chosen = tuple(numbers)
        return Packet(
            self.scope,
            tuple(self.segments[number] for number in chosen),
            tuple(self.lines[number] for number in chosen),
        )

    def unpack(self) -> Iterator[log.Segment]:
        for segment, lines in zip(self.segments, self.lines, strict=True):
            yield replace(segment, lines=iter(lines))


@dataclass
class Office:
    """One store and its clock."""

    device: Uid
    path: Path
    skew: int
    minutes: int = 0
    written: list[tuple[str, Uid, str, Any]] = field(default_factory=list)
    """What this office meant to write: scope, row, column, value."""

    def __post_init__(self) -> None:
        self.store = Store.open(self.path, driver=sqlite3, wall=self.wall)

    def wall(self) -> int:
        self.minutes += 1
        return NOON + self.skew + self.minutes * 60_000

    def close(self) -> None:
        self.store.close()

    def restart(self) -> None:
        self.close()
        self.store = Store.open(self.path, driver=sqlite3, wall=self.wall)

    def do(self, work: Callable[[Session], str | None]) -> None:
        with self.store.write("test.act", by="Ana", device=self.device) as (session, written):
            written.reverts = work(session) or ""

    def deeds(self) -> deeds.OwnActions:
        with self.store.read() as session:
            return deeds.deeds_of(session.connection(), self.device)

    def take_back(self, group: str) -> None:
        def work(session: Session) -> str:
            undo.revert(session.connection(), group, self.device, PART_OF)
            return group

        self.do(work)

    def send(self, scope: str, after: Mapping[str, int]) -> Packet:
        with self.store.transaction() as connection:
            log.seal(connection, scope, self.device, lambda message: message[:1])
            found = list(log.segments(connection, scope, after))
            lines = tuple(tuple(segment.lines) for segment in found)
        return Packet(scope, tuple(found), lines)

    def receive(self, packet: Packet) -> intake.Received:
        with self.store.write("sync.receive", device=self.device) as (session, written):
            received = intake.receive(
                session.connection(), packet.scope, packet.unpack(), source="test"
            )
            written.add(received.touched)
        return received

    def vector(self, scope: str) -> dict[str, int]:
        with self.store.read() as session:
            return log.vector(session.connection(), scope)

    def problems(self) -> list[str]:
        with self.store.read() as session:
            return doctor.problems(session.connection())

    def picture(self, scope: str) -> dict[str, Any]:
        """All that the office shows of a scope: rows and open conflicts."""
        with self.store.read() as session:
            connection = session.connection()
            rows = {
                table: {row["uid"]: row for row in _rows(connection, table, scope)}
                for table in schema.synchronised_tables()
            }
            uids = {uid for table in rows.values() for uid in table}
            conflicts = connection.exec_driver_sql(
                'SELECT tbl, row, "class", column_name, heads FROM conflict ORDER BY 1, 2, 3, 4'
            )
            return {**rows, "conflict": [tuple(c) for c in conflicts if c.row in uids]}

    def value(self, table: str, uid: Uid, column: str) -> Any:
        with self.store.read() as session:
            return (
                session.connection()
                .exec_driver_sql(f'SELECT "{column}" FROM {table} WHERE uid = ?', (uid,))
                .scalar_one_or_none()
            )


def _rows(connection: Connection, table: str, scope: str) -> Iterator[dict[str, Any]]:
    """Past SQLAlchemy, which takes longer than all the rest for tables that are mostly empty."""
    cursor = connection.connection.cursor()
    cursor.execute(f"SELECT * FROM {table} WHERE scope = ?", (scope,))
    names = [name for name, *_ in cursor.description]
    yield from (dict(zip(names, row, strict=True)) for row in cursor)


@cache
def blank_store() -> Path:
    """A new store to copy, since making one takes longer than a whole example."""
    path = Path(tempfile.mkdtemp(prefix="recipe-offices-")) / "blank.recipe"
    Store.open(path, driver=sqlite3).close()
    return path
