"""What every table must say of itself, and that migrations and models agree."""

import re
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    inspect,
)
from sqlalchemy.orm import configure_mappers

from recipe_desktop.store import migrate, schema, search
from recipe_desktop.store.base import DERIVED, KEEPING, LOCAL, SYNCHRONISED, Base
from recipe_desktop.store.engine import open_engine
from recipe_desktop.store.schema import METADATA, kept, synchronised_tables
from recipe_desktop.store.session import Store

TABLES = sorted(METADATA.tables)
TRAVELLING = sorted(synchronised_tables())


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_how_it_is_kept(name):
    assert METADATA.tables[name].info.get(KEEPING) in (SYNCHRONISED, DERIVED, LOCAL)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_kept_in_a_way_that_its_table_can_keep(name):
    """What is worked out lives in tables of its own: no operation has a place for it."""
    table = METADATA.tables[name]
    own = table.info[KEEPING]
    possible = {SYNCHRONISED: {SYNCHRONISED}, DERIVED: {DERIVED}, LOCAL: {LOCAL, DERIVED}}[own]

    assert {kept(column) for column in table.columns} <= possible


def test_a_column_is_kept_as_it_says_and_else_as_its_table():
    table = Table(
        "bench",
        MetaData(),
        Column("usual", Integer),
        Column("other", Integer, info={KEEPING: DERIVED}),
        info={KEEPING: LOCAL},
    )
    silent = Table("silent", MetaData(), Column("usual", Integer))

    assert [kept(column) for column in table.columns] == [LOCAL, DERIVED]
    assert kept(silent.c.usual) is None


@pytest.mark.parametrize("name", TRAVELLING)
def test_every_column_that_travels_is_captured(name):
    table = METADATA.tables[name]
    travelling = {column.name for column in table.columns if kept(column) == SYNCHRONISED}

    assert schema.columns(name).keys() == travelling - {"uid", "scope"}


def deciding(table):
    """What of a table would refuse a row: everything but its uid, and references nobody enforces."""
    harmless = PrimaryKeyConstraint, ForeignKeyConstraint
    return [
        *(one for one in table.constraints if not isinstance(one, harmless)),
        *(one for one in table.indexes if one.unique),
        *(column for column in table.columns if column.unique or column.constraints),
    ]


@pytest.mark.parametrize(
    "planted",
    [
        UniqueConstraint("name", "city"),
        CheckConstraint("name <> '' OR city <> ''"),
        Index("both", "name", "city", unique=True),
        Column("number", String, unique=True),
        Column("staff", Integer, CheckConstraint("staff > 0")),
    ],
    ids=lambda planted: type(planted).__name__,
)
def test_a_constraint_that_could_decide_a_merge_is_seen(planted):
    columns = (Column("uid", String, primary_key=True), Column("name", String))
    table = Table("planted", MetaData(), *columns, Column("city", String), planted)

    assert deciding(table)


@pytest.mark.parametrize("name", TRAVELLING)
def test_a_table_that_travels_has_no_constraint_that_could_decide_a_merge(name):
    table = METADATA.tables[name]

    assert [c.name for c in table.primary_key.columns] == ["uid"]
    assert "scope" in table.columns
    assert deciding(table) == []
    for column in table.columns:
        assert not isinstance(column.type, (REAL, Float, Numeric, LargeBinary))
        if not column.nullable and column.name != "uid":
            assert column.server_default is not None, f"{name}.{column.name} needs a default"


def test_no_migration_makes_such_a_constraint_either(tmp_path):
    path = tmp_path / "new.recipe"
    Store.open(path, driver=sqlite3).close()
    with closing(sqlite3.connect(path)) as connection:
        made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))

    assert made.keys() >= set(TRAVELLING)
    assert not [n for n in TRAVELLING if re.search(r"\b(UNIQUE|CHECK)\b", made[n], re.IGNORECASE)]


def test_the_orm_never_empties_the_links_of_children():
    configure_mappers()

    for mapper in Base.registry.mappers:
        for relationship in mapper.relationships:
            if relationship.uselist:
                assert relationship.passive_deletes == "all"


def test_migrations_make_what_the_models_say(tmp_path):
    store = Store.open(tmp_path / "new.recipe")
    store.close()
    engine = open_engine(tmp_path / "new.recipe", None)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: not str(name).startswith("search_fts"),
                "compare_type": False,
            },
        )
        differences = compare_metadata(context, METADATA)
        columns = {
            (table, column["name"], column["nullable"])
            for table in inspect(connection).get_table_names()
            for column in inspect(connection).get_columns(table)
            if table in METADATA.tables
        }
    engine.dispose()

    assert differences == []
    assert columns == {
        (t.name, c.name, c.nullable) for t in METADATA.tables.values() for c in t.columns
    }


def test_the_newest_migration_is_the_one_we_open_with():
    folder = ScriptDirectory(str(migrate.__file__).replace("migrate.py", "migrations"))

    assert folder.get_current_head() == migrate.HEAD


def test_what_is_searched_exists():
    for name, searched in search.SEARCHED.items():
        assert {*searched.columns, *searched.title, searched.owner} <= set(
            METADATA.tables[name].columns.keys()
        )
