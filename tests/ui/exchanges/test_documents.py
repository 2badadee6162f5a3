"""Documents on the exchange page: added, opened, saved, removed and brought back, by real hands."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from recipe_desktop.reports.exchanges import file_data
from recipe_desktop.services import attachments, exchange_steps, exchanges, history, records, words
from recipe_desktop.store import contents
from recipe_desktop.ui.exchanges.file_card import FileCard
from tests.ui.exchanges.test_page import press
from tests.ui.hands import choose_in_dialog, drop, nameless, words_on

CV = b"%PDF-1.7 I build batteries"


class Viewer(QObject):
    """Stands for the system's program that shows a file."""

    @Slot("QUrl")
    def show(self, url):
        self.path = Path(url.toLocalFile())
        self.seen = self.path.read_bytes()


@pytest.fixture
def viewer():
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "show")
    yield viewer
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def exchange(page, workspace, firms):
    uid = workspace.do(exchange_steps.begin, firms["HU"], firms["FR"])
    page.open(uid)
    return uid


@pytest.fixture
def cv(tmp_path):
    path = tmp_path / "CV Zsófia Nagy.pdf"
    path.write_bytes(CV)
    return path


def card_of(page):
    return page.detail.overview.findChildren(FileCard)[-1]


def names(page):
    return [one.name for one in page.detail.card.documents]


def add(qtbot, page, *paths):
    before = len(names(page))
    drop(card_of(page), *paths)
    qtbot.waitUntil(lambda: len(names(page)) == before + len(paths))


def menu_of(qtbot, page, row=0):
    press(qtbot, card_of(page).rows[row].more)
    [menu] = [w for w in QApplication.topLevelWidgets() if w.isVisible() and hasattr(w, "popup")]
    return menu


def choose(qtbot, menu, word):
    entry = next(a for a in menu.actions() if a.text() == word)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def test_a_document_is_chosen_and_stands_in_the_card(qtbot, page, exchange, cv):
    assert "Drop files here" in words_on(card_of(page))

    press(qtbot, card_of(page).add_button)
    choose_in_dialog(qtbot, cv)

    qtbot.waitUntil(lambda: names(page) == ["CV Zsófia Nagy.pdf"])
    [row] = card_of(page).rows
    assert row.name.second.startswith("26\N{NO-BREAK SPACE}B, Zsófia Nagy, ")
    assert page.listing.told.words.words == "Added CV Zsófia Nagy.pdf"
    assert nameless(card_of(page)) == []


def test_files_dropped_on_the_card_are_added(qtbot, page, exchange, cv, tmp_path):
    second = tmp_path / "letter.txt"
    second.write_text("why we travel")

    add(qtbot, page, cv, second)

    assert names(page) == ["CV Zsófia Nagy.pdf", "letter.txt"]
    assert not card_of(page).selected


def test_a_bundle_dropped_on_the_card_is_no_document(qtbot, page, exchange, tmp_path):
    changes = tmp_path / "changes.recipe-changes"
    changes.write_bytes(b"x")

    drop(card_of(page), changes)

    assert names(page) == []


def test_a_document_opens_as_a_copy_that_cannot_be_written(qtbot, page, exchange, cv, viewer):
    add(qtbot, page, cv)

    press(qtbot, card_of(page).rows[0].name)

    qtbot.waitUntil(lambda: hasattr(viewer, "seen"))
    assert (viewer.path.name, viewer.seen) == ("CV Zsófia Nagy.pdf", CV)
    assert viewer.path.stat().st_mode & 0o777 == 0o400
    assert viewer.path.parent.parent.stat().st_mode & 0o077 == 0


def test_a_document_is_saved_where_one_says(qtbot, page, exchange, cv, tmp_path):
    add(qtbot, page, cv)

    choose(qtbot, menu_of(qtbot, page), "Save as…")
    choose_in_dialog(qtbot, tmp_path / "copy.pdf")

    qtbot.waitUntil((tmp_path / "copy.pdf").exists)
    assert (tmp_path / "copy.pdf").read_bytes() == CV
    qtbot.waitUntil(lambda: page.listing.told.words.words == "Saved as copy.pdf")


