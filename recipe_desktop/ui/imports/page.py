"""The page of an import: choose a file, look at every row, import, undo."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_plans import Action
from recipe_desktop.domain.imports import Account
from recipe_desktop.formats.sheets import Reading
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import history, words, words_undo
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.history import TakenBack
from recipe_desktop.ui import files
from recipe_desktop.ui.cards import Banner, Doing, PageHead, Step, StepBar, page_layout
from recipe_desktop.ui.dialogs import ProgressPlace
from recipe_desktop.ui.empty import EmptyState, Nothing
from recipe_desktop.ui.imports import work
from recipe_desktop.ui.imports.preview import PreviewPane, account_words
from recipe_desktop.ui.imports.work import Opened, Planned
from recipe_desktop.ui.jobs import Job
from recipe_desktop.ui.lines import Remark, clear
from recipe_desktop.ui.look.buttons import Button, LinkButton
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label, View

FILE, PREVIEW, RESULT = range(3)
LISTS: Final = " (*.xlsx *.csv *.tsv *.txt)"


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
        self.of_event: Uid | None = None
        self._is_right_event = False
        self.opened: Opened | None = None
        self.planned: Planned | None = None
        self.account: Account | None = None
        self._group = ""
        self._path: Path | None = None
        self._busy: Job | None = None
        self._carrying_out = False
        self._again = False
        self._later: Callable[[], None] | None = None
        self._taken_back: TakenBack | None = None
        self._stands = True
        look = given.look
        self.back = LinkButton(look)
        self.here = Label(look, face="second", ink="text2")
        self.head = PageHead(look)
        self.steps = StepBar(look)
        self.trouble = QVBoxLayout()
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
        self.run = Button(look, symbol="file-import", primary=True)
        self._build()
        self.retranslate()

        self.begin.begun.connect(self.choose)
        self.back.clicked.connect(self._go_back)
        self.cancel.clicked.connect(self.leave)
        self.save.clicked.connect(self._ask_where_to_save)
        self.undo.clicked.connect(self._undo)
        self.run.clicked.connect(self._run)
        self.pane.target_chosen.connect(self._choose_target)
        self.pane.answered.connect(self._answer)
        self.pane.read_otherwise.connect(self._read_otherwise)
        given.notices.committed.connect(self._committed)
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
        inner.addLayout(self.trouble)
        self._stack = QStackedLayout()
        inner.addLayout(self._stack, 1)
        self._stack.addWidget(self.begin)
        self._stack.addWidget(self.pane)
        layout.addWidget(page, 1)
        self._bar = View(look, ground="surface")
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(look.px(1.5), look.px(0.6), look.px(1.5), look.px(0.6))
        bar.setSpacing(look.px(0.5))
        left = QVBoxLayout()
        left.addStretch()
        left.addWidget(self.foot)
        left.addWidget(self.progress)
        left.addStretch()
        bar.addLayout(left, 1)
        bar.addSpacing(look.px(1))
        for button in (self.cancel, self.save, self.undo, self.run):
            bar.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._bar)

    @override
    def retranslate(self) -> None:
        self.back.setText(_("Events") if self._section == "events" else _("Partners"))
        self.cancel.setText(_("Cancel"))
        self.undo.setText(_("Undo the import"))
        self._show()
        if self.opened is not None:
            self.pane.show_opened(self.opened)
        if self.opened is not None and self.planned is not None:
            self.pane.show_planned(self.opened, self.planned)

    # -- what one sees --------------------------------------------------------------------

    @property
    def step(self) -> int:
        """Where one is: FILE, PREVIEW or RESULT."""
        if self.account is not None:
            return RESULT
        return FILE if self.opened is None else PREVIEW

    def _show(self) -> None:
        step, writing = self.step, self._given.jobs.writing
        here = _("› {page}").format(page=_("Import a list"))  # noqa: RUF001  # an arrow between two pages
        self.here.setText(here if self.opened else "")  # before that, the title says it
        self.head.show_texts(self.opened.table.name if self.opened else _("Import a list"))
        self.steps.show_steps(
            [
                Step(name, done=number < step or step == RESULT, now=number == step < RESULT)
                for number, name in enumerate((_("File"), _("Columns and preview"), _("Result")))
            ]
        )
        self._stack.setCurrentWidget(self.begin if step == FILE else self.pane)
        self._bar.setVisible(step != FILE or self._busy is not None)
        self.pane.show_result(over=step == RESULT)
        self.pane.setEnabled(not self._carrying_out)  # what is being written is chosen
        self.cancel.setVisible(step == PREVIEW and not self._carrying_out)
        self.undo.setVisible(step == RESULT and self._is_in_force)
        self.undo.setEnabled(bool(self._group) and not writing)
        rejected = self._rejected()
        self.save.setVisible(rejected > 0)
        self.save.setText(
            ngettext("Save the rejected row", "Save the {count} rejected rows", rejected).format(
                count=format_number(rejected)
            )
        )
        self._show_foot(step)
        self._show_run(step, writing=writing)

    def _show_run(self, step: int, *, writing: bool) -> None:
        self.run.setVisible(step != FILE)
        if step == RESULT:
            of_event = self._section == "events"
            self.run.symbol = "calendar-event" if of_event else "building"
            self.run.setText(_("Show the event") if of_event else _("Show the partners"))
            self.run.setEnabled(True)
            return
        count = self._to_write()
        self.run.symbol = "file-import"
        self.run.setText(
            ngettext("Import {count} row", "Import {count} rows", count).format(
                count=format_number(count)
            )
        )
        is_free = not writing and self._busy is None and not self._doubts_event()
        self.run.setEnabled(bool(count) and is_free)
        self.run.setToolTip("" if count else _("Nothing in this file is new or changed"))

    def _show_foot(self, step: int) -> None:
        if step == RESULT and self.account is not None:
            self.foot.show()
            self.foot.words.setText(self._result())
            self.foot.symbol.show_symbol(
                "circle-check" if self._is_in_force else "arrow-back-up",
                Status.OK if self._is_in_force else Status.NEUTRAL,
            )
        else:
            self.foot.setVisible(not self._carrying_out)  # then the progress stands here
            self.foot.symbol.show_symbol("arrow-back-up")
            self.foot.words.setText(
                _(
                    "Nothing is written yet. Afterwards one step takes all of it back: Undo {step}"
                ).format(step=words.action_name("imports.execute"))
            )

    def _result(self) -> str:
        account = self.account
        if account is None:
            return ""
        taken = self._taken_back
        if taken is not None and taken.is_whole:
            return _("The import was taken back; everything is as it was before.")
        if taken is not None:
            return f"{words_undo.title(taken)}. {words_undo.what_stays(taken)}"
        if not self._stands:
            return _("The import was taken back.")
        return account_words(account, self._to_write())

    @property
    def _is_in_force(self) -> bool:
        """Whether nobody has taken back what came in, here or by Undo."""
        return self._taken_back is None and self._stands

    def _rejected(self) -> int:
        return self.planned.preview.plan.account.rejected if self.planned else 0

    def _to_write(self) -> int:
        if self.planned is None:
            return 0
        lines = self.planned.preview.plan.lines
        return sum(1 for line in lines if line.action is not Action.NONE)

    def _say(self, error: UserError) -> None:
        clear(self.trouble)
        sentence, _dot, advice = words.sentence(error).partition("\n")
        self.trouble.addWidget(Banner(self.look, Status.BLOCK, sentence, advice))

    # -- what one does --------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file."""
        files.open_file(self.window(), _("Import a list"), _("Lists") + LISTS, self.read)

    def begin_for(self, event: Uid) -> None:
        """Take in registrations for an event."""
        if event != self.of_event and self._busy is None:
            self._forget()
            self.of_event = event
            self._show()

    def read(self, path: Path) -> None:
        """Look at a file; what was looked at before is put aside."""
        if self._busy is not None:
            return
        self._forget()
        self._path = path
        self._open(path, Reading(), None)

    def leave(self) -> None:
        """Give the import up; nothing of it was written."""
        if self._busy is not None:
            self._busy.cancel()
        self._forget()
        self._show()
        self.begin.primary.setFocus()

    def _forget(self) -> None:
        former = self.planned
        done = self.account is not None
        self.opened = self.planned = self.account = None
        self._group, self._taken_back, self._stands = "", None, True
        self._is_right_event = False
        self.pane.forget()
        clear(self.trouble)
        if former is not None and not done:
            self._given.jobs.start(
                partial(work.discard, self._given.workspace, former.preview.uid), writes=True
            )

    def _open(self, path: Path, reading: Reading, kind: Any) -> None:
        self._start(
            partial(
                work.open_list,
                self._given.workspace,
                path,
                reading,
                self._kind(kind),
                self.of_event,
            ),
            self._opened_list,
            writes=False,
        )

    def _opened_list(self, opened: Opened) -> None:
        clear(self.trouble)
        self.opened = opened
        self.pane.show_opened(opened)
        self._plan()

    def _plan(self) -> None:
        """Judge the rows again; while that is under way, once more when it is done."""
        opened = self.opened
        if opened is None:
            return
        if self._busy is not None:
            self._again = True
            return
        former = self.planned.preview.uid if self.planned else None
        self._start(
            partial(work.make_plan, self._given.workspace, opened, former),
            self._planned,
            writes=True,
        )

    def _planned(self, planned: Planned) -> None:
        if self.opened is None:
            return
        self.planned = planned
        self.pane.show_planned(self.opened, planned)
        self._ask_about_event()

    def _choose_target(self, place: int, target: str) -> None:
        if self.opened is not None:
            self.opened = self.opened.with_target(place, target or None)
            self.pane.show_opened(self.opened)
            self._plan()

    def _answer(self, key: str, answer: str) -> None:
        if self.opened is None:
            return
        if key == "encoding":
            self._read_otherwise("encoding", answer)
            return
        self.opened = self.opened.with_answer(key, answer)
        self._plan()

    def _read_otherwise(self, name: str, value: str) -> None:
        opened = self.opened
        if opened is None:
            return
        if self._busy is not None:
            self._later = partial(self._read_otherwise, name, value)
            return
        table = opened.table
        if name == "kind":
            self._open(opened.path, opened.reading, value)
            return
        said: dict[str, Any] = {
            "sheet": table.sheet or None,
            "encoding": table.encoding or None,
            "separator": table.separator or None,
            "header_row": None if name == "sheet" else table.header_row,
        }
        said[name] = int(value) if name == "header_row" else value
        self._open(opened.path, Reading(**said), opened.kind)

    def _run(self) -> None:
        if self.step == RESULT:
            self._go_back()
        elif self.planned is not None:
            self._carrying_out = True
            self._start(
                partial(work.carry_out, self._given.workspace, self.planned.preview.uid),
                self._carried_out,
                writes=True,
                can_cancel=True,
            )

    def _go_back(self) -> None:
        if self.of_event is not None:
            self._given.ways.record.emit("events", self.of_event)
        else:
            self._given.ways.section.emit(self._section, "")

    def _kind(self, chosen: Any) -> Any:
        return "registrations" if self._section == "events" else chosen

    def _what_belongs_here(self) -> str:
        if self._section == "events":
            return _(
                "Registrations for this event, one in a row: the export of a ticket shop, of a "
                "form, or a sheet of your own. A later file of the same source updates them."
            )
        return _(
            "Organisations, people or exchanges, one in a row, with titles above the columns. You see what every row will do before anything is written."
        )

    def _doubts_event(self) -> bool:
        occasion = self.planned.preview.occasion if self.planned is not None else None
        return occasion is not None and occasion.is_other and not self._is_right_event

    def _ask_about_event(self) -> None:
        """A file of last year's event goes no further until somebody says that it is right."""
        clear(self.trouble)
        occasion = self.planned.preview.occasion if self.planned is not None else None
        if occasion is None or not self._doubts_event():
            return
        said = _("The file names another event: {other}")
        reason = _("It is read for {event}.").format(event=words.event_words(occasion.chosen))
        self.trouble.addWidget(
            Banner(
                self.look,
                Status.BLOCK,
                said.format(other=words.event_words(occasion.in_file)),
                reason,
                Doing(_("It is the right file"), self._say_right_event),
            )
        )

    def _say_right_event(self) -> None:
        self._is_right_event = True
        clear(self.trouble)
        self._show()

    def _carried_out(self, account: Account) -> None:
        self.account = account

    def _committed(self, changes: ChangeSet) -> None:
        if changes.action == "imports.execute" and changes.group:
            self._group = changes.group
        elif self._group and changes.action in ("history.undo", "history.redo"):
            self._stands = self._given.workspace.ask(history.stands, self._group)
            if self._stands:
                self._taken_back = None  # and was done again
            self._show()

    def _undo(self) -> None:
        self._start(
            partial(work.take_back, self._given.workspace, self._group),
            self._undone,
            writes=True,
            can_cancel=True,
        )

    def _undone(self, taken: TakenBack) -> None:
        self._taken_back = taken

    def _ask_where_to_save(self) -> None:
        name = _("{name}, rejected rows").format(name=Path(self._path or "").stem) + ".xlsx"
        files.save_file(
            self.window(),
            _("Save the rejected rows"),
            name,
            _("Lists") + LISTS,
            self.save_rejects,
        )

    def save_rejects(self, path: Path) -> None:
        """Write the rejected rows with their reasons into a file."""
        if self.opened is None or self.planned is None:
            return
        job = self._given.jobs.start(partial(work.save_rejects, path, self.opened, self.planned))
        job.succeeded.connect(self._saved)

    def _saved(self, path: Path) -> None:
        clear(self.trouble)
        said = _("The rejected rows are in {file}, each with its reason.").format(file=path.name)
        more = _("Mend them there and import that file; it has the columns of the original.")
        self.trouble.addWidget(Banner(self.look, Status.OK, said, more))

    def _start(
        self, what: Any, then: Callable[[Any], None], *, writes: bool, can_cancel: bool = False
    ) -> None:
        job = self._given.jobs.start(what, writes=writes)
        self._busy = job
        job.succeeded.connect(then)
        job.on_failure(self._failed)
        job.finished.connect(self._finished)
        self.progress.follow(job, can_cancel=can_cancel)
        self._show()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._say(error)
        if self.opened is not None:
            self.pane.show_opened(self.opened)  # what was refused is not what is chosen

    def _finished(self) -> None:
        self._busy, self._carrying_out = None, False
        later, self._later = self._later, None
        again, self._again = self._again, False
        if later is not None:
            later()
        elif again:
            self._plan()
        else:
            self._show()
