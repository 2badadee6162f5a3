"""The merge core: what a row is, given every operation ever written to it.

State is a function of the *set* of operations, so that order, repetition and delay cannot matter
(OpSets, arXiv 1805.04263). Who saw whom decides; clocks only break ties between writes that did
not know of each other. Undo, decisions, repair and incoming bundles all go through ``fold``.
Conformance vectors for other implementations stand in ``tests/data/fold``.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from recipe_desktop.domain.operations import DELETE, ERASED, INSERT, KEEP, TOUCH, UPDATE

Value: TypeAlias = str | int | None

REVIEW: Final = "review"
LWW: Final = "lww"
POLICIES: Final[Mapping[str, Callable[..., Any]]] = {"max": max, "min": min, "or": max}
"""Policies that have an answer of their own among values written apart; others ask or take the last."""
ANSWERED: Final = frozenset((LWW, *POLICIES))


class Write(NamedTuple):
    """One operation on the row, as the fold sees it; device, number and place are its dot.

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
    values: Mapping[str, Value] = MappingProxyType({})

    @property
    def rank(self) -> tuple[int, str, int, int]:
        """The order among writes that did not know of each other; the last is shown."""
        return _RANK(self)


_DOT: Final = itemgetter(0, 1, 2)  # device, number and place
_RANK: Final[Callable[[Write], tuple[int, str, int, int]]] = itemgetter(4, 0, 1, 2)


class Knowledge:
    """What each author had seen of each other, by epoch.

    An epoch begins with the first transaction after something came in, so there are as many as
    imports, not as many as edits. Nobody forgets: what was known in one epoch is known in later
    ones, whatever a stream says.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], tuple[list[int], list[int]]] = {}

    def learn(self, device: str, epoch: int, peer: str, seq: int) -> None:
        """Note that from this epoch on the device knew the peer's transactions up to ``seq``."""
        epochs, seqs = self._seen.setdefault((device, peer), ([], []))
        at = bisect_right(epochs, epoch)
        if at and seqs[at - 1] >= seq:
            return
        if at and epochs[at - 1] == epoch:
            at -= 1
            seqs[at] = seq
        else:
            epochs.insert(at, epoch)
            seqs.insert(at, seq)
        for later in range(at + 1, len(seqs)):
            seqs[later] = max(seqs[later], seq)

    def seen(self, device: str, epoch: int, peer: str) -> int:
        """The highest number of the peer's transactions that the device knew then."""
        epochs, seqs = self._seen.get((device, peer), ((), ()))
        at = bisect_right(epochs, epoch)
        return seqs[at - 1] if at else 0

    def saw(self, later: Write, earlier: Write) -> bool:
        """Whether the author of ``later`` knew ``earlier`` when writing.

        What an author says is signed and may be false all the same. Of two writes that each
        claim to have seen the other, one was written first and lies about the future; who, no
        third can tell. So neither has, they stand against each other, and somebody decides.
        """
        if later[0] == earlier[0]:
            return earlier[1:3] < later[1:3]  # number and place
        return self._claims(later, earlier) and not self._claims(earlier, later)

    def _claims(self, later: Write, earlier: Write) -> bool:
        known = self._seen.get((later[0], earlier[0]))
        if known is None:
            return False
        at = bisect_right(known[0], later[3])  # epoch
        return at > 0 and known[1][at - 1] >= earlier[1]


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


_DEAD: Final = Row(alive=False, values={}, heads={}, clashes=(), deletions=())


def fold(
    writes: Iterable[Write],
    knowledge: Knowledge,
    policies: Mapping[str, str],
    compare: Mapping[str, str] | None = None,
) -> Row:
    """The state of one row.

    * A column's heads are the writes that no other write of it, and no later insertion of the
      row, has seen. An insertion states every column: what it does not name has its default,
      which yields to any value that was written apart.
    * A deletion removes what its author had seen, and nothing else; a row that lives on against
      a deletion says so until an insertion or a decision to keep it has seen the deletion; to
      write it again by an update, as the undo of a later deletion does, is no answer. Such
      a row is what those knew who keep it alive: of what was removed only that counts on which
      they wrote before they knew of the removal.
    * Equal values are no clash, nor are values of a column whose policy has an answer.

    Args:
        policies: merge policy by column; a column without a known one is reviewed.
        compare: how a column's values are compared: ``email`` ignores case.
    """
    saw = knowledge.saw
    by_dot = {_DOT(w): w for w in writes if w.kind != ERASED}
    ordered = [by_dot[dot] for dot in sorted(by_dot)]
    deletions = [w for w in ordered if w.kind == DELETE]
    living = standing = ordered
    if deletions:
        living = [w for w in _unseen(ordered, deletions, saw) if w.kind != DELETE]
        standing = _standing(ordered, deletions, living, saw)
    if not living:
        return _DEAD
    latest = _latest_by_device(standing)
    heads: dict[str, tuple[Write, ...]] = {}
    contested: set[str] = set()
    for of_device in latest:
        contested |= heads.keys() & of_device.keys()
        heads |= of_device
    for column in contested:
        candidates = [w for of_device in latest for w in of_device.get(column, ())]
        heads[column] = tuple(_unseen(candidates, candidates, saw) or candidates)
    if replaced := _replaced(standing, saw):
        heads = {c: tuple(w for w in found if id(w) not in replaced) for c, found in heads.items()}
    clashes = []
    for column in contested:
        found = heads[column]
        if len(found) > 1:
            policy = policies.get(column, REVIEW)
            heads[column] = found = _shown_first(found, column, policy)
            if policy not in ANSWERED and _differ(found, column, (compare or {}).get(column)):
                clashes.append(Clash(column, found))
    heads = {column: found for column, found in heads.items() if found}
    values = {column: found[0].values[column] for column, found in heads.items()}
    undecided = _undecided(deletions, ordered, living, saw) if deletions else ()
    clashes.sort(key=lambda clash: clash.column)
    return Row(alive=True, values=values, heads=heads, clashes=tuple(clashes), deletions=undecided)


