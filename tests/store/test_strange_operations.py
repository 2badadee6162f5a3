"""Signed by somebody we trust, and strange all the same: a newer program, or a hostile one."""

import json
from datetime import UTC, datetime

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import named_uid
from recipe_desktop.domain.operations import Operation, Transaction, encode
from recipe_desktop.services import conflicts, history, records, stores
from recipe_desktop.store.journal import intake, log
from recipe_desktop.store.journal.capture import LARGEST_TRANSACTION

STRANGER = named_uid("test", "stranger")
ROW = named_uid("test", "row")


def segment(scope, *transactions, device=STRANGER):
    lines = [
        encode(
            Transaction(
                *(device, seq, seq << 16, seen, "", "test", "0" * 32, "", 1, "0" * 32),
                tuple(operations),
            )
        )
        for seq, (seen, *operations) in enumerate(transactions, 1)
    ]
    return scope, log.Segment(device, 1, len(lines), "", "00", iter(lines))


def operation(kind, table="organisation", row=ROW, **values):
    return Operation(table, row, kind, json.dumps(values, ensure_ascii=False))


def receive(workspace, *segments):
    def take_in(session):
        for scope, found in segments:
            received = intake.receive(session.connection(), scope, [found], source="test")
            session.info.setdefault("touched", {}).update(received.touched)

    workspace.do(take_in)


def cells(workspace, table="organisation", row=ROW):
    with workspace._store.read() as session:
        found = session.connection().exec_driver_sql(f"SELECT * FROM {table} WHERE uid = ?", (row,))
        return {k: v for line in found.mappings() for k, v in line.items() if v not in ("", None)}


@pytest.mark.parametrize(
    "body",
    [
        '{"name":["Kft"]}',
        '{"name":{"Kft":1}}',
        '{"staff":1.5}',
        '{"staff":true}',
        '{"staff":99999999999999999999}',
        '{"name":"\\ud800"}',
        '{"name":"a","name":"b"}',
        "[]",
        "Kft",
        '{"name":"a"},{"name":"b"}',
    ],
)
def test_what_no_column_can_hold_is_refused_and_leaves_no_trace(workspace, body):
    with pytest.raises(UserError, match=r"bundle\.damaged"):
        receive(workspace, segment("partnership", ({}, Operation("organisation", ROW, "I", body))))

    assert cells(workspace) == {}
    assert STRANGER not in workspace.ask(lambda s: log.vector(s.connection(), "partnership"))


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({"name": "Kft", "colour": "red"}, {"name": "Kft"}),
        ({"name": 7, "staff": "many"}, {}),
        ({"figures_on": "yesterday", "staff": 3}, {"staff": 3}),
        ({"created_at": "2026-01-01T00:00:00"}, {}),
        ({"created_at": "2026-01-01T00:00:00.000+00:00"},) * 2,
        ({"figures_on": "9999-12-31"}, {}),
        ({"figures_on": "0001-01-01"}, {}),
        ({"figures_on": "2200-12-31"},) * 2,
        ({"created_at": "9999-12-31T23:59:59.999-12:00"}, {}),
        ({"created_at": "0001-01-01T00:00:00.000+14:00"}, {}),
        ({"uid": "f" * 32, "scope": "cluster:FR", "name": "Kft"}, {"name": "Kft"}),
        ({"name": "a\0b\x1f\u202e"}, {"name": "a\0b\x1f\u202e"}),
    ],
)
def test_what_our_columns_do_not_know_is_kept_but_not_shown(workspace, values, stands):
    receive(workspace, segment("partnership", ({}, operation("I", **values))))

    assert cells(workspace) == {"uid": ROW, "scope": "partnership"} | stands


def test_a_clock_at_the_end_of_all_numbers_is_shown_and_moves_nothing_of_ours(workspace):
    far = Transaction(
        *(STRANGER, 1, (1 << 63) - 1, {}, "", "test", "0" * 32, "", 1, "0" * 32),
        (operation("I", name="From afar"),),
    )
    lines = iter([encode(far)])
    receive(workspace, ("partnership", log.Segment(STRANGER, 1, 1, "", "00", lines)))

    workspace.do(records.edit, "organisations", ROW, {"name": "From here"})

    changes = workspace.ask(history.of_record, "organisations", ROW)
    assert {change.at.year for change in changes} == {datetime.now(UTC).year, 6429}
    assert cells(workspace)["name"] == "From here"
    assert workspace.ask(conflicts.inbox) == []


