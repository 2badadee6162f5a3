"""A PDF file: read back by two other programs, and looked into."""

import io
import re

import pypdf
import pypdfium2
import pytest
from PIL import Image

from recipe_desktop.domain.errors import UserError
from recipe_desktop.reports import pdf
from recipe_desktop.reports.display_list import (
    Begin,
    Bookmark,
    End,
    Face,
    Line,
    Link,
    Picture,
    Polygon,
    Rect,
    Target,
    Text,
)

STANDARD_FONTS = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats")


@pytest.fixture
def written(a_document, tmp_path):
    """Write pages and open the file with pypdf."""

    def write(*pages, **more) -> pypdf.PdfReader:
        path = tmp_path / "paper.pdf"
        pdf.write(a_document(*pages, **more), path)
        return pypdf.PdfReader(path, strict=True)

    return write


def operators(page) -> list[str]:
    """The painting and tagging operators of a page, in order."""
    stream = page["/Contents"].get_data().decode("latin-1")
    return re.findall(r"(?<=[ \n])(BDC|BMC|EMC|Tj|S|f|B|Do)(?=\n|$| Q)", stream)


@pytest.mark.parametrize("face", list(Face))
def test_letters_of_all_of_europe_are_read_back(a_document, tmp_path, face):
    names = ["Győri (Kft.) \\ új", "Łódź", "Þór", "Σύνδεσμος", "Клъстер", "ß ı Ţ – „“ €"]
    items = [Text(50, 50 + 20 * place, name, 10, face) for place, name in enumerate(names)]

    pdf.write(a_document(items), tmp_path / "paper.pdf")

    lines = pypdf.PdfReader(tmp_path / "paper.pdf").pages[0].extract_text().splitlines()
    assert [line.strip() for line in lines] == names
    with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as opened:
        text = opened[0].get_textpage().get_text_range()
    assert text.splitlines() == names


def test_a_hard_space_looks_like_any_other(a_document, tmp_path):
    looks = []
    for space in ("\xa0", " "):
        items = [Text(50, 50, f"Győr a{space}b xyz 1", 20), Text(50, 90, "új sor", 20)]
        pdf.write(a_document(items), tmp_path / "paper.pdf")
        with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as opened:
            looks.append(opened[0].render(scale=2).to_pil().tobytes())

    assert looks[0] == looks[1]


def test_a_letter_that_the_font_does_not_have_never_keeps_a_paper_from_being_made(
    a_document, tmp_path
):
    pdf.write(a_document([Text(50, 50, "Ნ 汉 Győr", 20)]), tmp_path / "paper.pdf")

    with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as opened:
        assert opened[0].get_textpage().get_text_range() == "\ufffd \ufffd Győr"


def test_fonts_are_embedded_and_cut_down_and_no_other_is_named(written, tmp_path):
    reader = written([Text(50, 50, "Győr", 10), Text(50, 70, "Łódź", 10, Face.BOLD)])

    fonts = reader.pages[0]["/Resources"]["/Font"]

    assert set(fonts) == {"/R", "/B"}
    for font in fonts.values():
        program = font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
        assert re.fullmatch(r"/[A-Z]{6}\+DejaVuSansCondensed(-Bold)?", font["/BaseFont"])
        assert "/ToUnicode" in font
        assert len(program) < 40_000  # the whole file has 680 kB
    whole = (tmp_path / "paper.pdf").read_bytes()
    assert not [name for name in STANDARD_FONTS if name.encode() in whole]


def test_title_language_and_author_stand_in_the_file(written):
    reader = written([], author="Győr Mobility Cluster")

    assert reader.metadata.title == "Title"
    assert reader.metadata.author == "Győr Mobility Cluster"
    assert reader.metadata.creation_date.date().isoformat() == "2026-11-24"
    assert reader.root_object["/Lang"] == "hu"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.xmp_metadata.dc_title == {"x-default": "Title"}


def test_the_same_document_gives_the_same_bytes(a_document, tmp_path):
    items = [Text(50, 50, "Győr", 10), Rect(10, 10, 20, 20, fill="#2A49B0")]

    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    pdf.write(a_document(items), first)
    pdf.write(a_document(items), second)

    assert first.read_bytes() == second.read_bytes()


def test_another_content_gives_another_identity(a_document, tmp_path):
    names = []
    for word in ("Győr", "Gyor"):
        pdf.write(a_document([Text(50, 50, word, 10)]), tmp_path / "paper.pdf")
        names.append(pypdf.PdfReader(tmp_path / "paper.pdf").trailer["/ID"][0])

    assert names[0] != names[1]


