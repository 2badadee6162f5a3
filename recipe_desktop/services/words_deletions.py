"""The words for what was deleted, what went with it, and what stays without it."""

from collections.abc import Mapping

from recipe_desktop.i18n import _, format_number
from recipe_desktop.services.deletions import Deletion
from recipe_desktop.services.words import kind_name


def told(name: str, done: Deletion) -> str:
    """What was deleted, and what went and what stays if there is anything."""
    parts = [_("Deleted {name}").format(name=name)]
    if done.went:
        parts.append(_("with it: {records}").format(records=_counted(done.went_by_kind)))
    if done.stay:
        parts.append(_("still here, without it: {records}").format(records=_counted(done.stay)))
    return "; ".join(parts)


def _counted(by_kind: Mapping[str, int]) -> str:
    return ", ".join(
        f"{format_number(count)} {kind_name(kind, count)}" for kind, count in by_kind.items()
    )
