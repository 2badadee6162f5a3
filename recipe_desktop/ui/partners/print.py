"""Print the partner directory: a preview of what will be on the paper, and the PDF."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import today
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services.directory import directory
from recipe_desktop.services.organisations import Filter
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Jobs, Progress
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.paper.printing import Laid, PrintDocument, write_as_pdf


class PrintDirectory(PrintDocument):
    """Shows the directory as it will be printed, and saves it as a PDF.

    Args:
        narrowed: what the list is narrowed to; empty for everything.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        workspace: Workspace,
        jobs: Jobs,
        narrowed: Filter,
    ) -> None:
        super().__init__(look, window, jobs, _("Partner directory"))
        self._workspace = workspace
        self.scope = QComboBox()
        if narrowed != Filter():
            self.scope.addItem(_("What the list shows"), narrowed)
        self.scope.addItem(_("All partners"), Filter())
        self.begin()

    @override
    def choices(self) -> Sequence[tuple[str, QComboBox]]:
        return (_("What"), self.scope), (_("Language"), self.language_of)

    @override
    def file_name(self) -> str:
        return _("partners") + f"-{today().isoformat()}.pdf"

    @override
    def work(self) -> Callable[[Progress], Laid]:
        narrowed, code = self.scope.currentData(), str(self.language_of.currentData())
        return partial(_lay_out, self._workspace, narrowed, code)


def _lay_out(workspace: Workspace, narrowed: Filter, code: str, progress: Progress) -> Laid:
    from recipe_desktop.reports import directory as document
    from recipe_desktop.reports.partners import directory_data

    data = directory_data(workspace.ask(directory, narrowed), code)
    progress.step(0, 0)
    entries = sum(len(group.entries) for group in data.groups)
    said = ngettext("{count} organisation", "{count} organisations", entries)
    return Laid(
        document.layout(data),
        document.findings(data),
        said.format(count=format_number(entries)),
        not entries,
        partial(write_as_pdf, document, data),
    )
