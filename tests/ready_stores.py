"""New stores by the hundred: copies of two that were really made, each given an identity of its own.

To make one takes a fifth of a second, most of it for migrations; what comes of that is always the
same but for the row ``replica`` and the mark of the file.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from recipe_desktop.services import stores
from recipe_desktop.store import marks
from recipe_desktop.store.engine import cipher_driver, open_engine
from recipe_desktop.store.state import SALT_BYTES


class ReadyStores:
    """The two, made before any test can have changed what makes them.

    Args:
        folder: where they are made; nobody else's.
    """

    def __init__(self, folder: Path) -> None:
        self._key = secrets.token_hex(32)
        self._plain = _made(folder / "plain.recipe", None, sqlite3)
        self._encrypted = _made(folder / "encrypted.recipe", self._key, None)

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Have ``stores.create`` copy one of them; all else that it does, it does as ever."""
        with patch.object(stores, "_make", self._copy):
            yield

    def _copy(
        self, path: Path, key: str | None, driver: ModuleType | None, me: tuple[str | bool, ...]
    ) -> None:
        path.write_bytes(self._plain if key is None else self._encrypted)
        if key is not None:
            self._lock_anew(path, key)
        engine = open_engine(path, key, driver)
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE replica SET uid = ?, device_uid = ?, device = ?, member = ?, person = ?, "
                "is_steward = ?, token = ?",
                me,
            )
            marks.renew(connection)
        engine.dispose()

    def _lock_anew(self, path: Path, key: str) -> None:
        """Another key, and another salt before it: by that, programs know which key is which."""
        driver = cipher_driver()
        assert driver is not None
        with closing(driver.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
            connection.execute(f"PRAGMA rekey = \"x'{key}{secrets.token_hex(SALT_BYTES)}'\"")


def _made(path: Path, key: str | None, driver: ModuleType | None) -> bytes:
    stores._make(path, key, driver, ("0", "0", "", "HU", "", True, ""))
    return path.read_bytes()
