"""A file that came in, in a line: on the first page and on the page of Sync."""

from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.home import CameIn
from recipe_desktop.ui.cards.initials import initials
from recipe_desktop.ui.cards.lines import DiscLine
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.near_days import when


def came_line(look: Look, came: CameIn) -> DiscLine:
    """A file that was received: from whom, how much, when."""
    changes = ngettext("{count} change", "{count} changes", came.changes).format(
        count=format_number(came.changes)
    )
    second = _("{changes}, {day}").format(changes=changes, day=when(came.at))
    name = words.member_name(came.member) if came.member else came.sender
    return DiscLine(look, f"{name}, {came.sender}", second, letters=initials(name))
