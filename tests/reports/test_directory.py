"""The partner directory, as a reader of the paper finds it."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pypdf
import pytest
from PIL import Image

from recipe_desktop import i18n
from recipe_desktop.domain.errors import UserError
from recipe_desktop.reports import directory, fonts
from recipe_desktop.reports.directory import DirectoryEntry, DirectoryGroup
from recipe_desktop.reports.directory_body import initials
from recipe_desktop.reports.display_list import SOFT_HYPHEN, Link, Picture, Target, Text
from recipe_desktop.reports.page import A4


def texts(page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text)]


def tagged(page) -> list[Text]:
    """The texts that are read aloud: no running head, no foot."""
    found, depth = [], 0
    for item in page.items:
        depth += {"Begin": 1, "End": -1}.get(type(item).__name__, 0)
        if isinstance(item, Text) and depth:
            found.append(item)
    return found


def letters(text: str) -> str:
    return "".join(text.replace(SOFT_HYPHEN, "").split())


def printed(data, tmp_path) -> tuple[pypdf.PdfReader, list[str]]:
    path = tmp_path / "directory.pdf"
    directory.write(data, path)
    reader = pypdf.PdfReader(path)
    return reader, [letters(page.extract_text()) for page in reader.pages]


def test_every_name_present_or_former_is_found_in_the_file(a_directory, many_entries, tmp_path):
    data = a_directory()
    data = replace(data, groups=(*data.groups, DirectoryGroup("Many", many_entries)))

    _reader, pages = printed(data, tmp_path)

    everything = "".join(pages)
    entries = [entry for group in data.groups for entry in group.entries]
    names = [name for entry in entries for name in (entry.name, *entry.former_names)]
    assert [name for name in names if letters(name) not in everything] == []
    for entry in entries:
        assert letters(entry.number) in everything


def test_a_card_says_what_is_known_and_nothing_else(a_directory):
    document = directory.layout(a_directory())

    shown = texts(document.pages[2])

    start = shown.index("Győri Akkumulátortechnika Kft.")
    assert shown[start : start + 6] == [
        "Győri Akkumulátortechnika Kft.",
        "HU-KQF-417",
        "formerly Rába Elektronika Bt.",
        "SME  ·  Small  ·  Győr",
        "Electronics, Mobility-Transport-Automotive",
        "VAT HU12345678  ·  www.example.org/akku",
    ]
    bare = shown.index("Őrségi Kötöde (1998) Zrt.")
    assert shown[bare + 1 : bare + 3] == ["SME  ·  Őriszentpéter", "Elsewhere"]


def test_the_title_page_says_what_whose_of_when_and_who_paid(a_directory):
    document = directory.layout(a_directory(filter_words="automotive"))

    assert texts(document.pages[0]) == [
        "Partner directory",
        "Győr Mobility Cluster",
        "RECiPE4Mobility",
        "State of 24 November 2026",
        "Shown: automotive",
        "Holds data of HU up to 24 Nov 2026, FR up to 20 Nov 2026",
        "7",
        "organisations",
        "2",
        "countries",
        "2",
        "industrial ecosystems",
        "Co-funded by the programme",
        "The content is the author's view alone.",
    ]


def test_every_page_but_the_title_says_its_number_and_the_state(a_directory, many_entries):
    document = directory.layout(
        a_directory(
            groups=(DirectoryGroup("Many", many_entries), DirectoryGroup("One", many_entries[:1]))
        )
    )

    total = len(document.pages)
    assert total > 20
    for number, page in enumerate(document.pages, start=1):
        shown = texts(page)
        assert (f"Page {number} of {total}" in shown) == (number > 1)
        if number > 1:
            assert (
                "State of 24 Nov 2026, holds data of HU up to 24 Nov 2026, FR up to 20 Nov 2026"
                in shown
            )
            assert "Co-funded by the programme" in shown


def test_page_numbers_in_contents_and_index_are_true(a_directory, many_entries):
    data = a_directory(
        groups=(DirectoryGroup("Many", many_entries), DirectoryGroup("Elsewhere", many_entries[:3]))
    )
    document = directory.layout(data)

    checked = 0
    for page in document.pages:
        for place, item in enumerate(page.items):
            if not (isinstance(item, Link) and isinstance(item.to, Target)):
                continue
            shown = [
                before.text for before in page.items[place - 4 : place] if isinstance(before, Text)
            ]
            there = document.pages[item.to.page]
            heads = [
                t.text
                for t in there.items
                if isinstance(t, Text) and item.to.y <= t.y <= item.to.y + 30
            ]
            assert shown[-1] == str(item.to.page + 1)
            assert any(letters(item.title).startswith(letters(head)) for head in heads)
            checked += 1
    assert checked > 600


def test_the_outline_has_every_country_and_letter(a_directory, many_entries, tmp_path):
    data = a_directory(groups=(DirectoryGroup("Hungary", many_entries),))

    reader, pages = printed(data, tmp_path)

    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == ["Partner directory", "Contents", "Hungary"]
    below = reader.outline[-1]
    assert [entry.title for entry in below] == ["A", "B", "C", "D", "E", "F", "G", "H"]
    for entry in below:
        assert entry.title in pages[reader.get_destination_page_number(entry)]


@pytest.mark.parametrize("language", ["en", "de", i18n.PSEUDO])
def test_nothing_is_cut_off_and_no_line_runs_into_another(a_directory, many_entries, language):
    data = a_directory(language=language)
    document = directory.layout(
        replace(data, groups=(*data.groups, DirectoryGroup("Many", many_entries)))
    )

    for page in document.pages:
        lines: dict[float, list[tuple[float, float, str]]] = {}
        for item in page.items:
            if isinstance(item, Text):
                end = item.x + fonts.width(item.text, item.face, item.size)
                assert item.x >= A4.left - 0.01
                assert end <= A4.width - A4.right + 0.01, item.text
                assert item.y <= A4.height - 24
                lines.setdefault(round(item.y, 2), []).append((item.x, end, item.text))
        for line in lines.values():
            ordered = sorted(line)
            for (_start, end, text), (start, _end, after) in pairwise(ordered):
                assert end < start, (text, after)


def test_no_body_text_reaches_into_the_foot(a_directory, many_entries):
    data = a_directory(
        groups=(DirectoryGroup("Many", many_entries),),
        imprint={"provenance": ("HU up to 24 Nov 2026",) * 12},
    )
    document = directory.layout(data)

    for page in list(document.pages)[1:]:
        foot = next(i.y for i in page.items if isinstance(i, Text) and i.text.startswith("Page "))
        assert max(text.y for text in tagged(page)) < foot - 10
        assert max(item.y for item in page.items if isinstance(item, Text)) < A4.height - 24


@pytest.mark.parametrize("shift", range(6))
def test_a_heading_is_never_alone_at_the_foot_of_a_column(a_directory, shift):
    letters_of_names = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    names = [f"{letter}{place}" for letter in letters_of_names for place in range(3)]
    group = DirectoryGroup("Many", tuple(DirectoryEntry(name) for name in names[shift:]))

    document = directory.layout(a_directory(groups=(group,)))

    headings = 0
    for page in document.pages[2:]:
        read = tagged(page)
        for heading, after in pairwise([*read, Text(0, 0, "overleaf", 7)]):
            if heading.text in letters_of_names:
                assert (after.x, after.text[0]) == (heading.x, heading.text)
                headings += 1
    assert headings == 26 - (shift >= 3)


def test_columns_of_the_last_page_are_balanced(a_directory, many_entries):
    group = DirectoryGroup("Few", tuple(replace(entry, name="Ana") for entry in many_entries[:8]))

    document = directory.layout(a_directory(groups=(group,)))

    columns = [text.x for text in tagged(document.pages[2]) if text.text == "Ana"]
    assert [columns.count(x) for x in sorted(set(columns))] == [4, 4]


def test_the_same_data_gives_the_same_bytes_in_every_process(a_directory, tmp_path):
    here = tmp_path / "here.pdf"
    directory.write(a_directory(), here)
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from recipe_desktop.reports import directory\n"
        "from recipe_desktop.reports.directory import *\n"
        "from recipe_desktop.reports.page import Imprint\n"
        f"data = {a_directory()!r}\n".replace("datetime.date", "date")
        + "directory.write(data, Path(sys.argv[1]))"
    )

    for seed in ("1", "2"):
        there = tmp_path / f"{seed}.pdf"
        subprocess.run(
            [sys.executable, "-c", code, str(there)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        assert there.read_bytes() == here.read_bytes()


def test_every_word_of_ours_comes_from_the_catalogue(a_directory):
    document = directory.layout(a_directory(language=i18n.PSEUDO))

    known = letters(repr(a_directory()))
    parts = [
        part
        for page in document.pages
        for text in texts(page)
        for part in re.split(" [·–] |, ", text)
    ]
    for part in parts:
        is_ours = any(sign in part for sign in "[~]")
        is_data = letters(part) in known or letters(part.removesuffix(",")) in known
        assert is_ours or is_data or not re.search("[a-z]{3}", part), part


def test_the_report_has_its_own_language(a_directory):
    document = directory.layout(a_directory(language="de"))

    assert document.language == "de"
    assert any("24. November 2026" in text for text in texts(document.pages[0]))


def test_an_empty_directory_says_so(a_directory, tmp_path):
    data = a_directory(groups=())

    reader, pages = printed(data, tmp_path)

    assert len(reader.pages) == 3
    assert "Noorganisationmatches" in pages[-1]
    assert "report.empty" in [finding.code for finding in directory.findings(data)]


def test_what_the_funder_will_miss_is_found_before_printing(a_directory):
    data = a_directory(imprint={"funding_line": "", "disclaimer": "", "emblem": b""})

    codes = [finding.code for finding in directory.findings(data)]

    assert codes == ["report.no_funding_line", "report.no_disclaimer", "report.no_emblem"]


def test_the_emblem_stands_on_the_title_page_at_least_a_centimetre_high(a_directory):
    drawn = io.BytesIO()
    Image.new("RGB", (30, 20), "#003399").save(drawn, "PNG")

    data = a_directory(imprint={"emblem": drawn.getvalue()})

    [emblem] = [i for i in directory.layout(data).pages[0].items if isinstance(i, Picture)]
    assert emblem.height >= 28.35
    assert emblem.width / emblem.height == pytest.approx(1.5)
    assert directory.findings(data) == []


@pytest.mark.parametrize("content", [b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])
def test_an_emblem_that_cannot_be_read_is_found_and_left_away(a_directory, tmp_path, content):
    data = a_directory(imprint={"emblem": content})

    [finding] = directory.findings(data)
    directory.write(data, tmp_path / "directory.pdf")

    assert finding.code == "report.unreadable_emblem"


def test_names_that_cannot_be_printed_are_found_and_named(a_directory, tmp_path):
    group = DirectoryGroup("China", (DirectoryEntry("汉字 Kft."), DirectoryEntry("Ana Kft.")))
    data = a_directory(groups=(group,))

    [finding] = [f for f in directory.findings(data) if f.code == "report.missing_glyphs"]
    result = directory.write(data, tmp_path / "directory.pdf")

    assert finding.details == {"characters": "字 汉", "names": ("汉字 Kft.",)}
    assert result.missing_glyphs == ("字", "汉")


def test_only_web_addresses_can_be_clicked(a_directory):
    group = DirectoryGroup(
        "Hungary",
        (
            DirectoryEntry("One", website="www.example.org"),
            DirectoryEntry("Two", website="javascript:alert(1)"),
            DirectoryEntry("Three", website="file:///etc/passwd"),
            DirectoryEntry("Four", website="http://example.org/a?b=c"),
        ),
    )
    document = directory.layout(a_directory(groups=(group,)))

    links = [i.to for page in document.pages for i in page.items if isinstance(i, Link)]

    assert [to for to in links if isinstance(to, str)] == [
        "https://www.example.org",
        "http://example.org/a?b=c",
    ]


def test_a_card_longer_than_a_page_is_printed_in_full(a_directory):
    former = tuple(f"Former name number {number} of this organisation" for number in range(300))
    group = DirectoryGroup("Hungary", (DirectoryEntry("Changeable", former_names=former),))

    document = directory.layout(a_directory(groups=(group,)))

    everything = letters("".join(text.text for page in document.pages for text in tagged(page)))
    assert all(letters(name) in everything for name in former)


def test_names_of_groups_are_shown_in_full_however_long(a_directory, many_entries):
    name = "Vereinigte Partnerschaften der " + "Kraftfahrzeugzulieferer und " * 8 + "Ende"

    document = directory.layout(a_directory(groups=(DirectoryGroup(name, many_entries[:20]),)))

    for page in document.pages[1:3]:
        assert letters(name) in letters("".join(texts(page)))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ádám", "Anna", "Őr", "Zoé", "Þór"], ["A", "A", "O", "Z", "Þ"]),
        (["Tamás", "Þór", "Zoé"], ["T", "Þ", "Z"]),
        (["Szél", "Σύνδεσμος", "Tél"], ["S", "Σ", "T"]),
        (
            ["Tamás", "Þór", "Tóth", "Zoé", "Ελληνική", "Ένωση", "Завод"],
            ["T", "T", "T", "Z", "Ε", "Ε", "З"],
        ),
        (["ანა", "ნინო"], ["ა", "ნ"]),  # their capitals stand in hardly any font
        (["3M", "7 Bt.", "Łódź"], ["0–9", "0–9", "L"]),
        (["Beta", "Alfa", "Beta", "Alfa"], ["", "", "", ""]),
    ],
)
def test_letters_follow_the_order_of_the_names(names, expected):
    assert initials(names) == expected


def test_a_name_astray_stays_below_the_letter_before_it():
    names = ["Alfa"] * 60 + ["Beta"] * 60 + ["„Alfa”", "Alfa"]

    assert initials(names) == ["A"] * 60 + ["B"] * 60 + ["#", "#"]


def test_a_place_that_cannot_be_written_is_refused(a_directory, tmp_path):
    with pytest.raises(UserError, match=r"file\.no_folder"):
        directory.write(a_directory(), tmp_path / "nowhere" / "directory.pdf")
