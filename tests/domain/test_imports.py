import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.import_columns import FIELDS, propose_mapping
from recipe_desktop.domain.import_questions import ReadingChoices, answered, questions
from recipe_desktop.domain.import_words import field_of
from recipe_desktop.domain.imports import (
    InterpretedRow,
    Reason,
    RejectedRow,
    interpret,
    said_text,
    said_values,
)
from recipe_desktop.domain.source_tables import SourceRow, SourceTable

ORGANISATIONS = "organisations"


def a_table(headers, *lines, **how):
    rows = tuple(SourceRow(number, tuple(line)) for number, line in enumerate(lines, start=2))
    return SourceTable("list.csv", "", 1, tuple(headers), rows, **how)


def mapped(table, kind=ORGANISATIONS):
    return propose_mapping(table.headers, table.rows, kind)


def read(table, answers=None, kind=ORGANISATIONS):
    mapping = mapped(table, kind)
    choices = answered(questions(table, mapping), answers)
    return [interpret(row, mapping, choices) for row in table.rows]


def targets(*headers, kind=ORGANISATIONS):
    return [column.target for column in propose_mapping(headers, (), kind).columns]


def test_columns_are_proposed_in_six_languages():
    assert targets("Organisation", "Country", "City", "Postcode", "Employees (AWU)") == [
        *("name", "country", "city", "postcode", "staff")
    ]
    assert targets("Szervezet neve", "Ország", "Irányítószám", "Létszám", "Adószám") == [
        *("name", "country", "postcode", "staff", "vat_number")
    ]
    assert targets("Raison sociale", "Pays", "Code postal", "Effectif", "Adhérent") == [
        *("name", "country", "postcode", "staff", "is_member")
    ]
    assert targets("Unternehmen / Einrichtung", "Land", "PLZ", "Ort", "USt-IdNr.") == [
        *("name", "country", "postcode", "city", "vat_number")
    ]
    assert targets("Bedrijfsnaam", "Plaats", "Aantal medewerkers", "KvK-nummer", "Opgericht") == [
        *("name", "city", "staff", "registration_number", "founded_on")
    ]
    assert targets("Denominação social", "País", "Localidade", "NIF", "Volume de negócios") == [
        *("name", "country", "city", "vat_number", "turnover_cents")
    ]


def test_one_word_means_the_person_in_a_list_of_people_and_the_firm_in_a_list_of_firms():
    assert targets("Name", "Organisation", "Telefon") == ["name", None, "phone"]
    assert targets("Name", "Organisation", "Telefon", kind="people") == [
        *("full_name", "organisation", "phone")
    ]


def test_no_field_is_proposed_twice_and_the_plainer_header_goes_first():
    assert targets("Turnover EUR 2019", "Turnover") == [None, "turnover_cents"]


def test_money_in_another_currency_is_not_proposed():
    assert targets("Árbevétel (HUF)", "Árbevétel EUR") == [None, "turnover_cents"]


def test_a_column_without_a_telling_header_is_known_by_its_values():
    table = a_table(
        ("Organisation", "x", "y", "z"),
        ("A", "a@example.org", "www.example.org", "HU10773381"),
        ("B", "b@example.org", "https://example.org/b", "PT501964843"),
    )

    assert [(c.target, c.reason) for c in mapped(table).columns] == [
        ("name", "header"),
        ("email", "values"),
        ("website", "values"),
        ("vat_number", "values"),
    ]


@pytest.mark.parametrize(
    "texts", [("ZK-0012", "ZK-0013"), ("Hall 4", "Hall 5"), ("RECiPE4Mobility day",) * 2]
)
def test_letters_and_digits_are_no_vat_number_without_a_country(texts):
    rows = [(f"Firm {number}", text) for number, text in enumerate(texts)]

    assert mapped(a_table(("Organisation", "Our reference"), *rows)).targets() == {"name": 0}


def test_a_choice_takes_the_field_from_another_column_and_is_remembered():
    table = a_table(("Organisation", "Marke"), ("R-Tech GmbH", "Mobility & Logistics"))

    chosen = mapped(table).with_target(1, "name")

    assert [column.target for column in chosen.columns] == [None, "name"]
    assert chosen.to_remember() == {"organisation": "", "marke": "name"}
    again = propose_mapping(table.headers, table.rows, ORGANISATIONS, chosen.to_remember())
    assert [(c.target, c.reason) for c in again.columns] == [
        (None, "remembered"),
        ("name", "remembered"),
    ]


TWINS = ("Organisation", "Country", "E-mail", "E-mail")
UNTITLED = ("Organisation", "", "Country", "")
ADDRESSES = ("Uno Kft.", "HU", "info@uno.example", "boss@uno.example")


