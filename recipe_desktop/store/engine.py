"""Opening SQLite: the driver, the key, the pragmas, and BEGIN in our own hands."""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from shutil import disk_usage
from types import ModuleType
from typing import Any, Final, NoReturn

from sqlalchemy import Connection, Engine, ExceptionContext, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from recipe_desktop.domain.errors import UserError
from recipe_desktop.progress import Checkpoint
from recipe_desktop.store import marks
from recipe_desktop.store.same_file import SameFile

APPLICATION_ID: Final = 0x52435045  # "RCPE"
IMMEDIATE: Final = "BEGIN IMMEDIATE"
PATIENCE_MS: Final = 5000
"""How long a write waits for that of another program, unless the option ``patience`` says else."""

_WAL: Final = "journal_mode = WAL"  # stays with the file
_PRAGMAS: Final = (
    "synchronous = FULL",  # evidence must survive a power cut
    f"busy_timeout = {PATIENCE_MS}",
    "secure_delete = ON",
    "recursive_triggers = ON",  # REPLACE must fire the delete triggers
    "cache_size = -65536",
    "temp_store = MEMORY",
)

_READING: Final = (*_PRAGMAS[1:], "query_only = ON")
"""Of a connection that only reads: no write gets through."""

CONNECTIONS: Final = 4
"""At a time, of a program that writes, reads in several threads, and searches."""

_INSTRUCTIONS: Final = 1000  # of SQLite between two steps of a statement that is watched

_KEPT_STATEMENTS: Final = 32
"""Prepared statements that a connection keeps. They sit in the connection's quick memory
(lookaside): with 256 of them nothing was left, and a captured row took a quarter longer."""

_OURS: Final = frozenset({"op", "txn", "replica"})
"""Tables of every store since the first version; a database without any is another program's."""

_SMALLEST_SPACE: Final = 1 << 20  # bytes

# The environment's failures in the user's words; constraint and misuse stay bugs.
_REFUSALS: Final = (
    ("database or disk is full", "store.disk_full"),
    ("readonly database", "store.read_only"),
    ("locked", "store.busy"),
    ("malformed", "store.damaged"),
    ("not a database", "store.damaged"),
    ("unsupported file format", "store.damaged"),  # a number in its header that no SQLite writes
    ("vtable constructor failed", "store.damaged"),  # a page of the search index
    ("invalid fts5 file format", "store.damaged"),
    ("unable to open", "store.cannot_open"),
    ("disk i/o error", "store.disk_error"),
)


def cipher_driver() -> ModuleType | None:
    """The driver that can encrypt, or None where its wheel is missing."""
    try:
        return import_module("sqlcipher3.dbapi2")
    except ImportError:
        return None


def open_engine(
    path: Path,
    key: str | None,
    driver: ModuleType | None = None,
    *,
    reading: bool = False,
    same: SameFile | None = None,
) -> Engine:
    """An engine on one store file, whose journal keeps its mode: see ``use_wal``.

    Args:
        key: 64 hexadecimal digits, or None for a plain store.
        driver: a DB-API module; by default the encrypting one, else the standard library's.
        reading: whether nothing may be written through it.
        same: learns which file it is; no later connection is made to another one.

    Raises:
        UserError: store.no_cipher, when the store is encrypted and no driver can read it.
    """
    module = driver or cipher_driver() or sqlite3
    if key is not None and module is sqlite3:
        raise UserError("store.no_cipher", file=path.name)
    same = same or SameFile(path)
    engine = create_engine(
        "sqlite://",
        module=module,
        creator=_creator(module, path, key, _READING if reading else _PRAGMAS, same),
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _commit)
    event.listen(engine, "handle_error", partial(_refuse, same))
    return engine


def use_wal(engine: Engine) -> None:
    """Have readers and a writer of a store never wait for each other; only when it is surely ours."""
    with engine.connect() as connection:
        run = connection.exec_driver_sql
        run("ROLLBACK")  # the mode cannot change within a transaction
        run(f"PRAGMA {_WAL}")
        run("BEGIN")


def let_go(engine: Engine) -> None:
    """Write what the log beside the file still holds into the file itself, wherever that is now."""
    with suppress(UserError), engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")


def refuse_foreign(path: Path, key: str | None, driver: ModuleType | None = None) -> None:
    """Refuse the database of another program, as ``refuse_foreign_in``, without an engine on it.

    Raises:
        UserError: store.not_ours, store.damaged and others.
    """
    module = driver or cipher_driver() or sqlite3
    if not path.exists():
        return
    try:
        connection = module.connect(str(path), isolation_level=None)
        try:
            if key is not None:
                _unlock(connection, key)
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
            [(mark,)] = connection.execute("PRAGMA application_id")
        finally:
            connection.close()
    except module.Error as error:
        _raise_in_words(error, path)
    _refuse_names(path, names, mark)


def refuse_foreign_in(engine: Engine, path: Path) -> None:
    """Refuse the database of another program before anything about it is set, WAL included.

    The connection that learned its schema for this, which takes time, is used from then on.

    Raises:
        UserError: store.not_ours, store.damaged and others.
    """
    if not path.exists():
        return
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    _refuse_names(path, names, mark)


