"""Three replicas in memory: no store, no file, only transactions, knowledge and the fold.

Fast enough for tens of thousands of examples (``RECIPE_EXAMPLES``), and small enough to be read
as the definition of what the journal does.
"""

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from recipe_desktop.domain.fold import Knowledge, Row, Value, Write, fold
from tests.oracle import Claim, Told, oracle, told_by

DEVICES = "ABC"
SKEWS = (0, 83 * 60_000, 10 - 1_000_000_000)  # minutes fast, and near zero
ROWS = ("p", "q")
POLICIES = {"first": "min", "last": "max", "state": "lww"}
COMPARE = {"email": "email"}
COLUMNS = ("name", "email", "first", "last", "state")


@dataclass(frozen=True)
class Deed:
    """One transaction on its way."""

    device: str
    seq: int
    clock: int
    seen: dict[str, int]
    operations: tuple[tuple[str, str, dict[str, Value]], ...]


@dataclass
class Replica:
    """What one device knows, and what it has heard but must hold back."""

    device: str
    skew: int
    clock: int = 0
    log: dict[str, list[Deed]] = field(default_factory=lambda: {d: [] for d in DEVICES})
    held: dict[tuple[str, int], Deed] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)

    def known(self) -> dict[str, int]:
        return {device: len(deeds) for device, deeds in self.log.items()}

    def write(self, wall: int, *operations: tuple[str, str, dict[str, Value]]) -> None:
        self.clock = max(self.clock + 1, 1_000_000_000 + wall + self.skew)
        news = {
            peer: seq
            for peer, seq in self.known().items()
            if peer != self.device and seq > self.told.get(peer, 0)
        }
        self.told.update(news)
        mine = self.log[self.device]
        mine.append(Deed(self.device, len(mine) + 1, self.clock, news, operations))

    def receive(self, deeds: Iterable[Deed]) -> None:
        self.held.update({(deed.device, deed.seq): deed for deed in deeds})
        for device, known in self.log.items():
            while (deed := self.held.pop((device, len(known) + 1), None)) is not None:
                known.append(deed)
        self.held = {
            dot: deed for dot, deed in self.held.items() if deed.seq > len(self.log[deed.device])
        }

    def writes(self, row: str) -> list[Write]:
        return [
            Write(deed.device, deed.seq, place, deed.seq, deed.clock, kind, values)
            for deeds in self.log.values()
            for deed in deeds
            for place, (on, kind, values) in enumerate(deed.operations)
            if on == row
        ]

    def claims(self) -> list[Claim]:
        return [
            (deed.device, deed.seq, peer, seq)
            for deeds in self.log.values()
            for deed in deeds
            for peer, seq in deed.seen.items()
        ]

    def row(self, row: str) -> Row:
        knowledge = Knowledge()
        for claim in self.claims():
            knowledge.learn(*claim)
        return fold(self.writes(row), knowledge, POLICIES, COMPARE)

    def picture(self) -> dict[str, Told]:
        return {row: told_by(self.row(row)) for row in ROWS}


replicas = st.integers(0, 2)
rows = st.sampled_from(ROWS)
cells = st.dictionaries(
    st.sampled_from(COLUMNS), st.sampled_from(["", "a", "A", "b", 1, 2, None]), max_size=3
)


