"""A plan's file, whichever kind it is: read, and written as its name ends."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from recipe_desktop.domain import plan_sheets
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.plan_files import PlanFile
from recipe_desktop.domain.workdays import DayException
from recipe_desktop.formats import ms_project, ms_project_files, sheets
from recipe_desktop.formats.files import COMPOUND, read_bytes
from recipe_desktop.formats.sheets import Reading
from recipe_desktop.given_files import open_given
from recipe_desktop.services.plan_exports import PlanExport

XML: Final = ".xml"
_NO_SHEET: Final = {"table.other_kind", "table.xml", "table.plan", "table.not_text"}
_FOUND_OUT: Final = Reading()
_SERIALISED: Final = b"\xac\xed\x00\x05"  # objects of Java, which ProjectLibre writes
_GANTT_PROJECT: Final = re.compile(rb"<project\b[^>]*\b(view-date|gantt-divider-location)=")


def is_plan(path: Path) -> bool:
    """Whether a file is a plan of MS Project, as far as its beginning shows."""
    try:
        with open_given(path) as file:
            return ms_project.is_plan(file.read(2000))
    except (OSError, UserError):
        return False


def read_file(
    path: Path,
    source: str = "",
    exceptions: Iterable[DayException] = (),
    reading: Reading = _FOUND_OUT,
    answers: Mapping[str, str] | None = None,
) -> PlanFile:
    """The plan of a file.

    Args:
        exceptions: to the calendars by which the days of a sheet are counted.
        reading: what somebody chose for a sheet after a first look.
        answers: to what it left open, by ``Question.key``.

    Raises:
        UserError: file.*, table.*, plan.*.
    """
    content = read_bytes(path)
    if ms_project.is_plan(content):
        if reading.sheet is not None:
            raise UserError("table.no_sheets", name=path.name, sheet=reading.sheet)
        return ms_project.read_plan(path, source)
    if code := _other_program(content):
        raise UserError(code, name=path.name)
    try:
        table = sheets.read_table(path, plan_sheets.is_known_header, reading)
    except UserError as error:
        if error.code in _NO_SHEET:
            raise UserError("plan.not_a_plan", name=path.name) from error
        raise
    return plan_sheets.read_rows(table, source, exceptions, answers)


def _other_program(content: bytes) -> str:
    """How the plan of another program is told to be saved, as a code; empty for anything else."""
    if content.startswith(COMPOUND) and b"MSProject" in content:
        return "plan.of_ms_project"
    if content.startswith(_SERIALISED) and b"projectlibre" in content.lower():
        return "plan.of_project_libre"
    return "plan.of_gantt_project" if _GANTT_PROJECT.search(content[:4000]) else ""


def write_file(path: Path, plan: PlanExport, title: str) -> None:
    """Write a plan as XML of MS Project, or as a table.

    Raises:
        UserError: table.unknown_suffix, file.disk_full, file.not_writable.
    """
    if path.suffix.lower() != XML:
        sheets.write_table(path, title, plan_sheets.HEADERS, plan_sheets.table_rows(plan.file))
        return
    ms_project_files.write_plan(path, plan, title)
