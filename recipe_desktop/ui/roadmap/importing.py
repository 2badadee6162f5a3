"""Taking a plan in: which file, what it would bring, what of it is left out, and undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.plan_files import PlanFile, cycles
from recipe_desktop.formats import plans, sheets
from recipe_desktop.formats.sheets import Reading, otherwise
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import plan_days, roadmap, words_plan, words_undo
from recipe_desktop.services.plan_imports import PlanAccount
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Job, Progress
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.cards.news import News
from recipe_desktop.ui.dialogs.dialog import ProgressPlace
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of
from recipe_desktop.ui.files import choosing, rejects
from recipe_desktop.ui.files.asking import question_entries, reading_entries
from recipe_desktop.ui.files.choices import ChoiceEntry, ChoicesPane
from recipe_desktop.ui.files.drops import belongs_elsewhere
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label

_WIDE: Final = 46.0
_ENCODING: Final = "encoding"  # asked as well, and answered by reading the file so
_ENTRY: Final = 2.8  # units; height of a question
_SEEN: Final = 6  # questions without scrolling
_LONGEST_LIST: Final = 8.0  # units; what was not taken over, without scrolling
_KINDS: Final = " (*.xml *.xlsx *.csv *.tsv *.txt)"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file, and how it is to be read where somebody said so."""

    path: Path
    reading: Reading
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file that was looked at, and what it would do."""

    wanted: _Wanted
    file: PlanFile
    account: PlanAccount
    counts: Sequence[str]
    lines: Sequence[str]


class PlanImportSheet(Sheet):
    """Shows what a plan would bring before anything is written."""

    def __init__(
        self, given: Surroundings, window: QWidget | None, file: Path | None = None
    ) -> None:
        super().__init__(given.look, window, wide=_WIDE)
        self._given = given
        self.looked: _Looked | None = None
        self._job: Job | None = None
        self._is_looking = False
        self._wanted = _Wanted(Path(), Reading(), {})
        self._chosen_about: list[str] = []
        look = given.look
        self.title = Label(look, _("Import a plan"), face="lead", wrap=True)
        self.second = Label(look, ink="text2", wrap=True)
        self.news = News(look)
        self.counts = QVBoxLayout()
        self.counts.setSpacing(look.px(0.15))
        self.how = Label(look, _("How the file is understood"), face="strong")
        self.choices = ChoicesPane(look)
        self.choices.setAccessibleName(_("How the file is understood"))
        self.list = QListWidget()
        self.left_out = Label(look, _("Not taken over as it stands"), face="strong")
        self.save = Button(look, symbol="file-download")
        self.list.setAccessibleName(_("Not taken over as it stands"))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.progress = ProgressPlace(look)
        self.foot = Label(look, face="second", ink="text2", wrap=True)
        self.choose_button = Button(look, _("Choose a file"), symbol="file-import")
        self.cancel = Button(look, _("Cancel"))
        self.run = Button(look, _("Import"), symbol="file-import", primary=True)
        self.setAccessibleName(_("Import a plan"))
        self._lay_out()
        self._show()
        self.news.changed.connect(self.place)
        self.choices.chosen.connect(self._choose_otherwise)
        self.save.clicked.connect(self._ask_where_to_save)
        self.choose_button.clicked.connect(self.choose)
        self.cancel.clicked.connect(self.reject)
        self.run.clicked.connect(self.carry_out)
        if file is not None:
            self.read(file)

    @override
    def first_focus(self) -> QWidget:
        return self.choose_button

    def choose(self) -> None:
        """Ask for a file."""
        choosing.open_file(self.window(), _("Import a plan"), _("Plans") + _KINDS, self._chosen)

    def _chosen(self, path: Path) -> None:
        if belongs_elsewhere(path):
            super().reject()
            self._given.ways.files.emit([path])
        else:
            self.read(path)

    def read(self, path: Path) -> None:
        """Look at a file; nothing is written."""
        self.looked = None
        self._look(_Wanted(path, Reading(), {}))

    def _choose_otherwise(self, place: int, value: str) -> None:
        """Read the sheet once more, as somebody said that it is meant."""
        looked, about = self.looked, self._chosen_about[place]
        if looked is None:
            return
        wanted = self._wanted
        if about in {question.key for question in looked.file.asked} - {_ENCODING}:
            self._look(replace(wanted, answers={**wanted.answers, about: value}))
        else:
            reading = otherwise(looked.file.table, about, value)
            self._look(replace(wanted, reading=reading))

    def _look(self, wanted: _Wanted) -> None:
        """Look at a file; while that is under way, once more when it is done."""
        self.news.clear()
        self._wanted = wanted
        if self._is_looking:
            return
        self._is_looking = True
        self._show()
        job = self._given.jobs.start(partial(_look, self._given.workspace, wanted))
        self.progress.follow(job, can_cancel=False)
        job.succeeded.connect(self._looked)
        job.on_failure(self._not_looked)

    def carry_out(self) -> None:
        """Take the plan in; one undo takes all of it back."""
        if self.looked is None:
            return
        self.run.setEnabled(False)
        job = self._given.jobs.start(
            partial(_carry_out, self._given.workspace, self.looked.file), writes=True
        )
        self._job = job
        self.progress.follow(job, can_cancel=False)  # the button of the sheet does it
        job.succeeded.connect(self._done)
        job.cancelled.connect(self._show)
        job.on_failure(self._refused)

    def save_rejects(self, path: Path) -> None:
        """Write the rejected rows with their reasons into a file."""
        if self.looked is None:
            return
        job = self._given.jobs.start(partial(_save_rejects, path, self.looked))
        job.succeeded.connect(self._saved)
        job.on_failure(self._refused)

    @override
    def reject(self) -> None:
        """Leave; while the plan comes in, have nothing of it come in instead."""
        if self._job is not None and not self._job.is_over:
            self._job.cancel()
        else:
            super().reject()

    def _ask_where_to_save(self) -> None:
        if self.looked is not None:
            rejects.ask_where(self.window(), self.looked.wanted.path.stem, self.save_rejects)

    def _saved(self, path: Path) -> None:
        rejects.tell_saved(
            self.news,
            path,
            lambda: _("Mend them in the plan and import it again; what is in already stays."),
        )

    def _looked(self, looked: _Looked) -> None:
        self._is_looking = False
        if looked.wanted != self._wanted:  # something else was chosen since
            self._look(self._wanted)
            return
        self.looked = looked
        self._show()

    def _not_looked(self, error: BaseException) -> None:
        self._is_looking = False
        if self.looked is not None:
            self._wanted = self.looked.wanted  # what was refused is not what is chosen
        self._show()
        self._refused(error)

    def _done(self, _account: PlanAccount) -> None:
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self.news.refuse(error, Status.BLOCK)

    def _show(self) -> None:
        looked = self.looked
        rejected = len(looked.account.rejected) if looked is not None else 0
        self._show_choices()
        for part in (self.left_out, self.list, self.foot):
            part.setVisible(looked is not None)
        self.save.setVisible(rejected > 0)
        self.save.setText(rejects.button_words(rejected))
        self.list.clear()
        clear(self.counts)
        if looked is None:
            self.second.setText(
                _(
                    "XML of MS Project, or a workbook or text file with one task a row. You see "
                    "what it will do before anything is written."
                )
            )
            self.run.setEnabled(False)
            self.run.setDefault(False)
            self.choose_button.setDefault(True)
            self.run.setToolTip(_("Choose a file first"))
            self.place()
            return
        account = looked.account
        self.second.setText(looked.file.name)
        for line in looked.counts:
            label = Label(self.look, line)
            self.counts.addWidget(label)
            label.show()
        self.list.addItems(looked.lines)
        self.left_out.setVisible(bool(looked.lines))
        self.list.setVisible(bool(looked.lines))
        self._fit_list()
        writes = account.new + account.changed + account.suspicious + account.links
        self.foot.setText(
            _("Nothing is written yet. Afterwards one step takes all of it back, “{undo}”").format(
                undo=words_undo.undo_step("roadmap.take_in")
            )
        )
        self.run.setEnabled(writes > 0 and not self._is_looking)
        self.run.setToolTip("" if writes else _("Nothing in this file is new or changed"))
        self.choose_button.setDefault(False)
        self.run.setDefault(True)
        self.place()

    def _fit_list(self) -> None:
        """As high as its lines, up to where it scrolls; a line that is broken needs more."""
        self.list.ensurePolished()
        heights = (self.list.sizeHintForRow(row) for row in range(self.list.count()))
        needed = sum(heights) + 2 * self.list.frameWidth() + self.look.px(0.5)
        self.list.setFixedHeight(min(needed, self.look.px(_LONGEST_LIST)))

    def _show_choices(self) -> None:
        """What the sheet leaves open, and how it was read; a plan of MS Project says all that."""
        entries = _entries(self.looked.file) if self.looked is not None else {}
        self._chosen_about = list(entries)
        self.choices.show_entries(list(entries.values()))
        self.choices.setFixedHeight(self.look.px(_ENTRY * min(len(entries), _SEEN)))
        for part in (self.how, self.choices):
            part.setVisible(bool(entries))

    def _lay_out(self) -> None:
        look = self.look
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, look.px(1.25))
        layout.setSpacing(look.px(0.7))
        layout.addWidget(self.title)
        layout.addWidget(self.second)
        layout.addWidget(self.news)
        layout.addLayout(self.counts)
        layout.addWidget(self.how)
        layout.addWidget(self.choices)
        over = QHBoxLayout()
        over.addWidget(self.left_out, 1)
        over.addWidget(self.save)
        layout.addLayout(over)
        layout.addWidget(self.list)
        layout.addWidget(self.progress)
        layout.addWidget(self.foot)
        layout.addSpacing(look.px(0.6))
        layout.addLayout(foot_of(look, self.cancel, self.run, left=self.choose_button))


def counted(file: PlanFile, account: PlanAccount) -> Sequence[str]:
    """How many lines there are of each sort."""
    milestones = sum(task.duration == 0 for task in file.tasks)
    return (
        _("Tasks: {tasks}; milestones: {milestones}; new links: {links}").format(
            tasks=format_number(len(file.tasks) - milestones),
            milestones=format_number(milestones),
            links=format_number(account.links),
        ),
        _(
            "{new} new, {changed} changed, {same} same, {suspicious} suspicious, {rejected} rejected"
        ).format(
            new=format_number(account.new),
            changed=format_number(account.changed),
            same=format_number(account.same),
            suspicious=format_number(account.suspicious),
            rejected=format_number(len(account.rejected)),
        ),
        *([words_plan.parts(account.parts)] if account.parts else []),
    )


def accounted(file: PlanFile, account: PlanAccount) -> list[str]:
    """Everything of a file that is not taken over as it stands there."""
    lines = [words_plan.of_line(line.row, words_plan.rejected(line)) for line in account.rejected]
    lines += [words_plan.of_line(value.row, words_plan.unread(value)) for value in account.unread]
    lines += map(words_plan.circle, cycles(file))
    if account.suspicious:
        said = ngettext(
            "{n} line differs from what was edited here; what stands here is kept",
            "{n} lines differ from what was edited here; what stands here is kept",
            account.suspicious,
        )
        lines.append(said.format(n=format_number(account.suspicious)))
    lines += [
        f"{format_number(count)} {words_plan.left_out(code, count)}"
        for code, count in account.left_out.items()
    ]
    return lines


def _entries(file: PlanFile) -> dict[str, ChoiceEntry]:
    """What can be chosen of a sheet's reading, by name: first what it leaves open."""
    if not file.table.encoding and not file.table.sheets:
        return {}
    questions = question_entries(file.asked, file.answers)
    asked = dict(zip((question.key for question in file.asked), questions, strict=True))
    return asked | {n: e for n, e in reading_entries(file.table).items() if n not in asked}


def _look(workspace: Workspace, wanted: _Wanted, _progress: Progress) -> _Looked:
    free = workspace.ask(plan_days.exceptions)
    file = plans.read_file(wanted.path, "", free, wanted.reading, wanted.answers)
    account = workspace.ask(roadmap.look, file)
    counts, lines = counted(file, account), accounted(file, account)
    return _Looked(wanted, file, account, counts, lines)


def _save_rejects(path: Path, looked: _Looked, _progress: Progress) -> Path:
    reasons = words_plan.reasons(looked.account.rejected)
    sheets.write_rejects(path, looked.file.table, reasons, source=looked.wanted.path)
    return path


def _carry_out(workspace: Workspace, file: PlanFile, progress: Progress) -> PlanAccount:
    said = _("Taking in {name}").format(name=file.name)
    step = partial(progress.step, words=said)
    return workspace.do(roadmap.take_in, file, step)
