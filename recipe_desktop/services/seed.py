"""What every store begins with: one constant stream, so that five offices get one project.

The bytes stand in ``resources/seed.jsonl`` and are only ever appended to. An edit of a seeded
value is then no conflict, since everybody has seen the seed.
"""

from sqlalchemy import Connection

from recipe_desktop.domain.ids import Uid
from recipe_desktop.paths import resource
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.store import search
from recipe_desktop.store.journal import intake, log


def apply(connection: Connection) -> None:
    """Apply what the store does not have of the seed yet."""
    lines, known = _lines(), _known(connection)
    if known >= len(lines):
        return
    segment = log.Segment(log.SEED, known + 1, len(lines) - known, "", "", iter(lines[known:]))
    received = intake.receive(connection, PARTNERSHIP, [segment], source="seed")
    search.refresh(connection, received.touched)


def is_applied(connection: Connection) -> bool:
    """Whether the store has the whole seed."""
    return _known(connection) >= len(_lines())


def brought(connection: Connection, table: str, uid: Uid) -> bool:
    """Whether a row came with the seed, and is the same in all offices."""
    found = connection.exec_driver_sql(
        f"SELECT 1 FROM op JOIN txn ON {log.OF_TXN} JOIN stream ON stream.id = txn.stream "
        "WHERE op.row = ? AND tbl = ? AND kind = 'I' AND device = ? LIMIT 1",
        (uid, table, log.SEED),
    )
    return found.first() is not None


def _lines() -> list[str]:
    return resource("seed.jsonl").read_text("utf-8").splitlines()


def _known(connection: Connection) -> int:
    """How many transactions of the seed the store has."""
    return log.vector(connection, PARTNERSHIP).get(log.SEED, 0)
