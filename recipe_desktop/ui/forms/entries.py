"""What hangs on a record, such as people: a list of rows, of which one opens in place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import history, records, words
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.services.writer import Writer
from recipe_desktop.ui.forms.editors import Editor
from recipe_desktop.ui.forms.field_row import FieldRow
from recipe_desktop.ui.forms.fields import Field
from recipe_desktop.ui.forms.form import Form
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of, from_form, to_form
from recipe_desktop.ui.forms.saving import save_field
from recipe_desktop.ui.keyboard.moving import move_keyboard
from recipe_desktop.ui.layout.scrolling import bring_into_sight
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button, PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.records import HasUid
from recipe_desktop.ui.view import View, Words


class EntryPanel(View):
    """The fields of one record in place; a new one is made as soon as enough of it is known.

    Args:
        kind: of the record.
        names: its fields, in order.
        deletion: what the button for deleting it says.
        owner: the field that says on what it hangs; empty where it stands by itself.
        described: its fields as the form has them, where they differ from the usual.
        framed: on a ground of its own, below the row that it belongs to.
        can_delete: whether there is a button for deleting it.
    """

    closed = Signal()
    deletion_wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        kind: str,
        names: Sequence[str],
        catalogues: Catalogues,
        deletion: Words,
        parent: QWidget | None = None,
        *,
        owner: str = "organisation",
        described: Sequence[Field] = (),
        framed: bool = True,
        can_delete: bool = True,
    ) -> None:
        super().__init__(look, parent)
        self._framed, self._can_delete = framed, can_delete
        self._air = look.px(0.4) if framed else 0  # between the frame and the rows around it
        self._workspace, self._kind, self._deletion = workspace, kind, deletion
        self._parent_field = owner
        self.uid: Uid | None = None
        self._owner: Uid | None = None
        self._fields: Mapping[str, Value] = {}
        self._pending: dict[str, Value] = {}
        self._lacks: UserError | None = None
        self._asked: FieldRow | None = None
        fields: Sequence[Field] = described or fields_of(kind, names, catalogues)
        self.form = Form(
            look, fields, self._save, words.one_line, self, written_by=self._written_by
        )
        self.delete = Button(look, symbol="trash", bare=True)
        self.done = Button(look)

        row = QHBoxLayout()
        row.setContentsMargins(0, 0, look.px(0.75), 0)  # to where the fields end
        row.addWidget(self.delete)
        row.addStretch()
        row.addWidget(self.done)
        layout = QVBoxLayout(self)
        above = look.px(0.6) + self._air
        left = 0 if framed else look.px(0.75)  # a framed one keeps its labels below those around it
        layout.setContentsMargins(left, above, 0, look.px(0.75) + self._air)
        layout.setSpacing(look.px(0.25))
        layout.addWidget(self.form)
        layout.addLayout(row)
        self.retranslate()
        self.hide()

        for editor in (row.editor for row in self.form.rows.values()):
            editor.installEventFilter(self)
        self.delete.clicked.connect(self._delete)
        self.done.clicked.connect(self._finish)

    @override
    def retranslate(self) -> None:
        self.delete.setText(self._deletion())
        self.done.setText(_("Done"))
        self.refresh()  # what is only read is kept as a word

    def open_new(self, owner: Uid) -> None:
        """Fields of a record that is yet to be made."""
        self.leave()
        self._hang_on(owner)
        self.form.show_values({})
        self.delete.hide()
        self._begin()

    def open_one(self, uid: Uid) -> None:
        """Fields of a record, with the keyboard in the first."""
        self.leave()
        self.show_one(uid)
        self._begin()

    def show_one(self, uid: Uid) -> None:
        """Fields of a record; the keyboard stays where it is."""
        self._give_up()
        self.uid = uid
        values = self._values()
        self._hang_on(values.get(self._parent_field, Uid("")))
        self.form.show_values(values)
        self.delete.setVisible(self._can_delete)
        self.show()

    def leave(self) -> None:
        """Go out of sight with the record; the keyboard does not go on to what comes next."""
        move_keyboard(self)
        self._give_up()
        self.hide()

    def _give_up(self) -> None:
        lacks = words.one_line(self._lacks) if self._lacks is not None else ""
        self.form.forget(self._pending, lacks)
        self.form.record = None
        self.uid, self._pending = None, {}
        self._lacks = self._asked = None

    def refresh(self) -> None:
        """Show what has changed meanwhile; what is being written stays."""
        if self.uid is not None and (values := self._values()):
            self.form.show_values(values)

    def _hang_on(self, owner: Uid | None) -> None:
        self._owner = owner
        self.form.entry = self._kind, self.uid or ""
        if not self._parent_field:
            self.form.record = self.form.entry
            return
        kind = kind_of(self._kind).field(self._parent_field).kind
        self.form.record = (kind, owner) if owner else None

    def _begin(self) -> None:
        self.show()
        first = next(iter(self.form.rows.values()))
        first.editor.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_sight(self)

    def _values(self) -> dict[str, Any]:
        shown = self._workspace.ask(records.shown, self._kind, [self.uid] if self.uid else [])
        self._fields = shown[0].fields if shown else {}
        return to_form(self._kind, self._fields)

    def _written_by(self, _hung_on: tuple[str, str] | None, name: str) -> Writer:
        if self.uid is None:
            return Writer()
        return self._workspace.ask(history.writer, self._kind, self.uid, name)

    def _save(self, name: str, value: Any) -> None:
        if self.uid is not None:
            save_field(self._workspace, self._kind, self.uid, self._fields, name, value)
        elif self._owner is not None:
            self._make_with(self._owner, name, value)
        for row in self.form.unsaved:
            if row.reason and not row.editor.hasFocus():
                row.editor.writing.save()  # what was refused may have become right by this

    def _make_with(self, owner: Uid, name: str, value: Any) -> None:
        """Make the record with one field more, or keep that until enough is known."""
        self._pending[name] = from_form(value)
        values = {**({self._parent_field: owner} if owner else {}), **self._pending}
        try:
            made = self._workspace.do(records.create, self._kind, values)
        except UserError as error:
            if error.code == "record.needs":
                self._lacks = error
                return  # the rest is still being written
            del self._pending[name]
            raise
        self.uid, self._pending = made.uid, {}
        self._hang_on(owner)
        if self._asked is not None:
            self._asked.accept()  # another field has brought what was lacking
        self._lacks = self._asked = None
        self.refresh()
        self.delete.setVisible(self._can_delete)

    def unfinished(self) -> FieldRow | None:
        """Where something must be mended so that nothing that was written is lost."""
        row = next(iter(self.form.unsaved), None)
        if row is None and self._pending and self._lacks is not None:
            needed = str(self._lacks.details["fields"]).split(", ")
            row = next(row for name, row in self.form.rows.items() if name in needed)
            row.refuse(self._lacks)
            self._asked = row
        return row

    def _finish(self) -> None:
        row = self.unfinished()
        if row is None:
            self.closed.emit()
        else:
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        if self.uid is not None:
            self.deletion_wanted.emit(self.uid)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if _presses(event, Qt.Key.Key_Escape) and not _is_being_written(watched):
            self.closed.emit()
            return True
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._framed:
            return
        painter = QPainter(self)
        t, whole = self.look.tokens, self.rect().toRectF().adjusted(0, self._air, 0, -self._air)
        draw.box(painter, whole, fill=t.canvas, line=t.line, radius=self.look.u / 2)
        painter.end()


def _presses(event: QEvent, key: Qt.Key) -> bool:
    pressed = event.type() == QEvent.Type.KeyPress
    return pressed and isinstance(event, QKeyEvent) and event.key() == key


def _is_being_written(editor: QObject) -> bool:
    return isinstance(editor, Editor) and editor.isModified()


class Entries(View):
    """Rows of what hangs on a record; the chosen one opens below its row.

    Args:
        row: makes the widget of a line; pressing it opens the line.
        nothing: said where there are no rows.
    """

    def __init__(
        self,
        look: Look,
        panel: EntryPanel,
        row: Callable[[Any], PaintedButton],
        nothing: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.panel, self._make, self._nothing = panel, row, nothing
        self.rows: dict[Uid, PaintedButton] = {}
        self._lines: tuple[HasUid, ...] = ()
        self._shown: tuple[HasUid, ...] = ()
        self._owner: Uid | None = None
        self._begun_at: QWidget | None = None
        self._known: set[Uid] | None = None  # before a new one was begun, until it is done
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        if nothing is not None:
            self._layout.addWidget(nothing)
        self._layout.addWidget(panel)
        panel.closed.connect(self.close_panel)
        panel.form.wanted.connect(self._open_again)

    def show_lines(self, owner: Uid, lines: Sequence[HasUid]) -> None:
        """Show what hangs on a record now; what is open stays open."""
        if owner != self._owner:
            self._owner = owner
            self._lose_panel()
        elif self.panel.isHidden():
            self._known = None
        self._lines = tuple(lines)
        self._show_rows()
        opened = self.panel.uid
        if opened is not None and not any(line.uid == opened for line in lines):
            self._lose_panel()
        self.panel.refresh()
        self._place_panel()

    @override
    def retranslate(self) -> None:
        self._build()
        self._place_panel()

    def forget(self) -> None:
        """Make the rows anew when lines are next shown, even where these are the same."""
        self._shown = ()

    def add(self) -> None:
        """Begin a new one."""
        if self._owner is not None:
            self._begun_at = self.window().focusWidget()
            self.panel.open_new(self._owner)
            self._known = {line.uid for line in self._lines}
            self._show_rows()
            self._place_panel()

    def open(self, uid: Uid) -> None:
        """Open one, or close it if it is open."""
        if self.panel.uid == uid and not self.panel.isHidden():
            self.close_panel()
            return
        self.panel.open_one(uid)
        self._known = None
        self._show_rows()
        self._place_panel()

    def reveal(self, uid: Uid) -> None:
        """Open one that is there, unless it is open."""
        if self.panel.uid != uid and uid in self.rows:
            self.open(uid)

    def _open_again(self, uid: str) -> None:
        if uid:
            self.reveal(Uid(uid))
        else:
            self.add()

    def close_panel(self) -> None:
        """Show rows only; the keyboard goes to the row, or back to where a new one was begun."""
        uid = self.panel.uid
        self._lose_panel()
        self._show_rows()
        back = self.rows.get(uid) if uid else self._begun_at
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.TabFocusReason)
        self._place_panel()

    def _lose_panel(self) -> None:
        """Its record has gone, or what it hangs on is no longer shown."""
        self.panel.leave()
        self._known = None

    def _show_rows(self) -> None:
        """One that is being made gets its row when it is done: its fields would move meanwhile."""
        known, uid = self._known, self.panel.uid
        shown = tuple(
            line
            for line in self._lines
            if known is None or line.uid in known or uid not in (None, line.uid)
        )
        if shown != self._shown:
            self._shown = shown
            self._build()

    def _build(self) -> None:
        focused = next((uid for uid, row in self.rows.items() if row.hasFocus()), None)
        for row in self.rows.values():
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for place, line in enumerate(self._shown):
            row = self._make(line)
            self.rows[line.uid] = row
            self._layout.insertWidget(place, row)
            row.show()  # at once, so that it can take the focus
            row.clicked.connect(self._opener(line.uid))
        if focused in self.rows:
            self.rows[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _opener(self, uid: Uid) -> Callable[[], None]:
        return lambda: self.open(uid)

    def _place_panel(self) -> None:
        if self._nothing is not None:
            self._nothing.setVisible(not self.rows and self.panel.isHidden())
        opened = self.rows.get(self.panel.uid) if self.panel.uid else None
        self._layout.removeWidget(self.panel)
        place = self._layout.indexOf(opened) + 1 if opened is not None else self._layout.count()
        self._layout.insertWidget(place, self.panel)