def _refuse_names(path: Path, names: Sequence[str], mark: int) -> None:
    if names and (_OURS.isdisjoint(names) or mark not in (APPLICATION_ID, 0)):
        raise UserError("store.not_ours", file=path.name)


def _unlock(connection: Any, key: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # else pages on stderr
    connection.execute(f"PRAGMA key = \"x'{key}'\"")


def _creator(
    module: ModuleType, path: Path, key: str | None, pragmas: Sequence[str], same: SameFile
) -> Callable[[], Any]:
    def connect() -> Any:
        connection = None
        same.check()
        # Once it was there, none is made in the place from which it has just been moved.
        where = f"{path.absolute().as_uri()}?mode={'rw' if same.is_known else 'rwc'}"
        try:
            connection = module.connect(
                where,
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=_KEPT_STATEMENTS,
            )
            if key is not None:
                _unlock(connection, key)
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
        except module.Error as error:
            if connection is not None:
                connection.close()
            same.check()
            _raise_in_words(error, path)
        same.note()
        return connection

    return connect


def mark_in_file(path: Path, key: str | None, driver: ModuleType | None = None) -> int | None:
    """The mark in the file itself, whatever the log beside it says; None where it is no store.

    SQLite reads it, since nobody else may close a file that it holds: see ``paths.is_in_use``.
    Another program may be writing the very page, so it is read again before it counts as foreign.

    Raises:
        UserError: store.disk_error, where the file tells nothing, whatever it is.
    """
    module = driver or cipher_driver() or sqlite3
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"  # makes no file where there is none
    for pause in (0.01, 0.05, 0.2, None):
        try:
            with closing(module.connect(where, uri=True)) as connection:
                if key is not None:
                    _unlock(connection, key)
                # The first page may tell of pages that only the log has, since a program was killed
                # while it took them from there; without this they would be missed.
                connection.execute("PRAGMA writable_schema = ON")
                [(number,)] = connection.execute("PRAGMA user_version")
                return marks.of(number)
        except module.Error as error:
            if pause is not None:
                time.sleep(pause)
            elif "not a database" not in str(error):
                raise UserError("store.disk_error", file=path.name) from error
    return None


def _begin(connection: Connection) -> None:
    patience = connection.get_execution_options().get("patience", PATIENCE_MS)
    if connection.info.get("patience", PATIENCE_MS) != patience:  # as its last user left it
        connection.connection.cursor().execute(f"PRAGMA busy_timeout = {patience}")
        connection.info["patience"] = patience
    # The driver's own default skips BEGIN before SELECT and DDL: reads would not be repeatable.
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
    connection.info["changes"] = _changes(connection)


def _commit(connection: Connection) -> None:
    if _changes(connection) != connection.info["changes"]:
        marks.go_on(connection)


def _changes(connection: Connection) -> int:
    """How many rows were changed through this connection since it was made."""
    changes: int = connection.connection.driver_connection.total_changes  # type: ignore[union-attr]
    return changes


def _refuse(same: SameFile, context: ExceptionContext) -> None:
    refusal = _in_words(context.original_exception, same.path)
    if refusal is not None:
        if refusal.code == "store.damaged":
            same.check()  # or another file lies there
            same.is_damaged = True
        elif refusal.code == "store.read_only" and same.is_damaged:
            # So SQLCipher refuses every write through a connection that met a damaged page.
            refusal = UserError("store.damaged", **refusal.details)
        raise refusal from context.original_exception


def _is_full(folder: Path) -> bool:
    with suppress(OSError):
        return disk_usage(folder).free < _SMALLEST_SPACE
    return False


@contextmanager
def watched(connection: Connection, step: Checkpoint) -> Iterator[None]:
    """Have a long statement take a step now and then; what that raises ends the statement.

    Raises:
        BaseException: what the step raised.
    """
    raised: list[BaseException] = []

    def told() -> int:
        try:
            step()
        except BaseException as error:  # noqa: BLE001  # it is raised where the statement was begun
            raised.append(error)
        return len(raised)

    raw: Any = connection.connection.driver_connection
    raw.set_progress_handler(told, _INSTRUCTIONS)
    try:
        yield
    except DBAPIError as error:
        raise (raised or [error])[0] from error
    finally:
        raw.set_progress_handler(None, 0)


def is_read_only(folder: Path) -> bool:
    """Whether nobody can write there, whatever the rights: a CD, or a stick with its lock set."""
    if sys.platform == "win32":
        return False
    with suppress(OSError):
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    return False


def _raise_in_words(error: BaseException, path: Path) -> NoReturn:
    """Raise what a failure is in the user's words; as it is where there are none for it."""
    said = _in_words(error, path)
    if said is None:
        raise error
    raise said from error


def _in_words(error: BaseException, path: Path) -> UserError | None:
    text = str(error).lower()
    for words, code in _REFUSALS:
        if words in text:
            return UserError(_cause(code, path), file=path.name)
    return None


def _cause(code: str, path: Path) -> str:
    """What lies behind a failure that SQLite tells in a word that is true of much."""
    # Its shared memory could not grow, which it calls an error of the disk.
    if code == "store.disk_error" and _is_full(path.parent):
        return "store.disk_full"
    # Even to read it needs that memory, a file beside the store.
    if code == "store.cannot_open" and is_read_only(path.parent):
        return "store.read_only_disk" if path.exists() else "store.place_read_only"
    return code
