"""What the page says of an organisation: its icon, one line of what it is, moments, initials."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.organisations import OrganisationType
from recipe_desktop.i18n import format_day, format_relative_day, format_time
from recipe_desktop.services import words
from recipe_desktop.services.organisations import OrganisationLine

_NEAR_DAYS: Final = 1
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


def moment(at: datetime) -> str:
    """When something happened: with the time as long as it is near, then the day alone."""
    local, today = at.astimezone(), now().astimezone().date()
    if abs((today - local.date()).days) <= _NEAR_DAYS:
        return f"{format_relative_day(local.date(), today)} {format_time(at)}"
    return format_day(local.date())


def moment_in_full(at: datetime) -> str:
    """Day and time, always."""
    local = at.astimezone()
    near = abs((now().astimezone().date() - local.date()).days) <= _NEAR_DAYS
    return moment(at) if near else f"{format_day(local.date())}, {format_time(at)}"
