"""Every text for people is wrapped, and every wrapped text stands in the catalogues."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from recipe_desktop import catalogues, i18n, paths
from tests.architecture.sources import called, modules, name, tree

# Calls whose text, and arguments whose value, somebody reads.
SHOWN_BY = {
    "addAction", "addButton", "addItem", "addItems", "addMenu", "addRow", "addTab", "addToolBar",
    "Action", "add_argument_group", "append_row", "critical", "heading", "information", "insertItem",
    "QAction", "QCheckBox", "QDockWidget", "QGroupBox", "QLabel", "QMenu", "QPushButton",
    "QRadioButton", "QToolButton", "print", "question", "setAccessibleDescription",
    "setAccessibleName", "setButtonText", "setDetailedText", "setFormat", "setHeaderLabels",
    "setHorizontalHeaderLabels", "setInformativeText", "setItemText", "setLabelText",
    "setPlaceholderText", "setPrefix", "setStatusTip", "setSuffix", "setTabText", "setText",
    "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showMessage", "Verb", "warning",
}  # fmt: skip
SHOWN_AS = {
    "caption", "description", "detail", "epilog", "heading", "help", "hint", "label",
    "message", "placeholder", "subtitle", "summary", "title", "tooltip", "why_not",
}  # fmt: skip
WRAPPERS = {"_", "N_", "ngettext"}
NOT_FOR_PEOPLE = {
    "TypeVar",
    "ParamSpec",
    "debug",
    "exception",
    "getLogger",
    "setObjectName",
    "UserError",
    "compile",
}
LOGGERS = {"log", "_log", "logger", "_logger"}

NAMES = {"RECiPE Desktop", "DejaVu Sans", "DejaVu Sans Condensed"}  # the same in every language

NO_TEXTS = {  # what looks like a text and is read by programs, by the module that says it
    "cli": re.compile(  # commands
        "desk (pack|open|scan|seal)|report (badges|directory|exchange|loss|roadmap|signed-list)"
        "|share (new|list|end)"
        "|sync (identity|admit|sign|steward|revoke|loss|send|receive|folder|status|conflicts|resolve)"
    ),
    "reports": re.compile("Document|Figure|Index|Link|Sect|Table|(letter|parts|section) "),  # tags
    "reports/fonts.py": re.compile("[A-Z][a-z]"),  # kinds of signs
    "reports/pdf.py": re.compile(r"<.*>", re.DOTALL),
    "ui/actions.py": re.compile("Undo|Redo|Find|New|Print|Quit|Preferences"),  # names of keys
    "ui/files/choosing.py": re.compile("Documents"),  # a folder
    "ui/house": re.compile("Undo|Redo|Quit"),
    "ui/look": re.compile("Inter|Fusion"),
    "ui/partners/page.py": re.compile("New|Find|Print"),
}

WORD = re.compile(r"[^\W\d_]{2,}")
PROSE = re.compile(r"[^\W\d_]{2,}[.,:;!?)]* [(\"'“]*[^\W\d_]{2,}|[A-Z][^\W\d_]* [^\W\d_]{2,}")
CAPITAL = re.compile(r"\s*[A-Z][a-z]+[.:!?…]?\s*")  # "Partners", in whatever place
BESIDE = re.compile(r"\s[^\W\d_]{3,}(?!\S)|(?<!\S)[^\W\d_]{3,}\s")  # a word by what is filled in
KEYS = re.compile(r"(Ctrl|Alt|Shift|Meta)\+.+")  # Qt shows them in the user's language
CODE = re.compile(r"[a-z0-9_.\-/*#{}\[\]<>%=]+|[A-Z_]+|SELECT .*", re.DOTALL)
PEOPLE_READ = (
    "ui",
    "cli",
    "reports",
    "services/words.py",
    "services/words_errors.py",
    "services/words_errors_of_records.py",
    "services/words_fields.py",
    "services/words_values.py",
    "app.py",
    "__main__.py",
)


def unwrapped(source: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of what a person would read in English whatever the language."""
    yield from _Unwrapped().of(source)


