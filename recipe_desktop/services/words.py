"""Words for what the program says in codes: refusals, findings, kinds, fields, steps, values.

Everything is looked up when it is shown, since the language can change while the program runs.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, tzinfo
from typing import Any, Final

from recipe_desktop.domain import members
from recipe_desktop.domain.errors import Finding, Given, Severity, UserError
from recipe_desktop.domain.exchange_rules import RULES, HoldingRule
from recipe_desktop.domain.exchanges import Actor, Next
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.import_lines import Reason
from recipe_desktop.domain.import_questions import Question
from recipe_desktop.domain.registrations import EventNamed
from recipe_desktop.domain.source_tables import SourceTable
from recipe_desktop.i18n import (
    N_,
    _,
    babel_locale,
    format_day,
    format_instant,
    format_list,
    format_long_weekday,
    format_money,
    format_number,
    format_rough_day,
    in_every_language,
    ngettext,
    one_stop,
)
from recipe_desktop.services import (
    words_errors,
    words_events,
    words_exchanges,
    words_fields,
    words_plan,
    words_sources,
    words_values,
)
from recipe_desktop.services.kinds import KINDS, Kept
from recipe_desktop.services.shares import Share

_CATALOGUES: Final[Mapping[str, Mapping[str, str]]] = {
    "organisation_type": words_values.ORGANISATION_TYPES,
    "ecosystem": words_values.ECOSYSTEMS,
    "purpose": words_values.PURPOSES,
    "activity_type": words_values.ACTIVITIES,
    "exchange_category": words_exchanges.CATEGORIES,
    "task_status": words_plan.STATUSES,
    "event_type": words_events.EVENT_TYPES,
    "answer": words_events.ANSWERS,
    "affiliation": words_events.AFFILIATIONS,
    "consent": words_events.CONSENTS,
    "registration_source": words_events.SOURCES,
    "check_in": words_events.CHECK_INS,
}

_MOST_DIGITS: Final = 20
_LONGEST_SHOWN: Final = 60  # letters of a line that is an example
_OUT_OF_RANGE: Final = ("value.too_large", "value.too_small")

_UNNAMED: Final[Mapping[str, str]] = {
    "file": N_("the file"),
    "name": N_("the file"),
    "device": N_("a laptop"),
    "other": N_("another record"),
    "field": N_("a field"),
}


def sentence_and_advice(error: UserError) -> tuple[str, str]:
    """What is wrong, and what to do; the second is empty where nothing can be done."""
    what, _line, advice = sentence(error).partition("\n")
    return what, advice


def sentence(error: UserError) -> str:
    """What is wrong and, where something can be done, in a second line what to do."""
    details = dict(error.details)
    details |= _named_kinds(details)
    if error.code in ("field.unknown", "field.none"):
        details["name"] = details.get("field", "")
    if error.code == "record.needs":
        names = str(details.get("fields", "")).split(", ")
        details["fields"] = format_list([field_label("", name) for name in names])
    if "field" in details:
        details["field"] = field_label("", str(details["field"]))
    details |= _amounts(details) if error.code in _OUT_OF_RANGE else {}
    if "task" in details:
        details["task"] = task_word(str(details["task"]))
        details["actor"] = actor_word(str(details.get("actor", "")))
    if "event_days" in details:
        details["event_days"] = format_list(
            [
                f"{number} ({format_long_weekday(date.fromisoformat(day))})"
                for number, day in details["event_days"].items()
            ]
        )
    if "keepers" in details:
        details["keepers"] = format_list([member_name(code) for code in details["keepers"]])
    if "finding" in details:
        details["finding"] = finding_sentence(details["finding"])
    text = words_errors.ERRORS.get(error.code)
    if text is None:
        return _("This cannot be done ({code}).").format(code=error.code)
    general = {"file": N_("the store")} if error.code.startswith("store.") else {}
    return _filled(text, details, general)


def _named_kinds(details: Mapping[str, Any]) -> dict[str, Any]:
    """The kinds of records that a refusal speaks of, as people call them."""
    named: dict[str, Any] = {}
    if "kind" in details:
        kind = details["kind"]
        named["value"] = details.get("value", kind)
        named["kind"] = kind_name(str(kind)) if kind in KINDS else kind
    if "kinds" in details:
        named["kinds"] = format_list([kind_name(kind, 2) for kind in details["kinds"]])
    if "holder" in details:
        named["holder"] = kind_name(str(details["holder"]), int(details.get("count", 2)))
    return named


def _amounts(details: Mapping[str, Any]) -> dict[str, str]:
    """Numbers of a refusal as people read them; one with more digits than a sum has stays."""
    written = format_money if details.get("unit") == "cents" else format_number
    found = {name: details[name] for name in ("value", "most", "least") if name in details}
    return {
        name: written(int(value)) if len(str(value)) <= _MOST_DIGITS else str(value)
        for name, value in found.items()
    }


def one_line(error: UserError) -> str:
    """The sentence for where there is only one line, such as a terminal."""
    return " ".join(sentence(error).split("\n"))


def kind_name(kind: str, count: int = 1) -> str:
    """The name of a kind of records, in the form that fits ``count``."""
    names = words_fields.KINDS.get(kind)
    return kind if names is None else _(names[0] if count == 1 else names[1])


def field_label(kind: str, field: str) -> str:
    """What a field is called."""
    if day := re.fullmatch(r"day_(\d)", field):
        return _("Comes on day {number}").format(number=day[1])
    own = words_fields.FIELDS_OF_KIND.get((kind, field))
    return _(own or words_fields.FIELDS.get(field, field))


def sheet_name(table: SourceTable, sheet: str) -> str:
    """What a sheet of a workbook is called, and whether it is hidden."""
    return _("{sheet} (hidden)").format(sheet=sheet) if sheet in table.hidden else sheet


def unread_answers(titles: Collection[str]) -> tuple[str, str]:
    """That columns of a list say who comes, too, and were not taken over, and what to do."""
    said = ngettext(
        "The column {columns} says who comes, too, and is not taken over",
        "The columns {columns} say who comes, too, and are not taken over",
        len(titles),
    )
    advice = _("One column is. If each is for one day of the event, have them go to {days}.")
    days = format_list([f"“{field_label('registrations', f'day_{n}')}”" for n in (1, 2)])
    columns = format_list([f"“{title}”" for title in titles])
    return said.format(columns=columns), advice.format(days=days)


def action_name(action: str) -> str:
    """What a step of work is called, as it follows "Undo"; an unknown one is just a step."""
    return _(words_fields.ACTIONS.get(action) or N_("Step"))


def value_word(kind: str, field: str, value: Value, zone: tzinfo | None = None) -> str:  # noqa: PLR0911 - one a type
    """A field's value for people: codes, days and money in words and in the language's format.

    References stay as they are; who shows them knows the name.

    Args:
        zone: that of the place, for moments; by default this computer's.
    """
    kept, catalogue = _typed(kind, field)
    if value is None or value == "":
        return ""
    with suppress(ValueError):
        match kept:
            case Kept.DAY:
                return format_day(date.fromisoformat(str(value)))
            case Kept.ROUGH_DAY:
                return format_rough_day(str(value))
            case Kept.INSTANT:
                return format_instant(datetime.fromisoformat(str(value)), zone)
            case Kept.MONEY:
                return format_money(int(value))
            case Kept.NUMBER:
                return format_number(int(value))
            case Kept.FLAG:
                return _("Yes") if int(value) else _("No")
            case Kept.CHOICE:
                return choice_word(catalogue, str(value))
            case Kept.CHOICES:
                codes = [code.strip() for code in str(value).split(";") if code.strip()]
                return ", ".join(choice_word(catalogue, code) for code in codes)
    return str(value)


def choice_word(catalogue: str, code: str) -> str:
    """The word for a code of a catalogue; a code that is not ours stands for itself."""
    match catalogue:
        case "country":
            return country_word(code)
        case "language":
            return str(_locale().languages.get(code.lower(), code))
        case _:
            return _(_CATALOGUES.get(catalogue, {}).get(code, code))


def choice_codes(catalogue: str) -> tuple[str, ...]:
    """The codes of a catalogue that comes with the program."""
    return tuple(_CATALOGUES.get(catalogue, {}))


def country_word(code: str) -> str:
    """The name of a country in the user's language."""
    return str(_locale().territories.get(code, code))


