"""What codes of events, registrations and check-ins mean in words."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_, format_number, ngettext

EVENT_TYPES: Final[Mapping[str, str]] = {
    "networking": N_("Networking day"),
    "twinning": N_("Twinning"),
    "learning": N_("Learning event"),
    "training": N_("Training session"),
    "matchmaking": N_("Matchmaking"),
    "conference": N_("Conference"),
    "meeting": N_("Meeting"),
}

# Of the project's targets: what is missing here to count how much of them is reached.
UNCOUNTED: Final[Mapping[str, str]] = {
    "consultations": N_("{amount} consultations (none are kept here)"),
    "managers_trained": N_("{amount} cluster managers trained (events do not say who is one)"),
    "labels": N_("{amount} labels of clusters (none are kept here)"),
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

FINDINGS: Final[Mapping[str, str]] = {
    "event.no_day": N_("The event has no day yet."),
    "event.days_crossed": N_("The last day lies before the first."),
    "event.day_over_capacity": N_("On {day} there are {value} people more than places."),
    "event.over_capacity": N_("There are {value} people more than places."),
    "event.unknown_codes": N_("Codes read at the desks that nobody knew: {value}."),
    "event.clock_off": N_("The clock at desk {name} is off by at least {value} minutes, and nobody has said by how much."),
    "event.rows_missing": N_("Of desk {name} {value} rows have not come that it wrote down when it was closed."),
    "event.two_papers": N_("The signed list of {day} was printed on two laptops before they heard of each other, with other people in the rows of these sheets: {value}. Keep one of the two papers; until then the desk says for each person which row it is on which print."),
    "event.day_twice": N_("{value} was entered twice as a day of the event."),
    "event.day_outside": N_("{value} is a day of the event and lies before its first or behind its last."),
    "event.letter_twice": N_("Several desks have the letter {name}."),
    "event.surnames_backwards": N_("The surnames of desk {name} end before they begin: {value}."),
    "event.surnames_cross": N_("The surnames of desk {name} and those of desk {other} cross; the first of the two counts."),
    "event-day.hours_crossed": N_("It ends before it begins."),
    "agenda-item.hours_crossed": N_("It ends before it begins."),
    "agenda-item.place_taken": N_("{value} is needed at the same time for {other}."),
    "agenda-item.speaker_taken": N_("{value} speaks at the same time at {other}."),
    "agenda-item.few_places": N_("{value} people are expected at the event, and this has {most} places."),
    "agenda-item.outside": N_("It lies outside the days of the event."),
    "registration.double": N_("This may be the same person as {other} ({reasons})."),
    "registration.cancelled_and_came": N_("They had cancelled and came all the same; their presence stands."),
    "registration.two_desks_queue": N_("Two desks let them in, {value} minutes apart: probably they changed the queue."),
    "registration.two_desks_mix_up": N_("Two desks let them in, {value} minutes apart: a badge that was shared, or a mix-up."),
    "registration.email_shape": N_("{value} does not look like an email address."),
    "registration.shared_code": N_("{field}: {value} belongs to somebody else, too."),
    "registration.awaits_decision": N_("{field}: written differently on two laptops, not decided yet."),
}  # fmt: skip


def without_a_time(count: int) -> str:
    """That some events, days and items are in no calendar."""
    said = ngettext(
        "{count} entry of which nobody has said when it takes place",
        "{count} entries of which nobody has said when they take place",
        count,
    )
    return said.format(count=format_number(count))
