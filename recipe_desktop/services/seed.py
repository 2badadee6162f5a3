"""What every store begins with: one constant stream, so that five offices get one project.

The bytes stand in ``resources/seed.jsonl`` and are only ever appended to. An edit of a seeded
value is then no conflict, since everybody has seen the seed.
"""

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from recipe_desktop.paths import resource
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.store import search
from recipe_desktop.store.journal import intake, log


def apply(connection: Connection) -> None:
    """Apply what the store does not have of the seed yet."""
    lines = resource("seed.jsonl").read_text("utf-8").splitlines()
    known = log.vector(connection, PARTNERSHIP).get(log.SEED, 0)
    if known >= len(lines):
        return
    segment = log.Segment(log.SEED, known + 1, len(lines) - known, "", "", _from(lines, known))
    received = intake.receive(connection, PARTNERSHIP, [segment], source="seed")
    search.refresh(connection, received.touched)


def is_applied(connection: Connection) -> bool:
    """Whether the store has the whole seed."""
    known = log.vector(connection, PARTNERSHIP).get(log.SEED, 0)
    return known >= len(resource("seed.jsonl").read_text("utf-8").splitlines())


def _from(lines: list[str], known: int) -> Iterator[str]:
    return iter(lines[known:])


def edition() -> int:
    """How many transactions the shipped seed has."""
    text = resource("seed.jsonl").read_text("utf-8")
    return max((json.loads(line)[1] for line in text.splitlines()), default=0)
