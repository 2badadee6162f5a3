"""What is told of how a list was read on the command line, and saying it otherwise."""

import os
import sys
from pathlib import Path

import openpyxl
import pytest


def test_a_source_that_is_new_is_told_beside_those_that_are_like_it(laptop):
    firms = laptop.file("firms.csv", "Name;Country\nRába;HU\n")
    for name in ("Members of the cluster", "Zala list"):
        assert laptop.run("import", "organisations", firms, "--mapping", name).code == 0

    ran = laptop.run("import", "organisations", firms, "--mapping", "Membrs of the cluster")

    [told] = [line for line in ran.err.splitlines() if "Membrs" in line]
    assert told.index("Members of the cluster") < told.index("Zala list")
    known = laptop.run("import", "organisations", firms, "--mapping", "Zala list", "--dry-run")
    assert "No list has come" not in known.err


def test_suspicious_lines_are_told_with_their_reasons(laptop):
    names = [f"Alfa {letter}{letter}{letter} Kft." for letter in "ABCDEFGHIJKLMNOPQRSTUV"]
    known = ["Name;Country;Postcode", *(f"{name};HU;9021" for name in names)]
    laptop.ask("import", "organisations", laptop.file("known.csv", "\n".join(known)))
    listed = "\n".join(line.replace("Kft.", "Zrt.") for line in known)
    file = laptop.file("again.csv", listed)

    ran = laptop.run("import", "organisations", file, "--dry-run")
    answer = laptop.ask("import", "organisations", file)

    assert answer["suspicious"] == len(answer["suspects"]) == 22
    assert answer["suspects"][0]["row"] == 2
    assert "Looks like Alfa AAA Kft.: " in answer["suspects"][0]["reason"]
    assert ran.out.count("Looks like") >= 20
    assert "Line 21: Looks like" in ran.out
    assert "Line 22:" not in ran.out
    assert "and 2 more suspicious lines" in ran.out


def test_lines_wider_than_their_titles_come_in_and_what_has_no_title_is_named(laptop):
    wide = "Name;Country;City;Employees\nB;HU;X;3;4;5;6\nC;HU\n"

    ran = laptop.run("import", "organisations", laptop.file("wide.csv", wide))

    assert ran.code == 0
    assert "Columns E, F and G have no title and were left out; they begin in line 2." in ran.err
    listed = laptop.ask("list", "organisations")["rows"]
    assert [(row["name"], row["staff"]) for row in listed] == [("B", 3), ("C", None)]


def test_titles_that_are_not_understood_are_named_and_the_mapping_is_told(laptop):
    listed = "Name;Country;City;City;Favourite colour;Empty\nC;HU;;Eger;red;\n"
    file = laptop.file("odd.csv", listed)

    told = laptop.run("import", "organisations", file, "--dry-run").err
    answer = laptop.ask("import", "organisations", file)

    assert "Columns “City” (D) and “Favourite colour” (E) go to no field" in told
    assert [(column["title"], column["field"]) for column in answer["columns"]] == [
        ("Name", "name"),
        ("Country", "country"),
        ("City", "city"),
        ("City", None),
        ("Favourite colour", None),
        ("Empty", None),
    ]


def test_a_bell_that_a_name_caught_on_its_way_is_left_out(laptop):
    file = laptop.file("bell.csv", "Name;Country;City\nAl\afa;HU;P\x1bécs\n")

    answer = laptop.ask("import", "organisations", file)

    assert answer["new"] == 1
    [alfa] = laptop.ask("list", "organisations")["rows"]
    assert (alfa["name"], alfa["city"]) == ("Al fa", "P écs")


def test_the_order_of_names_that_a_title_tells_is_kept_and_said(laptop):
    file = laptop.file("p.csv", "Nom et prénom;Courriel\nMartin Claire;c@b.example\n")

    told = laptop.run("import", "people", file).err

    [claire] = laptop.ask("list", "people")["rows"]
    assert (claire["given_name"], claire["family_name"]) == ("Claire", "Martin")
    assert "as the column’s title says, such as Martin Claire." in told


def test_a_list_of_an_old_mac_says_how_its_letters_were_read(laptop):
    file = laptop.file("mac.csv")
    file.write_bytes("Name;Country;City\rBéta Kft.;HU;Pécs\r".encode("mac_roman"))

    ran = laptop.run("import", "organisations", file, "--dry-run")

    assert "Encoding: read as " in ran.err


def test_an_encoding_that_was_read_wrongly_can_be_named(laptop):
    file = laptop.file("cz.csv")
    file.write_bytes("Name;Country\nŠkoda Plzeň;CZ\n".encode("cp1250"))

    laptop.ask("import", "organisations", file, "--encoding", "cp1250")

    assert [row["name"] for row in laptop.ask("list", "organisations")["rows"]] == ["Škoda Plzeň"]


