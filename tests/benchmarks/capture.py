"""What it costs that every change is written down in the journal.

Schema: ``organisation`` with all columns filled, encrypted; one action of many rows, with
everything that ends it (numbers, what was touched, commit), without the search index.
"""

from tests.benchmarks.figures import Figure, median_ratio, seconds
from tests.benchmarks.sample import (
    CHANGE,
    RawTable,
    a_folder,
    a_laptop,
    changes,
    insertion,
    organisations,
    write,
)

GROUP = "capture"


def figures(size):
    rows = organisations(size.rows)
    changed, insert = changes(rows), insertion("organisation")
    raw_inserts, inserts, raw_updates, updates = [], [], [], []
    with a_folder() as folder:
        for _ in range(size.rounds):
            raw, laptop = RawTable(folder, "organisation"), a_laptop(folder)
            raw_inserts.append(seconds(raw.run, insert, rows))
            inserts.append(seconds(write, laptop, insert, rows))
            raw_updates.append(seconds(raw.run, CHANGE, changed))
            updates.append(seconds(write, laptop, CHANGE, changed))
            raw.close()
            laptop.close()
    yield Figure(
        GROUP, "capture of inserts", median_ratio(inserts, raw_inserts), "raw insert", 4.5, 3.0
    )
    yield Figure(
        GROUP, "capture of updates", median_ratio(updates, raw_updates), "raw update", 4.0, 2.5
    )
