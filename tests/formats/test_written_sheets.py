"""What is written comes back as it was, whole or not at all, and starts no formula."""

import errno
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from recipe_desktop.domain.errors import UserError
from recipe_desktop.formats import csv_files
from recipe_desktop.formats.sheets import read_table, write_rejects, write_table
from recipe_desktop.i18n import PSEUDO, in_language
from tests.formats.tables import cells

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
        out, table, {4: "has no name", 5: "unknown country"}, source=tmp_path / "list.csv"
    )

    back = read_table(out)
    assert back.headers == ("Name", "Land", "Reason")
    assert cells(back) == [("", "DE", "has no name"), ("C", "Nowhere", "unknown country")]


def test_the_sheet_of_rejected_lines_is_named_in_the_language_of_the_user(a_csv, tmp_path):
    table, out = read_table(a_csv("Name;Land\n;DE\n")), tmp_path / "rejects.xlsx"

    with in_language(PSEUDO):
        write_rejects(out, table, {2: "has no name"}, source=tmp_path / "list.csv")

    assert read_table(out).sheet not in ("", "Rows")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_lines_rejected_twice_have_the_reason_of_now_and_no_other(a_csv, tmp_path, suffix):
    first, second = tmp_path / f"first{suffix}", tmp_path / f"second{suffix}"
    listed = read_table(a_csv("Name;Reason to come;Land\n;Work;DE\nC;Rest;Nowhere\n"))
    write_rejects(first, listed, {2: "no name", 3: "no country"}, source=tmp_path / "list.csv")

    write_rejects(second, read_table(first), {3: "no such country"}, source=first)

    back = read_table(second)
    assert back.headers == ("Name", "Reason to come", "Land", "Reason")
    assert cells(back) == [("C", "Rest", "Nowhere", "no such country")]


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
