"""A register: one long table under its title."""

from datetime import date

import pypdf

from recipe_desktop.reports import fonts, pdf
from recipe_desktop.reports.display_list import Begin, Text
from recipe_desktop.reports.page import A3, A4, Imprint
from recipe_desktop.reports.register import register
from recipe_desktop.reports.table import Column

COLUMNS = (Column("No", 1, is_number=True), Column("Organisation", 5), Column("Place", 3))
IMPRINT = Imprint("RECiPE4Mobility", date(2026, 11, 24), ("HU up to 24 Nov 2026",))


def rows(count):
    return [(str(n), f"Győri Akkumulátortechnika {n} Kft.", "Őriszentpéter") for n in range(count)]


def test_every_row_is_found_and_every_page_counts(tmp_path):
    document = register("Organisations", COLUMNS, rows(300), IMPRINT)

    pdf.write(document, tmp_path / "register.pdf")

    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "register.pdf").pages]
    assert all(f"Page {n} of {len(pages)}" in text for n, text in enumerate(pages, start=1))
    assert all("Organisation" in text for text in pages)
    everything = "\n".join(pages)
    assert all(f"Akkumulátortechnika {n} Kft." in everything for n in range(300))
    assert "Rows: 300. State of 24 Nov 2026, holds data of HU up to 24 Nov 2026" in pages[0]


def test_other_sheets_keep_everything_within_their_margins():
    for paper in (A4, A4.landscape, A3, A3.landscape):
        document = register("Organisations", COLUMNS, rows(120), IMPRINT, paper=paper)

        for page in document.pages:
            assert (page.width, page.height) == (paper.width, paper.height)
            for item in page.items:
                if isinstance(item, Text):
                    end = item.x + fonts.width(item.text, item.face, item.size)
                    assert paper.left - 0.01 <= item.x
                    assert end <= paper.width - paper.right + 0.01
                    assert item.y < paper.height - 24


def test_a_register_without_rows_still_has_its_head():
    document = register("Organisations", COLUMNS, [], IMPRINT)

    [page] = document.pages
    shown = [item.text for item in page.items if isinstance(item, Text)]
    assert {"No", "Organisation", "Place", "Page 1 of 1"} <= set(shown)


def test_one_table_goes_on_over_all_pages():
    document = register("Organisations", COLUMNS, rows(200), IMPRINT)

    keys = {
        item.key
        for page in document.pages
        for item in page.items
        if isinstance(item, Begin) and item.role == "Table"
    }
    assert keys == {"register"}


def test_a_page_can_be_had_without_the_pages_before_it():
    document = register("Organisations", COLUMNS, rows(500), IMPRINT)

    assert document.pages[-1] == list(document.pages)[-1]
