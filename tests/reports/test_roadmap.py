"""The roadmap report: no word lost, names and legend on every Gantt page, nothing too small."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from recipe_desktop.reports import roadmap
from recipe_desktop.reports.display_list import Line, Polygon, Text
from recipe_desktop.reports.fonts import width
from recipe_desktop.reports.page import Imprint
from recipe_desktop.reports.roadmap_data import RoadmapData, RoadmapPart, RoadmapRow

TODAY = date(2026, 11, 24)


def row(number, **changed):
    start = date(2026, 9, 1) + timedelta(days=3 * number)
    values = {
        "level": number % 3, "code": f"1.{number}", "name": f"Győri feladat Nr{number}",
        "text": "", "owner": "HU", "calendar": "HU", "start": start,
        "end": start + timedelta(days=9), "late_end": start + timedelta(days=12),
        "float_days": 2, "progress": 40, "status": "", "is_milestone": number % 10 == 9,
        "is_summary": number % 10 == 0, "is_critical": number % 4 == 0, "why": "Weil es so ist.",
        "waits_for": ((number - 7, "FS+2"),) if number > 7 else (),
    }  # fmt: skip
    return RoadmapRow(**(values | changed))


def report(rows, **changed):
    values = {
        "title": "Joint roadmap", "cluster": "ZONE Klaszter", "language": "en", "paper": "A4",
        "rows": tuple(rows), "parts": (RoadmapPart("Objectives", "O1", "Skills", "Words"),),
        "critical": (0, 4), "remarks": ("A link was not calculated.",), "untranslated": (),
        "stale": (), "calendars": ("Hungary",), "imprint": Imprint("RECiPE4Mobility", TODAY),
    }  # fmt: skip
    return RoadmapData(**(values | changed))


def texts_of(page):
    return [item for item in page.items if isinstance(item, Text)]


def gantt_pages(data):
    pages = list(roadmap.layout(data).pages)
    legend = "Task, done part solid"
    return [page for page in pages if legend in {text.text for text in texts_of(page)}]


def headings(page):
    return [text.text for text in texts_of(page) if text.size == 16]


def test_what_is_short_shares_a_page_and_bookmarks_lead_to_each_heading():
    parts = [RoadmapPart("Objectives", f"O{n}", f"Skills {n}", "") for n in range(5)]
    parts += [RoadmapPart("Actions", "A1", "Trainings", "Ten of them.")]
    document = roadmap.layout(report(map(row, range(5)), parts=tuple(parts)))

    pages = list(document.pages)

    assert headings(pages[1]) == ["Summary", "Objectives", "Actions"]
    assert headings(pages[-1]) == ["Critical path", "Task register"]
    for mark in document.outline[1:]:
        where = {text.text: text.y for text in texts_of(pages[mark.to.page])}
        if mark.title != "Gantt":
            assert mark.to.y <= where[mark.title] <= mark.to.y + 20


def test_a_table_that_one_page_has_room_for_is_not_parted():
    parts = [RoadmapPart("Objectives", f"O{n}", f"Skills {n}", "") for n in range(20)]
    parts += [RoadmapPart("Actions", f"A{n}", f"Training {n}", "") for n in range(20)]

    pages = list(roadmap.layout(report(map(row, range(5)), parts=tuple(parts))).pages)

    assert [headings(page) for page in pages[1:4]] == [["Summary"], ["Objectives"], ["Actions"]]


@pytest.mark.parametrize("code", ["", "O1"])
def test_numbers_of_objectives_have_a_column_only_where_there_are_some(code):
    data = report((), critical=(), parts=(RoadmapPart("Objectives", code, "Skills", ""),))

    [page] = [page for page in roadmap.layout(data).pages if "Objectives" in headings(page)]

    assert ("No." in [text.text for text in texts_of(page)]) == bool(code)


def test_the_register_has_no_column_without_words():
    [*_others, plain] = roadmap.layout(report(map(row, range(5)))).pages
    begun = (row(n, status="Begun") for n in range(5))
    [*_others, told] = roadmap.layout(report(begun)).pages

    assert "Status" not in {text.text for text in texts_of(plain)}
    assert {"Status", "Begun"} <= {text.text for text in texts_of(told)}


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_every_gantt_page_has_names_band_and_legend(paper):
    data = report(map(row, range(120)), paper=paper)

    pages = gantt_pages(data)

    shown = [text.text for page in pages for text in texts_of(page)]
    assert len(pages) > 1
    assert all(r.name in shown for r in data.rows)
    for page in pages:
        words = {text.text for text in texts_of(page)}
        assert {"Task", "Start", "End", "2026", "Critical"} <= words


@pytest.mark.parametrize("years", [20, 40, 300])
def test_a_plan_of_many_years_has_some_of_them_named(years):
    days = [date(2027, 1, 5), date(2027 + years, 1, 5)]
    plan = [row(n, start=day, end=day, late_end=day, waits_for=()) for n, day in enumerate(days)]

    [page] = gantt_pages(report(plan, critical=()))

    [band] = [one for one in page.items if isinstance(one, Line) and one.width == 0.8]
    named = [text for text in texts_of(page) if re.fullmatch("2[0-9]{3}", text.text)]
    ends = [text.x + width(text.text, text.face, text.size) for text in named]
    assert len(named) >= 3
    assert ends[-1] <= band.x2
    assert all(end < after.x for end, after in zip(ends, named[1:], strict=False))


def test_nothing_is_smaller_than_six_and_a_half_points_or_beyond_the_sheet():
    data = report([*map(row, range(60)), row(60, name="Fahrzeugsicherheitsprüfung " * 20)])

    for page in roadmap.layout(data).pages:
        for text in texts_of(page):
            assert text.size >= 6.5
            assert 14 <= text.x <= page.width
            assert 14 <= text.y <= page.height - 14


def test_what_spans_its_parts_stands_on_the_page_of_the_first_of_them():
    names = [f"{'Head' if n % 3 == 0 else 'Part'} {n}" for n in range(200)]
    plan = [row(n, name=names[n], is_summary=n % 3 == 0, is_milestone=False) for n in range(200)]

    for page in gantt_pages(report(plan)):
        shown = [text.text for text in texts_of(page) if text.text in names]
        assert shown[-1].startswith("Part") or shown[-1] == names[-1]


def test_the_last_gantt_page_is_not_left_with_a_row_or_two():
    for count in range(50, 80):
        *_others, last = gantt_pages(report(map(row, range(count))))
        assert sum(text.text.startswith("Győri feladat") for text in texts_of(last)) > 10


def test_a_link_to_another_page_is_marked_at_both_ends():
    pages = gantt_pages(report(map(row, range(60))))

    marks = ["".join(t.text for t in texts_of(p) if t.text[:1] in "←→") for p in pages]
    assert "→" in marks[0]
    assert "←" in marks[1]


def test_nothing_of_a_gantt_stands_outside_its_frame():
    first, last = date(2024, 1, 1), date(2030, 12, 31)
    days = (
        {"start": first, "end": first, "late_end": first},
        {"start": last, "end": last, "late_end": last},
    )
    plan = [
        row(n, is_milestone=True, is_summary=False, waits_for=(), **days[n > 3]) for n in range(8)
    ]
    links = {2: ((0, "FS"),), 3: ((1, "SS"),), 6: ((4, "FF"),), 7: ((5, "FS"),)}
    data = report([replace(one, waits_for=links.get(n, ())) for n, one in enumerate(plan)])

    [page] = gantt_pages(data)

    [band] = [one for one in page.items if isinstance(one, Line) and one.width == 0.8]
    signs = [x for one in page.items if isinstance(one, Polygon) for x, _y in one.points]
    drawn = [x for one in page.items if isinstance(one, Line) for x in (one.x1, one.x2)]
    right = [x for x in (*signs, *drawn) if x > band.x1 + 100]
    left = [x for x in (*signs, *drawn) if band.x1 - 20 < x < band.x1 + 100]
    assert len(signs) > 30
    assert min(left) >= band.x1
    assert max(right) <= band.x2


def test_what_goes_on_on_other_pages_is_named_or_counted_and_never_cut():
    waits = {199: tuple((n, "FS") for n in range(190)), 198: tuple((n, "FS") for n in range(20))}
    data = report([row(n, waits_for=waits.get(n, ())) for n in range(200)])

    *_others, last = gantt_pages(data)

    marks = [text.text for text in texts_of(last) if text.text[:1] == "←"]
    assert marks[0].count("1.") == 20
    assert marks[1].startswith("← 1")
    assert " tasks p. " in marks[1]
    assert not any("…" in mark for mark in marks)


def test_every_word_stands_in_the_file_and_two_prints_are_alike(tmp_path):
    long_text = " ".join(f"word{n}" for n in range(900))
    data = report([row(0, text=long_text), *map(row, range(1, 30))], untranslated=("Győr",))

    for name in ("one.pdf", "two.pdf"):
        roadmap.write(data, tmp_path / name)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    document = pypdfium2.PdfDocument(tmp_path / "one.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    plain = "".join(text.split())
    assert all(f"word{n}" in plain for n in range(900))
    assert all("".join(r.name.split()) in plain for r in data.rows)
    assert "nottranslated" in plain


def test_missing_translations_are_told_before_printing():
    found = roadmap.findings(report([row(1)], untranslated=("Design phase",), stale=("Terv",)))

    codes = {finding.code: finding for finding in found}
    assert "Design phase" in codes["report.missing_translations"].details["names"]
    assert "report.stale_translations" in codes


def test_letters_of_the_funding_line_that_cannot_be_shown_are_told():
    imprint = Imprint("RECiPE4Mobility", date(2026, 3, 2), funding_line="EU \N{HEBREW LETTER ALEF}")

    found = roadmap.findings(report([row(1)], imprint=imprint))

    assert "report.missing_glyphs" in {finding.code for finding in found}


def test_an_empty_roadmap_still_prints(tmp_path):
    data = report((), critical=(), parts=(), remarks=())

    assert roadmap.write(data, tmp_path / "empty.pdf").pages >= 2
    assert "report.empty" in {finding.code for finding in roadmap.findings(data)}