def size_word(size: str | None) -> str:
    """The word for a size class; nothing where it is not known."""
    return _(words_values.SIZES.get(size or "", size or ""))


def member_name(code: str) -> str:
    """The name of a member of the partnership; a code that is none stands for itself."""
    return members.NAMES.get(code, code)


def what_happened(what: str) -> str:
    """The word for what was done to a record: made, changed, deleted, kept, back."""
    return _(words_values.WHAT_HAPPENED.get(what, what))


def conflict_word(kind_of: str) -> str:
    """What sort of conflict it is."""
    return _(words_values.CONFLICTS.get(kind_of, kind_of))


def severity_word(severity: Severity) -> str:
    """How much a finding weighs, in words."""
    return _(words_values.SEVERITIES[severity])


def finding_sentence(finding: Finding, *, stop: bool = True) -> str:
    """What a finding says.

    Args:
        stop: with the full stop of a sentence; that of a name such as S.A. stays anyway.
    """
    text = words_values.FINDINGS.get(finding.code)
    if text is None:
        return finding.code
    details = {name: _when(value) for name, value in finding.details.items()}
    if "reasons" in details:
        details["reasons"] = doubles_words(details["reasons"])
    if "field" in details:
        details["field"] = field_label("", str(details["field"]))
    if finding.code.startswith(("exchange.", "device.")):
        details = _worded(details)
    return _filled(text, details, stop=stop)


