"""Partners: the list, a record with its people and history, doubles, and the directory."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.scenes.stage import shut, to_the_foot

TAB = Qt.FocusReason.TabFocusReason


def first(stage):
    page = stage.go("partners")
    page.list.choose_first()
    stage.rest()
    return page


def record(stage):
    page = first(stage)
    names = ("partners", "partners-people", "partners-history")
    yield from stage.tabs(page, names)
    to_the_foot(page.detail._areas[0])
    yield "partners-foot", stage.window
    page.detail._areas[0].verticalScrollBar().setValue(0)


def editing(stage):
    page = first(stage)
    overview = page.detail.overview
    overview.named.rows["name"].editor.setFocus(TAB)
    yield "partners-editing", stage.window
    page.list.setFocus()
    overview.names.add()
    yield "partners-former-name", stage.window
    overview.memberships.add()
    stage.rest()
    yield "partners-membership", stage.window
    page.list.setFocus()
    page.detail.begin_person()
    yield "partners-new-person", stage.window
    page.detail.tabs.setCurrentIndex(0)


def menus(stage):
    page = first(stage)
    for opens, name in ((page.open_menu, "list"), (page.detail.open_menu, "record")):
        shown = opens()
        yield f"partners-menu-{name}", stage.window
        shut(shown)
    page.listing.country.click()
    yield "partners-menu-country", stage.window
    shut(QApplication.activePopupWidget())


def filtering(stage):
    page = first(stage)
    column = page.listing.column
    column.filter.field.setFocus(TAB)
    for name, shown in stage.filtered(column.filter, column.filter.filtered.emit, "gyor"):
        yield f"partners-{name}", shown


def new_and_deleted(stage):
    page = first(stage)
    page.new_organisation()
    page.dialog.name.setText(page.chosen_name)
    page.dialog._show_alike()
    yield "partners-new", stage.window
    page.dialog.reject()
    for name, shown in stage.deleted(page, page.listing.told):
        yield f"partners-{name}", shown


def people_without(stage):
    page = first(stage)
    page.delete_chosen()
    stage.rest()
    page.show_people_without()
    yield "partners-people-without", stage.window
    page.without.reject()
    page.listing.told.undo.click()
    stage.rest()


def directory(stage):
    page = first(stage)
    page.print_directory()
    dialog = page.print_dialog
    stage.until_done(dialog.save.isEnabled)
    yield "partners-print", stage.window
    dialog.write(stage.folder / "directory.pdf")
    stage.until_done()
    yield "partners-printed", stage.window
    dialog.reject()


def doubles(stage):
    page = first(stage)
    page.review_doubles()
    stage.until_done(page.doubles.table.rowCount)
    yield "doubles", stage.window
    page.doubles.comparison._different()
    stage.rest()
    yield "doubles-told", stage.window
    page.doubles.told.undo.click()
    stage.rest()
    page.show_list()


def empty(stage):
    page = stage.go("partners")
    page.review_doubles()
    stage.rest()
    yield "empty-doubles", stage.window
    page.show_list()
    page.new_organisation()
    yield "empty-new-partner", stage.window
    page.dialog.reject()
