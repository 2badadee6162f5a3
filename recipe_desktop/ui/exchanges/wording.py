"""What the page says of an exchange in one line: who, when, how far, whose turn."""

from typing import Final

from recipe_desktop.i18n import _, format_day, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.exchanges import ExchangeLine
from recipe_desktop.ui.look.tokens import Status

SYMBOL: Final = "arrows-left-right"
_ARROW: Final = "\N{RIGHTWARDS ARROW}"


def names(line: ExchangeLine) -> str:
    """Who visits whom."""
    return f"{line.visitor or _('No visitor')} {_ARROW} {line.host or _('no host yet')}"


def days(line: ExchangeLine) -> str:
    """From when to when; nothing while that is open."""
    if line.starts_on is None or line.ends_on is None:
        return ""
    return _("{first} to {last}").format(
        first=format_day(line.starts_on), last=format_day(line.ends_on)
    )


def what_it_is(line: ExchangeLine) -> str:
    """Number, category and days."""
    category = words.choice_word("exchange_category", line.category)
    return ", ".join(part for part in (line.number, category, days(line)) if part)


def second(line: ExchangeLine) -> str:
    """The second line of a row: number, days, what comes next."""
    return ", ".join(
        part for part in (line.number, days(line), words.task_word(line.then.task)) if part
    )


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
