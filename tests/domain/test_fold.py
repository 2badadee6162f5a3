"""The merge core against vectors for every implementation, and against an independent oracle."""

import json
from collections.abc import Iterable
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipe_desktop.domain.fold import Knowledge, Row, Write, fold
from tests.oracle import Claim, dot, oracle, told_by

FOLDER = Path(__file__).parents[1] / "data" / "fold"
VECTORS = [
    pytest.param(vector, id=f"{file.stem}: {vector['name']}")
    for file in sorted(FOLDER.glob("*.json"))
    for vector in json.loads(file.read_text("utf-8"))
]

COLUMNS = ("name", "email", "staff", "number", "state", "odd")
POLICIES = {"staff": "max", "number": "min", "state": "lww", "odd": "set"}
COMPARE = {"email": "email"}


def knowledge_of(claims: Iterable[Claim]) -> Knowledge:
    knowledge = Knowledge()
    for claim in claims:
        knowledge.learn(*claim)
    return knowledge


def writes_of(vector: dict[str, Any]) -> list[Write]:
    return [Write(**{"place": 0, "epoch": 0, "clock": 0, **line}) for line in vector["writes"]]


def as_vector(row: Row) -> dict[str, Any]:
    """The fold's answer as the vectors write it: B2 is B's second transaction, B2.1 its place 1."""

    def name(write: Write) -> str:
        return f"{write.device}{write.seq}" + (f".{write.place}" if write.place else "")

    return {
        "alive": row.alive,
        "values": dict(row.values),
        "heads": {column: [name(w) for w in writes] for column, writes in row.heads.items()},
        "clashes": [clash.column for clash in row.clashes],
        "deletions": [name(w) for w in row.deletions],
    }


@pytest.mark.parametrize("vector", VECTORS)
def test_a_row_is_what_the_vector_says_in_whatever_order_its_writes_come(vector):
    writes = writes_of(vector)
    knowledge = knowledge_of(vector["knowledge"])
    policies, compare = vector.get("policies", {}), vector.get("compare", {})

    for order in islice(permutations(writes), 720):
        row = fold([*order, *order[:1]], knowledge, policies, compare)
        assert as_vector(row) == vector["expected"]
        assert [clash.heads for clash in row.clashes] == [
            row.heads[clash.column] for clash in row.clashes
        ]
    assert told_by(row) == oracle(writes, vector["knowledge"], policies, compare)


values = st.sampled_from([None, "", "a", " a ", "A", "b", "é", "e\u0301", 0, 1, -5, "1"])


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[Write], list[Claim]]:
    """Writes of up to four devices on one row, with knowledge of any shape whatever."""
    writes = []
    for device in "ABCD":
        epoch = 0
        for seq in range(1, draw(st.integers(0, 3)) + 1):
            epoch += draw(st.integers(0, 1))
            clock = draw(st.integers(0, 4))
            for place in range(draw(st.integers(1, 2))):
                kind = draw(st.sampled_from("IUUUDDTKX"))
                row = draw(st.dictionaries(st.sampled_from(COLUMNS), values, max_size=3))
                writes.append(
                    Write(device, seq, place, epoch, clock, kind, row if kind in "IU" else {})
                )
    devices = st.sampled_from("ABCD")
    claims = st.tuples(devices, st.integers(0, 3), devices, st.integers(1, 3))
    return writes, draw(st.lists(claims, max_size=10))


@given(logs(), st.randoms(use_true_random=False))
def test_the_fold_says_what_the_rules_say(log, chance):
    writes, claims = log
    mixed = [*writes, *chance.choices(writes, k=2)] if writes else []
    chance.shuffle(mixed)
    chance.shuffle(claims)

    row = fold(mixed, knowledge_of(claims), POLICIES, COMPARE)

    assert told_by(row) == oracle(writes, claims, POLICIES, COMPARE)
    for column, heads in row.heads.items():
        assert heads[0].values[column] == row.values[column]
        assert len(heads) == len(set(map(dot, heads)))


@given(logs(), st.sampled_from(COLUMNS))
def test_a_write_that_saw_everything_decides(log, column):
    writes, claims = log
    everything = [("E", 1, device, 3) for device in "ABCD"]
    knowledge = knowledge_of([*claims, *everything])
    before = fold(writes, knowledge, POLICIES, COMPARE)
    update = Write("E", 1, 0, 1, 0, "U", {column: "decided"})
    keep = Write("E", 1, 1, 1, 0, "K")
    delete = Write("E", 2, 0, 1, 0, "D")
    insert = Write("E", 3, 0, 1, 0, "I", {column: "again"})

    decided = fold([*writes, update, keep], knowledge, POLICIES, COMPARE)
    deleted = fold([*writes, update, keep, delete], knowledge, POLICIES, COMPARE)
    restored = fold([*writes, update, keep, delete, insert], knowledge, POLICIES, COMPARE)

    assert decided.alive
    assert decided.values == {**before.values, column: "decided"} or not before.alive
    assert [c.column for c in decided.clashes] == [
        c.column for c in before.clashes if c.column != column
    ] or not before.alive
    assert not decided.deletions
    assert not deleted.alive
    assert restored.values == {column: "again"}
    assert not restored.clashes
    assert not restored.deletions


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=8))
def test_nobody_forgets_whatever_the_order_in_which_it_is_learnt(lessons):
    knowledge = knowledge_of(("A", epoch, "B", seq) for epoch, seq in lessons)

    for epoch in range(7):
        known = max((seq for since, seq in lessons if since <= epoch), default=0)
        assert knowledge.seen("A", epoch, "B") == known
