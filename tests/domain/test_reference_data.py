"""The reference data that every store begins with agree with the domain and with themselves."""

import json
from datetime import date
from pathlib import Path

import pytest

from recipe_desktop.domain.countries import CountryReading, is_country, read_country
from recipe_desktop.domain.organisations import Ecosystem, OrganisationType

FOLDER = Path(__file__).parents[2] / "resources" / "reference"
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
CERTAINTIES = {"confirmed", "C", "K", "not found"}


def rows_of(content):
    for part in content.values():
        yield from [part] if isinstance(part, dict) else part if isinstance(part, list) else []


def catalogue(name):
    return [row for row in FILES["terms"]["rows"] if row["catalogue"] == name]


@pytest.mark.parametrize("name", ["countries", "lump_sums", "project", "terms"])
def test_every_row_says_how_sure_it_is_and_names_its_source(name):
    rows = list(rows_of(FILES[name]))

    assert rows
    for row in rows:
        assert row["certainty"] in CERTAINTIES
        assert row["source"].startswith("https://") or row["certainty"] != "confirmed", row
        assert row["note"] or row["certainty"] == "confirmed", row
        for name_of_day in ("from_on", "until_on", "starts_on", "ends_on"):
            if row.get(name_of_day):
                date.fromisoformat(row[name_of_day])


def test_38_countries_take_part_and_britain_is_open():
    rows = FILES["countries"]["rows"]
    britain = [row for row in rows if row["code"] == "GB"]

    assert len({row["code"] for row in rows} - {"GB"}) == 38
    assert [row["until_on"] for row in britain] == ["2020-01-31", None]
    assert {row["code"] for row in FILES["countries"]["not_taking_part"]} == {
        *("NO", "LI", "CH", "IL")
    }
    for row in rows_of(FILES["countries"]):
        assert is_country(row["code"])
        name = row["name"].replace(" and ", " & ")
        assert read_country(name) == CountryReading(row["code"], asked=False)


def test_every_country_has_one_lump_sum_and_only_two_are_confirmed():
    sums = {row["country"]: row for row in FILES["lump_sums"]["rows"]}

    assert len(sums) == len(FILES["lump_sums"]["rows"])
    assert set(sums) == {row["code"] for row in FILES["countries"]["rows"]}
    assert {code for code, row in sums.items() if row["certainty"] == "confirmed"} == {"FR", "PT"}
    assert sums["PT"]["amount_cents"] == 78_000
    assert sums["GB"]["amount_cents"] is None
    for row in sums.values():
        if row["amount_cents"] is not None:
            assert row["amount_cents"] % 200 == 0  # so its half is whole euros
            assert 50_000 <= row["amount_cents"] <= 110_000


def test_types_and_ecosystems_are_those_of_the_domain():
    assert {row["code"] for row in catalogue("organisation_type")} == set(OrganisationType)
    assert [row["code"] for row in catalogue("ecosystem")] == list(Ecosystem)
    assert len(catalogue("purpose")) == 4
    assert len(catalogue("activity_type")) == 5


def test_only_clusters_smes_and_those_that_help_them_grow_may_visit():
    visitors = {row["code"] for row in catalogue("organisation_type") if row["may_visit"]}

    assert visitors == set(OrganisationType) - {
        *("large_company", "public_authority", "training_provider"),
        *("university", "technology_park", "other"),
    }


def test_parts_of_a_target_add_up_to_it():
    targets = {row["code"]: row for row in FILES["project"]["targets"]}
    wholes = {row["part_of"] for row in targets.values()} - {""}

    assert wholes == {"exchanges", "consultations", "labels"}
    for whole in wholes:
        parts = [row["amount"] for row in targets.values() if row["part_of"] == whole]
        assert sum(parts) == targets[whole]["amount"]
    assert targets["managers_trained"]["amount"] == 15
    assert targets["training_sessions"]["amount"] == 10


def test_five_members_have_their_former_names():
    project = FILES["project"]

    assert [row["code"] for row in project["members"]] == ["HU", "FR", "DE", "NL", "PT"]
    names = {(row["member"], row["name"]) for row in project["member_names"]}
    assert {("FR", "Mov’eo"), ("NL", "AutomotiveNL")} <= names
    assert {member for member, _ in names} <= {row["code"] for row in project["members"]}
    assert len(project["objectives"]) == 5
