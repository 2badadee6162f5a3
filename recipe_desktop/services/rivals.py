"""What stands against what in a conflict: each value, and who wrote it, when and where."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.services import records, titles
from recipe_desktop.services.conflict_lines import Line
from recipe_desktop.services.here import device_members
from recipe_desktop.services.history import device_names
from recipe_desktop.services.kinds import kind_of_table


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


def of_lines(session: Session, lines: Sequence[Line]) -> tuple[Rival, ...]:
    """The values of a conflict, or the record and its deletion; what is shown now comes first."""
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


def _edits_unseen(session: Session, line: Line) -> list[tuple[datetime, str, str]]:
    """When, on which device and by whom a row was written that somebody deleted unaware of it."""
    row, _, _, _, heads = line
    device, seq, *_ = json.loads(heads)[-1]
    rows = session.connection().exec_driver_sql(
        "SELECT txn.clock, own.device, txn.by_name FROM op "
        f"{_APART} {_UNSEEN} AND op.row = ? AND op.kind IN ('I', 'U', 'T')",
        (device, seq, row),
    )
    return [(wall_time(clock), writer, name) for clock, writer, name in rows]


def naming(session: Session, line: Line) -> list[str]:
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
