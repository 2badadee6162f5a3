"""What an office alone may read of a record that it deleted, and that another one decided to keep.

Who decides to keep a record brings back what was deleted with it, as far as they may read that. The
notes and the e-mail of the own cluster nobody else can write again, so each laptop of the office
that deleted them does so by itself when it hears of the decision. All of them write the same rows.
"""

import json
from collections.abc import Iterator

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.history import PART_OF
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.sql import run
from recipe_desktop.store.journal import undo


def wait(session: Session) -> bool:
    """Whether anything waits to be brought back."""
    return any(_due(session))


def bring_back(session: Session) -> None:
    """Write again what was deleted with records that are kept."""
    for record, groups in list(_due(session)):
        undo.bring_back(session.connection(), groups, record, PART_OF)


def _due(session: Session) -> Iterator[tuple[Uid, set[str]]]:
    """The records, and the actions that deleted parts of them."""
    found: dict[tuple[str, Uid], set[str]] = {}
    rows = run(
        session,
        "SELECT gone.tbl, gone.row, txn.group_uid FROM op AS gone JOIN txn ON txn.id = gone.txn "
        "WHERE gone.kind = 'D' AND gone.tbl IN (SELECT value FROM json_each(?)) "
        "AND EXISTS (SELECT 1 FROM op AS kept WHERE kept.row = gone.row AND kept.kind = 'K') "
        "AND NOT EXISTS (SELECT 1 FROM conflict "
        "WHERE conflict.row = gone.row AND conflict.\"class\" = 'delete') "
        "AND EXISTS (SELECT 1 FROM txn AS part "
        "WHERE part.group_uid = txn.group_uid AND part.scope <> ?)",
        json.dumps([kind.table for kind in KINDS.values() if kind.children]),
        PARTNERSHIP,
    )
    for table, record, group in rows:
        found.setdefault((table, Uid(record)), set()).add(group)
    for (table, record), groups in found.items():
        is_here = run(session, f"SELECT 1 FROM {table} WHERE uid = ?", record).first()
        if is_here and undo.could_bring_back(session.connection(), groups, record, PART_OF):
            yield record, groups
