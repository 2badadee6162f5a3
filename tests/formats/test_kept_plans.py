"""Plans that this program has written before are read as they were meant, and written the same.

The files stand in tests/data/plans, beside the plan that they hold.
"""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from recipe_desktop.domain.plan_files import FileAction, FileLink, FileTask, PlanFile
from recipe_desktop.domain.schedule import Dates, Why
from recipe_desktop.formats.plans import read_file, write_file
from recipe_desktop.services.plan_exports import PlanExport

KEPT = Path(__file__).parents[1] / "data" / "plans"
PLAN = json.loads((KEPT / "plan.json").read_text("utf-8"))


def as_json(value: object) -> Any:
    return json.loads(json.dumps(value, default=str))


def a_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def a_task(cells: dict[str, Any]) -> FileTask:
    action = FileAction(**cells["action"]) if cells["action"] else None
    days = {name: a_day(cells[name]) for name in ("starts_on", "met_on")}
    return FileTask(**cells | days | {"action": action})


def exported() -> PlanExport:
    tasks = tuple(map(a_task, PLAN["tasks"]))
    links = tuple(FileLink(**link) for link in PLAN["links"])
    dates = {}
    for key, (start, end, is_critical, is_summary) in PLAN["dates"].items():
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        why = Why("plan.start", "", 0)
        dates[key] = Dates(first, last, first, last, 0, is_critical, is_summary, why)
    calendars = {
        name: [(date.fromisoformat(day), is_worked) for day, is_worked in days]
        for name, days in PLAN["calendars"].items()
    }
    file = PlanFile("plan", "", tasks, links)
    return PlanExport(file, dates, PLAN["calendar_of"], calendars, PLAN["owners"])


@pytest.mark.parametrize("name", ["exported.xml", "exported.csv"])
def test_a_kept_plan_is_read_as_it_was_meant(name):
    read = read_file(KEPT / name)

    first = read.tasks[0].row  # below the titles of a sheet
    tasks = [replace(task, row=task.row - first + 1) for task in read.tasks]
    assert as_json([asdict(task) for task in tasks]) == PLAN["tasks"]
    assert as_json([asdict(link) for link in read.links]) == PLAN["links"]
    assert (read.rejected, read.unread) == ((), ())


@pytest.mark.parametrize("name", ["exported.xml", "exported.csv"])
def test_a_plan_is_written_as_it_was_before(tmp_path, name):
    write_file(tmp_path / name, exported(), "Roadmap")

    assert (tmp_path / name).read_bytes() == (KEPT / name).read_bytes()
