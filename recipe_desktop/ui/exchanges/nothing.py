"""What list and board say while there is no exchange yet."""

from typing import Final

from recipe_desktop.i18n import _
from recipe_desktop.ui.cards.empty import Nothing

NOTHING_DRAWN: Final = ("buildings", "arrows-left-right", "file-check")


def nothing_yet(*, is_page: bool = False) -> Nothing:
    """The words of the empty state.

    Args:
        is_page: it takes the whole page, with its title and the button that begins an exchange;
            on the board both stand above.
    """
    return Nothing(
        page=(lambda: _("Exchanges")) if is_page else None,
        title=lambda: _("No exchanges yet"),
        what=lambda: _(
            "Visits of one organisation to another: who, when, the rules with their sources, "
            "the lump sum and whose turn it is."
        ),
        primary=(lambda: _("New exchange")) if is_page else None,
        second=lambda: _("Import a list"),
    )