def _when(value: Any) -> Any:
    """A moment or a day as people read it; anything else as it is."""
    if isinstance(value, datetime):
        return format_instant(value)
    return format_day(value) if isinstance(value, date) else value


def event_words(event: EventNamed) -> str:
    """An event by its name and its day, as far as they are known."""
    day = "" if event.on is None else format_day(event.on)
    return ", ".join(part for part in (event.name, day) if part)


def held_sentence(held: HoldingRule) -> str:
    """What is said of a rule of exchanges that holds."""
    return _filled(words_exchanges.HELD[held.code], _worded(held.details))


def rule_number(code: str) -> int:
    """The number by which a rule of exchanges is known; 0 for what has none."""
    rule = RULES.get(code)
    return rule.number if rule is not None else 0


def rule_word(code: str) -> str:
    """The same in words."""
    number = rule_number(code)
    return _("Rule {number}").format(number=number) if number else ""


def source_word(source: str) -> str:
    """Where a rule comes from, as people read it; what is a name, or a text already, stays."""
    return _(source) if source in words_sources.SOURCES else source


def weight_word(finding: Finding) -> str:
    """How much a finding weighs; of one that passes with a reason, that it does."""
    return severity_word(finding.severity) if finding.given is None else _("Passed with a reason")


def finding_lines(finding: Finding) -> list[str]:
    """What a finding says, and below it the reason that somebody gave."""
    given = finding.given
    return [finding_sentence(finding), *([] if given is None else [given_words(given)])]


def given_words(given: Given) -> str:
    """Who goes on in spite of a finding, since when and why."""
    day = "" if given.on is None else format_day(given.on)
    who = ", ".join(part for part in (given.name, day) if part)
    return _("Reason of {who}: {reason}").format(who=who, reason=given.reason)


def absent_organisation() -> str:
    """What stands for an organisation that a record names, and that is not here."""
    return _("an organisation that is not here")