class _Unwrapped(ast.NodeVisitor):
    def of(self, source: ast.AST) -> list[tuple[int, str]]:
        self.found: set[tuple[int, str]] = set()
        self.visit(source)
        return sorted(
            found
            for found in self.found
            if found[1].strip() not in NAMES and not KEYS.fullmatch(found[1])
        )

    def visit_Call(self, node: ast.Call) -> None:
        what = called(node)
        if what in WRAPPERS or what in NOT_FOR_PEOPLE or self._is_logging(node):
            return
        for argument in node.args:
            if what in SHOWN_BY:
                self._note(argument)
        for keyword in node.keywords:
            if keyword.arg in SHOWN_AS:
                self._note(keyword.value)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        text = node.value
        if isinstance(text, str) and (PROSE.search(text) or CAPITAL.fullmatch(text)):
            self.found.add((node.lineno, text))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for part in node.values:
            if isinstance(part, ast.Constant) and BESIDE.search(part.value):
                self.found.add((node.lineno, part.value))
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:  # what it is said to be may be the name of a class
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        if [target.id for target in node.targets if isinstance(target, ast.Name)] != ["__all__"]:
            self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> None:
        """What it is said to be may be the name of a class."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.decorator_list, node.args, *node.body):
            self.visit(part)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring is for colleagues
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        """What is raised is a code, or a bug."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """What is asserted is for colleagues."""

    def _is_logging(self, node: ast.Call) -> bool:
        match node.func:
            case (
                ast.Attribute(value=ast.Name(id=name))
                | ast.Attribute(value=ast.Attribute(attr=name))
            ):
                return name in LOGGERS
            case _:
                return False

    def _note(self, node: ast.expr) -> None:
        match node:
            case ast.Constant(value=str(text)) if WORD.search(text) and not CODE.fullmatch(text):
                self.found.add((node.lineno, text))
            case ast.JoinedStr(values=values):
                for part in values:
                    self._note(part)
            case ast.BinOp(left=left, right=right):
                self._note(left)
                self._note(right)
            case ast.IfExp(body=body, orelse=orelse):
                self._note(body)
                self._note(orelse)
            case ast.Lambda(body=body):
                self._note(body)
            case ast.List(elts=parts) | ast.Tuple(elts=parts):
                for part in parts:
                    self._note(part)
            case ast.Call(func=ast.Attribute(value=text, attr="format")):
                self._note(text)
            case _:
                pass


def is_declared(module: str, text: str) -> bool:
    """Whether a module says that one of its texts is for programs."""
    place = module.removeprefix("recipe_desktop/")
    return any(
        place.startswith(where) and texts.fullmatch(text) for where, texts in NO_TEXTS.items()
    )


def misused(source: ast.AST) -> Iterator[tuple[int, str]]:
    """Wrapped texts that no catalogue can ever translate."""
    inside = {
        id(inner)
        for node in ast.walk(source)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
    }
    filled = {
        id(inner)
        for node in ast.walk(source)
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
    }
    for node in ast.walk(source):
        if not isinstance(node, ast.Call) or called(node) not in WRAPPERS:
            continue
        if id(node) in filled:  # what Babel finds in there depends on Python's version
            yield node.lineno, "looked up inside an f-string"
        for argument in node.args[: 1 if called(node) != "ngettext" else 2]:
            if any(isinstance(part, ast.JoinedStr) for part in ast.walk(argument)):
                yield node.lineno, "an f-string"
            elif isinstance(argument, ast.BinOp):
                yield node.lineno, "a text put together"
            elif (
                isinstance(argument, ast.Call)
                and called(argument) == "format"
                and isinstance(argument.func, ast.Attribute)
                and isinstance(argument.func.value, ast.Constant)
            ):
                yield node.lineno, "a text filled in before it was looked up"
        if called(node) != "N_" and id(node) not in inside:
            yield node.lineno, "looked up at import, before the language is known"


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("label.setText('Partners')", ["Partners"]),
        ("label.setText(f'{n} partners found')", [" partners found"]),
        ("label.setText('{} Partners'.format(n))", ["{} Partners"]),
        ("QPushButton('Save' if new else 'Change')", ["Change", "Save"]),
        ("parser.add_argument('--json', help='one JSON document')", ["one JSON document"]),
        ("Empty(picture, 'No partners yet')", ["No partners yet"]),
        ("Note('nothing was found')", ["nothing was found"]),
        ("Note('nothing (so far) was found')", ["nothing (so far) was found"]),
        ("def empty(): return 'no partners yet'", ["no partners yet"]),
        ("def words(): yield 'Partners'", ["Partners"]),
        ("COLUMNS = (Column('Name'), Column(title='City'))", ["City", "Name"]),
        ("title = 'Partners' if a else 'People'", ["Partners", "People"]),
        ("parts.append(f'{n} rows left')", [" rows left"]),
        ("parts.append(f'{n} rows')", [" rows"]),
        ("self.header.say('Partners')", ["Partners"]),
        ("titles: list[str] = ['Partners']", ["Partners"]),
        ("titles = {'partners': 'Partners:'}", ["Partners:"]),
        ("self.header.say(_('Partners') + ' and people too')", [" and people too"]),
        ("def of(self, view: 'View') -> 'Page': pass", []),
        ("show('partners', 'partner.name', f'{table}.{column}', 'SELECT')", []),
        ("__all__ = ['Page']", []),
        ("label.setText(_('Partners'))", []),
        ("label.setText('')", []),
        ("label.setText('42 %')", []),
        ("window.setWindowTitle('RECiPE Desktop')", []),
        ("label.setText(ngettext('{n} partner', '{n} partners', n).format(n=n))", []),
        ("log.warning('Store opened without encryption')", []),
        ("raise ValueError('No such column')", []),
        ("button.setObjectName('Save now')", []),
    ],
)
def test_an_unwrapped_text_is_seen_wherever_it_hides(line, seen):
    assert sorted(text for _, text in unwrapped(ast.parse(line))) == seen


@pytest.mark.parametrize(
    "line",
    [
        "def f(): return _(f'{n} partners')",
        "def f(): return _('Partners of ' + name)",
        "def f(): return _('Partners of {}'.format(name))",
        "def f(): return ngettext('one', f'{n} partners', n)",
        "TITLE = _('Partners')",
        """def f(): return f'{_("Partners")}: {name}'""",
    ],
)
def test_a_text_that_no_catalogue_can_translate_is_seen(line):
    assert list(misused(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    ["TITLE = N_('Partners')", "def f(): return _('Of {n}').format(n=n)", "t = lambda: _('Name')"],
)
def test_a_text_that_can_be_translated_passes(line):
    assert not list(misused(ast.parse(line)))


def test_every_text_for_people_is_wrapped():
    bare = [
        f"{name(file)}:{line} {text!r}"
        for file in modules(*PEOPLE_READ)
        for line, text in unwrapped(tree(file))
        if not is_declared(name(file), text)
    ]

    assert bare == []


def test_every_wrapped_text_can_be_translated():
    wrong = [
        f"{name(file)}:{line} {why}" for file in modules() for line, why in misused(tree(file))
    ]

    assert wrong == []


def _texts(catalogue: Catalog) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in catalogue if message.id}


def test_the_template_holds_every_text_of_the_sources():
    with (paths.resource("locale") / "recipe.pot").open("rb") as lines:
        kept = _texts(read_po(lines))

    assert kept == _texts(catalogues.collect()), "run: python3 run.py texts"


@pytest.mark.parametrize("code", catalogues.TRANSLATED)
def test_every_catalogue_holds_every_text_of_the_sources(code):
    file = catalogues.po_file(paths.resource("locale"), code)

    assert _texts(catalogues.read_catalogue(file, code)) == _texts(catalogues.collect())


@pytest.mark.parametrize("code", catalogues.TRANSLATED)
def test_translations_keep_what_is_filled_in(code):
    file = catalogues.po_file(paths.resource("locale"), code)
    field = re.compile(r"\{[^{}]*\}")

    lost = [
        message.id
        for message in catalogues.read_catalogue(file, code)
        for text in ([message.string] if isinstance(message.string, str) else message.string)
        if text and not set(field.findall(text)) <= set(field.findall(str(message.id)))
    ]

    assert lost == []


def test_collecting_keeps_translations_and_drops_texts_that_are_gone(tmp_path: Path):
    catalogues.update(tmp_path)
    file = catalogues.po_file(tmp_path, "hu")
    text = file.read_text("utf-8").replace('msgid "today"\nmsgstr ""', 'msgid "today"\nmsgstr "ma"')
    file.write_text(text + '\nmsgid "gone"\nmsgstr "elment"\n', "utf-8")

    written = catalogues.update(tmp_path)

    assert written == [file]
    kept = catalogues.read_catalogue(file, "hu")
    assert kept["today"].string == "ma"
    assert "gone" not in kept


def test_a_compiled_catalogue_speaks(tmp_path: Path, monkeypatch):
    catalogues.update(tmp_path)
    file = catalogues.po_file(tmp_path, "hu")
    text = file.read_text("utf-8").replace('msgid "today"\nmsgstr ""', 'msgid "today"\nmsgstr "ma"')
    file.write_text(text, "utf-8")
    catalogues.compile_all(tmp_path)
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path)
    i18n._catalogue.cache_clear()

    with i18n.in_language("hu"):
        said = i18n._("today")

    i18n._catalogue.cache_clear()
    assert said == "ma"


@pytest.mark.parametrize(("code", "is_compiled"), [("hu", True), ("hu", False), ("fr", True)])
def test_a_number_that_is_not_translated_has_the_forms_of_english(
    tmp_path: Path, monkeypatch, code, is_compiled
):
    catalogues.update(tmp_path)
    if is_compiled:
        catalogues.compile_all(tmp_path)
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path)
    i18n._catalogue.cache_clear()

    with i18n.in_language(code):
        said = [i18n.ngettext("{n} page", "{n} pages", n) for n in (0, 1, 5)]

    i18n._catalogue.cache_clear()
    assert said == ["{n} pages", "{n} page", "{n} pages"]


def test_a_catalogue_that_nobody_compiled_speaks_all_the_same(tmp_path: Path, monkeypatch):
    catalogues.update(tmp_path)
    catalogues.compile_all(tmp_path)
    file = catalogues.po_file(tmp_path, "hu")
    text = file.read_text("utf-8").replace('msgid "today"\nmsgstr ""', 'msgid "today"\nmsgstr "ma"')
    file.write_text(text, "utf-8")
    os.utime(file.with_suffix(".mo"), (0, 0))  # as after a pull that brought new texts
    catalogues.po_file(tmp_path, "de").with_suffix(".mo").unlink()
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path)
    i18n._catalogue.cache_clear()

    with i18n.in_language("hu"):
        changed = i18n._("today")
    with i18n.in_language("de"):
        days = i18n.ngettext("{n} day", "{n} days", 2)

    i18n._catalogue.cache_clear()
    assert (changed, days) == ("ma", "{n} days")


def test_no_text_is_what_a_class_is_called():
    """A renaming through all files reaches into texts, too."""
    classes = {
        node.name
        for file in modules()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef) and re.search("[a-z][A-Z]", node.name)
    }
    texts = {str(message.id) for message in catalogues.collect()}

    assert texts & classes == set()
