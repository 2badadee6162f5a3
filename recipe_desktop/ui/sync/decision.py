"""One conflict: the values side by side, whose turn it is, how it came about."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import CHANGED, UserError
from recipe_desktop.i18n import _
from recipe_desktop.services import conflicts, history, titles, words
from recipe_desktop.services.conflicts import Conflict
from recipe_desktop.ui.cards import Banner, Disc, Doing, PageHead
from recipe_desktop.ui.cards.initials import initials, series
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.cards.news import News, Told
from recipe_desktop.ui.forms.saving import looking_again
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.layout.turning import Turning
from recipe_desktop.ui.look.buttons import Button, OnePress
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.near_days import when
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync.rivals import RivalCard
from recipe_desktop.ui.sync.wording import named_by, suggested_word, title_of
from recipe_desktop.ui.view import Label, View

_MOST_HISTORY: Final = 4
_HEAD_LINES: Final = 3
_BESIDE: Final = 42.0  # units; with less the values stand below each other
_GONE: Final = "conflict.unknown"  # somebody has decided it


class DecisionView(View):
    """Shows a conflict and lets somebody decide it, or say what its owner should decide.

    While ``anew`` runs its values have just become others, and what was aimed at those before
    decides nothing.
    """

    def __init__(self, given: Surroundings) -> None:
        super().__init__(given.look, ground="surface")
        self._given = given
        look = given.look
        self.item: Conflict | None = None
        self.anew = QTimer(self)
        self.anew.setSingleShot(True)
        self.cards: list[RivalCard] = []
        self.head = PageHead(look, face="record", wrap=True, most=_HEAD_LINES)
        self._open = Button(look, symbol="external-link")
        self.back = Button(look, symbol="arrow-left", bare=True)
        self.head.buttons.addWidget(self._open)
        self.news = News(look)
        self._values = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._values.setSpacing(look.px(1))
        self.another = Button(look, symbol="pencil")
        self.field = _ValueField(self)
        self.use = OnePress(look)
        self.trouble = Label(look, face="second", ink="block", wrap=True)
        self._writing = QHBoxLayout()
        self._writing.addWidget(self.another)
        self._writing.addWidget(self.field, 1)
        self._writing.addWidget(self.use)
        self._writing.addStretch()
        self._turn = QVBoxLayout()
        self._past = QVBoxLayout()
        self._past.setSpacing(look.px(0.4))
        self._lay_out()
        self._write(on=False)
        self.retranslate()

        self._open.clicked.connect(self._open_record)
        self.another.clicked.connect(lambda: self._write(on=True))
        self.use.clicked.connect(self._use)
        self.field.returnPressed.connect(self._use)
        self.field.dropped.connect(lambda: self._write(on=False))

    def _lay_out(self) -> None:
        look = self.look
        inner = View(look)
        layout = QVBoxLayout(inner)
        edge = look.px(1.75)
        layout.setContentsMargins(edge, look.px(1.25), edge, look.px(1.25))
        layout.setSpacing(look.px(1))
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.head)
        layout.addWidget(self.news)
        Turning(look, inner, self._values, needs=_BESIDE)
        layout.addLayout(self._values)
        layout.addLayout(self._writing)
        layout.addWidget(self.trouble)
        layout.addLayout(self._turn)
        layout.addLayout(self._past)
        layout.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inner))

    @override
    def retranslate(self) -> None:
        self._open.setText(_("Open the record"))
        self.back.setText(_("Conflicts"))
        self.back.setAccessibleName(_("Back to the list of conflicts"))
        self.another.setText(_("Write another value"))
        self.use.setText(_("Use this value"))
        self.field.setAccessibleName(_("Another value"))

    def show_item(self, item: Conflict) -> None:
        """Show a conflict."""
        if self.item is None or self.item.id != item.id:
            self._write(on=False)
            self.news.clear()
        elif not item.asks_as(self.item):
            self.news.tell(Status.LOOK, _shown_anew)
            self.anew.start(QApplication.doubleClickInterval())
        self.item = item
        self._show_head(item)
        clear(self._values)
        self.cards = []
        for number, rival in enumerate(item.rivals, start=1):
            card = RivalCard(self.look, item, number, rival)
            card.take.clicked.connect(partial(self.take, number))
            self.cards.append(card)
            self._values.addWidget(card, 1)
        self.another.setVisible(item.kind_of == "field" and self.field.isHidden())
        self._show_turn(item)
        self._show_past(item)

    def take(self, number: int) -> None:
        """Decide for a value, or suggest it."""
        item = self.item
        if item is None or number > len(item.rivals) or not self._may_decide():
            return
        self._decide(conflicts.take, item, number)

    def _show_head(self, item: Conflict) -> None:
        if item.kind_of == "delete":
            second = _("One office deleted what another went on with. Choose which one counts.")
            if item.named_by:
                second += " " + named_by(item)
        else:
            second = _(
                "Written apart, without knowing of each other. Both are kept; choose which one counts."
            )
        self.head.show_texts(title_of(item), second)

    def _show_turn(self, item: Conflict) -> None:
        clear(self._turn)
        if not item.is_ours:
            said = _("The record belongs to another office, which decides.")
            more = _("What you choose travels there as a suggestion with the next file you send.")
            self._turn.addWidget(Banner(self.look, Status.NOTE, said, more))
        if item.together is not None:
            value = words.value_word(item.kind, item.field, item.together) or _("nothing")
            said = _("Together: {value}").format(value=value)
            more = _("All that was added, without what was taken out.")
            take = _("Take all together") if item.is_ours else _("Suggest all together")
            self._turn.addWidget(
                Banner(self.look, Status.NOTE, said, more, Doing(take, self._take_together))
            )
        for suggested in item.suggestions:
            said = _("{member} suggests: {value}").format(
                member=words.member_name(suggested.member),
                value=suggested_word(item, suggested),
            )
            taking = partial(self._take_suggestion, suggested)
            doing = Doing(_("Take it"), taking) if item.is_ours else None
            self._turn.addWidget(Banner(self.look, Status.NOTE, said, suggested.by, doing))

    def _show_past(self, item: Conflict) -> None:
        clear(self._past)
        changes = self._given.workspace.ask(history.of_record, item.kind, item.uid)
        changes = [c for c in changes if c.field == item.field and c.what == "changed"]
        if not changes or item.kind_of != "field":
            return
        self._past.addWidget(Label(self.look, _("How it came about"), face="strong"))
        for change in changes[:_MOST_HISTORY]:
            row = QHBoxLayout()
            row.setSpacing(self.look.px(0.75))
            who = change.by or change.device
            row.addWidget(Disc(self.look, initials(who), series(who), size=1.5))
            texts = QVBoxLayout()
            texts.setSpacing(0)
            # Values apart have no before and after: only what each wrote is true.
            said = self._given.workspace.ask(titles.word, item.kind, item.field, change.new)
            what = said or _("nothing")
            texts.addWidget(Label(self.look, what, face="action"))
            second = ", ".join(part for part in (change.by, change.device, when(change.at)) if part)
            texts.addWidget(Label(self.look, second, face="second", ink="text2"))
            row.addLayout(texts, 1)
            self._past.addLayout(row)

    def _take_together(self) -> None:
        if self.item is not None and self._may_decide():
            self._decide(conflicts.take_together, self.item)

    def _take_suggestion(self, suggested: conflicts.Suggested) -> None:
        item = self.item
        if item is None or not self._may_decide():
            return
        for number, rival in enumerate(item.rivals, start=1):
            if rival.value == suggested.value:
                self.take(number)
                return
        value = "" if suggested.value is None else str(suggested.value)
        self._decide(conflicts.write, item, value)

    def _write(self, *, on: bool) -> None:
        """Open or close the field for another value."""
        self.trouble.hide()
        self.field.setVisible(on)
        self.use.setVisible(on)
        self.another.setVisible(not on and (self.item is None or self.item.kind_of == "field"))
        if on:
            self.field.clear()
            self.field.setFocus()

    def _use(self) -> None:
        item, typed = self.item, self.field.text().strip()
        if item is None or not typed or not self._may_decide():
            return
        try:
            is_done = self._decide(conflicts.write, item, typed)
        except UserError as error:
            if error.code == _GONE:
                raise
            self.trouble.setText(words.sentence(error).replace("\n", " "))
            self.trouble.show()
            return
        if is_done:
            self._write(on=False)

    def _may_decide(self) -> bool:
        return not (self._given.jobs.writing or self.anew.isActive())

    def _decide(self, use_case: Callable[..., object], item: Conflict, *answer: int | str) -> bool:
        """Decide over what was shown; False where that is shown anew, which says why."""
        self.news.clear()
        try:
            looking_again(self._given.workspace, use_case, item.id, *answer, seen=item)
        except UserError as error:
            if error.code == CHANGED:
                return False
            if error.code == _GONE:
                self._given.workspace.look_again()
            raise
        return True

    def _open_record(self) -> None:
        if self.item is not None:
            place = self._given.workspace.ask(titles.stands_in, self.item.kind, self.item.uid)
            self._given.ways.record.emit(*place)


def _shown_anew() -> Told:
    return Told(
        _("Changed since you looked"), _("Nothing is decided yet. These are the values now.")
    )


class _ValueField(QLineEdit):
    """Where another value is typed; its keys are no choices."""

    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
            return
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # a key held down has not read what is shown anew
        super().keyPressEvent(event)
