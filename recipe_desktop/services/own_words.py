"""What an office wrote itself into a file, as the log tells it, wherever the file lay since.

Whoever moves a file writes all of it anew, and whoever takes a step back writes what stood there
before. So a word is not that of the laptop that wrote it last, but of the office that wrote it
first; and what the program did unasked is nobody's writing.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import DELETE, INSERT, UPDATE, Knowledge, Value, Write
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import shared_rows
from recipe_desktop.services.here import device_members, here
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.sql import run
from recipe_desktop.store import schema
from recipe_desktop.store.journal import log, merge
from recipe_desktop.store.journal.deeds import UNASKED
from recipe_desktop.store.journal.order import moments

Cells: TypeAlias = dict[str, Value]
Values: TypeAlias = dict[str, set[Value]]

FOLLOWING: Final = "late_words.follow"
"""The action by which an office takes its own words out of a place where nobody looks."""


class Written(NamedTuple):
    """One operation on a row of a file.

    Args:
        is_own: whether a laptop of this office wrote it.
        is_asked: whether somebody did it, and not the program by itself.
        is_move: whether another row of the same table went with it.
        cells: the row as it stands after it, and what it wrote alone.
    """

    row: Uid
    txn: int
    is_own: bool
    is_asked: bool
    is_move: bool
    cells: Cells
    body: Cells
    is_deletion: bool


class OwnLaptops:
    """Tells what this office wrote; of a laptop's former lives the store knows that it wrote it."""

    def __init__(self, session: Session) -> None:
        self._me = here(session).member
        self.members = device_members(session)

    def wrote(self, device: str, source: str) -> bool:
        """Whether a transaction is the office's own."""
        return self.members.get(device) == self._me or not source


def written(session: Session, table: str, scopes: Collection[str]) -> Iterator[Written]:
    """Every operation on a file's rows of one table, as they came."""
    rows = run(
        session,
        "SELECT op.txn, op.id, op.row, op.kind, device, source, txn.action, group_uid, body "
        "FROM op JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream "
        "WHERE tbl = ? AND txn.scope IN (SELECT value FROM json_each(?)) "
        "AND op.kind IN ('I', 'U', 'D')",
        table,
        json.dumps(list(scopes)),
    ).all()
    own = OwnLaptops(session)
    moves = _moves(session, table, {row[-2] for row in rows})
    known = set(schema.columns(table))
    folded: dict[Uid, Cells] = {}
    for txn, _, row, kind, device, source, action, group, body in as_they_came(session, rows):
        said: Mapping[str, Value] = json.loads(body)
        wrote = {column: value for column, value in said.items() if column in known}
        before = folded.get(row) or dict(schema.defaults(table))
        folded[row] = cells = {**before, **wrote, "uid": row}
        yield Written(
            Uid(row),
            txn,
            own.wrote(device, source),
            action not in UNASKED,
            group in moves,
            cells,
            wrote,
            kind == DELETE,
        )


def _moves(session: Session, table: str, groups: Collection[str]) -> set[str]:
    """The actions in which rows of a table went, for others to stand for them."""
    found = run(
        session,
        "SELECT DISTINCT group_uid FROM txn JOIN op ON op.txn = txn.id "
        "WHERE group_uid IN (SELECT value FROM json_each(?)) AND tbl = ? AND op.kind = 'D'",
        json.dumps(sorted(groups)),
        table,
    )
    return {group for (group,) in found}


def as_they_came(session: Session, rows: Sequence[Any]) -> list[Any]:
    """Operations in their order; each begins with its transaction and its own number."""
    came = moments(session.connection(), {row[0] for row in rows})
    return sorted(rows, key=lambda row: (came[row[0]], row[1]))


def last_words(operations: Iterable[Written]) -> Cells:
    """What this office wrote last into each field; nothing of what others were the first to write.

    Args:
        operations: those on all rows of a file's words, as they came.
    """
    said = [one for one in operations if not one.is_deletion]
    ours, theirs = _first_writers(said)
    found: Cells = {}
    for one in said:
        if one.is_own and one.is_asked:
            for column, value in one.body.items():
                others = theirs.get(column, set()) - ours.get(column, set())
                found[column] = _own_part(value, others, found.get(column))
    return found


