"""What waits for the person at this laptop, as sentences that say who must act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from recipe_desktop.domain.clock import today
from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.event_doubts import Unsettled
from recipe_desktop.services.events import EventLine
from recipe_desktop.services.exchanges import ExchangeLine
from recipe_desktop.services.outline import Ahead
from recipe_desktop.ui.background.overviews import Situation
from recipe_desktop.ui.exchanges import wording
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.near_days import short_day
from recipe_desktop.ui.surroundings import Ways
from recipe_desktop.ui.sync.waiting import Waits, waiting

_MOST_TURNS = 4


class Turn(StrEnum):
    """Who must act, and whether it is late."""

    LATE = "late"
    OURS = "ours"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One thing to do.

    Args:
        aside: words at the right.
        pill: status of the tint that those words stand on; None for none.
    """

    name: str
    second: str
    symbol: str
    status: Status
    run: Callable[[], None]
    aside: str = ""
    pill: Status | None = None
    turn: Turn = Turn.OURS


def tasks(situation: Situation, ways: Ways) -> list[TaskLine]:
    """Everything that waits, the most pressing first."""
    found: list[TaskLine] = []
    seen = situation.overview
    found += [_today(line, ways) for line in seen.today]
    if seen.conflicts:
        found.append(_conflicts(seen.conflicts, ways))
    found += [_unsettled(one, ways) for one in situation.unsettled]
    found += [_turn(line, ways) for line in seen.turns[:_MOST_TURNS]]
    if len(seen.turns) > _MOST_TURNS:
        found.append(_more_turns(len(seen.turns) - _MOST_TURNS, ways))
    found += _plan(seen.ahead, ways)
    if not seen.organisations:
        found.append(_first_list(ways))
    if situation.doubles:
        found.append(_doubles(situation.doubles, ways))
    if seen.lost_people:
        found.append(_lost_people(seen.lost_people, ways))
    if not seen.devices:
        found.append(_first_laptop(ways))
    elif situation.status.only_here > situation.status.unreadable:
        found.append(_to_send(situation, ways))
    if seen.devices and situation.status.uncopied:
        found.append(_for_the_office(situation.status.uncopied, ways))
    known = situation.status
    found += [_waits(one, ways) for one in waiting(known.held, known.unadmitted, known.forks)]
    found += [_of_others(line, ways) for line in seen.others]
    turns = list(Turn)
    return sorted(found, key=lambda task: turns.index(task.turn))


def _conflicts(count: int, ways: Ways) -> TaskLine:
    return TaskLine(
        ngettext("Decide {count} conflict", "Decide {count} conflicts", count).format(
            count=format_number(count)
        ),
        _("Two offices wrote differently; both values are kept until somebody decides"),
        "git-fork",
        Status.LOOK,
        lambda: ways.section.emit("sync", "conflicts"),
    )


def _today(line: EventLine, ways: Ways) -> TaskLine:
    """An event that takes place today."""
    registered = ngettext("{count} registered", "{count} registered", line.registered)
    came = ngettext("{count} arrived", "{count} arrived", line.came)
    said = filter(
        None,
        (
            line.city or line.place,
            registered.format(count=format_number(line.registered)),
            came.format(count=format_number(line.came)) if line.came else "",
        ),
    )
    return TaskLine(
        line.name,
        ", ".join(said),
        "calendar-event",
        Status.LOOK,
        lambda: ways.record.emit("events", line.uid),
        aside=_("Today"),
        pill=Status.LOOK,
    )


def _unsettled(one: Unsettled, ways: Ways) -> TaskLine:
    """An event with people who may stand twice, a clash in its agenda, or too few places."""
    pairs = ngettext("{count} pair may be one person", "{count} pairs may be one person", one.pairs)
    clashes = ngettext("{count} clash in the agenda", "{count} clashes in the agenda", one.clashes)
    over = ngettext(
        "{count} person more than there are places",
        "{count} people more than there are places",
        one.over,
    )
    counted = ((pairs, one.pairs), (clashes, one.clashes), (over, one.over))
    said = [word.format(count=format_number(count)) for word, count in counted if count]
    return TaskLine(
        _("Settle what is open at {event}").format(event=one.name or _("Event without a name")),
        ", ".join(said),
        "users",
        Status.LOOK,
        partial(ways.record.emit, "events", one.uid),
    )


def _turn(line: ExchangeLine, ways: Ways) -> TaskLine:
    """An exchange in which this office must act next."""
    due = line.then.due_on
    days = 0 if due is None else (today() - due).days
    late = ngettext("{count} day late", "{count} days late", days)
    aside = _due(due)
    return TaskLine(
        words.task_word(line.then.task),
        _("{names}, {number}").format(names=wording.names(line), number=line.number),
        wording.SYMBOL,
        Status.BLOCK if days > 0 else Status.NOTE,
        lambda: ways.record.emit("exchanges", line.uid),
        aside=late.format(count=format_number(days)) if days > 0 else aside,
        pill=Status.BLOCK if days > 0 else None,
        turn=Turn.LATE if days > 0 else Turn.OURS,
    )