@pytest.mark.parametrize(
    ("headers", "chosen", "later", "expected"),
    [
        # the second of two is the second of two again, and so is the first
        (TWINS, {3: "email"}, TWINS, ["name", "country", None, "email"]),
        (TWINS, {}, TWINS, ["name", "country", "email", None]),
        (
            ("Name", "Country", "Contact", "Name"),
            {},
            ("Name", "Country", "Contact", "Name"),
            ["name", "country", None, None],
        ),
        # wherever they stand in a later file, each may go somewhere
        (
            TWINS,
            {2: "website", 3: "email"},
            ("E-mail", "Organisation", "E-mail"),
            ["website", "name", "email"],
        ),
        # fewer or more of one title are looked at afresh
        (TWINS, {3: "email"}, TWINS[:3], ["name", "country", "email"]),
        (TWINS[:3], {2: None}, TWINS, ["name", "country", "email", None]),
        (TWINS, {3: "email"}, (*TWINS, "E-mail"), ["name", "country", "email", None, None]),
        # without a title it is the place that tells
        (UNTITLED, {1: "city", 3: "address"}, UNTITLED, ["name", "city", "country", "address"]),
        (UNTITLED, {3: "address"}, ("Organisation", "Country", ""), ["name", "country", None]),
    ],
)
def test_columns_of_one_title_or_none_are_told_apart_in_the_next_file(
    headers, chosen, later, expected
):
    mapping = propose_mapping(headers, (), ORGANISATIONS)
    for place, target in chosen.items():
        mapping = mapping.with_target(place, target)

    again = propose_mapping(later, (), ORGANISATIONS, mapping.to_remember())

    assert [column.target for column in again.columns] == expected


def test_what_an_earlier_edition_remembered_of_two_columns_with_one_title_decides_for_neither():
    """It kept the last of them alone, under the title, so that both were left out ever after."""
    kept = {"organisation": "name", "country": "country", "e mail": ""}

    again = propose_mapping(TWINS, (SourceRow(2, ADDRESSES),), ORGANISATIONS, kept)

    assert [(column.target, column.reason) for column in again.columns] == [
        ("name", "remembered"),
        ("country", "remembered"),
        ("email", "header"),
        (None, ""),
    ]


def test_an_open_date_is_asked_about_with_what_the_file_shows():
    headers = ("Organisation", "Country", "Founded")
    unclear = a_table(headers, ("A", "HU", "12/03/2004"), ("B", "HU", "03.05.2016"))
    american = a_table(headers, ("A", "HU", "12/03/2004"), ("B", "HU", "05/13/2016"))

    [question] = questions(unclear, mapped(unclear))
    assert (question.key, question.proposed, question.is_certain) == ("date_order", "dmy", False)
    assert (question.examples, question.count) == (("12/03/2004",), 1)
    [question] = questions(american, mapped(american))
    assert (question.proposed, question.is_certain) == ("mdy", True)
    assert read(unclear)[0].values["founded_on"] == "2004-03-12"
    assert read(unclear, {"date_order": "mdy"})[0].values["founded_on"] == "2004-12-03"
    assert read(unclear, {"date_order": "mdy"})[1].values["founded_on"] == "2016-05-03"


def test_an_open_number_and_a_unit_are_asked_about():
    table = a_table(
        ("Organisation", "Country", "Turnover (k€)"), ("A", "DE", "1.500"), ("B", "DE", "2,5")
    )

    decimal, unit = questions(table, mapped(table))
    assert (decimal.key, decimal.proposed, decimal.is_certain) == ("decimal", ",", True)
    assert (unit.key, unit.proposed) == ("unit:Turnover (k€)", "1000")
    assert [row.values["turnover_cents"] for row in read(table)] == [150_000_000, 250_000]
    in_euros = read(table, {"unit:Turnover (k€)": "1", "decimal": "."})
    assert [row.values["turnover_cents"] for row in in_euros] == [150, 250]


def test_a_column_of_cents_is_read_as_cents():
    table = a_table(
        ("Organisation", "Country", "turnover_cents", "Balance sheet (EUR cents)"),
        ("A", "DE", "190000000", 950),
    )

    assert questions(table, mapped(table)) == ()
    [row] = read(table)
    assert (row.values["turnover_cents"], row.values["balance_cents"]) == (190_000_000, 950)


def test_letters_of_eu_papers_and_unknown_countries_are_asked_about():
    table = a_table(("Organisation", "Country"), ("A", "EL"), ("B", "Švýcarsko"), ("C", "HU"))

    greece, unknown = questions(table, mapped(table))
    assert (greece.key, greece.proposed) == ("country:EL", "GR")
    assert (unknown.key, unknown.proposed) == ("country:Švýcarsko", None)
    one, two, three = read(table)
    assert one.values["country"] == "GR"
    assert two == RejectedRow(3, (Reason("country.unknown", "country", "Švýcarsko"),))
    assert three.values["country"] == "HU"
    assert read(table, {"country:Švýcarsko": "CH"})[1].values["country"] == "CH"


