"""How the text of a list is understood: said by options, told, and part of the answer."""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import Any, Final

from recipe_desktop.cli.command import Call
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.import_questions import Question, allows
from recipe_desktop.domain.source_tables import SourceTable
from recipe_desktop.formats.csv_files import ENCODINGS
from recipe_desktop.formats.sheets import Reading
from recipe_desktop.i18n import _, format_list
from recipe_desktop.services import words

_SEPARATORS: Final = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}
_DECIMALS: Final = {"comma": ",", "point": "."}
_ENCODING: Final = "encoding"  # asked as well, but answered by reading the file so
_ORDERS: Final = ("dmy", "mdy")


def reading_arguments(parser: ArgumentParser) -> None:
    """The options that say how a list is to be read, where it was or would be read otherwise."""
    parser.add_argument("--sheet", help=_("of a workbook, where another one is meant"))
    parser.add_argument(
        "--encoding",
        choices=ENCODINGS,
        help=_("of a text file, where the letters with accents came out wrong"),
    )
    parser.add_argument(
        "--separator", choices=tuple(_SEPARATORS), help=_("between the columns of a text file")
    )
    parser.add_argument(
        "--dates",
        choices=_ORDERS,
        help=_("how dates such as 03/04/2026 are meant: the day first (dmy) or the month (mdy)"),
    )
    parser.add_argument(
        "--decimals",
        choices=tuple(_DECIMALS),
        help=_("how numbers such as 1.500 are meant: which sign stands before decimals"),
    )
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar=_("KEY=VALUE"),
        help=_("answers another question about the list; --json --dry-run lists them all"),
    )


def reading(call: Call) -> Reading:
    """How the file is to be read, as far as that was said."""
    said = call.arguments
    encoding = said.encoding or answers(call).get(_ENCODING)
    return Reading(said.sheet, encoding, _SEPARATORS.get(said.separator or ""))


def answers(call: Call) -> dict[str, str]:
    """What was said to questions, by ``Question.key``."""
    said = call.arguments
    found = dict(_parted(text) for text in said.answer)
    if said.dates:
        found["date_order"] = said.dates
    if said.decimals:
        found["decimal"] = _DECIMALS[said.decimals]
    return found


def _parted(text: str) -> tuple[str, str]:
    key, _sign, answer = text.rpartition("=")
    return key, answer


def refuse_idle_answers(call: Call, asked: Sequence[Question]) -> None:
    """Refuse an answer to what the list does not ask, or one that is no answer to it.

    Raises:
        UserError: import.not_asked, import.nothing_asked, import.no_answer.
    """
    known = {question.key: question for question in asked}
    for text in call.arguments.answer:
        key, answer = _parted(text)
        if key == _ENCODING:
            continue
        if not known:
            raise UserError("import.nothing_asked", key=key or text)
        if key not in known:
            raise UserError("import.not_asked", key=key or text, known=format_list(list(known)))
        if not allows(known[key], answer):
            raise UserError("import.no_answer", key=key, answer=answer)


def tell_reading(
    call: Call, table: SourceTable, asked: Sequence[Question], said: Mapping[str, str]
) -> None:
    """Say how a file was read, and what it left open."""
    if table.separator:
        label, word = _("Separator"), words.separator_word(table.separator)
        call.say(_("{label}: read as {answer}.").format(label=label, answer=word))
    named = {sheet: words.sheet_name(table, sheet) for sheet in table.sheets}
    if others := [named[sheet] for sheet in table.sheets if sheet != table.sheet]:
        read = _("Sheet: {sheet} was read, {others} not; --sheet reads another one.")
        call.say(read.format(sheet=named[table.sheet], others=format_list(others)))
    for question in asked:
        call.say(_asked(question, said.get(question.key, question.proposed)))


def reading_document(
    table: SourceTable, asked: Sequence[Question], said: Mapping[str, str]
) -> dict[str, Any]:
    """The same for programs."""
    return {
        "reading": {
            "sheet": table.sheet,
            "sheets": list(table.sheets),
            "encoding": table.encoding,
            "separator": table.separator,
            "header_row": table.header_row,
        },
        "questions": [
            {
                "key": question.key,
                "answer": said.get(question.key, question.proposed),
                "options": list(question.options),
                "examples": list(question.examples),
                "cells": question.count,
                "certain": question.is_certain,
            }
            for question in asked
        ],
    }


def _asked(question: Question, answer: str | None) -> str:
    """What the file left open and how it was read; options or the window have it otherwise."""
    about = question.about
    if answer is None:
        return _("{about}: not understood, these lines are rejected.").format(about=about)
    label = words.question_word(question.code)
    if question.code == _ENCODING and question.examples:
        read = _("{label}: read as {answer}.").format(label=label, answer=answer)
        return f"{read} {words.strays(question)}"
    if question.examples and not question.about:  # of a whole column, so these are only examples
        said = _("{label}: read as {answer}, such as {examples}.")
        if question.code == "name_order" and question.is_certain and answer == question.proposed:
            said = _("{label}: read as {answer}, as the column’s title says, such as {examples}.")
        return said.format(
            label=label,
            answer=words.answer_word(question.code, answer),
            examples=format_list(question.examples),
        )
    if not about:
        return _("{label}: read as {answer}.").format(
            label=label, answer=words.answer_word(question.code, answer or "")
        )
    if not answer:
        return _("{label}: {about} was left out.").format(label=label, about=about)
    return _("{label}: {about} was read as {answer}.").format(
        label=label, about=about, answer=words.answer_word(question.code, answer)
    )
