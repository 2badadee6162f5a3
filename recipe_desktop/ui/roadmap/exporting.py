"""Writing the plan to a file for other programs."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from recipe_desktop.domain.clock import today
from recipe_desktop.formats import plans
from recipe_desktop.i18n import _, format_list, format_number, ngettext
from recipe_desktop.services import plan_exports, words_plan
from recipe_desktop.services.plan_exports import PlanExport
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Progress
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.line import ToldLine


def choose_file(given: Surroundings, window: QWidget | None, told: ToldLine) -> QFileDialog:
    """Ask where the plan shall go; the ending says which kind of file it becomes."""
    name = _("roadmap") + f"-{today().isoformat()}{plans.XML}"
    kinds = _("Plans: XML of MS Project, or a table") + " (*.xml *.xlsx *.csv)"
    then = partial(write, given, told)
    return choosing.save_file(window, _("Export the plan"), name, kinds, then)


def write(given: Surroundings, told: ToldLine, path: Path) -> None:
    """Write the plan beside the window's work."""
    job = given.jobs.start(partial(_write, given.workspace, path))
    job.succeeded.connect(lambda plan: told.tell(partial(_said, plan, path.name)))


def _said(plan: PlanExport, name: str) -> str:
    count = len(plan.file.tasks)
    said = ngettext("{n} row written to {file}", "{n} rows written to {file}", count)
    written = said.format(n=format_number(count), file=name)
    if not plan.left_out:
        return written
    parts = [
        f"{format_number(number)} {words_plan.left_out(code, number)}"
        for code, number in plan.left_out.items()
    ]
    return _("{written}; not in it: {parts}").format(written=written, parts=format_list(parts))


def _write(workspace: Workspace, path: Path, _progress: Progress) -> PlanExport:
    plan = workspace.ask(plan_exports.plan)
    plans.write_file(path, plan, _("Joint roadmap"))
    return plan
