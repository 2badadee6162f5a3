"""The fields of the chosen row, each saved when it is left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.workdays import COUNTRIES, REGIONS
from recipe_desktop.i18n import _
from recipe_desktop.services import checks, plan_checks, records, words, words_plan
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.fields import Choice, Field, Kind
from recipe_desktop.ui.forms.form import Form
from recipe_desktop.ui.forms.of_kind import Catalogues, fields_of, to_form
from recipe_desktop.ui.forms.saving import written_by
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.roadmap.edits import Editing
from recipe_desktop.ui.roadmap.findings import RowFindings
from recipe_desktop.ui.view import View

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "tasks": (
        *("name", "code", "action", "owner", "starts_on", "duration_days", "progress", "status"),
        *("country", "region", "text"),
    ),
    "milestones": ("name", "code", "action", "owner", "due_on", "met_on", "text"),
    "actions": ("name", "code", "objective", "owner", "text"),
    "objectives": ("name", "code", "source", "note"),
    "chapters": ("name", "code", "text"),
}
_SPANNED: Final = ("starts_on", "duration_days", "progress")


class RowFields(View):
    """One form for each kind of row, made when such a row is first shown.

    Above it stands what somebody should look at, and why the days are as they are.
    """

    def __init__(
        self, look: Look, workspace: Workspace, editing: Editing, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._workspace, self._editing = workspace, editing
        self.catalogues = Catalogues(workspace)
        self._node: Node | None = None
        self._outline: Outline | None = None
        self._shown: Mapping[str, Value] = {}
        self.findings = RowFindings(look)
        self.why = Remark(look, "chart-line", ink="text")
        self.starts = Remark(look, "calendar-event")
        self.calendar = Remark(look, "world")
        self.forms: dict[str, Form] = {}
        self._layout = layout = QVBoxLayout(self)
        edge, side = look.px(PAGE_MARGIN), look.px(SIDE)
        layout.setContentsMargins(edge - side, look.px(0.9), edge, edge)
        layout.setSpacing(look.px(0.35))
        self.findings.setContentsMargins(side, 0, 0, 0)
        layout.addWidget(self.findings)
        for remark in (self.why, self.starts, self.calendar):
            remark.setContentsMargins(side, 0, 0, 0)
            layout.addWidget(remark)
        layout.addSpacing(look.px(0.6))
        layout.addStretch()

    @override
    def retranslate(self) -> None:
        if self._node is not None and self._outline is not None:
            self.show_node(self._node, self._outline)

    def show_node(self, node: Node, outline: Outline) -> None:
        """Show a row, or the same one after a change."""
        other = self._node is None or self._node.uid != node.uid
        self._node, self._outline = node, outline
        self._show_reasons(node, outline)
        form = self._form_of(node.kind)
        for one in self.forms.values():
            if other:
                one.forget()
            one.setVisible(one is form)
        self._shown = records_of(self._workspace, node)
        form.show_record(node.kind, node.uid, to_form(node.kind, self._shown))
        spans = node.entry is not None and node.entry.dates.is_summary
        for name in _SPANNED:
            if name in form.rows:
                form.rows[name].setVisible(not spans)

    def _form_of(self, kind: str) -> Form:
        if kind not in self.forms:
            fields = self._fields(kind, _NAMES[kind])
            form = self.forms[kind] = Form(
                self.look,
                fields,
                self._save,
                words.one_line,
                written_by=written_by(self._workspace),
            )
            self._layout.insertWidget(self._layout.count() - 1, form)  # above the stretch
        return self.forms[kind]

    def _show_reasons(self, node: Node, outline: Outline) -> None:
        entry = node.entry
        unseen = checks.unseen_signs(node.kind, node.kept) if entry is not None else ()
        self.findings.show_findings([*plan_checks.of_row(outline, node), *unseen])
        for remark in (self.why, self.starts, self.calendar):
            remark.setVisible(entry is not None)
        if entry is None:
            return
        self.why.words.setText(words_plan.reason(entry.dates.why))
        critical = entry.dates.is_critical
        symbol = "alert-triangle" if critical else "chart-line"
        self.why.symbol.show_symbol(symbol, Status.LOOK if critical else Status.NOTE)
        self.starts.words.setText(wording.could_start(entry))
        self.starts.setVisible(bool(wording.could_start(entry)))
        self.calendar.words.setText(wording.calendar_words(node, outline.roadmap))

    def _save(self, name: str, value: Any) -> None:
        if self._node is not None:
            before = records_of(self._workspace, self._node)
            self._editing.write(self._node, name, value, self._shown)
            # The plan is worked out later; what this has changed is known already.
            after = records_of(self._workspace, self._node)
            changed = {n: said for n, said in after.items() if said != before.get(n)}
            self._shown = {**self._shown, **changed}

    def _fields(self, kind: str, names: Sequence[str]) -> tuple[Field, ...]:
        own: Mapping[str, Callable[[], Sequence[Choice]]] = {
            "action": lambda: self._named("actions"),
            "objective": lambda: self._named("objectives"),
            "country": _countries,
            "region": self._regions,
            "status": _statuses,
        }
        return tuple(
            replace(field, kind=Kind.CHOICE, choices=own[field.name])
            if field.name in own
            else field
            for field in fields_of(kind, names, self.catalogues)
        )

    def _named(self, kind: str) -> Sequence[Choice]:
        if self._outline is None:
            return (Choice("", ""),)
        known = self._outline.roadmap
        named = known.actions if kind == "actions" else known.objectives
        choices = (Choice(one.uid, f"{one.code} {one.name}".strip()) for one in named)
        return (Choice("", ""), *choices)

    def _regions(self) -> Sequence[Choice]:
        entry = self._node.entry if self._node is not None else None
        codes = REGIONS.get(entry.country, ()) if entry is not None else ()
        return (Choice("", ""), *(Choice(code, code) for code in codes))


def records_of(workspace: Workspace, node: Node) -> Mapping[str, str | int | None]:
    """A row's fields as they are kept."""
    found = workspace.ask(records.shown, node.kind, [node.uid])
    return found[0].fields if found else {}


def _countries() -> Sequence[Choice]:
    usual = Choice("", _("that of the lead"))
    return (usual, *(Choice(code, words.country_word(code)) for code in COUNTRIES))


def _statuses() -> Sequence[Choice]:
    named = (Choice(code, words_plan.status_word(code)) for code in words_plan.STATUSES)
    return (Choice("", ""), *named)
