"""Tables part into pages without losing a word."""

from datetime import date

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipe_desktop.reports import fonts, pdf
from recipe_desktop.reports.display_list import (
    SOFT_HYPHEN,
    Begin,
    Document,
    Face,
    Line,
    Page,
    Text,
)
from recipe_desktop.reports.table import Column, Piece, Table

COLUMNS = (Column("No", 1, is_number=True), Column("Name", 3, face=Face.BOLD), Column("Note", 4))
WORDS = st.text("abc őßΣ-/.", max_size=60)
ROWS = st.lists(st.tuples(st.integers(0, 9999).map(str), WORDS, WORDS), max_size=12)


def letters(texts) -> str:
    return "".join("".join(texts).replace(SOFT_HYPHEN, "").split())


def below_head(table: Table, piece: Piece) -> list[Text]:
    items = table.paint(piece, 0, 0)
    below = [i for i in items if isinstance(i, Text) and i.y > table.head_height]
    return below[1:] if piece.from_line else below  # without the mark of a row that goes on


@given(rows=ROWS, first_room=st.floats(60, 200), room=st.floats(60, 200), width=st.floats(90, 300))
def test_every_word_stands_on_some_page_in_its_order(rows, first_room, room, width):
    table = Table(COLUMNS, rows, width)

    pieces = list(table.pieces(min(first_room, room), room))

    for place, column in enumerate(table.columns):
        left = width * sum(c.share for c in table.columns[:place]) / 8
        right = left + width * column.share / 8
        printed = [
            text.text
            for piece in pieces
            for text in below_head(table, piece)
            if left <= text.x + 0.01 < right
        ]
        assert letters(printed) == letters(row[place] for row in rows)


@given(rows=ROWS, first_room=st.floats(60, 200), room=st.floats(60, 200), width=st.floats(90, 300))
def test_no_piece_is_higher_than_its_page(rows, first_room, room, width):
    table = Table(COLUMNS, rows, width)
    least = table.head_height + 26  # a page takes the head, a mark and one line

    rooms = [max(least, min(first_room, room)), *[max(least, room)] * 999]
    pieces = list(table.pieces(*rooms[:2]))

    for piece, height in zip(pieces, rooms, strict=False):
        assert table.height(piece) <= height + 0.001
        rules = [item.y1 for item in table.paint(piece, 0, 0) if isinstance(item, Line)]
        assert max(rules) == pytest.approx(table.height(piece))


@given(rows=ROWS, width=st.floats(60, 300))
def test_no_text_leaves_its_cell(rows, width):
    table = Table(COLUMNS, rows, width)

    for text in below_head(table, Piece(0, len(rows))):
        if len(text.text) > 1:  # a letter wider than its column has nowhere to go
            assert text.x >= 0
            assert text.x + fonts.width(text.text, text.face, text.size) <= width + 0.001


def test_the_head_stands_on_every_page_but_is_read_aloud_once():
    table = Table(COLUMNS, [("1", "Győr", "")] * 20, 300)

    first, second = list(table.pieces(200, 200))[:2]

    for piece in (first, second):
        texts = [item.text for item in table.paint(piece, 0, 0) if isinstance(item, Text)]
        assert texts[:3] == ["No", "Name", "Note"]
    roles = [i.role for i in table.paint(first, 0, 0) if isinstance(i, Begin)]
    assert roles.count("TH") == 3
    roles = [i.role for i in table.paint(second, 0, 0) if isinstance(i, Begin)]
    assert roles.count("TH") == 0


def test_numbers_stand_at_the_right_edge():
    table = Table(COLUMNS, [("7", "", ""), ("1590", "", "")], 300)

    ends = {
        round(text.x + fonts.width(text.text, text.face, text.size), 3)
        for text in below_head(table, Piece(0, 2))
    }

    assert len(ends) == 1


def test_a_row_higher_than_a_page_goes_on_overleaf():
    table = Table(COLUMNS, [("1", "", "Wort " * 200), ("2", "", "")], 200)

    pieces = list(table.pieces(100, 100))

    assert len(pieces) > 3
    assert pieces[0] == Piece(0, 1, 0, pieces[0].to_line)
    assert pieces[-1].stop == 2


