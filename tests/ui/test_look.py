import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QRawFont
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from recipe_desktop import paths
from recipe_desktop.ui.cards import Tabs
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.parting import first_lines, folded, parted
from recipe_desktop.ui.look.theme import Scheme, palette
from recipe_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, STATUS_ICONS, Status
from recipe_desktop.ui.tables.choices import ChoiceList
from recipe_desktop.ui.view import Label

UI = Path(draw.__file__).parents[1]
THEMES = pytest.mark.parametrize("t", [LIGHT, DARK, CONTRAST], ids=lambda t: t.name)


def luminance(colour):
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@THEMES
@pytest.mark.parametrize("ink", ["text", "text2", "text3"])
def test_text_can_be_read_on_every_ground_it_stands_on(t, ink):
    grounds = [t.sidebar, t.canvas, t.surface, t.raised, t.sunken, t.hover]
    if ink != "text3":
        grounds += [t.selected, t.sidebar_selected, t.pressed]

    assert min(contrast(getattr(t, ink), ground) for ground in grounds) >= 4.5


@THEMES
@pytest.mark.parametrize("status", list(Status))
def test_every_status_can_be_read_on_its_tint_and_in_a_row(t, status):
    grounds = [t.tint(status), t.canvas, t.surface, t.selected]

    assert min(contrast(t.ink(status), ground) for ground in grounds) >= 4.5


@THEMES
def test_what_was_typed_can_be_read_on_its_mark(t):
    assert contrast(t.text, t.mark) >= 4.5
    assert contrast(t.text2, t.mark) >= 4.5


@THEMES
def test_words_on_the_accent_and_links_can_be_read(t):
    assert contrast(t.on_accent, t.accent) >= 4.5
    for ground in (t.sidebar, t.canvas, t.surface, t.selected, t.sidebar_selected):
        assert contrast(t.accent_ink, ground) >= 4.5


@THEMES
def test_fields_and_focus_stand_out_from_their_ground(t):
    for ground in (t.canvas, t.surface):
        assert contrast(t.field_line, ground) >= 3
        assert contrast(t.accent_ink, ground) >= 3


@THEMES
def test_what_is_done_stands_out_from_what_is_still_to_do(t):
    assert contrast(t.series[0], t.neutral_tint) >= 3


def test_no_module_but_the_tokens_knows_a_colour_and_none_uses_style_sheets():
    for file in UI.rglob("*.py"):
        source = file.read_text("utf-8")
        assert "setStyleSheet" not in source, file
        if file.name != "tokens.py":
            assert not re.search(r"#[0-9A-Fa-f]{6}", source), file


def test_every_icon_named_in_the_code_is_there():
    there = {file.stem for file in paths.resource("icons").glob("*.svg")}
    named = set(STATUS_ICONS.values())
    for file in UI.rglob("*.py"):
        source = file.read_text("utf-8")
        named |= set(re.findall(r"symbol=\"([a-z0-9-]+)\"", source))
        named |= set(re.findall(r"draw\.icon\([^\"()]*\"([a-z0-9-]+)\"", source))

    assert len(named) > 10
    assert named <= there


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold", "Bold"])
def test_the_font_has_the_letters_of_all_languages(qapp, weight):
    font = QRawFont(str(paths.resource(f"fonts/Inter-{weight}.ttf")), 12)

    letters = "áéíóöőúüűßłøþçãõœæΩЖ●✓→≤€\N{MINUS SIGN}\N{LEFT SINGLE QUOTATION MARK}\u202f"
    missing = [char for char in letters if not font.supportsCharacter(ord(char))]
    assert missing == []


def test_the_unit_is_sixteen_pixels_at_ten_points(look):
    assert look.u == 16
    assert look.px(3.25) == 52


def test_larger_text_makes_everything_larger(look, qtbot):
    button = QPushButton("Receive a file")
    qtbot.addWidget(button)
    button.show()
    assert button.sizeHint().height() == 30

    look.use(percent=200)

    assert look.u > 30
    qtbot.waitUntil(lambda: button.sizeHint().height() >= 58)


