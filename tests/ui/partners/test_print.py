"""The directory of what the list shows: previewed, then written beside the window's work."""

import pypdf
import pytest
from PySide6.QtCore import Qt

from tests.ui.hands import nameless

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(an_organisation, open_page):
    an_organisation("Győri Akkumulátortechnika Kft.", country="HU", city="Győr")
    an_organisation("Béta GmbH", country="DE", city="Regensburg")
    return open_page()


def text_of(path):
    return "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(path).pages)


def shown(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.preview is not None and dialog.save.isEnabled())
    return dialog


def test_the_preview_becomes_a_pdf_with_every_name(qtbot, page, tmp_path):
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(qtbot, page.print_dialog)
    assert dialog.told.words == "2 organisations"

    with qtbot.waitSignal(dialog.saved):
        dialog.write(tmp_path / "partners.pdf")

    said = text_of(tmp_path / "partners.pdf")
    assert "Győri Akkumulátortechnika Kft." in said
    assert "Béta GmbH" in said
    assert dialog.told.words.endswith(" pages in partners.pdf")
    assert dialog.open_file.isVisible()


def test_what_the_list_shows_is_printed_and_all_can_be_chosen(qtbot, page):
    page.listing.country.choose("DE")
    page.print_directory()
    dialog = shown(qtbot, page.print_dialog)
    narrowed = dialog.told.words

    dialog.scope.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.told.words == "2 organisations")

    assert narrowed == "1 organisation"


def test_the_paper_has_a_language_of_its_own(qtbot, page):
    page.print_directory()
    dialog = shown(qtbot, page.print_dialog)

    dialog.language_of.setCurrentIndex(dialog.language_of.findData("de"))
    qtbot.waitUntil(lambda: dialog.preview.pages.document.language == "de")

    assert dialog.close_button.text() == "Close"


def test_a_file_that_cannot_be_written_leaves_the_dialog_as_it_was(qtbot, page, tmp_path):
    page.print_directory()
    dialog = shown(qtbot, page.print_dialog)

    with qtbot.captureExceptions() as refused:
        dialog.write(tmp_path / "missing" / "partners.pdf")
        qtbot.waitUntil(dialog.save.isEnabled)
        qtbot.waitUntil(lambda: len(refused) == 1)

    assert refused[0][1].code == "file.no_folder"
    assert not dialog.open_file.isVisible()


def test_everything_in_the_dialog_has_a_name(qtbot, page):
    page.print_directory()

    assert nameless(shown(qtbot, page.print_dialog)) == []
