"""Dialogs that choose files look at none of them."""

import sqlite3
import subprocess
import sys
from contextlib import closing

from PySide6.QtWidgets import QFileDialog, QTreeView

from recipe_desktop.services import records
from recipe_desktop.ui.files import choosing
from tests.ui.hands import settle

ANOTHER_PROGRAM = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.close()"
)
READ = "SELECT count(*) FROM organisation"


def test_a_dialog_on_the_folder_of_the_store_takes_no_lock_off_it(qtbot, house, workspace):
    workspace.do(records.create, "organisations", {"name": "Alfa"})
    dialog = choosing.open_file(house.window, "Choose", "Lists (*.csv)", lambda _path: None)
    dialog.setDirectory(str(workspace.path.parent))
    dialog.selectNameFilter("All files (*)")
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    shown = dialog.findChild(QTreeView, "treeView")

    def names():
        model, root = shown.model(), shown.rootIndex()
        return {model.index(row, 0, root).data() for row in range(model.rowCount(root))}

    qtbot.waitUntil(lambda: workspace.path.name in names())
    qtbot.wait(300)  # the kinds of files are found out beside it
    dialog.reject()
    settle(qtbot, house)

    command = [sys.executable, "-c", ANOTHER_PROGRAM, str(workspace.path), READ]
    subprocess.run(command, check=True)  # would be the last one, and remove the log, without locks
    workspace.do(records.create, "organisations", {"name": "Béta"})

    with closing(sqlite3.connect(workspace.path)) as other:
        assert other.execute(READ).fetchone() == (2,)
