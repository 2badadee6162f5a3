"""The conflict inbox: what was written apart, who decides, and deciding it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeAlias

from sqlalchemy.orm import Session

from recipe_desktop.domain import lists_apart
from recipe_desktop.domain.errors import CHANGED, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.services import records, titles, translations
from recipe_desktop.services.here import PARTNERSHIP, device_members, here
from recipe_desktop.services.history import PART_OF, device_names
from recipe_desktop.services.kinds import KINDS, Kept, Kind, kind_of_table
from recipe_desktop.store.journal import history, log, undo
from recipe_desktop.store.models.suggestion import Suggestion
from recipe_desktop.store.schema import companions

_LEAST_LETTERS: Final = 8  # by which a conflict may be named


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the values that were written apart; of a deletion, the deletion or the record.

    Args:
        shown: whether it is the value that lists and papers show now.
        word: the value as people read it; of a deletion nothing.
    """

    value: Value
    shown: bool
    by: str
    device: str
    member: str
    at: datetime
    word: str = field_of(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a member that does not own the record would decide.

    Args:
        said: what stands in columns that say something of the value, when nobody had written it.
        word: as of ``Rival``.
    """

    value: Value
    member: str
    by: str
    said: tuple[tuple[str, Value], ...] = ()
    word: str = field_of(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    """An open conflict.

    Args:
        id: stable as long as it is open, the same on every laptop.
        kind_of: ``field`` or ``delete``.
        uid: of the record that people see.
        rows: of the tables: one, or of a deletion all that belong to the record.
        name: what the record is called.
        is_ours: whether this office decides; others suggest.
        named_by: of a deletion: what is called so came to point to the record meanwhile.
        together: of lists, what all that was changed in them comes to; None where that is one of
            the values, and of anything else.
    """

    id: str
    kind_of: str
    kind: str
    uid: Uid
    rows: tuple[Uid, ...]
    column: str
    name: str
    field: str
    rivals: tuple[Rival, ...]
    is_ours: bool
    together: Value = None
    named_by: tuple[str, ...] = field_of(default=(), compare=False)
    suggestions: tuple[Suggested, ...] = ()

    def asks_as(self, other: "Conflict") -> bool:
        """Whether who has seen the other has seen all that this one lets choose from."""
        return self == replace(other, name=self.name, suggestions=self.suggestions)


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of a decision; ``decided`` is False where it could only be a suggestion."""

    id: str
    decided: bool


def inbox(session: Session) -> list[Conflict]:
    """All open conflicts, oldest first; of a deletion one for the record and what is part of it."""
    found = [_conflict(session, lines) for lines in _open_lines(session).values()]
    return sorted(found, key=lambda c: (min(r.at for r in c.rivals), c.id))


def count(session: Session) -> int:
    """How many conflicts are open."""
    return len(_open_lines(session))


def open_now(session: Session) -> frozenset[tuple[Uid, str, str]]:
    """What tells the open conflicts apart, to be compared with what is open later."""
    return frozenset(_question(session, *line) for line in _cached(session))


def take(session: Session, conflict: str, number: int, *, seen: Conflict | None = None) -> Decision:
    """Decide for one of the values; of a deletion 1 keeps the record and 2 deletes it.

    Who does not own the record suggests instead, and the suggestion travels to the owner.

    Args:
        number: counts from 1, in the order of ``Conflict.rivals``.
        seen: as it was shown to who decides; another value may have come meanwhile.

    Raises:
        UserError: conflict.unknown, conflict.no_such_value, record.changed_meanwhile.
    """
    item = _open(session, conflict, seen)
    if not 1 <= number <= len(item.rivals):
        raise UserError("conflict.no_such_value", number=number, count=len(item.rivals))
    value = item.rivals[number - 1].value
    if not item.is_ours:
        return _suggest(session, item, value)
    if item.kind_of == "field":
        return _write(session, item, value, _said_of_it(session, item, number))
    if number == 1:
        _keep(session, item)
    elif item.uid in item.rows and records.present(session, item.kind, [item.uid]):
        records.remove(session, item.kind, item.uid)
    else:  # what was a part of the record goes; a record that nobody deleted stays
        for row in item.rows:
            table, _ = _where(session, row)
            session.connection().exec_driver_sql(f"DELETE FROM {table} WHERE uid = ?", (row,))
    return Decision(item.id, decided=True)


def _keep(session: Session, item: Conflict) -> None:
    """Keep the record, and bring back what was deleted with it."""
    connection = session.connection()
    undo.bring_back(connection, _deletions(session, item.rows), item.uid, PART_OF)
    for row in item.rows:
        table, scope = _where(session, row)
        history.decide(connection, scope, table, row, None)


def _deletions(session: Session, rows: Sequence[Uid]) -> set[str]:
    """The actions that deleted rows which live on."""
    found: set[str] = set()
    for row in rows:
        _, scope = _where(session, row)
        for device, seq in _dots(session, row, "delete", ""):
            groups = session.connection().exec_driver_sql(
                "SELECT group_uid FROM txn JOIN stream ON stream.id = txn.stream "
                "WHERE stream.scope = ? AND device = ? AND seq = ?",
                (scope, device, seq),
            )
            found.update(groups.scalars())
    return found


def write(session: Session, conflict: str, value: str, *, seen: Conflict | None = None) -> Decision:
    """Decide for a value that nobody had written, or suggest it.

    Args:
        seen: as of ``take``.

    Raises:
        UserError: conflict.unknown, conflict.needs_choice, record.changed_meanwhile, as
            ``records.edit``.
    """
    item = _open(session, conflict, seen)
    if item.kind_of != "field":
        raise UserError("conflict.needs_choice")
    read = records.read_values(session, item.kind, item.uid, {item.field: value})[item.field]
    said = _said_of_new(session, item, read)
    return (
        _write(session, item, read, said) if item.is_ours else _suggest(session, item, read, said)
    )


def take_together(session: Session, conflict: str, *, seen: Conflict | None = None) -> Decision:
    """Decide for all that was changed in a list, or suggest it.

    Args:
        seen: as of ``take``.

    Raises:
        UserError: conflict.unknown, conflict.not_together, record.changed_meanwhile.
    """
    item = _open(session, conflict, seen)
    if item.together is None:
        raise UserError("conflict.not_together")
    if not item.is_ours:
        return _suggest(session, item, item.together)
    return _write(session, item, item.together, {})


def _write(session: Session, item: Conflict, value: Value, said: Mapping[str, Value]) -> Decision:
    """Decide for a value.

    Args:
        said: what stands in columns that say something of it.
    """
    [row] = item.rows
    table, scope = _where(session, row)
    history.decide(session.connection(), scope, table, row, {item.column: value, **said})
    return Decision(item.id, decided=True)


def _said_of_it(session: Session, item: Conflict, number: int) -> Mapping[str, Value]:
    """What the author of a value that is taken had said of it, such as what it was made from."""
    [row] = item.rows
    table, scope = _where(session, row)
    names = _companions(item, table)
    if not names:
        return {}
    dot = _dots(session, row, "field", item.column)[number - 1]
    [(_, written)] = history.before_and_after(session.connection(), scope, table, row, [dot])
    return {name: written[name] for name in names}


def _said_of_new(session: Session, item: Conflict, value: Value) -> Mapping[str, Value]:
    """The same of a value that is typed: as of the one that it equals, else as of a new one."""
    table, _ = _where(session, item.rows[0])
    if not _companions(item, table):
        return {}
    for number, rival in enumerate(item.rivals, start=1):
        if rival.value == value:
            return _said_of_it(session, item, number)
    for suggested in item.suggestions:
        if suggested.value == value and suggested.said:
            return dict(suggested.said)
    return translations.made_now(session, item.uid)


def _companions(item: Conflict, table: str) -> list[str]:
    return [name for name, column in companions(table).items() if column == item.column]


def _suggest(
    session: Session, item: Conflict, value: Value, of_it: Mapping[str, Value] | None = None
) -> Decision:
    """Propose a value to the owner; it says about which values, since others may follow them.

    Args:
        of_it: of a value that nobody had written: what stands in columns that say something of it.
    """
    me = here(session)
    row = item.rows[0]
    _, scope = _where(session, row)
    uid = named_uid("suggestion", row, item.column, me.member)
    said = session.get(Suggestion, uid)
    if said is None:
        said = Suggestion(uid=uid, scope=scope, row_uid=row, column=item.column, member=me.member)
        session.add(said)
    about = [[device, seq] for device, seq in _dots(session, row, item.kind_of, item.column)]
    proposed = {"value": value, "about": about, **({"with": dict(of_it)} if of_it else {})}
    said.value = json.dumps(proposed, ensure_ascii=False)
    said.by = me.person
    return Decision(item.id, decided=False)


def _open(session: Session, conflict: str, seen: Conflict | None) -> Conflict:
    """The open conflict that an ID stands for: its own, or a unique beginning or end of one."""
    text = conflict.strip().lower()
    items = inbox(session) if len(text) >= _LEAST_LETTERS else []
    found = [item for item in items if item.id.startswith(text) or item.id.endswith(text)]
    if len(found) != 1:
        raise UserError("conflict.ambiguous" if found else "conflict.unknown", id=conflict)
    if seen is not None and not found[0].asks_as(seen):
        raise UserError(CHANGED)
    return found[0]


def _where(session: Session, row: Uid) -> tuple[str, str]:
    table, scope = (
        session.connection()
        .exec_driver_sql(
            "SELECT op.tbl, txn.scope FROM op JOIN txn ON txn.id = op.txn WHERE op.row = ? LIMIT 1",
            (row,),
        )
        .one()
    )
    return str(table), str(scope)


_Line: TypeAlias = tuple[Uid, str, str, str, str]  # row, table, class, column, heads


def _open_lines(session: Session) -> dict[tuple[Uid, str, str], list[_Line]]:
    """The lines of the open conflicts by record, class and column.

    A record that was deleted with its parts, and written on, is one question: what becomes of
    the parts follows from what becomes of the record, whose line comes first.
    """
    found: dict[tuple[Uid, str, str], list[_Line]] = {}
    for line in _cached(session, ", heads"):
        found.setdefault(_question(session, *line[:4]), []).append(line)
    return {
        key: sorted(lines, key=lambda line: (line[0] != key[0], line[0]))
        for key, lines in found.items()
    }


def _cached(session: Session, more: str = "") -> Sequence[Any]:
    """The lines of the cache: row, table, class, column, and what else is asked for.

    What one column says of another one is settled with that one.
    """
    rows = session.connection().exec_driver_sql(
        f'SELECT row, tbl, "class", column_name{more} FROM conflict '
        "WHERE tbl IN (SELECT value FROM json_each(?)) ORDER BY row, column_name",
        (_shown_tables(),),
    )
    return [line for line in rows if line[3] not in companions(line[1])]


def _question(
    session: Session, row: Uid, table: str, kind_of: str, column: str
) -> tuple[Uid, str, str]:
    """Which conflict a line belongs to."""
    if kind_of == "delete":
        _, uid, _ = _owner_record(session, row, table, column)
        return uid, kind_of, ""
    return row, kind_of, column


def _conflict(session: Session, lines: list[_Line]) -> Conflict:
    row, table, kind_of, column, _ = lines[0]
    kind, uid, field = _owner_record(session, row, table, column)
    shown = records.shown(session, kind.name, [uid])
    return Conflict(
        id=named_uid("conflict", row, kind_of, column),
        kind_of=kind_of,
        kind=kind.name,
        uid=uid,
        rows=tuple(line[0] for line in lines),
        column=column,
        name=(
            titles.title(session, kind, shown[0].fields)
            if shown
            else _words(session, kind, table, row)
        ),
        field=field,
        rivals=tuple(
            replace(one, word=titles.word(session, kind.name, field, one.value))
            for one in _rivals(session, lines)
        ),
        named_by=tuple(_naming(session, lines[0])) if kind_of == "delete" else (),
        is_ours=_is_ours(session, row),
        together=_together(session, kind, field, lines[0]),
        suggestions=tuple(
            replace(one, word=titles.word(session, kind.name, field, one.value))
            for one in _suggestions(session, row, table, kind_of, column)
        ),
    )


def _suggestions(
    session: Session, row: Uid, table: str, kind_of: str, column: str
) -> tuple[Suggested, ...]:
    """What was suggested about the values that still await a decision."""
    dots = _dots(session, row, kind_of, column)
    rows = session.connection().exec_driver_sql(
        "SELECT value, member, by_name FROM suggestion WHERE row_uid = ? AND column_name = ? "
        "ORDER BY member, uid",
        (row, column),
    )
    named = [name for name, of in companions(table).items() if of == column]
    found = []
    for text, member, by in rows:
        match _said(text):
            case {"value": str() | int() | None as value, "about": [_, *_] as about, **more}:
                if all(isinstance(dot, list) and tuple(dot) in dots for dot in about):
                    found.append(Suggested(value, member, by, _with(more.get("with"), named)))
    return tuple(found)


def _with(said: object, named: Sequence[str]) -> tuple[tuple[str, Value], ...]:
    """What a suggestion says of its value; only what belongs there, and only texts."""
    given = said if isinstance(said, dict) else {}
    return tuple((name, given[name]) for name in named if isinstance(given.get(name), str))


def _said(text: str) -> object:
    """What a suggestion holds; an odd program may have written anything there."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _dots(session: Session, row: Uid, kind_of: str, column: str) -> list[tuple[str, int]]:
    """The writes that a conflict is about: device and number of each."""
    heads = session.connection().exec_driver_sql(
        'SELECT heads FROM conflict WHERE row = ? AND "class" = ? AND column_name = ?',
        (row, kind_of, column),
    )
    return [(device, seq) for text in heads.scalars() for device, seq, *_ in json.loads(text)]


def _together(session: Session, kind: Kind, field: str, line: _Line) -> str | None:
    """What the changes of a list come to; None where that is one of the lists, or it is none."""
    row, table, _, column, heads = line
    if not any(f.name == field and f.kept is Kept.CHOICES for f in kind.fields):
        return None
    _, scope = _where(session, row)
    written = json.loads(heads)
    stood = history.before_and_after(
        session.connection(), scope, table, row, [(device, seq) for device, seq, *_ in written]
    )
    changes = [
        (str(before[column] or ""), str(value or ""))
        for (before, _), (*_, value) in zip(stood, written, strict=True)
    ]
    found = lists_apart.together(changes)
    return None if any(lists_apart.are_equal(found, after) for _, after in changes) else found


def _rivals(session: Session, lines: Sequence[_Line]) -> tuple[Rival, ...]:
    row, _, kind_of, _, heads = lines[0]
    names, members = device_names(session), device_members(session)
    found = []
    for place, (device, seq, clock, value) in enumerate(json.loads(heads)):
        by = (
            session.connection()
            .exec_driver_sql(
                "SELECT by_name FROM txn JOIN stream ON stream.id = txn.stream JOIN op ON op.txn = txn.id "
                "WHERE device = ? AND seq = ? AND op.row = ? LIMIT 1",
                (device, seq, row),
            )
            .scalar_one_or_none()
        )
        found.append(
            Rival(
                value,
                kind_of == "field" and place == 0,
                by or "",
                names.get(device, device[:8]),
                members.get(device, ""),
                wall_time(clock),
            )
        )
    if kind_of == "delete":  # the record as it is, against the last deletion
        last = found[-1]
        written = [edit for line in lines for edit in _edits_unseen(session, line)]
        at, writer, name = max(written, default=(last.at, "", ""))
        kept = Rival(
            "kept",
            shown=True,
            by=name,
            device=names.get(writer, writer[:8]),
            member=members.get(writer, ""),
            at=at,
        )
        return kept, replace(last, value="deleted", shown=False)
    return tuple(found)


def _edits_unseen(session: Session, line: _Line) -> list[tuple[datetime, str, str]]:
    """When, on which device and by whom a row was written that somebody deleted unaware of it."""
    row, _, _, _, heads = line
    device, seq, *_ = json.loads(heads)[-1]
    rows = session.connection().exec_driver_sql(
        "SELECT txn.clock, own.device, txn.by_name FROM op "
        f"{_APART} {_UNSEEN} AND op.row = ? AND op.kind IN ('I', 'U', 'T')",
        (device, seq, row),
    )
    return [(wall_time(clock), writer, name) for clock, writer, name in rows]


def _naming(session: Session, line: _Line) -> list[str]:
    """What the records are called that came to point to a row while somebody deleted it."""
    row, _, _, _, heads = line
    device, seq, *_ = json.loads(heads)[-1]
    rows = session.connection().exec_driver_sql(
        "SELECT DISTINCT other.tbl, other.row FROM op "
        f"{_APART} JOIN op AS other ON other.id BETWEEN txn.first_op AND txn.last_op "
        f"{_UNSEEN} AND op.row = ? AND op.kind = 'T' AND other.kind IN ('I', 'U') "
        "AND instr(other.body, op.row) ORDER BY other.id",
        (device, seq, row),
    )
    found = []
    for table, uid in rows.all():
        kind = kind_of_table(table)
        if kind is not None:
            shown = records.shown(session, kind.name, [uid])
            found += [titles.title(session, kind, one.fields) for one in shown]
    return [name for name in dict.fromkeys(found) if name]


_APART: Final = (
    "JOIN txn ON txn.id = op.txn JOIN stream own ON own.id = txn.stream "
    "JOIN stream away ON away.scope = own.scope AND away.device = ? "
    "JOIN txn gone ON gone.stream = away.id AND gone.seq = ? "
)
_UNSEEN: Final = (
    "WHERE own.id <> away.id AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.stream = away.id "
    "AND seen.epoch <= gone.epoch AND seen.peer = own.device AND seen.seq >= txn.seq)"
)
"""Of an operation: who deleted the row had not seen it."""


def _owner_record(session: Session, row: Uid, table: str, column: str) -> tuple[Kind, Uid, str]:
    """The record that people see behind a row, and the field behind a column."""
    for kind in KINDS.values():
        if kind.table == table:
            return kind, row, _field(kind, "", column)
        if table in kind.children and any(f.facet == table for f in kind.fields):
            owner = (
                session.connection()
                .exec_driver_sql(
                    f"SELECT {kind.children[table]} FROM {table} WHERE uid = ?", (row,)
                )
                .scalar_one_or_none()
            )
            return kind, Uid(owner or row), _field(kind, table, column)
    raise LookupError(table)


@cache
def _shown_tables() -> str:
    """JSON list of the tables whose conflicts people see; links and keys settle by themselves."""
    tables = {kind.table for kind in KINDS.values()}
    tables |= {field.facet for kind in KINDS.values() for field in kind.fields if field.facet}
    return json.dumps(sorted(tables))


def _words(session: Session, kind: Kind, table: str, row: Uid) -> str:
    """What is left of a record that was deleted, while somebody wrote on what hangs on it."""
    columns = ", ".join(f'"{field.place}"' for field in kind.fields if field.facet == table)
    cells = session.connection().exec_driver_sql(
        f"SELECT {columns} FROM {table} WHERE uid = ?", (row,)
    )
    return ", ".join(str(cell) for line in cells for cell in line if cell)


def _field(kind: Kind, facet: str, column: str) -> str:
    return next((f.name for f in kind.fields if f.facet == facet and f.place == column), column)


def _is_ours(session: Session, row: Uid) -> bool:
    """In the partnership the member decides whose device made the record.

    After a double insertion it is the lower code; who brings a deleted record back did not make
    it. Of a seeded record every member decides, and so does everybody who is in the scope of a
    record outside the partnership.
    """
    me = here(session)
    rows = (
        session.connection()
        .exec_driver_sql(
            "SELECT DISTINCT own.device, txn.scope FROM op JOIN txn ON txn.id = op.txn "
            "JOIN stream own ON own.id = txn.stream WHERE op.row = ? AND op.kind = 'I' "
            "AND NOT EXISTS (SELECT 1 FROM op first JOIN txn before ON before.id = first.txn "
            "JOIN stream other ON other.id = before.stream "
            "WHERE first.row = op.row AND first.kind = 'I' AND other.scope = own.scope AND ("
            "other.id = own.id AND before.seq < txn.seq OR other.id <> own.id AND EXISTS ("
            "SELECT 1 FROM seen WHERE seen.stream = own.id AND seen.epoch <= txn.epoch "
            "AND seen.peer = other.device AND seen.seq >= before.seq)))",
            (row,),
        )
        .all()
    )
    members = device_members(session)
    makers = {members.get(device, "") for device, scope in rows if scope == PARTNERSHIP}
    if not makers or any(device == log.SEED for device, _ in rows):
        return True
    return min(makers) in ("", me.member)
