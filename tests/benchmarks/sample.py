"""Stores, raw tables of the same shape, and invented organisations and people to fill them."""

import contextlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

from recipe_desktop.domain.codes import badge_code
from recipe_desktop.domain.ids import new_uid
from recipe_desktop.services import stores
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.store.engine import open_engine, use_wal
from recipe_desktop.store.schema import synchronised_tables
from recipe_desktop.sync import roster
from recipe_desktop.sync.keys import Keys

PARTNERSHIP = "partnership"
_PLACES = ("Győr", "Lyon", "Köln", "Eindhoven", "Évora", "Székesfehérvár", "Saint-Étienne")
_WORDS = "Akkumulátor Automatisation Maschinenbau Logistiek Mobilidade Szerszám Énergie".split()
_GIVEN = "Zsófia Ana Jürgen Élodie João Márta Sjoerd Łucja Bence Inês".split()
_FAMILY = "Nagy Costa Müller Lefèvre Szűcs de~Vries Kovács Öztürk Gonçalves Weiß Horváth".split()


@contextlib.contextmanager
def a_folder():
    """A folder of its own for stores and keys, gone afterwards."""
    before = os.environ.get("RECIPE_STATE")
    folder = Path(tempfile.mkdtemp(prefix="recipe-bench-"))
    os.environ["RECIPE_STATE"] = str(folder / "state")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.pop("RECIPE_STATE")
        if before is not None:
            os.environ["RECIPE_STATE"] = before


def a_laptop(folder, member="HU", name=""):
    """A new store, encrypted as every user's is."""
    name = name or f"{member}-{secrets.token_hex(3)}"
    return stores.create(folder / f"{name}.recipe", stores.Owner(member, name, "Zsófia Nagy"))


def meet(one: Workspace, two: Workspace):
    """Have two laptops admit each other."""
    for me, other in ((one, two), (two, one)):
        me.do(roster.admit, Keys(me.state), other.ask(roster.identity, Keys(other.state)))


class RawTable:
    """The limit: one table of the same columns in a file of its own, without triggers or log.

    The driver, the key and the pragmas are the store's; the statements go to the driver as they
    are, all rows in one transaction.
    """

    def __init__(self, folder, table):
        self._path = folder / f"raw-{secrets.token_hex(3)}.db"
        engine = open_engine(self._path, secrets.token_hex(32))
        use_wal(engine)
        self._connection = engine.raw_connection()
        self.cursor = self._connection.cursor()
        found = synchronised_tables()[table]
        self.cursor.execute(str(CreateTable(found).compile(engine)))
        for index in found.indexes:
            self.cursor.execute(str(CreateIndex(index).compile(engine)))
        self._engine = engine

    def run(self, sql, rows):
        self.cursor.execute("BEGIN IMMEDIATE")
        self.cursor.executemany(sql, rows)
        self.cursor.execute("COMMIT")

    def close(self):
        self._connection.close()
        self._engine.dispose()
        for leftover in self._path.parent.glob(f"{self._path.name}*"):
            leftover.unlink()


def columns(table):
    """All columns, identity and scope included."""
    return [c.name for c in synchronised_tables()[table].columns]


def insertion(table):
    names = columns(table)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


CHANGE = "UPDATE organisation SET city = ?, website = ? WHERE uid = ?"


def organisations(count):
    """Rows with every column filled, in the order of the table."""
    return [
        _in_order(
            "organisation",
            {
                "uid": new_uid(),
                "scope": PARTNERSHIP,
                "number": f"HU-KQF-{i}",
                "created_at": "2026-09-01T08:00:00.000+00:00",
                "name": f"{_PLACES[i % 7]}i {_WORDS[i // 7 % 7]} {i} Kft.",
                "organisation_type": "sme",
                "country": "HU",
                "city": _PLACES[i % 7],
                "postcode": str(9000 + i % 900),
                "address": f"Fő utca {i % 200}.",
                "staff": i % 300,
                "turnover_cents": i * 1000,
                "balance_cents": i * 900,
                "figures_on": "2025-12-31",
                "vat_number": f"HU{i:08d}",
                "registration_number": f"08-09-{i:06d}",
                "ecosystems": "mobility",
                "website": f"https://www.example-{i}.hu",
                "founded_on": str(1950 + i % 70),
            },
        )
        for i in range(count)
    ]


def people(count, scope):
    """People with names of five countries."""
    return [
        _in_order(
            "person",
            {
                "uid": new_uid(),
                "scope": scope,
                "number": f"HU-KQF-{i}",
                "given_name": _GIVEN[i % 10],
                "family_name": f"{_FAMILY[i // 10 % 11].replace('~', ' ')}{i // 110 or ''}",
                "position": _WORDS[i % 7],
                "email": f"someone{i}@example.org",
            },
        )
        for i in range(count)
    ]


def registrations(count, event, scope):
    """People of one event, with the codes on their badges."""
    made = []
    for i in range(count):
        uid = new_uid()
        values = {
            "uid": uid,
            "scope": scope,
            "event_uid": event,
            "created_at": "2026-09-01T08:00:00.000+00:00",
            "code": badge_code(event, uid),
            "badge_number": f"{i:04}",
            "given_name": _GIVEN[i % 10],
            "family_name": f"{_FAMILY[i // 10 % 11].replace('~', ' ')}{i // 110 or ''}",
            "organisation_name": f"{_PLACES[i % 7]}i {_WORDS[i // 7 % 7]} {i % 900} Kft.",
            "email": f"someone{i}@example.org",
            "source": "imported",
        }
        made.append(_in_order("registration", values))
    return made


def _in_order(table, values):
    found = synchronised_tables()[table].columns
    return tuple(values.get(c.name, None if c.nullable else "") for c in found)


def changes(rows, city="Budapest"):
    """For each organisation another city and website."""
    at = columns("organisation").index("uid")
    return [(city, f"https://example.org/{city}/{i}", row[at]) for i, row in enumerate(rows)]


def write(workspace, sql, rows):
    """One action of a user, up to its commit; the search index is left for later."""
    me = workspace.here
    store = workspace._store
    with store.write("benchmark.write", by=me.person, device=me.device_uid) as (session, _):
        session.connection().exec_driver_sql(sql, rows)
