"""The preview of what will be on paper, and the PDF of it: the same for every document."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import Finding
from recipe_desktop.i18n import LANGUAGES, _, format_number, language, ngettext
from recipe_desktop.reports.display_list import Document
from recipe_desktop.services import words
from recipe_desktop.ui.background.jobs import Job, Jobs, Progress
from recipe_desktop.ui.cards import Symbol
from recipe_desktop.ui.dialogs.dialog import ProgressPlace
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.paper.preview import PreviewView
from recipe_desktop.ui.view import Label

if TYPE_CHECKING:
    from recipe_desktop.reports.pdf import WrittenFile  # brings reportlab, which the start must not

_WIDE: Final = 58.0
_HIGH: Final = 38.0
_AROUND: Final = 15.0  # units of the window's height that are not the preview's
_FIELD_UNITS: Final = 10.0
_ROOM_FOR_FINDINGS: Final = 2  # without making the preview lower
_FINDING_UNITS: Final = 1.75
_IN_SETTINGS: Final = ("report.no_funding_line", "report.no_disclaimer", "report.no_emblem")


@dataclass(frozen=True, slots=True)
class Laid:
    """A document that is ready to be shown.

    Args:
        said: what it holds, in words.
        write: writes it as a PDF.
    """

    document: Document
    findings: Sequence[Finding]
    said: str
    is_empty: bool
    write: "Callable[[Path, Progress], WrittenFile]"


class Writer(Protocol):
    """A module of reports, which writes one kind of document."""

    def write(
        self, data: Any, path: Path, progress: Callable[[int, int], None], /
    ) -> "WrittenFile":
        """Lay it out and write it as a PDF."""
        ...


def write_as_pdf(writer: Writer, data: object, path: Path, progress: Progress) -> "WrittenFile":
    """Write a document beside the window, which is told how far it is."""
    return writer.write(data, path, progress.step)


class PrintDocument(Sheet):
    """Shows a document as it will be printed, and saves it as a PDF.

    ``saved`` tells the file. A document's own class says what there is to choose, and lays it out.
    """

    saved = Signal(str)

    def __init__(self, look: Look, window: QWidget | None, jobs: Jobs, title: str) -> None:
        super().__init__(look, window, wide=_WIDE)
        self._jobs = jobs
        self.laid: Laid | None = None
        self._job: Job | None = None
        self._path: Path | None = None
        self.preview: PreviewView | None = None
        self.title = Label(look, title, face="lead")
        self.language_of = QComboBox()
        self.progress = ProgressPlace(look)
        self.found, self.below = QVBoxLayout(), QVBoxLayout()
        self.told = Label(look, ink="text2")
        self.open_file = Button(look, _("Open"), bare=True, ink="accent_ink")
        self.close_button = Button(look, _("Close"))
        self.save = Button(look, _("Save as PDF"), symbol="download", primary=True)
        self._place, self._paper = QVBoxLayout(), QWidget()
        self._below_units = 0.0
        for code, name in LANGUAGES.items():
            self.language_of.addItem(name, code)
        self.language_of.setCurrentIndex(max(0, self.language_of.findData(language())))
        self.setAccessibleName(title)

    def begin(self) -> None:
        """Called by the document's own class when its choices are filled."""
        self._build()
        self.lay_out_paper()
        for _word, field in self.choices():
            field.currentIndexChanged.connect(self.lay_out_paper)
        self.save.clicked.connect(self.choose_file)
        self.close_button.clicked.connect(self.reject)
        self.open_file.clicked.connect(self._open)

    @abstractmethod
    def choices(self) -> Sequence[tuple[str, QComboBox]]:
        """What can be chosen, with its word."""

    @abstractmethod
    def work(self) -> Callable[[Progress], Laid]:
        """Lays the document out as it is chosen now, in another thread."""

    @abstractmethod
    def file_name(self) -> str:
        """What the PDF is called if nobody says otherwise."""

    @override
    def first_focus(self) -> QWidget:
        return self.close_button

    @override
    def done(self, result: int) -> None:
        job, self._job = self._job, None  # what it still brings finds no dialog
        if job is not None:
            job.cancel()
        super().done(result)

    def choose_file(self) -> None:
        """Ask where the PDF shall go."""
        kinds = _("PDF documents") + " (*.pdf)"
        choosing.save_file(self.window(), _("Save as PDF"), self.file_name(), kinds, self.write)

    def write(self, path: Path) -> None:
        """Write the PDF beside the window's work."""
        if self.laid is None:
            return
        self._path = path
        self.save.setEnabled(False)
        self._follow(partial(self.laid.write, path), self._written, can_cancel=True)

    def lay_out_paper(self) -> None:
        """Lay the document out as it is chosen now."""
        if self._job is not None:
            self._job.cancel()
        self.laid, self._path = None, None
        self.save.setEnabled(False)
        self.save.setToolTip(_("The pages are being laid out"))
        self.told.setText("")
        self.open_file.hide()
        self._follow(self.work(), self._show, can_cancel=False)

    def _follow(
        self,
        work: Callable[[Progress], object],
        then: Callable[[Job, Any], None],
        *,
        can_cancel: bool,
    ) -> None:
        job = self._jobs.start(work)
        self._job = job
        self.progress.follow(job, can_cancel=can_cancel)
        job.succeeded.connect(partial(then, job))
        job.cancelled.connect(partial(self._came_to_nothing, job))
        job.failed.connect(partial(self._came_to_nothing, job))

    def _show(self, job: Job, laid: Laid) -> None:
        if job is not self._job:
            return  # something else was asked for in the meantime, or nothing any more
        self._job, self.laid = None, laid
        if laid.document.pages:
            self._show_pages(laid.document)
        elif self.preview is not None:
            self.preview.hide()
        nothing = _("There is nothing to print") if laid.is_empty else ""
        self.save.setEnabled(not laid.is_empty)
        self.save.setToolTip(nothing)
        self.told.setText(nothing or laid.said)
        self.show_findings(laid.findings)
        self.place()

    def _show_pages(self, document: Document) -> None:
        if self.preview is None:
            self.preview = PreviewView(self.look, document, self.panel)
            self._place.addWidget(self.preview)
        else:
            self.preview.show_document(document)
            self.preview.show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What to know before it is printed, all of it, below the preview."""
        while (item := self.found.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Symbol(self.look, "alert-triangle", status=Status.LOOK))
            line.addWidget(Label(self.look, _said(finding), face="second"), 1)
            self.found.addWidget(row)
            row.show()
        self._fit_paper()

    def _written(self, job: Job, written: "WrittenFile") -> None:
        if job is not self._job or self._path is None:
            return
        self._job = None
        self.save.setEnabled(True)
        said = ngettext("{count} page in {file}", "{count} pages in {file}", written.pages)
        self.told.setText(said.format(count=format_number(written.pages), file=self._path.name))
        self.open_file.show()
        self.saved.emit(str(self._path))

    def _came_to_nothing(self, job: Job, _error: object = None) -> None:
        if job is not self._job:
            return
        self._job = None
        self.save.setEnabled(self.laid is not None)

    def _open(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def leave_room(self, units: float) -> None:
        """Make the preview so much lower that something else finds its place."""
        self._below_units = units
        self._fit_paper()

    def _fit_paper(self) -> None:
        window = self.parentWidget()
        room = window.height() / self.look.u - _AROUND if window is not None else _HIGH
        more = max(0, self.found.count() - _ROOM_FOR_FINDINGS) * _FINDING_UNITS
        lower = self._below_units + more
        self._paper.setFixedHeight(self.look.px(max(12.0, min(_HIGH, room) - lower)))

    def _build(self) -> None:
        look = self.look
        paper = self._paper
        paper.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignTop)
        self.leave_room(0)
        head = QHBoxLayout()
        head.setSpacing(look.px(0.5))
        head.addWidget(self.title, 1)
        for word, field in self.choices():
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
        layout.addLayout(self.below)
        layout.addLayout(foot)


def _said(finding: Finding) -> str:
    """What is lacking, and where it is given."""
    sentence = words.finding_sentence(finding)
    if finding.code not in _IN_SETTINGS:
        return sentence
    where = _("It is given in the project settings, menu Edit.")
    return f"{sentence} {where}"
