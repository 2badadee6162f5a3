"""The merge core: what a row is, given every operation ever written to it.

State is a function of the *set* of operations, so that order, repetition and delay cannot matter
(OpSets, arXiv 1805.04263). Who saw whom decides; clocks only break ties between writes that did
not know of each other. Undo, decisions, repair and incoming bundles all go through ``fold``.
Conformance vectors for other implementations stand in ``tests/data/fold``.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from recipe_desktop.domain.operations import DELETE, ERASED, INSERT, KEEP, TOUCH, UPDATE

Value: TypeAlias = str | int | None

REVIEW: Final = "review"
LWW: Final = "lww"
POLICIES: Final[Mapping[str, Callable[[Iterable[Any]], Any]]] = {"max": max, "min": min, "or": max}
"""Policies that have an answer of their own among values written apart; others ask or take the last."""


@dataclass(frozen=True, slots=True)
class Write:
    """One operation on the row, as the fold sees it.

    Args:
        device: who wrote it.
        seq: number of its transaction in the device's stream.
        place: its place within the transaction.
        epoch: which state of knowledge the author had (an index of ``Knowledge``).
        clock: hybrid logical clock.
        values: columns written; empty for what writes none.
    """

    device: str
    seq: int
    place: int
    epoch: int
    clock: int
    kind: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[int, str, int, int]:
        """The order among writes that did not know of each other; the last is shown."""
        return (self.clock, self.device, self.seq, self.place)


class Knowledge:
    """What each author had seen of each other, by epoch.

    An epoch begins with the first transaction after something came in, so there are as many as
    imports, not as many as edits.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], tuple[list[int], list[int]]] = {}

    def learn(self, device: str, epoch: int, peer: str, seq: int) -> None:
        """Note that from this epoch on the device knew the peer's transactions up to ``seq``."""
        epochs, seqs = self._seen.setdefault((device, peer), ([], []))
        at = bisect_right(epochs, epoch)
        if at and epochs[at - 1] == epoch:
            seqs[at - 1] = max(seqs[at - 1], seq)
        else:
            epochs.insert(at, epoch)
            seqs.insert(at, seq)

    def seen(self, device: str, epoch: int, peer: str) -> int:
        """The highest number of the peer's transactions that the device knew then."""
        epochs, seqs = self._seen.get((device, peer), ((), ()))
        at = bisect_right(epochs, epoch)
        return seqs[at - 1] if at else 0

    def saw(self, later: Write, earlier: Write) -> bool:
        """Whether the author of ``later`` knew ``earlier`` when writing."""
        if later.device == earlier.device:
            return (earlier.seq, earlier.place) < (later.seq, later.place)
        return self.seen(later.device, later.epoch, earlier.device) >= earlier.seq


@dataclass(frozen=True, slots=True)
class Clash:
    """Values of one column that were written apart and still await a decision."""

    column: str
    heads: tuple[Write, ...]  # the shown one first


@dataclass(frozen=True, slots=True)
class Row:
    """What the operations add up to.

    Args:
        alive: whether the row exists.
        values: the shown value of each column that somebody wrote; others have their default.
        heads: the writes that stand behind each value, the shown one first.
        clashes: columns that await a decision.
        deletions: deletions that did not know of something that keeps the row alive.
    """

    alive: bool
    values: Mapping[str, Value]
    heads: Mapping[str, tuple[Write, ...]]
    clashes: tuple[Clash, ...]
    deletions: tuple[Write, ...]


def fold(
    writes: Iterable[Write],
    knowledge: Knowledge,
    policies: Mapping[str, str],
    compare: Mapping[str, str] | None = None,
) -> Row:
    """The state of one row.

    * A column's heads are the writes that no other write of it, and no later insertion of the
      row, has seen. An insertion states every column: what it does not name has its default.
    * A deletion removes what its author had seen, and nothing else; a row that lives on against
      a deletion says so until an insertion or a decision to keep it has seen the deletion.
    * Equal values are no clash, nor are values of a column whose policy has an answer.

    Args:
        policies: merge policy by column; a column without one is reviewed.
        compare: how a column's values are compared: ``email`` ignores case.
    """
    writes = [w for w in writes if w.kind != ERASED]
    saw = knowledge.saw
    deletions = [w for w in writes if w.kind == DELETE]
    living = [w for w in writes if w.kind != DELETE and not any(saw(d, w) for d in deletions)]
    if not living:
        return Row(alive=False, values={}, heads={}, clashes=(), deletions=())
    inserts = [w for w in writes if w.kind == INSERT]
    by_column: dict[str, list[Write]] = {}
    for write in writes:
        if write.kind in (INSERT, UPDATE):
            for column in write.values:
                by_column.setdefault(column, []).append(write)
    values: dict[str, Value] = {}
    heads: dict[str, tuple[Write, ...]] = {}
    clashes = []
    for column, candidates in sorted(by_column.items()):
        found = _heads(candidates, inserts, saw)
        if not found:
            continue
        policy = policies.get(column, REVIEW)
        ordered = _ordered(found, column, policy)
        values[column] = ordered[0].values[column]
        heads[column] = ordered
        if policy == REVIEW and _differ(ordered, column, (compare or {}).get(column, "")):
            clashes.append(Clash(column, ordered))
    settled = [w for w in writes if w.kind in (INSERT, KEEP)]
    open_deletions = [
        d
        for d in deletions
        if not any(saw(s, d) for s in settled) and any(not saw(w, d) for w in living)
    ]
    return Row(
        alive=True,
        values=values,
        heads=heads,
        clashes=tuple(clashes),
        deletions=tuple(sorted(open_deletions, key=lambda w: w.rank)),
    )


def _heads(
    candidates: Sequence[Write], inserts: Sequence[Write], saw: Callable[[Write, Write], bool]
) -> list[Write]:
    rivals = [*candidates, *(i for i in inserts if i not in candidates)]
    return [w for w in candidates if not any(saw(r, w) for r in rivals if r is not w)]


def _ordered(found: list[Write], column: str, policy: str) -> tuple[Write, ...]:
    answer = POLICIES.get(policy)
    known = [w.values[column] for w in found if w.values[column] is not None]
    if answer is None or not known:
        return tuple(sorted(found, key=lambda w: w.rank, reverse=True))
    best = answer(known)
    return tuple(sorted(found, key=lambda w: (w.values[column] == best, w.rank), reverse=True))


def _differ(found: tuple[Write, ...], column: str, compare: str) -> bool:
    return len({_normal(w.values[column], compare) for w in found}) > 1


def _normal(value: Value, compare: str) -> Value:
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value).strip()
    return text.casefold() if compare == "email" else text


__all__ = [
    "DELETE",
    "INSERT",
    "KEEP",
    "LWW",
    "POLICIES",
    "REVIEW",
    "TOUCH",
    "UPDATE",
    "Clash",
    "Knowledge",
    "Row",
    "Value",
    "Write",
    "fold",
]
