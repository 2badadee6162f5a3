"""What undoing or redoing a step came to, where somebody had built on what it did."""

from collections.abc import Sequence
from typing import Final

from recipe_desktop.i18n import _, format_list, format_number, ngettext
from recipe_desktop.services import words
from recipe_desktop.services.history import Left, TakenBack

_NAMED: Final = 3  # how many records a sentence can carry


def undo_step(action: str) -> str:
    """What is chosen to take a step back, as the menu says it and whoever speaks of the menu."""
    return _("Undo: {step}").format(step=words.action_name(action))


def redo_step(action: str) -> str:
    """What is chosen to do a step again."""
    return _("Redo: {step}").format(step=words.action_name(action))


def title(taken: TakenBack, *, undone: bool = True) -> str:
    """In a few words: all of it, part of it, or nothing."""
    if taken.rows:
        return _("Part of it stays as it is")
    return _("Nothing could be taken back") if undone else _("It could not be done again")


def what_stays(taken: TakenBack) -> str:
    """Which records were left, and why."""
    count = len(taken.left)
    if count and taken.action.startswith("conflicts."):  # both values would have to be shown again
        return _("What was decided between different values stays decided: {names}").format(
            names=names(taken.left)
        )
    if not count:  # what somebody wrote on is nothing that people see as a record
        return _("Somebody has changed since what “{step}” did; that was left as it is.").format(
            step=words.action_name(taken.action)
        )
    changed = [one for one in taken.left if not one.is_theirs_too]
    theirs = [one for one in taken.left if one.is_theirs_too]
    return "\n".join(
        said(taken, some) for said, some in ((_changed, changed), (_theirs, theirs)) if some
    )


def _changed(taken: TakenBack, left: Sequence[Left]) -> str:
    return ngettext(
        "Somebody has changed {n} record since “{step}”, so it was left as it is: {names}",
        "Somebody has changed {n} records since “{step}”, so they were left as they are: {names}",
        len(left),  # without a full stop: a name may end with one
    ).format(n=format_number(len(left)), step=words.action_name(taken.action), names=names(left))


def _theirs(_taken: TakenBack, left: Sequence[Left]) -> str:
    return ngettext(
        "{n} record stays, since somebody else has added it, too: {names}",
        "{n} records stay, since somebody else has added them, too: {names}",
        len(left),
    ).format(n=format_number(len(left)), names=names(left))


def advice(taken: TakenBack, *, undone: bool = True) -> str:
    """What can be done about what stays."""
    more = _("The history says who changed what; change it by hand if it shall be otherwise.")
    if taken.rows or not undone:
        return more
    return more + " " + _("The step before this one can be undone now.")


def names(left: Sequence[Left]) -> str:
    """The records that were left, the first few by name, with what stays of each."""
    named = [_name(one) for one in left[:_NAMED]]
    others = len(left) - len(named)
    if others:
        named.append(ngettext("{n} other", "{n} others", others).format(n=format_number(others)))
    return format_list(named)


def _name(left: Left) -> str:
    name = left.name or words.kind_name(left.kind)
    if left.is_deleted:
        return _("{name} (deleted since)").format(name=name)
    if left.fields:
        labels = ", ".join(words.field_label(left.kind, field) for field in left.fields)
        return f"{name} ({labels})"
    return name
