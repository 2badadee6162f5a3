"""Bringing a store to the present schema: backup first, all or nothing, and never backwards."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from recipe_desktop.domain.errors import UserError
from recipe_desktop.new_files import unfinished
from recipe_desktop.store import contents, marks, search
from recipe_desktop.store.engine import APPLICATION_ID, IMMEDIATE
from recipe_desktop.store.journal import merge
from recipe_desktop.store.journal.capture import triggers as capture_triggers
from recipe_desktop.store.schema import METADATA

HEAD: Final = "0012"
"""The newest revision; kept here so that a start does not need to load Alembic."""

_REVISION: Final = re.compile("[0-9]{4}")
_SHOWN: Final = 4  # names of what was altered


def revision(connection: Connection, file: str) -> str | None:
    """The store's revision, or None for an empty file.

    Raises:
        UserError: store.damaged, when the store does not say one.
    """
    exists = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).first()
    if exists is None:
        if _has_tables(connection):
            raise UserError("store.damaged", file=file)
        return None
    rows = connection.exec_driver_sql("SELECT * FROM alembic_version").all()
    if len(rows) != 1 or not _REVISION.fullmatch(str(rows[0][0])):
        raise UserError("store.damaged", file=file)
    return str(rows[0][0])


def upgrade(engine: Engine, file: str, backup: Path | None = None) -> bool:
    """Bring the store to ``HEAD`` in one transaction; whether its schema is another now.

    What is worked out from other rows, the search index, is begun anew then, and also where
    another edition of the program wrote it.

    Args:
        file: what the store is called in a refusal.
        backup: where a copy of the store goes before it is touched.

    Raises:
        UserError: store.damaged, store.too_new, store.altered (it is not what its revision says);
            then the file is as it was, and no copy lies beside it that was not there before.
    """
    with engine.connect() as connection:
        present = revision(connection, file)
        as_written_now = present == HEAD and is_current(connection)
    if present == HEAD:
        if not as_written_now:
            with (
                engine.connect().execution_options(begin=IMMEDIATE) as connection,
                connection.begin(),
            ):
                verify(connection, file)
                _bring_up_to_date(connection)
        return False
    if present is not None and present not in _known_revisions():
        raise UserError("store.too_new" if present > HEAD else "store.damaged", file=file)
    keeping = nullcontext() if present is None or backup is None else _copied(engine, backup)
    with (
        keeping,
        engine.connect().execution_options(begin=IMMEDIATE) as connection,
        connection.begin(),
    ):
        try:
            _run_alembic(connection)
        except DBAPIError as error:  # what the machine refuses is a UserError already, see engine
            if present is None:
                raise
            raise UserError(
                "store.altered", file=file, names=f"alembic_version {present}"
            ) from error
        renew_triggers(connection)
        verify(connection, file)  # before it lasts: what is refused stays as it was
        if present is not None:
            _show_what_was_kept(connection, int(present))
        search.start_anew(connection)
        _say_whose_it_is(connection)
    return True


def _show_what_was_kept(connection: Connection, former: int) -> None:
    """Work out the rows on which newer programs wrote what the former schema had no place for.

    Args:
        former: the number of that schema, as in every transaction.
    """
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT scope, tbl, op.row FROM op JOIN txn ON txn.id = op.txn "
        "WHERE schema_no > ? AND stream IS NOT NULL ORDER BY scope, tbl",
        (former,),
    ).all()
    for scope, of_scope in groupby(rows, itemgetter(0)):
        tables = groupby(of_scope, itemgetter(1))
        merge.refold(connection, scope, {name: [uid for *_, uid in of] for name, of in tables})


def is_current(connection: Connection) -> bool:
    """Whether a store of the present schema has all that later editions added beside it."""
    return (
        says_whose_it_is(connection)
        and search.is_present(connection)
        and marks.present(connection) != 0
    )


def _bring_up_to_date(connection: Connection) -> None:
    if not search.is_present(connection):
        search.start_anew(connection)
    if not says_whose_it_is(connection):
        _say_whose_it_is(connection)
    marks.go_on(connection)


def says_whose_it_is(connection: Connection) -> bool:
    """Whether the file says whose it is; plain copies of earlier versions did not."""
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID)


def _say_whose_it_is(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def copy(connection: Connection, target: Path) -> None:
    """Copy the store outside any transaction, as it is, into a file that is not there yet."""
    run = connection.exec_driver_sql
    run("ROLLBACK")
    is_reading = bool(run("PRAGMA query_only").scalar())
    run("PRAGMA query_only = OFF")  # it forbids writing another file, too
    try:
        run("VACUUM INTO ?", (str(target),))
    finally:
        run(f"PRAGMA query_only = {int(is_reading)}")
        run("BEGIN")


@contextmanager
def _copied(engine: Engine, target: Path) -> Iterator[None]:
    """Copy the store first; the copy gets its name when what follows has succeeded.

    Its documents are laid beside it last, so that nothing of them stays of what did not succeed.
    """
    part = unfinished(target)
    try:
        with engine.connect() as connection:
            copy(connection, part)
        yield
        with engine.connect() as connection:
            contents.lay_beside(connection, target)
        part.replace(target)
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    try:
        if part.exists():  # else a folder that may only be read refuses it, too
            part.unlink()
    except OSError as error:
        raise UserError("store.cannot_open", file=part.name) from error


def renew_triggers(connection: Connection) -> None:
    """Write all triggers anew; rebuilding a table drops its own."""
    for name in present_triggers(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for statement in expected().values():
        connection.exec_driver_sql(statement)


def verify(connection: Connection, file: str) -> None:
    """Refuse a store that lacks tables or columns, or whose triggers and views are not just ours.

    Without a trigger changes would go unrecorded, and a foreign one could do anything.

    Raises:
        UserError: store.damaged, store.altered.
    """
    if _columns() - _present_columns(connection):
        raise UserError("store.damaged", file=file)
    present, wanted = present_triggers(connection), expected()
    wrong = {
        name for name in present.keys() | wanted.keys() if present.get(name) != wanted.get(name)
    }
    if wrong:
        raise UserError("store.altered", file=file, names=_some(sorted(wrong)))


@cache
def expected() -> Mapping[str, str]:
    """Every trigger that a store has."""
    return capture_triggers()


def present_triggers(connection: Connection) -> dict[str, str]:
    """Name and statement of every trigger and view in the store."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    )
    return {row[0]: row[1] for row in rows}


@cache
def _columns() -> frozenset[tuple[str, str]]:
    tables = METADATA.tables.items()
    return frozenset((name, column.name) for name, table in tables for column in table.columns)


def _present_columns(connection: Connection) -> set[tuple[str, str]]:
    rows = connection.exec_driver_sql(
        "SELECT kept.name, info.name FROM sqlite_master AS kept, pragma_table_info(kept.name) AS info "
        "WHERE kept.type = 'table'"
    )
    return {(row[0], row[1]) for row in rows}


def _some(names: Sequence[str]) -> str:
    """The first of many names; a sentence is no place for a hundred."""
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown}, \N{HORIZONTAL ELLIPSIS}"


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
