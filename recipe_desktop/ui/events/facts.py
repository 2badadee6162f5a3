"""The fields of an event, saved when they are left."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.events import EVENTS
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN, CardHead
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.form import Form, align
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of, to_form
from recipe_desktop.ui.forms.saving import save_field, written_by
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import View

_WIDEST_UNITS: Final = 60.0
_WHAT: Final = ("name", "event_type", "organiser", "starts_on", "ends_on", "capacity", "language")
_WHERE: Final = ("place", "address", "city", "country", "time_zone", "website")
_TEXTS: Final = ("text", "privacy_notice")
_STATE: Final = ("cancelled_on",)


class EventFields(View):
    """All fields in one column that scrolls."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        catalogues: Catalogues,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace = workspace
        self._uid: Uid | None = None
        self._shown: Mapping[str, Value] = {}
        self.forms = tuple(
            Form(
                look,
                fields_of(EVENTS, names, catalogues),
                self._save,
                words.one_line,
                written_by=written_by(workspace),
            )
            for names in (_WHAT, _WHERE, _TEXTS, _STATE)
        )
        self.heads = [CardHead(look) for _form in self.forms]
        layout = QVBoxLayout(self)
        edge, side = look.px(PAGE_MARGIN), look.px(SIDE)
        layout.setContentsMargins(edge - side, look.px(0.9), edge, edge)
        layout.setSpacing(0)
        for head, form in zip(self.heads, self.forms, strict=True):
            head.setContentsMargins(side, 0, 0, 0)
            layout.addWidget(head)
            layout.addSpacing(look.px(0.3))
            layout.addWidget(form)
            layout.addSpacing(look.px(1))
        layout.addStretch()
        self.measure()
        self.retranslate()

    @override
    def retranslate(self) -> None:
        titles = (_("What"), _("Where"), _("Texts"), _("State"))
        for head, title in zip(self.heads, titles, strict=True):
            head.title.setText(title)
        align(*self.forms)

    @override
    def measure(self) -> None:
        self.setMaximumWidth(self.look.px(_WIDEST_UNITS))
        align(*self.forms)

    def show_fields(self, uid: Uid, fields: dict[str, Value]) -> None:
        """Show an event, or the same one after a change."""
        self._uid, self._shown = uid, fields
        values = to_form(EVENTS, fields)
        for form in self.forms:
            form.show_record(EVENTS, uid, values)

    def begin(self, field: str = "name") -> None:
        """Write the name of a new event, or what else it is."""
        self.forms[0].rows[field].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _save(self, name: str, value: Any) -> None:
        if self._uid is not None:
            save_field(self._workspace, EVENTS, self._uid, self._shown, name, value)