def test_without_an_answer_nothing_is_guessed():
    table = a_table(("Organisation", "Country", "Founded"), ("A", "EL", "12/03/2004"))

    [row] = [interpret(line, mapped(table), ReadingChoices()) for line in table.rows]

    assert [reason.code for reason in row.reasons] == ["country.ambiguous", "date.ambiguous"]


def test_unknown_types_and_ecosystems_are_asked_about():
    headers = ("Organisation", "Country", "Type", "Sector")
    table = a_table(headers, ("A", "HU", "Bäckerei", "Digital"), ("B", "HU", "KKV", "shoes"))

    assert [(q.key, q.proposed) for q in questions(table, mapped(table))] == [
        ("organisation_type:Bäckerei", "other"),
        ("ecosystem:shoes", ""),
    ]
    one, two = read(table, {"organisation_type:Bäckerei": "sme"})
    assert one.values["organisation_type"] == "sme"
    assert (two.values["organisation_type"], "ecosystems" in two.values) == ("sme", False)


def test_an_encoding_that_is_not_certain_is_asked_about():
    table = a_table(("Organisation",), ("A",), encoding="cp1250", is_encoding_certain=False)

    [question] = questions(table, mapped(table))

    assert (question.key, question.proposed) == ("encoding", "cp1250")


def test_a_line_that_cannot_be_read_says_all_its_reasons():
    headers = ("Organisation", "Country", "Employees", "E-mail", "Founded", "Cluster member?")
    table = a_table(headers, (None, "", "about 30", "a@b", "31.02.2016", "talán"), ("B", "HU"))

    first = interpret(table.rows[0], mapped(table), ReadingChoices())

    assert {(reason.code, reason.field) for reason in first.reasons} == {
        ("name.missing", "name"),
        ("country.missing", "country"),
        ("number.unreadable", "staff"),
        ("email.shape", "email"),
        ("date.impossible", "founded_on"),
        ("yes_no.unreadable", "is_member"),
    }


def test_figures_of_a_year_are_of_its_last_day():
    headers = ("Organisation", "Country", "Financial year", "Founded")
    lines = [("A", "HU", typed, typed) for typed in ("2020", "2024-02", "2020-06-30")]

    rows = read(a_table(headers, *lines))

    assert [row.values["figures_on"] for row in rows] == ["2020-12-31", "2024-02-29", "2020-06-30"]
    assert [row.values["founded_on"] for row in rows] == ["2020", "2024-02", "2020-06-30"]


def test_an_empty_cell_says_nothing():
    table = a_table(("Organisation", "Country", "City", "Employees"), ("A", "HU", " ", "-"))

    assert read(table)[0].values == {"name": "A", "country": "HU"}


def test_a_line_of_totals_is_recognised_and_a_firm_of_that_name_is_not():
    table = a_table(
        ("Organisation", "Country", "City", "Employees"),
        ("Total", None, None, 1528),
        ("Összesen:", None, None, None),
        ("Total", "FR", "Paris", 5000),
    )

    one, two, firm = read(table)

    assert (one.reasons[0].code, two.reasons[0].code) == ("row.total", "row.total")
    assert firm.values["name"] == "Total"


@pytest.mark.parametrize("name", ["@SUM", "+Total"])
def test_a_name_with_a_sign_before_it_is_no_line_of_totals(name):
    [firm] = read(a_table(("Organisation", "Country"), (name, "HU")))

    assert firm.values == {"name": name, "country": "HU"}


def test_a_number_of_another_country_is_noted():
    table = a_table(("Organisation", "Country", "VAT no."), ("A", "GB", "HU10773381"))

    assert read(table)[0].notes == (Reason("vat.country", "vat_number", "HU10773381"),)


def test_people_are_read_from_full_names_in_the_order_of_their_language():
    table = a_table(
        ("Teljes név", "E-mail cím", "Szervezet"),
        ("dr. Nagy Anna", "A@example.org", "Alfa Kft."),
        ("", "b@example.org", "Alfa Kft."),
    )

    anna, nobody = read(table, kind="people")

    assert anna.values == {
        "given_name": "Anna",
        "family_name": "Nagy",
        "title": "dr.",
        "email": "A@example.org",
        "organisation": "Alfa Kft.",
    }
    assert anna.key == "a@example.org|anna nagy|alfa kft"
    assert nobody.reasons == (Reason("name.missing", "family_name"),)
    turned = read(table, {"name_order": "given_first"}, kind="people")
    assert turned[0].values["family_name"] == "Anna"


