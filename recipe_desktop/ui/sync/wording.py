"""Conflicts in words."""

from recipe_desktop.i18n import _, format_list
from recipe_desktop.services import words
from recipe_desktop.services.conflicts import Conflict, Rival, Suggested


def field_of(item: Conflict) -> str:
    """What the conflict is about: a field, or whether the record stays."""
    if item.kind_of == "delete":
        return words.conflict_word("delete")
    return words.field_label(item.kind, item.field)


def value_of(item: Conflict, rival: Rival) -> str:
    """A value in words."""
    if item.kind_of == "delete":
        return _("Deleted") if rival.value == "deleted" else _("Kept")
    return words.value_word(item.kind, item.field, rival.value) or _("nothing")


def offices_of(item: Conflict) -> str:
    """The offices that wrote it."""
    names = dict.fromkeys(
        words.member_name(rival.member) if rival.member else rival.device for rival in item.rivals
    )
    return format_list([name for name in names if name])


def said_of(item: Conflict) -> str:
    """A conflict in one line."""
    return ", ".join((field_of(item), item.name, offices_of(item)))


def suggested_word(about: Conflict, said: Suggested) -> str:
    """What somebody suggests for a conflict, in words."""
    if about.kind_of == "delete":
        return words.what_happened(str(said.value))
    return words.value_word(about.kind, about.field, said.value) or _("nothing")
