"""Lists as clusters send them, from the file to the plan; the files stand in tests/data/imports."""

from pathlib import Path

import pytest

from recipe_desktop.domain.import_columns import propose_mapping
from recipe_desktop.domain.import_plans import Action, Known, classify
from recipe_desktop.domain.import_questions import answered, questions
from recipe_desktop.domain.import_words import is_known_header
from recipe_desktop.domain.imports import Account, interpret
from recipe_desktop.formats.sheets import read_table

DATA = Path(__file__).parents[1] / "data" / "imports"


def planned(name, kind="organisations", answers=None):
    table = read_table(DATA / name, is_known_header)
    mapping = propose_mapping(table.headers, table.rows, kind)
    asked = questions(table, mapping)
    choices = answered(asked, answers)
    rows = [interpret(row, mapping, choices) for row in table.rows]
    return table, {q.key: q.proposed for q in asked}, classify(kind, rows, Known())


def test_a_membership_list_with_many_traps_is_accounted_for():
    table, asked, plan = planned("members.xlsx")

    assert (table.header_row, len(table.rows)) == (4, 18)
    assert asked == {
        "date_order": "dmy",
        "country:EL": "GR",
        "country:Švýcarsko": None,
        "organisation_type:Bäckerei": "other",
    }
    assert plan.account == Account(rows=18, new=8, changed=0, same=1, suspicious=3, rejected=6)
    assert {line.number: [r.code for r in line.reasons] for line in plan.lines if line.reasons} == {
        10: ["row.repeated"],
        11: ["number.held"],
        12: ["record.alike"],
        13: ["row.repeated_otherwise"],
        16: ["country.unknown"],
        17: ["country.missing"],
        18: ["name.missing"],
        20: ["number.unreadable"],
        21: ["date.impossible"],
        23: ["row.total"],
    }
    [formula] = [line for line in plan.lines if line.values.get("name") == "=1+1"]
    assert formula.action is Action.ADD
    [alves] = [line for line in plan.lines if line.number == 7]
    assert alves.values == {
        "name": "Alves Esteves Lda.",
        "country": "PT",
        "city": "Felgueiras",
        "postcode": "7713-001",
        "organisation_type": "sme",
        "staff": 249,
        "turnover_cents": 4_999_999_900,
        "vat_number": "PT501964843",
        "ecosystems": "electronics",
        "website": "https://www.example.org/3",
        "is_member": True,
        "founded_on": "2004-03-12",
    }


@pytest.mark.parametrize(
    ("name", "encoding", "separator", "rows"),
    [
        ("tagok_cp1250.csv", "cp1250", ";", 3),
        ("associados_cp1252.csv", "cp1252", ";", 2),
        ("adherents_utf16.txt", "utf-16", "\t", 2),
        ("mitglieder.csv", "utf-8-sig", ";", 4),
        ("leden.csv", "utf-8", ",", 2),
    ],
)
def test_lists_in_five_languages_come_in_whole(name, encoding, separator, rows):
    table, _, plan = planned(name)

    assert (table.encoding, table.separator, len(table.rows)) == (encoding, separator, rows)
    rejected = [line.reasons[0].code for line in plan.lines if line.action is Action.NONE]
    assert rejected == (["row.total"] if name == "mitglieder.csv" else [])


def first_values(name, answers=None):
    return planned(name, answers=answers)[2].lines[0].values


def test_each_list_says_what_its_first_line_says():
    assert first_values("tagok_cp1250.csv") == {
        "name": "Őrségi Fűtéstechnika Kft.",
        "country": "HU",
        "city": "Őriszentpéter",
        "postcode": "9941",
        "organisation_type": "sme",
        "staff": 48,
        "turnover_cents": 120_000_000,
        "vat_number": "10773381-2-20",
        "website": "www.example.org/orseg",
        "is_member": True,
        "founded_on": "1998",
    }
    assert first_values("associados_cp1252.csv")["turnover_cents"] == 150_000_000
    french = first_values("adherents_utf16.txt")
    assert (french["name"], french["turnover_cents"]) == ("Cœur d'Étoile SARL", 240_000_000)
    assert french["founded_on"] == "2004-03-15"
    german = first_values("mitglieder.csv")
    assert (german["staff"], german["turnover_cents"]) == (1500, 1_250_000_000)
    other = first_values("mitglieder.csv", {"decimal": "."})
    assert (other["staff"], other["turnover_cents"]) == (1, 1_250_000)
    dutch = first_values("leden.csv")
    assert (dutch["name"], dutch["founded_on"]) == ("'s-Gravenhage Fietsen, B.V.", "2015-07-13")
    assert "turnover_cents" not in dutch


def test_a_list_of_people_is_accounted_for():
    _, asked, plan = planned("kontakte.csv", "people")

    assert asked == {"name_order": "family_first"}
    assert plan.account == Account(rows=5, new=2, changed=0, same=1, suspicious=0, rejected=2)
    assert plan.lines[0].values["family_name"] == "Varga-Szűcs"
