"""Translations that two offices wrote apart: one question, and each text with what it was made from."""

from functools import partial

import pytest

from recipe_desktop.services import conflicts, history, records, roadmap, translations
from recipe_desktop.services.roadmap import TranslatedText
from recipe_desktop.store.journal.history import decide
from recipe_desktop.sync import rehearsal, sending
from tests.sync.offices import carry as carry_between
from tests.sync.offices import meet


@pytest.fixture
def offices(a_laptop, box):
    """The office that owns the records, another one, and how files go between them."""
    one, two = a_laptop("HU"), a_laptop("FR", person="Anne Petit")
    meet(one, two)
    return one, two, partial(carry_between, box, one, two)


def translate(laptop, task, text):
    laptop.do(roadmap.translate, "tasks", task, TranslatedText("name", "hu", text))


def shown(laptop, task):
    """The text, and whether it is older than what it was made from."""
    return laptop.ask(roadmap.roadmap).translations[task, "name", "hu"]


def written_apart(offices, *, before=""):
    """A task whose name one translates, while the other renames it and translates that."""
    one, two, carried = offices
    task = one.do(records.create, "tasks", {"name": "Source"}).uid
    if before:
        translate(one, task, before)
    carried()
    translate(one, task, "Of the source")
    two.do(records.edit, "tasks", task, {"name": "Source two"})
    translate(two, task, "Of the second source")
    carried()
    return task


def asked(offices):
    """Who decides, who suggests, and about what."""
    one, two, _ = offices
    [question] = one.ask(conflicts.inbox)
    return (one, two, question) if question.is_ours else (two, one, question)


def number_of(question, text):
    return 1 + [rival.value for rival in question.rivals].index(text)


@pytest.mark.parametrize("before", ["", "First of all"])
@pytest.mark.parametrize("text", ["Of the source", "Of the second source"])
def test_who_decides_for_a_text_decides_for_what_it_was_made_from(offices, text, before):
    one, two, carried = offices
    task = written_apart(offices, before=before)
    for laptop in (one, two):
        [question] = laptop.ask(conflicts.inbox)
        assert question.field == "text"
        assert laptop.ask(conflicts.count) == 1
        said, is_stale = shown(laptop, task)
        assert is_stale == (said == "Of the source")

    decides, _, question = asked(offices)
    decides.do(conflicts.take, question.id, number_of(question, text))
    carried()

    for laptop in (one, two):
        assert laptop.ask(conflicts.inbox) == []
        assert shown(laptop, task) == (text, text == "Of the source")


@pytest.mark.parametrize("text", ["Of the source", "Of the second source"])
def test_what_another_office_suggests_keeps_what_it_was_made_from(offices, text):
    one, two, carried = offices
    task = written_apart(offices)
    decides, suggests, question = asked(offices)
    decision = suggests.do(conflicts.take, question.id, number_of(question, text))
    assert not decision.decided
    carried()
    [question] = decides.ask(conflicts.inbox)
    [suggested] = question.suggestions

    decides.do(conflicts.take, question.id, number_of(question, suggested.value))
    carried()

    for laptop in (one, two):
        assert shown(laptop, task) == (text, text == "Of the source")


def test_a_third_text_is_made_from_what_stands_when_it_is_written(offices):
    one, two, carried = offices
    task = written_apart(offices)
    decides, _, question = asked(offices)

    decides.do(conflicts.write, question.id, "Of both")
    carried()

    for laptop in (one, two):
        assert laptop.ask(conflicts.inbox) == []
        assert shown(laptop, task) == ("Of both", False)


def test_a_third_text_that_is_suggested_is_made_from_what_stood_for_who_wrote_it(offices):
    one, two, carried = offices
    task = written_apart(offices)
    decides, suggests, question = asked(offices)
    suggests.do(conflicts.write, question.id, "Of both")
    carried()
    decides.do(records.edit, "tasks", task, {"name": "Source three"})
    [question] = decides.ask(conflicts.inbox)
    [suggested] = question.suggestions

    decides.do(conflicts.write, question.id, suggested.value)
    carried()

    for laptop in (one, two):
        assert shown(laptop, task) == ("Of both", True)


def test_a_text_typed_as_one_of_both_is_that_one(offices):
    *_, carried = offices
    task = written_apart(offices)
    decides, other, question = asked(offices)

    decides.do(conflicts.write, question.id, "Of the source")
    carried()

    assert shown(other, task) == ("Of the source", True)


