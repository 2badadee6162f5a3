"""What was written into a file's former place while another office moved the file: it follows.

A move deletes a file where it lay and writes a copy elsewhere. What somebody wrote there without
knowing of it lives on in a share that has ended or was undone, where nobody looks; so it does where
two offices that did not know of each other began a share each. Each office takes what it wrote
itself to where the file lies now, or home where it has no part in that any more. All laptops of an
office write the same rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import shared_rows, shares
from recipe_desktop.services.here import Here, device_members, here
from recipe_desktop.services.involvement import INVOLVED
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.shares import Share
from recipe_desktop.services.sql import run
from recipe_desktop.store.journal import founding


class _Late(NamedTuple):
    """A row that lives where nobody looks.

    Args:
        target: the scope to which it goes.
    """

    kind: str
    record: Uid
    table: str
    cells: dict[str, Any]
    target: str


def wait(session: Session) -> bool:
    """Whether anything lies where nobody looks."""
    return any(_late(session))


def follow(session: Session) -> None:
    """Take what this office wrote late to where the file lies now."""
    for late in list(_late(session)):
        uid = Uid(late.cells["uid"])
        if late.table in shared_rows.PARTS:
            shared_rows.place(session, late.table, late.target, late.cells)
        else:
            words = {column: value for column, value in late.cells.items() if value}
            former = {column: _written(session, uid, column) for column in words}
            shared_rows.put(session, late.kind, late.record, late.target, words, former)
        run(session, f"DELETE FROM {late.table} WHERE uid = ?", uid)


def _late(session: Session) -> Iterator[_Late]:
    me, members = here(session), device_members(session)
    mine = [share for share in shares.listing(session) if me.member in share.members]
    for share in mine:
        if share.ended_on is not None:
            yield from _own(session, share.kind, share.record, share.scope, me, members)
    beside = ((share.kind, share.record, share.scope) for share in _beside(session, mine))
    for kind, record, scope in (*beside, *_undone(session)):
        for late in _own(session, kind, record, scope, me, members):
            if late.table in shared_rows.PARTS or _says_anything(kind, late):
                yield late  # an emptied row waits for whoever writes there next


def _own(  # noqa: PLR0913, PLR0917 - whose rows, of what, and where
    session: Session, kind: str, record: Uid, scope: str, me: Here, members: Mapping[str, str]
) -> Iterator[_Late]:
    """The rows of a file in a scope that this office wrote last, and where they belong."""
    lasting = shares.of_record(session, kind, record)
    is_in = lasting is not None and me.member in lasting.members
    target = lasting.scope if lasting is not None and is_in else me.scope
    for table, link in shared_rows.tables(KINDS[kind]).items():
        for cells in shared_rows.rows(session, table, link, record, scope):
            if members.get(_author(session, cells["uid"])) == me.member:
                yield _Late(kind, record, table, cells, target)


def _beside(session: Session, some: Iterable[Share]) -> Iterator[Share]:
    """The shares that last beside a better one of the same record, among those of this office."""
    live = [share for share in some if share.ended_on is None]
    counts = Counter((share.kind, share.record) for share in live)
    for share in live:
        if counts[share.kind, share.record] > 1:
            best = shares.of_record(session, share.kind, share.record)
            if best in live and best != share:
                yield share


def _undone(session: Session) -> Iterator[tuple[str, Uid, str]]:
    """The records whose file lies in shares of which the beginning was taken back, and where."""
    for kind in INVOLVED:
        found: set[tuple[Uid, str]] = set()
        for table, link in shared_rows.tables(KINDS[kind]).items():
            rows = run(
                session,
                f"SELECT DISTINCT {link}, scope FROM {table} WHERE substr(scope, 1, ?) = ? "
                "AND substr(scope, ? + 1) NOT IN (SELECT uid FROM share) AND EXISTS "
                "(SELECT 1 FROM op WHERE row = substr(scope, ? + 1) AND tbl = 'share' "
                f"AND kind = 'D') AND {link} IN (SELECT uid FROM {KINDS[kind].table})",
                *(len(founding.SHARE), founding.SHARE, len(founding.SHARE), len(founding.SHARE)),
            )
            found |= {(Uid(record), scope) for record, scope in rows}
        yield from ((kind, record, scope) for record, scope in sorted(found))


def _says_anything(kind: str, late: _Late) -> bool:
    fields = [f.place for f in KINDS[kind].fields if f.facet == late.table]
    return any(late.cells[field] for field in fields)


def _author(session: Session, row: Uid) -> str:
    """The laptop that wrote last on a row."""
    found = run(
        session,
        "SELECT device FROM op JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream "
        "WHERE op.row = ? AND op.kind IN ('I', 'U') ORDER BY txn.clock DESC, txn.id DESC LIMIT 1",
        row,
    )
    return str(found.scalar_one_or_none() or "")


def _written(session: Session, row: Uid, column: str) -> frozenset[Value]:
    """Every value that a cell ever had, which a later one was meant to replace."""
    found = run(
        session,
        "SELECT DISTINCT json_extract(body, ?) FROM op WHERE row = ? AND kind IN ('I', 'U')",
        f'$."{column}"',
        row,
    )
    return frozenset(value for (value,) in found)