def test_what_is_left_out_as_erased_is_refused_as_long_as_nobody_can_ask_for_it(workspace):
    stub = Operation("organisation", ROW, "X", "0" * 64)
    emptied = Transaction(
        *(STRANGER, 1, 1 << 16, {}, "", "test", "0" * 32, "", 1),
        ("", "0" * 32),
        (stub, operation("U")),
    )
    lines = iter([encode(emptied)])

    with pytest.raises(UserError, match=r"bundle\.erasure"):
        receive(workspace, ("partnership", log.Segment(STRANGER, 1, 1, "", "00", lines)))

    assert STRANGER not in workspace.ask(lambda s: log.vector(s.connection(), "partnership"))


def test_a_table_of_a_newer_program_is_kept_for_it(workspace):
    strange = operation("I", table="telepathy", thought="?")

    receive(workspace, segment("partnership", ({}, strange, operation("I", name="Kft"))))

    assert cells(workspace)["name"] == "Kft"
    kept = workspace.ask(
        lambda s: (
            s.connection()
            .exec_driver_sql("SELECT body FROM op WHERE tbl = 'telepathy'")
            .scalar_one()
        )
    )
    assert kept == strange.body


@pytest.mark.parametrize("kinds", ["U", "D", "T", "K", "UI", "DI", "TD", "KU", "IDTK", "DDII"])
def test_operations_in_any_order_stop_nothing(workspace, kinds):
    transactions = [({}, operation(kind, name=str(n))) for n, kind in enumerate(kinds)]

    receive(workspace, segment("partnership", *transactions))

    assert workspace.ask(stores.problems) == []


def test_knowledge_of_what_nobody_wrote_yet_stops_nothing(workspace):
    prophecy = {named_uid("test", "nobody"): 1 << 62, STRANGER: 5}

    receive(workspace, segment("partnership", (prophecy, operation("I", name="Kft"))))

    assert cells(workspace)["name"] == "Kft"


def test_a_transaction_larger_than_any_that_we_write_is_taken_in(workspace):
    count = LARGEST_TRANSACTION + 1
    rows = [named_uid("test", "row", str(number)) for number in range(count)]
    inserted = [operation("I", row=row, name=row) for row in rows]
    changed = [operation("U", row=row, city="Lyon") for row in rows]

    receive(workspace, segment("partnership", ({}, *inserted, *changed)))

    assert cells(workspace, row=rows[0])["city"] == "Lyon"
    assert cells(workspace, row=rows[-1])["name"] == rows[-1]


PROPHECY = 1 << 40
"""A number of our transactions that we shall not reach."""


def prophet(workspace, kind, **values):
    """Somebody's second transaction, which claims to have seen all that we shall ever write."""
    claim = {workspace.here.device_uid: PROPHECY}
    receive(
        workspace,
        segment(
            "partnership", ({}, operation("I", name="Kft")), (claim, operation(kind, **values))
        ),
    )


def open_rivals(workspace):
    return {
        (item.kind_of, item.column): {rival.value for rival in item.rivals}
        for item in workspace.ask(conflicts.inbox)
    }


@pytest.mark.parametrize(
    ("kind", "values", "asked"),
    [
        ("U", {"name": "Prophet"}, {("field", "name"): {"Ours", "Prophet"}}),
        ("I", {"name": "Prophet"}, {("field", "name"): {"Ours", "Prophet"}}),
        ("U", {"city": "Lyon"}, {}),
    ],
)
def test_who_claims_to_have_seen_what_we_write_later_cannot_make_it_vanish(
    workspace, kind, values, asked
):
    prophet(workspace, kind, **values)

    workspace.do(records.edit, "organisations", ROW, {"name": "Ours"})

    assert open_rivals(workspace) == asked
    changes = workspace.ask(history.of_record, "organisations", ROW)
    assert "Ours" in {change.new for change in changes}


@pytest.mark.parametrize("order", ["prophet first", "prophet last"])
def test_two_that_each_claim_to_have_seen_the_other_stand_against_each_other(workspace, order):
    honest = named_uid("test", "honest")
    of_prophet = segment(
        "partnership",
        ({}, operation("I", name="Kft")),
        ({honest: PROPHECY}, operation("U", name="Prophet")),
    )
    of_honest = segment(
        "partnership", ({STRANGER: 2}, operation("U", name="Honest")), device=honest
    )
    files = [of_prophet, of_honest]

    for file in files if order == "prophet first" else reversed(files):
        receive(workspace, file)

    assert open_rivals(workspace) == {("field", "name"): {"Honest", "Prophet"}}
