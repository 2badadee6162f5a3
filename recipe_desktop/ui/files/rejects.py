"""Rejected rows of a list go back as a file of their own, whatever kind of list it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.ui.cards.news import News, Told
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import Words

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


def tell_saved(news: News, path: Path, then: Words) -> None:
    """Say where they are.

    Args:
        then: what to do with them.
    """

    def said() -> Told:
        where = _("The rejected rows are in {file}, each with its reason.")
        return Told(where.format(file=path.name), then())

    news.tell(Status.OK, said)