def readers_words(members: Sequence[str]) -> str:
    """Which offices see the file of a record."""
    names = format_list([member_name(code) for code in members])
    if len(members) == 1:
        return _("Only {cluster} sees this").format(cluster=names)
    return _("Visible to {members}").format(members=names)


def file_words(readers: Sequence[str], keepers: Sequence[str] = (), ended_by: str = "") -> str:
    """Who sees the file of a record, or with whom it lies where this office is not involved.

    Args:
        ended_by: code of the member that ended the sharing.
    """
    if ended_by:
        return _(
            "Only {cluster} sees this. {member} has ended the sharing; what this office had written "
            "is kept."
        ).format(
            cluster=format_list([member_name(c) for c in readers]), member=member_name(ended_by)
        )
    if not keepers:
        return readers_words(readers)
    names = format_list([member_name(code) for code in keepers])
    return _("Not here: the file lies with {members}").format(members=names)


def share_ended(share: Share) -> str:
    """What the end of a share does, and what it cannot do."""
    names = format_list([member_name(code) for code in share.members])
    return _(
        "The share of {members} has ended. The file is deleted for all others as soon as they "
        "receive it, but for what they wrote themselves; copies that were made before may still "
        "exist."
    ).format(members=names)


def forked(count: int) -> tuple[str, str]:
    """That laptops go on twice under one name, and what is to be done."""
    said = ngettext(
        "{count} laptop goes on twice under one name, so its further changes are put aside",
        "{count} laptops go on twice under one name, so their further changes are put aside",
        count,
    )
    advice = _("This happens when a store is copied; ask who works with the copy")
    return said.format(count=format_number(count)), advice


def print_first() -> str:
    """What is worth knowing before packs are written for an event without a printed list."""
    return _(
        "No signed list is printed yet. Print it first, so that the desks can name the row in "
        "which somebody signs."
    )


def outcome_word(outcome: str) -> str:
    """What a scan came to."""
    return _(words_events.OUTCOMES.get(outcome, outcome))


def step_word(step: str) -> str:
    """The step of an exchange."""
    return _(words_exchanges.STEPS.get(step, step))


def column_word(column: str) -> str:
    """A column of the board of exchanges."""
    return _(words_exchanges.COLUMNS.get(column, column))


def actor_word(actor: str) -> str:
    """Who must act in an exchange."""
    return _(words_exchanges.ACTORS.get(actor, actor))


def task_word(task: str) -> str:
    """What has to happen next in an exchange."""
    return _(words_exchanges.TASKS.get(task, task))


def short_task(task: str) -> str:
    """The same in two or three words, for a card."""
    return _(words_exchanges.SHORT_TASKS.get(task, words_exchanges.TASKS.get(task, task)))


def promise_word(code: str) -> str:
    """What a promise about exchanges counts: all of them, or one category."""
    if code == "exchanges":
        return _("All exchanges")
    return choice_word("exchange_category", code.removeprefix("exchanges_"))


def short_promise(code: str) -> str:
    """The same for where there is little room."""
    known = words_exchanges.SHORT_CATEGORIES.get(code.removeprefix("exchanges_"))
    return promise_word(code) if known is None else _(known)


def uncounted_words(code: str, name: str, amount: int) -> str:
    """A target of the project, and what is missing here to count how much of it is reached."""
    other = N_("{name}: {amount} (nothing here says how much is reached)")
    said = _(words_events.UNCOUNTED.get(code, other))
    return said.format(name=name, amount=format_number(amount))


def next_words(then: Next) -> str:
    """What has to happen next in an exchange, and who must act."""
    task = task_word(then.task)
    if then.actor is Actor.NOBODY:
        return _("Next: {task}").format(task=task)
    return _("Next: {task} ({actor})").format(task=task, actor=actor_word(then.actor))


def _worded(details: Mapping[str, Any]) -> dict[str, Any]:
    """Days, sums and codes among a finding's details as people read them."""
    return {name: _detail_word(name, value) for name, value in details.items()}


