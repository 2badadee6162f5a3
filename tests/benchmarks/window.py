"""Run as a process of its own: shows a bare window or that of a store, and ends with its first paint."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStringListModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from recipe_desktop.ui.start.program import run_gui


class FirstPaint(QObject):
    """Ends the process when the main window has been painted."""

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.UpdateRequest and isinstance(watched, QMainWindow):
            watched.grab()  # whatever was asked to be painted is, then
            os._exit(0)
        return False


def main(what, path):
    app = QApplication([])
    first = FirstPaint(app)
    app.installEventFilter(first)
    if what == "store":
        run_gui(Path(path), lambda _: None)
        return
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStringListModel([f"Row {row}" for row in range(200)]))
    window.setCentralWidget(table)
    window.resize(1366, 768)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.exit(1)
