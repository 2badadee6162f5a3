"""The roadmap: tree and Gantt at every scale, details, files and paper."""

from recipe_desktop.ui.roadmap.bar import DAYS, FIT, MONTHS, WEEKS
from recipe_desktop.ui.roadmap.cells import NAME
from tests.ui.scenes.stage import SAMPLES, shut


def critical(stage):
    """The page with the first critical task chosen."""
    page = stage.go("roadmap")
    page.open(page.outline.roadmap.plan.critical[0])
    page.show_details(shown=False)
    stage.rest()
    return page


def chart(stage):
    page = critical(stage)
    yield "roadmap", stage.window
    scales = {"fit": FIT, "days": DAYS, "months": MONTHS, "weeks": WEEKS}
    for name, scale in scales.items():
        page._scale(scale)
        stage.rest()
        yield f"roadmap-{name}", stage.window


def details(stage):
    page = critical(stage)
    page.show_details()
    for tab, name in enumerate(("facts", "texts", "links", "history")):
        page.detail.tabs.setCurrentIndex(tab)
        stage.rest()
        yield f"roadmap-{name}", stage.window
    page.detail.links._choose(before=True)
    yield "roadmap-new-link", stage.window
    stage.dialog().reject()
    page.detail.tabs.setCurrentIndex(0)
    page.show_details(shown=False)


def menus_and_edits(stage):
    page = critical(stage)
    for opens, name in ((page.open_menu, "more"), (page.bar.open_new, "new")):
        shown = opens()
        yield f"roadmap-menu-{name}", stage.window
        shut(shown)
    page.tree.edit_cell(NAME)
    yield "roadmap-editing", stage.window
    page.tree.setFocus()
    for name, shown in stage.filtered(page.bar.filter, page.narrow, "strategy"):
        yield f"roadmap-{name}", shown


def files_and_paper(stage):
    page = critical(stage)
    page.import_plan()
    yield "roadmap-import-choose", stage.window
    page.import_dialog.reject()
    page.import_plan(SAMPLES / "roadmap.csv")
    stage.until_done()
    yield "roadmap-import", stage.window
    page.import_dialog.reject()
    leaves_open = stage.folder / "plan of a partner.csv"
    lines = "Task;Start;Days;Until\nOřech;03/04/2026;1.500;\nPříprava;05/06/2026;2,5;\n"
    leaves_open.write_bytes(lines.encode("cp1250"))
    page.import_plan(leaves_open)
    stage.until_done()
    yield "roadmap-import-asks", stage.window
    page.import_dialog.reject()
    page.print_roadmap()
    dialog = page.print_dialog
    stage.until_done(dialog.save.isEnabled)
    yield "roadmap-print", stage.window
    dialog.language_of.setCurrentIndex(dialog.language_of.findData("hu"))
    stage.until_done(dialog.save.isEnabled)
    dialog.texts.click()
    yield "roadmap-print-texts", stage.window
    dialog.reject()


def deleted(stage):
    page = critical(stage)
    page.open(next(node.uid for node in page.outline.nodes if node.parts))
    for name, shown in stage.deleted(page, page.told):
        yield f"roadmap-{name}", shown
