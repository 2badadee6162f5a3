"""Imports: questions and counts before, the result after, and files that cannot be taken in."""

from PySide6.QtWidgets import QComboBox

from tests.ui.scenes.stage import SAMPLES


def begun(stage):
    stage.house.ways.list_import.emit("")
    return stage.window.pages.currentWidget()


def members(stage):
    page = begun(stage)
    yield "import", stage.window
    page.read(stage.members)
    stage.until_done(lambda: page.planned is not None)
    for tab, name in enumerate(("columns", "questions", "file")):
        page.pane.tabs.setCurrentIndex(tab)
        yield f"import-{name}", stage.window
    page.pane.tabs.setCurrentIndex(0)
    for outcome, card in page.pane.counts.items():
        if card.number not in ("", "0"):
            card.click()
            yield f"import-{outcome.value}", stage.window
            card.click()
    box = next(box for box in page.pane.findChildren(QComboBox) if box.isVisible())
    box.showPopup()
    yield "import-menu-column", stage.window
    box.hidePopup()
    page._run()
    stage.until_done()
    yield "import-result", stage.window
    page.leave()
    stage.rest()


def refusals(stage):
    for name, content in (
        ("empty.csv", b""),
        ("wrong.xlsx", b"PK this is no workbook"),
        ("titles.csv", b"Foo;Bar\n1;2\n"),
    ):
        file = stage.folder / name
        file.write_bytes(content)
        page = begun(stage)
        page.read(file)
        stage.until_done()
        yield f"import-refused-{file.stem}", stage.window
        page.leave()
        stage.rest()


def registrations(stage):
    chosen = stage.go("events")
    chosen.list.choose_first()
    stage.rest()
    stage.house._import_registrations(chosen.chosen)
    page = stage.window.pages.currentWidget()
    yield "import-registrations", stage.window
    page.read(SAMPLES / "registrations.csv")
    stage.until_done(lambda: page.planned is not None)
    yield "import-registrations-preview", stage.window
    page.leave()
    stage.rest()
