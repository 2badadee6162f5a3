"""Every store that a test wrote is examined by ``doctor``, whoever wrote it and wherever it lies.

Two seams tell what the test's own process does: each commit that changes anything gives the file a
new mark (``marks.go_on``), and each examination goes through ``doctor.problems``. What other
processes wrote is found where it lies, below the test's own folder. A store that still has the mark
with which it was last found sound is not examined again.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from recipe_desktop.domain.errors import UserError
from recipe_desktop.store import doctor, engine, marks, migrate
from recipe_desktop.store.state import SALT_BYTES, State, is_plain

_HEAD = 100  # bytes of a plain store, in which its mark and whose it is can be read
_BESIDE = ("-wal", "-shm", "-journal")
_MARK, _WHOSE = slice(60, 64), slice(68, 72)
_OURS = engine.APPLICATION_ID.to_bytes(4, "big")
_FIRST = bytes(4)  # the first programs did not say whose a store is


@dataclass
class Examined:
    """What one test wrote, and what of it was found sound since.

    Args:
        folder: the test's own.
    """

    folder: Path
    _written: dict[Path, int] = field(default_factory=dict)
    _sound: set[tuple[Path, int]] = field(default_factory=set)
    _keys: dict[str, None] = field(default_factory=dict)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notice what is written and what is examined meanwhile."""
        problems, unlock = doctor.problems, engine._unlock
        go_on, renew = marks.go_on, marks.renew

        def noticed_problems(connection: Connection) -> list[str]:
            found = problems(connection)
            if not found:
                self._sound.add((_file(connection), marks.present(connection)))
            return found

        def noticed_go_on(connection: Connection) -> None:
            go_on(connection)
            self._written[_file(connection)] = marks.present(connection)

        def noticed_renew(connection: Connection, schema: str = "main") -> None:
            renew(connection, schema)
            if schema == "main":
                self._written[_file(connection)] = marks.present(connection)

        def noticed_unlock(connection: Any, key: str) -> None:
            self._keys[key] = None
            unlock(connection, key)

        with (
            patch.object(doctor, "problems", noticed_problems),
            patch.object(marks, "go_on", noticed_go_on),
            patch.object(marks, "renew", noticed_renew),
            patch.object(engine, "_unlock", noticed_unlock),
        ):
            yield

    def problems(self) -> list[str]:
        """What is wrong with the stores that nobody examined since they were last written."""
        found, there = [], set()
        for file in self._files():
            mark, wrong = self._look_at(file)
            there.add(mark)
            found += [f"{file}: {said}" for said in wrong]
        for file, mark in self._written.items():
            lives_on = any(now and marks.is_later(now, mark) for now in there)  # under another name
            is_gone = not file.exists() and file.suffix != ".part"  # that has another name by now
            if is_gone and not lives_on and (file, mark) not in self._sound:
                found.append(f"{file}: gone before anybody examined what was written")
        return found

    def _files(self) -> list[Path]:
        below = (file for file in self.folder.rglob("*") if not file.name.endswith(_BESIDE))
        found = {file for file in (*below, *self._written) if file.is_file()}
        return sorted(file for file in found if not file.is_symlink())

    def _look_at(self, file: Path) -> tuple[int, list[str]]:
        """The mark of a store, 0 of what is none, and what is wrong with it."""
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
        key = None
        if is_plain(head[:SALT_BYTES]):
            if head[_WHOSE] not in ((_OURS, _FIRST) if file in self._written else (_OURS,)):
                return 0, self._no_store(file)
            mark = marks.of(int.from_bytes(head[_MARK], "big", signed=True))
            has_log = file.with_name(f"{file.name}-wal").exists()
            if not has_log and (file, mark) in self._sound:
                return mark, []
        else:
            key = self._key(file, head[:SALT_BYTES])
            if key is None:
                return 0, self._no_store(file)
        try:
            return self._examine(file, key)
        except UserError as error:
            return 0, [f"{error.code} {error.details}"]
        except DBAPIError as error:  # the doctor asks for what is not there
            return 0, [str(error.orig)]

    def _examine(self, file: Path, key: str | None) -> tuple[int, list[str]]:
        opened = engine.open_engine(file, key)
        try:
            with opened.connect() as connection:
                mark = marks.present(connection)
                if (file, mark) in self._sound:
                    return mark, []
                if migrate.revision(connection, file.name) != migrate.HEAD:
                    return mark, []  # as an older program left it, which it was put there to show
                return mark, doctor.problems(connection)
        finally:
            opened.dispose()

    def _no_store(self, file: Path) -> list[str]:
        return ["a store was written there, and nobody can open it"] * (file in self._written)

    def _key(self, file: Path, salt: bytes) -> str | None:
        """The key that opens an encrypted store, whichever laptop of the test has it."""
        for folder in {kept.parent for kept in self.folder.rglob("*.json")}:
            state = State.find(folder, salt)
            if state is not None and state.store_key is not None:
                return state.store_key.hex()
        is_store = file in self._written or file.suffix == ".recipe"
        return next((key for key in self._keys if is_store and _opens(file, key)), None)


def _file(connection: Connection) -> Path:
    listed = connection.exec_driver_sql("PRAGMA database_list").all()
    return next(Path(row[2]) for row in listed if row[1] == "main")


def _opens(file: Path, key: str) -> bool:
    driver = engine.cipher_driver()
    if driver is None:
        return False
    with closing(driver.connect(str(file))) as connection:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except driver.Error:
            return False
    return True
