"""Signed lists: what the screen says is where the paper has it."""

from dataclasses import replace
from datetime import date

import pypdf
import pytest

from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import Range, Signer, rows_of, sheets
from recipe_desktop.reports import signed_list
from recipe_desktop.reports.display_list import SOFT_HYPHEN, Begin, Picture, Text
from recipe_desktop.reports.fonts import width
from recipe_desktop.reports.page import A4, Imprint
from recipe_desktop.reports.signed_list import SignedListData, SignedRow, SignedSheet
from tests.pictures import a_picture

DESKS = (Range(Uid("a" * 32), "A", "", "K"), Range(Uid("b" * 32), "B", "L"))
LONG = "Közlekedésbiztonságiné Székesfehérvári-Nagykanizsai Donaudampfschifffahrtsgesellschaft " * 3


def a_list(people, made, **more):
    names = {person.uid: f"{person.family_name} {person.given_name}" for person in people}
    return SignedListData(
        event="Suppliers\N{RIGHT SINGLE QUOTATION MARK} networking day",
        occasion="Monday 23 November 2026, Zalaegerszeg",
        sheets=tuple(
            SignedSheet(
                sheet.number,
                sheet.letter,
                "Kis - Nagy",
                tuple(
                    SignedRow(names[uid], "Akku Kft.", "Győr") if uid else None
                    for uid in sheet.rows
                ),
                sheet.is_continuation,
            )
            for sheet in made
        ),
        cluster="ZONE Klaszter",
        language="en",
        imprint=Imprint("RECiPE4Mobility", date(2026, 11, 24), **more),
    )


@pytest.fixture
def people():
    return [
        Signer(Uid(f"{n:032x}"), f"{letter}{n:03}", "Anna")
        for n, letter in enumerate("ABCKLMRSTZ" * 9)
    ]


def test_every_person_stands_on_the_sheet_and_row_that_the_screen_says(people, tmp_path):
    made = sheets(people, DESKS)

    signed_list.write(a_list(people, made), tmp_path / "list.pdf")

    pages = [
        " ".join(page.extract_text().split())
        for page in pypdf.PdfReader(tmp_path / "list.pdf").pages
    ]
    where = rows_of(made)
    for person in people:
        place = where[person.uid]
        assert f" {place.row} {person.family_name} Anna " in pages[place.sheet - 1]
    for number, said in enumerate(pages, start=1):
        assert f"Sheet {number}Suppliers" in said
        assert f"Page {number} of {len(pages)}" in said
        assert "Signature" in said
        assert "Monday 23 November 2026, Zalaegerszeg" in said


def test_desks_have_sheets_of_their_own_and_walk_ins_empty_numbered_rows(people):
    made = sheets(people, DESKS)

    pages = signed_list.layout(a_list(people, made)).pages

    for sheet, page in zip(made, pages, strict=True):
        said = [item.text for item in page.items if isinstance(item, Text)]
        assert {str(number) for number in range(1, 21)} <= set(said)
        assert any(text.startswith(f"Desk {sheet.letter}") for text in said)
        rows = sum(isinstance(item, Begin) and item.role == "TR" for item in page.items)
        assert rows == 21


@pytest.mark.parametrize("funding", ["", "Co-funded by the programme. " * 30])
def test_the_longest_names_keep_within_their_row_and_lose_no_letter(funding):
    person = Signer(Uid("0" * 32), LONG.strip(), "")
    made = sheets([person])

    [page] = signed_list.layout(a_list([person], made, funding_line=funding)).pages

    shown = [item for item in page.items if isinstance(item, Text)]
    letters = "".join(item.text for item in shown).replace("\u00ad", "").replace(" ", "")
    assert LONG.replace(" ", "") in letters
    second_row = next(item.y for item in shown if item.text == "2")
    name = [item for item in shown if item.text and item.text.split()[0] in LONG]
    assert name
    assert all(item.y < second_row - 5 for item in name if len(item.text) > 3)
    for item in shown:
        assert item.x + width(item.text, item.face, item.size) <= A4.width - 34 + 0.01
        assert item.y < A4.height - 24


def test_a_long_event_and_place_stay_above_the_titles_of_the_columns(people):
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    data = replace(
        a_list(people, sheets(people)),
        event=f"{word} {word}",
        occasion=f"2026, {word * 2}",
        language="hu",
    )

    [page, *_more] = signed_list.layout(data).pages

    texts = [item for item in page.items if isinstance(item, Text)]
    [title] = [text for text in texts if text.text == "Név"]
    above = [text for text in texts if 40 < text.y < title.y]
    assert "".join(t.text for t in above).replace(SOFT_HYPHEN, "").count(word) == 4
    assert max(text.y for text in above) < title.y - title.size
    assert "Sz." in {text.text for text in texts}


def test_a_sheet_of_those_who_came_later_says_so(people):
    made = sheets(people, later={people[0].uid})

    *_others, last = signed_list.layout(a_list(people, made)).pages

    assert any("registered later" in item.text for item in last.items if isinstance(item, Text))


def test_the_same_list_gives_the_same_tagged_bytes(people, tmp_path):
    data = a_list(people, sheets(people))
    for name in ("one.pdf", "two.pdf"):
        signed_list.write(data, tmp_path / name)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    root = pypdf.PdfReader(tmp_path / "one.pdf").root_object
    assert root["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("wide", [130, 300, 1200])
def test_the_emblem_stands_on_every_sheet_beside_the_event(people, wide):
    made = sheets(people, DESKS)
    data = a_list(people, made, emblem=a_picture(wide, 200))
    data = replace(data, event="Matchmaking of the clusters of mobility " * 3)

    pages = signed_list.layout(data).pages

    assert "report.no_emblem" not in {found.code for found in signed_list.findings(data)}
    for page in pages:
        [emblem] = [item for item in page.items if isinstance(item, Picture)]
        assert emblem.height >= 28.35  # 1 cm
        beside = [
            item
            for item in page.items
            if isinstance(item, Text) and emblem.y - 5 < item.y < emblem.y + emblem.height
        ]
        assert all(item.x >= emblem.x + emblem.width for item in beside if item.x < 400)
