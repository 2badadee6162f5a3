"""A line below the page with words that were written and could not be saved."""

from functools import partial

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_list
from recipe_desktop.ui.dialogs import copy_text
from recipe_desktop.ui.forms.left_words import LeftWords
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.told_line import ToldLine


class LeftLine(ToldLine):
    """Stays, and gathers what comes on top, until somebody closes it or copies the words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, verb=lambda: _("Copy"))
        self._left: list[LeftWords] = []

    def add(self, left: LeftWords) -> None:
        """Show words of one record."""
        self._left.append(left)
        words = "\n".join(words for one in self._left for _field, words in one.fields)
        self.tell(lambda: "  ".join(map(_sentence, self._left)), partial(copy_text, words))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.isHidden():
            self._left = []


def _sentence(left: LeftWords) -> str:
    written = (
        _("{field} “{words}”").format(field=field, words=words) for field, words in left.fields
    )
    if left.is_gone and left.record:
        said = _("{record} was deleted meanwhile. Not saved: {words}.")
    elif left.record:
        said = _("Not saved in {record}: {words}.")
    else:
        said = _("Not saved: {words}.")
    return said.format(record=left.record, words=format_list(list(written)))