def test_a_removed_document_comes_back_by_undo(qtbot, page, exchange, cv, workspace):
    add(qtbot, page, cv)

    choose(qtbot, menu_of(qtbot, page), "Remove")

    assert names(page) == []
    assert workspace.ask(history.steps).undo == "attachments.remove"
    press(qtbot, page.listing.told.undo)
    assert names(page) == ["CV Zsófia Nagy.pdf"]


def test_what_has_not_come_says_so_and_cannot_be_saved(qtbot, page, exchange, cv, workspace):
    add(qtbot, page, cv)
    [file] = contents.folder_of(workspace.path).iterdir()
    whole = file.read_bytes()
    file.unlink()

    page.detail.show_record(exchange)

    assert card_of(page).rows[0].name.second.startswith("not here yet, ")
    menu = menu_of(qtbot, page)
    enabled = {a.text(): a.isEnabled() for a in menu.actions() if a.text()}
    assert enabled == {"Open": False, "Save as…": False, "Remove": True}
    menu.close()
    file.write_bytes(whole)


def test_a_program_is_saved_and_never_started(qtbot, page, exchange, tmp_path, viewer):
    program = tmp_path / "setup.exe"
    program.write_bytes(b"MZ")
    add(qtbot, page, program)

    press(qtbot, card_of(page).rows[0].name)
    choose_in_dialog(qtbot, tmp_path / "kept.exe")

    qtbot.waitUntil((tmp_path / "kept.exe").exists)
    assert not hasattr(viewer, "seen")


def test_a_card_shows_where_a_file_would_fall(qtbot, page, exchange, cv):
    card = card_of(page)
    seen = []
    card.installEventFilter(Watcher(card, lambda: seen.append(card.selected)))

    drop(card, cv)

    assert True in seen
    qtbot.waitUntil(lambda: names(page) == ["CV Zsófia Nagy.pdf"])


class Watcher(QObject):
    """Looks whenever the card is about to paint or take a drop."""

    def __init__(self, parent, look):
        super().__init__(parent)
        self._look = look

    @override
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Drop:
            self._look()
        return False


def test_the_documents_of_another_exchange_are_not_shown(
    qtbot, page, exchange, cv, workspace, firms
):
    add(qtbot, page, cv)
    other = workspace.do(exchange_steps.begin, firms["FR"], firms["HU"])

    page.open(other)

    assert names(page) == []
    assert workspace.ask(attachments.of_record, "exchanges", exchange)


def test_an_office_that_is_not_involved_reads_with_whom_the_file_lies(
    qtbot, page, exchange, workspace, cv
):
    members = {m.fields["code"]: m.uid for m in workspace.ask(records.listing, "members")}
    others = {"visitor_member": members["FR"], "host_member": members["DE"]}
    others |= {"paying_member": members["FR"]}
    workspace.do(records.edit, "exchanges", exchange, others)
    card = card_of(page)
    assert "Not here: the file lies with Cluster Mobility & Logistics and NextMove" in words_on(
        card
    )
    assert "Drop files here" not in words_on(card)
    assert not card.add_button.isVisible()
    menu = page.detail.open_menu()
    may = {action.text(): action.isEnabled() for action in menu.actions()}
    menu.close()
    assert not may["Add a document"]

    with qtbot.captureExceptions() as raised:
        drop(card, cv)
        qtbot.waitUntil(lambda: bool(raised))

    [(_, error, _)] = raised
    assert "its file lies with Cluster Mobility" in words.sentence(error)
    assert workspace.ask(attachments.of_record, "exchanges", exchange) == []
    paper = file_data(workspace.ask(exchanges.paper, exchange), "en")
    said = [value for section in paper.sections for row in section.rows for value in row]
    assert any(one.startswith("Not here: the file lies with") for one in said)
    assert not any(one.startswith("Only ZONE") for one in said)
    facts = page.detail.facts
    assert facts.scope.words.words.startswith("Not here: the file lies with")
    assert not facts.share.isVisibleTo(facts)