def _detail_word(name: str, value: Any) -> Any:
    if name in _DETAILS:
        return _DETAILS[name](value)
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, int):
        return format_money(value) if name.endswith("_cents") else format_number(value)
    return value


_DETAILS: Final[Mapping[str, Callable[[Any], str]]] = {
    "country": country_word,
    "host_country": country_word,
    "seats": lambda codes: format_list([country_word(code) for code in codes]),
    "parties": format_list,
    "devices": format_list,
    "member": member_name,
    "by": member_name,
    "members": lambda codes: format_list([member_name(code) for code in codes]),
    "category": lambda code: choice_word("exchange_category", code),
    "missing": lambda codes: format_list([_(words_exchanges.MISSING[code]) for code in codes]),
}


def doubles_words(reasons: Iterable[str]) -> str:
    """Why two records may be the same thing."""
    return ", ".join(_(words_values.DOUBLES.get(reason, reason)) for reason in reasons)


def question_word(code: str) -> str:
    """What a question about a file is about."""
    return _(words_values.QUESTIONS.get(code, code))


def answer_word(code: str, answer: str) -> str:
    """An answer to such a question, in words."""
    if code == "encoding":
        return encoding_word(answer)
    known = words_values.ANSWERS.get((code, answer))
    return choice_word(code, answer) if known is None else _(known)


def strays(question: Question) -> str:
    """How many lines of a text are not in its encoding, with the first of them."""
    said = ngettext(
        "{n} line is not in this encoding and was read by itself: {line}",
        "{n} lines are not in this encoding and were read by themselves, such as: {line}",
        question.count,
    )
    line = question.examples[0]
    return said.format(n=format_number(question.count), line=line[:_LONGEST_SHOWN])


def encoding_word(encoding: str) -> str:
    """What an encoding is called; a rare one by its technical name."""
    return _(words_values.ENCODINGS.get(encoding, encoding.upper().replace("_", " ")))


def separator_word(sign: str) -> str:
    """What the sign between the columns of a text file is called; a rare one stands for itself."""
    return _(words_values.SEPARATORS.get(sign, sign))


def titles_of_reasons() -> frozenset[str]:
    """What the column is called in which rejected lines come back with their reasons."""
    return in_every_language(N_("Reason"))


def reason_sentence(reason: Reason) -> str:
    """Why a line of a file is rejected or looked at."""
    text = words_values.REASONS.get(reason.code)
    if text is None:
        return reason.code
    details = {
        "field": field_label("", reason.field),
        "typed": reason.typed,
        "other": reason.other.removeprefix("row:"),
    }
    return _filled(text, {name: value for name, value in details.items() if value})


def _typed(kind: str, field: str) -> tuple[Kept, str]:
    of = KINDS.get(kind)
    for found in of.fields if of else ():
        if found.name == field:
            return found.kept, found.catalogue
    return Kept.TEXT, ""


def _locale() -> Any:
    from babel import Locale

    return Locale.parse(babel_locale())


def _filled(
    text: str,
    details: Mapping[str, Any],
    general: Mapping[str, str] = _UNNAMED,
    *,
    stop: bool = True,
) -> str:
    given = {name: value for name, value in details.items() if value not in (None, "")}
    said = _Details(given, {**_UNNAMED, **general})
    sentence = _(text) if stop else _(text).removesuffix(".")
    filled = one_stop(sentence.format_map(said))
    return filled[:1].upper() + filled[1:] if said.is_general else filled


class _Details(dict[str, Any]):
    """What a sentence is filled with; what nobody said is named in general words."""

    def __init__(self, given: Mapping[str, Any], general: Mapping[str, str]) -> None:
        super().__init__(given)
        self._general = general
        self.is_general = False  # whether a general word was needed, which may begin the sentence

    def __missing__(self, name: str) -> str:
        self.is_general = True
        return _(self._general.get(name) or N_("unknown"))
