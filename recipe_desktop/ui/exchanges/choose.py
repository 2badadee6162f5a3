"""Choosing organisations: for a new exchange, or another visitor or host of one that is there."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _
from recipe_desktop.services import organisations
from recipe_desktop.services.organisations import Filter, OrganisationLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.partners import wording
from recipe_desktop.ui.tables.choices import ChoiceList
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import LINE
from recipe_desktop.ui.tables.rows import ROW_UNITS, Row, TwoLines
from recipe_desktop.ui.view import Label

_WIDE: Final = 36.0
_WAIT_MS: Final = 150
_MOST: Final = 20
_SHOWN: Final = 3  # rows of the list that are seen without scrolling


class OrganisationPicker(QWidget):
    """A field to type a few letters in, and below it the organisations that fit."""

    changed = Signal()

    def __init__(self, look: Look, workspace: Workspace, label: str, uid: str = "") -> None:
        super().__init__()
        self._workspace = workspace
        self.uid = uid
        self.field = QLineEdit()
        self.list = ChoiceList(look, "")
        self._rows = TwoLines(look, _row, Marker(fold), self.list)
        self.list.setItemDelegate(self._rows)
        self.list.setMouseTracking(True)
        frame = 2 * self.list.frameWidth()
        self.list.setFixedHeight(look.px(ROW_UNITS * _SHOWN) + frame)
        words = Label(look, label, ink="text2")
        words.setBuddy(self.field)
        self.field.setAccessibleName(label.replace("&", ""))
        self.list.setAccessibleName(label.replace("&", ""))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.25))
        layout.addWidget(words)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.look_up()

        self.field.textEdited.connect(self._wait.start)
        self._wait.timeout.connect(self.look_up)
        self.list.currentItemChanged.connect(self._chosen)

    def look_up(self) -> None:
        """List what fits; the one that was chosen stays on top."""
        typed = self._rows.query = self.field.text().strip()
        none = _("No partners yet: import or enter some first")
        self.list.nothing = _("No organisation fits") if typed else none
        uids = self._workspace.ask(organisations.order, Filter(typed))[:_MOST]
        if self.uid:
            uids = [Uid(self.uid), *(uid for uid in uids if uid != self.uid)]
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        for line in self._workspace.ask(organisations.lines, uids):
            item = QListWidgetItem(f"{line.name}, {wording.what_it_is(line)}")
            item.setData(Qt.ItemDataRole.UserRole, line.uid)
            item.setData(LINE, line)
            self.list.addItem(item)
            if line.uid == self.uid:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.uid = str(item.data(Qt.ItemDataRole.UserRole))
            self.changed.emit()


def _row(line: OrganisationLine) -> Row:
    return Row(line.name, wording.what_it_is(line), wording.symbol(line.organisation_type))


class ChooseOrganisations(Sheet):
    """Asks for one or two organisations and gives them to ``then``.

    Args:
        parts: by name what each picker is called, with the one that is chosen already.
        needed: the part without which nothing can be confirmed.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        workspace: Workspace,
        *,
        title: str,
        confirm: str,
        parts: Mapping[str, tuple[str, str]],
        needed: str,
        then: Callable[[Mapping[str, str]], None],
    ) -> None:
        super().__init__(look, window, wide=_WIDE)
        self._needed, self._then = needed, then
        self.pickers = {
            name: OrganisationPicker(look, workspace, label, uid)
            for name, (label, uid) in parts.items()
        }
        self.cancel = Button(look, _("Cancel"))
        self.confirm = Button(look, confirm, primary=True)
        self.setAccessibleName(title)
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, look.px(1.25))
        layout.setSpacing(look.px(0.7))
        layout.addWidget(Label(look, title, face="lead"))
        for picker in self.pickers.values():
            layout.addWidget(picker)
            picker.changed.connect(self._show_confirm)
        layout.addSpacing(look.px(0.6))
        layout.addLayout(foot_of(look, self.cancel, self.confirm))
        self._show_confirm()

        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._confirm)

    @override
    def first_focus(self) -> QWidget:
        return next(iter(self.pickers.values())).field

    def _show_confirm(self) -> None:
        is_ready = bool(self.pickers[self._needed].uid)
        self.confirm.setEnabled(is_ready)
        self.confirm.setToolTip("" if is_ready else _("Choose an organisation first"))

    def _confirm(self) -> None:
        chosen = {name: picker.uid for name, picker in self.pickers.items()}
        self.accept()
        self._then(chosen)
