"""The cells of the tree: what each says, how it is edited, and which field it is."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from recipe_desktop.i18n import _, format_number, format_percent
from recipe_desktop.services import words, words_plan
from recipe_desktop.services.outline import Node
from recipe_desktop.ui.roadmap import wording

NAME, LEAD, START, END, DAYS, DONE, STATUS = range(7)
COLUMNS: Final = 7

_FIELDS: Final[Mapping[str, Mapping[int, str]]] = {
    "tasks": {
        NAME: "name",
        LEAD: "owner",
        START: "starts_on",
        END: "ends_on",
        DAYS: "duration_days",
        DONE: "progress",
        STATUS: "status",
    },
    "milestones": {NAME: "name", LEAD: "owner", END: "due_on", DONE: "met_on"},
    "actions": {NAME: "name", LEAD: "owner"},
    "objectives": {NAME: "name"},
    "chapters": {NAME: "name"},
}
_SPANNED: Final = (START, END, DAYS, DONE)


def titles() -> tuple[str, ...]:
    """The titles of the columns."""
    return (_("Task"), _("Lead"), _("Start"), _("End"), _("Days"), _("Done"), _("Status"))


def field(node: Node, column: int) -> str:
    """The field that a cell edits; empty where it edits none."""
    spans = node.entry is not None and node.entry.dates.is_summary
    if spans and column in _SPANNED:
        return ""
    return _FIELDS[node.kind].get(column, "")


def shown(node: Node, column: int, today: date) -> str:
    """What a cell says."""
    return _SHOWN[column](node, today)


def typed(node: Node, column: int) -> str:
    """A cell as one edits it."""
    return _TYPED[column](node)


def _start(node: Node, today: date) -> str:
    return "" if node.kind == "milestones" else wording.day(node.start, today)


def _days(node: Node) -> int | None:
    entry = node.entry
    if entry is None or entry.kind != "tasks" or entry.dates.is_summary:
        return None
    return entry.duration


def _number(node: Node, _today: date) -> str:
    days = _days(node)
    return "" if days is None else format_number(days)


def _done(node: Node) -> str:
    entry = node.entry
    if entry is not None and entry.kind == "milestones":
        return entry.met.isoformat() if entry.met else ""
    return str(node.progress)


def _status(node: Node) -> str:
    return node.entry.status if node.entry is not None else ""


_SHOWN: Final[tuple[Callable[[Node, date], str], ...]] = (
    lambda node, _today: wording.title(node),
    lambda node, _today: words.member_name(node.owner) if node.owner else "",
    _start,
    lambda node, today: wording.day(node.end, today),
    _number,
    lambda node, _today: "" if node.start is None else format_percent(node.progress / 100),
    lambda node, _today: words_plan.status_word(_status(node)),
)
_TYPED: Final[tuple[Callable[[Node], str], ...]] = (
    lambda node: node.name,
    lambda node: node.owner,
    lambda node: node.start.isoformat() if node.start else "",
    lambda node: node.end.isoformat() if node.end else "",
    lambda node: str(_days(node) or ""),
    _done,
    _status,
)
