"""Exchanges: list, board, one exchange in either width, and what it asks."""

from PySide6.QtWidgets import QApplication

from recipe_desktop.ui.exchanges.reason import ReasonSheet
from recipe_desktop.ui.exchanges.switch import BOARD, LIST
from tests.ui.scenes.stage import shut, to_the_foot


def first(stage):
    page = stage.go("exchanges")
    page.show_way(LIST)
    page.list.choose_first()
    stage.rest()
    return page


def record(stage):
    page = first(stage)
    yield from stage.tabs(page, ("exchanges", "exchanges-facts", "exchanges-history"))
    to_the_foot(page.detail._areas[0])
    yield "exchanges-foot", stage.window
    page.detail._areas[0].verticalScrollBar().setValue(0)


def wide_and_board(stage):
    page = first(stage)
    page.show_way(BOARD)
    stage.rest()
    yield "exchanges-board", stage.window
    page.show_way(LIST)
    page.open_wide()
    stage.rest()
    yield "exchanges-wide", stage.window
    to_the_foot(page.detail._areas[0])
    yield "exchanges-wide-foot", stage.window
    page.show_way(LIST)


def dialogs(stage):
    page = first(stage)
    shown = page.detail.open_menu()
    yield "exchanges-menu", stage.window
    shut(shown)
    page.listing.filters.finding.click()
    yield "exchanges-menu-findings", stage.window
    shut(QApplication.activePopupWidget())
    page.new_exchange()
    yield "exchanges-new", stage.window
    page.dialog.reject()
    page.choose_party("host")
    yield "exchanges-choose-host", stage.window
    page.dialog.reject()
    page.detail.choose_readers()
    yield "exchanges-readers", stage.window
    page.detail.sheet.reject()
    finding = page.detail.card.findings[0]
    sheet = ReasonSheet(stage.house.look, stage.window, finding, "Zsófia Nagy", _nothing)
    sheet.open()
    yield "exchanges-reason", stage.window
    sheet.reject()


def document(stage):
    page = first(stage)
    file = stage.folder / "Lebenslauf Zsófia Őri.pdf"
    file.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page.documents.add(page.chosen, [file])
    stage.until_done()
    page.open_wide()
    stage.rest()
    to_the_foot(page.detail._areas[0])
    yield "exchanges-document", stage.window
    page.show_way(LIST)


def deleted(stage):
    page = first(stage)
    for name, shown in stage.deleted(page, page.listing.told):
        yield f"exchanges-{name}", shown


def empty(stage):
    page = stage.go("exchanges")
    page.show_way(BOARD)
    stage.rest()
    yield "empty-board", stage.window
    page.show_way(LIST)
    page.new_exchange()
    yield "empty-new-exchange", stage.window
    page.dialog.reject()


def _nothing(_reason, _name):
    pass