class ThreeReplicas(RuleBasedStateMachine):
    """They write, send, lose, repeat and mix up."""

    def __init__(self) -> None:
        super().__init__()
        self.replicas = [Replica(d, s) for d, s in zip(DEVICES, SKEWS, strict=True)]
        self.packets: list[list[Deed]] = []
        self.stale: dict[str, int] = {}
        self.wall = 0

    def _write(self, at: int, *operations: tuple[str, str, dict[str, Value]]) -> None:
        self.wall += 1000
        self.replicas[at].write(self.wall, *operations)

    @rule(at=replicas, row=rows, values=cells)
    def insert_or_update(self, at: int, row: str, values: dict[str, Value]) -> None:
        kind = "U" if self.replicas[at].row(row).alive else "I"
        before = self.replicas[at].row(row)

        self._write(at, (row, kind, values))

        after = self.replicas[at].row(row)
        assert after.alive
        assert after.values == ({**before.values, **values} if kind == "U" else values)
        assert not {clash.column for clash in after.clashes} & values.keys()

    @rule(at=replicas, row=rows, values=cells)
    def replace(self, at: int, row: str, values: dict[str, Value]) -> None:
        if self.replicas[at].row(row).alive:
            self._write(at, (row, "D", {}), (row, "I", values))
            assert self.replicas[at].row(row).values == values

    @rule(at=replicas, row=rows)
    def delete(self, at: int, row: str) -> None:
        if self.replicas[at].row(row).alive:
            self._write(at, (row, "D", {}))
            assert not self.replicas[at].row(row).alive

    @rule(at=replicas, row=rows, kind=st.sampled_from("TK"))
    def touch_or_keep(self, at: int, row: str, kind: str) -> None:
        before = self.replicas[at].row(row)
        if before.alive:
            self._write(at, (row, kind, {}))
            after = self.replicas[at].row(row)
            assert after.values == before.values
            assert not (kind == "K" and after.deletions)

    @rule(at=replicas, row=rows, last=st.booleans())
    def decide(self, at: int, row: str, last: bool) -> None:
        found = self.replicas[at].row(row)
        chosen = {c.column: c.heads[-last].values[c.column] for c in found.clashes}
        if chosen:
            self._write(at, (row, "U", chosen))
            assert not self.replicas[at].row(row).clashes

    @rule(at=replicas, how=st.sampled_from(["full", "own", "delta", "tail"]))
    def send(self, at: int, how: str) -> None:
        replica = self.replicas[at]
        deeds = [deed for known in replica.log.values() for deed in known]
        if how == "own":
            deeds = list(replica.log[replica.device])
        elif how == "delta":
            deeds = [deed for deed in deeds if deed.seq > self.stale.get(deed.device, 0)]
        elif how == "tail":
            deeds = [deed for deed in deeds if deed.seq > len(replica.log[deed.device]) // 2]
        self.packets.append(deeds)
        self.stale = replica.known()

    @precondition(lambda self: self.packets)
    @rule(to=replicas, which=st.integers(0, 99), seed=st.integers(0, 99), share=st.integers(1, 4))
    def deliver(self, to: int, which: int, seed: int, share: int) -> None:
        """Any packet, new or old, mixed up, and not always the whole of it."""
        deeds = list(self.packets[-1 - which % len(self.packets)])
        random.Random(seed).shuffle(deeds)  # noqa: S311 - no secret
        replica = self.replicas[to]
        replica.receive(deeds[: -(-len(deeds) * share // 4)])
        for device, known in replica.log.items():
            assert [deed.seq for deed in known] == list(range(1, len(known) + 1)), device
        picture = replica.picture()
        replica.receive(deeds[: -(-len(deeds) * share // 4)])
        assert replica.picture() == picture

    def teardown(self) -> None:
        for _ in range(2):
            for one in self.replicas:
                for other in self.replicas:
                    other.receive(deed for known in one.log.values() for deed in known)
        first, *others = self.replicas
        assert not any(replica.held for replica in self.replicas)
        for other in others:
            assert other.picture() == first.picture()
        for row in ROWS:
            writes, claims = first.writes(row), first.claims()
            told = oracle(writes, claims, POLICIES, COMPARE)
            assert told_by(first.row(row)) == told
            for write in writes:
                self._assert_not_lost(write, writes, claims, told)

    def _assert_not_lost(
        self, write: Write, writes: list[Write], claims: list[Claim], told: Told
    ) -> None:
        """Every value that anybody wrote is shown, or waits, or somebody who saw it went over it."""

        def saw(later: Write) -> bool:
            if later.device == write.device:
                return (later.seq, later.place) > (write.seq, write.place)
            return any(
                (device, peer) == (later.device, write.device)
                and epoch <= later.seq
                and seq >= write.seq
                for device, epoch, peer, seq in claims
            )

        for column in write.values:
            over = [w for w in writes if w.kind in "ID" or column in w.values]
            dots: Any = told.heads.get(column, ())
            assert write[:3] in dots or any(map(saw, over))


TestThreeReplicas = ThreeReplicas.TestCase
TestThreeReplicas.settings = settings(
    max_examples=int(os.environ.get("RECIPE_EXAMPLES", "100")),
    stateful_step_count=40,
    deadline=None,
)
