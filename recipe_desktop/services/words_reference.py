"""The words of the programme data: what each catalogue is, and how sure its entries are."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_, _

TITLES: Final[Mapping[str, str]] = {
    "lump-sums": N_("Lump sums"),
    "countries": N_("Countries"),
    "terms": N_("Types and purposes"),
    "calendar-days": N_("Working days"),
    "targets": N_("Targets"),
    "members": N_("Members"),
    "member-names": N_("Former names"),
}

ABOUT: Final[Mapping[str, str]] = {
    "lump-sums": N_(
        "The full sum for a visit to each country. What is not confirmed stays unchecked in every "
        "exchange until somebody enters the table of the grant agreement, with document and page "
        "as its source."
    ),
    "countries": N_("The countries that take part, and between which days."),
    "terms": N_(
        "What organisations, purposes and activities are called, and who may visit or host."
    ),
    "calendar-days": N_(
        "Days that are worked, or not, otherwise than the public holidays say, such as Hungary’s "
        "Saturdays. There, in a year that did not come with the program, every day counts as "
        "unchecked until it stands here, worked or not."
    ),
    "targets": N_("What the project has promised."),
    "members": N_("The five members of the partnership."),
    "member-names": N_("What members were called before; old papers and lists still say so."),
}

ADD: Final[Mapping[str, str]] = {
    "lump-sums": N_("Add a lump sum"),
    "countries": N_("Add a country"),
    "calendar-days": N_("Add a day"),
}
"""The catalogues that grow, and what the button says."""

DELETE: Final[Mapping[str, str]] = {
    "lump-sums": N_("Delete the lump sum"),
    "countries": N_("Delete the country"),
    "calendar-days": N_("Delete the day"),
}

ADD_ENTRY: Final = N_("Add an entry")
DELETE_ENTRY: Final = N_("Delete the entry")

CATALOGUES: Final[Mapping[str, str]] = {
    "activity_type": N_("Activity"),
    "organisation_type": N_("Type of organisation"),
    "purpose": N_("Purpose"),
    "ecosystem": N_("Ecosystem"),
}

_CERTAINTIES: Final[Mapping[str, str]] = {
    "confirmed": N_("Confirmed"),
    "C": N_("Inferred"),
    "K": N_("Not confirmed"),
    "not found": N_("Not found"),
}


def certainties() -> Mapping[str, str]:
    """How sure an entry may be, by its code; the first is what counts as certain."""
    return {code: _(word) for code, word in _CERTAINTIES.items()}
