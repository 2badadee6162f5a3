"""Which day it is where an event takes place."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

_OF_COUNTRY: Final[Mapping[str, str]] = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GR": "Europe/Athens",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IT": "Europe/Rome",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "MT": "Europe/Malta",
    "NL": "Europe/Amsterdam",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
}


def zone_of(name: str, country: str = "") -> tzinfo | None:
    """The time zone of a place; None is that of the laptop.

    A laptop without a table of zones, or with a clock that nobody set, still stands at the event.

    Args:
        name: such as Europe/Budapest.
        country: whose usual zone counts where no name is given.
    """
    for candidate in (name, _OF_COUNTRY.get(country, "")):
        if candidate:
            try:
                return ZoneInfo(candidate)
            except (OSError, ValueError):  # unknown, or no table of zones on this laptop
                continue
    return None


def day_at(moment: datetime, zone: tzinfo | None) -> date:
    """The calendar day of a moment at a place."""
    return moment.astimezone(zone).date()
