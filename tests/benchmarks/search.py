"""The search index: filling it, and finding names while they are typed.

The index covers six columns of ``organisation``, two spellings and two sort keys; the limit is the
same rows inserted raw. Names are typed letter by letter from the second on, each answered as the
list is: all that match, in order, and the lines in sight.
"""

from recipe_desktop.services import records
from recipe_desktop.store import search
from tests.benchmarks.figures import Figure, median_ratio, p95, seconds, waited
from tests.benchmarks.sample import (
    RawTable,
    a_folder,
    a_laptop,
    insertion,
    organisations,
    people,
    write,
)

GROUP = "search"
TYPED = ("zsófia nagy", "müller jürgen", "gonçalves inês", "szűcs12", "de vries", "kovacs bence")
IN_SIGHT = 30


def figures(size):
    with a_folder() as folder:
        yield _filling(folder, size)
        yield _typing(folder, size)


def _filling(folder, size):
    rows, insert = organisations(size.rows), insertion("organisation")
    raw_inserts, filled = [], []
    for _ in range(size.rounds):
        raw, laptop = RawTable(folder, "organisation"), a_laptop(folder)
        raw_inserts.append(seconds(raw.run, insert, rows))
        write(laptop, insert, rows)
        if size.rows <= search.AT_ONCE:
            with laptop._store.transaction() as connection:
                filled.append(seconds(_fill, connection))
        else:
            filled.append(seconds(laptop.catch_up))
        raw.close()
        laptop.close()
    ratio = median_ratio(filled, raw_inserts)
    return Figure(GROUP, "search index", ratio, "raw insert", 5, 3)


def _fill(connection):
    search.start_anew(connection)
    while search.catch_up(connection):
        pass


def _typing(folder, size):
    laptop = a_laptop(folder)
    write(laptop, insertion("person"), people(size.people, laptop.here.scope))
    laptop.catch_up()
    typed = [text[:end] for text in TYPED for end in range(2, len(text) + 1)]
    answers, bare = [], []
    for text in typed * size.rounds:
        wanted = search.expression(text)
        bare.append(waited(laptop.ask, _matches, wanted))
        answers.append(waited(laptop.ask, _answer, text))
    laptop.close()
    value, limit = p95(answers), p95(bare)
    name = "search as you type, 10,000 people, p95"
    return Figure(GROUP, name, value / limit, "bare MATCH", 50, 16, value * 1000, "ms")


def _answer(session, text):
    return records.shown(session, "people", records.order(session, "people", text)[:IN_SIGHT])


def _matches(session, wanted):
    statement = "SELECT rowid FROM search_fts WHERE search_fts MATCH ?"
    return session.connection().exec_driver_sql(statement, (wanted,)).all()