def is_own_document(session: Session, cells: Mapping[str, Value]) -> bool:
    """Whether a document is this office's; its number says so."""
    return str(cells["number"] or "").startswith(f"{here(session).member}-")


def in_fields(kind: str, cells: Cells) -> Cells:
    """What a file's cells say in the fields of its words; nothing where all of them are empty."""
    of = KINDS[kind]
    fields = {f.place for f in of.fields if f.facet == shared_rows.words_table(of)}
    words = {column: value for column, value in cells.items() if column in fields}
    return words if any(words.values()) else {}


def _first_writers(said: Collection[Written]) -> tuple[Values, Values]:
    """The values of which this office was the first writer, and those of others, by column.

    Whoever moved a file wrote them first only where nobody else is known to have done so.
    """
    ours: Values = {}
    theirs: Values = {}
    typed = [one for one in said if one.is_asked and not one.is_move]
    carried = [one for one in said if one not in typed and (one.is_asked or not one.is_own)]
    for one in (*typed, *carried):
        mine, other = (ours, theirs) if one.is_own else (theirs, ours)
        for column, value in one.body.items():
            if value not in other.get(column, ()):
                mine.setdefault(column, set()).add(value)
    return ours, theirs


def _own_part(value: Value, others: Collection[Value], before: Value) -> Value:
    """What is our own in a value, of which others may have written some lines.

    Args:
        before: what was our own in the one that it replaced.
    """
    if not isinstance(value, str):
        return None if value and value in others else value
    texts = (text for text in others if isinstance(text, str) and text)
    for text in sorted(texts, key=lambda text: (-len(text), text)):
        kept = before if isinstance(before, str) and before in text else ""
        if value == text:
            return kept
        for rest in (value.removeprefix(f"{text}\n"), value.removesuffix(f"\n{text}")):
            if rest != value:
                return f"{kept}\n{rest}".strip("\n")
    return value


def unseen_by_deletions(
    session: Session, table: str, scope: str, row: Uid, *, is_gone: bool
) -> Cells:
    """By column, what this office wrote into a row without knowing that it was deleted.

    Only what nobody has written on since. Words that another office took out of it, with what
    was its own, are still there for this one.

    Args:
        is_gone: whether the row is, which by such a taking out alone is of interest.
    """
    connection = session.connection()
    writes = merge.writes_of(connection, [row], scope=scope).get(row, [])
    if not writes:
        return {}
    members, me = device_members(session), here(session).member
    taken_out = _taken_out(session, scope, row)
    known = log.knowledge(connection, scope)
    is_foreign = {(w.device, w.seq) for w in writes if members.get(w.device) != me} & taken_out
    kept = [w for w in writes if w.kind != DELETE or (w.device, w.seq) not in is_foreign]
    if is_gone and len(kept) == len(writes):
        return {}
    deletions = [w for w in kept if w.kind == DELETE]
    heads = merge.fold_row(table, kept, known).heads
    return {
        column: write.values[column]
        for column, found in heads.items()
        for write in found[::-1]  # the shown one last
        if members.get(write.device) == me and _is_unseen(write, deletions, known)
    }


def _is_unseen(write: Write, deletions: Collection[Write], known: Knowledge) -> bool:
    is_said = write.kind in {INSERT, UPDATE}
    return is_said and not any(known.saw(deletion, write) for deletion in deletions)


def _taken_out(session: Session, scope: str, row: Uid) -> set[tuple[str, int]]:
    """The transactions in which an office took its own words out of a row."""
    found = run(
        session,
        "SELECT device, seq FROM txn JOIN stream ON stream.id = txn.stream "
        "WHERE txn.scope = ? AND txn.action = ? "
        "AND txn.id IN (SELECT txn FROM op WHERE row = ? AND kind = 'D')",
        *(scope, FOLLOWING, row),
    )
    return {(device, seq) for device, seq in found}
