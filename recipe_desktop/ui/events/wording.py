"""What the page says of an event and of the people registered for it, in one line."""

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any, Final

from recipe_desktop.domain.attendance import AWAY
from recipe_desktop.domain.time_zones import zone_of
from recipe_desktop.i18n import _, format_days, format_number, format_short_day, format_time
from recipe_desktop.services import words
from recipe_desktop.services.events import EventLine, PersonFound, RegistrationLine
from recipe_desktop.ui.look.tokens import Status

SYMBOL: Final = "calendar-event"


def days(line: EventLine) -> str:
    """From when to when; nothing while that is open."""
    if line.starts_on is None:
        return ""
    return format_days(line.starts_on, max(line.ends_on or line.starts_on, line.starts_on))


def what_it_is(line: EventLine) -> str:
    """Number, kind, days and place."""
    kind = words.choice_word("event_type", line.event_type)
    place = line.city or line.place
    return ", ".join(filter(None, (line.number, kind, days(line), place)))


def second(line: EventLine) -> str:
    """The second line of a row."""
    return ", ".join(filter(None, (days(line), line.city or line.place))) or _("No day yet")


def state(line: EventLine, today: date) -> tuple[Status | None, str]:
    """What a row has to say about itself at the right."""
    if line.is_cancelled:
        return Status.NEUTRAL, _("Cancelled")
    if is_on(line, today):
        return Status.LOOK, _("Today")
    if line.came:
        return None, _("{count} came").format(count=format_number(line.came))
    if line.registered:
        return None, _("{count} registered").format(count=format_number(line.registered))
    return None, ""


def is_on(line: EventLine, today: date) -> bool:
    """Whether an event takes place today."""
    if line.starts_on is None or line.is_cancelled:
        return False
    return line.starts_on <= today <= (line.ends_on or line.starts_on)


def zone(fields: Mapping[str, Any]) -> tzinfo | None:
    """The time zone of an event's place."""
    return zone_of(str(fields["time_zone"] or ""), str(fields["country"] or ""))


def person(line: RegistrationLine | PersonFound) -> str:
    """A name as a list has it."""
    return " ".join(filter(None, (line.family_name, line.given_name)))


def about(line: RegistrationLine) -> str:
    """The second line of a row of people."""
    return ", ".join(filter(None, (line.organisation, line.position or line.ticket_type)))


def attendance(
    line: RegistrationLine, zone_there: tzinfo | None, today_there: date
) -> tuple[Status | None, str]:
    """Whether somebody came, and when; else what they said."""
    if line.since is not None:
        there = line.since.astimezone(zone_there).date()
        at = format_time(line.since, zone_there)
        if there != today_there:
            at = f"{format_short_day(there)} {at}"
        return Status.OK, _("In since {time}").format(time=at) if line.is_in else at
    if line.answer in AWAY:
        return Status.NEUTRAL, words.choice_word("answer", line.answer)
    if line.attention:
        return Status.LOOK, line.attention
    return None, ""
