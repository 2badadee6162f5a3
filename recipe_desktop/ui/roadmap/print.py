"""Print the roadmap: paper, language, what is not translated, a preview, and the PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.errors import Finding
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import roadmap
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Jobs, Progress
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.paper.printing import Laid, PrintDocument, write_as_pdf

_LIST_UNITS: Final = 9.0
_TEXTS: Final = ("report.missing_translations", "report.stale_translations")


@dataclass(frozen=True, slots=True)
class _LaidRoadmap(Laid):
    """A report that is ready to be shown, with what is not translated in it."""

    untranslated: tuple[str, ...]


class PrintRoadmap(PrintDocument):
    """Shows the report as it will be printed; texts without translation are listed on demand."""

    def __init__(
        self, look: Look, window: QWidget | None, workspace: Workspace, jobs: Jobs
    ) -> None:
        super().__init__(look, window, jobs, _("Joint roadmap"))
        self._workspace = workspace
        self.paper = QComboBox()
        for size in ("A4", "A3"):
            self.paper.addItem(size, size)
        self.texts = Button(look, symbol="language", small=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Texts that are not translated"))
        self.list.setFixedHeight(look.px(_LIST_UNITS))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.below.addWidget(self.texts, 0, Qt.AlignmentFlag.AlignLeft)
        self.below.addWidget(self.list)
        self.list.hide()
        self.texts.hide()
        self.texts.clicked.connect(self._fold)
        self.begin()

    @override
    def choices(self) -> Sequence[tuple[str, QComboBox]]:
        return (_("Paper"), self.paper), (_("Language"), self.language_of)

    @override
    def file_name(self) -> str:
        day = today().isoformat()
        return _("roadmap") + f"-{self.language_of.currentData()}-{day}.pdf"

    @override
    def work(self) -> Callable[[Progress], Laid]:
        code, paper = str(self.language_of.currentData()), str(self.paper.currentData())
        return partial(_lay_out, self._workspace, code, paper)

    @override
    def show_findings(self, findings: Sequence[Finding]) -> None:
        super().show_findings([finding for finding in findings if finding.code not in _TEXTS])
        untranslated = self.laid.untranslated if isinstance(self.laid, _LaidRoadmap) else ()
        count = len(untranslated)
        said = ngettext(
            "{n} text is not translated or has changed since",
            "{n} texts are not translated or have changed since",
            count,
        )
        self.texts.setText(said.format(n=format_number(count)))
        self.texts.setVisible(count > 0)
        self.list.setVisible(False)
        self.leave_room(1.5 if count else 0)
        self.list.clear()
        self.list.addItems(untranslated)

    def _fold(self) -> None:
        shown = self.list.isHidden()
        self.list.setVisible(shown)
        self.leave_room(_LIST_UNITS + 2 if shown else 1.5)
        self.place()


def _lay_out(workspace: Workspace, code: str, paper: str, progress: Progress) -> _LaidRoadmap:
    from recipe_desktop.reports import roadmap as document
    from recipe_desktop.reports.plans import roadmap_data

    data = roadmap_data(workspace.ask(roadmap.roadmap), code, paper=paper)
    progress.step(0, 0)
    stale = (_("changed since: {text}").format(text=text) for text in data.stale)
    count = len(data.rows)
    said = ngettext("{n} task or milestone", "{n} tasks and milestones", count)
    return _LaidRoadmap(
        document.layout(data),
        document.findings(data),
        said.format(n=format_number(count)),
        not count,
        partial(write_as_pdf, document, data),
        (*data.untranslated, *stale),
    )
