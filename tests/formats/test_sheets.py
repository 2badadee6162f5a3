"""Tables are read as whoever wrote them meant it, and it is said what was found out."""

import zipfile

import pytest
from openpyxl import Workbook

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.values import Formula
from recipe_desktop.formats.sheets import Reading, read_table, write_table
from tests.formats.tables import cells

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_the_header_is_found_below_the_titles(a_workbook):
    path = a_workbook(
        ["Membership list, state of 30 June 2021"],
        ["internal, do not forward"],
        [],
        ["Organisation", "Country", "Employees"],
        ["Kovács Zrt.", "HU", 400],
        [None, None, None],
        ["Knoers", "NL", None],
    )

    table = read_table(path)

    assert table.header_row == 4
    assert table.headers == ("Organisation", "Country", "Employees")
    assert [(row.number, row.cells) for row in table.rows] == [
        (5, ("Kovács Zrt.", "HU", 400)),
        (7, ("Knoers", "NL", None)),
    ]


def test_known_words_decide_which_line_is_the_header(a_csv):
    path = a_csv("Liste,Stand Mai\nName,Land\nMeister,Deutschland\n")

    table = read_table(path, is_known={"Name", "Land"}.__contains__)

    assert (table.header_row, table.headers) == (2, ("Name", "Land"))
    assert read_table(path, reading=Reading(header_row=1)).headers == ("Liste", "Stand Mai")
    with pytest.raises(UserError, match=r"table\.no_header"):
        read_table(path, reading=Reading(header_row=9))


@pytest.mark.parametrize(
    ("text", "encoding", "said", "certain"),
    [
        ("Név;Ország\nGyőri Űr;HU\n", "utf-8", "utf-8", True),
        ("Név;Ország\nGyőri Űr;HU\n", "utf-8-sig", "utf-8-sig", True),
        ("Név;Ország\nGyőri Űr;HU\n", "utf-16", "utf-16", True),
        ("Név;Ország\nGyőri Űr;HU\n", "utf-16-le", "utf-16-le", True),
        ("Név;Ország\nGyőri Űr;HU\n", "cp1250", "cp1250", False),
        ("Név;Ország\nKovács Éva;HU\n", "cp1250", "cp1252", True),
        ("Nome;País\nSimões João;PT\n", "cp1252", "cp1252", False),
        ("Nom;Pays\nBibliothèque du Goût, Août à Sète;FR\n", "cp1252", "cp1252", False),
        ("Name;Land\nGroß Müller €;DE\n", "cp1252", "cp1252", True),
        ("Nom;Pays\nCafé “Noir”;FR\n", "cp1252", "cp1252", True),
        ("Name;Land\nFirma „Ä“;DE\n", "cp1252", "cp1252", False),
        ("Name;Land\nGroßmaß – “Örtlich” €;DE\n", "cp1252", "cp1252", True),
        ("Név;Ország\nA „Győri Űr” Kft…;HU\n", "cp1250", "cp1250", False),
        ("Nom;Pays\nCafé «Noir»;FR\n", "cp1252", "cp1252", True),
        ("Nom;Pays\nCafé «Noir»;FR\n", "mac_roman", "mac_roman", False),
        ("Name;Land\nFirma „Äpfel“ in Köln;DE\n", "mac_roman", "mac_roman", False),
        ("Nom;Pays\nCafé de l’Opéra à Sète;FR\n", "mac_roman", "mac_roman", True),
        ("Name;Land\nGroß Müller;DE\n", "mac_roman", "mac_roman", False),
        ("Nombre;País\nEspaña;ES\n", "mac_roman", "mac_roman", False),
    ],
)
def test_the_encoding_is_found_and_said(a_csv, text, encoding, said, certain):
    table = read_table(a_csv(text, encoding))

    assert (table.encoding, table.is_encoding_certain) == (said, certain)
    assert table.headers[0] == text.split(";", maxsplit=1)[0]
    assert table.rows[0].cells[0] == text.split("\n")[1].split(";")[0]


def test_another_encoding_can_be_asked_for(a_csv):
    path = a_csv("Név;Ország\nSimõn;HU\n", "cp1252")

    assert read_table(path, reading=Reading(encoding="cp1250")).rows[0].cells[0] == "Simőn"
    with pytest.raises(UserError, match=r"table\.encoding"):
        read_table(path, reading=Reading(encoding="utf-8"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_and_said(a_csv, separator):
    lines = [["Name", "Turnover", "Note"], ["A", "1900,5 & a; b", "x"], ["B", "2", '"q" | y']]
    text = "\n".join(
        separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line) for line in lines
    )

    table = read_table(a_csv(text))

    assert table.separator == separator
    assert cells(table) == [tuple(line) for line in lines[1:]]


def test_a_quotation_mark_is_no_separator_whatever_the_first_line_says(a_csv):
    table = read_table(a_csv('sep="\r\nName;Land\r\nA;B\r\n'))

    assert table.headers == ("Name", "Land")


def test_a_line_that_names_its_separator_is_believed(a_csv):
    table = read_table(a_csv("sep=|\r\nName|Land, Stadt\r\nA|B\r\n"))

    assert (table.separator, table.header_row, cells(table)) == ("|", 2, [("A", "B")])


def test_a_line_break_inside_quotes_belongs_to_its_cell(a_csv):
    table = read_table(a_csv('Name,Address\r\n"A","Street 1\r\n9999 Town"\r\nB,C\r\n'))

    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("A", "Street 1\r\n9999 Town")),
        (3, ("B", "C")),
    ]


def test_a_formula_is_never_carried_out(a_workbook):
    path = a_workbook(["Name", "Country"], ["=1+1", "HU"], ["x", "HU"])

    table = read_table(path)

    # A workbook keeps the value that was shown last; one never opened in Excel has none.
    assert cells(table) == [(Formula.NOT_CALCULATED, "HU"), ("x", "HU")]