@pytest.mark.parametrize(
    ("names", "proposals"),
    [
        (("ROLLAND Benjamin", "BOUTIN Charles", "Madonna"), []),
        (("ROLLAND Benjamin", "Boutin Charles"), ["family_first"]),
    ],
)
def test_names_are_asked_about_only_where_they_leave_their_order_open(names, proposals):
    table = a_table(("NOM Prénom",), *((name,) for name in names))

    asked = questions(table, mapped(table, "people"))

    assert [q.proposed for q in asked if q.code == "name_order"] == proposals


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("Nom et prénom", "Martin"),
        ("Prénom et nom", "Claire"),
        ("Name, Vorname", "Martin"),
        ("Vorname Name", "Claire"),
        ("Nach- und Vorname", "Martin"),
        ("Vezetéknév és keresztnév", "Martin"),
        ("Keresztnév, vezetéknév", "Claire"),
        ("Last name, first name", "Martin"),
        ("First and last name", "Claire"),
        ("Achternaam, voornaam", "Martin"),
        ("Nome e apelido", "Claire"),
        ("Apelido e nome", "Martin"),
        ("Full name (last name first)", "Claire"),
        ("Name", "Claire"),
        ("Név", "Martin"),
    ],
)
@pytest.mark.parametrize("kind", ["people", "registrations"])
def test_a_title_that_names_both_parts_tells_their_order(title, family, kind):
    [person] = read(a_table((title, "E-mail"), ("Martin Claire", "c@example.org")), kind=kind)

    assert person.values["family_name"] == family


@pytest.mark.parametrize(
    ("titles", "fields"),
    [
        (("Nom", "Prénom"), ["family_name", "given_name"]),
        (("Family name", "Given name(s)"), ["family_name", "given_name"]),
        (("Attendee last name", "Attendee first name"), ["family_name", "given_name"]),
        (("Vezetéknév", "Keresztnév"), ["family_name", "given_name"]),
    ],
)
def test_a_title_of_one_part_of_a_name_holds_that_part_alone(titles, fields):
    assert targets(*titles, kind="registrations") == fields


def test_what_a_line_said_can_be_stored_and_compared():
    values = {"name": "Győr", "staff": 9, "is_member": True, "ecosystems": "digital;health"}

    assert said_values(said_text(values)) == values
    assert said_values("") == {}
    assert said_text(values) == said_text(dict(reversed(values.items())))
    assert said_text(values) != said_text(values | {"staff": 10})


CELLS = st.one_of(
    st.none(),
    st.text(max_size=10),
    st.sampled_from(["EL", "HU", "Total", "1.500", "12/03/2004", "ja", "SME", "a@example.org"]),
    st.integers(),
    st.floats(),
    st.dates(),
)


@settings(max_examples=80)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=5), st.booleans())
def test_every_line_is_either_read_or_rejected(lines, people):
    kind = "people" if people else ORGANISATIONS
    headers = (
        ("Name", "E-mail", "Organisation", "Mobile", "Position", "?")
        if people
        else ("Name", "Country", "Employees", "Turnover", "Founded", "Sector")
    )
    table = a_table(headers, *lines)

    for row in read(table, kind=kind):
        if isinstance(row, InterpretedRow):
            assert row.values
            assert set(row.values) <= set(FIELDS[kind])
            assert said_values(said_text(row.values)) == dict(row.values)
        else:
            assert row.reasons


@pytest.mark.parametrize("kind", ["organisations", "people", "exchanges"])
def test_every_field_is_known_again_by_the_name_that_an_exported_list_gives_it(kind):
    assert [field_of(name, kind) for name in FIELDS[kind]] == list(FIELDS[kind])


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Omzet EUR", "turnover_cents"),
        ("CA 2023", "turnover_cents"),
        ("TAGSZERVEZET", "name"),
        ("Name des Mitglieds", "name"),
        ("Nom de l'adhérent", "name"),
        ("Nome do associado", "name"),
        ("Naam van het lid", "name"),
        ("TVA intracom", "vat_number"),
        ("Code post.", "postcode"),
        ("Firmenadresse", "address"),
        ("Bedrijfsadres", "address"),
        ("Céghonlap", "website"),
        *(
            (other, None)
            for other in ("Name des Ansprechpartners", "Tagdíj", "Klaszter", "Total EUR")
        ),
        *((other, None) for other in ("Mitgliedsnummer", "Code NACE", "Nom du contact")),
    ],
)
def test_a_title_is_known_by_what_it_is_about_whatever_qualifies_it(header, field):
    assert field_of(header, "organisations") == field
