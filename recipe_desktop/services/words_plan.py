"""What the roadmap says in words: reasons of the calculation, and what an import left out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from recipe_desktop.domain.plan_files import Rejected, Unread
from recipe_desktop.domain.schedule import Why
from recipe_desktop.i18n import N_, _, format_number, ngettext

STATUSES: Final[Mapping[str, str]] = {
    "not_started": N_("Not started"),
    "on_track": N_("On track"),
    "at_risk": N_("At risk"),
    "late": N_("Late"),
    "done": N_("Done"),
}

# {before} is what the task waits for, {after} what waits for the task.
_REASONS: Final[Mapping[str, str]] = {
    "plan.critical_between": N_("Critical: it starts when “{before}” ends{lag}, and “{after}” waits for it; one day later moves the end of the plan."),
    "plan.critical_first": N_("Critical: “{after}” waits for it; one day later moves the end of the plan."),
    "plan.critical_last": N_("Critical: it starts when “{before}” ends{lag}, and the plan ends with it."),
    "plan.critical_alone": N_("Critical: the plan ends with it."),
    "plan.slack_before_task": N_("Not critical: it can end {days} later before “{after}” moves the end of the plan."),
    "plan.slack_before_end": N_("Not critical: it can end {days} later before it moves the end of the plan."),
    "plan.spans": N_("Reaches from the first to the last of its {parts} parts."),
    "plan.spans_one": N_("Reaches as far as its only part."),
}  # fmt: skip

_REJECTED: Final[Mapping[str, str]] = {
    "plan.row_without_name": N_("The name is missing."),
    "plan.row_without_identity": N_("{typed}: the file gives it no number of its own."),
    "plan.row_repeats_code": N_("The code {typed} stands in the file twice."),
    "plan.row_blank": N_("{typed} is marked as an empty line in the file."),
    "plan.row_switched_off": N_("{typed} is switched off in the file."),
    "plan.row_with_bad_day": N_("{typed} is not a day."),
    "plan.row_with_short_year": N_("{typed} has a year of two digits; please write all four."),
    "plan.row_with_bad_number": N_("{typed} is not a number of days or per cent."),
    "plan.row_with_unclear_share": N_("{typed} can be meant in per cent or as a part of one; please write it with a % sign."),
    "plan.row_ends_before_start": N_("{typed} ends before it starts."),
    "plan.row_deleted_here": N_("{typed} was deleted here; the file still has it."),
}  # fmt: skip

_UNREAD: Final[Mapping[str, str]] = {
    "plan.unread_start": N_("“{name}” starts on {typed}, which is not a day; it is taken over without a start."),
    "plan.moved_start": N_("“{name}” was moved to {typed} in another program, without a day that was entered; here it starts when what it waits for is done."),
    "plan.unread_end": N_("“{name}” ends on {typed}, which is not a day; its duration is taken over."),
    "plan.unread_met": N_("“{name}” was reached on {typed}, which is not a day; it is taken over as not yet reached."),
    "plan.unread_progress": N_("“{name}” is done to {typed}, which is not a number of per cent; it is taken over as 0."),
    "plan.progress_above": N_("“{name}” is done to {typed} per cent, which is more than all; it is taken over as 100."),
    "plan.progress_below": N_("“{name}” is done to {typed} per cent, which is less than nothing; it is taken over as 0."),
    "plan.unread_link_type": N_("“{name}” waits by a link of type {typed}, which is not known; it is taken over as FS."),
    "plan.unread_link": N_("“{name}” waits for “{typed}”, which is not one task of the file; it is taken over without that."),
    "plan.unread_lag": N_("“{name}” waits with a lag of {typed}, which is no length that can be kept; it is taken over without a lag."),
    "plan.part_of_day": N_("“{name}” has {typed} for its days, which is no whole number; {taken} is taken over."),
    "plan.too_long": N_("“{name}” takes {typed} days, which is longer than can be kept; {taken} is taken over."),
    "plan.another_plan": N_("Another plan came in from a file called “{typed}”, with other tasks. The tasks of this one are kept apart, as “{taken}”."),
    "plan.foreign_identity": N_("“{name}” has the identity of a record that is no task; it is taken over as a new one."),
    "plan.copied_line": N_("“{name}” has the identity of “{typed}”, as a copied line has; it is taken over as a new one."),
    "plan.stays_milestone": N_("“{name}” is a milestone here and takes {typed} days in the file; it stays a milestone."),
    "plan.stays_task": N_("“{name}” is a task here and a milestone in the file; it stays a task."),
    "plan.edited_here": N_("“{name}” is otherwise here than in the file and stays so: {typed}."),
    "plan.action_deleted_here": N_("“{name}” is done for “{typed}”, which was deleted here; it is taken over without that."),
    "plan.other_action": N_("“{name}” is done for “{typed}”, which is called “{taken}” here; that name stays."),
    "plan.other_objective": N_("“{name}” serves “{typed}”, but its action is here for another objective, or for none; that stays."),
    "plan.other_name_of_objective": N_("“{name}” serves “{typed}”, which is called “{taken}” here; that name stays."),
    "plan.other_end": N_("“{name}” ends on {typed}, but its start and its duration in working days, which is {taken}, come to another end; the duration is taken over."),
    "plan.days_of_milestone": N_("“{name}” is marked as a milestone, but its duration in days is {typed}; it is taken over as a milestone, without it."),
    "plan.no_days": N_("“{name}” is marked as no milestone, but takes no days; it is taken over as a milestone."),
    "plan.unread_milestone": N_("“{name}” has {typed} where milestones are marked, which is neither yes nor no; it is taken over by its days alone."),
    "plan.own_parent": N_("“{name}” is called a part of itself; it is taken over as no part of anything."),
    "plan.would_hang_on_itself": N_("“{name}” stays where it is: what the file makes it a part of was made a part of it here."),
    "plan.line_no_longer": N_("“{name}” stays here; the file no longer has it."),
    "plan.link_deleted_here": N_("That “{name}” waits for “{typed}” was deleted here; the file still has it."),
    "plan.link_no_longer": N_("That “{name}” waits for “{typed}” stays here; the file no longer has it."),
    "plan.lag_edited_here": N_("The lag of “{name}” was edited by hand and stays at {taken}; the file now says {typed}."),
    "plan.repeated_link": N_("“{name}” waits twice for “{typed}”; only the later of both links is taken over."),
}  # fmt: skip

_LEFT_OUT: Final[Mapping[str, tuple[str, str]]] = {
    "plan.actual_days": (
        N_("task with the days on which it really began or ended"),
        N_("tasks with the days on which they really began or ended"),
    ),
    "plan.addresses": (
        N_("web address of a task"),
        N_("web addresses of tasks"),
    ),
    "plan.assignments": (
        N_("assignment of people or things to a task"),
        N_("assignments of people or things to tasks"),
    ),
    "plan.baselines": (
        N_("baseline of a task"),
        N_("baselines of tasks"),
    ),
    "plan.calendars": (
        N_("calendar; the national ones are used"),
        N_("calendars; the national ones are used"),
    ),
    "plan.chapters": (
        N_("chapter of the strategy"),
        N_("chapters of the strategy"),
    ),
    "plan.constraints": (
        N_("constraint other than an earliest start"),
        N_("constraints other than an earliest start"),
    ),
    "plan.contacts": (
        N_("contact of a task"),
        N_("contacts of tasks"),
    ),
    "plan.costs": (
        N_("task with costs"),
        N_("tasks with costs"),
    ),
    "plan.deadlines": (
        N_("deadline"),
        N_("deadlines"),
    ),
    "plan.delays": (
        N_("task that was delayed to level its resources"),
        N_("tasks that were delayed to level their resources"),
    ),
    "plan.durations": (
        N_("duration that could not be read; one day was taken"),
        N_("durations that could not be read; one day was taken"),
    ),
    "plan.durations_in_calendar_time": (
        N_("duration in calendar time; the working days within it were taken"),
        N_("durations in calendar time; the working days within them were taken"),
    ),
    "plan.ends_on_free_days": (
        N_("end on a day that is not worked; the working day before it was taken"),
        N_("ends on days that are not worked; the working days before them were taken"),
    ),
    "plan.ends_without_start": (
        N_("end without a start, which was not taken"),
        N_("ends without a start, which were not taken"),
    ),
    "plan.estimated_durations": (
        N_("duration that is marked as estimated; it was taken as any other"),
        N_("durations that are marked as estimated; they were taken as any other"),
    ),
    "plan.external_tasks": (
        N_("task of another plan, taken as one of this"),
        N_("tasks of another plan, taken as some of this"),
    ),
    "plan.facts_of_milestones": (
        N_("milestone with progress, status or a calendar, which only tasks have"),
        N_("milestones with progress, status or a calendar, which only tasks have"),
    ),
    "plan.facts_of_actions": (
        N_("action without its text and lead"),
        N_("actions without their texts and leads"),
    ),
    "plan.idle_actions": (
        N_("action that has no task"),
        N_("actions that have no task"),
    ),
    "plan.idle_objectives": (
        N_("objective that has no task"),
        N_("objectives that have no task"),
    ),
    "plan.interruptions": (
        N_("task that pauses and goes on later; it was taken without the pause"),
        N_("tasks that pause and go on later; they were taken without the pauses"),
    ),
    "plan.lags_in_calendar_time": (
        N_("lag in calendar time; as many working days were taken"),
        N_("lags in calendar time; as many working days were taken"),
    ),
    "plan.lags_in_per_cent": (
        N_("lag in per cent; none was taken"),
        N_("lags in per cent; none was taken"),
    ),
    "plan.links_not_calculated": (
        N_("link of another type than FS: kept and shown, but not calculated"),
        N_("links of another type than FS: kept and shown, but not calculated"),
    ),
    "plan.links_to_nothing": (
        N_("link to a task that is not in the file"),
        N_("links to tasks that are not in the file"),
    ),
    "plan.links_to_other_plans": (
        N_("link to a task of another plan"),
        N_("links to tasks of other plans"),
    ),
    "plan.links_to_rejected": (
        N_("link to a task whose line was rejected"),
        N_("links to tasks whose lines were rejected"),
    ),
    "plan.objectives_without_action": (
        N_("objective without an action: tasks belong to actions, and actions to objectives"),
        N_("objectives without an action: tasks belong to actions, and actions to objectives"),
    ),
    "plan.manual_tasks": (
        N_("task that is scheduled by hand; here the links move it"),
        N_("tasks that are scheduled by hand; here the links move them"),
    ),
    "plan.met_tasks": (
        N_("day on which a task was reached; only milestones have one"),
        N_("days on which tasks were reached; only milestones have one"),
    ),
    "plan.other_progress": (
        N_("task whose work or result is done to another per cent than its time, which was taken"),
        N_("tasks whose work or result is done to another per cent than their time, which was taken"),
    ),
    "plan.overtime": (
        N_("task with overtime"),
        N_("tasks with overtime"),
    ),
    "plan.own_fields": (
        N_("definition of a field of the file’s own"),
        N_("definitions of fields of the file’s own"),
    ),
    "plan.own_values": (
        N_("value of a field of the file’s own"),
        N_("values of fields of the file’s own"),
    ),
    "plan.parts_of_per_cent": (
        N_("share of a task that is no whole per cent, rounded down"),
        N_("shares of tasks that are no whole per cent, rounded down"),
    ),
    "plan.parts_of_days": (
        N_("time that is no whole day, rounded up"),
        N_("times that are no whole days, rounded up"),
    ),
    "plan.priorities": (
        N_("priority of a task"),
        N_("priorities of tasks"),
    ),
    "plan.progress_in_shares": (
        N_("share of a task that is done, given as a part of one and taken in per cent"),
        N_("shares of tasks that are done, given as parts of one and taken in per cent"),
    ),
    "plan.recurring_tasks": (
        N_("task that recurs; it was taken once"),
        N_("tasks that recur; they were taken once"),
    ),
    "plan.resources": (
        N_("person or thing (resource)"),
        N_("people and things (resources)"),
    ),
    "plan.subprojects": (
        N_("task that stands for a plan in another file"),
        N_("tasks that stand for plans in other files"),
    ),
    "plan.task_calendars": (
        N_("task with a calendar of its own; the national ones are used"),
        N_("tasks with calendars of their own; the national ones are used"),
    ),
    "plan.translations": (
        N_("translation"),
        N_("translations"),
    ),
    "plan.unknown_calendars": (
        N_("calendar of a country or region that is not known; that of the owner is used"),
        N_("calendars of a country or region that is not known; those of the owners are used"),
    ),
    "plan.unknown_columns": (
        N_("column that is not known"),
        N_("columns that are not known"),
    ),
    "plan.unknown_owners": (
        N_("owner that is no code of a member, such as HU"),
        N_("owners that are no code of a member, such as HU"),
    ),
    "plan.unknown_parents": (
        N_("parent that is not in the file"),
        N_("parents that are not in the file"),
    ),
    "plan.unknown_statuses": (
        N_("status that is not one of the roadmap’s"),
        N_("statuses that are not among the roadmap’s"),
    ),
    "plan.work": (
        N_("task with hours of work"),
        N_("tasks with hours of work"),
    ),
}  # fmt: skip


def status_word(code: str) -> str:
    """The word for a status; a code that is not ours stands for itself."""
    return _(STATUSES.get(code, code)) if code else ""


def reason(why: Why, names: Mapping[str, str] | None = None) -> str:
    """Why a task is critical, or how much slack it has.

    Args:
        names: translated names in place of the source's.
    """
    shown = names or {}
    days = int(why.details.get("days", 0))
    lag = int(why.details.get("lag", 0))
    return _(_REASONS[why.code]).format(
        before=shown.get(str(why.details.get("before")), why.details.get("before", "")),
        after=shown.get(str(why.details.get("after")), why.details.get("after", "")),
        days=ngettext("{n} working day", "{n} working days", days).format(n=format_number(days)),
        lag=_lag_words(lag) if lag else "",
        parts=format_number(int(why.details.get("parts", 0))),
    )


def _lag_words(lag: int) -> str:
    said = ngettext(" (lag: {n} working day)", " (lag: {n} working days)", abs(lag))
    return said.format(n=format_number(lag))


def circle(names: Sequence[str]) -> str:
    """Tasks of a file that wait for each other."""
    return _("These wait for each other, so one link counts for nothing: {names}").format(
        names=" → ".join((*names, names[0]))
    )


def rejected(line: Rejected) -> str:
    """Why a line of a file was not taken over."""
    return _(_REJECTED[line.code]).format(typed=line.typed)


def reasons(lines: Iterable[Rejected]) -> dict[int, str]:
    """Why lines of a file were not taken over, by their numbers."""
    return {line.row: rejected(line) for line in lines}


def unread(value: Unread) -> str:
    """Which value of a file could not be read, and what became of its task."""
    return _(_UNREAD[value.code]).format(name=value.name, typed=value.typed, taken=value.taken)


def of_line(row: int, said: str) -> str:
    """What is said about a line of a file, or with 0 about the file."""
    return _("Line {row}: {reason}").format(row=row, reason=said) if row else said


def parts(count: int) -> str:
    """How many objectives and actions a file brings along."""
    said = ngettext("{n} new objective or action", "{n} new objectives and actions", count)
    return said.format(n=format_number(count))


def left_out(code: str, count: int) -> str:
    """What a file has and the roadmap does not keep, in the form that fits how many."""
    one, many = _LEFT_OUT[code]
    return _(one if count == 1 else many)
