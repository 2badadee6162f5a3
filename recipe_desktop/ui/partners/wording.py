"""What the page says of an organisation: its icon, and one line of what it is."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.domain.organisations import OrganisationType
from recipe_desktop.services import words
from recipe_desktop.services.organisations import OrganisationLine

_SYMBOLS: Final[Mapping[str, str]] = {
    OrganisationType.CLUSTER_ORGANISATION: "users",
    OrganisationType.BUSINESS_NETWORK: "users",
    OrganisationType.SME: "building-factory",
    OrganisationType.TECHNOLOGY_CENTRE: "microscope",
    OrganisationType.RESEARCH_INSTITUTE: "microscope",
    OrganisationType.LARGE_COMPANY: "buildings",
    OrganisationType.PUBLIC_AUTHORITY: "building-bank",
    OrganisationType.TRAINING_PROVIDER: "school",
    OrganisationType.UNIVERSITY: "school",
    OrganisationType.TECHNOLOGY_PARK: "building-community",
    OrganisationType.INCUBATOR: "lifebuoy",
    OrganisationType.ACCELERATOR: "lifebuoy",
}


def symbol(organisation_type: str) -> str:
    """The icon of a type of organisation."""
    return _SYMBOLS.get(organisation_type, "building")


def what_it_is(line: OrganisationLine, *, country_code: bool = False) -> str:
    """Type, size and place in one line; what is not known is left out.

    Args:
        country_code: HU instead of Hungary, for a narrow list.
    """
    size = words.size_word(line.size)
    kind = words.choice_word("organisation_type", line.organisation_type)
    if kind and size:
        size = size.lower()
    country = line.country if country_code else words.country_word(line.country)
    return ", ".join(part for part in (kind, size, line.city, country) if part)
