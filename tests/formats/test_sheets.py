import errno
import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.values import Formula
from recipe_desktop.formats import csv_files, sheets
from recipe_desktop.formats.sheets import Reading, read_table, write_rejects, write_table

DATA = Path(__file__).parents[1] / "data" / "imports"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def a_csv(tmp_path):
    def write(text, encoding="utf-8", name="list.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.fixture
def a_workbook(tmp_path):
    def write(*rows, name="list.xlsx", **other_sheets):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        for title, lines in other_sheets.items():
            page = book.create_sheet(title)
            for line in lines:
                page.append(line)
        path = tmp_path / name
        book.save(path)
        return path

    return write


def table_or_code(path):
    try:
        return read_table(path), ""
    except UserError as refusal:
        return None, refusal.code


def cells(table):
    return [row.cells for row in table.rows]


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
        ("Név;Ország\nKovács Éva;HU\n", "cp1250", "cp1252", False),
        ("Nome;País\nSimões João;PT\n", "cp1252", "cp1252", False),
        ("Nom;Pays\nBibliothèque du Goût, Août à Sète;FR\n", "cp1252", "cp1252", False),
        ("Name;Land\nGroß Müller €;DE\n", "cp1252", "cp1252", False),
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


def test_a_list_may_have_a_title_in_angle_brackets(a_csv):
    assert read_table(a_csv("<Name>;<Country>\nA;HU\n")).headers == ("<Name>", "<Country>")


def test_a_sheet_can_be_chosen(a_workbook):
    path = a_workbook(Members=[["Name", "Country"], ["A", "HU"]], Old=[["Name", "X"], ["B", "DE"]])

    assert read_table(path).sheet == "Members"
    assert read_table(path).sheets == ("Sheet", "Members", "Old")
    assert cells(read_table(path, reading=Reading(sheet="Old"))) == [("B", "DE")]
    with pytest.raises(UserError, match=r"table\.no_sheet"):
        read_table(path, reading=Reading(sheet="New"))


def test_a_cover_before_the_list_is_passed_over(a_workbook):
    path = a_workbook(["Please read me"], Members=[["Name", "Country"], ["A", "HU"]])

    assert read_table(path).sheet == "Members"
    assert cells(read_table(path)) == [("A", "HU")]


@pytest.mark.parametrize("suffix", [".xlsx", ".XLSM", ".xls"])
@pytest.mark.parametrize("content", [b"hello" * 30, b"1,2\r\n3,4\r\n", b'Name,"Country\nA,HU\n'])
def test_a_text_without_a_table_is_not_taken_for_the_workbook_its_name_says(
    tmp_path, suffix, content
):
    path = tmp_path / f"notes{suffix}"
    path.write_bytes(content)

    with pytest.raises(UserError, match=r"table\.no_workbook"):
        read_table(path)


def test_a_list_as_text_is_read_under_the_name_of_a_workbook(tmp_path):
    path = tmp_path / "members.xlsx"
    path.write_bytes(b"Name;Country\nA;HU\n")

    table = read_table(path)

    assert (table.sheet, table.separator, cells(table)) == ("", ";", [("A", "HU")])


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name.replace("__", "/"), body)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\r\n\r\n", "table.no_rows"),
        (b"Name,Country\r\n", "table.no_rows"),
        (b"1,2\r\n3,4\r\n", "table.no_header"),
        (bytes(range(256)) * 8, "table.not_text"),
        (b"Name\0Country\n\x81\x8d", "table.not_text"),
        (b'Name,Country\nA,"HU\nB,DE\n', "table.open_quote"),
        (b"Name,Country\n" + b"x" * 40_000 + b",HU\n", "table.cell_too_long"),
        (b"Name,Country\n" + b"," * 600 + b"x\n", "table.too_many_columns"),
        (b"%PDF-1.7\n", "table.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 xls", "table.old_excel"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "table.cards"),
        (b"<!doctype html><table>", "table.web_page"),
        (b"<?xml version='1.0'?><Project/>", "table.plan"),
        (b"\xef\xbb\xbf<!-- Gantt --><project name='x'>\n</project>", "table.plan"),
        ("<Project xmlns='x'>\n<Tasks>\n".encode("utf-16"), "table.plan"),
        (b"<?xml version='1.0'?>\n<Firms>\n<Firm>A</Firm>\n</Firms>", "table.xml"),
        (b"<Firms>\n<Firm>A</Firm>\n</Firms>\n", "table.xml"),
        (b"SQLite format 3\0" + bytes(100), "table.store"),
        (b'{\n "recipe_card": 1,\n', "table.card"),
        (b'{"name": "Kft"}', "table.other_kind"),
        (b"part-0001.age\0" + bytes(600), "table.bundle"),
        (b"Name,Country\n" + b"A" * 200_000 + b",HU\n", "table.cell_too_long"),
        (b"PK\x03\x04 broken [Content_Types].xml", "table.damaged"),
        (zipped(a="1"), "table.other_kind"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "table.other_kind"),
        (zipped(xl__workbook="1"), "table.damaged"),
        (
            zipped(**{"[Content_Types].xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]><x/>'}),
            "table.outside_reference",
        ),
        (
            zipped(**{"[Content_Types].xml": "x", "xl__a": "0" * 3_000_000}),
            "table.unpacks_too_large",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_own_reason(a_csv, content, code):
    with pytest.raises(UserError) as refusal:
        read_table(a_csv(content))

    assert refusal.value.code == code
    assert refusal.value.details["name"] == a_csv(content).name


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    with pytest.raises(UserError, match=r"file\.no_file"):
        read_table(pipe)


def test_an_open_document_is_named(a_csv):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:  # stored first and unpacked, as the norm says
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(UserError, match=r"table\.open_document"):
        read_table(a_csv(buffer.getvalue()))


def test_a_workbook_cut_short_anywhere_is_refused(a_workbook, tmp_path):
    whole = a_workbook(["Name", "Country"], ["A", "HU"]).read_bytes()
    for length in range(10, len(whole) - 1, len(whole) // 25):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:length])

        with pytest.raises(UserError):
            read_table(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(UserError, match=r"file\.missing"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(UserError, match=r"file\.is_folder"):
        read_table(tmp_path)


def test_too_many_rows_are_refused(a_csv, monkeypatch):
    monkeypatch.setattr(csv_files, "LARGEST_ROW_COUNT", 3)

    with pytest.raises(UserError, match=r"table\.too_many_rows"):
        read_table(a_csv("Name\nA\nB\nC\n"))


def test_a_large_file_is_refused_before_it_is_read(a_csv, monkeypatch):
    monkeypatch.setattr(sheets, "read_bytes", csv_files_limit)

    with pytest.raises(UserError, match=r"file\.too_large"):
        read_table(a_csv("Name\nA\nB\nC\n"))


def csv_files_limit(path):
    from recipe_desktop.formats.files import read_bytes  # the real one, patched

    return read_bytes(path, largest=5)


TRICKY = ["=1+1", "+36 30", "-5", "@x", "\tx", "'=1", "''=1", "'x", 'a"b', "a;b", "a\nb", "ő", ""]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".tsv"])
def test_what_was_written_comes_back_equal(tmp_path, suffix):
    path = tmp_path / f"out{suffix}"
    rows = [(text, "x", 5) for text in TRICKY]

    write_table(path, "Members", ("Text", "Mark", "Number"), rows)

    back = read_table(path)
    number = 5 if suffix == ".xlsx" else "5"
    assert back.headers == ("Text", "Mark", "Number")
    assert [row.cells for row in back.rows] == [
        ((text or None) if suffix == ".xlsx" else text, "x", number) for text in TRICKY
    ]


def test_no_written_cell_can_start_a_formula(tmp_path):
    write_table(tmp_path / "a.csv", "S", ("=Name",), [[text] for text in TRICKY])
    write_table(tmp_path / "a.xlsx", "S", ("=Name",), [[text] for text in TRICKY])

    for line in (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines():
        assert not line.startswith(("=", "+", "-", "@", "\t"))
    for [cell] in load_workbook(tmp_path / "a.xlsx").active.iter_rows():
        assert cell.data_type in {"s", "n", "inlineStr"}
        assert cell.data_type != "f"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_equal_rows_give_equal_bytes(tmp_path, suffix):
    first, second = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    rows = [("Győr", 1, 2.5, date(2021, 9, 22), True, None)]

    write_table(first, "S", ("a", "b", "c", "d", "e", "f"), rows)
    write_table(second, "S", ("a", "b", "c", "d", "e", "f"), rows)

    assert first.read_bytes() == second.read_bytes()


def test_numbers_dates_and_long_numbers_keep_their_meaning_in_a_workbook(tmp_path):
    path = tmp_path / "a.xlsx"

    write_table(path, "S/[1]", ("a", "b", "c", "d"), [(12, date(2021, 9, 22), 10**17, True)])

    page = load_workbook(path).active
    assert page.title == "S  1"
    assert page["A2"].value == 12
    assert page["B2"].value.date() == date(2021, 9, 22)
    assert page["C2"].value == str(10**17)
    assert page["D2"].value is True


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("before")

    def rows():
        yield ("A",)
        raise UserError("test.stopped")

    with pytest.raises(UserError, match=r"test\.stopped"):
        write_table(path, "S", ("Name",), rows())

    assert path.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_a_place_that_cannot_be_written_and_an_unknown_kind_are_refused(tmp_path):
    with pytest.raises(UserError, match=r"file\.not_writable"):
        write_table(tmp_path / "no" / "a.csv", "S", ("Name",), [])
    with pytest.raises(UserError, match=r"table\.unknown_suffix"):
        write_table(tmp_path / "a.doc", "S", ("Name",), [])


def test_rejected_lines_come_back_as_they_were_with_a_reason(a_csv, tmp_path):
    table = read_table(a_csv("List of May\nName;Land\nA;HU\n;DE\nC;Nowhere\n"))
    out = tmp_path / "rejects.csv"

    write_rejects(
        out, table, {4: "has no name", 5: "unknown country"}, "Reason", source=tmp_path / "list.csv"
    )

    back = read_table(out)
    assert back.headers == ("Name", "Land", "Reason")
    assert cells(back) == [("", "DE", "has no name"), ("C", "Nowhere", "unknown country")]


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet="abőû;,\t\"\n\r=' 1", max_size=80).map(str.encode),
        st.binary(max_size=60).map(lambda tail: b"Name;Country\nA;HU\n" + tail),
        st.binary(max_size=60).map(lambda tail: b"PK\x03\x04[Content_Types].xml" + tail),
    )
)
def test_no_content_makes_the_reader_stumble(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)

    table, code = table_or_code(path)

    if table is None:
        assert code.startswith(("file.", "table."))
    else:
        assert all(len(row.cells) == len(table.headers) for row in table.rows)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=6))
def test_texts_survive_a_text_file(tmp_path, rows):
    path = tmp_path / "any.csv"
    storable = [
        tuple(
            re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", cell).encode("utf-8", "replace").decode()
            for cell in row
        )
        for row in rows
    ]

    write_table(path, "S", ("Name", "Country"), rows)

    text = csv_files.decode(path.read_bytes())
    back = [cells for _, cells in csv_files.parse(text.text, ",")]
    assert back == [("Name", "Country"), *(row for row in storable if any(row))]


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_workbook_with_one_wrong_byte_is_read_or_refused(tmp_path, place, byte):
    path = tmp_path / "any.xlsx"
    write_table(path, "S", ("Name", "Country"), [("Győr", "HU")] * 20)
    content = bytearray(path.read_bytes())
    content[place % len(content)] = byte
    path.write_bytes(content)

    table, code = table_or_code(path)

    assert table or code.startswith(("file.", "table."))


def test_a_full_disk_is_named_and_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("before")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(UserError, match=r"file\.disk_full"):
        write_table(path, "S", ("Name",), [("A",)])

    assert path.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
