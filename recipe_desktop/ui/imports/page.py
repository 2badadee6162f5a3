"""The page of an import: choose a file, look at every row, import, undo."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import NAMING, Kind, unread_answers
from recipe_desktop.formats import plans
from recipe_desktop.i18n import _, format_list, format_number, ngettext, one_stop
from recipe_desktop.services import words, words_undo
from recipe_desktop.services.registered import ChosenEvent
from recipe_desktop.ui.background.jobs import Job
from recipe_desktop.ui.cards import BarStep, Doing, PageHead, StepBar, page_layout
from recipe_desktop.ui.cards.empty import EmptyState, Nothing
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.cards.news import News, Told
from recipe_desktop.ui.dialogs.dialog import ProgressPlace
from recipe_desktop.ui.files import choosing, rejects
from recipe_desktop.ui.files.drops import belongs_elsewhere
from recipe_desktop.ui.files.rejects import LISTS
from recipe_desktop.ui.imports.course import FILE, PREVIEW, RESULT, STALE, Course
from recipe_desktop.ui.imports.preview import PreviewPane, account_words
from recipe_desktop.ui.imports.work import OpenedFile, Planned
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.layout.turning import Turning
from recipe_desktop.ui.look.buttons import Button, LinkButton
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label, View

_HEAD_LINES: Final = 2
_BAR_BESIDE: Final = 58.0  # units; with less the buttons stand below what is said


class ImportPage(View):
    """Leads through an import; nothing is written before the last button is pressed.

    Args:
        section: to which it leads back; of ``events`` the lines are registrations.
    """

    def __init__(
        self, given: Surroundings, parent: QWidget | None = None, *, section: str = "partners"
    ) -> None:
        super().__init__(given.look, parent, ground="canvas")
        self._given, self._section = given, section
        look = given.look
        self.course = Course(given, self, only="registrations" if section == "events" else None)
        self.back = LinkButton(look)
        self.here = Label(look, face="second", ink="text2")
        self.head = PageHead(look, wrap=True, most=_HEAD_LINES)
        self.steps = StepBar(look)
        self.news, self.unread = News(look), News(look)
        self.begin = EmptyState(
            look,
            Nothing(
                lambda: _("No file chosen yet"),
                self._what_belongs_here,
                lambda: _("Choose a file"),
                hint=lambda: _("or drop an xlsx or csv file anywhere in the window"),
            ),
            ("building", "file-import", "users"),
            primary_symbol="file-import",
        )
        self.pane = PreviewPane(look)
        self.progress = ProgressPlace(look)
        self.foot = Remark(look, "arrow-back-up")
        self.cancel = Button(look, bare=True)
        self.save = Button(look, symbol="file-download")
        self.undo = Button(look, symbol="arrow-back-up")
        self.another = Button(look, symbol="file-import")
        self.run = Button(look, symbol="file-import", primary=True)
        self._build()
        self.retranslate()

        self.begin.begun.connect(self.choose)
        self.back.clicked.connect(self._go_back)
        self.cancel.clicked.connect(self.leave)
        self.save.clicked.connect(self._ask_where_to_save)
        self.undo.clicked.connect(self.course.take_back)
        self.another.clicked.connect(self.choose)
        self.run.clicked.connect(self._run)
        self.pane.target_chosen.connect(self.course.choose_target)
        self.pane.answered.connect(self.course.answer)
        self.pane.read_otherwise.connect(self.course.read_otherwise)
        self.course.changed.connect(self._show)
        self.course.read_anew.connect(self._show_file)
        self.course.judged.connect(self._show_rows)
        self.course.started.connect(self._follow)
        self.course.refused.connect(self._refused)
        self.course.saved.connect(self._saved)
        given.jobs.writing_changed.connect(self._show)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        look = self.look
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        page = View(look)
        inner = page_layout(page)
        way = QHBoxLayout()
        way.setSpacing(look.px(0.25))
        way.addWidget(self.back)
        way.addWidget(self.here, 1)
        top = QVBoxLayout()
        top.setSpacing(0)
        top.addLayout(way)
        self.head.buttons.addWidget(self.steps)
        top.addWidget(self.head)
        inner.addLayout(top)
        inner.addWidget(self.news)
        inner.addWidget(self.unread)
        self._stack = QStackedLayout()
        inner.addLayout(self._stack, 1)
        self._stack.addWidget(self.begin)
        self._stack.addWidget(self.pane)
        layout.addWidget(scrolled(page), 1)
        self._bar = View(look, ground="surface")
        bar = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._bar)
        Turning(look, self._bar, bar, needs=_BAR_BESIDE)
        bar.setContentsMargins(look.px(1.5), look.px(0.6), look.px(1.5), look.px(0.6))
        bar.setSpacing(look.px(0.5))
        left = QVBoxLayout()
        left.addStretch()
        left.addWidget(self.foot)
        left.addWidget(self.progress)
        left.addStretch()
        bar.addLayout(left, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(0.5))
        buttons.addStretch()
        for button in (self.cancel, self.save, self.undo, self.another, self.run):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        bar.addLayout(buttons)
        layout.addWidget(self._bar)

    @override
    def retranslate(self) -> None:
        self.back.setText(_("Events") if self._section == "events" else _("Partners"))
        self.cancel.setText(_("Cancel"))
        self.undo.setText(_("Undo the import"))
        self.another.setText(_("Another file"))
        self._show()
        if self.opened is not None:
            self.pane.show_opened(self.opened)
        if self.opened is not None and self.planned is not None:
            self.pane.show_planned(self.opened, self.planned)

    # -- what one sees --------------------------------------------------------------------

    @property
    def step(self) -> int:
        """Where one is: FILE, PREVIEW or RESULT."""
        return self.course.step

    @property
    def opened(self) -> OpenedFile | None:
        """The file that is looked at."""
        return self.course.opened

    @property
    def planned(self) -> Planned | None:
        """What would be done with its rows, once that is known."""
        return self.course.planned

    def _show(self) -> None:
        step, writing = self.step, self._given.jobs.writing
        here = _("› {page}").format(page=_("Import a list"))  # noqa: RUF001  # an arrow between two pages
        self.here.setText(here if self.opened else "")  # before that, the title says it
        self.head.show_texts(self._title())
        self.steps.show_steps(
            [
                BarStep(name, done=number < step or step == RESULT, now=number == step < RESULT)
                for number, name in enumerate(
                    (_("Your file"), _("Columns and preview"), _("Result"))
                )
            ]
        )
        self._stack.setCurrentWidget(self.begin if step == FILE else self.pane)
        self._bar.setVisible(step != FILE or self.course.is_busy)
        self.pane.show_result(over=step == RESULT)
        self.pane.setEnabled(not self.course.is_carrying_out)  # what is being written is chosen
        self.cancel.setVisible(step == PREVIEW and not self.course.is_carrying_out)
        self.undo.setVisible(step == RESULT and self.course.is_in_force)
        self.undo.setEnabled(bool(self.course.group) and not writing)
        self.another.setVisible(step == RESULT and not self.course.is_busy)
        self.save.setVisible(self.course.rejected > 0)
        self.save.setText(rejects.button_words(self.course.rejected))
        if step == RESULT:
            self.unread.clear()  # nothing can be chosen any more
        self._show_foot(step)
        self._show_run(step, writing=writing)

    def _title(self) -> str:
        """The file, and of registrations the event for which it is read."""
        if self.opened is None:
            return _("Import a list")
        occasion = self.course.preview.occasion if self.course.preview is not None else None
        if occasion is None:
            return self.opened.table.name
        return _("{file} for {event}").format(
            file=self.opened.table.name, event=occasion.chosen.name
        )

    def _show_run(self, step: int, *, writing: bool) -> None:
        self.run.setVisible(step != FILE)
        if step == RESULT:
            of_event = self._section == "events"
            self.run.symbol = "calendar-event" if of_event else "building"
            self.run.setText(_("Show the event") if of_event else _("Show the partners"))
            self.run.setEnabled(True)
            return
        count = self.course.to_write
        self.run.symbol = "file-import"
        self.run.setText(
            ngettext("Import {count} row", "Import {count} rows", count).format(
                count=format_number(count)
            )
        )
        is_free = not (writing or self.course.is_busy or self.course.doubts_event)
        self.run.setEnabled(bool(count) and is_free)
        self.run.setToolTip("" if count else _("Nothing in this file is new or changed"))

    def _show_foot(self, step: int) -> None:
        if step == RESULT:
            self.foot.show()
            self.foot.words.setText(self._result())
            self.foot.symbol.show_symbol(
                "circle-check" if self.course.is_in_force else "arrow-back-up",
                Status.OK if self.course.is_in_force else Status.NEUTRAL,
            )
        else:
            self.foot.setVisible(not self.course.is_carrying_out)  # then the progress stands here
            self.foot.symbol.show_symbol("arrow-back-up")
            self.foot.words.setText(
                _(
                    "Nothing is written yet. Afterwards one step takes all of it back, “{undo}”"
                ).format(undo=words_undo.undo_step("imports.execute"))
            )

    def _result(self) -> str:
        course = self.course
        taken, account = course.taken_back, course.account
        if account is None:
            return ""
        if taken is not None and taken.is_whole:
            return _("The import was taken back; everything is as it was before.")
        if taken is not None:
            return f"{words_undo.title(taken)}. {words_undo.what_stays(taken)}"
        if not course.stands:
            return _("The import was taken back.")
        return account_words(account, course.to_write)

    def _what_belongs_here(self) -> str:
        if self._section == "events":
            return _(
                "Registrations for this event, one in a row: the export of a ticket shop, of a "
                "form, or a sheet of your own. A later file of the same source updates them."
            )
        return _(
            "Organisations, people or exchanges, one in a row, with titles above the columns. You see what every row will do before anything is written."
        )

    def _show_file(self) -> None:
        if self.opened is not None:
            self.pane.show_opened(self.opened)
        else:
            self.pane.forget()
            self.news.clear()
            self.unread.clear()

    def _show_rows(self) -> None:
        if self.opened is not None and self.planned is not None:
            self.pane.show_planned(self.opened, self.planned)
            self.news.clear()
            if not self.opened.mapping.names_rows:
                self.news.tell(Status.BLOCK, partial(_nothing_named, self.opened.kind))
            self._ask_about_event()
            self._tell_unread()

    def _tell_unread(self) -> None:
        """Of several columns that say who comes one is taken, and never without a word."""
        titles = unread_answers(self.opened.mapping) if self.opened is not None else ()
        self.unread.clear()
        if titles:
            self.unread.tell(Status.LOOK, lambda: Told(*words.unread_answers(titles)))

    def _ask_about_event(self) -> None:
        """A file of last year's event goes no further until somebody says that it is right."""
        occasion = self.planned.preview.occasion if self.planned is not None else None
        if occasion is None:
            return
        if occasion.others:
            self.news.tell(Status.LOOK, partial(self._others, occasion.others))
        if not self.course.doubts_event:
            return
        status = Status.BLOCK if occasion.is_other else Status.LOOK
        self.news.tell(status, partial(self._other_event, occasion))

    def _other_event(self, occasion: ChosenEvent) -> Told:
        said = _("The file does not say for which event it is")
        if occasion.is_other:
            other = words.event_words(occasion.in_file)
            said = _("The file names another event: {other}").format(other=other)
        read_for = _("It is read for {event}.").format(event=words.event_words(occasion.chosen))
        return Told(
            said,
            one_stop(read_for),
            Doing(_("It is the right file"), self._say_right_event),
        )

    def _others(self, count: int) -> Told:
        said = ngettext(
            "{count} row names another event and is left out",
            "{count} rows name another event and are left out",
            count,
        )
        return Told(
            said.format(count=format_number(count)),
            _("They can be saved as a list of their own, for that event."),
            Doing(_("Take them in here"), self._say_right_event),
        )

    def _follow(self, job: Job, can_cancel: bool) -> None:  # noqa: FBT001  # a signal's
        self.progress.follow(job, can_cancel=can_cancel)

    def _refused(self, error: UserError) -> None:
        if self.opened is not None and error.code != STALE:
            self.pane.show_opened(self.opened)  # what was refused is not what is chosen
        self.news.refuse(error, Status.BLOCK)

    def _saved(self, path: Path) -> None:
        rejects.tell_saved(
            self.news,
            path,
            lambda: _("Mend them there and import that file; it has the columns of the original."),
        )

    # -- what one does --------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file."""
        choosing.open_file(self.window(), _("Import a list"), _("Lists") + LISTS, self._chosen)

    def begin_for(self, event: Uid) -> None:
        """Take in registrations for an event."""
        self.course.begin_for(event)

    def read(self, path: Path) -> None:
        """Look at a file; what was looked at before is put aside."""
        if not self.course.read(path):
            self.news.tell(Status.LOOK, partial(_unopened, path.name))

    def _chosen(self, path: Path) -> None:
        if belongs_elsewhere(path) or plans.is_plan(path):
            self._given.ways.files.emit([path])
        else:
            self.read(path)

    def leave(self) -> None:
        """Give the import up; nothing of it was written."""
        self.course.leave()
        self.begin.primary.setFocus()

    def save_rejects(self, path: Path) -> None:
        """Write the rejected rows with their reasons into a file."""
        self.course.save_rejects(path)

    def _say_right_event(self) -> None:
        self.news.clear()
        self.course.say_right_event()

    def _run(self) -> None:
        if self.step == RESULT:
            self._go_back()
        else:
            self.course.carry_out()

    def _go_back(self) -> None:
        if self.course.of_event is not None:
            self._given.ways.record.emit("events", self.course.of_event)
        else:
            self._given.ways.section.emit(self._section, "")

    def _ask_where_to_save(self) -> None:
        read = Path(self.course.path or "").stem
        rejects.ask_where(self.window(), read, self.save_rejects)


def _nothing_named(kind: Kind) -> Told:
    said = _("No column says what the {kind} are called, so every row is rejected")
    what_to_do = _("Choose under Columns which column goes to one of these fields: {fields}.")
    fields = [words.field_label(kind, name) for name in NAMING[kind]]
    return Told(
        said.format(kind=words.kind_name(kind, 2)),
        what_to_do.format(fields=format_list(fields)),
    )


def _unopened(file: str) -> Told:
    return Told(
        _("{file} was not opened").format(file=file),
        _("Another list is being dealt with. Choose this one again when that is done."),
    )
