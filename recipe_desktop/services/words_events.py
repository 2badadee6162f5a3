"""What codes of events, registrations and check-ins mean in words."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_

EVENT_TYPES: Final[Mapping[str, str]] = {
    "networking": N_("Networking day"),
    "twinning": N_("Twinning"),
    "learning": N_("Learning event"),
    "matchmaking": N_("Matchmaking"),
    "conference": N_("Conference"),
    "meeting": N_("Meeting"),
}

ANSWERS: Final[Mapping[str, str]] = {
    "yes": N_("Comes"),
    "maybe": N_("Comes perhaps"),
    "no": N_("Does not come"),
    "cancelled": N_("Cancelled"),
}

AFFILIATIONS: Final[Mapping[str, str]] = {
    "partner": N_("A member of the partnership"),
    "associated": N_("An associated partner"),
    "external": N_("Neither"),
}

CONSENTS: Final[Mapping[str, str]] = {"yes": N_("Yes"), "no": N_("No")}

SOURCES: Final[Mapping[str, str]] = {
    "typed": N_("Typed in"),
    "imported": N_("From a list"),
    "desk": N_("At the desk"),
}

CHECK_INS: Final[Mapping[str, str]] = {
    "arrival": N_("Arrived"),
    "exit": N_("Left"),
    "undo": N_("Taken back"),
    "badge": N_("Badge printed"),
    "unknown": N_("Unknown code"),
    "look": N_("Looked at"),
    "list": N_("Signed list printed"),
}

OUTCOMES: Final[Mapping[str, str]] = {
    "in": N_("In"),
    "already": N_("Already in"),
    "look": N_("Look here"),
    "unknown": N_("Unknown"),
}
