"""The catalogues of texts: collected from the sources, brought up to date, compiled.

``python3 run.py texts`` collects every text into ``resources/locale/recipe.pot`` and into the
catalogue of each language, keeping what is translated. Files change only when texts change, so
they hold no dates and no line numbers.
"""

import argparse
import io
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from recipe_desktop import __version__, i18n, paths

KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "n_N_": (1, 2),
}
TRANSLATED = tuple(code for code in i18n.LANGUAGES if code != i18n.SOURCE)

_HEADER = """\
# Texts of RECiPE Desktop{language}.
# Licensed under the EUPL-1.2, like the program.
# Written by `python3 run.py texts`; translate the empty msgstr lines."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Collect the texts (without an argument) or compile the catalogues."""
    parser = argparse.ArgumentParser(prog="run.py texts", description=__doc__)
    parser.add_argument("job", nargs="?", choices=["update", "compile"], default="update")
    job = parser.parse_args(arguments).job
    if job == "update":
        for file in update(paths.resource("locale")):
            sys.stdout.write(f"{file}\n")
    compile_all(paths.resource("locale"))
    return 0


def update(folder: Path) -> list[Path]:
    """Write template and catalogues where they differ from the sources; the files written."""
    return [file for file, text in wanted(folder).items() if _write(file, text)]


def wanted(folder: Path) -> dict[Path, str]:
    """What template and catalogues must say, given the sources and what is translated."""
    template = collect()
    texts = {folder / f"{i18n.DOMAIN}.pot": _text(template, " (template)")}
    for code in TRANSLATED:
        file = po_file(folder, code)
        catalogue = read_catalogue(file, code)
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        texts[file] = _text(catalogue, f" in {i18n.LANGUAGES[code]}")
    return texts


def compile_all(folder: Path) -> None:
    """Write the ``.mo`` file beside each catalogue."""
    for code in TRANSLATED:
        file = po_file(folder, code)
        if file.exists():
            file.with_suffix(".mo").write_bytes(i18n.compile_catalogue(file))


def collect() -> Catalog:
    """All texts of the package, each with the files that use it."""
    catalogue = Catalog(charset="utf-8")
    for (text, context), files in _collected().items():
        catalogue.add(text, context=context or None, locations=[(f, 0) for f in sorted(files)])
    return catalogue


def read_catalogue(file: Path, code: str) -> Catalog:
    """A language's catalogue, empty when there is none yet."""
    locale = {"pt": "pt_PT"}.get(code, code)
    if not file.exists():
        return Catalog(locale=locale, domain=i18n.DOMAIN, charset="utf-8")
    with file.open("rb") as lines:
        return read_po(lines, locale=locale, domain=i18n.DOMAIN, charset="utf-8")


def po_file(folder: Path, code: str) -> Path:
    """Where a language's catalogue lies."""
    return folder / code / "LC_MESSAGES" / f"{i18n.DOMAIN}.po"


@cache
def _collected() -> dict[tuple[str | tuple[str, ...], str], set[str]]:
    package = Path(__file__).resolve().parent
    found: dict[tuple[str | tuple[str, ...], str], set[str]] = {}
    for file, _line, text, _comments, context in extract_from_dir(
        package, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        name = f"{package.name}/{Path(file).as_posix()}"
        found.setdefault((text, context or ""), set()).add(name)
    return found


def _text(catalogue: Catalog, language: str) -> str:
    catalogue.project, catalogue.version = "RECiPE Desktop", __version__
    catalogue.header_comment = _HEADER.format(language=language)
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode("utf-8")
    dated = (
        r'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator'
    )
    return re.sub(dated + r'|Language-Team): [^"]*"\n', "", lines).replace("#, fuzzy\n", "", 1)


def _write(file: Path, text: str) -> bool:
    if file.exists() and file.read_text("utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    return True


if __name__ == "__main__":
    sys.exit(main())
