"""Where each column of a list goes, and what its rows are."""

from collections import Counter

from recipe_desktop.domain.import_columns import FIELDS, ColumnMapping, FileColumn
from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.ui.files.choices import ChoiceEntry
from recipe_desktop.ui.imports.work import KINDS


def column_entries(mapping: ColumnMapping) -> list[ChoiceEntry]:
    """Every column with the fields it can go to."""
    fields = [(name, words.field_label(mapping.kind, name)) for name in FIELDS[mapping.kind]]
    fields.sort(key=lambda field: field[1].casefold())
    choices = [("", _("Not taken over")), *fields]
    titles = Counter(fold(column.header) for column in mapping.columns)
    return [
        ChoiceEntry(
            _titled(place, column, is_alone=titles[fold(column.header)] == 1),
            column.sample,
            choices,
            column.target or "",
        )
        for place, column in enumerate(mapping.columns)
    ]


def _titled(place: int, column: FileColumn, *, is_alone: bool) -> str:
    if not column.header:
        return _("Column {number}, without a title").format(number=place + 1)
    if not is_alone:
        return _("{title} (column {number})").format(title=column.header, number=place + 1)
    return column.header


def kind_entry(kind: str) -> ChoiceEntry:
    """What the rows of a list are, and may be instead."""
    known = KINDS if kind in KINDS else (kind,)  # of an event they are registrations
    kinds = [(name, _capital(words.kind_name(name, 2))) for name in known]
    return ChoiceEntry(_("What the rows are"), _("proposed by the titles"), kinds, kind)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
