"""From what was typed, dragged or pressed to the use case that does it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.schedule import LONGEST_DAYS
from recipe_desktop.i18n import _
from recipe_desktop.services import history, planning, records, words
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.services.seen import Seen
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.forms.fields import Field, Kind, NotUnderstoodError, understood
from recipe_desktop.ui.forms.saving import save_over

_DAYS: Final = ("starts_on", "ends_on", "due_on", "met_on")
_NUMBERS: Final = ("duration_days", "progress")
_STORED: Final[Mapping[str, str]] = {"ends_on": "duration_days"}
"""Where a day is kept that is worked out."""
_KINDS: Final[Mapping[str, Kind]] = dict.fromkeys(_DAYS, Kind.DATE) | dict.fromkeys(
    _NUMBERS, Kind.INTEGER
)


class Editing:
    """Writes one field of a row; every call is one step that can be undone."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def write_typed(
        self, node: Node, field: str, text: str, known: Mapping[str, Value] | None = None
    ) -> None:
        """Write what was typed into a cell.

        Args:
            node: the row as it was shown while that was typed.
            known: its fields as somebody has seen them since, who writes over these.

        Raises:
            UserError: value.not_understood, record.changed_meanwhile, plan.*, records' own.
        """
        value = self._member(text) if field == "owner" else _value(field, text)
        self.write(node, field, value, node.kept if known is None else known)

    def kept(self, node: Node) -> Mapping[str, Value]:
        """The fields of a row as they are stored now; none where it has gone."""
        found = self._workspace.ask(records.shown, node.kind, [node.uid])
        return found[0].fields if found else {}

    def is_same(self, one: Node, other: Node, field: str) -> bool:
        """Whether two states of a row say the same where a field is written."""
        at = _STORED.get(field, field)
        return one.kept.get(at) == other.kept.get(at)

    def writer(self, node: Node, field: str) -> str:
        """Who wrote what is stored of a field; empty where that is not known."""
        stored = _STORED.get(field, field)
        return self._workspace.ask(history.writer, node.kind, node.uid, stored).name

    def stored(self, node: Node, field: str, kept: Mapping[str, Value]) -> tuple[str, str]:
        """What stands where a cell writes: as one edits it, and as it reads.

        Of a day that follows from a duration this is the duration, and is called so.
        """
        at = _STORED.get(field, field)
        value = kept.get(at)
        if at == "owner":
            code = self._code(value)
            return code, words.member_name(code) if code else ""
        said = words.value_word(node.kind, at, value)
        if at != field:
            label = words.field_label(node.kind, at)
            return "", _("{label}: {value}").format(label=label, value=said)
        return "" if value is None else str(value), said

    def write(
        self, node: Node, field: str, value: Any, shown: Mapping[str, Value] | None = None
    ) -> None:
        """Write a field, by the use case that knows what hangs on it.

        Args:
            shown: the row as somebody saw it who writes over that, and nothing else.

        Raises:
            UserError: plan.*, records' own.
        """
        uid = node.uid
        do: Callable[..., object] = self._workspace.do
        if shown is not None:
            over = _STORED.get(field, field)
            seen = Seen(node.kind, uid, {over: shown.get(over)})
            do = partial(save_over, self._workspace, [seen])
        starts = field == "starts_on" and node.entry is not None and node.entry.dates.is_summary
        if starts and isinstance(value, date):
            do(planning.begin_at, uid, value)
        elif field == "ends_on" and isinstance(value, date):
            do(planning.end_on, uid, value)
        elif field == "duration_days":
            if value is None:
                raise UserError("plan.no_duration", most=LONGEST_DAYS)
            do(planning.last_for, uid, int(value))
        elif field == "progress":
            if value is None or not 0 <= int(value) <= 100:
                raise UserError("plan.bad_progress")
            do(records.edit, node.kind, uid, {field: int(value)})
        elif field == "name" and not str(value).strip():
            raise UserError("record.needs", kind=node.kind, fields="name")
        elif field != "ends_on":
            kept = value.isoformat() if isinstance(value, date) else value
            do(records.edit, node.kind, uid, {field: kept})

    def make(self, kind: str, name: str, chosen: Node | None, outline: Outline) -> Uid:
        """Make something new where the chosen row says that it belongs."""
        do = self._workspace.do
        if kind in planning.ENTRIES:
            behind = chosen.uid if chosen is not None and chosen.entry is not None else None
            action = chosen.uid if chosen is not None and chosen.kind == "actions" else None
            return do(planning.add, kind, name, behind, action=action)
        values: dict[str, Value] = {"name": name}
        if kind == "actions":
            values["objective"] = _objective(chosen, outline)
        positions = [
            int(record.fields["position"] or 0)
            for record in self._workspace.ask(records.listing, kind)
        ]
        values["position"] = max(positions, default=0) + 1
        return do(records.create, kind, values).uid

    def _member(self, code: str) -> str:
        members = self._workspace.ask(records.listing, "members")
        return next((m.uid for m in members if m.fields["code"] == code), "")

    def _code(self, member: Value) -> str:
        members = self._workspace.ask(records.listing, "members")
        return next((str(m.fields["code"]) for m in members if m.uid == member), "")


def _value(field: str, text: str) -> Any:
    try:
        return understood(Field(field, lambda: field, _KINDS.get(field, Kind.TEXT)), text)
    except NotUnderstoodError as error:
        raise UserError("value.not_understood", reason=str(error)) from None


def _objective(chosen: Node | None, outline: Outline) -> Uid | None:
    """The objective that the chosen row stands below."""
    while chosen is not None:
        if chosen.kind == "objectives":
            return chosen.uid
        chosen = outline.nodes[chosen.parent] if chosen.parent >= 0 else None
    return None
