"""Trees never get a circle: none is made here, and one that two offices made is opened alike.

Each office may hang one on the other while they work apart. The tables keep both, as written; in
the reading the move that is the last in the order of the journal is not followed, the same one
in every store, until somebody says where it belongs.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.trees import circles
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.kinds import Kind, kind_of
from recipe_desktop.services.sql import run
from recipe_desktop.store.journal import log, merge

_LAST: Final = (1 << 64, "", 0, 0)  # what is being written now comes after all that was


def refuse_circle(session: Session, of: Kind, uid: Uid, changed: Mapping[str, Value]) -> None:
    """Refuse to hang a record on itself or on what hangs on it.

    Raises:
        UserError: tree.circle_refused.
    """
    for field in of.fields:
        above = changed.get(field.name)
        if not field.is_tree or field.kind != of.name or not above:
            continue
        path = [uid]
        while above and above not in path:
            path.append(Uid(str(above)))
            found = run(session, f"SELECT {field.place} FROM {of.table} WHERE uid = ?", path[-1])
            above = found.scalar_one_or_none()
        if above == uid:
            told = " → ".join(names(session, of.name, [*path, uid]))
            raise UserError("tree.circle_refused", kind=of.name, names=told)


def not_followed(
    session: Session, kind: str, field: str, above: Mapping[Uid, Uid | None]
) -> tuple[tuple[Uid, ...], ...]:
    """The circles; the first record of each hangs on nothing in the reading.

    Args:
        above: for each record of the kind what it hangs on, as it is kept.

    Returns:
        Of each circle the records as they hang: the first on the second, the last on the first.
    """
    table, column = kind_of(kind).table, kind_of(kind).field(field).place
    found = []
    for circle in circles(above):
        last = max(circle, key=_order(session, table, column, circle))
        at = circle.index(last)
        found.append((*circle[at:], *circle[:at]))
    return tuple(found)


def names(session: Session, kind: str, uids: Collection[Uid]) -> list[str]:
    """What some records are called, in their order."""
    table = kind_of(kind).table
    rows = run(
        session,
        f"SELECT uid, name FROM {table} WHERE uid IN (SELECT value FROM json_each(?))",
        json.dumps(list(uids)),
    )
    known = dict(rows.all())
    return [known.get(uid, "") for uid in uids]


def _order(
    session: Session, table: str, column: str, circle: Sequence[Uid]
) -> Callable[[Uid], tuple[object, ...]]:
    """When each was hung where it hangs now, in the order that every store has."""
    connection = session.connection()
    known = log.knowledge(connection, PARTNERSHIP)
    moves = {}
    for uid, writes in merge.writes_of(connection, circle, scope=PARTNERSHIP).items():
        heads = merge.fold_row(table, writes, known).heads.get(column, ())
        moves[uid] = heads[0].rank if heads else _LAST
    return lambda uid: (moves.get(uid, _LAST), uid)
