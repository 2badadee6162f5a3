"""What was written and is not saved: kept in sight, tried again, and found again."""

from dataclasses import replace
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from recipe_desktop.domain.errors import LOST, UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import identity, records, words
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.kinds import kind_of, name_of
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Jobs
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.dialogs.dialog import Statement, confirm
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.forms.entries import EntryPanel
from recipe_desktop.ui.forms.field_row import FieldRow
from recipe_desktop.ui.forms.form import Form
from recipe_desktop.ui.forms.left_words import LeftWords, WayBack
from recipe_desktop.ui.layout.scrolling import bring_into_sight
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.panes.list_and_pane import ListAndPane
from recipe_desktop.ui.panes.record_pane import TabbedPane
from recipe_desktop.ui.surroundings import Ways
from recipe_desktop.ui.window.frame import MainWindow


@runtime_checkable
class Settles(Protocol):
    """A list in whose cells one writes, or a sheet."""

    def settle(self) -> bool:
        """Save what is being written; False if it is not taken, and stays there."""


class Unsaved(QObject):
    """Holds the window open over what was not taken, and saves what only had to wait."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        jobs: Jobs,
        notices: Notices,
        ways: Ways,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._ways = window, workspace, ways
        self._is_given_up = False
        window.installEventFilter(self)
        window.left.back_wanted.connect(self._go_back)
        jobs.writing_changed.connect(self._writing_changed)
        notices.committed.connect(self._committed)

    def settle(self) -> bool:
        """Save what is being written; False if something is not taken, which is shown then."""
        sheets = [one for one in self._window.findChildren(Sheet) if one.isVisible()]
        if not all(sheet.settle() for sheet in sheets if isinstance(sheet, Settles)):
            return False
        return self._settle_forms() and self._settle_cells()

    def _settle_forms(self) -> bool:
        for form in self._window.findChildren(Form):
            for row in form.unsaved:
                if not row.isVisible():
                    self._bring_up(row)  # it hears now what came meanwhile
                row.editor.writing.save()
                if row.is_unsaved:
                    self._bring_up(row)
                    return False
        for panel in self._window.findChildren(EntryPanel):
            lacking = panel.unfinished()
            if lacking is not None:
                self._bring_up(lacking)
                return False
        return True

    def _settle_cells(self) -> bool:
        for view in self._window.findChildren(QAbstractItemView):
            if isinstance(view, Settles) and not view.settle():
                self._uncover(view)
                return False
        return True

    def _go_back(self, left: LeftWords) -> None:
        back = left.back
        if back is None:
            return
        shown = self._workspace.ask(identity.shown_for, back.kind, Uid(back.uid))
        if not self._is_here(back.kind, shown):
            self._stay_without(left, back)
            return
        if isValid(back.form):
            self._uncover(back.form)
        self._ways.record.emit(back.kind, back.uid)
        row = back.take_up(shown) if isValid(back.form) else None
        if row is not None:
            self._bring_up(row)
        elif back.entry is not None and back.entry[1] and not self._is_here(*back.entry):
            self._tell_deletion(left)
        elif back.entry is None and shown != back.uid:
            kept = self._workspace.ask(records.show, back.kind, shown)
            name = name_of(kind_of(back.kind), kept.fields)
            self._keep(left, _("It is merged into {name}.").format(name=name))
        else:
            self._keep(left, _("Where they were written is not shown at present."))

    def _stay_without(self, left: LeftWords, back: WayBack) -> None:
        """The record went; somebody of it may have stayed."""
        if back.entry is None or not back.entry[1] or not self._is_here(*back.entry):
            self._tell_deletion(left)
            return
        self._keep(left, _("Its organisation or event is not here (any more)."))
        self._ways.record.emit(*back.entry)

    def _tell_deletion(self, left: LeftWords) -> None:
        self._window.keep_words(replace(left, back=None, reasons=()))

    def _keep(self, left: LeftWords, why: str) -> None:
        """Say why the words cannot be gone on with now, and let it be tried again."""
        reasons = tuple(dict.fromkeys([*left.reasons, why]))
        self._window.keep_words(replace(left, reasons=reasons))

    def _is_here(self, kind: str, uid: str) -> bool:
        return bool(self._workspace.ask(records.present, kind, [Uid(uid)]))

    def _bring_up(self, row: FieldRow) -> None:
        """Show a field, wherever it is, with the keyboard in it."""
        self._uncover(row)
        row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(row)

    def _uncover(self, widget: QWidget) -> None:
        """Have everything shown that something lies in: its page, its pane, its tab."""
        here = widget
        while (around := here.parentWidget()) is not None:
            layout = around.layout()
            if isinstance(around, TabbedPane):
                around.show_part_with(widget)
            elif isinstance(around, ListAndPane):
                around.turn_to_pane()
            elif isinstance(layout, QStackedLayout):
                layout.setCurrentWidget(here)
            here = around
        self._window.show_page_with(widget)

    def _writing_changed(self, writing: bool) -> None:  # noqa: FBT001  # a signal's argument
        if not writing:
            QTimer.singleShot(0, self, self._try_again)

    def _committed(self, changes: ChangeSet) -> None:
        if not changes.action:  # another program, which may have held the store
            QTimer.singleShot(0, self, self._try_again)  # when all have heard what it wrote

    def _try_again(self) -> None:
        for row in self._window.findChildren(FieldRow):
            row.try_again()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Close and not self._may_close():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _may_close(self) -> bool:
        if self._is_given_up or self.settle():
            return True
        if (lost := self._loss()) is not None:
            title, _advice = words.sentence_and_advice(lost)
            said = Statement(
                title,
                _("What is written in a field here can no longer be saved, so it would be lost."),
                _("Copy it first, if you want to write it into another store."),
                status=Status.BLOCK,
            )
            verb = _("Close without it")
            confirm(self._window.look, self._window, said, verb, self._give_up)
        return False

    def _loss(self) -> UserError | None:
        """Why nothing will ever be saved again in this window; None where it will."""
        try:
            self._workspace.poll()
        except UserError as error:
            return error if error.code in LOST else None
        return None

    def _give_up(self, _reason: str) -> None:
        self._is_given_up = True
        self._window.close()
