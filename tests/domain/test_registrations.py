"""Lists of registrations: what shops, forms and sheets say of people who want to come."""

from datetime import date, datetime, timedelta, timezone

import pytest

from recipe_desktop.domain.attendance import PeopleIndex, Person, Rsvp
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.import_columns import propose_mapping
from recipe_desktop.domain.import_lines import InterpretedRow, RejectedRow
from recipe_desktop.domain.import_plans import Action, Known, KnownRow, Outcome, classify
from recipe_desktop.domain.import_questions import answered, questions
from recipe_desktop.domain.imports import interpret
from recipe_desktop.domain.registration_words import day_of, read_answer
from recipe_desktop.domain.registrations import (
    EventNamed,
    event_in,
    in_event,
    is_other_event,
    registration_uid,
)
from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.domain.values import Problem, read_moment

KIND = "registrations"
EVENT = named_uid("test event", "one")
BUDAPEST = timezone(timedelta(hours=2))


def a_table(headers, *lines):
    rows = tuple(SourceRow(number, tuple(line)) for number, line in enumerate(lines, start=2))
    return SourceTable("list.csv", "", 1, tuple(headers), rows)


def read(headers, *lines, answers=None):
    table = a_table(headers, *lines)
    mapping = propose_mapping(table.headers, table.rows, KIND)
    choices = answered(questions(table, mapping), answers)
    return [interpret(row, mapping, choices) for row in table.rows]


def targets(*headers):
    return [column.target for column in propose_mapping(headers, (), KIND).columns]


def test_columns_of_a_ticket_shop_are_known():
    assert targets(
        *("Order ID", "Order date", "Attendee first name", "Attendee last name", "Attendee email"),
        *("Event name", "Event start date", "Ticket quantity", "Ticket type", "Attendee status"),
        *("Barcode number", "Company", "Job title", "Dietary needs", "Photo consent"),
    ) == [
        *("order_number", "registered_at", "given_name", "family_name", "email"),
        *("event", "event_on", None, "ticket_type", "answer"),
        *("ticket_code", "organisation_name", "position", "diet", "photo_consent"),
    ]


def test_columns_of_forms_in_five_languages_are_known():
    assert targets("Időbélyeg", "Teljes név", "E-mail cím", "Szervezet", "Részvétel") == [
        *("registered_at", "full_name", "email", "organisation_name", "answer")
    ]
    assert targets("Civilité", "NOM Prénom", "Structure", "Présence J1", "Présence J2") == [
        *("title", "full_name", "organisation_name", "day_1", "day_2")
    ]
    assert targets("Zeitstempel", "Vorname", "Nachname", "Unternehmen", "1. Tag") == [
        *("registered_at", "given_name", "family_name", "organisation_name", "day_1")
    ]
    assert targets("Tijdstempel", "Voornaam", "Achternaam", "Bedrijf", "Dieetwensen") == [
        *("registered_at", "given_name", "family_name", "organisation_name", "diet")
    ]
    assert targets("Nome completo", "Empresa", "Telemóvel", "Número do bilhete") == [
        *("full_name", "organisation_name", "phone", "ticket_code")
    ]


@pytest.mark.parametrize(
    ("header", "day"),
    [
        *(("Présence J1", 1), ("Day 2", 2), ("2. nap", 2), ("nap 3", 3), ("J1", 1), ("jour1", 1)),
        *(("Presença D1", 1), ("D2", 2), ("Participation 2", 2), ("Részvétel 1", 1)),
        *(("Tag", None), ("J10", None), ("Project 1", None), ("Day 0", None)),
        *(("Status 1", None), ("Hall D 2", None), ("ID1", None)),
    ],
)
def test_a_column_of_a_day_is_known_by_its_number(header, day):
    assert day_of(header) == day


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        *(("igen", Rsvp.YES), ("Attending", Rsvp.YES), ("talán", Rsvp.MAYBE)),
        *(("nem", Rsvp.NO), ("Not Attending", Rsvp.CANCELLED), ("annulée", Rsvp.CANCELLED)),
        ("perchance", None),
    ],
)
def test_answers_are_read_in_the_words_of_people(word, answer):
    assert read_answer(word) == answer


def test_a_word_that_is_no_answer_is_asked_and_taken_for_a_maybe_until_then():
    headers, line = ("Name", "Attendance"), ("Ana Costa", "perchance")

    [unasked] = read(headers, line)
    [chosen] = read(headers, line, answers={"answer:perchance": "no"})

    assert (unasked.values["answer"], chosen.values["answer"]) == ("maybe", "no")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("x", "oui"), {"days": "1;2"}),
        (("", "x"), {"days": "2"}),
        (("non", ""), {"days": "2"}),
        (("non", "non"), {"answer": "no"}),
        (("", ""), {}),
    ],
)
def test_the_days_of_somebody_are_those_they_did_not_refuse(cells, said):
    [row] = read(("NOM Prénom", "Présence J1", "Présence J2"), ("COSTA Ana", *cells))

    assert {n: v for n, v in row.values.items() if n in ("days", "answer")} == said


