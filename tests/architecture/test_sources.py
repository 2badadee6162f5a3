import ast
import re
import subprocess
import sys

from tests.architecture.sources import PACKAGE, ROOT, called, imports, modules, name, tree

NETWORK = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib",
    "urllib3",
    "xmlrpc",
}
OF_NO_MEANING = {"util", "utils", "helper", "helpers", "common", "core", "manager", "misc", "base"}
BASES = {"recipe_desktop/store/base.py"}  # SQLAlchemy's own word for the root of all tables
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


def test_every_layer_uses_only_what_lies_below_it():
    # In a process of its own: import-linter switches off every logger that exists.
    lint = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"

    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout


def test_every_module_says_what_lives_in_it():
    silent = [name(file) for file in modules() if not ast.get_docstring(tree(file))]

    assert silent == []


def test_a_package_holds_nothing_but_its_docstring():
    allowed = {
        "recipe_desktop/__init__.py",  # the version
        "recipe_desktop/ui/cards/__init__.py",  # one set of widgets, which pages take by name
    }
    full = [
        name(file)
        for file in modules()
        if file.name == "__init__.py" and len(tree(file).body) > 1 and name(file) not in allowed
    ]

    assert full == []


def test_the_domain_stands_on_the_standard_library_alone():
    foreign = [
        f"{name(file)}:{line} {module}"
        for file in modules("domain")
        for line, module in imports(file)
        if module.partition(".")[0] not in sys.stdlib_module_names
        and not module.startswith("recipe_desktop.domain")
    ]

    assert foreign == []


def test_module_names_say_what_is_inside():
    vague = [
        name(file)
        for file in modules()
        if OF_NO_MEANING & set(file.stem.split("_")) and name(file) not in BASES
    ]

    assert vague == []


def test_nothing_can_reach_a_network():
    reaching = [
        f"{name(file)}:{line} {module}"
        for file in modules()
        for line, module in imports(file)
        if (module in NETWORK or module.partition(".")[0] in NETWORK)
        and not module.startswith("urllib.parse")  # takes addresses apart, opens none
    ]

    assert reaching == []


def test_colours_come_from_the_tokens():
    coloured = [
        f"{name(file)}:{node.lineno}"
        for file in modules("ui")
        if file.stem != "tokens"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HEX_COLOUR.fullmatch(node.value)
    ]

    assert coloured == []


def test_no_style_sheets():
    styled = [
        f"{name(file)}:{node.lineno}"
        for file in modules("ui", "app.py")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and called(node) == "setStyleSheet"
    ]

    assert styled == []


def test_these_tests_see_the_package():
    assert PACKAGE / "i18n.py" in modules()
    assert (PACKAGE / "domain" / "ids.py") in modules("domain")
    assert "babel.messages.catalog" in {module for _, module in imports(PACKAGE / "catalogues.py")}
