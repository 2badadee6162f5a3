"""How soon a long list is there, and how soon it is somewhere else.

The list of organisations as the window has it, on a store; the limit is a bare ``QListView`` over
a Python list of names, of the same size, in the same run. Off screen, 420 by 700 pixels.
"""

import random
import statistics
from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QListView

from recipe_desktop import paths
from recipe_desktop.services import organisations as service
from recipe_desktop.ui.look.theme import Look, Scheme
from recipe_desktop.ui.tables.list import RecordList
from recipe_desktop.ui.tables.records import Column, RecordTable
from recipe_desktop.ui.tables.rows import Row, TwoLines
from tests.benchmarks.figures import Figure, p95, waited
from tests.benchmarks.sample import a_folder, a_laptop, insertion, organisations, write

GROUP = "lists"
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_JUMPS = 60


class Names(QAbstractListModel):
    """The least that a list in Python can do."""

    def __init__(self, names):
        super().__init__()
        self._names = names

    def rowCount(self, parent=QModelIndex()):  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._names)

    def data(self, index, role=_DISPLAY):
        return self._names[index.row()] if role == _DISPLAY else None


def figures(size):
    app = QApplication.instance() or QApplication([])
    look = Look(app, paths.resources(), scheme=Scheme.LIGHT, base_pt=10)
    first, jumps = {"ours": [], "bare": []}, {"ours": [], "bare": []}
    with a_folder() as folder:
        laptop = a_laptop(folder)
        write(laptop, insertion("organisation"), organisations(size.listed))
        laptop.catch_up()
        names = [line.name for line in laptop.ask(_all_lines)]
        for _ in range(size.rounds):
            for name, make in (
                ("bare", partial(_bare, names)),
                ("ours", partial(_ours, laptop, look)),
            ):
                views = []
                first[name].append(waited(_show, make, views))
                jumps[name] += list(_jumps(views[0]))
                views[0].close()
        laptop.close()
    yield _figure("first row painted, 15,000 rows", first, statistics.median, 100)
    yield _figure("random jump, 15,000 rows, p95", jumps, p95, 16)


def _figure(name, spent, middle, limit):
    ours, bare = middle(spent["ours"]), middle(spent["bare"])
    return Figure(GROUP, name, ours / bare, "bare list", limit, limit, ours * 1000, "ms")


def _all_lines(session):
    return service.lines(session, service.order(session))


def _bare(names):
    view = QListView()
    view.setUniformItemSizes(True)
    view.setModel(Names(names))
    return view


def show_bare(model):
    """Show the least list there is over a model, to compare with."""
    view = QListView()
    view.setUniformItemSizes(True)
    view.setModel(model)
    view.resize(420, 700)
    view.grab()


def _ours(laptop, look):
    table = RecordTable(
        (Column(lambda: "Name", lambda line: line.name),),
        order=lambda: laptop.ask(service.order),
        lines=lambda uids: laptop.ask(service.lines, uids),
    )
    view = RecordList(look, table, TwoLines(look, _row))
    table.setParent(view)
    return view


def _row(line):
    return Row(line.name, f"{line.organisation_type}, {line.city}, {line.country}", "home")


def _show(make, views):
    view = make()
    views.append(view)
    view.resize(420, 700)
    view.grab()


def _jumps(view):
    draw = random.Random(7)  # noqa: S311 - where to look next is no secret
    model = view.model()
    for _ in range(_JUMPS):
        index = model.index(draw.randrange(model.rowCount()), 0)
        yield waited(_jump, view, index)


def _jump(view, index):
    view.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
    view.viewport().grab()
