"""The people of an organisation, with what one needs to reach them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.organisations import PersonLine
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN
from recipe_desktop.ui.cards.lines import ScopeNote
from recipe_desktop.ui.forms.entries import Entries, EntryPanel
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.of_kind import Catalogues
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.partners.entry_rows import PersonRow
from recipe_desktop.ui.view import Label, View, Words

_WIDEST_UNITS: Final = 60.0
_FIELDS: Final = (
    *("given_name", "family_name", "title", "position"),
    *("email", "phone", "mobile", "language", "notes"),
)


class OrganisationPeople(View):
    """A list; one opens in place to be edited.

    Args:
        nobody: said where there are none.
    """

    deletion_wanted = Signal(str, str, str)  # kind, uid, what it is called

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        catalogues: Catalogues,
        parent: QWidget | None = None,
        *,
        nobody: Words = lambda: _("Nobody is known here yet. Add whom you write to and call."),
    ) -> None:
        super().__init__(look, parent)
        self._workspace, self._nobody = workspace, nobody
        self._lines: Sequence[PersonLine] = ()
        self.scope = ScopeNote(look)
        self.nobody = Label(look, ink="text2", wrap=True)
        panel = EntryPanel(
            look, workspace, "people", _FIELDS, catalogues, lambda: _("Delete person")
        )
        self.entries = Entries(look, panel, lambda line: PersonRow(look, line), self.nobody)

        head = QHBoxLayout()
        head.addWidget(self.scope, 1)
        layout = QVBoxLayout(self)
        edge, side = look.px(PAGE_MARGIN), look.px(SIDE)
        head.setContentsMargins(side, 0, 0, 0)
        layout.setContentsMargins(edge - side, look.px(0.9), edge, edge)
        layout.setSpacing(look.px(0.5))
        layout.addLayout(head)
        layout.addWidget(self.entries)
        layout.addStretch()
        self.nobody.setContentsMargins(side, look.px(1), 0, 0)
        self.measure()
        self.retranslate()

        panel.deletion_wanted.connect(self._delete)

    @override
    def measure(self) -> None:
        self.setMaximumWidth(self.look.px(_WIDEST_UNITS))

    @override
    def retranslate(self) -> None:
        own = words.member_name(self._workspace.here.member)
        said = _("Only {cluster} sees these people; they never go to another cluster.")
        self.scope.words.setText(said.format(cluster=own))
        self.nobody.setText(self._nobody())

    def show_people(self, owner: Uid, lines: Sequence[PersonLine]) -> None:
        """Show the people of an organisation."""
        self._lines = lines
        self.entries.show_lines(owner, lines)

    def begin_new(self) -> None:
        """Start a new person."""
        self.entries.add()

    def _delete(self, uid: str) -> None:
        name = next((line.name for line in self._lines if line.uid == uid), "")
        self.deletion_wanted.emit("people", uid, name)
