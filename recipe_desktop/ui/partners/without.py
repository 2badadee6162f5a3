"""People whose organisation is not here: deleted, or still to come from another laptop."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import organisations
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.ui.background.notices import Listener
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.of_kind import Catalogues
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.partners.people import OrganisationPeople
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import Label

_WIDE: Final = 40.0
_HIGH: Final = 26.0  # what the rows get, with room for whom one looks at
_LEAST: Final = 8.0
_AROUND: Final = 17.0  # what the rest takes
_MOST: Final = 60  # rows; the others come into sight when these have been dealt with
_NONE: Final = Uid("")


class PeopleWithout(Sheet):
    """Shows them to be read, written in and deleted, until their organisation is here."""

    def __init__(self, given: Surroundings, window: QWidget | None) -> None:
        super().__init__(given.look, window, wide=_WIDE)
        look, self._workspace = given.look, given.workspace
        self.people = OrganisationPeople(
            look,
            given.workspace,
            Catalogues(given.workspace),
            nobody=lambda: _("Nobody is without an organisation any more."),
        )
        inside = self.people.layout()
        if inside is not None:
            inside.setContentsMargins(0, look.px(0.5), look.px(0.5), 0)
        self._area = scrolled(self.people)
        self.more = Label(look, face="second", ink="text2", wrap=True)
        self.told = ToldLine(look)
        self.told.show_ground("raised")
        self.close_button = Button(look, _("Close"))
        self._deeds = Deeds(given.workspace, given.notices, self.told)
        title = Label(look, _("People without an organisation"), face="lead")
        why = Label(
            look,
            _(
                "Their organisation was deleted, has not arrived here yet, or was never said. "
                "When it is here, they stand with it."
            ),
            ink="text2",
            wrap=True,
        )
        self.setAccessibleName(title.words)
        layout = QVBoxLayout(self.panel)
        # The ground of a row reaches beyond what stands in it, so all else is set in by as much.
        edge, side = look.px(1.5), look.px(SIDE)
        layout.setContentsMargins(edge - side, edge, edge, look.px(1.25))
        above, below = QVBoxLayout(), QVBoxLayout()
        for part, widgets in ((above, (title, why)), (below, (self.more, self.told))):
            part.setContentsMargins(side, 0, 0, 0)
            for widget in widgets:
                part.addWidget(widget)
        for part in (layout, above, below):
            part.setSpacing(look.px(0.5))
        layout.addLayout(above)
        layout.addWidget(self._area, 1)
        layout.addLayout(below)
        layout.addLayout(foot_of(look, self.close_button))
        self._show()

        self.people.deletion_wanted.connect(self._delete)
        self.close_button.clicked.connect(self.reject)
        Listener(self, given.notices, self._heard)

    def show_person(self, uid: Uid) -> None:
        """Open one of them."""
        self._show(uid)
        if uid in self.people.entries.rows:
            self.people.entries.open(uid)

    @override
    def first_focus(self) -> QWidget:
        return next(iter(self.people.entries.rows.values()), self.close_button)

    @override
    def reject(self) -> None:
        row = self.people.entries.panel.unfinished()
        if row is None:
            super().reject()
        else:
            row.editor.setFocus()

    @override
    def place(self) -> None:
        # One height, whether somebody stands open or not: what one aims at stays where it is.
        room = self.height() - self.look.px(_AROUND)
        self._area.setMinimumHeight(max(self.look.px(_LEAST), min(self.look.px(_HIGH), room)))
        super().place()

    def _heard(self, changes: ChangeSet) -> None:
        if changes.touches("person", "organisation"):
            self._show()

    def _show(self, wanted: Uid | None = None) -> None:
        found = self._workspace.ask(organisations.people_without)
        first = wanted or self.people.entries.panel.uid
        shown = sorted(found, key=lambda line: line.uid != first)[:_MOST]
        self.people.show_people(_NONE, [line for line in found if line in shown])
        more = len(found) - len(shown)
        said = ngettext("and {count} more", "and {count} more", more)
        self.more.setText(said.format(count=format_number(more)))
        self.more.setVisible(more > 0)

    def _delete(self, kind: str, uid: str, name: str) -> None:
        self._deeds.delete(kind, Uid(uid), name)
