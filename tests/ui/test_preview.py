"""The preview shows what the paper will be, at the same places."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton

from recipe_desktop.reports import fonts
from recipe_desktop.reports.display_list import (
    Document,
    Face,
    Line,
    Link,
    Page,
    Pages,
    Polygon,
    Rect,
    Target,
    Text,
)
from recipe_desktop.ui.paper.painter import PaperPainter
from recipe_desktop.ui.paper.preview import PreviewView

NAMES = (
    "Győri Akkumulátortechnika Kft.",
    "Fahrzeugsicherheitsprüfgesellschaft Oberpfalz mbH",
    "Σύνδεσμος Łódź Þór AVA fi ffl",
)


def a_document(count: int = 5, made: list[int] | None = None) -> Document:
    def page(index: int) -> Page:
        if made is not None:
            made.append(index)
        items = (
            Text(50, 60, f"Page {index}", 12, Face.BOLD),
            Link(50, 50, 200, 14, Target(count - 1, 400)),
        )
        return Page(595.28, 841.89, items)

    pages = Pages(count, page, (595.28, 841.89))
    return Document(pages=pages, title="Directory", language="en", state_of=date(2026, 11, 24))


@pytest.fixture
def preview(qtbot, look):
    view = PreviewView(look, a_document())
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    qtbot.waitExposed(view)
    return view


def painted(*items, zoom: float = 1.0) -> QImage:
    image = QImage(round(600 * zoom), round(200 * zoom), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    PaperPainter().paint(painter, Page(600, 200, items), zoom)
    painter.end()
    return image


def ink(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not white."""
    dark = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < 200
    ]
    columns, rows = [x for x, _y in dark], [y for _x, y in dark]
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize("name", NAMES)
def test_lines_of_text_are_as_wide_as_in_the_pdf(qapp, face, name):
    run = PaperPainter().glyphs(name, face, 20)

    advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
    shown = run.positions()[-1].x() + advances[-1].x()
    assert shown == pytest.approx(fonts.width(name, face, 20), rel=0.003)
    assert sum(step.x() for step in advances) == pytest.approx(shown, rel=0.003)


def test_letters_stand_where_the_page_says(qapp):
    width = fonts.width("HHHHHH", Face.REGULAR, 20)

    left, top, right, bottom = ink(painted(Text(100, 100, "HHHHHH", 20), zoom=2))

    assert (left, right) == (pytest.approx(204, abs=3), pytest.approx((100 + width) * 2 - 4, abs=3))
    assert bottom == pytest.approx(200, abs=1)
    assert bottom - top == pytest.approx(20 * 0.73 * 2, abs=2)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("size", [34, 70])
