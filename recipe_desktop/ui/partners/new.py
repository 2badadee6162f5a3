"""A new organisation: its name and country, with those beside it that may be the same."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import FOR_A_WHILE, UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.name_likeness import likeness, name_core
from recipe_desktop.i18n import _
from recipe_desktop.services import organisations, records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.organisations import KIND, Filter, OrganisationLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import Banner, Doing
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of
from recipe_desktop.ui.forms.of_kind import Catalogues
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.partners import wording
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label

_WIDE: Final = 34.0
_WAIT_MS: Final = 150
_AGAIN_MS: Final = 1000
_MOST: Final = 3
_LOOKED_AT: Final = 40


def alike(workspace: Workspace, name: str, country: str) -> list[OrganisationLine]:
    """The few organisations that are called most like a name; those of its country first."""
    core = name_core(name)
    words = core.split()
    for some in (words, words[:1]):
        uids = workspace.ask(organisations.order, Filter(text=" ".join(some))) if some else []
        if uids:
            break
    else:
        return []
    lines = workspace.ask(organisations.lines, uids[:_LOOKED_AT])
    near = [line for line in lines if likeness(line.name, name) >= 0.5]
    near.sort(key=lambda line: (line.country != country, -likeness(line.name, name)))
    return near[:_MOST]


class NewOrganisation(Sheet):
    """Asks for what a record needs; everything else is written in the detail pane.

    ``made`` tells the uid of the new record; ``wanted`` that of one that is already there.
    """

    made = Signal(str)
    wanted = Signal(str)

    def __init__(
        self,
        given: Surroundings,
        window: QWidget | None,
        *,
        name: str = "",
        country: str = "",
    ) -> None:
        super().__init__(given.look, window, wide=_WIDE)
        look, self._workspace = given.look, given.workspace
        self._waits = False
        self._hints: list[Banner] = []
        self.title = Label(look, _("New organisation"), face="lead")
        self.name = QLineEdit(name)
        self.country = QComboBox()
        self.cancel = Button(look, _("Cancel"))
        self.confirm = Button(look, _("Create"), primary=True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._again = QTimer(self)  # another program may let go without having written
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._below = QVBoxLayout()
        self._below.setSpacing(look.px(0.25))
        self.patience = Banner(
            look,
            Status.NOTE,
            _("Something else is being saved just now"),
            _("The organisation is created by itself as soon as that is done."),
        )
        self.patience.hide()
        self.held = Banner(
            look,
            Status.LOOK,
            _("This organisation is not created yet"),
            _("Create it, or cancel; then the window can be closed."),
        )
        self.held.hide()
        self._fill_countries(country or self._workspace.here.member)
        self._lay_out()
        self.setAccessibleName(_("New organisation"))
        self._name_changed()

        self.name.textChanged.connect(self._name_changed)
        self.country.currentIndexChanged.connect(self._wait_a_moment)
        self._wait.timeout.connect(self._show_alike)
        self._again.timeout.connect(self._try_again)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._create)  # by Enter also
        given.jobs.writing_changed.connect(self._writing_changed)
        given.notices.committed.connect(self._committed)

    @override
    def first_focus(self) -> QWidget:
        return self.name

    def settle(self) -> bool:
        """Whether nothing is lost when the window is closed: no name stands there."""
        is_begun = bool(self.name.text().strip())
        self.held.setVisible(is_begun)
        if is_begun:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return not is_begun

    @property
    def hints(self) -> Sequence[Banner]:
        """The lines about organisations that are already there."""
        return self._hints

    def _fill_countries(self, chosen: str) -> None:
        field = kind_of(KIND).field("country")
        for choice in Catalogues(self._workspace).choices(field):
            self.country.addItem(choice.word, choice.value)
        self.country.setCurrentIndex(max(0, self.country.findData(chosen)))

    def _name_changed(self) -> None:
        empty = not self.name.text().strip()
        self.confirm.setEnabled(not empty)
        self.confirm.setToolTip(_("It needs a name") if empty else "")
        self._wait.start()

    def _wait_a_moment(self) -> None:
        self._wait.start()  # not bound to the signal: the timer would take its place for a time

    def _show_alike(self) -> None:
        for hint in self._hints:
            self._below.removeWidget(hint)
            hint.hide()
            hint.deleteLater()
        found = alike(self._workspace, self.name.text(), str(self.country.currentData()))
        self._hints = [self._hint(line) for line in found]
        for hint in self._hints:
            self._below.addWidget(hint)
            hint.show()  # what is not shown yet has no height
        self.place()

    def _hint(self, line: OrganisationLine) -> Banner:
        return Banner(
            self.look,
            Status.LOOK,
            _("{name} is already here").format(name=line.name),
            wording.what_it_is(line),
            Doing(_("Open"), lambda: self._open(line.uid)),
        )

    def _open(self, uid: Uid) -> None:
        self.accept()
        self.wanted.emit(uid)

    def _create(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        values = {"name": name, "country": str(self.country.currentData())}
        self._waits = False
        try:
            made = self._workspace.do(records.create, KIND, values)
        except UserError as error:
            if error.code not in FOR_A_WHILE:
                raise
            self._waits = True
            self.patience.show()
            self._again.start()
            return
        self.accept()
        self.made.emit(made.uid)

    def _writing_changed(self, writing: bool) -> None:  # noqa: FBT001  # a signal's argument
        if not writing:
            QTimer.singleShot(0, self, self._try_again)

    def _committed(self, changes: ChangeSet) -> None:
        if not changes.action:  # another program, which may have held the store
            QTimer.singleShot(0, self, self._try_again)

    def _try_again(self) -> None:
        if self._waits and self.isVisible():
            self._create()

    def _lay_out(self) -> None:
        look = self.look
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, look.px(1.25))
        layout.setSpacing(look.px(0.3))
        layout.addWidget(self.title)
        layout.addSpacing(look.px(0.5))
        for words, field in ((_("&Name"), self.name), (_("C&ountry"), self.country)):
            label = Label(look, words, ink="text2")
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            layout.addWidget(label)
            layout.addWidget(field)
            layout.addSpacing(look.px(0.4))
        self.country.view().setAccessibleName(self.country.accessibleName())
        layout.addLayout(self._below)
        layout.addWidget(self.patience)
        layout.addWidget(self.held)
        layout.addSpacing(look.px(0.75))
        layout.addLayout(foot_of(look, self.cancel, self.confirm))
