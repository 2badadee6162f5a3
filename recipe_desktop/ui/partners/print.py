"""Print the partner directory: a preview of what will be on the paper, and the PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import Finding
from recipe_desktop.i18n import LANGUAGES, _, format_number, language, ngettext
from recipe_desktop.reports.directory_data import DirectoryData
from recipe_desktop.reports.display_list import Document
from recipe_desktop.services import words
from recipe_desktop.services.directory import directory
from recipe_desktop.services.organisations import Filter
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui import files
from recipe_desktop.ui.cards import Symbol
from recipe_desktop.ui.dialogs import ProgressPlace
from recipe_desktop.ui.jobs import Job, Jobs, Progress
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.preview import PreviewView
from recipe_desktop.ui.sheet import Sheet
from recipe_desktop.ui.tab_order import order_tabs
from recipe_desktop.ui.view import Label

if TYPE_CHECKING:
    from recipe_desktop.reports.pdf import Written  # brings reportlab, which the start must not

_WIDE: Final = 58.0
_HIGH: Final = 38.0
_AROUND: Final = 15.0  # units of the window's height that are not the preview's
_FIELD_UNITS: Final = 10.0
_MOST_FINDINGS: Final = 2


@dataclass(frozen=True, slots=True)
class _Laid:
    """A directory that is ready to be shown."""

    data: DirectoryData
    document: Document
    findings: list[Finding]


class PrintDirectory(Sheet):
    """Shows the directory as it will be printed, and saves it as a PDF.

    Args:
        narrowed: what the list is narrowed to; empty for everything.
    """

    saved = Signal(str)

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        workspace: Workspace,
        jobs: Jobs,
        narrowed: Filter,
    ) -> None:
        super().__init__(look, window, wide=_WIDE)
        self._workspace, self._jobs, self._narrowed = workspace, jobs, narrowed
        self._laid: _Laid | None = None
        self._job: Job | None = None
        self._path: Path | None = None
        self.preview: PreviewView | None = None
        self.title = Label(look, _("Partner directory"), face="lead")
        self.scope, self.language_of = QComboBox(), QComboBox()
        self.progress = ProgressPlace(look)
        self.found = QVBoxLayout()
        self.told = Label(look, ink="text2")
        self.open_file = Button(look, _("Open"), bare=True, ink="accent_ink")
        self.close_button = Button(look, _("Close"))
        self.save = Button(look, _("Save as PDF"), symbol="download", primary=True)
        self._place = QVBoxLayout()
        self._fill()
        self._lay_out()
        self.setAccessibleName(_("Partner directory"))
        self._lay_out_paper()

        self.scope.currentIndexChanged.connect(self._lay_out_paper)
        self.language_of.currentIndexChanged.connect(self._lay_out_paper)
        self.save.clicked.connect(self.choose_file)
        self.close_button.clicked.connect(self.reject)
        self.open_file.clicked.connect(self._open)

    @override
    def first_focus(self) -> QWidget:
        return self.close_button

    @override
    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def choose_file(self) -> None:
        """Ask where the PDF shall go."""
        day = now().astimezone().date().isoformat()
        name = _("partners") + f"-{day}.pdf"
        kinds = _("PDF documents") + " (*.pdf)"
        files.save_file(self.window(), _("Save as PDF"), name, kinds, self.write)

    def write(self, path: Path) -> None:
        """Write the PDF beside the window's work."""
        if self._laid is None:
            return
        self._path = path
        self.save.setEnabled(False)
        self._follow(partial(_write, self._laid.data, path), self._written)

    def _fill(self) -> None:
        if self._narrowed != Filter():
            self.scope.addItem(_("What the list shows"), self._narrowed)
        self.scope.addItem(_("All partners"), Filter())
        for code, name in LANGUAGES.items():
            self.language_of.addItem(name, code)
        here = self.language_of.findData(language())
        self.language_of.setCurrentIndex(max(0, here))

    def _lay_out_paper(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._laid, self._path = None, None
        self.save.setEnabled(False)
        self.save.setToolTip(_("The pages are being laid out"))
        self.told.setText("")
        self.open_file.hide()
        narrowed, code = self.scope.currentData(), str(self.language_of.currentData())
        self._follow(partial(_lay_out, self._workspace, narrowed, code), self._show)

    def _follow(self, work: Callable[[Progress], object], then: Callable[[Job, Any], None]) -> None:
        job = self._jobs.start(work)
        self._job = job
        self.progress.follow(job)
        job.succeeded.connect(partial(then, job))
        job.failed.connect(self._failed)

    def _show(self, job: Job, laid: _Laid) -> None:
        if job is not self._job:
            return  # something else was asked for in the meantime
        self._job, self._laid = None, laid
        if self.preview is None:
            self.preview = PreviewView(self.look, laid.document, self.panel)
            self._place.addWidget(self.preview)
        else:
            self.preview.show_document(laid.document)
        empty = not any(group.entries for group in laid.data.groups)
        self.save.setEnabled(not empty)
        self.save.setToolTip(_("There is nothing to print") if empty else "")
        entries = sum(len(group.entries) for group in laid.data.groups)
        said = ngettext("{count} organisation", "{count} organisations", entries)
        self.told.setText(said.format(count=format_number(entries)))
        self._show_findings(laid.findings)
        order_tabs(self.panel)
        self.place()

    def _show_findings(self, findings: list[Finding]) -> None:
        while (item := self.found.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for finding in findings[:_MOST_FINDINGS]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Symbol(self.look, "alert-triangle", status=Status.LOOK))
            line.addWidget(Label(self.look, words.finding_sentence(finding), face="second"), 1)
            self.found.addWidget(row)
            row.show()

    def _written(self, job: Job, written: "Written") -> None:
        if job is not self._job or self._path is None:
            return
        self._job = None
        self.save.setEnabled(True)
        said = ngettext("{count} page in {file}", "{count} pages in {file}", written.pages)
        self.told.setText(said.format(count=format_number(written.pages), file=self._path.name))
        self.open_file.show()
        self.saved.emit(str(self._path))

    def _failed(self) -> None:
        self._job = None
        self.save.setEnabled(self._laid is not None)

    def _open(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _lay_out(self) -> None:
        look = self.look
        window = self.parentWidget()
        room = window.height() / look.u - _AROUND if window is not None else _HIGH
        paper = QWidget()
        paper.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignTop)
        paper.setFixedHeight(look.px(max(12.0, min(_HIGH, room))))
        head = QHBoxLayout()
        head.setSpacing(look.px(0.5))
        head.addWidget(self.title, 1)
        for word, field in ((_("What"), self.scope), (_("Language"), self.language_of)):
            label = Label(look, word, ink="text2")
            label.setBuddy(field)
            field.setAccessibleName(word)
            field.view().setAccessibleName(word)
            field.setMinimumWidth(look.px(_FIELD_UNITS))
            head.addWidget(label)
            head.addWidget(field)
        foot = QHBoxLayout()
        foot.addWidget(self.told)
        foot.addWidget(self.open_file)
        foot.addStretch()
        foot.addWidget(self.close_button)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, look.px(1.1), edge, look.px(1))
        layout.setSpacing(look.px(0.6))
        layout.addLayout(head)
        layout.addWidget(paper)
        layout.addLayout(self.found)
        layout.addLayout(foot)


def _lay_out(workspace: Workspace, narrowed: Filter, code: str, progress: Progress) -> _Laid:
    from recipe_desktop.reports import directory as document
    from recipe_desktop.reports.partners import directory_data

    data = directory_data(workspace.ask(directory, narrowed), code)
    progress.step(0, 0)
    return _Laid(data, document.layout(data), document.findings(data))


def _write(data: DirectoryData, path: Path, progress: Progress) -> "Written":
    from recipe_desktop.reports import directory as document

    return document.write(data, path, progress.step)
