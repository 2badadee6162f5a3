"""What was written into a file's former place while another office moved the file: it follows.

A move deletes a file where it lay and writes a copy elsewhere. What somebody wrote there without
knowing of it lives on in a share that has ended or was undone, where nobody looks; so it does where
two offices that did not know of each other began a share each. Each office takes what it wrote
itself to where the file lies now, or home where it has no part in that any more; of what others
wrote there it then keeps nothing. All laptops of an office write the same rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import own_words, shared_rows, shares
from recipe_desktop.services.here import device_members, here
from recipe_desktop.services.involvement import INVOLVED
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.shares import Share
from recipe_desktop.services.sql import run
from recipe_desktop.store.journal import founding


class _Late(NamedTuple):
    """A row that lives where nobody looks.

    Args:
        cells: what goes along; of what only goes away the identity alone.
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
        if late.table not in shared_rows.PARTS:
            words = {c: value for c, value in late.cells.items() if value and c != "uid"}
            former = {column: _written(session, uid, column) for column in words}
            shared_rows.put(session, late.kind, late.record, late.target, words, former)
        elif len(late.cells) > 1:
            shared_rows.place(session, late.table, late.target, late.cells)
        run(session, f"DELETE FROM {late.table} WHERE uid = ?", uid)


def _late(session: Session) -> Iterator[_Late]:
    mine = [share for share in shares.listing(session) if here(session).member in share.members]
    for share in mine:
        if share.ended_on is not None:
            place = _place(session, share.kind, share.record, share.scope)
            yield from _parts(session, place)
            yield from _words(session, place)
            yield from _taken_out(session, place)
    for kind, record, scope in _undone(session):
        place = _place(session, kind, record, scope)
        yield from _parts(session, place)
        yield from (late for late in _words(session, place) if _says_anything(session, late))
    for share in _beside(session, mine):
        place = _place(session, share.kind, share.record, share.scope)
        yield from _parts(session, place)
        yield from (late for late in _whole(session, place) if _says_anything(session, late))


class _Place(NamedTuple):
    """Where words of a record's file lie that belong elsewhere.

    Args:
        target: where they belong.
        is_out: whether that is at home, since this office has no part in the file.
    """

    kind: str
    record: Uid
    scope: str
    target: str
    is_out: bool

    @property
    def words_table(self) -> str:
        """The table of the words."""
        return shared_rows.words_table(KINDS[self.kind])

    def rows(self, session: Session, table: str) -> list[dict[str, Any]]:
        """The rows of the file's table there."""
        link = shared_rows.tables(KINDS[self.kind])[table]
        return shared_rows.rows(session, table, link, self.record, self.scope)


def _place(session: Session, kind: str, record: Uid, scope: str) -> _Place:
    me, lasting = here(session), shares.of_record(session, kind, record)
    if lasting is not None and me.member in lasting.members:
        return _Place(kind, record, scope, lasting.scope, is_out=False)
    return _Place(kind, record, scope, me.scope, is_out=True)


def _parts(session: Session, place: _Place) -> Iterator[_Late]:
    """The documents and reasons that this office wrote last.

    A document of others on which it wrote a note is theirs all the same.
    """
    for table in shared_rows.PARTS:
        for cells in place.rows(session, table):
            if _is_ours(session, cells["uid"]):
                is_theirs = table == "attachment" and not own_words.is_own_document(session, cells)
                goes = {"uid": cells["uid"]} if place.is_out and is_theirs else cells
                yield _Late(place.kind, place.record, table, goes, place.target)


def _whole(session: Session, place: _Place) -> Iterator[_Late]:
    """The words where this office wrote last."""
    for cells in place.rows(session, place.words_table):
        if _is_ours(session, cells["uid"]):
            yield _Late(place.kind, place.record, place.words_table, cells, place.target)


def _words(session: Session, place: _Place) -> Iterator[_Late]:
    """This office's own words in rows that live on against a deletion; such a row then goes.

    So it does where others alone wrote in it, once this office is not to see the file.
    """
    table = place.words_table
    for cells in place.rows(session, table):
        uid = Uid(cells["uid"])
        late = own_words.unseen_by_deletions(session, table, place.scope, uid, is_gone=False)
        if late or (place.is_out and shares.keepers(session, place.kind, place.record)):
            own = _own(session, place, late)
            yield _Late(place.kind, place.record, table, {"uid": uid, **own}, place.target)


def _taken_out(session: Session, place: _Place) -> Iterator[_Late]:
    """This office's own words in rows that others deleted when they took out theirs."""
    table, of = place.words_table, KINDS[place.kind]
    uid = shared_rows.words_uid(place.kind, place.record, place.scope)
    if run(session, f"SELECT 1 FROM {table} WHERE uid = ?", uid).first():
        return
    late = own_words.unseen_by_deletions(session, table, place.scope, uid, is_gone=True)
    stands = shared_rows.words_uid(place.kind, place.record, place.target)
    own = {
        column: value
        for column, value in _own(session, place, late).items()
        if value and not any(str(value) in str(v) for v in _written(session, stands, column))
    }
    if own and run(session, f"SELECT 1 FROM {of.table} WHERE uid = ?", place.record).first():
        yield _Late(place.kind, place.record, table, {"uid": uid, **own}, place.target)


def _own(session: Session, place: _Place, late: Mapping[str, Value]) -> dict[str, Value]:
    """What of the office's own words goes along.

    Args:
        late: what it wrote without knowing that the row was deleted. Where the file lies in a
            share that is all that is not there yet.
    """
    if not late or not place.is_out:
        return own_words.in_fields(place.kind, dict(late))
    every = [s for s in shares.listing(session) if s.record == place.record]
    scopes = {place.scope, *(s.scope for s in every if here(session).member in s.members)}
    last = own_words.last_words(own_words.written(session, place.words_table, scopes))
    home = shared_rows.words_uid(place.kind, place.record, place.target)
    if run(session, f"SELECT 1 FROM {place.words_table} WHERE uid = ?", home).first():
        last = {column: value for column, value in last.items() if column in late}
    return own_words.in_fields(place.kind, last)


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


def _says_anything(session: Session, late: _Late) -> bool:
    """Whether there is a word in a row; an emptied one waits for whoever writes there next."""
    fields = [f.place for f in KINDS[late.kind].fields if f.facet == late.table]
    named = " OR ".join(f"{field} NOT IN ('', 0)" for field in fields)
    sql = f"SELECT 1 FROM {late.table} WHERE uid = ? AND ({named})"
    return bool(run(session, sql, late.cells["uid"]).first())


def _is_ours(session: Session, row: Uid) -> bool:
    """Whether the laptop that wrote last on a row is this office's."""
    found = run(
        session,
        "SELECT device FROM op JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream "
        "WHERE op.row = ? AND op.kind IN ('I', 'U') ORDER BY txn.clock DESC, txn.id DESC LIMIT 1",
        row,
    )
    device = str(found.scalar_one_or_none() or "")
    return device_members(session).get(device) == here(session).member


def _written(session: Session, row: Uid, column: str) -> frozenset[Value]:
    """Every value that a cell ever had, which a later one was meant to replace."""
    found = run(
        session,
        "SELECT DISTINCT json_extract(body, ?) FROM op WHERE row = ? AND kind IN ('I', 'U')",
        f'$."{column}"',
        row,
    )
    return frozenset(value for (value,) in found)
