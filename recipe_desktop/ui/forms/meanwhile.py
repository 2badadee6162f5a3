"""What is said of another value that came while somebody was writing."""

from collections.abc import Callable

from recipe_desktop.i18n import _
from recipe_desktop.services.writer import Writer

WrittenBy = Callable[[tuple[str, str] | None, str], Writer]
"""Who wrote what stands in a field, from kind and uid of the record and the name of the field."""


def nobody_known(_record: tuple[str, str] | None, _name: str) -> Writer:
    """Where there is no history to look it up in."""
    return Writer()


def meanwhile(other: str, by: str) -> str:
    """Say that another value came while somebody was writing.

    Args:
        by: the person who wrote it; empty where that is not known.
    """
    if by:
        said = (
            _("Meanwhile {name} wrote “{words}” here.")
            if other
            else _("Meanwhile {name} emptied it.")
        )
    else:
        said = (
            _("Meanwhile “{words}” was written here.") if other else _("Meanwhile it was emptied.")
        )
    return said.format(name=by, words=other)
