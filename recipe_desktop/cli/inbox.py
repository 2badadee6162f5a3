"""Commands that show and decide what was written apart."""

from argparse import ArgumentParser

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import instant
from recipe_desktop.i18n import _, format_instant, format_list
from recipe_desktop.services import conflicts, words
from recipe_desktop.services.rivals import Rival


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command("sync conflicts", lambda: _("show what was written apart"), inbox, reads=True),
        Command("sync resolve", lambda: _("decide between values"), resolve, _resolve_arguments),
    ]


def inbox(call: Call) -> Answer:
    """What was written apart and awaits a decision."""
    found = call.workspace.ask(conflicts.inbox)
    document = {
        "conflicts": [
            {
                "id": item.id,
                "class": item.kind_of,
                "kind": item.kind,
                "uid": item.uid,
                "field": item.field,
                "values": [
                    {
                        "value": rival.value,
                        "shown": rival.shown,
                        "by": rival.by,
                        "device": rival.device,
                        "at": instant(rival.at),
                    }
                    for rival in item.rivals
                ],
                "suggestions": [
                    {"value": said.value, "member": said.member, "by": said.by}
                    for said in item.suggestions
                ],
            }
            for item in found
        ]
    }
    if not found:
        return Answer(document, _("There is nothing to decide."))
    return Answer(document, "\n\n".join(_conflict(item) for item in found))


def _conflict(item: conflicts.Conflict) -> str:
    label = words.field_label(item.kind, item.field) if item.field else ""
    title = ", ".join(part for part in (item.name, label) if part)
    lines = [f"{item.id[:8]}  {title}: {words.conflict_word(item.kind_of)}"]
    if item.named_by:
        lines.append("  " + _("Named by {records}").format(records=format_list(item.named_by)))
    for number, rival in enumerate(item.rivals, 1):
        value = _value(item, rival)
        who = ", ".join(p for p in (rival.by, rival.device, format_instant(rival.at)) if p)
        shown = _(" (shown now)") if rival.shown else ""
        lines.append(f"  {number}  {value}{shown}  {who}")
    if item.together is not None:
        both = words.value_word(item.kind, item.field, item.together) or _("nothing")
        lines.append("  " + _("--together  {value}").format(value=both))
    for said in item.suggestions:
        told = _("{member} suggests: {value}").format(
            member=words.member_name(said.member), value=_value(item, said)
        )
        lines.append(f"  {told}")
    if not item.is_ours:
        lines.append("  " + _("Another office decides; what you take is a suggestion."))
    return "\n".join(lines)


def _value(item: conflicts.Conflict, said: Rival | conflicts.Suggested) -> str:
    return words.what_happened(str(said.value)) if item.kind_of == "delete" else said.word


def _resolve_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "id", metavar=_("ID"), help=_("of the conflict, or 8 letters of its beginning or end")
    )
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument(
        "--take", type=int, metavar="N", help=_("number of the value, counted from 1")
    )
    choice.add_argument("--value", metavar=_("TEXT"), help=_("a value that nobody wrote"))
    choice.add_argument(
        "--together", action="store_true", help=_("of lists, all that was changed in them")
    )


def resolve(call: Call) -> Answer:
    """Decide, or suggest where another office decides."""
    said = call.arguments
    if said.together:
        decision = call.workspace.do(conflicts.take_together, said.id)
    elif said.value is None:
        decision = call.workspace.do(conflicts.take, said.id, said.take)
    else:
        decision = call.workspace.do(conflicts.write, said.id, said.value)
    text = _("Decided.") if decision.decided else _("Suggested to the office that decides.")
    return Answer({"id": decision.id, "decided": decision.decided}, text)
