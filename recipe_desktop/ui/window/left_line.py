"""A line below the page with words that were written and could not be saved."""

from collections.abc import Sequence
from functools import partial
from textwrap import shorten
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_list, format_number, ngettext
from recipe_desktop.ui.dialogs.dialog import copy_text
from recipe_desktop.ui.forms.left_words import LeftWords
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.told.line import ToldLine

_LONGEST: Final = 120  # letters of a text; all of it is copied
_MOST: Final = 3  # sentences in sight, so that the page does not go under; all is copied


class LeftLine(ToldLine):
    """Stays, and gathers what comes on top, until it is closed, or the words are had back.

    ``back_wanted`` asks for the record with the words, and for these in their fields.
    """

    back_wanted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._left: list[LeftWords] = []
        self.back = Button(look, bare=True, ink="accent_ink")
        super().__init__(look, parent, verb=lambda: _("Copy"), wrap=True)
        self.put_first(self.back)
        self.setContentsMargins(0, look.px(0.25), 0, look.px(0.25))  # often several lines
        self.back.clicked.connect(self._go_back)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.back.setText(_("Go back"))

    def add(self, left: LeftWords) -> None:
        """Show words of one record."""
        self._left.append(left)
        self._show()

    def _show(self) -> None:
        words = "\n".join(left.text for left in self._left)
        self.back.setVisible(any(left.back is not None for left in self._left))
        self.tell(
            partial(_said, self._left),
            partial(copy_text, words) if words.strip() else None,
        )

    def _go_back(self) -> None:
        """Go to the last record; the line goes on telling of the others."""
        wanted = next(left for left in reversed(self._left) if left.back is not None)
        self._left.remove(wanted)
        if self._left:
            self._show()
        else:
            self.hide()
        self.back_wanted.emit(wanted)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.isHidden():
            self._left = []


def _said(every: Sequence[LeftWords]) -> str:
    """The latest, below how many there are before."""
    seen = [_sentence(left) for left in every[-_MOST:]]
    more = len(every) - len(seen)
    if more:
        said = ngettext("{count} more before these.", "{count} more before these.", more)
        seen.insert(0, said.format(count=format_number(more)))
    return "\n".join(seen)


def _sentence(left: LeftWords) -> str:
    written = []
    for field, words in left.fields:
        said = _("{field} “{words}”") if words else _("{field} emptied")
        written.append(said.format(field=field, words=shorten(words, _LONGEST, placeholder="…")))
    if left.back is None and left.record and not left.reasons:
        said = _("{record} was deleted meanwhile. Not saved: {words}.")
    elif left.record:
        said = _("Not saved in {record}: {words}.")
    else:
        said = _("Not saved: {words}.")
    # A value that ends in a stop within its quotation marks ends the sentence, too.
    whole = said.format(record=left.record, words=format_list(written)).replace(".”.", ".”")
    return " ".join([whole, *(f"{reason.rstrip('.')}." for reason in left.reasons)])
