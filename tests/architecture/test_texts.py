"""Every text for people is wrapped, and every wrapped text stands in the catalogues."""

import ast
import os
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from recipe_desktop import catalogues, i18n, paths
from tests.architecture.sources import modules, name, tree
from tests.architecture.texts import misused, taking_texts, unwrapped, wraps

NO_TEXTS = {  # what looks like a text and is read by programs, by the module that says it
    "cli": re.compile(  # commands
        "desk (pack|open|scan|seal)|report (badges|directory|exchange|loss|roadmap|signed-list)"
        "|share (new|list|end)"
        "|sync (identity|admit|sign|steward|revoke|loss|send|receive|folder|status|conflicts|resolve)"
    ),
    # what the people of the demonstration have written into their records
    "demo/arrivals.py": re.compile(
        "van der|Lajta Kft\\.|Nagy|Suppliers’ networking day|ZalaZONE Science Park|Zalaegerszeg"
        "|We keep your data for five years.*|Entrance|Hall (one|two)|Welcome|Zsófia Nagy"
    ),
    "demo/story.py": re.compile(
        "Head of purchasing|Project manager|Engineer|Test driver|Göcseji Próbapálya Kft\\.|Zeg"
        "|Lendület Mérnökiroda Bt\\.|Lenti|Zsófia Nagy|Camille Petit|Szekesfehervar|Sotteville|Rouen"
        "|Az öt klaszter közös stratégiája|(Zalae|E)gerszeg|Forge Nouvelle de Seine SAS"
    ),
    "demo/visits.py": re.compile("Zsófia Őri|To see how battery modules are tested .*"),
    "demo/command.py": re.compile(" *summary.txt, summary.json .*"),
    "demo/self_test.py": re.compile("time zones"),  # what JSON calls it
    "formats/sheets.py": re.compile("PowerPoint Document"),  # a part of a file
    "reports": re.compile("Document|Figure|Index|Link|Sect|Table|(letter|parts|section) "),  # tags
    "reports/fonts.py": re.compile("[A-Z][a-z]"),  # kinds of signs
    "reports/pdf.py": re.compile(r"<.*>", re.DOTALL),
    # wrapped in words_sources.py
    "services/checks.py": re.compile("(Recommendation 2003|VIES: |Grant agreement: ).*"),
    "services/kind.py": re.compile("long text|rough day|event days"),
    "services/seed_edition.py": re.compile("seed "),  # part of what is hashed
    "services/touched.py": re.compile("row "),
    "services/words_reference.py": re.compile("not found"),  # a code
    "ui/actions.py": re.compile("Undo|Redo|Find|New|Print|Quit|Preferences"),  # names of keys
    "ui/files/choosing.py": re.compile("Documents"),  # a folder
    "ui/house": re.compile("Undo|Redo|Quit"),
    "ui/look": re.compile("Inter|Fusion"),
    "ui/partners/page.py": re.compile("New|Find|Print"),
}

# Wherever else a module asks for the wrappers, it has texts as well.
PEOPLE_READ = ("ui", "cli", "reports", "services", "demo", "app.py", "__main__.py")


def is_declared(module: str, text: str) -> bool:
    """Whether a module says that one of its texts is for programs."""
    place = module.removeprefix("recipe_desktop/")
    return any(
        place.startswith(where) and texts.fullmatch(text) for where, texts in NO_TEXTS.items()
    )


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
        ("label.setText('unknown')", ["unknown"]),
        ("row.start.setPlaceholderText('beginning' if first else 'end')", ["beginning", "end"]),
        ("painter.drawText(box, flags, 'not_known')", ["not_known"]),
        ("now = new or 'empty'", ["empty"]),
        ("now = 'empty' if gone else _('Partners')", ["empty"]),
        ("def word(): return _('Partners') if here else 'nobody'", ["nobody"]),
        ("WORDS = {'a': N_('arrived'), 'b': 'registered'}", ["registered"]),
        ("rows = [(1, _('arrived'), 'of'), (2, 'registered', 'of')]", ["registered"]),
        ("KINDS = {'a': (N_('task'), N_('tasks')), 'b': (N_('desk'), 'desks')}", ["desks"]),
        ("SAID = {'left': 'Deleted {name}'}", ["Deleted {name}"]),
        ("said = 'Without a name'", ["Without a name"]),
        ("said = '{shown} of {total}'", ["{shown} of {total}"]),
        ("fact('arrived', 'people')", ["arrived"]),
        ("raise fact('arrived')", ["arrived"]),
        ("fact('{day}', 'people')", []),
        ("given = chosen or 'FS'", []),
        ("names = ['arrived', 'registered']", []),
        ("session.execute(f'UPDATE {table} SET {cells} WHERE uid = ?')", []),
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
    elsewhere = taking_texts([ast.parse("fact(_('registered'), 'people')")])

    assert sorted(text for _, text in unwrapped(ast.parse(line), elsewhere)) == seen


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
    shown = taking_texts(map(tree, modules()))
    told = set(modules(*PEOPLE_READ))
    bare = [
        f"{name(file)}:{line} {text!r}"
        for file in modules()
        if file in told or wraps(tree(file))
        for line, text in unwrapped(tree(file), shown)
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
