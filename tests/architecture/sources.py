"""The project's sources as syntax trees, for the tests of this folder."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "recipe_desktop"


def modules(*parts: str) -> list[Path]:
    """The modules below some folders of the package, or single modules of it."""
    found = [PACKAGE / part for part in parts] if parts else [PACKAGE]
    files = [file for place in found for file in ([place] if place.suffix else place.rglob("*.py"))]
    return sorted(file for file in files if file.exists())


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def called(node: ast.Call) -> str:
    """The last name of what is called: ``setText`` of ``self.title.setText(...)``."""
    match node.func:
        case ast.Attribute(attr=attribute):
            return attribute
        case ast.Name(id=plain):
            return plain
        case _:
            return ""
