"""What this device did, took back and did again, and what of it counts as if it never was."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from sqlalchemy import Connection

from recipe_desktop.domain.fold import TOUCH, UPDATE, Write

UNASKED: Final = ("taken_home.take_home", "kept_parts.bring_back", "late_words.follow")
"""What the program does by itself, as when somebody ended a share; nobody did it, so nobody undoes it."""


@dataclass(frozen=True, slots=True)
class OwnActions:
    """This device's actions.

    Args:
        undo: those in effect, newest last.
        redo: those that took one back and can be taken back in turn, next one last.
        taken_back: actions by what took them back; where that wrote, the two together are as if
            they never were.
    """

    undo: tuple[str, ...]
    redo: tuple[str, ...]
    taken_back: Mapping[str, str]


def deeds_of(connection: Connection, device: str) -> OwnActions:
    """What this device did, took back and did again; anything new empties the redo side."""
    rows = connection.exec_driver_sql(
        "SELECT group_uid, reverts FROM txn JOIN stream ON stream.id = stream "
        "WHERE device = ? AND source = '' AND action NOT IN (SELECT value FROM json_each(?)) "
        "GROUP BY group_uid ORDER BY max(clock)",
        (device, json.dumps(UNASKED)),
    )
    undo: list[str] = []
    redo: list[str] = []
    took_back: dict[str, str] = {}  # an action by what took it back
    taken_back: dict[str, str] = {}
    for group, reverts in rows:
        if not reverts:
            undo.append(group)
            redo.clear()
        elif reverts in took_back:  # done again
            action = took_back.pop(reverts)
            del taken_back[action]
            taken_back[reverts] = group
            undo.append(action)
            redo = [r for r in redo if r != reverts]
        else:
            took_back[group] = reverts
            taken_back[reverts] = group
            undo = [u for u in undo if u != reverts]
            redo.append(group)
    return OwnActions(tuple(undo), tuple(redo), taken_back)


class Void(NamedTuple):
    """What counts as if it never was: what was taken back, and what took it back.

    Both are given as transactions, by scope and number, with the pair that the two make.

    Args:
        device: whose they are.
        numbers: of all of them, by their place in the log of this store.
    """

    device: str
    actions: Mapping[tuple[str, int], int]
    answers: Mapping[tuple[str, int], int]
    numbers: Mapping[int, int]

    @classmethod
    def beside(cls, connection: Connection, group: str, device: str) -> "Void":
        """Pairs behind an action, of which it is no part; what came before is what it was done on."""
        pairs = [
            pair for pair in deeds_of(connection, device).taken_back.items() if group not in pair
        ]
        transactions = connection.exec_driver_sql(
            "SELECT txn.scope, seq, group_uid, txn.id, "
            "txn.id > (SELECT max(id) FROM txn WHERE group_uid = ?) "
            "FROM txn JOIN stream ON stream.id = stream "
            "WHERE device = ? AND group_uid IN (SELECT value FROM json_each(?))",
            (group, device, json.dumps([group for pair in pairs for group in pair])),
        ).all()
        later = {g for _, _, g, _, is_later in transactions if is_later}
        behind = [pair for pair in pairs if pair[1] in later]
        actions = {action: number for number, (action, _) in enumerate(behind, start=1)}
        answers = {answer: number for number, (_, answer) in enumerate(behind, start=1)}
        return cls(
            device,
            {(scope, seq): actions[g] for scope, seq, g, *_ in transactions if g in actions},
            {(scope, seq): answers[g] for scope, seq, g, *_ in transactions if g in answers},
            {txn: seq for _, seq, g, txn, _ in transactions if g in actions or g in answers},
        )

    def without(self, scope: str, writes: Collection[Write]) -> list[Write]:
        """What counts among the operations on a row.

        Where an answer wrote nothing, since somebody had written there, the action still counts:
        of an action that only changed fields, in each of them by itself. A touch never does: what
        touched the row either went, or refers to it and holds it by that.
        """
        made = {self._pair(self.actions, scope, w) for w in writes if w.kind != UPDATE}
        whole: set[int | None] = set()
        cells: set[tuple[int | None, str]] = set()
        for write in writes:
            if pair := self._pair(self.answers, scope, write):
                if write.kind == UPDATE and pair not in made:
                    cells |= {(pair, column) for column in write.values}
                else:
                    whole.add(pair)
        found = []
        for write in writes:
            pair = self._pair(self.actions, scope, write)
            is_touch = pair is not None and write.kind == TOUCH
            if is_touch or pair in whole or self._pair(self.answers, scope, write):
                continue
            kept = {c: value for c, value in write.values.items() if (pair, c) not in cells}
            if len(kept) == len(write.values):
                found.append(write)
            elif kept:
                found.append(write._replace(values=kept))
        return found

    def counts(self, scope: str, writes: Collection[Write], column: str, txns: set[int]) -> bool:
        """Whether one of these transactions, all of them among ours, still counts for a column.

        Args:
            writes: everything on the row that they wrote.
        """
        own = {self.numbers[txn] for txn in txns}
        kept = self.without(scope, writes)
        return any(w.device == self.device and w.seq in own and column in w.values for w in kept)

    def _pair(self, of: Mapping[tuple[str, int], int], scope: str, write: Write) -> int | None:
        return of.get((scope, write.seq)) if write.device == self.device else None


NOTHING_VOID: Final = Void("", MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
