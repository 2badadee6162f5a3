"""What the file leaves open, in words, and how it is to be read."""

from collections.abc import Mapping, Sequence
from typing import Final

from recipe_desktop.domain.countries import country_codes
from recipe_desktop.domain.import_questions import Question
from recipe_desktop.domain.organisations import Ecosystem
from recipe_desktop.domain.source_tables import SourceTable
from recipe_desktop.formats.csv_files import ENCODINGS, SEPARATORS
from recipe_desktop.i18n import N_, _, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.ui.files.choices import ChoiceEntry

_TITLES: Final[Mapping[str, str]] = {
    "date_order": N_("Which number of a date is the day?"),
    "decimal": N_("How are decimals written?"),
    "unit": N_("What does a 1 in “{about}” stand for?"),
    "country": N_("Which country is “{about}”?"),
    "organisation_type": N_("What type is “{about}”?"),
    "ecosystem": N_("Which ecosystem is “{about}”?"),
    "answer": N_("What does the answer “{about}” mean?"),
    "name_order": N_("Which name comes first?"),
    "encoding": N_("Are the letters with accents right?"),
}
_SHOWN_ROWS: Final = 12  # lines among which the titles can be chosen


def question_entries(asked: Sequence[Question], answers: Mapping[str, str]) -> list[ChoiceEntry]:
    """Every question with its possible answers; the proposal stands until another is chosen."""
    return [
        ChoiceEntry(
            _(_TITLES.get(q.code, q.code)).format(about=q.about),
            _second(q),
            _choices(q),
            answers.get(q.key, q.proposed or ""),
        )
        for q in asked
    ]


def _second(question: Question) -> str:
    if question.code == "encoding" and question.examples:
        return words.strays(question)
    count = ngettext("{count} cell", "{count} cells", question.count).format(
        count=format_number(question.count)
    )
    if question.about or not question.examples:
        return count if question.count else _("proposed by what the file holds")
    return _("{cells}, such as {example}").format(cells=count, example=question.examples[0])


def _choices(question: Question) -> list[tuple[str, str]]:
    if question.code == "country":
        named = [(code, words.country_word(code)) for code in country_codes()]
        named.sort(key=lambda pair: pair[1].casefold())
        return [("", _("Leave these rows out")), *named]
    if question.code == "ecosystem":
        named = [(code, words.choice_word("ecosystem", code)) for code in Ecosystem]
        named.sort(key=lambda pair: pair[1].casefold())
        return [("", _("Leave it empty")), *named]
    return [(option, words.answer_word(question.code, option)) for option in question.options]


def reading_entries(table: SourceTable) -> dict[str, ChoiceEntry]:
    """How the file is read: what can be chosen, by name."""
    found: dict[str, ChoiceEntry] = {}
    if table.sheets:
        sheets = [(name, words.sheet_name(table, name)) for name in table.sheets]
        found["sheet"] = ChoiceEntry(_("Sheet"), _("of the workbook"), sheets, table.sheet)
    if table.encoding:
        names = dict.fromkeys((table.encoding, *ENCODINGS))
        encodings = [(name, words.encoding_word(name)) for name in names]
        found["encoding"] = ChoiceEntry(
            _("Encoding"), _("of letters with accents"), encodings, table.encoding
        )
        separators = [(sign, words.separator_word(sign)) for sign in SEPARATORS]
        found["separator"] = ChoiceEntry(
            _("Separator"), _("between the columns"), separators, table.separator
        )
    last = max(_SHOWN_ROWS, table.header_row)
    lines = [(str(number), format_number(number)) for number in range(1, last + 1)]
    found["header_row"] = ChoiceEntry(
        _("Row with the titles"), _("the data begin below it"), lines, str(table.header_row)
    )
    return found


def reading_words(table: SourceTable) -> str:
    """How the file was read, in one line."""
    if table.encoding:
        separator = words.separator_word(table.separator)
        return _("{encoding}, {separator}").format(
            encoding=words.encoding_word(table.encoding), separator=separator
        )
    sheet = words.sheet_name(table, table.sheet)
    if len(table.sheets) > 1:
        count = format_number(len(table.sheets))
        return _("Sheet {sheet}, one of {count}").format(sheet=sheet, count=count)
    return _("Sheet {sheet}").format(sheet=sheet)