def test_the_outline_leads_to_its_places(written):
    reader = written(
        [],
        [Text(50, 300, "Łódź", 10)],
        outline=(
            Bookmark("Országok", 0, Target(0)),
            Bookmark("Ł", 1, Target(1, 290)),
            Bookmark("Ő", 1, Target(1, 390)),
            Bookmark("Index", 0, Target(1)),
        ),
    )

    first, below, last = reader.outline
    assert (first.title, last.title) == ("Országok", "Index")
    assert [entry.title for entry in below] == ["Ł", "Ő"]
    assert reader.get_destination_page_number(below[0]) == 1
    assert below[0].top == pytest.approx(841.89 - 290, abs=0.01)


def test_links_lead_inside_and_outside(written):
    inside = Link(50, 40, 100, 12, Target(1, 100), "Overleaf")
    outside = Link(50, 60, 100, 12, "https://example.org/ő", "Website")

    reader = written([inside, Begin("Link"), Text(50, 70, "Ő", 10), outside, End()], [])

    first, second = (annotation.get_object() for annotation in reader.pages[0]["/Annots"])
    assert first["/Dest"][0].idnum == reader.pages[1].indirect_reference.idnum
    assert first["/Rect"] == pytest.approx([50, 841.89 - 52, 150, 841.89 - 40], abs=0.01)
    assert second["/A"]["/URI"] == "https://example.org/ő"


def test_everything_painted_is_either_tagged_or_furniture(written):
    reader = written(
        [
            Text(50, 30, "running head", 7),
            Begin("H1"),
            Text(50, 60, "Title", 16),
            Line(50, 70, 200, 70),
            End(),
            Begin("Figure", alt="a red square"),
            Rect(50, 80, 10, 10, fill="#B23A12", stroke="#000000"),
            Polygon(((1, 1), (2, 2), (1, 2)), fill="#B23A12"),
            End(),
        ]
    )

    depth, outside = 0, []
    for operator in operators(reader.pages[0]):
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
        if operator in {"Tj", "S", "f", "B", "Do"} and depth != 1:
            outside.append(operator)
    assert depth == 0
    assert outside == []
    stream = reader.pages[0]["/Contents"].get_data()
    assert stream.count(b"/Artifact BMC") == 2
    assert b"/H1 <</MCID 0>> BDC" in stream
    assert b"/Figure <</MCID 1>> BDC" in stream


def test_the_structure_tree_and_the_marks_agree(written):
    page = [Begin("Sect", "s"), Begin("P"), Text(50, 60, "Győr", 10), End(), End()]
    reader = written(page, page)

    assert reader.root_object["/MarkInfo"]["/Marked"]
    root = reader.root_object["/StructTreeRoot"]
    [section] = root["/K"]["/K"]  # one section goes on over both pages
    paragraphs = [kid.get_object() for kid in section.get_object()["/K"]]
    assert [paragraph["/S"] for paragraph in paragraphs] == ["/P", "/P"]
    assert [p["/Pg"].indirect_reference for p in paragraphs] == [
        page.indirect_reference for page in reader.pages
    ]
    owners = dict(zip(*[iter(root["/ParentTree"]["/Nums"])] * 2, strict=True))
    for page, paragraph in zip(reader.pages, paragraphs, strict=True):
        [owner] = owners[page["/StructParents"]].get_object()
        assert owner.get_object() == paragraph


def test_pictures_keep_their_colours_and_what_shows_through(written):
    drawn = io.BytesIO()
    Image.new("RGBA", (3, 2), (0, 51, 153, 128)).save(drawn, "PNG")
    picture = Picture(50, 50, 30, 20, drawn.getvalue())

    reader = written([Begin("Figure", alt="emblem"), picture, picture, End()])

    [image] = reader.pages[0]["/Resources"]["/XObject"].values()
    assert image.get_data() == b"\x00\x33\x99" * 6
    assert image["/SMask"].get_data() == b"\x80" * 6


def test_progress_is_told_after_each_page(a_document, tmp_path):
    told = []

    pdf.write(a_document([], [], []), tmp_path / "paper.pdf", lambda *both: told.append(both))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_cancelled_file_leaves_the_old_one_and_nothing_else(a_document, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"the old one")

    def cancel(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pdf.write(a_document([]), path, cancel)

    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_does_not_exist_is_refused_in_words(a_document, tmp_path):
    with pytest.raises(UserError, match=r"file\.no_folder") as refused:
        pdf.write(a_document([]), tmp_path / "nowhere" / "paper.pdf")

    assert refused.value.details["folder"] == str(tmp_path / "nowhere")


def test_a_target_that_is_a_folder_is_refused_and_nothing_is_left(a_document, tmp_path):
    target = tmp_path / "paper.pdf"
    target.mkdir()

    with pytest.raises(UserError, match=r"file\.needs_name"):
        pdf.write(a_document([]), target)

    assert list(tmp_path.iterdir()) == [target]
