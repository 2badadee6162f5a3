"""The operation format: one spelling, one digest, and nothing hostile gets through."""

import json
import string
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import (
    ERASED,
    KINDS,
    Operation,
    Transaction,
    cells,
    decode,
    digest,
    encode,
    erase,
    leaf,
    operation_salts,
    segment_hash,
    segment_message,
    wall_time,
)

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "operations.json").read_text("utf-8")
)

counts = st.integers(0, 2**63 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
uids = st.text("0123456789abcdef", min_size=32, max_size=32).map(Uid)
names = st.text(string.ascii_lowercase + "_", min_size=1, max_size=8)
values = st.none() | texts | st.integers(-(2**63), 2**63 - 1)
bodies = st.dictionaries(names, values, max_size=4).map(
    lambda row: json.dumps(row, ensure_ascii=False, separators=(",", ":"))
)
operations = st.builds(Operation, names, uids, st.sampled_from(sorted(KINDS - {ERASED})), bodies)
transactions = st.builds(
    Transaction,
    device=uids,
    seq=st.integers(1, 2**63 - 1),
    clock=counts,
    seen=st.dictionaries(uids, counts, max_size=3),
    by=texts,
    action=texts,
    group=uids,
    reverts=st.just("") | uids,
    schema=counts,
    salts=st.text("0123456789abcdef", min_size=32, max_size=32),
    operations=st.lists(operations, max_size=5).map(tuple),
)


@pytest.mark.parametrize("vector", VECTORS["transactions"], ids=lambda v: v["name"])
def test_a_line_has_the_leaves_and_the_digest_that_the_vector_says(vector):
    transaction = decode(vector["line"])

    salts = operation_salts(transaction)
    found = [leaf(o, s) for o, s in zip(transaction.operations, salts, strict=True)]
    assert encode(transaction) == vector["line"]
    assert list(salts) == vector["salts"]
    assert found == vector["leaves"]
    assert digest(transaction) == vector["digest"]
    written = cells(transaction.operations)
    assert [dict(zip(*each, strict=True)) for each in written] == vector["cells"]


@pytest.mark.parametrize("vector", VECTORS["erasures"], ids=lambda v: v["name"])
def test_an_erased_line_keeps_its_digest_but_not_its_content(vector):
    before = decode(vector["line"])

    after = erase(before, frozenset(map(Uid, vector["rows"])))

    assert encode(after) == vector["erased"]
    assert decode(vector["erased"]) == after
    assert digest(after) == digest(before) == vector["digest"]
    assert not any(secret in vector["erased"] for secret in vector["gone"])


@pytest.mark.parametrize("vector", VECTORS["segments"], ids=lambda v: v["name"])
def test_a_segment_is_signed_over_exactly_these_bytes(vector):
    message = segment_message(
        vector["scope"], vector["device"], vector["first"], vector["previous"], vector["digests"]
    )

    assert message.decode() == vector["message"]
    assert segment_hash(message) == vector["hash"]


@pytest.mark.parametrize("vector", VECTORS["refused_lines"], ids=lambda v: v["name"])
def test_a_line_that_is_not_ours_is_refused(vector):
    with pytest.raises(UserError, match=r"bundle\.damaged"):
        decode(vector["line"])


@pytest.mark.parametrize("vector", VECTORS["refused_bodies"], ids=lambda v: v["name"])
def test_a_body_that_no_row_can_hold_is_refused(vector):
    operation = Operation("organisation", Uid("0" * 32), "U", vector["body"])

    with pytest.raises(UserError, match=r"bundle\.damaged"):
        cells([operation])


@given(transactions)
def test_what_is_written_is_read_back(transaction):
    assert decode(encode(transaction)) == transaction


@given(transactions, st.data())
def test_erasing_in_any_order_changes_no_digest_and_comes_to_the_same(transaction, data):
    rows = sorted({o.row for o in transaction.operations})
    chosen = data.draw(st.lists(st.sampled_from(rows)) if rows else st.just([]))
    step_by_step = transaction

    for row in chosen:
        step_by_step = erase(step_by_step, frozenset([row]))

    assert step_by_step == erase(transaction, frozenset(chosen))
    assert digest(step_by_step) == digest(transaction)
    assert decode(encode(step_by_step)) == step_by_step
    assert not any(o.kind != ERASED for o in step_by_step.operations if o.row in set(chosen))


@given(transactions, st.sampled_from(["device", "by", "action", "group", "reverts"]))
def test_every_part_of_the_head_changes_the_digest(transaction, part):
    other = replace(transaction, **{part: getattr(transaction, part) + "0"})

    assert digest(other) != digest(transaction)


@given(transactions.filter(lambda t: t.operations), st.data())
def test_every_part_of_an_operation_changes_the_digest(transaction, data):
    place = data.draw(st.integers(0, len(transaction.operations) - 1))
    part = data.draw(st.sampled_from(["table", "row", "kind", "body"]))
    other = list(transaction.operations)
    other[place] = other[place]._replace(**{part: getattr(other[place], part) + " "})

    assert digest(replace(transaction, operations=tuple(other))) != digest(transaction)


def _harmless(line: str) -> None:
    """Either refused, or one spelling with a digest and bodies that can be kept."""
    with suppress(UserError):
        transaction = decode(line)
        assert encode(transaction) == line
        assert len(digest(transaction)) == 64
        cells(transaction.operations)


@given(st.text())
def test_any_text_is_read_or_refused(line):
    _harmless(line)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | bodies | uids,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(transactions, st.integers(0, 10), json_values)
def test_any_value_in_any_place_is_read_or_refused(transaction, place, value):
    line = json.loads(encode(transaction))
    line[place] = value

    _harmless(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
    _harmless(json.dumps(line))


@given(transactions.map(encode), st.data())
def test_any_changed_character_is_read_or_refused(line, data):
    at = data.draw(st.integers(0, len(line) - 1))

    _harmless(line[:at] + data.draw(st.characters()) + line[at + 1 :])
    _harmless(line[:at])


@given(st.text() | json_values.map(json.dumps))
def test_any_body_is_read_or_refused(body):
    with suppress(UserError):
        [(names, values)] = cells([Operation("organisation", Uid("0" * 32), "U", body)])
        assert all(value is None or type(value) in (str, int) for value in values)
        assert dict(zip(names, values, strict=True)) == json.loads(body)


some_bodies = st.lists(
    bodies
    | st.text('{}[]",:1a \\\n', max_size=8)
    | st.text(max_size=4)
    | st.sampled_from(
        ['{"a":1},{"a":2}', '{"a":"', '"}', '{"a":{}}', '{"a":1', '"b":2}', "", "{}, {}", " {}"]
    ),
    max_size=4,
)


@given(some_bodies)
@example(['{"a":1},{"b":"', '"}'])
@example(['{"a":1},{"b":2', '"c":3}'])
@example(['{"a":[{"b":1', '2}],"c":3}'])
@example(['{"a":1},{"b":2}', ""])
@example(["{} ", "{}"])
def test_bodies_read_together_are_those_read_one_by_one(some_bodies):
    operations = [Operation("organisation", Uid("0" * 32), "U", body) for body in some_bodies]

    assert _or_refused(lambda: cells(operations)) == _or_refused(
        lambda: [found for operation in operations for found in cells([operation])]
    )


def _or_refused(read):
    try:
        return read()
    except UserError as error:
        return error.code


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_brackets_without_end_are_refused(bracket):
    with pytest.raises(UserError, match=r"bundle\.damaged"):
        decode(bracket * 100_000)


def test_an_endless_line_is_refused_unread(monkeypatch):
    line = VECTORS["transactions"][0]["line"]
    monkeypatch.setattr("recipe_desktop.domain.operations.MAX_LINE_CHARS", len(line) - 1)

    with pytest.raises(UserError, match=r"bundle\.damaged"):
        decode(line)


def test_the_clock_holds_the_wall_time():
    at = datetime(2025, 11, 24, 16, 0, 0, 123_000, tzinfo=UTC)

    assert wall_time(1_764_000_000_123 << 16 | 7) == at
