"""Badges: the name fits whoever bears it, and the code can be read from the paper."""

from dataclasses import replace
from datetime import date

import pypdf
import pypdfium2
import pytest

from recipe_desktop.reports import badges
from recipe_desktop.reports.badges import A6, Badge, BadgesData, qr_modules
from recipe_desktop.reports.display_list import Line, Rect, Text
from recipe_desktop.reports.fonts import width
from recipe_desktop.reports.page import A4, Imprint
from tests.reports import qr_reader

LONG = (
    Badge("Maximiliane Friederike", "Freifrau von Hohenzollern-Sigmaringen"),
    Badge("Karl-Theodor", "Donaudampfschifffahrtsgesellschaftskapitän"),
    Badge("Sanne Wilhelmina Adriana", "van der Velden-Oosterhuis op den Camp"),
    Badge("Erzsébet", "Közlekedésbiztonságiné Székesfehérvári-Nagykanizsai"),
    Badge("W" * 120, "x" * 300, "Verein " * 60, "Land " * 20, "Rolle " * 30, "", "9" * 40),
)


@pytest.fixture
def data():
    return BadgesData(
        event="Suppliers\N{RIGHT SINGLE QUOTATION MARK} networking day",
        occasion="Monday 23 November 2026, Zalaegerszeg",
        badges=(
            Badge("Katalin", "Török-Halmos", "Dunántúli Kft.", "Hungary", "Speaker", CODE, "0417"),
            Badge("Éva", "Kis"),
        ),
        cluster="ZONE Klaszter",
        language="en",
        imprint=Imprint("RECiPE4Mobility", date(2026, 11, 24), funding_line="Co-funded"),
    )


CODE = "BCDFGHJKLNPRSTVX"


def texts(page):
    return [item for item in page.items if isinstance(item, Text)]


def test_a_badge_says_who_somebody_is(data, tmp_path):
    badges.write(data, tmp_path / "badges.pdf")

    pages = pypdf.PdfReader(tmp_path / "badges.pdf").pages
    said = pages[0].extract_text()
    for part in ("Katalin", "Török-Halmos", "Dunántúli Kft.", "Hungary", "Speaker", "0417"):
        assert part in said, part
    assert [tuple(map(float, page.mediabox[2:])) for page in pages] == [
        pytest.approx(A6, abs=0.01)
    ] * 2


@pytest.mark.parametrize(("four", "pages"), [(False, [0, 1, 2, 3, 4]), (True, [0, 0, 0, 0, 1])])
def test_the_outline_leads_to_everybodys_badge_by_family_name(data, tmp_path, four, pages):
    more = tuple(Badge(f"Anna {n}", "Nagy") for n in range(3))
    badges.write(replace(data, badges=data.badges + more, four_on_a4=four), tmp_path / "b.pdf")

    reader = pypdf.PdfReader(tmp_path / "b.pdf")
    said = [entry.title for entry in reader.outline]
    assert said[:3] == ["Török-Halmos Katalin, Dunántúli Kft.", "Kis Éva", "Nagy Anna 0"]
    assert [reader.get_destination_page_number(entry) for entry in reader.outline] == pages


@pytest.mark.parametrize("badge", LONG, ids=lambda badge: badge.family_name[:12])
@pytest.mark.parametrize("four", [False, True])
def test_no_letter_of_a_long_name_is_lost_or_leaves_the_badge(data, badge, four):
    [page] = badges.layout(replace(data, badges=(badge,), four_on_a4=four)).pages

    shown = texts(page)
    letters = "".join(item.text for item in shown).replace("\u00ad", "").replace(" ", "")
    for part in (badge.given_name, badge.family_name, badge.organisation, badge.role):
        assert part.replace(" ", "") in letters
    for item in shown:
        assert item.x >= 20 - 0.01
        assert item.x + width(item.text, item.face, item.size) <= A6[0] - 20 + 0.01
        assert 20 <= item.y <= A6[1] - 20
    baselines = [item.y for item in shown]
    assert len(set(baselines)) == len(baselines)


def test_the_given_name_stands_largest(data):
    [page, _other] = badges.layout(data).pages

    assert max(texts(page), key=lambda item: item.size).text == "Katalin"


@pytest.mark.parametrize("code", [CODE, "9100000001", "HU-4711 A/3", "Ticket:ű7", "1", "12345"])
def test_a_scanner_reads_the_code_from_the_paper(data, tmp_path, code):
    badge = replace(data.badges[0], code=code)
    badges.write(replace(data, badges=(badge,)), tmp_path / "badge.pdf")

    assert qr_reader.read(modules_on_paper(tmp_path / "badge.pdf", len(qr_modules(code)))) == code


def modules_on_paper(file, side):
    """The modules of the code on the first page, as a camera would see them."""
    scale = 4
    page = pypdfium2.PdfDocument(file)[0]
    picture = page.render(scale=scale, grayscale=True).to_pil()
    rects = [obj.get_bounds() for obj in page.get_objects() if obj.type == 2]
    squares = [box for box in rects if box[3] - box[1] < 5]
    left, top = min(box[0] for box in squares), page.get_height() - max(box[3] for box in squares)
    module = (max(box[2] for box in squares) - left) / side

    def is_dark(r, c):
        at = ((left + (c + 0.5) * module) * scale, (top + (r + 0.5) * module) * scale)
        return picture.getpixel(tuple(map(int, at))) < 128

    return [[is_dark(r, c) for c in range(side)] for r in range(side)]


def test_the_code_has_white_around_it_and_is_large_enough(data):
    [page, _other] = badges.layout(data).pages

    modules = [i for i in page.items if isinstance(i, Rect) and i.fill == "#000000"]
    left, right = min(i.x for i in modules), max(i.x + i.width for i in modules)
    top, low = min(i.y for i in modules), max(i.y + i.height for i in modules)
    module = min(i.height for i in modules)
    assert right - left >= 15 / 25.4 * 72
    quiet = 4 * module - 0.01
    for item in texts(page):
        ends = item.x + width(item.text, item.face, item.size)
        beside = item.x >= right + quiet or ends <= left - quiet
        assert beside or item.y <= top - quiet or item.y - item.size * 0.76 >= low + quiet
    assert left >= quiet


def test_four_on_a_sheet_lie_edge_to_edge_between_marks(data):
    [page] = badges.layout(replace(data, badges=data.badges * 2, four_on_a4=True)).pages

    assert (page.width, page.height) == (A4.width, A4.height)
    corners = [(item.x, item.y) for item in texts(page) if item.text == "Katalin"]
    [(x, y), (other_x, other_y)] = corners
    assert (other_x - x, other_y - y) == pytest.approx((0, A6[1]))
    assert sum(isinstance(item, Line) for item in page.items) == 6


def test_the_same_badges_give_the_same_tagged_bytes(data, tmp_path):
    for name in ("one.pdf", "two.pdf"):
        badges.write(data, tmp_path / name)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    root = pypdf.PdfReader(tmp_path / "one.pdf").root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"


def test_letters_that_the_paper_cannot_show_are_told_before_printing(data):
    strange = replace(data, badges=(Badge("\N{HEBREW LETTER ALEF}"),), imprint=data.imprint)

    [found] = badges.findings(strange)

    assert found.code == "report.missing_glyphs"
