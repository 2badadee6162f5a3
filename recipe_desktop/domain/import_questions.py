"""What a file leaves open, such as which number of a date is the day: asked, with a proposal."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from recipe_desktop.domain.attendance import Rsvp
from recipe_desktop.domain.countries import country_codes, read_country
from recipe_desktop.domain.import_columns import DATES, MONEY, ColumnMapping
from recipe_desktop.domain.import_words import unit_of
from recipe_desktop.domain.name_titles import order_of
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import (
    Ecosystem,
    OrganisationType,
    read_ecosystems,
    read_type,
)
from recipe_desktop.domain.people import NameOrder, says_its_order
from recipe_desktop.domain.registration_words import read_answer
from recipe_desktop.domain.source_tables import SourceTable
from recipe_desktop.domain.values import (
    Cell,
    DateOrder,
    DecimalSign,
    Problem,
    date_order_evidence,
    decimal_evidence,
    is_empty,
    read_date,
    read_number,
    text_of,
)

_SHOWN: Final = 3  # examples


@dataclass(frozen=True, slots=True)
class Question:
    """What a file leaves open; shown with a proposal, never decided silently.

    Args:
        code: ``date_order``, ``decimal``, ``unit``, ``country``, ``organisation_type``,
            ``ecosystem``, ``answer``, ``name_order``, ``encoding``.
        about: the header or the typed text in question; empty when it is the whole file.
        options: possible answers; empty means any country.
        proposed: the answer that stands if nobody says otherwise; None rejects these lines,
            an empty text leaves the value out.
        examples: cells that raise it.
        count: how many cells do.
        is_certain: whether the file shows elsewhere that the proposal is right: in other cells,
            or in the title of the column.
    """

    code: str
    about: str
    options: tuple[str, ...]
    proposed: str | None
    examples: tuple[str, ...] = ()
    count: int = 0
    is_certain: bool = False

    @property
    def key(self) -> str:
        """What an answer to it is filed under."""
        return f"{self.code}:{self.about}" if self.about else self.code


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """Answers to what a file leaves open."""

    decimal: DecimalSign | None = None
    date_order: DateOrder | None = None
    name_order: NameOrder = "given_first"
    units: Mapping[str, int] = field(default_factory=dict)  # folded header -> euros
    countries: Mapping[str, str] = field(default_factory=dict)  # folded -> code
    types: Mapping[str, str] = field(default_factory=dict)
    ecosystems: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def questions(table: SourceTable, mapping: ColumnMapping) -> tuple[Question, ...]:
    """Everything that the file leaves open, with proposals."""
    asked = about_encoding(table)
    cells = {
        target: [row.cells[place] for row in table.rows if not is_empty(row.cells[place])]
        for target, place in mapping.targets().items()
    }
    asked += about_dates([cell for name in DATES for cell in cells.get(name, ())])
    asked += about_decimals(
        [cell for name in ("staff", "distance_km", *MONEY) for cell in cells.get(name, ())]
    )
    asked += _unit_questions(table.headers, mapping, cells)
    asked += _country_questions(cells.get("country", ()))
    asked += _word_questions("organisation_type", cells.get("organisation_type", ()))
    asked += _word_questions("ecosystem", cells.get("ecosystems", ()))
    asked += _word_questions("answer", cells.get("answer", ()))
    names = [cell for cell in cells.get("full_name", ()) if not says_its_order(text_of(cell))]
    if names:
        asked.append(_name_question(table.headers[mapping.targets()["full_name"]], names))
    return tuple(asked)


def about_encoding(table: SourceTable) -> list[Question]:
    """Whether the letters with accents are right, where another encoding would read as well."""
    if table.is_encoding_certain:
        return []
    options = ("cp1252", "cp1250", "mac_roman", "utf-8", "utf-16")
    strays = table.strays[:_SHOWN]
    return [Question("encoding", "", options, table.encoding, strays, len(table.strays))]


def _unit_questions(
    headers: Sequence[str], mapping: ColumnMapping, cells: Mapping[str, Sequence[Cell]]
) -> list[Question]:
    asked = []
    for target, place in mapping.targets().items():
        unit = unit_of(headers[place])
        if target in MONEY and unit != 1:
            options = ("1", "1000", "1000000")
            examples = _examples(cells[target])
            count = len(cells[target])
            asked.append(Question("unit", headers[place], options, str(unit), examples, count))
    return asked


def _name_question(header: str, cells: Sequence[Cell]) -> Question:
    options: tuple[NameOrder, NameOrder] = ("given_first", "family_first")
    told = order_of(header)
    usual = "family_first" if "nev" in fold(header).split() else "given_first"
    return Question(
        code="name_order",
        about="",
        options=options,
        proposed=told or usual,
        examples=_examples(cells),
        count=len(cells),
        is_certain=told is not None,
    )


def about_dates(cells: Sequence[Cell]) -> list[Question]:
    """Which number of a date is the day, where some of the dates leave it open."""
    open_ones = [cell for cell in cells if read_date(cell) == Problem("date.ambiguous")]
    if not open_ones:
        return []
    shown = {date_order_evidence(cell) for cell in cells} - {None}
    return [
        Question(
            code="date_order",
            about="",
            options=("dmy", "mdy"),
            proposed="mdy" if shown == {"mdy"} else "dmy",
            examples=_examples(open_ones),
            count=len(open_ones),
            is_certain=len(shown) == 1,
        )
    ]


def about_decimals(cells: Sequence[Cell]) -> list[Question]:
    """Which sign stands before decimals, where some of the numbers leave it open."""
    open_ones = [cell for cell in cells if read_number(cell) == Problem("number.ambiguous")]
    if not open_ones:
        return []
    shown = {decimal_evidence(cell) for cell in cells} - {None}
    return [
        Question(
            code="decimal",
            about="",
            options=(",", "."),
            proposed="." if shown == {"."} else ",",
            examples=_examples(open_ones),
            count=len(open_ones),
            is_certain=len(shown) == 1,
        )
    ]


def _country_questions(cells: Iterable[Cell]) -> list[Question]:
    asked = []
    for typed, count in _counted(cells):
        read = read_country(typed)
        if read is None:
            asked.append(Question("country", typed, (), None, (typed,), count))
        elif read.asked:
            asked.append(Question("country", typed, (), read.code, (typed,), count))
    return asked


def _word_questions(code: str, cells: Iterable[Cell]) -> list[Question]:
    read, options, proposed = _WORDS[code]
    return [
        Question(code, typed, options, proposed, (typed,), count)
        for typed, count in _counted(cells)
        if read(typed) is None
    ]


_WORDS: Final[Mapping[str, tuple[Callable[[str], object], tuple[str, ...], str]]] = {
    "organisation_type": (read_type, tuple(OrganisationType), OrganisationType.OTHER),
    "ecosystem": (read_ecosystems, ("",), ""),
    "answer": (read_answer, tuple(Rsvp), Rsvp.MAYBE),  # no answer at all would be a yes
}
"""Of words that may not be known: what reads them, what they can be taken for, and the proposal."""


def _counted(cells: Iterable[Cell]) -> list[tuple[str, int]]:
    counts: dict[str, tuple[str, int]] = {}
    for cell in cells:
        typed = text_of(cell)
        first, count = counts.get(fold(typed), (typed, 0))
        counts[fold(typed)] = first, count + 1
    return list(counts.values())


def _examples(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text_of(cell) for cell in cells))[:_SHOWN]


def allows(question: Question, answer: str) -> bool:
    """Whether a question can be answered so."""
    if question.code == "country":
        return answer in country_codes()
    if question.code == "ecosystem":
        return answer in ("", *Ecosystem)
    return answer in question.options


def answered(asked: Sequence[Question], answers: Mapping[str, str] | None = None) -> ReadingChoices:
    """The choices that follow from answers, and from the proposals where nobody answered.

    Args:
        asked: from ``questions``.
        answers: ``Question.key`` to one of its options or, for a country, to any code.
    """
    answers = answers or {}
    given = {q.key: (q, answers.get(q.key, q.proposed)) for q in asked}

    def all_of(code: str) -> dict[str, str]:
        return {
            fold(question.about): answer
            for question, answer in given.values()
            if question.code == code and answer is not None
        }

    def one_of(code: str) -> str | None:
        return given[code][1] if code in given else None

    decimal, order, names = one_of("decimal"), one_of("date_order"), one_of("name_order")
    return ReadingChoices(
        decimal="," if decimal == "," else "." if decimal == "." else None,
        date_order="dmy" if order == "dmy" else "mdy" if order == "mdy" else None,
        name_order="family_first" if names == "family_first" else "given_first",
        units={header: int(unit) for header, unit in all_of("unit").items()},
        countries=all_of("country"),
        types=all_of("organisation_type"),
        ecosystems=all_of("ecosystem"),
        answers=all_of("answer"),
    )
