"""Taking back what is only ever added: a further record says that it does not hold.

What a desk wrote is counted by those who wait for its file, so none of it may vanish. An arrival
that is taken back gets a record that undoes it, and one that is done again a new record; the rest,
such as a printed badge, has happened and stays.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.attendance import What
from recipe_desktop.domain.clock import now
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.sql import insert, run
from recipe_desktop.store import schema
from recipe_desktop.store.base import instant_text
from recipe_desktop.store.journal import history

TABLES: Final = frozenset(kind.table for kind in KINDS.values() if kind.is_append_only)
"""The tables from which nothing is deleted."""

_CHECK_IN: Final = "check_in"
_TOLD: Final = (What.ARRIVAL, What.EXIT)


def take_back(session: Session, group: str) -> int:
    """Add what says that the check-ins of an action do not hold; how many were added."""
    made = history.rows_of(session.connection(), group).get(_CHECK_IN, ())
    return sum(_answer(session, row) for row in sorted(made))


def _answer(session: Session, uid: Uid) -> bool:
    *_, last = _chain(session, uid)
    first = _row(session, uid)
    is_undone = last["what"] == What.UNDO
    if is_undone is not (first["what"] == What.UNDO) or first["what"] not in (*_TOLD, What.UNDO):
        return False  # it does not hold already, or holds again
    if is_undone:
        undone = _row(session, Uid(str(last["undoes_uid"])))
        _add(session, undone, uid=_again(last), reason="again")
    else:
        answer = {"what": What.UNDO.value, "at": instant_text(now()), "undoes_uid": last["uid"]}
        _add(session, {**last, **answer}, uid=named_uid(_CHECK_IN, str(last["uid"]), "undo"))
    return True


def _chain(session: Session, uid: Uid) -> Iterator[dict[str, Any]]:
    """A check-in, what undid it, what did it again, and so on."""
    row: dict[str, Any] | None = _row(session, uid)
    while row is not None:
        yield row
        if row["what"] == What.UNDO:
            row = _found(session, "uid", _again(row))
        else:
            row = _found(session, "undoes_uid", row["uid"])


def _again(undo: dict[str, Any]) -> Uid:
    """The identity of what does again what was undone."""
    return named_uid(_CHECK_IN, str(undo["uid"]), "again")


def _row(session: Session, uid: Uid) -> dict[str, Any]:
    found = _found(session, "uid", uid)
    if found is None:
        raise LookupError(uid)
    return found


def _found(session: Session, column: str, value: str) -> dict[str, Any] | None:
    columns = ("uid", "scope", *schema.columns(_CHECK_IN))
    named = ", ".join(f'"{one}"' for one in columns)
    row = run(
        session, f"SELECT {named} FROM {_CHECK_IN} WHERE {column} = ? ORDER BY uid LIMIT 1", value
    ).first()
    return dict(zip(columns, row, strict=True)) if row else None


def _add(session: Session, like: dict[str, Any], *, uid: Uid, reason: str = "undo") -> None:
    who = {"operator": here(session).person, "reason": reason}
    insert(session, _CHECK_IN, {**like, **who, "uid": uid})
