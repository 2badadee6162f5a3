"""Conflicts in words."""

from recipe_desktop.i18n import _, format_list
from recipe_desktop.services import titles, words
from recipe_desktop.services.conflicts import Conflict, Suggested
from recipe_desktop.services.rivals import Rival


def field_of(item: Conflict) -> str:
    """What the conflict is about: a field, or whether the record stays."""
    if item.kind_of == "delete":
        return words.conflict_word("delete")
    return words.field_label(item.kind, item.field)


def value_of(item: Conflict, rival: Rival) -> str:
    """A value in words."""
    if item.kind_of == "delete":
        return _("Deleted") if rival.value == "deleted" else _("Kept")
    return rival.word or _("nothing")


def title_of(item: Conflict) -> str:
    """A conflict as a headline."""
    if item.kind_of == "delete":
        return _("{name}: changed and deleted").format(name=item.name)
    if item.kind == "translations":
        return item.name  # which says what text it is about
    if titles.has_title(item.kind):
        return f"{item.name}: {field_of(item)}"
    return _("{field} of {name}").format(field=field_of(item), name=item.name)


def named_by(item: Conflict) -> str:
    """What came to point to a record that was deleted meanwhile."""
    return _("It is named by {records}.").format(records=format_list(list(item.named_by)))


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
    return said.word or _("nothing")