def _due(day: date | None) -> str:
    """By when something has to happen."""
    if day is None:
        return ""
    if day == today():
        return _("Today")
    return _("by {day}").format(day=short_day(day))


def _of_others(line: ExchangeLine, ways: Ways) -> TaskLine:
    """An exchange in which another office must act next."""
    due = line.then.due_on
    said = _("{office}: {task}")
    office, task = words.member_name(line.acts), words.task_word(line.then.task)
    return TaskLine(
        said.format(office=office, task=task),
        _("{names}, {number}").format(names=wording.names(line), number=line.number),
        "hourglass",
        Status.NEUTRAL,
        lambda: ways.record.emit("exchanges", line.uid),
        aside=_due(due),
        turn=Turn.OTHERS,
    )


def _more_turns(count: int, ways: Ways) -> TaskLine:
    said = ngettext(
        "{count} more exchange waits for you", "{count} more exchanges wait for you", count
    )
    return TaskLine(
        said.format(count=format_number(count)),
        _("Each says what has to happen next"),
        wording.SYMBOL,
        Status.NOTE,
        lambda: ways.section.emit("exchanges", ""),
    )


def _plan(ahead: Ahead, ways: Ways) -> list[TaskLine]:
    """What of the roadmap should be done by now, and what comes next."""
    found = []
    for entries, status in ((ahead.overdue, Status.LOOK), (ahead.near, Status.NOTE)):
        if not entries:
            continue
        first, more = entries[0], len(entries) - 1
        late = status is Status.LOOK
        name = _("Overdue: {name}") if late else _("Next: {name}")
        said = ngettext("and {n} more of the roadmap", "and {n} more of the roadmap", more)
        found.append(
            TaskLine(
                name.format(name=f"{first.code} {first.name}".strip()),
                said.format(n=format_number(more)) if more else _("Task of the roadmap"),
                "chart-line",
                status,
                partial(ways.record.emit, first.kind, first.uid),
                aside=_("by {day}").format(day=short_day(first.dates.end)),
            )
        )
    return found


def _first_list(ways: Ways) -> TaskLine:
    return TaskLine(
        _("Import your list of members"),
        _("A workbook or a text file; you see what it will do before anything is written"),
        "file-import",
        Status.NOTE,
        lambda: ways.list_import.emit(""),
    )


def _doubles(count: int, ways: Ways) -> TaskLine:
    return TaskLine(
        ngettext(
            "Compare {count} pair of organisations", "Compare {count} pairs of organisations", count
        ).format(count=format_number(count)),
        _("They look like doubles; every answer can be taken back"),
        "arrows-join",
        Status.NOTE,
        lambda: ways.section.emit("partners", "doubles"),
    )


def _lost_people(count: int, ways: Ways) -> TaskLine:
    return TaskLine(
        ngettext(
            "Look at {count} person without an organisation",
            "Look at {count} people without an organisation",
            count,
        ).format(count=format_number(count)),
        _("It was deleted, or has not arrived here yet; whom you need no more you can delete"),
        "users",
        Status.NOTE,
        lambda: ways.section.emit("partners", "people-without"),
    )


def _first_laptop(ways: Ways) -> TaskLine:
    return TaskLine(
        _("Exchange cards with another laptop"),
        _("Until one is admitted, what you enter exists on this laptop alone"),
        "device-laptop",
        Status.NOTE,
        lambda: ways.section.emit("sync", "devices"),
    )


def _to_send(situation: Situation, ways: Ways) -> TaskLine:
    count = situation.status.only_here - situation.status.unreadable
    since = situation.overview.only_here_since
    second = ngettext(
        "{count} change exists only here", "{count} changes exist only here", count
    ).format(count=format_number(count))
    return TaskLine(
        _("Send your changes to the partners"),
        second,
        "send",
        Status.NOTE,
        lambda: ways.action.emit("sync.send"),
        aside=_("since {day}").format(day=short_day(since.astimezone().date())) if since else "",
    )


def _for_the_office(count: int, ways: Ways) -> TaskLine:
    return TaskLine(
        _("Keep a second copy of what stays in your office"),
        ngettext(
            "{count} change is for your office alone; admit a second laptop, or save a copy",
            "{count} changes are for your office alone; admit a second laptop, or save a copy",
            count,
        ).format(count=format_number(count)),
        "device-laptop",
        Status.NOTE,
        lambda: ways.section.emit("sync", "devices"),
    )


def _waits(waits: Waits, ways: Ways) -> TaskLine:
    return TaskLine(
        waits.said,
        waits.advice,
        waits.symbol,
        waits.status,
        lambda: ways.section.emit("sync", waits.tab),
    )