def test_a_long_row_fills_the_page_and_says_overleaf_which_row_goes_on():
    table = Table(COLUMNS, [("4.2.6", "Dél", ""), ("4.2.7", "Győr", "Wort " * 150)], 200)

    first, second = table.pieces(200, 500)

    assert 200 - table.height(first) < 10
    assert (second.first, second.from_line) == (1, first.to_line)
    shown = [i.text for i in table.paint(second, 0, 0) if isinstance(i, Text)]
    assert shown[:4] == ["No", "Name", "Note", "4.2.7, continued"]
    foot = [i for i in table.paint(first, 0, 0) if isinstance(i, Line)][-1]
    assert foot.dash


def test_a_row_that_is_parted_is_one_row_with_one_cell_each_to_a_screen_reader(tmp_path):
    rows = [("4.2.6", "Dél", ""), ("4.2.7", "Győr", "Wort " * 150)]
    table = Table(COLUMNS, rows, 200)
    sheets = [Page(220, 520, tuple(table.paint(p, 10, 10))) for p in table.pieces(200, 500)]

    pdf.write(Document(sheets, "Parted", "de", date(2026, 11, 24)), tmp_path / "parted.pdf")

    file = pypdf.PdfReader(tmp_path / "parted.pdf")
    assert len(file.pages) == 2
    read = structure(file.trailer["/Root"]["/StructTreeRoot"])
    assert read.count("/TR") == 3
    assert read.count("/TD") == 6


def structure(element) -> list[str]:
    kids = element.get("/K", [])
    found = [element["/S"]] if "/S" in element else []
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        if hasattr(one, "get"):
            found += structure(one)
    return found


def test_a_text_reaches_across_the_columns_beside_its_cell_and_touches_none_of_them():
    columns = (Column("No", 1), Column("Name", 2), Column("Day", 1), Column("Why", 3))
    rows = [("1", "Győr und Umgebung", "Mo", "Weil es so ist, wie es ist, und so bleibt.")]
    table = Table(columns, rows, 700, texts=["Wort " * 60])

    shown = below_head(table, Piece(0, 1))

    across = [text for text in shown if text.text.startswith("Wort")]
    assert len(across) > 1
    assert {text.x for text in across} == {text.x for text in shown if "Győr" in text.text}
    assert letters(text.text for text in across) == "Wort" * 60
    for text in across:
        right = text.x + fonts.width(text.text, text.face, text.size)
        beside = [one for one in shown if one.y == text.y and one.x > text.x]
        assert all(right < one.x for one in beside)


def test_every_paragraph_of_a_cell_begins_a_line():
    table = Table(COLUMNS, [("1", "", "Rule 7\n\nClusterXchange\r\nexchange.code")], 400)

    shown = [text.text for text in below_head(table, Piece(0, 1))]

    assert shown == ["1", "Rule 7", "ClusterXchange", "exchange.code"]


def test_a_short_row_stays_on_one_page():
    table = Table(COLUMNS, [("1", "", "Wort " * 20), ("2", "", "Wort " * 20)], 200)

    pieces = list(table.pieces(table.head_height + 1.5 * table.height(Piece(0, 1)), 400))

    assert pieces == [Piece(0, 1), Piece(1, 2)]


@given(words=st.integers(40, 400), room=st.floats(120, 300))
def test_no_page_gets_a_line_or_two_of_a_row_alone(words, room):
    table = Table(COLUMNS, [("1", "Dél", ""), ("2", "", "Wort " * words)], 200)

    for piece in table.pieces(room, room):
        lines = [text for text in below_head(table, piece) if text.text.startswith("Wort")]
        assert len(lines) >= 3 or not lines


def test_a_page_on_which_no_row_fits_any_more_is_left():
    table = Table(COLUMNS, [("1", "", "Wort " * 30)], 200)

    pieces = list(table.pieces(40, 400))

    assert pieces == [Piece(0, 0), Piece(0, 1)]