def test_the_sheets_of_a_workbook_that_were_not_read_are_named(laptop):
    file = laptop.file("two.xlsx")
    book = openpyxl.Workbook()
    for number, sheet in enumerate((book.active, book.create_sheet("Also"))):
        for line in (["Name", "Country"], [f"Firm {number}", "HU"]):
            sheet.append(line)
    book.active.title = "Members"
    book.save(file)

    ran = laptop.run("import", "organisations", file)
    assert "Sheet: Members was read, Also not; --sheet reads another one." in ran.err

    answer = laptop.ask("import", "organisations", file, "--sheet", "Also")

    assert (answer["reading"]["sheet"], answer["reading"]["sheets"]) == (
        "Also",
        ["Members", "Also"],
    )
    rows = laptop.ask("list", "organisations")["rows"]
    assert [row["name"] for row in rows] == ["Firm 0", "Firm 1"]


OPEN = "Name;Country;Founded;Staff\nAlfa;HU;03/04/2016;1.500\nBeta;Osterland;2017-01-02;2\n"


def test_how_a_list_is_read_is_answered_and_can_be_said_otherwise(laptop):
    file = laptop.file("firms.csv", OPEN)

    answer = laptop.ask("import", "organisations", file, "--dry-run")

    assert answer["reading"] == {
        "sheet": "", "sheets": [], "encoding": "utf-8", "separator": ";", "header_row": 1}  # fmt: skip
    assert [(one["key"], one["answer"]) for one in answer["questions"]] == [
        ("date_order", "dmy"),
        ("decimal", ","),
        ("country:Osterland", None),
    ]
    said = ("--dates", "mdy", "--decimals", "point", "--answer", "country:Osterland=AT")
    answer = laptop.ask("import", "organisations", file, *said)
    assert answer["rejected"] == 0
    rows = {row["name"]: row for row in laptop.ask("list", "organisations")["rows"]}
    assert (rows["Alfa"]["founded_on"], rows["Alfa"]["staff"]) == ("2016-03-04", 1)
    assert rows["Beta"]["country"] == "AT"


def test_a_separator_can_be_named(laptop):
    file = laptop.file("firms.csv", "Name;Country,City\nAlfa;HU,Pécs\n")

    answer = laptop.ask("import", "organisations", file, "--separator", "semicolon")

    assert answer["reading"]["separator"] == ";"
    assert [column["title"] for column in answer["columns"]] == ["Name", "Country,City"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("decimals=.", "import.not_asked"),
        ("date_order", "import.not_asked"),
        ("country:Osterland=Austria", "import.no_answer"),
        ("date_order=ymd", "import.no_answer"),
    ],
)
def test_an_answer_to_nothing_is_refused_and_nothing_written(laptop, said, code):
    file = laptop.file("firms.csv", OPEN)

    assert laptop.refusal("import", "organisations", file, "--answer", said) == code

    assert laptop.ask("list", "organisations")["rows"] == []


def test_a_line_of_another_encoding_is_told(laptop):
    file = laptop.file("firms.csv")
    lines = "Name;Country\nGyőri Akku;HU\nŻółta Łódź;PL\n"
    file.write_bytes(lines.encode() + "Élan;FR\n".encode("cp1252"))

    ran = laptop.run("import", "organisations", file)

    told = "Encoding: read as utf-8. 1 line is not in this encoding and was read by itself: Élan;FR"
    assert told in ran.err
    names = {row["name"] for row in laptop.ask("list", "organisations")["rows"]}
    assert names == {"Győri Akku", "Żółta Łódź", "Élan"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_whose_name_is_no_text_comes_in_under_a_name_that_is(laptop):
    strange = os.fsdecode(os.fsencode(laptop.folder) + b"/G\xf6teborg.csv")
    Path(strange).write_text("Name;Country\nVolt AB;SE\n", "utf-8")

    assert laptop.ask("import", "organisations", strange)["new"] == 1


PLAN = """<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">
<Tasks><Task><UID>1</UID><Name>Dig</Name></Task></Tasks></Project>"""


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("organisations", "firms.csv", "Name;Country\nRába;HU\n"),
        ("roadmap", "plan.csv", "Name;Duration\nDig;3\n"),
        (
            "roadmap",
            "plan.xml",
            PLAN,
        ),
    ],
)
def test_a_sheet_of_what_has_none_is_refused(laptop, kind, name, content):
    file = laptop.file(name, content)

    ran = laptop.run("import", kind, file, "--sheet", "Members")

    assert laptop.refusal("import", kind, file, "--sheet", "Members") == "table.no_sheets"
    assert name in ran.err
    assert "Members" in ran.err
    assert laptop.ask("import", kind, file)["new"] == 1
