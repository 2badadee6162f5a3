"""Print an event's papers: a preview of what will be on the paper, and the PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import Finding
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import LANGUAGES, _, format_day, format_number, language, ngettext
from recipe_desktop.reports.display_list import Document
from recipe_desktop.services import event_papers, words
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui import files
from recipe_desktop.ui.cards import Symbol
from recipe_desktop.ui.dialogs import ProgressPlace
from recipe_desktop.ui.jobs import Job, Jobs, Progress
from recipe_desktop.ui.lines import clear
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
_FIELD_UNITS: Final = 12.0
_MOST_FINDINGS: Final = 2


@dataclass(frozen=True, slots=True)
class Laid:
    """A paper that is ready to be shown, and how it is written."""

    document: Document
    findings: Sequence[Finding]
    write: Callable[[Path, Callable[[int, int], None]], "Written"]


class PrintPaper(Sheet):
    """Shows a paper as it will be printed, and saves it as a PDF."""

    saved = Signal(str)

    def __init__(
        self, look: Look, window: QWidget | None, workspace: Workspace, jobs: Jobs, event: Uid
    ) -> None:
        super().__init__(look, window, wide=_WIDE)
        self._workspace, self._jobs, self._event = workspace, jobs, event
        self._laid: Laid | None = None
        self._job: Job | None = None
        self._path: Path | None = None
        self.preview: PreviewView | None = None
        self.title = Label(look, self.what(), face="lead")
        self.choice, self.language_of = QComboBox(), QComboBox()
        self.progress = ProgressPlace(look)
        self.found = QVBoxLayout()
        self.told = Label(look, ink="text2")
        self.open_file = Button(look, _("Open"), bare=True, ink="accent_ink")
        self.close_button = Button(look, _("Close"))
        self.save = Button(look, _("Save as PDF"), symbol="download", primary=True)
        self._place = QVBoxLayout()
        self._fill()
        self._lay_out()
        self.setAccessibleName(self.what())
        self._lay_out_paper()

        self.choice.currentIndexChanged.connect(self._lay_out_paper)
        self.language_of.currentIndexChanged.connect(self._lay_out_paper)
        self.save.clicked.connect(self.choose_file)
        self.close_button.clicked.connect(self.reject)
        self.open_file.clicked.connect(self._open)

    # -- what differs from paper to paper ---------------------------------------------------

    def what(self) -> str:
        """What the paper is called."""
        raise NotImplementedError

    def choices(self) -> Sequence[tuple[str, object]]:
        """What can be chosen beside the language."""
        raise NotImplementedError

    def work(self, choice: Any, code: str) -> Callable[[Progress], Laid]:
        """How the paper is laid out, beside the window's work."""
        raise NotImplementedError

    def file_name(self) -> str:
        """How the file is called, unless somebody names it otherwise."""
        raise NotImplementedError

    def printed(self) -> None:
        """Called when the PDF is there."""

    # -- the sheet --------------------------------------------------------------------------

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
        kinds = _("PDF documents") + " (*.pdf)"
        files.save_file(self.window(), _("Save as PDF"), self.file_name(), kinds, self.write)

    def write(self, path: Path) -> None:
        """Write the PDF beside the window's work."""
        if self._laid is None:
            return
        self._path = path
        self.save.setEnabled(False)
        self._follow(partial(_write, self._laid, path), self._written)

    def _fill(self) -> None:
        for word, value in self.choices():
            self.choice.addItem(word, value)
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
        code = str(self.language_of.currentData())
        self._follow(self.work(self.choice.currentData(), code), self._show)

    def _follow(self, work: Callable[[Progress], object], then: Callable[[Job, Any], None]) -> None:
        self._job = job = self._jobs.start(work)
        self.progress.follow(job)
        job.succeeded.connect(partial(then, job))
        job.finished.connect(partial(self._finished, job))

    def _show(self, job: Job, laid: Laid) -> None:
        if job is not self._job:
            return
        self._laid = laid
        if self.preview is None:
            self.preview = PreviewView(self.look, laid.document)
            self._place.addWidget(self.preview, 1)
        else:
            self.preview.show_document(laid.document)
        self.save.setEnabled(bool(len(laid.document.pages)))
        self.save.setToolTip("" if len(laid.document.pages) else _("There is nothing to print"))
        self._show_findings(laid.findings)
        order_tabs(self.panel)
        self.place()

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        clear(self.found)
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
        said = ngettext("{count} page in {file}", "{count} pages in {file}", written.pages)
        self.told.setText(said.format(count=format_number(written.pages), file=self._path.name))
        self.open_file.show()
        self.printed()
        self.saved.emit(str(self._path))

    def _finished(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            laid = self._laid
            self.save.setEnabled(laid is not None and bool(len(laid.document.pages)))

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
        for word, field in ((_("What"), self.choice), (_("Language"), self.language_of)):
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


class PrintSignedList(PrintPaper):
    """The signed list of a day; once it is printed, nobody's row moves any more."""

    @override
    def what(self) -> str:
        return _("Signed list")

    @override
    def choices(self) -> Sequence[tuple[str, object]]:
        days = self._workspace.ask(event_papers.days, self._event)
        return [(format_day(day), day) for day in days]

    @override
    def work(self, choice: Any, code: str) -> Callable[[Progress], Laid]:
        return partial(_signed_list, self._workspace, self._event, choice, code)

    @override
    def file_name(self) -> str:
        return _("signed-list") + f"-{self.choice.currentData().isoformat()}.pdf"

    @override
    def printed(self) -> None:
        day = self.choice.currentData()
        self._workspace.do(event_papers.list_printed, self._event, day)


class PrintBadges(PrintPaper):
    """The badges of everybody who comes."""

    @override
    def what(self) -> str:
        return _("Badges")

    @override
    def choices(self) -> Sequence[tuple[str, object]]:
        return [(_("Four on a sheet of A4"), True), (_("One on a sheet of A6"), False)]

    @override
    def work(self, choice: Any, code: str) -> Callable[[Progress], Laid]:
        return partial(_badges, self._workspace, self._event, choice, code)

    @override
    def file_name(self) -> str:
        return _("badges") + ".pdf"


def _signed_list(workspace: Workspace, event: Uid, day: Any, code: str, progress: Progress) -> Laid:
    from recipe_desktop.reports import signed_list as document
    from recipe_desktop.reports.events import signed_list_data

    data = signed_list_data(workspace.ask(event_papers.signed_list, event, day), code)
    progress.step(0, 0)
    return Laid(document.layout(data), document.findings(data), partial(document.write, data))


def _badges(
    workspace: Workspace,
    event: Uid,
    four_on_a4: Any,
    code: str,
    progress: Progress,
) -> Laid:
    from recipe_desktop.reports import badges as document
    from recipe_desktop.reports.events import badges_data

    known = workspace.ask(event_papers.badges, event)
    data = badges_data(known, code, four_on_a4=bool(four_on_a4))
    progress.step(0, 0)
    return Laid(document.layout(data), document.findings(data), partial(document.write, data))


def _write(laid: Laid, path: Path, progress: Progress) -> "Written":
    return laid.write(path, progress.step)
