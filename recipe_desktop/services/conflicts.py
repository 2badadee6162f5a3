"""The conflict inbox: what was written apart, who decides, and deciding it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain import lists_apart
from recipe_desktop.domain.errors import CHANGED, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.services import conflict_lines, records, rivals, titles, translations
from recipe_desktop.services.here import here
from recipe_desktop.services.history import PART_OF
from recipe_desktop.services.kinds import Kept, Kind
from recipe_desktop.services.rivals import Rival
from recipe_desktop.store.journal import history, undo
from recipe_desktop.store.models.suggestion import Suggestion
from recipe_desktop.store.schema import companions

_LEAST_LETTERS: Final = 8  # by which a conflict may be named


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
    found = [_conflict(session, lines) for lines in conflict_lines.open_lines(session).values()]
    return sorted(found, key=lambda c: (min(r.at for r in c.rivals), c.id))


def count(session: Session) -> int:
    """How many conflicts are open."""
    return len(conflict_lines.open_lines(session))


def open_now(session: Session) -> frozenset[tuple[Uid, str, str]]:
    """What tells the open conflicts apart, to be compared with what is open later."""
    return frozenset(
        conflict_lines.question(session, *line) for line in conflict_lines.cached(session)
    )


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
            table, _ = conflict_lines.where(session, row)
            session.connection().exec_driver_sql(f"DELETE FROM {table} WHERE uid = ?", (row,))
    return Decision(item.id, decided=True)


def _keep(session: Session, item: Conflict) -> None:
    """Keep the record, and bring back what was deleted with it."""
    connection = session.connection()
    undo.bring_back(connection, _deletions(session, item.rows), item.uid, PART_OF)
    for row in item.rows:
        table, scope = conflict_lines.where(session, row)
        history.decide(connection, scope, table, row, None)


def _deletions(session: Session, rows: Sequence[Uid]) -> set[str]:
    """The actions that deleted rows which live on."""
    found: set[str] = set()
    for row in rows:
        _, scope = conflict_lines.where(session, row)
        for device, seq in conflict_lines.dots(session, row, "delete", ""):
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
    table, scope = conflict_lines.where(session, row)
    history.decide(session.connection(), scope, table, row, {item.column: value, **said})
    return Decision(item.id, decided=True)


def _said_of_it(session: Session, item: Conflict, number: int) -> Mapping[str, Value]:
    """What the author of a value that is taken had said of it, such as what it was made from."""
    [row] = item.rows
    table, scope = conflict_lines.where(session, row)
    names = _companions(item, table)
    if not names:
        return {}
    dot = conflict_lines.dots(session, row, "field", item.column)[number - 1]
    [(_, written)] = history.before_and_after(session.connection(), scope, table, row, [dot])
    return {name: written[name] for name in names}


def _said_of_new(session: Session, item: Conflict, value: Value) -> Mapping[str, Value]:
    """The same of a value that is typed: as of the one that it equals, else as of a new one."""
    table, _ = conflict_lines.where(session, item.rows[0])
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
    _, scope = conflict_lines.where(session, row)
    uid = named_uid("suggestion", row, item.column, me.member)
    said = session.get(Suggestion, uid)
    if said is None:
        said = Suggestion(uid=uid, scope=scope, row_uid=row, column=item.column, member=me.member)
        session.add(said)
    about = [
        [device, seq]
        for device, seq in conflict_lines.dots(session, row, item.kind_of, item.column)
    ]
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


def _conflict(session: Session, lines: list[conflict_lines.Line]) -> Conflict:
    row, table, kind_of, column, _ = lines[0]
    kind, uid, field = conflict_lines.owner_record(session, row, table, column)
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
            for one in rivals.of_lines(session, lines)
        ),
        named_by=tuple(rivals.naming(session, lines[0])) if kind_of == "delete" else (),
        is_ours=conflict_lines.is_ours(session, row),
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
    dots = conflict_lines.dots(session, row, kind_of, column)
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


def _together(session: Session, kind: Kind, field: str, line: conflict_lines.Line) -> str | None:
    """What the changes of a list come to; None where that is one of the lists, or it is none."""
    row, table, _, column, heads = line
    if not any(f.name == field and f.kept is Kept.CHOICES for f in kind.fields):
        return None
    _, scope = conflict_lines.where(session, row)
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


def _words(session: Session, kind: Kind, table: str, row: Uid) -> str:
    """What is left of a record that was deleted, while somebody wrote on what hangs on it."""
    columns = ", ".join(f'"{field.place}"' for field in kind.fields if field.facet == table)
    cells = session.connection().exec_driver_sql(
        f"SELECT {columns} FROM {table} WHERE uid = ?", (row,)
    )
    return ", ".join(str(cell) for line in cells for cell in line if cell)