def test_a_text_stays_with_what_it_was_made_from_when_the_step_is_taken_back(offices):
    one, two, carried = offices
    task = one.do(records.create, "tasks", {"name": "Source"}).uid
    translate(one, task, "First of all")
    carried()
    translate(one, task, "Of the source")
    one.do(history.undo)
    two.do(records.edit, "tasks", task, {"name": "Source two"})
    translate(two, task, "Of the second source")
    carried()

    for laptop in (one, two):
        said, is_stale = shown(laptop, task)
        assert is_stale == (said == "First of all")
    [question] = one.ask(conflicts.inbox)
    one.do(conflicts.take, question.id, number_of(question, "First of all"))
    one.do(history.undo)  # what was decided stays decided, as a whole
    carried()
    for laptop in (one, two):
        assert laptop.ask(conflicts.inbox) == []
        assert shown(laptop, task) == ("First of all", True)


def test_who_says_a_text_again_for_a_new_source_is_asked_about_one_that_was_written_apart(offices):
    one, two, carried = offices
    task = one.do(records.create, "tasks", {"name": "Source"}).uid
    translate(one, task, "First of all")
    carried()
    translate(one, task, "Of the source")
    two.do(records.edit, "tasks", task, {"name": "Source two"})
    translate(two, task, "First of all")  # it fits the new name, too
    carried()

    for laptop in (one, two):
        said, is_stale = shown(laptop, task)
        assert is_stale == (said == "Of the source")
        assert laptop.ask(conflicts.count) == 1


def test_one_text_from_two_sources_is_no_question(offices):
    one, two, carried = offices
    task = one.do(records.create, "tasks", {"name": "Source"}).uid
    carried()
    translate(one, task, "The same")
    two.do(records.edit, "tasks", task, {"name": "Source two"})
    translate(two, task, "The same")
    carried()

    for laptop in (one, two):
        assert laptop.ask(conflicts.inbox) == []
        assert laptop.ask(conflicts.count) == 0
        assert shown(laptop, task)[0] == "The same"
    assert shown(one, task) == shown(two, task)


def test_what_an_earlier_program_wrote_of_a_text_alone_stays_with_its_source(offices):
    one, two, carried = offices
    task = one.do(records.create, "tasks", {"name": "Source"}).uid
    translate(one, task, "First of all")
    carried()
    [of] = one.ask(records.listing, "translations")
    two.do(records.edit, "tasks", task, {"name": "Source two"})
    translate(two, task, "Of the second source")
    one.do(
        lambda session: decide(
            session.connection(), "partnership", "translation", of.uid, {"text": "Of the source"}
        )
    )
    carried()

    for laptop in (one, two):
        said, is_stale = shown(laptop, task)
        assert is_stale == (said == "Of the source")
    [question] = one.ask(conflicts.inbox)
    one.do(conflicts.take, question.id, number_of(question, "Of the source"))
    carried()
    for laptop in (one, two):
        assert laptop.ask(conflicts.inbox) == []
        assert shown(laptop, task) == ("Of the source", True)


def test_several_translations_written_apart_are_decided_one_by_one(offices):
    one, two, carried = offices
    tasks = [written_apart(offices) for _ in range(3)]
    for _ in tasks:
        question = two.ask(conflicts.inbox)[0]
        two.do(conflicts.take, question.id, number_of(question, "Of the source"))
    carried()

    for laptop in (one, two):
        assert laptop.ask(conflicts.count) == 0
        assert {shown(laptop, task) for task in tasks} == {("Of the source", True)}


def test_what_a_text_was_made_from_is_no_line_of_a_preview_or_of_the_history(offices, box):
    one, two, carried = offices
    task = one.do(records.create, "tasks", {"name": "Source"}).uid
    translate(one, task, "First of all")
    carried()
    one.do(records.edit, "tasks", task, {"name": "Source two"})
    translate(one, task, "Of the second source")
    sending.send(one, box)

    seen = rehearsal.rehearse(two, [box])

    assert {change.field for change in seen.changes} == {"name", "text"}
    [of] = one.ask(records.listing, "translations")
    for kind, uid in (("tasks", task), ("translations", of.uid)):
        fields = {change.field for change in one.ask(history.of_record, kind, uid)}
        assert "fingerprint" not in fields
        assert fields & {"name", "text"}
    one.do(translations.edit, of.uid, {"text": "Again"})
    assert shown(one, task) == ("Again", False)
