"""Commands on single records: found, shown, made, changed, deleted, undone, merged."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from recipe_desktop.cli.command import Answer, Call, Command
from recipe_desktop.cli.lines import instant, table
from recipe_desktop.domain.attachments import MAX_BYTES
from recipe_desktop.domain.errors import Finding, UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.time_zones import zone_of
from recipe_desktop.formats.files import read_bytes
from recipe_desktop.i18n import _, format_instant, format_zone, ngettext
from recipe_desktop.services import (
    attachments,
    checks,
    deletions,
    emblems,
    exchanges,
    exports,
    history,
    identity,
    outline,
    planning,
    records,
    translations,
    words,
    words_deletions,
    words_undo,
)
from recipe_desktop.services.kinds import KINDS, Kept, kind_of, name_of
from recipe_desktop.services.written import Written, written

# What a line of a list shows; other kinds show their first fields.
_COLUMNS = {
    "organisations": ("number", "name", "organisation_type", "city", "country"),
    "people": ("number", "given_name", "family_name", "position", "email"),
    "exchanges": ("number", "visitor", "host", "starts_on", "ends_on"),
    "attachments": ("number", "name", "size_bytes", "added_by", "created_at"),
    "events": ("number", "name", "starts_on", "city", "capacity"),
    "agenda-items": ("event", "name", "starts_at", "place", "speakers"),
    "desks": ("event", "letter", "name", "surnames_from", "packed_at"),
    "registrations": ("family_name", "given_name", "organisation_name", "answer", "badge_number"),
    "check-ins": ("at", "what", "registration", "desk", "operator"),
    "targets": ("position", "name", "amount"),
    "objectives": ("position", "name"),
    "actions": ("code", "name", "objective"),
    "tasks": ("code", "name", "starts_on", "duration_days", "progress"),
    "milestones": ("code", "name", "due_on", "met_on"),
    "task-links": ("before", "after", "link_type", "lag_days"),
    "terms": ("catalogue", "code", "name"),
    "lump-sums": ("country", "amount_cents", "from_on", "certainty"),
}
_FEW = 4
_SHORT = 8  # letters of a uid's end, which stand for it
_NOTHING = "\N{EN DASH}"
_NOT_HERE = "{name} ({state})"


def commands() -> list[Command]:
    """The commands of this group."""
    return [
        Command(
            "list", lambda: _("list the records of a kind"), show_list, _list_arguments, reads=True
        ),
        Command(
            "show", lambda: _("show one record with its history"), show, _id_arguments, reads=True
        ),
        Command("check", lambda: _("show all findings"), check, _check_arguments, reads=True),
        Command("new", lambda: _("make a record"), new, _new_arguments),
        Command("set", lambda: _("change fields of a record"), edit, _set_arguments),
        Command("delete", lambda: _("delete a record"), delete, _id_arguments),
        Command("undo", lambda: _("take back this laptop’s last action"), undo),
        Command(
            "merge", lambda: _("say that two records are the same thing"), merge, _merge_arguments
        ),
        Command("unmerge", lambda: _("take a merge back"), unmerge, _unmerge_arguments),
    ]


def _kind(parser: ArgumentParser, kinds: Iterable[str] = KINDS) -> None:
    parser.add_argument(
        "kind", metavar=_("KIND"), help=_("one of: {kinds}").format(kinds=", ".join(kinds))
    )


def _id_arguments(parser: ArgumentParser) -> None:
    _kind(parser)
    parser.add_argument(
        "id",
        metavar=_("ID"),
        help=_("number, code, uid, or 8 letters of the uid’s beginning or end"),
    )


def _values(parser: ArgumentParser, example: str) -> None:
    parser.add_argument("values", nargs="+", metavar=_("FIELD=VALUE"), help=example)


def _list_arguments(parser: ArgumentParser) -> None:
    _kind(parser)
    parser.add_argument(
        "--filter", default="", metavar=_("TEXT"), help=_("beginnings of words, accents or not")
    )


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "kind", nargs="?", default="", metavar=_("KIND"), help=_("only the records of one kind")
    )


def _new_arguments(parser: ArgumentParser) -> None:
    _kind(parser)
    _values(parser, _("such as city=Győr"))


def _set_arguments(parser: ArgumentParser) -> None:
    _id_arguments(parser)
    _values(parser, _("such as city=Győr; of a project also emblem=FILE, a PNG or JPEG picture"))


def _merge_arguments(parser: ArgumentParser) -> None:
    _kind(parser, identity.KINDS)
    parser.add_argument("keep", metavar=_("KEEP"), help=_("the record that is shown from now on"))
    parser.add_argument("away", metavar=_("AWAY"), help=_("the record that is hidden behind it"))


def _unmerge_arguments(parser: ArgumentParser) -> None:
    _kind(parser, identity.KINDS)
    parser.add_argument("away", metavar=_("AWAY"), help=_("the record that was hidden"))


def show_list(call: Call) -> Answer:
    """The records that a filter finds."""
    kind = kind_of(call.arguments.kind).name
    found = _worked_out(call, call.workspace.ask(exports.visible, kind, call.arguments.filter))
    here = _contents_here(call, kind, [record.uid for record in found])
    document = {
        "kind": kind,
        "rows": [
            {"uid": r.uid, **r.fields, **({"is_here": int(here[r.uid])} if here else {})}
            for r in found
        ],
    }
    fields = _COLUMNS.get(kind) or tuple(f.name for f in KINDS[kind].fields[:_FEW])
    headers = [*(() if "number" in fields else ("uid",)), *fields]
    rows = [[_cell(call, kind, record, name) for name in headers] for record in found]
    count = ngettext("{n} {kind}", "{n} {kind}", len(found)).format(
        n=len(found), kind=words.kind_name(kind, len(found))
    )
    labels = [words.field_label(kind, name) if name != "uid" else _("ID") for name in headers]
    if here:
        labels.append(_("Content"))
        for record, row in zip(found, rows, strict=True):
            row.append(_("here") if here[record.uid] else _("not here yet"))
    return Answer(document, f"{table(labels, rows)}\n\n{count}" if found else count)


def _worked_out(call: Call, found: list[records.Shown]) -> list[records.Shown]:
    """Tasks as the plan has them, with the progress of their parts; anything else as it is."""
    if not found or found[0].kind not in planning.ENTRIES:
        return found
    return call.workspace.ask(outline.in_plan, found)


def _contents_here(call: Call, kind: str, uids: Sequence[Uid]) -> Mapping[Uid, bool]:
    """Of documents, whether their content has come; empty for anything else."""
    if kind != attachments.KIND:
        return {}
    return {one.uid: one.is_here for one in call.workspace.ask(attachments.shown, uids)}


def show(call: Call) -> Answer:
    """One record, what is to be said of it, and what happened to it."""
    kind = kind_of(call.arguments.kind).name
    ask = call.workspace.ask
    uid = ask(records.find, kind, call.arguments.id)
    [record] = _worked_out(call, [ask(records.show, kind, uid)])
    found = ask(checks.findings_of, kind, uid)
    changes = ask(emblems.history_of if kind == emblems.KIND else history.of_record, kind, uid)
    emblem = ask(emblems.of_project, uid) if kind == emblems.KIND else None
    pictured = {emblems.FIELD: emblem.name if emblem else ""} if kind == emblems.KIND else {}
    document = {
        "kind": kind,
        "uid": uid,
        "fields": {**record.fields, **pictured},
        "findings": [_finding(uid, finding) for finding in found],
        "history": [
            {
                "at": instant(change.at),
                "by": change.by,
                "device": change.device,
                "what": change.what,
                "field": change.field,
                "old": change.old,
                "new": change.new,
            }
            for change in changes
        ],
    }
    zone = _zone(call, record)
    rows = [
        [words.field_label(kind, name), _word(call, kind, name, value, zone)]
        for name, value in record.fields.items()
        if value not in (None, "")
    ]
    if emblem is not None:
        said = (
            emblem.name
            if emblem.is_here
            else _NOT_HERE.format(name=emblem.name, state=_("not here yet"))
        )
        rows.append([words.field_label(kind, emblems.FIELD), said])
    parts = [table([words.kind_name(kind), uid], rows)]
    if kind == exchanges.KIND:
        [line] = call.workspace.ask(exchanges.lines, [uid])
        parts.append(words.next_words(line.then))
    if found:
        parts.append("\n".join(_finding_line(finding) for finding in found))
    parts.append("\n".join(_change_line(call, change) for change in changes))
    return Answer(document, "\n\n".join(part for part in parts if part))


def check(call: Call) -> Answer:
    """All findings, those that must be mended first."""
    found = call.workspace.ask(checks.findings, call.arguments.kind)
    document = {"findings": [_finding(one.uid, one.finding) for one in found]}
    lines = [f"{one.kind} {one.uid[-_SHORT:]}  {_finding_line(one.finding)}" for one in found]
    count = ngettext("{n} finding", "{n} findings", len(found)).format(n=len(found))
    return Answer(document, "\n".join([*lines, count]))


def new(call: Call) -> Answer:
    """Make a record."""
    kind = kind_of(call.arguments.kind).name
    values = _read(call.arguments.values)
    if kind == "task-links":
        made = call.workspace.do(planning.new_link, values)
    else:
        made = call.workspace.do(records.create, kind, values)
    return Answer(
        {"kind": made.kind, "uid": made.uid, "number": made.number},
        _("New {kind}: {id}").format(kind=words.kind_name(kind), id=made.number or made.uid),
    )


def edit(call: Call) -> Answer:
    """Change fields of a record; those that are so already are not changed."""
    kind = kind_of(call.arguments.kind).name
    uid = call.workspace.ask(records.find, kind, call.arguments.id)
    values = _read(call.arguments.values)
    if kind == emblems.KIND and emblems.FIELD in values:
        file = values.pop(emblems.FIELD)
        given = _picture(Path(file)) if file else None
        changed = call.workspace.do(emblems.edit, uid, values, given)
    elif kind == "tasks":
        changed = call.workspace.do(planning.edit, uid, values)
    elif kind == "task-links":
        changed = call.workspace.do(planning.edit_link, uid, values)
    elif kind == translations.KIND:
        changed = call.workspace.do(translations.edit, uid, values)
    else:
        changed = call.workspace.do(records.edit, kind, uid, values)
    return _changed([Written(kind, uid, dict(changed))] if changed else [])


def delete(call: Call) -> Answer:
    """Delete a record with what hangs on it, and say what stays that named it."""
    kind = kind_of(call.arguments.kind).name
    ask = call.workspace.ask
    uid = ask(records.find, kind, call.arguments.id)
    name = name_of(kind_of(kind), ask(records.show, kind, uid).fields) or uid
    _nothing, group = call.workspace.do_as_step(deletions.delete, kind, uid)
    done = ask(deletions.deleted, group, uid)
    changed = _changed([Written(kind, uid, {}), *done.went])
    return Answer({**changed.document, "stay": dict(done.stay)}, words_deletions.told(name, done))


def undo(call: Call) -> Answer:
    """Take back the last action, and say of what it was not."""
    taken, group = call.workspace.do_as_step(history.undo)
    changed = _changed(call.workspace.ask(written, group))
    left = [
        {"kind": one.kind, "uid": one.uid, "name": one.name, "fields": list(one.fields)}
        for one in taken.left
    ]
    said = [_("Undone: {step}").format(step=words.action_name(taken.action)), changed.text]
    if not taken.is_whole:
        said[0] = said[0] if taken.rows else words_undo.title(taken) + "."
        said += [words_undo.what_stays(taken), words_undo.advice(taken)]
    refused = not taken.is_whole and not taken.rows
    return Answer({**changed.document, "left": left}, "\n".join(said), code=int(refused))


def merge(call: Call) -> Answer:
    """Say that two records are one thing."""
    kind = kind_of(call.arguments.kind).name
    kept = call.workspace.ask(records.find, kind, call.arguments.keep)
    away = call.workspace.ask(records.find, kind, call.arguments.away)
    call.workspace.do(identity.confirm, kind, kept, away)
    return Answer(
        {"kind": kind, "kept": kept, "away": away},
        _("{away} is shown as {kept} from now on.").format(away=away, kept=kept),
    )


def unmerge(call: Call) -> Answer:
    """Take a merge back."""
    kind = kind_of(call.arguments.kind).name
    away = call.workspace.ask(records.find, kind, call.arguments.away)
    call.workspace.do(identity.take_back, kind, away)
    return Answer({"kind": kind, "away": away}, _("{away} is shown again.").format(away=away))


def _read(given: Sequence[str]) -> dict[str, str]:
    read: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UserError("field.no_value", value=pair)
        read[name.strip()] = value
    return read


def _picture(path: Path) -> attachments.ContentSource:
    return attachments.ContentSource(path.name, read_bytes(path, MAX_BYTES))


def _changed(changes: Sequence[Written]) -> Answer:
    document = {
        "changed": [{"kind": w.kind, "uid": w.uid, "fields": dict(w.fields)} for w in changes]
    }
    count = len(changes)
    text = ngettext("{n} record changed", "{n} records changed", count).format(n=count)
    return Answer(document, text)


def _finding(uid: Uid, finding: Finding) -> Mapping[str, Any]:
    return {
        "uid": uid,
        "code": finding.code,
        "severity": finding.severity.value,
        "rule": words.rule_number(finding.code),
        "source": finding.source,
        "reason": None
        if finding.given is None
        else {"text": finding.given.reason, "name": finding.given.name},
    }


def _finding_line(finding: Finding) -> str:
    said = " ".join(words.finding_lines(finding))
    parts = (words.rule_word(finding.code), finding.code, words.source_word(finding.source))
    source = "; ".join(part for part in parts if part)
    return f"{words.weight_word(finding)}: {said} [{source}]"


def _change_line(call: Call, change: history.Change) -> str:
    who = ", ".join(part for part in (change.by, change.device) if part)
    happened = words.what_happened(change.what)
    if change.field:
        label = words.field_label(change.kind, change.field)
        old, fresh = (
            _word(call, change.kind, change.field, value) or _NOTHING
            for value in (change.old, change.new)
        )
        happened = f"{label}: {old} \N{RIGHTWARDS ARROW} {fresh}"
        if change.is_confirmed:
            happened = f"{words.action_name(change.action)}: {label}: {fresh}"
    when = _("from the start") if change.is_seed else format_instant(change.at)
    return "  ".join(part for part in (when, who, happened) if part)


def _cell(call: Call, kind: str, record: records.Shown, name: str) -> str:
    if name == "uid":
        return record.uid[-_SHORT:]
    said = _word(call, kind, name, record.fields[name], _zone(call, record))
    if (kind, name) == (attachments.KIND, "name"):
        return _document_name(call, record, said)
    return said


def _document_name(call: Call, record: records.Shown, name: str) -> str:
    """What a document is called in a list, where those of projects are emblems."""
    owner = Uid(str(record.fields["exchange"] or ""))
    for found in call.workspace.ask(records.shown, emblems.KIND, [owner]):
        project = name_of(kind_of(emblems.KIND), found.fields)
        return _("Emblem of {project} ({name})").format(project=project, name=name)
    return name


def _zone(call: Call, record: records.Shown) -> tzinfo | None:
    """Where a record's moments are: at the place of its event, otherwise here."""
    event = record.uid if record.kind == "events" else Uid(str(record.fields.get("event") or ""))
    for found in call.workspace.ask(records.shown, "events", [event]) if event else ():
        return zone_of(str(found.fields["time_zone"] or ""), str(found.fields["country"] or ""))
    return None


def _word(call: Call, kind: str, name: str, value: Value, zone: tzinfo | None = None) -> str:
    """A value as people read it; a record that is pointed to by what it is called."""
    field = next((field for field in KINDS[kind].fields if field.name == name), None)
    if field is not None and field.kept is Kept.REFERENCE and value:
        for pointed in filter(None, (field.kind, field.or_kind)):
            for found in call.workspace.ask(records.shown, pointed, [Uid(str(value))]):
                return name_of(kind_of(pointed), found.fields) or str(value)
        return str(value)
    said = words.value_word(kind, name, value, zone)
    if field is not None and field.kept is Kept.INSTANT and said:
        said += f" {format_zone(datetime.fromisoformat(str(value)), zone)}"
    return said