@THEMES
def test_a_button_that_cannot_be_pressed_looks_otherwise(t, look, qtbot):
    look.use(Scheme(t.name))
    button = Button(look, "Link them")
    qtbot.addWidget(button)
    enabled = button.grab().toImage()

    button.setEnabled(False)

    frame = [button.grab().toImage().pixelColor(x, 0) for x in range(10, button.width() - 10)]
    assert frame != [enabled.pixelColor(x, 0) for x in range(10, button.width() - 10)]


def test_another_theme_reaches_labels_and_painting(look, qtbot):
    label = QLabel("Partners")
    qtbot.addWidget(label)
    label.show()

    with qtbot.waitSignal(look.changed):
        look.use(Scheme.DARK)

    qtbot.waitUntil(lambda: label.palette().windowText().color() == QColor(DARK.text))
    assert palette(DARK).window().color() == QColor(DARK.canvas)


def test_icons_are_drawn_sharp_for_the_ratio_and_in_the_colour_asked_for(look):
    double = look.icons.pixmap("circle-check", LIGHT.ok, 18, 2.0)

    assert (double.width(), double.devicePixelRatio()) == (36, 2.0)
    image = double.toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(36)
        for y in range(36)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert QColor(LIGHT.ok).name() in colours
    assert look.icons.pixmap("circle-check", LIGHT.ok, 18, 2.0) is double


def test_a_hairline_is_one_whole_pixel(look):
    image = QImage(20, 9, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    draw.hairline(painter, 0, 20, 4.4, LIGHT.line)
    painter.end()

    rows = [image.pixelColor(10, y).name() for y in range(9)]
    assert rows.count(QColor(LIGHT.line).name()) == 1
    assert rows.count(QColor(LIGHT.surface).name()) == 8


def test_all_states_of_a_status_differ_without_colour(look):
    shapes = set()
    for status in Status:
        pixmap = look.icons.pixmap(STATUS_ICONS[status], LIGHT.text, 18, 1.0)
        image = pixmap.toImage().convertToFormat(QImage.Format.Format_Alpha8)
        shapes.add(bytes(image.constBits()))

    assert len(shapes) == len(Status)


def test_words_of_a_menu_are_indented_only_where_symbols_stand_before_them(look, qtbot):
    plain, with_symbols = QMenu(), QMenu()
    for menu in (plain, with_symbols):
        qtbot.addWidget(menu)
        menu.addAction("Save the exchange file as a document")
    with_symbols.addAction(QIcon(look.icons.pixmap("printer", LIGHT.text, 18, 1.0)), "Print")

    assert with_symbols.sizeHint().width() - plain.sizeHint().width() >= look.u


@THEMES
def test_the_round_corners_of_a_list_stay_free_of_what_lies_in_it(t, look, qtbot):
    look.use(Scheme(t.name))
    ground = QWidget()
    qtbot.addWidget(ground)
    QVBoxLayout(ground).addWidget(ChoiceList(look, "No task fits"))
    ground.resize(300, 200)

    image = ground.grab().toImage()

    around = ground.layout().contentsMargins()
    corner = image.pixelColor(around.left(), around.top())
    assert corner == QColor(t.canvas)
    shades = {image.pixelColor(x, 100).name() for x in range(100, 200)}
    assert len(shades) > 2, "nothing is said where there is nothing to choose"


def test_the_list_of_a_combo_box_stands_on_one_ground_with_its_scroll_bar(look, qtbot):
    look.use(Scheme.DARK)
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems([f"Task {number}" for number in range(40)])
    box.show()

    box.showPopup()
    image = box.view().window().grab().toImage()

    bar = box.view().verticalScrollBar()
    beside = bar.mapTo(box.view().window(), bar.rect().bottomLeft())
    among = box.view().viewport().mapTo(box.view().window(), QPoint(1, 1))
    assert bar.isVisible()
    assert image.pixelColor(beside) == QColor(DARK.raised)
    assert image.pixelColor(among + QPoint(0, look.px(4))) == QColor(DARK.raised)
    box.hidePopup()


def test_a_word_as_long_as_a_book_is_parted_into_full_lines(look):
    face = look.fonts.strong
    width = face.width("Fahrzeugsicherheits-")

    *lines, last = parted("y" * 30_000, face, width)

    assert sum(len(line) - 1 for line in lines) + len(last) == 30_000
    assert all(line.endswith("-") and face.width(line) <= width for line in lines)
    assert face.width("y" + lines[0]) > width


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Österreichisch-ungarische", ["Österreichisch-", "ungarische"]),
        ("Fahrzeugsicherheitsprüfgesellschaft", ["Fahrzeugsicherheits-", "prüfgesellschaft"]),
        ("fahrzeugsicherheit.example.org", ["fahrzeugsicherheit.", "example.org"]),
    ],
)
def test_a_word_is_parted_where_it_can_be_read(look, word, lines):
    face = look.fonts.strong

    assert list(parted(word, face, face.width("Fahrzeugsicherheits-b"))) == lines


