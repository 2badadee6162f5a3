"""Files of laptops that were updated before this one: refused in words, or kept word for word."""

import json
from dataclasses import replace

import pytest

from recipe_desktop.domain.operations import Operation
from recipe_desktop.services import records
from recipe_desktop.store.schema import SCHEMA
from recipe_desktop.sync import receiving, roster, sending
from recipe_desktop.sync.keys import Keys
from tests.sync.laptops import Laptop, manifest, write_bundle, write_lines

RECORD, OMEN = "0" * 31 + "1", "0" * 31 + "2"


@pytest.fixture
def three(a_laptop):
    """Three laptops of one office; all have admitted each other."""
    made = a_laptop(), a_laptop(), a_laptop()
    for here in made:
        for there in made:
            if there is not here:
                here.do(roster.admit, Keys(here.state), by_hand(there).card)
    return made


def by_hand(workspace):
    """The keys and the card of a laptop, to write in its name what its program would not."""
    mine = Keys(workspace.state)
    return Laptop(mine, workspace.ask(roster.identity, mine))


def names(workspace):
    return [shown.fields["name"] for shown in workspace.ask(records.listing, "organisations")]


def test_a_file_of_a_later_format_is_refused_in_words_and_the_others_come_in(three, tmp_path):
    newer, one, two = three
    kind, said = json.loads(manifest(by_hand(newer), [by_hand(two)]).line())
    lines = [json.dumps([kind, said | {"min_reader": 3}]).encode(), b'["of a later day"]']
    write_lines(tmp_path / "later.recipe-changes", [(lines, [by_hand(two)])])
    one.do(records.create, "organisations", {"name": "Alfa"})
    sending.send(one, tmp_path)

    answer = receiving.receive(two, [tmp_path])

    assert [(r.file, r.error.code) for r in answer.refused] == [
        ("later.recipe-changes", "bundle.too_new")
    ]
    assert (answer.bundles, names(two)) == (1, ["Alfa"])


def test_what_only_a_later_schema_knows_is_kept_and_passed_on_word_for_word(three, tmp_path):
    newer, two, last = three
    author = by_hand(newer)
    rows = (
        Operation("organisation", RECORD, "I", '{"name":"Alfa","aura":"green"}'),
        Operation("horoscope", OMEN, "I", '{"sign":"Leo"}'),
    )
    written = replace(author.transaction(1), schema=SCHEMA + 1, operations=rows)
    sealed = author.sealed("partnership", 1, [written])
    part = ("partnership", [by_hand(two)], [sealed], {"schema": SCHEMA + 1, "target": known(newer)})
    file = write_bundle(tmp_path / "newer.recipe-changes", author, [part])

    taken = receiving.receive(two, [file])
    sending.send(two, tmp_path / "on")
    passed_on = receiving.receive(last, [tmp_path / "on"])

    assert (taken.refused, taken.held, names(two)) == ([], 0, ["Alfa"])
    assert (passed_on.refused, passed_on.held, names(last)) == ([], 0, ["Alfa"])
    assert kept(last) == kept(two) == [(SCHEMA + 1, row.table, row.body) for row in rows]


def known(workspace):
    return {workspace.here.device_uid: 1}


def kept(workspace):
    return workspace.ask(
        lambda session: [
            tuple(row)
            for row in session.connection().exec_driver_sql(
                "SELECT schema_no, tbl, body FROM op JOIN txn ON txn.id = op.txn "
                "WHERE row IN (?, ?) ORDER BY op.id",
                (RECORD, OMEN),
            )
        ]
    )
