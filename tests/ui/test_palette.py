"""The palette: whatever can be found or done, by a few letters and Enter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from recipe_desktop.services import records
from recipe_desktop.ui.actions import Action
from recipe_desktop.ui.window.palette import Palette
from tests.ui.hands import type_text

LEFT = Qt.MouseButton.LeftButton


def entries(palette):
    return [getattr(e, "name", e) for e in palette._entries.things]


def test_the_palette_finds_records_and_commands_without_accents(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette)

    type_text(palette.field, "győri")
    palette.look_up()

    assert entries(palette)[:3] == [
        "Partners",
        "Győri Akkumulátortechnika Kft.",
        "Győri Közlekedésfejlesztési Nonprofit Kft.",
    ]


def test_the_palette_does_not_offer_itself(house, qtbot):
    qtbot.keyClick(house.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = house.window.findChild(Palette)
    assert "Quit" in entries(palette)

    assert "Go to or do" not in entries(palette)


def test_every_command_that_is_typed_in_full_is_the_first_that_is_found(house):
    palette = house.window.open_palette()
    titles = {action.text().replace("&", "") for action in house.window.actions_}
    wrong = {}
    for title in sorted(titles - {"Go to or do"}):
        palette.field.setText(title)
        palette.look_up()
        found = [name for name in entries(palette)[1:] if name in titles]  # below its heading
        if found[:1] != [title] or entries(palette)[0] != "Commands":
            wrong[title] = entries(palette)[:3]

    assert wrong == {}


def test_every_kind_has_its_place_among_what_is_found(house):
    workspace = house.workspace
    for number in range(9):
        firm = workspace.do(records.create, "organisations", {"name": f"Műszer {number} Kft."})
        person = {"given_name": "Éva", "family_name": f"Műszer {number}"}
        workspace.do(records.create, "people", person | {"organisation": firm.uid})
    workspace.do(records.create, "events", {"name": "Műszernap"})
    palette = house.window.open_palette()
    type_text(palette.field, "muszer")
    palette.look_up()

    found = entries(palette)
    more = "the first 6 of 9, type more"
    assert {f"Partners: {more}", f"People: {more}", "Events", "Műszernap"} <= set(found)
    assert sum(name.startswith("Műszer ") for name in found) == 6


def test_the_palette_says_that_it_found_nothing(window):
    palette = window.open_palette()
    type_text(palette.field, "qqqq")
    palette.look_up()

    assert palette.nothing.isVisible()
    assert palette.nothing.words == "Nothing is called “qqqq”"
    assert not palette.list.isVisible()


def test_the_palette_does_a_command_with_enter_and_goes(window, qtbot):
    palette = window.open_palette()
    type_text(palette.field, "new")

    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert window.done_ == ["new"]
    assert not (isValid(palette) and palette.isVisible())


def test_a_command_must_have_every_word_and_the_one_meant_comes_first(window):
    named = ("Open a desk pack", "Desk packs", "Print the list", "Desk")
    window.actions_.add(
        [Action(f"test.{n}", lambda name=name: name, list) for n, name in enumerate(named)]
    )
    palette = window.open_palette()

    for typed, found in (
        ("desk packs", ["Desk packs"]),
        ("desk pack", ["Desk packs", "Open a desk pack"]),
        ("desk", ["Desk", "Desk packs", "Open a desk pack"]),
        ("list print", ["Print the list"]),
        ("desk zebra", []),
    ):
        palette.field.setText(typed)
        palette.look_up()
        assert [name for name in entries(palette) if name in named] == found


def test_a_command_of_the_palette_is_shown_in_the_menu_as_one_of_the_menu_is(window, qtbot):
    chosen = []
    window.actions_.add(
        [
            Action(
                "test.tick",
                lambda: "Tick it",
                lambda: chosen.append(1),
                chosen=lambda: bool(chosen),
            ),
            Action("test.after", lambda: "After", list, when=lambda: bool(chosen)),
        ]
    )
    ticked, after = (window.actions_.qaction(name) for name in ("test.tick", "test.after"))
    assert (ticked.isChecked(), after.isEnabled()) == (False, False)
    palette = window.open_palette()
    type_text(palette.field, "tick it")

    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert (ticked.isChecked(), after.isEnabled()) == (True, True)


def test_the_palette_steps_over_headings_and_closes_with_escape(window, qtbot):
    palette = window.open_palette()
    type_text(palette.field, "gyor")
    palette.look_up()
    assert entries(palette)[palette.list.currentIndex().row()].startswith("Győri Akku")

    for _step in range(3):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert entries(palette)[palette.list.currentIndex().row()] == "New partner, Győr"

    with qtbot.waitSignal(palette.destroyed):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)


def test_page_keys_go_through_the_palette_by_what_is_in_sight(window, qtbot):
    palette = window.open_palette()
    offers = [row for row, e in enumerate(palette._entries.things) if not isinstance(e, str)]
    seen = palette.list.viewport().rect()

    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)

    assert palette.list.currentIndex().row() > offers[1]
    assert seen.contains(palette.list.visualRect(palette.list.currentIndex()))
    for _step in offers:
        qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == offers[-1]
    for _step in offers:
        qtbot.keyClick(palette.field, Qt.Key.Key_PageUp)
    assert palette.list.currentIndex().row() == offers[0]


def test_the_palette_gives_the_focus_back(window, qtbot):
    field = window.go("partners").column.filter.field
    field.setFocus()
    palette = window.open_palette()
    assert QApplication.focusWidget() is palette.field

    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)

    assert QApplication.focusWidget() is field


def test_the_palette_cuts_no_row_in_two(house):
    palette = house.window.open_palette()
    ends = [
        palette.list.visualRect(palette.list.model().index(row, 0)).bottom() + 1
        for row in range(palette.list.model().rowCount())
    ]

    assert ends[-1] > palette.list.viewport().height()  # more than there is room for
    assert palette.list.viewport().height() in ends
