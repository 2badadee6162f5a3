"""Lists of organisations, people, registrations and exchanges from files: what one line says.

Nothing here reads a file or a store. ``import_columns`` says where each column goes,
``import_questions`` what the file leaves open, ``import_plans`` what each line does.
"""

import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from recipe_desktop.domain.countries import read_country
from recipe_desktop.domain.import_columns import (
    EXCHANGE_DATES,
    EXCHANGE_NAMES,
    FIELDS,
    LAST_DAY,
    MONEY,
    ColumnMapping,
)
from recipe_desktop.domain.import_lines import (
    InterpretedRow,
    Reason,
    RejectedRow,
    Value,
    Values,
)
from recipe_desktop.domain.import_questions import ReadingChoices
from recipe_desktop.domain.import_words import TOTALS, is_in_cents
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.organisations import (
    read_ecosystems,
    read_type,
    row_key,
    vat_doubts,
    vat_key,
)
from recipe_desktop.domain.people import person_key, put_apart
from recipe_desktop.domain.registration_words import read_answer
from recipe_desktop.domain.registrations import registration_line
from recipe_desktop.domain.source_tables import SourceRow, column_letters
from recipe_desktop.domain.values import (
    CENT,
    LONGEST_NOTES,
    LONGEST_TEXT,
    Cell,
    Formula,
    Problem,
    clean_text,
    is_empty,
    read_cents,
    read_date,
    read_email,
    read_moment,
    read_whole,
    read_yes_no,
    text_of,
)

_LONG_TEXTS = ("notes", "meeting_wishes", "motivation", "documents", "assessment")
_SIGNS_OF_NAMES = ("@", "+")  # of firms, such as @SUM; no last line begins with one
_UID = re.compile(r"[0-9a-f]{32}")


def interpret(
    row: SourceRow, mapping: ColumnMapping, choices: ReadingChoices
) -> InterpretedRow | RejectedRow:
    """What one line says. An empty cell says nothing; one that cannot be read rejects the line."""
    targets = mapping.targets()
    cells = {name: row.cells[place] for name, place in targets.items()}
    first = next(filter(None, map(text_of, row.cells)), "")
    if _is_total(first, cells):
        return RejectedRow(row.number, (Reason("row.total", "", first),))
    values: dict[str, Value] = {}
    reasons: list[Reason] = []
    lacking: list[Reason] = []
    for name in FIELDS[mapping.kind]:
        cell = cells.get(name)
        if isinstance(cell, Formula):
            column = column_letters(targets[name])
            lacking.append(Reason("cell.not_calculated", name, column))
        if is_empty(cell):
            continue
        header = mapping.columns[targets[name]].header
        read = _read(name, cell, header, choices)
        if isinstance(read, Problem):
            reasons.append(Reason(read.code, name, text_of(cell)[:200]))
        elif read != "":
            values[name] = read
    line = _line(row.number, mapping, values, reasons, choices)
    if isinstance(line, RejectedRow):
        return replace(line, reasons=(*line.reasons, *lacking))
    return replace(line, notes=(*line.notes, *lacking))


def _line(
    number: int,
    mapping: ColumnMapping,
    values: dict[str, Value],
    reasons: list[Reason],
    choices: ReadingChoices,
) -> InterpretedRow | RejectedRow:
    if mapping.kind == "registrations":
        columns = mapping.targets()
        return registration_line(number, values, reasons, columns, choices.name_order)
    if mapping.kind == "people":
        return _person(number, values, reasons, choices)
    if mapping.kind == "exchanges":
        return _exchange(number, values, reasons)
    return _organisation(number, values, reasons)