def test_the_last_line_of_a_word_that_is_cut_has_no_hyphen_within(look):
    face = look.fonts.strong
    word = "Fahrzeugsicherheitsprüfgesellschaftmittelfrankenentwicklungszentrum"
    width = face.width("Fahrzeugsicherheits-")

    lines = folded(f"Die {word}", face, width)

    assert len(lines) == 3
    assert "-" not in lines[-1]
    assert lines[-1].endswith("\N{HORIZONTAL ELLIPSIS}")
    assert first_lines(f"Die {word}", face, width, 3) == "\n".join(lines)
    told = "".join(line.rstrip("-\N{HORIZONTAL ELLIPSIS}") for line in lines[1:])
    assert word.startswith(told)


def columns_that_differ(one, other):
    """The first and last column of pixels in which two pictures differ."""
    found = [
        x
        for x in range(one.width())
        if any(one.pixel(x, y) != other.pixel(x, y) for y in range(one.height()))
    ]
    return found[0], found[-1]


@pytest.mark.parametrize("count", ["", "1 file"])
def test_the_ring_around_a_tab_keeps_off_its_words_and_its_count(qtbot, look, count):
    tabs, other = Tabs(look), QLineEdit()
    whole = QWidget()
    layout = QVBoxLayout(whole)
    for widget in (tabs, other):
        layout.addWidget(widget)
    tabs.addTab("Receive")
    tabs.show_count(0, count)
    qtbot.addWidget(whole)
    whole.show()
    with qtbot.waitActive(whole):
        whole.activateWindow()
    other.setFocus()
    plain = tabs.grab().toImage()
    empty = plain.copy()
    empty.fill(plain.pixelColor(0, 0))

    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    left, right = columns_that_differ(tabs.grab().toImage(), plain)

    first, last = columns_that_differ(plain, empty)
    room = look.px(0.3)
    assert left + room < first
    assert last + room < right


def test_what_another_office_wrote_turns_nothing_around_where_it_is_painted(qtbot, look):
    written = "Alfa\u202e\tKft.\x07"
    label, note = Label(look, written), Label(look, written + "\nGyőr", wrap=True)
    for shown in (label, note):
        qtbot.addWidget(shown)
        shown.resize(400, 60)
        shown.show()

    assert label.text() == "Alfa Kft."
    assert note.text() == "Alfa\tKft.\nGyőr"
    assert label.words == written
    assert look.fonts.body.elided(written, 400) == "Alfa Kft."


def test_a_day_is_not_parted_at_the_end_of_a_line(look, qtbot):
    label = Label(look, "Networking day, 27 Nov 2026, Győr", wrap=True)
    qtbot.addWidget(label)
    face = look.fonts.body
    label.setFixedWidth(round(face.width("Networking day, 27 Nov")) + 4)
    label.show()

    assert "27\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}2026" in label.text()
    assert label.words == "Networking day, 27 Nov 2026, Győr"


def test_what_is_chosen_in_a_box_that_is_too_narrow_ends_in_dots(look, qtbot):
    def painted(words):
        box = QComboBox()
        qtbot.addWidget(box)
        box.addItem(words)
        box.setFixedWidth(120)
        box.show()
        return box.grab().toImage(), box

    whole = "Fahrzeugsicherheitsprüfgesellschaft"
    seen, box = painted(whole)

    room = 120 - round(10 / 16 * look.u) - 1 - round(2 * look.u)
    cut = box.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
    assert cut.endswith("…")
    assert seen == painted(cut)[0]
