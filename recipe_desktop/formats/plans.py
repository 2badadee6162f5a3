"""A plan's file, whichever kind it is: read, and written as its name ends."""

from pathlib import Path
from typing import Final

from recipe_desktop.domain import plan_sheets
from recipe_desktop.domain.plan_files import PlanFile
from recipe_desktop.formats import ms_project, ms_project_files, sheets
from recipe_desktop.formats.files import read_bytes
from recipe_desktop.services.plan_exports import PlanExport

XML: Final = ".xml"
SUFFIXES: Final = (XML, ".xlsx", ".csv", ".tsv")


def is_plan(path: Path) -> bool:
    """Whether a file is a plan of MS Project, as far as its beginning shows."""
    try:
        with path.open("rb") as file:
            return ms_project.is_plan(file.read(2000))
    except OSError:
        return False


def read_file(path: Path, source: str = "") -> PlanFile:
    """The plan of a file.

    Raises:
        UserError: file.*, table.*, plan.*.
    """
    if ms_project.is_plan(read_bytes(path)):
        return ms_project.read_plan(path, source)
    return plan_sheets.read_rows(sheets.read_table(path, plan_sheets.is_known_header), source)


def write_file(path: Path, plan: PlanExport, title: str) -> None:
    """Write a plan as XML of MS Project, or as a table.

    Raises:
        UserError: table.unknown_suffix, file.disk_full, file.not_writable.
    """
    if path.suffix.lower() != XML:
        sheets.write_table(path, title, plan_sheets.HEADERS, plan_sheets.table_rows(plan.file))
        return
    ms_project_files.write_plan(path, plan, title)
