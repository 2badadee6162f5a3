"""A plan from a sheet with one task a row."""

from datetime import date

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.plan_files import FileLink
from recipe_desktop.domain.plan_sheets import read_rows
from recipe_desktop.domain.source_tables import SourceRow, SourceTable

HEADERS = ("Kód", "Feladat", "Felelős", "Kezdés", "Befejezés", "Előzmények", "Mérföldkő", "Szín")


def table(*rows, headers=HEADERS):
    lines = tuple(SourceRow(number, row) for number, row in enumerate(rows, 2))
    return SourceTable("terv.csv", "", 1, headers, lines)


def test_a_hungarian_sheet_is_read():
    plan = read_rows(
        table(
            ("1", "Stratégia", "HU", None, None, None, None, "piros"),
            ("1.1", "Írás", "hu", "2026-08-03", "2026-08-21", None, None, None),
            ("1.2", "Kész", "XX", None, None, "1.1FS+2, 1.1SS, 9.9", "igen", None),
        )
    )

    strategy, writing, done = plan.tasks
    assert (writing.parent, writing.owner, writing.starts_on) == ("1", "HU", date(2026, 8, 3))
    assert writing.duration == 14  # 20 August is free
    assert (done.duration, done.owner) == (0, "")
    assert strategy.duration == 1
    assert plan.links == (FileLink("1.1", "1.2", "FS", 2), FileLink("1.1", "1.2", "SS", 0))
    assert plan.left_out == {
        "plan.links_not_calculated": 1,
        "plan.links_to_nothing": 1,
        "plan.unknown_columns": 1,
        "plan.unknown_owners": 1,
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("2", "", "HU", None, None, None, None, None), "plan.row_without_name"),
        (("1", "Again", "HU", None, None, None, None, None), "plan.row_repeats_code"),
        (("2", "Bad", "HU", "soon", None, None, None, None), "plan.row_with_bad_day"),
        (
            ("2", "Back", "HU", "2026-08-21", "2026-08-03", None, None, None),
            "plan.row_ends_before_start",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_rejected_with_its_number(row, code):
    good = ("1", "Good", "HU", None, None, None, None, None)

    plan = read_rows(table(good, row))

    assert [(line.row, line.code) for line in plan.rejected] == [(3, code)]
    assert len(plan.tasks) == 1


def test_a_sheet_without_names_is_refused():
    with pytest.raises(UserError, match=r"plan\.no_names"):
        read_rows(table(("x",), headers=("Colour",)))