def test_a_number_that_is_shown_in_per_cent_is_read_as_it_is_shown(tmp_path):
    book = Workbook()
    book.active.append(["Task", "Done", "Planned", "Costs", "People"])
    book.active.append(["Survey", 0.5, 0.1 + 0.2, 50, 0.5])
    for place, shown in (("B2", "0%"), ("C2", "0.00%"), ("D2", '0"%"'), ("E2", "0.0")):
        book.active[place].number_format = shown
    book.save(tmp_path / "plan.xlsx")

    [row] = cells(read_table(tmp_path / "plan.xlsx"))

    assert row == ("Survey", "50%", "30%", 50, 0.5)


def a_sheet(path, rows):
    """A workbook whose one sheet holds these lines of XML."""
    write_table(path, "List", ("Name", "Country"), [])
    body = f"<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>"
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, body if name.endswith("sheet1.xml") else content)
    return path


def test_a_formula_without_a_result_is_told_from_one_with_an_empty_result(tmp_path):
    titles = "".join(
        f"<c t='inlineStr'><is><t>{t}</t></is></c>" for t in ("Name", "Country", "City")
    )
    path = a_sheet(
        tmp_path / "list.xlsx",
        f"<row r='1'>{titles}</row>"
        "<row r='2'><c r='A2' t='str'><f>X1</f><v>Alfa</v></c><c r='B2'><f>X2</f></c>"
        "<c r='C2' t='str'><f>X3</f><v></v></c></row>"
        "<row r='3'><c r='A3'><f t='shared' si='0'/></c><c r='B3'><f>X4</f><v/></c></row>"
        "<row r='4'><c r='C4'><f>1+1</f><v>2</v></c></row>",
    )

    table = read_table(path)

    bare = Formula.NOT_CALCULATED
    assert [row.number for row in table.rows] == [2, 3, 4]
    assert [tuple(cell or None for cell in row) for row in cells(table)] == [
        ("Alfa", bare, None),
        (bare, bare, None),
        (None, None, 2),
    ]


def test_a_cell_merged_over_lines_stands_beside_each_of_them(tmp_path):
    book = Workbook()
    page = book.worksheets[0]
    for line in (
        ("Name", "Country", "City"),
        (None, None, "Town"),
        ("Alfa", "HU", "Pécs"),
        ("Beta", None, "Eger"),
        (None, None, None),
        ("Gamma", None, None),
        ("Delta", "FR", None),
    ):
        page.append(line)
    for merged in ("A1:A2", "B3:B6", "B7:C7"):
        page.merge_cells(merged)
    book.save(tmp_path / "merged.xlsx")

    table = read_table(tmp_path / "merged.xlsx", {"Name", "Country", "City"}.__contains__)

    assert [(row.number, row.cells) for row in table.rows] == [
        (2, (None, None, "Town")),  # a title goes into no line
        (3, ("Alfa", "HU", "Pécs")),
        (4, ("Beta", "HU", "Eger")),
        (6, ("Gamma", "HU", None)),
        (7, ("Delta", "FR", None)),
    ]


def test_a_list_may_have_a_title_in_angle_brackets(a_csv):
    assert read_table(a_csv("<Name>;<Country>\nA;HU\n")).headers == ("<Name>", "<Country>")


def test_a_sheet_can_be_chosen(a_workbook):
    path = a_workbook(Members=[["Name", "Country"], ["A", "HU"]], Old=[["Name", "X"], ["B", "DE"]])

    assert read_table(path).sheet == "Members"
    assert read_table(path).sheets == ("Sheet", "Members", "Old")
    assert cells(read_table(path, reading=Reading(sheet="Old"))) == [("B", "DE")]
    with pytest.raises(UserError, match=r"table\.no_sheet"):
        read_table(path, reading=Reading(sheet="New"))


def test_a_hidden_sheet_is_read_only_where_no_other_holds_a_list(tmp_path):
    path = tmp_path / "members.xlsx"
    book = Workbook()
    old, members = book.active, book.create_sheet("Members")
    for sheet, name in ((old, "A"), (members, "B")):
        sheet.append(["Name", "Country"])
        sheet.append([name, "HU"])
    old.title, old.sheet_state = "Old", "hidden"
    book.save(path)

    assert cells(read_table(path, {"Name", "Country"}.__contains__)) == [("B", "HU")]
    assert read_table(path).hidden == ("Old",)
    assert cells(read_table(path, reading=Reading(sheet="Old"))) == [("A", "HU")]


def test_a_cover_before_the_list_is_passed_over(a_workbook):
    path = a_workbook(["Please read me"], Members=[["Name", "Country"], ["A", "HU"]])

    assert read_table(path).sheet == "Members"
    assert cells(read_table(path)) == [("A", "HU")]


@pytest.mark.parametrize(
    "cover",
    [
        [["Membership of the cluster as of spring"], ["Please send corrections to the office"]],
        [["Author", "Anna Kis"], ["Version", "3"], ["Name", "of the author stands above"]],
        [["List"], ["2026"]],
        [["Code", "Meaning"], ["HU", "Hungary"], ["FR", "France"]],
    ],
    ids=["sentences", "pairs", "words", "legend"],
)
def test_a_list_is_found_behind_sheets_of_several_lines_that_are_none(a_workbook, cover):
    lines = [["Name", "Country"], ["A", "HU"], ["B", "DE"]]
    path = a_workbook(*cover, Members=lines, Later=[["Name", "Country"], ["C", "FR"]])

    table = read_table(path, {"Name", "Country"}.__contains__)

    assert (table.sheet, cells(table)) == ("Members", [("A", "HU"), ("B", "DE")])
