"""The project's settings: what stands on every paper, and what the project is."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services import emblems, projects, words
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.records import Shown
from recipe_desktop.ui.cards import INSIDE, Card, CardHead, PageHead, page_layout
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.form import Form, align
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of, to_form
from recipe_desktop.ui.forms.saving import save_field, written_by
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.project.emblem import EmblemRow
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.view import Label, View

KIND: Final = emblems.KIND
_PAPER: Final = ("funding_line", "disclaimer")
_PROJECT: Final = (
    *("name", "full_name", "theme", "call", "grant_number", "website", "starts_on", "ends_on"),
    *("source", "certainty", "note"),
)
_RULES: Final = ("longest_stay_days", "period_ends_on")
_WIDEST_UNITS: Final = 60.0


class ProjectPage(View):
    """Every field is saved when it is left, can be undone, and travels to the other offices."""

    def __init__(self, given: Surroundings) -> None:
        super().__init__(given.look)
        look, self._workspace = given.look, given.workspace
        self._shown: Shown | None = None
        catalogues = Catalogues(given.workspace)
        self.head = PageHead(look)
        self.paper, self.project, self.rules = (
            Form(
                look,
                fields_of(KIND, names, catalogues),
                self._save,
                words.one_line,
                written_by=written_by(self._workspace),
            )
            for names in (_PAPER, _PROJECT, _RULES)
        )
        self.emblem = EmblemRow(given)
        self.why = Label(look, face="second", ink="text2", wrap=True)
        self.open_rules = Label(look, face="second", ink="text2", wrap=True)
        self._heads = [CardHead(look) for _form in self._forms]
        self._cards = [Card(look) for _form in self._forms]
        self._lay_out()
        self.measure()
        self.retranslate()

        given.notices.committed.connect(self._show_changes)

    @override
    def retranslate(self) -> None:
        self._heads[0].title.setText(_("On every paper"))
        self._heads[1].title.setText(_("Project"))
        self._heads[2].title.setText(_("Rules of the exchanges"))
        self.open_rules.setText(
            _(
                "What the programme’s papers leave open. While no longest stay is settled, more "
                "than 28 days are a doubt and more than 31 are too long."
            )
        )
        self.why.setText(
            _(
                "Write them as your grant agreement words them; every report shows them with the "
                "emblem, and says before it is printed when something is missing."
            )
        )
        self._align()
        self._show()

    @override
    def measure(self) -> None:
        for card in self._cards:
            card.setMaximumWidth(self.look.px(_WIDEST_UNITS))
        self._align()

    def _align(self) -> None:
        align(*self._forms)
        self.emblem.fit(self.paper.rows[_PAPER[0]].label.width())

    @property
    def _forms(self) -> tuple[Form, ...]:
        return self.paper, self.project, self.rules

    def begin(self) -> None:
        """Put the keyboard where something is missing, else into the first field."""
        rows = [self.paper.rows[name] for name in _PAPER]
        first = next((row for row in rows if row.is_empty), rows[0])
        first.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        """Show the project that the sidebar names."""
        shown = self._workspace.ask(projects.present)
        if shown is None:
            return
        self._shown = shown
        values = to_form(KIND, shown.fields)
        for form in self._forms:
            form.show_record(KIND, shown.uid, values)
        self.emblem.show_emblem(shown.uid)
        self.head.show_texts(_("Project settings"), str(shown.fields["name"]))

    def _show_changes(self, changes: ChangeSet) -> None:
        if changes.touches("project", "attachment"):
            self._show()

    def _save(self, name: str, value: Any) -> None:
        if self._shown is not None:
            shown = self._shown
            save_field(self._workspace, KIND, shown.uid, shown.fields, name, value)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = View(self.look)
        outer.addWidget(scrolled(page))
        layout = page_layout(page)
        layout.addWidget(self.head)
        reasons = {self.paper: self.why, self.rules: self.open_rules}
        inside = self.look.px(INSIDE)
        at_sides = inside - self.look.px(SIDE)  # the labels keep the rest
        for card, head, form in zip(self._cards, self._heads, self._forms, strict=True):
            card.body.setContentsMargins(at_sides, inside, at_sides, inside)
            for above in (head, reasons.get(form)):
                if above is not None:
                    above.setContentsMargins(self.look.px(SIDE), 0, 0, 0)  # above the labels
                    card.body.addWidget(above)
            card.body.addWidget(form)
            if form is self.paper:
                card.body.addWidget(self.emblem)
            layout.addWidget(card)
        layout.addStretch()
