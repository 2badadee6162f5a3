"""Somebody who is not on the list: three fields, and a hint when they may be on it after all."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _
from recipe_desktop.ui.cards.lines import Remark, clear
from recipe_desktop.ui.desk.model import Hint, TypedWalkIn, WalkInWords
from recipe_desktop.ui.desk.namesakes import Namesakes
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View

_WAIT_MS: Final = 120
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WIDE: Final = 27.0
_HIGH: Final = 2.375


class WalkInCard(View):
    """``wanted`` tells that the person shall be added.

    ``namesake_wanted`` tells who of the list it is, ``list_wanted`` whom to look for there. Enter
    goes to the next field, and from the last one adds. Tab goes through fields, ticks and button
    whatever hint is shown: who types blindly adds whom they type.
    """

    wanted = Signal()
    namesake_wanted = Signal(str)
    list_wanted = Signal(str)
    typed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.code = ""
        self.instead_of: Uid | None = None
        self._absent = ""
        self._looked_for = ""  # when it was begun
        self._aside: list[tuple[TypedWalkIn, str]] = []  # half typed; the last one came last
        self.title = Label(look, face="lead")
        self.second = Label(look, face="second", ink="text2", wrap=True)
        self.waiting = Label(look, face="second_strong", ink="look", wrap=True)
        self.labels = [Label(look, face="second_strong") for _field in range(3)]
        self.name, self.organisation, self.email = (QLineEdit() for _field in range(3))
        self.notice, self.photos = QCheckBox(), QCheckBox()
        self.confirm = Button(look, symbol="user-plus")
        self.foot = Label(look, face="second", ink="text2", wrap=True)
        self.foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.namesakes = Namesakes(look)
        self._known = QVBoxLayout()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._lay_out()
        self.measure()
        self.retranslate()
        self.show_hint(Hint())

        for field in self.fields:
            field.textChanged.connect(self._typed)
        for stop in self._stops:
            stop.installEventFilter(self)
        self.confirm.clicked.connect(self.wanted)
        self.namesakes.chosen.connect(self.namesake_wanted)
        self.namesakes.list_wanted.connect(self._want_list)
        self._wait.timeout.connect(self.typed)

    @property
    def fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        """In the order of Enter."""
        return self.name, self.organisation, self.email

    @property
    def _stops(self) -> tuple[QWidget, ...]:
        """In the order of Tab."""
        return *self.fields, self.notice, self.photos, self.confirm

    @property
    def walk_in(self) -> TypedWalkIn:
        """What is typed."""
        return TypedWalkIn(
            self.name.text().strip(),
            self.organisation.text().strip(),
            self.email.text().strip(),
            notice_shown=self.notice.isChecked(),
            photo_consent=self.photos.isChecked(),
            code=self.code,
            instead_of=self.instead_of,
        )

    @property
    def absent(self) -> str:
        """Who stays away and is replaced; empty where nobody is."""
        return self._absent

    @override
    def retranslate(self) -> None:
        self._show_title()
        self._show_waiting()
        words = (_("Name"), _("Organisation"), _("Email"))
        for label, field, said in zip(self.labels, self.fields, words, strict=True):
            label.setText(said)
            label.setBuddy(field)
            field.setAccessibleName(said)
        self.email.setPlaceholderText(_("name@organisation"))
        self.notice.setAccessibleName(_("Has read the privacy notice"))
        self.photos.setText(_("May be seen in photographs"))
        self.confirm.setText(_("Check in"))
        self._show_possible()

    @override
    def measure(self) -> None:
        for field in (*self.fields, self.confirm):
            field.setFixedHeight(self.look.px(_HIGH))

    def show_words(self, words: WalkInWords) -> None:
        """What the event says about privacy, and which number comes next."""
        self.notice.setText(words.notice)
        self.notice.setVisible(bool(words.notice))
        self.foot.setText(words.foot)

    def show_hint(self, hint: Hint) -> None:
        """Show who may be the same person, and what is known of the organisation."""
        clear(self._known)
        self.namesakes.show_people(hint.namesakes)
        if hint.organisation:
            known = Remark(self.look, "info-circle", hint.organisation, ink="accent_ink")
            self._known.addWidget(known)
            known.show()

    def press(self, key: str) -> None:
        """Take a key of the hint; only where what it does was already shown."""
        if not self.isVisible():
            return
        shown = self.namesakes.people
        if self._wait.isActive():  # letters came after what is shown
            self._wait.stop()
            self.typed.emit()
        if self.namesakes.people == shown:
            self.namesakes.press(key)

    @property
    def is_begun(self) -> bool:
        """Whether anything is typed."""
        return any(field.text().strip() for field in self.fields)

    def go_on(self) -> None:
        """Go to the first field that is still empty."""
        first = next((field for field in self.fields if not field.text().strip()), self.email)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_of(self, looked_for: str) -> bool:
        """Whether who is typed may be the one that was looked for, as far as that was typed."""
        there, typed = fold(self.name.text()).split(), fold(looked_for).split()
        begins = all(any(word.startswith(part) for word in there) for part in typed)
        return begins or looked_for == self._looked_for

    def begin(self, name: str = "", code: str = "") -> None:
        """Start with what was typed into the search already, or as somebody else was left."""
        self.code, self._looked_for = code, name
        self._instead(None, "")
        if name and not self.name.text():
            self.name.setText(name)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        if not name:
            self.name.selectAll()  # for the next one it is typed over

    def begin_instead(self, uid: Uid, name: str, organisation: str, code: str = "") -> None:
        """Start with somebody who comes instead of a person on the list."""
        self.empty()
        self.code = code
        self._instead(uid, name)
        self.organisation.setText(organisation)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_aside(self) -> None:
        """Keep who is half typed for later; the fields are free for somebody else."""
        self.put_aside(self.walk_in, self._absent)
        self.empty()

    def put_aside(self, walk_in: TypedWalkIn, absent: str) -> None:
        """Keep somebody for later, see ``put_back``."""
        self._aside.append((walk_in, absent))
        self._show_waiting()

    def go_over(self) -> bool:
        """Forget the last one and hold again who was set aside; whether there was somebody."""
        self.empty()
        if not self._aside:
            return False
        self.put_back(*self._aside.pop())
        self._show_waiting()
        return True

    def put_back(self, walk_in: TypedWalkIn, absent: str) -> None:
        """Hold again what was typed."""
        self.code = walk_in.code
        self._instead(walk_in.instead_of, absent)
        typed = (walk_in.name, walk_in.organisation, walk_in.email)
        for field, words in zip(self.fields, typed, strict=True):
            field.setText(words)
        self.notice.setChecked(walk_in.notice_shown)
        self.photos.setChecked(walk_in.photo_consent)

    def empty(self) -> None:
        """Forget the last one."""
        self.code = self._looked_for = ""
        self._instead(None, "")
        for field in self.fields:
            field.clear()
        self.notice.setChecked(False)
        self.photos.setChecked(False)
        self.show_hint(Hint())
        self._wait.stop()

    def _instead(self, uid: Uid | None, name: str) -> None:
        self.instead_of, self._absent = uid, name
        self._show_title()

    def _show_title(self) -> None:
        if self.instead_of is None:
            self.title.setText(_("Walk-in"))
            self.second.setText(_("Not on the list? Three fields are enough."))
        else:
            self.title.setText(_("Comes instead"))
            said = _("In place of {name}, who is then marked as cancelled.")
            self.second.setText(said.format(name=self._absent))

    def _show_waiting(self) -> None:
        who = [one.name or one.organisation or one.email for one, _absent in self._aside]
        self.waiting.setText(_("Waits half typed: {names}").format(names="; ".join(who)))
        self.waiting.setVisible(bool(who))

    def _want_list(self) -> None:
        self.list_wanted.emit(self.name.text().strip())

    def _typed(self) -> None:
        self._show_possible()
        self._wait.start()

    def _show_possible(self) -> None:
        named = bool(self.name.text().strip())
        self.confirm.setEnabled(named)
        self.confirm.setToolTip("" if named else _("It needs a name"))

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            if not event.isAutoRepeat():  # it would run through the fields and add whom it meets
                self._go_on(self._stops.index(watched) + 1)
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, place: int) -> None:
        """To the next field, and after the last to the desk."""
        if place < len(self.fields):
            self.fields[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.confirm.isEnabled():
            self.wanted.emit()

    def _lay_out(self) -> None:
        look = self.look
        side = look.px(1.35)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(side, look.px(0.85), side, look.px(0.85))
        layout.setSpacing(look.px(0.2))
        layout.addWidget(self.title)
        layout.addWidget(self.second)
        layout.addWidget(self.waiting)
        for label, field in zip(self.labels, self.fields, strict=True):
            layout.addSpacing(look.px(0.45))
            layout.addWidget(label)
            layout.addWidget(field)
            if field is self.name:
                layout.addWidget(self.namesakes)
            if field is self.organisation:
                layout.addLayout(self._known)
        layout.addSpacing(look.px(0.8))
        layout.addWidget(self.notice)
        layout.addSpacing(look.px(0.4))
        layout.addWidget(self.photos)
        layout.addSpacing(look.px(0.8))
        self.confirm.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.confirm)
        layout.addWidget(self.foot)
        layout.addStretch()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self.look.u, self.look.tokens
        draw.box(painter, QRectF(self.rect()), fill=t.surface, line=t.line, radius=0.6 * u)
        painter.end()
