"""Which of our own files something is: told by what it holds, and only then by its name.

Mail and old sticks rename what they carry (``.RECIPE-CHANGES``, ``.recipe-changes(1)``, ``.bin``).
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from recipe_desktop import paths
from recipe_desktop.domain.errors import UserError
from recipe_desktop.given_files import open_given
from recipe_desktop.sync import bundle, cards, container, pack_files, packs

_BEGINNING: Final = 512  # bytes in which each of them shows what it is
_BY_NAME: Final = {
    bundle.SUFFIX: bundle.SUFFIX,
    bundle.NOTICE: bundle.SUFFIX,  # comes in as changes do
    cards.SUFFIX: cards.SUFFIX,
    packs.SUFFIX: packs.SUFFIX,
    paths.STORE_SUFFIX: paths.STORE_SUFFIX,
}


def kind_of(path: Path) -> str:
    """The suffix of such files, whatever this one is called; empty for anything else.

    A folder counts as files of changes, which is all that is looked for in one.
    """
    if path.is_dir():
        return bundle.SUFFIX
    begins = b""
    with suppress(OSError, UserError):
        if not paths.is_in_use(path):
            with open_given(path) as file:
                begins = file.read(_BEGINNING)
    if container.is_begun_by(begins):
        return bundle.SUFFIX
    if pack_files.is_begun_by(begins):
        return packs.SUFFIX
    if cards.is_begun_by(begins):
        return cards.SUFFIX
    if paths.is_store(path):
        return paths.STORE_SUFFIX
    return _BY_NAME.get(path.suffix.lower(), "")
