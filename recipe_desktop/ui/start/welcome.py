"""The first window where there is no store yet: make one, or open one."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop import places
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import LANGUAGES, _, language
from recipe_desktop.paths import STORE_SUFFIX
from recipe_desktop.services import stores, words
from recipe_desktop.services.here import MEMBERS
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import Card
from recipe_desktop.ui.cards.empty import Drawing
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.cards.news import News
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.start.shared_places import ask_before_making
from recipe_desktop.ui.view import Label, View

_WIDE: Final = 40.0
_HIGH_ENOUGH: Final = 36.0  # units; in a lower window the fields are all that is shown


class Welcome(View):
    """Asks for what a new store needs; ``opened`` brings the workspace.

    ``pack_wanted`` tells that this laptop shall become a desk instead.

    Args:
        open_store: opens a store that is there; may refuse.
        folder: where a new store is proposed.
        speak: switches the language of the program, this window included.
        preferences: know which stores shall stay in folders that others reach, too.
        may_open: whether a store may take the place of what is shown elsewhere; may refuse.
    """

    opened = Signal(object)
    pack_wanted = Signal()

    def __init__(
        self,
        look: Look,
        open_store: Callable[[Path], Workspace | None],
        folder: Path,
        speak: Callable[[str], None],
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        may_open: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(look, parent, ground="canvas")
        self._open_store, self._folder, self._speak = open_store, folder, speak
        self._may_open, self._preferences = may_open, preferences
        self.title = Label(look, face="title")
        self.what = Label(look, ink="text2", wrap=True)
        self.news = News(look)
        self.language = QComboBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.member = QComboBox()
        self.device = QLineEdit()
        self.person = QLineEdit()
        self.place = QLineEdit()
        self.choose = Button(look)
        self.make = Button(look, symbol="plus", primary=True)
        self.open = Button(look, symbol="folder")
        self.open_pack = Button(look, symbol="device-laptop")
        self.remark = Remark(look, "shield-lock")
        self._labels = {
            name: Label(look, ink="text2")
            for name in ("language", "member", "device", "person", "place")
        }
        self._build()
        self.retranslate()
        self.place.setText(str(folder / f"RECiPE{STORE_SUFFIX}"))

        self.language.activated.connect(lambda at: self._speak(self.language.itemData(at)))
        self.make.clicked.connect(self._create)
        self.open.clicked.connect(self._ask_for_store)
        self.open_pack.clicked.connect(self.pack_wanted)
        self.choose.clicked.connect(self._ask_for_place)
        for field in (self.device, self.person, self.place):
            field.returnPressed.connect(self.make.click)

    def _build(self) -> None:
        look = self.look
        card = self._card = Card(look)
        card.setFixedWidth(look.px(_WIDE))
        edge = look.px(1.75)
        card.body.setContentsMargins(edge, edge, edge, edge)
        card.body.setSpacing(look.px(1))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(1))
        grid.setVerticalSpacing(look.px(0.6))
        place = QHBoxLayout()
        place.setSpacing(look.px(0.5))
        place.addWidget(self.place, 1)
        place.addWidget(self.choose)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("language", self.language),
            ("person", self.person),
            ("member", self.member),
            ("device", self.device),
            ("place", self.place),
        )
        for row, (name, field) in enumerate(fields):
            label = self._labels[name]
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            if name == "place":
                grid.addLayout(place, row, 1)
            else:
                grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.open_pack)
        buttons.addStretch()
        buttons.addWidget(self.make)
        card.body.addWidget(self.title)
        card.body.addWidget(self.what)
        card.body.addWidget(self.news)
        card.body.addLayout(grid)
        card.body.addWidget(self.remark)
        card.body.addLayout(buttons)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addStretch(2)
        self._drawing = Drawing(look, ("users", "building", "transfer"))
        layout.addWidget(self._drawing, 0, middle)
        layout.addSpacing(look.px(1.25))
        centred = QHBoxLayout()  # an aligned card would be as high as in a wider window
        centred.addStretch()
        centred.addWidget(card)
        centred.addStretch()
        layout.addLayout(centred)
        layout.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(inner)
        whole.addWidget(self._area)

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(_("RECiPE Desktop"))
        self.title.setText(_("Welcome"))
        self.what.setText(
            _("Everything you enter stays on this laptop, in one encrypted file: the store.")
        )
        self.language.setCurrentIndex(self.language.findData(language()))
        texts = {
            "language": _("Lan&guage"),
            "person": _("Your &name"),
            "member": _("&Office"),
            "device": _("Name of the &laptop"),
            "place": _("&Store"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
        self.language.setAccessibleName(_("Language"))
        self.language.view().setAccessibleName(_("Language"))
        self.person.setAccessibleName(_("Your name"))
        self.member.setAccessibleName(_("Office"))
        self.member.view().setAccessibleName(_("Office"))
        self.device.setAccessibleName(_("Name of the laptop"))
        self.place.setAccessibleName(_("Store"))
        self.device.setPlaceholderText(_("by which your colleagues know it, such as Desk 2"))
        self.choose.setText(_("Choose"))
        self.make.setText(_("Create the store"))
        self.open.setText(_("Open a store"))
        self.open_pack.setText(_("Open a desk pack"))
        self.open_pack.setToolTip(_("This laptop becomes a desk of an event"))
        self.remark.words.setText(
            _("Your name stands in the history and on paper, and can be changed later.")
        )
        chosen = self.member.currentData() or "HU"
        self.member.clear()
        for code in MEMBERS:
            said = _("{member}, {country}").format(
                member=words.member_name(code), country=words.country_word(code)
            )
            self.member.addItem(said, code)
        self.member.setCurrentIndex(self.member.findData(chosen))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawing.setVisible(self.height() >= self.look.px(_HIGH_ENOUGH))
        room = self.width() - self._area.verticalScrollBar().sizeHint().width() - self.look.u
        self._card.setFixedWidth(min(self.look.px(_WIDE), room))

    def show_trouble(self, error: UserError) -> None:
        """Say why a store cannot be opened, above the fields."""
        self.news.refuse(error)
        self._area.verticalScrollBar().setValue(0)  # it stands above the fields

    def _create(self) -> None:
        typed = self.place.text().strip()
        place = Path(typed).expanduser() if typed else self._folder / f"RECiPE{STORE_SUFFIX}"
        shared = places.shared(place)
        if shared is None:
            self._create_at(place)
        else:
            ask_before_making(self.look, self, place, shared, self._create_at)

    def _create_at(self, place: Path) -> None:
        if places.shared(place) is not None:
            self._preferences.leave(place)
        self.place.setText(str(place))
        owner = stores.Owner(str(self.member.currentData()), self.device.text(), self.person.text())
        try:
            workspace = stores.create(place, owner) if self._may_open() else None
        except UserError as error:
            self.show_trouble(error)
            field = self.device if error.code == "store.no_device_name" else self.place
            field.setFocus()
            return
        if workspace is not None:
            self.opened.emit(workspace)

    def _ask_for_place(self) -> None:
        choosing.save_file(
            self.window(),
            _("Where shall the store be?"),
            f"RECiPE{STORE_SUFFIX}",
            _("Stores") + f" (*{STORE_SUFFIX})",
            lambda path: self.place.setText(str(path)),
        )

    def _ask_for_store(self) -> None:
        choosing.open_file(
            self.window(), _("Open a store"), _("Stores") + f" (*{STORE_SUFFIX})", self.open_file
        )

    def open_file(self, path: Path) -> None:
        """Open the store that was chosen; say why where it cannot be opened."""
        try:
            workspace = self._open_store(path) if self._may_open() else None
        except UserError as error:
            self.show_trouble(error)
            return
        if workspace is not None:
            self.opened.emit(workspace)
