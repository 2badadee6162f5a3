"""Reading whole files: refusals that say what is wrong."""

from pathlib import Path

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.values import Cell
from recipe_desktop.given_files import open_given

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins, which the older files of Office and those of MS Project are."""

LARGEST_FILE = 64 * 2**20
LARGEST_ROW_COUNT = 200_000
LARGEST_COLUMN_COUNT = 500
_REMEMBERED = 50_000
LARGEST_CELL = 32_767  # letters; the limit of Excel


def read_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """The whole file.

    Raises:
        UserError: file.missing, file.is_folder, file.no_file, file.not_readable, file.empty, file.too_large.
    """
    try:
        if path.is_dir():
            raise UserError("file.is_folder", name=path.name or str(path))
        with open_given(path) as file:
            content = file.read(largest + 1)
        if len(content) > largest:
            raise UserError("file.too_large", name=path.name, largest_mb=largest // 2**20)
    except FileNotFoundError:
        raise UserError("file.missing", name=path.name) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or ""
        raise UserError("file.not_readable", name=path.name, reason=reason) from None
    if not content:
        raise UserError("file.empty", name=path.name)
    return content


class Once:
    """Gives equal texts as one object: lists repeat towns, types and countries.

    What is met late repeats little, and remembering all of a long list would take more than it saves.
    """

    def __init__(self) -> None:
        self._met: dict[str, str] = {}

    def __call__(self, cell: Cell) -> Cell:
        """A cell, or the one that is equal to it."""
        if not isinstance(cell, str):
            return cell
        if len(self._met) < _REMEMBERED:
            return self._met.setdefault(cell, cell)
        return self._met.get(cell, cell)
