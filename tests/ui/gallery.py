"""Writes a picture of every page, dialog, menu and message, to be looked at beside the wanted ones.

python tests/ui/gallery.py FOLDER [--scale 2] [--theme dark] [--lang hu] [--text 200]
    [--only partners.record]
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def _screen(scale):
    """That of a small laptop, which the window fills; its size is in pixels of the screen."""
    return {"name": "one", "x": 0, "y": 0, "width": int(1366 * scale), "height": int(768 * scale)}


def _use_screen(file):
    """Have Qt without a display take the size of its screen from a file; else it has 800 by 800."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


@contextmanager
def _demonstration(given):
    """A folder in which the demonstration has been played, with its keys in force."""
    from recipe_desktop.demo import stage
    from recipe_desktop.demo.story import Story

    with tempfile.TemporaryDirectory() as own:
        folder = Path(own) / "demo"
        if given is not None:
            shutil.copytree(given, folder)
        folder.mkdir(exist_ok=True)
        with stage.own_keys(folder):
            if given is None:
                Story(folder, lambda _said: None).play()
            yield folder


def picture(widget):
    """What is seen of a window, with the menus that are open over it."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication, QWidget

    for _pass in range(3):
        QApplication.processEvents()
    seen = widget.grab()
    painter = QPainter(seen)
    for top in sorted(QApplication.topLevelWidgets(), key=QWidget.x):  # a submenu after its menu
        if top.isVisible() and top.windowType() == Qt.WindowType.Popup:
            at = widget.mapFromGlobal(top.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(at, top.grab())
    painter.end()
    return seen


def name_of(scene):
    """What a scene is called on the command line."""
    return f"{scene.__module__.rpartition('.')[2]}.{scene.__name__}"


@contextmanager
def opened(app, look, languages, workspace, folder):
    """The window of a store, active and at rest."""
    from PySide6.QtTest import QTest

    from recipe_desktop.ui import pictures

    with pictures.opened(app, look, languages, workspace, folder) as house:
        house.window.activateWindow()
        QTest.qWaitForWindowActive(house.window)  # else nothing has the keyboard, and no ring
        yield house


def _welcomes(look, languages, folder):
    """The first window, and why a store cannot be opened."""
    from recipe_desktop.domain.errors import UserError
    from recipe_desktop.places import Shared
    from recipe_desktop.services import stores
    from recipe_desktop.ui.preferences import Preferences
    from recipe_desktop.ui.start.shared_places import ask_before_making, offer_to_move
    from recipe_desktop.ui.start.welcome import Welcome
    from recipe_desktop.ui.window.frame import USUAL

    welcome = Welcome(
        look, lambda _path: None, Path.home(), languages.use, Preferences(folder / "window.ini")
    )
    welcome.resize(*USUAL)
    welcome.show()
    yield "welcome", picture(welcome)
    (folder / "damaged.recipe").write_bytes(b"SQLite format 3\0 and then nothing of the kind")
    for name in ("damaged", "none"):
        try:
            stores.open_store(folder / f"{name}.recipe")
        except UserError as error:
            welcome.show_trouble(error)
        yield f"welcome-{name}", picture(welcome)
    place = Path.home() / "OneDrive" / "office.recipe"
    for name, shared in (("copied", Shared("OneDrive")), ("network", Shared())):
        asked = ask_before_making(look, welcome, place, shared, print)
        yield f"welcome-{name}-make", picture(welcome)
        asked.reject()
        asked = offer_to_move(look, welcome, place, shared, print, print)
        yield f"welcome-{name}-move", picture(welcome)
        asked.reject()
    welcome.close()
    welcome.deleteLater()


def _pictures(app, look, languages, demo, wanted):
    """Yield name and picture of every scene."""
    from recipe_desktop.services import stores
    from recipe_desktop.sync import cards, roster
    from recipe_desktop.sync.keys import Keys
    from tests.ui import scenes
    from tests.ui.scenes.stage import Stage

    own = demo / "gallery"
    own.mkdir()
    card = own / "third.recipe-card"
    third = stores.create(own / "third.recipe", stores.Owner("DE", "Regensburg 2", "Jürgen Groß"))
    cards.write_card(third.ask(roster.identity, Keys(third.state)), card)
    third.close()
    fresh = stores.create(own / "fresh.recipe", stores.Owner("HU", "Zalaegerszeg 2", "Éva Balogh"))
    full = stores.open_store(demo / "zalaegerszeg.recipe")
    for workspace, of_store in ((full, scenes.FULL), (fresh, scenes.EMPTY)):
        with opened(app, look, languages, workspace, own) as house:
            stage = Stage(house, own, demo / "next.recipe-changes", card)
            stage.rest()
            for scene in of_store:
                if not wanted or name_of(scene) in wanted:
                    for name, widget in scene(stage):
                        yield name, picture(widget)
        workspace.close()
    if not wanted or "welcome" in wanted:
        yield from _welcomes(look, languages, own)


def write(folder, said):
    """Write every picture into a folder, and say which."""
    from PySide6.QtWidgets import QApplication

    from recipe_desktop import paths
    from recipe_desktop.ui.look.theme import Look, Scheme
    from recipe_desktop.ui.view import Languages

    app = QApplication([])
    look = Look(app, paths.resources(), scheme=Scheme(said.theme), percent=said.text, base_pt=10)
    languages = Languages(app)
    languages.use(said.lang)
    folder.mkdir(parents=True, exist_ok=True)
    with _demonstration(said.demo) as demo:
        for name, seen in _pictures(app, look, languages, demo, said.only):
            file = folder / f"{name}.png"
            seen.save(str(file))
            print(file, flush=True)  # noqa: T201  # what a script of this kind is for


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", default="1")
    parser.add_argument("--theme", default="light", choices=("light", "dark", "contrast"))
    parser.add_argument("--lang", default="en", help="xx is that of the tests, with longer words")
    parser.add_argument("--text", type=int, default=100, help="its size in percent, 80 to 200")
    parser.add_argument("--only", action="append", help="scenes of tests/ui/scenes")
    parser.add_argument("--demo", type=Path, help="where the demonstration was played already")
    said = parser.parse_args()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as screen:
        json.dump({"screens": [_screen(float(said.scale))]}, screen)
        screen.flush()
        _use_screen(screen.name)
        os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
        os.environ["QT_SCALE_FACTOR"] = said.scale
        sys.path[0] = str(_ROOT)  # not this folder: its typing is not the one of Python
        write(said.folder, said)


if __name__ == "__main__":
    main()
