"""What it costs to take in what another laptop wrote, from the file to the commit.

Two laptops of different members; ``organisation``, encrypted; the whole way: decrypting, expanding,
checking every hash and signature, the log, the tables, the inbox; without the search index. Each
bundle is answered by one that acknowledges it, so that the next brings what is new and no more.
The limit is the same rows written raw. Memory is that of a process of its own, its 64 MB of SQLite
cache and its libraries included.

One round takes more than a minute, so there is one: these figures are single runs, not medians,
and waver by some tenths.
"""

import subprocess
import sys

from recipe_desktop.store.session import without_collecting
from recipe_desktop.sync import bundle, receiving, roster, sending
from recipe_desktop.sync.keys import Keys
from tests.benchmarks.figures import Figure, median_ratio, seconds
from tests.benchmarks.sample import (
    CHANGE,
    RawTable,
    a_folder,
    a_laptop,
    changes,
    insertion,
    meet,
    organisations,
    write,
)

GROUP = "sync"


def figures(size):
    rows = organisations(size.rows)
    spent = {name: [] for name in ("raw insert", "raw update", "new", "changed", "conflict")}
    with a_folder() as folder:
        for name, took in _round(folder, rows):
            spent[name].append(took)
        for name, ours, against, limit, reach in (
            ("import of new rows", "new", "raw insert", 5.5, 3),
            ("import of changed rows", "changed", "raw update", 4.5, 3),
            ("import, every row in conflict", "conflict", "raw update", 20, 12),
        ):
            ratio = median_ratio(spent[ours], spent[against])
            yield Figure(GROUP, name, ratio, against, limit, reach)
        yield from _memory(folder, rows)


def _round(folder, rows):
    raw = RawTable(folder, "organisation")
    one, two = a_laptop(folder), a_laptop(folder, "FR")
    meet(one, two)
    insert, changed = insertion("organisation"), changes(rows)
    yield "raw insert", seconds(raw.run, insert, rows)
    write(one, insert, rows)
    yield "new", seconds(take, two, sent(one, folder))
    take(one, sent(two, folder))
    yield "raw update", seconds(raw.run, CHANGE, changed)
    write(one, CHANGE, changed)
    yield "changed", seconds(take, two, sent(one, folder))
    take(one, sent(two, folder))
    write(one, CHANGE, changes(rows, "Pécs"))
    write(two, CHANGE, changes(rows, "Paris"))
    yield "conflict", seconds(take, two, sent(one, folder))
    raw.close()
    for laptop in (one, two):
        laptop.close()


def sent(laptop, folder):
    """A bundle of what the other laptop lacks; the search index is left where it is."""
    keys, me, store = Keys(laptop.state), laptop.here, laptop._store
    with store.write("exchange.seal", by=me.person, device=me.device_uid) as (session, _):
        sending.seal(session, [keys])
    path = folder / f"{len(list(folder.iterdir()))}.recipe-changes"
    laptop.ask(sending.write_bundle, [keys], path)
    return path


def take(laptop, path):
    """What ``receiving.receive`` does with one file, but for the search index."""
    keys, me, store = Keys(laptop.state), laptop.here, laptop._store
    with without_collecting():
        found = bundle.inspect(path, keys, laptop.ask(roster.trusted, keys))
    with store.write("exchange.take_in", by=me.person, device=me.device_uid) as (session, written):
        written.add(receiving.take_in(session, found, keys).touched)


def _memory(folder, rows):
    one, two = a_laptop(folder), a_laptop(folder, "FR")
    meet(one, two)
    write(one, insertion("organisation"), rows)
    path = folder / "memory.recipe-changes"
    stores = [str(laptop.path) for laptop in (one, two)]
    one.close()
    two.close()
    bare = _megabytes("open", stores[0], path)
    for name, doing, store in (("export", "send", stores[0]), ("import", "receive", stores[1])):
        used = _megabytes(doing, store, path)
        yield Figure(
            *(GROUP, f"peak memory of {name}", used / bare, "store opened", 250, 120, used, "MB")
        )


def _megabytes(doing, store, path):
    command = [sys.executable, "-m", "tests.benchmarks.memory", doing, store, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)
