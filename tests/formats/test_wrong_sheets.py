"""Files that hold no table, or none that can be read, are refused with their own reason."""

import io
import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.errors import UserError
from recipe_desktop.formats import csv_files, sheets
from recipe_desktop.formats.sheets import read_table, write_table
from tests.formats.tables import cells, table_or_code


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name.replace("__", "/"), body)
    return buffer.getvalue()


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