def test_a_day_that_the_event_does_not_have_is_left_out_with_a_word():
    [row] = read(("Name", "Day 1", "Day 3"), ("Ana Costa", "yes", "yes"))

    known, unknown = in_event(row, EVENT, None, (1, 2)), in_event(row, EVENT, None)

    assert (known.values["days"], unknown.values["days"]) == ("1", "1;3")
    assert [(note.code, note.typed) for note in known.notes] == [("event.no_such_day", "3")]
    assert unknown.notes == ()


def test_what_cannot_be_read_is_shown_beside_the_person_who_comes_in():
    [row, nameless] = read(
        ("Name", "Email", "Country", "Photo consent"),
        ("Ana Costa", "ana(at)example", "Atlantis", "perhaps"),
        ("", "ana@example.org", "PT", "yes"),
    )

    assert [note.code for note in row.notes] == [
        *("country.unknown", "email.shape", "yes_no.unreadable")
    ]
    assert set(row.values) == {"given_name", "family_name"}
    assert isinstance(nameless, RejectedRow)
    known = in_event(row, EVENT, None)
    [line] = classify(KIND, [known], Known()).lines
    assert (line.outcome, line.action) == (Outcome.SUSPICIOUS, Action.ADD)


def test_a_long_wish_comes_in_whole_with_its_lines():
    wish = "Rába Kft.\n" + "Battery makers. " * 60

    [row] = read(("Name", "Meeting wishes"), ("Ana Costa", wish))

    assert row.notes == ()
    assert row.values["meeting_wishes"] == wish.strip()


@pytest.mark.parametrize("said", ["2021", "2021-09"])
def test_a_month_is_no_moment_and_who_registered_in_it_comes_in(said):
    [row] = read(("Timestamp", "Name"), (said, "Ana Costa"))

    assert [note.code for note in row.notes] == ["date.no_day"]
    assert "registered_at" not in in_event(row, EVENT, None).values


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2021-09-06T19:15:00Z", "2021-09-06T19:15:00+00:00"),
        ("2021.09.15. 16:05:09", "2021-09-15T16:05:09"),
        ("15/09/2021 16:05", "2021-09-15T16:05:00"),
        ("9/15/2021 4:05:09 PM", "2021-09-15T16:05:09"),
        ("2021-09-15 12:00 AM", "2021-09-15T00:00:00"),
        ("2021-09-15T16:05:09+0200", "2021-09-15T16:05:09+02:00"),
        ("2021-09-15", "2021-09-15"),
        ("2021-09-15 24:00", Problem("date.impossible")),
        ("2021-09-15 25:00", Problem("date.impossible")),
        ("2021-09-15 16:05 +99:99", Problem("date.impossible")),
        (datetime(2500, 1, 1, 12, 0), Problem("date.impossible")),  # noqa: DTZ001 - as in files
        ("yesterday", Problem("date.unreadable")),
    ],
)
def test_moments_are_read_with_their_clock(cell, moment):
    assert read_moment(cell) == moment


def people(*lines):
    headers = ("Timestamp", "Name", "Email", "Ticket code", "Diet")
    return [
        in_event(row, EVENT, BUDAPEST) if isinstance(row, InterpretedRow) else row
        for row in read(headers, *lines)
    ]


def test_a_ticket_is_one_person_of_its_event_on_every_laptop():
    [row] = people(("", "Ana Costa", "", "T1", ""))
    [again] = classify(KIND, [row], Known()).lines

    assert again.uid == registration_uid(f"{EVENT}|ticket|T1")
    assert registration_uid(f"{named_uid('test event', 'two')}|ticket|T1") != again.uid
    assert registration_uid(f"{EVENT}|ana@example.org|ana costa|") is None


def test_a_clock_without_a_zone_is_that_of_the_place():
    [row] = people(("2021.09.15. 16:05:09", "Ana Costa", "", "T1", ""))

    assert row.values["registered_at"] == "2021-09-15T14:05:09.000+00:00"


def test_of_several_answers_by_one_person_the_latest_stands():
    rows = people(
        ("2021.09.15. 10:00", "Ana Costa", "ana@example.org", "", "vegan"),
        ("2021.09.17. 10:00", "Ana Costa", "ANA@example.org", "", "fish"),
        ("2021.09.16. 10:00", "Ana Costa", "ana@example.org", "", "fish"),
    )

    lines = classify(KIND, rows, Known()).lines

    assert [(line.number, line.outcome, line.action) for line in lines] == [
        (2, Outcome.SUSPICIOUS, Action.NONE),
        (3, Outcome.NEW, Action.ADD),
        (4, Outcome.SAME, Action.NONE),
    ]
    assert lines[0].reasons[0].other == "row:3"


