"""Whether a record, or what hangs on it, was written on since somebody looked."""

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import records
from recipe_desktop.services.kinds import kind_of


def since(session: Session, kind: str, uids: Collection[Uid], position: int) -> bool:
    """Whether anything was written on some records after a position of the log.

    What hangs on a record, such as its e-mail address or a membership, is a row of its own.

    Args:
        position: as ``workspace.position`` gives it.
    """
    some = "IN (SELECT value FROM json_each(:uids))"
    rows = [f"row {some}"]
    for table, link in kind_of(kind).children.items():
        hanging = f"SELECT uid FROM {table} WHERE {link} {some}"
        rows.append(f"(tbl = '{table}' AND row IN ({hanging}))")
    found = session.execute(
        text(f"SELECT 1 FROM op WHERE txn > :position AND ({' OR '.join(rows)}) LIMIT 1"),
        {"position": position, "uids": records.as_json(uids)},
    )
    return found.first() is not None
