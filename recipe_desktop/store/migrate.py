"""Bringing a store to the present schema: backup first, all or nothing, and never backwards."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from recipe_desktop.domain.errors import UserError
from recipe_desktop.store.engine import APPLICATION_ID, IMMEDIATE
from recipe_desktop.store.journal.capture import triggers as capture_triggers

HEAD: Final = "0009"
"""The newest revision; kept here so that a start does not need to load Alembic."""


def revision(connection: Connection) -> str | None:
    """The store's revision, or None for an empty file."""
    exists = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).first()
    if exists is None:
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def upgrade(engine: Engine, backup: Path | None = None) -> bool:
    """Bring the store to ``HEAD`` in one transaction; whether there was anything to do.

    Args:
        backup: where a copy of the store goes before it is touched.

    Raises:
        UserError: store.not_ours, store.too_new, store.altered (it is not what its revision says).
    """
    with engine.connect() as connection:
        present = revision(connection)
        if present is None and _has_tables(connection):
            raise UserError("store.not_ours")
    if present == HEAD:
        return False
    if present is not None and present not in _known_revisions():
        raise UserError("store.too_new")
    if present is not None and backup is not None:
        _copy(engine, backup)
    with engine.connect().execution_options(begin=IMMEDIATE) as connection, connection.begin():
        try:
            _run_alembic(connection)
        except DBAPIError as error:  # what the machine refuses is a UserError already, see engine
            if present is None:
                raise
            raise UserError("store.altered", names=f"alembic_version {present}") from error
        renew_triggers(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    return True


def _copy(engine: Engine, target: Path) -> None:
    """Copy the store outside any transaction; an older copy stays until the new one is whole."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
            connection.exec_driver_sql("BEGIN")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def renew_triggers(connection: Connection) -> None:
    """Write all triggers anew; rebuilding a table drops its own."""
    for name in present_triggers(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for statement in expected().values():
        connection.exec_driver_sql(statement)


def verify_triggers(connection: Connection) -> None:
    """Refuse a store whose triggers or views are not exactly ours.

    A missing one would let changes go unrecorded, a foreign one could do anything.

    Raises:
        UserError: store.altered.
    """
    present, wanted = present_triggers(connection), expected()
    wrong = {
        name for name in present.keys() | wanted.keys() if present.get(name) != wanted.get(name)
    }
    if wrong:
        raise UserError("store.altered", names=", ".join(sorted(wrong)))


def expected() -> Mapping[str, str]:
    """Every trigger that a store has."""
    return capture_triggers()


def present_triggers(connection: Connection) -> dict[str, str]:
    """Name and statement of every trigger and view in the store."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    )
    return {row[0]: row[1] for row in rows}


def _has_tables(connection: Connection) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first() is not None


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    return {r.revision for r in script.walk_revisions()}


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
