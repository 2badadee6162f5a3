"""Where the demonstration plays: a folder that is its own, and laptops with keys of their own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import PSEUDO, SOURCE, language
from recipe_desktop.new_files import is_full
from recipe_desktop.services import stores
from recipe_desktop.services.workspace import Workspace

_MARK = ".recipe-demo"
_STATE = "RECIPE_STATE"


def clear(folder: Path) -> None:
    """Make the folder, or empty it when an earlier run made it.

    Raises:
        UserError: demo.not_ours, file.disk_full, file.not_writable.
    """
    try:
        if folder.exists():
            if not folder.is_dir() or (any(folder.iterdir()) and not (folder / _MARK).exists()):
                raise UserError("demo.not_ours", folder=str(folder))
            for found in folder.iterdir():
                shutil.rmtree(found) if found.is_dir() else found.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARK).touch()
    except OSError as error:
        code = "file.disk_full" if is_full(error) else "file.not_writable"
        reason = error.strerror or str(error)
        raise UserError(code, name=str(folder), reason=reason) from error


@contextmanager
def own_keys(folder: Path) -> Iterator[None]:
    """Keys and settings go into the folder, so that the user's own are not touched."""
    before = os.environ.get(_STATE)
    os.environ[_STATE] = str(folder / "keys")
    try:
        yield
    finally:
        if before is None:
            del os.environ[_STATE]
        else:
            os.environ[_STATE] = before


def paper_language() -> str:
    """The language in which papers are printed; that of the tests has none."""
    return SOURCE if language() == PSEUDO else language()


@contextmanager
def laptop(folder: Path, name: str, member: str, device: str, person: str) -> Iterator[Workspace]:
    """A new laptop with its store; it is switched off at the end."""
    store = folder / f"{name}.recipe"
    workspace = stores.create(store, stores.Owner(member, device, person))
    try:
        yield workspace
    finally:
        workspace.close()
