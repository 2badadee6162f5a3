"""What a scene plays on, and how it waits until everything it asked for has arrived."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from recipe_desktop.ui import pictures
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.house.house import House

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"


@dataclass(frozen=True)
class Stage:
    """The window of a store, and files that a scene may use.

    Args:
        folder: the scenes' own, for files that they write.
        bundle: changes of another laptop that were not taken in yet.
        card: of a laptop that is not admitted.
        members: a list to import.
    """

    house: House
    folder: Path
    bundle: Path
    card: Path
    members: Path = SAMPLES / "members.xlsx"

    @property
    def window(self):
        return self.house.window

    def do(self, use_case, *args):
        return self.house.workspace.do(use_case, *args)

    def go(self, section):
        page = self.window.go(section)
        self.rest()
        return page

    def rest(self):
        pictures.until_quiet(self.house)
        QApplication.processEvents()

    def until_done(self, ready=lambda: True):
        """Wait for the jobs that run, and for what they make ready."""
        pictures.until(lambda: ready() and not self.house.jobs.running)
        self.rest()

    def dialog(self):
        """The dialog that is open."""
        self.rest()
        return [s for s in self.window.findChildren(Sheet) if s.isVisible()][-1]

    def filtered(self, filter_line, narrow, some):
        """Type what finds some, then what finds nothing, and take it away again."""
        for typed, name in ((some, "filtered"), ("qqqq", "nothing-matches"), ("", "")):
            filter_line.field.setText(typed)
            narrow(typed)
            self.rest()
            if name:
                yield name, self.window

    def deleted(self, page, told):
        """Delete what is chosen, and take it back where that is told."""
        page.delete_chosen()
        self.rest()
        yield "deleted", self.window
        told.undo.click()
        self.rest()

    def tabs(self, page, names):
        """Go through the tabs of a record, and come back to the first."""
        for place, name in enumerate(names):
            page.detail.tabs.setCurrentIndex(place)
            self.rest()
            yield name, self.window
        page.detail.tabs.setCurrentIndex(0)


def shut(menu):
    """Close a menu that was looked at."""
    menu.close()
    QApplication.processEvents()


def to_the_foot(area):
    """Scroll down."""
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
