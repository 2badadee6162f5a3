"""Who is involved in a record, by the word of somebody who is.

Everybody may write who visits, hosts and pays, also an office that has no part in an exchange. The
file does not follow such a word: whom one of the involved named stays involved, and whom an
outsider named is only claimed to be until one of the involved lets them in. As long as nobody is
involved, whoever writes may name the first; so may who made a record, until others work on it.
The answer comes from the log of the record, so that it is the same on every laptop.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import MEMBERS, device_members, here
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.sql import run
from recipe_desktop.store.journal.order import moments

INVOLVED: Final[Mapping[str, tuple[str, ...]]] = {
    "exchanges": ("visitor_member_uid", "host_member_uid", "paying_member_uid")
}
"""The kinds that have a file, and the columns that say which members are involved."""


class Claim(NamedTuple):
    """A member that is only said to be involved.

    Args:
        column: which says so.
        member: its code.
        by: code of the office that wrote it, which is not involved.
    """

    column: str
    member: str
    by: str


class Parts(NamedTuple):
    """Who takes part in a record.

    Args:
        members: the codes of those who are involved.
        claims: what outsiders wrote.
    """

    members: frozenset[str]
    claims: tuple[Claim, ...] = ()


class _Word(NamedTuple):
    """One operation that bears on who is involved.

    Args:
        by: code of the member that wrote it; empty where that is not known.
        named: the codes that it wrote, by column; nothing where it wrote something else.
    """

    by: str
    named: Mapping[str, str]


def of_record(session: Session, kind: str, record: Uid) -> Parts | None:
    """Who is involved in a record; None where it is not there."""
    return of_records(session, kind, [record]).get(record)


def of_records(session: Session, kind: str, records: Collection[Uid]) -> dict[Uid, Parts]:
    """Who is involved in some records; those that are not there are left out."""
    table, columns = KINDS[kind].table, INVOLVED[kind]
    codes: dict[str, str] = dict(run(session, "SELECT uid, code FROM member").all())
    rows = run(
        session,
        f"SELECT uid, {', '.join(columns)} FROM {table} "
        "WHERE uid IN (SELECT value FROM json_each(?))",
        json.dumps(list(records)),
    ).all()
    present = {
        Uid(uid): {column: _code(codes, cell) for column, cell in zip(columns, cells, strict=True)}
        for uid, *cells in rows
    }
    found = {}
    words = _words(session, kind, table, _named_later(session, table, columns, present), codes)
    for uid, named in present.items():
        found[uid] = _judged(named, words.get(uid, ()))
    return found


def _judged(present: Mapping[str, str], words: Iterable[_Word]) -> Parts:
    """Who is involved, from what stands in a record and from how that came to stand there."""
    made_by: str | None = None
    is_shared_work = False
    holds: dict[str, str] = {}
    wrote: dict[tuple[str, str], str] = {}
    for word in words:
        made_by = word.by if made_by is None else made_by
        inside = set(holds.values()) - {""}
        is_maker = word.by == made_by and not is_shared_work
        is_shared_work |= word.by != made_by
        wrote.update(((column, code), word.by) for column, code in word.named.items())
        if not inside or word.by in inside or is_maker:
            holds.update(word.named)
    written = {column for column, _ in wrote}
    named = {
        column: holds.get(column, "") if column in written else code
        for column, code in present.items()
    }
    members = frozenset(named.values()) - {""}
    claims = (
        Claim(column, code, wrote.get((column, code)) or code)
        for column, code in present.items()
        if code and code not in members
    )
    return Parts(members, tuple(claims))


def _named_later(
    session: Session, table: str, columns: Iterable[str], records: Collection[Uid]
) -> list[Uid]:
    """The records of which members were named after others, or anew."""
    naming = " OR ".join(f"json_type(body, '$.{column}') IS NOT NULL" for column in columns)
    rows = run(
        session,
        f"SELECT row FROM op WHERE tbl = '{table}' AND kind IN ('I', 'U') "
        f"AND row IN (SELECT value FROM json_each(?)) GROUP BY row HAVING sum({naming}) > 1",
        json.dumps(list(records)),
    )
    return [Uid(row) for (row,) in rows]


def _words(
    session: Session, kind: str, table: str, records: Collection[Uid], codes: Mapping[str, str]
) -> dict[Uid, list[_Word]]:
    """By record, what was written of it, as it came; and that somebody began to share its file."""
    if not records:
        return {}
    columns = INVOLVED[kind]
    cells = ", ".join(f"json_type(body, '$.{c}'), json_extract(body, '$.{c}')" for c in columns)
    rows = run(
        session,
        f"SELECT coalesce(share.record_uid, op.row), op.txn, op.id, seq, device, source, {cells} "
        "FROM op JOIN txn ON txn.id = op.txn LEFT JOIN stream ON stream.id = txn.stream "
        "LEFT JOIN share ON share.uid = op.row AND tbl = 'share' "
        f"WHERE op.kind IN ('I', 'U') AND (tbl = '{table}' OR share.uid IS NOT NULL) "
        "AND op.row IN (SELECT value FROM json_each(?1) UNION "
        "SELECT uid FROM share WHERE record_uid IN (SELECT value FROM json_each(?1)))",
        json.dumps(list(records)),
    ).all()
    came = moments(session.connection(), {row[1] for row in rows if row[3] is not None})
    members, me = device_members(session), here(session).member
    found: dict[Uid, list[_Word]] = {}
    for uid, _txn, _op, _seq, device, source, *said in sorted(
        rows, key=lambda row: (row[3] is None, came.get(row[1], ()), row[2])
    ):
        # What is being written now has no stream yet; a former life of this laptop may be unknown.
        by = members.get(device) or ("" if source else me)
        found.setdefault(Uid(uid), []).append(_Word(by, dict(_named(columns, said, codes))))
    return found


def _named(
    columns: Iterable[str], said: list[str | None], codes: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The codes in the cells of an operation that wrote them; others have no type."""
    for column, is_there, cell in zip(columns, said[::2], said[1::2], strict=True):
        if is_there is not None:
            yield column, _code(codes, cell)


def _code(codes: Mapping[str, str], member: str | None) -> str:
    code = codes.get(member or "", "")
    return code if code in MEMBERS else ""
