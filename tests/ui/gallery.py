"""Writes pictures of the frame in every theme, to be looked at beside the wanted ones.

python tests/ui/gallery.py FOLDER [--scale 2] [--theme dark]
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def scenes(look, jobs, preferences):
    """The name of each picture and what makes the window for it."""
    from PySide6.QtTest import QTest

    from tests.ui import samples

    def page(section):
        made = samples.window(look, jobs, preferences)
        made.resize(1366, 768)
        made.show()
        made.activateWindow()
        QTest.qWaitForWindowActive(made)
        made.go(section)
        return made

    def listed():
        made = page("partners")
        column = made.go("partners").column
        column.filter.field.setText("gyor")
        column.list.rows.query = "gyor"
        column.filter.field.setFocus()
        return made

    def palette():
        made = listed()
        opened = made.open_palette()
        opened.field.setText("gyor")
        opened.look_up()
        return made

    def refusal():
        made = page("partners")
        samples.damaged_file(look, made)
        return made

    return {
        "counts": lambda: page("home"),
        "partners": listed,
        "empty": lambda: page("events"),
        "palette": palette,
        "error": refusal,
    }


def write(folder, themes, scale):
    """Write every picture into ``folder``."""
    from PySide6.QtWidgets import QApplication

    from recipe_desktop.ui.jobs import Jobs
    from recipe_desktop.ui.look.theme import Look, Scheme
    from recipe_desktop.ui.preferences import Preferences

    app = QApplication.instance() or QApplication([])
    look = Look(app, _ROOT / "resources", base_pt=10)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory() as own:
        for theme in themes:
            look.use(Scheme(theme))
            preferences = Preferences(Path(own) / "window.ini")
            for name, scene in scenes(look, Jobs(app), preferences).items():
                window = scene()
                app.processEvents()
                file = folder / f"{name}-{theme}-{scale}x.png"
                window.grab().save(str(file))
                made.append(file)
                window.close()
                window.deleteLater()
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--theme", action="append", choices=("light", "dark", "contrast"))
    said = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(said.scale)
    sys.path.insert(0, str(_ROOT))
    for file in write(said.folder, said.theme or ("light", "dark", "contrast"), said.scale):
        print(file)  # noqa: T201  # what a script of this kind is for


if __name__ == "__main__":
    main()