def test_an_older_file_takes_nothing_back():
    [row] = people(("2021.09.15. 10:00", "Ana Costa", "ana@example.org", "", "vegan"))
    said = {**row.values, "diet": "fish", "registered_at": "2021-09-17T08:00:00.000+00:00"}
    known = Known({row.key: KnownRow(Uid("1"), said)}, {Uid("1"): said})

    [line] = classify(KIND, [row], known).lines

    assert (line.outcome, line.action, line.notes[0].code) == (
        Outcome.SAME,
        Action.NONE,
        "row.older",
    )


@pytest.mark.parametrize(
    ("at", "name", "action"),
    [
        ("2021.09.15. 10:05:09", "Ana Costa", Action.UPDATE),
        ("2021.09.15. 10:05:09", "Ana Silva", Action.ADD),
        ("2021.09.15. 10:05:10", "Ana Costa", Action.ADD),
        ("2021.09.15.", "Ana Costa", Action.ADD),  # a day tells no two people apart
    ],
)
def test_an_answer_of_a_form_is_known_though_its_address_was_corrected(at, name, action):
    first = "2021.09.15." if at == "2021.09.15." else "2021.09.15. 10:05:09"
    [old] = people((first, "Ana Costa", "ana@exmaple.org", "", "vegan"))
    known = Known({old.key: KnownRow(Uid("1"), old.values)}, {Uid("1"): old.values})

    [line] = classify(KIND, people((at, name, "ana@example.org", "", "vegan")), known).lines

    assert line.action is action
    if action is Action.UPDATE:
        assert (line.uid, dict(line.values)) == (Uid("1"), {"email": "ana@example.org"})


def test_a_file_that_holds_both_answers_corrects_neither():
    at = "2021.09.15. 10:05:09"
    [old] = people((at, "Ana Costa", "ana@example.org", "", ""))
    known = Known({old.key: KnownRow(Uid("1"), old.values)}, {Uid("1"): old.values})
    both = people(
        (at, "Ana Costa", "a.costa@example.org", "", ""),
        (at, "Ana Costa", "ana@example.org", "", ""),
    )

    lines = classify(KIND, both, known).lines

    assert [line.action for line in lines] == [Action.ADD, Action.NONE]


def test_who_looks_like_somebody_comes_in_and_is_proposed_as_a_double():
    index = PeopleIndex()
    index.add(Person(Uid("1"), "Ana", "Costa", "Mobinov", "ana@example.org"))
    index.add(Person(Uid("2"), "Ana", "Costa", "NextMove", "costa@example.org"))
    rows = people(("", "Costa, Ana", "ana@example.org", "", ""), ("", "Wim Jansen", "", "T9", ""))

    double, other = classify(KIND, rows, Known(people=index)).lines

    assert (double.outcome, double.action) == (Outcome.SUSPICIOUS, Action.ADD)
    assert [alike.ref for alike in double.alike] == ["1", "2"]
    assert other.outcome is Outcome.NEW


def test_namesakes_with_other_addresses_and_firms_are_no_doubles():
    index = PeopleIndex()
    index.add(Person(Uid("1"), "Ana", "Costa", "Mobinov", "ana@example.org"))

    assert index.matches(Person(Uid("2"), "Ana", "Costa", "NextMove", "costa@example.org")) == []


YEARLY = EventNamed("Networking day", date(2027, 5, 6), date(2027, 5, 7))


@pytest.mark.parametrize(
    ("in_file", "other"),
    [
        (EventNamed("Networking day", date(2026, 5, 6)), True),
        (EventNamed("RECiPE networking day", date(2027, 5, 7)), False),
        (EventNamed("Networking day of ZONE in Zalaegerszeg", date(2027, 5, 7)), False),
        (EventNamed("Bakery day", date(2027, 5, 7)), True),
        (EventNamed("", date(2027, 5, 7)), False),
        (EventNamed("Photonics summit", date(2027, 5, 7)), True),
        (EventNamed("RECiPE4Mobility networking day"), False),
        (EventNamed("Cluster mission"), True),
        (EventNamed(), False),
    ],
)
def test_a_file_of_another_event_is_known_by_its_day_or_else_its_name(in_file, other):
    assert is_other_event(in_file, YEARLY) is other


def test_events_of_one_project_on_one_day_are_told_apart():
    day = date(2021, 9, 22)
    named = EventNamed("RECiPE4Mobility networking day", day)

    assert is_other_event(EventNamed("RECiPE4Mobility twinning in Rouen", day), named)
    assert not is_other_event(EventNamed("Networking day RECiPE4Mobility 2021", day), named)


def test_the_event_of_most_lines_is_that_of_the_file():
    rows = read(
        ("Name", "Event name", "Event date"),
        ("Ana", "Networking day", "2027-05-06"),
        ("Bea", "Networking day", "2027-05-06"),
        ("Cili", "Lunch", ""),
    )

    assert event_in(rows) == EventNamed("Networking day", date(2027, 5, 6))
