"""Finds the texts for people that are not wrapped, and those that no catalogue can translate."""

import ast
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from tests.architecture.sources import called

Argument = tuple[str, int | str]  # what is called, and the place or the name of what it is given

# Arguments that people read, whatever letters stand in them.
SHOWN_BY_QT = {
    "addAction", "addButton", "addItem", "addItems", "addMenu", "addPermanentWidget", "addRow",
    "addTab", "addToolBar", "critical", "drawStaticText", "drawText", "information", "insertItem",
    "insertItems", "insertPlainText", "insertTab", "insertText", "QAction", "QCheckBox",
    "QCommandLinkButton", "QDockWidget", "QGroupBox", "QLabel", "QMenu", "QMessageBox",
    "QProgressDialog", "QPushButton", "QRadioButton", "QStandardItem", "QTableWidgetItem",
    "QToolButton", "question", "setAccessibleDescription", "setAccessibleName", "setButtonText",
    "setCancelButtonText", "setDetailedText", "setFormat", "setHeaderLabels", "setHtml",
    "setHorizontalHeaderLabels", "setInformativeText", "setItemText", "setLabelText",
    "setMarkdown", "setPlaceholderText", "setPlainText", "setPrefix", "setSpecialValueText",
    "setStatusTip", "setSubTitle", "setSuffix", "setTabText", "setText", "setTitle", "setToolTip",
    "setWhatsThis", "setWindowTitle", "showMessage", "showText", "warning",
}  # fmt: skip
# Calls of our own and of Python's that are given codes, too: what looks like one passes.
SHOWN_BY = {"Action", "add_argument_group", "append_row", "heading", "print", "Verb"}
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
# Methods of lists, dictionaries and texts: that one text was given to them says nothing.
OF_ALL_TRADES = {
    "add", "append", "appendleft", "count", "endswith", "extend", "format", "fromkeys", "get",
    "index", "insert", "join", "pop", "remove", "replace", "setdefault", "split", "startswith",
}  # fmt: skip

# The same in every language.
NAMES = {
    "DejaVu Sans",
    "DejaVu Sans Condensed",
    "RECiPE Desktop",
    "RFC 5322",
    "UTF-8",
    "UTF-8 (BOM)",
    "UTF-16",
}

WORD = re.compile(r"[^\W\d_]{2,}")
PROSE = re.compile(
    r"[^\W\d_]{2,}[.,:;!?)]* [(\"'“]*[^\W\d_]{2,}|[A-Z][^\W\d_]* [^\W\d_]{2,}|[^\W\d_]{2,} an? [^\W\d_]{2,}"
)
CAPITAL = re.compile(r"\s*[A-Z][a-z]+[.:!?…]?\s*")  # "Partners", in whatever place
LOWER = re.compile(r"[a-z]{2,}")  # "empty", where only a text can stand
BESIDE = re.compile(r"\s[^\W\d_]{3,}(?!\S)|(?<!\S)[^\W\d_]{3,}\s")  # a word by what is filled in
BETWEEN = re.compile(r"(?<!\S)[^\W\d_]{2,}[.,:]?(?!\S)")  # a word by fields that are filled in
FILLED = re.compile(r"\{[^{}]*\}")
KEYS = re.compile(r"(Ctrl|Alt|Shift|Meta)\+\S+")  # Qt shows them in the user's language
SQL = re.compile(
    r".*\b(ATTACH|SELECT|INSERT|UPDATE|DELETE|VACUUM|DETACH|PRAGMA|FROM|JOIN|WHERE|VALUES|SET"
    r"|IN|NOT NULL|LIMIT|ORDER BY)\b.*| = \? AND .*|(?=.*[._])[a-z_.]+(, [a-z_.]+)+|, uid",
    re.DOTALL,
)
CODE = re.compile(r"[a-z0-9_.\-/*#{}\[\]<>%=]+|[A-Z_]+", re.DOTALL)


def unwrapped(
    source: ast.AST, shown: AbstractSet[Argument] = frozenset()
) -> Iterator[tuple[int, str]]:
    """Line and text of what a person would read in English whatever the language.

    Args:
        source: the module.
        shown: arguments that take wrapped texts elsewhere, as ``taking_texts`` finds them.
    """
    yield from _Unwrapped(shown).of(source)


def taking_texts(sources: Iterable[ast.AST]) -> AbstractSet[Argument]:
    """Arguments that are given a wrapped text somewhere; a bare one is not meant for programs."""
    calls = (node for source in sources for node in ast.walk(source) if isinstance(node, ast.Call))
    return {
        argument
        for call in calls
        if called(call) not in WRAPPERS | OF_ALL_TRADES
        for argument, value in _arguments(call)
        if _is_wrapped(value)
    }


