"""How soon the window is there, on a store with 15,000 organisations.

From the start of the process to the first paint; the limit is a process with the same imports
that shows a bare ``QMainWindow`` with a table. Off screen, warm, neighbouring runs.
"""

import subprocess
import sys

from tests.benchmarks.figures import Figure, median_ratio, waited
from tests.benchmarks.sample import a_folder, a_laptop, insertion, organisations, write

GROUP = "start"


def figures(size):
    with a_folder() as folder:
        laptop = a_laptop(folder)
        write(laptop, insertion("organisation"), organisations(size.listed))
        laptop.catch_up()
        laptop.close()
        for what in ("bare", "store"):  # the first of each reads everything from the disk
            _window(what, laptop.path)
        bare, ours = [], []
        for _ in range(max(size.rounds * 2 - 1, 1)):
            bare.append(waited(_window, "bare", laptop.path))
            ours.append(waited(_window, "store", laptop.path))
    ratio = median_ratio(ours, bare)
    yield Figure(GROUP, "window on 15,000 organisations", ratio, "bare window", 1.5, 1.2)


def _window(what, path):
    command = [sys.executable, "-m", "tests.benchmarks.window", what, str(path)]
    subprocess.run(command, check=True, capture_output=True)
