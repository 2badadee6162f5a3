"""What the chosen task waits for and what waits for it: made, changed, taken away."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.schedule import CALCULATED, LINK_TYPES, PlanLink
from recipe_desktop.i18n import _
from recipe_desktop.services.outline import Node, Outline, matches
from recipe_desktop.ui.cards import PAGE_MARGIN, CardHead
from recipe_desktop.ui.cards.lines import Remark, clear
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of
from recipe_desktop.ui.look.buttons import Button, LinkButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.roadmap.moves import Moves
from recipe_desktop.ui.tables.choices import ChoiceList
from recipe_desktop.ui.view import Label, View

_LONGEST_LAG: Final = 999
_MOST: Final = 200
_WIDE: Final = 34.0


def type_word(link_type: str) -> str:
    """What a type of link means."""
    return {
        "FS": _("FS: starts after its end"),
        "SS": _("SS: starts with its start"),
        "FF": _("FF: ends with its end"),
        "SF": _("SF: ends with its start"),
    }.get(link_type, link_type)


class _LinkRow(QWidget):
    """One link: the other end, type, lag, and a way to take it away."""

    def __init__(self, look: Look, name: str, link: PlanLink) -> None:
        super().__init__()
        self.link_type = link.type
        self.other = LinkButton(look, name)
        self.other.setToolTip(name)
        self.type = QComboBox()
        for code in LINK_TYPES:
            self.type.addItem(code, code)
            tip = Qt.ItemDataRole.ToolTipRole
            self.type.setItemData(self.type.count() - 1, type_word(code), tip)
        self.type.setCurrentIndex(max(0, self.type.findData(link.type)))
        self.type.setAccessibleName(_("Type of link"))
        self.type.view().setAccessibleName(_("Type of link"))
        self.type.setToolTip(type_word(link.type))
        self.type.setMinimumWidth(look.px(4.5))
        self.lag = QSpinBox()
        self.lag.setRange(-_LONGEST_LAG, _LONGEST_LAG)
        self.lag.setMinimumWidth(look.px(4))
        self.lag.setValue(link.lag)
        self.lag.setKeyboardTracking(False)
        self.lag.setAccessibleName(_("Lag in working days"))
        self.lag.setToolTip(_("Lag in working days"))
        self.remove = Button(look, symbol="x", bare=True)
        self.remove.setAccessibleName(_("Take this link away"))
        self.remove.setToolTip(_("Take this link away"))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.other, 1)
        top.addStretch()
        top.addWidget(self.type)
        top.addWidget(self.lag)
        top.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, look.px(0.15), 0, look.px(0.15))
        layout.addLayout(top)
        if link.type != CALCULATED:
            said = _("Kept and shown, but not calculated: only FS is.")
            layout.addWidget(Remark(look, "info-circle", said, status=Status.NOTE))

    def show_lag(self, lag: int) -> None:
        """Show another lag."""
        self.lag.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.lag.setValue(lag)
        self.lag.blockSignals(False)  # noqa: FBT003 - Qt's own


class Links(View):
    """Both directions; ``wanted`` tells the uid of a row that shall be shown."""

    wanted = Signal(str)

    def __init__(self, look: Look, moves: Moves, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._moves = moves
        self.node: Node | None = None
        self._outline: Outline | None = None
        self.dialog: ChooseEntry | None = None
        self.rows: dict[Uid, _LinkRow] = {}
        self.add_before, self.add_after = Button(look, symbol="plus"), Button(look, symbol="plus")
        self._heads = CardHead(look), CardHead(look)
        self._lists = QVBoxLayout(), QVBoxLayout()
        layout = QVBoxLayout(self)
        edge = look.px(PAGE_MARGIN)
        layout.setContentsMargins(edge, look.px(0.9), edge, edge)
        layout.setSpacing(look.px(0.4))
        for head, rows, button in zip(
            self._heads, self._lists, (self.add_before, self.add_after), strict=True
        ):
            layout.addWidget(head)
            layout.addLayout(rows)
            layout.addWidget(button)
            layout.addSpacing(look.px(0.9))
        layout.addStretch()
        self.retranslate()
        self.add_before.clicked.connect(lambda: self._choose(before=True))
        self.add_after.clicked.connect(lambda: self._choose(before=False))

    @override
    def retranslate(self) -> None:
        self._heads[0].title.setText(_("Waits for"))
        self._heads[1].title.setText(_("Waits for it"))
        self.add_before.setText(_("Add what it waits for"))
        self.add_after.setText(_("Add what waits for it"))
        if self.node is not None and self._outline is not None:
            self.show_node(self.node, self._outline, again=True)

    def show_node(self, node: Node, outline: Outline, *, again: bool = False) -> None:
        """Show the links of a row."""
        known = {uid: link for uid, link in outline.links if node.uid in (link.before, link.after)}
        same = self.node is not None and self.node.uid == node.uid
        types = {uid: row.link_type for uid, row in self.rows.items()}
        self.node, self._outline = node, outline
        if same and not again and types == {uid: link.type for uid, link in known.items()}:
            for uid, link in known.items():  # who writes in a row goes on writing
                self.rows[uid].show_lag(link.lag)
            return
        names = {one.uid: wording.title(one) for one in outline.nodes}
        self.rows.clear()
        for rows in self._lists:
            clear(rows)
        for uid, link in known.items():
            ends = (link.before, link.after)
            place = ends.index(node.uid)  # 0: it is waited for, 1: it waits
            other = ends[1 - place]
            gone = _("not here (any more)")
            row = _LinkRow(self.look, names.get(other, gone), link)
            self._lists[1 - place].addWidget(row)
            self.rows[uid] = row
            row.other.clicked.connect(self._goes_to(other))
            row.remove.clicked.connect(self._takes_away(uid))
            row.type.activated.connect(self._changes(uid, row))
            row.lag.valueChanged.connect(self._changes(uid, row))

    def _goes_to(self, uid: Uid) -> Callable[[], None]:
        return lambda: self.wanted.emit(uid)

    def _takes_away(self, uid: Uid) -> Callable[[], None]:
        return lambda: self._moves.unlink(uid)

    def _changes(self, uid: Uid, row: _LinkRow) -> Callable[[], None]:
        def change() -> None:
            kind = str(row.type.currentData())
            try:
                self._moves.relink(uid, kind, row.lag.value())
            except UserError:  # what was refused is shown as it stands
                QTimer.singleShot(0, self, self._show_again)
                raise

        return change

    def _show_again(self) -> None:
        if self.node is not None and self._outline is not None:
            self.show_node(self.node, self._outline, again=True)

    def _choose(self, *, before: bool) -> None:
        node, outline = self.node, self._outline
        if node is None or outline is None:
            return

        def then(other: Uid, kind: str, lag: int) -> None:
            ends = (other, node.uid) if before else (node.uid, other)
            self._moves.link(*ends, kind, lag)

        title = _("What “{name}” waits for") if before else _("What waits for “{name}”")
        said = title.format(name=node.name)
        self.dialog = ChooseEntry(self.look, self.window(), outline, node.uid, said, then)
        self.dialog.open()


class ChooseEntry(Sheet):
    """Asks for a task or milestone, the type of the link and its lag."""

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        outline: Outline,
        but: Uid,
        title: str,
        then: Callable[[Uid, str, int], None],
    ) -> None:
        super().__init__(look, window, wide=_WIDE)
        self._then = then
        self._nodes = [n for n in outline.nodes if n.entry is not None and n.uid != but]
        self.field, self.list = QLineEdit(), ChoiceList(look, _("No task fits"))
        self.list.setFixedHeight(look.px(12.25) + 2 * self.list.frameWidth())
        self.field.setAccessibleName(_("Find a task"))
        self.field.setPlaceholderText(_("Find a task"))
        self.list.setAccessibleName(_("Tasks and milestones"))
        self.type, self.lag = QComboBox(), QSpinBox()
        for code in LINK_TYPES:
            self.type.addItem(type_word(code), code)
        self.type.setAccessibleName(_("Type of link"))
        self.type.view().setAccessibleName(_("Type of link"))
        self.lag.setRange(-_LONGEST_LAG, _LONGEST_LAG)
        self.lag.setAccessibleName(_("Lag in working days"))
        self.cancel = Button(look, _("Cancel"))
        self.confirm = Button(look, _("Link them"), primary=True)
        self.setAccessibleName(title)
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, look.px(1.25))
        layout.setSpacing(look.px(0.7))
        layout.addWidget(Label(look, title, face="lead", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        how = QHBoxLayout()
        how.addWidget(self.type, 1)
        label = Label(look, _("&Lag in working days"), ink="text2")
        label.setBuddy(self.lag)
        how.addWidget(label)
        how.addWidget(self.lag)
        layout.addLayout(how)
        layout.addSpacing(look.px(0.6))
        layout.addLayout(foot_of(look, self.cancel, self.confirm))
        self.look_up()
        self.field.textChanged.connect(self.look_up)
        self.list.itemDoubleClicked.connect(self._confirm)
        self.list.currentItemChanged.connect(self._show_confirm)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._confirm)

    @override
    def first_focus(self) -> QWidget:
        return self.field

    def look_up(self) -> None:
        """List what fits what was typed."""
        wanted = fold(self.field.text()).split()
        self.list.clear()
        for node in self._nodes:
            if self.list.count() == _MOST:
                break
            if matches(wording.title(node), wanted):
                item = QListWidgetItem(wording.title(node))
                item.setData(Qt.ItemDataRole.UserRole, node.uid)
                self.list.addItem(item)
        if wanted and self.list.count():
            self.list.setCurrentRow(0)
        self._show_confirm()

    def _show_confirm(self) -> None:
        ready = self.list.currentItem() is not None
        self.confirm.setEnabled(ready)
        self.confirm.setToolTip("" if ready else _("Choose a task first"))

    def _confirm(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            uid = Uid(str(item.data(Qt.ItemDataRole.UserRole)))
            self.accept()
            self._then(uid, str(self.type.currentData()), self.lag.value())
