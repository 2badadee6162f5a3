"""The JSON file that remembers the last used store; other programs' entries in it are kept."""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from recipe_desktop.paths import settings_file

_STORE = "store"


def last_store() -> Path | None:
    """The store that was used last, whether it is still there or not."""
    said = _read().get(_STORE)
    return Path(said) if isinstance(said, str) and said else None


def remember_store(path: Path) -> None:
    """Note the store that is used now; that it cannot be noted stops no work."""
    kept = _read()
    place = str(path.absolute())
    if kept.get(_STORE) == place:
        return
    with suppress(OSError):
        _write(kept | {_STORE: place})


def _read() -> dict[str, Any]:
    with suppress(OSError, ValueError):
        kept = json.loads(settings_file().read_text("utf-8"))
        if isinstance(kept, dict):
            return kept
    return {}


def _write(kept: dict[str, Any]) -> None:
    file = settings_file()
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".settings.")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(kept, out, ensure_ascii=False, indent=1, sort_keys=True)
    Path(name).replace(file)
