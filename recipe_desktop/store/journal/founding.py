"""Who belongs to a share or an event.

Of a share it is read from the log, where its list of members was written first.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import Connection

from recipe_desktop.domain.fold import INSERT
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.operations import decode

SHARE: Final = "share:"
EVENT: Final = "event:"
_TABLE: Final = "share"


def share_uid(kind: str, record: str, members: Iterable[str]) -> Uid:
    """The identity of a share, made of what it is for and of who is in it.

    Two offices that begin the same share apart begin one; and a list of members that does not
    give the identity back was never that of the share, whoever wrote it.
    """
    return named_uid(_TABLE, kind, record, *sorted(set(members)))


def share_scope(uid: str) -> str:
    """The scope in which a share keeps everything."""
    return SHARE + uid


def members_of(connection: Connection, scope: str) -> frozenset[str]:
    """The members of a share that this store knows; none where its beginning is not here.

    The log is asked, not the table: after a deletion the others must still hear of it.
    """
    rows = connection.exec_driver_sql(
        "SELECT op.tbl, op.row, op.kind, op.body FROM op JOIN txn ON txn.id = op.txn "
        "WHERE op.row = ? AND txn.scope = ?",
        (scope.removeprefix(SHARE), scope),
    )
    return _first(scope, rows)


def organisers_of(connection: Connection, scope: str) -> frozenset[str]:
    """The member that organises the event of a scope; none where the event is not here.

    The log is asked for what was written first: nobody can take an event over by an edit, and
    after a deletion the desks' files must still come in.
    """
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT code FROM op JOIN txn ON txn.id = op.txn "
        "JOIN member ON member.uid = json_extract(body, '$.organiser_uid') "
        "WHERE op.row = ? AND tbl = 'event' AND kind = ? AND txn.scope = 'partnership'",
        (scope.removeprefix(EVENT), INSERT),
    )
    return frozenset(code for (code,) in rows)


def members_said(scope: str, lines: Iterable[str]) -> frozenset[str]:
    """The members that some transactions name, as they travel."""
    operations = (
        (one.table, one.row, one.kind, one.body)
        for line in lines
        for one in decode(line).operations
    )
    return _first(scope, operations)


def _first(scope: str, operations: Iterable[Iterable[str]]) -> frozenset[str]:
    return next(_certain(scope, operations), frozenset())


def _certain(scope: str, operations: Iterable[Iterable[str]]) -> Iterator[frozenset[str]]:
    uid = scope.removeprefix(SHARE)
    for table, row, kind, body in operations:
        if (table, row, kind) != (_TABLE, uid, INSERT):
            continue
        said = json.loads(body)
        kind_of, record, members = (said.get(n) for n in ("kind", "record_uid", "members"))
        if not all(isinstance(value, str) for value in (kind_of, record, members)):
            continue
        codes = frozenset(members.split())
        if share_uid(kind_of, record, codes) == uid:
            yield codes
