"""The texts of a row in the other languages, each with whether it is still that of its source."""

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.unseen import several_lines
from recipe_desktop.i18n import LANGUAGES, _, format_number
from recipe_desktop.services import roadmap, words
from recipe_desktop.services.kinds import kind_of
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.services.roadmap import TranslatedText
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.cards import PAGE_MARGIN, CardHead
from recipe_desktop.ui.cards.lines import Remark
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.fields import Field, Kind
from recipe_desktop.ui.forms.form import Form, align
from recipe_desktop.ui.forms.saving import looking_again
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import Label, View

_TEXTS: Final = (("name", Kind.TEXT), ("text", Kind.LONG))


class Texts(View):
    """Name and text, in the language they were written in and in every other one."""

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._workspace = workspace
        self._node: Node | None = None
        self._known: dict[tuple[Uid, str, str], tuple[str, bool]] = {}
        self.heads = {name: CardHead(look) for name, _kind in _TEXTS}
        self.sources = {name: Label(look, ink="text2", wrap=True) for name, _kind in _TEXTS}
        self.forms = {
            name: Form(look, _fields(name, kind), self._save, words.one_line)
            for name, kind in _TEXTS
        }
        self.state = Remark(look, "language")
        self.language_label = Label(look, face="second_strong")
        self.language = QComboBox()
        for code, word in LANGUAGES.items():
            self.language.addItem(word, code)
        self.language_label.setBuddy(self.language)
        layout = QVBoxLayout(self)
        edge, side = look.px(PAGE_MARGIN), look.px(SIDE)
        layout.setContentsMargins(edge - side, look.px(0.9), edge, edge)
        layout.setSpacing(look.px(0.25))
        self.state.setContentsMargins(side, 0, 0, look.px(0.6))
        layout.addWidget(self.state)
        written = QHBoxLayout()
        written.setContentsMargins(side, 0, 0, look.px(0.6))
        written.setSpacing(look.px(0.6))
        written.addWidget(self.language_label)
        written.addWidget(self.language)
        written.addStretch()
        layout.addLayout(written)
        for name, _kind in _TEXTS:
            for inset in (self.heads[name], self.sources[name]):
                inset.setContentsMargins(side, 0, 0, 0)
                layout.addWidget(inset)
            layout.addWidget(self.forms[name])
            layout.addSpacing(look.px(0.9))
        layout.addStretch()
        align(*self.forms.values())
        self.retranslate()
        self.language.activated.connect(self._say_language)

    @override
    def retranslate(self) -> None:
        self.language_label.setText(_("Written in"))
        self.language.setAccessibleName(_("Written in"))
        self.language.view().setAccessibleName(_("Written in"))
        for name, head in self.heads.items():
            said = _("{field}, as written ({language})")
            language = self.language.currentText()
            head.title.setText(said.format(field=words.field_label("", name), language=language))
        align(*self.forms.values())

    def show_node(self, node: Node, outline: Outline) -> None:
        """Show the texts of a row, or the same ones after a change."""
        self._node = node
        known = self._known = dict(outline.roadmap.translations)
        own = outline.roadmap.language_of(node.uid)
        self.language.setCurrentIndex(self.language.findData(own))
        self.retranslate()
        has_text = any(field.name == "text" for field in kind_of(node.kind).fields)
        source = {"name": node.name, "text": _text(node)}
        stale = missing = 0
        for name, form in self.forms.items():
            shown = name == "name" or (has_text and bool(source[name]))
            for part in (self.heads[name], self.sources[name], form):
                part.setVisible(shown)
            self.sources[name].setText(source[name] or _("nothing yet"))
            values, notes = {"name": node.name}, {}
            for code in LANGUAGES:
                text, is_stale = known.get((node.uid, name, code), ("", False))
                values[f"{name}:{code}"] = text
                form.rows[f"{name}:{code}"].setVisible(code != own)
                if code == own:
                    continue
                if is_stale:
                    notes[f"{name}:{code}"] = _("made from an older text")
                    stale += shown
                missing += shown and bool(source[name]) and not text
            form.show_record(node.kind, node.uid, values, notes)
        self._show_state(stale, missing)

    def _show_state(self, stale: int, missing: int) -> None:
        said = []
        if stale:
            said.append(
                _("Changed since they were translated: {n}.").format(n=format_number(stale))
            )
        if missing:
            said.append(_("Not translated: {n}.").format(n=format_number(missing)))
        self.state.words.setText(" ".join(said) or _("Translated into all languages."))
        status = Status.LOOK if stale else None if missing else Status.OK
        self.state.symbol.show_symbol("alert-triangle" if stale else "language", status)

    def _say_language(self) -> None:
        if self._node is not None:
            code = str(self.language.currentData())
            node = self._node
            self._workspace.do(roadmap.say_language, node.kind, node.uid, code)

    def _save(self, field: str, value: Any) -> None:
        name, _colon, code = field.partition(":")
        if self._node is not None:
            said = TranslatedText(name, code, str(value or ""))
            kind, uid = self._node.kind, self._node.uid
            seen, _is_stale = self._known.get((uid, name, code), ("", False))
            looking_again(self._workspace, roadmap.translate, kind, uid, said, seen=seen)
            self._known[uid, name, code] = several_lines(said.text), False  # the plan comes later


def _fields(name: str, kind: Kind) -> tuple[Field, ...]:
    return tuple(Field(f"{name}:{code}", partial(str, LANGUAGES[code]), kind) for code in LANGUAGES)


def _text(node: Node) -> str:
    if node.entry is not None:
        return node.entry.text
    return node.named.text if node.named is not None else ""
