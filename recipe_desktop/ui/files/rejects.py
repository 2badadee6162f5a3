"""Rejected rows of a list go back as a file of their own, whatever kind of list it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.ui.cards.news import News
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.tokens import Status

LISTS: Final = " (*.xlsx *.csv *.tsv *.txt)"


def button_words(count: int) -> str:
    """What stands on the button that saves them."""
    said = ngettext("Save the rejected row", "Save the {count} rejected rows", count)
    return said.format(count=format_number(count))


def ask_where(window: QWidget | None, read: str, then: Callable[[Path], None]) -> None:
    """Have the place of their file chosen.

    Args:
        read: the name of the list, without its suffix.
    """
    name = _("{name}, rejected rows").format(name=read) + ".xlsx"
    choosing.save_file(window, _("Save the rejected rows"), name, _("Lists") + LISTS, then)


def tell_saved(news: News, path: Path, then: str) -> None:
    """Say where they are.

    Args:
        then: what to do with them.
    """
    said = _("The rejected rows are in {file}, each with its reason.").format(file=path.name)
    news.tell(Status.OK, said, then)
