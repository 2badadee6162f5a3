"""The five members of the partnership: the code of their country, and what they are called."""

from collections.abc import Mapping
from typing import Final

NAMES: Final[Mapping[str, str]] = {
    "DE": "Cluster Mobility & Logistics",
    "FR": "NextMove",
    "HU": "ZONE Klaszter",
    "NL": "RAI Automotive Industry NL",
    "PT": "Mobinov",
}
