"""Run as a process of its own: writes a register, and prints its seconds and the most memory."""

import random
import statistics
import sys
from datetime import date
from pathlib import Path

from recipe_desktop.reports import pdf
from recipe_desktop.reports.page import A4, Imprint
from recipe_desktop.reports.register import register
from recipe_desktop.reports.table import Column
from tests.benchmarks.figures import seconds
from tests.benchmarks.memory import peak

_COLUMNS = (("No.", 1), ("Task", 5), ("Lead", 1), ("Start", 2), ("End", 2), ("Why", 5))
_IMPRINT = Imprint("RECiPE4Mobility", date(2026, 3, 2))
WORDS = (
    "Összehangolt piackutatás az öt régióban; szállítói interjúk feldolgozása",
    "Auswertung und Zusammenfassung der Ergebnisse für die Fahrzeugindustrie",
    "Sélection des entreprises et préparation des visites",
    "Preparação das consultas regionais",
    "Common service catalogue",
)


def main(rows, times, folder):
    pick = random.Random(3)  # noqa: S311 - the same rows every time
    body = [
        (str(n), f"{pick.choice(WORDS)} {n}", "HU", "2 Mar 2026", "6 Mar 2026", pick.choice(WORDS))
        for n in range(rows)
    ]
    write(body[:20], Path(folder) / "warm.pdf")
    spent = [seconds(write, body, Path(folder) / "register.pdf") for _ in range(times)]
    print(statistics.median(spent), peak())


def write(body, path):
    columns = [Column(title, share) for title, share in _COLUMNS]
    pdf.write(register("Register", columns, body, _IMPRINT, paper=A4.landscape), path)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
