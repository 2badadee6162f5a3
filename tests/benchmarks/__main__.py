"""``python3 run.py bench [GROUP] [--json]``: the figures of the design, beside their limits."""

import argparse
import json
import os
import platform
import sys
from importlib import import_module

from tests.benchmarks.figures import SMOKE, Size

GROUPS = ("capture", "sync", "search", "lists", "steps", "desk", "roadmap", "start")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("group", nargs="?", choices=GROUPS, help="only this group")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument(
        "--smoke", action="store_true", help="a handful of rows: the figures mean nothing"
    )
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = []
    for group in [chosen.group] if chosen.group else GROUPS:
        for figure in measured(group, SMOKE if chosen.smoke else Size()):
            found.append(figure)
            if not chosen.json:
                print(f"{figure.group:8} {figure.as_line()}", flush=True)
    if chosen.json:
        print(json.dumps({"machine": machine(), "figures": [f.as_json() for f in found]}, indent=1))
    return 0


def measured(group, size):
    """The figures of one group, as they are found."""
    return import_module(f"tests.benchmarks.{group}").figures(size)


def machine():
    """What the figures were measured on."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()] if hasattr(os, "getloadavg") else [],
    }


if __name__ == "__main__":
    sys.exit(main())
