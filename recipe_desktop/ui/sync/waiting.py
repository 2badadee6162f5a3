"""What waits: to be taken in, by what brings it in, and for an office with one laptop to send."""

from collections.abc import Iterator
from dataclasses import dataclass

from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.ui.look.tokens import Status


@dataclass(frozen=True, slots=True)
class Waits:
    """Changes that wait for one reason.

    Args:
        advice: what brings them in.
        tab: of Sync, where one sees to it.
    """

    said: str
    advice: str
    symbol: str
    status: Status
    tab: str


def waiting(held: int, unadmitted: int, forks: int) -> Iterator[Waits]:
    """One for each reason; what somebody here must see to comes first.

    Args:
        held: all that waits.
        unadmitted: that part of it which waits for the card of a laptop.
        forks: laptops that go on twice under one name.
    """
    if forks:
        said, advice = words.forked(forks)
        yield Waits(said, advice, "copy", Status.LOOK, "overview")
    if unadmitted:
        said = ngettext(
            "{count} change waits for the card of a laptop that is not admitted here",
            "{count} changes wait for the card of a laptop that is not admitted here",
            unadmitted,
        )
        advice = _("Ask for it; once it is admitted, they are taken in")
        yield _waits(said, unadmitted, advice, "id-badge-2", Status.LOOK, "devices")
    if held > unadmitted:
        said = ngettext(
            "{count} change waits until an earlier one has come",
            "{count} changes wait until earlier ones have come",
            held - unadmitted,
        )
        advice = _("The next file from the same author brings what is missing")
        yield _waits(said, held - unadmitted, advice, "hourglass", Status.NEUTRAL, "overview")


def only_for_the_office(count: int) -> str:
    """Why sending does not help, and what does."""
    said = ngettext(
        "{count} change is for your office alone, which has no other laptop: admit a second one, or save a copy of the store",
        "{count} changes are for your office alone, which has no other laptop: admit a second one, or save a copy of the store",
        count,
    )
    return said.format(count=format_number(count))


def _waits(said: str, count: int, advice: str, symbol: str, status: Status, tab: str) -> Waits:
    return Waits(said.format(count=format_number(count)), advice, symbol, status, tab)
