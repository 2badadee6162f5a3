"""The frame: what is seen at first, the menus, the palette, settings and messages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop import logs, paths
from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import emblems, projects, words
from recipe_desktop.ui.start.errors import Errors
from tests.pictures import an_emblem
from tests.ui.scenes.stage import shut


def home(stage):
    stage.go("home")
    yield "home", stage.window
    stage.window.open_menu()
    menu = QApplication.activePopupWidget()
    yield "menu", stage.window
    names = [name for name, _words in stage.window._menus]
    for action, name in zip(menu.actions(), names, strict=True):
        menu.setActiveAction(action)
        yield f"menu-{name}", stage.window
    shut(menu)


def palette(stage):
    stage.go("home")
    for name, typed in (("all", ""), ("gyor", "gyor"), ("nothing", "qqqqq"), ("print", "print")):
        opened = stage.window.open_palette()
        opened.field.setText(typed)
        opened.look_up()
        yield f"palette-{name}", stage.window
        opened.reject()


def project(stage):
    stage.go("home")
    stage.house.show_project()
    stage.rest()
    yield "project", stage.window
    workspace, file = stage.house.workspace, an_emblem(480, 320, name="eu.png")
    uid = workspace.ask(projects.present).uid
    workspace.do(emblems.put, uid, file)
    stage.rest()
    stage.window.pages.currentWidget().emblem.choose.setFocus(Qt.FocusReason.TabFocusReason)
    yield "project-emblem", stage.window
    workspace.do(emblems.remove, uid)
    stage.house.show_reference()
    shown = stage.house.window.pages.currentWidget()
    for kind in shown.parts:
        shown.open(kind)
        stage.rest()
        yield f"reference-{kind}", stage.window
    shown.open("lump-sums", next(iter(shown.parts["lump-sums"].entries.rows)))
    stage.rest()
    yield "reference-opened", stage.window
    stage.go("home")
    stage.house.ask_name()
    yield "who", stage.window
    stage.dialog().reject()


def messages(stage):
    stage.go("partners")
    window = stage.window
    errors = Errors(
        stage.house.look,
        words.sentence,
        lambda error: logs.bug_report(error, paths.log_dir()),
        lambda: window,
        stage.house,
    )
    for error in (UserError("store.busy"), UserError("file.disk_full", name="directory.pdf")):
        errors.show(error)
        yield f"error-{error.code.replace('.', '-')}", window
        errors.shown.reject()
    errors.show(RuntimeError("a bug"))
    yield "error-bug", window
    errors.shown._fold()
    yield "error-bug-details", window
    errors.shown.reject()
    stage.house._backed_up(stage.folder / "copy.recipe", is_encrypted=True)
    yield "backed-up", window
    stage.dialog().reject()


def empty(stage):
    for section in stage.window.sidebar.entries:
        stage.go(section)
        yield f"empty-{section}", stage.window