def _is_total(first: str, cells: Mapping[str, Cell]) -> bool:
    word = fold(first).rstrip("0123456789 ")
    if word not in TOTALS or first.startswith(_SIGNS_OF_NAMES):
        return False
    filled = sum(1 for cell in cells.values() if not is_empty(cell))
    return filled <= max(2, len(cells) // 2)


def _organisation(
    number: int, values: dict[str, Value], reasons: list[Reason]
) -> InterpretedRow | RejectedRow:
    already = {reason.field for reason in reasons}
    record = str(values.pop("uid", ""))
    needed = ("name",) if record else ("name", "country")  # here one may stand without a country
    reasons = [
        *(
            Reason(f"{name}.missing", name)
            for name in needed
            if name not in values and name not in already
        ),
        *reasons,
    ]
    if reasons:
        return RejectedRow(number, tuple(reasons))
    texts = {name: str(values.get(name, "")) for name in FIELDS["organisations"]}
    key = row_key(
        texts["name"],
        texts["country"],
        texts["postcode"],
        texts["vat_number"],
        texts["registration_number"],
    )
    doubts = vat_doubts(vat_key(texts["vat_number"], texts["country"]), texts["country"])
    notes = tuple(
        Reason(code, "vat_number", texts["vat_number"]) for code in doubts if code == "vat.country"
    )
    return InterpretedRow(number, key, values, notes, record)


def _person(
    number: int, values: dict[str, Value], reasons: list[Reason], choices: ReadingChoices
) -> InterpretedRow | RejectedRow:
    put_apart(values, choices.name_order)
    if "given_name" not in values and "family_name" not in values:
        reasons = [Reason("name.missing", "family_name"), *reasons]
    if reasons:
        return RejectedRow(number, tuple(reasons))
    record = str(values.pop("uid", ""))
    texts = {name: str(values.get(name, "")) for name in FIELDS["people"]}
    name_text = f"{texts['given_name']} {texts['family_name']}".strip()
    firm = texts["organisation_name"] or texts["organisation"]
    key = person_key(name_text, texts["email"], firm)
    return InterpretedRow(number, key, values, record=record)


def _exchange(
    number: int, values: dict[str, Value], reasons: list[Reason]
) -> InterpretedRow | RejectedRow:
    if "visitor" not in values and "visitor_name" not in values:
        reasons = [Reason("visitor.missing", "visitor"), *reasons]
    for first, last in (("starts_on", "ends_on"), ("away_from_on", "away_until_on")):
        ends = str(values.get(last, ""))
        if ends and ends < str(values.get(first, "")):
            reasons = [*reasons, Reason("date.before_start", last, ends)]
    if reasons:
        return RejectedRow(number, tuple(reasons))
    own = str(values.pop("number", "")).upper()  # names the exchange; new ones get theirs here
    visit = (
        fold(str(values.get(EXCHANGE_NAMES.get(name, "")) or values.get(name, "")))
        for name in ("visitor", "host", "starts_on")
    )
    return InterpretedRow(number, own or "|".join(visit), values)


def _read(name: str, cell: Cell, header: str, choices: ReadingChoices) -> Value | Problem:
    if name in MONEY:
        unit = CENT if is_in_cents(header) else choices.units.get(fold(header), 1)
        return read_cents(cell, choices.decimal, unit)
    if name in _READERS:
        return _READERS[name](cell, choices)
    text = text_of(cell)
    return text if len(text) <= LONGEST_TEXT else Problem("text.too_long")


def _figures_on(cell: Cell, choices: ReadingChoices) -> str | Problem:
    """The day that figures are of: those of 2020 are of its end."""
    day = read_date(cell, choices.date_order)
    if isinstance(day, Problem) or len(day) == len("2020-12-31"):
        return day
    year, *rest = (int(part) for part in day.split("-"))
    month = rest[0] if rest else 12
    return f"{year}-{month:02}-{monthrange(year, month)[1]}"


def _whole_day(cell: Cell, choices: ReadingChoices) -> str | Problem:
    """The day on which something happened; a month or a year is not enough."""
    day = read_date(cell, choices.date_order)
    if isinstance(day, str) and len(day) < len("2020-12-31"):
        return Problem("date.no_day")
    return day


def _moment(cell: Cell, choices: ReadingChoices) -> str | Problem:
    """The moment at which something happened, or its day; less than that is not enough."""
    moment = read_moment(cell, choices.date_order)
    if isinstance(moment, str) and len(moment) < len("2020-12-31"):
        return Problem("date.no_day")
    return moment


def _country(cell: Cell, choices: ReadingChoices) -> str | Problem:
    text = text_of(cell)
    if chosen := choices.countries.get(fold(text)):
        return chosen
    read = read_country(text)
    if read is None:
        return Problem("country.unknown")
    return Problem("country.ambiguous") if read.asked else read.code


def _type(cell: Cell, choices: ReadingChoices) -> str | Problem:
    text = text_of(cell)
    read = read_type(text) or choices.types.get(fold(text))
    return str(read) if read is not None else Problem("organisation_type.unknown")


def _ecosystems(cell: Cell, choices: ReadingChoices) -> str | Problem:
    text = text_of(cell)
    read = read_ecosystems(text)
    if read is not None:
        return ";".join(read)
    chosen = choices.ecosystems.get(fold(text))
    return Problem("ecosystem.unknown") if chosen is None else chosen


def _uid(cell: Cell) -> str:
    """The uid of an exported list; anything else under that title is no record of ours."""
    text = text_of(cell).lower()
    return text if _UID.fullmatch(text) else ""


def _notes(cell: Cell) -> str | Problem:
    """A text of several lines."""
    lines = map(clean_text, cell.splitlines()) if isinstance(cell, str) else (text_of(cell),)
    text = "\n".join(lines).strip()
    return text if len(text) <= LONGEST_NOTES else Problem("text.too_long")


def _answer(cell: Cell, choices: ReadingChoices) -> str | Problem:
    text = text_of(cell)
    read = read_answer(text) or choices.answers.get(fold(text))
    return Problem("answer.unknown") if read is None else str(read)


def _consent(cell: Cell) -> str | Problem:
    read = read_yes_no(cell)
    return read if isinstance(read, Problem) else "yes" if read else "no"


_READERS: Mapping[str, Callable[[Cell, ReadingChoices], Value | Problem]] = {
    "figures_on": _figures_on,
    "founded_on": lambda cell, choices: read_date(cell, choices.date_order),
    "staff": lambda cell, choices: read_whole(cell, choices.decimal),
    "is_member": lambda cell, _: read_yes_no(cell),
    "answer": _answer,
    "registered_at": _moment,
    "event_on": lambda cell, choices: read_date(cell, choices.date_order),
    "photo_consent": lambda cell, _: _consent(cell),
    "mailing_consent": lambda cell, _: _consent(cell),
    **{f"day_{n}": lambda cell, _: read_yes_no(cell) for n in range(1, LAST_DAY + 1)},
    "email": lambda cell, _: read_email(cell),
    "uid": lambda cell, _: _uid(cell),
    "organisation_country": _country,
    "country": _country,
    "organisation_type": _type,
    "ecosystems": _ecosystems,
    "distance_km": lambda cell, choices: read_whole(cell, choices.decimal),
    "is_virtual": lambda cell, _: read_yes_no(cell),
    "has_permit": lambda cell, _: read_yes_no(cell),
    "has_business": lambda cell, _: read_yes_no(cell),
    "nationality": _country,
    "residence_days": lambda cell, choices: read_whole(cell, choices.decimal),
    **dict.fromkeys(EXCHANGE_DATES, _whole_day),
    **dict.fromkeys(_LONG_TEXTS, lambda cell, _: _notes(cell)),
}


# --- What a source said ------------------------------------------------------------------------


def said_text(values: Values) -> str:
    """What a line said, as text to store; equal values give equal text."""
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def said_values(text: str) -> dict[str, Value]:
    """What ``said_text`` stored."""
    said: dict[str, Value] = json.loads(text or "{}")
    return said


@dataclass(frozen=True, slots=True)
class Account:
    """How many lines got which outcome; the five add up to all lines below the header."""

    rows: int
    new: int
    changed: int
    same: int
    suspicious: int
    rejected: int


def account(outcomes: Iterable[str]) -> Account:
    """The account of an import."""
    counts = Counter(outcomes)
    return Account(
        rows=counts.total(),
        **{name: counts[name] for name in ("new", "changed", "same", "suspicious", "rejected")},
    )
