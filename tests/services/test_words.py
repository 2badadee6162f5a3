"""Whatever a code says, there are words for it."""

import ast
import string

import pytest

from recipe_desktop import i18n
from recipe_desktop.domain.errors import Finding, Severity, UserError
from recipe_desktop.domain.imports import Reason
from recipe_desktop.services import words, words_errors, words_fields, words_values
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.workspace import AS_STORED
from recipe_desktop.store import engine
from tests.architecture.sources import called, modules, name, tree

# Raised under a name that stands in a variable.
BY_VARIABLE = {
    "value.not_a_day",
    "value.not_a_number",
    "file.disk_full",
    "file.not_writable",
    *(code for _, code in engine._REFUSALS),
}


def raised():
    """Code, place and keywords of every refusal whose code is written where it is raised."""
    for file in modules():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and called(node) == "UserError" and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        keywords = {k.arg for k in node.keywords}
                        yield part.value, f"{name(file)}:{node.lineno}", keywords


def codes_in(call, *files):
    for file in modules(*files):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and called(node) in call and node.args:
                first = node.args[0]
                for part in ast.walk(first):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def test_every_refusal_has_a_sentence():
    codes = {code: place for code, place, _ in raised() if "." in code} | dict.fromkeys(
        BY_VARIABLE, "by variable"
    )

    assert {code: place for code, place in codes.items() if code not in words_errors.ERRORS} == {}


def test_no_sentence_is_left_over():
    known = {code for code, _, _ in raised()} | BY_VARIABLE
    text = "\n".join(file.read_text("utf-8") for file in modules() if "words" not in file.stem)

    unused = [c for c in words_errors.ERRORS if c not in known and f'"{c}"' not in text]

    assert unused == []


def test_a_sentence_needs_only_what_is_known_where_it_is_raised():
    general = {"file", "name", "device", "member", "scope", "reason", "other", "field"}
    lacking = [
        (place, code, field)
        for code, place, given in raised()
        if code in words_errors.ERRORS
        for _, field, _, _ in string.Formatter().parse(words_errors.ERRORS[code])
        if field and field not in given | general | {"value", "kind", "names"}
    ]

    assert lacking == []


def test_every_sentence_says_something_with_nothing_to_fill_in():
    for code in words_errors.ERRORS:
        said = words.sentence(UserError(code))
        assert said
        assert "{" not in said


def test_a_missing_sentence_still_names_the_code():
    assert "weather.bad" in words.one_line(UserError("weather.bad"))


def test_every_kind_and_field_has_a_label():
    bare = [
        (k.name, f.name)
        for k in KINDS.values()
        for f in k.fields
        if f.name not in words_fields.FIELDS
    ]

    assert bare == []
    assert set(words_fields.KINDS) == set(KINDS)


def test_every_step_of_work_has_a_name():
    unnamed = [
        (name(file), node.lineno, ast.unparse(node.args[0]))
        for file in modules()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and called(node) == "do" and node.args
        if isinstance(node.args[0], ast.Name | ast.Attribute)
        if step_of(file, node.args[0]) not in words_fields.ACTIONS
        and "." in step_of(file, node.args[0])
    ]

    assert unnamed == []


def step_of(file, use_case):
    """``module.function`` as the journal writes it; a bare name is a function of the module."""
    if isinstance(use_case, ast.Attribute):
        module = ast.unparse(use_case.value).split(".")[-1]
        step = f"{names_behind(file).get(module, module)}.{use_case.attr}"
    else:
        own = {n.name for n in tree(file).body if isinstance(n, ast.FunctionDef)}
        step = f"{file.stem}.{use_case.id}" if use_case.id in own else use_case.id
    return AS_STORED.get(step, step)


def names_behind(file):
    """What ``import ... as`` calls otherwise in a file, by the name used there."""
    return {
        alias.asname: alias.name
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }


def test_every_finding_and_reason_has_a_sentence():
    findings = {c for c in codes_in({"Finding", "_about"}) if "." in c}
    reasons = {c for c in codes_in({"Reason", "Problem"}) if "." in c[1:]}

    assert {c for c in findings if c not in words_values.FINDINGS} == set()
    assert {c for c in reasons if c not in words_values.REASONS} == set()


@pytest.mark.parametrize(
    ("kind", "field", "value", "said"),
    [
        ("organisations", "country", "HU", "Hungary"),
        ("organisations", "organisation_type", "sme", "SME"),
        (
            "organisations",
            "ecosystems",
            "mobility;digital",
            "Mobility, transport, automotive, Digital",
        ),
        ("organisations", "figures_on", "2024-12-31", "31 Dec 2024"),
        ("organisations", "staff", 1250, "1,250"),
        ("organisations", "turnover_cents", 123456, "EUR\N{NO-BREAK SPACE}1,234.56"),
        ("organisations", "organisation_type", "space_port", "space_port"),
        ("organisations", "figures_on", "soon", "soon"),
        ("people", "language", "hu", "Hungarian"),
        ("terms", "may_host", 1, "Yes"),
        ("organisations", "staff", None, ""),
    ],
)
def test_values_are_said_in_words(kind, field, value, said):
    assert words.value_word(kind, field, value) == said


def test_words_follow_the_language():
    with i18n.in_language("de"):
        assert words.country_word("HU") == "Ungarn"
        assert words.value_word("organisations", "staff", 1250) == "1.250"
    with i18n.in_language("xx"):
        assert words.kind_name("people", 2).startswith("[")


def test_a_finding_and_a_reason_say_what_they_are_about():
    finding = Finding(
        "organisation.double",
        Severity.WARN,
        "",
        {"other": "Alfa", "reasons": ("same_name", "same_number")},
    )
    reason = Reason("number.unreadable", "staff", "about 30")

    assert words.finding_sentence(finding) == "It may be the same as Alfa (same name, same number)."
    assert words.reason_sentence(reason) == "Staff: about 30 is not a number."


def test_a_line_of_findings_has_no_full_stop_but_that_of_a_name():
    details = {"other": "Mobilités S.A.", "reasons": ("same_name",)}
    finding = Finding("organisation.double", Severity.WARN, "", details)
    missing = Finding("report.no_funding_line", Severity.WARN, "")

    assert words.finding_sentence(finding).endswith("S.A. (same name).")
    assert words.finding_sentence(finding, stop=False).endswith("S.A. (same name)")
    assert words.finding_sentence(missing, stop=False) == "The funding line is missing"
    seats = Finding("exchange.seats_unchecked", Severity.NOTE, "", {"parties": ("Mobilités S.A.",)})
    assert words.finding_sentence(seats, stop=False).endswith("registered: Mobilités S.A.")
