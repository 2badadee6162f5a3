"""What there is once only: its identity is made of what it joins, or of where and when it holds.

Two offices that write the same one apart make one record of it, as two imports do. One that was
made otherwise, or was changed since, keeps its identity and is found by what it says now.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid, new_uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.schedule import CALCULATED
from recipe_desktop.services.sql import run

_Parts = tuple[str, ...]


def uid_of_new(session: Session, table: str, values: Mapping[str, Value]) -> Uid:
    """The identity of a record that is made now.

    Args:
        values: by field name, as kept.
    """
    parts = _parts(session, table, values)
    if parts is None:
        return new_uid()
    uid = named_uid(table, *parts)
    # One that began as this and says something else by now has it already.
    is_taken = run(session, f"SELECT 1 FROM {table} WHERE uid = ?", uid).first()
    return new_uid() if is_taken else uid


def there(session: Session, table: str, values: Mapping[str, Value]) -> Uid | None:
    """A record that joins the same already, whatever its identity; None where there is none."""
    parts = _parts(session, table, values)
    if parts is None:
        return None
    owner, columns = _ROWS[table]
    named = ", ".join(columns.values())
    rows = run(
        session,
        f"SELECT uid, {named} FROM {table} WHERE {columns[owner]} = ? ORDER BY uid",
        values[owner],
    )
    for uid, *cells in rows.all():
        if _parts(session, table, dict(zip(columns, cells, strict=True))) == parts:
            return Uid(uid)
    return None


def _task_link(_session: Session, values: Mapping[str, Value]) -> _Parts:
    return (
        str(values.get("before") or ""),
        str(values.get("after") or ""),
        str(values.get("link_type") or CALCULATED),
    )


def _membership(session: Session, values: Mapping[str, Value]) -> _Parts:
    """The day from which it holds is left out while nobody knows it, as an import does."""
    member, cluster = str(values.get("member") or ""), str(values.get("cluster_name") or "")
    who = _code(session, member) if member else ""
    if cluster:
        who += f"/{fold(cluster) or cluster}"
    since = str(values.get("from_on") or "")
    return (str(values.get("organisation") or ""), who, *([since] if since else []))


def _former_name(_session: Session, values: Mapping[str, Value]) -> _Parts:
    name = str(values.get("name") or "")
    return (str(values.get("organisation") or ""), fold(name) or name)


def _of(*names: str) -> Callable[[Session, Mapping[str, Value]], _Parts]:
    """Of what holds in one place from one day: the fields that say so."""

    def parts(_session: Session, values: Mapping[str, Value]) -> _Parts:
        return tuple(str(values.get(name) or "") for name in names)

    return parts


def _code(session: Session, member: str) -> str:
    code = run(session, "SELECT code FROM member WHERE uid = ?", member).scalar_one_or_none()
    return str(code or member)


_PARTS: Final[Mapping[str, Callable[[Session, Mapping[str, Value]], _Parts]]] = {
    "task_link": _task_link,
    "membership": _membership,
    "organisation_name": _former_name,
    "lump_sum": _of("country", "from_on"),
    "calendar_day": _of("country", "region", "day_on"),
}

_ROWS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "task_link": (
        "before",
        {"before": "before_uid", "after": "after_uid", "link_type": "link_type"},
    ),
    "membership": (
        "organisation",
        {
            "organisation": "organisation_uid",
            "member": "member_uid",
            "cluster_name": "cluster_name",
            "from_on": "from_on",
        },
    ),
    "organisation_name": ("organisation", {"organisation": "organisation_uid", "name": "name"}),
    "lump_sum": ("country", {"country": "country", "from_on": "from_on"}),
    "calendar_day": ("day_on", {"country": "country", "region": "region", "day_on": "day_on"}),
}
"""By table, the field by which its rows are looked up, and the columns that say what they join."""


def _parts(session: Session, table: str, values: Mapping[str, Any]) -> _Parts | None:
    of = _PARTS.get(table)
    return None if of is None else of(session, values)
