"""What the page says of an exchange in one line: who, when, how far, whose turn."""

from datetime import date
from typing import Final

from recipe_desktop.domain.errors import Severity
from recipe_desktop.i18n import _, format_day, format_days, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import ExchangeLine
from recipe_desktop.ui.look.tokens import Status

SYMBOL: Final = "arrows-left-right"
_ARROW: Final = "\N{RIGHTWARDS ARROW}"


def names(line: ExchangeLine) -> str:
    """Who visits whom."""
    visitor, host = line.visitor or _("No visitor"), line.host or _("no host yet")
    return f"{visitor} {_ARROW} {host}"


def days(line: ExchangeLine) -> str:
    """From when to when; nothing while that is open."""
    if line.starts_on is None or line.ends_on is None:
        return ""
    return format_days(line.starts_on, line.ends_on)


def what_it_is(line: ExchangeLine) -> str:
    """Number, category and days."""
    category = words.choice_word("exchange_category", line.category)
    return ", ".join(part for part in (line.number, category, days(line)) if part)


def second(line: ExchangeLine) -> str:
    """The second line of a row: number, days, what comes next."""
    return ", ".join(
        part for part in (line.number, days(line), words.task_word(line.then.task)) if part
    )


def office(line: ExchangeLine) -> str:
    """The member that looks after the visitor; nothing where none is named."""
    return words.member_name(line.member) if line.member else ""


def board_days(line: ExchangeLine, today: date) -> str:
    """The days on a card; the year only where it is not the present one."""
    if line.starts_on is None or line.ends_on is None:
        return ""
    this_year = line.starts_on.year == line.ends_on.year == today.year
    return format_days(line.starts_on, line.ends_on, with_year=not this_year)


def board_state(line: ExchangeLine, today: date) -> tuple[Status | None, str]:
    """The one thing that a card has to say about itself."""
    late = 0 if line.then.due_on is None else (today - line.then.due_on).days
    if line.blocks:
        said = ngettext("{count} to mend", "{count} to mend", line.blocks)
        return Status.BLOCK, said.format(count=format_number(line.blocks))
    if line.then.task == "visit" and line.starts_on is not None:
        return _visiting(line.starts_on, line.ends_on, today)
    if late > 0:
        said = ngettext("{task}, {count} day late", "{task}, {count} days late", late)
        task = words.short_task(line.then.task)
        return Status.BLOCK, said.format(task=task, count=format_number(late))
    if line.is_ours:
        return Status.LOOK, words.short_task(line.then.task)
    if line.acts:
        said = _("{office}: {task}")
        office, task = words.member_name(line.acts), words.short_task(line.then.task)
        return Status.NEUTRAL, said.format(office=office, task=task)
    return None, ""


def _visiting(start: date, end: date | None, today: date) -> tuple[Status, str]:
    if start > today:
        return Status.NEUTRAL, _("Starts on {day}").format(day=format_day(start))
    if start == today:
        return Status.OK, _("Starts today")
    length = ((end or start) - start).days + 1
    said = _("Day {day} of {days}")
    number = format_number((today - start).days + 1)
    return Status.OK, said.format(day=number, days=format_number(length))


def category(code: str) -> str:
    """The category of a visitor."""
    return words.choice_word("exchange_category", code)


def severity(code: str) -> str:
    """What the weight of an open finding asks for."""
    return _("To mend") if code == Severity.BLOCK else _("To look at")


def state(line: ExchangeLine) -> tuple[Status | None, str]:
    """What a row has to say about itself at the right."""
    if line.is_cancelled:
        return Status.NEUTRAL, _("Cancelled")
    if line.blocks:
        said = ngettext("{count} to mend", "{count} to mend", line.blocks)
        return Status.BLOCK, said.format(count=format_number(line.blocks))
    if line.is_ours:
        return Status.LOOK, _("Your turn")
    return None, ""
