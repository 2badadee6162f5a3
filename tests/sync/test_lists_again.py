"""Two laptops of one office take in lists of one source, and what was decided between them stays."""

from functools import partial

import pytest

from recipe_desktop.domain.import_plans import Outcome
from recipe_desktop.domain.import_questions import answered
from recipe_desktop.domain.plan_sheets import read_rows
from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.services import conflicts, imports, organisations, records, roadmap
from tests.sync.offices import carry as carry_between
from tests.sync.offices import meet, value

HEADERS = ("Name", "Country", "City", "VAT", "Staff")


@pytest.fixture
def carry(pair, box):
    return partial(carry_between, box, *pair)


def take_in(laptop, city, staff="38"):
    """Import the list with one organisation, and tell its line of the plan."""
    row = SourceRow(2, ("Győri Akku Kft.", "HU", city, "HU11111111", staff))
    table = SourceTable("members.csv", "", 1, HEADERS, (row,))
    source = imports.source_of(table)
    proposal = laptop.ask(imports.propose, table, "organisations", source)
    choices = answered(proposal.questions)
    shown = laptop.do(imports.plan, table, proposal.mapping, choices, source)
    laptop.do(imports.execute, shown.uid)
    return shown.plan.lines[0]


@pytest.fixture
def written_apart(pair, carry):
    """One took in the first version of the list, the other apart from it the second."""
    one, two = pair
    take_in(one, "Győr")
    carry()
    take_in(one, "Mosonmagyaróvár")
    take_in(two, "Sopron")
    carry()
    [uid] = one.ask(organisations.order)
    [question] = one.ask(conflicts.inbox)
    return uid, question


def decide(laptop, question, city):
    laptop.do(conflicts.take, question.id, [r.value for r in question.rivals].index(city) + 1)


@pytest.mark.parametrize("taken", ["Mosonmagyaróvár", "Sopron"])
def test_no_list_takes_a_decision_back(pair, carry, written_apart, taken):
    one, two = pair
    uid, question = written_apart
    decide(one, question, taken)
    carry()

    lines = [take_in(one, "Mosonmagyaróvár"), take_in(two, "Sopron")]
    carry()
    lines += [take_in(one, "Mosonmagyaróvár"), take_in(two, "Sopron")]
    carry()

    assert [value(laptop, uid, "city") for laptop in pair] == [taken, taken]
    assert one.ask(conflicts.inbox) == []
    assert {line.outcome for line in lines} <= {Outcome.SAME, Outcome.SUSPICIOUS}
    reasons = {reason.code for line in lines for reason in line.reasons}
    assert reasons == {"field.edited"}


def test_what_nobody_decided_yet_no_list_decides(pair, carry, written_apart):
    one, _two = pair
    uid, question = written_apart

    line = take_in(one, "Pécs", "40")

    assert [reason.code for reason in line.reasons] == ["field.undecided"]
    assert line.values == {"staff": 40}, "the rest is taken over"
    carry()
    [still] = one.ask(conflicts.inbox)
    assert still.rivals == question.rivals
    assert value(one, uid, "staff") == 40


def test_a_decision_for_nothing_is_no_gap_to_be_filled(pair, carry, written_apart):
    one, two = pair
    uid, question = written_apart
    one.do(conflicts.write, question.id, "")
    carry()

    assert take_in(two, "Pécs").outcome is Outcome.SUSPICIOUS

    assert value(two, uid, "city") == ""


def test_no_plan_takes_a_decision_back(pair, carry):
    one, two = pair

    def plan(laptop, name):
        row = SourceRow(2, ("1", name))
        table = SourceTable("plan.csv", "", 1, ("Code", "Task"), (row,))
        return laptop.do(roadmap.take_in, read_rows(table))

    plan(one, "Survey")
    carry()
    plan(one, "Survey of members")
    plan(two, "Survey of all")
    carry()
    [question] = one.ask(conflicts.inbox)
    decide(one, question, "Survey of all")
    carry()

    accounts = [plan(one, "Survey of members"), plan(two, "Survey of all")]

    assert [(a.changed, a.suspicious) for a in accounts] == [(0, 1), (0, 0)]
    for laptop in pair:
        assert [t.fields["name"] for t in laptop.ask(records.listing, "tasks")] == ["Survey of all"]


@pytest.mark.parametrize(
    ("later", "tasks", "outcome"),
    [
        (["Survey", "Vote"], 2, "same"),
        (["Survey of members", "Vote"], 2, "suspicious"),
        (["Kérdőív", "Szavazás"], 4, "new"),
    ],
)
def test_a_plan_that_another_office_took_in_is_known_by_its_tasks(
    a_laptop, box, later, tasks, outcome
):
    one, two = pair = a_laptop("HU"), a_laptop("FR")
    meet(*pair)
    carry = partial(carry_between, box, *pair)

    def plan(laptop, names):
        rows = tuple(SourceRow(n, (str(n), name)) for n, name in enumerate(names, 2))
        table = SourceTable("plan.csv", "", 1, ("Code", "Task"), rows)
        return laptop.do(roadmap.take_in, read_rows(table))

    plan(one, ["Survey", "Vote"])
    carry()

    account = plan(two, later)

    assert getattr(account, outcome) > 0
    carry()
    for laptop in pair:
        assert len(laptop.ask(records.listing, "tasks")) == tasks
        assert laptop.ask(conflicts.inbox) == []