def test_the_largest_letters_are_seen_on_a_fine_screen_too(qapp, size, ratio):
    image = QImage(round(600 * ratio), round(200 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    PaperPainter().paint(painter, Page(600, 200, (Text(20, 150, "Éva", size, Face.BOLD),)), 1.0)
    painter.end()

    left, _top, right, bottom = ink(image)
    shown = (right - left) / ratio
    assert shown == pytest.approx(fonts.width("Éva", Face.BOLD, size), rel=0.1)
    assert bottom / ratio == pytest.approx(150, abs=2)


def test_a_hyphen_put_in_by_the_layout_is_seen(qapp):
    with_it = ink(painted(Text(10, 50, "ab\u00ad", 20)))
    without = ink(painted(Text(10, 50, "ab", 20)))

    assert with_it[2] > without[2] + 2


def test_areas_and_rules_are_painted_in_their_inks(qapp):
    image = painted(
        Rect(10, 10, 50, 30, fill="#2a49b0"),
        Polygon(((100, 10), (150, 10), (150, 60), (100, 60)), fill="#b23a12"),
        Line(200, 30, 300, 30, 4, "#1d1c1a"),
    )

    assert image.pixelColor(30, 20).name() == "#2a49b0"
    assert image.pixelColor(140, 40).name() == "#b23a12"
    assert image.pixelColor(250, 30).name() == "#1d1c1a"
    assert image.pixelColor(400, 100).name() == "#ffffff"


def test_it_says_on_which_page_one_is(preview):
    assert preview.place.words == "Page 1 of 5"
    assert not preview.previous.isEnabled()


def test_turning_with_the_buttons(qtbot, preview):
    qtbot.mouseClick(preview.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(preview.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(preview.previous, Qt.MouseButton.LeftButton)

    assert preview.place.words == "Page 2 of 5"


@pytest.mark.parametrize("zoom", [0.25, 1.0, 3.0])
def test_every_page_is_reached_by_turning_whatever_the_size(qtbot, preview, zoom):
    preview.pages.zoom_to(zoom)
    seen = [preview.place.words]

    for _turn in range(4):
        qtbot.keyClick(preview.pages, Qt.Key.Key_PageDown)
        seen.append(preview.place.words)

    assert seen == [f"Page {number} of 5" for number in range(1, 6)]
    assert not preview.next.isEnabled()


def test_keys_lead_to_the_ends_and_change_the_size(qtbot, preview):
    qtbot.keyClick(preview.pages, Qt.Key.Key_End)
    assert preview.place.words == "Page 5 of 5"
    qtbot.keyClick(preview.pages, Qt.Key.Key_Home)
    assert preview.place.words == "Page 1 of 5"

    preview.pages.zoom_to(1.0)
    qtbot.keyClick(preview.pages, Qt.Key.Key_Plus)
    assert preview.size_word.words == "125%"
    qtbot.keyClick(preview.pages, Qt.Key.Key_Minus)
    qtbot.keyClick(preview.pages, Qt.Key.Key_Minus)
    assert preview.size_word.words == "80%"
    qtbot.keyClick(preview.pages, Qt.Key.Key_0)
    assert preview.pages.horizontalScrollBar().maximum() == 0


def test_the_page_keeps_filling_the_width_of_the_window(preview):
    before = preview.pages.zoom

    preview.resize(1000, 500)

    assert preview.pages.zoom > before
    assert preview.pages.horizontalScrollBar().maximum() == 0


def test_another_size_keeps_the_place(preview):
    preview.pages.go_to(3)
    preview.pages.zoom_to(2.0)

    assert preview.pages.current_page == 3


def test_only_pages_in_sight_are_put_together(qtbot, look):
    made: list[int] = []
    view = PreviewView(look, a_document(5000, made))
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    qtbot.waitExposed(view)

    view.pages.go_to(4000)
    view.grab()

    assert 4000 in made
    assert len(made) < 10


def test_a_click_in_the_contents_leads_to_the_place(qtbot, preview):
    preview.grab()
    scale = preview.pages.zoom * preview.pages.logicalDpiX() / 72
    left = (preview.pages.viewport().width() - 595.28 * scale) / 2
    spot = QPointF(left + 80 * scale, 16 + 55 * scale).toPoint()

    qtbot.mouseMove(preview.pages.viewport(), spot)
    qtbot.mouseClick(preview.pages.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert preview.place.words == "Page 5 of 5"


def test_a_click_beside_a_link_leads_nowhere(qtbot, preview):
    qtbot.mouseClick(preview.pages.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 400))

    assert preview.place.words == "Page 1 of 5"


def test_a_shorter_document_shows_its_last_page(preview):
    preview.pages.go_to(4)

    preview.show_document(a_document(2))

    assert preview.place.words == "Page 2 of 2"


def test_everything_has_a_name_for_a_screen_reader(preview):
    buttons = preview.findChildren(QAbstractButton)
    assert all(button.accessibleName() or button.text() for button in buttons)
    assert preview.pages.accessibleName() == "Preview of Directory"
    assert preview.pages.accessibleDescription() == "Page 1 of 5"