_Saw: TypeAlias = Callable[[Write, Write], bool]


def _unseen(writes: Iterable[Write], others: Collection[Write], saw: _Saw) -> list[Write]:
    found = []
    for write in writes:
        for other in others:
            if other is not write and saw(other, write):
                break
        else:
            found.append(write)
    return found


def _latest_by_device(ordered: Iterable[Write]) -> list[dict[str, tuple[Write, ...]]]:
    """For each device its last write of each column; ``ordered`` goes by device.

    It stands for the device's earlier ones: whoever saw it saw them, and what they saw it saw.
    """
    found: list[dict[str, tuple[Write, ...]]] = []
    device = None
    for write in ordered:
        if write.kind in (INSERT, UPDATE):
            if write.device != device:
                device = write.device
                found.append({})
            found[-1] |= dict.fromkeys(write.values, (write,))
    return found


def _standing(
    ordered: Iterable[Write], deletions: Collection[Write], living: Iterable[Write], saw: _Saw
) -> list[Write]:
    """The living writes, and those removed ones that a standing one was written on."""
    standing = list(living)
    removed = {}
    for write in ordered:
        removers = [d for d in deletions if saw(d, write)]
        if removers and write.kind != DELETE:
            removed[_DOT(write)] = (write, removers)
    for support in standing:  # it grows while it is walked
        for dot, (write, removers) in list(removed.items()):
            if saw(support, write) and not any(saw(support, d) for d in removers):
                standing.append(write)
                del removed[dot]
    return sorted(standing, key=_DOT)


def _replaced(standing: Collection[Write], saw: _Saw) -> set[int]:
    """The identities of writes that an insertion saw."""
    inserts = [w for w in standing if w.kind == INSERT]
    return {id(w) for start in inserts for w in standing if saw(start, w)}


def _undecided(
    deletions: Collection[Write], ordered: Iterable[Write], living: Iterable[Write], saw: _Saw
) -> tuple[Write, ...]:
    """The deletions that await a decision.

    Those that something living did not know of; where everything did, as in a row that was
    written again without an answer, those whose author and that of another write were apart.
    """
    ordered = list(ordered)
    answers = [w for w in ordered if w.kind in (INSERT, KEEP)]
    last = _unseen(deletions, [*deletions, *answers], saw)
    still = [d for d in last if any(not saw(w, d) for w in living)]
    if not still:
        others = [w for w in ordered if w.kind not in (DELETE, KEEP)]
        apart = [
            d
            for d in _unseen(deletions, answers, saw)
            if any(not saw(w, d) and not saw(d, w) for w in others)
        ]
        still = _unseen(apart, apart, saw)
    return tuple(sorted(still, key=_RANK))


def _shown_first(found: Collection[Write], column: str, policy: str) -> tuple[Write, ...]:
    answer = POLICIES.get(policy)
    ranked = sorted(found, key=_RANK, reverse=True)
    known = [w.values[column] for w in found if w.values[column] not in (None, "")]
    if answer is not None and known:
        best = answer(known, key=_comparable)
        ranked.sort(key=lambda w: w.values[column] == best, reverse=True)
    return tuple(ranked)


def _comparable(value: Value) -> tuple[bool, Value]:
    return isinstance(value, str), value


def _differ(found: Iterable[Write], column: str, compare: str | None) -> bool:
    return len({_normal(w.values[column], compare) for w in found}) > 1


def _normal(value: Value, compare: str | None) -> Value:
    if not isinstance(value, str):
        return value
    text = (value if value.isascii() else unicodedata.normalize("NFC", value)).strip()
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