def wraps(source: ast.AST) -> bool:
    """Whether a module has texts for people."""
    return any(
        alias.name in WRAPPERS
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and node.module == "recipe_desktop.i18n"
        for alias in node.names
    )


def _arguments(call: ast.Call) -> Iterator[tuple[Argument, ast.expr]]:
    what = called(call)
    for place, value in enumerate(call.args):
        yield (what, place), value
    for keyword in call.keywords:
        if keyword.arg:
            yield (what, keyword.arg), keyword.value


def _is_wrapped(node: ast.expr) -> bool:
    match node:
        case ast.Call() if called(node) in WRAPPERS:
            return True
        case ast.Call(func=ast.Attribute(value=text, attr="format")) | ast.Lambda(body=text):
            return _is_wrapped(text)
        case ast.IfExp(body=body, orelse=orelse):
            return _is_wrapped(body) or _is_wrapped(orelse)
        case ast.BoolOp(values=values):
            return any(map(_is_wrapped, values))
        case _:
            return False


def _bare(node: ast.expr) -> Iterator[ast.Constant]:
    """The texts that a value can be, as far as they are written where it stands."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _bare(part)
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from _bare(part)
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            yield from _bare(one)
            yield from _bare(other)
        case ast.Call(func=ast.Attribute(value=text, attr="format")) | ast.Lambda(body=text):
            yield from _bare(text)
        case _:
            pass


class _Unwrapped(ast.NodeVisitor):
    def __init__(self, shown: AbstractSet[Argument]) -> None:
        self._shown = shown

    def of(self, source: ast.AST) -> list[tuple[int, str]]:
        self.found: set[tuple[int, str]] = set()
        self.visit(source)
        return sorted(found for found in self.found if _is_text(found[1]))

    def visit_Call(self, node: ast.Call) -> None:
        what = called(node)
        if what in WRAPPERS or what in NOT_FOR_PEOPLE or self._is_logging(node):
            return
        for argument, value in _arguments(node):
            if argument in self._shown or (what in SHOWN_BY_QT and isinstance(argument[1], int)):
                self._note(value, WORD)
            elif argument[1] in SHOWN_AS or (what in SHOWN_BY and isinstance(argument[1], int)):
                self._note(value, WORD, CODE)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        text = node.value
        if isinstance(text, str) and (
            PROSE.search(text)
            or CAPITAL.fullmatch(text)
            or (FILLED.search(text) and BETWEEN.search(FILLED.sub("", text)))
        ):
            self.found.add((node.lineno, text))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for part in node.values:
            if isinstance(part, ast.Constant) and BESIDE.search(part.value):
                self.found.add((node.lineno, part.value))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """What is said in place of nothing is a text, such as "empty"."""
        if isinstance(node.op, ast.Or):
            self._note(node.values[-1], LOWER)
        self._siblings(node.values)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._siblings([node.body, node.orelse])
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        self._siblings(node.values)
        self._columns(node.values)
        self.generic_visit(node)

    def visit_Tuple(self, node: ast.Tuple) -> None:
        self._columns(node.elts)
        self.generic_visit(node)

    def visit_List(self, node: ast.List) -> None:
        self._columns(node.elts)
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
        inner = [part for part in ast.walk(node) if isinstance(part, ast.Return | ast.Yield)]
        self._siblings([part.value for part in inner if part.value is not None])
        for part in (*node.decorator_list, node.args, *node.body):
            self.visit(part)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring is for colleagues
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        """What is raised is a code, or a bug, unless others of its kind are given texts."""
        if isinstance(node.exc, ast.Call):
            for argument, value in _arguments(node.exc):
                if argument in self._shown:
                    self._note(value, WORD)

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

    def _siblings(self, values: Iterable[ast.expr]) -> None:
        """Where one of several values is a wrapped text, the others are texts as well."""
        values = list(values)
        if any(map(_is_wrapped, values)):
            for value in values:
                self._note(value, WORD)

    def _columns(self, rows: Iterable[ast.expr]) -> None:
        tuples = [row.elts for row in rows if isinstance(row, ast.Tuple)]
        for place in range(max(map(len, tuples), default=0)):
            self._siblings(row[place] for row in tuples if place < len(row))

    def _note(
        self, node: ast.expr, seen: re.Pattern[str], passes: re.Pattern[str] | None = None
    ) -> None:
        for text in _bare(node):
            said = FILLED.sub("", str(text.value))
            shape = seen.fullmatch(said) if seen is LOWER else seen.search(said)
            if shape and not (passes and passes.fullmatch(said)):
                self.found.add((text.lineno, str(text.value)))


def _is_text(found: str) -> bool:
    """Whether a text that was found is a text after all."""
    is_name = FILLED.sub("", found).strip() in NAMES
    return not (is_name or KEYS.fullmatch(found) or SQL.fullmatch(found))


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
